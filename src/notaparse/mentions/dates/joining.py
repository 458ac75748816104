"""Two dates that are one: "3 maart tot en met 5 april 2024", "tussen 2020 en 2023"."""

from __future__ import annotations

from notaparse.mentions.dates.reading import ARTICLES, Reading, Stretch
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.when import Range, Relative, from_day

TO = frozenset({"t/m", "tot en met", "tot"})

NOW = Relative(from_day("day", 0), "day")


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
    if not (dash or sign.text in TO or (sign.text == "en" and _after_between(tokens, first.first))):
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
