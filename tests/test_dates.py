"""Dates: every row proves itself; passages with all their dates; what is written is read again; traps; speed."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notaparse.edtf import bounds
from notaparse.errors import VocabularyError
from notaparse.mentions import Passage
from notaparse.mentions.dates import dates
from notaparse.mentions.dates.scan import fold, stretches
from notaparse.mentions.dates.words import words
from notaparse.model import Mention, Notice
from notaparse.testing.dates import DrawnDate, date_expressions, days_as_written
from notaparse.vocabulary import WordRow, default, loads

READ_ON = dt.date(2024, 6, 12)
PASSAGES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "dates.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Sentences with every date in them: invented, many with a trap."""

FRAMES = (
    "{}",
    "Uiterlijk {} wordt dit geregeld.",
    "Het voorstel ({}) is op de agenda gezet, zodat de gemeenten tijd hebben.",
    "Zoals besproken: {}; de rest volgt.",
)


def found(text: str, today: dt.date | None = READ_ON, vocabulary: Any = None) -> list[Mention]:
    passage = Passage(text, vocabulary or default(), today)
    return [mention for mention in dates(passage) if isinstance(mention, Mention)]


def values(text: str, today: dt.date | None = READ_ON) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.value) for mention in found(text, today)]


def marked(sentence: str) -> tuple[str, list[str]]:
    """A sentence without its square brackets, and what stood in them."""
    return re.sub(r"[\[\]]", "", sentence), re.findall(r"\[([^\]]*)\]", sentence)


# ---- rows and passages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", default().word.values(), ids=lambda row: row.id)
def test_row_proves_itself(row: WordRow) -> None:
    for sentence in row.examples:
        text, spans = marked(sentence)
        assert [mention.text for mention in found(text)] == spans, sentence
    for sentence in row.counter_examples:
        assert not found(sentence), sentence


def test_no_form_has_two_roles() -> None:
    roles: dict[str, str] = {}
    for row in default().word.values():
        if row.role in {"name_head", "name_opening"}:
            continue
        for form in row.forms:
            assert form.lower() not in roles, f"{form!r} of {row.id} is also of {roles[form.lower()]}"
            roles[form.lower()] = row.id


@pytest.mark.parametrize("passage", PASSAGES, ids=range(len(PASSAGES)))
def test_passage(passage: dict[str, Any]) -> None:
    day = passage["reference_date"]
    got = found(passage["text"], dt.date.fromisoformat(day) if day else None)
    assert [(m.start, m.end, m.text, m.value) for m in got] == [
        (m["start"], m["end"], m["text"], m["value"]) for m in passage["mentions"]
    ]
    for mention, expected in zip(got, passage["mentions"], strict=True):
        assert "mod" not in expected or mention.mod == expected["mod"]


def test_there_are_enough_passages() -> None:
    assert len(PASSAGES) >= 200
    assert sum(not passage["mentions"] for passage in PASSAGES) >= 40


# ---- what is written is read again ------------------------------------------------------------------------------------


@given(date_expressions(), st.sampled_from(FRAMES), st.none() | st.dates(dt.date(1995, 1, 1), dt.date(2055, 1, 1)))
@settings(max_examples=600)
@example(DrawnDate("11 en 12 oktober 2023", "2023-10-11/2023-10-12"), FRAMES[1], None)
def test_a_written_date_is_found_with_its_value(drawn: DrawnDate, frame: str, today: dt.date | None) -> None:
    text = frame.format(drawn.text)
    assert values(text, today) == [(drawn.text, drawn.value)]


@pytest.mark.slow
@pytest.mark.parametrize("year", range(1990, 2061))
def test_every_day_in_every_form(year: int) -> None:
    day = dt.date(year, 1, 1)
    while day.year == year:
        for drawn in days_as_written(day):
            assert values(f"Op {drawn.text} is besloten.", None) == [(drawn.text, drawn.value)]
        day += dt.timedelta(days=1)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
def test_each_day_in_every_form(day: dt.date) -> None:
    for drawn in days_as_written(day):
        assert values(f"Op {drawn.text} is besloten.", None) == [(drawn.text, drawn.value)]


# ---- what isn't written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("passage", PASSAGES[::3], ids=range(len(PASSAGES[::3])))
def test_another_day_of_reading_changes_implied_parts_only(passage: dict[str, Any]) -> None:
    day = dt.date.fromisoformat(passage["reference_date"] or "2024-06-12")
    later = day.replace(year=day.year + 1, day=min(day.day, 28))
    before, after = found(passage["text"], day), found(passage["text"], later)
    assert [(m.start, m.end, m.mod) for m in before] == [(m.start, m.end, m.mod) for m in after]
    for one, other in zip(before, after, strict=True):
        if not one.implied and not other.implied:
            assert one.value == other.value


