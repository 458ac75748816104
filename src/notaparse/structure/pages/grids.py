"""Rules that meet → grids of cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from notaparse.printed import Box

NEAR = 2.0
"""Points within which two edges are one."""
TOUCH = 4.0
"""Points within which a rule meets another."""


@dataclass(slots=True)
class _Rule:
    """A horizontal rule at height ``at`` from ``start`` to ``end``, or a vertical one."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """Where the rules of a table stand, from the left and from the top."""

    xs: list[float]
    ys: list[float]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]


def grids_of(boxes: Iterable[Box]) -> list[Grid]:
    """Rules that meet, as grids of at least two cells."""
    level: list[_Rule] = []
    upright: list[_Rule] = []
    for box in boxes:
        if box.kind == "rule":
            if box.x1 - box.x0 >= box.bottom - box.top:
                level.append(_Rule((box.top + box.bottom) / 2, box.x0, box.x1))
            else:
                upright.append(_Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
        elif box.kind == "rect" and box.stroke is not None:
            level += [_Rule(box.top, box.x0, box.x1), _Rule(box.bottom, box.x0, box.x1)]
            upright += [_Rule(box.x0, box.top, box.bottom), _Rule(box.x1, box.top, box.bottom)]
    if len(level) < 2 or len(upright) < 2:
        return []
    level, upright = _merged(level), _merged(upright)
    grids = []
    for horizontals, verticals in _connected(level, upright):
        xs, ys = _edges(verticals), _edges(horizontals)
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys))
    return grids


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules on one line that touch are one rule."""
    rules.sort(key=lambda rule: (rule.at, rule.start))
    lanes: list[list[_Rule]] = []
    for rule in rules:
        if lanes and rule.at - lanes[-1][0].at <= NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    merged: list[_Rule] = []
    for lane in lanes:
        lane.sort(key=lambda rule: rule.start)
        run = _Rule(lane[0].at, lane[0].start, lane[0].end)
        for rule in lane[1:]:
            if rule.start <= run.end + TOUCH:
                run.end = max(run.end, rule.end)
            else:
                merged.append(run)
                run = _Rule(rule.at, rule.start, rule.end)
        merged.append(run)
    return [rule for rule in merged if rule.end - rule.start > TOUCH]


def _connected(level: list[_Rule], upright: list[_Rule]) -> Iterable[tuple[list[_Rule], list[_Rule]]]:
    """Groups of rules that meet, directly or by way of others."""
    waiting = set(range(len(upright)))
    free = set(range(len(level)))
    while waiting:
        columns = [waiting.pop()]
        rows: list[int] = []
        at = 0
        while at < len(columns):
            column = upright[columns[at]]
            at += 1
            met = [
                n
                for n in free
                if level[n].start - TOUCH <= column.at <= level[n].end + TOUCH
                and column.start - TOUCH <= level[n].at <= column.end + TOUCH
            ]
            free.difference_update(met)
            rows += met
            for n in met:
                row = level[n]
                more = [
                    other
                    for other in waiting
                    if row.start - TOUCH <= upright[other].at <= row.end + TOUCH
                    and upright[other].start - TOUCH <= row.at <= upright[other].end + TOUCH
                ]
                waiting.difference_update(more)
                columns += more
        yield [level[n] for n in rows], [upright[n] for n in columns]


def _edges(rules: list[_Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > TOUCH:
            edges.append(at)
    return edges
