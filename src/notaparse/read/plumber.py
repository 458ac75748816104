"""PDF by pdfplumber: the reference engine, with which the fast one is compared.

pdfplumber opens the document; of its pages only pdfminer's interpreter is used, with a device of our own that takes glyphs
as they come. (pdfplumber's own makes a dictionary with some thirty entries of each glyph.)
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from notaparse.errors import Damaged, Encrypted, NotaparseError, TooLarge
from notaparse.printed import PdfPage
from notaparse.read import Limits, bombs
from notaparse.read.glyphs import BLANK, BLANK_AMONG_BLANKS, LEAST, USUAL_DESCENT, Face, face
from notaparse.read.plumber_runs import Piece, runs_of, shifted
from notaparse.read.shapes import DRAWING, Colour, Covers, Shape, box, hull, is_coloured
from notaparse.read.view import IDENTITY, Matrix, View, applied, main_quarter, multiply, quarter_of

_ITALIC, _FORCE_BOLD, _SYMBOLIC = 1 << 6, 1 << 18, 1 << 2
_FILL_STROKE = 2
_UNPAINTED = frozenset({3, 7})


def read(content: bytes, limits: Limits) -> list[PdfPage | int]:
    """Read all pages; a page that can't be followed comes as its number. Raises ``Encrypted``, ``Damaged``, ``TooLarge``."""
    bombs.check(content)
    try:
        document = PDF.open(io.BytesIO(content))
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to
        raise _refusal(error) from error
    pages: list[PdfPage | int] = []
    characters = 0
    try:
        for number, page in enumerate(_pages(document), 1):
            if number > limits.pages:
                raise TooLarge(f"more than {limits.pages} pages")
            try:
                found = _Device(document).read(page, number, limits.characters - characters)
            except NotaparseError:
                raise
            except Exception:  # noqa: BLE001  # as above: one bad page must not take the others along
                pages.append(number)
                continue
            characters += sum(len(run.text) for run in found.runs)
            pages.append(found)
    finally:
        document.stream.close()
    return pages


def _pages(document: PDF) -> Iterator[Any]:
    """The pages as far as the page tree can be followed."""
    try:
        yield from (page.page_obj for page in document.pages)
    except NotaparseError:
        raise
    except Exception as error:
        raise Damaged("pdfplumber can't follow its pages") from error


def _refusal(error: Exception) -> NotaparseError:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
        return Encrypted("a password is needed; the empty one was tried")
    return Damaged("pdfplumber can't open it")


class _Interpreter(PDFPageInterpreter):
    """Knows what pdfminer's does not: whether paint can be seen through, and where the page goes on after a form."""

    device: _Device

    def do_q(self) -> None:
        super().do_q()
        self.device.clear.append(self.device.clear[-1])

    def do_Q(self) -> None:  # noqa: N802  # pdfminer's name
        super().do_Q()
        if len(self.device.clear) > 1:
            self.device.clear.pop()

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState", {})) if self.resources else {}
        state = dict_value(states.get(literal_name(name), {}))
        if "ca" in state or "BM" in state:
            blend = resolve1(state.get("BM"))
            blend = resolve1(blend[0]) if isinstance(blend, list) and blend else blend
            normal = blend is None or literal_name(blend) in {"Normal", "Compatible"}
            alpha = resolve1(state.get("ca", 1))
            self.device.clear[-1] = not normal or (isinstance(alpha, (int, float)) and alpha < 1)

    def do_Do(self, name: Any) -> None:  # noqa: N802  # as above
        device, depth, grouped = self.device, len(self.device.clear), self.device.grouped
        device.count_form()
        form = resolve1(self.xobjmap.get(literal_name(name)))
        device.grouped = grouped or (isinstance(form, PDFStream) and "Group" in form)
        super().do_Do(name)
        device.grouped = grouped
        del device.clear[depth:]
        device.set_ctm(self.ctm)


