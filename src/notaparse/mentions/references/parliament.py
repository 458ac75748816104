"""Parliamentary papers: Kamerstukken, Handelingen and their Aanhangsel, numbers of documents, promises."""

from __future__ import annotations

import re
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import (
    COMMA,
    DASH,
    GAP,
    NO_DAY,
    NUMBER_WORD,
    OPT,
    YEARS,
    Reader,
    Reference,
    cased,
    session,
)

PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/"
"""Official publications, by their identifier."""

SERIES = frozenset({"21501"})
"""Dossiers that are parted in numbered series, so that in "21501-20" the 20 is a series and not a paper."""

_CHAMBER = r"(?P<chamber>I{1,2}|[TE]K)(?![\w-])"
_SESSION = rf"(?:(?:vergader|zittings)jaar{OPT}|zitting{GAP})?(?P<years>{YEARS})"
_DOSSIER = r"[1-4]\d[ .\u00a0\u2009\u202f]?\d{3}(?!\d)"
_CHAPTER = r"(?:[IVX]{1,5}[A-E]?|[A-M])(?!\w|-[A-Za-z])"
_END = rf"(?!\d|[.,]\d){NO_DAY}"
_MORE = rf"(?:\s?(?:,|{DASH}|en|t/m|tot{GAP}en{GAP}met|&)\s?(?:{NUMBER_WORD}{OPT})?\d{{1,4}}{_END}(?!\s\d{{3}}))"
_PAGES = rf"(?:{COMMA}(?:pp?|blz|pag)\b\.?{OPT}\d{{1,5}}(?:\s?{DASH}\s?\d{{1,5}})?)"


@cache
def _paper() -> re.Pattern[str]:
    """A paper in a dossier. All but the dossier may be absent: ``_is_paper`` weighs what is there."""
    return re.compile(
        rf"""
        (?P<head> (?i:kamerstuk(?:ken)?(?:dossiers?)?(?:nummers?|nrs?\.?)?|kamerdossier|kst)(?:\b[-:.]?|(?=\d)){COMMA}
            | (?P<full>(?:Tweede|Eerste){GAP}Kamer(?:{GAP}der{GAP}Staten-Generaal)?){COMMA}(?=vergaderjaar|(?:19|20)\d\d)
        )?
        (?:{_CHAMBER}{COMMA})?
        (?:{_SESSION}{COMMA})?
        (?P<dossier>{_DOSSIER})
        (?:\s?\((?P<kingdom>R\s?\d{{3,4}})\))?
        (?:(?P<series>-\d\d)(?=-\d|{COMMA}{NUMBER_WORD})|(?:{DASH}|[ \u00a0])(?P<chapter>{_CHAPTER}))?
        (?P<joint>\s?/\s?{_DOSSIER}(?:(?:{DASH}|[ \u00a0]){_CHAPTER})?)?
        (?:
            {COMMA}(?:(?:onder)?{NUMBER_WORD}|letter){OPT}(?:(?P<number>\d{{1,4}}){_END}(?P<more>{_MORE}{{0,12}})|(?P<letters>[A-Z]{{1,3}})(?![\w-]))
          | {DASH}(?P<compact>\d{{1,4}}){_END}(?![-/]\d)
          | ,{OPT}(?P<bare>[A-Z]{{1,3}})(?![\w-])
        )?
        {_PAGES}?
        """,
        re.VERBOSE,
    )


