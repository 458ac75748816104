"""Rows of names → two automata → hits: where a text writes a name that the vocabulary lists.

One automaton reads the text as written, for forms whose case matters (acronyms, names that are words as well), the other
reads it in small letters. Both see hyphens, slashes and hard blanks as blanks and typographic apostrophes as plain ones,
so that "RBZ-Defensie", "RBZ/Defensie" and "RBZ Defensie" are one form; what is written without its diacritics
("Oekraine", "Financien") is found too. All hits are reported, also those inside one another: whether a row finds something
never hangs on what other rows there are.

Time is linear in the text and doesn't grow with the number of rows, but for the hits that they have.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from notaparse.vocabulary import NameForm, NameRow, Vocabulary

LOOK_ALIKES = (
    *((blank, " ") for blank in "-/\N{NO-BREAK SPACE}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"),
    *((quote, "'") for quote in "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`"),
)
"""Characters that are read as another one. One for one: offsets stay."""

REACH = 160
"""How far from a form, in characters, a word may stand to be close by: about two printed lines."""

INFLECTIONS = (
    ("briefing", ("briefings",)),
    ("conferentie", ("conferenties",)),
    ("debat", ("debatten",)),
    ("eurogroep", ("eurogroepvergadering",)),
    ("gesprek", ("gesprekken",)),
    ("hoorzitting", ("hoorzittingen",)),
    ("missie", ("missies",)),
    ("operatie", ("operaties",)),
    ("overleg", ("overleggen",)),
    ("raad", ("raden", "raadsvergadering", "raadsbijeenkomst", "raadszitting")),
    ("top", ("toppen", "topconferentie", "topontmoeting")),
    ("vergadering", ("vergaderingen",)),
)
"""A form that ends in the first is also written with each of the second in its place."""

NUMBERED = frozenset({"VN", "VN-klimaatconferentie", "internationaal"})
"""Types of meetings that are held in editions, with a number glued to their acronym."""
EDITION = re.compile(r"-?[0-9]{1,3}(?:\.[0-9])?(?![\w-]|\.[0-9])")


class Hit(NamedTuple):
    """A listed name in the text."""

    start: int
    end: int
    row: NameRow
    form: NameForm


class Anchor(NamedTuple):
    """A head noun that ends a word of the text: where a pattern may begin to look."""

    start: int
    end: int
    noun: str


class Gazetteer:
    """The names of a vocabulary, compiled. It never changes once it is made."""

    def __init__(self, rows: Iterable[NameRow], nouns: Iterable[str]) -> None:
        written: dict[str, list[tuple[NameRow, NameForm]]] = {}
        small: dict[str, list[tuple[NameRow, NameForm]]] = {noun: [] for noun in nouns}
        self._nouns = tuple(small)
        for row in rows:
            for form in forms(row):
                table = small if form.case == "fold" else written
                for spelling in spellings(form):
                    table.setdefault(spelling, []).append((row, form))
        self._written, self._written_entries = _compiled(written)
        self._small, self._small_entries = _compiled(small)

    def scan(self, text: str) -> tuple[list[Hit], list[Anchor]]:
        """All names and head nouns of the text."""
        plain = spaced(encodable(text))
        small = lowered(plain)
        hits: list[Hit] = []
        editions: list[Hit] = []
        anchors: list[Anchor] = []
        for number, start, end in self._written.find_matches_as_indexes(plain, overlapping=True):
            if stands_alone(text, start, end):
                hits += _in_company(self._written_entries[number], small, start, end)
            if edition := EDITION.match(text, end):
                editions += _numbered(self._written_entries[number], text, start, edition.end())
        listed = {(hit.start, hit.end) for hit in hits}
        hits += (hit for hit in editions if (hit.start, hit.end) not in listed)
        for number, start, end in self._small.find_matches_as_indexes(small, overlapping=True):
            if number < len(self._nouns) and not text[end : end + 1].isalnum():
                anchors.append(Anchor(start, end, self._nouns[number]))
            if stands_alone(text, start, end):
                hits += _in_company(self._small_entries[number], small, start, end)
        return hits, anchors


@functools.lru_cache(maxsize=8)
def gazetteer(vocabulary: Vocabulary, nouns: tuple[str, ...]) -> Gazetteer:
    """The compiled names of a vocabulary and the head nouns to anchor patterns on; kept for the vocabularies in use."""
    return Gazetteer(vocabulary.name.values(), nouns)


def forms(row: NameRow) -> Iterator[NameForm]:
    """All ways in which a row is written.

    Its name in any case and its abbreviation as it stands, where the forms don't say otherwise; then the forms.
    """
    listed = {form.text for form in row.forms}
    if row.name not in listed:
        yield NameForm(text=row.name)
    if row.abbreviation and row.abbreviation not in listed:
        yield NameForm(text=row.abbreviation, case="exact")
    yield from row.forms


def spellings(form: NameForm) -> set[str]:
    """What the automata look for, for one form."""
    text = spaced(form.text)
    if form.case == "exact":
        written = {text}
    elif form.case == "title":
        written = {text, text.upper()}
    else:
        text = lowered(text)
        written = {text}
        for ending, others in INFLECTIONS:
            if text.endswith(ending):
                written |= {text.removesuffix(ending) + other for other in others}
    return written | {undecorated(spelling) for spelling in written}


def encodable(text: str) -> str:
    """The text with a question mark in the place of each lone surrogate, which the automata can't read."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def spaced(text: str) -> str:
    """The text with look-alikes replaced, every character in its place."""
    for character, plain in LOOK_ALIKES:
        text = text.replace(character, plain)
    return text


def lowered(text: str) -> str:
    """The text in small letters, every character in its place ("İ" would become two)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def undecorated(text: str) -> str:
    """The text without its diacritics."""
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word may begin and end here: neither letter nor digit goes on.

    A hyphen is a border ("KFOR-missie"), an apostrophe too ("DMM's").
    """
    return not (text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()))


def _in_company(entries: tuple[tuple[NameRow, NameForm], ...], small: str, start: int, end: int) -> Iterator[Hit]:
    """The hits of the entries whose wishes about the words close by are met."""
    for row, form in entries:
        if form.near or form.far:
            before = small[max(0, start - REACH) : start].rpartition("\n")[2]
            around = before + small[start : end + REACH].partition("\n")[0]
            if (form.far and _any(form.far).search(around)) or (form.near and not _any(form.near).search(around)):
                continue
        yield Hit(start, end, row, form)


def _numbered(entries: tuple[tuple[NameRow, NameForm], ...], text: str, start: int, end: int) -> Iterator[Hit]:
    """The hits of acronyms that an edition makes sure of, whatever words are close by: "UNEA-6", "COP33"."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
        return
    for row, form in entries:
        if row.kind == "meeting" and row.type in NUMBERED and form.text.isupper() and len(form.text) > 2:
            yield Hit(start, end, row, form)


@functools.cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """Where a word of the text, or several, begin as one of these."""
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(lowered(spaced(word))) for word in words) + ")")


def _compiled(
    table: dict[str, list[tuple[NameRow, NameForm]]],
) -> tuple[AhoCorasick, tuple[tuple[tuple[NameRow, NameForm], ...], ...]]:
    automaton = AhoCorasick(tuple(table), store_patterns=False, implementation=Implementation.ContiguousNFA)
    return automaton, tuple(map(tuple, table.values()))
