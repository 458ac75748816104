"""Values in EDTF (ISO 8601-2), as far as notes need them: year, month, day, season, and intervals of these."""

from __future__ import annotations

import calendar
import datetime as dt

SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""Season code → first and last month; month 13 and 14 are January and February of the next year."""


def bounds(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of an EDTF value: year, month, day, season (21 to 24, meteorological), or interval of these.

    Raises ``ValueError`` for anything else.
    """
    if len(value) == len("2024-01-01"):
        day = dt.date.fromisoformat(value)
        return day, day
    first, slash, last = value.partition("/")
    if slash:
        return bounds(first)[0], bounds(last)[1]
    parts = [int(part) for part in first.rstrip("~?%").split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day, day
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    year, month = parts
    start, end = SEASON_MONTHS.get(month, (month, month))
    end_year, end_month = (year + 1, end - 12) if end > 12 else (year, end)
    return dt.date(year, start, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def interval(first: str, last: str) -> str | None:
    """From the beginning of one value to the end of another; None where the end lies before the beginning."""
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    if bounds(start)[0] > bounds(end)[1]:
        return None
    return start if start == end else f"{start}/{end}"