@pytest.mark.parametrize("passage", PASSAGES, ids=range(len(PASSAGES)))
def test_text_without_dates_changes_nothing(passage: dict[str, Any]) -> None:
    ahead = "De sector is hierover geraadpleegd.\n"
    day = dt.date.fromisoformat(passage["reference_date"] or "2024-06-12")
    plain = found(passage["text"], day)
    longer = found(f"{ahead}{passage['text']}\n{ahead}", day)
    assert [(m.text, m.value, m.mod, m.start) for m in plain] == [
        (m.text, m.value, m.mod, m.start - len(ahead)) for m in longer
    ]


def test_what_is_implied_is_said() -> None:
    text = "Op 14 november 2023 is de motie ingediend, op 5 december aangenomen en gisteren besproken."
    first, second, third = found(text)
    assert (first.implied, first.resolved_from) == ((), None)
    assert (second.value, second.implied, second.resolved_from) == ("2023-12-05", ("year",), "text:3-19")
    assert (third.value, third.implied, third.resolved_from) == (
        "2024-06-11",
        ("year", "month", "day"),
        "reference_date",
    )


def test_nothing_is_invented_without_a_day_of_reading() -> None:
    assert values("Vorige week is besloten om op 3 maart te starten.", None) == [
        ("Vorige week", None),
        ("3 maart", None),
    ]


def test_first_and_last_day() -> None:
    (mention,) = found("in de zomer van 2023")
    assert (mention.first, mention.last) == (dt.date(2023, 6, 1), dt.date(2023, 8, 31))
    (mention,) = found("na het zomerreces")
    assert (mention.first, mention.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("uiterlijk 1 juli 2025", "BEFORE"),
        ("uiterlijk op 1 juli 2025", "BEFORE"),
        ("vóór de zomer van 2025", "BEFORE"),
        ("tot en met 2028", "BEFORE"),
        ("na 1 juli 2025", "AFTER"),
        ("vanaf 2026", "AFTER"),
        ("per 1 januari 2026", "AFTER"),
        ("rond 1 juli 2025", "APPROX"),
        ("circa 1 juli 2025", "APPROX"),
        ("begin 2025", "START"),
        ("medio 2025", "MID"),
        ("voor het einde van 2025", "END"),
        ("de begroting voor 2025", None),
        ("op 1 juli 2025", None),
    ],
)
def test_modifier(text: str, mod: str | None) -> None:
    assert [mention.mod for mention in found(text)] == [mod]


def test_a_day_of_the_week_that_is_another_gives_a_notice() -> None:
    passage = Passage("Op maandag 13 februari 2024 en dinsdag 13 februari 2024.", default())
    notices = [notice for notice in dates(passage) if isinstance(notice, Notice)]
    assert [(notice.code, notice.start, notice.end) for notice in notices] == [("weekday_mismatch", 3, 27)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pasen 2019", "2019-04-21"),
        ("Pasen 2024", "2024-03-31"),
        ("Pasen 2038", "2038-04-25"),
        ("Goede Vrijdag 2024", "2024-03-29"),
        ("Hemelvaartsdag 2024", "2024-05-09"),
        ("tweede pinksterdag 2025", "2025-06-09"),
        ("Koningsdag 2024", "2024-04-27"),
        ("Koningsdag 2025", "2025-04-26"),
        ("Koninginnedag 2006", "2006-04-29"),
        ("Prinsjesdag 2025", "2025-09-16"),
        ("Verantwoordingsdag 2025", "2025-05-21"),
        ("Veteranendag 2024", "2024-06-29"),
        ("Moederdag 2024", "2024-05-12"),
        ("oud en nieuw 2024", "2024-12-31/2025-01-01"),
        ("zomerreces 2024", None),
        ("31 februari 2024", None),
        ("week 53 van 2026", "2026-12-28/2027-01-03"),
        ("week 53 van 2025", None),
    ],
)
def test_days_with_a_name_and_days_that_are_none(text: str, value: str | None) -> None:
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "today", "value"),
    [
        ("volgende week", "2024-12-30", "2025-01-06/2025-01-12"),
        ("vorige maand", "2024-01-15", "2023-12"),
        ("volgend kwartaal", "2024-11-15", "2025-01/2025-03"),
        ("vorig halfjaar", "2024-03-15", "2023-07/2023-12"),
        ("dit weekend", "2024-06-12", "2024-06-15/2024-06-16"),
        ("dit schooljaar", "2024-09-12", "2024/2025"),
        ("deze winter", "2024-01-20", "2023-24"),
        ("deze winter", "2024-11-20", "2024-24"),
        ("komende zomer", "2024-06-12", "2024-22"),
        ("afgelopen zomer", "2024-06-12", "2023-22"),
        ("volgend voorjaar", "2024-02-12", "2025-21"),
        ("vorig najaar", "2024-06-12", "2023-23"),
        ("vrijdag jl.", "2024-06-14", "2024-06-07"),
        ("vrijdag a.s.", "2024-06-14", "2024-06-21"),
        ("volgende week dinsdag", "2024-06-12", "2024-06-18"),
        ("over drie maanden", "2023-11-30", "2024-02-29"),
        ("vijf jaar geleden", "2024-06-12", "2019"),
        ("29 februari", "2023-08-01", "2024-02-29"),
        ("21e eeuw", "2024-06-12", "2000/2099"),
        ("dit decennium", "2024-06-12", "2020/2029"),
    ],
)
def test_what_is_counted_from_the_day_of_reading(text: str, today: str, value: str) -> None:
    assert values(text, dt.date.fromisoformat(today)) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "today", "value"),
    [
        # The year of the text wins, over the turn of the year only where the day of reading says so.
        ("Op 20 december 2023 is dit besproken, op 8 januari besloten.", "2024-01-15", "2024-01-08"),
        ("Op 3 februari 2023 is dit besproken, op 14 november besloten.", "2024-03-01", "2023-11-14"),
        ("De motie van 14 november 2022 en die van 8 maart.", "2025-02-01", "2022-03-08"),
        # What points from the day of reading turns back to it.
        ("Op 1 december 2021 is dit gevraagd, op 16 juni jl. herhaald, in juli beloofd.", "2022-08-01", "2022-07"),
        # The tense of the sentence decides where the nearest occurrence is far.
        ("Nog voor de Kerst volgt een besluit.", "2024-06-12", "2024-12-25"),
        ("Voor de Kerst is daarover besloten.", "2024-06-12", "2023-12-25"),
        ("In januari is de wet aangenomen.", "2024-11-20", "2024-01"),
        ("Uiterlijk 1 juni moest dit klaar zijn.", "2024-06-12", "2024-06-01"),
    ],
)
def test_the_year_that_is_meant(text: str, today: str, value: str) -> None:
    assert found(text, dt.date.fromisoformat(today))[-1].value == value


