"""Rules for calendar days: "11 en 12 oktober 2023", "maandag 3 juni", "12-10-2023", "Prinsjesdag"."""

from __future__ import annotations

import re
from typing import NamedTuple

from notaparse.mentions.dates.reading import (
    CUES,
    TOWARD,
    Reading,
    Stretch,
    Year,
    compound,
    full_year,
    runs_in,
    runs_on,
    short_year,
    suffix_after,
    with_year,
    year_after,
)
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

DAY_CUES = frozenset(
    {"op", "per", "d.d.", "d.d", "dd", "dd.", "t/m", "tot en met", "vanaf", "uiterlijk", "vóór", "sinds"}
)
"""Words after which two numbers ("22-4") are a day and a month."""


DATED = frozenset({"digits", "month", "month_short"})
"""Roles right after a short day of the week."""


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
    toward: Toward | None = None
    start = at
    if tokens[at].role == "pointer" and tokens[at + 1].role in {"digits", "ordinal", "weekday"}:
        toward = TOWARD[tokens[at].value]
        toward = "near" if toward == "this" else "past" if toward in {"past", "last"} else "future"
        at += 1
    items: list[Item] = []
    separator = ""
    while len(items) < MOST:
        first = start if not items else at
        at = _weekday_end(tokens, at)
        number = _day_number(tokens, at, first_of_all=not items)
        if not number:
            return []
        at += 1
        if not items and (gap := _letter_gap(tokens, at - 1)):
            number, at = gap, at + 1
        items.append(Item(first, at, number, separator))
        month = _month_at(tokens, at)
        if month:
            return _in_month(stretch, items, month, toward)
        if tokens[at].role == "this_month" and len(items) == 1:
            return [Reading(first, at + 1, Relative(day_of_month(number), "day"), f"day:{tokens[at].row}")]
        separator = _separator(tokens[at])
        if not separator or (separator == "night" and tokens[at + 1].number != number + 1):
            return []
        at += 1
        if separator == "and" and tokens[at].role == "and":
            at += 1
        at += tokens[at].text in {"de", "op"}
    return []


def _in_month(stretch: Stretch, items: list[Item], month: int, toward: Toward | None) -> list[Reading]:
    tokens = stretch.tokens
    number = tokens[month].number
    year = year_after(stretch, month + 1)
    suffix, after = suffix_after(tokens, max(year.after, month + 1))
    rule = f"day:{tokens[month].row}"

    def when(item: Item) -> Fixed | Yearly:
        return with_year(Yearly(day(number, item.number), "day", toward=suffix or toward or "near"), year)

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


def _weekday_end(tokens: list[Token], at: int) -> int:
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
            slug = before.role == "dash" and at > 1 and tokens[at - 2].text[-1:].isalpha()
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
    if token.role == "dash" or token.text in {"t/m", "tot en met", "tot"}:
        return "to"
    return {"/": "slash", "op": "night"}.get(token.text, "")


def month_first(stretch: Stretch, at: int) -> Reading | None:
    """As in "April 14, 2015", and "aug 8" where nothing else stands there."""
    tokens = stretch.tokens
    start = at
    at = _weekday_end(tokens, at)
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


def numeric(stretch: Stretch, at: int) -> Reading | None:
    """As in "12-10-2023", "12/10/'23", "12.10.2023", with or without a day of the week before it."""
    tokens = stretch.tokens
    start, at = at, _weekday_end(tokens, at)
    one, sign, two, again, three = tokens[at : at + 5]
    if not (
        one.role == two.role == "digits"
        and len(one.text) <= 2
        and len(two.text) <= 2
        and three.role in {"digits", "short"}
        and sign.text == again.text
        and (sign.role == "dash" or sign.text in {"/", "."})
        and sign.glued
        and two.glued
        and again.glued
        and three.glued
    ):
        return None
    if runs_on(tokens, at + 4) or _belongs_elsewhere(tokens, at):
        return None
    if len(three.text) == 4:
        year = three.number
    elif three.role == "short" or (len(three.text) == 2 and (sign.text != "." or len(one.text) == len(two.text) == 2)):
        year = short_year(three.number)
    else:
        return None
    number, month = one.number, two.number
    if month > 12 >= number and sign.text != ".":
        number, month = month, number
    value = day(month, number)(year) if 1 <= month <= 12 else None
    return Reading(start, at + 5, Fixed(value, "day"), "numeric:day") if value else None


