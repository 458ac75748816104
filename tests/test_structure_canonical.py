"""The canonical text of a note, read again, tells where in it each line stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from truth import folders, source, truth

from notaparse.parser import Parser

PARSER = Parser()
READABLE = [source(folder) for folder in folders() if truth(folder).error is None]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.parent.name)
def test_lines_are_where_they_say(path: Path) -> None:
    text = PARSER.parse(path).text
    again = PARSER.parse_text(text)
    assert again.lines
    for line in again.lines:
        assert line.source_start is not None
        assert line.source_end is not None
        assert letters(text[line.source_start : line.source_end]) == letters(again.text[line.start : line.end])


def test_a_marker_is_where_it_says() -> None:
    text = PARSER.parse_text("Kernpunten\n- Eerste punt.\n  - Onderpunt van het eerste.\n- Tweede punt.\n").text
    again = PARSER.parse_text(text)
    starts = [line.source_start for line in again.lines]
    printed = ("Kernpunten", "- Eerste", "Eerste", "- Onderpunt", "Onderpunt", "- Tweede", "Tweede")
    assert starts == [text.index(words) for words in printed]
