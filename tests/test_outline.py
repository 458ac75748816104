"""Headings and the tree of sections of notas that come as text."""

from __future__ import annotations

from typing import Any

import pytest

import notaparse
from notaparse import Note
from notaparse.model import Section

SENTENCE = "De molens langs de rivier draaien sinds de storm van maandag niet meer."


def tree(sections: tuple[Section, ...]) -> list[Any]:
    """Kinds, with what is under them: ``"kernpunten"`` or ``("toelichting", ["uitvoering"])``."""
    return [(section.kind, tree(section.sections)) if section.sections else section.kind for section in sections]


def kinds(text: str) -> list[Any]:
    return tree(notaparse.parse_text(text).sections)


def codes(note: Note) -> list[str]:
    return [notice.code for notice in note.notices]


def paragraphs(section: Section | None) -> list[str]:
    assert section is not None
    return [block.text for block in section.blocks if block.type == "paragraph"]


# -- numbers ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "number"),
    [("4.1. ", "4.1."), ("4.1 ", "4.1"), ("4.1\n", "4.1"), ("4.1.\n", "4.1."), ("4.1.\n\n", "4.1.")],
)
def test_numbered_heading(before: str, number: str) -> None:
    text = f"1. Aanleiding\n{SENTENCE}\n\n4. Toelichting\n{SENTENCE}\n\n{before}Politieke context\n{SENTENCE}\n"
    note = notaparse.parse_text(text)
    assert tree(note.sections) == ["aanleiding", ("toelichting", ["politieke_context"])]
    section = note.section("politieke_context")
    assert section is not None
    assert (section.number, section.title) == (number, "Politieke context")
    assert paragraphs(section) == [SENTENCE]
    assert codes(note) == []


def test_number_alone_on_a_line() -> None:
    text = f"1.\nAanleiding\n{SENTENCE}\n\n2.\nKernpunten\n{SENTENCE}\n"
    note = notaparse.parse_text(text)
    assert [(section.number, section.kind) for section in note.sections] == [("1.", "aanleiding"), ("2.", "kernpunten")]
    assert note.head == ()
    printed = [(note.text[line.start : line.end], line.source_start) for line in note.lines]
    assert ("2.", text.index("2.")) in printed
    assert ("Kernpunten", text.index("Kernpunten")) in printed


def test_lettered_sub_headings() -> None:
    note = notaparse.parse_text(
        f"Toelichting\n{SENTENCE}\n\na. Draagvlak politiek\n{SENTENCE}\n\n"
        f"b. Draagvlak maatschappelijk en eenduidige communicatie\n{SENTENCE}\n\nc. Financiële en personele gevolgen\nGeen.\n"
    )
    assert tree(note.sections) == [
        ("toelichting", ["draagvlak_politiek", "draagvlak_maatschappelijk", "financiele_personele_gevolgen"])
    ]
    assert [section.number for section in note.sections[0].sections] == ["a.", "b.", "c."]


def test_letter_after_the_heading() -> None:
    note = notaparse.parse_text(
        f"Toelichting\n{SENTENCE}\n\nDraagvlak politiek a.\n{SENTENCE}\n\nToezeggingen b.\nGeen.\n\nFraudetoets c.\nN.v.t.\n"
    )
    assert tree(note.sections) == [("toelichting", ["draagvlak_politiek", "toezeggingen", "fraudetoets"])]
    inner = note.sections[0].sections
    assert [(section.number, section.title) for section in inner] == [
        ("a.", "Draagvlak politiek"),
        ("b.", "Toezeggingen"),
        ("c.", "Fraudetoets"),
    ]
    assert paragraphs(inner[2]) == ["N.v.t."]


def test_sub_heading_and_its_text_as_a_list_item() -> None:
    note = notaparse.parse_text(
        f"Toelichting\n{SENTENCE}\n\n- Draagvlak politiek a. De partijen zijn het eens.\n- Toezeggingen b. Er is er geen.\n"
    )
    assert tree(note.sections) == [("toelichting", ["draagvlak_politiek", "toezeggingen"])]
    assert paragraphs(note.section("draagvlak_politiek")) == ["De partijen zijn het eens."]


