"""Law 2, to the letter: the lines and changes of a Note give every sign of the source back, in place."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from truth import folders, source

from notaparse import Note, Parser
from notaparse.read.text import decode
from notaparse.testing.strategies import Drawn, drawn_notes, noisy

PARSER = Parser(finders=(), refiners=())
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
TEXTS = [source(folder) for folder in folders() if source(folder).suffix == ".txt"]
REAL_TEXTS = sorted([*REAL.glob("*.txt"), *REAL.glob("page1/*.txt"), *REAL.glob("vws/*.md")])

SIGNS = st.sampled_from(
    (
        *"abcdeoAN1234567890.,;:()[]<>-–•*#_|/ \t\n\r\f",
        *("\n\n", "  ", "\xa0", "\xad", "\u200b", "\x00", "\x07", "ﬁ", "é", "e\u0301", "\u205f", "\u2009"),
        *(
            "\uf0b7 ",
            "o ",
            "1. ",
            "a) ",
            "- ",
            "• ",
            "## ",
            "**",
            "| ",
            "infor-\nmatie ",
            "terug.1",
            "Pagina 1 van 2\n",
        ),
        *("Aanleiding\n", "Kern\n", "Bijlagen\n", "Volgnummer ", "Naam\n", "Aan: ", "Van\n", "Datum\n", "HEADER\n"),
        *("3 mei 2024", "MBZK", "TER BESLISSING\n", "Het plan is gereed. "),
        "Informatie die niet openbaar gemaakt kan worden ",
    )
)
"""What lines of notas are made of, and what breaks them."""

heaps = st.lists(SIGNS, max_size=60).map("".join)


def undone(note: Note, text: str) -> None:
    """Each line of the Note, with its changes taken back, says what the source says there; the rest was recorded."""
    lines = sorted((line for line in note.lines if line.start < line.end), key=lambda line: line.source_start or 0)
    placed = [(change.source_start, change) for change in note.changes if change.source_start is not None]
    changes = sorted(placed, key=lambda change: change[0])
    covered = 0
    for line in lines:
        assert line.source_start is not None
        assert line.source_end is not None
        assert line.source_start >= covered, "two lines of the same source"
        between = [change for at, change in changes if covered <= at < line.source_start]
        assert ink(text[covered : line.source_start]) == "".join(ink(change.before) for change in between)
        own = [(at, change) for at, change in changes if line.source_start <= at < line.source_end]
        written, at = "", line.source_start
        for start, change in own:
            written += ink(text[at:start]) + ink(change.after)
            assert ink(text[start:]).startswith(ink(change.before))
            at = after(text, start, change.before)
        written += ink(text[at : line.source_end])
        assert written == ink(note.text[line.start : line.end])
        covered = line.source_end
    rest = [change for at, change in changes if at >= covered]
    assert ink(text[covered:]) == "".join(ink(change.before) for change in rest)


def ink(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace())


def after(text: str, start: int, before: str) -> int:
    """Where the source goes on behind what a change took away."""
    left = len(ink(before))
    while left:
        left -= not text[start].isspace()
        start += 1
    return start


def holds(text: str) -> None:
    undone(PARSER.parse_text(text), text.removeprefix("\ufeff"))


@given(heaps)
@settings(max_examples=300, deadline=None)
@example("#\n")
@example("**\n****\n")
@example("•\n\n•\nEen\n\nTwee")
@example("- 1. een - 2. Twee")
@example("Aanleiding\nEen\xad\n-\xad Twee\n")
def test_heaps_of_signs(text: str) -> None:
    holds(text)


@given(noisy(drawn_notes()))
@settings(max_examples=60, deadline=None)
def test_drawn_notes(drawn: Drawn) -> None:
    holds(drawn.text)


@pytest.mark.parametrize("path", [*TEXTS, *REAL_TEXTS], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_texts(path: Path) -> None:
    holds(decode(path.read_bytes())[0])


@given(heaps)
@settings(max_examples=150, deadline=None)
def test_the_canonical_text_is_covered_as_well(text: str) -> None:
    holds(PARSER.parse_text(text).text)


def test_changes_are_told_by_kind() -> None:
    note = PARSER.parse_text("## Kern\nDe\xa0ﬁnan\xadcie\u0308n\x07 **zijn** rond.1\n\n1 Zie bijlage.\n")
    assert note.sections[0].blocks[0].model_dump(include={"text"}) == {"text": "De financiën zijn rond."}
    assert sorted({change.kind for change in note.changes}) == [
        "control",
        "footnote_mark",
        "hyphen",
        "ligature",
        "markup",
        "unicode",
    ]


def test_a_hyphen_is_undone_only_on_evidence() -> None:
    text = "Kern\nDe informatie is openbaar en betreft alle infor-\nmatie over de REACH-\nverordening en de wet-\nen regelgeving.\n"
    block = PARSER.parse_text(text).sections[0].blocks[0]
    assert block.type == "paragraph"
    assert block.text == (
        "De informatie is openbaar en betreft alle informatie over de REACH-verordening en de wet- en regelgeving."
    )
