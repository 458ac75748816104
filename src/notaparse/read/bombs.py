"""Small files that unfold into more than a machine can hold: found before an engine unfolds them.

Engines can't be stopped once they decode a stream or follow forms within forms. So streams that may hold drawing
instructions are unfolded here first, as far as the limit, and forms are counted as often as they would be drawn.
"""

from __future__ import annotations

import functools
import io
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from notaparse.errors import TooLarge

INSTRUCTIONS = 4_000_000
"""Bytes of drawing instructions that a stream may unfold to. Those of a page of text are some 30,000."""
DATA = 100_000_000
"""Bytes that a font or a table of objects may unfold to."""
FORMS = 20_000
"""Forms that a document may draw, counting each time that one is drawn."""
OBJECTS = 100_000
"""Objects that a page may draw. Engines check this."""

_RATIOS = {b"Flate": 1032, b"LZW": 2731, b"RunLength": 64, b"ASCII85": 4, b"ASCIIHex": 1}
"""How much more a filter yields than it takes, at most."""
_FILTER = re.compile(rb"/(Flate|LZW|RunLength|ASCII85|ASCIIHex)Decode\b")
_DO = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DATA = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b|/Type\s*/(?:XRef|ObjStm)\b")


class _Stream(NamedTuple):
    head: bytes
    """Its dictionary."""
    data: bytes


def check(content: bytes) -> None:
    """Raise ``TooLarge`` for a PDF that unfolds into too much."""
    nested = False
    for stream in _streams(content):
        is_form = _FORM.search(stream.head) is not None
        if _IMAGE.search(stream.head):
            continue
        limit = DATA if _DATA.search(stream.head) else INSTRUCTIONS
        filters = _FILTER.findall(stream.head)
        if len(stream.data) * math.prod(_RATIOS[name] for name in filters) <= limit and not is_form:
            continue
        unfolded = _unfolded(stream.data, filters, limit)
        nested |= is_form and len(_DO.findall(unfolded)) > 1
    if nested and _drawn_forms(content) > FORMS:
        raise TooLarge(f"it draws more than {FORMS} forms, within each other")


def _streams(content: bytes) -> Iterator[_Stream]:
    at = content.find(b"stream")
    while at >= 0:
        start = at + 6
        if content[at - 3 : at] != b"end" and content[start : start + 1] in b"\r\n":
            head = content[max(0, at - 2000) : at]
            end = content.find(b"endstream", start)
            start += 2 if content[start : start + 2] == b"\r\n" else 1
            yield _Stream(head[head.rfind(b"obj") + 3 :], content[start : len(content) if end < 0 else end])
            start = len(content) if end < 0 else end + 9
        at = content.find(b"stream", start)


def _unfolded(data: bytes, filters: list[bytes], limit: int) -> bytes:
    """What a stream unfolds to; b"" where it is damaged or encrypted. Raises ``TooLarge`` beyond the limit."""
    size = len(data)
    for name in filters:
        try:
            data = _undone(name, data, limit)
        except Exception:  # noqa: BLE001  # the engine sees what it makes of it
            return b""
        if len(data) > limit:
            raise TooLarge(f"a stream of {size} bytes unfolds to more than {limit}")
    return data


def _undone(name: bytes, data: bytes, limit: int) -> bytes:
    """One filter undone, as far as a little beyond the limit."""
    if name == b"Flate":
        return zlib.decompressobj().decompress(data, limit + 1)
    if name == b"LZW":
        from pdfminer.lzw import LZWDecoder

        parts, size = [], 0
        for part in LZWDecoder(io.BytesIO(data)).run():
            parts.append(part)
            size += len(part)
            if size > limit:
                break
        return b"".join(parts)
    if name == b"RunLength":
        return _run_lengths(data)
    from pdfminer.ascii85 import ascii85decode, asciihexdecode

    return ascii85decode(data) if name == b"ASCII85" else asciihexdecode(data)


def _run_lengths(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while at < len(data) and (length := data[at]) != 128:
        repeated = length > 128
        parts.append(data[at + 1 : at + 2] * (257 - length) if repeated else data[at + 1 : at + 2 + length])
        at += 2 if repeated else length + 2
    return b"".join(parts)


def _drawn_forms(content: bytes) -> int:
    """Forms that the pages draw, followed one by one; a form within a form counts as often as it is drawn."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1

    document = PDFDocument(PDFParser(io.BytesIO(content)))

    @functools.cache
    def times(number: int) -> int:
        form: Any = document.getobj(number)
        return 1 + inside(form.get_data(), form.get("Resources")) if _is_form(form) else 0

    def inside(instructions: bytes, resources: Any) -> int:
        objects = dict_value(dict_value(resources).get("XObject")) if resources else {}
        total = 0
        for name in _DO.findall(instructions):
            reference = objects.get(name.decode("latin-1"))
            if isinstance(reference, PDFObjRef) and _is_form(reference.resolve()):
                total += times(reference.objid)
            if total > FORMS:
                return total
        return total

    try:
        return sum(
            inside(b"\n".join(resolve1(part).get_data() for part in list_value(page.contents)), page.resources)
            for page in PDFPage.create_pages(document)
        )
    except RecursionError:
        return FORMS + 1
    except Exception:  # noqa: BLE001  # pdfminer raises whatever a damaged file leads it to; then the bound stands
        return FORMS + 1


def _is_form(value: Any) -> bool:
    return getattr(value, "attrs", {}).get("Subtype") is not None and value.attrs["Subtype"].name == "Form"
