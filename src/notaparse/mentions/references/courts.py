"""Judgments and cases: ECLI, case numbers of courts; resolutions of the United Nations."""

from __future__ import annotations

import re
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import GAP, OPT, Reader, Reference


@cache
def _ecli() -> re.Pattern[str]:
    return re.compile(r"ECLI:(?P<country>[A-Z]{2}):[A-Z0-9]{1,7}:\d{4}:[A-Z0-9]{1,25}(?:\.[A-Z0-9]{1,20}){0,3}")


def _read_ecli(passage: Passage, start: int) -> Reference | None:
    match = _ecli().match(passage.text, start)
    if match is None:
        return None
    home = (
        "https://deeplink.rechtspraak.nl/uitspraak?id="
        if match["country"] == "NL"
        else "https://e-justice.europa.eu/ecli/"
    )
    return Reference(start, match.end(), "uitspraak", match[0], None, home + match[0])


@cache
def _case() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<european>[CTF][-\u2010-\u2015]\d{1,4}/\d{2}(?:\sP(?:PU)?\b)?)(?![\w/])
      | (?P<state>\d{9}/\d/[A-Z]\d)(?!\w)
      | (?P<civil>C/\d{2}/\d{5,6}(?:\s?/\s?(?:HA|KG|FA)\s(?:ZA|RK)\s\d{2}-\d{1,5})?)(?![\w/])
        """,
        re.VERBOSE,
    )


def _read_case(passage: Passage, start: int) -> Reference | None:
    match = _case().match(passage.text, start)
    if match is None:
        return None
    if match["european"]:
        value = re.sub(r"[\u2010-\u2015]", "-", match[0])
        return Reference(
            start, match.end(), "zaak", value, None, f"https://curia.europa.eu/juris/liste.jsf?num={value.split()[0]}"
        )
    return Reference(start, match.end(), "zaak", " ".join(match[0].split()))


@cache
def _resolution() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<security>VNVR-?{OPT}resolutie|(?i:veiligheidsraadresolutie)|UNSCR|S/RES/) {OPT}(?:nr\.{OPT})?(?P<number>\d{{1,4}})
            (?!\d) (?:\s?\(\d{{4}}\))?
      | (?i:(?:VN-)?resolutie){GAP}(?P<later>\d{{3,4}})(?!\d) (?:\s?\(\d{{4}}\) | (?={GAP}van{GAP}de{GAP}(?:VN-?)?[Vv]eiligheidsraad))
        """,
        re.VERBOSE,
    )


def _read_resolution(passage: Passage, start: int) -> Reference | None:
    match = _resolution().match(passage.text, start)
    if match is None:
        return None
    number = match["number"] or match["later"]
    return Reference(start, match.end(), "vn-resolutie", f"S/RES/{number}")


READERS = (
    Reader(r"ECLI:", _read_ecli),
    Reader(r"[CTF][-\u2010-\u2015]\d|\d{9}/|C/\d", _read_case),
    Reader(r"VNVR|[Vv]eiligheidsraadres|UNSCR|S/RES|(?:VN-)?[Rr]esolutie\b", _read_resolution),
)
