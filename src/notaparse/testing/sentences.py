"""Sentences that speak of things, and what they speak of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from notaparse.vocabulary import NameRow, Vocabulary, default

Draw = Callable[[st.SearchStrategy[Any]], Any]

FRAMES: dict[str, tuple[str, ...]] = {
    "meeting": (
        "Tijdens de {} is dit besproken.",
        "U ontvangt het verslag van de {}.",
        "Voorafgaand aan de {} stuurt u een brief.",
    ),
    "mission": ("Nederland draagt bij aan {}.", "Het mandaat van {} wordt verlengd.", "De bijdrage aan {} loopt door."),
    "organisation": ("De reactie van {} is ontvangen.", "Dit is afgestemd met {}.", "{} heeft hierom gevraagd."),
    "role": ("De brief is ondertekend door {}.", "Dit is besproken met {}.", "{} stemt hiermee in."),
    "place": ("De delegatie reist naar {}.", "De situatie in {} is ongewijzigd.", "Over {} is gesproken."),
    "reference": ("Zie {} voor de toelichting.", "Dit volgt uit {}.", "De Kamer wees op {}."),
}
"""Sentences with room for a name of each kind; the first is what it shrinks to."""


class Expected(NamedTuple):
    """A mention that a sentence must give."""

    kind: str
    start: int
    end: int
    text: str
    id: str | None = None
    value: str | None = None


class Spoken(NamedTuple):
    """A text and the mentions in it, sorted by start."""

    text: str
    mentions: tuple[Expected, ...]


@st.composite
def mention_sentences(
    draw: Draw, *, kinds: tuple[str, ...] = ("meeting", "mission"), vocabulary: Vocabulary | None = None
) -> Spoken:
    """One to three sentences, each with a mention of one of the kinds: meeting, mission, organisation, role, place, reference.

    Names come from the rows of the vocabulary (ours, unless another is given), references are made up.
    Shrinks to one sentence in the first frame of the first kind, with the first row's name.
    """
    words = vocabulary or default()
    text, mentions = "", []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        written, name, value = draw(_references() if kind == "reference" else _names(words, kind))
        before, _, after = draw(st.sampled_from(FRAMES[kind])).partition("{}")
        start = len(text) + len(before)
        mentions.append(Expected(kind, start, start + len(written), written, name, value))
        text += f"{before}{written}{after} "
    return Spoken(text.rstrip(), tuple(mentions))


def _names(words: Vocabulary, kind: str) -> st.SearchStrategy[tuple[str, str | None, str | None]]:
    """What is written, id, no value: each row by its preferred name or its abbreviation."""
    rows = [row for row in words.name.values() if row.kind == kind]
    return st.sampled_from([(written, row.id, None) for row in rows for written in plain_forms(row)])


def plain_forms(row: NameRow) -> tuple[str, ...]:
    """Forms of a row that are found whatever stands round them: those that ask for no word close by."""
    conditional = {form.text for form in row.forms if form.near or form.far}
    forms = (row.name, *((row.abbreviation,) if row.abbreviation else ()), *(form.text for form in row.forms))
    return tuple(dict.fromkeys(form for form in forms if form not in conditional))


@st.composite
def _references(draw: Draw) -> tuple[str, str | None, str | None]:
    dossier, number = draw(st.integers(21000, 36999)), draw(st.integers(1, 999))
    session = draw(st.integers(2005, 2030))
    match draw(st.sampled_from(("kamerstuk", "kamerstukken", "vraag", "artikel", "ecli"))):
        case "kamerstuk":
            return f"Kamerstuk {dossier}, nr. {number}", None, None
        case "kamerstukken":
            years = f"{session}/{(session + 1) % 100:02d}"
            return f"Kamerstukken II {years}, {dossier // 1000} {dossier % 1000:03d}, nr. {number}", None, None
        case "vraag":
            return f"{session}Z{number:05d}", None, None
        case "artikel":
            return f"artikel {number % 40 + 1} van de Grondwet", None, None
        case _:
            return f"ECLI:NL:RVS:{session}:{number}", None, None
