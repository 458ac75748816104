"""The vocabulary, compiled for lookup: once for each ``Vocabulary``, kept as long as it is in use."""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

import regex

from notaparse.vocabulary import LabelRow, Vocabulary

_TIMEOUT = 0.25
"""Seconds that a furniture pattern may take on one line: a user's own may be anything."""


def key(text: str) -> str:
    """What two spellings of a title or label have in common: case, blanks and a closing colon don't count."""
    return "".join(text.split()).casefold().rstrip(":")


def plain(text: str) -> str:
    """``key`` with apostrophes and accents as careless typing leaves them."""
    return key(text).translate(_CARELESS)


_CARELESS = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ë": "e", "ï": "i", "é": "e", "–": "-"})


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


class Lexicon:
    """Lookups. ``title``, ``status`` and ``label`` take a whole line; ``titles_at`` and ``labels_at`` how it begins."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._titles: dict[str, Title] = {}
        self._titles_by_word: dict[str, list[tuple[str, Title]]] = {}
        self.parents: dict[str, str] = {}
        for section in vocabulary.section.values():
            if section.parent:
                self.parents[section.id] = section.parent
            for spelling in section.titles:
                title = Title(spelling, section.id, section.run_in)
                self._titles.setdefault(plain(spelling), title)
                _by_word(self._titles_by_word, spelling, title)
        self._labels: dict[str, Label] = {}
        self._labels_by_word: dict[str, list[tuple[str, Label]]] = {}
        for row in vocabulary.label.values():
            for spelling in row.labels:
                label = _label(row, spelling)
                self._labels.setdefault(plain(spelling), label)
                _by_word(self._labels_by_word, spelling, label)
        for table in (self._titles_by_word, self._labels_by_word):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))  # longest first
        self._statuses: dict[str, str] = {}
        for status in vocabulary.status.values():
            for line in status.lines:
                self._statuses.setdefault(plain(line), status.id)
        self._status_at = _alternation(line for row in vocabulary.status.values() for line in row.lines)
        self.fillers = frozenset(plain(line) for row in vocabulary.filler.values() for line in row.lines)
        self.levels: dict[str, int] = {}
        """Glyph, or family of numbers, → usual level."""
        glyphs: list[str] = []
        for marker in vocabulary.marker.values():
            for glyph in marker.glyphs or (marker.numbering or "",):
                self.levels.setdefault(glyph, marker.level)
            glyphs.extend(marker.glyphs)
        self.glyphs = frozenset(glyphs)
        self.ministries: list[tuple[str, str, str | None]] = sorted(
            ((form, row.name, row.uri) for row in vocabulary.ministry.values() for form in row.forms),
            key=lambda entry: -len(entry[0]),
        )
        self._furniture_ids = list(vocabulary.furniture)
        patterns = [f"(?P<_{n}>{row.pattern})" for n, row in enumerate(vocabulary.furniture.values())]
        self._furniture = regex.compile("|".join(patterns) or "(?!)", regex.IGNORECASE)

    def title(self, text: str) -> Title | None:
        """The title that the whole of ``text`` is."""
        return self._titles.get(plain(text))

    def titles_at(self, text: str) -> list[tuple[Title, int]]:
        """Titles with which ``text`` begins and where each ends, longest first."""
        return _starting(self._titles_by_word, text)

    def label(self, text: str) -> Label | None:
        """The label that the whole of ``text`` is."""
        return self._labels.get(plain(text))

    def labels_at(self, text: str) -> list[tuple[Label, int]]:
        """Labels with which ``text`` begins and where each ends, longest first."""
        return _starting(self._labels_by_word, text)

    def status(self, text: str) -> str | None:
        """The status that the whole of ``text`` says."""
        return self._statuses.get(plain(text))

    def status_at(self, text: str, start: int = 0) -> re.Match[str] | None:
        """A status line as printed in capitals, inside a longer line."""
        return self._status_at.search(text, start)

    def filler(self, text: str) -> bool:
        """Whether the whole of ``text`` only says that there is nothing to say."""
        return plain(text) in self.fillers

    def furniture(self, text: str) -> str | None:
        """Id of the furniture row that the whole of ``text`` matches; None too where its pattern takes too long."""
        try:
            match: Any = self._furniture.fullmatch(text, timeout=_TIMEOUT)
        except TimeoutError:
            return None
        return self._furniture_ids[int(match.lastgroup[1:])] if match else None


def _label(row: LabelRow, spelling: str) -> Label:
    return Label(spelling, row.id.partition(".")[0], row.id, row.values)


def _first(text: str) -> str:
    return plain(text.split(None, 1)[0].rstrip(":")) if text else ""


def _by_word(table: dict[str, list[tuple[str, Any]]], spelling: str, entry: Any) -> None:
    table.setdefault(_first(spelling), []).append((plain_spaced(spelling), entry))


def plain_spaced(text: str) -> str:
    """Careless spelling, of the same length as ``text``."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_CARELESS)


def _starting(table: dict[str, list[tuple[str, Any]]], text: str) -> list[tuple[Any, int]]:
    entries = table.get(_first(text))
    if not entries:
        return []
    low = plain_spaced(text)
    return [
        (entry, len(spelling))
        for spelling, entry in entries
        if low.startswith(spelling) and not low[len(spelling) : len(spelling) + 1].isalnum()
    ]


def _alternation(lines: Any) -> re.Pattern[str]:
    capitals = sorted({line for line in lines if line.isupper()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, capitals)) + r")(?!\w)" if capitals else "(?!)")


@functools.lru_cache(maxsize=16)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lookups of a vocabulary."""
    return Lexicon(vocabulary)
