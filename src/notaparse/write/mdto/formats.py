"""Which PRONOM format a file is in, from its first bytes and, for PDF/A, from what its metadata says."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from notaparse.write import tooi

HEAD: Final = 1024
"""Bytes in which the header of a PDF must stand."""

TAIL: Final = 512
"""Bytes of a piece that are looked at again with the next: a claim of PDF/A is shorter."""

_HEADER = re.compile(rb"%PDF-([0-9]\.[0-9])")
_PDFA = re.compile(
    rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*([123])\b.{0,200}?pdfaid:conformance(?:>|\s*=\s*[\"'])\s*([ABUabu])", re.DOTALL
)

_PDF: Final = {
    **{b"1.%d" % minor: f"fmt/{14 + minor}" for minor in range(7)},
    b"1.7": "fmt/276",
    b"2.0": "fmt/1129",
}
_PDF_A: Final = {
    (b"1", b"a"): "fmt/95",
    (b"1", b"b"): "fmt/354",
    (b"2", b"a"): "fmt/476",
    (b"2", b"b"): "fmt/477",
    (b"2", b"u"): "fmt/478",
    (b"3", b"a"): "fmt/479",
    (b"3", b"b"): "fmt/480",
    (b"3", b"u"): "fmt/481",
}
_MEDIA_TYPES: Final = {
    "text/plain": "x-fmt/111",
    "application/json": "fmt/817",
    "application/xml": "fmt/101",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "fmt/412",
}

SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Media type → suffix for a document that came without a name."""


class Content:
    """What must be known of a file's bytes, as they pass by piece by piece."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._head = b""
        self._tail = b""
        self._claim: tuple[bytes, bytes] | None = None
        self.size = 0

    def update(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._hash.update(piece)
        self.size += len(piece)
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]
        if self._claim is None:
            seen = self._tail + piece
            if found := _PDFA.search(seen):
                self._claim = (found[1], found[2].lower())
            self._tail = seen[-TAIL:]

    @property
    def sha256(self) -> str:
        """Hash of all bytes so far."""
        return self._hash.hexdigest()

    def format(self, media_type: str) -> tooi.Term | None:
        """Format in the PRONOM register; None where it isn't told by the bytes and the media type."""
        if header := _HEADER.search(self._head):
            code = (self._claim and _PDF_A.get(self._claim)) or _PDF.get(header[1])
        else:
            code = _MEDIA_TYPES.get(media_type)
        return tooi.find("pronom", code)
