"""Small PDFs for tests: drawn at known places, or written by hand where a drawing library would not do it."""

from __future__ import annotations

import io
import zlib
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from notaparse.printed import GlyphRun, PdfPage
from notaparse.read import Engine, Limits, pdf
from notaparse.testing.pdf_fonts import BODY, BOLD, ITALIC, SYMBOL, face_of, registered

WIDTH, HEIGHT = 595.0, 842.0
ENGINES: tuple[Engine, ...] = ("pypdfium2", "pdfplumber")

Corners = tuple[float, float, float, float]
Colour = tuple[float, float, float]
GREY: Colour = (0.7, 0.7, 0.7)

__all__ = [
    "BODY",
    "BOLD",
    "ENGINES",
    "HEIGHT",
    "ITALIC",
    "SYMBOL",
    "WIDTH",
    "Sheets",
    "byhand",
    "face_of",
    "first",
    "pages",
]


class Sheets:
    """Pages of A4; places are points from the top left, that of a text is the left end of its baseline."""

    def __init__(self, **options: Any) -> None:
        registered()
        self._stream = io.BytesIO()
        self.canvas = Canvas(self._stream, (WIDTH, HEIGHT), pageCompression=0, invariant=True, **options)

    def text(self, x: float, y: float, words: str, *, face: str = BODY, size: float = 9) -> None:
        self.canvas.setFont(face, size)
        self.canvas.drawString(x, HEIGHT - y, words)

    def lines(self, x: float, y: float, words: str, *, face: str = BODY, size: float = 9) -> float:
        """Lines of a text under each other, 12 points apart; gives the height below them."""
        for line in words.splitlines():
            self.text(x, y, line, face=face, size=size)
            y += 12
        return y

    def colour(self, red: float, green: float, blue: float) -> None:
        """Of what is written from here on."""
        self.canvas.setFillColorRGB(red, green, blue)

    def box(
        self, corners: Corners, *, fill: Colour | None = GREY, stroke: Colour | None = None, alpha: float = 1
    ) -> None:
        """A rectangle from its left top to its right bottom corner."""
        x0, top, x1, bottom = corners
        self.canvas.saveState()
        self.canvas.setFillAlpha(alpha)
        if fill is not None:
            self.canvas.setFillColorRGB(*fill)
        if stroke is not None:
            self.canvas.setStrokeColorRGB(*stroke)
        self.canvas.rect(
            x0, HEIGHT - bottom, x1 - x0, bottom - top, fill=int(fill is not None), stroke=int(stroke is not None)
        )
        self.canvas.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def turn(self) -> None:
        """Go on with the next page."""
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self._stream.getvalue()


def byhand(instructions: bytes, *, page: bytes = b"", objects: tuple[bytes, ...] = (), pages: int = 1) -> bytes:
    """A PDF whose pages have these drawing instructions; /F1 is Helvetica, ``objects`` are numbered from 5."""
    kids = b" ".join(b"%d 0 R" % (5 + len(objects) + n) for n in range(pages))
    own = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>"
        + page
        + b">>"
    )
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        stream(instructions),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *objects,
        *[own] * pages,
    ]
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        table,
        len(bodies) + 1,
        len(out),
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def pages(content: bytes, engine: Engine = "pypdfium2") -> tuple[PdfPage, ...]:
    return pdf.pages(content, name="nota.pdf", engine=engine, limits=Limits()).pages


def first(content: bytes, engine: Engine = "pypdfium2") -> tuple[GlyphRun, ...]:
    """The runs of the first page."""
    return pages(content, engine)[0].runs
