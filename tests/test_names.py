"""Names: every row proves itself; rows don't disturb each other; the convention of the spans."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse.mentions import Passage
from notaparse.mentions.find import find
from notaparse.mentions.names import names
from notaparse.mentions.refine import overlaps
from notaparse.model import Mention
from notaparse.vocabulary import NameRow, Vocabulary, default, loads


def found(text: str, vocabulary: Vocabulary | None = None) -> tuple[Mention, ...]:
    return find(Passage(text, vocabulary or default()), (names,), (overlaps,)).mentions


def unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its square brackets, and where they stood."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"\[([^\]]*)\]", example):
        start = match.start() - 2 * len(spans)
        spans.append((start, start + len(match[1])))
    return re.sub(r"[\[\]]", "", example), spans


@pytest.mark.parametrize("row", default().name.values(), ids=lambda row: row.id)
def test_row_proves_itself(row: NameRow) -> None:
    for example in row.examples:
        text, spans = unmarked(example)
        assert [(m.start, m.end) for m in found(text) if m.id == row.id and m.kind == row.kind] == spans, example
    for example in row.counter_examples:
        assert not [m.text for m in found(example) if m.id == row.id], example


def test_there_are_enough_rows() -> None:
    kinds = [row.kind for row in default().name.values()]
    assert kinds.count("meeting") >= 150
    assert kinds.count("mission") >= 120
    assert all(row.see for row in default().name.values()), "every row says where its facts come from"
