"""What was printed, before anybody knows that it is a nota: the values between reading and structure.

``read`` gives a ``Print``: text lines with their offsets (``TextLine``), or pages with runs of glyphs, filled boxes and
rules (``PdfPage``). ``structure/zones`` turns either into ``Zones``: the same ``Row`` for both, sorted into head, body,
footnotes and furniture. After that there are no coordinates: a row only carries them along as its origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from notaparse.model import BBox, Source


class Edit(NamedTuple):
    """A normalisation inside one row: what stood there, and what stands there now."""

    kind: str
    """One of ``Change.kind``."""
    at: int
    """Offset in ``Row.text`` of ``after``."""
    before: str
    after: str
    source_start: int | None = None


class TextLine(NamedTuple):
    """One line of text input as it came, without its line end."""

    text: str
    start: int
    """Offset in the decoded source, in code points."""
    end: int
    page: int
    """From 1; a form feed opens the next."""


class GlyphRun(NamedTuple):
    """A stretch of glyphs in one style on one line. Characters are as the font gives them: nothing is normalised.

    The box runs from the origin of the first glyph that isn't blank to the advance of the last; it is one em high and
    hangs below the baseline as far as the font's descent. Blanks at the ends of ``text`` are glyphs of the font.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    font: str
    """Name without the subset prefix."""
    size: float
    """Height of one em in points, as printed."""
    bold: bool
    italic: bool
    fill: tuple[int, int, int] | None
    """Colour; None for text that is placed but not painted (what OCR puts under or over a picture of the page)."""
    order: int
    """Position in the page's drawing order: what is drawn later lies on top."""
    upright: bool
    """False for text that runs up, down or aslant."""


class Box(NamedTuple):
    """A filled or stroked rectangle, or a picture."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: tuple[int, int, int] | None
    """Colour of the paint that covers what lies under it; None where it isn't filled or can be seen through."""
    stroke: tuple[int, int, int] | None
    kind: str
    """``rect``, ``rule`` (a line, or a rectangle so thin that it is drawn as one), ``image``."""
    order: int
    """Position in the page's drawing order, comparable with that of the runs."""


class PdfPage(NamedTuple):
    """One page, upright, cut to its crop box, origin at the top left, in points."""

    number: int
    width: float
    height: float
    runs: tuple[GlyphRun, ...]
    """In the order in which they are drawn."""
    boxes: tuple[Box, ...]
    blank: float
    """Gap between two runs, in em, that stands for a blank on this page."""
    advances: Mapping[str, Mapping[str, float]]
    """Font → character → its advance, in em."""


class Row(NamedTuple):
    """One printed line, or the part of one that belongs to one zone.

    ``text`` is clean: NFC, one blank between words, no blank at the ends, no footnote marks, no list marker where
    ``marker`` has it. What was changed to get there stands in ``edits``.
    """

    text: str
    page: int = 1
    bbox: BBox | None = None
    start: int | None = None
    """Offset in the decoded source of the first character; None for PDF."""
    end: int | None = None
    indent: float = 0.0
    """Left edge of the text: columns for text input, points for PDF. Only compared, never measured."""
    gap: int = 0
    """White above: 0 none beyond the usual line distance, 1 one blank line or a paragraph's distance, 2 more."""
    full: bool | None = None
    """Whether the line reaches so far right that the next word would not have fitted: such a line says nothing about
    where the paragraph ends. None where that isn't known."""
    marker: str | None = None
    """List marker that stands before the text, where the zone has seen it."""
    marker_start: int | None = None
    """Offset in the decoded source of the marker; None for PDF."""
    marker_end: int | None = None
    """Where it ends there; None where that is its length further."""
    marker_bbox: BBox | None = None
    marker_indent: float | None = None
    """Left edge of the marker, in the unit of ``indent``."""
    heading: int | None = None
    """Rank of the type face among headings, 1 the strongest; None where the face is that of the body or unknown."""
    style: str = ""
    """Name of the type face class, to tell alike from unlike: ``bold``, ``italic``, ``underline``, size … ; "" for the
    body's own. For text input: ``markdown`` for a heading by its sign, ``cell`` for a piece of a table (``indent`` is then
    its column, and ``gap`` 1 opens a row)."""
    edits: tuple[Edit, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()
    """Footnote marks that stood in this line: offset in ``text``, mark."""
    offsets: tuple[int, ...] | None = None
    """Source offset of each character of ``text``, and of its end; None where that is ``start`` plus the index, and for
    PDF."""


class TableZone(NamedTuple):
    """A table: rows of cells, each cell the printed lines in it. Goes on over page breaks."""

    rows: tuple[tuple[tuple[Row, ...], ...], ...]
    gap: int = 0


class FootnoteZone(NamedTuple):
    """A footnote: the row of its mark (text is the mark) and the lines of its text."""

    mark: Row
    rows: tuple[Row, ...]


class RedactionZone(NamedTuple):
    """A place where something was made unreadable."""

    page: int
    bbox: BBox | None
    raw: str | None
    """Ground as printed in the box."""
    row: Row | None
    """The row (of any zone) at or in which it stands."""
    at: int
    """Offset in that row's text."""
    text: str = ""
    """Words in that row which stand for what is hidden ("Persoonsgegeven")."""


class ZoneNotice(NamedTuple):
    """A notice raised before offsets in the note are known."""

    code: str
    message: str
    page: int | None = None
    row: Row | None = None


class Zones(NamedTuple):
    """Every row of the document in exactly one place.

    ``head`` is in groups that belong together on paper (the side column, the addressee block, the title); within one, a
    label stands before its values. ``body`` is in reading order, over page breaks.
    """

    head: tuple[tuple[Row, ...], ...] = ()
    body: tuple[Row | TableZone, ...] = ()
    footnotes: tuple[FootnoteZone, ...] = ()
    signature: tuple[Row, ...] = ()
    furniture: tuple[Row, ...] = ()
    redactions: tuple[RedactionZone, ...] = ()
    notices: tuple[ZoneNotice, ...] = ()
    others: tuple[tuple[Row, ...], ...] = ()
    """Groups of the heads of further notas, where the text is a bundle: the metadata is that of the first."""
    dropped: tuple[Edit, ...] = ()
    """Normalisations that left no row behind (a line of control characters only)."""


class Print(NamedTuple):
    """A document as printed: the lines of a text, or the pages of a PDF."""

    source: Source
    lines: tuple[TextLine, ...] = ()
    pages: tuple[PdfPage, ...] = ()
    notices: tuple[ZoneNotice, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What decoding changed before there were lines (a BOM, lone control characters); offsets are of the source."""
