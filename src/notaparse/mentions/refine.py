"""Candidates → mentions: who stays where two claim the same words. The refiners in order are ``find.REFINERS``.

A refiner takes the passage and the mentions so far and gives a list back; what it leaves out has lost, and
``find.Found.losers`` says to which refiner. Refiners say the same whatever the order of the list, and say it again when
they are run on what they gave.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from notaparse.mentions import Passage
from notaparse.model import Mention

KINDS = ("reference", "money", "date", "meeting", "mission", "role", "organisation", "place", "woo_ground")
"""Of two kinds that claim the same words, the first one wins: numbers that belong to a document are no amount and no
date; a gathering or a mission is more than the body or the place in its name. A user's own kinds come before all."""

_KIND_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

NESTED = frozenset(
    {
        # "Top in Vilnius", "NAVO-missie Irak": the place belongs to the name, and is the place of the event.
        ("place", "meeting"),
        ("place", "mission"),
        # "artikel 5.1, tweede lid, onder e, van de Woo" is a place in the law, and a ground to keep something back.
        ("woo_ground", "reference"),
    }
)
"""(inner kind, outer kind): the only mentions that stay inside, or on the very words of, a mention of another kind.
All others are dropped there: a year in a reference or in a name is no date, a body in the title of a minister is none."""

RULES = ("definition",)
"""Of two rules that say different things about the same words, the first one named here wins: what the note itself
defines goes before what any list says. A rule is known by a part of ``Mention.rule`` between colons; rules that are not
named here come after, in alphabetical order."""


def overlaps(passage: Passage, mentions: list[Mention]) -> list[Mention]:  # noqa: ARG001 - the signature of a refiner
    """The longest of overlapping mentions stays, then the earliest, then by ``KINDS`` and ``RULES``.

    Afterwards mentions of one kind don't overlap, and those of two kinds only as ``NESTED`` says.
    """
    kept: list[Mention] = []
    for crowd in _crowds(mentions):
        kept += crowd if len(crowd) == 1 else _chosen(crowd)
    return sorted(kept, key=attrgetter("start", "end", "kind"))


def _crowds(mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Mentions that hang together by the words that they share; most stand alone."""
    crowd: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=attrgetter("start")):
        if crowd and mention.start >= end:
            yield crowd
            crowd = []
        crowd.append(mention)
        end = max(end, mention.end)
    if crowd:
        yield crowd


def _chosen(crowd: list[Mention]) -> list[Mention]:
    kept: dict[str, _Taken] = {}
    for mention in sorted(crowd, key=_rank):
        if all(_agree(mention, taken.touching(mention), kind) for kind, taken in kept.items()):
            kept.setdefault(mention.kind, _Taken()).add(mention)
    return [mention for taken in kept.values() for mention in taken.mentions]


def _rank(mention: Mention) -> tuple[int, int, int, int, str, str]:
    parts = (mention.rule or "").split(":")
    rule = next((place for place, name in enumerate(RULES) if name in parts), len(RULES))
    # What it says in full tells apart all that is equal in the rest, so that the order of the list never matters.
    said = (
        f"{mention.kind}\t{mention.id}\t{mention.value}\t{mention.name}\t{mention.type}\t{mention.url}\t{mention.unit}"
    )
    said += f"\t{mention.mod}\t{mention.implied}\t{mention.resolved_from}"
    return mention.start - mention.end, mention.start, _KIND_RANK.get(mention.kind, -1), rule, mention.rule or "", said


def _agree(mention: Mention, others: list[Mention], kind: str) -> bool:
    """Whether a mention may stand with those of another kind, no shorter than itself, that it touches."""
    if not others:
        return True
    inside = all(other.start <= mention.start and mention.end <= other.end for other in others)
    return inside and (mention.kind, kind) in NESTED


class _Taken:
    """Mentions of one kind that don't overlap, in order of the text."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.mentions: list[Mention] = []

    def touching(self, mention: Mention) -> list[Mention]:
        """Those that share a character with the mention."""
        first = bisect_left(self.starts, mention.start)
        first -= bool(first and self.mentions[first - 1].end > mention.start)
        return self.mentions[first : bisect_left(self.starts, mention.end)]

    def add(self, mention: Mention) -> None:
        place = bisect_left(self.starts, mention.start)
        self.starts.insert(place, mention.start)
        self.mentions.insert(place, mention)
