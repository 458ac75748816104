"""Tokens → readings: which rules are tried at which token, in what order, and what joins two dates into one."""

from __future__ import annotations

from notaparse.mentions.dates.days import days, month_first, named, ordinal
from notaparse.mentions.dates.joining import from_today, joined, part
from notaparse.mentions.dates.numeric import iso, numeric, numeric_without_year
from notaparse.mentions.dates.periods import month_and_year, part_of_year, quarter_code, season_and_year
from notaparse.mentions.dates.pointing import ago, day_word, from_now, unit, weekday
from notaparse.mentions.dates.reading import Reading, Rule, Stretch
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.weeks import nth, weeks
from notaparse.mentions.dates.years import decade, year, year_and_month, years

RULES: dict[str, tuple[Rule, ...]] = {
    "digits": (numeric, ago, year_and_month, numeric_without_year, iso),
    "year": (iso, quarter_code, year_and_month, years, year),
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
"""Role of the token that a date begins with (``year`` for four digits) → the rules that may read it; the first that does
wins."""

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
    listed = _listed(stretch, at)
    if listed:
        return listed[0] if len(listed) == 1 else None
    return _by_rule(stretch, at)


def _at(stretch: Stretch, at: int) -> list[Reading]:
    tokens = stretch.tokens
    if tokens[at].role == "pointer" and tokens[at].value == "this" and tokens[at + 1].role == "pointer":
        # "deze komende vrijdag"
        return [reading._replace(first=at) for reading in _at(stretch, at + 1)]
    listed = _listed(stretch, at)
    if len(listed) > 1:
        return listed
    first = listed[0] if listed else _by_rule(stretch, at)
    return [joined(stretch, first)] if first is not None else []


def _listed(stretch: Stretch, at: int) -> list[Reading]:
    return days(stretch, at) if _opener(stretch.tokens[at]) in DAYS else []


def _by_rule(stretch: Stretch, at: int) -> Reading | None:
    for rule in RULES.get(_opener(stretch.tokens[at]), ()):
        reading = rule(stretch, at)
        if reading is not None:
            return reading
    return None


def _opener(token: Token) -> str:
    return "year" if token.role == "digits" and len(token.text) == len("2024") else token.role