@cache
def _proceedings() -> re.Pattern[str]:
    """What was said in a sitting (Handelingen), or an answer to written questions in the annex to it (Aanhangsel)."""
    return re.compile(
        rf"""
        (?P<head>(?i:
            aanhangsel(?:{GAP}(?:van|bij|tot))?(?:{GAP}der?)?{GAP}handelingen | handelingen | aanhangsel | kamerstuk(?:ken)?
        ))\b (?:{GAP}der{GAP}Staten-Generaal)? {COMMA}
        (?:(?:van{GAP}de{GAP})?(?P<full>Tweede|Eerste){GAP}Kamer{COMMA})?
        (?:{_CHAMBER}{COMMA})?
        {_SESSION}{COMMA}
        (?:(?P<annex>(?i:aanhangsel)){COMMA})?
        (?:{NUMBER_WORD}{OPT})?(?P<number>\d{{1,4}}){_END}
        (?:(?:{COMMA}item{OPT}|{DASH})(?P<item>\d{{1,3}}){_END})?
        {_PAGES}?
        """,
        re.VERBOSE,
    )


def _read_paper(passage: Passage, start: int) -> Reference | None:
    match = _paper().match(passage.text, start)
    if match is None or not _is_paper(match):
        return None
    dossier = "".join(digit for digit in match["dossier"] if digit.isdigit())
    part, compact = match["series"] or "", match["compact"]
    if compact and dossier in SERIES and not part:
        part, compact = f"-{compact}", None
    chamber = _chamber(match)
    chapter, letter = match["chapter"], match["letters"] or match["bare"]
    if chapter and chamber == "I" and not letter and not match["number"] and len(chapter) == 1:
        chapter, letter = None, chapter  # "Kamerstukken I 36 067 A": papers of that chamber have letters
    kingdom = match["kingdom"]
    if chapter:
        part = f"-{chapter}"
    numbers = [number for number in (letter, compact, match["number"]) if number]
    numbers += re.findall(r"\d+", match["more"] or "")
    stem = f"{dossier}{part}"
    years = f"{session(match['years'])[1]}," if match["years"] else None
    written = " ".join(filter(None, ("Kamerstukken", chamber, years, stem, kingdom and f"({kingdom})")))
    if numbers:
        written += f", {letter}" if letter else f", nr. {'/'.join(numbers)}"
    url = f"{PUBLICATIONS}kst-{stem}-{numbers[0]}.html" if len(numbers) == 1 else None
    return Reference(
        match.end(),
        "kamerstuk",
        " ".join(f"kst-{stem}-{number}" for number in numbers) or f"kst-{stem}",
        written,
        # Papers of the whole Kingdom have another form of identifier; a dossier has a page of its own.
        None if kingdom else url if numbers else f"{PUBLICATIONS}dossier/{stem}",
    )


_CUE = re.compile(
    r"(?:wetsvoorstel(?:len)?|voorstel(?:len)?|moties?|amendement(?:en)?|novelle|initiatief\w*|(?:kamerstuk)?dossier(?:nummer)?)"
    r"(?:\s(?:met|nr\.|nummer|kamerstuk\w*|dossier\w*)){0,3}\s\(?$"
    r"|\d{5}-\d{1,4}(?:,|\sen)\s$",
    re.IGNORECASE,
)
"""What a bare dossier number stands directly behind; or another paper, in the same short notation."""

_NEAR_CUE = re.compile(r"(?i:wetsvoorstel|\bmotie|amendement|initiatief|kamerstuk|novelle|dossier)|\bWet\b")
"""What the sentence speaks of when five digits in brackets are a dossier."""


def _is_paper(match: re.Match[str]) -> bool:
    """Whether it is a paper: five digits alone are as well an amount, a postbox or a case of somebody's own."""
    text, start, end = match.string, match.start(), match.end()
    if match["head"] or (match["years"] and end > match.end("dossier")):
        return True
    if match["chamber"]:
        return match["chamber"] in {"TK", "EK"} or bool(match["years"])
    before = text[max(0, start - 60) : start]
    if before.rstrip().endswith(("€", "$", "£", "EUR", "Postbus", "postbus")):
        return False
    cue = _CUE.search(before)
    number = match["number"] or match["letters"]
    if number or (match["compact"] and (match["series"] or match["chapter"])):
        return True
    bracketed = before.endswith("(") and text[end : end + 1] in {")", ";", ","}
    if match["bare"]:
        return bool(bracketed or match["joint"] or cue)
    if match["compact"] or match["dossier"].isdigit() or "." in match["dossier"]:
        return bool(cue or (bracketed and _NEAR_CUE.search(text, max(0, start - 120), start)))
    return bool(cue or (bracketed and match["dossier"] > "2"))


