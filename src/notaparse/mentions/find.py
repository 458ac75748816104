"""Which finders and refiners there are, in what order, and the loop that runs them."""

from __future__ import annotations

from typing import NamedTuple

from notaparse.mentions import Finder, Passage, Refiner
from notaparse.model import Mention, Notice

FINDERS: tuple[Finder, ...] = ()
"""All that propose; their order says nothing."""

REFINERS: tuple[Refiner, ...] = ()
"""From the widest to the finest: overlaps first, then what links the mentions that are left."""


class Found(NamedTuple):
    """What a passage speaks of."""

    mentions: tuple[Mention, ...]
    """Sorted by start, then end."""
    notices: tuple[Notice, ...] = ()


def find(passage: Passage, finders: tuple[Finder, ...], refiners: tuple[Refiner, ...]) -> Found:
    """Run the finders, then the refiners in order."""
    mentions = [mention for finder in finders for mention in finder(passage)]
    for refiner in refiners:
        mentions = refiner(passage, mentions)
    return Found(tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind))))
