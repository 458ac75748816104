"""One event for what is said of it in several places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notaparse.edtf import bounds
from notaparse.model import Event

Thing = tuple[str, str, str]
"""Kind, id and topic of a meeting or mission: what is the same in all that is said of one."""


def merged(found: Iterable[tuple[Thing, Event]]) -> Iterator[Event]:
    """One event for each thing and date: a place that is said elsewhere is added, what is said less exactly is left out."""
    by_thing: dict[Thing, list[Event]] = {}
    for thing, event in found:
        by_thing.setdefault(thing, []).append(event)
    for said in by_thing.values():
        dated: dict[str, Event] = {}
        placed: dict[str | None, Event] = {}
        for event in said:
            if event.date is None:
                placed.setdefault(event.place, event)
            else:
                dated[event.date] = _with_place(dated.setdefault(event.date, event), event)
        exact = _exact(dated.values())
        if len(exact) == 1 and len(placed) == 1:
            exact = [_with_place(exact[0], next(iter(placed.values())))]
        yield from exact or placed.values()


def _with_place(event: Event, other: Event) -> Event:
    if event.place is not None or other.place is None:
        return event
    return event.model_copy(update={"place": other.place, "evidence": (*event.evidence, other.evidence[-1])})


def _exact(events: Iterable[Event]) -> list[Event]:
    """Without those whose period holds that of another: "in oktober", where "11-12 oktober" is said as well."""
    spans = sorted(
        ((*bounds(event.date or ""), event) for event in events), key=lambda span: (span[0], -span[1].toordinal())
    )
    exact: list[Event] = []
    earliest_end = None
    for _, last, event in reversed(spans):
        if earliest_end is None or earliest_end > last:
            exact.append(event)
            earliest_end = last
    return exact[::-1]
