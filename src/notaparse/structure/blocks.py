"""Body rows → headings, paragraphs, nested lists and tables, in reading order.

Works on evidence of the page where a row has it (marker, indent, white above, type face, whether its line was full) and
on that of the text where it has none. The nesting of a list is read from the indent of its markers where that differs,
else from the usual level of its glyphs, and from a line that ends in a colon before another kind of marker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from notaparse.printed import Row, TableZone
from notaparse.structure.headings import Heading, heading, heading_at
from notaparse.structure.joining import breaks
from notaparse.structure.lexicon import Lexicon, plain
from notaparse.structure.markers import family_of
from notaparse.structure.tables import flattened, of_cells, opens_table

_TOLERANCE = 1.5
"""Difference of indent, in columns or points, that is no difference."""


@dataclass(slots=True)
class Para:
    """Printed lines of one paragraph."""

    rows: list[Row]


@dataclass(slots=True)
class ItemDraft:
    """Printed lines of an item, and what belongs under it. The first row has its marker, if it has one."""

    rows: list[Row]
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class ListDraft:
    """A list."""

    items: list[ItemDraft]


@dataclass(slots=True)
class TableDraft:
    """A table: rows of cells, each cell its printed lines."""

    rows: list[list[list[Row]]]


Block = Para | ListDraft | TableDraft
Node = Heading | Para | ListDraft | TableDraft


def blocks_of(body: Sequence[Row | TableZone], lexicon: Lexicon) -> list[Node]:
    """Headings and blocks, in reading order."""
    builder = _Builder(lexicon, bare=_white_shows_items(body, lexicon))
    n = 0
    while n < len(body):
        part = body[n]
        if isinstance(part, TableZone):
            builder.table(TableDraft([[list(cell) for cell in cells] for cells in part.rows]))
            n += 1
            continue
        after = body[n + 1] if n + 1 < len(body) else None
        following = after if isinstance(after, Row) else None
        columns = opens_table(part, following, lexicon)
        if columns is not None or part.style == "cell":
            rows = _rows_from(body, n)
            cells, taken = of_cells(rows) if columns is None else flattened(rows, columns, lexicon)
            builder.table(TableDraft(cells))
            n += taken
            continue
        found = heading_at(builder.last, part, following, lexicon)
        if (
            found is None
            and following is not None
            and len(part.text) < lexicon.longest_title
            and plain(part.text) in lexicon.openings
        ):
            found = _of_two_lines(part, following, lexicon)
        if found is not None:
            n += _of_one_face(found, body, n)
            builder.heading(found)
        elif part.marker is not None:
            builder.item(part)
        else:
            builder.text(part)
        n += 1
    builder.close()
    return builder.nodes


def _white_shows_items(body: Sequence[Row | TableZone], lexicon: Lexicon) -> bool:
    """Whether much white below a heading means that list markers were lost there: in a text where others have less."""
    if not any(isinstance(part, Row) and part.gap == 2 for part in body):
        return False
    much = less = 0
    for n in range(len(body) - 1):
        row, after = body[n], body[n + 1]
        if isinstance(row, Row) and isinstance(after, Row) and after.start is not None and lexicon.title(row.text):
            much += after.gap == 2
            less += after.gap < 2
            if row.style == "markdown":
                return False  # a converter that writes Markdown marks its items
    return 0 < much <= less


def _rows_from(body: Sequence[Row | TableZone], start: int) -> Iterator[Row]:
    for n in range(start, len(body)):
        part = body[n]
        if isinstance(part, TableZone):
            return
        yield part


def _of_two_lines(row: Row, after: Row, lexicon: Lexicon) -> Heading | None:
    """A title of the vocabulary that the printer cut in two."""
    if after.marker is not None or after.gap:
        return None
    made = heading([row, after], "vocabulary, over two lines", lexicon)
    return made if made.kind != "overig" else None


def _of_one_face(found: Heading, body: Sequence[Row | TableZone], n: int) -> int:
    """Take further lines of the same face into a heading whose type face made it one. Gives how many rows follow."""
    taken = len(found.rows) - 1
    first = found.rows[0]
    if first.heading is None or first.style == "markdown" or found.rest is not None or found.kind != "overig":
        return taken
    while n + taken + 1 < len(body):
        row = body[n + taken + 1]
        if (
            not isinstance(row, Row)
            or row.heading != first.heading
            or row.style != first.style
            or row.gap
            or row.marker
        ):
            break
        found.rows.append(row)
        found.title = f"{found.title} {row.text}"
        taken += 1
    return taken


@dataclass(slots=True)
class _Open:
    """A list that is still open."""

    family: str
    indent: float | None
    level: int
    draft: ListDraft


class _Builder:
    """What is written so far, and what the next row may go on with."""

    def __init__(self, lexicon: Lexicon, *, bare: bool) -> None:
        self.nodes: list[Node] = []
        self.last: Row | None = None
        """The row before, a heading's too."""
        self._lexicon = lexicon
        self._lists: list[_Open] = []
        self._open: list[Row] | None = None
        """Rows of the paragraph or item that the next line may belong to."""
        self._may_be_bare = bare
        self._bare = False
        """Whether this section's markers were lost, so that only white space shows its items."""

    def heading(self, found: Heading) -> None:
        self.close()
        self.nodes.append(found)
        self._lists.clear()
        self._open = None
        self.last = found.rows[-1]
        if found.rest is not None:
            self._open = [found.rest]
            self.nodes.append(Para(self._open))
            self.last = found.rest

    def close(self) -> None:
        """End a section: one item alone, told by nothing but white, was a paragraph."""
        last = self.nodes[-1] if self.nodes else None
        if self._bare and isinstance(last, ListDraft) and len(last.items) == 1 and last.items[0].rows[0].marker is None:
            only = last.items[0]
            self.nodes[-1:] = [Para(only.rows), *only.blocks]
        self._bare = False

    def table(self, table: TableDraft) -> None:
        self.nodes.append(table)
        self._lists.clear()
        self._open = None
        self.last = None

    def item(self, row: Row) -> None:
        family = family_of(row.marker or "")
        self._close(family, row.marker_indent)
        draft = ItemDraft([row])
        top = self._lists[-1] if self._lists else None
        if top is not None and not self._nests(top, family, row.marker_indent):
            top.draft.items.append(draft)
        else:
            blocks: list[Node] | list[Block] = self.nodes if top is None else top.draft.items[-1].blocks
            last = blocks[-1] if blocks else None
            if isinstance(last, ListDraft):  # two lists never touch: the second would read as more of the first
                made = last
                made.items.append(draft)
            else:
                made = ListDraft([draft])
                blocks.append(made)
            self._lists.append(_Open(family, row.marker_indent, self._lexicon.levels.get(family, 1), made))
        self._open = draft.rows
        self.last = row

    def _close(self, family: str, indent: float | None) -> None:
        """Close the lists that end before an item of this family at this indent."""
        level = self._lexicon.levels.get(family, 1)
        while len(self._lists) > 1:
            top = self._lists[-1]
            if _deeper(indent, top.indent):
                return
            if not _deeper(top.indent, indent):
                if family == top.family:
                    return
                beneath = any(
                    lower.family == family and not _deeper(indent, lower.indent) for lower in self._lists[:-1]
                )
                if not beneath and (level >= top.level or self._announced() or _unlike(family, top.family)):
                    return
            self._lists.pop()

    def _nests(self, top: _Open, family: str, indent: float | None) -> bool:
        """Whether an item of this family opens a list under the last item of ``top``."""
        if _deeper(indent, top.indent):
            return True
        if family == top.family or _deeper(top.indent, indent):
            return False
        return self._lexicon.levels.get(family, 1) > top.level or self._announced() or _unlike(family, top.family)

    def _announced(self) -> bool:
        """Whether the line before ends in a colon."""
        return self._open is not None and self._open[-1].text.endswith(":")

    def text(self, row: Row) -> None:
        last = self.last
        below = self._open is None and bool(self.nodes) and isinstance(self.nodes[-1], Heading)
        if self._may_be_bare and below and row.gap == 2:
            self._bare = True
        if self._open is not None and last is not None and not breaks(last, row):
            self._open.append(row)
        elif self._bare:
            self.item(row)
        elif (owner := self._owner(row)) is not None:
            self._open = [row]
            owner.blocks.append(Para(self._open))
        else:
            self._open = [row]
            self.nodes.append(Para(self._open))
        self.last = row

    def _owner(self, row: Row) -> ItemDraft | None:
        """The item under which a paragraph comes: one whose marker stands left of it. Closes the lists that it ends."""
        while self._lists:
            top = self._lists[-1]
            if _deeper(row.indent, top.indent):
                return top.draft.items[-1]
            self._lists.pop()
        return None


def _unlike(family: str, other: str) -> bool:
    """Whether one numbers and the other doesn't: such items are never of one list."""
    return bool(family) and bool(other) and (family[-1] in ".)") != (other[-1] in ".)")


def _deeper(indent: float | None, than: float | None) -> bool:
    return indent is not None and than is not None and indent > than + _TOLERANCE


__all__ = ["Block", "ItemDraft", "ListDraft", "Node", "Para", "TableDraft", "blocks_of", "family_of"]
