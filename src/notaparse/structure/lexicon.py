"""The vocabulary, compiled for lookup: once for each ``Vocabulary``, kept as long as it is in use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

import regex

from notaparse.vocabulary import FurnitureRow, LabelRow, ValueRow, Vocabulary, default

_TIMEOUT = 0.25
"""Seconds that a user's pattern may take on one line; ours are tested to be linear and need no clock."""

_LONGEST = 200
"""Characters beyond which a line is no label, no value and no furniture."""

_CARELESS = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ë": "e", "ï": "i", "é": "e", "–": "-"})
"""Apostrophes, accents and dashes as careless typing leaves them."""

_LOOSE = 12
"""Characters by which a printed spelling may be longer than ours: letter gaps, a colon."""

T = TypeVar("T")


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """What two spellings have in common: case, blanks, accents and a closing colon don't count."""
    joined = "".join(text.split()).casefold().rstrip(":")
    return joined if joined.isascii() and "`" not in joined else joined.translate(_CARELESS)


def _spaced(text: str) -> str:
    """Careless spelling with its blanks, of the same length as ``text``."""
    lowered = text.lower()
    lowered = lowered if len(lowered) == len(text) else text
    return lowered if lowered.isascii() and "`" not in lowered else lowered.translate(_CARELESS)


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


