"""Tokens → readings: which rules are tried at which token, in what order, and what joins two dates into one."""

from __future__ import annotations

from notaparse.mentions.dates.days import days, month_first, named, ordinal
from notaparse.mentions.dates.joining import from_today, joined, part
from notaparse.mentions.dates.numeric import iso, numeric, numeric_without_year
from notaparse.mentions.dates.periods import month_and_year, part_of_year, quarter_code, season_and_year
from notaparse.mentions.dates.pointing import ago, day_word, from_now, unit, weekday
from notaparse.mentions.dates.reading import Reading, Rule, Stretch
from notaparse.mentions.dates.weeks import nth, weeks
from notaparse.mentions.dates.years import decade, year, year_and_month, years

RULES: dict[str, tuple[Rule, ...]] = {
    "digits": (iso, numeric, ago, quarter_code, year_and_month, years, year, numeric_without_year),
    "ordinal": (part_of_year, nth, weekday, ordinal),
    "number": (ago,),
    "count": (ago,),
    "weekday": (numeric, numeric_without_year, month_first, weekday),
    "weekday_short": (numeric, numeric_without_year, month_first, weekday),
    "month": (month_first, month_and_year),
    "month_short": (month_first, month_and_year),
    "season": (season_and_year,),
    "pointer": (numeric_without_year, unit, weekday, month_and_year, season_and_year, named),
    "part": (part,),
    "about": (part,),
    "unit": (weeks, part_of_year),
    "over": (from_now,),
    "day_word": (day_word,),
    "now": (from_today,),
    "years": (decade,),
    "code": (quarter_code,),
    "named_day": (named,),
    "saint": (named,),
    "named_period": (named,),
}
"""Role of the token that a date begins with → the rules that may read it; the first that does wins."""

DAYS = frozenset({"digits", "ordinal", "number", "weekday", "weekday_short", "pointer"})
"""Roles with which an enumeration of days begins; that is tried before all ``RULES``."""


def readings(stretch: Stretch) -> list[Reading]:
    """All dates in a stretch, in order; they don't overlap."""
    tokens = stretch.tokens
    found: list[Reading] = []
    at = 0
    while (role := tokens[at].role) != "end":
        if role in RULES and (here := _at(stretch, at)):
            found += here
            at = here[-1].after
        else:
            at += 1
    return found


def simple(stretch: Stretch, at: int) -> Reading | None:
    """The one date that begins at a token, without what may be joined to it."""
    role = stretch.tokens[at].role
    if role in DAYS:
        found = days(stretch, at)
        if found:
            return found[0] if len(found) == 1 else None
    for rule in RULES.get(role, ()):
        reading = rule(stretch, at)
        if reading is not None:
            return reading
    return None


def _at(stretch: Stretch, at: int) -> list[Reading]:
    role = stretch.tokens[at].role
    if role in DAYS:
        found = days(stretch, at)
        if len(found) > 1:
            return found
    if role == "pointer" and stretch.tokens[at].value == "this" and stretch.tokens[at + 1].role == "pointer":
        # "deze komende vrijdag"
        return [reading._replace(first=at) for reading in _at(stretch, at + 1)]
    first = found[0] if role in DAYS and found else simple(stretch, at)
    if first is None:
        return []
    return [joined(stretch, first)]
