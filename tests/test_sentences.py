"""Sentences: a dot ends one only where a new one begins; every line and every part has its own."""

from __future__ import annotations

import pytest

from notaparse.mentions.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_marks_lines_and_semicolons_end_sentences() -> None:
    assert cut("Dit is een. En twee! Of drie? (Of vier.) En vijf; zes\nZeven") == [
        "Dit is een.", "En twee!", "Of drie?", "(Of vier.)", "En vijf", "zes", "Zeven",
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ["Nu", "3 dagen", "(Nu)", "[Nu]", '"Nu"', "‘Nu’", "“Nu”", "Één"])
def test_what_a_sentence_begins_with(opening: str) -> None:
    assert cut(f"Dat was toen. {opening} volgt dit.") == ["Dat was toen.", f"{opening} volgt dit."]


@pytest.mark.parametrize(
    "text",
    [
        "De heer J. Jansen sprak.",
        "Volgens dhr. Jansen en mevr. De Vries is dit zo.",
        "Volgens dr. Jansen, drs. De Wit, ir. De Boer, mr. De Haan en prof. De Jong is dit zo.",
        "Zie art. 3 en nr. 4, nrs. 5 en p. 6.",
        "Dit kost ca. 3 euro, excl. BTW, incl. Vervoer.",
        "De brief d.d. 3 mei, dd. 4 mei en van mei jl. Gaat hierover.",
        "Dit is i.v.m. Pasen en n.a.v. Kerst, o.a. Frankrijk en m.b.t. Italië.",
        "Bijv. Zeeland, resp. Drenthe, t.a.v. Zwolle en t.b.v. Assen.",
        "Dhr. De Vries en Art. 3 van dit stuk.",
        "De marine stuurt Zr.Ms. Holland naar St. Maarten.",
        "Het kost 3.500 euro. en meer.",
    ],
)
def test_a_dot_that_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


def test_capitals_that_are_no_abbreviation() -> None:
    assert cut("Dat is van de VS. Daarna niet.") == ["Dat is van de VS.", "Daarna niet."]


def test_blank_lines_are_no_sentences() -> None:
    assert cut("\n\nEen.\n \nTwee.\n") == ["Een.", "Twee."]
