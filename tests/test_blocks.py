"""Paragraphs and lists of text: markers, nesting, what goes on, and what stands between joined lines."""

from __future__ import annotations

from typing import Any

import pytest

import notaparse
from notaparse.model import Block, Section
from notaparse.structure.joining import glue

WIDE = "De molens langs de oude rivier draaien sinds de storm van maandag niet meer en"
"""A line as wide as a page."""


def shape(blocks: tuple[Block, ...]) -> list[Any]:
    """Paragraphs as their text, items as (marker, text) or (marker, text, what is in them)."""
    found: list[Any] = []
    for block in blocks:
        if block.type == "paragraph":
            found.append(block.text)
        elif block.type == "list":
            for item in block.items:
                inner = shape(item.blocks)
                found.append((item.marker, item.text, inner) if inner else (item.marker, item.text))
    return found


def body(text: str) -> list[Any]:
    """Shape of the blocks of the one section, Kernpunten, that the text is set under."""
    note = notaparse.parse_text(f"Kernpunten\n{text}")
    sections: list[Section] = list(note.walk())
    assert [section.kind for section in sections] == ["kernpunten"]
    return shape(sections[0].blocks)


# -- markers ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("glyph", ["\uf0b7", "•", "o", "-", "–", "▪", "·", "*", "●", "➢"])
def test_glyphs(glyph: str) -> None:
    text = f"{glyph} De wieken draaien.\n{glyph} De kap is nieuw.\n"
    assert body(text) == [(glyph, "De wieken draaien."), (glyph, "De kap is nieuw.")]


@pytest.mark.parametrize("numbers", ["1. 2. 3.", "1) 2) 3)", "a. b. c.", "a) b) c)", "i. ii. iii.", "(a) (b) (c)"])
def test_numbers(numbers: str) -> None:
    texts = ["De wieken draaien.", "De kap is nieuw.", "De schuur is leeg."]
    lines = list(zip(numbers.split(), texts, strict=True))
    assert body("".join(f"{number} {text}\n" for number, text in lines)) == lines


@pytest.mark.parametrize(
    "line",
    [
        "-5 graden was het in de molen.",
        "2024. Daarna volgt de rest van het plan.",
        "ook de schuur is nu leeg.",
        "3,5 miljoen euro is er voor de wieken.",
        "2.5 procent van de molens staat stil.",
    ],
)
def test_what_looks_like_a_marker(line: str) -> None:
    assert body(f"{line}\n") == [line]


def test_glyph_glued_to_its_text() -> None:
    assert body("•De wieken draaien.\n•De kap is nieuw.\n") == [("•", "De wieken draaien."), ("•", "De kap is nieuw.")]


def test_items_run_together_in_one_line() -> None:
    assert body("• De wieken draaien. • De kap is nieuw.\n") == [("•", "De wieken draaien."), ("•", "De kap is nieuw.")]


# -- nesting ----------------------------------------------------------------------------------------------------------
def test_nesting_by_indent_to_depth_four() -> None:
    text = (
        "- De molens draaien.\n    - In het noorden.\n        - Bij het meer.\n            - Met nieuwe wieken.\n"
        "        - Bij de dijk.\n- De sluizen zijn dicht.\n"
    )
    assert body(text) == [
        (
            "-",
            "De molens draaien.",
            [("-", "In het noorden.", [("-", "Bij het meer.", [("-", "Met nieuwe wieken.")]), ("-", "Bij de dijk.")])],
        ),
        ("-", "De sluizen zijn dicht."),
    ]


def test_nesting_by_marker_to_depth_four() -> None:
    text = (
        "• De molens draaien.\n- In het noorden.\no Bij het meer.\n▪ Met nieuwe wieken.\no Bij de dijk.\n"
        "• De sluizen zijn dicht.\n"
    )
    assert body(text) == [
        (
            "•",
            "De molens draaien.",
            [("-", "In het noorden.", [("o", "Bij het meer.", [("▪", "Met nieuwe wieken.")]), ("o", "Bij de dijk.")])],
        ),
        ("•", "De sluizen zijn dicht."),
    ]


