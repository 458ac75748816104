"""Judgments and cases: ECLI, case numbers of courts; resolutions of the United Nations."""

from __future__ import annotations

import re
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import GAP, OPT, Reader, Reference, cased


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
    return Reference(match.end(), "uitspraak", match[0], None, home + match[0])


_DISTRICTS = ("AWB", "AMS", "ARN", "BRE", "HAA", "LEE", "NHO", "OBR", "ROT", "SGR", "UTR", "ZWO")
"""What the numbers of cases of administrative courts begin with: of the kind of case, or of the court."""


@cache
def _case() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<european>[CTF][-\u2011]\d{{1,4}}/\d{{2}}(?:\sP(?:PU)?\b)?)(?![\w/])
      | (?P<state>\d{{9}}/\d/[A-Z]\d)(?!\w)
      | (?P<district>(?:{"|".join(_DISTRICTS)})\s\d{{2}}/\d{{1,5}})(?!\w)
      | (?P<civil>C/\d{{2}}/\d{{5,6}}(?:\s?/\s?(?:HA|KG|FA)\s(?:ZA|RK)\s\d{{2}}-\d{{1,5}})?)(?![\w/])
        """,
        re.VERBOSE,
    )


def _read_case(passage: Passage, start: int) -> Reference | None:
    match = _case().match(passage.text, start)
    if match is None:
        return None
    if match["european"]:
        value = match[0].replace("\u2011", "-")
        return Reference(
            match.end(), "zaak", value, None, f"https://curia.europa.eu/juris/liste.jsf?num={value.split()[0]}"
        )
    return Reference(match.end(), "zaak", " ".join(match[0].split()))


@cache
def _resolution() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<security>VNVR-?{OPT}resolutie|(?i:veiligheidsraadresolutie)|UNSCR|S/RES/) {OPT}(?:nr\.{OPT})?(?P<number>\d{{1,4}})
            (?!\d) (?:\s?\(\d{{4}}\))?
      | (?P<assembly>A/RES/\d{{1,3}}/\d{{1,3}})(?!\d)
      | (?i:VN-resolutie){GAP}(?P<united>\d{{3,4}})(?!\d)(?:\s?\(\d{{4}}\))?
      | (?i:resolutie){GAP}(?P<later>\d{{3,4}})(?!\d) (?:\s?\(\d{{4}}\) | (?={GAP}van{GAP}de{GAP}(?:VN-?)?[Vv]eiligheidsraad))
        """,
        re.VERBOSE,
    )


def _read_resolution(passage: Passage, start: int) -> Reference | None:
    match = _resolution().match(passage.text, start)
    if match is None:
        return None
    value = match["assembly"] or f"S/RES/{match['number'] or match['united'] or match['later']}"
    return Reference(match.end(), "vn-resolutie", value)


READERS = (
    Reader(_read_ecli, ("ECLI:",)),
    Reader(
        _read_case,
        ("C-", "T-", "F-", "C\u2011", "T\u2011", "F\u2011", "C/", *(f"{court} " for court in _DISTRICTS)),
        r"\d{9}/",
    ),
    Reader(
        _read_resolution,
        ("VNVR", "UNSCR", "S/RES/", "A/RES/", *cased("VN-resolutie", "resolutie", "veiligheidsraadresolutie")),
    ),
)
