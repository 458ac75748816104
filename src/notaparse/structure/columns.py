"""Lines of a text that keeps its layout by blanks → its columns: the side column apart, tables cell by cell.

A side column is where, on one page, several lines have a part far to the right, behind wide white, and no other line
runs across that place. A table is where a line has the heads of known columns; the cells of the lines below go to the
column under whose head they begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from notaparse.printed import Edit, TextLine
from notaparse.structure.lexicon import Lexicon, plain

_FAR = 40
"""Columns from the left before which no side column begins."""

_SEGMENT = re.compile(r"\S+(?: \S+)*")
"""Words with one blank between them."""
_RULE = re.compile(r":?-+:?")
_WIDE = re.compile(r"(?: {4,}|\t)\s*(?=\S)")


class Cell(NamedTuple):
    """Where a piece of a line stands in a table."""

    column: int
    opens: bool
    """Whether it is the first of a new row."""


class Columns(NamedTuple):
    """A text sorted by columns."""

    main: Sequence[TextLine]
    side: Sequence[TextLine]
    """What stands in the side column, an empty line wherever a line has nothing there."""
    cells: dict[int, Cell]
    """Source offset of a piece of ``main`` → its place in a table; a line of heads stands in column -1."""
    signs: list[Edit]
    """The bars and rules of Markdown tables."""


def by_column(lines: Sequence[TextLine], lexicon: Lexicon, *, base: int) -> Columns:
    """Take side columns and tables apart; ``base`` blank lines stand between any two lines."""
    barred, cells, signs = _barred(lines)
    tabled = _tables(barred, cells, lexicon, base)
    main: list[TextLine] = []
    side: list[TextLine] = []
    start = 0
    while start < len(tabled):
        end = start
        while end < len(tabled) and tabled[end].page == tabled[start].page:
            end += 1
        page = tabled[start:end]
        edge = _edge(page, cells, lexicon)
        for line in page:
            at = None if edge is None or line.start in cells else _side_part(line.text, edge)
            if at is None:
                main.append(line)
                side.append(line._replace(text=""))
            else:
                left = line.text[:at].rstrip()
                main.append(line._replace(text=left, end=line.start + len(left)))
                side.append(line._replace(text=line.text[at:], start=line.start + at))
        start = end
    return Columns(main, side, cells, signs)


def _column(text: str, at: int) -> int:
    return len(text[:at].expandtabs(8))


# -- side column ------------------------------------------------------------------------------------------------------
def _edge(page: Sequence[TextLine], cells: dict[int, Cell], lexicon: Lexicon) -> int | None:
    """Column at which the side column of a page begins; None where it has none."""
    parts = [
        (_column(line.text, at), line.text[at:].strip())
        for line in page
        if line.start not in cells and (at := _last_part(line.text)) is not None
    ]
    if not parts:
        return None
    edge = min(column for column, _ in parts)
    across = sum(len(line.text.rstrip()) > edge and _side_part(line.text, edge) is None for line in page)
    if across * 10 > len(page):
        return None
    if len(parts) > 1 or lexicon.label(parts[0][1]) is not None or lexicon.value(parts[0][1]) & {"date", "reference"}:
        return edge
    return None


def _last_part(text: str) -> int | None:
    """Where the part behind the last wide white of a line begins, if that is far to the right."""
    if len(text) <= _FAR and "\t" not in text:
        return None
    last = None
    for match in _WIDE.finditer(text.rstrip()):
        last = match.end()
    return last if last is not None and _column(text, last) >= _FAR else None


def _side_part(text: str, edge: int) -> int | None:
    """Where the part of a line that stands in the side column begins."""
    for match in _WIDE.finditer(text):
        if _column(text, match.end()) >= edge - 1:
            return match.end()
    return None


# -- tables -----------------------------------------------------------------------------------------------------------
def _barred(lines: Sequence[TextLine]) -> tuple[Sequence[TextLine], dict[int, Cell], list[Edit]]:
    """Tables of Markdown: cells between bars."""
    cells: dict[int, Cell] = {}
    signs: list[Edit] = []
    done: list[TextLine] = []
    for line in lines:
        body = line.text.strip()
        if len(body) < 3 or body[0] != "|" or body[-1] != "|":
            done.append(line)
            continue
        opens = True
        at = line.text.index("|")
        for column, text in enumerate(line.text[at:].rstrip().split("|")[1:-1]):
            signs.append(Edit("markup", 0, "|", "", line.start + at))
            cell = text.strip()
            start = line.start + at + 1 + len(text) - len(text.lstrip())
            if _RULE.fullmatch(cell):
                signs.append(Edit("markup", 0, cell, "", start))
            elif cell:
                cells[start] = Cell(column, opens)
                done.append(TextLine(cell, start, start + len(cell), line.page))
                opens = False
            at += len(text) + 1
        signs.append(Edit("markup", 0, "|", "", line.start + at))
    return (done, cells, signs) if cells else (lines, cells, [])


def _tables(lines: Sequence[TextLine], cells: dict[int, Cell], lexicon: Lexicon, base: int) -> Sequence[TextLine]:
    heads = {plain(columns[0]) for columns in lexicon.columns}
    done: list[TextLine] = []
    starts: list[int] | None = None
    blank = 0
    previous: set[int] = set()
    for line in lines:
        if not line.text.strip() or line.start in cells or (starts and lexicon.furniture(line.text.strip())):
            blank += not line.text.strip()
            done.append(line)
            continue
        segments = [(match.start(), match.group()) for match in _SEGMENT.finditer(line.text.replace("\xa0", " "))]
        found = _heads(segments, lexicon) if plain(segments[0][1]) in heads else None
        if found is not None:
            starts = [_column(line.text, at) for at, _ in segments]
            previous = set()
            cells[line.start] = Cell(-1, opens=False)
            done.append(line)
        elif (
            starts is not None
            and (placed := _placed(line.text, segments, starts, after_blank=blank > base)) is not None
        ):
            filled = {column for column, _, _ in placed}
            opens = 0 in filled and (filled != {0} or 0 not in previous or blank > base)
            for n, (column, at, text) in enumerate(placed):
                piece = TextLine(text, line.start + at, line.start + at + len(text), line.page)
                cells[piece.start] = Cell(column, opens and not n)
                done.append(piece)
            previous = filled
        else:
            starts = None
            done.append(line)
        blank = 0
    return done


def _heads(segments: list[tuple[int, str]], lexicon: Lexicon) -> tuple[str, ...] | None:
    """The table whose column heads these segments are."""
    texts = [plain(text.replace("\xad", "")) for _, text in segments]
    return next(
        (
            columns
            for columns in lexicon.columns
            if len(texts) > 1 and texts == [plain(column) for column in columns][: len(texts)]
        ),
        None,
    )


def _placed(
    text: str, segments: list[tuple[int, str]], starts: list[int], *, after_blank: bool
) -> list[tuple[int, int, str]] | None:
    """Column, offset and text of each segment; None for a line that isn't one of the table."""
    placed: list[tuple[int, int, str]] = []
    for at, words in segments:
        column = _column(text, at)
        place = max((n for n, start in enumerate(starts) if start <= column + 2), default=0)
        if place + 1 < len(starts) and column + len(words) > starts[place + 1]:
            return None
        if placed and placed[-1][0] == place:
            first = placed[-1]
            placed[-1] = (place, first[1], text[first[1] : at + len(words)])
        else:
            placed.append((place, at, words))
    if after_blank and len(placed) == 1 and not placed[0][2].rstrip(".").isdigit():
        return None
    return placed
