"""Text → meetings, missions, organisations, roles and places.

They are known because the vocabulary lists them, because a pattern tells them by a head noun, or because the text itself
defines them.

Candidates may overlap; ``refine.overlaps`` chooses. Every mention says in ``rule`` where it comes from: ``name:<row>``,
``pattern:<pattern>`` or ``definition:<row or abbreviation>``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from notaparse.mentions import Passage
from notaparse.mentions.names.definitions import defined
from notaparse.mentions.names.gazetteer import Anchor, Hit, gazetteer
from notaparse.mentions.names.patterns import BY_NOUN, Candidate, Scene, place_after
from notaparse.mentions.names.widening import (
    MEETING_HEADS,
    MISSION_HEADS,
    SUMMIT,
    compounded,
    operated,
    qualified,
    topical,
)
from notaparse.model import Mention, Notice

NOUNS = tuple(BY_NOUN)
"""Head nouns that the one scan of the text looks for beside the names."""


def names(passage: Passage) -> Iterator[Mention | Notice]:
    """Candidates of a passage, with a notice for each abbreviation whose kind had to be guessed."""
    text = passage.text
    hits, anchors = gazetteer(passage.vocabulary, NOUNS).scan(text)
    scene = Scene(text, _by_start(hits))
    listed = list(_listed(scene, hits))
    found = listed + list(_patterned(scene, listed, anchors))
    found, notices = defined(text, found)
    for start, end, kind, id_, name, rule, type_, url in found:
        yield Mention(
            kind=kind, start=start, end=end, text=text[start:end], id=id_, name=name, type=type_, url=url, rule=rule
        )
    yield from notices


def _by_start(hits: Iterable[Hit]) -> dict[int, tuple[Hit, ...]]:
    starting: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        starting[hit.start].append(hit)
    return {start: tuple(here) for start, here in starting.items()}


def _listed(scene: Scene, hits: Iterable[Hit]) -> Iterator[Candidate]:
    """A candidate for each listed name, with what belongs to it in the text."""
    text = scene.text
    meetings = frozenset(hit.start for hit in hits if hit.row.kind == "meeting")
    ends: dict[int, int] = {}
    for hit in hits:
        ends[hit.start] = max(hit.end, ends.get(hit.start, 0))
    exact = {(hit.start, hit.end) for hit in hits}
    for hit in hits:
        start, end, row = hit.start, hit.end, hit.row
        if row.kind == "meeting":
            start = qualified(text, start)
            end = compounded(text, end, MEETING_HEADS)
        elif row.kind == "mission":
            start = operated(text, start, hit.form.text)
            end = compounded(text, end, MISSION_HEADS)
        if row.takes in {"topic", "matter"}:
            end = topical(text, end, ends, apart=meetings if row.takes == "matter" else ())
        elif row.takes == "place" or (row.kind == "meeting" and SUMMIT.search(text, start, end)):
            end = place_after(scene, end) or end
        if (start, end) != (hit.start, hit.end) and (start, end) in exact:
            start, end = hit.start, hit.end  # another row lists the wider name itself
        yield Candidate(start, end, row.kind, row.id, row.name, f"name:{row.id}", row.type, row.url)


def _patterned(scene: Scene, listed: Iterable[Candidate], anchors: Iterable[Anchor]) -> Iterator[Candidate]:
    """A candidate for each head noun that a pattern makes something of, where no listed name covers it."""
    covered = _merged((each.start, each.end) for each in listed if each.kind != "place")
    for anchor in anchors:
        if not _inside(anchor.start, covered) and (candidate := BY_NOUN[anchor.noun](scene, anchor)):
            yield candidate


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of the stretches that the spans cover together."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _inside(place: int, covered: tuple[list[int], list[int]]) -> bool:
    number = bisect_right(covered[0], place) - 1
    return number >= 0 and place < covered[1][number]
