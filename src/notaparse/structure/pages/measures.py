"""How the note is set: the size of its running text, its margins, the distance of its lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from notaparse.structure.pages.fragments import Fragment

INDENT = 0.14
"""Part of the page's width by which running text is indented at most; what begins farther right is of the head."""
ALONE = 6
"""Lines of running text, from which one that goes beyond all others is left out of account."""
FEW = 4
"""Lines of running text, below which they don't show how far lines reach."""
LINE = 40
"""Characters from which a fragment is a line of running text."""


class Measures(NamedTuple):
    """Of running text, in points."""

    size: float
    left: float
    """Left edge of text that isn't indented."""
    right: float
    """How far lines reach."""
    beside: float
    """From where on nothing belongs to the column of running text."""
    leading: float
    """Distance of two baselines in a paragraph."""
    doubt: float
    """How much farther than ``right`` the margin may lie: the fewer lines, the more."""


def measures(fragments: Sequence[Fragment], width: float) -> Measures:
    """Measure the fragments of pages of one width."""
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        if fragment.x0 < 0.6 * width:
            sizes[round(fragment.size * 4) / 4] += len(fragment.text)
    size = max(sizes, key=lambda found: (sizes[found], found)) if sizes else 9.0
    running = [
        fragment for fragment in fragments if 0.92 * size < fragment.size < 1.08 * size and fragment.x0 < 0.5 * width
    ]
    lefts: Counter[int] = Counter()
    for fragment in running:
        lefts[round(fragment.x0)] += len(fragment.text)
    enough = lefts.total() * 0.04
    left = float(min((found for found, weight in lefts.items() if weight >= enough), default=0))
    lines = [fragment for fragment in running if len(fragment.text) >= LINE and fragment.x0 < left + INDENT * width]
    if not lines:
        beside = _beside(fragments, width) or 0.78 * width
        return Measures(size, left, beside, beside, 1.3 * size, beside)
    ends = sorted((fragment.x1 for fragment in lines), reverse=True)
    while len(ends) > ALONE and ends[0] - ends[1] > 1.5 * size:
        del ends[0]  # a line that no other reaches as far as: it is of the head, or ran over
    right = ends[0]
    beside, doubt = right, 3 * size / (len(lines) + 1)
    if len(lines) < FEW:
        beside = max(right, _beside(fragments, width) or 0.78 * width)
        doubt = max(doubt, beside - right)
    steps: Counter[float] = Counter()
    for above, below in itertools.pairwise(lines):
        step = below.baseline - above.baseline
        if above.page == below.page and size < step < 2.2 * size:
            steps[round(step * 2) / 2] += 1
    leading = min(steps, key=lambda found: (-steps[found], found)) if steps else 1.3 * size
    return Measures(size, left, right, beside, leading, doubt)


def _beside(fragments: Sequence[Fragment], width: float) -> float | None:
    """Where a side column begins, in a note that is too short to show where its lines end."""
    edges: Counter[int] = Counter(round(fragment.x0) for fragment in fragments if fragment.x0 > 0.6 * width)
    for edge, count in sorted(edges.items()):
        if count >= 3 and not any(fragment.x0 < edge - 20 and fragment.x1 > edge for fragment in fragments):
            return edge - 2.0
    return None
