"""The head of the note: what stands above the body and beside it on the first page, in groups that belong together.

A group is a block on paper: lines under each other at one edge, with what stands to the right of a label on the label's line.
Within it a label stands before its values. The subject is told by its place beside or below the word "nota", which may be a
picture, and gets the style ``title``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from notaparse.printed import Box, Row
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.pages.fragments import Fragment
from notaparse.structure.pages.measures import Measures
from notaparse.structure.pages.rows import row_of
from notaparse.structure.pages.sheets import Sheet, lines_of

BLOCK = 1.75
"""Distance of two baselines within a block, in em of the larger of the two, at most."""
EDGE = 4.0
"""Points within which lines stand at one edge."""
TITLE = "title"

_NOTE = re.compile(r"(?:beslis|ople[gv]|informatie)?-?nota(?: ?\(?ter \w+\)?)?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:aan\b|(?:de |het )?(?:minister|staatssecretaris|minister-president|stas|kabinet)\b|ministerie\b|direct(?:oraat|ie)\b)",
    re.IGNORECASE,
)

Group = tuple[Row, ...]


def side_groups(side: Sequence[Fragment]) -> list[Group]:
    """The side column, parted where there is more white than within it."""
    groups: list[list[Row]] = []
    last: Fragment | None = None
    for line in lines_of(side):
        if last is None or line[0].baseline - last.baseline > 2.6 * max(line[0].size, last.size):
            groups.append([])
        groups[-1].append(row_of(line))
        last = line[0]
    return [tuple(group) for group in groups]


def main_groups(head: Sequence[Fragment], boxes: Sequence[Box], measures: Measures, lexicon: Lexicon) -> list[Group]:
    """What stands above the body in the main column."""
    blocks: list[list[Fragment]] = []
    labels: set[int] = set()
    statuses: set[int] = set()
    for line in lines_of(head):
        opened: list[Fragment] | None = None
        for fragment in line:
            labelled = lexicon.label(fragment.text) is not None
            alone = lexicon.status(fragment.text) is not None
            if alone:
                block = None
            elif opened is not None and not labelled:
                block = opened
            else:
                block = _block_of(fragment, [known for known in blocks if id(known[-1]) not in statuses], labels)
            if block is None:
                block = []
                blocks.append(block)
            block.append(fragment)
            if labelled:
                labels.add(id(fragment))
            elif alone:
                statuses.add(id(fragment))
            opened = block if labelled or opened is block else None
    title = _title(blocks, boxes, measures, lexicon)
    groups: list[Group] = []
    for block in blocks:
        rows = tuple(row_of([fragment]) for fragment in block)
        if block is title:
            rows = tuple(row._replace(style=TITLE) for row in rows)
        groups.append(rows)
    return groups


def _block_of(fragment: Fragment, blocks: list[list[Fragment]], labels: set[int]) -> list[Fragment] | None:
    """The block that a fragment goes on with: the nearest above at the same edge."""
    for block in reversed(blocks):
        for above in reversed(block):
            step = fragment.baseline - above.baseline
            if step > BLOCK * max(fragment.size, above.size):
                break
            if step > 0 and abs(above.x0 - fragment.x0) <= EDGE and _alike(above, fragment, labels):
                return block
    return None


def _alike(above: Fragment, fragment: Fragment, labels: set[int]) -> bool:
    """Lines of one block have about one size; a label may be set in another than its values."""
    ratio = fragment.size / above.size
    return 0.9 < ratio < 1.1 or (id(above) in labels and 0.6 < ratio < 1.6)


def _title(
    blocks: Sequence[list[Fragment]], boxes: Sequence[Box], measures: Measures, lexicon: Lexicon
) -> list[Fragment] | None:
    """The block that is the subject of the note."""
    possible = [block for block in blocks if _may_be_title(block, measures, lexicon)]
    if not possible:
        return None
    for left, top, right, bottom in _words_nota(blocks, boxes, measures):
        beside = [
            block
            for block in possible
            if block[0].x0 > right - EDGE and top - 12 < block[-1].baseline and block[0].top < bottom + 24
        ]
        if beside:
            return min(beside, key=lambda block: abs(block[0].baseline - bottom))
        below = [block for block in possible if block[0].top > top and abs(block[0].x0 - left) < 3 * EDGE]
        if below:
            return min(below, key=lambda block: block[0].top)
    largest = max(block[0].size for block in possible)
    if largest > 1.15 * measures.size:
        return next(block for block in possible if block[0].size == largest)
    return max(possible, key=lambda block: sum(len(fragment.text) for fragment in block))


def _may_be_title(block: Sequence[Fragment], measures: Measures, lexicon: Lexicon) -> bool:
    first = block[0]
    return (
        first.size > 0.9 * measures.size
        and len(block) <= 5
        and not any(lexicon.label(fragment.text) or lexicon.status(fragment.text) for fragment in block)
        and not lexicon.labels_at(first.text)
        and not _NOTE.fullmatch(first.text)
        and not _ADDRESS.match(first.text)
        and sum(sign.isalpha() for fragment in block for sign in fragment.text) > 5
    )


def _words_nota(
    blocks: Sequence[list[Fragment]], boxes: Sequence[Box], measures: Measures
) -> list[tuple[float, float, float, float]]:
    """Where the word "nota" stands, as text or as a picture at the left margin."""
    places = [
        (block[0].x0, block[0].top, block[0].x1, block[-1].bottom) for block in blocks if _NOTE.fullmatch(block[0].text)
    ]
    pictures = [
        (box.x0, box.top, box.x1, box.bottom)
        for box in boxes
        if box.kind == "image"
        and abs(box.x0 - measures.left) < 15
        and 25 < box.x1 - box.x0 < 160
        and 10 < box.bottom - box.top < 70
    ]
    return places + pictures


def opening(sheet: Sheet, title: str | None, lexicon: Lexicon) -> float | None:
    """Where the body of a further nota begins on a later page: the first title comes again, and a head stands above it."""
    again = next((fragment for fragment in sheet.main if fragment.text == title), None)
    if again is None:
        return None
    around = [*sheet.side, *(fragment for fragment in sheet.main if fragment.top < again.top)]
    if any(lexicon.status(fragment.text) or _NOTE.fullmatch(fragment.text) for fragment in around) or any(
        fragment.x0 < sheet.measures.beside and lexicon.label(fragment.text) for fragment in around
    ):
        return again.top - 1
    return None


def told_apart(beside: Sequence[Group], head: Sequence[Group], lexicon: Lexicon) -> tuple[list[Group], list[Row]]:
    """The side column of a later page → groups that say something new (a value that the head lacks), and furniture."""
    known = {row.text for group in head for row in group}
    filled = _filled(head, lexicon)
    new: list[Group] = []
    running: list[Row] = []
    for group in beside:
        fresh: list[Row] = []
        rows = list(group)
        n = 0
        while n < len(rows):
            label = lexicon.label(rows[n].text)
            end = n + 1
            while end < len(rows) and lexicon.label(rows[end].text) is None:
                end += 1
            values = rows[n + 1 : end]
            if label is not None and label.key not in filled and any(row.text not in known for row in values):
                fresh += rows[n:end]
            else:
                running += rows[n:end]
            n = end
        if fresh:
            new.append(tuple(fresh))
    return new, running


def _filled(head: Sequence[Group], lexicon: Lexicon) -> set[str]:
    """Keys of the labels that have a value."""
    filled: set[str] = set()
    for group in head:
        for row, below in itertools.pairwise(group):
            label = lexicon.label(row.text)
            if label is not None and lexicon.label(below.text) is None and lexicon.status(below.text) is None:
                filled.add(label.key)
    return filled
