"""XML from outside can't read files, reach the network, or grow without bound; XML of ours is well-formed whatever it holds."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from notaparse import from_akn
from notaparse.errors import InvalidXml
from notaparse.write.validate import validate
from notaparse.write.xml import DECLARATION, ILLEGAL, Markup, illegal, legal, parse

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

HOSTILE = {
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a>&l9;</a>',
    "billion laughs in an attribute": f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a b="&l9;"/>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY q "{"q" * 50_000}">]><a>{"&q;" * 5_000}</a>',
    "an entity of itself": '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
    "an external file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an external file in an attribute": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a b="&x;"/>',
    "an external address": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>',
    "an external DTD": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "a public DTD": '<!DOCTYPE a PUBLIC "-//x//y" "file:///etc/passwd"><a/>',
    "a parameter entity": '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><a/>',
    "a default attribute": '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
    "a document type and no more": "<!DOCTYPE a><a/>",
    "an entity that isn't there": "<a>&nbsp;</a>",
    "depth": "<a>" * 5_000 + "</a>" * 5_000,
    "a text of 20 MB": f"<a>{'x' * 20_000_000}</a>",
    "an attribute of 20 MB": f'<a b="{"x" * 20_000_000}"/>',
    "a character that isn't allowed": "<a>\x00</a>",
    "a reference to a character that isn't allowed": "<a>&#0;</a>",
    "nothing": "",
    "not XML": "Aanleiding",
    "two roots": "<a/><a/>",
    "unclosed": "<a>",
}

READERS: tuple[Callable[[bytes], object], ...] = (parse, from_akn, validate)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(name: str, reader: Callable[[bytes], object]) -> None:
    with pytest.raises(InvalidXml):
        reader(HOSTILE[name].encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_a_document_type_is_seen_in_every_encoding(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{HOSTILE["an external file"]}'
    with pytest.raises(InvalidXml, match="DOCTYPE"):
        parse(xml.encode(encoding))


def test_an_include_stays_what_it_is() -> None:
    xml = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>'
    assert b"root:" not in etree.tostring(parse(xml))


def test_a_stylesheet_is_not_run() -> None:
    assert parse(b'<?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?><a/>').tag == "a"


def test_refusals_say_where() -> None:
    with pytest.raises(InvalidXml) as refused:
        parse(b"<a>\n<b>\n</a>", source="nota.xml")
    assert str(refused.value) == "nota.xml:line 3: is not well-formed: Opening and ending tag mismatch: b line 2 and a"


def test_a_schema_that_is_none_is_refused(tmp_path: Path) -> None:
    schema = tmp_path / "mdto.xsd"
    mdto = b'<MDTO xmlns="https://www.nationaalarchief.nl/mdto"/>'
    for content in (HOSTILE["an external file"], "<a/>", ""):
        schema.write_text(content, encoding="utf-8")
        with pytest.raises(InvalidXml):
            validate(mdto, mdto_xsd=schema)
    with pytest.raises(InvalidXml):
        validate(mdto, mdto_xsd=tmp_path / "absent.xsd")


# What goes out


def test_every_character_is_written_or_replaced() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    markup = Markup(restorable="replaced")
    markup.inline("a", {"b": everything})
    markup.text(legal(everything))
    markup.close()
    root = parse(f"{DECLARATION}{markup}".encode())
    assert root.text == root.get("b") == legal(everything)
    assert len(str(root.get("replaced")).split()) == len(illegal(everything)) == markup.replaced
    assert set(legal(everything)) == set(everything) - {sign for _, sign in illegal(everything)}


def test_what_is_replaced_is_just_what_xml_refuses() -> None:
    samples = [*range(0x300), *range(0xD7F0, 0xE010), *range(0xFDC0, 0xFDF8), *range(0xFFF0, 0x10010), 0x10FFFF]
    for code in samples:
        refused = False
        try:
            etree.fromstring(f"<a>&#{code};</a>".encode())
        except etree.XMLSyntaxError:
            refused = True
        assert bool(illegal(chr(code))) == refused, hex(code)
    assert len(ILLEGAL) > 0


@given(st.text(st.characters(exclude_categories=[])), st.text(st.sampled_from("]>&<'\"\r\n\t \x0c-!?")))
def test_text_and_attributes_come_back(one: str, other: str) -> None:
    markup = Markup()
    markup.line("a", {"b": one, "c": other})
    markup.leaf("d", other + one)
    markup.leaf("e", one + other)
    markup.close()
    root = parse(str(markup).encode())
    assert (root.get("b"), root.get("c")) == (legal(one), legal(other))
    assert [child.text or "" for child in root] == [legal(other + one), legal(one + other)]
