"""How the note is set: the size of its running text, its margins, the distance of its lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from notaparse.structure.pages.fragments import Fragment

LINE = 40
"""Characters from which a fragment is a line of running text."""


class Measures(NamedTuple):
    """Of running text, in points."""

    size: float
    left: float
    """Left edge of text that isn't indented."""
    right: float
    """How far lines reach."""
    leading: float
    """Distance of two baselines in a paragraph."""
    doubt: float
    """How much farther than ``right`` the margin may lie: the fewer lines, the more."""

    def is_body(self, fragment: Fragment) -> bool:
        """Whether a fragment has the size of running text."""
        return 0.92 * self.size < fragment.size < 1.08 * self.size


def measures(fragments: Sequence[Fragment], width: float) -> Measures:
    """Measure the fragments of pages of one width."""
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        if fragment.x0 < 0.6 * width:
            sizes[round(fragment.size * 4) / 4] += len(fragment.text)
    size = max(sizes, key=lambda found: (sizes[found], found)) if sizes else 9.0
    lines = [
        fragment
        for fragment in fragments
        if len(fragment.text) >= LINE and fragment.x0 < 0.6 * width and 0.92 * size < fragment.size < 1.08 * size
    ]
    if not lines:
        return Measures(
            size, min((fragment.x0 for fragment in fragments), default=0.0), 0.78 * width, 1.3 * size, 3 * size
        )
    lefts: Counter[int] = Counter()
    for fragment in fragments:
        if 0.92 * size < fragment.size < 1.08 * size and fragment.x0 < 0.5 * width:
            lefts[round(fragment.x0)] += len(fragment.text)
    enough = lefts.total() * 0.04
    left = float(min(found for found, weight in lefts.items() if weight >= enough))
    right = max(fragment.x1 for fragment in lines)
    steps: Counter[float] = Counter()
    for above, below in itertools.pairwise(lines):
        step = below.baseline - above.baseline
        if above.page == below.page and size < step < 2.2 * size:
            steps[round(step * 2) / 2] += 1
    leading = min(steps, key=lambda found: (-steps[found], found)) if steps else 1.3 * size
    return Measures(size, left, right, leading, 3 * size / (len(lines) + 1))
