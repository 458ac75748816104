"""Text → mentions: finders propose, refiners choose.

A *finder* takes a ``Passage`` and yields candidate mentions, in any order, overlapping or not; and, where it is not sure
of one, a ``Notice`` with the same ``start`` and ``end``, which is dropped if that mention is. A *refiner* takes the
passage and the list so far and gives a list back. Both are plain functions; their orders are literals in ``find``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notaparse.model import Mention, Notice
from notaparse.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which to find things, and what is known beside it."""

    text: str
    """Canonical text: one line for each block; offsets of mentions refer to it."""
    vocabulary: Vocabulary
    reference_date: dt.date | None = None
    """The day from which "gisteren" and "9 december" are understood: the nota's own, or the caller's."""


Finder = Callable[[Passage], Iterable[Mention | Notice]]
Refiner = Callable[[Passage, list[Mention]], list[Mention]]
