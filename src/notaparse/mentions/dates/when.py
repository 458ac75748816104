"""What a date says before anybody knows from which day it is read.

``Fixed`` needs nothing; ``Yearly`` comes once a year and may lack its year; ``Relative`` is counted from a day; ``Range``
goes from one of these to another. The functions below give EDTF values; None where there is no such day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

Toward = Literal["near", "past", "future", "this", "next", "last"]
"""Which year is meant where none is written: the nearest; the latest before the day of reading (jl.); the first after it
(a.s.); that in which it lies (dit najaar); the one after or before that (volgend, vorig najaar)."""

Grain = Literal["day", "week", "month", "quarter", "half", "season", "year", "years", "named"]
"""How fine a date is; ``named`` for a period with a name and without bounds."""

Amount = tuple[str, int]
"""A unit (``day``, ``week``, ``month``, ``year``) and how many."""


class Fixed(NamedTuple):
    """A value as it stands; None for a period whose bounds nobody knows."""

    value: str | None
    grain: Grain


class Yearly(NamedTuple):
    """What comes once a year."""

    value_in: Callable[[int], str | None]
    """Year → value in that year."""
    grain: Grain
    shift: int | None = None
    """Years from that of the day of reading, where the year is written so (volgend jaar: 1)."""
    toward: Toward = "near"
    lean: int = 0
    """-1 where its sentence tells of the past, 1 of the future."""


class Relative(NamedTuple):
    """What is counted from the day of reading."""

    value_from: Callable[[dt.date], str | None]
    grain: Grain
    from_date: bool = False
    """Whether it is counted from a day that was spoken of just before, if there is one ("de volgende dag")."""


class Range(NamedTuple):
    """From the beginning of one to the end of another."""

    first: Fixed | Yearly | Relative
    last: Fixed | Yearly | Relative

    @property
    def grain(self) -> Grain:
        """That of its first end."""
        return self.first.grain


When = Fixed | Yearly | Relative | Range


# ---- year → value -----------------------------------------------------------------------------------------------------


def day(month: int, number: int) -> Callable[[int], str | None]:
    """A day of the year."""

    def value_in(year: int) -> str | None:
        return f"{year:04}-{month:02}-{number:02}" if _is_day(year, month, number) else None

    return value_in


def month(number: int) -> Callable[[int], str | None]:
    """A month."""
    return lambda year: f"{year:04}-{number:02}"


def months(first: int, last: int) -> Callable[[int], str | None]:
    """A quarter or a half-year, by its first and last month."""
    return lambda year: f"{year:04}-{first:02}/{year:04}-{last:02}"


def season(code: int) -> Callable[[int], str | None]:
    """A season by its EDTF code; the winter belongs to the year in which it begins."""
    return lambda year: f"{year:04}-{code}"


def half_month(number: int, half: int) -> Callable[[int], str | None]:
    """The first 15 days of a month, or the others."""

    def value_in(year: int) -> str | None:
        first, last = (1, 15) if half == 1 else (16, calendar.monthrange(year, number)[1])
        return f"{year:04}-{number:02}-{first:02}/{year:04}-{number:02}-{last:02}"

    return value_in


def week(number: int) -> Callable[[int], str | None]:
    """An ISO week, Monday/Sunday; -1 is the last one of the year."""

    def value_in(year: int) -> str | None:
        last = dt.date(year, 12, 28).isocalendar().week
        if number > last:
            return None
        return week_of(dt.date.fromisocalendar(year, last if number < 0 else number, 1))

    return value_in


def week_of_month(number: int, nth: int) -> Callable[[int], str | None]:
    """The first, second … (-1 last) week of a month: as with ISO weeks, a week belongs where its Thursday lies."""

    def value_in(year: int) -> str | None:
        thursday = nth_weekday(year, number, 4, nth)
        return week_of(thursday) if thursday else None

    return value_in


def week_with(month_number: int, number: int) -> Callable[[int], str | None]:
    """The week that holds a day ("de week van 7 oktober")."""

    def value_in(year: int) -> str | None:
        return week_of(dt.date(year, month_number, number)) if _is_day(year, month_number, number) else None

    return value_in


def weekday_of_month(number: int, weekday: int, nth: int) -> Callable[[int], str | None]:
    """The first, second … (-1 last) Monday … of a month."""

    def value_in(year: int) -> str | None:
        found = nth_weekday(year, number, weekday, nth)
        return found.isoformat() if found else None

    return value_in


NAMED = re.compile(
    r"(?P<easter>easter)(?P<offset>[+-]\d+)"
    r"|(?P<month>\d+):(?P<weekday>[1-7]):(?P<nth>-?\d)"
    r"|(?P<day>\d\d-\d\d)(?: not (?P<unless>[1-7]) (?P<other>\d\d-\d\d)|/(?P<until>\d\d-\d\d))?"
)


def named_day(formula: str) -> Callable[[int], str | None] | None:
    """A day with a name, from the formula of its row (see ``data/dates.toml``); None for what is no formula."""
    match = NAMED.fullmatch(formula)
    if match is None:
        return None
    if match["easter"]:
        offset = dt.timedelta(days=int(match["offset"]))
        return lambda year: (easter(year) + offset).isoformat()
    if match["month"]:
        return weekday_of_month(int(match["month"]), int(match["weekday"]), int(match["nth"]))

    def value_in(year: int) -> str:
        first = f"{year:04}-{match['day']}"
        if match["unless"] and dt.date.fromisoformat(first).isoweekday() == int(match["unless"]):
            return f"{year:04}-{match['other']}"
        if match["until"]:
            return f"{first}/{year + (match['until'] < match['day']):04}-{match['until']}"
        return first

    return value_in


# ---- day of reading → value -------------------------------------------------------------------------------------------


def unit_away(unit: str, count: int, *, from_date: bool = False) -> Relative:
    """The unit (``day``, ``week`` … ``century``) that lies ``count`` units from the one with the day of reading in it."""
    return Relative(lambda today: UNITS[unit](today, count), GRAINS.get(unit, "year"), from_date)


def away(amounts: tuple[Amount, ...], sign: int, days: int = 0) -> Callable[[dt.date], str | None]:
    """So much later (or, with ``sign`` -1, earlier) than the day of reading, or than a day ``days`` from it.

    A day, but for whole years: "vijf jaar geleden" is a year.
    """

    def value_from(today: dt.date) -> str | None:
        today += dt.timedelta(days=days)
        if len(amounts) == 1 and amounts[0][0] == "year":
            return _year_unit(today, sign * amounts[0][1])
        months = sum(count * {"year": 12, "month": 1}.get(unit, 0) for unit, count in amounts)
        year, month_number = _month_from(today, sign * months)
        start = dt.date(year, month_number, min(today.day, calendar.monthrange(year, month_number)[1]))
        return _day_unit(start, sign * sum(count * {"week": 7, "day": 1}.get(unit, 0) for unit, count in amounts))

    return value_from


def weekday_from(weekday: int, toward: Toward) -> Callable[[dt.date], str | None]:
    """A day of the week: the last one before the day of reading (``past``), or the first one after it."""

    def value_from(today: dt.date) -> str | None:
        away = (weekday - today.isoweekday() - 1) % 7 + 1
        return (today + dt.timedelta(days=away - 7 - 7 * (away == 7) if toward == "past" else away)).isoformat()

    return value_from


def weekday_of_week(weekday: int, weeks: int) -> Callable[[dt.date], str | None]:
    """A day of the week that lies ``weeks`` weeks from that of the day of reading: "vorige week maandag"."""
    return lambda today: (today + dt.timedelta(days=weekday - today.isoweekday() + 7 * weeks)).isoformat()


def weekday_after(weekday: int, weeks: int) -> Callable[[dt.date], str | None]:
    """So many weeks after the first such day that isn't past: "dinsdag over een week"."""
    return lambda today: (today + dt.timedelta(days=(weekday - today.isoweekday()) % 7 + 7 * weeks)).isoformat()


