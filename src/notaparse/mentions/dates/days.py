"""Rules for calendar days: "11 en 12 oktober 2023", "maandag 3 juni", "12-10-2023", "Prinsjesdag"."""

from __future__ import annotations

from typing import NamedTuple

from notaparse.mentions.dates.neighbours import compound, full_year, runs_in
from notaparse.mentions.dates.reading import CUES, Reading, Stretch, pointed, suffix_after, with_year, year_after
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.when import (
    Fixed,
    Range,
    Relative,
    Toward,
    Yearly,
    day,
    day_of_month,
    named_day,
    nearest_day,
)

MOST = 12
"""Days in one enumeration at most: "18, 19 en 20 mei"."""

DATED = frozenset({"digits", "month", "month_short"})
"""Roles right after a short day of the week."""


POINTED = frozenset({"digits", "ordinal", "weekday"})
"""Roles of what "komende" and "afgelopen" may stand before."""

NO_NOUNS = frozenset({"end", "line", "sign", "no_noun", "auxiliary", "past_tense", "future"})
"""Roles of what can't be the noun of an ordinal."""


class Item(NamedTuple):
    """One day of an enumeration: its tokens, and which day of the month."""

    first: int
    after: int
    number: int
    separator: str
    """Role of what stands before it."""


def days(stretch: Stretch, at: int) -> list[Reading]:
    """Days of one month: "1 mei", "18, 19 en 20 mei", "maandag 3 en dinsdag 4 juni 2024", "11-12 oktober".

    Consecutive days, and days with "tot", a dash or "tussen … en" between them, are one interval; others stand alone.
    """
    tokens = stretch.tokens
    start = at
    pointer = tokens[at] if tokens[at].role == "pointer" and tokens[at + 1].role in POINTED else None
    at += pointer is not None
    items: list[Item] = []
    separator = ""
    while len(items) < MOST:
        first = start if not items else at
        at = weekday_end(tokens, at)
        number = _day_number(tokens, at, first_of_all=not items)
        if not number:
            return []
        at += 1
        if not items and (gap := _letter_gap(tokens, at - 1)):
            number, at = gap, at + 1
        items.append(Item(first, at, number, separator))
        month = _month_at(tokens, at)
        if month:
            return _in_month(stretch, items, month, pointed(pointer))
        if tokens[at].role == "this_month" and len(items) == 1:
            return [Reading(first, at + 1, Relative(day_of_month(number), "day"), f"day:{tokens[at].row}")]
        if tokens[at].role == "dash" and tokens[at + 1].role == "and" and tokens[at + 1].glued:
            at += 1  # "16-en-17-september-2024", in the name of a file
        separator = _separator(tokens[at])
        if not separator or (separator == "night" and tokens[at + 1].number != number + 1):
            return []
        at += 1
        if separator == "and" and tokens[at].role == "and":
            at += 1
        at += tokens[at].text in {"de", "op"} or (separator == "and" and tokens[at].role == "dash")
    return []


def _in_month(stretch: Stretch, items: list[Item], month: int, toward: Toward) -> list[Reading]:
    tokens = stretch.tokens
    number = tokens[month].number
    year = year_after(stretch, month + 1)
    suffix, after = suffix_after(tokens, max(year.after, month + 1))
    rule = f"day:{tokens[month].row}"

    def when(item: Item) -> Fixed | Yearly:
        return with_year(Yearly(day(number, item.number), "day", toward=suffix or toward), year)

    between = items[0].first > 0 and tokens[items[0].first - 1].text == "tussen"
    readings: list[Reading] = []
    group = [items[0]]
    for item in [*items[1:], None]:
        if item and (
            (item.separator == "to" and item.number > group[-1].number)
            or (item.separator in {"and", "slash", "night"} and item.number == group[-1].number + 1)
            or (item.separator == "and" and between and len(items) == 2 and item.number > group[-1].number)
        ):
            group.append(item)
            continue
        first, last = group[0], group[-1]
        end = after if item is None else last.after
        readings.append(
            Reading(first.first, end, when(first) if first is last else Range(when(first), when(last)), rule)
        )
        if item:
            group = [item]
    return readings


def weekday_end(tokens: list[Token], at: int) -> int:
    """Index of the number after a day of the week, if one stands at ``at``."""
    token = tokens[at]
    if token.role == "weekday" or (
        token.role == "weekday_short" and (tokens[at + 1].role in DATED or tokens[at + 1].text == ",")
    ):
        at += 1
    else:
        return at
    at += tokens[at].text == ","
    return at + (tokens[at].text == "de")


