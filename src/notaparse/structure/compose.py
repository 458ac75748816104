"""Head, section tree and the rest → canonical text, with every offset, line and change.

One line for each label, value, heading, paragraph, item and cell. Order: head, body, signature, footnotes, furniture.
A blank line stands before headings and between paragraphs; content stands directly below its heading. Items are indented
by two blanks for each level; a paragraph inside an item by two more, after a blank line. The first cell of a table row
stands on a line that opens with one TAB, its further cells with two. What the layout doesn't show by itself stands in
invisible blanks outside of all spans (``canonical``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notaparse.model import Block, Change, Footnote, HeadEntry, Item, Line, List, Paragraph, Section, Span, Table
from notaparse.printed import Row, Zones
from notaparse.structure.blocks import Block as BlockDraft
from notaparse.structure.blocks import ItemDraft, ListDraft, TableDraft
from notaparse.structure.canonical import BODY, END, MARK, UNTITLED, guard
from notaparse.structure.head import EntryDraft
from notaparse.structure.headings import Heading, split
from notaparse.structure.joining import glue
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.outline import SectionDraft


class Writer:
    """The text as far as it is written, and what points into it."""

    def __init__(self, lexicon: Lexicon, words: Collection[str], watched: Collection[int] = ()) -> None:
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self.starts: dict[int, int] = {}
        """id of a row that somebody watches → offset at which its text begins."""
        self._lexicon = lexicon
        self._words = words
        self._watched = watched
        self._parts: list[str] = []
        self._size = 0
        self._anchors: dict[str, int] = {}

    @property
    def text(self) -> str:
        """All that is written."""
        return "".join(self._parts)

    @property
    def size(self) -> int:
        """Its length."""
        return self._size

    # -- rows -------------------------------------------------------------------------------------------------------
    def _put(self, text: str) -> None:
        """Write what no row stands for: indents, line ends, marks."""
        self._parts.append(text)
        self._size += len(text)

    def _row(self, row: Row, *, drop: int = 0) -> None:
        """Write a row's text without its last ``drop`` characters, and say where it was printed."""
        start = self._size
        text = row.text[: len(row.text) - drop] if drop else row.text
        self._parts.append(text)
        self._size = end = start + len(text)
        if self._watched and id(row) in self._watched:
            self.starts[id(row)] = start
        self.lines.append(
            Line(start=start, end=end, page=row.page, bbox=row.bbox, source_start=row.start, source_end=row.end)
        )
        self._edits(row, start)
        for at, mark in row.anchors:
            self._anchors.setdefault(mark, start + at)

    def _edits(self, row: Row, start: int) -> None:
        for edit in row.edits:
            self.change(edit.kind, start + edit.at, edit.before, edit.after, row.page, edit.source_start)

    def change(self, kind: str, start: int, before: str, after: str, page: int | None, source: int | None) -> None:  # noqa: PLR0913, PLR0917  # the fields of a Change
        """Record what a normalisation did."""
        self.changes.append(Change(kind=kind, start=start, before=before, after=after, page=page, source_start=source))

    def _joined(self, rows: Sequence[Row]) -> tuple[int, int, str]:
        """Write the rows of one paragraph as one line."""
        start = self._size
        if len(rows) == 1:
            self._row(rows[0])
            return start, self._size, rows[0].text
        first = len(self._parts)
        last = len(rows) - 1
        for n, row in enumerate(rows):
            if n and row.marker is not None:
                self._marker(row)
                self._put(" ")
            if n == last:
                self._row(row)
                break
            between, undone = glue(row.text, rows[n + 1].text, self._words)
            self._row(row, drop=int(undone))
            if undone:
                source = (
                    row.end - 1 if row.offsets is None and row.end is not None else (row.offsets or (None,) * 2)[-2]
                )
                self.change("hyphen", self._size, row.text[-1], "", row.page, source)
            if between:
                self._put(between)
        return start, self._size, "".join(self._parts[first:])

    def _marker(self, row: Row) -> tuple[str, int]:
        """Write a row's marker; gives it and where it stands."""
        start, marker = self._size, row.marker or ""
        self._put(marker)
        source, stop = row.marker_start, row.marker_end
        if stop is None and source is not None:
            stop = source + len(marker)
        self.lines.append(
            Line(
                start=start,
                end=self._size,
                page=row.page,
                bbox=row.marker_bbox or row.bbox,
                source_start=source,
                source_end=stop,
            )
        )
        return marker, start

    def _span(self, rows: Sequence[Row]) -> Span:
        """Write rows as one line, the marker of the first before them."""
        start = self._size
        if not rows:
            return Span(start=start, end=start, text="")
        if rows[0].marker is None:
            start, end, text = self._joined(rows)
            return Span(start=start, end=end, text=text)
        marker, start = self._marker(rows[0])
        if not rows[0].text:
            self._edits(rows[0], self._size)
            return Span(start=start, end=self._size, text=marker)
        self._put(" ")
        _, end, text = self._joined(rows)
        return Span(start=start, end=end, text=f"{marker} {text}")

    # -- head -------------------------------------------------------------------------------------------------------
    def head(self, entries: Sequence[EntryDraft]) -> tuple[HeadEntry, ...]:
        """Write the head."""
        written: list[HeadEntry] = []
        for entry in entries:
            label = None
            if entry.label is not None:
                label = self._span([entry.label])
                self._put("\n")
            values: list[Span] = []
            for rows in entry.values:
                values.append(self._span(rows))
                self._put("\n")
            written.append(HeadEntry(key=entry.key, label=label, values=tuple(values), rule=entry.rule))
        return tuple(written)

    # -- body -------------------------------------------------------------------------------------------------------
    def body(self, drafts: Sequence[SectionDraft]) -> tuple[Section, ...]:
        """Write the sections."""
        if self._size:
            self._put(f"{BODY}\n")
        if not drafts:
            return ()
        alone = len(drafts) == 1 and not drafts[0].sections
        return tuple(self._section(draft, 1, first=not n, alone=alone) for n, draft in enumerate(drafts))

    def _section(self, draft: SectionDraft, depth: int, *, first: bool = False, alone: bool = False) -> Section:
        if not first:
            self._put(MARK * depth + "\n")
        start = self._size
        heading = draft.heading
        span = kind = None
        number = title = None
        if heading is None:
            self._put(UNTITLED)
            kind, rule = "overig", "text before any heading"
        else:
            span = self._span(heading.rows)
            if alone:
                self._put(MARK)
            kind, number, title, rule = self._named(heading, span.text)
        end = self._size
        self._put("\n")
        blocks = self._blocks(draft.blocks, 0, first=True)
        if blocks:
            end = blocks[-1].end
        children = tuple(self._section(child, depth + 1) for child in draft.sections)
        if children:
            end = children[-1].end
        return Section(
            kind=kind,
            number=number,
            title=title,
            heading=span,
            start=start,
            end=end,
            blocks=blocks,
            sections=children,
            rule=rule,
        )

    def _named(self, heading: Heading, line: str) -> tuple[str, str | None, str, str]:
        if len(heading.rows) == 1:
            return heading.kind, heading.number, heading.title, heading.rule
        found = split(line, self._lexicon)  # as its lines read once they are joined
        return found.kind, found.number, found.title, heading.rule

    def _blocks(self, drafts: Sequence[BlockDraft], level: int, *, first: bool) -> tuple[Block, ...]:
        """Write blocks; ``first`` where they stand directly below a heading."""
        written: list[Block] = []
        for draft in drafts:
            if isinstance(draft, ListDraft):
                written.append(self._list(draft, level + 1))
            elif isinstance(draft, TableDraft):
                written.append(self._table(draft, first=first))
            else:
                if not first:
                    self._put("\n")
                if level:
                    self._put("  " * (level + 1))
                start, end, text = self._joined(draft.rows)
                self._put("\n")
                written.append(Paragraph(start=start, end=end, text=text))
            first = False
        return tuple(written)

    def _list(self, draft: ListDraft, level: int) -> List:
        items = tuple(self._item(item, level) for item in draft.items)
        start = items[0].start if items[0].marker_start is None else items[0].marker_start
        end = items[-1].blocks[-1].end if items[-1].blocks else items[-1].end
        return List(start=start, end=end, items=items)

    def _item(self, draft: ItemDraft, level: int) -> Item:
        self._put("  " * level)
        first = draft.rows[0]
        marker: str | None = None
        at: int | None = None
        if first.marker is not None:
            marker, at = self._marker(first)
        between = guard(marker, first.text, self._lexicon)
        if between:
            self._put(between)
        start, end, text = self._joined(draft.rows)
        self._put("\n")
        blocks = self._blocks(draft.blocks, level, first=False) if draft.blocks else ()
        return Item(marker=marker, marker_start=at, start=start, end=end, text=text, blocks=blocks)

    def _table(self, draft: TableDraft, *, first: bool) -> Table:
        if not first:
            self._put("\n")
        start = end = self._size + 1
        rows: list[tuple[Span, ...]] = []
        for cells in draft.rows:
            row: list[Span] = []
            for n, cell in enumerate(cells):
                self._put("\t\t" if n else "\t")
                row.append(self._span(cell))
                end = self._size
                self._put("\n")
            rows.append(tuple(row))
        return Table(start=start, end=end, rows=tuple(rows))

    # -- around the body --------------------------------------------------------------------------------------------
    def around(self, zones: Zones) -> tuple[Span | None, tuple[Footnote, ...], int, tuple[Span, ...]]:
        """Write what stands behind the body: signature, footnotes, where running text ends, furniture."""
        signature: Span | None = None
        separator = f"{END}\n"
        if zones.signature:
            self._put(separator)
            separator = "\n"
            signature = self._span(zones.signature)
            self._put("\n")
        notes: list[Footnote] = []
        if zones.footnotes:
            self._put(separator)
            separator = "\n"
            notes.extend(self._footnote(zone.mark, zone.rows) for zone in zones.footnotes)
        running = self._size
        furniture: list[Span] = []
        if zones.furniture:
            self._put(separator)
            for row in zones.furniture:
                furniture.append(self._span([row]))
                self._put("\n")
        return signature, tuple(notes), running, tuple(furniture)

    def _footnote(self, mark: Row, rows: Sequence[Row]) -> Footnote:
        printed = self._span([mark])
        self._put(" ")
        start, end, text = self._joined(rows)
        self._put("\n")
        anchor = self._anchors.get(printed.text)
        return Footnote(mark=printed.text, start=start, end=end, text=text, mark_start=printed.start, anchor=anchor)
