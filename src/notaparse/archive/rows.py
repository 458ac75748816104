"""A Note as rows of tables: what the Parquet files hold, and what a search goes over.

``document`` is the key of a Note in all tables. ``section``, ``block``, ``mention`` and ``event`` number within it, in
reading order from 0. Offsets are those of the Note; ``page`` is where a stretch begins, None for text without pages.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator
from typing import Any

from notaparse.archive.converted import Found
from notaparse.archive.one import Record
from notaparse.edtf import bounds
from notaparse.errors import Damaged

TEXT, NUMBER, DAY, TEXTS, FLAG = "string", "int32", "date32", "list<string>", "bool"

TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "document": TEXT, "source": TEXT, "sha256": TEXT, "status": TEXT, "media_type": TEXT, "pages": NUMBER,
        "title": TEXT, "date": DAY, "deadline": DAY, "ministry": TEXT, "ministry_id": TEXT, "note_status": TEXTS,
        "reference": TEXTS, "addressee": TEXTS, "sender": TEXTS, "published": FLAG, "notices": TEXTS, "text": TEXT,
        "notaparse": TEXT, "schema_version": TEXT,
    },
    "sections": {
        "document": TEXT, "section": NUMBER, "parent": NUMBER, "kind": TEXT, "number": TEXT, "title": TEXT,
        "start": NUMBER, "end": NUMBER, "page": NUMBER, "text": TEXT,
    },
    "blocks": {
        "document": TEXT, "block": NUMBER, "section": NUMBER, "parent": NUMBER, "level": NUMBER, "type": TEXT,
        "marker": TEXT, "start": NUMBER, "end": NUMBER, "page": NUMBER, "text": TEXT,
    },
    "mentions": {
        "document": TEXT, "mention": NUMBER, "section": NUMBER, "kind": TEXT, "start": NUMBER, "end": NUMBER,
        "page": NUMBER, "text": TEXT, "value": TEXT, "id": TEXT, "name": TEXT, "type": TEXT, "url": TEXT, "unit": TEXT,
        "mod": TEXT, "first": DAY, "last": DAY, "rule": TEXT,
    },
    "references": {
        "document": TEXT, "mention": NUMBER, "section": NUMBER, "type": TEXT, "value": TEXT, "url": TEXT,
        "page": NUMBER, "text": TEXT,
    },
    "events": {
        "document": TEXT, "event": NUMBER, "section": NUMBER, "kind": TEXT, "id": TEXT, "name": TEXT, "date": TEXT,
        "first": DAY, "last": DAY, "place": TEXT, "start": NUMBER, "end": NUMBER, "page": NUMBER,
    },
}  # fmt: skip
"""Columns of each table with their types, in their order."""

Row = dict[str, Any]


def rows(found: Found) -> dict[str, list[Row]]:
    """The rows of a Note for each table. Raises ``Damaged`` where the JSON is no Note."""
    try:
        return _Flat(found.document, found.record, found.note).tables()
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Damaged(f"it is no Note: {error}", source=f"{found.document}.json") from error


class _Flat:
    """One Note, and where its sections and pages begin."""

    def __init__(self, document: str, record: Record, note: Row) -> None:
        self._document = document
        self._record = record
        self._note = note
        self._text: str = note["text"]
        self._lines: list[Row] = note["lines"]
        self._starts = [line["start"] for line in self._lines]
        self._sections = list(_walk(note["sections"]))

    def tables(self) -> dict[str, list[Row]]:
        mentions = [self._mention(number, mention) for number, mention in enumerate(self._note["mentions"])]
        references = [mention for mention in mentions if mention["kind"] == "reference"]
        return {
            "documents": [self._head()],
            "sections": [self._section(number, parent, made) for number, (parent, made) in enumerate(self._sections)],
            "blocks": list(self._blocks()),
            "mentions": mentions,
            "references": [{column: mention[column] for column in TABLES["references"]} for mention in references],
            "events": [self._event(number, event) for number, event in enumerate(self._note["events"])],
        }

    def _head(self) -> Row:
        note, record, metadata = self._note, self._record, self._note["metadata"]
        ministry = metadata["ministry"] or {}
        return {
            "document": self._document,
            "source": record.source,
            "sha256": record.sha256,
            "status": record.status,
            "media_type": note["source"]["media_type"],
            "pages": note["source"]["pages"],
            "title": metadata["title"],
            "date": _day(metadata["date"]),
            "deadline": _day(metadata["deadline"]),
            "ministry": ministry.get("name"),
            "ministry_id": ministry.get("id"),
            "note_status": metadata["status"],
            "reference": metadata["references"],
            "addressee": metadata["addressees"],
            "sender": metadata["senders"],
            "published": metadata["published"],
            "notices": sorted({notice["code"] for notice in note["notices"]}),
            "text": self._text,
            "notaparse": record.notaparse,
            "schema_version": note["schema_version"],
        }

    def _section(self, number: int, parent: int | None, section: Row) -> Row:
        return {
            "document": self._document,
            "section": number,
            "parent": parent,
            "kind": section["kind"],
            "number": section["number"],
            "title": section["title"],
            **self._place(section["start"], section["end"]),
            "text": self._text[section["start"] : section["end"]],
        }

    def _blocks(self) -> Iterator[Row]:
        """Paragraphs, tables and items; a list is no row of its own, its items say their level."""
        number = -1
        for section, (_, made) in enumerate(self._sections):
            stack: list[tuple[int | None, int, Row]] = [(None, 0, block) for block in reversed(made["blocks"])]
            while stack:
                parent, level, block = stack.pop()
                if block["type"] == "list":
                    stack += [(parent, level + 1, item) for item in reversed(block["items"])]
                    continue
                number += 1
                yield {
                    "document": self._document,
                    "block": number,
                    "section": section,
                    "parent": parent,
                    "level": level,
                    "type": block["type"],
                    "marker": block.get("marker"),
                    **self._place(block["start"], block["end"]),
                    "text": self._text[block["start"] : block["end"]],
                }
                stack += [(number, level, inner) for inner in reversed(block.get("blocks", ()))]

    def _mention(self, number: int, mention: Row) -> Row:
        first, last = _bounds(mention["value"] if mention["kind"] == "date" else None)
        same = ("kind", "text", "value", "id", "name", "type", "url", "unit", "mod", "rule")
        return {
            "document": self._document,
            "mention": number,
            "section": self._within(mention["start"]),
            **self._place(mention["start"], mention["end"]),
            **{column: mention[column] for column in same},
            "first": first,
            "last": last,
        }

    def _event(self, number: int, event: Row) -> Row:
        first, last = _bounds(event["date"])
        named = event["evidence"][0]
        return {
            "document": self._document,
            "event": number,
            "section": self._within(named["start"]),
            **{column: event[column] for column in ("kind", "id", "name", "date", "place")},
            "first": first,
            "last": last,
            **self._place(named["start"], named["end"]),
        }

    def _place(self, start: int, end: int) -> Row:
        at = bisect.bisect_right(self._starts, start) - 1
        return {"start": start, "end": end, "page": self._lines[at]["page"] if at >= 0 else None}

    def _within(self, offset: int) -> int | None:
        """The innermost section that an offset lies in; sections stand before those in them."""
        inside = [
            number for number, (_, section) in enumerate(self._sections) if section["start"] <= offset < section["end"]
        ]
        return inside[-1] if inside else None


def _walk(sections: list[Row]) -> Iterator[tuple[int | None, Row]]:
    """Sections in reading order with the numbers of those that they stand in."""
    stack: list[tuple[int | None, Row]] = [(None, section) for section in reversed(sections)]
    number = -1
    while stack:
        parent, section = stack.pop()
        number += 1
        yield parent, section
        stack += [(number, inner) for inner in reversed(section["sections"])]


def _day(written: str | None) -> dt.date | None:
    return None if written is None else dt.date.fromisoformat(written)


def _bounds(value: str | None) -> tuple[dt.date, dt.date] | tuple[None, None]:
    """First and last day of a date; none where there is no date, or one of a rule of a user's own that is no EDTF."""
    try:
        return (None, None) if value is None else bounds(value)
    except ValueError:
        return None, None
