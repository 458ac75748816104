"""Body rows → headings, paragraphs, nested lists and tables, in reading order.

Works on evidence of the page where a row has it (marker, indent, white above, type face, whether its line was full) and
on that of the text where it has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from notaparse.printed import Row, TableZone
from notaparse.structure.headings import Heading, heading_at
from notaparse.structure.joining import breaks, ended
from notaparse.structure.lexicon import Lexicon

_TOLERANCE = 1.5
"""Difference of indent, in columns or points, that is no difference."""


@dataclass(slots=True)
class Para:
    """Printed lines of one paragraph."""

    rows: list[Row]


@dataclass(slots=True)
class ItemDraft:
    """Printed lines of an item, and what belongs under it."""

    marker: Row | None
    rows: list[Row]
    blocks: list[Para | ListDraft] = field(default_factory=list)


@dataclass(slots=True)
class ListDraft:
    """A list."""

    items: list[ItemDraft]


@dataclass(slots=True)
class TableDraft:
    """A table: rows of cells, each cell its printed lines."""

    rows: list[list[list[Row]]]


Node = Heading | Para | ListDraft | TableDraft


@dataclass(slots=True)
class _Open:
    """A list that is still open."""

    family: str
    indent: float | None
    level: int
    draft: ListDraft


class _Builder:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nodes: list[Node] = []
        self.stack: list[_Open] = []
        self.last: Row | None = None
        self.current: list[Row] | None = None
        """Rows of the paragraph or item that the next line may go on with."""
        self.bare = False
        """Whether markers were lost in this section: white space alone shows its items."""

    def heading(self, heading: Heading, row: Row) -> None:
        self.nodes.append(heading)
        self.stack.clear()
        self.current = None
        self.bare = False
        self.last = row
        if heading.rest is not None:
            self.current = [heading.rest]
            self.nodes.append(Para(self.current))

    def table(self, table: TableDraft) -> None:
        self.nodes.append(table)
        self.stack.clear()
        self.current = None
        self.last = None

    def item(self, row: Row) -> None:
        family = family_of(row.marker or "")
        indent = row.marker_indent
        level = self.lexicon.levels.get(family, 1)
        self._close(family, indent, level)
        item = ItemDraft(row if row.marker is not None else None, [row])
        if self.stack and self._is_sibling(self.stack[-1], family, indent):
            self.stack[-1].draft.items.append(item)
        else:
            draft = ListDraft([item])
            if self.stack:
                self.stack[-1].draft.items[-1].blocks.append(draft)
            else:
                self.nodes.append(draft)
            self.stack.append(_Open(family, indent, level, draft))
        self.current = item.rows
        self.last = row

    def _is_sibling(self, top: _Open, family: str, indent: float | None) -> bool:
        if family == top.family and not _deeper(indent, top.indent):
            return True
        return not self._nests(top, family, indent)

    def _nests(self, top: _Open, family: str, indent: float | None) -> bool:
        if _deeper(indent, top.indent):
            return True
        if family == top.family:
            return False
        level = self.lexicon.levels.get(family, 1)
        return level > top.level or (self.current is not None and self.current[-1].text.endswith(":"))

    def _close(self, family: str, indent: float | None, level: int) -> None:
        """Close the lists that end before an item of this family at this indent."""
        while len(self.stack) > 1:
            top = self.stack[-1]
            if _deeper(top.indent, indent):
                self.stack.pop()
                continue
            if _deeper(indent, top.indent) or family == top.family:
                return
            if any(lower.family == family and not _deeper(indent, lower.indent) for lower in self.stack[:-1]):
                self.stack.pop()
                continue
            return
        del level

    def text(self, row: Row) -> None:
        last = self.last
        if self.current is not None and last is not None and not breaks(last, row):
            self.current.append(row)
            self.last = row
            return
        if self.bare:
            self.item(row)
            return
        if self.stack:
            owner = self._owner(row)
            if owner is not None:
                self.current = [row]
                owner.blocks.append(Para(self.current))
                self.last = row
                return
            self.stack.clear()
        self.current = [row]
        self.nodes.append(Para(self.current))
        self.last = row

    def _owner(self, row: Row) -> ItemDraft | None:
        """The item whose paragraph this row is: its indent is that of the item's text."""
        while self.stack:
            top = self.stack[-1]
            if top.indent is not None and _deeper(row.indent, top.indent):
                return top.draft.items[-1]
            self.stack.pop()
        return None


def _deeper(indent: float | None, than: float | None) -> bool:
    return indent is not None and than is not None and indent > than + _TOLERANCE


def family_of(marker: str) -> str:
    """What markers of one list have in common: the glyph, or the way of numbering."""
    core = marker.strip("().")
    if not core or not (core[0].isdigit() or core.isalpha()) or marker == "o":
        return marker
    kind = "1" if core[0].isdigit() else "i" if len(core) > 1 or core in "ivx" else "a"
    return f"{'(' if marker[0] == '(' else ''}{kind}{')' if marker[-1] == ')' else '.'}"


def blocks_of(body: tuple[Row | TableZone, ...], lexicon: Lexicon) -> list[Node]:
    """Headings and blocks, in reading order."""
    builder = _Builder(lexicon)
    rows = [row if isinstance(row, Row) else None for row in body]
    for n, part in enumerate(body):
        if isinstance(part, TableZone):
            builder.table(TableDraft([[list(cell) for cell in cells] for cells in part.rows]))
            continue
        after = rows[n + 1] if n + 1 < len(rows) else None
        heading = heading_at(builder.last, part, after, lexicon)
        if heading is not None:
            builder.heading(heading, part)
        elif part.marker is not None:
            builder.item(part)
        else:
            if part.gap == 2 and builder.last is not None and isinstance(builder.nodes[-1], Heading):
                builder.bare = True
            builder.text(part)
    return builder.nodes


__all__ = ["ItemDraft", "ListDraft", "Node", "Para", "TableDraft", "blocks_of", "ended", "family_of"]
