"""Dates that hold other dates: "begin volgende week", "3 maart tot en met 5 april 2024", "tussen 2020 en 2023"."""

from __future__ import annotations

from notaparse.mentions.dates.neighbours import ARTICLES, article_end, full_year, runs_on, singular
from notaparse.mentions.dates.reading import Mod, Reading, Stretch, pair_end
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.when import Fixed, Range, unit_away

NOW = unit_away("day", 0)


def part(stretch: Stretch, at: int) -> Reading | None:
    """As in "begin 2024", "half augustus", "einde van het jaar", "begin volgende week", "circa 1 mei"."""
    tokens = stretch.tokens
    mod: Mod = tokens[at].value  # type: ignore[assignment]  # rows of these roles hold a modifier
    inner = at + 1
    inner += tokens[inner].role == "dash" and tokens[inner].glued
    if tokens[at].role == "part":
        inner += tokens[inner].text in {"van", "in"}
        article = article_end(tokens, inner)
        unit = tokens[article]
        if (
            article > inner
            and unit.role == "unit"
            and unit.value in {"year", "month", "week", "quarter"}
            and singular(unit)
        ):
            if full_year(tokens[article + 1]) and unit.value == "year":
                inner = article + 1
            else:
                return Reading(at, article + 1, unit_away(unit.value, 0), f"part:{tokens[at].row}", mod)
        else:
            inner = article
    token = tokens[inner]
    if token.role == "part" and tokens[at].role == "part":
        return None
    if token.role in {"year_head", "years"} or (token.role == "unit" and token.value in {"year", "school_year"}):
        inner += full_year(tokens[inner + 1])
    if full_year(tokens[inner]) and not pair_end(tokens, inner):
        follow = tokens[inner + 1]
        if (
            runs_on(tokens, inner)
            or follow.role in {"counted", "unit"}
            or (tokens[at].role == "about" and not follow.role)
        ):
            return None
        number = tokens[inner].number
        return Reading(at, inner + 1, Fixed(f"{number:04}", "year"), f"part:{tokens[at].row}", mod)
    found = stretch.simple(stretch, inner)
    if found is None or found.mod or found.rule.startswith("part:"):
        return None
    if (
        tokens[at].role == "part"
        and found.when.grain == "day"
        and not found.rule.startswith(("named", "numeric:day_and"))
    ):
        return None
    return found._replace(first=at, mod=mod, rule=f"part:{tokens[at].row}:{found.rule}")


def from_today(stretch: Stretch, at: int) -> Reading | None:
    """As in "nu en 15 november" after "tussen": "nu" is a date only as an end of a range of days or months."""
    reading = joined(stretch, Reading(at, at + 1, NOW, "now"))
    return reading if isinstance(reading.when, Range) and reading.when.last.grain in {"day", "month"} else None


def joined(stretch: Stretch, first: Reading) -> Reading:
    """The date with the one that it runs to ("3 maart tot en met 5 april 2024"), or itself."""
    if isinstance(first.when, Range) or first.when.grain == "named":
        return first
    tokens = stretch.tokens
    sign = tokens[first.after]
    dash = sign.role == "dash"
    if not (dash or sign.role == "to" or (sign.text == "en" and _after_between(tokens, first.first))):
        return first
    at = first.after + 1
    at += tokens[at].text in {"uiterlijk", "en"}
    at += tokens[at].text in ARTICLES
    if tokens[at].role == "now" and first.when.grain in {"day", "month"}:
        last: Reading | None = Reading(at, at + 1, NOW, "now")
    else:
        last = stretch.simple(stretch, at)
    if last is None or isinstance(last.when, Range) or last.when.grain == "named":
        return first
    if dash and (first.mod or last.mod or first.when.grain != last.when.grain):
        return first
    return Reading(first.first, last.after, Range(first.when, last.when), f"range:{first.rule}")


def _after_between(tokens: list[Token], at: int) -> bool:
    before = at - 1
    before -= before > 0 and tokens[before].text in ARTICLES
    return before >= 0 and tokens[before].text == "tussen"
