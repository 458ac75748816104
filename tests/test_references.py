"""References: the passages, the rows of laws, and what holds for every text."""

from __future__ import annotations

import json
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse.mentions import Passage
from notaparse.mentions.find import FINDERS, REFINERS, find
from notaparse.mentions.references import references
from notaparse.model import Mention
from notaparse.vocabulary import LawRow, default, loads

PASSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "references.jsonl").read_text(encoding="utf-8").splitlines()
]


def found(text: str) -> list[Mention]:
    return list(references(Passage(text, default())))


def first(text: str) -> Mention:
    return found(text)[0]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:50])
def test_passage(passage: dict[str, object]) -> None:
    text, expected = passage["text"], passage["mentions"]
    assert isinstance(text, str)
    assert isinstance(expected, list)
    wanted = [(mention["start"], mention["end"], mention["value"]) for mention in expected]
    assert [(mention.start, mention.end, mention.value) for mention in found(text)] == wanted


def test_there_are_many_passages_with_traps_among_them() -> None:
    assert len(PASSAGES) >= 120
    assert sum(not passage["mentions"] for passage in PASSAGES) >= 40


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:50])
def test_passage_keeps_its_references_among_all_mentions(passage: dict[str, object]) -> None:
    text, expected = str(passage["text"]), passage["mentions"]
    assert isinstance(expected, list)
    mentions = find(Passage(text, default(), date(2024, 3, 1)), FINDERS, REFINERS).mentions
    assert [m.text for m in mentions if m.kind == "reference"] == [mention["text"] for mention in expected]


@pytest.mark.parametrize("row", default().law.values(), ids=lambda row: row.id)
def test_law_proves_itself(row: LawRow) -> None:
    for example in row.examples:
        before, _, rest = example.partition("[")
        cited, _, after = rest.partition("]")
        [mention] = found(f"{before}{cited}{after}")
        assert mention.text == cited
        assert mention.name == row.name
        identifier = row.bwb or row.celex
        assert identifier is None or identifier in (mention.url or "")


@pytest.mark.parametrize(
    ("written", "value", "name", "url"),
    [
        (
            "Kamerstukken II 2022/23, 34 338, nr. 5",
            "kst-34338-5",
            "Kamerstukken II 2022/23, 34338, nr. 5",
            "https://zoek.officielebekendmakingen.nl/kst-34338-5.html",
        ),
        (
            "Kamerstuk 34338",
            "kst-34338",
            "Kamerstukken 34338",
            "https://zoek.officielebekendmakingen.nl/dossier/34338",
        ),
        (
            "Kamerstukken II 2018/19, 35 015 (R2106), nr. 3",
            "kst-35015-3",
            "Kamerstukken II 2018/19, 35015 (R2106), nr. 3",
            None,
        ),
        (
            "artikel 5.1, tweede lid, onder e, van de Woo",
            "artikel 5.1 lid 2 onder e Woo",
            "Wet open overheid",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0045754&artikel=5.1&lid=2&o=e",
        ),
        (
            "artikel 6:162 BW",
            "artikel 6:162 BW",
            "Burgerlijk Wetboek",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005289&artikel=162",
        ),
        (
            "Handelingen II 1999/2000, nr. 12, item 3",
            "h-tk-19992000-12-3",
            "Handelingen II 1999/00, nr. 12, item 3",
            "https://zoek.officielebekendmakingen.nl/h-tk-19992000-12-3.html",
        ),
        (
            "Richtlijn 92/43/EEG",
            "31992L0043",
            "Richtlijn 92/43/EEG",
            "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:31992L0043",
        ),
        ("Stb. 1978, 285", "stb-1978-285", "Stb. 1978, 285", None),
    ],
)
def test_what_a_reference_says_of_itself(written: str, value: str, name: str, url: str | None) -> None:
    mention = first(f"Zie {written}.")
    assert (mention.text, mention.value, mention.name, mention.url) == (written, value, name, url)


def test_notations_of_one_paper_have_one_value() -> None:
    notations = (
        "Kamerstukken II 2022/23, 22 343, nr. 330",
        "KST 22343-330",
        "Kamerstuk 22343-330",
        "kst-22343-330",
        "Tweede Kamer, vergaderjaar 2022-2023, 22 343, nr. 330",
        "22 343, nr. 330",
    )
    assert {first(f"Zie {notation}.").value for notation in notations} == {"kst-22343-330"}


def test_a_law_of_the_user_is_cited_too() -> None:
    mine = loads(
        b'[[law]]\nid = "wvb"\nname = "Wet veerboten"\nabbreviation = "Wvb"\nbwb = "BWBR0099999"\nexamples = ["[artikel 1 Wvb]"]\n'
    )
    [mention] = references(Passage("volgens artikel 1 van de Wet veerboten geldt", default() | mine))
    assert (mention.text, mention.value) == ("artikel 1 van de Wet veerboten", "artikel 1 Wvb")


@given(st.text(st.sampled_from("artikel 36410,nr.()[]€5/-XV eniNRI\n\u00a0C:LO"), max_size=60))
def test_spans_quote_the_text_and_follow_each_other(text: str) -> None:
    mentions = found(text)
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@given(st.sampled_from(PASSAGES), st.sampled_from(PASSAGES))
def test_a_line_says_the_same_whatever_follows_it(passage: dict[str, str], other: dict[str, str]) -> None:
    alone = found(passage["text"])
    assert found(f"{passage['text']}\n\n{other['text']}")[: len(alone)] == alone


HOSTILE = (
    "artikel ", "artikel 1, ", "artikel 1 van de Wet aa ", "nr. ", "1", "12 345 ", "(36 410) ", "2022/23, ", "COM(", "C-1/",
    "Kamerstuk 36 410, nr. 9, 9, ", "Verordening (EU) 2016/679 en 2016/679 en ", "vergaderjaar ", "Boek 1 van het B", "\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_the_length_of_hostile_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.process_time()
        found(text)
        return time.process_time() - begin

    seconds(1_000)  # what is compiled on first use is no part of it
    short, long = min(seconds(20_000) for _ in range(3)), seconds(160_000)
    assert long < 40 * short + 0.5
