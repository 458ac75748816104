"""Acts of the European Union with their CELEX number, documents of its institutions."""

from __future__ import annotations

import re
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import GAP, NUMBER_WORD, OPT, Reader, Reference, cased

EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
"""The Dutch text of a document, by ``CELEX:…`` or its own number."""

YEAR_FIRST = 2015
"""Since this year all acts are numbered year/number; before, regulations were number/year."""

FOUNDED = 1952
"""No act is older."""

_LETTERS = (
    ("kaderbesluit", "F"),
    ("verordening", "R"),
    ("regulation", "R"),
    ("richtlijn", "L"),
    ("directive", "L"),
    ("besluit", "D"),
    ("beschikking", "D"),
    ("decision", "D"),
    ("aanbeveling", "H"),
)
"""What the word for an act ends in → its letter in a CELEX number."""

_WORD = (
    r"(?i:(?:gedelegeerde\s{1,3}|uitvoerings)?(?:verordening(?:en)?|besluit(?:en)?|richtlijn(?:en)?)"
    r"|(?:EU|EG|GBVB)-(?:verordening|richtlijn|besluit)(?:en)?|(?:kader|raads)besluit|beschikking|aanbeveling|regulation|directive|decision)"
)
_PILLAR = r"(?:EU|EG|EEG|EC|EEC|Euratom|GBVB|CFSP|JBZ|JHA)"
_NUMBERS = rf"\d{{1,4}}\s?/\s?\d{{1,4}}(?!\d)(?:/{_PILLAR}\b)?"


@cache
def _act() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<word>{_WORD}){GAP}
        (?P<pillar>\({_PILLAR}(?:,\s?{_PILLAR})?\){OPT}|{_PILLAR}{GAP})?
        (?:{NUMBER_WORD}{OPT})?
        (?P<first>{_NUMBERS})
        (?P<more>(?:(?:,{GAP}|{GAP}en{GAP})(?:{NUMBER_WORD}{OPT})?{_NUMBERS}){{0,8}})
        """,
        re.VERBOSE,
    )


def read_act(passage: Passage, start: int) -> Reference | None:
    """An act of the Union: ``Verordening (EU) 2016/679``, ``richtlijn 92/43/EEG``."""
    match = _act().match(passage.text, start)
    if match is None:
        return None
    word = match["word"].casefold()
    word = next(stem for stem, _ in _LETTERS if stem in word)
    letter = dict(_LETTERS)[word]
    # "besluit 2021/509" may be anybody's; "verordening 2016/679" with its year in full hardly is.
    marked = match["pillar"] or match["first"].count("/") > 1 or "-" in match["word"]
    if not marked and not (letter in "RL" and re.search(r"\d{4}", match["first"])):
        return None
    numbers = [_celex(letter, number) for number in re.findall(_NUMBERS, match["first"] + match["more"])]
    if None in numbers:
        return None
    value = " ".join(filter(None, numbers))
    name = " ".join(match[0].split())
    url = f"{EUR_LEX}CELEX:{value}" if len(numbers) == 1 else None
    return Reference(match.end(), "eu-handeling", value, name[0].upper() + name[1:], url)


def _celex(letter: str, numbers: str) -> str | None:
    """CELEX number of an act; None where neither of the two numbers can be a year."""
    first, second = re.findall(r"\d+", numbers)[:2]
    if _year(first) and (letter != "R" or int(first) >= YEAR_FIRST or not _year(second)):
        year, number = _year(first), second
    else:
        year, number = _year(second), first
    return f"3{year}{letter}{int(number):04d}" if year else None


def _year(written: str) -> int | None:
    if len(written) == 2 and int(written) >= FOUNDED % 100:
        return 1900 + int(written)
    return int(written) if len(written) == 4 and FOUNDED <= int(written) < 2100 else None


@cache
def _document() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<series>COM|SWD|SEC|JOIN|C)
            (?:\s?\(\s?(?P<year>(?:19|20)\d\d)\s?\){OPT}|[/ -](?P<bare>20\d\d)[/ -])
            (?:{NUMBER_WORD}{OPT})?(?P<number>\d{{1,5}})(?!\d)(?:\s(?:final|definitief|def\b\.?))?
      | (?:(?i:raadsdocument){GAP}(?:{NUMBER_WORD}{OPT})?|ST\s?)(?P<council>\d{{4,5}}/\d{{2}}(?!\d)(?:\s(?:REV|ADD|COR)\s?\d{{1,2}})?)
      | (?P<procedure>(?:19|20)\d\d/\d{{4}}\s?\((?:COD|NLE|CNS|APP|BUD|INI)\))
      | (?P<celex>[3-6](?:19|20)\d\d[A-Z]{{1,2}}\d{{4}}(?!\w))
        """,
        re.VERBOSE,
    )


def _read_document(passage: Passage, start: int) -> Reference | None:
    match = _document().match(passage.text, start)
    if match is None:
        return None
    end = match.end()
    if match["series"]:
        series, year, number = match["series"], match["year"] or match["bare"], int(match["number"])
        url = None if series == "C" else f"{EUR_LEX}{series}:{year}:{number}:FIN"
        return Reference(end, "eu-document", f"{series}({year}) {number}", None, url)
    value = " ".join(match[0].split())
    if match["celex"]:
        return Reference(end, "eu-handeling", value, None, f"{EUR_LEX}CELEX:{value}")
    if match["procedure"]:
        return Reference(end, "eu-procedure", value.replace(" ", ""))
    return Reference(end, "raadsdocument", f"ST {' '.join(match['council'].split())}")


READERS = (
    Reader(
        read_act,
        cased(
            *(
                "verordening",
                "richtlijn",
                "besluit",
                "uitvoeringsverordening",
                "uitvoeringsbesluit",
                "uitvoeringsrichtlijn",
            ),
            *("gedelegeerde ", "kaderbesluit", "raadsbesluit", "beschikking", "aanbeveling"),
            *("regulation", "directive", "decision"),
            *(f"{union}-{act}" for union in ("EU", "EG", "GBVB") for act in ("verordening", "richtlijn", "besluit")),
        ),
    ),
    Reader(
        _read_document,
        ("COM", "SWD", "SEC", "JOIN", "C(", "C (", "ST ", *cased("raadsdocument")),
        r"(?:19|20)\d\d/\d{4}\s?\(|[3-6](?:19|20)\d\d[A-Z]",
    ),
)
