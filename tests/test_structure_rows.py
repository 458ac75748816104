"""Printed rows: signs of Markdown and list markers are told from the text, and every character keeps its place."""

from __future__ import annotations

import pytest

from notaparse.parser import Parser
from notaparse.printed import Row
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import row_of, with_marker, with_text, without_markup
from notaparse.vocabulary import default

LEXICON = Lexicon(default())


def places(row: Row) -> list[int]:
    """The source offset of each character of a row, and of its end."""
    assert row.start is not None
    return list(row.offsets or range(row.start, row.start + len(row.text) + 1))


MARKUP = (
    ("## Kernpunten", "Kernpunten", ["## "]),
    ("## Kernpunten ##", "Kernpunten", ["## ", " ##"]),
    ("> Een citaat", "Een citaat", ["> "]),
    ("*cursief*", "cursief", ["*", "*"]),
    ("_cursief_", "cursief", ["_", "_"]),
    ("**vet** en **dik**", "vet en dik", ["**", "**", "**", "**"]),
    ("__vet__ dus", "vet dus", ["__", "__"]),
    ("> **vet**", "vet", ["> ", "**", "**"]),
)


@pytest.mark.parametrize(("printed", "text", "signs"), MARKUP)
def test_markup_is_taken_off_and_recorded(printed: str, text: str, signs: list[str]) -> None:
    row = without_markup(row_of(printed, 10, 1))
    assert row.text == text
    assert [edit.before for edit in row.edits] == signs
    assert {(edit.kind, edit.after) for edit in row.edits} == {("markup", "")}
    for edit in row.edits:
        assert edit.source_start is not None
        assert printed[edit.source_start - 10 :].startswith(edit.before)
    *characters, end = places(row)
    assert "".join(printed[place - 10] for place in characters) == text
    assert characters[-1] < end <= 10 + len(printed)


@pytest.mark.parametrize(
    "printed",
    ["* geen *", "**", "#", ">", "> ", "*a_", "*a", "a_b_c", "a*b*", "_", "__", "#hekje", "**half", "5 * 3 * 2"],
)
def test_what_is_no_markup_stays(printed: str) -> None:
    printed = printed.strip()
    row = without_markup(row_of(printed, 10, 1))
    assert row.text == printed
    assert not row.edits


@pytest.mark.parametrize(("hashes", "level"), [("#", 1), ("##", 2), ("####", 4)])
def test_hashes_give_the_level_of_a_heading(hashes: str, level: int) -> None:
    row = without_markup(row_of(f"{hashes} Doel", 0, 1))
    assert (row.heading, row.style) == (level, "markdown")


MARKERS = (
    ("- punt", "-", "punt"),
    ("* punt", "*", "punt"),
    ("• punt", "•", "punt"),
    ("•punt", "•", "punt"),
    ("✓punt", "✓", "punt"),
    ("• • punt", "•", "• punt"),
    ("o punt", "o", "punt"),
    ("3. punt", "3.", "punt"),
    ("a) punt", "a)", "punt"),
    ("(a) punt", "(a)", "punt"),
    ("iii. punt", "iii.", "punt"),
    ("-", "-", ""),
    ("3.", "3.", ""),
)


@pytest.mark.parametrize(("printed", "marker", "text"), MARKERS)
def test_a_marker_is_told_from_its_text(printed: str, marker: str, text: str) -> None:
    row = with_marker(row_of(printed, 10, 1), LEXICON)
    assert (row.marker, row.text) == (marker, text)
    assert row.marker_start == 10
    if text:
        assert row.start == 10 + printed.index(text, len(marker))


def test_a_list_sign_before_a_number_is_markup() -> None:
    row = with_marker(row_of("- 3. punt", 10, 1), LEXICON)
    assert (row.marker, row.marker_start, row.text, row.start) == ("3.", 12, "punt", 15)
    assert [(edit.kind, edit.before, edit.source_start) for edit in row.edits] == [("markup", "- ", 10)]


@pytest.mark.parametrize(
    "printed",
    ["-punt", "--- streep", "–- streep", "–streep", "-5 graden", "·punt", "otter", "1e dag", "3.2 liter", "▪▪ a"],
)
def test_what_is_no_marker_stays(printed: str) -> None:
    row = with_marker(row_of(printed, 10, 1), LEXICON)
    assert (row.marker, row.text, row.start) == (None, printed, 10)


@pytest.mark.parametrize("printed", ["3. punt", "- punt", "(a) een  punt", "•punt"])
def test_a_marker_that_is_none_goes_back_into_the_text(printed: str) -> None:
    row = with_text(with_marker(row_of(printed, 10, 1), LEXICON))
    marker, _, words = row.text.partition(" ")
    assert row.marker is None
    assert row.marker_start is None
    assert printed.startswith(marker)
    assert row.start == 10
    *characters, end = places(row)
    assert len(characters) == len(row.text)
    for character, place in zip(words, characters[-len(words) :], strict=True):
        assert printed[place - 10] == character
    assert end == 10 + len(printed)


RUN_IN = (
    ("Toelichting: de raad is gehoord.", "toelichting", "de raad is gehoord."),
    ("Toelichting: De raad is gehoord.", "toelichting", "De raad is gehoord."),
    ("Aanleiding: zie de brief.", "aanleiding", "zie de brief."),
)


@pytest.mark.parametrize(("line", "kind", "rest"), RUN_IN)
def test_a_title_with_a_colon_has_its_text_behind_it(line: str, kind: str, rest: str) -> None:
    note = Parser().parse_text(f"Kernpunten\nEr is een plan voor de haven.\n\n{line}\n")
    assert [section.kind for section in note.sections] == ["kernpunten", kind]
    assert note.text[note.sections[1].start : note.sections[1].end].endswith(rest)
    assert note.sections[1].title == line.partition(" ")[0]


@pytest.mark.parametrize("line", ["Toelichting de raad is gehoord.", "Aanleiding zie de brief."])
def test_a_word_that_opens_a_sentence_is_no_title(line: str) -> None:
    note = Parser().parse_text(f"Kernpunten\nEr is een plan voor de haven.\n\n{line}\n")
    assert [section.kind for section in note.sections] == ["kernpunten"]
