"""The words of the date grammar, compiled from the vocabulary's ``[[word]]`` rows for looking up."""

from __future__ import annotations

import functools
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from notaparse.errors import VocabularyError
from notaparse.mentions.dates.when import UNITS, named_day
from notaparse.vocabulary import Vocabulary, WordRow

ANCHORS = frozenset(
    {
        "month",
        "month_short",
        "weekday",
        "season",
        "unit",
        "ago",
        "years",
        "day_word",
        "named_day",
        "named_period",
        "saint",
        "this_month",
    }
)
"""Roles without which (or a number that can be a date) no date is written: only round these is the text read."""

DOTTED = frozenset({"month_short", "weekday_short", "suffix"})
"""Roles whose words are written with and without a full stop."""

NUMERIC = frozenset(
    {"month", "month_short", "weekday", "weekday_short", "season", "day_word", "now", "number", "count", "ordinal"}
)
"""Roles whose value is a whole number."""


MODIFIERS = frozenset({"START", "MID", "END", "BEFORE", "AFTER", "APPROX"})
VALUES: dict[str, frozenset[str]] = {
    "part": MODIFIERS,
    "about": MODIFIERS,
    "cue": MODIFIERS | {""},
    "cue_before_day": MODIFIERS,
    "to": MODIFIERS,
    "pointer": frozenset({"this", "coming", "next", "last", "past"}),
    "suffix": frozenset({"past", "future"}),
    "ago": frozenset({"past", "future"}),
    "unit": frozenset(UNITS),
    "month": frozenset(map(str, range(1, 13))),
    "month_short": frozenset(map(str, range(1, 13))),
    "weekday": frozenset("1234567"),
    "weekday_short": frozenset("1234567"),
    "season": frozenset({"21", "22", "23", "24"}),
}
"""Values that a role can have, where these are few."""


class Word(NamedTuple):
    """What a form is in the grammar."""

    role: str
    number: int
    """The value of the roles in ``NUMERIC``, else 0."""
    value: str
    row: str
    """Id of the row that it comes from."""


Piece = tuple[Word, str, int, int, bool]
"""A token within what stands between two blanks: what it is, its text, its first and last offset, and whether it stands
against the token before it."""


class Words(NamedTuple):
    """All forms, lower case."""

    forms: dict[str, Word]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Word], ...]]
    """First token of a form of several tokens → the whole forms and what they are, longest first."""
    anchors: AhoCorasick
    far_endings: tuple[str, ...]
    """Endings of nouns after which, some words on, a year belongs to a name."""
    near_endings: tuple[str, ...]
    """Endings of nouns right after which a year belongs to a name."""
    name_openings: frozenset[str]
    """First words of names that end in a year."""
    pieces: dict[str, list[Piece]]
    """What ``scan`` has cut before; it makes no difference but in time."""


@functools.lru_cache(maxsize=8)
def words(vocabulary: Vocabulary) -> Words:
    """Compile the rows of a vocabulary. Raises ``VocabularyError`` for a value that its role can't have."""
    forms = {f"{letter}{number}": Word("code", number, "", "") for letter in "qh" for number in range(1, 5)}
    phrases: dict[str, dict[tuple[str, ...], Word]] = {}
    anchors: set[str] = set()
    far: list[str] = []
    near: list[str] = []
    openings: set[str] = set()
    for row in vocabulary.word.values():
        word = _word(row)
        for form in map(str.lower, row.forms):
            if row.role == "name_head":
                (far if row.value == "far" else near).append(form.removeprefix("-"))
                continue
            if row.role == "name_opening":
                openings.add(form)
                continue
            forms[form] = word
            if row.role in DOTTED and not form.endswith("."):
                forms.setdefault(f"{form}.", word)
            tokens = tuple(form.replace("-", " - ").split()) if len(form) > 1 else (form,)
            if len(tokens) > 1:
                phrases.setdefault(tokens[0], {})[tokens] = word
            if row.role in ANCHORS:
                anchors.add(form)
    return Words(
        forms=forms,
        phrases={
            first: tuple(sorted(whole.items(), key=lambda item: (-len(item[0]), item[0])))
            for first, whole in phrases.items()
        },
        anchors=AhoCorasick(sorted(anchors), matchkind=MatchKind.LeftmostLongest),
        far_endings=tuple(far),
        near_endings=tuple(near),
        name_openings=frozenset(openings),
        pieces={},
    )


def _word(row: WordRow) -> Word:
    role, value = row.role, row.value
    known = VALUES.get(role)
    if known is not None and value not in known:
        raise VocabularyError(f"value of role {role!r} must be one of {', '.join(sorted(known))}", row=row.id)
    if role in {"named_day", "saint"} and named_day(value) is None:
        raise VocabularyError(f"value {value!r} is no formula of a day (see data/dates.toml)", row=row.id)
    if role not in NUMERIC:
        return Word(role, 0, value, row.id)
    try:
        return Word(role, int(value), value, row.id)
    except ValueError as error:
        raise VocabularyError(f"value of role {role!r} must be a whole number, not {value!r}", row=row.id) from error
