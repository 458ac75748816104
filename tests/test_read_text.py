"""Text as it comes in: encodings, line ends, pages, and what is no text."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

import notaparse
from notaparse import read
from notaparse.errors import NotADocument, TooLarge
from notaparse.model import Note
from notaparse.printed import Print
from notaparse.read import Limits
from notaparse.read.text import decode, lines

TEXT = (
    "Aanleiding\nDe coördinatoren van het zuivelconvenant vragen € 3 miljoen – een bedrag dat “niet reëel” is.\n\n"
    "Kernpunten\n• Het is één regeling; geïnteresseerden volgen.\n"
)


def bytes_of(content: bytes, *, limits: Limits | None = None) -> Print:
    return read.document(content, name="nota.txt", engine="pypdfium2", limits=limits or Limits())


def tree(note: Note) -> tuple[object, ...]:
    return note.text, note.sections, note.metadata


# -- encodings --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_encoding_gives_the_same_note(codec: str, name: str) -> None:
    content = TEXT.encode(codec)
    note = notaparse.parse(content)
    assert tree(note) == tree(notaparse.parse_text(TEXT))
    assert note.source.encoding == name
    assert note.source.sha256 == hashlib.sha256(content).hexdigest()


def test_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "utf-16-be")
    assert decode(b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be")) == (TEXT, "utf-32-be")


@pytest.mark.parametrize(
    ("codec", "sentence"),
    [
        ("koi8_r", "Премьер-министр подтвердил участие Нидерландов в совещании по вопросам рыболовства. "),
        ("cp1253", "Η Ολλανδία συμμετέχει στη διάσκεψη για την αλιεία στο Αιγαίο πέλαγος. "),
    ],
)
def test_another_encoding(codec: str, sentence: str) -> None:
    text = "Kernpunten\n" + sentence * 6
    assert decode(text.encode(codec)) == (text, codec)


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"Kernpunten\nGeen.\n") == ("Kernpunten\nGeen.\n", "utf-8")


def test_what_looks_like_a_mark_of_utf16_but_is_not() -> None:
    text, encoding = decode(b"\xff\xfe" + b"Kernpunten en co\xf6rdinatie.\nGeen bijzonderheden")
    assert "Kernpunten" in text or encoding == "utf-16-le"


def test_bom_moves_no_offset() -> None:
    printed = bytes_of(TEXT.encode("utf-8-sig"))
    assert [(line.text, line.start) for line in printed.lines] == [
        (line.text, line.start) for line in bytes_of(TEXT.encode()).lines
    ]
    assert tree(notaparse.parse_text("\ufeff" + TEXT)) == tree(notaparse.parse_text(TEXT))


# -- lines and pages --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_line_ends(end: str) -> None:
    text = f"Kernpunten{end}Eén.{end}{end}Twee.{end}"
    found = lines(text)
    assert [line.text for line in found] == ["Kernpunten", "Eén.", "", "Twee."]
    assert all(text[line.start : line.end] == line.text for line in found)
    assert {line.page for line in found} == {1}
    if end != "\v":
        assert tree(notaparse.parse_text(TEXT.replace("\n", end))) == tree(notaparse.parse_text(TEXT))


def test_last_line_without_an_end() -> None:
    assert [line.text for line in lines("een\ntwee")] == ["een", "twee"]
    assert [line.text for line in lines("een\r\ntwee")] == ["een", "twee"]


def test_mixed_line_ends() -> None:
    assert [line.text for line in lines("een\r\ntwee\rdrie\n\rvier\n")] == ["een", "twee", "drie", "", "vier"]


def test_form_feeds_end_pages() -> None:
    found = lines("een\n\ftwee\fdrie\n")
    assert [(line.text, line.page) for line in found] == [("een", 1), ("", 1), ("twee", 2), ("drie", 3)]
    note = notaparse.parse_text("Aanleiding\nEerste bladzijde.\n\fKernpunten\nTweede bladzijde.\n")
    pages = {note.text[line.start : line.end].strip(): line.page for line in note.lines}
    assert pages["Eerste bladzijde."] == 1
    assert pages["Kernpunten"] == 2


def test_no_break_spaces_are_blanks() -> None:
    nbsp = notaparse.parse_text("Kernpunten\n\u00a0\n\u2022\u00a0De\u00a0sluis is\u202fdicht.\n")
    assert [section.kind for section in nbsp.sections] == ["kernpunten"]
    block = nbsp.sections[0].blocks[0]
    assert block.type == "list"
    assert [(item.marker, item.text) for item in block.items] == [("•", "De sluis is dicht.")]


def test_lone_surrogates_are_told() -> None:
    note = notaparse.parse_text("Kernpunten\nDe sluis \udce9 is dicht.\n")
    assert [notice.code for notice in note.notices] == ["surrogate"]
    assert "De sluis \ufffd is dicht." in note.text
    assert Note.model_validate_json(note.model_dump_json()) == note


# -- what is no text --------------------------------------------------------------------------------------------------
def zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "<w:document/>")
    return buffer.getvalue()


NO_TEXT = {
    "docx": (zipped("word/document.xml"), "DOCX"),
    "zip": (zipped("nota.txt"), "ZIP"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "office document of before 2007"),
    "rtf": (rb"{\rtf1\ansi Kernpunten}", "RTF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(64), "JPEG"),
    "gzip": (b"\x1f\x8b\x08\x00" + bytes(64), "gzip"),
    "zeros": (bytes(4_096), "control characters"),
    "machine code": (bytes(range(256)) * 16, "control characters"),
}


@pytest.mark.parametrize("kind", NO_TEXT)
def test_no_text_is_refused_and_named(kind: str) -> None:
    content, message = NO_TEXT[kind]
    with pytest.raises(NotADocument, match=message) as caught:
        notaparse.parse(content, name="nota.bin")
    assert caught.value.code == "not_a_document"
    assert caught.value.source == "nota.bin"


@pytest.mark.parametrize("kind", ["docx", "doc", "rtf"])
def test_office_document_says_what_to_do(kind: str) -> None:
    with pytest.raises(NotADocument, match="convert it to PDF or text first"):
        notaparse.parse(NO_TEXT[kind][0])


def test_too_large() -> None:
    with pytest.raises(TooLarge, match="11 characters; the limit is 10"):
        read.decoded("elf tekens!", name=None, limits=Limits(characters=10))
    assert read.decoded("elf tekens!", name=None, limits=Limits(characters=11)).lines
    with pytest.raises(TooLarge, match="11 characters; the limit is 10"):
        bytes_of(b"elf tekens!", limits=Limits(characters=10))
    with pytest.raises(TooLarge, match="11 bytes; the limit is 10"):
        bytes_of(b"elf tekens!", limits=Limits(bytes=10))
    parser = notaparse.Parser(limits=Limits(characters=10))
    with pytest.raises(TooLarge):
        parser.parse_text("elf tekens!")


# -- nothing, and nearly nothing --------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\f ", "\ufeff", "\u00a0\n"])
def test_no_text_is_an_empty_note(text: str) -> None:
    for note in (notaparse.parse_text(text), notaparse.parse(text.encode())):
        assert note.text.strip() == ""
        assert note.sections == ()
        assert [notice.code for notice in note.notices] == ["empty"]


def test_text_without_a_nota_is_told() -> None:
    note = notaparse.parse_text("De kat zit op de mat en de hond ligt ernaast te slapen.\n")
    assert "no_sections" in {notice.code for notice in note.notices}
    assert "De kat zit op de mat" in note.text
