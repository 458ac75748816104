"""The loop: finders propose, refiners choose, and what lost can be asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import notaparse
from notaparse.mentions import Finder, Passage
from notaparse.mentions.find import FINDERS, REFINERS, find
from notaparse.mentions.refine import overlaps
from notaparse.model import Mention, Notice
from notaparse.parser import Parser
from notaparse.vocabulary import default, empty

DAY = dt.date(2024, 3, 1)
TEXTS = [
    json.loads(line)["text"]
    for name in ("references.jsonl", "names.jsonl", "events.jsonl")
    for line in (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
]


def test_one_sentence_of_every_kind() -> None:
    text = (
        "Op 14 februari jl. sprak de minister van Defensie in Brussel tijdens de NAVO DMM over EUFOR Althea en € 5 mln "
        "(Kamerstuk 36 410, nr. 9); de AIVD viel weg (5.1.2e)."
    )
    kinds = [mention.kind for mention in notaparse.find_mentions(text, DAY)]
    assert kinds == [
        *("date", "role", "place", "meeting", "mission", "money", "reference", "organisation", "woo_ground"),
    ]


def test_losers_are_kept_with_who_left_them_out() -> None:
    found = find(Passage("Zie Kamerstukken II 2022/23, 34 338, nr. 5.", default(), DAY), FINDERS, REFINERS, losers=True)
    assert [mention.kind for mention in found.mentions] == ["reference"]
    assert {loser.refiner for loser in found.losers} <= {"overlaps"}
    assert all(loser.mention not in found.mentions for loser in found.losers)


def _ranger(passage: Passage) -> Iterator[Mention | Notice]:
    yield Mention(kind="ship", start=0, end=6, text=passage.text[:6])
    yield Notice(code="unsure", message="may be a person", start=0, end=6)


def _clumsy(_: Passage) -> Iterator[Mention]:
    yield Mention(kind="ship", start=3, end=5, text="not there")


def test_a_finder_of_ones_own_and_its_notice() -> None:
    parser = Parser(finders=(*FINDERS, _ranger))
    [mention, *_] = parser.find_mentions("Tromp vaart op 3 mei 2024.")
    assert (mention.kind, mention.text) == ("ship", "Tromp ")
    [notice] = find(Passage("Tromp vaart", empty()), (_ranger,), REFINERS).notices
    assert notice.code == "unsure"


def test_a_notice_about_a_loser_goes_with_it() -> None:
    def longer(passage: Passage) -> Iterator[Mention]:
        yield Mention(kind="ship", start=0, end=9, text=passage.text[:9])

    assert find(Passage("Tromp vaart", empty()), (_ranger, longer), REFINERS).notices == ()


def test_a_finder_that_misquotes_gives_a_notice_and_no_mention() -> None:
    found = find(Passage("Tromp vaart", empty()), (_clumsy,), REFINERS)
    assert found.mentions == ()
    [notice] = found.notices
    assert notice.code == "finder_misquotes"
    assert "_clumsy" in notice.message


@pytest.mark.parametrize(
    "finders", [pytest.param(order, id=str(n)) for n, order in enumerate(permutations(FINDERS))][::17]
)
@pytest.mark.parametrize("text", TEXTS[::40])
def test_the_order_of_finders_says_nothing(text: str, finders: tuple[Finder, ...]) -> None:
    passage = Passage(text, default(), DAY)
    assert find(passage, finders, REFINERS, losers=True) == find(passage, FINDERS, REFINERS, losers=True)


@pytest.mark.parametrize("text", TEXTS)
def test_mentions_quote_the_text_and_dont_overlap_in_a_kind(text: str) -> None:
    last: dict[str, int] = {}
    for mention in notaparse.find_mentions(text, DAY):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last.get(mention.kind, 0)
        last[mention.kind] = mention.end


@given(st.sampled_from(TEXTS), st.sampled_from(["\n", "\n\n", " Dat is goed. ", "\nVerder is er niets te melden.\n"]))
def test_unrelated_words_behind_a_text_change_nothing(text: str, more: str) -> None:
    assert notaparse.find_mentions(f"{text}{more}", DAY) == notaparse.find_mentions(text, DAY)


@given(st.sampled_from(TEXTS))
def test_refining_what_is_found_changes_nothing(text: str) -> None:
    mentions = notaparse.find_mentions(text, DAY)
    assert set(overlaps(Passage(text, default(), DAY), list(mentions))) == set(mentions)


def test_lone_surrogates_are_passed_over() -> None:
    [mention] = notaparse.find_mentions("\ud800 Op 3 mei 2024 \udfff")
    assert (mention.start, mention.text) == (5, "3 mei 2024")
