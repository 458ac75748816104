"""Text → printed lines, with the offset that each had in the decoded source.

Bytes are decoded as UTF-8 (with or without BOM), UTF-16 and UTF-32 with BOM, Windows-1252 where the bytes read as Dutch
in it, and what charset-normalizer says for the rest. Offsets count code points of the decoded text without its BOM. A
lone surrogate, which no encoding can hold, is read as U+FFFD.
"""

from __future__ import annotations

import codecs
import hashlib
import re

from notaparse.errors import NotADocument, TooLarge
from notaparse.model import Source
from notaparse.printed import Print, TextLine, ZoneNotice

BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""What ends a line; a form feed ends the page too."""

_RARE_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16: its little-endian mark opens with the other's."""

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an office document (DOCX, ODT, XLSX); convert it to PDF or text first"),
    (b"\xd0\xcf\x11\xe0", "an office document of before 2007 (DOC, XLS, MSG); convert it to PDF or text first"),
    (b"{\\rtf", "an RTF document; convert it to PDF or text first"),
    (b"\x89PNG", "a picture (PNG); OCR must come first"),
    (b"\xff\xd8\xff", "a picture (JPEG); OCR must come first"),
    (b"GIF8", "a picture (GIF); OCR must come first"),
    (b"II*\x00", "a picture (TIFF); OCR must come first"),
    (b"MM\x00*", "a picture (TIFF); OCR must come first"),
    (b"\x1f\x8b", "a gzip archive"),
)

_SAMPLE = 65_536
"""Bytes that are looked at to tell text from what isn't, and one encoding from another."""

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")

_DUTCH_CP1252 = frozenset("éëèêïíöóôüúûàáâäçñÉËÈÏÖÜÀÁÇßØøÅåÆæ€‘’“”‚„–—…•·§°±²³½¼´¨«»\xa0\xad™®©†")
"""Signs outside ASCII that Dutch text in Windows-1252 has; other encodings read as it give others."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(content: bytes, *, name: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ``NotADocument`` for bytes that are no text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            try:
                return content[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError:
                break  # looks like a mark, but isn't one
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise NotADocument(f"is {what}", source=name)
    sample = content[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 20:
        raise NotADocument("holds too many control characters to be text", source=name)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    high = [sign for sign in sample.decode("cp1252", "replace") if sign >= "\x80"]
    if sum(sign in _DUTCH_CP1252 for sign in high) * 10 >= len(high) * 9:
        return content.decode("cp1252", "replace"), "cp1252"
    from charset_normalizer import from_bytes  # on demand: hardly ever needed

    best = from_bytes(sample).best()
    if best is None:
        raise NotADocument("is text in no encoding that is known", source=name)
    return content.decode(best.encoding, "replace"), best.encoding


def printed(text: str, *, source: Source) -> Print:
    """The lines of a text."""
    notices: tuple[ZoneNotice, ...] = ()
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notices = (ZoneNotice("surrogate", "the text has lone surrogates; they are read as U+FFFD"),)
    return Print(source=source, lines=lines(text), notices=notices)


def lines(text: str) -> tuple[TextLine, ...]:
    """Cut at every kind of line end."""
    found: list[TextLine] = []
    start, page = 0, 1
    if _RARE_BREAK.search(text) is None:
        for line in text.split("\n"):
            end = start + len(line)
            found.append(TextLine(line, start, end, 1))
            start = end + 1
        if not found[-1].text:
            found.pop()
        return tuple(found)
    for match in BREAK.finditer(text):
        end = match.start()
        found.append(TextLine(text[start:end], start, end, page))
        start = match.end()
        if text[end] == "\f":
            page += 1
    if start < len(text):
        found.append(TextLine(text[start:], start, len(text), page))
    return tuple(found)


def of_bytes(content: bytes, *, name: str | None, limit: int) -> Print:
    """Decode and cut into lines. Raises ``NotADocument`` and ``TooLarge``."""
    text, encoding = decode(content, name=name)
    _check(text, limit=limit, name=name)
    source = Source(name=name, sha256=hashlib.sha256(content).hexdigest(), encoding=encoding)
    return printed(text, source=source)


def of_text(text: str, *, name: str | None, limit: int) -> Print:
    """Cut into lines what is decoded already. Raises ``TooLarge``."""
    _check(text, limit=limit, name=name)
    text = text.removeprefix("\ufeff")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return printed(text, source=Source(name=name, sha256=digest))


def _check(text: str, *, limit: int, name: str | None) -> None:
    if len(text) > limit:
        raise TooLarge(f"{len(text)} characters; the limit is {limit}", source=name)
