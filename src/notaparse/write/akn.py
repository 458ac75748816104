"""Akoma Ntoso 3.0: Note → XML → Note."""

from __future__ import annotations

from notaparse.model import Note


def to_akn(note: Note) -> bytes:
    """Write a Note as Akoma Ntoso."""
    raise NotImplementedError


def from_akn(xml: bytes) -> Note:
    """Read a Note from the Akoma Ntoso that ``to_akn`` writes."""
    raise NotImplementedError
