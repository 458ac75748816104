"""Which rows the type face shows to be headings, and of which rank.

A heading is set in a face that the body isn't (larger, bold, underlined, italic), stands alone on its lines, doesn't end like a
sentence, and is followed by something else. A whole paragraph in bold, a bold word in a line, a bold last line are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notaparse.printed import Row, TableZone
from notaparse.structure.joining import ended
from notaparse.structure.pages.lines import PLAIN, Face, Printed
from notaparse.structure.pages.spacing import Part
from notaparse.structure.pages.tables import zone_of

LONG = 120
"""Characters that a heading has at most."""
_OPENING = re.compile(r"[A-Z0-9À-Ž‘’“(\"'\[€]")
_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,4})[.)]?")


def with_headings(parts: Sequence[Part]) -> list[Row | TableZone]:
    """The body with ``heading`` and ``style`` set; a heading of several lines becomes one row."""
    body = [part.row if isinstance(part, Printed) else zone_of(part) for part in parts]
    faces = [part.face if isinstance(part, Printed) else PLAIN for part in parts]
    found = [n for n in range(len(body)) if _is_heading(body, faces, n)]
    ranks = {face: rank for rank, face in enumerate(sorted({faces[n] for n in found}, reverse=True), 1)}
    headings = set(found)
    rows: list[Row | TableZone] = []
    for n, part in enumerate(body):
        if not isinstance(part, Row):
            rows.append(part)
            continue
        row = part._replace(heading=ranks[faces[n]] if n in headings else None, style=faces[n].name)
        before = rows[-1] if rows else None
        if (
            isinstance(before, Row)
            and {n - 1, n} <= headings
            and before.heading == row.heading
            and _wrapped(before, row)
        ):
            rows[-1] = _joined(before, row)
        else:
            rows.append(row)
    return rows


def _is_heading(body: Sequence[Row | TableZone], faces: Sequence[Face], n: int) -> bool:
    row = body[n]
    if not isinstance(row, Row) or faces[n] == PLAIN or not 1 < len(row.text) <= LONG:
        return False
    if row.marker is not None and not _NUMBER.fullmatch(row.marker):
        return False
    if row.marker == "o" or (ended(row.text) and row.text[-1] != ":") or row.text[-1] in ",-":
        return False
    first, last = n, n
    while first and _alike(body, faces, first - 1, n):
        first -= 1
    while last + 1 < len(body) and _alike(body, faces, last + 1, n):
        last += 1
    if last - first > 1 or last + 1 == len(body):
        return False
    if first == n and not _OPENING.match(row.text):
        return False
    above = body[first - 1] if first else None
    if isinstance(above, Row) and faces[first - 1] == PLAIN and above.full and not row.gap and not ended(above.text):
        return False  # a sentence goes on
    return any(sign.isalpha() for sign in row.text)


def _alike(body: Sequence[Row | TableZone], faces: Sequence[Face], n: int, other: int) -> bool:
    """Whether a neighbour belongs to the same stretch of type: same face, no white between."""
    row, below = body[n], body[max(n, other) if n > other else n + 1]
    return (
        isinstance(row, Row)
        and faces[n] == faces[other]
        and isinstance(below, Row)
        and not below.gap
        and below.marker is None
    )


def _wrapped(before: Row, after: Row) -> bool:
    return not after.gap and after.marker is None and (bool(before.full) or after.text[0].islower())


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
