"""Amounts with a scale: every word for one, and every number that is written out before one."""

from __future__ import annotations

import pytest

from notaparse.mentions import Passage
from notaparse.mentions.money import money
from notaparse.vocabulary import default

SCALES = (
    ("5 duizend", "5000"),
    ("5k", "5000"),
    ("5m", "5000000"),
    ("5 mln", "5000000"),
    ("5 mio", "5000000"),
    ("5 miljoen", "5000000"),
    ("5 mld", "5000000000"),
    ("5 mrd", "5000000000"),
    ("5 miljard", "5000000000"),
    ("5 biljoen", "5000000000000"),
)

NUMERALS = (
    *(("een", "1"), ("één", "1"), ("twee", "2"), ("drie", "3"), ("vier", "4"), ("vijf", "5"), ("zes", "6")),
    *(("zeven", "7"), ("acht", "8"), ("negen", "9"), ("tien", "10"), ("elf", "11"), ("twaalf", "12")),
    *(("twintig", "20"), ("vijftig", "50"), ("honderd", "100")),
)


def amount(written: str) -> str | None:
    (mention,) = money(Passage(f"Dit kost {written} per jaar.", default()))
    assert mention.text == written
    return mention.value


@pytest.mark.parametrize(("written", "value"), SCALES)
def test_a_scale_multiplies(written: str, value: str) -> None:
    assert amount(f"€ {written}") == value


@pytest.mark.parametrize(("written", "value"), NUMERALS)
def test_a_number_in_words_before_a_scale(written: str, value: str) -> None:
    assert amount(f"{written} miljoen euro") == f"{value}000000"


@pytest.mark.parametrize(
    ("written", "value"), [("half", "500000"), ("anderhalf", "1500000"), ("tweeënhalf", "2500000")]
)
def test_halves_before_a_scale(written: str, value: str) -> None:
    assert amount(f"{written} miljoen euro") == value
