"""PDFium's functions with bare pointers, and the buffers into which they write.

pypdfium2's typed functions take 0.8 µs a call, of which these leave 0.25.
"""

from __future__ import annotations

import ctypes
import functools
from ctypes import PYFUNCTYPE, addressof, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from types import SimpleNamespace
from typing import Any

from notaparse.read.shapes import Colour, Corners, hull
from notaparse.read.view import IDENTITY, Matrix, applied

_SIGNATURES: dict[str, tuple[Any, ...]] = {  # result, arguments
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetSecurityHandlerRevision": (c_int, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, c_void_p),
    "FPDFPage_GetRotation": (c_int, c_void_p),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, c_void_p),
    "FPDFPageObj_GetFillColor": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFPageObj_GetStrokeColor": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFPageObj_HasTransparency": (c_int, c_void_p),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFPath_GetDrawMode": (c_int, c_void_p, c_void_p, c_void_p),
    "FPDFPath_CountSegments": (c_int, c_void_p),
    "FPDFPath_GetPathSegment": (c_void_p, c_void_p, c_int),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, c_void_p, c_void_p),
    "FPDFPathSegment_GetType": (c_int, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, c_void_p),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
    "FPDFText_IsGenerated": (c_int, c_void_p, c_int),
    "FPDFText_GetFontSize": (c_double, c_void_p, c_int),
    "FPDFText_GetMatrix": (c_int, c_void_p, c_int, c_void_p),
    "FPDFText_GetCharOrigin": (c_int, c_void_p, c_int, c_void_p, c_void_p),
    "FPDFText_GetLooseCharBox": (c_int, c_void_p, c_int, c_void_p),
    "FPDFText_GetCharBox": (c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFTextObj_GetTextRenderMode": (c_int, c_void_p),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFFont_GetBaseFontName": (c_size_t, c_void_p, c_void_p, c_size_t),
    "FPDFFont_GetFlags": (c_int, c_void_p),
    "FPDFFont_GetDescent": (c_int, c_void_p, c_float, c_void_p),
}
_SLOW = frozenset({"FPDF_LoadMemDocument64", "FPDF_LoadPage", "FPDFText_LoadPage"})
"""Calls that take long enough to let other threads run meanwhile."""

# Numbers of PDFium's public headers.
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
MOVE_TO = 2
FILL_STROKE = 2
UNPAINTED = frozenset({3, 7})  # invisible, clipping only
ITALIC, FORCE_BOLD = 1 << 6, 1 << 18
PASSWORD, SECURITY = 4, 5
HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at a line's end."""

OPAQUE = 250
"""Alpha, of 255, from which nothing shines through."""


@functools.cache
def pdfium() -> SimpleNamespace:
    """The functions by name without prefix (``Text_GetTextObject``), taking and giving bare pointers."""
    import pypdfium2  # noqa: F401 - initialises PDFium
    from pypdfium2 import raw

    functions = {}
    for name, (result, *arguments) in _SIGNATURES.items():
        prototype = (ctypes.CFUNCTYPE if name in _SLOW else PYFUNCTYPE)(result, *arguments)
        functions[name.removeprefix("FPDF").removeprefix("_")] = prototype(
            cast(getattr(raw, name), c_void_p).value or 0
        )
    return SimpleNamespace(**functions)


class Buffers:
    """Where PDFium writes what has more than one number, and what is asked that way of text and shapes alike."""

    def __init__(self) -> None:
        self.library = pdfium()
        self.floats = (c_float * 6)()
        self.float_at = addressof(self.floats)
        self.doubles = (c_double * 4)()
        self.double_at = addressof(self.doubles)
        self.channels = (c_uint * 4)()
        self.channel_at = addressof(self.channels)

    def bounds(self, element: int, matrix: Matrix | None) -> Corners:
        """The rectangle of an object, in the space of the page; ``matrix`` is that of the forms around it."""
        at = self.float_at
        self.library.PageObj_GetBounds(element, at, at + 4, at + 8, at + 12)
        left, bottom, right, top = self.floats[:4]
        if matrix is None:
            return left, bottom, right, top
        return hull(applied(matrix, x, y) for x in (left, right) for y in (bottom, top))

    def matrix(self, element: int) -> Matrix:
        """The matrix of an object."""
        if not self.library.PageObj_GetMatrix(element, self.float_at):
            return IDENTITY
        a, b, c, d, e, f = self.floats
        return a, b, c, d, e, f

    def colour(self, ask: Any, element: int) -> Colour | None:
        """Colour of a fill or stroke; black for a pattern; None where one sees through it."""
        at = self.channel_at
        if not ask(element, at, at + 4, at + 8, at + 12):
            return 0, 0, 0
        red, green, blue, alpha = self.channels
        return (red, green, blue) if alpha >= OPAQUE else None
