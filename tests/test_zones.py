"""What stands around and inside the body of a text, and is moved out of its way; nothing of it is lost."""

from __future__ import annotations

import pytest

import notaparse
from notaparse import Note

OPEN = "De molens langs de rivier draaien sinds de storm van maandag niet meer, omdat de"
REST = "wieken en de kap zijn beschadigd. De molenaars vragen om een regeling."


def paragraphs(note: Note) -> list[str]:
    return [block.text for section in note.walk() for block in section.blocks if block.type == "paragraph"]


def furniture(note: Note) -> list[str]:
    return [span.text for span in note.furniture]


def assert_kept(text: str, note: Note) -> None:
    """Each character of the source is in the note, as often as it was printed, but for what is recorded as changed."""
    changed = "".join(change.before for change in note.changes)
    written = "".join(change.after for change in note.changes)
    assert sorted("".join((text + written).split())) == sorted("".join((note.text + changed).split()))


# -- furniture --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line", ["Pagina 1 van 3", "P agina 1 van 3", "pagina 2 / 4", "1 van 3", "- 2 -", "----------"]
)
@pytest.mark.parametrize("white", ["", "\n"])
def test_furniture_inside_a_sentence_is_moved_out(line: str, white: str) -> None:
    text = f"Aanleiding\n{OPEN}\n{white}{line}\n{white}{REST}\n"
    note = notaparse.parse_text(text)
    assert paragraphs(note) == [f"{OPEN} {REST}"]
    assert furniture(note) == [line]
    assert note.text.index(line) > note.sections[-1].end
    assert_kept(text, note)


def test_page_number_before_a_page_break() -> None:
    text = f"Aanleiding\n{OPEN}\n\nPagina 1 van 2\n\f{REST}\n\nKernpunten\n• Geld.\n\nPagina 2 van 2\n"
    note = notaparse.parse_text(text)
    assert paragraphs(note) == [f"{OPEN} {REST}"]
    assert furniture(note) == ["Pagina 1 van 2", "Pagina 2 van 2"]
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"]
    assert_kept(text, note)


def test_page_word_in_a_sentence_stays() -> None:
    note = notaparse.parse_text("Kernpunten\nPagina 3 van het rapport gaat over de wieken.\n")
    assert paragraphs(note) == ["Pagina 3 van het rapport gaat over de wieken."]
    assert furniture(note) == []


# -- side column ------------------------------------------------------------------------------------------------------
def test_side_column_inside_a_sentence_is_moved_out() -> None:
    text = (
        f"TER BESLISSING\n\nAanleiding\n{OPEN}\n\nDatum\n12 maart 2024\n\nOnze referentie\n2024-0000123456\n\n"
        f"Opgesteld door\nDirectie Molens\n\n{REST}\n\nKernpunten\n• Geld.\n"
    )
    note = notaparse.parse_text(text)
    assert paragraphs(note) == [f"{OPEN} {REST}"]
    assert str(note.metadata.date) == "2024-03-12"
    assert note.metadata.references == ("2024-0000123456",)
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"]
    assert_kept(text, note)


def test_side_column_beside_the_text() -> None:
    rows = [
        ("Aanleiding", "Datum"),
        ("De molens langs de rivier draaien niet meer sinds", "12 maart 2024"),
        ("de storm van maandag, omdat de wieken en de kap", ""),
        ("zijn beschadigd door de wind en het vele water.", "Onze referentie"),
        ("", "2024-0000123456"),
        ("Kernpunten", ""),
        ("De molenaars vragen om een regeling waarmee zij de", "Opgesteld door"),
        ("wieken en de kap kunnen herstellen voor de winter.", "Directie Molens"),
    ]
    text = "".join(f"{left:<58}{right}".rstrip() + "\n" for left, right in rows)
    note = notaparse.parse_text(text)
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"]
    assert paragraphs(note) == [
        " ".join(left for left, _ in rows[1:4]),
        " ".join(left for left, _ in rows[6:8]),
    ]
    assert str(note.metadata.date) == "2024-03-12"
    assert note.metadata.references == ("2024-0000123456",)
    assert_kept(text, note)


# -- signature --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    ["DE DIRECTEUR-GENERAAL MOLENS", "De directeur Molens en Sluizen", "DE PLAATSVERVANGEND SECRETARIS-GENERAAL"],
)
def test_signature(line: str) -> None:
    text = f"Kernpunten\n{OPEN}\n{REST}\n\n{line}\n"
    note = notaparse.parse_text(text)
    assert note.signature is not None
    assert note.signature.text == line
    assert paragraphs(note) == [f"{OPEN} {REST}"]
    assert_kept(text, note)


def test_office_in_a_sentence_is_no_signature() -> None:
    note = notaparse.parse_text("Kernpunten\nDe directeur Molens heeft het plan op maandag gezien en vindt het goed.\n")
    assert note.signature is None


# -- footnotes --------------------------------------------------------------------------------------------------------
def test_footnote_and_its_glued_mark() -> None:
    text = f"Kernpunten\nDe regeling1 is nieuw. De kap is oud.2\n{REST}\n\n1 Regeling molens en wieken.\n2 Zie de brief van mei.\n"
    note = notaparse.parse_text(text)
    assert [(footnote.mark, footnote.text) for footnote in note.footnotes] == [
        ("1", "Regeling molens en wieken."),
        ("2", "Zie de brief van mei."),
    ]
    assert "De regeling is nieuw. De kap is oud." in note.text
    first = note.footnotes[0]
    assert first.anchor is not None
    assert note.text[: first.anchor].endswith("De regeling")
    assert [(change.kind, change.before) for change in note.changes] == [("footnote_mark", "1"), ("footnote_mark", "2")]
    assert_kept(text, note)


def test_number_in_a_word_is_no_mark_without_its_footnote() -> None:
    note = notaparse.parse_text("Kernpunten\nDe uitstoot van CO2 daalt. De fractie van JA21 vroeg ernaar.\n")
    assert paragraphs(note) == ["De uitstoot van CO2 daalt. De fractie van JA21 vroeg ernaar."]
    assert note.footnotes == ()


# -- several notas in one text ----------------------------------------------------------------------------------------
def test_bundle_is_told_and_keeps_the_head_of_the_first() -> None:
    one = "TER BESLISSING\n\nAan: {to}\nVan: {by}\nDatum: {day} maart 2024\nOnze referentie: 2024-000012345{day}\n\n"
    body = f"Aanleiding\n{OPEN}\n{REST}\n\nKernpunten\n• Geld.\n• Hout.\n\n"
    text = one.format(to="MBZK", by="DGB", day=11) + body + "\f" + one.format(to="MOCW", by="DGX", day=12) + body
    note = notaparse.parse_text(text)
    assert [notice.code for notice in note.notices] == ["bundle"]
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"] * 2
    assert note.metadata.addressees == ("MBZK",)
    assert str(note.metadata.date) == "2024-03-11"
    assert_kept(text, note)


def test_one_nota_is_no_bundle() -> None:
    text = (
        f"Aan: MBZK\nDatum: 11 maart 2024\n\nAanleiding\n{OPEN}\n{REST}\n\nKernpunten\n• Geld.\n\nAanleiding\n{REST}\n"
    )
    assert "bundle" not in {notice.code for notice in notaparse.parse_text(text).notices}
