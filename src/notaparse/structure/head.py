"""Groups of head rows → entries (label and values as printed) and plain metadata."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from notaparse.model import Metadata, Ministry
from notaparse.printed import Row
from notaparse.structure.lexicon import Label, Lexicon
from notaparse.structure.rows import cut

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
_DATE = re.compile(r"(\d{1,2})[- ./](\d{1,2}|[a-z]+)\.?[- ./](\d{4})", re.IGNORECASE)
_YES_NO = re.compile(r"ja|nee", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,2}")
_REFERENCE = re.compile(r"(?=.*\d{4})[\w/ .&-]{4,40}")
_ADDRESSEE = re.compile(
    r"(?:aan )?(?:de |het )?(?:minister|staatssecretaris|stas|minbzk|min\w*)\b.*|[MS](?:in)?[A-Z]\w*(?:(?: en | & |, )\S+)*|SCM", re.IGNORECASE
)
_ADDRESSEE_CODE = re.compile(r"(?:M|S|MIN|STAS|Min|Stas)[A-Z]\w{1,9}(?:(?: en | & |, )(?:M|S|MIN|STAS)[A-Z]\w{1,9})*")
_ADDRESSEE_FULL = re.compile(r"(?:aan )?(?:de )?(?:minister|staatssecretaris|stas\b|minister-president)", re.IGNORECASE)
_UNIT = re.compile(r"[A-Z][\w&.-]*(?:/[\w&.-]+)+|[A-Z]{2,8}|(?:Directoraat|Directie|Programmadirectie|Afdeling|Cluster|Bestuurs|Bureau|Kabinet)\b.*")
_REDACTED = re.compile(r"[Pp]ersoonsgegevens?|\(?\(?\d{1,2}\)?\(\w{1,2}\)|5\.?1\.?\d?\.?[a-i]?\w?|@\S+|T\b.*")


@dataclass(slots=True)
class EntryDraft:
    """An entry of the head, before offsets are known."""

    key: str
    label: Row | None
    values: list[Row] = field(default_factory=list)
    rule: str = ""
    kind: str = "one"


@dataclass(slots=True)
class HeadDraft:
    """Entries in the order in which they are written, and the metadata that they give."""

    entries: list[EntryDraft]
    metadata: Metadata


def head_of(groups: tuple[tuple[Row, ...], ...], lexicon: Lexicon) -> HeadDraft:
    """Read the head."""
    entries: list[EntryDraft] = []
    loose: list[list[Row]] = []
    current: EntryDraft | None = None
    for group in groups:
        fresh = True
        for row in group:
            status = lexicon.status(row.text)
            if status is not None:
                entries.append(EntryDraft("status", None, [row], f"status: {status}"))
                current = None
                fresh = True
                continue
            labelled = _label(row, lexicon)
            if labelled is not None:
                label, size = labelled
                end = size + (row.text[size : size + 1] == ":")
                current = EntryDraft(label.key, cut(row, 0, size), [], f"label: {label.row} {label.text!r}", label.values)
                rest = cut(row, end, len(row.text))
                if rest.text and rest.start != row.start:
                    current.values.append(rest)
                entries.append(current)
                fresh = False
                continue
            if current is not None and not current.values and not fresh and _fits(current, row.text):
                current.values.append(row)
                if current.kind != "many":
                    current = None
                continue
            if fresh or not loose:
                loose.append([row])
                fresh = False
            else:
                loose[-1].append(row)
    for rows in loose:
        _place(rows, entries)
    return HeadDraft(entries, _metadata(entries, lexicon))


def _label(row: Row, lexicon: Lexicon) -> tuple[Label, int] | None:
    whole = lexicon.label(row.text)
    if whole is not None:
        return whole, len(row.text.rstrip(": "))
    for label, size in lexicon.labels_at(row.text):
        if row.text[0].isupper() or row.heading:
            return label, size
    return None


def _fits(entry: EntryDraft, text: str) -> bool:
    if entry.kind == "date":
        return _DATE.search(text) is not None
    if entry.kind == "bare":
        return False
    if entry.key == "published":
        return _YES_NO.fullmatch(text) is not None
    if entry.key == "reference":
        return _REFERENCE.fullmatch(text) is not None
    if entry.key == "attachments":
        return _COUNT.fullmatch(text) is not None or len(text) < 60
    return len(text) < 80


def _place(rows: list[Row], entries: list[EntryDraft]) -> None:
    """Values that stand away from their label: to the first open label that they fit, else the title or a unit."""
    for row in rows:
        for entry in entries:
            if not entry.values and entry.label is not None and _typed(entry, row.text):
                entry.values.append(row)
                break
        else:
            if entries and entries[-1].key == "title" and entries[-1].label is None and row is not rows[0]:
                entries[-1].values.append(row)
            elif " " in row.text and len(row.text) > 20 and not any(entry.key == "title" for entry in entries):
                entries.append(EntryDraft("title", None, [row], "title: running text without a label"))
            elif _UNIT.fullmatch(row.text):
                entries.append(EntryDraft("unit", None, [row], "unit"))
            else:
                entries.append(EntryDraft("other", None, [row], "no label"))


def _typed(entry: EntryDraft, text: str) -> bool:
    if entry.key in ("date", "deadline"):
        return _DATE.fullmatch(text) is not None
    if entry.key == "reference":
        return _REFERENCE.fullmatch(text) is not None
    if entry.key == "attachments":
        return _COUNT.fullmatch(text) is not None
    if entry.key == "published":
        return _YES_NO.fullmatch(text) is not None
    if entry.key == "addressee":
        return _ADDRESSEE_CODE.fullmatch(text) is not None or _ADDRESSEE_FULL.match(text) is not None
    if entry.key == "sender":
        return _UNIT.fullmatch(text) is not None
    return False


def date_of(text: str) -> dt.date | None:
    """The first full date in a text."""
    for match in _DATE.finditer(text):
        day, month, year = match.groups()
        number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
        try:
            return dt.date(int(year), number, int(day))
        except ValueError:
            continue
    return None


def _metadata(entries: list[EntryDraft], lexicon: Lexicon) -> Metadata:
    found: dict[str, Any] = {}
    for entry in entries:
        text = " ".join(row.text for row in entry.values)
        if entry.key == "status":
            found["status"] = (*found.get("status", ()), entry.rule.removeprefix("status: "))
        elif not text:
            continue
        elif entry.key in ("date", "deadline"):
            found.setdefault(entry.key, date_of(text))
        elif entry.key == "title":
            found.setdefault("title", text)
        elif entry.key == "published":
            found.setdefault("published", text.lower() == "ja")
        elif entry.key in _LISTS:
            name = _LISTS[entry.key]
            values = [value for row in entry.values for value in _split(entry.key, row.text)]
            found[name] = (*found.get(name, ()), *values)
    del lexicon
    return Metadata(**found)


_LISTS = {"reference": "references", "addressee": "addressees", "sender": "senders", "attachments": "attachments", "copies": "copies", "authors": "authors", "consulted": "consulted"}


def _split(key: str, text: str) -> list[str]:
    if _REDACTED.fullmatch(text) or text in "-–":
        return []
    if key == "addressee":
        text = re.sub(r"^(?:de|het) ", "", text)
        if _ADDRESSEE_CODE.fullmatch(text):
            return [part for part in re.split(r" en | & |, ", text) if part]
        return [text]
    if key == "attachments":
        return [re.sub(r"^\d{1,2}\. ?", "", text)]
    return [text]
