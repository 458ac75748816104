"""What was made unreadable: boxes over text, boxes over nothing, and grounds printed in a box.

Text under a box, or in the colour of what lies under it, is taken out before anything else looks at the page: only its
length is told. On a box that shows a ground ("5.1.2.e") nothing but the ground is kept. A filled box with other text on
it is the shading of a table, and a translucent one is somebody's highlight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from notaparse.model import BBox
from notaparse.printed import Box, GlyphRun, PdfPage, RedactionZone, Row, TableZone, ZoneNotice, Zones
from notaparse.structure.pages.fragments import Fragment

GROUND = re.compile(
    r"(?:art(?:ikel|\.)?\s?)?(?:"
    r"5\.?\s?[12]\.?\s?[1-5]?\.?\s?(?:[a-i]\b)?\.?"
    r"|\(?10\)?\s?[.(]\s?[12]\)?\s?[.(]?\s?[a-g]\)?"
    r"|buiten (?:het )?(?:verzoek|reikwijdte|scope)\.?"
    r"|niet[- ]openbaar|persoonsgegevens?"
    r")(?!\w)",
    re.IGNORECASE,
)
"""A ground of the Woo or of the Wob before it, or the words that stand for one."""
_BETWEEN = re.compile(r"[\s,;/&+]+(?:en\s+)?")

ALIKE = 60
"""Difference of two colours, summed over red, green and blue, that can't be seen."""
WHITE = (255, 255, 255)
PAGE = 0.4
"""Part of a page that a single redaction covers at most: what is larger is a background."""
NEXT = 60.0
"""White in points between a redaction and the words of its line, at most."""
CHECK = 14.0
"""Side in points of a box to tick, at most."""


class Cover(NamedTuple):
    """A box that makes something unreadable."""

    page: int
    box: BBox
    ground: str | None
    """The ground printed on it."""


class Uncovered(NamedTuple):
    """A page without what can't be read on it, and the boxes that make it so."""

    page: PdfPage
    covers: tuple[Cover, ...]
    notices: tuple[ZoneNotice, ...]


def uncovered(page: PdfPage) -> Uncovered:
    """Take out hidden text, and find the redactions."""
    boxes = [box for box in page.boxes if box.kind == "rect" and box.fill is not None]
    pale = any(run.fill is not None and min(run.fill) > 255 - ALIKE / 3 for run in page.runs)
    if not boxes and not pale:
        return Uncovered(page, (), ())
    runs: list[GlyphRun] = []
    over: dict[int, list[GlyphRun]] = {}
    """Index of a box → what is printed on it for all to see."""
    hiding: set[int] = set()
    hidden = 0
    for run in page.runs:
        under = [n for n, box in enumerate(boxes) if _holds(box, run)]
        if any(boxes[n].order > run.order for n in under):
            hiding.update(n for n in under if boxes[n].order > run.order)
            hidden += _length(run.text)
        elif _is_invisible(run, boxes[under[-1]].fill if under else WHITE, page):
            hidden += _length(run.text)
        elif under:
            over.setdefault(under[-1], []).append(run)
        else:
            runs.append(run)
    covers: list[Cover] = []
    for n, box in enumerate(boxes):
        printed = over.get(n, [])
        shown, ground = _shown(printed)
        if ground is None:
            runs += printed
            if printed or not (n in hiding or _is_bare(box, page)):
                continue
        else:
            runs += shown
            hidden += sum(_length(run.text) for run in printed) - sum(_length(run.text) for run in shown)
        covers.append(Cover(page.number, (box.x0, box.top, box.x1, box.bottom), ground))
    runs.sort(key=lambda run: run.order)
    notices = (
        (ZoneNotice("hidden_text", f"{hidden} characters can't be seen and were left out", page.number),)
        if hidden
        else ()
    )
    return Uncovered(page._replace(runs=tuple(runs)), tuple(_distinct(covers)), notices)


def _holds(box: Box, run: GlyphRun) -> bool:
    height = run.baseline - run.size / 4
    return box.top < height < box.bottom and box.x0 - 1 <= (run.x0 + run.x1) / 2 <= box.x1 + 1


def _is_invisible(run: GlyphRun, ground: tuple[int, int, int] | None, page: PdfPage) -> bool:
    """Whether a run has the colour of what lies under it. Over a picture nobody knows."""
    if run.fill is None or ground is None:
        return False
    if sum(abs(a - b) for a, b in zip(run.fill, ground, strict=True)) > ALIKE:
        return False
    height = run.baseline - run.size / 4
    return not any(
        box.kind == "image" and box.x0 < run.x1 and run.x0 < box.x1 and box.top < height < box.bottom
        for box in page.boxes
    )


