"""Amounts of money and grounds of the Woo."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse.mentions import Passage
from notaparse.mentions.money import money
from notaparse.mentions.woo import LETTERS, woo_grounds
from notaparse.vocabulary import default


def amounts(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(mention.text, mention.value, mention.unit) for mention in money(Passage(text, default()))]


def grounds(text: str) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.value) for mention in woo_grounds(Passage(text, default()))]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("€ 2,5 miljard", "2500000000", "EUR"),
        ("€2,5 mld", "2500000000", "EUR"),
        ("EUR 300 mln", "300000000", "EUR"),
        ("1,2 mln. euro", "1200000", "EUR"),
        ("€ 3.500,-", "3500", "EUR"),
        ("€ 3.500,--", "3500", "EUR"),
        ("€ 1.234,56", "1234.56", "EUR"),
        ("€ 1.250.000", "1250000", "EUR"),
        ("€ 10 000", "10000", "EUR"),
        ("€ 1.5 mln", "1500000", "EUR"),
        ("€ 250k", "250000", "EUR"),
        ("€5m", "5000000", "EUR"),
        ("k€ 20", "20000", "EUR"),
        ("2.000 euro", "2000", "EUR"),
        ("100 euro's", "100", "EUR"),
        ("5 €", "5", "EUR"),
        ("een half miljoen euro", "500000", "EUR"),
        ("anderhalf miljard euro", "1500000000", "EUR"),
        ("twaalf miljoen euro", "12000000", "EUR"),
        ("US$ 5 mld", "5000000000", "USD"),
        ("USD 40", "40", "USD"),
        ("12 miljoen dollar", "12000000", "USD"),
        ("£ 3 mln", "3000000", "GBP"),
        ("€ -5 mln", "-5000000", "EUR"),
        ("-/- € 5 mln", "-5000000", "EUR"),
        ("€ 10-15 mln", "10000000/15000000", "EUR"),
        ("€ 10 à 15 mln", "10000000/15000000", "EUR"),
        ("€ 10 tot € 15 miljoen", "10000000/15000000", "EUR"),
        ("2 tot 3 miljard euro", "2000000000/3000000000", "EUR"),
        ("€ 100.000 tot € 250.000", "100000/250000", "EUR"),
    ],
)
def test_amount(written: str, value: str, unit: str) -> None:
    assert amounts(f"Dit kost {written}.") == [(written, value, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tussen € 10 en € 15 miljoen", ["10000000/15000000"]),
        ("de bedragen € 5 en € 7", ["5", "7"]),
        ("€ 5 miljoen tot 2030", ["5000000"]),
        ("van 2023 tot 5 miljoen euro in 2026", ["5000000"]),
        ("€ 100.000, € 200.000 en € 300.000.", ["100000", "200000", "300000"]),
        ("er is € 300 mln. nodig", ["300000000"]),
        ("in 2024 € 5 mln. Daarna niets", ["5000000"]),
        ("de euro steeg in 2023", []),
        ("de Eurogroep van 12 maart", []),
        ("17 mln. inwoners en 511 mln", []),
        ("EUR-Lex 2016/679", []),
        ("500 europarlementariërs", []),
        ("€ en EUR en euro", []),
    ],
)
def test_amounts_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [value for _, value, _ in amounts(text)] == expected


def test_the_dot_of_an_abbreviation_belongs_to_it_where_the_sentence_goes_on() -> None:
    assert [text for text, *_ in amounts("Van € 3 mln. naar € 4 mln.")] == ["€ 3 mln.", "€ 4 mln"]


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.booleans())
def test_every_amount_is_read_back(amount: Decimal, grouped: bool) -> None:  # noqa: FBT001 - drawn
    written = f"{amount:,.2f}" if grouped else f"{amount:.2f}"
    written = written.translate(str.maketrans(",.", ".,"))
    [(text, value, _)] = amounts(f"Er is € {written} nodig")
    assert text == f"€ {written}"
    assert Decimal(value or "") == amount


@given(st.text(st.sampled_from("€ 1205.,-/euroEURmljdk\n"), max_size=60))
def test_spans_quote_the_text_and_follow_each_other(text: str) -> None:
    mentions = list(money(Passage(text, default())))
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("artikel 5.1, tweede lid, onder e, van de Woo", "5.1.2.e"),
        ("art. 5.1 lid 2 sub i Woo", "5.1.2.i"),
        ("artikel 5.1.2.e Woo", "5.1.2.e"),
        ("artikel 5.1, eerste lid, onder a en c, Woo", "5.1.1.a 5.1.1.c"),
        ("artikel 5.1, vijfde lid, van de Wet open overheid", "5.1.5"),
        ("artikel 5.2, eerste lid, Woo", "5.2.1"),
        ("5.1 lid 5 Woo", "5.1.5"),
        ("artikel 5.1, tweede lid, aanhef en onder e", "5.1.2.e"),
        ("5.1.2e", "5.1.2.e"),
        ("5.1.2.e", "5.1.2.e"),
    ],
)
def test_ground(text: str, expected: str) -> None:
    assert grounds(f"Weggelaten op grond van {text}.") == [(text, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "artikel 5.1, tweede lid, onder a, van de Omgevingswet",
        "5.2.1 Planning",
        "paragraaf 5.1.2 van het rapport",
        "versie 5.1.2",
        "15.1.2e",
        "5.1.2k",
        "artikel 5.1 van de Woo",
        "5.1 miljoen",
    ],
)
def test_no_ground(text: str) -> None:
    assert grounds(text) == []


@given(st.sampled_from([(lid, letter) for lid, letters in LETTERS.items() for letter in letters]))
def test_every_ground_is_found_in_each_notation(ground: tuple[str, str]) -> None:
    (lid, letter), (article, number) = ground, (ground[0][:3], ground[0][4:])
    for written in (f"{lid}{letter}", f"{lid}.{letter}", f"artikel {article}, lid {number}, onder {letter}, Woo"):
        assert grounds(f"({written})") == [(written, f"{lid}.{letter}")]
