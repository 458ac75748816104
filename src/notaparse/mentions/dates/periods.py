"""Rules for months, seasons, quarters and half-years: "oktober 2024", "dit najaar", "eerste helft van 2023"."""

from __future__ import annotations

from notaparse.mentions.dates.neighbours import article_end, compound, full_year, opens_sentence, runs_in
from notaparse.mentions.dates.reading import (
    CUES,
    TOWARD,
    Reading,
    Stretch,
    Year,
    pointed,
    suffix_after,
    with_year,
    year_after,
)
from notaparse.mentions.dates.scan import NOTHING
from notaparse.mentions.dates.when import Grain, Toward, Yearly, half_month, month, months, season

QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12), -1: (10, 12)}
HALVES = {1: (1, 6), 2: (7, 12), -1: (7, 12)}

MONTHS = frozenset({"month", "month_short"})

MONTH_CUES = CUES | frozenset({"part", "about", "and", "or", "dash", "pointer", "unit"})
"""Roles before a month that is written with a capital in mid-sentence: without them it is somebody's name."""


def month_and_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "oktober 2024", "oktober", "mei jl.", "volgend jaar juni"; short names only with their year."""
    tokens = stretch.tokens
    start = at
    token = tokens[at]
    toward: Toward | None = None
    if token.role == "pointer":
        toward = "this" if token.value == "this" else pointed(token)
        at += 1
        token = tokens[at]
    if token.role not in {"month", "month_short"}:
        return None
    year = year_after(stretch, at + 1)
    after = max(year.after, at + 1)
    if (
        year.year is None
        and year.shift is None
        and not (_is_short_month(stretch, at) if token.role == "month_short" else _is_month(stretch, at))
    ):
        return None
    suffix, after = suffix_after(tokens, after)
    when = with_year(Yearly(month(token.number), "month", toward=suffix or toward or "near"), year)
    return Reading(start, after, when, f"month:{token.row}")


def _is_short_month(stretch: Stretch, at: int) -> bool:
    """Whether a short month without a year is one: "in okt", "jan-feb 2025"."""
    tokens = stretch.tokens
    if stretch.text[tokens[at].start].isupper():
        return False
    joined = tokens[at + 1].role in {"dash", "and", "to"} or tokens[at + 1].text == "/"
    return (joined and tokens[at + 2].role in MONTHS) or (
        at > 0 and tokens[at - 1].text in {"in", "sinds", "vanaf", "per"} and not tokens[at + 1].glued
    )


def _is_month(stretch: Stretch, at: int) -> bool:
    """Whether a month without a year is one, and not a name or a part of a word."""
    tokens = stretch.tokens
    token, before = tokens[at], tokens[at - 1] if at else NOTHING
    if compound(tokens, at, MONTHS) or before.text == "_":
        return False
    if before.role in {"recurring", "count"} or (before.role == "digits" and not token.glued):
        return False
    if stretch.text[token.start].islower() or opens_sentence(tokens, at):
        return True
    # "Van Maart" is a name; "Van maart tot mei" and "in Maart" are not.
    return before.role in MONTH_CUES and (opens_sentence(tokens, at - 1) or stretch.text[before.start].islower())


def season_and_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "zomer 2025", "dit najaar", "afgelopen winter", "de winter van 2024/2025"."""
    tokens = stretch.tokens
    start, token = at, tokens[at]
    toward: Toward | None = None
    if token.role == "pointer":
        toward = TOWARD[token.value]
        at += 1
        token = tokens[at]
    if token.role != "season":
        return None
    if compound(tokens, at, frozenset({"season"})) or (at and tokens[at - 1].role == "recurring"):
        return None
    year = year_after(stretch, at + 1, pair=True)
    if year.year is None and start == at and stretch.text[token.start].isupper() and not opens_sentence(tokens, at):
        return None  # "de heer Winter"
    suffix, after = suffix_after(tokens, max(year.after, at + 1))
    when = with_year(Yearly(season(token.number), "season", toward=suffix or toward or "near"), year)
    return Reading(start, after, when, f"season:{token.row}")


def quarter_code(stretch: Stretch, at: int) -> Reading | None:
    """As in "Q3", "Q3 2023", "2024-Q3", "H1 2025"."""
    tokens = stretch.tokens
    start = at
    if full_year(tokens[at]):
        code = at + 1 + (tokens[at + 1].role == "dash")
        if tokens[code].role != "code" or runs_in(tokens, at):
            return None
        year, after, at = Year(tokens[at].number), code + 1, code
    else:
        year = year_after(stretch, at + 1)
        after = max(year.after, at + 1)
    token = tokens[at]
    if token.role != "code" or (token.text[0] == "h" and (year.year is None or token.number > 2)):
        return None
    if tokens[after].role == "dash" and tokens[after].glued and tokens[after + 1].role not in {"code", "digits"}:
        return None
    grain: Grain = "quarter" if token.text[0] == "q" else "half"
    table = QUARTERS if grain == "quarter" else HALVES
    when = with_year(Yearly(months(*table[token.number]), grain), year)
    return Reading(start, after, when, f"{grain}:code")


def part_of_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "derde kwartaal van 2024", "eerste en tweede kwartaal", "tweede helft 2025", "eerste halfjaar", "kwartaal 3"."""
    tokens = stretch.tokens
    start, first = at, tokens[at]
    if first.role == "unit":
        if first.value != "quarter" or tokens[at + 1].role != "digits" or not 1 <= tokens[at + 1].number <= 4:
            return None
        number = until = tokens[at + 1].number
        at, unit = at + 2, first
    else:
        number = until = first.number
        at += 1
        if (tokens[at].text == "en" or tokens[at].role == "to") and tokens[at + 1].role == "ordinal":
            until = tokens[at + 1].number
            at += 2
        unit = tokens[at]
        at += 1
    grain: Grain = "quarter" if unit.value == "quarter" else "half"
    if unit.role != "half" and not (unit.role == "unit" and unit.value in {"half", "quarter"}):
        return None
    table = QUARTERS if grain == "quarter" else HALVES
    if number not in table or until not in table or until < number:
        return None
    span = (table[number][0], table[until][1])
    year = _year_or_this(stretch, at)
    if unit.role == "half" and year.year is None and year.shift is None:
        return _half_of_month(stretch, start, at, number)
    suffix, after = suffix_after(tokens, max(year.after, at))
    when = with_year(Yearly(months(*span), grain, toward=suffix or "near"), year)
    return Reading(start, after, when, f"{grain}:{unit.row}")


def _half_of_month(stretch: Stretch, start: int, at: int, half: int) -> Reading | None:
    tokens = stretch.tokens
    at += tokens[at].text == "van"
    token = tokens[at]
    if token.role != "month":
        return None
    year = year_after(stretch, at + 1)
    when = with_year(Yearly(half_month(token.number, 1 if half == 1 else 2), "month"), year)
    return Reading(start, max(year.after, at + 1), when, f"half:{token.row}")


def _year_or_this(stretch: Stretch, at: int) -> Year:
    """As ``year_after``; "van het jaar" is that of the day of reading."""
    tokens = stretch.tokens
    year = year_after(stretch, at)
    if year.year is None and year.shift is None and tokens[at].text == "van":
        back = article_end(tokens, at + 1)
        if back > at + 1 and tokens[back].role == "unit" and tokens[back].text == "jaar":
            return Year(None, 0, back + 1)
    return year