class _Device(PDFTextDevice):
    """Takes what a page draws."""

    def __init__(self, document: PDF) -> None:
        super().__init__(document.rsrcmgr)
        self.pieces: list[Piece] = []
        self.shapes: list[Shape] = []
        self.fonts: dict[tuple[int, int, bool], tuple[Face, float]] = {}
        self.advances: dict[str, dict[str, float]] = {}
        self.codes: dict[int, dict[int, tuple[str, float]]] = {}
        """Text and advance of each code, by font."""
        self.clear = [False]
        """Whether paint can be seen through, for each state that is saved."""
        self.grouped = False
        """Whether we are in a form that is blended with the page as one."""
        self.order = 0
        self.forms = 0
        self.characters = 0
        self.limit = 0

    def read(self, page: Any, number: int, limit: int) -> PdfPage:
        """Follow a page. Raises what pdfminer raises, and ``TooLarge`` beyond ``limit`` characters."""
        self.limit = limit
        interpreter = _Interpreter(self.rsrcmgr, self)
        interpreter.render_contents(page.resources, page.contents, ctm=IDENTITY)
        left, bottom, right, top = _crop(page)
        rotation = int(page.rotate) // 90 % 4
        view = View.of(left, bottom, right, top, rotation)
        if turn := main_quarter(((piece.quarter, len(piece.glyphs)) for piece in self.pieces), rotation):
            view = View.of(left, bottom, right, top, rotation - turn)
        boxes = tuple(seen for shape in self.shapes if (seen := box(shape, view)) is not None)
        blanks = sum(piece.glyphs.count(" ") for piece in self.pieces)
        blank = BLANK_AMONG_BLANKS if blanks * 30 > self.characters else BLANK
        covers = Covers(boxes)
        runs = [run for run in runs_of(self.pieces, view, blank, covers) if view.sees(*run[1:5])]
        return PdfPage(number, view.width, view.height, tuple(runs), boxes, blank, self.advances)

    # ---- what pdfminer calls ------------------------------------------------------------------------------------------
    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        del ncs
        font: PDFFont = textstate.font
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * scaling
        matrix = multiply(textstate.matrix, self.ctm or IDENTITY)
        x, y = textstate.linematrix
        glyphs: list[str] = []
        lefts: list[float] = []
        rights: list[float] = []
        moved = bool(charspace or wordspace)
        pending = False
        known = self._font(font, textstate.render, matrix)
        advances = self.advances.setdefault(known[0].name, {})
        codes = self.codes.setdefault(id(font), {})
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * 0.001 * size * scaling
                moved |= part < -100
                pending = True
                continue
            for cid in font.decode(part):
                if pending:
                    x += charspace
                code = codes.get(cid)
                if code is None:
                    code = codes[cid] = _text(font, cid), font.char_width(cid) * scaling
                    advances.setdefault(*code)
                text, width = code
                glyphs.append(text)
                lefts.append(x)
                x += width * size
                rights.append(x)
                if cid == 32 and wordspace:
                    x += wordspace
                pending = True
        textstate.linematrix = x, y
        order = self.count()
        self.characters += len(glyphs)
        if self.characters > self.limit:
            raise TooLarge("more characters than the limit allows")
        a, b, c, d, _, _ = matrix
        fill = None if textstate.render in _UNPAINTED else _colour(graphicstate.ncolor)
        height = max(abs(size) * math.hypot(c, d), LEAST)
        self.pieces.append(
            Piece(
                glyphs,
                lefts,
                rights,
                moved,
                shifted(matrix, y),
                textstate.rise,
                *known,
                height,
                fill,
                order,
                quarter_of(a, -b),
            )
        )

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: FBT001  # pdfminer's signature
        del evenodd
        order = self.count()
        ctm = self.ctm or IDENTITY
        inner = _colour(graphicstate.ncolor) if fill and not self.clear[-1] else None
        if inner is not None and self.grouped and is_coloured(inner):
            inner = None  # a highlight
        outer = _colour(graphicstate.scolor) if stroke else None
        half = float(graphicstate.linewidth or 0) * math.hypot(ctm[0], ctm[1]) / 2 if stroke else 0.0
        parts: list[list[tuple[float, float]]] = []
        for operator, *numbers in path:
            if operator == "m" and (len(path) <= DRAWING or not parts):
                parts.append([])
            if parts:
                parts[-1] += [applied(ctm, *numbers[n : n + 2]) for n in range(0, len(numbers) - 1, 2)]
        for part in parts:
            if part:
                x0, y0, x1, y1 = hull(part)
                self.shapes.append(Shape((x0 - half, y0 - half, x1 + half, y1 + half), inner, outer, order))

    def render_image(self, name: str, stream: Any) -> None:
        del name, stream
        order = self.count()
        corners = hull(applied(self.ctm or IDENTITY, x, y) for x in (0, 1) for y in (0, 1))
        self.shapes.append(Shape(corners, None, None, order, image=True))

    def count_form(self) -> None:
        self.forms += 1
        if self.forms > bombs.FORMS:
            raise TooLarge(f"a page draws more than {bombs.FORMS} forms")

    def count(self) -> int:
        """Place of the next thing that is drawn."""
        self.order += 1
        if self.order > bombs.OBJECTS:
            raise TooLarge(f"a page draws more than {bombs.OBJECTS} objects")
        return self.order

    # ---- what we make of it -------------------------------------------------------------------------------------------
    def _font(self, font: PDFFont, mode: int, matrix: Matrix) -> tuple[Face, float]:
        key = id(font), mode, bool(matrix[2])
        known = self.fonts.get(key)
        if known is None:
            name = getattr(font, "basefont", None) or font.fontname
            named = face(name if isinstance(name, str) else name.decode("latin-1"))
            flags = int(font.flags)
            slanted = abs(matrix[2]) > 0.1 * abs(matrix[3]) > 0
            named = Face(
                named.name,
                mode == _FILL_STROKE or named.bold or bool(flags & _FORCE_BOLD),
                slanted or named.italic or bool(flags & _ITALIC),
            )
            descent = font.get_descent()
            known = self.fonts[key] = named, descent if -0.5 < descent < 0 else USUAL_DESCENT
        return known


def _text(font: PDFFont, cid: int) -> str:
    try:
        text = font.to_unichr(cid) or " "
        return (
            unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text
        )  # ligatures, as PDFium does
    except PDFUnicodeNotDefined:
        flags = int(font.flags)
        return chr(0xF000 + cid) if flags & _SYMBOLIC and cid < 256 else "\ufffd"


def _colour(colour: Any) -> Colour:
    """Red, green and blue of a colour in whatever space; black for a pattern."""
    numbers = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(number, (int, float)) for number in numbers):
        return 0, 0, 0
    match [min(max(float(number), 0.0), 1.0) for number in numbers]:
        case [gray]:
            red = green = blue = gray
        case [red, green, blue]:
            pass
        case [cyan, magenta, yellow, black]:
            red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
        case _:
            return 0, 0, 0
    return round(red * 255), round(green * 255), round(blue * 255)


def _crop(page: Any) -> tuple[float, float, float, float]:
    """The crop box as far as it lies in the media box."""
    media, crop = _ordered(page.mediabox), _ordered(page.cropbox or page.mediabox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _ordered(corners: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(number) for number in corners)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
