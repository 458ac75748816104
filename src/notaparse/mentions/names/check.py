"""Whether rows of names do what they say: their examples, what they share with ours, and forms that can't be found.

>>> from notaparse import vocabulary
>>> mine = vocabulary.loads(b'''
... [[name]]
... id = "lko"
... kind = "meeting"
... name = "Landelijk Kustoverleg"
... forms = ["LKO", "lko"]
... examples = ["Het [LKO] vergaderde in Zoutkamp."]
... ''')
>>> for problem in check(mine):
...     print(problem)
lko: dead_form 'lko': the same as 'LKO'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from notaparse.mentions import Passage
from notaparse.mentions.find import find
from notaparse.mentions.names import names
from notaparse.mentions.names.gazetteer import forms, spellings
from notaparse.mentions.refine import overlaps
from notaparse.model import Mention
from notaparse.vocabulary import NameForm, NameRow, Vocabulary, default

MARK = re.compile(r"\[([^\[\]]*)\]")
"""What an example is about stands in square brackets."""


class Problem(NamedTuple):
    """Something wrong with a row."""

    row: str
    """Its id."""
    what: Literal["example", "counter_example", "conflict", "dead_form"]
    """``example`` isn't found as it is marked; ``counter_example`` finds something; ``conflict`` a form is another row's as
    well; ``dead_form`` a form that never gives a mention."""
    text: str
    """The example or the form."""
    reason: str

    def __str__(self) -> str:
        return f"{self.row}: {self.what} {self.text!r}: {self.reason}"


def check(mine: Vocabulary, base: Vocabulary | None = None) -> list[Problem]:
    """Problems of the rows of names in ``mine`` as they work when laid over ``base`` (ours, unless another is given)."""
    base = default() if base is None else base
    together = base | mine
    taken = {
        spelling: (row.id, row.kind)
        for row in base.name.values()
        if row.id not in mine.name
        for form in forms(row)
        for spelling in spellings(form)
    }
    return [problem for row in mine.name.values() for problem in _problems(row, together, taken)]


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its brackets, and the spans that they marked."""
    spans: list[tuple[int, int]] = []
    for number, mark in enumerate(MARK.finditer(example)):
        start = mark.start() - 2 * number
        spans.append((start, start + len(mark[1])))
    return MARK.sub(r"\1", example), spans


def _problems(row: NameRow, vocabulary: Vocabulary, taken: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    for example in row.examples:
        text, spans = marked(example)
        mentions = _mentions(text, vocabulary)
        if [(each.start, each.end) for each in mentions if each.id == row.id and each.kind == row.kind] != spans:
            yield Problem(row.id, "example", example, _found(mentions))
    for example in row.counter_examples:
        mentions = _mentions(example, vocabulary)
        if any(each.id == row.id for each in mentions):
            yield Problem(row.id, "counter_example", example, _found(mentions))
    seen: dict[frozenset[str], str] = {}
    for form in forms(row):
        written = frozenset(spellings(form))
        other = next((taken[spelling] for spelling in sorted(written) if spelling in taken), None)
        if written in seen:
            yield Problem(row.id, "dead_form", form.text, f"the same as {seen[written]!r}")
        elif other and other[1] == row.kind:
            yield Problem(row.id, "conflict", form.text, f"is {other[0]} as well")
        elif not _lives(row, form, vocabulary):
            found = _found(_mentions(_sentence(form), vocabulary))
            yield Problem(row.id, "dead_form", form.text, f"in {_sentence(form)!r} {found}")
        seen.setdefault(written, form.text)


def _lives(row: NameRow, form: NameForm, vocabulary: Vocabulary) -> bool:
    return any(each.id == row.id for each in _mentions(_sentence(form), vocabulary))


def _sentence(form: NameForm) -> str:
    """A sentence in which the form stands by itself, with a word that it wants to have near."""
    return f"Dit gaat over {form.text}" + (f", {form.near[0]}." if form.near else ".")


def _mentions(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    return find(Passage(text, vocabulary), (names,), (overlaps,)).mentions


def _found(mentions: tuple[Mention, ...]) -> str:
    if not mentions:
        return "nothing is found"
    return "found " + ", ".join(f"{each.text!r} ({each.kind} {each.id})" for each in mentions)