def test_letters_under_numbers() -> None:
    text = "1. De molens draaien.\na. In het noorden.\nb. In het zuiden.\n2. De sluizen zijn dicht.\n"
    assert body(text) == [
        ("1.", "De molens draaien.", [("a.", "In het noorden."), ("b.", "In het zuiden.")]),
        ("2.", "De sluizen zijn dicht."),
    ]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_dashes_under_bullets(blank: str) -> None:
    lines = ["• De molens draaien.", "- In het noorden.", "- In het zuiden.", "• De sluizen zijn dicht."]
    assert body("".join(f"{line}\n{blank}" for line in lines)) == [
        ("•", "De molens draaien.", [("-", "In het noorden."), ("-", "In het zuiden.")]),
        ("•", "De sluizen zijn dicht."),
    ]


def test_dashes_alone_are_of_the_first_level() -> None:
    assert body("- De wieken draaien.\n- De kap is nieuw.\n") == [
        ("-", "De wieken draaien."),
        ("-", "De kap is nieuw."),
    ]


# -- markers apart from their text ------------------------------------------------------------------------------------
def test_markers_alone_on_their_line() -> None:
    assert body("•\nDe wieken draaien weer.\n•\nDe kap is helemaal nieuw.\n") == [
        ("•", "De wieken draaien weer."),
        ("•", "De kap is helemaal nieuw."),
    ]


def test_markers_alone_with_blank_lines() -> None:
    assert body("•\n\nDe wieken draaien weer.\n\n•\n\nDe kap is helemaal nieuw.\n") == [
        ("•", "De wieken draaien weer."),
        ("•", "De kap is helemaal nieuw."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "•\n•\n\nDe wieken draaien weer.\n\nDe kap is helemaal nieuw.\n",
        "De wieken draaien weer.\n\nDe kap is helemaal nieuw.\n\n•\n•\n",
    ],
)
def test_markers_apart_from_all_texts(text: str) -> None:
    assert body(text) == [("•", "De wieken draaien weer."), ("•", "De kap is helemaal nieuw.")]


def test_markers_without_a_text_of_their_own_are_told() -> None:
    note = notaparse.parse_text("Kernpunten\nDe wieken draaien weer.\n•\n•\n\nToelichting\nGeen.\n")
    assert [span.text for span in note.furniture] == ["•", "•"]
    assert [notice.code for notice in note.notices] == ["detached_marker"]
    assert shape(note.sections[0].blocks) == ["De wieken draaien weer."]


# -- what goes on -----------------------------------------------------------------------------------------------------
def test_item_goes_on_in_the_next_line() -> None:
    assert body(f"• {WIDE}\n  de kap is weg.\n• De schuur is leeg.\n") == [
        ("•", f"{WIDE} de kap is weg."),
        ("•", "De schuur is leeg."),
    ]


def test_item_goes_on_after_a_blank_line() -> None:
    assert body(f"• {WIDE}\n\nde kap is weg.\n\n• De schuur is leeg.\n") == [
        ("•", f"{WIDE} de kap is weg."),
        ("•", "De schuur is leeg."),
    ]


def test_item_goes_on_over_a_page_break() -> None:
    assert body(f"• {WIDE}\n\nPagina 1 van 2\n\fde kap is weg.\n• De schuur is leeg.\n") == [
        ("•", f"{WIDE} de kap is weg."),
        ("•", "De schuur is leeg."),
    ]


def test_paragraph_goes_on_after_a_blank_line_and_a_page_break() -> None:
    assert body(f"{WIDE}\n\nde kap is weg.\n") == [f"{WIDE} de kap is weg."]
    assert body(f"{WIDE}\n\fde kap is weg.\n") == [f"{WIDE} de kap is weg."]


def test_blank_line_after_every_printed_line() -> None:
    lines = [
        "De molens langs de oude rivier draaien sinds de storm van maandag niet meer,",
        "omdat de wieken en de kap zijn beschadigd door de wind en het vele water dat",
        "daarna kwam.",
        "• De molenaars vragen om een regeling waarmee zij de wieken kunnen herstellen",
        "en de kap kunnen vervangen.",
        "• De provincie betaalt mee.",
    ]
    expected = [
        " ".join(lines[:3]),
        ("•", f"{lines[3][2:]} {lines[4]}"),
        ("•", "De provincie betaalt mee."),
    ]
    assert body("".join(f"{line}\n" for line in lines)) == expected
    assert body("\n" + "".join(f"{line}\n\n" for line in lines)) == expected


