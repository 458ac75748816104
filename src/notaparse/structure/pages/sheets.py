"""Fragments of each page → what stands in the main column, beside it, and around it.

The side column begins where running text ends. What stands at the same place on other pages, and what the vocabulary knows
as a page number or stamp, is furniture. Found from the outside in, so that text repeated in the body stays there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from notaparse.printed import Box, PdfPage
from notaparse.structure.joining import ended
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.pages.fragments import Fragment, parted
from notaparse.structure.pages.grids import Grid
from notaparse.structure.pages.measures import Measures

HEAD, FOOT = 0.22, 0.85
"""Parts of the page's height, above and below which running heads and feet stand."""

APART = 1.35
"""Distance of a running head from the body, in line distances, at least."""
SIDE_BY_SIDE = 12
"""Fragments that a running head has at most."""

left_edge = attrgetter("x0")

OUTER = 0.16
"""Part of the page's height, at its top and its bottom, in which page numbers are looked for."""


@dataclass(slots=True)
class Sheet:
    """A page with its fragments sorted."""

    page: PdfPage
    measures: Measures
    boxes: tuple[Box, ...]
    grids: list[Grid]
    """Of its ruled tables."""
    main: list[Fragment] = field(default_factory=list)
    side: list[Fragment] = field(default_factory=list)
    furniture: list[Fragment] = field(default_factory=list)


def sort_out(sheets: Sequence[Sheet], lexicon: Lexicon) -> None:
    """Take from ``main`` of each sheet what stands beside and around the body."""
    for sheet in sheets:
        _sides(sheet)
        _known(sheet, lexicon)
    if len(sheets) > 1:
        _repeated(sheets)


def _sides(sheet: Sheet) -> None:
    width, measures = sheet.page.width, sheet.measures
    main: list[Fragment] = []
    side: list[Fragment] = []
    for fragment in (part for whole in sheet.main for part in parted(whole, sheet.page, measures.beside, 0.5)):
        slack = 8 if fragment.size < 0.9 * measures.size else 2
        beside = fragment.x0 > 0.6 * width and fragment.x0 >= measures.beside - slack
        (side if beside else main).append(fragment)
    sheet.main, sheet.side = main, side


def _known(sheet: Sheet, lexicon: Lexicon) -> None:
    """Page numbers, separators and the like, by their words."""
    top, bottom = OUTER * sheet.page.height, (1 - OUTER) * sheet.page.height
    for column in (sheet.main, sheet.side):
        for fragment in list(column):
            if len(fragment.text) > 60 or not lexicon.furniture(fragment.text):
                continue
            if not top < fragment.baseline < bottom or not any(sign.isalnum() for sign in fragment.text):
                column.remove(fragment)
                sheet.furniture.append(fragment)


_DIGITS = re.compile(r"\d+")


def _repeated(sheets: Sequence[Sheet]) -> None:
    """Running heads and feet: the outermost lines of the main column, line by line as long as the pages have them alike.

    The first page may go without. They stand in the margins and with white between them and the body: what is only alike
    by chance doesn't.
    """
    enough = max(2, len(sheets) - 1)
    for outermost in (0, -1):
        rest = [list(sheet.main) for sheet in sheets]
        running: list[list[Fragment]] = [[] for _ in sheets]
        while True:
            lines = [_outermost(main, sheet.page.height, outermost) for main, sheet in zip(rest, sheets, strict=True)]
            keys = Counter(_key(line) for line in lines if line)
            common, count = keys.most_common(1)[0] if keys else (None, 0)
            if count < enough:
                break
            for n, line in enumerate(lines):
                if line and _key(line) == common:
                    running[n] += line
                    gone = {id(fragment) for fragment in line}
                    rest[n] = [fragment for fragment in rest[n] if id(fragment) not in gone]
        apart = [
            not main or abs(main[outermost].baseline - line[-1].baseline) > APART * sheet.measures.leading
            for main, line, sheet in zip(rest, running, sheets, strict=True)
            if line
        ]
        if sum(apart) * 2 > len(apart):
            for sheet, main, line in zip(sheets, rest, running, strict=True):
                sheet.main = main
                sheet.furniture += line


def _outermost(main: Sequence[Fragment], height: float, outermost: int) -> list[Fragment]:
    """The first (0) or last (-1) line of a column; empty where that isn't in the margin."""
    if not main:
        return []
    edge = main[outermost]
    if edge.baseline > HEAD * height if outermost == 0 else edge.baseline < FOOT * height:
        return []
    near = main[:SIDE_BY_SIDE] if outermost == 0 else main[-SIDE_BY_SIDE:]
    line = [fragment for fragment in near if abs(fragment.baseline - edge.baseline) <= 0.4 * fragment.size]
    line.sort(key=left_edge)
    return [] if line[0].text[0].islower() or ended(line[-1].text) else line  # a part of a sentence


def _key(line: Sequence[Fragment]) -> tuple[str, int, int]:
    """What a line and its like on other pages have in common: words but for their digits, and place."""
    return (
        _DIGITS.sub("#", " ".join(fragment.text for fragment in line)),
        round(line[0].x0 / 6),
        round(line[0].baseline / 6),
    )


def lines_of(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    """Fragments that stand on one line, from the left to the right; lines from the top down."""
    line: list[Fragment] = []
    for fragment in fragments:
        if line and fragment.baseline - line[0].baseline > 0.4 * min(fragment.size, line[0].size):
            line.sort(key=left_edge)
            yield line
            line = []
        line.append(fragment)
    if line:
        line.sort(key=left_edge)
        yield line
