"""Which finders and refiners there are, in what order, and the loop that runs them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from notaparse.mentions import Finder, Passage, Refiner
from notaparse.mentions.dates import dates
from notaparse.mentions.money import money
from notaparse.mentions.names import names
from notaparse.mentions.references import references
from notaparse.mentions.refine import overlaps
from notaparse.mentions.woo import woo_grounds
from notaparse.model import Mention, Notice

FINDERS: tuple[Finder, ...] = (dates, names, references, money, woo_grounds)
"""All that propose; their order says nothing."""

REFINERS: tuple[Refiner, ...] = (overlaps,)
"""From the widest to the finest: overlaps first, then what links the mentions that are left."""


class Loser(NamedTuple):
    """A candidate that is no mention."""

    mention: Mention
    refiner: str
    """Name of the refiner that left it out."""


class Found(NamedTuple):
    """What a passage speaks of."""

    mentions: tuple[Mention, ...]
    """Sorted by start, then end."""
    notices: tuple[Notice, ...] = ()
    """What the finders were not sure of, in order of the text; without what concerned a loser."""
    losers: tuple[Loser, ...] = ()
    """What was proposed and left out, in order of the text; empty unless asked for."""


def find(
    passage: Passage, finders: tuple[Finder, ...], refiners: tuple[Refiner, ...], *, losers: bool = False
) -> Found:
    """Run the finders, then the refiners in order; with ``losers``, also say what was left out, and by which refiner."""
    passage = _readable(passage)
    mentions, notices = _propose(passage, finders)
    lost: list[Loser] = []
    for refiner in refiners:
        before, mentions = mentions, refiner(passage, mentions)
        if losers:
            lost += [Loser(mention, _name(refiner)) for mention in _left_out(before, mentions)]
    kept = {place[:2] for place in map(_order, mentions)}
    return Found(
        mentions=tuple(sorted(mentions, key=_order)),
        notices=tuple(
            sorted(
                (notice for notice in notices if notice.start is None or (notice.start, notice.end) in kept),
                key=lambda notice: (notice.start or 0, notice.code, notice.message),
            )
        ),
        losers=tuple(sorted(lost, key=lambda loser: (_order(loser.mention), loser.mention.model_dump_json()))),
    )


def _readable(passage: Passage) -> Passage:
    """The passage with lone surrogates, that no automaton reads, as replacement characters: one for one."""
    try:
        passage.text.encode()
    except UnicodeEncodeError:
        return replace(passage, text=passage.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return passage


def _propose(passage: Passage, finders: tuple[Finder, ...]) -> tuple[list[Mention], list[Notice]]:
    mentions: list[Mention] = []
    notices: list[Notice] = []
    for finder in finders:
        for found in finder(passage):
            if isinstance(found, Notice):
                notices.append(found)
            elif found.text and passage.text[found.start : found.end] == found.text:
                mentions.append(found)
            else:
                # A user's finder that miscounts must not make the whole note unreadable.
                message = f"{_name(finder)} says {found.text!r:.80} at {found.start}-{found.end}, the text does not"
                notices.append(Notice(code="finder_misquotes", message=message))
    return mentions, notices


def _left_out(before: list[Mention], after: list[Mention]) -> list[Mention]:
    """What is not among what is left: neither itself, nor one that says the same, nor a new value in its place."""
    known = {id(mention) for mention in before}
    left = {(_order(mention), mention.id, mention.value) for mention in after}
    replaced = {_order(mention) for mention in after if id(mention) not in known}
    return [
        mention
        for mention in before
        if (_order(mention), mention.id, mention.value) not in left and _order(mention) not in replaced
    ]


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.kind


def _name(function: Finder | Refiner) -> str:
    return getattr(function, "__name__", type(function).__name__)