def nearest_day(number: int, weekday: int = 0) -> Callable[[dt.date], str | None]:
    """As in "de 21ste", "donderdag de 21e": the nearest such day, that day of the week if one is given."""

    def value_from(today: dt.date) -> str | None:
        months = (_month_from(today, away) for away in range(-7, 8))
        days = [dt.date(*month, number) for month in months if _is_day(*month, number)]
        fitting = [found for found in days if not weekday or found.isoweekday() == weekday]
        return min(fitting, key=lambda found: abs(found - today)).isoformat() if fitting else None

    return value_from


def day_of_month(number: int) -> Callable[[dt.date], str | None]:
    """As in "3 dezer": that day of the month of the day of reading."""

    def value_from(today: dt.date) -> str | None:
        return today.replace(day=number).isoformat() if _is_day(today.year, today.month, number) else None

    return value_from


def weekday_in_month(weekday: int, nth: int, count: int) -> Callable[[dt.date], str | None]:
    """The first, second … Monday … of the month that lies ``count`` months away."""

    def value_from(today: dt.date) -> str | None:
        found = nth_weekday(*_month_from(today, count), weekday, nth)
        return found.isoformat() if found else None

    return value_from


def _day_unit(today: dt.date, count: int) -> str:
    return (today + dt.timedelta(days=count)).isoformat()


