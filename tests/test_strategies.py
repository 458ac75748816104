"""Strategies: they draw what they say, shrink to what they say, and cost little."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from notaparse import Parser, default
from notaparse.testing.draw_pdf import LOOKS, pdf_of
from notaparse.testing.draw_text import STYLES, text_of
from notaparse.testing.drawn import (
    DrawnBlock,
    DrawnHead,
    DrawnList,
    DrawnNote,
    DrawnParagraph,
    DrawnSection,
    differences,
    seen,
)
from notaparse.testing.noise import KINDS
from notaparse.testing.shapes import SHAPES
from notaparse.testing.strategies import (
    Drawn,
    DrawnPdf,
    bullet_lists,
    drawn_notes,
    drawn_pdfs,
    drawn_trees,
    noisy,
    note_texts,
    sections,
    sentences,
)
from notaparse.vocabulary import loads

PARSER = Parser()
FIRST = DrawnParagraph("Het plan is gereed.")
PLAINEST = DrawnNote(sections=(DrawnSection("aanleiding", "Aanleiding", None, (FIRST,)),))


@given(drawn_notes())
@settings(max_examples=300)
def test_a_drawn_note_is_read_as_it_was_drawn(drawn: Drawn) -> None:
    assert differences(drawn.note, seen(PARSER.parse_text(drawn.text))) == []


@pytest.mark.parametrize("ministry", SHAPES)
def test_so_is_one_in_the_shape_of_a_ministry(ministry: str) -> None:
    @given(drawn_notes(ministry=ministry))
    @settings(max_examples=30)
    def holds(drawn: Drawn) -> None:
        assert differences(drawn.note, seen(PARSER.parse_text(drawn.text))) == []

    holds()


@given(noisy(drawn_notes()))
@settings(max_examples=200)
def test_noise_changes_nothing(drawn: Drawn) -> None:
    assert differences(drawn.note, seen(PARSER.parse_text(drawn.text))) == []


@pytest.mark.slow
@given(noisy(drawn_notes()))
@settings(max_examples=5_000, derandomize=False)
def test_many_more_are_read_as_they_were_drawn(drawn: Drawn) -> None:
    assert differences(drawn.note, seen(PARSER.parse_text(drawn.text))) == []


@pytest.mark.slow
@given(drawn_pdfs())
@settings(max_examples=1_000, derandomize=False)
def test_many_more_pdfs_are_read_as_they_were_drawn(drawn: DrawnPdf) -> None:
    assert differences(drawn.note, seen(PARSER.parse(drawn.content))) == []


@given(drawn_pdfs())
@settings(max_examples=40)
def test_a_note_drawn_as_pdf_is_read_as_it_was_drawn(drawn: DrawnPdf) -> None:
    assert differences(drawn.note, seen(PARSER.parse(drawn.content))) == []


@given(drawn_trees())
@settings(max_examples=20)
def test_text_and_pdf_of_one_note_give_the_same_tree(tree: DrawnNote) -> None:
    from_text = seen(PARSER.parse_text(text_of(tree, STYLES["hanging"])))
    from_pdf = seen(PARSER.parse(pdf_of(tree, LOOKS["bzk"]._replace(even=True))))
    assert differences(from_text, from_pdf) == []


@pytest.mark.parametrize(
    ("strategy", "plainest"),
    [
        (sentences(), "Het plan is gereed."),
        (bullet_lists(), "DrawnList(items=(DrawnItem(marker='•', text='de kosten.', blocks=()),))"),
        (sections(), repr(PLAINEST.sections[0])),
        (sections(kind="kernpunten"), repr(PLAINEST.sections[0]._replace(kind="kernpunten", title="Kernpunten"))),
        (drawn_trees(), repr(PLAINEST)),
        (drawn_notes(), repr(Drawn("Aanleiding\nHet plan is gereed.\n", PLAINEST, "plain"))),
        (noisy(drawn_notes()), repr(Drawn("Aanleiding\nHet plan is gereed.\n", PLAINEST, "plain"))),
        (drawn_pdfs().map(lambda drawn: (drawn.note, drawn.look)), repr((PLAINEST, "defensie"))),
        (note_texts(), ""),
    ],
)
def test_shrinks_to_what_the_docstring_says(strategy: st.SearchStrategy[Any], plainest: str) -> None:
    assert str(find(strategy, lambda _: True, settings=settings(database=None))) == plainest


def test_a_thousand_drawn_notes_take_seconds() -> None:
    assert any(seconds(lambda: drawn_many(drawn_notes(), 1_000)) < 5 for _ in range(3))


def test_nothing_is_filtered() -> None:
    strategies: tuple[st.SearchStrategy[Any], ...] = (
        drawn_notes(),
        noisy(drawn_notes()),
        sections(),
        bullet_lists(),
        note_texts(),
    )
    for strategy in strategies:

        @given(strategy)
        @settings(max_examples=50, suppress_health_check=[], database=None)
        def drawn(_: object) -> None:
            pass

        drawn()  # filtering too much or drawing too slowly is a failed health check, which hypothesis raises


@pytest.mark.parametrize(
    ("what", "least"),
    [("kind", 3), ("marker", 1), ("title", 1), ("style", 50), ("status", 10)],
)
def test_all_of_the_vocabulary_is_drawn(what: str, least: int, many: Counter[tuple[str, str]]) -> None:
    words = default()
    wanted: dict[str, set[str]] = {
        "kind": set(words.section) | {"overig"},
        "marker": {glyph for row in words.marker.values() for glyph in row.glyphs or (row.numbering or "",)},
        "title": {title for row in words.section.values() for title in row.titles},
        "style": set(STYLES),
        "status": {"ter_beslissing", "ter_ondertekening", "ter_besluitvorming", "ter_informatie", "ter_kennisneming"},
    }
    assert {each for each in wanted[what] if many[what, each] < least} == set()


@pytest.fixture(scope="module")
def many() -> Counter[tuple[str, str]]:
    """How often each thing comes up in many drawn notes."""
    counts = Counter(
        ("title", section.title)
        for kind, row in default().section.items()
        for section in drawn_many(sections(kind=kind), 12 * len(row.titles))
    )
    for drawn in drawn_many(drawn_notes(), 1_500):
        counts["style", drawn.style] += 1
        counts.update(("status", status) for status in drawn.note.head.status)
        for section in drawn.note.walk():
            counts["kind", section.kind] += 1
            counts["title", section.title] += 1
            stack: list[DrawnBlock] = list(section.blocks)
            while stack:
                block = stack.pop()
                if isinstance(block, DrawnList):
                    counts["marker", str(block.items[0].marker)] += 1
                    stack += [inner for item in block.items for inner in item.blocks]
    return counts


def test_a_users_rows_are_drawn() -> None:
    mine = loads(b'[[section]]\nid = "gezondheid"\ntitles = ["Gevolgen voor de gezondheid"]\nexamples = ["Gevolgen"]\n')
    found = find(
        drawn_notes(vocabulary=default() | mine),
        lambda drawn: any(section.kind == "gezondheid" for section in drawn.note.walk()),
        settings=settings(database=None),
    )
    assert "Gevolgen voor de gezondheid" in found.text


@given(bullet_lists(depth=2))
@settings(max_examples=50)
def test_lists_are_no_deeper_than_asked(drawn: DrawnList) -> None:
    for item in drawn.items:
        for below in item.blocks:
            assert isinstance(below, DrawnList)
            assert not any(deeper.blocks for deeper in below.items)


@pytest.mark.parametrize("kind", KINDS)
def test_each_noise_changes_the_text(kind: str) -> None:
    text = text_of(
        DrawnNote(
            DrawnHead(title="Kamerbrief ëïé"),
            (
                DrawnSection(
                    "aanleiding", "Aanleiding", None, (DrawnParagraph("De wet- en regelgeving van Groningen. " * 5),)
                ),
            ),
        ),
        STYLES["plain"],
    )
    assert KINDS[kind](text, 1) != text


@given(drawn_trees())
@settings(max_examples=30)
def test_a_tree_differs_from_another_but_not_from_itself(tree: DrawnNote) -> None:
    """A comparison that can't fail would make all of the above hold."""
    assert differences(tree, tree) == []
    assert differences(tree, tree._replace(sections=())) != []
    assert differences(tree, tree._replace(signature="DE MINISTER")) != []


def drawn_many(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    found: list[Any] = []

    @given(strategy)
    @settings(
        max_examples=count, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return found


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