# ---- laws -------------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"0123456789-–/.,:;()'’ \n",
        *("mei ", "1 ", "12", "2024", " en ", "t/m ", " tot ", "begin ", "van ", "het ", "jaar ", "week ", "Q3"),
        *("jl.", "a.s. ", "dit ", "volgend ", "kwartaal ", "zomer", "vrijdag ", "over ", "geleden ", "İ", "eerste "),
        *("tussen ", "29 februari ", "9999 ", "0000", "1e ", "jaren ", "’23", "morgen", "nu ", "Pasen ", "helft "),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.none() | st.dates())
@settings(max_examples=1500)
@example("29 februari 9999 tot 1 mei", dt.date.max)
@example("over 999 jaar en 999 weken geleden", dt.date.min)
def test_any_text_gives_spans_that_quote_it(text: str, today: dt.date | None) -> None:
    end = 0
    for mention in found(text, today):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        end = mention.end
        if mention.value is not None:
            first, last = bounds(mention.value)
            assert first <= last


@given(st.text(), st.none() | st.dates())
@example("op ² mei ³", None)
def test_no_text_is_too_strange(text: str, today: dt.date | None) -> None:
    for mention in found(text, today):
        assert text[mention.start : mention.end] == mention.text


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_what_was_cut_before_makes_no_difference(text: str) -> None:
    pieces = words(default()).pieces
    pieces.clear()
    assert found(text) == found(text)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_stretches_are_apart_and_in_order(text: str) -> None:
    end = 0
    for tokens in stretches(text, words(default())):
        real = [token for token in tokens if token.role != "end"]
        assert all(
            text[token.start : token.end].lower().split() == token.text.split() for token in real if "İ" not in text
        )
        assert all(end <= token.start for token in real)
        end = max([end, *(token.end for token in real)])


# ---- words of one's own -----------------------------------------------------------------------------------------------


def test_a_user_adds_a_day() -> None:
    own = loads(
        b'[[word]]\nid = "polderdag"\nrole = "named_day"\nforms = ["Polderdag"]\nvalue = "06:6:1"\n'
        b'examples = ["op [Polderdag]"]\n'
    )
    assert [(m.text, m.value) for m in found("op Polderdag 2025", vocabulary=default() | own)] == [
        ("Polderdag 2025", "2025-06-07")
    ]


@pytest.mark.parametrize(("role", "value"), [("month", "mei"), ("named_day", "ergens in juni")])
def test_a_value_that_a_role_cannot_have_is_refused(role: str, value: str) -> None:
    own = loads(f'[[word]]\nid = "x"\nrole = "{role}"\nforms = ["x"]\nvalue = "{value}"\nexamples = ["x"]\n'.encode())
    with pytest.raises(VocabularyError, match="value"):
        words(default() | own)


# ---- speed ------------------------------------------------------------------------------------------------------------

HOSTILE = ("1 ", "1-", "1/", "2024-", "2024 ", "mei ", "1 mei ", "1, ", "begin ", "dit jaar het ", "week 1 ", "nu tot ",
           "jaren ", "'24 ", "1 en ", "q1 ", "(", "‘2024’ ", "2024 en ", "van 1 mei tot ", "een jaar later ", "00")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_is_linear(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        found(text)
        return time.perf_counter() - start

    cost(2_000)
    small = min(cost(6_000) for _ in range(3))
    # Eight times the text: eight times the time, with room for a busy machine; a quadratic would be at 64.
    assert min(cost(48_000) for _ in range(2)) < 30 * small + 0.05
