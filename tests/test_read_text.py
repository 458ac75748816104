"""Bytes → printed lines: encodings, line ends, what is no text at all."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse import read
from notaparse.errors import NotADocument, TooLarge
from notaparse.read.text import decode, lines

LIMITS = read.Limits()
DUTCH = "Financiële gevolgen – zie § 3: ‘coördinatie’ kost € 1.500."


def document(content: bytes, limits: read.Limits = LIMITS) -> str:
    printed = read.document(content, name="nota.txt", engine="pypdfium2", limits=limits)
    return "\n".join(line.text for line in printed.lines)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (DUTCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + DUTCH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + DUTCH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + DUTCH.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + DUTCH.encode("utf-32-le"), "utf-32-le"),
        (DUTCH.encode("cp1252"), "cp1252"),
        (b"Alleen ASCII.", "utf-8"),
        (b"", "utf-8"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    text, found = decode(content)
    assert found == encoding
    assert text in {DUTCH, "Alleen ASCII.", ""}


def test_other_encodings_are_guessed() -> None:
    russian = "Министерство обороны сообщило о решении правительства и о сроках его исполнения. " * 20
    text, encoding = decode(russian.encode("cp1251"))
    assert encoding not in {"utf-8", "cp1252"}
    assert "решении правительства" in text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00rest", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "before 2007"),
        (b"{\\rtf1 tekst}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (bytes(range(32)) * 20, "control characters"),
    ],
)
def test_what_is_no_text_says_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(NotADocument, match=what) as raised:
        document(content)
    assert raised.value.code == "not_a_document"
    assert raised.value.source == "nota.txt"


def test_limits() -> None:
    with pytest.raises(TooLarge, match="11 characters; the limit is 10"):
        document(b"elf tekens!", read.Limits(characters=10))
    with pytest.raises(TooLarge, match="11 bytes; the limit is 10"):
        document(b"elf tekens!", read.Limits(bytes=10))
    with pytest.raises(TooLarge):
        read.decoded("elf tekens!", name=None, limits=read.Limits(characters=10))


def test_line_ends_and_pages() -> None:
    found = lines("een\r\ntwee\rdrie\n\nvijf\fzes\x0bzeven\x85acht\u2028negen")
    assert [line.text for line in found] == ["een", "twee", "drie", "", "vijf", "zes", "zeven", "acht", "negen"]
    assert [line.page for line in found] == [1, 1, 1, 1, 1, 2, 2, 2, 2]


def test_nothing_follows_the_last_line_end() -> None:
    assert lines("") == ()
    assert [line.text for line in lines("een\n")] == ["een"]
    assert [line.text for line in lines("een\n\n")] == ["een", ""]


@given(st.text(st.sampled_from("ab \n\r\f\v\x85\u2028\u2029\xa0")))
def test_every_line_quotes_its_source(text: str) -> None:
    found = lines(text)
    assert all(text[line.start : line.end] == line.text for line in found)
    taken = {at for line in found for at in range(line.start, line.end)}
    assert all(sign.isspace() for at, sign in enumerate(text) if at not in taken)


def test_a_byte_order_mark_is_no_character() -> None:
    printed = read.decoded("\ufeffAanleiding", name=None, limits=LIMITS)
    assert printed.lines[0].text == "Aanleiding"
    assert printed.lines[0].start == 0


def test_lone_surrogates_are_replaced_and_told() -> None:
    printed = read.decoded("a\ud800b", name=None, limits=LIMITS)
    assert printed.lines[0].text == "a\ufffdb"
    assert [notice.code for notice in printed.notices] == ["surrogate"]


def test_the_hash_is_of_the_bytes_that_came_in() -> None:
    text = read.decoded("Aanleiding", name=None, limits=LIMITS)
    content = read.document(b"Aanleiding", name=None, engine="pypdfium2", limits=LIMITS)
    marked = read.document(codecs.BOM_UTF8 + b"Aanleiding", name=None, engine="pypdfium2", limits=LIMITS)
    assert text.source.sha256 == content.source.sha256 != marked.source.sha256
    assert (text.source.encoding, content.source.encoding) == (None, "utf-8")


def test_text_that_starts_like_a_pdf_is_one() -> None:
    with pytest.raises(Exception, match="PDF") as raised:
        document(b"%PDF-1.7\nniets dan onzin")
    assert type(raised.value).__module__ == "notaparse.errors"
