"""Runs of glyphs → fragments: what stands together on one printed line, from one wide gap to the next.

Afterwards a fragment has one size and one baseline; small raised signs (footnote marks, the "e" of "7e") stand in the text
of the fragment that they belong to, and their places are known.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from notaparse.printed import Box, GlyphRun, PdfPage
from notaparse.structure.pages.grids import Grid

GAP = 1.5
"""White in em that parts two fragments of a line."""
LEVEL = 0.12
"""Difference of two baselines in em that is none."""
UNPAINTED_LEVEL, UNPAINTED_SMALL = 0.25, 0.5
"""The same and the next of text that a reader of pictures placed: it measures each word for itself."""
SMALL = 0.85
"""Ratio of sizes from which one is set smaller than the other."""
RAISED = 4
"""Characters that a raised sign has at most."""


@dataclass(slots=True, eq=False)
class Fragment:
    """Runs of one line without a wide gap between them."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    text: str
    starts: list[int]
    """Offset in ``text`` of each run."""
    runs: list[GlyphRun]
    bold: bool
    italic: bool
    underlined: bool = False
    raised: list[tuple[int, str]] = field(default_factory=list)
    """Offset and text of each raised sign."""

    def first_word(self, offset: int, page: PdfPage) -> float:
        """Width of the word that begins at ``offset``, in points."""
        end = self.text.find(" ", offset)
        width = 0.0
        for n in range(bisect.bisect_right(self.starts, offset) - 1, len(self.runs)):
            start, run = self.starts[n], self.runs[n]
            if 0 <= end <= start:
                break
            letters = run.text.strip()[max(offset - start, 0) : None if end < 0 else end - start]
            advances = page.advances.get(run.font, {})
            width += sum([advances.get(letter, 0.6) for letter in letters]) * run.size
        return width

    def at(self, offset: int) -> float:
        """Left edge of the character at that offset, as well as the runs tell."""
        n = bisect.bisect_right(self.starts, offset) - 1
        run = self.runs[n]
        inside = offset - self.starts[n]
        return run.x0 + (run.x1 - run.x0) * min(1.0, inside / max(len(run.text.strip()), 1))


