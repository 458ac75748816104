"""The vocabulary, compiled for lookup: once for each ``Vocabulary``, kept as long as it is in use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import regex

from notaparse.vocabulary import LabelRow, Vocabulary

_TIMEOUT = 0.25
"""Seconds that a pattern may take on one line: a user's own may be anything."""

_LONGEST = 200
"""Characters beyond which a line is no label, no value and no furniture."""

_CARELESS = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ë": "e", "ï": "i", "é": "e", "–": "-"})
"""Apostrophes, accents and dashes as careless typing leaves them."""


def plain(text: str) -> str:
    """What two spellings have in common: case, blanks, accents and a closing colon don't count."""
    return "".join(text.split()).casefold().rstrip(":").translate(_CARELESS)


class Title(NamedTuple):
    """A spelling of a section title."""

    text: str
    kind: str
    run_in: bool


class Label(NamedTuple):
    """A spelling of a label of the head."""

    text: str
    key: str
    """Key of the head entry."""
    row: str
    """Id of the vocabulary row."""
    values: str
    """As in ``LabelRow.values``."""

    @property
    def single(self) -> bool:
        """One ordinary word, which also stands in sentences."""
        return " " not in self.text and "(" not in self.text


class Lexicon:
    """Lookups. ``title``, ``label`` and ``status`` take a whole line, the others how it begins or what it looks like."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._titles: dict[str, Title] = {}
        self._titles_by_word: dict[str, list[tuple[str, Title]]] = {}
        self.openings: set[str] = set()
        """Beginnings of titles of several words, as a line end cuts them."""
        self.parents: dict[str, str] = {}
        """Kind → kind of the section that it comes under."""
        for section in vocabulary.section.values():
            if section.parent:
                self.parents[section.id] = section.parent
            for spelling in section.titles:
                title = Title(spelling, section.id, section.run_in)
                self._titles.setdefault(plain(spelling), title)
                _by_first_word(self._titles_by_word, spelling, title)
                words = spelling.split()
                self.openings.update(plain(" ".join(words[:n])) for n in range(1, len(words)))
        self._labels: dict[str, Label] = {}
        self._labels_by_word: dict[str, list[tuple[str, Label]]] = {}
        for row in vocabulary.label.values():
            for spelling in row.labels:
                label = _label(row, spelling)
                self._labels.setdefault(plain(spelling), label)
                _by_first_word(self._labels_by_word, spelling, label)
        self._label_inside = re.compile(
            r"(?<= )(?:" + "|".join(re.escape(row.text) for row in self._labels.values()) + r")(?=[ :]|$)"
            if self._labels
            else "(?!)"
        )
        for table in (self._titles_by_word, self._labels_by_word):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))  # longest first
        self._statuses: dict[str, str] = {}
        for status in vocabulary.status.values():
            for line in status.lines:
                self._statuses.setdefault(plain(line), status.id)
        self._capital_status = _alternation(line for row in vocabulary.status.values() for line in row.lines)
        self._fillers = frozenset(plain(line) for row in vocabulary.filler.values() for line in row.lines)
        self.levels: dict[str, int] = {}
        """Glyph, or family of numbers, → the level that it usually has."""
        for marker in vocabulary.marker.values():
            for glyph in marker.glyphs or (marker.numbering or "",):
                self.levels.setdefault(glyph, marker.level)
        self.glyphs = frozenset(glyph for marker in vocabulary.marker.values() for glyph in marker.glyphs)
        self.ministries: list[tuple[str, str, str | None]] = sorted(
            ((form, row.name, row.uri) for row in vocabulary.ministry.values() for form in row.forms),
            key=lambda entry: -len(entry[0]),
        )
        """Form, name and URI of each ministry, the longest form first."""
        self.columns = [row.columns for row in vocabulary.columns.values()]
        self._furniture = _Patterns(((row.id, row.pattern) for row in vocabulary.furniture.values()), regex.IGNORECASE)
        self._values = [(row.id, _Patterns([(row.id, row.pattern)], 0)) for row in vocabulary.value.values()]

    def title(self, text: str) -> Title | None:
        """The title that the whole of ``text`` is."""
        return self._titles.get(plain(text))

    def titles_at(self, text: str) -> list[tuple[Title, int]]:
        """Titles with which ``text`` begins and where each ends, longest first."""
        return _starting(self._titles_by_word, text)

    def label(self, text: str) -> Label | None:
        """The label that the whole of ``text`` is."""
        return self._labels.get(plain(text)) if len(text) < _LONGEST else None

    def labels_at(self, text: str) -> list[tuple[Label, int]]:
        """Labels with which ``text`` begins and where each ends, longest first."""
        return _starting(self._labels_by_word, text)

    def label_inside(self, text: str) -> bool:
        """Whether a label stands somewhere behind the first word of a line."""
        return self._label_inside.search(text) is not None

    def status(self, text: str) -> str | None:
        """The status that the whole of ``text`` says."""
        return self._statuses.get(plain(text)) if len(text) < _LONGEST else None

    def capital_status(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first status line in capitals inside a longer line."""
        return self._capital_status.search(text, start)

    def filler(self, text: str) -> bool:
        """Whether the whole of ``text`` only says that there is nothing to say."""
        return len(text) < _LONGEST and plain(text) in self._fillers

    def furniture(self, text: str) -> str | None:
        """Id of the furniture row that the whole of ``text`` matches; None too where a pattern takes too long."""
        return self._furniture.fullmatch(text) if len(text) < _LONGEST else None

    def value(self, text: str) -> frozenset[str]:
        """What a value of the head looks like: ids of the rows that the whole of ``text`` matches."""
        if len(text) >= 2 * _LONGEST:
            return frozenset()
        return frozenset(kind for kind, patterns in self._values if patterns.fullmatch(text))