def numeric_without_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "op 22-4", "van 1-10 tot 7-11", "vrijdag 12/5": only where the words round it say that it is a day."""
    tokens = stretch.tokens
    start = at
    at += tokens[at].role == "pointer"
    at = _weekday_end(tokens, at)
    one, sign, two = tokens[at : at + 3]
    if not (
        one.role == two.role == "digits"
        and len(one.text) <= 2
        and len(two.text) <= 2
        and (sign.role == "dash" or sign.text == "/")
        and sign.glued
        and two.glued
    ):
        return None
    if runs_on(tokens, at + 2) or _belongs_elsewhere(tokens, at):
        return None
    number, month = one.number, two.number
    if month > 12 >= number and sign.text == "/":
        number, month = month, number
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    before = tokens[at - 1] if at else None
    follow = tokens[at + 3]
    free = follow.role in {*CUES, "end", "line", "sign", "and", "or", "dash"}
    said = start != at or (before is not None and before.text in DAY_CUES and follow.role not in {"unit", "counted"})
    paired = before is not None and (
        (
            before.text in {"van", "tussen"}
            and (follow.text in {"tot", "t/m", "tot en met", "en"} or follow.role == "dash")
        )
        or (before.text in {"tot", "en", "-", "–"} and free)
    )
    alone = (before is None or before.role in {"line", "dash"}) and follow.role in {"end", "line", "dash"}
    padded = (
        sign.text == "/" and len(one.text) == len(two.text) == 2 and free and (before is None or before.role in CUES)
    )
    # "22-4" can't be a range, since the second is smaller, nor is it a fraction.
    falling = (
        number > 12
        and number == one.number
        and follow.role not in {"unit", "counted"}
        and (before is None or before.role != "number_head")
    )
    year = year_after(stretch, at + 3) if follow.text == "," else Year(after=at + 3)
    if not (said or alone or padded or falling or year.year or (paired and free)):
        return None
    toward: Toward = "near"
    if tokens[start].role == "pointer":
        toward = (
            "past" if tokens[start].value in {"past", "last"} else "near" if tokens[start].value == "this" else "future"
        )
    when = with_year(Yearly(day(month, number), "day", toward=toward), year)
    return Reading(start, max(year.after, at + 3), when, "numeric:day_and_month")


def iso(stretch: Stretch, at: int) -> Reading | None:
    """As in "2024-10-03"; and "2024 10 03" that opens a line, as file names do."""
    tokens = stretch.tokens
    year = tokens[at]
    if not full_year(year):
        return None
    if tokens[at + 1].role == "digits":
        month, number = tokens[at + 1], tokens[at + 2]
        opens = tokens[at - 1].role == "line" if at else year.start == 0
        if not (opens and number.role == "digits" and len(month.text) == len(number.text) == 2):
            return None
        if month.number > 12 >= number.number:
            month, number = number, month
        after = at + 3
    else:
        sign, month, again, number = tokens[at + 1 : at + 5]
        if not (
            (sign.role == "dash" or sign.text in {"/", "."})
            and sign.text == again.text
            and month.role == number.role == "digits"
            and len(month.text) <= 2
            and len(number.text) <= 2
            and sign.glued
            and month.glued
            and again.glued
            and number.glued
        ):
            return None
        after = at + 5
        if (runs_on(tokens, at + 4) and not re.match(r"t\d*$", tokens[after].text)) or _belongs_elsewhere(tokens, at):
            return None
    value = day(month.number, number.number)(year.number) if 1 <= month.number <= 12 else None
    return Reading(at, after, Fixed(value, "day"), "numeric:iso") if value else None


def _belongs_elsewhere(tokens: list[Token], at: int) -> bool:
    """Whether the number counts something ("pag. 10-11-12"), or hangs on more than a word and a hyphen."""
    before = tokens[at - 1] if at else None
    if before is None or before.role == "number_head":
        return before is not None
    if not tokens[at].glued:
        return False
    if before.role == "dash" or before.text == "_":
        return at > 1 and before.glued and tokens[at - 2].text[-1:].isdigit()
    return runs_in(tokens, at)


def named(stretch: Stretch, at: int) -> Reading | None:
    """As in "Prinsjesdag", "Pasen 2025", "vorige Koningsdag"."""
    tokens = stretch.tokens
    toward: Toward = "near"
    start = at
    if tokens[at].role == "pointer":
        toward = TOWARD[tokens[at].value]
        toward = "past" if toward == "last" else "future" if toward == "next" else toward
        at += 1
    token = tokens[at]
    if token.role not in {"named_day", "named_period"} or compound(tokens, at):
        return None
    year = year_after(stretch, at + 1, pair=True)
    after = max(year.after, at + 1)
    if token.role == "named_period":
        return Reading(start, after, Fixed(None, "named"), f"named_period:{token.row}")
    value_in = named_day(token.value)
    if value_in is None:
        return None
    suffix, after = suffix_after(tokens, after)
    when = with_year(Yearly(value_in, "day", toward=suffix or toward), year)
    return Reading(start, after, when, f"named_day:{token.row}")
