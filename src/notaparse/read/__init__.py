"""Bytes → what was printed. One module per source; nothing here knows what a nota is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notaparse.errors import TooLarge
from notaparse.printed import Print

Engine = Literal["pypdfium2", "pdfplumber"]

_PDF_WINDOW = 1024
"""Readers of PDF look for its signature in the first 1,024 bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost at most; beyond it ``TooLarge`` is raised."""

    pages: int = 2_000
    characters: int = 20_000_000
    bytes: int = 1_000_000_000


def document(content: bytes, *, name: str | None, engine: Engine, limits: Limits) -> Print:
    """Tell what the bytes are, and read them. Raises ``UnreadableDocument`` where there is nothing to read."""
    if len(content) > limits.bytes:
        raise TooLarge(f"{len(content)} bytes; the limit is {limits.bytes}", source=name)
    if b"%PDF-" in content[:_PDF_WINDOW]:
        from notaparse.read import pdf  # on demand: its engines are heavy

        return pdf.pages(content, name=name, engine=engine, limits=limits)
    from notaparse.read.text import of_bytes

    return of_bytes(content, name=name, limit=limits.characters)


def decoded(content: str, *, name: str | None, limits: Limits) -> Print:
    """Read text that is decoded already. Raises ``TooLarge``."""
    from notaparse.read.text import of_text

    return of_text(content, name=name, limit=limits.characters)
