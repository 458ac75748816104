"""What was printed → the parts of a nota: zones, head, blocks, outline, canonical text."""

from __future__ import annotations

from typing import NamedTuple

from notaparse.model import Change, Footnote, HeadEntry, Line, Metadata, Notice, Redaction, Section, Span
from notaparse.printed import Print
from notaparse.vocabulary import Vocabulary


class Draft(NamedTuple):
    """All of a Note but what the mentions give: text and the parts that point into it."""

    text: str
    running: int
    """Where what stands around the body begins (furniture): mentions are looked for before it."""
    metadata: Metadata
    head: tuple[HeadEntry, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    signature: Span | None
    furniture: tuple[Span, ...]
    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    redactions: tuple[Redaction, ...]
    notices: tuple[Notice, ...]


def structure(printed: Print, vocabulary: Vocabulary) -> Draft:
    """Sort what was printed into zones, read head and body, and write the canonical text."""
    raise NotImplementedError
