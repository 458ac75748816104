"""Official gazettes (Staatsblad, Staatscourant, Tractatenblad, …) and identifiers of publications and legislation."""

from __future__ import annotations

import re
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import COMMA, GAP, NO_DAY, NUMBER_WORD, OPT, Reader, Reference, cased

_PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/"

_GAZETTES = {
    "stb": ("stb", "staatsblad", "Stb."),
    "staatsblad": ("stb", "staatsblad", "Stb."),
    "stcrt": ("stcrt", "staatscourant", "Stcrt."),
    "staatscourant": ("stcrt", "staatscourant", "Stcrt."),
    "trb": ("trb", "tractatenblad", "Trb."),
    "tractatenblad": ("trb", "tractatenblad", "Trb."),
}
"""As written, in lower case → prefix of its identifiers, type, and how it is cited."""

_ONLINE = 1995
"""Before this year most issues have no page of their own."""


@cache
def _issue() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<gazette>(?i:{'|'.join(sorted(_GAZETTES, key=len, reverse=True))}))\b(?:\.?{GAP}|-)"
        rf"(?:van{GAP})?(?:\d{{1,2}}{GAP}[a-z]{{3,9}}{GAP})?(?P<year>(?:18|19|20)\d\d)"
        rf"(?:{COMMA}(?:{NUMBER_WORD}{OPT})?|\s?[/-]\s?)(?P<number>\d{{1,6}})(?!\d|[.,-]\d){NO_DAY}"
    )


def _read_issue(passage: Passage, start: int) -> Reference | None:
    match = _issue().match(passage.text, start)
    if match is None:
        return None
    prefix, kind, short = _GAZETTES[match["gazette"].casefold()]
    value = f"{prefix}-{match['year']}-{match['number']}"
    url = f"{_PUBLICATIONS}{value}.html" if int(match["year"]) >= _ONLINE else None
    return Reference(match.end(), kind, value, f"{short} {match['year']}, {match['number']}", url)


_PUBLISHED = {"kst": "kamerstuk", "blg": "bijlage", "ah": "aanhangsel", "h": "handelingen", "kv": "kamervragen"} | {
    prefix: kind for prefix, kind, _ in _GAZETTES.values()
}
"""Prefix of an identifier of a publication → type; the gazettes of other authorities are all ``publicatie``."""


@cache
def _identifier() -> re.Pattern[str]:
    return re.compile(
        r"(?P<publication>(?:kst|blg|(?:ah|h|kv)(?:-[te]k)?|stb|stcrt|trb|gmb|prb|wsb|bgr)-(?=[\w-]{0,12}\d)\w{1,12}(?:-(?:\w{1,8}|\(R\d{3,4}\))){0,4})"
        r"|(?P<bwb>BWB[RVW]\d{7})|(?P<cvdr>CVDR\d{1,8}(?:_\d{1,3})?)"
    )


def _read_identifier(passage: Passage, start: int) -> Reference | None:
    match = _identifier().match(passage.text, start)
    if match is None or passage.text[match.end() : match.end() + 1].isalnum():
        return None
    value = match[0]
    if match["publication"]:
        kind = _PUBLISHED.get(value.partition("-")[0], "publicatie")
        return Reference(match.end(), kind, value, None, f"{_PUBLICATIONS}{value}.html")
    home = "https://wetten.overheid.nl/" if match["bwb"] else "https://lokaleregelgeving.overheid.nl/"
    return Reference(match.end(), "regeling", value, None, home + value)


@cache
def _journal() -> re.Pattern[str]:
    return re.compile(
        rf"P[Bb]\s?(?:E[UG]\b)?\.?\s?(?:(?P<year>(?:19|20)\d\d)\b{COMMA})?(?:{NUMBER_WORD}{OPT})?(?P<series>[LC]),?\s?"
        rf"(?P<number>(?:20\d\d/)?\d{{1,5}})(?![\d/])"
    )


def _read_journal(passage: Passage, start: int) -> Reference | None:
    match = _journal().match(passage.text, start)
    if match is None:
        return None
    year = f"{match['year']}, " if match["year"] else ""
    return Reference(match.end(), "publicatieblad", f"PbEU {year}{match['series']} {match['number']}")


READERS = (
    Reader(_read_issue, cased(*_GAZETTES)),
    Reader(_read_journal, ("Pb", "PB")),
    Reader(
        _read_identifier,
        (*(f"{prefix}-" for prefix in (*_PUBLISHED, "gmb", "prb", "wsb", "bgr")), "BWBR", "BWBV", "BWBW", "CVDR"),
    ),
)