# -- under what -------------------------------------------------------------------------------------------------------
def test_sub_headings_come_under_toelichting_and_stand_alone_before_it() -> None:
    assert kinds(
        f"Krachtenveld\n{SENTENCE}\n\nToelichting\n{SENTENCE}\n\nUitvoering\n{SENTENCE}\n\nCommunicatie\n{SENTENCE}\n"
    ) == ["krachtenveld", ("toelichting", ["uitvoering", "communicatie"])]


def test_section_without_parent_closes_toelichting() -> None:
    assert kinds(
        f"Toelichting\n{SENTENCE}\n\nUitvoering\n{SENTENCE}\n\nInformatie die niet openbaar gemaakt kan worden\nN.v.t.\n\n"
        f"Motivering\nN.v.t.\n\nBijlagen\nEén brief over de molens.\n\nLeeswijzer\n{SENTENCE}\n"
    ) == [("toelichting", ["uitvoering"]), ("niet_openbaar", ["motivering"]), ("bijlagen", ["leeswijzer"])]


def test_deeper_numbers() -> None:
    note = notaparse.parse_text(
        f"4. Toelichting\n{SENTENCE}\n\n4.1. Uitvoering\n{SENTENCE}\n\n4.1.1. Planning\n{SENTENCE}\n\n"
        f"4.2. Communicatie\n{SENTENCE}\n\n5. Bijlagen\nGeen.\n"
    )
    assert tree(note.sections) == [("toelichting", [("uitvoering", ["planning"]), "communicatie"]), "bijlagen"]


# -- run in -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("Informatie die niet openbaar gemaakt kan worden N.v.t.", "niet_openbaar", "N.v.t."),
        ("Informatie die niet openbaar wordt gemaakt Geen.", "niet_openbaar", "Geen."),
        ("Toelichting N.v.t.", "toelichting", "N.v.t."),
        ("Kernpunten: De wieken draaien weer sinds mei.", "kernpunten", "De wieken draaien weer sinds mei."),
        ("3. Kernpunten De wieken draaien weer sinds mei.", "kernpunten", "De wieken draaien weer sinds mei."),
    ],
)
def test_run_in_heading(line: str, kind: str, rest: str) -> None:
    note = notaparse.parse_text(f"Aanleiding\n{SENTENCE}\n\n{line}\n")
    assert tree(note.sections) == ["aanleiding", kind]
    assert paragraphs(note.section(kind)) == [rest]


# -- words, not headings ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "Aanleiding voor dit rapport is de motie over de molens.",
        "Kernpunten van de regeling zijn de wieken en de kap.",
        "Uitvoering van de motie is voorzien in mei.",
        "Advies van de molenaars is om te wachten.",
        "Communicatie hierover loopt via de molenwacht.",
        "Toelichting op de cijfers volgt in het najaar.",
        "Alternatieven zijn er niet.",
    ],
)
def test_heading_words_in_a_sentence(line: str) -> None:
    note = notaparse.parse_text(f"Kernpunten\n{SENTENCE}\n\n{line}\n\n{SENTENCE}\n")
    assert tree(note.sections) == ["kernpunten"]
    assert paragraphs(note.sections[0]) == [SENTENCE, line, SENTENCE]


def test_heading_word_that_a_line_break_left_at_the_end_of_a_sentence() -> None:
    text = (
        "Kernpunten\nDe molenaars van de oude rivier vragen al jaren om meer geld en om een goede\n"
        "toelichting\nop de cijfers die de provincie in het afgelopen jaar aan de molens heeft\ngegeven.\n"
    )
    assert kinds(text) == ["kernpunten"]


def test_column_of_a_table() -> None:
    text = (
        f"Aanleiding\n{SENTENCE}\n\nBijlagen\nVolgnummer Naam Informatie\n1 Kaart van de molens Openbaar\n\n"
        "Leeswijzer\nDatum Naam beslisnota Toelichting\n12 maart 2024 Molens Gaat over de wieken\n"
    )
    assert kinds(text) == ["aanleiding", ("bijlagen", ["leeswijzer"])]