def _week_unit(today: dt.date, count: int) -> str:
    return week_of(today + dt.timedelta(days=7 * count))


def _weekend_unit(today: dt.date, count: int) -> str:
    saturday = today + dt.timedelta(days=6 - today.isoweekday() + 7 * count)
    return f"{saturday.isoformat()}/{(saturday + dt.timedelta(days=1)).isoformat()}"


def _month_unit(today: dt.date, count: int) -> str:
    year, month_number = _month_from(today, count)
    return f"{year:04}-{month_number:02}"


def _quarter_unit(today: dt.date, count: int) -> str:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + count, 4)
    return f"{year:04}-{quarter * 3 + 1:02}/{year:04}-{quarter * 3 + 3:02}"


def _half_unit(today: dt.date, count: int) -> str:
    year, half = divmod(today.year * 2 + (today.month - 1) // 6 + count, 2)
    return f"{year:04}-{half * 6 + 1:02}/{year:04}-{half * 6 + 6:02}"


def _year_unit(today: dt.date, count: int) -> str:
    return f"{today.year + count:04}"


def _school_year_unit(today: dt.date, count: int) -> str:
    year = today.year - (today.month < 8) + count
    return f"{year:04}/{year + 1:04}"


def _decade_unit(today: dt.date, count: int) -> str:
    year = today.year // 10 * 10 + 10 * count
    return f"{year:04}/{year + 9:04}"


def _century_unit(today: dt.date, count: int) -> str:
    year = today.year // 100 * 100 + 100 * count
    return f"{year:04}/{year + 99:04}"


GRAINS: dict[str, Grain] = {
    "day": "day",
    "week": "week",
    "weekend": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
}
"""Unit → grain, where it is not years."""

UNITS: dict[str, Callable[[dt.date, int], str]] = {
    "day": _day_unit,
    "week": _week_unit,
    "weekend": _weekend_unit,
    "month": _month_unit,
    "quarter": _quarter_unit,
    "half": _half_unit,
    "year": _year_unit,
    "school_year": _school_year_unit,
    "decade": _decade_unit,
    "century": _century_unit,
}


# ---- calendar ---------------------------------------------------------------------------------------------------------


def week_of(any_day: dt.date) -> str:
    """The week with that day in it, Monday/Sunday."""
    monday = any_day - dt.timedelta(days=any_day.isoweekday() - 1)
    return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"


def nth_weekday(year: int, month_number: int, weekday: int, nth: int) -> dt.date | None:
    """The nth (-1 last) Monday (1) … Sunday (7) of a month; None where it has none."""
    if nth < 0:
        last = dt.date(year, month_number, calendar.monthrange(year, month_number)[1])
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = dt.date(year, month_number, 1)
    found = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month_number else None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, plain = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * plain + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month_number, number = divmod(moon + sunday - 7 * shift + 114, 31)
    return dt.date(year, month_number, number + 1)


def _month_from(today: dt.date, count: int) -> tuple[int, int]:
    year, index = divmod(today.year * 12 + today.month - 1 + count, 12)
    return year, index + 1


def _is_day(year: int, month_number: int, number: int) -> bool:
    return 1 <= year <= 9999 and 1 <= number <= calendar.monthrange(year, month_number)[1]
