"""How the lines of a text were spaced and wrapped, read from the sentences that run on over a line end.

An extractor that prints a blank line after every printed line shows by them nothing; one that prints two between
paragraphs shows by one as little. So white is measured in the text's own rhythm.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from notaparse.printed import TextLine
from notaparse.structure.joining import ended

_SHORT = 30
"""Characters up to which a line says nothing about the width of the text."""
_LONG = 130
"""Characters beyond which a line was not wrapped by a printer."""


class Filled(NamedTuple):
    """A line that is not blank."""

    line: TextLine
    body: str
    """Its text without blanks at the ends."""
    blanks: int
    """Blank lines above it."""


def filled(lines: Iterable[TextLine]) -> list[Filled]:
    """The lines that are not blank."""
    found: list[Filled] = []
    blanks = 0
    for line in lines:
        body = line.text.strip()
        if body:
            found.append(Filled(line, body, blanks))
            blanks = 0
        else:
            blanks += 1
    return found


class Spacing(NamedTuple):
    """What the white space of a text means."""

    base: int
    """Blank lines between the lines of one paragraph: 1 where one stands after every printed line."""
    unit: int
    """Blank lines beyond those that set paragraphs apart."""
    limit: float | None
    """Length from which a line, with the next word, was full; 0 where lines weren't wrapped at all; None unknown."""

    def full(self, line: str, following: str) -> bool | None:
        """Whether ``line`` ended because the first word of ``following`` would not have fitted."""
        limit = self.limit
        if not limit:
            return None if limit is None else False
        return len(line) >= limit or len(line) + 1 + len(following.split(None, 1)[0]) >= limit

    def gap(self, blank_lines: int) -> int:
        """The white above a line, as ``Row.gap`` tells it."""
        beyond = blank_lines - self.base
        return 0 if beyond <= 0 else 1 if beyond < 2 * self.unit else 2


def measure(lines: Sequence[Filled]) -> Spacing:
    """The spacing of a text."""
    within: Counter[int] = Counter()
    between: Counter[int] = Counter(blanks for _, _, blanks in lines[1:])
    sizes: list[int] = []
    previous = ""
    for _, body, blanks in lines:
        if len(previous) > _SHORT and body[0].islower() and body[1:2] not in {" ", ".", ")"} and not ended(previous):
            within[blanks] += 1
            sizes.append(len(previous))
        previous = body
    longest = max((len(body) for _, body, _ in lines), default=0)
    marked = any(body[0] == "#" for _, body, _ in lines)
    base = _base(within, Counter() if marked else between)
    beyond = {blanks - base: times for blanks, times in between.items() if blanks > base}
    often = [blanks for blanks, times in beyond.items() if times > 1 and 5 * times > sum(beyond.values())]
    limit = None
    if len(sizes) > 2 or (sizes and longest <= _LONG):
        limit = 0.85 * statistics.median(sizes)  # lines of a proportional face differ by as much
    elif longest > _LONG:
        limit = 0.0
    return Spacing(base, min(often or beyond, default=1), limit)


def _base(within: Counter[int], between: Counter[int]) -> int:
    """Blank lines that stand between any two printed lines."""
    usual, times = max(within.items(), key=lambda entry: (entry[1], -entry[0]), default=(0, 0))
    if times > 1 or (times and usual == min(between, default=0)):
        return usual if times > 2 * within[0] else 0
    least, most = min(between, default=0), max(between, default=0)
    doubled = most > 2 * least and all((blanks - least) % (least + 1) == 0 for blanks in between)
    return least if doubled else 0  # 1, 3, 5 blank lines: every line end was written twice


def is_wide(lines: Sequence[Filled]) -> bool:
    """Whether some line has wide white or bars inside: columns may be kept by them."""
    return any("    " in line.text.rstrip() or "\t" in body or body[0] == "|" for line, body, _ in lines)
