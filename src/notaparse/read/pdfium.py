"""PDF by PDFium, through pypdfium2's raw functions: the fast engine.

A page's characters are not asked for one by one: those of one text object stand together, so bisection finds where each
object ends, and a line costs some ten calls however long it is. Only lines that need it are read glyph by glyph: those
with blanks that PDFium made up, with columns in one text object, or with a box over a part of them.

PDFium may not be used by two threads at once: a lock is held while a document is read.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import itertools
import math
import struct
import threading
from collections.abc import Iterator
from ctypes import addressof
from types import SimpleNamespace
from typing import NamedTuple

from notaparse.errors import Damaged, Encrypted, TooLarge, UnreadableDocument
from notaparse.printed import GlyphRun, PdfPage
from notaparse.read import Limits, bombs
from notaparse.read.glyphs import BLANK, BLANK_AMONG_BLANKS, BREAK, LEAST, USUAL_DESCENT, Face, Glyph, face, stretches
from notaparse.read.pdfium_calls import (
    FILL_STROKE,
    FORCE_BOLD,
    HYPHEN,
    ITALIC,
    PASSWORD,
    SECURITY,
    UNPAINTED,
    Buffers,
    pdfium,
)
from notaparse.read.pdfium_shapes import shapes
from notaparse.read.shapes import Colour, Corners, Covers, box, hull
from notaparse.read.view import PLAIN, View, main_quarter, quarter_of

_LOCK = threading.Lock()

Advances = dict[str, dict[str, float]]
"""Advance of each character in em, by name of the font; learnt from page to page."""

USUAL_BLANK = 0.28
"""Advance in em of a blank that isn't printed."""

_six = struct.Struct("6f").unpack


def read(content: bytes, limits: Limits) -> list[PdfPage | int]:
    """Read all pages; a page that can't be loaded comes as its number. Raises ``Encrypted``, ``Damaged``, ``TooLarge``."""
    bombs.check(content)
    with _LOCK:
        library = pdfium()
        document = library.LoadMemDocument64(content, len(content), None)
        if not document:
            raise _refusal(library.GetLastError())
        try:
            if library.GetSecurityHandlerRevision(document) >= 0:
                bombs.check(_decrypted(content))
            count = library.GetPageCount(document)
            if count > limits.pages:
                raise TooLarge(f"{count} pages; the limit is {limits.pages}")
            pages: list[PdfPage | int] = []
            characters = 0
            advances: Advances = {}
            for index in range(count):
                page = _page(library, document, index, advances)
                pages.append(page or index + 1)
                characters += sum(len(run.text) for run in page.runs) if page else 0
                if characters > limits.characters:
                    raise TooLarge(f"more than {limits.characters} characters", position=f"page {index + 1}")
            return pages
        finally:
            library.CloseDocument(document)


def _refusal(code: int) -> UnreadableDocument:
    if code in {PASSWORD, SECURITY}:
        return Encrypted("a password is needed; the empty one was tried")
    return Damaged("PDFium can't open it")