def _read_proceedings(passage: Passage, start: int) -> Reference | None:
    match = _proceedings().match(passage.text, start)
    if match is None:
        return None
    head = match["head"].casefold()
    annex = bool(match["annex"]) or head.startswith("aanhangsel")
    if head.startswith("kamerstuk") and not annex:
        return None
    compact, years = session(match["years"])
    chamber = _chamber(match)
    house = {"I": "ek", "II": "tk"}.get(
        chamber or ("II" if annex else "")
    )  # answers are the Tweede Kamer's unless said
    number, item = match["number"], match["item"]
    if annex:
        value = f"ah-{house}-{compact}-{number}"
        written = f"Aanhangsel Handelingen {chamber or 'II'} {years}, nr. {number}"
    else:
        value = "-".join(filter(None, ("h", house, compact, number, item)))
        written = f"Handelingen {f'{chamber} ' if chamber else ''}{years}, nr. {number}" + (
            f", item {item}" if item else ""
        )
    found = annex or (house and item)
    kind = "aanhangsel" if annex else "handelingen"
    return Reference(match.end(), kind, value, written, f"{PUBLICATIONS}{value}.html" if found else None)


def _chamber(match: re.Match[str]) -> str | None:
    """``I`` or ``II``; None where it isn't written."""
    if match["full"]:
        return "II" if match["full"].startswith("Tweede") else "I"
    return {"TK": "II", "EK": "I"}.get(match["chamber"], match["chamber"])


def _read_head(passage: Passage, start: int) -> Reference | None:
    return _read_paper(passage, start) or _read_proceedings(passage, start)


@cache
def _document() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d\d(?P<letter>[ADPVZ])\d{5}(?![^\W_])")


_DOCUMENTS = {
    "A": ("activiteit", "https://www.tweedekamer.nl/debat_en_vergadering/commissievergaderingen/details?id="),
    "D": ("kamerdocument", "https://www.tweedekamer.nl/kamerstukken/detail?id="),
    "P": ("agendapunt", None),
    "V": ("vergadering", None),
    "Z": ("zaak", "https://www.tweedekamer.nl/kamerstukken/detail?id="),
}
"""Letter in a number of the Tweede Kamer → what it numbers, and where that is found."""


def _read_document(passage: Passage, start: int) -> Reference | None:
    match = _document().match(passage.text, start)
    if match is None:
        return None
    kind, url = _DOCUMENTS[match["letter"]]
    return Reference(match.end(), kind, match[0], None, url and url + match[0])


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(r"(?:TZ\d{6}-\d{3}|T[O0]\d{4})(?![^\W_])")


def _read_promise(passage: Passage, start: int) -> Reference | None:
    match = _promise().match(passage.text, start)
    if match is None:
        return None
    # The Eerste Kamer numbers with a zero, which is often typed as a letter.
    return Reference(match.end(), "toezegging", match[0].replace("TO", "T0"))


READERS = (
    Reader(_read_head, cased("kamerstuk", "kamerdossier", "kst")),
    Reader(_read_paper, ("Tweede Kamer", "Tweede\nKamer", "Eerste Kamer", "Eerste\nKamer", "TK", "EK")),
    Reader(_read_paper, cased("vergaderjaar"), rf"(?:19|20)\d\d\s?(?:{DASH}|/)|{_DOSSIER}"),
    Reader(_read_proceedings, cased("handelingen", "aanhangsel")),
    Reader(_read_document, numbers=r"(?:19|20)\d\d[ADPVZ]\d"),
    Reader(_read_promise, ("TO", "T0", "TZ")),
)
