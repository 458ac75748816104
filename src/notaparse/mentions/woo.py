"""Grounds on which the Woo keeps things back: ``5.1.2.e``, ``artikel 5.1, tweede lid, onder e, van de Woo``.

The value is ``article.lid.letter``; several grounds in one mention are parted by a blank. What is printed in place of
something hidden is a ``Redaction``; this finder only reads what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaparse.mentions import Passage
from notaparse.mentions.references.laws import Citation, numbered
from notaparse.model import Mention

LETTERS = {"5.1.1": "abcde", "5.1.2": "abcdefghi", "5.1.5": "", "5.2.1": ""}
"""Article and lid that are grounds → the letters that they have."""

ACT = "woo"
"""Row of the law whose articles these are. In the Omgevingswet, article 5.1 is about permits."""


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,-])(?P<word>[Aa]rt(?:ikel(?:en)?|t?\.|)\s{1,3})?(?P<number>5\.[12](?![\d:]))")


def woo_grounds(passage: Passage) -> Iterator[Mention]:
    """Finder of grounds of the Woo."""
    text, at = passage.text, 0
    while (opening := _opening().search(text, at)) is not None:
        at, start = opening.end(), opening.start()
        cited = numbered(passage, opening.start("number"), word=opening["word"] or "")
        grounds = _grounds(cited) if cited else ()
        if cited:
            at = cited.end
        if grounds:
            value = " ".join(grounds)
            yield Mention(kind="woo_ground", start=start, end=at, text=text[start:at], value=value, rule="woo_grounds")


_ARTICLE = re.compile(r"(?P<article>5\.[12])(?:\.(?P<lid>\d))?\.?(?P<letter>[a-i])?")


def _grounds(cited: Citation) -> tuple[str, ...]:
    """The grounds that a citation names; none where it may be of another law, or where a part is no ground."""
    if cited.law and cited.law.id != ACT:
        return ()
    grounds: list[str] = []
    for article in cited.articles:
        number = _ARTICLE.fullmatch(article.number)
        if number is None:
            return ()
        letters = article.parts or tuple(filter(None, [number["letter"]]))
        for lid in article.members or tuple(filter(None, [number["lid"]])):
            stem = f"{number['article']}.{lid}"
            # A lid without a letter, and without a law, is as well a paragraph: "5.2.1 Planning".
            if stem not in LETTERS or not set(letters) <= set(LETTERS[stem]) or not (cited.law or letters):
                return ()
            grounds += [f"{stem}.{letter}" for letter in letters] or [stem]
    return tuple(grounds)
