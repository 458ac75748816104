"""Relations: they hold for drawn notes and fixtures, and each can fail."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from truth import folders, source

from notaparse import Note, Parser
from notaparse.mentions import Passage
from notaparse.model import Mention
from notaparse.read.text import decode
from notaparse.testing.draw_text import STYLES, text_of
from notaparse.testing.drawn import DrawnItem, DrawnList, DrawnNote, DrawnParagraph, DrawnSection, differences, seen
from notaparse.testing.relations import RELATIONS, Relation, check
from notaparse.testing.strategies import Drawn, drawn_notes
from notaparse.testing.variations import Variant

PARSER = Parser()
BY_NAME = {relation.name: relation for relation in RELATIONS}

RICH = text_of(
    DrawnNote(
        sections=(
            DrawnSection(
                "aanleiding",
                "Aanleiding",
                None,
                (
                    DrawnParagraph("Het plan geldt per 1 juli. Op 3 maart 2024 is de wet- en regelgeving besproken."),
                    DrawnParagraph("De Kamer vroeg op 9 december om een burgerforum in Groningen, zie bijlage 2."),
                ),
            ),
            DrawnSection(
                "kernpunten",
                "Kernpunten",
                None,
                (
                    DrawnList(
                        (
                            DrawnItem("•", "Het plan is gereed.", (DrawnList((DrawnItem("o", "de kosten;"),)),)),
                            DrawnItem(
                                "•",
                                "De financiële gevolgen zijn beperkt, zo blijkt uit het burgerforum over de uitvoering.",
                            ),
                        )
                    ),
                ),
            ),
        )
    ),
    STYLES["plain"],
)
"""A text that gives every relation occasion."""


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_holds_for_a_rich_text(relation: Relation) -> None:
    assert relation.vary(PARSER, RICH, PARSER.parse_text(RICH)) is not None, "the text must give occasion"
    assert [str(failure) for failure in check(PARSER, RICH, relations=(relation,))] == []


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_holds_for_drawn_notes(relation: Relation) -> None:
    @given(drawn_notes())
    @settings(max_examples=20)
    def holds(drawn: Drawn) -> None:
        assert [str(failure) for failure in check(PARSER, drawn.text, relations=(relation,))] == []

    holds()


@pytest.mark.parametrize(
    "name", [folder.name for folder in folders() if source(folder).suffix == ".txt" and "bundel" not in folder.name]
)
def test_holds_for_fixtures(name: str) -> None:
    folder = next(folder for folder in folders() if folder.name == name)
    text = decode(source(folder).read_bytes())[0].replace("\r\n", "\n")
    assert [str(failure) for failure in check(PARSER, text)] == []


def test_names_are_unique_and_reasons_given() -> None:
    assert len(BY_NAME) == len(RELATIONS)
    assert all(relation.reason and "\n" not in relation.reason for relation in RELATIONS)


def test_a_failure_says_what_and_why() -> None:
    def loses_a_section(parser: Parser, text: str, _: Note) -> Variant:
        return Variant(
            text.replace("Kernpunten", "Het kernpunt is dit."),
            parser,
            lambda before, after: differences(seen(before), seen(after)),
        )

    broken = Relation("broken", "headings are headings", loses_a_section)
    (failure,) = check(PARSER, RICH, relations=(broken,))
    assert failure.relation == "broken"
    assert "Het kernpunt is dit." in failure.text
    assert str(failure).startswith("broken: headings are headings\n  - /kernpunten heading")


def test_a_finder_that_forgets_the_reference_date_is_caught() -> None:
    def stuck(passage: Passage) -> list[Mention]:
        start = passage.text.find("9 december")
        mention = Mention(kind="date", start=start, end=start + 10, text="9 december", value="2024-12-09")
        return [mention.model_copy(update={"implied": ("year",)})] if start >= 0 else []

    wrong = replace(PARSER, finders=(stuck,))
    assert [failure.relation for failure in check(wrong, RICH, relations=(BY_NAME["later"],))] == ["later"]


def test_a_finder_that_depends_on_the_order_of_rows_is_caught() -> None:
    def first_row(passage: Passage) -> list[Mention]:
        return [Mention(kind="place", start=0, end=1, text=passage.text[:1], id=next(iter(passage.vocabulary.name)))]

    wrong = replace(PARSER, finders=(first_row,))
    caught = check(wrong, RICH, relations=(BY_NAME["rows_permuted"], BY_NAME["crlf"]))
    assert [failure.relation for failure in caught] == ["rows_permuted"]
