"""What an archive speaks of, and where: over its JSON, or its tables with DuckDB (extra ``find``), with the same result."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from notaparse.archive.converted import Converted
from notaparse.archive.parquet import MARK
from notaparse.archive.rows import TABLES, Row, rows
from notaparse.errors import MissingExtra

_AROUND = 100
"""Characters that a quote shows on either side of what was found."""
_AT_ONCE = 200
"""Notas that are read from tables at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. All that is given must hold; nothing given finds every mention."""

    things: tuple[tuple[str, str], ...] = ()
    """Kind and id of things that the nota must speak of, all of them: ``("meeting", "navo-dmm")``."""
    kinds: tuple[str, ...] = ()
    """Kinds of the mentions that are found. Without one: those of ``things`` themselves, or places of ``words``."""
    section: str | None = None
    """Kind of the section that it stands in."""
    words: str | None = None
    """Words that stand in the line, in any case."""
    since: dt.date | None = None
    """First day that the nota may be of."""
    until: dt.date | None = None
    """Last day that the nota may be of."""


class Hit(NamedTuple):
    """A place in an archive."""

    document: str
    source: str
    date: str | None
    """Of the nota."""
    page: int | None
    section: str | None
    """Kind of the section."""
    start: int
    end: int
    kind: str | None
    """Kind of the mention; None where only words were looked for."""
    text: str
    value: str | None
    id: str | None
    quote: str
    """What stands around it in its line."""


class Happening(NamedTuple):
    """An event of an archive."""

    first: str | None
    """First day, as far as it is known."""
    last: str | None
    name: str
    id: str | None
    kind: str
    place: str | None
    source: str
    page: int | None
    document: str
    quote: str


def find(folder: str | Path, query: Query) -> Iterator[Hit]:
    """Places that a query finds, in the order of sources and places. ``folder`` is of ``convert``, or of its tables.

    Raises ``Unavailable`` where it is neither, ``MissingExtra`` where tables need DuckDB.
    """
    for note in _notes(folder, query):
        head = note["documents"][0]
        if not _dated(head["date"], query) or not _speaks(note["mentions"], query.things):
            continue
        sections = {section["section"]: section["kind"] for section in note["sections"]}
        for place in _places(note, query):
            kind = sections.get(place["section"])
            line = _line(head["text"], place["start"], place["end"])
            if query.section is not None and kind != query.section:
                continue
            if query.words is not None and not re.search(re.escape(query.words), line, re.IGNORECASE):
                continue
            yield Hit(
                document=head["document"],
                source=head["source"],
                date=None if head["date"] is None else head["date"].isoformat(),
                page=place["page"],
                section=kind,
                start=place["start"],
                end=place["end"],
                kind=place["kind"],
                text=place["text"],
                value=place["value"],
                id=place["id"],
                quote=_quote(head["text"], place["start"], place["end"]),
            )


def timeline(folder: str | Path, query: Query) -> list[Happening]:
    """Events of an archive by their first day, then by name and source; those without a day stand last.

    ``since`` and ``until`` bound the event, not the nota; ``things`` are the events' own ids.
    """
    events = []
    for note in _notes(folder, Query()):
        head = note["documents"][0]
        for event in note["events"]:
            if query.things and (event["kind"], event["id"]) not in query.things:
                continue
            if query.since is not None and (event["last"] is None or event["last"] < query.since):
                continue
            if query.until is not None and (event["first"] is None or event["first"] > query.until):
                continue
            events.append(
                Happening(
                    first=None if event["first"] is None else event["first"].isoformat(),
                    last=None if event["last"] is None else event["last"].isoformat(),
                    **{field: event[field] for field in ("name", "id", "kind", "place", "page")},
                    source=head["source"],
                    document=head["document"],
                    quote=_quote(head["text"], event["start"], event["end"]),
                )
            )
    return sorted(events, key=lambda event: (event.first or "~", event.last or "~", event.name, event.document))


def _dated(date: dt.date | None, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    return date is not None and (query.since or date) <= date <= (query.until or date)


def _speaks(mentions: list[Row], things: tuple[tuple[str, str], ...]) -> bool:
    spoken = {(mention["kind"], mention["id"]) for mention in mentions}
    return spoken.issuperset(things)


def _places(note: dict[str, list[Row]], query: Query) -> Iterator[Row]:
    if query.words is not None and not query.kinds and not query.things:
        yield from _occurrences(note, query.words)
        return
    for mention in note["mentions"]:
        wanted = mention["kind"] in query.kinds if query.kinds else (mention["kind"], mention["id"]) in query.things
        if wanted or not (query.kinds or query.things):
            yield mention


def _occurrences(note: dict[str, list[Row]], words: str) -> Iterator[Row]:
    """Places of words, as rows like those of mentions. The page is that on which their paragraph begins."""
    text = note["documents"][0]["text"]
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        section = _last(note["sections"], match.start())
        block = _last(note["blocks"], match.start()) or section
        yield {
            "start": match.start(),
            "end": match.end(),
            "text": match[0],
            "section": None if section is None else section["section"],
            "page": None if block is None else block["page"],
            **dict.fromkeys(("kind", "value", "id")),
        }


def _last(spans: list[Row], offset: int) -> Row | None:
    """The innermost of the stretches that an offset lies in: outer ones stand before those in them."""
    return next((span for span in reversed(spans) if span["start"] <= offset < span["end"]), None)


def _line(text: str, start: int, end: int) -> str:
    until = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if until < 0 else until]


def _quote(text: str, start: int, end: int) -> str:
    """The line around a place, cut where it is long."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    until = text.find("\n", end)
    last = min(len(text) if until < 0 else until, end + _AROUND)
    before = "…" if first > 0 and text[first - 1] != "\n" else ""
    after = "…" if last < len(text) and text[last] != "\n" else ""
    return f"{before}{' '.join(text[first:last].split())}{after}"


