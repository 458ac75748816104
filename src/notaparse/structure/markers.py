"""Markers that aren't where their item is: glyphs printed apart from their text, and numbers that are no markers.

Extractors print a list's glyphs in a block of their own, before the items or after them, or each on a line just before
its text. A number that opens a line is a marker only where it is one of a series.
"""

from __future__ import annotations

import re

from notaparse.printed import Row
from notaparse.structure.headings import title_of
from notaparse.structure.joining import breaks, ended
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import with_text
from notaparse.structure.tables import opens_table

_ALONE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]")
"""A number that is more than that of a page."""


def family_of(marker: str) -> str:
    """What the markers of one list have in common: the glyph, or the way of numbering."""
    core = marker.strip("().")
    if marker == "o" or not core or not core.isalnum():
        return marker
    kind = "1" if core[0].isdigit() else "i" if len(core) > 1 or core in "ivx" else "a"
    return f"{'(' if marker[0] == '(' else ''}{kind}{marker[-1]}"


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def places(marker: str) -> set[tuple[str, int]]:
    """In which series, and as which of it, a number may stand: "i." is the first roman and the ninth letter."""
    core = marker.strip("().")
    if not core or marker[-1] not in ".)" or not core.isalnum():
        return set()
    tail = ("(" if marker[0] == "(" else "") + marker[-1]
    if core.isdigit():
        return {("1" + tail, int(core))}
    found = {("a" + tail, ord(core) - 96)} if len(core) == 1 else set()
    if core in _ROMAN:
        found.add(("i" + tail, _ROMAN[core]))
    return found


def with_numbers(rows: list[Row], lexicon: Lexicon) -> list[Row]:
    """Bring a number that stands alone on its line to the title below it."""
    kept: list[Row] = []
    for row in rows:
        before = kept[-1] if kept else None
        if before is not None and row.marker is None and _is_number(before) and lexicon.title(row.text) is not None:
            number, start = (before.text, before.start) if before.text else (before.marker, before.marker_start)
            kept[-1] = row._replace(marker=number, marker_start=start, marker_indent=before.indent, gap=before.gap)
        else:
            kept.append(row)
    return kept


def _is_number(row: Row) -> bool:
    if row.edits or (row.text and row.marker is not None):
        return False
    return _ALONE.fullmatch(row.text or row.marker or "") is not None


def only_in_series(rows: list[Row], lexicon: Lexicon) -> list[Row]:
    """Give back to their text the numbers that are no markers: wrapped "artikel" + "5. Dit …"."""
    numbered = [row for row in rows if row.marker is not None and row.marker[-1] in ".)"]
    if not numbered:
        return rows
    seen = {place for row in numbered for place in places(row.marker or "")}
    kept: list[Row] = []
    before: Row | None = None
    for row in rows:
        if row.marker is None or row.marker[-1] not in ".)" or lexicon.title(row.text) is not None:
            pass
        elif not _in_series(places(row.marker), seen) or _in_sentence(before, row, lexicon):
            row = with_text(row)  # noqa: PLW2901  # the row as it stands in the list
        before = row
        kept.append(row)
    return kept


def _in_series(found: set[tuple[str, int]], seen: set[tuple[str, int]]) -> bool:
    return any(number == 1 or (series, number - 1) in seen or (series, number + 1) in seen for series, number in found)


def _in_sentence(before: Row | None, row: Row, lexicon: Lexicon) -> bool:
    """A number that ends a sentence begun on the line before."""
    if before is None or row.gap or before.full is not True or not before.text or ended(before.text):
        return False
    if before.marker is not None or title_of(before, lexicon) is not None:
        return False
    return before.text[-1].isalnum() and bool(row.text) and not row.text[0].islower()


def attach(rows: list[Row], lexicon: Lexicon) -> tuple[list[Row], list[Row]]:
    """Bring markers that stand alone to the paragraphs that they belong to. Gives the rows, and markers left over."""
    if all(row.text for row in rows):
        return rows, []
    done: list[Row] = []
    left: list[Row] = []
    floor = 0  # rows of ``done`` before it were looked at in vain
    n = 0
    while n < len(rows):
        if rows[n].text:
            done.append(rows[n])
            n += 1
            continue
        run = n
        while run < len(rows) and not rows[run].text:
            run += 1
        alone = rows[n:run]
        if run < len(rows) and _is_number_of(alone[-1], rows[run], lexicon):
            rows[run] = _marked(rows[run], alone.pop())
            after: list[int] = []
        else:
            after = _paragraphs(rows, run, lexicon)
        if alone and len(after) >= len(alone):
            for marker, target in zip(alone, after, strict=False):
                rows[target] = _marked(rows[target], marker)
        elif alone and not _behind(done, floor, alone, lexicon):
            left.extend(alone)
            floor = len(done)
        n = run
    return done, left


def _is_number_of(marker: Row, row: Row, lexicon: Lexicon) -> bool:
    """The number of a heading, whatever stands before it."""
    return row.marker is None and (marker.marker or " ")[-1] in ".)" and lexicon.title(row.text) is not None


def _behind(done: list[Row], floor: int, alone: list[Row], lexicon: Lexicon) -> bool:
    """Bring markers to the paragraphs before them. Gives whether there are as many."""
    start = len(done)
    while start > floor and done[start - 1].marker is None and not _is_apart(done, start - 1, lexicon):
        start -= 1
    targets = _paragraphs(done, start, lexicon)
    if targets and start and not _is_apart(done, start - 1, lexicon) and not breaks(done[start - 1], done[start]):
        del targets[0]  # it goes on with the item before
    if len(targets) != len(alone):
        return False
    for marker, target in zip(alone, targets, strict=True):
        done[target] = _marked(done[target], marker)
    return True


def _is_apart(rows: list[Row], n: int, lexicon: Lexicon) -> bool:
    """A heading, or part of a table: what no marker belongs to."""
    row = rows[n]
    if row.heading is not None or row.style == "cell" or title_of(row, lexicon) is not None:
        return True
    return opens_table(row, rows[n + 1] if n + 1 < len(rows) else None, lexicon) is not None


def _paragraphs(rows: list[Row], start: int, lexicon: Lexicon) -> list[int]:
    """Where paragraphs without marker begin, from ``start`` to the next heading, table or marker."""
    found: list[int] = []
    for n in range(start, len(rows)):
        if rows[n].marker is not None or not rows[n].text or _is_apart(rows, n, lexicon):
            break
        if n == start or breaks(rows[n - 1], rows[n]):
            found.append(n)
    return found


def _marked(row: Row, marker: Row) -> Row:
    return row._replace(
        marker=marker.marker,
        marker_start=marker.marker_start,
        marker_end=marker.marker_end,
        marker_indent=marker.marker_indent,
        marker_bbox=marker.marker_bbox or marker.bbox,
        gap=max(row.gap, min(marker.gap, 1)),
        edits=(*(edit._replace(at=0) for edit in marker.edits), *row.edits),
    )