def _decrypted(content: bytes) -> bytes:
    """The file as it is without encryption; as it came where PDFium can't write it."""
    import pypdfium2

    with contextlib.suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(content)
        plain = io.BytesIO()
        document.save(plain, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        document.close()
        return plain.getvalue()
    return content


def _page(library: SimpleNamespace, document: int, index: int, advances: Advances) -> PdfPage | None:
    page = library.LoadPage(document, index)
    if not page:
        return None
    try:
        if library.Page_CountObjects(page) > bombs.OBJECTS:
            raise TooLarge(f"more than {bombs.OBJECTS} objects", position=f"page {index + 1}")
        textpage = library.Text_LoadPage(page)
        if not textpage:
            return None
        try:
            return _Reader(page, textpage, advances).read(index + 1)
        finally:
            library.Text_ClosePage(textpage)
    finally:
        library.ClosePage(page)


class _Style(NamedTuple):
    """What one text object says of all its glyphs."""

    face: Face
    descent: float
    size: float
    fill: Colour | None
    order: int
    quarter: int | None
    """Which way it runs in the space of the page: see ``quarter_of``."""
    widths: dict[str, float]
    """Advances of its font."""


class _Piece(NamedTuple):
    """Characters ``first`` to ``last`` (inclusive, neither of them blank) of one text object."""

    style: _Style
    first: int
    last: int
    tail: str
    """A blank where blank glyphs follow."""


class _Reader(Buffers):
    """A loaded page and what is known of it so far."""

    def __init__(self, page: int, textpage: int, advances: Advances) -> None:
        super().__init__()
        self.handle = page
        self.textpage = textpage
        self.advances = advances
        self.orders: dict[int, int] = {}
        """Place of each text object in the drawing order."""
        self.styles: dict[int, _Style] = {}
        """By text object."""
        self.fonts: dict[tuple[int, int, bool], tuple[Face, float]] = {}
        """Face and descent of each font, by how it is painted and whether aslant. Only for this page: PDFium frees fonts
        with the last page that uses them, and may give their address to another."""
        self.text = ""
        """The page's characters, each at the index by which PDFium knows it."""
        self.lost: dict[int, list[float]] = {}
        """Where blanks stand that PDFium left out, as it had put in its own already: baseline, rounded → left edges."""

    def read(self, number: int) -> PdfPage:
        """The page, turned so that most of its text stands upright."""
        self.library.GetPageBoundingBox(self.handle, self.float_at)
        left, top, right, bottom = self.floats[:4]
        rotation = self.library.Page_GetRotation(self.handle)
        shaped, self.orders = shapes(self, self.handle)
        self.text = self._characters()
        pieces = self._pieces()
        view = View.of(left, bottom, right, top, rotation)
        if turn := main_quarter(((style.quarter, last - first) for style, first, last, _ in pieces), rotation):
            view = View.of(left, bottom, right, top, rotation - turn)
        boxes = tuple(seen for shape in shaped if (seen := box(shape, view)) is not None)
        blank = self._blank(pieces)
        self._find_lost(view)
        covers = Covers(boxes)
        runs = [run for run in self._runs(pieces, view, blank, covers) if view.sees(*run[1:5])]
        runs.sort(key=_order)
        return PdfPage(number, view.width, view.height, tuple(runs), boxes, blank, self.advances)

    def _characters(self) -> str:
        """The page's characters, so that each stands at the index by which PDFium knows it."""
        library = self.library
        count = library.Text_CountChars(self.textpage)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        library.Text_GetText(self.textpage, 0, count, addressof(buffer))
        text = buffer.raw.decode("utf-16-le", "replace")[:-1]
        if len(text) != count or "\0" in text or "\ufffd" in text:
            # Some have no place in PDFium's own text, or more than one.
            text = "".join(_character(library.Text_GetUnicode(self.textpage, index)) for index in range(count))
        return text.replace(HYPHEN, "-")

    def _pieces(self) -> list[_Piece]:
        """What each text object prints, in reading order as PDFium sees it."""
        object_of, textpage, text, styles = self.library.Text_GetTextObject, self.textpage, self.text, self.styles
        pieces: list[_Piece] = []
        index, size = 0, len(text)
        while index < size:
            element = object_of(textpage, index)
            if element is None:  # PDFium's own blanks and line ends
                index += 1
                continue
            end = self._end(element, index)
            printed = text[index:end]
            inked = printed.rstrip()
            if inked:
                first = index if inked[0] != " " else index + printed.index(inked.lstrip()[0])
                last = index + len(inked) - 1
                tail = " " if last + 1 < end else ""
                style = styles.get(element) or self._style(element, first)
                pieces.append(_Piece(style, first, last, tail))
            elif pieces:
                pieces[-1] = pieces[-1]._replace(tail=" ")
            index = end
        return pieces

    def _blank(self, pieces: list[_Piece]) -> float:
        """Gap that stands for a blank on this page: wide where it prints blanks as glyphs, as its first fifty show."""
        inside = (at for piece in pieces for at in self._blanks(piece.first, piece.last))
        sample = [self.library.Text_IsGenerated(self.textpage, at) for at in itertools.islice(inside, 50)]
        return BLANK_AMONG_BLANKS if sum(sample) * 2 < len(sample) else BLANK

    def _blanks(self, first: int, last: int) -> Iterator[int]:
        at = self.text.find(" ", first, last)
        while at >= 0:
            yield at
            at = self.text.find(" ", at + 1, last)

    def _end(self, element: int, start: int) -> int:
        """Where the characters of a text object end that begin at ``start``."""
        object_of, textpage = self.library.Text_GetTextObject, self.textpage
        low = start + 1  # all before it are the element's
        high = self.text.find("\r", start)
        if high < 0:
            high = len(self.text)
        while high > low and object_of(textpage, high - 1) is None:
            high -= 1
        if object_of(textpage, high - 1) == element:
            return high
        while low < high:
            middle = probe = (low + high) // 2
            found = object_of(textpage, probe)
            while found is None and probe + 1 < high:
                probe += 1
                found = object_of(textpage, probe)
            if found == element:
                low = probe + 1
            else:
                high = middle
        return low

    def _find_lost(self, view: View) -> None:
        """Text objects of which PDFium gives no character are blanks between words that it had told apart by their gap."""
        for element in self.orders.keys() - self.styles.keys():
            left, bottom, _, _ = self.bounds(element, None)
            x, y = view.point(left, bottom)
            self.lost.setdefault(round(y), []).append(x)

    def _style(self, element: int, index: int) -> _Style:
        """What a text object says of its glyphs; ``index`` is one of them."""
        library = self.library
        library.Text_GetMatrix(self.textpage, index, self.float_at)
        a, b, c, d, _, _ = _six(self.floats)
        mode = library.TextObj_GetTextRenderMode(element)
        key = library.TextObj_GetFont(element) or 0, mode, bool(c)
        known = self.fonts.get(key)
        if known is None:
            known = self._font(key[0], bold=mode == FILL_STROKE, slanted=abs(c) > 0.1 * abs(d) > 0)
            self.fonts[key] = known
        style = self.styles[element] = _Style(
            *known,
            max(library.Text_GetFontSize(self.textpage, index) * (math.hypot(c, d) if c else abs(d)), LEAST),
            None if mode in UNPAINTED else self.colour(library.PageObj_GetFillColor, element),
            self.orders.get(element, 0),
            quarter_of(a, -b),
            self.advances.setdefault(known[0].name, {}),
        )
        return style

    def _font(self, font: int, *, bold: bool, slanted: bool) -> tuple[Face, float]:
        library = self.library
        name = ctypes.create_string_buffer(256)
        library.Font_GetBaseFontName(font, addressof(name), 256)
        named = face(name.value.decode("utf-8", "replace"))
        flags = max(library.Font_GetFlags(font), 0)
        named = Face(
            named.name,
            bold or named.bold or bool(flags & FORCE_BOLD),
            slanted or named.italic or bool(flags & ITALIC),
        )
        descent = self.floats[0] if library.Font_GetDescent(font, 1.0, self.float_at) else 0.0
        return named, descent if -0.5 < descent < 0 else USUAL_DESCENT

    def _runs(self, pieces: list[_Piece], view: View, blank: float, covers: Covers) -> Iterator[GlyphRun]:
        """The runs of the pieces: one each, unless there are columns in it or a box covers a part."""
        library, textpage, page_text = self.library, self.textpage, self.text
        origin_of, box_of = library.Text_GetCharOrigin, library.Text_GetLooseCharBox
        doubles, double_at, second_at = self.doubles, self.double_at, self.double_at + 8
        floats, float_at = self.floats, self.float_at
        plain = view.a == 1
        upright = -view.quarter % 4
        for piece in pieces:
            style, first, last, tail = piece
            (name, bold, italic), descent, size, fill, order, quarter, widths = style
            if quarter != upright:
                yield self._turned(piece, view)
                continue
            origin_of(textpage, first, double_at, second_at)
            if plain:
                x0, baseline = doubles[0] + view.e, view.f - doubles[1]
                box_of(textpage, last, float_at)
                x1 = floats[2] + view.e
            else:
                _, baseline = view.point(*doubles[:2])
                x0, _ = self._advance(first, view)
                _, x1 = self._advance(last, view)
            bottom = baseline - descent * size
            text = page_text[first : last + 1]
            try:
                slack = (x1 - x0) / size - sum(map(widths.__getitem__, text))
            except KeyError:
                slack = self._slack(style, first, text, x1 - x0)
            cuts = covers.cuts(x0, x1, baseline - size / 4) if covers else None
            blanks = text.count(" ")
            invented = self._invented(first, last) if blanks and (slack < -0.04 or blanks * 3 > len(text)) else None
            if cuts or invented or slack > BREAK / 2 or "   " in text:
                glyphs = [
                    Glyph(page_text[index], *self._advance(index, view))
                    for index in range(first, last + 1)
                    if not invented or index not in invented
                ]
                *parts, final = stretches(glyphs, size, blank=blank, cuts=cuts or ())
                for part in parts:
                    yield GlyphRun(
                        part.text, glyphs[part.first].x0, bottom - size, glyphs[part.last].x1, bottom, baseline,
                        name, size, bold, italic, fill, order, True,
                    )  # fmt: skip
                x0, text = glyphs[final.first].x0, final.text
            if tail or (self.lost and self._lost_after(x1, baseline)):
                text += " "
            yield GlyphRun(text, x0, bottom - size, x1, bottom, baseline, name, size, bold, italic, fill, order, True)

    def _lost_after(self, x: float, baseline: float) -> bool:
        row = round(baseline)
        return any(abs(left - x) < 1 for height in (row - 1, row, row + 1) for left in self.lost.get(height, ()))

    def _slack(self, style: _Style, first: int, text: str, extent: float) -> float:
        """How much longer a piece is than its characters, in em: gaps make it longer, invented blanks shorter."""
        size = style.size
        for index, character in enumerate(text, first):
            if character not in style.widths and not self.library.Text_IsGenerated(self.textpage, index):
                left, right = self._advance(index, PLAIN)
                style.widths[character] = (right - left) / size
        return extent / size - sum(style.widths.get(character, USUAL_BLANK) for character in text)

    def _invented(self, first: int, last: int) -> frozenset[int]:
        """Where PDFium put in a blank that isn't printed."""
        return frozenset(at for at in self._blanks(first, last) if self.library.Text_IsGenerated(self.textpage, at))

    def _advance(self, index: int, view: View) -> tuple[float, float]:
        """Left and right of a glyph with its side bearings; on a turned page of its ink, all that PDFium knows there."""
        if view.a == 1:
            self.library.Text_GetCharOrigin(self.textpage, index, self.double_at, self.double_at + 8)
            self.library.Text_GetLooseCharBox(self.textpage, index, self.float_at)
            return self.doubles[0] + view.e, self.floats[2] + view.e
        left, _, right, _ = view.rectangle(*self._ink(index))
        return left, right

    def _ink(self, index: int) -> Corners:
        at = self.double_at
        self.library.Text_GetCharBox(self.textpage, index, at, at + 8, at + 16, at + 24)
        left, right, bottom, top = self.doubles
        return left, bottom, right, top

    def _turned(self, piece: _Piece, view: View) -> GlyphRun:
        """A run that doesn't stand upright, with the box around its ink."""
        style = piece.style
        corners = [self._ink(index) for index in (piece.first, piece.last)]
        left, top, right, bottom = view.rectangle(
            *hull(point for x0, y0, x1, y1 in corners for point in ((x0, y0), (x1, y1)))
        )
        return GlyphRun(
            self.text[piece.first : piece.last + 1] + piece.tail, left, top, right, bottom, bottom, style.face.name,
            style.size, style.face.bold, style.face.italic, style.fill, style.order, False,
        )  # fmt: skip


def _character(code: int) -> str:
    """A code point as PDFium gives it; a blank for those that no text can hold."""
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def _order(run: GlyphRun) -> int:
    return run.order
