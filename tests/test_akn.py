"""Akoma Ntoso: valid, complete, and read back as it was."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from documents import every_document, parsed
from hypothesis import HealthCheck, given, settings
from lxml import etree

import notaparse
from notaparse import Note, from_akn, to_akn
from notaparse.errors import InvalidXml, SchemaVersionError, TooLarge
from notaparse.model import (
    Change,
    Event,
    Footnote,
    HeadEntry,
    Item,
    Line,
    List,
    Mention,
    Metadata,
    Ministry,
    Notice,
    Paragraph,
    Redaction,
    Section,
    Source,
    Span,
    Table,
)
from notaparse.testing.notes import notes
from notaparse.testing.strategies import Drawn, drawn_notes
from notaparse.write.akn.document import LISTED
from notaparse.write.akn.values import EXPRESSED, attributes, decoded
from notaparse.write.validate import akn_schema, refused
from notaparse.write.xml import legal

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NP = "{urn:notaparse:akn:1.0}"

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def tree(xml: bytes) -> Any:
    return etree.fromstring(xml)


def shown(root: Any) -> Counter[str]:
    """Non-blank characters that a reader of the document sees: running text, markers of items, marks of footnotes."""
    text: list[str] = []
    for part in ("preface", "mainBody", "conclusions"):
        for element in root.iterfind(f"{AKN}doc/{AKN}{part}"):
            text += element.itertext()
            text += [item.get(f"{NP}marker", item.get("value", "")) for item in element.iter(f"{AKN}li")]
            text += [mark.get("marker", "") for mark in element.iter(f"{AKN}authorialNote")]
    return Counter("".join("".join(text).split()))


def assert_good(note: Note) -> None:
    """Law 5, and what the standard asks."""
    xml = to_akn(note)
    root = tree(xml)
    assert refused(root, akn_schema()) == []
    missing = Counter("".join(legal(note.text).split())) - shown(root)
    assert not missing
    back = from_akn(xml)
    assert back == note
    assert to_akn(back) == xml


# Laws


@settings(unhurried, max_examples=60)
@given(notes())
def test_any_note_is_valid_complete_and_read_back(note: Note) -> None:
    assert_good(note)


@pytest.mark.slow
@settings(unhurried, max_examples=1000)
@given(notes())
def test_a_thousand_notes_are_read_back(note: Note) -> None:
    assert_good(note)


@settings(unhurried, max_examples=30)
@given(drawn_notes())
def test_what_was_parsed_is_read_back(drawn: Drawn) -> None:
    assert_good(notaparse.parse_text(drawn.text))


@pytest.mark.slow
@settings(unhurried, max_examples=1000)
@given(drawn_notes())
def test_a_thousand_drawn_notes_are_read_back(drawn: Drawn) -> None:
    assert_good(notaparse.parse_text(drawn.text))


@every_document
def test_documents_are_read_back(path: Path) -> None:
    assert_good(parsed(path))


# What no strategy draws: Notes that the model takes and no parser gives

TEXT = "Datum 3 mei\n4. Kern\n• een\n  - twee¹\n1 voetnoot\nrest\n"


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text=TEXT[start:end])


def paragraph(start: int, end: int) -> Paragraph:
    return Paragraph(start=start, end=end, text=TEXT[start:end])


def item(start: int, end: int, **more: Any) -> Item:
    return Item(start=start, end=end, text=TEXT[start:end], **more)


def section(**more: Any) -> Section:
    return Section(**({"kind": "kernpunten", "start": 0, "end": len(TEXT)} | more))


def mention(start: int, end: int, kind: str = "date", **more: Any) -> Mention:
    return Mention(kind=kind, start=start, end=end, text=TEXT[start:end], **more)


ODD = {
    "empty": Note(text=""),
    "only blanks": Note(text=" \n\t\r\n"),
    "text that belongs to nothing": Note(text=TEXT),
    "a heading without its number": Note(
        text=TEXT, sections=(section(number="a.", title="Kern", heading=span(15, 19)),)
    ),
    "a number after the title": Note(text=TEXT, sections=(section(number="Kern", title="4.", heading=span(12, 19)),)),
    "a number alone": Note(text=TEXT, sections=(section(number="4.", title=None, heading=span(12, 14)),)),
    "a number and blanks": Note(text=TEXT, sections=(section(number="4.", title="", heading=span(12, 15)),)),
    "a title that is printed otherwise": Note(text=TEXT, sections=(section(title="Kernpunten", heading=span(12, 19)),)),
    "a title that stands nowhere": Note(text=TEXT, sections=(section(number="1.", title="Kern \x00\ud800"),)),
    "an empty number": Note(text=TEXT, sections=(section(number="", title="Kern", heading=span(15, 19)),)),
    "a marker that stands elsewhere": Note(
        text=TEXT,
        sections=(section(blocks=(List(start=0, end=9, items=(item(22, 25, marker="*", marker_start=3),)),)),),
    ),
    "a marker without a place": Note(
        text=TEXT, sections=(section(blocks=(List(start=0, end=9, items=(item(22, 25, marker="•"),)),)),)
    ),
    "a place without a marker": Note(
        text=TEXT, sections=(section(blocks=(List(start=0, end=9, items=(item(22, 25, marker_start=20),)),)),)
    ),
    "an empty list, an empty table, a row without cells": Note(
        text=TEXT,
        sections=(
            section(
                blocks=(
                    List(start=0, end=0, items=()),
                    Table(start=0, end=0, rows=()),
                    Table(start=0, end=0, rows=((), (span(0, 0),), ())),
                    List(start=0, end=0, items=(item(0, 0, blocks=(Table(start=0, end=0, rows=((),)),)),)),
                )
            ),
        ),
    ),
    "blocks that overlap and stand in no order": Note(
        text=TEXT, sections=(section(blocks=(paragraph(20, 30), paragraph(0, 25), paragraph(3, 3), paragraph(0, 25))),)
    ),
    "mentions in no order, twice, empty, and across": Note(
        text=TEXT,
        sections=(section(blocks=(paragraph(0, 11), paragraph(12, 19))),),
        mentions=(
            mention(8, 14),
            mention(6, 11, value="2024-05-03"),
            mention(6, 11, value="2024-05-03"),
            mention(0, 8, kind="place"),
            mention(6, 10, kind="role"),
            mention(3, 3, kind=""),
            mention(40, 44, kind="money", value="4\x01", unit="EU\x02R"),
        ),
    ),
    "things that share a name": Note(
        text=TEXT,
        sections=(section(blocks=(paragraph(0, 11),)),),
        mentions=(
            mention(0, 5, kind="organisation", id="notaparse", name="een"),
            mention(6, 7, kind="organisation", id="notaparse", name="twee"),
            mention(8, 9, kind="organisation"),
            mention(9, 10, kind="organisation"),
            mention(10, 11, kind="organisation", name="", id=""),
        ),
    ),
    "footnotes that anchor in themselves, twice, and past the end": Note(
        text=TEXT,
        sections=(section(blocks=(paragraph(20, 25), paragraph(25, 30))),),
        footnotes=(
            Footnote(mark="1", start=42, end=50, text=TEXT[42:50], mark_start=40, anchor=45),
            Footnote(mark="2", start=0, end=5, text=TEXT[0:5], mark_start=40, anchor=25),
            Footnote(mark="\x00", start=6, end=7, text=TEXT[6:7], mark_start=3, anchor=25),
            Footnote(mark="", start=8, end=11, text=TEXT[8:11], mark_start=0, anchor=9999),
        ),
    ),
    "places outside the text": Note(
        text=TEXT,
        lines=(Line(start=900, end=3, page=0, bbox=(-0.0, 1e300, float("inf"), 5e-324)), Line(start=0, end=0)),
        notices=(Notice(code="", message="", start=-5, end=10**30, page=-1),),
        changes=(Change(kind="control", start=99, before="\x00\ud800\ufffe", after="", source_start=-1),),
    ),
    "lone surrogates and all that XML can't hold": Note(
        text="".join(map(chr, range(0x20))) + "\ud800\udfff\ufffe\uffff\ufffd",
        source=Source(name="\x00/np:name", encoding="\ud800", sha256=""),
        metadata=Metadata(title="\x00", references=("", "\x00 %"), ministry=Ministry(name="\x01", id="\x02")),
        head=(HeadEntry(key="\x03", rule="\x04"), HeadEntry(key="")),
        redactions=(Redaction(start=0, end=5, text="\x00\x01\x02\x03\x04", raw="\x05", within="\t\n\r"),),
        events=(Event(kind="meeting", name="\x00", evidence=(), rule="", date="\x0b"),),
    ),
    "packed values with separators": Note(
        text=TEXT, mentions=(mention(0, 5, implied=("a b", "", "%20;", "\u2028", "ÿ%")), mention(6, 7, implied=("",)))
    ),
    "a section of sections only, and one of nothing": Note(
        text=TEXT, sections=(section(sections=(section(), section(blocks=(paragraph(0, 5),)))), section(kind="x\x00y"))
    ),
    "a later minor version": Note(schema_version="1.42", text=""),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_notes_are_read_back(name: str) -> None:
    note = ODD[name]
    xml = to_akn(note)
    assert refused(tree(xml), akn_schema()) == []
    assert from_akn(xml) == note
    assert to_akn(from_akn(xml)) == xml


def test_lists_in_lists_as_deep_as_xml_is_read() -> None:
    def nested(levels: int) -> Note:
        blocks: tuple[Any, ...] = ()
        for _ in range(levels):
            blocks = (List(start=0, end=0, items=(item(0, 5, blocks=blocks),)),)
        return Note(text=TEXT, sections=(section(blocks=blocks),))

    assert from_akn(to_akn(nested(60))) == nested(60)
    with pytest.raises(TooLarge, match="deeper than"):
        to_akn(nested(150))


@pytest.mark.slow
def test_a_paragraph_of_twenty_million_characters() -> None:
    text = "é& " * 7_000_000
    note = Note(text=text, sections=(section(blocks=(Paragraph(start=0, end=len(text), text=text),)),))
    assert from_akn(to_akn(note)) == note


def test_every_field_of_the_model_goes_along() -> None:
    """A field that is added to the model is written by itself, or this says that it needs a place."""
    for kind, expressed in EXPRESSED.items():
        assert expressed <= set(kind.model_fields), kind
    in_place = {"text", "head", "sections", "footnotes", "signature", "furniture", "mentions", "redactions"}
    recorded = {"schema_version", "source", "metadata", "events", *LISTED}
    assert set(Note.model_fields) == in_place | recorded
    line = Line(start=1, end=2, page=3, bbox=(0.1, 0.2, 0.3, 0.4), source_start=5, source_end=6)
    assert Line.model_validate(decoded(attributes(line))) == line


# What an archivist finds

NOTA = """\
Datum
14 mei 2025
TER BESLISSING
Onze referentie
XY2025000123

