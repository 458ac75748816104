"""Tables: fragments in the cells of a ruled grid, or in columns that several lines share.

A table that goes on over a page break is one table: its columns are the same, and nothing stands between. A first row on
the new page that leaves columns empty goes on with the row before; a head that is printed again is furniture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notaparse.printed import Row, TableZone
from notaparse.structure.pages.fragments import Fragment, parted
from notaparse.structure.pages.grids import NEAR, TOUCH, Grid
from notaparse.structure.pages.rows import row_of
from notaparse.structure.pages.sheets import Sheet, lines_of

Cell = list[Row]


@dataclass(slots=True)
class PrintedTable:
    """A table, or the part of one that stands on a page."""

    page: int
    top: float
    bottom: float
    columns: list[float]
    """Left edges."""
    rows: list[list[Cell]]
    last: bool = False
    """Whether nothing of the body follows on its page."""
    first: bool = False
    """Whether nothing of the body stands before it on its page."""


def take_tables(sheet: Sheet, start: float, before: PrintedTable | None) -> list[PrintedTable]:
    """Take the tables below ``start`` out of the main column of a page. ``before`` ends the page before."""
    found = [table for grid in sheet.grids if (table := _ruled(grid, sheet, start)) is not None]
    found += _aligned(sheet, start, before)
    found.sort(key=lambda table: table.top)
    for table in found:
        table.first = not any(fragment.baseline < table.top and fragment.baseline > start for fragment in sheet.main)
        table.last = not any(fragment.baseline > table.bottom for fragment in sheet.main)
    return found


# ---- ruled ------------------------------------------------------------------------------------------------------------
def _ruled(grid: Grid, sheet: Sheet, start: float) -> PrintedTable | None:
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.top, grid.bottom
    if top < start - TOUCH:
        return None
    inside = [
        fragment
        for fragment in (*sheet.main, *sheet.side)
        if top - 1 < fragment.baseline <= bottom + 1 and left - NEAR <= (fragment.x0 + fragment.x1) / 2 <= right + NEAR
    ]
    cells: list[list[list[Fragment]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    for fragment in inside:
        height = fragment.baseline - 0.3 * fragment.size
        row = max(n for n, y in enumerate([top - 20, *grid.ys[1:-1]]) if y <= height)
        column = max(n for n, x in enumerate([left - 20, *grid.xs[1:-1]]) if x <= fragment.x0 + NEAR)
        cells[row][column].append(fragment)
    rows = [[_cell(cell) for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    _take(inside, sheet)
    return PrintedTable(sheet.page.number, top, bottom, grid.xs[:-1], rows)


def _cell(fragments: list[Fragment]) -> Cell:
    return [row_of(line) for line in lines_of(sorted(fragments, key=lambda fragment: fragment.baseline))]


def _take(fragments: Iterable[Fragment], sheet: Sheet) -> None:
    gone = {id(fragment) for fragment in fragments}
    sheet.main = [fragment for fragment in sheet.main if id(fragment) not in gone]
    sheet.side = [fragment for fragment in sheet.side if id(fragment) not in gone]


# ---- without rules ----------------------------------------------------------------------------------------------------
def _aligned(sheet: Sheet, start: float, before: PrintedTable | None) -> list[PrintedTable]:
    """Lines of several fragments that share the left edges of their columns."""
    lines = [line for line in lines_of(sheet.main) if line[0].baseline > start]
    found: list[PrintedTable] = []
    n = 0
    while n < len(lines):
        goes_on = n == 0 and before is not None and before.last and before.page + 1 == sheet.page.number
        columns = before.columns if before is not None and goes_on else [fragment.x0 for fragment in lines[n]]
        block = _block(lines[n:], columns, sheet, least=1 if goes_on else 2) if len(columns) > 1 else []
        if block:
            found.append(_unruled(block, columns, sheet))
            _take([fragment for line in lines[n : n + len(block)] for fragment in line], sheet)
        n += max(len(block), 1)
    return found


def _block(lines: Iterable[list[Fragment]], columns: list[float], sheet: Sheet, *, least: int) -> list[list[Fragment]]:
    """The first of the lines as far as they are rows of a table, parted at its columns; empty where they are none.

    At ``least`` so many lines must have more than one cell.
    """
    leading = sheet.measures.leading
    block: list[list[Fragment]] = []
    end = whole = 0
    for line in lines:
        step = line[0].baseline - block[-1][-1].baseline if block else 0.0
        parts = _parted(line, columns, sheet)
        places = [_column(fragment, columns) for fragment in parts]
        if step > 3 * leading or None in places or len(set(places)) < len(places) or _is_marker(parts[0]):
            break
        if places == [0] and (not block or step > 1.3 * leading):
            break
        block.append(parts)
        if places != [0]:
            end = len(block)
            whole += len(places) > 1
    return block[:end] if whole >= least else []


def _parted(line: list[Fragment], columns: list[float], sheet: Sheet) -> list[Fragment]:
    """A line whose cells stand so close that they came as one."""
    for edge in columns[1:]:
        line = [part for fragment in line for part in parted(fragment, sheet.page, edge, 0.2)]
    return line


def _column(fragment: Fragment, columns: list[float]) -> int | None:
    """The column in which a fragment stands; None where it stands in none or reaches into the next."""
    for n, left in enumerate(columns):
        if abs(fragment.x0 - left) <= 2 * NEAR:
            return n if n + 1 == len(columns) or fragment.x1 < columns[n + 1] - NEAR else None
    return None


def _is_marker(fragment: Fragment) -> bool:
    return (
        len(fragment.text) <= 3 and not (fragment.text.isdigit() or fragment.text.isalpha())
    ) or fragment.text == "o"


def _unruled(lines: Sequence[list[Fragment]], columns: list[float], sheet: Sheet) -> PrintedTable:
    """A row opens with a line that stands in the first column and another, or well below the line before."""
    rows: list[list[Cell]] = []
    last = 0.0
    for line in lines:
        places = {_column(fragment, columns): fragment for fragment in line}
        if not rows or (0 in places and (len(places) > 1 or line[0].baseline - last > 1.3 * sheet.measures.leading)):
            rows.append([[] for _ in columns])
        last = line[0].baseline
        for place, fragment in places.items():
            rows[-1][place or 0].append(row_of([fragment]))
    return PrintedTable(sheet.page.number, lines[0][0].top, lines[-1][0].bottom, columns, rows)


# ---- over page breaks -------------------------------------------------------------------------------------------------
def goes_on(before: PrintedTable, after: PrintedTable) -> bool:
    """Whether a table goes on with the one at the end of the page before."""
    return (
        before.last
        and after.first
        and after.page == before.page + 1
        and len(before.columns) == len(after.columns)
        and all(abs(a - b) <= 2 * NEAR for a, b in zip(before.columns, after.columns, strict=True))
    )


def append(before: PrintedTable, after: PrintedTable) -> list[Row]:
    """Put the part of a table on a new page to the part before it; gives the head that is printed again."""
    rows = after.rows
    again: list[Row] = []
    if (
        rows
        and len(before.rows) > 1
        and [_words(cell) for cell in rows[0]] == [_words(cell) for cell in before.rows[0]]
    ):
        again = [row for cell in rows[0] for row in cell]
        rows = rows[1:]
    if rows and not rows[0][0] and any(rows[0]):
        for cell, more in zip(before.rows[-1], rows[0], strict=True):
            cell.extend(more)
        rows = rows[1:]
    before.rows.extend(rows)
    before.page, before.bottom, before.last = after.page, after.bottom, after.last
    return again


def _words(cell: Cell) -> str:
    return " ".join(row.text for row in cell)


def zone_of(table: PrintedTable) -> TableZone:
    """The table as it goes into the body."""
    return TableZone(tuple(tuple(tuple(cell) for cell in row) for row in table.rows))


__all__ = ["PrintedTable", "append", "goes_on", "take_tables", "zone_of"]
