"""References: numbers of documents, places in law. One pass over the text, a small grammar where one may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references import courts, europe, gazettes, laws, parliament
from notaparse.mentions.references.grammar import Reader
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
    text, search = passage.text, _openings().search
    at = 0
    while (opening := search(text, at)) is not None:
        at = opening.end()
        reference = READERS[(opening.lastindex or 0) - 1].read(passage, opening.start())
        if reference is not None:
            at = reference.end
            yield Mention(
                kind="reference",
                start=reference.start,
                end=reference.end,
                text=text[reference.start : reference.end],
                type=reference.type,
                value=reference.value,
                name=reference.name,
                url=reference.url,
                rule=f"references:{reference.type}",
            )


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"({reader.opens})" for reader in READERS) + ")")
