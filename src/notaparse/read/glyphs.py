"""Glyphs → runs: where a blank was meant, where a run breaks, and what a font's name says. Shared by the PDF engines.

Most PDFs print blanks as glyphs. There a gap without one is a correction of the letter fit ("P agina", "Ref erentie"), unless
it is wider than any; in files that only move on to the next word, a much smaller gap is a blank. Letter-spaced text
("C lu s t e r") has gaps everywhere, so that only what a gap has more than its neighbours counts.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

BREAK = 1.5
"""White between two glyphs, in em, beyond which they don't belong to one run: a tab, a column."""
BLANK_AMONG_BLANKS = 0.28
"""Gap that stands for a blank, in em, where the page prints blanks as glyphs."""
USUAL_DESCENT = -0.21
"""Depth below the baseline, in em, of a font that says nothing of it, or nothing that can be true."""
LEAST = 0.1
"""Size of type in points, at least: damaged files have type of none."""
BLANK = 0.16
"""Gap that stands for a blank, in em, where it doesn't."""


class Glyph(NamedTuple):
    """One printed glyph: its characters and its advance, along the line."""

    text: str
    x0: float
    x1: float


class Stretch(NamedTuple):
    """Glyphs ``first`` to ``last`` (inclusive, neither of them blank) and their text with the blanks between them."""

    first: int
    last: int
    text: str


def stretches(glyphs: Sequence[Glyph], size: float, *, blank: float, cuts: Sequence[float] = ()) -> list[Stretch]:
    """Break a line of glyphs where it is wide open and at ``cuts`` (positions along the line), and put in its blanks.

    A trailing blank is kept in the text of a stretch that goes right on in the next one.
    """
    inked = [index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    if not inked:
        return []
    gaps = [(glyphs[right].x0 - glyphs[left].x1, left, right) for left, right in itertools.pairwise(inked)]
    touching = sorted(gap for gap, left, right in gaps if right == left + 1)
    spacing = max(touching[len(touching) // 2], 0.0) if len(touching) >= 6 else 0.0
    least = blank * size + spacing
    found: list[Stretch] = []
    first, parts = inked[0], [glyphs[inked[0]].text]
    for gap, left, right in gaps:
        printed = right > left + 1
        cut = any(
            (glyphs[left].x0 + glyphs[left].x1) / 2 <= at < (glyphs[right].x0 + glyphs[right].x1) / 2 for at in cuts
        )
        if cut or gap > BREAK * size + spacing:
            found.append(Stretch(first, left, "".join(parts) + (" " if printed else "")))
            first, parts = right, [glyphs[right].text]
            continue
        if printed or gap >= least:
            parts.append(" ")
        parts.append(glyphs[right].text)
    tail = " " if inked[-1] < len(glyphs) - 1 else ""
    found.append(Stretch(first, inked[-1], "".join(parts) + tail))
    return found


class Face(NamedTuple):
    """What the name of a font says."""

    name: str
    bold: bool
    italic: bool


_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi(?!light)|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|[-,]it\b", re.IGNORECASE)


@functools.lru_cache(maxsize=1024)
def face(name: str) -> Face:
    """Read a font's name: without its subset prefix, and whether it says bold or italic."""
    name = _SUBSET.sub("", name)
    return Face(name, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
