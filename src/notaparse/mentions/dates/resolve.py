"""Readings → values: which year, month and day are meant where the text leaves them out, and on what that rests.

A year that isn't written follows from, in this order: the date that the date is listed with ("30 december en 2 januari
2025"); a word that points from the day of reading (jl., a.s., komend); a year written near by in the same block; the day
of reading; a year written anywhere in the text. Where all of these are missing there is no value.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.edtf import bounds, interval
from notaparse.mentions.dates.when import Fixed, Range, Relative, Toward, When, Yearly

NEAR = 400
"""Characters over which a written year reaches in its block."""

ERA = 5
"""Years from the day of reading beyond which a written year is history and says nothing of another date."""

HALF_YEAR = 183
"""Days. A date without year lies within half a year of a dated one, or else it may as well lie on the other side."""

OVERDUE, AHEAD = 31, 7
"""Days. The tense of a sentence decides on the year only where the nearest occurrence is farther away than that: a deadline
may have passed when the nota was written, while hardly anything is told as done that isn't."""

EARLY_SUMMER = 21
"""Days into a season in which people still call it the coming one: seasons of the calendar begin on the first of a
month, those of the sun three weeks later."""


class Place(NamedTuple):
    """A date that was read, and where it stands."""

    start: int
    end: int
    when: When
    listed: bool = False
    """Whether it is listed with the one after it: "juni en juli 2024"."""
    recurring: bool = False
    """Whether it comes back every year ("jaarlijks op 1 mei"): then no year is meant."""


class Resolved(NamedTuple):
    """A value, the parts of it that weren't written, and what they rest on."""

    value: str | None
    implied: tuple[str, ...] = ()
    resolved_from: str | None = None


class Known(NamedTuple):
    """A date whose year is written."""

    start: int
    end: int
    first: dt.date


class Landmarks(NamedTuple):
    """What of a text can tell the year of other dates, each in order of the text."""

    dated: list[Known]
    """Dates with their year, finer than a year."""
    years: list[Known]
    """Years alone."""
    pointing: list[int]
    """Starts of the dates that point from the day of reading (jl., gisteren): what follows on one of them is read from
    that day again."""


class Context(NamedTuple):
    """What is known where a date stands."""

    place: Place
    follow: Resolved
    """The date that it is listed with, if it is."""
    near: Known | None
    """A date of the same block that tells the year."""
    far: Known | None
    """One from anywhere in the text that does, where nothing else can."""
    today: dt.date | None


UNKNOWN = Resolved(None)


def resolve(places: list[Place], text: str, today: dt.date | None) -> list[Resolved]:
    """Values of the dates of a text, in order. Each costs the same, however long the text."""
    marks = _landmarks(places)
    out: list[Resolved] = []
    follow, recurring = UNKNOWN, False
    for place in reversed(places):  # a date that is listed with the next one follows from it
        recurring = place.recurring or (place.listed and recurring)
        if isinstance(place.when, Fixed):
            follow = Resolved(place.when.value)
        elif recurring and not isinstance(place.when, Relative):
            follow = UNKNOWN
        else:
            listed = follow if place.listed else UNKNOWN
            context = Context(place, listed, _near(place, marks, text, today), _far(place, marks), today)
            follow = _checked(place.when, context)
        out.append(follow)
    out.reverse()
    for index in range(1, len(places)):
        before, place = places[index - 1], places[index]
        if out[index - 1].value and place.start - before.end <= NEAR and "\n" not in text[before.end : place.start]:
            out[index] = _following(place.when, out[index], before, out[index - 1], today)
    return out


def _following(when: When, own: Resolved, before: Place, known: Resolved, today: dt.date | None) -> Resolved:
    """What a date is, given the one before it in its block."""
    if isinstance(when, Relative) and when.from_date:
        return _later(when, known, f"text:{before.start}-{before.end}")
    if not (isinstance(when, Yearly) and today and known.value and own.value and not when.lean):
        return own
    start = bounds(known.value)[0]
    ahead = (
        when.toward == "near" and "year" in known.implied and own.resolved_from == "reference_date" and start > today
    )
    if ahead and (today - bounds(own.value)[1]).days > OVERDUE:
        # A planning goes on: "in week 42 de toets, begin december de ministerraad".
        return _implied(when, _not_before(when, start), "reference_date")
    return own


