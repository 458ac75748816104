"""What one operator of a page shows → runs, for the engine on pdfplumber."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notaparse.printed import GlyphRun
from notaparse.read.glyphs import Face, Glyph, stretches
from notaparse.read.shapes import Colour, Covers, hull
from notaparse.read.view import Matrix, View, applied, multiply


class Piece(NamedTuple):
    """What one operator shows."""

    glyphs: list[str]
    lefts: list[float]
    """Where each glyph begins, in the space of the text."""
    rights: list[float]
    """Where its advance ends."""
    moved: bool
    """Whether they don't simply follow each other."""
    matrix: Matrix
    """From the space of the text to that of the page."""
    rise: float
    face: Face
    descent: float
    size: float
    fill: Colour | None
    order: int
    quarter: int | None


def runs_of(pieces: Sequence[Piece], view: View, blank: float, covers: Covers) -> Iterator[GlyphRun]:
    """The runs of a page. A piece of blanks goes to the run before it."""
    before: GlyphRun | None = None
    for piece in pieces:
        runs = list(_runs_of(piece, view, blank, covers))
        if before is not None:
            if not runs and piece.glyphs and _adjoins(before, piece, view):
                before = before._replace(text=before.text.rstrip() + " ")
                continue
            yield before
            before = None
        yield from runs[:-1]
        before = runs[-1] if runs else None
    if before is not None:
        yield before


def _runs_of(piece: Piece, view: View, blank: float, covers: Covers) -> Iterator[GlyphRun]:
    """The runs of a piece: one, unless there are columns in it or a box covers a part."""
    text = "".join(piece.glyphs)
    inked = text.strip()
    if not inked:
        return
    if piece.quarter is None or (piece.quarter + view.quarter) % 4:
        yield _turned(piece, inked, view)
        return
    (name, bold, italic), descent, size = piece.face, piece.descent, piece.size
    (start, baseline), (end, _) = _place(piece, 0.0, view), _place(piece, 1.0, view)
    scale = end - start
    bottom = baseline - descent * size
    cuts = (
        covers.cuts(start + piece.lefts[0] * scale, start + piece.rights[-1] * scale, baseline - size / 4)
        if covers
        else ()
    )
    if piece.moved or cuts or scale < 0 or "   " in text or len(text) != len(piece.glyphs):
        seen = [
            Glyph(glyph, *sorted((start + left * scale, start + right * scale)))
            for glyph, left, right in zip(piece.glyphs, piece.lefts, piece.rights, strict=True)
        ]
        parts = [
            (part.text, seen[part.first].x0, seen[part.last].x1)
            for part in stretches(seen, size, blank=blank, cuts=cuts)
        ]
    else:
        first = len(text) - len(text.lstrip())
        last = first + len(inked) - 1
        words = " ".join(inked.split()) + (" " if last + 1 < len(text) else "")
        parts = [(words, start + piece.lefts[first] * scale, start + piece.rights[last] * scale)]
    for words, x0, x1 in parts:
        yield GlyphRun(
            words, x0, bottom - size, x1, bottom, baseline, name, size, bold, italic, piece.fill, piece.order, True
        )


def _turned(piece: Piece, text: str, view: View) -> GlyphRun:
    """A run that doesn't stand upright, with a box around it that is one em wide."""
    ends = [
        applied(piece.matrix, x, piece.rise + rise * piece.size)
        for x in (piece.lefts[0], piece.rights[-1])
        for rise in (-0.2, 0.8)
    ]
    x0, top, x1, bottom = view.rectangle(*hull(ends))
    (name, bold, italic), size = piece.face, piece.size
    return GlyphRun(text, x0, top, x1, bottom, bottom, name, size, bold, italic, piece.fill, piece.order, False)


def _adjoins(run: GlyphRun, piece: Piece, view: View) -> bool:
    """Whether blank glyphs stand right after a run."""
    x, y = _place(piece, piece.lefts[0], view)
    return abs(y - run.baseline) < 1 and abs(x - run.x1) < 0.3 * run.size


def _place(piece: Piece, x: float, view: View) -> tuple[float, float]:
    return view.point(*applied(piece.matrix, x, piece.rise))


def shifted(matrix: Matrix, y: float) -> Matrix:
    """The matrix of a line that stands ``y`` above where the matrix puts it."""
    return multiply((1.0, 0.0, 0.0, 1.0, 0.0, y), matrix) if y else matrix