# Where the notes come from


def _notes(folder: str | Path, query: Query) -> Iterator[dict[str, list[Row]]]:
    """The tables of each nota that may be meant, in the order of sources."""
    if "://" not in str(folder) and (Path(folder) / MARK).exists():
        yield from _from_tables(Path(folder), query)
    else:
        yield from map(rows, Converted.at(folder))


def _from_tables(folder: Path, query: Query) -> Iterator[dict[str, list[Row]]]:
    try:
        duckdb: Any = importlib.import_module("duckdb")
    except ImportError as error:
        raise MissingExtra("find", needed_for="a search over tables") from error
    with duckdb.connect() as connection:
        for table in TABLES:
            files = str(folder / table / "*" / "*.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {table}_ AS FROM read_parquet('{files}', hive_partitioning = false)")
        conditions = ["(date >= $since OR $since IS NULL)", "(date <= $until OR $until IS NULL)"]
        values: dict[str, object] = {"since": query.since, "until": query.until}
        for number, (kind, thing) in enumerate(query.things):
            conditions.append(
                f"document IN (SELECT document FROM mentions_ WHERE kind = $kind{number} AND id = $id{number})"  # noqa: S608 - a number
            )
            values |= {f"kind{number}": kind, f"id{number}": thing}
        # Parts of a bundle differ in their numbers only: the shorter key is the earlier one.
        order = "ORDER BY source, length(document), document"
        found = connection.execute(f"SELECT document FROM documents_ WHERE {' AND '.join(conditions)} {order}", values)  # noqa: S608 - our own words
        keys = [key for (key,) in found.fetchall()]
        for at in range(0, len(keys), _AT_ONCE):
            yield from _tables(connection, keys[at : at + _AT_ONCE])


def _tables(connection: Any, keys: list[str]) -> Iterator[dict[str, list[Row]]]:
    """The tables of some notas, in the order of their keys."""
    notes: dict[str, dict[str, list[Row]]] = {key: {table: [] for table in TABLES} for key in keys}
    for table, columns in TABLES.items():
        number = list(columns)[1]  # what counts within a nota, or the source of the nota itself
        rest = f"FROM {table}_ WHERE document IN (SELECT unnest($keys)) ORDER BY document, {number}"
        result = connection.execute(f"SELECT * {rest}", {"keys": keys})
        for row in result.fetchall():
            named = dict(zip(columns, row, strict=True))
            notes[named["document"]][table].append(named)
    yield from notes.values()
