"""Whether a sentence tells of what was or of what is to come, by its verbs near a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notaparse.mentions.dates.reading import Stretch
from notaparse.mentions.dates.scan import Token

REACH = 9
"""Tokens before and after a date in which a verb tells."""

PARTICIPLE = re.compile(
    r"(?:\w{0,6}ge|ver|be|ont|her)\w*"
    r"(?:[dt]|nomen|geven|komen|schreven|boden|zonden|vangen|sloten|sproken|worden|houden|laten|gaan|zien|dragen|wezen"
    r"|bleken|gonnen|roepen|stegen|daan|treden|lopen|vonden|bracht)"
)
"""Past participles; the strong ones by their stems, since plurals of nouns end in -en too."""

NOUNS = frozenset(
    [
        "beleid",
        "besluit",
        "bericht",
        "gebied",
        "verband",
        "verbod",
        "bestand",
        "gezicht",
        "gedrag",
        "gevecht",
        "beeld",
        "bedrag",
        "begint",
    ]
)
"""What looks like a participle and isn't one."""

DEADLINES = frozenset({"uiterlijk", "vóór"})
"""Words near a date that has yet to come."""


def lean(stretch: Stretch, first: int, after: int) -> int:
    """-1 where the sentence round tokens ``first`` to ``after`` tells of the past, 1 of the future, 0 where both or neither."""
    tokens = stretch.tokens
    if first and tokens[first - 1].text == "naar":
        return 1  # "is verschoven naar 1 juli"
    near = [*_until_stop(reversed(tokens[max(0, first - REACH) : first])), *_until_stop(tokens[after : after + REACH])]
    if not near:
        return 0
    past = auxiliary = participle = False
    future = bool(first) and tokens[first - 1].role == "to"  # what runs till then has yet to end
    for token in near:
        role = token.role
        if role == "future" or token.text in DEADLINES:
            future = True
        elif role == "past_tense":
            past = True
        elif role == "auxiliary":
            auxiliary = True
        elif not role and not participle and PARTICIPLE.fullmatch(token.text):
            participle = token.text not in NOUNS
    past = past or (auxiliary and participle)
    return future - past


def _until_stop(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.role == "line" or token.text in {".", ";", ":", "•"}:
            return
        yield token