def _later(when: Relative, before: Resolved, source: str) -> Resolved:
    """What lies so much later than a date; only where that date is as fine as what is counted."""
    last = before.value.rpartition("/")[2] if before.value else ""
    if when.grain == "day" and len(last) < len("2024-01-01"):
        return UNKNOWN
    return _checked(when, Context(Place(0, 0, when), UNKNOWN, None, None, bounds(last)[1]))._replace(
        resolved_from=source
    )


def _checked(when: When, context: Context) -> Resolved:
    try:
        return _value(when, context)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return UNKNOWN


def _landmarks(places: list[Place]) -> Landmarks:
    marks = Landmarks([], [], [])
    for place in places:
        when = place.when
        if isinstance(when, Range):
            when = when.last if isinstance(when.last, Fixed) else when.first
        if isinstance(when, Fixed):
            if when.value and when.grain not in {"years", "named"}:
                known = Known(place.start, place.end, bounds(when.value)[0])
                (marks.years if when.grain == "year" else marks.dated).append(known)
        elif isinstance(when, Relative) or when.toward != "near" or when.shift is not None:
            marks.pointing.append(place.start)
    return marks


def _near(place: Place, marks: Landmarks, text: str, today: dt.date | None) -> Known | None:
    at = bisect_left(marks.dated, place.start, key=_start)
    pointed = bisect_left(marks.pointing, place.start)
    pointing = marks.pointing[pointed - 1] if pointed else -1
    year = bisect_left(marks.years, place.start, key=_start) - 1
    if year >= 0:
        known = marks.years[year]
        between = text[known.end : place.start] if place.start - known.end <= NEAR else "."
        # "In 2021 is op 14 maart …": a year alone reaches only through its own sentence, and only from "in".
        if not set(".;\n") & set(between) and text[known.start - 3 : known.start].lower() == "in ":
            return known
    for index in (at - 1, at):
        if not 0 <= index < len(marks.dated):
            continue
        known = marks.dated[index]
        start, end = (known.end, place.start) if index < at else (place.end, known.start)
        if end - start > NEAR or text.find("\n", start, end) >= 0:
            continue
        if today is not None and (abs(known.first.year - today.year) > ERA or known.start < pointing):
            continue
        return known
    return None


def _far(place: Place, marks: Landmarks) -> Known | None:
    for known in (marks.dated, marks.years):
        at = bisect_left(known, place.start, key=_start)
        if known:
            return known[at - 1] if at else known[at]
    return None


def _start(known: Known) -> int:
    return known.start


def _value(when: When, context: Context) -> Resolved:
    if isinstance(when, Fixed):
        return Resolved(when.value)
    if isinstance(when, Relative):
        return _counted(when, context.today)
    if isinstance(when, Range):
        return _between(when, context)
    return _in_a_year(when, context)


def _counted(when: Relative, today: dt.date | None) -> Resolved:
    if today is None or (value := when.value_from(today)) is None:
        return UNKNOWN
    bounds(value)
    parts = value.partition("/")[0].count("-") + 1
    return Resolved(value, ("year", "month", "day")[:parts], "reference_date")


def _in_a_year(when: Yearly, context: Context) -> Resolved:
    today = context.today
    if when.shift is not None:
        return _implied(when, today.year + when.shift, "reference_date") if today else UNKNOWN
    if context.follow.value is not None:
        year = _not_after(when, bounds(context.follow.value)[0])
        source = context.follow.resolved_from or f"text:{context.place.start}-{context.place.end}"
        return _implied(when, year, source)
    if today is not None and when.toward != "near":
        return _implied(when, _pointed(when, today), "reference_date")
    known = context.near
    if known is not None:
        return _implied(when, _by(when, known.first, today), f"text:{known.start}-{known.end}")
    if today is not None:
        return _implied(when, _nearest(when, today), "reference_date")
    known = context.far
    if known is not None:
        return _implied(when, known.first.year, f"text:{known.start}-{known.end}")
    return UNKNOWN


def _implied(when: Yearly, year: int | None, source: str) -> Resolved:
    value = None if year is None else when.value_in(year)
    return UNKNOWN if value is None else Resolved(value, ("year",), source)


