"""Mentions → events: a meeting or mission tied to the date and the place that its sentence, or its antecedent, gives it.

Each sentence is drawn as a *sketch* (``sketch.py``); the rules (``rules.py``) are functions over a sketch, and what they tie
has the name of the rule as its reason. A rule sees only what those before it left: a date belongs to one meeting, unless two
are joined by "en". Nothing is tied without a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from notaparse.mentions import Passage
from notaparse.mentions.events.merge import Thing, merged
from notaparse.mentions.events.rules import Rule, Tie, rules_for
from notaparse.mentions.events.sketch import Sketch, sketches
from notaparse.model import Event, Mention, Span


def events(passage: Passage, mentions: tuple[Mention, ...]) -> tuple[Event, ...]:
    """Events of a passage, from its mentions, which are sorted by start; in order of the text."""
    found: list[tuple[Thing, Event]] = []
    for drawn in sketches(passage.text, mentions):
        sketch = drawn
        for rule in rules_for(sketch):
            tied = {tie.subject.start: tie for tie in rule(sketch)}
            if tied:
                found += [(_thing(tie.subject), _event(sketch, tie, rule)) for tie in tied.values()]
                sketch = _without(sketch, tied.values())
    return tuple(sorted(merged(found), key=lambda event: event.evidence[0].start))


def _without(sketch: Sketch, ties: Iterable[Tie]) -> Sketch:
    taken = {mention.start for tie in ties for mention in (tie.subject, tie.date) if mention is not None}
    return replace(
        sketch,
        subjects=tuple(at for at in sketch.subjects if sketch.things[at].start not in taken),
        dates=tuple(at for at in sketch.dates if sketch.things[at].start not in taken),
    )


def _event(sketch: Sketch, tie: Tie, rule: Rule) -> Event:
    subject = tie.subject
    place = tie.place or sketch.inner.get(subject.start)
    return Event(
        kind="meeting" if subject.kind == "meeting" else "mission",
        id=subject.id,
        name=_name(subject),
        date=tie.date.value if tie.date else None,
        place=(place.name or place.text) if place else None,
        evidence=tuple(Span(start=m.start, end=m.end, text=m.text) for m in (subject, tie.date, place) if m),
        rule=rule.__name__,
    )


def _thing(subject: Mention) -> Thing:
    """Two of one row are the same where they have the same topic: "commissiedebat Wadden" is no "commissiedebat Stikstof"."""
    text = subject.text.casefold()
    _, named, topic = text.partition((subject.name or "").casefold())
    return subject.kind, subject.id or text, topic.strip() if named else ""


def _name(subject: Mention) -> str:
    """The preferred name; or what is written, where that says more: "commissiedebat Wadden", "informele Energieraad"."""
    if subject.name is None or subject.name.casefold() in subject.text.casefold():
        return subject.text
    return subject.name