def _length(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def _shown(printed: Sequence[GlyphRun]) -> tuple[list[GlyphRun], str | None]:
    """Of the runs on a box those that are its ground, and the ground; None where it shows none."""
    if not printed:
        return [], None
    shown: list[GlyphRun] = []
    for run in printed:
        text = run.text
        at = len(text) - len(text.lstrip())
        end = at
        while (match := GROUND.match(text, end)) is not None:
            at, end = match.end(), match.end()
            if (between := _BETWEEN.match(text, end)) is not None:
                end = between.end()
        kept = text[:at].strip()
        if kept:
            part = (run.x1 - run.x0) * min(1.0, len(kept) / max(len(text.strip()), 1))
            shown.append(run._replace(text=kept, x1=run.x0 + part))
    return shown, " ".join(run.text for run in shown) or None


def _is_bare(box: Box, page: PdfPage) -> bool:
    """Whether a box over nothing stands for something that was there.

    It can be seen, is as high as lines are, and is no part of a table or letterhead, nor to be ticked.
    """
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height < 4 or width < 4 or width * height > PAGE * page.width * page.height:
        return False
    if box.top < 2 or box.x0 < 2 or box.x1 > page.width - 2 or box.bottom > page.height - 2:
        return False
    if box.fill is not None and min(box.fill) > 240 and (box.stroke is None or max(width, height) < CHECK):
        return False
    if box.fill is not None and box.stroke is not None and max(width, height) < CHECK and abs(width - height) < 2:
        return False
    return not _is_shading(box, page.boxes)


def _is_shading(box: Box, boxes: Iterable[Box]) -> bool:
    """Whether rules run along at least three of its sides: it is the shading of a cell."""
    sides = [False] * 4
    for rule in boxes:
        if rule.kind != "rule":
            continue
        if rule.x1 - rule.x0 > rule.bottom - rule.top:
            if rule.x0 < box.x1 - 2 and rule.x1 > box.x0 + 2:
                sides[0] |= abs(rule.bottom - box.top) < 2.5
                sides[1] |= abs(rule.top - box.bottom) < 2.5
        elif rule.top < box.bottom - 2 and rule.bottom > box.top + 2:
            sides[2] |= abs(rule.x1 - box.x0) < 2.5
            sides[3] |= abs(rule.x0 - box.x1) < 2.5
    return sum(sides) >= 3


def _distinct(covers: Iterable[Cover]) -> Iterator[Cover]:
    """Covers from the top down, each once: a filling and its border may be drawn one after the other."""
    last: list[Cover] = []
    for cover in sorted(covers, key=lambda cover: (cover.box[1], cover.box[0], cover.ground is None)):
        if not any(all(abs(a - b) < 1.5 for a, b in zip(cover.box, known.box, strict=True)) for known in last[-8:]):
            last.append(cover)
            yield cover


# ---- where they stand -------------------------------------------------------------------------------------------------
class Whole(NamedTuple):
    """A page before its fragments were sorted out."""

    fragments: Sequence[Fragment]
    beside: float
    """Where the side column begins."""


def placed(covers: Sequence[Cover], zones: Zones, pages: Mapping[int, Whole]) -> tuple[RedactionZone, ...]:
    """The redactions with the row at or in which each stands."""
    if not covers:
        return ()
    rows: dict[int, list[Row]] = {}
    for row in _rows(zones):
        if row.bbox is not None:
            rows.setdefault(row.page, []).append(row)
    found = []
    for cover in covers:
        x0, top, x1, bottom = cover.box
        stands, at = _place(cover, rows.get(cover.page, []), pages[cover.page])
        box = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
        found.append(RedactionZone(cover.page, box, cover.ground, stands, at, cover.ground or ""))
    return tuple(found)


def _rows(zones: Zones) -> Iterator[Row]:
    for group in zones.head:
        yield from group
    for part in zones.body:
        if isinstance(part, TableZone):
            yield from (row for cells in part.rows for cell in cells for row in cell)
        else:
            yield part
    for note in zones.footnotes:
        yield from note.rows
    yield from zones.signature
    yield from zones.furniture


def _place(cover: Cover, rows: Sequence[Row], page: Whole) -> tuple[Row | None, int]:
    """The row on whose line a cover stands, and where in it; else the nearest above in its column; else the nearest."""
    left, top, right, bottom = cover.box
    edge = page.beside - 8
    best: tuple[tuple[int, float], Row] | None = None
    for row in rows:
        if row.bbox is None:
            continue
        x0, above, x1, below = row.bbox
        middle = (above + below) / 2
        if (x0 < edge) != (left < edge):
            rank = (3, abs(middle - (top + bottom) / 2))  # in the other column
        elif top - 1 < middle < bottom + 1:
            apart = max(x0 - right, left - x1, 0.0)
            rank = (0 if apart < NEXT else 2, apart)
        elif below <= bottom and x0 - 15 < left < x1 + 200:
            rank = (1, top - below + abs(left - x0) / 5)
        else:
            rank = (2, abs(middle - (top + bottom) / 2))
        if best is None or rank < best[0]:
            best = rank, row
    if best is None:
        return None, 0
    (kind, _), row = best
    if cover.ground and kind == 0 and cover.ground in row.text:
        return row, row.text.index(cover.ground)
    return row, _offset(row, cover, page.fragments) if kind == 0 else len(row.text)


def _offset(row: Row, cover: Cover, printed: Sequence[Fragment]) -> int:
    """Where in a row the words end that are printed to the left of a cover."""
    left, top, _, bottom = cover.box
    words = ""
    for fragment in printed:
        if top < fragment.baseline - fragment.size / 4 < bottom and fragment.x0 < left:
            size = sum(run.x1 <= left + 1 for run in fragment.runs)
            end = fragment.starts[size] if size < len(fragment.starts) else len(fragment.text)
            words = fragment.text[:end].rstrip() or words
    for tail in (words, words[-20:]):
        if tail and (at := row.text.find(tail)) >= 0:
            return at + len(tail)
    return 0
