"""Type faces for drawn PDFs: Bitstream Vera, which reportlab brings, and a symbol face like the one of Word's bullets.

Word sets its bullets from a symbol face whose glyphs have code points of the private use area, and so they come out of
extraction: U+F0B7, U+F0A7. Vera has no such face; here one of its glyphs is put at each of these code points.
"""

from __future__ import annotations

import functools
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

BODY, BOLD, ITALIC, SYMBOL = "Vera", "VeraBd", "VeraIt", "VeraSymbol"

SYMBOLS = {0xF0B7: "•", 0xF0A7: "¤", 0xF0D8: "»", 0xF0FC: "√"}
"""Code point of the private use area → the glyph of Vera that is drawn for it."""

SIGNS = {"▪": "•", "■": "•", "●": "•", "○": "°", "◦": "°", "➢": "»", "→": "»"}
"""Bullets that Vera lacks → the glyph that is drawn for them; the text layer has the bullet itself."""


FOLDER = Path(reportlab.__file__).parent / "fonts"


@functools.cache
def registered() -> None:
    """Make the faces known to reportlab, once a process."""
    for name, file in ((BODY, "Vera.ttf"), (BOLD, "VeraBd.ttf"), (ITALIC, "VeraIt.ttf"), (SYMBOL, "VeraBI.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    symbol = pdfmetrics.getFont(SYMBOL).face
    symbol.name = b"SymbolMT"
    for code, sign in (*SYMBOLS.items(), *((ord(bullet), sign) for bullet, sign in SIGNS.items())):
        symbol.charToGlyph[code] = symbol.charToGlyph[ord(sign)]
        symbol.charWidths[code] = symbol.charWidths[ord(sign)]


def face_of(marker: str) -> str:
    """The face that has the glyph of a list marker."""
    return SYMBOL if len(marker) == 1 and (ord(marker) in SYMBOLS or marker in SIGNS) else BODY


def width_of(text: str, face: str, size: float) -> float:
    """Width of a text in points."""
    width: float = pdfmetrics.stringWidth(text, face, size)
    return width
