"""The canonical text: how it reads, and that it is read again as it was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sketch import PARSER, sketch

from notaparse.structure.canonical import MARK

LINES = st.sampled_from(
    (
        *(
            "Aanleiding",
            "2. Geadviseerd besluit",
            "Kern",
            "Toelichting",
            "Communicatie",
            "4.1. Politieke context",
            "Vrije kop",
        ),
        *(
            "## Kop",
            "### Kop van de nota",
            "MJenV:",
            "Toezeggingen g.",
            "Informatie die niet openbaar gemaakt kan worden N.v.t.",
        ),
        *(
            "• Een punt",
            "- 1. Een optie",
            "o Dieper",
            "   - Nog dieper",
            "1. Een",
            "2. Twee",
            "a) Een letter",
            "•",
            "-",
            "1.",
        ),
        *(
            "Bijlagen",
            "Volgnummer Naam",
            "Informatie",
            "1",
            "1 Brief",
            "| a | b |",
            "| --- | --- |",
            "Volgnummer   Naam",
        ),
        *(
            "Datum",
            "3 mei 2024",
            "Aan: MBZK",
            "TER BESLISSING",
            "Pagina 1 van 2",
            "HEADER",
            "N.v.t.",
            "Het plan is gereed.",
        ),
        *(
            "Een regel die zo lang is dat hij tot aan de kantlijn van de bladzijde loopt en",
            "daar doorgaat.1",
            "1 Een noot.",
        ),
        *("DE DIRECTEUR-GENERAAL BELEID", "infor-", "matie", "", "", "", f"Kop{MARK}", MARK, MARK * 2),
    )
)
heaps = st.lists(LINES, max_size=30).map("\n".join)


def body(text: str) -> str:
    note = PARSER.parse_text(text)
    return note.text[note.sections[0].start : note.sections[-1].end] if note.sections else ""


@given(heaps)
@settings(max_examples=300, deadline=None)
def test_the_body_is_read_again_as_it_was_written(text: str) -> None:
    assert sketch(PARSER.parse_text(body(text))) == sketch(PARSER.parse_text(text))


@given(heaps)
@settings(max_examples=200, deadline=None)
def test_so_is_the_whole(text: str) -> None:
    note = PARSER.parse_text(text)
    assert sketch(PARSER.parse_text(note.text)) == sketch(note)


@given(heaps)
@settings(max_examples=200, deadline=None)
def test_written_again_the_body_is_the_same(text: str) -> None:
    once = body(text)
    assert body(once) == once


TEXT = """\
Datum
3 mei 2024

Aanleiding
De vraag is
gesteld.
Kern
• Eerste punt:
  o dieper;

  met uitleg.
• Tweede punt.
Bijlagen
Volgnummer Naam
1 Brief
Pagina 1 van 1
"""


def test_how_it_reads() -> None:
    lines = PARSER.parse_text(TEXT).text.split("\n")
    assert [line.rstrip() for line in lines] == [
        "Datum",
        "3 mei 2024",
        "",
        "Aanleiding",
        "De vraag is gesteld.",
        "",
        "Kern",
        "  • Eerste punt:",
        "    o dieper;",
        "",
        "    met uitleg.",
        "  • Tweede punt.",
        "",
        "Bijlagen",
        "\tVolgnummer",
        "\t\tNaam",
        "\t1",
        "\t\tBrief",
        "",
        "Pagina 1 van 1",
        "",
    ]
    assert all(line == line.rstrip() or not line.strip() for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Kern\n\n\n- een\n\n\n\n1. twee\n\nToelichting\nDrie.\n",
        "Kern\n- 1. een\n- 2. twee\n",
        "Kern\n• - een\n• • twee\n",
        "## Vrije kop\n",
        "Alleen tekst, en geen kop.\n",
        "Kern\nToelichting\nBijlagen\n",
    ],
)
def test_what_the_layout_does_not_show_by_itself(text: str) -> None:
    assert sketch(PARSER.parse_text(body(text))) == sketch(PARSER.parse_text(text))


def test_one_section_alone_ends_its_heading_in_a_mark() -> None:
    note = PARSER.parse_text("Kern\nHet plan is gereed.\n")
    assert note.text == f"Kern{MARK}\nHet plan is gereed.\n"
    assert note.sections[0].heading is not None
    assert note.sections[0].heading.text == "Kern"
