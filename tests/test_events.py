"""Events: what is tied, why, and what it rests on."""

from __future__ import annotations

import datetime as dt
import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from notaparse.mentions import Passage
from notaparse.mentions.events import events
from notaparse.mentions.events.rules import RULES
from notaparse.mentions.find import FINDERS, REFINERS, find
from notaparse.mentions.sentences import sentences
from notaparse.model import Event
from notaparse.vocabulary import default

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "events.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Sentences with the events that they tell, read one by one; many tell none."""

DAY = dt.date(2024, 3, 1)


def told(text: str, day: dt.date = DAY) -> tuple[Event, ...]:
    passage = Passage(text, default(), day)
    return events(passage, find(passage, FINDERS, REFINERS).mentions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_sentence(case: dict[str, list[dict[str, str | None]]]) -> None:
    fields = ("id", "name", "date", "place", "rule")
    got = [{field: getattr(event, field) for field in fields} for event in told(str(case["text"]))]
    assert got == case["events"]


def test_every_rule_is_the_reason_of_some_event() -> None:
    assert {event["rule"] for case in CASES for event in case["events"]} == {rule.__name__ for rule in RULES}


def test_there_are_sentences_that_tell_of_no_event() -> None:
    assert len(CASES) >= 40
    assert sum(not case["events"] for case in CASES) >= 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_events_rest_on_spans_of_the_text(case: dict[str, str]) -> None:
    for event in told(case["text"]):
        assert all(case["text"][span.start : span.end] == span.text for span in event.evidence)
        assert len(event.evidence) == 1 + (event.date is not None) + (event.place is not None)


def test_a_seed_of_events() -> None:
    text = (
        "Op 11 en 12 oktober 2023 komen de NAVO-ministers van Defensie bijeen in Brussel voor de Defence Ministers "
        "Meeting (DMM). U stemt in met de geannoteerde agenda voor de NAVO DMM van 11-12 oktober.\n"
        "• De agenda voor de DMM is nog niet vastgesteld.\n"
        "• Voorafgaand aan de DMM vindt op 11 oktober een UDCG plaats.\n"
        "• Tijdens de DMM zal de eerste NATO-Ukraine Council (NUC) plaatsvinden.\n"
    )
    assert [(event.id, event.date, event.place) for event in told(text, dt.date(2023, 10, 2))] == [
        ("navo-dmm", "2023-10-11/2023-10-12", "Brussel"),
        ("udcg", "2023-10-11", None),
    ]


def test_one_event_for_what_is_said_twice() -> None:
    text = "In oktober 2023 is de DMM. De DMM van 11 en 12 oktober 2023 is in Brussel. De DMM komt op 11 en 12 oktober 2023 bijeen."
    [event] = told(text)
    assert (event.date, event.evidence[0].start) == ("2023-10-11/2023-10-12", text.index("DMM van"))


def test_events_are_those_of_the_parts() -> None:
    cases = [case for case in CASES if len(case["events"]) == 1]
    random.Random(3).shuffle(cases)
    for one, other in pairwise(cases):
        if one["events"][0]["id"] != other["events"][0]["id"]:
            both = told(f"{one['text']}\n\n\nVerder is er niets.\n\nEn dat was het.\n{other['text']}")
            assert [event.rule for event in both] == [one["events"][0]["rule"], other["events"][0]["rule"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is zo. Dit ook.", ["Dat is zo.", "Dit ook."]),
        ("Zie nr. 5 van 11 mei jl. Daarna volgt dr. Jansen.", ["Zie nr. 5 van 11 mei jl. Daarna volgt dr. Jansen."]),
        ("een;\ntwee\n\n", ["een;", "twee"]),
        ("De heer J. Smit kwam. (Hij ook.)", ["De heer J. Smit kwam.", "(Hij ook.)"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize("sign", ["\ue001", "\ue002", "\ue003"])
def test_the_signs_of_a_sketch_may_stand_in_a_text(sign: str) -> None:
    text = f"De DMM {sign} van 11 oktober 2023 {sign} in Brussel {sign}(DMM)."
    assert all(text[span.start : span.end] == span.text for event in told(text) for span in event.evidence)
