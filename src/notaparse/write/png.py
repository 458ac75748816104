"""Note and its PDF → a picture of each page, with what was read drawn over it and a legend, for people who would rather look.

Redactions are drawn as boxes with a cross; the page below is drawn as it is, without annotations. Needs the extra ``png``
(Pillow).
"""

from __future__ import annotations

import bisect
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from notaparse.errors import Damaged, MissingExtra, NotADocument
from notaparse.model import BBox, Line, List, Note

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SCALE = 1.8
"""Pixels a point."""
LEGEND = 178
"""Pixels of the legend to the left of the page."""

ROW = 20
"""Pixels of a line of the legend."""

COLOURS: dict[str, tuple[int, int, int]] = {
    # what is drawn later lies on top
    "head": (38, 115, 191),
    "title": (0, 64, 128),
    "heading": (200, 30, 30),
    "paragraph": (110, 110, 110),
    "item, level 1": (32, 140, 60),
    "item, level 2": (110, 170, 30),
    "item, level 3": (170, 190, 20),
    "table": (140, 90, 20),
    "footnote": (150, 60, 160),
    "signature": (0, 140, 140),
    "furniture": (175, 175, 175),
    "mention": (240, 150, 0),
    "redaction": (0, 0, 0),
}
"""Kind of zone → its colour, in the order of the legend."""


class Mark(NamedTuple):
    """A stretch of the note's text, and how it is drawn."""

    kind: str
    start: int
    end: int
    said: str = ""
    """What is written beside it."""


def draw(content: bytes, note: Note, folder: Path) -> list[Path]:
    """Write the pages of ``note`` as PNG into a folder; gives the files. ``content`` is the PDF that it was parsed from.

    Raises ``MissingExtra`` without Pillow, ``NotADocument`` where the note came without pages, and ``Damaged`` where they
    can't be drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = Path(note.source.name or "nota").stem
    files = []
    for number, picture in enumerate(pictures(content, note), 1):
        files.append(folder / f"{stem}-{number}.png")
        files[-1].write_bytes(picture)
    return files


def pictures(content: bytes, note: Note) -> Iterator[bytes]:
    """Each page as the bytes of a PNG. Raises as ``draw`` does."""
    try:
        from PIL import Image, ImageDraw
    except ImportError as error:
        raise MissingExtra("png", needed_for="drawing pages") from error
    if note.source.media_type != "application/pdf":
        raise NotADocument("only the pages of a PDF can be drawn", source=note.source.name)
    boxes = list(_boxes(note))
    order = list(COLOURS)
    for number, page in enumerate(_pages(content), 1):
        sheet = Image.new("RGB", (page.width + LEGEND, max(page.height, ROW * (len(COLOURS) + 2))), "white")
        sheet.paste(page, (LEGEND, 0))
        pen = ImageDraw.Draw(sheet, "RGBA")
        found = sorted((box for box in boxes if box[0] == number), key=lambda box: order.index(box[1]))
        for _, kind, box, said in found:
            _box(pen, kind, box, said)
        _legend(pen, number, note, {kind for _, kind, _, _ in found})
        stream = io.BytesIO()
        sheet.save(stream, "PNG")
        yield stream.getvalue()


def _pages(content: bytes) -> Iterator[Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Damaged(f"pages can't be drawn: {error}") from error
    try:
        for page in document:
            yield page.render(scale=SCALE, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def _boxes(note: Note) -> Iterator[tuple[int, str, BBox, str]]:
    """Page, kind, box and words of everything that is drawn."""
    starts = [line.start for line in note.lines]
    for mark in _marks(note):
        said = mark.said
        for line in note.lines[max(bisect.bisect_right(starts, mark.start) - 1, 0) :]:
            if line.start >= mark.end:
                break
            if line.end > mark.start and line.page is not None and line.bbox is not None:
                yield line.page, mark.kind, _part(line, mark), said
                said = ""
    for redaction in note.redactions:
        if redaction.page is not None and redaction.bbox is not None:
            yield redaction.page, "redaction", redaction.bbox, redaction.ground or ""


def _part(line: Line, mark: Mark) -> BBox:
    """The part of a line's box that a mention covers, as if all its letters were of one width; else all of it."""
    x0, top, x1, bottom = line.bbox or (0.0, 0.0, 0.0, 0.0)
    if mark.kind != "mention" or line.end == line.start:
        return x0, top, x1, bottom
    each = (x1 - x0) / (line.end - line.start)
    left = x0 + each * max(mark.start - line.start, 0)
    return left, bottom - 1.2, x0 + each * (min(mark.end, line.end) - line.start), bottom + 0.4


def _marks(note: Note) -> Iterator[Mark]:
    for entry in note.head:
        kind = "title" if entry.key == "title" else "head"
        if entry.label is not None:
            yield Mark(kind, entry.label.start, entry.label.end, entry.key)
        for value in entry.values:
            yield Mark(kind, value.start, value.end, "" if entry.label else entry.key)
    for section in note.walk():
        if section.heading is not None:
            yield Mark("heading", section.heading.start, section.heading.end, section.kind)
        yield from _in_blocks(section.blocks, 1)
    for footnote in note.footnotes:
        start = footnote.start if footnote.mark_start is None else footnote.mark_start
        yield Mark("footnote", start, footnote.end, footnote.mark)
    if note.signature is not None:
        yield Mark("signature", note.signature.start, note.signature.end)
    for span in note.furniture:
        yield Mark("furniture", span.start, span.end)
    for mention in note.mentions:
        yield Mark("mention", mention.start, mention.end)


def _in_blocks(blocks: Iterable[Any], level: int) -> Iterator[Mark]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                start = item.start if item.marker_start is None else item.marker_start
                yield Mark(f"item, level {min(level, 3)}", start, item.end, str(level))
                yield from _in_blocks(item.blocks, level + 1)
        else:
            yield Mark(block.type, block.start, block.end)


def _box(pen: ImageDraw, kind: str, box: BBox, said: str) -> None:
    red, green, blue = COLOURS[kind]
    x0, top, x1, bottom = (edge * SCALE for edge in box)
    x0, x1 = x0 + LEGEND, max(x1, x0 + 1) + LEGEND
    bottom = max(bottom, top + 1)
    fill = (red, green, blue, 150) if kind == "mention" else (red, green, blue, 28)
    pen.rectangle(
        (x0 - 1, top, x1 + 1, bottom), fill=fill, outline=None if kind == "mention" else (red, green, blue, 200)
    )
    if kind == "redaction":
        pen.line((x0, top, x1, bottom), fill=(red, green, blue, 200))
        pen.line((x0, bottom, x1, top), fill=(red, green, blue, 200))
    if said:
        width = pen.textlength(said)
        pen.rectangle((x0 - width - 5, top, x0 - 1, top + 11), fill=(255, 255, 255, 210))
        pen.text((x0 - width - 3, top), said, fill=(red, green, blue, 255))


def _legend(pen: ImageDraw, number: int, note: Note, used: set[str]) -> None:
    pen.text((10, 8), f"page {number} of {note.source.pages or '?'}", fill=(0, 0, 0, 255))
    for place, (kind, (red, green, blue)) in enumerate(COLOURS.items(), 1):
        top = 8 + ROW * place
        pen.rectangle((10, top, 22, top + 12), fill=(red, green, blue, 60), outline=(red, green, blue, 255))
        pen.text((28, top), kind, fill=(0, 0, 0, 255) if kind in used else (170, 170, 170, 255))
