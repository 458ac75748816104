"""The words of the date grammar, compiled from the vocabulary's ``[[word]]`` rows for looking up."""

from __future__ import annotations

import functools
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from notaparse.errors import VocabularyError
from notaparse.vocabulary import Vocabulary

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


class Word(NamedTuple):
    """What a form is in the grammar."""

    role: str
    number: int
    """The value of the roles in ``NUMERIC``, else 0."""
    value: str
    row: str
    """Id of the row that it comes from."""


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


@functools.lru_cache(maxsize=8)
def words(vocabulary: Vocabulary) -> Words:
    """Compile the rows of a vocabulary. Raises ``VocabularyError`` for a value that its role can't have."""
    forms: dict[str, Word] = {}
    phrases: dict[str, dict[tuple[str, ...], Word]] = {}
    anchors: set[str] = set()
    far: list[str] = []
    near: list[str] = []
    openings: set[str] = set()
    for row in vocabulary.word.values():
        word = Word(row.role, _number(row.role, row.value, row.id), row.value, row.id)
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
    )


def _number(role: str, value: str, row: str) -> int:
    if role not in NUMERIC:
        return 0
    try:
        return int(value)
    except ValueError as error:
        raise VocabularyError(f"value must be a whole number for role {role!r}, not {value!r}", row=row) from error
