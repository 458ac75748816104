"""Dates in Dutch prose: found, delimited and normalised.

``scan`` finds the stretches of text where a date can stand and cuts them into tokens; ``grammar`` reads the tokens by
small rules (``days``, ``periods``, ``pointing``), with ``guards`` against numbers that are no years; ``cues`` are the
words round a date; ``resolve`` gives what was read its year and its value. The words are rows of ``data/dates.toml``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from notaparse.mentions import Passage
from notaparse.mentions.dates.cues import is_listed, is_recurring, modifier, told
from notaparse.mentions.dates.grammar import readings, simple
from notaparse.mentions.dates.reading import Mod, Stretch
from notaparse.mentions.dates.resolve import Place, resolve
from notaparse.mentions.dates.scan import stretches
from notaparse.mentions.dates.words import words
from notaparse.model import Mention, Notice


def dates(passage: Passage) -> Iterator[Mention | Notice]:
    """Dates of a passage in order, none overlapping; ``value`` None where the context doesn't tell.

    A day of the week that is not that of its date gives a notice ``weekday_mismatch``.
    """
    text = passage.text
    vocabulary = words(passage.vocabulary)
    places: list[Place] = []
    said: list[tuple[str, Mod | None, int]] = []
    for tokens in stretches(text, vocabulary):
        stretch = Stretch(tokens, text, vocabulary, simple)
        found = readings(stretch)
        for reading, follow in zip(found, [*found[1:], None], strict=False):
            first = tokens[reading.first]
            places.append(
                Place(
                    first.start,
                    tokens[reading.after - 1].end,
                    told(stretch, reading),
                    listed=follow is not None and is_listed(stretch, reading, follow),
                    recurring=is_recurring(stretch, reading),
                )
            )
            weekday = first.number if first.role in {"weekday", "weekday_short"} else 0
            said.append((reading.rule, modifier(stretch, reading), weekday))
    for place, resolved, (rule, mod, weekday) in zip(
        places, resolve(places, text, passage.reference_date), said, strict=True
    ):
        quote = text[place.start : place.end]
        yield Mention(
            kind="date",
            start=place.start,
            end=place.end,
            text=quote,
            value=resolved.value,
            mod=mod,
            implied=resolved.implied,
            resolved_from=resolved.resolved_from,
            rule=f"dates:{rule}",
        )
        if weekday and resolved.value and _is_other_day(resolved.value, weekday):
            message = f"{quote!r} is {resolved.value}, which is another day of the week"
            yield Notice(code="weekday_mismatch", message=message, start=place.start, end=place.end)


def _is_other_day(value: str, weekday: int) -> bool:
    first = value.partition("/")[0]
    return len(first) == 10 and dt.date.fromisoformat(first).isoweekday() != weekday