class _Spellings(dict[str, T]):
    """What a whole line may say, by its plain spelling; a line that is longer than any of them isn't looked up."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        super().__init__()
        self.longest = 0
        self._by_word: dict[str, list[tuple[str, T]]] = {}
        for spelling, entry in entries:
            self.setdefault(plain(spelling), entry)
            self.longest = max(self.longest, len(spelling) + _LOOSE)
            low = _spaced(spelling)
            self._by_word.setdefault(low.split(" ", 1)[0].rstrip(":"), []).append((low, entry))
        for same_word in self._by_word.values():
            same_word.sort(key=lambda entry: -len(entry[0]))

    def whole(self, text: str) -> T | None:
        """The entry that the whole of ``text`` is."""
        return None if len(text) > self.longest else self.get(plain(text))

    def at_start(self, text: str) -> list[tuple[T, int]]:
        """Entries with which ``text`` begins and where each ends, longest first."""
        entries = self._by_word.get(_spaced(text[:_LONGEST].split(" ", 1)[0]).rstrip(":"))
        if not entries:
            return []
        low = _spaced(text[:_LONGEST])
        return [
            (entry, len(spelling))
            for spelling, entry in entries
            if low.startswith(spelling) and not low[len(spelling) : len(spelling) + 1].isalnum()
        ]


class Lexicon:
    """Lookups. ``title``, ``label`` and ``status`` take a whole line, the others how it begins or what it looks like."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._titles = _Spellings(
            (spelling, Title(spelling, row.id, row.run_in))
            for row in vocabulary.section.values()
            for spelling in row.titles
        )
        self.openings = frozenset(
            plain(" ".join(words[:n]))
            for title in self._titles.values()
            for words in [title.text.split()]
            for n in range(1, len(words))
        )
        """Beginnings of titles of several words, as a line end cuts them."""
        self.parents = {row.id: row.parent for row in vocabulary.section.values() if row.parent}
        """Kind → kind of the section that it comes under."""
        self._labels = _Spellings(
            (spelling, _label(row, spelling)) for row in vocabulary.label.values() for spelling in row.labels
        )
        inside = "|".join(re.escape(label.text) for label in self._labels.values())
        self._label_inside = re.compile(rf"(?<= )(?:{inside})(?=[ :]|$)" if inside else "(?!)")
        self._statuses = _Spellings((line, row.id) for row in vocabulary.status.values() for line in row.lines)
        capitals = sorted({line for row in vocabulary.status.values() for line in row.lines if line.isupper()}, key=len)
        self._capital_status = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(capitals)))})(?!\w)" if capitals else "(?!)"
        )
        self._fillers = _Spellings((line, line) for row in vocabulary.filler.values() for line in row.lines)
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
        self.column_words = frozenset(column.split()[0].lower() for columns in self.columns for column in columns)
        """First words of the heads of columns."""
        ours = default()
        self._furniture = _Patterns(vocabulary.furniture, ours.furniture, re.IGNORECASE)
        glued = "|".join(
            row.pattern for row in vocabulary.furniture.values() if row.glued and ours.furniture.get(row.id) is row
        )
        self._glued = re.compile(f"(?:{glued})(?!\\d)" if glued else "(?!)", re.IGNORECASE)
        self._values = _Patterns(vocabulary.value, ours.value, 0)

    def title(self, text: str) -> Title | None:
        """The title that the whole of ``text`` is."""
        return self._titles.whole(text)

    def titles_at(self, text: str) -> list[tuple[Title, int]]:
        """Titles with which ``text`` begins and where each ends, longest first."""
        return self._titles.at_start(text)

    @property
    def longest_title(self) -> int:
        """Characters beyond which a line is no title."""
        return self._titles.longest

    def label(self, text: str) -> Label | None:
        """The label that the whole of ``text`` is."""
        return self._labels.whole(text)

    def labels_at(self, text: str) -> list[tuple[Label, int]]:
        """Labels with which ``text`` begins and where each ends, longest first."""
        return self._labels.at_start(text)

    def label_inside(self, text: str) -> int:
        """Where a label begins behind the first word of a line; 0 where none does."""
        found = self._label_inside.search(text)
        return found.start() if found else 0

    def status(self, text: str) -> str | None:
        """The status that the whole of ``text`` says."""
        return self._statuses.whole(text)

    def capital_status(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first status line in capitals inside a longer line."""
        return self._capital_status.search(text, start)

    def filler(self, text: str) -> bool:
        """Whether the whole of ``text`` only says that there is nothing to say."""
        return self._fillers.whole(text) is not None

    def furniture(self, text: str) -> bool:
        """Whether the whole of ``text`` is furniture by its form; not where a pattern takes too long."""
        return len(text) < _LONGEST and self._furniture.any(text)

    def glued(self, text: str) -> tuple[int, int] | None:
        """Where furniture stands in front of a line or behind it."""
        found: Any = self._glued.match(text)
        if found is None and text[-1:].isdigit():
            found = next((match for match in self._glued.finditer(text) if match.end() == len(text)), None)
        return found.span() if found is not None else None

    def value(self, text: str) -> frozenset[str]:
        """What a value of the head looks like: ids of the rows that the whole of ``text`` matches."""
        return self._values.all(text) if len(text) < 2 * _LONGEST else frozenset()


class _Patterns:
    """Patterns that must match a whole line: ours with ``re``, which is quicker, a user's with ``regex`` and the clock."""

    def __init__(
        self,
        rows: dict[str, FurnitureRow] | dict[str, ValueRow],
        ours: dict[str, FurnitureRow] | dict[str, ValueRow],
        flags: int,
    ) -> None:
        compiled = [(row.id, row.pattern, ours.get(row.id) is row) for row in rows.values()]
        self._single = [(name, re.compile(pattern, flags)) for name, pattern, is_ours in compiled if is_ours]
        joined = "|".join(f"(?:{pattern})" for _, pattern, is_ours in compiled if is_ours)
        self._joined = re.compile(joined or "(?!)", flags)
        self._timed = [(name, regex.compile(pattern, flags)) for name, pattern, is_ours in compiled if not is_ours]

    def any(self, text: str) -> bool:
        """Whether one of them matches."""
        return self._joined.fullmatch(text) is not None or any(_in_time(pattern, text) for _, pattern in self._timed)

    def all(self, text: str) -> frozenset[str]:
        """Ids of the rows that match."""
        found = [name for name, pattern in self._single if pattern.fullmatch(text)]
        found += [name for name, pattern in self._timed if _in_time(pattern, text)]
        return frozenset(found)


def _in_time(pattern: Any, text: str) -> bool:
    try:
        return pattern.fullmatch(text, timeout=_TIMEOUT) is not None
    except TimeoutError:
        return False


def _label(row: LabelRow, spelling: str) -> Label:
    return Label(spelling, row.id.partition(".")[0], row.id, row.values)


@functools.lru_cache(maxsize=16)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lookups of a vocabulary."""
    return Lexicon(vocabulary)
