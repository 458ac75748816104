"""Bytes → what was printed. One module per source; nothing here knows what a nota is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notaparse.printed import Print

Engine = Literal["pypdfium2", "pdfplumber"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost at most; beyond it ``TooLarge`` is raised."""

    pages: int = 2_000
    characters: int = 20_000_000
    bytes: int = 1_000_000_000


def document(content: bytes, *, name: str | None, engine: Engine, limits: Limits) -> Print:
    """Tell what the bytes are, and read them. Raises ``UnreadableDocument`` where there is nothing to read."""
    raise NotImplementedError


def text(content: str, *, name: str | None, limits: Limits) -> Print:
    """Read text that is decoded already. Raises ``TooLarge``."""
    raise NotImplementedError
