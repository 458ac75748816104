"""Overlaps: who stays where two claim the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse.mentions import Passage
from notaparse.mentions.refine import KINDS, NESTED, overlaps
from notaparse.model import Mention
from notaparse.vocabulary import empty

TEXT = "abcdefghijklmnopqrstuvwxyz"
PASSAGE = Passage(TEXT, empty())


def mention(kind: str, start: int, end: int, rule: str = "x", id: str | None = None) -> Mention:  # noqa: A002 - the field's name
    return Mention(kind=kind, start=start, end=end, text=TEXT[start:end], rule=rule, id=id)


def kept(*mentions: Mention) -> list[tuple[str, int, int]]:
    return sorted((m.kind, m.start, m.end) for m in overlaps(PASSAGE, list(mentions)))


@st.composite
def candidates(draw: st.DrawFn) -> list[Mention]:
    kinds = (*KINDS, "own")
    spans = st.tuples(st.sampled_from(kinds), st.integers(0, 24), st.integers(1, 8), st.sampled_from("abc"))
    return [
        mention(kind, start, min(start + size, 26), f"name:{rule}", rule)
        for kind, start, size, rule in draw(st.lists(spans, max_size=12))
    ]


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        pytest.param([("date", 0, 5), ("date", 1, 3)], [("date", 0, 5)], id="the longer of one kind"),
        pytest.param([("date", 2, 6), ("date", 0, 4)], [("date", 0, 4)], id="the earlier of two as long"),
        pytest.param([("date", 0, 4), ("reference", 0, 9)], [("reference", 0, 9)], id="no date in a reference"),
        pytest.param([("date", 0, 4), ("money", 0, 4)], [("money", 0, 4)], id="the kind that comes first"),
        pytest.param([("own", 0, 4), ("money", 0, 4)], [("own", 0, 4)], id="a user's kind before all"),
        pytest.param(
            [("place", 5, 9), ("meeting", 0, 9)], [("meeting", 0, 9), ("place", 5, 9)], id="a place in a meeting"
        ),
        pytest.param(
            [("woo_ground", 0, 9), ("reference", 0, 9)],
            [("reference", 0, 9), ("woo_ground", 0, 9)],
            id="a ground on a reference",
        ),
        pytest.param([("place", 5, 11), ("meeting", 0, 9)], [("meeting", 0, 9)], id="nested is not crossing"),
        pytest.param([("organisation", 2, 6), ("role", 0, 9)], [("role", 0, 9)], id="no body in a role"),
        pytest.param([("date", 0, 4), ("date", 4, 8)], [("date", 0, 4), ("date", 4, 8)], id="side by side"),
    ],
)
def test_overlap(mentions: list[tuple[str, int, int]], expected: list[tuple[str, int, int]]) -> None:
    assert kept(*(mention(*each) for each in mentions)) == expected


def test_what_the_note_defines_goes_before_what_a_list_says() -> None:
    listed = mention("organisation", 0, 3, rule="name:abc", id="abc")
    defined = mention("organisation", 0, 3, rule="definition:zzz", id="zzz")
    assert [m.id for m in overlaps(PASSAGE, [listed, defined])] == ["zzz"]


@given(candidates(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_says_nothing(mentions: list[Mention], random: object) -> None:
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as object
    order = lambda m: (m.start, m.end, m.kind, m.id)  # noqa: E731 - two sorts alike
    assert sorted(overlaps(PASSAGE, shuffled), key=order) == sorted(overlaps(PASSAGE, mentions), key=order)


@given(candidates())
def test_refining_again_changes_nothing(mentions: list[Mention]) -> None:
    once = overlaps(PASSAGE, mentions)
    assert overlaps(PASSAGE, once) == once


@given(candidates())
def test_afterwards_only_what_may_nest_shares_words(mentions: list[Mention]) -> None:
    once = overlaps(PASSAGE, mentions)
    for one in once:
        for other in once:
            if one is not other and one.start < other.end and other.start < one.end:
                inner, outer = (one, other) if one.end - one.start <= other.end - other.start else (other, one)
                assert {(inner.kind, outer.kind), (outer.kind, inner.kind)} & NESTED
                assert outer.start <= inner.start
                assert inner.end <= outer.end


@given(candidates())
def test_whoever_lost_shares_words_with_one_that_stays(mentions: list[Mention]) -> None:
    once = overlaps(PASSAGE, mentions)
    for lost in (each for each in mentions if each not in once):
        assert any(lost.start < each.end and each.start < lost.end for each in once)
