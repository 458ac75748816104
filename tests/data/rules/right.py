"""Finders that are right: `notaparse rules check` must find nothing."""

import re
from collections.abc import Iterable

from notaparse.mentions import Passage
from notaparse.model import Mention

PROJECT = re.compile(r"\bproject [A-Z][a-z]+\b")
MAY = re.compile(r"(?<!\d)([1-9]|[12]\d|3[01]) mei\b(?! \d)")


def projects(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        yield Mention(kind="project", start=hit.start(), end=hit.end(), text=hit.group())


projects.examples = ("Het [project Zeeroos] loopt.", "U tekent voor [project Duinpan].", "Er is geen project.")  # type: ignore[attr-defined]


def days_in_may(passage: Passage) -> Iterable[Mention]:
    for hit in MAY.finditer(passage.text):
        year = passage.reference_date.year if passage.reference_date else None
        value = f"{year}-05-{int(hit.group(1)):02d}" if year else None
        yield Mention(
            kind="date",
            start=hit.start(),
            end=hit.end(),
            text=hit.group(),
            value=value,
            implied=("year",) if year else (),
        )


days_in_may.examples = ("De brief van [3 mei] volgt.", "Op [12 mei] is het zover.")  # type: ignore[attr-defined]