class _Patterns:
    """Patterns of several rows as one, so that a line is looked at once."""

    def __init__(self, rows: Iterable[tuple[str, str]], flags: int) -> None:
        named = list(rows)
        self._ids = [name for name, _ in named]
        joined = "|".join(f"(?P<_{n}>{pattern})" for n, (_, pattern) in enumerate(named))
        self._compiled = regex.compile(joined or "(?!)", flags)

    def fullmatch(self, text: str) -> str | None:
        """Id of the row that matches."""
        try:
            match: Any = self._compiled.fullmatch(text, timeout=_TIMEOUT)
        except TimeoutError:
            return None
        return (
            next((self._ids[n] for n in range(len(self._ids)) if match[f"_{n}"] is not None), None) if match else None
        )


def _label(row: LabelRow, spelling: str) -> Label:
    return Label(spelling, row.id.partition(".")[0], row.id, row.values)


def _spaced(text: str) -> str:
    """Careless spelling with its blanks, of the same length as ``text``."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_CARELESS)


def _first_word(text: str) -> str:
    return plain(text.split(None, 1)[0]) if text else ""


def _by_first_word(table: dict[str, list[tuple[str, Any]]], spelling: str, entry: Any) -> None:
    table.setdefault(_first_word(spelling), []).append((_spaced(spelling), entry))


def _starting(table: dict[str, list[tuple[str, Any]]], text: str) -> list[tuple[Any, int]]:
    entries = table.get(_first_word(text[:_LONGEST]))
    if not entries:
        return []
    low = _spaced(text[:_LONGEST])
    return [
        (entry, len(spelling))
        for spelling, entry in entries
        if low.startswith(spelling) and not low[len(spelling) : len(spelling) + 1].isalnum()
    ]


def _alternation(lines: Iterable[str]) -> re.Pattern[str]:
    capitals = sorted({line for line in lines if line.isupper()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, capitals)) + r")(?!\w)" if capitals else "(?!)")


@functools.lru_cache(maxsize=16)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lookups of a vocabulary."""
    return Lexicon(vocabulary)