1. Aanleiding
Op 8 en 9 september 2025 wordt in Den Helder geoefend.

2. Geadviseerd besluit
U wordt geadviseerd in te stemmen met:
\uf0b7 de inzet van KFOR;
o eerst een peloton,
o daarna een compagnie.
"""


@pytest.fixture(scope="module")
def root() -> Any:
    return tree(to_akn(notaparse.parse_text(NOTA, name="nota.txt")))


def test_head_is_the_preface(root: Any) -> None:
    preface = root.find(f".//{AKN}preface")
    date = preface.find(f".//{AKN}docDate")
    assert (date.get("date"), "".join(date.itertext())) == ("2025-05-14", "14 mei 2025")
    assert preface.find(f".//{AKN}docNumber").text == "XY2025000123"
    assert preface.find(f".//{AKN}docStatus").text == "TER BESLISSING"


def test_sections_have_kind_number_and_heading(root: Any) -> None:
    sections = root.findall(f".//{AKN}mainBody/{AKN}hcontainer")
    assert [section.get("name") for section in sections] == ["aanleiding", "geadviseerd_besluit"]
    assert [section.find(f"{AKN}num").text for section in sections] == ["1.", "2."]
    assert [section.find(f"{AKN}heading").text for section in sections] == ["Aanleiding", "Geadviseerd besluit"]


def test_lists_nest_and_keep_their_markers(root: Any) -> None:
    outer = root.find(f".//{AKN}content/{AKN}ul/{AKN}li")
    assert (outer.get("value"), outer.get(f"{NP}marker")) == ("•", "\uf0b7")
    assert [inner.get("value") for inner in outer.iterfind(f"{AKN}ul/{AKN}li")] == ["o", "o"]


def test_mentions_refer_to_things(root: Any) -> None:
    process = root.find(f".//{AKN}process")
    thing = root.find(f".//{AKN}references/*[@eId='{process.get('refersTo').removeprefix('#')}']")
    assert (process.text, thing.tag, thing.get("showAs")) == ("KFOR", f"{AKN}TLCProcess", "Kosovo Force")


def test_a_day_is_a_date_and_a_period_is_none(root: Any) -> None:
    period = root.find(f".//{AKN}inline[@name='date']")
    assert (period.text, period.get(f"{NP}value")) == ("8 en 9 september 2025", "2025-09-08/2025-09-09")
    one = tree(to_akn(notaparse.parse_text("Aanleiding\nOp 8 september 2025 wordt geoefend.\n")))
    assert one.find(f".//{AKN}date").get("date") == "2025-09-08"


def test_identification_says_what_is_known_and_what_is_not(root: Any) -> None:
    work = root.find(f".//{AKN}FRBRWork")
    assert work.find(f"{AKN}FRBRuri").get("value") == "/akn/nl/doc/beslisnota/onbekend/2025-05-14/xy2025000123"
    assert dict(work.find(f"{AKN}FRBRdate").attrib) == {"date": "2025-05-14", "name": "dagtekening"}
    assert work.find(f"{AKN}FRBRauthor").get("href") == "#onbekend"
    made = root.find(f".//{AKN}FRBRManifestation/{AKN}FRBRdate")
    assert dict(made.attrib) == {"date": "0001-01-01", "name": "onbekend"}
    written = tree(to_akn(Note(text=""), written=dt.date(2026, 1, 2))).find(f".//{AKN}FRBRManifestation/{AKN}FRBRdate")
    assert dict(written.attrib) == {"date": "2026-01-02", "name": "conversie"}


def test_footnotes_stand_where_they_are_marked() -> None:
    text = "Kern\nHet rapport is af.\n1 Bijlage 2.\n"
    note = Note(
        text=text,
        sections=(Section(kind="kernpunten", start=0, end=23, blocks=(Paragraph(start=5, end=23, text=text[5:23]),)),),
        footnotes=(Footnote(mark="1", start=26, end=36, text="Bijlage 2.", mark_start=24, anchor=16),),
    )
    paragraph = tree(to_akn(note)).find(f".//{AKN}mainBody//{AKN}p")
    footnote = paragraph.find(f"{AKN}authorialNote")
    assert (paragraph.text, footnote.get("marker"), footnote.tail) == ("Het rapport", "1", " is af.")
    assert footnote.find(f"{AKN}p").text == "Bijlage 2."


# The way back


def changed(change: Callable[[str], str]) -> bytes:
    xml = to_akn(notaparse.parse_text(NOTA)).decode()
    assert change(xml) != xml
    return change(xml).encode()


def test_a_word_of_the_same_length_may_be_corrected() -> None:
    note = from_akn(changed(lambda xml: xml.replace("wordt in ", "werd: in ")))
    assert "werd: in Den Helder" in note.sections[0].blocks[0].text  # type: ignore[union-attr]  # a paragraph


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda xml: xml.replace("daarna een", "daarna al een"), "stands at"),
        (lambda xml: xml.replace("daarna een", "een"), "its text ends at"),
        (lambda xml: xml.replace('eId="mention_1"', 'eId="mention_9"'), "numbered"),
        (lambda xml: xml.replace('eId="mention_2"', 'eId="mention_1"'), "twice"),
        (lambda xml: xml.replace('refersTo="#kfor"', 'refersTo="#k"'), "references"),
        (lambda xml: xml.replace('np:start="0"', 'np:start="nul"'), "no offset"),
        (lambda xml: xml.replace('np:end="', 'np:end="9999'), "does not give a Note"),
        (lambda xml: xml.replace("np:note", "np:other"), "no np:note"),
        (lambda xml: "<a/>", "no np:note"),  # noqa: ARG005 - another document altogether
        (lambda xml: xml.replace("</doc>", ""), "well-formed"),
    ],
)
def test_what_does_not_fit_is_refused(change: Callable[[str], str], reason: str) -> None:
    with pytest.raises(InvalidXml, match=reason):
        from_akn(changed(change))


def test_another_major_version_is_refused() -> None:
    with pytest.raises(SchemaVersionError):
        from_akn(changed(lambda xml: xml.replace('schema_version="1.', 'schema_version="2.')))


def test_comments_and_processing_instructions_say_nothing() -> None:
    xml = changed(
        lambda xml: xml.replace("een peloton", "een <!-- klein -->pel<?pi x?>oton").replace("<meta>", "<meta><!-- -->")
    )
    assert from_akn(xml) == notaparse.parse_text(NOTA)


# Cost


def best(action: Callable[[], object]) -> float:
    times = []
    for _ in range(15):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return min(times)


def test_writing_costs_no_more_than_parsing() -> None:
    note = notaparse.parse_text(NOTA * 5)
    assert best(lambda: to_akn(note)) <= best(lambda: notaparse.parse_text(NOTA * 5))


def test_the_schema_stands_with_its_licence() -> None:
    folder = resources.files("notaparse").joinpath("data/schemas/akn")
    assert "CC BY 4.0" in folder.joinpath("NOTICE").read_text(encoding="utf-8")
    assert "Copyright (c) OASIS Open 2018" in folder.joinpath("akomantoso30.xsd").read_text(encoding="utf-8")
