"""Hypothesis strategy of Notes: values of the model, lawful but otherwise arbitrary, for code that takes a Note.

What ``strategies`` draws is a text to be parsed, in the tone of a nota. What this module draws needs no parser, and has
what no parse of today gives: any character, empty sections, tables without cells, kinds and rules of users' own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, get_args

from hypothesis import strategies as st

from notaparse.model import (
    Block,
    Change,
    Event,
    Footnote,
    HeadEntry,
    Item,
    Line,
    List,
    Mention,
    Metadata,
    Ministry,
    Note,
    Notice,
    Paragraph,
    Redaction,
    Section,
    Source,
    Span,
    Status,
    Table,
)

KINDS: Final = ("date", "meeting", "mission", "organisation", "role", "place", "reference", "money", "woo_ground")

Strategy = st.SearchStrategy[Any]
Draw = Callable[[Strategy], Any]


def characters() -> st.SearchStrategy[str]:
    """Any text on one line: control characters, markup, private use and noncharacters too. Shrinks to "a"."""
    odd = "\t\r\x00\x0b\x0c\x1b\x85\xa0\xad\u2028\ufeff\ufffd\ufffe\uf0b7\ufdd0&<>\"']|%/\\ "
    signs = st.one_of(
        st.sampled_from("abcdefghij é"),
        st.sampled_from(odd),
        st.characters(exclude_categories=["Cs"], exclude_characters="\n"),
    )
    return st.text(signs, min_size=1, max_size=12)


@st.composite
def notes(
    draw: Draw, *, text: st.SearchStrategy[str] | None = None, kinds: Sequence[str] = (*KINDS, "wapensysteem", "x y")
) -> Note:
    """A Note that keeps the laws of the model, with everything that a Note can hold.

    ``text`` draws what stands on one line of the note (without a line end; ``characters()`` unless given), ``kinds`` are
    the kinds of mentions. Mentions of one kind don't overlap, those of different kinds overlap as they like, over the
    borders of blocks too. Nothing is filtered.
    Shrinks to a Note without text, head, sections or anything else.
    """
    words = characters() if text is None else text
    sheet = _Sheet(paged=draw(st.booleans()))
    head = tuple(_entry(sheet, drawn) for drawn in draw(st.lists(_entries(words), max_size=3)))
    sections = tuple(_section(sheet, drawn) for drawn in draw(st.lists(_sections(words), max_size=3)))
    signature = sheet.optional(draw(st.none() | words))
    body = sheet.size
    footnotes = tuple(_footnote(sheet, drawn, body) for drawn in draw(st.lists(_footnotes(words), max_size=2)))
    furniture = tuple(sheet.line(drawn) for drawn in draw(st.lists(words, max_size=2)))
    content = sheet.text()
    mentions = [
        found
        for kind in draw(st.lists(st.sampled_from(tuple(kinds)), unique=True, max_size=4))
        for found in _mentions(draw, kind, content, words)
    ]
    return Note(
        schema_version=draw(st.sampled_from(("1.0", "1.7"))),
        source=draw(_sources(words)),
        text=content,
        metadata=draw(_metadata(words)),
        head=head,
        sections=sections,
        footnotes=footnotes,
        signature=signature,
        furniture=furniture,
        lines=tuple(sheet.lines),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind))),
        changes=tuple(_change(draw, content, words) for _ in range(draw(st.integers(0, 2)))),
        events=tuple(_event(draw, content, words) for _ in range(draw(st.integers(0, 2)))),
        redactions=tuple(_redaction(draw, content, words) for _ in range(draw(st.integers(0, 2)))),
        notices=tuple(_notice(draw, len(content), words) for _ in range(draw(st.integers(0, 2)))),
    )


class _Sheet:
    """The note's text as it is set, line by line, with where each line came from."""

    def __init__(self, *, paged: bool) -> None:
        self._parts: list[str] = []
        self._paged = paged
        self.size = 0
        self.lines: list[Line] = []

    def line(self, text: str, *, before: str = "") -> Span:
        """Set a line, after ``before`` on the same line."""
        start = self.size + len(before)
        self._parts.append(f"{before}{text}\n")
        self.size = start + len(text) + 1
        number = len(self.lines)
        if self._paged:
            box = (72.0, 10.5 * number, 72.0 + 0.1 * len(text), 10.5 * number + 9.7)
            self.lines.append(Line(start=start, end=start + len(text), page=1 + number // 3, bbox=box))
        else:
            self.lines.append(
                Line(start=start, end=start + len(text), source_start=start, source_end=start + len(text))
            )
        return Span(start=start, end=start + len(text), text=text)

    def optional(self, text: str | None) -> Span | None:
        """Set a line where there is one."""
        return None if text is None else self.line(text)

    def text(self) -> str:
        """All that has been set."""
        return "".join(self._parts)


# What is drawn before it is set: plain values


class _Entry(NamedTuple):
    key: str
    label: str | None
    values: list[str]
    rule: str | None


class _Cells(NamedTuple):
    rows: list[list[str]]


class _Point(NamedTuple):
    marker: str | None
    text: str
    blocks: list[Any]


class _Points(NamedTuple):
    points: list[_Point]


class _Part(NamedTuple):
    kind: str
    number: str | None
    title: str | None
    headed: bool
    blocks: list[Any]
    parts: list[Any]
    rule: str | None


class _Foot(NamedTuple):
    mark: str
    marked: bool
    text: str
    anchor: float | None
    """Share of the body before it."""


def _entries(words: Strategy) -> Strategy:
    keys = st.sampled_from(("title", "status", "date", "reference", "ministry", "sender", "routing", "other"))
    return st.builds(_Entry, keys | words, st.none() | words, st.lists(words, max_size=2), st.none() | words)


def _blocks(words: Strategy) -> Strategy:
    cells = st.builds(_Cells, st.lists(st.lists(st.just("") | words, max_size=3), max_size=3))

    def within(blocks: Strategy) -> Strategy:
        points = st.builds(
            _Point,
            st.none() | st.sampled_from(("•", "\uf0b7", "o", "1.", "")) | words,
            st.just("") | words,
            st.lists(blocks, max_size=2),
        )
        return st.builds(_Points, st.lists(points, max_size=3))

    return st.recursive(words | cells, within, max_leaves=6)


def _sections(words: Strategy) -> Strategy:
    kinds = st.sampled_from(("kernpunten", "toelichting", "overig")) | words

    def part(parts: Strategy) -> Strategy:
        return st.builds(
            _Part,
            kinds,
            st.none() | st.sampled_from(("4.1.", "a.")),
            st.none() | words,
            st.booleans(),
            st.lists(_blocks(words), max_size=3),
            parts,
            st.none() | words,
        )

    return st.recursive(part(st.just([])), lambda parts: part(st.lists(parts, max_size=2)), max_leaves=3)


def _footnotes(words: Strategy) -> Strategy:
    return st.builds(
        _Foot, st.sampled_from(("1", "*", "12")) | words, st.booleans(), words, st.none() | st.floats(0, 1)
    )


# Setting it


def _entry(sheet: _Sheet, drawn: _Entry) -> HeadEntry:
    label = sheet.optional(drawn.label)
    return HeadEntry(key=drawn.key, label=label, values=tuple(map(sheet.line, drawn.values)), rule=drawn.rule)


def _section(sheet: _Sheet, drawn: _Part) -> Section:
    start = sheet.size
    printed = " ".join(part for part in (drawn.number, drawn.title) if part is not None)
    heading = sheet.line(printed) if drawn.headed else None
    blocks = tuple(_block(sheet, block, 0) for block in drawn.blocks)
    sections = tuple(_section(sheet, part) for part in drawn.parts)
    return Section(
        kind=drawn.kind,
        number=drawn.number,
        title=drawn.title,
        heading=heading,
        start=start,
        end=max(start, sheet.size - 1),
        blocks=blocks,
        sections=sections,
        rule=drawn.rule,
    )


def _block(sheet: _Sheet, drawn: Any, depth: int) -> Block:
    start = sheet.size
    if isinstance(drawn, str):
        return Paragraph(**sheet.line(drawn, before="  " * depth).model_dump())
    if isinstance(drawn, _Points):
        items = tuple(_item(sheet, point, depth) for point in drawn.points)
        return List(start=start, end=max(start, sheet.size - 1), items=items)
    rows = tuple(tuple(map(sheet.line, row)) for row in drawn.rows)
    return Table(start=start, end=max(start, sheet.size - 1), rows=rows)


def _item(sheet: _Sheet, drawn: _Point, depth: int) -> Item:
    indent = "  " * depth
    own = sheet.line(drawn.text, before=indent if drawn.marker is None else f"{indent}{drawn.marker} ")
    return Item(
        marker=drawn.marker,
        marker_start=None if drawn.marker is None else own.start - len(drawn.marker) - 1,
        blocks=tuple(_block(sheet, block, depth + 1) for block in drawn.blocks),
        **own.model_dump(),
    )


def _footnote(sheet: _Sheet, drawn: _Foot, body: int) -> Footnote:
    text = sheet.line(drawn.text, before=f"{drawn.mark} " if drawn.marked else "")
    return Footnote(
        mark=drawn.mark,
        mark_start=text.start - len(drawn.mark) - 1 if drawn.marked else None,
        anchor=None if drawn.anchor is None else round(body * drawn.anchor),
        **text.model_dump(),
    )


# What is said of the text


def _stretch(draw: Draw, size: int, after: int = 0) -> tuple[int, int]:
    start = draw(st.integers(after, size))
    return start, draw(st.integers(start, size))


def _mentions(draw: Draw, kind: str, text: str, words: Strategy) -> Iterable[Mention]:
    at = 0
    for _ in range(draw(st.integers(0, 3))):
        start, end = _stretch(draw, len(text), at)
        if start < end:
            at = end
            yield Mention(kind=kind, start=start, end=end, text=text[start:end], **draw(_said(words)))


def _said(words: Strategy) -> Strategy:
    values = st.sampled_from(("2023-10-11", "2023-10-11/2023-10-12", "2024-22", "0000-13-41", "1250000.00")) | words
    urls = st.sampled_from(("https://example.org/kst-1", "https://example.org/a b", "http://[", "#1")) | words
    return st.fixed_dictionaries(
        {},
        optional={
            "value": values,
            "id": st.sampled_from(("navo-dmm", "kfor", "notaparse")) | words,
            "name": words,
            "type": words,
            "url": urls,
            "unit": st.sampled_from(("EUR", "USD")),
            "mod": st.sampled_from(("START", "MID", "END", "BEFORE", "AFTER", "APPROX")),
            "implied": st.lists(st.sampled_from(("year", "month", "day", "")) | words, max_size=2).map(tuple),
            "resolved_from": st.just("text:3-25") | words,
            "rule": words,
        },
    )


def _change(draw: Draw, text: str, words: Strategy) -> Change:
    start, end = _stretch(draw, len(text))
    kind = draw(st.sampled_from(get_args(Change.model_fields["kind"].annotation)))
    more = draw(st.fixed_dictionaries({}, optional={"page": st.integers(1, 9), "source_start": st.integers(0, 999)}))
    return Change(kind=kind, start=start, before=draw(st.just("") | words), after=text[start:end], **more)


def _event(draw: Draw, text: str, words: Strategy) -> Event:
    spans = [_stretch(draw, len(text)) for _ in range(draw(st.integers(0, 3)))]
    more = draw(
        st.fixed_dictionaries({}, optional={"id": words, "date": st.just("2023-10-11/2023-10-12"), "place": words})
    )
    return Event(
        kind=draw(st.sampled_from(("meeting", "mission"))),
        name=draw(words),
        rule=draw(words),
        evidence=tuple(Span(start=start, end=end, text=text[start:end]) for start, end in spans),
        **more,
    )


def _redaction(draw: Draw, text: str, words: Strategy) -> Redaction:
    start, end = _stretch(draw, len(text))
    more = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "ground": st.sampled_from(("5.1.2.e", "buiten_verzoek")),
                "raw": words,
                "page": st.integers(1, 9),
                "bbox": st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4),
                "within": st.sampled_from(("head:authors", "section:kernpunten", "footnote")),
            },
        )
    )
    return Redaction(start=start, end=end, text=text[start:end], **more)


