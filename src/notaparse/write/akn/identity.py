"""Who and what: FRBR identification, classification, and the entries that mentions refer to."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from typing import Final

from notaparse import __version__
from notaparse.model import Mention, Note
from notaparse.write.akn.terms import ENTITIES, UNKNOWN, UNKNOWN_DATE
from notaparse.write.xml import Markup

SOFTWARE: Final = "notaparse"
AUTHOR: Final = "opsteller"
CONVERTER: Final = "converter"

IDENTITY: Final = ("id", "name", "type", "url")
"""Fields of a mention that say which thing it speaks of."""

_CONCEPT = ("entity", "TLCConcept")
_REFERENCE = ("entity", "TLCReference")
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?(?:\?[A-Za-z0-9._~&=/-]*)?(?:#[A-Za-z0-9._~:/-]*)?"
)
_UNSLUGGED = re.compile("[^a-z0-9]+")


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits, apart by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSLUGGED.sub("-", plain).strip("-")[:80]


def address(url: str | None) -> str | None:
    """The URL if every XML Schema processor takes it as ``anyURI``, else None."""
    return url if url is not None and _ADDRESS.fullmatch(url) else None


class References:
    """The entries of ``meta/references``: one for each thing that the note speaks of, in order of first mention."""

    def __init__(self, note: Note) -> None:
        self._entries: dict[tuple[str | None, ...], str] = {}
        self._markup = Markup(depth=4, restorable="np:replaced")
        self._taken: set[str] = set()
        self.author = self._author(note)
        self._add("TLCOrganization", SOFTWARE, f"{SOFTWARE} {__version__}")
        self._add("TLCRole", AUTHOR, AUTHOR)
        self._add("TLCRole", CONVERTER, CONVERTER)

    def entry(self, mention: Mention) -> tuple[str, str]:
        """Inline element for a mention, and ``eId`` of the entry that says which thing it is."""
        element, kind = ENTITIES.get(mention.kind) or (_REFERENCE if mention.kind == "reference" else _CONCEPT)
        shown = mention.name or mention.id or mention.text
        thing = (kind, mention.id, mention.name, mention.type, mention.url, shown)
        found = self._entries.get(thing)
        if found is None:
            given = {f"np:{name}": value for name, value in zip(IDENTITY, thing[1:], strict=False) if value is not None}
            if kind == "TLCReference":
                given["name"] = mention.type or mention.kind
            found = self._add(kind, mention.id or shown, shown, address(mention.url), given)
            self._entries[thing] = found
        return element, found

    def currency(self, unit: str) -> str:
        """``eId`` of the entry of a currency."""
        found = self._entries.get(("currency", unit))
        if found is None:
            found = self._entries["currency", unit] = self._add("TLCConcept", unit, unit)
        return found

    def write(self, markup: Markup) -> None:
        """``references``, after all mentions have been written."""
        markup.line("references", {"source": f"#{SOFTWARE}"})
        markup.add(self._markup)
        markup.close()

    def _author(self, note: Note) -> str:
        ministry = note.metadata.ministry
        if ministry is None:
            return self._add("TLCOrganization", UNKNOWN, UNKNOWN)
        code = (ministry.id or "").rpartition("/")[2]
        return self._add("TLCOrganization", slug(code) or ministry.name, ministry.name, address(ministry.id))

    def _add(
        self, kind: str, name: str, shown: str, href: str | None = None, given: dict[str, str] | None = None
    ) -> str:
        stem = slug(name) or kind.removeprefix("TLC").lower()
        found, number = stem, 1
        while found in self._taken:
            number += 1
            found = f"{stem}-{number}"
        self._taken.add(found)
        path = href or f"/akn/ontology/{kind.removeprefix('TLC').lower()}/nl/{found}"
        self._markup.empty(kind, {"eId": found, "href": path, "showAs": shown} | (given or {}))
        return found


def write_identification(markup: Markup, note: Note, *, author: str, written: dt.date | None) -> None:
    """``identification``: what must be there, and for what isn't known that it isn't."""
    day = note.metadata.date
    work = f"/akn/nl/doc/beslisnota/{author}/{day.isoformat() if day else UNKNOWN}/{_number(note)}"
    expression = f"{work}/nld@"
    made = (_date(day, "dagtekening"), {"href": f"#{author}", "as": f"#{AUTHOR}"})
    converted = (_date(written, "conversie"), {"href": f"#{SOFTWARE}", "as": f"#{CONVERTER}"})
    markup.line("identification", {"source": f"#{SOFTWARE}"})
    markup.line("FRBRWork")
    _origin(markup, (f"{work}/!main", work), made)
    markup.empty("FRBRcountry", {"value": "nl"})
    markup.empty("FRBRsubtype", {"value": "beslisnota"})
    for reference in note.metadata.references:
        markup.empty("FRBRnumber", {"value": reference})
    if note.metadata.title is not None:
        markup.empty("FRBRname", {"value": note.metadata.title})
    markup.close()
    markup.line("FRBRExpression")
    _origin(markup, (f"{expression}/!main", expression), made)
    markup.empty("FRBRlanguage", {"language": "nld"})
    markup.close()
    markup.line("FRBRManifestation")
    _origin(markup, (f"{expression}/!main.xml", f"{expression}.akn"), converted)
    markup.empty("FRBRformat", {"value": "application/akn+xml"})
    markup.close(2)


def _origin(markup: Markup, names: tuple[str, str], made: tuple[dict[str, str], dict[str, str]]) -> None:
    """What each level says first: what this part and the whole are called, when they were made, and by whom."""
    this, uri = names
    date, author = made
    markup.empty("FRBRthis", {"value": this})
    markup.empty("FRBRuri", {"value": uri})
    markup.empty("FRBRdate", date)
    markup.empty("FRBRauthor", author)


def _date(day: dt.date | None, name: str) -> dict[str, str]:
    return {"date": day.isoformat(), "name": name} if day else {"date": UNKNOWN_DATE, "name": UNKNOWN}


def _number(note: Note) -> str:
    """What tells this work from others of its author and day: the reference it bears, or the hash of what was read."""
    for reference in note.metadata.references:
        if number := slug(reference):
            return number
    digest = slug(note.source.sha256 or "") or hashlib.sha256(note.text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"sha256-{digest[:16]}"
