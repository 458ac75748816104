"""Finders that are wrong on purpose: each shows one mistake that `notaparse rules check` must find."""

import itertools
import random
import re
from collections.abc import Callable, Iterable

from notaparse.mentions import Passage
from notaparse.model import Mention

PROJECT = re.compile(r"\bproject [A-Z][a-z]+")
MAY = re.compile(r"\b(\d{1,2}) mei\b")
EXAMPLES = ("Het [project Zeeroos] loopt.", "U tekent voor [project Duinpan].")


def with_examples(
    *examples: str,
) -> Callable[[Callable[[Passage], Iterable[Mention]]], Callable[[Passage], Iterable[Mention]]]:
    def attach(finder: Callable[[Passage], Iterable[Mention]]) -> Callable[[Passage], Iterable[Mention]]:
        finder.examples = examples  # type: ignore[attr-defined]  # read by the checks
        return finder

    return attach


@with_examples(*EXAMPLES)
def off_by_one(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        yield Mention(
            kind="project", start=hit.start(), end=hit.end() - 1, text=passage.text[hit.start() : hit.end() - 1]
        )


@with_examples(*EXAMPLES)
def misquoting(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        yield Mention(kind="project", start=hit.start(), end=hit.end(), text=hit.group().lower())


_seen: set[str] = set()


@with_examples(*EXAMPLES)
def order_dependent(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        if hit.group() not in _seen:
            _seen.add(hit.group())
            yield Mention(kind="project", start=hit.start(), end=hit.end(), text=hit.group())


_count = itertools.count()


@with_examples(*EXAMPLES)
def non_deterministic(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        value = str(next(_count) + random.random())
        yield Mention(kind="project", start=hit.start(), end=hit.end(), text=hit.group(), value=value)


@with_examples("De brief van [3 mei] volgt.", "Op [12 mei] is het zover.")
def ignores_reference(passage: Passage) -> Iterable[Mention]:
    for hit in MAY.finditer(passage.text):
        value = f"2024-05-{int(hit.group(1)):02d}"
        yield Mention(kind="date", start=hit.start(), end=hit.end(), text=hit.group(), value=value)


@with_examples("Regel [aaab] is goed.")
def catastrophic(passage: Passage) -> Iterable[Mention]:
    for hit in re.finditer(r"\b(?:a+)+b\b", passage.text):
        yield Mention(kind="rule", start=hit.start(), end=hit.end(), text=hit.group())


def without_examples(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        yield Mention(kind="project", start=hit.start(), end=hit.end(), text=hit.group())


@with_examples(*EXAMPLES)
def raising(passage: Passage) -> Iterable[Mention]:
    for hit in PROJECT.finditer(passage.text):
        raise ValueError(hit.group())
    return ()
