"""Sentences drawn as sketches: one sign in place of each meeting or mission, date and place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from notaparse.mentions.sentences import sentences
from notaparse.model import Mention

S, D, P = "\ue001", "\ue002", "\ue003"
"""The signs of a sketch: subject (a meeting or mission), date, place. Of the private use area; a text's own are blanked."""

SIGNS = {"meeting": S, "mission": S, "date": D, "place": P}

BACK = 2
"""An antecedent stands at most so many sentences before."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sentence drawn with signs."""

    drawn: str
    things: dict[int, Mention]
    """Offset of a sign in ``drawn`` → what it stands for."""
    inner: dict[int, Mention]
    """Start of a subject in the text → the place that its name ends with ("Top in Vilnius", "EUTM Mali")."""
    subjects: tuple[int, ...]
    """Offsets of the meetings and missions that no rule has tied so far."""
    dates: tuple[int, ...]
    """Offsets of the dates that an event can have and that no rule has used so far."""
    before: tuple[Sketch, ...] = ()
    """The sentences before it, the nearest first; no more than ``BACK``."""


def sketches(text: str, mentions: Iterable[Mention]) -> Iterator[Sketch]:
    """The sentences that speak of a meeting, a mission, a date or a place."""
    if any(sign in text for sign in (S, D, P)):
        text = text.translate(_BLANKED)
    drawn: deque[tuple[int, Sketch]] = deque(maxlen=BACK)
    things = deque(mention for mention in mentions if mention.kind in SIGNS)
    for number, (start, end) in enumerate(sentences(text)):
        inside: list[Mention] = []
        while things and things[0].start < end:
            inside.append(things.popleft())
        if inside:
            before = tuple(sketch for at, sketch in reversed(drawn) if number - at <= BACK)
            sketch = _draw(text, start, end, inside)
            drawn.append((number, sketch))
            yield replace(sketch, before=before)


def _draw(text: str, start: int, end: int, mentions: list[Mention]) -> Sketch:
    pieces: list[str] = []
    size, at = 0, start
    things: dict[int, Mention] = {}
    inner: dict[int, Mention] = {}
    subject = 0
    for mention in mentions:
        if mention.start < at:
            if mention.kind == "place" and things and _named_for(things[subject], mention):
                inner[things[subject].start] = mention
            continue
        between = text[at : mention.start]
        again = things.get(subject) if between == " (" and text[mention.end : mention.end + 1] == ")" else None
        if again is not None and mention.id is not None and again.id == mention.id:
            at = mention.end + 1  # "Defence Ministers Meeting (DMM)" is one thing
            continue
        pieces += [between, SIGNS[mention.kind]]
        size += len(between) + 1
        things[size - 1] = mention
        if SIGNS[mention.kind] == S:
            subject = size - 1
        at = mention.end
    pieces.append(text[at:end])
    return Sketch(
        drawn="".join(pieces),
        things=things,
        inner=inner,
        subjects=tuple(at for at, mention in things.items() if SIGNS[mention.kind] == S),
        dates=tuple(at for at, mention in things.items() if mention.kind == "date" and datable(mention)),
    )


_BLANKED = dict.fromkeys(map(ord, (S, D, P)), " ")


def _named_for(subject: Mention, place: Mention) -> bool:
    """Whether the place says where it is: a mission's always does, a meeting's only behind "in" ("Top in Vilnius")."""
    if subject.end != place.end:
        return False
    before = subject.text[: place.start - subject.start]
    return subject.kind == "mission" or before.endswith((" in ", " te ", " van "))


def datable(date: Mention) -> bool:
    """Whether something can be on that date: a deadline ("vóór", "uiterlijk", "vanaf") says nothing of when it is."""
    return date.value is not None and date.mod not in {"BEFORE", "AFTER"}
