"""The way that a nota takes, on one screen: read → zones → head and body → canonical text → mentions → Note."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from notaparse import read
from notaparse.mentions import Finder, Passage, Refiner
from notaparse.mentions.events import events
from notaparse.mentions.find import FINDERS, REFINERS, find
from notaparse.model import Mention, Note
from notaparse.printed import Print
from notaparse.read import Engine, Limits
from notaparse.structure import structure
from notaparse.vocabulary import Vocabulary, default


@dataclass(frozen=True, slots=True)
class Parser:
    """Vocabulary and rules of a parse: a value. Change one with ``dataclasses.replace``."""

    vocabulary: Vocabulary = field(default_factory=default)
    finders: tuple[Finder, ...] = FINDERS
    """Functions that propose mentions; their order says nothing, the refiners choose."""
    refiners: tuple[Refiner, ...] = REFINERS
    """Functions that take the list of mentions and give a list; each works on what the one before left."""
    engine: Engine = "pypdfium2"
    """Who reads PDF: ``pypdfium2`` (fast) or ``pdfplumber`` (the reference)."""
    limits: Limits = field(default_factory=Limits)
    """What a document may cost at most; beyond it ``TooLarge`` is raised."""
    reference_date: dt.date | None = None
    """The day from which relative dates are understood where the note itself has none."""

    def parse(self, source: str | Path | bytes, *, name: str | None = None) -> Note:
        """Parse a document: a path, or its bytes. PDF and text are told apart by content.

        Gives a Note whatever the document says. Raises ``UnreadableDocument`` (a ``NotaparseError``) where there is
        nothing to parse, see ``notaparse.errors``; and ``OSError`` where the path can't be opened.
        """
        return self.note(self.read(source, name=name))

    def parse_text(self, text: str, *, name: str | None = None) -> Note:
        """Parse text that somebody else extracted. Raises ``TooLarge`` beyond the limit of characters."""
        return self.note(read.decoded(text, name=name, limits=self.limits))

    def find_mentions(self, text: str, *, reference_date: dt.date | None = None) -> tuple[Mention, ...]:
        """Find mentions in any text; offsets are code points of ``text`` as it stands."""
        return find(Passage(text, self.vocabulary, reference_date), self.finders, self.refiners).mentions

    def read(self, source: str | Path | bytes, *, name: str | None = None) -> Print:
        """The first half of ``parse``: what is printed in a document. Raises as ``parse`` does."""
        if not isinstance(source, bytes):
            name = name or Path(source).name
            source = Path(source).read_bytes()
        return read.document(source, name=name, engine=self.engine, limits=self.limits)

    def note(self, printed: Print) -> Note:
        """The second half of ``parse``: a Note of what is printed, or of the pages or lines of it that one nota takes."""
        with _no_collector():
            return self._note(printed)

    def _note(self, printed: Print) -> Note:
        draft = structure(printed, self.vocabulary)
        passage = Passage(draft.text[: draft.running], self.vocabulary, draft.metadata.date or self.reference_date)
        found = find(passage, self.finders, self.refiners)
        return Note(
            source=printed.source,
            text=draft.text,
            metadata=draft.metadata,
            head=draft.head,
            sections=draft.sections,
            footnotes=draft.footnotes,
            signature=draft.signature,
            furniture=draft.furniture,
            lines=draft.lines,
            changes=draft.changes,
            redactions=draft.redactions,
            mentions=found.mentions,
            events=events(passage, found.mentions),
            notices=(*draft.notices, *found.notices),
        )


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector away: no cycles are made here, and it would walk all that was made, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