def _day_number(tokens: list[Token], at: int, *, first_of_all: bool) -> int:
    """Day of the month at ``at``; 0 where there is none."""
    token = tokens[at]
    if token.role == "digits":
        if len(token.text) > 2 or not 1 <= token.number <= 31:
            return 0
    elif token.role not in {"ordinal", "number"} or not 1 <= token.number <= 31:
        return 0
    if first_of_all and at:
        before = tokens[at - 1]
        if before.role == "number_head":
            return 0
        if token.glued and runs_in(tokens, at):
            # "cd-maritiem-3-oktober-2024": file names put hyphens for blanks.
            slug = before.text == "_" or (before.role == "dash" and at > 1 and tokens[at - 2].text[-1:].isalpha())
            ranged = before.role == "dash" and at > 2 and full_year(tokens[at - 2]) and tokens[at - 3].role in DATED
            listed = before.text == "/" and at > 1 and tokens[at - 2].role in {"month", "month_short"}
            return token.number if slug or ranged or listed else 0
    return token.number


def _letter_gap(tokens: list[Token], at: int) -> int:
    """The day of "1 1 oktober", where a gap in the print cut the number in two; 0 where it didn't."""
    first, second = tokens[at], tokens[at + 1]
    if not (first.role == second.role == "digits" and len(first.text) == len(second.text) == 1 and not second.glued):
        return 0
    if at and tokens[at - 1].role not in {*CUES, "weekday", "line", "sign"}:
        return 0
    number = first.number * 10 + second.number
    return number if 10 <= number <= 31 and _month_at(tokens, at + 2) else 0


def _month_at(tokens: list[Token], at: int) -> int:
    """Index of the month that belongs to a day before ``at``; 0 where there is none."""
    token = tokens[at]
    if (
        ((token.role == "dash" or token.text == "/") and token.glued and tokens[at + 1].glued)
        or (token.text == "van" and tokens[at - 1].role == "ordinal")
        or token.role == "line"
    ):
        at += 1
    return at if tokens[at].role in {"month", "month_short"} else 0


def _separator(token: Token) -> str:
    """How a token joins two days; "" for none. "De nacht van 3 op 4 juni" is one night of two days."""
    if token.role in {"and", "or"}:
        return token.role
    if token.role in {"dash", "to"}:
        return "to"
    return {"/": "slash", "op": "night"}.get(token.text, "")


def month_first(stretch: Stretch, at: int) -> Reading | None:
    """As in "April 14, 2015", and "aug 8" where nothing else stands there."""
    tokens = stretch.tokens
    start = at
    at = weekday_end(tokens, at)
    if tokens[at].role in {"month", "month_short"} and tokens[at + 1].role in {"digits", "ordinal"}:
        number = _day_number(tokens, at + 1, first_of_all=True)
        year = year_after(stretch, at + 2)
        alone = start == 0 or start != at or tokens[start - 1].role in {"line", "dash"}
        ends = tokens[at + 2].role in {"end", "line", "dash"}
        if number and not tokens[at + 1].glued and (year.year is not None or (alone and ends)):
            when = with_year(Yearly(day(tokens[at].number, number), "day"), year)
            return Reading(start, max(year.after, at + 2), when, f"month_first:{tokens[at].row}")
    return None


def ordinal(stretch: Stretch, at: int) -> Reading | None:
    """As in "op de 21ste", with no noun after it that would make it the twenty-first of something else."""
    tokens = stretch.tokens
    token = tokens[at]
    if at < 2 or tokens[at - 1].text != "de" or tokens[at - 2].text != "op" or not token.text[0].isdigit():
        return None
    if not 1 <= token.number <= 31 or tokens[at + 1].role not in NO_NOUNS:
        return None
    return Reading(at, at + 1, Relative(nearest_day(token.number), "day"), "day:ordinal")


def named(stretch: Stretch, at: int) -> Reading | None:
    """As in "Prinsjesdag", "Pasen 2025", "vorige Koningsdag"."""
    tokens = stretch.tokens
    start = at
    pointer = tokens[at] if tokens[at].role == "pointer" else None
    at += pointer is not None
    token = tokens[at]
    if token.role == "saint" and (not at or tokens[at - 1].role not in CUES or tokens[at - 1].text in {"van", "aan"}):
        return None
    if token.role not in {"named_day", "saint", "named_period"} or compound(tokens, at):
        return None
    year = year_after(stretch, at + 1, pair=True)
    after = max(year.after, at + 1)
    if token.role == "named_period":
        return Reading(start, after, Fixed(None, "named"), f"named_period:{token.row}")
    value_in = named_day(token.value)
    if value_in is None:
        return None
    suffix, after = suffix_after(tokens, after)
    when = with_year(Yearly(value_in, "day", toward=suffix or pointed(pointer)), year)
    return Reading(start, after, when, f"named_day:{token.row}")
