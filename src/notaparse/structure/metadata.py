"""Entries of the head → plain values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Any

from notaparse.model import Metadata, Ministry
from notaparse.structure.head import EntryDraft
from notaparse.structure.joining import joined
from notaparse.structure.lexicon import Lexicon

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february febuari feb",
            "maart march mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
"""Dutch, and English as an unfilled date field of a template gives it."""

_DATE = re.compile(
    r"(?P<day>\d{1,2})[- ./]+(?P<month>\d{1,2}|[a-z]{3,9})\.?[- ./]+(?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:[Aa]an )?(?:de|het|De|Het) ")
_CODES = re.compile(r"(?:M|S|MIN|STAS|Min|Stas)[A-Z]\w{1,8}|SCM|MP")
_BETWEEN = re.compile(r" en | & |, |/|; ")
_OFFICES = re.compile(
    r"(?<=[\w)])(?<!\b[Dd]e),? (?:en )?(?=(?:[Aa]an )?(?:de )?(?:Minister|Staatssecretaris) (?:van |voor |[A-Z]))"
)
"""Between two offices in one line."""
_NUMBER = re.compile(r"\d{1,2}[.)] ?")

_LISTS = {
    "reference": "references",
    "addressee": "addressees",
    "sender": "senders",
    "attachments": "attachments",
    "copies": "copies",
    "authors": "authors",
    "consulted": "consulted",
}
"""Key of an entry → field of the metadata that lists its values."""


def date_of(text: str) -> dt.date | None:
    """The first full date in a text."""
    for match in _DATE.finditer(text):
        try:
            if match["iso"]:
                return dt.date.fromisoformat(match["iso"])
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
            return dt.date(int(match["year"]), number, int(match["day"]))
        except ValueError:
            continue
    return None


def metadata_of(entries: list[EntryDraft], lexicon: Lexicon, words: Collection[str]) -> Metadata:
    """What the head says, in plain values. Redaction codes, placeholders and dashes are no values."""
    found: dict[str, Any] = {}
    for entry in entries:
        if entry.status is not None:
            found["status"] = (
                *found.get("status", ()),
                *((entry.status,) if entry.status not in found.get("status", ()) else ()),
            )
            continue
        texts = [
            text
            for rows in entry.values
            if (text := joined(rows, words)) not in "-–" and "redaction" not in lexicon.value(text)
        ]
        if not texts:
            continue
        if entry.key in ("date", "deadline"):
            day = date_of(texts[0])
            if day is not None:
                found.setdefault(entry.key, day)
        elif entry.key == "title":
            found.setdefault("title", " ".join(texts))
        elif entry.key == "published":
            found.setdefault("published", texts[0].lower() == "ja")
        elif entry.key == "ministry":
            found.setdefault("ministry", ministry_of(texts[0], lexicon))
        elif entry.key in _LISTS:
            name = _LISTS[entry.key]
            values = [value for text in texts for value in _values(entry.key, text)]
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return Metadata(**found)


def _values(key: str, text: str) -> list[str]:
    if key == "addressee":
        parts = _BETWEEN.split(text)
        if not all(_CODES.fullmatch(part) for part in parts):
            parts = _OFFICES.split(text)
        return [_ARTICLE.sub("", part, count=1) for part in parts]
    if key in ("copies", "consulted"):
        parts = [part.strip() for part in re.split(r", | & |; ", text)]
        return [part for part in parts if part]
    if key == "attachments":
        return [_NUMBER.sub("", text, count=1)]
    return [text]


def ministry_of(text: str, lexicon: Lexicon) -> Ministry:
    """The ministry with its identifier, where its name is known."""
    name = text.removeprefix("Ministerie van ").strip()
    for form, full, uri in lexicon.ministries:
        if name.casefold() == form.casefold():
            return Ministry(name=full, id=uri)
    return Ministry(name=text if text.startswith("Ministerie ") else f"Ministerie van {text}")