_MARKER = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,3})[.)]|[^\w\s(\"'‘“]")
"""What may be a list marker before its text, however narrow the gap."""


class Upright(NamedTuple):
    """A rule between two columns of a table."""

    x: float
    top: float
    bottom: float


_BASELINE = attrgetter("baseline")
_LEFT = attrgetter("x0")


def fragments(page: PdfPage, grids: Sequence[Grid]) -> list[Fragment]:
    """The fragments of a page, from the top down and from the left to the right. ``grids`` are those of its tables."""
    runs = sorted((run for run in page.runs if run.upright), key=_BASELINE)
    uprights = [Upright(x, grid.top, grid.bottom) for grid in grids for x in grid.xs]
    found: list[Fragment] = []
    raised: list[Fragment] = []
    level: list[GlyphRun] = []
    for run in runs:
        slack = LEVEL if run.fill is not None else UNPAINTED_LEVEL
        if level and run.baseline - level[-1].baseline > max(slack * min(run.size, level[-1].size), 0.5):
            for chain in _chains(level, uprights):
                _sort_in(_fragment(chain, page), found, raised)
            level = []
        level.append(run)
    for chain in _chains(level, uprights):
        _sort_in(_fragment(chain, page), found, raised)
    found.sort(key=_BASELINE)
    baselines = [fragment.baseline for fragment in found]
    found += [sign for sign in raised if not _attached(sign, found, baselines, page.blank)]
    found.sort(key=lambda fragment: (fragment.baseline, fragment.x0))
    _underline(found, page.boxes)
    return found


def _sort_in(fragment: Fragment, found: list[Fragment], raised: list[Fragment]) -> None:
    """Short ones may be raised signs of another."""
    (raised if len(fragment.text) <= RAISED else found).append(fragment)


def _chains(level: list[GlyphRun], uprights: list[Upright]) -> Iterator[list[GlyphRun]]:
    """Runs of one baseline, parted where there is a wide gap, another size or a rule between them."""
    if len(level) > 1:
        level.sort(key=_LEFT)
    chain: list[GlyphRun] = []
    for run in level:
        if chain:
            last = chain[-1]
            size = max(run.size, last.size)
            gap = run.x0 - last.x1
            if run.text == last.text and abs(run.x0 - last.x0) < 0.1 * size:
                continue  # printed twice, to look bold
            if (
                gap > GAP * size
                or min(run.size, last.size) < (SMALL if run.fill is not None else UNPAINTED_SMALL) * size
                or (gap > 0.2 * size and uprights and _ruled_off(last.x1, run.x0, run.baseline - 0.3 * size, uprights))
            ):
                yield chain
                chain = []
        chain.append(run)
    if chain:
        yield chain


def _ruled_off(left: float, right: float, height: float, uprights: list[Upright]) -> bool:
    return any(left - 1 < x < right + 1 and top < height < bottom for x, top, bottom in uprights)


def _fragment(chain: list[GlyphRun], page: PdfPage) -> Fragment:
    first = chain[0]
    if len(chain) == 1:
        text, starts = first.text.strip(), [0]
        return Fragment(
            page.number, first.x0, first.top, first.x1, first.bottom, first.baseline, first.size, text, starts, chain,
            first.bold, first.italic,
        )  # fmt: skip
    parts: list[str] = []
    starts = []
    length = letters = bold = italic = 0
    longest = first
    least = page.blank + _spacing(chain)
    last: GlyphRun | None = None
    for run in chain:
        text = run.text.strip()
        if last is not None and (
            last.text[-1] == " "
            or run.text[0] == " "
            or run.x0 - last.x1 >= least * max(run.size, last.size)
            or (last is first and run.x0 - last.x1 > 0.1 * run.size and _MARKER.fullmatch(last.text))
        ):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(text)
        size = len(text)
        length += size
        letters += size
        bold += size if run.bold else 0
        italic += size if run.italic else 0
        if size > len(longest.text):
            longest = run
        last = run
    return Fragment(
        page.number, first.x0, min(run.top for run in chain), chain[-1].x1, max(run.bottom for run in chain),
        longest.baseline, longest.size, "".join(parts), starts, chain, bold > 0.9 * letters, italic > 0.9 * letters,
    )  # fmt: skip


def parted(fragment: Fragment, page: PdfPage, edge: float, white: float) -> list[Fragment]:
    """A fragment that reaches over an edge, as two, where one of its runs begins there after ``white`` em."""
    if fragment.x1 <= edge + 2 or fragment.x0 >= edge - 2 or fragment.raised:
        return [fragment]
    for n, (before, run) in enumerate(itertools.pairwise(fragment.runs), 1):
        if run.x0 >= edge - 2 and run.x0 - before.x1 > white * run.size:
            return [_fragment(fragment.runs[:n], page), _fragment(fragment.runs[n:], page)]
    return [fragment]


def _spacing(chain: list[GlyphRun]) -> float:
    """White that is added between all letters of a letter-spaced line, in em."""
    if len(chain) < 6 or sum(len(run.text.strip()) == 1 for run in chain) < 0.8 * len(chain):
        return 0.0
    gaps = sorted((run.x0 - last.x1) / run.size for last, run in itertools.pairwise(chain))
    return max(gaps[len(gaps) // 2], 0.0)


def _attached(sign: Fragment, found: list[Fragment], baselines: list[float], blank: float) -> bool:
    """Put a raised sign into the fragment beside it; False where there is none."""
    for n in range(bisect.bisect_left(baselines, sign.baseline), len(found)):
        fragment = found[n]
        rise = fragment.baseline - sign.baseline
        if rise > 2 * sign.size:
            return False
        if sign.size > SMALL * fragment.size or not 0.1 < rise / fragment.size < 0.8:
            continue
        for place, run in enumerate(fragment.runs, 1):
            after = fragment.runs[place].x0 if place < len(fragment.runs) else sign.x1
            if run.x1 - 0.2 * run.size <= sign.x0 <= min(run.x1 + 0.5 * run.size, after):
                apart = run.text[-1] == " " and sign.x0 - run.x1 > blank * run.size
                _insert(fragment, sign, place, " " if apart else "")
                return True
        if 0 <= fragment.x0 - sign.x1 < 1.5 * fragment.size or abs(fragment.x0 - sign.x1) < 1:
            _insert(fragment, sign, 0, "")
            return True
    return False


def _insert(fragment: Fragment, sign: Fragment, n: int, before: str) -> None:
    """Put a sign before run ``n``."""
    text = fragment.text
    if n == len(fragment.runs):
        at, head, tail = len(text), text, ""
    else:
        at = fragment.starts[n]
        head, tail = text[:at].rstrip(" "), text[at:]
        if (n and (text[at - 1] == " " or fragment.runs[n].text[0] == " " or sign.text[-1] == " ")) or not n:
            tail = " " + tail
    at = len(head) + len(before)
    fragment.text = head + before + sign.text + tail
    moved = len(fragment.text) - len(text)
    fragment.starts = [*fragment.starts[:n], at, *(start + moved for start in fragment.starts[n:])]
    fragment.runs = [*fragment.runs[:n], *sign.runs, *fragment.runs[n:]]
    fragment.raised = [(start if start < at else start + moved, mark) for start, mark in fragment.raised]
    bisect.insort(fragment.raised, (at, sign.text))
    fragment.x0, fragment.x1 = min(fragment.x0, sign.x0), max(fragment.x1, sign.x1)
    fragment.top = min(fragment.top, sign.top)


def _underline(found: list[Fragment], boxes: tuple[Box, ...]) -> None:
    """Find the fragments that a rule underlines from end to end."""
    rules = [box for box in boxes if box.kind == "rule" and box.x1 - box.x0 > 3]
    if not rules:
        return
    baselines = [fragment.baseline for fragment in found]
    for rule in rules:
        for n in range(bisect.bisect_left(baselines, rule.top - 4), len(found)):
            fragment = found[n]
            if fragment.baseline > rule.bottom + 0.5:
                break
            if (
                rule.top - fragment.baseline <= 0.3 * fragment.size
                and rule.x0 <= fragment.x0 + 2
                and fragment.x1 - 2 <= rule.x1 <= fragment.x1 + fragment.size
            ):
                fragment.underlined = True