def _between(when: Range, context: Context) -> Resolved:
    first, last = when.first, when.last
    # The end whose year is surer leads; the other one follows from it.
    if isinstance(first, Yearly) and (not isinstance(last, Yearly) or last.toward != "near"):
        end = _value(last, context)
        if end.value is None:
            return UNKNOWN
        year = _not_after(first, bounds(end.value)[0])
        begin = _implied(first, year, end.resolved_from or "")._replace(implied=end.implied)
        lead = end
    else:
        begin = _value(first, context)
        if begin.value is None:
            return UNKNOWN
        lead = begin
        if isinstance(last, Yearly) and last.shift is None:
            year = _not_before(last, bounds(begin.value)[0])
            end = _implied(last, year, begin.resolved_from or f"text:{context.place.start}-{context.place.end}")
            lead = end
        else:
            end = _value(last, context)
            if isinstance(last, Relative) and end.value and bounds(end.value)[1] < (start := bounds(begin.value)[0]):
                end = Resolved(last.value_from(start), end.implied, end.resolved_from)  # "volgende maandag tot vrijdag"
    if begin.value is None or end.value is None:
        return UNKNOWN
    return Resolved(interval(begin.value, end.value), lead.implied, lead.resolved_from)


# ---- years ------------------------------------------------------------------------------------------------------------


def _occurrences(when: Yearly, year: int, reach: int = 1) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Year, first and last day of what comes yearly, for the years round a year."""
    for candidate in range(year - reach, year + reach + 1):
        value = when.value_in(candidate) if 1 <= candidate < 9999 else None
        if value is not None:
            yield candidate, *bounds(value)


def _nearest(when: Yearly, today: dt.date) -> int | None:
    if when.lean and (leaning := _leaning(when, today)) is not None:
        return leaning
    best = _closest(when, today, 1)
    # 29 February, or a week 53: not every year has it.
    return best if best is not None else _closest(when, today, 8)


def _closest(when: Yearly, today: dt.date, reach: int) -> int | None:
    found = [
        (max((first - today).days, (today - last).days, 0), -year)
        for year, first, last in _occurrences(when, today.year, reach)
    ]
    return -min(found)[1] if found else None


def _leaning(when: Yearly, today: dt.date) -> int | None:
    """The year on the side that the tense of the sentence speaks of, if the nearest one lies clearly on the other."""
    low, high = (-OVERDUE, 365 - OVERDUE) if when.lean > 0 else (AHEAD - 365, AHEAD)
    found = [
        (abs(away), year)
        for year, first, last in _occurrences(when, today.year)
        if low <= (away := (first - today).days if first > today else min((last - today).days, 0)) <= high
    ]
    return min(found)[1] if found else None


def _pointed(when: Yearly, today: dt.date) -> int | None:
    toward: Toward = when.toward
    if toward in {"this", "next", "last"}:
        year = next(
            (year for year, first, last in _occurrences(when, today.year) if first <= today <= last), today.year
        )
        return year + {"this": 0, "next": 1, "last": -1}[toward]
    occurrences = list(_occurrences(when, today.year, 8))
    if toward == "past":
        return max((year for year, first, last in occurrences if last <= today), default=None)
    late = dt.timedelta(days=EARLY_SUMMER if when.grain == "season" else 0)
    return min((year for year, first, last in occurrences if first + late >= today), default=None)


def _by(when: Yearly, anchor: dt.date, today: dt.date | None) -> int:
    """The year of a date near one whose year is written.

    It is the same, unless that lies more than half a year off while the turn of the year is near and the day of reading
    speaks for the other side.
    """
    year = anchor.year
    first = next((first for candidate, first, _ in _occurrences(when, year) if candidate == year), None)
    if first is None or today is None or abs((first - anchor).days) <= HALF_YEAR:
        return year
    if abs((anchor - today).days) > 2 * HALF_YEAR:
        return year
    other = year + (1 if first < anchor else -1)
    near = _closest_of(when, today, (year, other))
    return year if near is None else near


def _closest_of(when: Yearly, today: dt.date, years: tuple[int, int]) -> int | None:
    found = [(abs((first - today).days), year) for year, first, _ in _occurrences(when, years[0]) if year in years]
    return min(found)[1] if found else None


def _not_after(when: Yearly, anchor: dt.date) -> int | None:
    """Year of what is listed before a date: as a rule the same year, or the one before it over a turn of the year."""
    year = anchor.year
    first = next((first for candidate, first, _ in _occurrences(when, year) if candidate == year), None)
    if first is None or (first - anchor).days <= HALF_YEAR:
        return year
    return year - 1


def _not_before(when: Yearly, anchor: dt.date) -> int | None:
    """Year of the end of what begins on a date: the first that isn't before it."""
    return min((year for year, _, last in _occurrences(when, anchor.year) if last >= anchor), default=None)
