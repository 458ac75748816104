"""Hypothesis strategies for dates: as a nota writes them, with the value that they must be read as.

Every form holds its year, so that no day of reading is needed; ``FORMS`` has one function for each.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from notaparse.vocabulary import Vocabulary, WordRow, default

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2060, 12, 31)

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""What ``st.composite`` hands over: draws a value from a strategy."""


class DrawnDate(NamedTuple):
    """A date as it is written, and its value in EDTF."""

    text: str
    value: str


class Calendar(NamedTuple):
    """The words of a vocabulary that dates are written with."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[tuple[str, str], ...]
    """Form and EDTF code."""
    parts: tuple[str, ...]


def date_expressions(
    *, first: dt.date = FIRST, last: dt.date = LAST, vocabulary: Vocabulary | None = None
) -> st.SearchStrategy[DrawnDate]:
    """A date between two days in any of ``FORMS``: day, days, range, month, quarter, half-year, season, week, year.

    Shrinks to "1 januari" of the first year.
    """
    words = _calendar(vocabulary or default())
    return st.one_of([_in_form(form, words, first, last) for form in FORMS])


def days_as_written(day: dt.date, vocabulary: Vocabulary | None = None) -> tuple[DrawnDate, ...]:
    """One day in every form that a day has."""
    words = _calendar(vocabulary or default())
    month, weekday = words.months[day.month - 1], words.weekdays[day.isoweekday() - 1]
    short = words.short_months[day.month - 1]
    number, year = day.day, f"{day.year:04}"
    texts = (
        f"{number} {month} {year}",
        f"{weekday} {number} {month} {year}",
        f"{weekday}, {number} {month} {year}",
        f"{number:02} {month} {year}",
        f"{number}e {month} {year}",
        f"{number}ste {month} {year}" if number in {1, 8} or number >= 20 else f"{number}de {month} {year}",
        f"{number} {short} {year}",
        *((f"{number} {short}. {year}",) if short != month else ()),
        f"{number} {month.upper()} {year}",
        f"{number}{month} {year}",
        f"{number}-{month}-{year}",
        f"{number}-{short}-{year}",
        f"{number}-{day.month}-{year}",
        f"{number:02}-{day.month:02}-{year}",
        f"{number:02}/{day.month:02}/{year}",
        f"{number:02}.{day.month:02}.{year}",
        f"{year}-{day.month:02}-{number:02}",
        *((f"{number:02}-{day.month:02}-'{year[2:]}",) if 1970 <= day.year < 2070 else ()),
    )
    return tuple(DrawnDate(text, day.isoformat()) for text in texts)


# ---- forms: each takes what draws, the words, and the first and the last day ------------------------------------------


def _day(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    del words
    return draw(st.dates(first, last).flatmap(lambda day: st.sampled_from(days_as_written(day))))  # type: ignore[no-any-return]


def _days_of_a_month(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    day = draw(st.dates(first, last))
    end = calendar.monthrange(day.year, day.month)[1]
    month = words.months[day.month - 1]
    start = draw(st.integers(1, end - 1))
    until = draw(st.integers(start + 1, end))
    text = draw(
        st.sampled_from(
            (
                f"{start}-{until} {month} {day.year}",
                f"{start} – {until} {month} {day.year}",
                f"{start} t/m {until} {month} {day.year}",
                f"{start} tot en met {until} {month} {day.year}",
                f"{start} tot {until} {month} {day.year}",
                *((f"{start} en {until} {month} {day.year}",) if until == start + 1 else ()),
                *((f"{start}, {start + 1} en {until} {month} {day.year}",) if until == start + 2 else ()),
            )
        )
    )
    return DrawnDate(text, f"{_iso(day.year, day.month, start)}/{_iso(day.year, day.month, until)}")


def _range(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    start = draw(st.dates(first, last - dt.timedelta(days=1)))
    until = draw(st.dates(start + dt.timedelta(days=1), last))
    join = draw(st.sampled_from(("tot en met", "t/m", "tot", "–")))
    with_year = draw(st.booleans()) or not 0 <= (until - start).days < 365 or until.month == start.month
    # The year is shared where it is written once: that of the last day, as near before it as can be.
    if not with_year and (start.year != until.year and (until - start).days > 180):
        with_year = True
    begin = f"{start.day} {words.months[start.month - 1]}" + (f" {start.year}" if with_year else "")
    text = f"{begin} {join} {until.day} {words.months[until.month - 1]} {until.year}"
    return DrawnDate(text, f"{start.isoformat()}/{until.isoformat()}")


def _month(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    day = draw(st.dates(first, last))
    part = draw(st.sampled_from(("", *words.parts)))
    text = f"{words.months[day.month - 1]} {day.year}"
    return DrawnDate(f"{part} {text}" if part else text, f"{day.year:04}-{day.month:02}")


def _months(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    start = draw(st.dates(first, last))
    until = draw(st.dates(start, last))
    if (start.year, start.month) == (until.year, until.month):
        return DrawnDate(f"{words.months[start.month - 1]} {start.year}", f"{start.year:04}-{start.month:02}")
    text = f"{words.months[start.month - 1]} {start.year} tot en met {words.months[until.month - 1]} {until.year}"
    return DrawnDate(text, f"{start.year:04}-{start.month:02}/{until.year:04}-{until.month:02}")


def _quarter(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    del words
    year, number = draw(st.integers(first.year, last.year)), draw(st.integers(1, 4))
    name = ("eerste", "tweede", "derde", "vierde")[number - 1]
    text = draw(
        st.sampled_from(
            (
                f"Q{number} {year}",
                f"{name} kwartaal {year}",
                f"{name} kwartaal van {year}",
                f"{number}e kwartaal {year}",
                f"kwartaal {number} van {year}",
            )
        )
    )
    return DrawnDate(text, f"{year:04}-{3 * number - 2:02}/{year:04}-{3 * number:02}")


def _half_year(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    del words
    year, number = draw(st.integers(first.year, last.year)), draw(st.integers(1, 2))
    name = ("eerste", "tweede")[number - 1]
    form = draw(st.sampled_from(("{} helft van {}", "{} helft {}", "{} halfjaar van {}", "{} half jaar {}")))
    months = ("01", "06") if number == 1 else ("07", "12")
    return DrawnDate(form.format(name, year), f"{year:04}-{months[0]}/{year:04}-{months[1]}")


def _season(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    year = draw(st.integers(first.year, last.year))
    name, code = draw(st.sampled_from(words.seasons))
    return DrawnDate(f"{name} {draw(st.sampled_from(('', 'van ')))}{year}", f"{year:04}-{code}")


def _week(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    del words
    monday = draw(st.dates(first, last).map(lambda day: day - dt.timedelta(days=day.isoweekday() - 1)))
    year, number, _ = monday.isocalendar()
    form = draw(st.sampled_from(("week {} van {}", "week {} {}")))
    return DrawnDate(form.format(number, year), f"{monday.isoformat()}/{monday + dt.timedelta(days=6)}")


def _year(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    year = draw(st.integers(first.year, last.year))
    part = draw(st.sampled_from(("", *words.parts)))
    return DrawnDate(f"{part} {year}" if part else f"{year}", f"{year:04}")


def _years(draw: Draw, words: Calendar, first: dt.date, last: dt.date) -> DrawnDate:
    del words
    start = draw(st.integers(first.year, last.year - 1))
    until = draw(st.integers(start + 1, last.year))
    join = draw(st.sampled_from(("-", "–", " t/m ", " tot en met ", " tot ")))
    return DrawnDate(f"{start}{join}{until}", f"{start:04}/{until:04}")


FORMS = (
    _day,
    _days_of_a_month,
    _range,
    _month,
    _months,
    _quarter,
    _half_year,
    _season,
    _week,
    _year,
    _years,
)
"""How dates are written, the plainest first: drawing shrinks towards it."""


@st.composite
def _in_form(
    draw: Draw,
    form: Callable[[Draw, Calendar, dt.date, dt.date], DrawnDate],
    words: Calendar,
    first: dt.date,
    last: dt.date,
) -> DrawnDate:
    return form(draw, words, first, last)


def _calendar(vocabulary: Vocabulary) -> Calendar:
    rows = vocabulary.word.values()
    return Calendar(
        months=_forms(rows, "month"),
        short_months=_short(rows),
        weekdays=_forms(rows, "weekday"),
        seasons=tuple((form, row.value) for row in rows if row.role == "season" for form in row.forms),
        parts=tuple(row.forms[0] for row in rows if row.role == "part"),
    )


def _forms(rows: Any, role: str) -> tuple[str, ...]:
    found: list[WordRow] = sorted((row for row in rows if row.role == role), key=lambda row: int(row.value))
    return tuple(row.forms[0] for row in found)


def _short(rows: Any) -> tuple[str, ...]:
    """Short names by month; a month without one has its own name."""
    short = {row.value: row.forms[0] for row in rows if row.role == "month_short"}
    return tuple(short.get(str(number), name) for number, name in enumerate(_forms(rows, "month"), 1))


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
