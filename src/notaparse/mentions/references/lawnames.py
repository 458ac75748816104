"""Which law stands at a place in the text: one of the vocabulary, an EU act by its number, or a name that reads as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from notaparse.mentions import Passage
from notaparse.mentions.references.europe import EUR_LEX, read_act
from notaparse.vocabulary import LawRow, Vocabulary

MOST_WORDS = 16
"""No name of a law that is looked up has more words."""


class Law(NamedTuple):
    """A law in the text."""

    end: int
    """Where its name ends."""
    short: str
    """Abbreviation, or the name where there is none."""
    name: str
    id: str | None = None
    """Of the row; None for a law that is in no list."""
    bwb: str | None = None
    url: str | None = None
    books: dict[str, str] = {}  # noqa: RUF012 - read only


def law_at(passage: Passage, start: int) -> Law | None:
    """The law whose name begins at ``start``; None where none does, or only "de wet" does."""
    book = _book().match(passage.text, start)
    if book is not None:
        code = _listed(passage, book.end())
        if code is not None and book["number"] in code.books:
            bwb = code.books[book["number"]]
            return code._replace(bwb=bwb, url=_home(bwb), books={}, short=f"{code.short} Boek {book['number']}")
    return (
        _listed(passage, start)
        or _numbered(passage, start)
        or _unlisted(passage.text, start)
        or _short(passage.text, start)
    )


@cache
def _book() -> re.Pattern[str]:
    return re.compile(r"[Bb]oek\s(?P<number>\d{1,2})\s(?:van\s|uit\s)?(?:het\s)?(?=B)")


def _listed(passage: Passage, start: int) -> Law | None:
    names = _names(passage.vocabulary)
    found: Law | None = None
    spoken = ""
    for count, word in enumerate(_word().finditer(passage.text, start)):
        if count == MOST_WORDS or (count == 0) == bool(word["gap"]):
            break
        bare = word["word"].rstrip(".,;:!?”’\"'_")
        spoken = f"{spoken} {bare}" if count else bare
        row = names.get(spoken) or names.get(spoken.casefold())
        if row is not None:
            found = _law(row, word.start("word") + len(bare))
        if word["word"] not in {bare, f"{bare},"}:
            break
    return found


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?P<gap>\s?)(?P<word>[^\s()\[\]{}]{1,60})")


@lru_cache(maxsize=8)
def _names(vocabulary: Vocabulary) -> dict[str, LawRow]:
    """Rows by all their forms, as written (two laws may differ in nothing else) and in lower case; without commas."""
    exact: dict[str, LawRow] = {}
    folded: dict[str, LawRow] = {}
    for row in vocabulary.law.values():
        for form in (row.name, row.abbreviation, *row.forms):
            if form:
                spoken = " ".join(form.replace(",", " ").split())
                exact.setdefault(spoken, row)
                folded.setdefault(spoken.casefold(), row)
    return folded | exact


def _law(row: LawRow, end: int) -> Law:
    url = _home(row.bwb) if row.bwb else f"{EUR_LEX}CELEX:{row.celex}" if row.celex else None
    return Law(end, row.abbreviation or row.name, row.name, row.id, row.bwb, url, row.books)


def _home(bwb: str) -> str:
    return f"https://wetten.overheid.nl/{bwb}"


def _numbered(passage: Passage, start: int) -> Law | None:
    act = read_act(passage, start)
    return act and Law(act.end, act.value, act.name or act.value, act.value, None, act.url)


# ---- names that are in no list: the kind of law that a name opens with, and where the name ends

_KIND = re.compile(
    r"[\w-]*?(?:wet|wetboek|besluit|regeling|verordening|reglement|statuut|verdrag|protocol|handvest|beleidsregels?|richtlijn)"
)

_BROAD = frozenset({
    "wet", "besluit", "regeling", "verordening", "reglement", "statuut", "verdrag", "protocol", "handvest",
    "beleidsregel", "beleidsregels", "richtlijn", "wetboek", "rijkswet", "rijksbesluit", "kaderwet", "kaderbesluit",
    "kaderregeling", "uitvoeringswet", "uitvoeringsbesluit", "uitvoeringsregeling", "invoeringswet",
    "invoeringsbesluit", "invoeringsregeling", "implementatiewet", "aanpassingswet", "overgangswet", "verzamelwet",
    "subsidieregeling", "stimuleringsregeling", "noodwet", "bekostigingsbesluit",
})  # fmt: skip
"""Kinds of law that are no name yet: what the law is about must follow."""

_FIRST = frozenset(
    {"op", "voor", "inzake", "betreffende", "van", "tot", "ter", "tegen", "met", "houdende", "over", "bij"}
)
"""Prepositions that may follow the kind: "Wet op het …", "Verdrag inzake …"."""

_SMALL = _FIRST | {"van", "de", "het", "der", "des", "en", "of"}
"""Small words that a name may hold and never ends with."""

_STOP = frozenset({
    # verbs of sentences about laws
    "is", "zijn", "was", "waren", "wordt", "worden", "werd", "werden", "kan", "kunnen", "kon", "moet", "moeten",
    "mag", "mogen", "zal", "zullen", "zou", "zouden", "heeft", "hebben", "had", "hadden", "bepaalt", "bepalen",
    "stelt", "stellen", "regelt", "regelen", "biedt", "bieden", "geldt", "gelden", "luidt", "staat", "staan",
    "verplicht", "verplichten", "vereist", "eist", "vereisen", "geeft", "geven", "vormt", "vormen", "volgt",
    "volgen", "schrijft", "maakt", "maken", "vraagt", "vragen", "verbiedt", "ziet", "laat", "blijft", "blijven",
    "vervalt", "vervallen", "komt", "komen", "gaat", "gaan", "treedt", "treden", "dient", "dienen", "hoeft", "kent",
    "noemt", "spreekt", "beoogt", "voorziet", "brengt", "bevat", "bevatten", "omvat", "verleent", "beschrijft",
    "verwijst", "legt", "wijst", "draagt", "sluit", "ontbreekt", "machtigt", "beschermt", "beperkt", "vergt",
    "strekt", "eisen", "bedoeld", "bedoelde", "genoemd", "genoemde", "opgenomen", "vastgelegd", "gesteld",
    "gestelde",
    # what opens the next part of a sentence
    "niet", "geen", "ook", "nog", "al", "wel", "dus", "echter", "daarom", "dan", "die", "dat", "dit", "deze",
    "waarin", "waarop", "waarmee", "waaronder", "waarvan", "wie", "zoals", "omdat", "zodat", "indien", "wanneer",
    "als", "om", "te", "door", "u", "wij", "we", "ik", "er", "hij", "zij", "ze", "men", "uw", "nu", "maar", "want",
    "in", "uit", "naar", "onder", "na", "per", "sinds", "vanaf", "bij",
    # what is no part of the name of a law
    "artikel", "artikelen", "art", "lid", "leden", "nr", "minister", "ministers", "staatssecretaris", "gemeente",
    "provincie",
})  # fmt: skip
"""Words that go on with the sentence and not with the name."""

_TOKEN = re.compile(r"(?P<gap>[^\S\n]?|\n(?=[a-z]))(?P<word>[\w’'/&-]{1,40})")


def _unlisted(text: str, start: int) -> Law | None:
    words = _run(text, start)
    kind = next((place for place, word in enumerate(words[:2]) if _KIND.fullmatch(word["word"].casefold())), None)
    if kind is None or not any(word["word"][0].isupper() for word in words[: kind + 1]):
        return None
    last = kind
    word = words[kind]["word"].casefold()
    if word in _BROAD or word.endswith(("besluit", "regeling")):
        last = _subject(words, kind)
        if last == kind and word in _BROAD:
            return None
    if last + 1 < len(words) and re.fullmatch(r"(?:19|20)\d\d", words[last + 1]["word"]):
        last += 1
    end = words[last].end()
    name = " ".join(text[start:end].split())
    return Law(end, name, name)


def _short(text: str, start: int) -> Law | None:
    """An abbreviation as laws have them: a W and consonants ("Wjsg", "Wpg")."""
    match = re.compile(r"W[b-df-hj-np-tv-z]{2,6}(?:\s(?:19|20)\d\d)?(?![\w-])").match(text, start)
    return match and Law(match.end(), match[0], match[0])


def _run(text: str, start: int) -> list[re.Match[str]]:
    """Words from ``start`` with no more than a blank between them."""
    words: list[re.Match[str]] = []
    while len(words) < MOST_WORDS and (word := _TOKEN.match(text, words[-1].end() if words else start)):
        if bool(word["gap"]) != bool(words):
            break
        words.append(word)
    return words


def _subject(words: list[re.Match[str]], kind: int) -> int:
    """Place of the last word of what a law is about."""
    last = kind
    for place in range(kind + 1, len(words)):
        word = words[place]["word"].casefold()
        after = words[place + 1]["word"].casefold() if place + 1 < len(words) else ""
        if word in _FIRST and place > kind + 1 and word not in {"van", "tot", "ter"}:
            break
        if word in {"en", "of"} and (after in _STOP or after in {"de", "het", "een"}):
            break
        # No noun ends in "dt", many verbs do.
        if word.isdigit() or word.endswith("dt") or (word in _STOP and word not in _FIRST):
            break
        if word not in _SMALL:
            last = place
    return last
