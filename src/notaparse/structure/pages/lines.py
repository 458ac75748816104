"""Lines of the main column: a row with its marker told from its text, its type face, and how wide its first word is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from notaparse.printed import Row
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.pages.fragments import Fragment
from notaparse.structure.pages.measures import Measures
from notaparse.structure.pages.rows import box_of, row_of
from notaparse.structure.pages.sheets import Sheet
from notaparse.structure.rows import cut, with_marker

_SYMBOLS = re.compile(r"symbol|[wW]ing ?dings|[wW]ebdings|[dD]ingbats|Symbol")
"""Faces that have no letters: what stands alone in one before a text is its marker."""

LARGER = 1.12
"""Size of a larger face, in that of the body."""


class Face(NamedTuple):
    """Type face relative to the body's."""

    size: int
    """Steps of an eighth above the body's size."""
    bold: bool
    underlined: bool
    italic: bool

    @property
    def name(self) -> str:
        """What ``Row.style`` says: ``bold``, ``italic underline``, ``size+4`` …; "" for the body's."""
        parts = [f"size{self.size:+}"] if self.size else []
        parts += [word for word, is_so in zip(_WORDS, self[1:], strict=True) if is_so]
        return " ".join(parts)


_WORDS = ("bold", "underline", "italic")
PLAIN = Face(0, bold=False, underlined=False, italic=False)


def face_of(fragments: Sequence[Fragment], measures: Measures) -> Face:
    """The face that all of the fragments have."""
    if fragments[0].runs[0].fill is None:
        return PLAIN  # a reader of pictures guesses faces and sizes
    if len(fragments) == 1:
        only = fragments[0]
        size = only.size / measures.size
        if size < LARGER and not (only.bold or only.italic or only.underlined):
            return PLAIN
        return Face(round((size - 1) * 8) if size >= LARGER else 0, only.bold, only.underlined, only.italic)
    size = min(fragment.size for fragment in fragments) / measures.size
    return Face(
        round((size - 1) * 8) if size >= LARGER else 0,
        bold=all(fragment.bold for fragment in fragments),
        underlined=all(fragment.underlined for fragment in fragments),
        italic=all(fragment.italic for fragment in fragments),
    )


@dataclass(slots=True, eq=False)
class Printed:
    """A line of the main column with what only the page shows of it."""

    row: Row
    face: Face
    word: float
    """Width of the first word of the text, in points."""
    trailing: bool
    """Whether a blank glyph stands at its end."""
    gap: int = 1
    """As in ``Row``."""
    full: bool | None = None
    """As in ``Row``."""


def line_of(fragments: Sequence[Fragment], sheet: Sheet, marks: Collection[str], lexicon: Lexicon) -> Printed:
    """The line that fragments of the main column make, with its marker told from its text."""
    row = with_marker(row_of(fragments, marks), lexicon)
    if (
        row.marker is None
        and _SYMBOLS.search(fragments[0].runs[0].font)
        and len(fragments[0].runs[0].text.strip()) == 1
    ):
        row = cut(row, 1, len(row.text))._replace(marker=row.text[0], marker_indent=row.indent)
    first, at = fragments[0], 0
    if row.marker is not None:
        size = len(row.marker)
        edge = first.x1
        if len(first.text) <= size and len(fragments) > 1:
            first = fragments[1]
        else:
            at = len(first.text) - len(first.text[size:].lstrip(" "))
            edge = first.at(size)
        if row.text:
            left = first.at(at) if at else first.x0
            x0, top, x1, bottom = row.bbox or box_of(fragments)
            row = row._replace(
                indent=left,
                bbox=(round(left, 2), top, x1, bottom),
                marker_bbox=(x0, top, round(min(edge, left), 2), bottom),
                marker_indent=fragments[0].x0,
                marker_start=None,
            )
    face = face_of(fragments, sheet.measures)
    return Printed(row, face, first.first_word(at, sheet.page), fragments[-1].runs[-1].text[-1] == " ")
