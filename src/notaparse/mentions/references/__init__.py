"""References: numbers of documents, places in law. One pass over the text, a small grammar where one may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from notaparse.mentions import Passage
from notaparse.mentions.references import courts, europe, gazettes, laws, parliament
from notaparse.mentions.references.grammar import Barren, Reader
from notaparse.model import Mention

READERS: tuple[Reader, ...] = (
    *laws.READERS,
    *europe.READERS,
    *parliament.READERS,
    *gazettes.READERS,
    *courts.READERS,
)
"""Where two open alike, the first reads and the second doesn't: what is more particular comes first."""


def references(passage: Passage) -> Iterator[Mention]:
    """Finder of document numbers and places in law."""
    text, at = passage.text, 0
    barren = dict.fromkeys(READERS, 0)
    for start, reader in _openings(text):
        reference = reader.read(passage, start) if start >= max(at, barren[reader]) else None
        if isinstance(reference, Barren):
            barren[reader] = reference.end
        elif reference is not None:
            at = reference.end
            yield Mention(
                kind="reference",
                start=start,
                end=at,
                text=text[start:at],
                type=reference.type,
                value=reference.value,
                name=reference.name,
                url=reference.url,
                rule=f"references:{reference.type}",
            )


def _openings(text: str) -> list[tuple[int, Reader]]:
    """Where a reference may begin, in order, and who reads it."""
    words, entries = _words()
    found = [
        (start, entries[word])
        for word, start, _ in words.find_matches_as_indexes(text)
        if not (start and text[start - 1].isalnum())
    ]
    numbers = _numbers().match
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        number = numbers(text, start)
        if number is not None and not (start and text[start - 1].isalnum()):
            found.append((start, _NUMBERED[(number.lastindex or 0) - 1]))
    found.sort(key=itemgetter(0))
    return found


@cache
def _words() -> tuple[AhoCorasick, tuple[Reader, ...]]:
    """The words that references begin with, compiled, and whose each is."""
    entries = [(word, reader) for reader in READERS for word in reader.words]
    automaton = AhoCorasick([word for word, _ in entries], matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(reader for _, reader in entries)


_DIGITS = re.compile(r"\d\d+")

_NUMBERED = tuple(reader for reader in READERS if reader.numbers)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile("|".join(f"({reader.numbers})" for reader in _NUMBERED))
