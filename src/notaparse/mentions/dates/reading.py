"""What the rules of the grammar share: a stretch of tokens, what is read in it, and the year behind a date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from notaparse.mentions.dates.neighbours import full_year, runs_on
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.when import Fixed, Toward, When, Yearly
from notaparse.mentions.dates.words import Words

Mod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]

CUES = frozenset({"cue", "cue_before_day", "over", "to"})
"""Roles of prepositions and other words that stand before a date and outside it."""

THOUSANDS = "tweeduizend"

POINTS: dict[str, int] = {"this": 0, "coming": 1, "next": 1, "last": -1, "past": -1}
"""Value of a pointer → how many units away ("volgende week": 1)."""

TOWARD: dict[str, Toward] = {"this": "this", "coming": "future", "next": "next", "last": "last", "past": "past"}
"""Value of a pointer before a month, a season or a day with a name → which year is meant."""


class Stretch(NamedTuple):
    """Tokens round one or more anchors, and the text that they come from."""

    tokens: list[Token]
    text: str
    words: Words
    simple: Rule
    """What reads the one date at a token, for rules in which another date stands ("begin volgende week")."""


class Reading(NamedTuple):
    """A date as the grammar reads it."""

    first: int
    """Index of its first token."""
    after: int
    """Index of the token after it."""
    when: When
    rule: str
    """Name of the rule, and id of the row that decided."""
    mod: Mod | None = None


Rule = Callable[[Stretch, int], Reading | None]
"""Takes a stretch and the index of a token; gives the date that begins there, or None."""


class Year(NamedTuple):
    """A year as written: a number, or so many years from now ("volgend jaar"); neither where none is written."""

    year: int | None = None
    shift: int | None = None
    after: int = 0
    """Index of the token after it."""


def short_year(number: int) -> int:
    """The year that two digits stand for."""
    return number + (1900 if number >= 70 else 2000)


def year_after(stretch: Stretch, at: int, *, pair: bool = False) -> Year:
    """The year that follows at token ``at``, perhaps after "van", a comma, a line end or a hyphen.

    ``pair``: "2024-2025" and "2024/25" are the year in which a winter or a turn of the year begins.
    """
    tokens = stretch.tokens
    token = tokens[at]
    first = at
    if token.text in {"van", "in"}:
        first += 1 + (tokens[at + 1].text == "het" and tokens[at + 2].value == "year")
        first += tokens[first].value == "year" and tokens[first].role == "unit"
    elif (
        (token.text == "," and full_year(tokens[at + 1]) and not tokens[at + 1].glued)
        or (token.role == "line" and full_year(tokens[at + 1]))
        or ((token.role == "dash" or token.text == "/") and token.glued and tokens[at + 1].glued)
    ):
        first += 1
    token = tokens[first]
    if full_year(token):
        if pair and (after := pair_end(tokens, first)):
            return Year(token.number, None, after)
        # "tk-brief-15-oktober-2024-inzake-…": file names put hyphens for blanks.
        slug = first > at and tokens[at].role == "dash" and tokens[first + 1].role == "dash"
        if not runs_on(tokens, first) or (slug and not tokens[first + 2].text[:1].isdigit()):
            return Year(token.number, None, first + 1)
        return Year(None, None, at)
    if token.text.startswith(THOUSANDS):
        return _year_in_words(stretch, first)
    if token.role == "short":
        return Year(short_year(token.number), None, first + 1)
    if token.role == "pointer" and tokens[first + 1].value == "year" and tokens[first + 1].role == "unit":
        return Year(None, POINTS[token.value], first + 2)
    if (
        first == at
        and token.role == "digits"
        and len(token.text) == 2
        and token.number > 31
        and not token.glued
        and (tokens[first + 1].role in {"end", "line"} or tokens[first + 1].text in {".", ",", ")", ";", "?", "!"})
    ):
        return Year(short_year(token.number), None, first + 1)
    return Year(None, None, at)


def _year_in_words(stretch: Stretch, at: int) -> Year:
    """As in "tweeduizend achttien", "tweeduizendachttien", "tweeduizend"."""
    tokens = stretch.tokens
    rest = tokens[at].text.removeprefix(THOUSANDS)
    word = stretch.words.forms.get(rest)
    if rest:
        return Year(2000 + word.number, None, at + 1) if word and word.role == "number" else Year(None, None, at)
    if tokens[at + 1].role == "number":
        return Year(2000 + tokens[at + 1].number, None, at + 2)
    return Year(2000, None, at + 1)


def pair_end(tokens: list[Token], at: int) -> int:
    """Index after "2024-2025", "2024/25" or "2024-'25" at ``at``: two years that follow each other; 0 for none."""
    sign, second = tokens[at + 1], tokens[at + 2]
    if sign.glued != second.glued or not (sign.role == "dash" or sign.text == "/"):
        return 0
    number = tokens[at].number + 1
    is_next = second.number == (number if len(second.text) == 4 else number % 100)
    return at + 3 if is_next and second.role in {"digits", "short"} and not runs_on(tokens, at + 2) else 0


def suffix_after(tokens: list[Token], at: int) -> tuple[Toward | None, int]:
    """What "jl." or "a.s." at ``at`` says, and the index after it; None where there is none."""
    token = tokens[at]
    if token.role == "line" and tokens[at + 1].role == "suffix":
        at, token = at + 1, tokens[at + 1]
    if token.role == "suffix":
        return ("past" if token.value == "past" else "future"), at + 1
    if token.text == "aanstaande" and tokens[at + 1].role not in {"weekday", "unit", "month", "season", "digits", ""}:
        return "future", at + 1
    return None, at


def pointed(pointer: Token | None) -> Toward:
    """Which year a pointer before a date without year means: "komende 5 december", "vorige Koningsdag"."""
    if pointer is None:
        return "near"
    return "past" if POINTS[pointer.value] < 0 else "future" if POINTS[pointer.value] > 0 else "near"


def with_year(when: Yearly, year: Year, toward: Toward | None = None) -> Yearly | Fixed:
    """The same, in the year that was read."""
    if year.year is not None:
        value = when.value_in(year.year)
        return Fixed(value, when.grain)
    return when._replace(shift=year.shift, toward=toward or when.toward)
