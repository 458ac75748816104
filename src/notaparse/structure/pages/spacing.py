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


def spaced(parts: Sequence[Part], measures: Measures, tops: Mapping[int, float]) -> list[Part]:
    """The parts with ``gap`` and ``full`` set, weak markers given back to sentences, and items of one text edge aligned."""
    out: list[Part] = []
    before: Row | None = None
    trailing = _wraps_after_blanks(parts, measures)
    for n, part in enumerate(parts):
        if not isinstance(part, Printed):
            out.append(part)
            before = None
            continue
        row = part.row._replace(gap=_gap(before, part.row, measures, tops))
        after = parts[n + 1] if n + 1 < len(parts) else None
        if isinstance(after, Printed):
            ends = trailing and not part.trailing and ended(row.text)
            row = row._replace(full=not ends and _full(row, after, measures))
        if row.marker and before is not None and _WEAK.fullmatch(row.marker) and _goes_on(before, row):
            row = _unmarked(row)
        out.append(part._replace(row=row))
        before = row
    return _aligned(out)


def _gap(before: Row | None, row: Row, measures: Measures, tops: dict[int, float]) -> int:
    if before is None or before.bbox is None or row.bbox is None:
        return 1
    if before.page != row.page:
        return 1 if row.bbox[1] - tops.get(row.page, row.bbox[1]) > measures.leading else 0
    step = (row.bbox[3] - before.bbox[3]) / measures.leading
    return 0 if step < ONE else 1 if step < TWO else 2


def _full(row: Row, after: Printed, measures: Measures) -> bool:
    """Whether the first word of the next row would not have fitted at the end of this one.

    Where the margin isn't known that well, a line that ends with its sentence ended early, and another was full.
    """
    if row.bbox is None:
        return False
    over = row.bbox[2] + 0.25 * measures.size + after.word - measures.right
    if 0 < over <= measures.doubt:
        return not ended(row.text)
    return over > 0


def _wraps_after_blanks(parts: Sequence[Part], measures: Measures) -> bool:
    """Whether the printer of this note left a blank at the end of each line that it broke, so that one without ended."""
    broken = [
        before.trailing
        for before, after in itertools.pairwise(parts)
        if isinstance(before, Printed)
        and isinstance(after, Printed)
        and after.row.text[:1].islower()
        and after.row.marker is None
        and _full(before.row, after, measures)
    ]
    return len(broken) >= 5 and sum(broken) >= 0.8 * len(broken)


def _goes_on(before: Row, row: Row) -> bool:
    """Whether a marker is a word of the sentence that the row before left open."""
    if row.bbox is None or row.marker_bbox is None or row.gap or not before.full or ended(before.text):
        return False
    em = row.bbox[3] - row.bbox[1]
    if row.bbox[0] - row.marker_bbox[2] > TAB * em:
        return False
    return abs((row.marker_indent or 0.0) - before.indent) < 2


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


def _aligned(parts: list[Part]) -> list[Part]:
    """Items of one kind whose texts begin at one edge are of one level, wherever their markers were pushed."""
    edges: dict[str, list[tuple[float, float]]] = {}
    """Family of markers → (edge of the text, leftmost marker)."""
    for part in parts:
        row = _item(part)
        if row is None or row.marker is None or row.marker_indent is None:
            continue
        known = edges.setdefault(family_of(row.marker), [])
        for n, (edge, left) in enumerate(known):
            if abs(edge - row.indent) < NEAR:
                known[n] = edge, min(left, row.marker_indent)
                break
        else:
            known.append((row.indent, row.marker_indent))
    out: list[Part] = []
    for part in parts:
        row = _item(part)
        if row is not None and isinstance(part, Printed) and row.marker is not None:
            left = next((left for edge, left in edges[family_of(row.marker)] if abs(edge - row.indent) < NEAR), None)
            out.append(part._replace(row=row._replace(marker_indent=left)))
        else:
            out.append(part)
    return out


def _item(part: Part) -> Row | None:
    """The row of an item that has text on its line."""
    return part.row if isinstance(part, Printed) and part.row.marker and part.row.text else None
