"""What the readers of references share: their type, and the words that all notations are built of.

Blanks in a notation are bounded and may hold a line end, because text that comes in unjoined breaks anywhere. Every
quantifier is bounded, so that a reader looks at no more than some hundred characters, whatever they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from notaparse.mentions import Passage


class Reference(NamedTuple):
    """What a reader has read: where it ends, and what it refers to."""

    end: int
    type: str
    """Which idea of reference: ``kamerstuk``, ``artikel``, ``eu-handeling`` …"""
    value: str
    """Canonical notation, the same for all ways of writing it. Several things are parted by a blank."""
    name: str | None = None
    """As the guide for citing would write it, with what was written of chamber and year; or the name of the law."""
    url: str | None = None
    """Where one thing is found; None for several, and where only its number is known."""


class Barren(NamedTuple):
    """A stretch in which the reader would read the same again from each further start, and find nothing."""

    end: int


class Reader(NamedTuple):
    """One idea of how things are referred to."""

    read: Callable[[Passage, int], Reference | Barren | None]
    """Reads the reference that begins at this offset, or finds that there is none."""
    words: tuple[str, ...] = ()
    """What such a reference begins with, as written; a word begins there."""
    numbers: str | None = None
    """Regular expression for how it begins where it begins with a number of two digits or more."""


def cased(*words: str) -> tuple[str, ...]:
    """The words as they stand, with a capital, and in capitals."""
    return tuple(dict.fromkeys(form for word in words for form in (word, word[0].upper() + word[1:], word.upper())))


GAP = r"\s{1,3}"
"""Blanks that must be there."""
OPT = r"\s{0,3}"
"""Blanks that may be there."""
COMMA = r"\s{0,2},?\s{0,3}"
"""A comma, or blanks, or nothing."""
DASH = r"[-\u2010-\u2015]"
NUMBER_WORD = r"(?:nrs?\b\.?|nummers?\b|no\.)"
NO_DAY = r"(?!\s(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))"
"""Behind a number that may as well be the day of a date."""
YEARS = rf"(?:19|20)\d\d\s?(?:{DASH}|/)\s?(?:(?:19|20)?\d\d)(?!\d)"
"""A session year: 2022/23, 2022-2023."""


def session(years: str) -> tuple[str, str]:
    """A session year as it stands in identifiers (``20222023``) and in a citation (``2022/23``)."""
    first, last = years[:4], years[-2:]
    return f"{first}{first[:2] if last >= first[2:] else int(first[:2]) + 1}{last}", f"{first}/{last}"
