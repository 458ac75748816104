"""Rules for years and longer, and for months in numbers: "2023-2026", "jaren negentig", "2024", "04/2016"."""

from __future__ import annotations

from notaparse.mentions.dates.guards import is_year
from notaparse.mentions.dates.neighbours import full_year, runs_in, runs_on
from notaparse.mentions.dates.reading import Reading, Stretch, short_year
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.when import Fixed, month


def year_and_month(stretch: Stretch, at: int) -> Reading | None:
    """As in "2016 juni", "2024-05", "04/2016"."""
    tokens = stretch.tokens
    first, second, third = tokens[at : at + 3]
    if full_year(first) and second.role == "month" and tokens[at + 2].role != "digits" and not runs_in(tokens, at):
        return Reading(at, at + 2, Fixed(month(second.number)(first.number), "month"), f"month:{second.row}")
    if full_year(first) and second.text == "," and third.role == "month_short":
        return Reading(at, at + 3, Fixed(month(third.number)(first.number), "month"), f"month:{third.row}")
    if not (second.glued and third.glued and third.role == first.role == "digits") or runs_on(tokens, at + 2):
        return None
    if runs_in(tokens, at) or (at and tokens[at - 1].role == "number_head"):
        return None
    if full_year(first) and second.role == "dash" and len(third.text) == 2 and 1 <= third.number <= 12:
        if third.number == (first.number + 1) % 100 or not is_year(stretch, at, at + 3):
            return None
        return Reading(at, at + 3, Fixed(month(third.number)(first.number), "month"), "month:numeric")
    if full_year(third) and second.text == "/" and len(first.text) <= 2 and 1 <= first.number <= 12:
        return Reading(at, at + 3, Fixed(month(first.number)(third.number), "month"), "month:numeric")
    return None


def decade(stretch: Stretch, at: int) -> Reading | None:
    """As in "jaren negentig", "jaren '90", "jaren 1990"."""
    tokens = stretch.tokens
    token = tokens[at + 1]
    if token.role == "short" or (token.role in {"number", "digits"} and token.number in range(30, 100, 10)):
        number = token.number
        first = short_year(number) if number < 30 else 1900 + number
    elif full_year(token) and token.number % 10 == 0 and not _goes_on(tokens, at + 2):
        number, first = 0, token.number
    else:
        return None
    if number % 10 or runs_on(tokens, at + 1):
        return None
    return Reading(at, at + 2, Fixed(f"{first:04}/{first + 9:04}", "years"), f"decade:{tokens[at].row}")


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether more years follow: "de jaren 2020 en 2021"."""
    joined = tokens[at].role in {"and", "or", "dash", "to"} or tokens[at].text == "/"
    return joined and tokens[at + 1].role in {"digits", "short"}


def years(stretch: Stretch, at: int) -> Reading | None:
    """As in "2023-2026", "2022/23", "2023-'25"."""
    tokens = stretch.tokens
    first, sign = tokens[at], tokens[at + 1]
    if not full_year(first) or not (sign.role == "dash" or sign.text == "/"):
        return None
    second = at + 2 + (tokens[at + 2].role == "line")
    last = tokens[second]
    if sign.glued != last.glued and tokens[at + 2].role != "line":
        return None
    century = first.number // 100 * 100
    if full_year(last):
        number = last.number
    elif last.role == "short" or (last.role == "digits" and len(last.text) == 2):
        number = century + last.number + 100 * (century + last.number < first.number)
        if number != first.number + 1 and (sign.text == "/" or last.number <= 12):
            return None
    else:
        return None
    if not first.number < number <= first.number + 100 or not is_year(stretch, at, second + 1):
        return None
    return Reading(at, second + 1, Fixed(f"{first.number:04}/{number:04}", "years"), "years:range")


def year(stretch: Stretch, at: int) -> Reading | None:
    """As in "2024", where what stands round it says that it is a year."""
    tokens = stretch.tokens
    token = tokens[at]
    if not full_year(token) or not is_year(stretch, at, at + 1):
        return None
    return Reading(at, at + 1, Fixed(f"{token.number:04}", "year"), "year:number")
