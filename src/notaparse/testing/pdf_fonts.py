"""Type faces for drawn PDFs: Bitstream Vera, which reportlab brings, and a symbol face like the one of Word's bullets.

Word sets its bullets from a symbol face whose glyphs have code points of the private use area, and so they come out of
extraction: U+F0B7, U+F0A7. Vera has no such face; here one of its glyphs is put at the code point of each bullet that it
lacks. What is drawn is a dot or a circle, what the text layer says is the bullet.
"""

from __future__ import annotations

import functools
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

BODY, BOLD, ITALIC, SYMBOL = "Vera", "VeraBd", "VeraIt", "VeraSymbol"

FOLDER = Path(reportlab.__file__).parent / "fonts"

DRAWN_AS = {"\uf0a7": "¤", "▪": "¤", "■": "¤", "○": "°", "◦": "°", "\uf0d8": "»", "➢": "»", "→": "»", "\uf0fc": "√"}
"""Bullets that are drawn as another glyph than a dot."""


@functools.cache
def registered() -> None:
    """Make the faces known to reportlab, once a process."""
    for name, file in ((BODY, "Vera.ttf"), (BOLD, "VeraBd.ttf"), (ITALIC, "VeraIt.ttf"), (SYMBOL, "VeraBI.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    pdfmetrics.getFont(SYMBOL).face.name = b"SymbolMT"


@functools.cache
def face_of(marker: str) -> str:
    """The face that has the glyph of a list marker; the symbol face gets those that Vera lacks."""
    if len(marker) != 1 or ord(marker) in pdfmetrics.getFont(BODY).face.charToGlyph:
        return BODY
    face, lent = pdfmetrics.getFont(SYMBOL).face, ord(DRAWN_AS.get(marker, "•"))
    face.charToGlyph[ord(marker)] = face.charToGlyph[lent]
    face.charWidths[ord(marker)] = face.charWidths[lent]
    return SYMBOL


def drawable(text: str) -> bool:
    """Whether the faces have a glyph for every sign of a text; bullets are lent one (see ``face_of``)."""
    registered()
    known = pdfmetrics.getFont(BODY).face.charToGlyph
    return all(ord(sign) in known or not (sign.isalnum() or sign.isspace()) for sign in text.replace("\n", ""))


def width_of(text: str, face: str, size: float) -> float:
    """Width of a text in points."""
    width: float = pdfmetrics.stringWidth(text, face, size)
    return width
