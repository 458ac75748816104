"""Head and metadata of notas that come as text: where labels and values stand, and what the values mean."""

from __future__ import annotations

import datetime as dt

import pytest

import notaparse
from notaparse import Note

BODY = "\nAanleiding\nDe commissie heeft om een reactie op het plan voor de molens gevraagd.\n"


def parsed(head: str) -> Note:
    return notaparse.parse_text(head + BODY)


def entries(note: Note, key: str) -> list[tuple[str | None, list[str]]]:
    return [
        (entry.label.text if entry.label else None, [value.text for value in entry.values])
        for entry in note.head
        if entry.key == key
    ]


# -- where values stand -----------------------------------------------------------------------------------------------
FORMS = {
    "same line": "Datum 12 maart 2024\nOnze referentie 2024-0000123456\n",
    "same line, colon": "Datum: 12 maart 2024\nOnze referentie: 2024-0000123456\n",
    "next line": "Datum\n12 maart 2024\nOnze referentie\n2024-0000123456\n",
    "next line, blank lines between": "Datum\n\n12 maart 2024\n\nOnze referentie\n\n2024-0000123456\n",
    "labels first, values after": "Datum\nOnze referentie\n12 maart 2024\n2024-0000123456\n",
    "values in another order than their labels": "Datum\nOnze referentie\n\n2024-0000123456\n\n12 maart 2024\n",
    "two columns of text": "Datum                 12 maart 2024\nOnze referentie       2024-0000123456\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_label_and_value(form: str) -> None:
    note = parsed(FORMS[form])
    assert note.metadata.date == dt.date(2024, 3, 12)
    assert note.metadata.references == ("2024-0000123456",)
    assert entries(note, "date") in ([("Datum", ["12 maart 2024"])], [("Datum:", ["12 maart 2024"])])
    assert [section.kind for section in note.sections] == ["aanleiding"]


def test_values_above_each_other_belong_to_one_label() -> None:
    note = parsed("Kopie aan\nDGB\nDirectie Molens\n\nDatum\n12 maart 2024\n")
    assert note.metadata.copies == ("DGB", "Directie Molens")


def test_in_the_margin_below_the_body() -> None:
    note = notaparse.parse_text(
        "TER BESLISSING\n\nAanleiding\nDe commissie heeft om een reactie op het plan voor de molens gevraagd.\n\n"
        "Kernpunten\nDe wieken draaien weer in mei.\n\n1\n\n\nDatum\n12 maart 2024\nOnze referentie\n2024-0000123456\n"
        "Opgesteld door\nDirectie Molens\n"
    )
    assert note.metadata.date == dt.date(2024, 3, 12)
    assert note.metadata.references == ("2024-0000123456",)
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"]
    assert "12 maart 2024" not in note.text[note.sections[0].start : note.sections[-1].end]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 maart 2024", dt.date(2024, 3, 12)),
        ("12-03-2024", dt.date(2024, 3, 12)),
        ("12/3/2024", dt.date(2024, 3, 12)),
        ("2024-03-12", dt.date(2024, 3, 12)),
        ("dinsdag 12 maart 2024", dt.date(2024, 3, 12)),
        ("1 mei 2024", dt.date(2024, 5, 1)),
        ("31 februari 2024", None),
    ],
)
def test_dates(written: str, day: dt.date | None) -> None:
    assert parsed(f"Datum\n{written}\n").metadata.date == day


@pytest.mark.parametrize(
    "head", ["Deadline: 1 april 2024\n", "Uiterlijk 1 april 2024\n", "Beslistermijn\n1 april 2024\n"]
)
def test_deadline(head: str) -> None:
    note = parsed(f"Datum: 12 maart 2024\n{head}")
    assert note.metadata.date == dt.date(2024, 3, 12)
    assert note.metadata.deadline == dt.date(2024, 4, 1)


def test_attachments_are_listed_without_their_numbers() -> None:
    note = parsed("Bijlage(n)\n1. Brief aan de molenaars\n2. Kaart van de molens\n\nDatum\n12 maart 2024\n")
    assert note.metadata.attachments == ("Brief aan de molenaars", "Kaart van de molens")


@pytest.mark.parametrize(("said", "value"), [("Ja", True), ("Nee", False)])
def test_published(said: str, value: bool) -> None:  # noqa: FBT001 - a parameter of a test
    assert parsed(f"Datum: 12 maart 2024\nNota actief openbaar {said}\n").metadata.published is value


# -- status -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("TER BESLISSING", ("ter_beslissing",)),
        ("(ter beslissing)", ("ter_beslissing",)),
        ("Nota ter ondertekening", ("ter_ondertekening",)),
        ("TER KENNISNAME", ("ter_kennisneming",)),
        ("TER INFORMATIE", ("ter_informatie",)),
        ("TER BESLUITVORMING", ("ter_besluitvorming",)),
        ("OPLEGNOTA", ("oplegnota",)),
        ("Oplegnota bij het molenplan", ()),
    ],
)
def test_status(line: str, status: tuple[str, ...]) -> None:
    assert parsed(f"{line}\n\nDatum: 12 maart 2024\n").metadata.status == status


