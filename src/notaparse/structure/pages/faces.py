"""Which rows the type face shows to be headings, and of which rank.

A heading is set in a face that the body isn't (larger, bold, underlined, italic), stands alone on its lines, doesn't end like a
sentence, and is followed by something else. A whole paragraph in bold, a bold word in a line, a bold last line are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notaparse.printed import Row, TableZone
from notaparse.structure.joining import ended
from notaparse.structure.pages.lines import PLAIN, Printed
from notaparse.structure.pages.spacing import Part
from notaparse.structure.pages.tables import zone_of

LONG = 120
"""Characters that a heading has at most."""
_OPENING = re.compile(r"[A-Z0-9À-Ž‘’“(\"'\[€]")
_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,4})[.)]?")


def with_headings(parts: Sequence[Part]) -> list[Row | TableZone]:
    """The rows and tables of the body, with all that the page shows; a heading of several lines becomes one row."""
    headings = {n for n in range(len(parts)) if _is_heading(parts, n)}
    used = {part.face for n in headings if isinstance(part := parts[n], Printed)}
    ranks = {face: rank for rank, face in enumerate(sorted(used, reverse=True), 1)}
    rows: list[Row | TableZone] = []
    for n, part in enumerate(parts):
        if not isinstance(part, Printed):
            rows.append(zone_of(part))
            continue
        rank = ranks[part.face] if n in headings else None
        row = part.row._replace(gap=part.gap, full=part.full, heading=rank, style=part.face.name)
        before = rows[-1] if rows else None
        if rank and n - 1 in headings and isinstance(before, Row) and before.heading == rank and _wrapped(before, row):
            rows[-1] = _joined(before, row)
        else:
            rows.append(row)
    return rows


def _is_heading(parts: Sequence[Part], n: int) -> bool:
    part = parts[n]
    if not isinstance(part, Printed) or part.face == PLAIN or not 1 < len(part.row.text) <= LONG:
        return False
    text, marker = part.row.text, part.row.marker
    if marker is not None and (marker == "o" or not _NUMBER.fullmatch(marker)):
        return False
    if (ended(text) and text[-1] != ":") or text[-1] in ",-":
        return False
    first = last = n
    while first and _goes_on(parts, first):
        first -= 1
    while last + 1 < len(parts) and _goes_on(parts, last + 1):
        last += 1
    if last - first > 1 or last + 1 == len(parts):
        return False
    if first == n and not _OPENING.match(text):
        return False
    above = parts[first - 1] if first else None
    if isinstance(above, Printed) and above.face == PLAIN and above.full and not part.gap and not ended(above.row.text):
        return False  # a sentence goes on
    return any(sign.isalpha() for sign in text)


def _goes_on(parts: Sequence[Part], n: int) -> bool:
    """Whether a line goes on with the stretch of type that the line before is of: same face, no white between."""
    above, part = parts[n - 1], parts[n]
    return (
        isinstance(above, Printed)
        and isinstance(part, Printed)
        and above.face == part.face
        and part.row.marker is None
        and (not part.gap or (bool(above.full) and part.row.text[:1].islower()))
    )


def _wrapped(before: Row, after: Row) -> bool:
    if after.marker is not None:
        return False
    return after.text[0].islower() if after.gap else bool(before.full) or after.text[0].islower()


def _joined(before: Row, after: Row) -> Row:
    shift = len(before.text) + 1
    box = None
    if before.bbox and after.bbox:
        (ax0, atop, ax1, abottom), (bx0, btop, bx1, bbottom) = before.bbox, after.bbox
        box = (min(ax0, bx0), min(atop, btop), max(ax1, bx1), max(abottom, bbottom))
    return before._replace(
        text=f"{before.text} {after.text}",
        bbox=box,
        full=after.full,
        edits=(*before.edits, *(edit._replace(at=edit.at + shift) for edit in after.edits)),
        anchors=(*before.anchors, *((at + shift, mark) for at, mark in after.anchors)),
    )
