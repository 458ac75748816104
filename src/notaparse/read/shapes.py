"""Rectangles, rules and pictures of a page, whichever engine found them, and which of them cover part of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from notaparse.printed import Box
from notaparse.read.view import View

Colour = tuple[int, int, int]
Corners = tuple[float, float, float, float]
"""Two opposite corners of a rectangle."""

RULE = 2.0
"""Points: what is thinner than this is a line, however it was drawn."""
DRAWING = 400
"""A path of more parts than this is a drawing: only what it covers as a whole counts."""


class Shape(NamedTuple):
    """A rectangle, rule or picture in the space of the page."""

    corners: Corners
    fill: Colour | None
    stroke: Colour | None
    order: int
    image: bool = False


def box(shape: Shape, view: View) -> Box | None:
    """What is seen of it; None where that is nothing."""
    if not shape.image and shape.fill is None and shape.stroke is None:
        return None
    x0, top, x1, bottom = view.rectangle(*shape.corners)
    if not view.sees(x0, top, x1, bottom):
        return None
    kind = "image" if shape.image else "rule" if min(x1 - x0, bottom - top) <= RULE else "rect"
    return Box(x0, top, x1, bottom, shape.fill, shape.stroke, kind, shape.order)


def is_coloured(colour: Colour) -> bool:
    """Whether a colour is one that text is marked with; what hides it is grey, black or white."""
    return max(colour) - min(colour) > 60


def hull(points: Iterable[tuple[float, float]]) -> Corners:
    """The rectangle around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


class Covers:
    """Where opaque rectangles end in the middle of a line: what they cover must come apart from what they don't."""

    ROW = 16.0
    """Points: height of the rows by which rectangles are looked up."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._rows: dict[int, list[Box]] = {}
        for cover in boxes:
            if cover.fill is not None and cover.kind == "rect":
                for row in range(int(max(cover.top, 0) // self.ROW), int(min(cover.bottom, 20_000) // self.ROW) + 1):
                    self._rows.setdefault(row, []).append(cover)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def cuts(self, x0: float, x1: float, height: float) -> list[float]:
        """Left and right edges of rectangles at that height that fall between ``x0`` and ``x1``."""
        return [
            edge
            for cover in self._rows.get(int(height // self.ROW), ())
            if cover.top < height < cover.bottom
            for edge in (cover.x0, cover.x1)
            if x0 + 1 < edge < x1 - 1
        ]