def test_new_paragraph_after_a_blank_line() -> None:
    assert body("De wieken draaien weer.\n\nDe kap is nieuw.\n") == ["De wieken draaien weer.", "De kap is nieuw."]


def test_paragraph_after_a_list() -> None:
    text = "• De wieken draaien.\n• De kap is nieuw.\n\nDe provincie heeft hiermee ingestemd en betaalt de helft.\n"
    assert body(text) == [
        ("•", "De wieken draaien."),
        ("•", "De kap is nieuw."),
        "De provincie heeft hiermee ingestemd en betaalt de helft.",
    ]


# -- Markdown ---------------------------------------------------------------------------------------------------------
def test_markdown() -> None:
    note = notaparse.parse_text(
        "# Aanleiding\n\nDe **molens** staan stil.\n\n## Kernpunten\n\n* De wieken draaien.\n    * In het noorden.\n"
        "* De kap is nieuw.\n"
    )
    first, second = note.walk()
    assert (first.kind, second.kind) == ("aanleiding", "kernpunten")
    assert shape(first.blocks) == ["De molens staan stil."]
    assert shape(second.blocks) == [
        ("*", "De wieken draaien.", [("*", "In het noorden.")]),
        ("*", "De kap is nieuw."),
    ]
    assert {change.kind for change in note.changes} == {"markup"}
    assert [change.before for change in note.changes if change.before != "**"] == ["# ", "## "]


def test_converters_sign_before_the_printed_number() -> None:
    assert body("- 1. De wieken draaien.\n- 2. De kap is nieuw.\n") == [
        ("1.", "De wieken draaien."),
        ("2.", "De kap is nieuw."),
    ]


# -- hyphens ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "words", "between", "undone"),
    [
        ("de REACH-", "verordening", {"verordening"}, "", False),
        ("de EU-", "lidstaten", {"eu-lidstaten"}, "", False),
        ("wet- en", "regelgeving", {"wet", "regelgeving"}, " ", False),
        ("wet-", "en regelgeving", {"wetten"}, " ", False),
        ("in- of", "uitvoer", set(), " ", False),
        ("goede infor-", "matie volgt", {"informatie"}, "", True),
        ("goede infor-", "matie, die", {"informatie"}, "", True),
        ("goede infor-", "matie volgt", {"infor", "matie"}, "", False),
        ("het zuid-", "oosten", {"zuid-oosten", "zuidoosten"}, "", False),
        ("de jaren 2024-", "2026", set(), "", False),
        ("de molens", "draaien", {"demolens"}, " ", False),
        ("de cijfers -", "zie bijlage", set(), " ", False),
        ("en/", "of", set(), "", False),
        ("", "draaien", set(), "", False),
    ],
)
def test_what_stands_between_two_lines(before: str, after: str, words: set[str], between: str, *, undone: bool) -> None:
    assert glue(before, after, words) == (between, undone)


def test_hyphen_is_undone_on_evidence_only_and_recorded() -> None:
    broken = "De molenaars van de oude rivier hebben aan de minister gevraagd om goede infor-\nmatie over het plan.\n"
    without = notaparse.parse_text(f"Kernpunten\n{broken}")
    assert "goede infor-matie over" in without.text
    assert without.changes == ()
    told = notaparse.parse_text(f"Kernpunten\n{broken}\nDie informatie volgt.\n")
    assert "goede informatie over" in told.text
    assert [(change.kind, change.before, change.after) for change in told.changes] == [("hyphen", "-", "")]
    change = told.changes[0]
    assert told.text[: change.start].endswith("infor")
    assert change.source_start == len("Kernpunten\n") + broken.index("-")


def test_soft_hyphen_goes() -> None:
    note = notaparse.parse_text("Kernpunten\nDe infor\u00admatie volgt.\n")
    assert "De informatie volgt." in note.text
    assert [change.kind for change in note.changes] == ["hyphen"]