# -- unknown, repeated, empty -----------------------------------------------------------------------------------------
def test_unknown_heading_is_overig_with_a_notice() -> None:
    note = notaparse.parse_text(
        f"Aanleiding\n{SENTENCE}\n\nToelichting\n{SENTENCE}\n\nDe molens in het noorden\n{SENTENCE}\n\nBijlagen\nGeen.\n"
    )
    assert tree(note.sections) == ["aanleiding", ("toelichting", ["overig"]), "bijlagen"]
    section = note.section("overig")
    assert section is not None
    assert section.title == "De molens in het noorden"
    notice = next(notice for notice in note.notices if notice.code == "unknown_heading")
    assert note.text[notice.start : notice.end] == "De molens in het noorden"


def test_unknown_heading_by_its_sign() -> None:
    note = notaparse.parse_text(f"# Aanleiding\n{SENTENCE}\n\n# Molens en wieken\n{SENTENCE}\n")
    assert [(section.kind, section.title) for section in note.walk()] == [
        ("aanleiding", "Aanleiding"),
        ("overig", "Molens en wieken"),
    ]
    assert codes(note) == ["unknown_heading"]


def test_repeated_section() -> None:
    note = notaparse.parse_text(
        f"Kernpunten\nDe wieken draaien.\n\nToelichting\n{SENTENCE}\n\nKernpunten\nDe kap is nieuw.\n"
    )
    assert tree(note.sections) == ["kernpunten", "toelichting", "kernpunten"]
    assert paragraphs(note.section("kernpunten")) == ["De wieken draaien."], "the first of its kind"
    assert paragraphs(note.sections[2]) == ["De kap is nieuw."]


@pytest.mark.parametrize("filler", ["N.v.t.", "n.v.t.", "nvt", "Geen.", "Niet van toepassing"])
def test_sections_that_say_nothing(filler: str) -> None:
    note = notaparse.parse_text(
        f"Kernpunten\n{SENTENCE}\n\nToelichting\n{filler}\n\nUitvoering\n{filler}\n\nBijlagen\n{filler}\n"
    )
    assert tree(note.sections) == ["kernpunten", ("toelichting", ["uitvoering"]), "bijlagen"]
    assert codes(note) == []
    for section in list(note.walk())[1:]:
        assert filler in note.text[section.start : section.end]


def test_section_without_text() -> None:
    note = notaparse.parse_text(f"Kernpunten\n\nToelichting\n\nUitvoering\n{SENTENCE}\n")
    assert tree(note.sections) == ["kernpunten", ("toelichting", ["uitvoering"])]
    assert note.sections[0].blocks == ()


def test_text_before_the_first_heading() -> None:
    prose = (
        f"{SENTENCE} Daarom vragen de molenaars om een regeling. De provincie heeft daar begrip voor, en betaalt mee."
    )
    note = notaparse.parse_text(f"{prose}\n\nKernpunten\nDe wieken draaien.\n")
    assert [(section.kind, section.title) for section in note.sections] == [
        ("overig", None),
        ("kernpunten", "Kernpunten"),
    ]
    assert codes(note) == ["untitled_text"]


# -- headings as printed ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    ["Kernpunten", "KERNPUNTEN", "Kernpunten:", "K ernpunten", "**Kernpunten**", "3 Kernpunten"],
)
def test_spelling_of_a_heading(heading: str) -> None:
    assert kinds(f"Aanleiding\n{SENTENCE}\n\n{heading}\n{SENTENCE}\n") == ["aanleiding", "kernpunten"]


def test_heading_over_two_lines() -> None:
    assert kinds(f"Aanleiding\n{SENTENCE}\n\nDraagvlak maatschappelijk en eenduidige\ncommunicatie\n{SENTENCE}\n") == [
        "aanleiding",
        "draagvlak_maatschappelijk",
    ]


def test_section_covers_its_heading_through_its_last_block() -> None:
    note = notaparse.parse_text(f"1. Aanleiding\n{SENTENCE}\n\n2. Kernpunten\n• De wieken draaien.\n")
    for section in note.sections:
        text = note.text[section.start : section.end]
        assert text.startswith(f"{section.number} {section.title}")
        assert text.endswith(".")