def test_two_status_lines() -> None:
    assert parsed("TER BESLISSING\n\nTER ONDERTEKENING\n").metadata.status == ("ter_beslissing", "ter_ondertekening")


# -- who to, who from -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("head", "addressees"),
    [
        ("Aan de Minister van Economische Zaken\n", ("Minister van Economische Zaken",)),
        ("Aan\nde Minister van Economische Zaken\n", ("Minister van Economische Zaken",)),
        ("Aan: MBZK en SBZK\n", ("MBZK", "SBZK")),
        ("Aan\nMBZK en SBZK\n", ("MBZK", "SBZK")),
        ("Aan\nMBZK & SBZK\n", ("MBZK", "SBZK")),
        ("Aan\nMOCW, SOCW\n", ("MOCW", "SOCW")),
        (
            "Aan de Minister van Economische Zaken en de Minister van Financiën\n",
            ("Minister van Economische Zaken", "Minister van Financiën"),
        ),
        ("Aan: de Minister van Onderwijs, Cultuur en Wetenschap\n", ("Minister van Onderwijs, Cultuur en Wetenschap",)),
    ],
)
def test_addressees(head: str, addressees: tuple[str, ...]) -> None:
    assert parsed(f"{head}\nDatum: 12 maart 2024\n").metadata.addressees == addressees


def test_addressee_and_sender_in_two_columns_of_labels() -> None:
    note = parsed("Aan\nVan\n\nMBZK\nCZW/CZ\n\nDatum\n12 maart 2024\n")
    assert note.metadata.addressees == ("MBZK",)
    assert note.metadata.senders == ("CZW/CZ",)


def test_sender_is_what_stands_at_van() -> None:
    assert parsed("Van: DGB\nDatum: 12 maart 2024\n").metadata.senders == ("DGB",)


def test_letterhead_is_no_sender() -> None:
    note = parsed("Directie Molens en Sluizen\nAfdeling Wieken\n\nAan: MBZK\nDatum: 12 maart 2024\n")
    assert note.metadata.senders == ()
    assert note.metadata.addressees == ("MBZK",)
    assert "Directie Molens en Sluizen" in note.text[: note.sections[0].start]


# -- title ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Beslisnota Kamerbrief over de molens\n", "Beslisnota Kamerbrief over de molens"),
        ("Beslisnota\n\nOnderwerp: Kamerbrief over de molens\n", "Kamerbrief over de molens"),
        ("nota\n\nKamerbrief over de molens\n", "Kamerbrief over de molens"),
        ("Onderwerp\nUitstel van de molenregeling\n", "Uitstel van de molenregeling"),
        ("Betreft: Uitstel van de molenregeling\n", "Uitstel van de molenregeling"),
        ("Kamerbrief over de molens die nog\nin gebruik zijn\n", "Kamerbrief over de molens die nog in gebruik zijn"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert parsed(f"Aan: MBZK\n\n{head}\nDatum: 12 maart 2024\n").metadata.title == title


# -- ministry ---------------------------------------------------------------------------------------------------------
def test_ministry_with_its_identifier() -> None:
    note = parsed("Ministerie van Defensie\n\nAan: MINDEF\nDatum: 12 maart 2024\n")
    assert note.metadata.ministry is not None
    assert note.metadata.ministry.name == "Ministerie van Defensie"
    assert note.metadata.ministry.id == "https://identifier.overheid.nl/tooi/id/ministerie/mnre1018"


def test_ministry_that_is_not_known_has_no_identifier() -> None:
    note = parsed("Ministerie van Molens en Wieken\n\nDatum: 12 maart 2024\n")
    assert note.metadata.ministry is not None
    assert note.metadata.ministry.name == "Ministerie van Molens en Wieken"
    assert note.metadata.ministry.id is None


def test_ministry_behind_its_label() -> None:
    note = parsed("Ministerie van: Financiën\nDatum: 12 maart 2024\n")
    assert note.metadata.ministry is not None
    assert note.metadata.ministry.name == "Ministerie van Financiën"
    assert note.metadata.ministry.id is not None


# -- what was redacted ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["5.1.2e", "(10)(2e)", "Persoonsgegeven", "5.1.2.e"])
def test_redacted_value_leaves_an_entry_without_values(code: str) -> None:
    note = parsed(f"Opgesteld door\n{code}\n\nDatum\n12 maart 2024\n")
    assert note.metadata.authors == ()
    assert note.metadata.date == dt.date(2024, 3, 12)
    assert entries(note, "authors") == [("Opgesteld door", [code])]


def test_value_that_was_taken_away() -> None:
    note = parsed("Opgesteld door\n\nDatum\n12 maart 2024\n\nBijlage(n)\n-\n")
    assert entries(note, "authors") == [("Opgesteld door", [])]
    assert note.metadata.authors == ()
    assert note.metadata.attachments == ()


def test_text_without_a_head() -> None:
    note = parsed("")
    assert note.head == ()
    assert note.metadata == notaparse.parse_text("").metadata


def test_label_that_is_a_word_in_the_body() -> None:
    note = notaparse.parse_text("Kernpunten\nVan de molens draait de helft.\nDatum en plaats volgen.\n")
    assert note.head == ()
    assert note.metadata.senders == ()
