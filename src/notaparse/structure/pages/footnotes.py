"""Notes at the foot of a page: small type below the body, each with a mark in front, mostly under a short rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from notaparse.printed import FootnoteZone, Row
from notaparse.structure.pages.fragments import Fragment
from notaparse.structure.pages.rows import row_of
from notaparse.structure.pages.sheets import Sheet, lines_of
from notaparse.structure.rows import cut

_MARK = re.compile(r"\d{1,3}|[*†‡]{1,3}|[a-z]")
_LEADING = re.compile(r"(\d{1,3}|[*†‡]{1,3})\)? +(?=\S)")
SMALLER = 0.95
"""Size of a note, in that of the body, at most."""


class Foot(NamedTuple):
    """The notes of a page, and lines at its top that go on with the last note of the page before."""

    goes_on: tuple[Row, ...]
    notes: tuple[FootnoteZone, ...]


def take_footnotes(sheet: Sheet) -> Foot:
    """Take the notes of a page out of its main column."""
    lines = list(lines_of(sheet.main))
    first = _first(lines, sheet)
    if first == len(lines):
        return Foot((), ())
    goes_on: list[Row] = []
    notes: list[FootnoteZone] = []
    for line in lines[first:]:
        row = row_of(line)
        size = _mark(line, row)
        if size:
            notes.append(FootnoteZone(cut(row, 0, size), (cut(row, size, len(row.text)),)))
        elif notes:
            notes[-1] = FootnoteZone(notes[-1].mark, (*notes[-1].rows, row))
        else:
            goes_on.append(row)
        for fragment in line:
            sheet.main.remove(fragment)
    return Foot(tuple(goes_on), tuple(notes))


def _first(lines: Sequence[list[Fragment]], sheet: Sheet) -> int:
    """The line with which the notes begin; past the last where there are none."""
    first = len(lines)
    table = max((grid.bottom for grid in sheet.grids), default=0.0)
    while (
        first
        and max(fragment.size for fragment in lines[first - 1]) <= SMALLER * sheet.measures.size
        and lines[first - 1][0].baseline > table
        and (len(lines[first - 1]) == 1 or _MARK.fullmatch(lines[first - 1][0].text))
    ):
        first -= 1
    rule = _rule(sheet, lines[first][0].top if first < len(lines) else sheet.page.height / 2)
    if rule is not None:
        below = next((n for n, line in enumerate(lines) if line[0].baseline > rule), len(lines))
        if below < first and lines[below][0].raised and _mark(lines[below], row_of(lines[below])):
            return below  # of the body's size
    for n in range(first, len(lines)):
        if rule is not None and rule < lines[n][0].baseline and (not n or lines[n - 1][0].baseline < rule):
            return n
        if lines[n][0].raised and _mark(lines[n], row_of(lines[n])):
            return n
    return len(lines)


def _rule(sheet: Sheet, top: float) -> float | None:
    """Height of the short rule above the notes."""
    measures = sheet.measures
    width = measures.right - measures.left
    for box in sheet.boxes:
        if (
            box.kind == "rule"
            and box.x1 - box.x0 > 4 * (box.bottom - box.top)
            and abs(box.x0 - measures.left) < 6
            and 0.1 * width < box.x1 - box.x0 < 0.6 * width
            and box.top > top - 2 * measures.leading
        ):
            return box.bottom
    return None


def _mark(line: Sequence[Fragment], row: Row) -> int:
    """Length of the mark with which a note begins; 0 where the line has none."""
    first = line[0]
    if first.raised and first.raised[0][0] == 0 and _MARK.fullmatch(first.raised[0][1]):
        return len(first.raised[0][1])
    leading = _LEADING.match(row.text)
    return len(leading[1]) if leading else 0
