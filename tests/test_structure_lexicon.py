"""Labels and titles are known in careless spelling too."""

from __future__ import annotations

import pytest

from notaparse.structure.lexicon import plain


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("KERNPUNTEN", "kernpunten"),
        ("K e r n p u n t e n :", "Kernpunten"),
        ("Nota’s", "Nota's"),
        ("‘s Konings brieven", "'s Konings brieven"),
        ("Nota´s", "Nota's"),
        ("Nota`s", "Nota's"),
        ("Financiën", "Financien"),
        ("Egoïsme", "Egoisme"),
        ("Coördinatie van één plan", "Coördinatie van een plan"),
        ("Plan – uitvoering", "Plan - uitvoering"),
    ],
)
def test_careless_spellings_are_one(printed: str, meant: str) -> None:
    assert plain(printed) == plain(meant)


@pytest.mark.parametrize(("one", "other"), [("Kern: punten", "Kernpunten"), ("Nota's", "Notas"), ("Doel", "Doelen")])
def test_other_words_are_other_words(one: str, other: str) -> None:
    assert plain(one) != plain(other)