def _notice(draw: Draw, size: int, words: Strategy) -> Notice:
    start, end = _stretch(draw, size)
    places = st.sampled_from(({}, {"start": start}, {"start": start, "end": end}, {"page": start + 1}))
    return Notice(code=draw(words), message=draw(words), **draw(places))


def _sources(words: Strategy) -> Strategy:
    return st.builds(
        Source,
        name=st.none() | words,
        media_type=st.sampled_from(("text/plain", "application/pdf")),
        sha256=st.none() | st.just("9f" * 32) | words,
        pages=st.none() | st.integers(1, 9),
        encoding=st.none() | words,
    )


def _metadata(words: Strategy) -> Strategy:
    several = st.lists(words, max_size=2).map(tuple)
    days = st.none() | st.dates(dt.date(1, 1, 1))
    return st.builds(
        Metadata,
        title=st.none() | words,
        status=st.lists(st.sampled_from(get_args(Status)), max_size=2).map(tuple),
        ministry=st.none()
        | st.builds(Ministry, name=words, id=st.none() | st.just("https://example.org/mnre1018") | words),
        date=days,
        deadline=days,
        published=st.none() | st.booleans(),
        **dict.fromkeys(
            ("references", "addressees", "senders", "attachments", "copies", "authors", "consulted"), several
        ),
    )
