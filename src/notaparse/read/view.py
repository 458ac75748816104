"""How a page is looked at: its crop box, turned upright. PDF counts up from the bottom left, we down from the top left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, Self

Matrix = tuple[float, float, float, float, float, float]
"""As PDF has it: (x, y) goes to (a·x + c·y + e, b·x + d·y + f)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc, a * tb + b * td,
        c * ta + d * tc, c * tb + d * td,
        e * ta + f * tc + te, e * tb + f * td + tf,
    )  # fmt: skip


FAR = 20_000.0
"""Points; larger than any page, and less than what damaged numbers come to."""


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class View(NamedTuple):
    """The map from the space of a page to points from the top left of the page as it is read."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float
    quarter: int
    """Quarters clockwise by which the page is turned."""

    @classmethod
    def of(cls, left: float, bottom: float, right: float, top: float, quarter: int) -> Self:
        """The view of a crop box, turned clockwise by ``quarter`` quarters."""
        width, height = right - left, top - bottom
        match quarter % 4:
            case 1:
                return cls(0, 1, 1, 0, -bottom, -left, height, width, 1)
            case 2:
                return cls(-1, 0, 0, 1, right, -bottom, width, height, 2)
            case 3:
                return cls(0, -1, -1, 0, top, right, height, width, 3)
        return cls(1, 0, 0, -1, -left, top, width, height, 0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is seen."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def rectangle(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of what a rectangle of the page looks like."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def sees(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether any of a rectangle lies on the page. What begins or ends far off isn't meant to be seen."""
        return (
            -FAR < x0 < self.width
            and 0 < x1 < self.width + FAR
            and -FAR < top < self.height
            and 0 < bottom < self.height + FAR
        )


PLAIN = View(1, 0, 0, -1, 0, 0, 0, 0, 0)
"""A page that is neither cut nor turned."""


def quarter_of(x: float, y: float) -> int | None:
    """Which way text runs, from its direction (y down): 0 to the right, 1 down, 2 to the left, 3 up; None aslant."""
    if abs(y) <= 0.1 * abs(x):
        return 0 if x >= 0 else 2
    if abs(x) <= 0.1 * abs(y):
        return 1 if y > 0 else 3
    return None


def main_quarter(lengths: Iterable[tuple[int | None, int]], rotation: int) -> int:
    """How many quarters clockwise most of the text is turned from upright, on a page turned by ``rotation``.

    ``lengths`` says of each stretch which way it runs on the page, and its characters.
    """
    found: Counter[int] = Counter()
    for quarter, length in lengths:
        if quarter is not None:
            found[quarter] += length
    if not found:
        return 0
    quarter, length = found.most_common(1)[0]
    return (quarter + rotation) % 4 if length > 0.7 * found.total() else 0
