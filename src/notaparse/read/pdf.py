"""PDF → pages of glyph runs and boxes, by one of two engines.

An engine is a function that takes the bytes and the limits, and gives the pages; one that it can't load comes as its
number. Annotations (a reader's highlights and notes) are no part of the page.

PDFium is the default: it gives the same Notes as the reference, on all PDFs that the tests hold. CPU time a page, in one
run over 183 pages of nota's (a page: 2,600 characters in 60 runs):

    1.3 ms  PDFium's plain text, for comparison: loading the page and its text
    2.4 ms  the engine on PDFium
     22 ms  the engine on pdfplumber, of which 15 in pdfminer's parser
     67 ms  pdfplumber's own ``chars``; 71 with ``extract_text``
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from notaparse.errors import Damaged, NotaparseError, NoTextLayer, TooLarge
from notaparse.model import Source
from notaparse.printed import PdfPage, Print, ZoneNotice
from notaparse.read import Engine, Limits

Reader = Callable[[bytes, Limits], list[PdfPage | int]]

PICTURE = 0.5
"""Part of a page that pictures cover from which it may be a scan."""
STAMP = 60
"""Characters beside a scan that are no text of it."""
OCR = "run OCR first, for example: ocrmypdf --language nld"


def pages(content: bytes, *, name: str | None, engine: Engine, limits: Limits) -> Print:
    """Read a PDF.

    Raises ``NoTextLayer`` where no page has text, ``Encrypted`` where a password is needed, ``Damaged`` where no page can be
    read, and ``TooLarge``. Single pages without text or beyond repair give the notices ``scanned_page`` and ``damaged_page``.
    """
    try:
        if len(content) > limits.bytes:
            raise TooLarge(f"{len(content)} bytes; the limit is {limits.bytes}")
        found = _reader(engine)(content, limits)
        whole = [page for page in found if isinstance(page, PdfPage)]
        if not whole:
            raise Damaged("no page can be read" if found else "it has no pages")
        scanned = [page.number for page in whole if _scanned(page)]
        if not any(page.runs for page in whole if page.number not in scanned):
            raise NoTextLayer(f"no text on any page; {OCR}", position=_span(whole))
    except NotaparseError as error:
        error.source = error.source or name
        raise
    notices = [
        ZoneNotice("scanned_page", f"page {number} is a picture without text; {OCR}", number) for number in scanned
    ]
    notices += [
        ZoneNotice("damaged_page", f"page {number} can't be read", number)
        for number in found
        if isinstance(number, int)
    ]
    source = Source(
        name=name, media_type="application/pdf", sha256=hashlib.sha256(content).hexdigest(), pages=len(found)
    )
    return Print(source, pages=tuple(whole), notices=tuple(sorted(notices, key=lambda notice: notice.page or 0)))


def _reader(engine: Engine) -> Reader:
    if engine == "pdfplumber":
        from notaparse.read import plumber

        return plumber.read
    from notaparse.read import pdfium

    return pdfium.read


def _scanned(page: PdfPage) -> bool:
    """Whether the page is a picture, apart from a number or stamp that a scanner or an archive put on it."""
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.boxes if box.kind == "image")
    return area > PICTURE * page.width * page.height and sum(len(run.text) for run in page.runs) < STAMP


def _span(pages: list[PdfPage]) -> str:
    return f"pages 1-{pages[-1].number}" if len(pages) > 1 else f"page {pages[0].number}"
