"""Head, section tree and the rest → canonical text, with every offset, line and change.

One line for each label, value, heading, paragraph, item and cell. Order: head, body, signature, footnotes, furniture.
A blank line stands before headings and between paragraphs; content stands directly below its heading. Items are indented
by two blanks for each level; a paragraph inside an item by two more, after a blank line. The first cell of a table row
stands on a line that opens with one TAB, its further cells with two.

A heading ends in one ``MARK`` for each level of its depth, an invisible blank outside of all spans, so that the text by
itself shows the tree again (see ``canonical``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notaparse.model import (
    Block,
    Change,
    Footnote,
    HeadEntry,
    Item,
    Line,
    List,
    Metadata,
    Notice,
    Paragraph,
    Redaction,
    Section,
    Span,
    Table,
)
from notaparse.printed import Row, Zones
from notaparse.structure.blocks import ItemDraft, ListDraft, Para, TableDraft
from notaparse.structure.joining import glue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from notaparse.structure.head import EntryDraft
    from notaparse.structure.outline import SectionDraft

MARK = "\u205f"
"""MEDIUM MATHEMATICAL SPACE: blank, invisible, unchanged by NFC, and in no nota."""


class Writer:
    """The text as far as it is written, and what points into it."""

    def __init__(self, words: frozenset[str]) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self.notices: list[Notice] = []
        self.words = words
        self.anchors: dict[str, int] = {}
        self.placed: dict[int, int] = {}
        """id of a row → offset of its text."""

    def put(self, text: str) -> None:
        """Write what no row stands for: indents, line ends, marks."""
        self.parts.append(text)
        self.size += len(text)

    def row(self, row: Row, *, drop: int = 0) -> None:
        """Write a row's text without its last ``drop`` characters, and say where it was printed."""
        start = self.size
        text = row.text[: len(row.text) - drop] if drop else row.text
        self.parts.append(text)
        self.size += len(text)
        self.placed[id(row)] = start
        self.lines.append(
            Line(start=start, end=self.size, page=row.page, bbox=row.bbox, source_start=row.start, source_end=row.end)
        )
        for edit in row.edits:
            self.change(edit.kind, start + edit.at, edit.before, edit.after, row.page, edit.source_start)
        for at, mark in row.anchors:
            self.anchors.setdefault(mark, start + at)

    def change(self, kind: str, start: int, before: str, after: str, page: int | None, source: int | None) -> None:
        self.changes.append(
            Change(kind=kind, start=start, before=before, after=after, page=page, source_start=source)  # type: ignore[arg-type]
        )

    def joined(self, rows: list[Row]) -> tuple[int, int, str]:
        """Write the rows of one paragraph as one line."""
        start, first = self.size, len(self.parts)
        last = len(rows) - 1
        for n, row in enumerate(rows):
            if n == last:
                self.row(row)
                break
            between, undone = glue(row.text, rows[n + 1].text, self.words)
            self.row(row, drop=int(undone))
            if undone:
                source = None if row.end is None else row.end - 1
                self.change("hyphen", self.size, row.text[-1], "", row.page, source)
            if between:
                self.put(between)
        return start, self.size, "".join(self.parts[first:])

    def marker(self, row: Row) -> tuple[str, int]:
        start = self.size
        marker = row.marker or ""
        self.parts.append(marker)
        self.size += len(marker)
        source_end = None if row.marker_start is None else row.marker_start + len(marker)
        self.lines.append(
            Line(start=start, end=self.size, page=row.page, bbox=row.marker_bbox or row.bbox, source_start=row.marker_start, source_end=source_end)
        )
        return marker, start

    def span(self, rows: list[Row]) -> Span:
        start, end, text = self.joined(rows)
        return Span(start=start, end=end, text=text)

    # -- head ---------------------------------------------------------------------------------------------------------
    def head(self, entries: Iterable[EntryDraft]) -> tuple[HeadEntry, ...]:
        written: list[HeadEntry] = []
        for entry in entries:
            label = None
            if entry.label is not None:
                label = self.span([entry.label])
                self.put("\n")
            values: list[Span] = []
            if entry.key == "title" and entry.values:
                values.append(self.span(entry.values))
                self.put("\n")
            else:
                for value in entry.values:
                    values.append(self.span([value]))
                    self.put("\n")
            written.append(HeadEntry(key=entry.key, label=label, values=tuple(values), rule=entry.rule))
        return tuple(written)

    # -- body ---------------------------------------------------------------------------------------------------------
    def sections(self, drafts: list[SectionDraft], depth: int = 1) -> tuple[Section, ...]:
        return tuple(self.section(draft, depth) for draft in drafts)

    def section(self, draft: SectionDraft, depth: int) -> Section:
        if self.size:
            self.put("\n")
        start = self.size
        heading = draft.heading
        if heading is None:
            self.put(MARK * depth)
            span, kind, number, title, rule = None, "overig", None, None, "text before any heading"
        else:
            rows = [heading.row] if heading.number_row is None else [heading.number_row, heading.row]
            if heading.row.marker is not None:
                _, at = self.marker(heading.row)
                self.put(" ")
                _, end, text = self.joined(rows)
                span = Span(start=at, end=end, text=f"{heading.row.marker} {text}")
            else:
                span = self.span(rows)
            self.put(MARK * depth)
            kind, number, title, rule = heading.kind, heading.number, heading.title, heading.rule
        end = self.size
        self.put("\n")
        blocks, last = self.blocks(draft.blocks)
        end = max(end, last)
        children = self.sections(draft.sections, depth + 1)
        if children:
            end = max(end, children[-1].end)
        return Section(
            kind=kind, number=number, title=title, heading=span, start=start, end=end, blocks=blocks, sections=children, rule=rule
        )

    def blocks(self, drafts: list, indent: int = 0, *, first: bool = True) -> tuple[tuple[Block, ...], int]:  # type: ignore[type-arg]
        """Write blocks; gives them and where the last one ends."""
        written: list[Block] = []
        end = 0
        for draft in drafts:
            if isinstance(draft, ListDraft):
                block: Block = self.list(draft, indent)
            elif isinstance(draft, TableDraft):
                if not first:
                    self.put("\n")
                block = self.table(draft)
            else:
                if not first:
                    self.put("\n")
                if indent:
                    self.put("  " * (indent + 1))
                start, stop, text = self.joined(draft.rows)
                self.put("\n")
                block = Paragraph(start=start, end=stop, text=text)
            first = False
            end = block.end
            written.append(block)
        return tuple(written), end

    def list(self, draft: ListDraft, indent: int) -> List:
        items = [self.item(item, indent + 1) for item in draft.items]
        first = items[0]
        start = first.start if first.marker_start is None else first.marker_start
        last = items[-1]
        end = last.blocks[-1].end if last.blocks else last.end
        return List(start=start, end=end, items=tuple(items))

    def item(self, draft: ItemDraft, level: int) -> Item:
        self.put("  " * level)
        marker, marker_start = None, None
        if draft.marker is not None:
            marker, marker_start = self.marker(draft.marker)
            self.put(" ")
        start, end, text = self.joined(draft.rows)
        self.put("\n")
        blocks: tuple[Block, ...] = ()
        if draft.blocks:
            blocks, _ = self.blocks(draft.blocks, level, first=False)
        return Item(marker=marker, marker_start=marker_start, start=start, end=end, text=text, blocks=blocks)

    def table(self, draft: TableDraft) -> Table:
        start = self.size + 1
        rows: list[tuple[Span, ...]] = []
        end = start
        for cells in draft.rows:
            row: list[Span] = []
            for n, cell in enumerate(cells):
                self.put("\t\t" if n else "\t")
                row.append(self.span(cell) if cell else Span(start=self.size, end=self.size, text=""))
                end = self.size
                self.put("\n")
            rows.append(tuple(row))
        return Table(start=start, end=end, rows=tuple(rows))

    # -- around the body ----------------------------------------------------------------------------------------------
    def around(self, zones: Zones) -> tuple[Span | None, tuple[Footnote, ...], int, tuple[Span, ...]]:
        """Signature, footnotes, where running text ends, furniture."""
        signature = None
        if zones.signature:
            self.put("\n")
            signature = self.span(list(zones.signature))
            self.put("\n")
        notes: list[Footnote] = []
        for zone in zones.footnotes:
            if not notes:
                self.put("\n")
            mark = self.span([zone.mark])
            self.put(" ")
            start, end, text = self.joined(list(zone.rows))
            self.put("\n")
            notes.append(
                Footnote(mark=mark.text, start=start, end=end, text=text, mark_start=mark.start, anchor=self.anchors.get(mark.text))
            )
        running = self.size
        furniture: list[Span] = []
        for row in zones.furniture:
            if not furniture:
                self.put("\n")
            furniture.append(self._furniture(row))
            self.put("\n")
        return signature, tuple(notes), running, tuple(furniture)

    def _furniture(self, row: Row) -> Span:
        if row.marker is None:
            return self.span([row])
        marker, start = self.marker(row)
        if not row.text:
            return Span(start=start, end=self.size, text=marker)
        self.put(" ")
        _, end, text = self.joined([row])
        return Span(start=start, end=end, text=f"{marker} {text}")


__all__ = ["MARK", "Para", "Redaction", "Writer", "Metadata"]
