"""Running text with what is marked in it: mentions, redactions, and the places of footnotes.

Marks that cross a border, of a block or of each other, have no place in a tree; they stay unplaced, and the metadata lists
them with their offsets.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from notaparse.model import Footnote, Mention, Note, Redaction
from notaparse.write.akn.identity import IDENTITY, References, address
from notaparse.write.akn.values import attributes
from notaparse.write.xml import Markup, legal

MENTION: Final = 0
REDACTION: Final = 1
FOOTNOTE: Final = 2

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Mark(NamedTuple):
    """Something to be marked in the text. Sorts by start; of those, the longest comes first."""

    start: int
    back: int
    """The end, negated."""
    rank: int
    number: int
    """Position among the note's mentions, redactions or footnotes."""


class Running:
    """Writes stretches of a note's text, each mark once, and keeps which stretches and marks have been written."""

    def __init__(self, note: Note, markup: Markup, references: References) -> None:
        self.markup = markup
        self.note = note
        self.pieces: list[tuple[int, int]] = []
        """Start and end of each stretch that has been written."""
        self._references = references
        self._text = legal(note.text)
        marks = [Mark(value.start, -value.end, MENTION, number) for number, value in enumerate(note.mentions)]
        marks += [Mark(value.start, -value.end, REDACTION, number) for number, value in enumerate(note.redactions)]
        marks += [
            Mark(value.anchor, -value.anchor, FOOTNOTE, number)
            for number, value in enumerate(note.footnotes)
            if value.anchor is not None
        ]
        self._marks = sorted(marks)
        self._placed: set[tuple[int, int]] = set()

    def unplaced_mentions(self) -> list[tuple[int, Mention]]:
        """Mentions that no stretch could hold, with their positions."""
        return [(at, value) for at, value in enumerate(self.note.mentions) if (MENTION, at) not in self._placed]

    def unplaced_redactions(self) -> list[tuple[int, Redaction]]:
        """Redactions that no stretch could hold, with their positions."""
        return [(at, value) for at, value in enumerate(self.note.redactions) if (REDACTION, at) not in self._placed]

    def take_footnotes(self) -> list[tuple[int, Footnote]]:
        """Footnotes whose anchor isn't known or lies outside what was written, with their positions; each is given once."""
        left = [(at, value) for at, value in enumerate(self.note.footnotes) if (FOOTNOTE, at) not in self._placed]
        self._placed.update((FOOTNOTE, at) for at, _ in left)
        return left

    def gaps(self, coming: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
        """Start and end of each stretch of the note that is neither written nor ``coming``."""
        found: list[tuple[int, int]] = []
        at = 0
        for start, end in sorted([*self.pieces, *coming]):
            if start > at:
                found.append((at, start))
            at = max(at, end)
        if at < len(self.note.text):
            found.append((at, len(self.note.text)))
        return found

    def quotes(self, start: int | None, text: str | None) -> bool:
        """Whether the note has that text there; if so it counts as written."""
        if start is None or text is None or self.note.text[start : start + len(text)] != text:
            return False
        self.pieces.append((start, start + len(text)))
        return True

    def write(self, start: int, end: int, *, within_footnote: bool = False) -> None:
        """Write ``note.text[start:end]`` into the element that is open."""
        self.pieces.append((start, end))
        marks, markup = self._marks, self.markup
        at = start
        open_ends: list[int] = []
        for index in range(bisect_left(marks, (start,)), len(marks)):
            mark = marks[index]
            if mark.start > end:
                break
            stop = -mark.back
            if stop > end or (mark.rank, mark.number) in self._placed:
                continue
            if mark.rank == FOOTNOTE and within_footnote:
                continue  # footnotes of footnotes would nest without bound
            while open_ends and open_ends[-1] <= mark.start:
                markup.text(self._text[at : open_ends[-1]])
                at = open_ends.pop()
                markup.end()
            if open_ends and stop > open_ends[-1]:
                continue
            markup.text(self._text[at : mark.start])
            at = mark.start
            self._placed.add((mark.rank, mark.number))
            if mark.rank == FOOTNOTE:
                self.footnote(mark.number, self.note.footnotes[mark.number])
            else:
                self._open(mark)
                open_ends.append(stop)
        while open_ends:
            markup.text(self._text[at : open_ends[-1]])
            at = open_ends.pop()
            markup.end()
        markup.text(self._text[at:end])

    def footnote(self, number: int, footnote: Footnote, *, anchored: bool = True) -> None:
        """Write a footnote at this place of the text: its anchor, or where the footnotes without one are kept."""
        given = {"eId": f"footnote_{number + 1}", "marker": footnote.mark, "placement": "bottom"}
        if footnote.mark_start is not None:
            quoted = self.quotes(footnote.mark_start, footnote.mark)
            given["np:mark_start" if quoted else "np:mark_elsewhere"] = str(footnote.mark_start)
        if not anchored and footnote.anchor is not None:
            given["np:anchor"] = str(footnote.anchor)
        given |= attributes(footnote, "np:")
        self.markup.inline("authorialNote", given)
        self.markup.inline("p", {"np:start": str(footnote.start)})
        self.write(footnote.start, footnote.end, within_footnote=True)
        self.markup.end()
        self.markup.end()

    def _open(self, mark: Mark) -> None:
        if mark.rank == REDACTION:
            redaction = self.note.redactions[mark.number]
            self.markup.inline("omissis", {"eId": f"redaction_{mark.number + 1}"} | attributes(redaction, "np:"))
            return
        mention = self.note.mentions[mark.number]
        element, given = self._element(mention)
        self.markup.inline(element, {"eId": f"mention_{mark.number + 1}"} | given | attributes(mention, "np:"))

    def _element(self, mention: Mention) -> tuple[str, dict[str, str]]:
        """Element for a mention, and those of its attributes that depend on its kind."""
        value = {} if mention.value is None else {"np:value": mention.value}
        if mention.kind == "date":
            if mention.value is not None and is_day(mention.value):
                return "date", {"date": mention.value} | _identity(mention)
            return "inline", {"name": "date"} | value | _identity(mention)
        if mention.kind == "reference" and address(mention.url):
            identity = _identity(mention)
            return "ref", {"href": identity.pop("np:url")} | value | identity
        if mention.kind == "money":
            if mention.unit is None:
                return "inline", {"name": "money"} | value | _identity(mention)
            given = {"refersTo": "#" + self._references.currency(mention.unit)}
            return "quantity", given | ({} if mention.value is None else {"normalized": mention.value}) | _identity(
                mention
            )
        element, entry = self._references.entry(mention)
        name = {"name": mention.kind} if element == "entity" else {}
        return element, name | {"refersTo": "#" + entry} | value


def is_day(value: str) -> bool:
    """Whether an EDTF value is one day, which is all that a date in Akoma Ntoso can be."""
    if not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _identity(mention: Mention) -> dict[str, str]:
    """What the mention says of its thing, where no entry in the references says it."""
    return {f"np:{name}": value for name in IDENTITY if (value := getattr(mention, name)) is not None}
