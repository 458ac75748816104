"""The canonical text, read back: what ``compose`` wrote is parsed again to the same sections and blocks.

The canonical text shows its structure by layout, and where a heading stands by a mark in the blank line above it: as many
marks as the section is deep. A mark is a blank that no note has, U+205F; ``text`` reads as if the line were empty. A text
of one section has no line between sections to hold a mark: there its heading ends in one. ``UNTITLED`` is the first line of
text that stands before any heading, ``BODY`` the line between head and body, ``END`` the line behind the body.

Inside an item's line a mark stands for "no marker before me", and between marker and text for "this is the marker", where
the line by itself would be read otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from notaparse.printed import Edit, Row, TextLine, Zones
from notaparse.structure.blocks import ItemDraft, ListDraft, Node, Para, TableDraft
from notaparse.structure.headings import Heading, split
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import row_of, with_marker

MARK = "\u205f"
_OTHER = "\u2009"
UNTITLED = MARK + _OTHER
BODY = _OTHER + MARK
END = _OTHER + _OTHER + MARK


def is_canonical(lines: Sequence[TextLine]) -> bool:
    """Whether a text was written by ``compose``."""
    if not any(MARK in line.text for line in lines):
        return False
    return lines[0].text.endswith(MARK) or any(line.text and not line.text.strip(MARK + _OTHER) for line in lines)


def parts(lines: Sequence[TextLine]) -> tuple[Sequence[TextLine], Sequence[TextLine], Sequence[TextLine]]:
    """Lines of the head, of the body, and of what stands behind it."""
    texts = [line.text for line in lines]
    start = texts.index(BODY) + 1 if BODY in texts else 0
    end = texts.index(END, start) if END in texts[start:] else len(texts)
    return lines[: max(start - 1, 0)], lines[start:end], lines[end + 1 :]


def nodes(body: Sequence[TextLine], lexicon: Lexicon) -> tuple[list[Node], list[Edit]]:
    """Headings and blocks as they were written, and edits of lines that hold nothing else."""
    reader = _Reader(lexicon)
    for n, line in enumerate(body):
        text = line.text
        if n == 0 and text == UNTITLED:
            continue
        if text and not text.strip(MARK):
            reader.depth = len(text)
        elif n == 0 or reader.depth:
            reader.heading(line)
        elif text.startswith("\t"):
            reader.cell(line)
        elif text.strip():
            reader.block(line)
        else:
            reader.blank = True
    return reader.nodes, reader.dropped


class _Reader:
    def __init__(self, lexicon: Lexicon) -> None:
        self.nodes: list[Node] = []
        self.dropped: list[Edit] = []
        self.depth = 0
        """Depth of the heading that comes next; 0 where none does."""
        self.blank = False
        self._lexicon = lexicon
        self._lists: list[ListDraft] = []

    def heading(self, line: TextLine) -> None:
        row = _row(line)
        depth, self.depth = self.depth or 1, 0
        self._lists.clear()
        self.blank = False
        if not row.text:
            self.dropped.extend(row.edits)
            return
        found = split(row.text, self._lexicon)
        rule = (
            f"vocabulary: {found.kind} {found.row!r}" if found.row else "free heading: as written in the canonical text"
        )
        self.nodes.append(Heading(found.kind, found.number, found.title, [row], rule, depth=depth))

    def cell(self, line: TextLine) -> None:
        last = self.nodes[-1] if self.nodes else None
        row = _row(line)
        opens = not line.text.startswith("\t\t")
        self.dropped.extend(() if row.text else row.edits)
        if not isinstance(last, TableDraft) or self.blank:
            last = TableDraft([[]])
            self.nodes.append(last)
        elif opens:
            last.rows.append([])
        last.rows[-1].append([row] if row.text else [])
        self._lists.clear()
        self.blank = False

    def block(self, line: TextLine) -> None:
        level = (len(line.text) - len(line.text.lstrip(" "))) // 2
        if self.blank:
            self._paragraph(_row(line), level - 1)
        elif level:
            self._item(line, level)
        else:
            self._paragraph(_row(line), 0)
        self.blank = False

    def _paragraph(self, row: Row, level: int) -> None:
        if not row.text:
            self.dropped.extend(row.edits)
            return
        del self._lists[max(level, 0) :]
        if self._lists:
            self._lists[-1].items[-1].blocks.append(Para([row]))
        else:
            self.nodes.append(Para([row]))

    def _item(self, line: TextLine, level: int) -> None:
        row = _row_of_item(line, self._lexicon)
        if not row.text:
            self.dropped.extend(row.edits)
            return
        del self._lists[level:]
        item = ItemDraft([row])
        if len(self._lists) == level:
            self._lists[-1].items.append(item)
            return
        blocks = self._lists[-1].items[-1].blocks if self._lists else self.nodes
        last = blocks[-1] if blocks else None
        if isinstance(last, ListDraft):
            last.items.append(item)
            self._lists.append(last)
        else:
            self._lists.append(ListDraft([item]))
            blocks.append(self._lists[-1])


def _row(line: TextLine) -> Row:
    body = line.text.strip()
    return row_of(body, line.start + len(line.text) - len(line.text.lstrip()), line.page, full=False)


def _row_of_item(line: TextLine, lexicon: Lexicon) -> Row:
    text = line.text.strip(" ")
    start = line.start + len(line.text) - len(line.text.lstrip(" "))
    marker, mark, rest = text.partition(MARK)
    if not mark:
        return with_marker(_row(line), lexicon)
    row = row_of(rest.strip(), start + len(marker) + 1 + len(rest) - len(rest.lstrip()), line.page, full=False)
    return row._replace(marker=marker, marker_start=start) if marker and row.text else row


def guard(marker: str | None, text: str, lexicon: Lexicon) -> str:
    """What stands between an item's indent or marker and its text, so that it is read again as it is."""
    if marker is None:
        return MARK if with_marker(Row(text), lexicon).marker is not None else ""
    return " " if with_marker(Row(f"{marker} {text}"), lexicon).marker == marker else MARK


def around(lines: Sequence[TextLine]) -> Zones:
    """What stands behind the body; which of it was signature or footnote is not told again."""
    rows = [_row(line) for line in lines if line.text.strip()]
    dropped = tuple(edit for row in rows if not row.text for edit in row.edits)
    return Zones(furniture=tuple(row for row in rows if row.text), dropped=dropped)
