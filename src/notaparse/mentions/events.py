"""Mentions → events: a meeting or mission tied to its date and place."""

from __future__ import annotations

from notaparse.mentions import Passage
from notaparse.model import Event, Mention


def events(passage: Passage, mentions: tuple[Mention, ...]) -> tuple[Event, ...]:  # noqa: ARG001 - grows
    """Events of a passage, from its mentions."""
    return ()
