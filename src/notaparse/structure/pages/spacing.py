"""The evidence that only a column as a whole gives: white above a row, whether it was full, which items are of one level."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from notaparse.printed import Row
from notaparse.structure.blocks import family_of
from notaparse.structure.joining import ended
from notaparse.structure.pages.lines import Printed
from notaparse.structure.pages.measures import Measures
from notaparse.structure.pages.tables import PrintedTable

Part = Printed | PrintedTable

TAB = 0.55
"""White in em between a marker and its text, from which it is a tab and no blank."""
NEAR = 2.0
"""Points within which two edges are one."""
ONE, TWO = 1.35, 2.3
"""White above a row, in line distances, from which it is a paragraph's, and from which it is more."""
_WEAK = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,4})[.)]|[-–—*o]")
"""Markers that a sentence may have at the start of a line, too."""


def space(parts: Sequence[Part], measured: Mapping[int, Measures], tops: Mapping[int, float]) -> None:
    """Set ``gap`` and ``full`` of each line, give weak markers back to sentences, and align items of one text edge."""
    before: Printed | None = None
    trailing = _wraps_after_blanks(parts, measured)
    for n, part in enumerate(parts):
        if not isinstance(part, Printed):
            before = None
            continue
        measures = measured[part.row.page]
        part.gap = _gap(before, part, measures, tops)
        after = parts[n + 1] if n + 1 < len(parts) else None
        if isinstance(after, Printed):
            ends = trailing and not part.trailing and ended(part.row.text)
            part.full = not ends and _full(part.row, after, measures)
        if part.row.marker and before is not None and _WEAK.fullmatch(part.row.marker) and _goes_on(before, part):
            part.row = _unmarked(part.row)
        before = part
    _align([part for part in parts if isinstance(part, Printed) and part.row.marker and part.row.text])


def _gap(before: Printed | None, part: Printed, measures: Measures, tops: Mapping[int, float]) -> int:
    if before is None or before.row.bbox is None or part.row.bbox is None:
        return 1
    if before.row.page != part.row.page:
        top = part.row.bbox[1]
        return 1 if top - tops.get(part.row.page, top) > measures.leading else 0
    step = (part.row.bbox[3] - before.row.bbox[3]) / measures.leading
    return 0 if step < ONE else 1 if step < TWO else 2


def _full(row: Row, after: Printed, measures: Measures) -> bool:
    """Whether the first word of the next row would not have fitted at the end of this one.

    Where the margin isn't known that well, a line that ends with its sentence ended early, and another was full.
    """
    if row.bbox is None:
        return False
    over = row.bbox[2] + 0.25 * measures.size + after.word - measures.right
    if -0.15 * measures.size < over <= measures.doubt:
        return not ended(row.text)
    return over > 0


def _wraps_after_blanks(parts: Sequence[Part], measured: Mapping[int, Measures]) -> bool:
    """Whether the printer of this note left a blank at the end of each line that it broke, so that one without ended."""
    broken = [
        before.trailing
        for before, after in itertools.pairwise(parts)
        if isinstance(before, Printed)
        and isinstance(after, Printed)
        and after.row.text[:1].islower()
        and after.row.marker is None
        and _full(before.row, after, measured[before.row.page])
    ]
    return len(broken) >= 5 and sum(broken) >= 0.8 * len(broken)


def _goes_on(before: Printed, part: Printed) -> bool:
    """Whether a marker is a word of the sentence that the line before left open."""
    row = part.row
    if row.bbox is None or row.marker_bbox is None or part.gap or not before.full or ended(before.row.text):
        return False
    em = row.bbox[3] - row.bbox[1]
    if row.bbox[0] - row.marker_bbox[2] > TAB * em:
        return False
    return abs((row.marker_indent or 0.0) - before.row.indent) < 2


def _unmarked(row: Row) -> Row:
    marker = row.marker or ""
    shift = len(marker) + 1
    box = row.bbox
    if box and row.marker_bbox:
        box = (row.marker_bbox[0], *box[1:])
    return row._replace(
        text=f"{marker} {row.text}",
        marker=None,
        marker_bbox=None,
        marker_indent=None,
        indent=row.marker_indent or row.indent,
        bbox=box,
        edits=tuple(edit._replace(at=edit.at + shift) for edit in row.edits),
        anchors=tuple((at + shift, mark) for at, mark in row.anchors),
    )


def _align(items: Sequence[Printed]) -> None:
    """Items of one kind whose texts begin at one edge are of one level, wherever their markers were pushed."""
    columns: dict[str, list[list[Printed]]] = {}
    for item in items:
        known = columns.setdefault(family_of(item.row.marker or ""), [])
        column = next((column for column in known if abs(column[0].row.indent - item.row.indent) < NEAR), None)
        if column is None:
            known.append([item])
        else:
            column.append(item)
    for known in columns.values():
        for column in known:
            left = min(item.row.marker_indent or 0.0 for item in column)
            for item in column:
                if item.row.marker_indent != left:
                    item.row = item.row._replace(marker_indent=left)
