"""Articles of laws: ``artikel 5.1, tweede lid, onder e, van de Woo``. An article without a law is no reference."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaparse.mentions import Passage
from notaparse.mentions.references.grammar import DASH, GAP, Barren, Reader, Reference, cased
from notaparse.mentions.references.lawnames import Law, law_at

ORDINALS = {
    "eerste": "1", "tweede": "2", "derde": "3", "vierde": "4", "vijfde": "5", "zesde": "6", "zevende": "7",
    "achtste": "8", "negende": "9", "tiende": "10", "elfde": "11", "twaalfde": "12", "dertiende": "13",
}  # fmt: skip

MOST_ARTICLES = 12
"""More than these are not read as one citation."""


class Article(NamedTuple):
    """One article of a citation, as far as it is narrowed down."""

    number: str
    members: tuple[str, ...] = ()
    """Numbers of its leden."""
    parts: tuple[str, ...] = ()
    """Letters or numbers of its onderdelen."""
    through: bool = False
    """Whether all articles from the one before up to this one are meant."""

    def __str__(self) -> str:
        return (
            self.number
            + (f" lid {', '.join(self.members)}" if self.members else "")
            + (f" onder {', '.join(self.parts)}" if self.parts else "")
        )


class Citation(NamedTuple):
    """Articles, and the law that they are of."""

    word: str
    """What they are called: ``artikel``, ``hoofdstuk`` …"""
    articles: tuple[Article, ...]
    law: Law | None
    """None where no law is named: then it is an article of the text itself, or of a law that was named before."""
    end: int


_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:e|ste|de))"
_AND = rf"(?:,?{GAP}(?:en|of|t/m|tot{GAP}en{GAP}met){GAP}|,{GAP}|{DASH})"
_NUMBER = r"(?:\d{1,4}(?:[.:]\d{1,4}){0,4}(?:\.?[a-z]{1,2}|bis|ter|quater)?|[IVX]{1,6}[a-z]?)(?!\w|[.:]\d)"
_LETTER = r"[a-tv-z][a-z]?(?!\w)"


_PARTS = ("hoofdstuk", "afdeling", "titel", "paragraaf")
"""Parts of a law that are cited as well."""


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>(?i:artikel(?:en|s)?|artt?\b\.?|{'|'.join(_PARTS)})|§){GAP}(?=[\dIVX])")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)


@cache
def _member() -> re.Pattern[str]:
    """What narrows an article down: leden, onderdelen, or what adds nothing to its number."""
    return re.compile(
        rf"""
        ,?{GAP}(?:
            (?P<ordinals>{_ORDINAL}(?:{_AND}{_ORDINAL}){{0,8}}){GAP}(?:lid|leden)\b
          | (?:lid|leden){GAP}(?P<numbers>\d{{1,2}}[a-z]?(?:{_AND}\d{{1,2}}[a-z]?(?!\w)){{0,8}})(?!\w)
          | (?:aanhef{GAP}en{GAP})?(?:onderdeel|onderdelen|onder|sub|letter){GAP}
                (?P<parts>{_LETTER}(?:{_AND}{_LETTER}){{0,12}}|\d{{1,2}}(?:[°º]|(?!\w)))
          | aanhef\b | slot(?:zin)?\b | (?:{_ORDINAL}|laatste|slot){GAP}?(?:vol)?zin\b | {_ORDINAL}{GAP}(?:alinea|streepje)\b
          | punt{GAP}\d{{1,2}}\b | e\.v\. | en{GAP}(?:verder|volgende)\b | \((?:nieuw|oud)\)
        )
        """,
        re.VERBOSE,
    )


@cache
def _join() -> re.Pattern[str]:
    """What stands between two articles of one citation."""
    return re.compile(
        rf"(?:,?{GAP}(?:juncto|jo\.?|j°|alsmede|respectievelijk|resp\.|in{GAP}(?:samenhang|verbinding){GAP}met){GAP}|{_AND})"
        rf"(?:(?:de{GAP}|het{GAP})?(?:artikel(?:en)?|artt?\.){GAP})?"
    )


@cache
def _through() -> re.Pattern[str]:
    return re.compile(rf"t/m|tot\s|{DASH}")


@cache
def _link() -> re.Pattern[str]:
    """What stands between the last article and its law: "van de", or nothing."""
    return re.compile(
        rf",?{GAP}(?:(?:van|uit|in|der|bij){GAP}(?:(?:de|het|den){GAP})?)?"
        rf"(?:\(?(?:nieuwe|huidige|oude|gewijzigde|voorgestelde|toekomstige)\)?{GAP})?"
    )


def citation(passage: Passage, start: int) -> Citation | None:
    """Read ``artikel 5.1, tweede lid, onder e, van de Woo`` from its first word; None where no number follows it."""
    head = _head().match(passage.text, start)
    return head and numbered(passage, head.end(), word=head["word"])


def numbered(passage: Passage, at: int, *, word: str) -> Citation | None:
    """Read a citation from its first number; ``word`` is what the articles are called."""
    text = passage.text
    articles: list[Article] = []
    end, through = at, False
    while len(articles) < MOST_ARTICLES and (number := _number().match(text, at)):
        article, end = _narrowed(text, number)
        articles.append(article._replace(through=through))
        join = _join().match(text, end)
        if join is None:
            break
        at, through = join.end(), _through().search(join[0]) is not None
    if not articles:
        return None
    link = _link().match(text, end)
    law = law_at(passage, link.end()) if link else None
    return Citation(word, tuple(articles), law, law.end if law else end)


def _narrowed(text: str, number: re.Match[str]) -> tuple[Article, int]:
    members: list[str] = []
    parts: list[str] = []
    end = number.end()
    while narrower := _member().match(text, end):
        end = narrower.end()
        members += [
            ORDINALS.get(word, word.rstrip("edst")) for word in re.findall(_ORDINAL, narrower["ordinals"] or "")
        ]
        members += re.findall(r"\d+[a-z]?", narrower["numbers"] or "")
        parts += re.findall(r"\b(?:[a-z]{1,2}|\d{1,2})\b", narrower["parts"] or "")
    return Article(number[0], tuple(members), tuple(part for part in parts if part not in {"en", "of"})), end


def _read(passage: Passage, start: int) -> Reference | Barren | None:
    cited = citation(passage, start)
    if cited is None:
        return None
    if cited.law is None:
        return Barren(cited.end)
    law, articles = cited.law, cited.articles
    word = "artikel" if cited.word.casefold().startswith("art") else cited.word.casefold().replace("§", "paragraaf")
    if word != "artikel" and law.id is None:
        return None  # "paragraaf 4.2 van het Besluit X": a chapter counts only where we know that it is one of a law
    listed = "".join(f"{' t/m ' if article.through else '; '}{article}" for article in articles)[2:]
    value = f"{word} {listed} {law.short}"
    url = _address(law, articles[0]) if word == "artikel" and len(articles) == 1 else law.url
    return Reference(cited.end, word, value, law.name, url)


def _address(law: Law, article: Article) -> str | None:
    """Address of an article by the standard for links to legislation (Juriconnect 1.3); of the law where there is none."""
    bwb, number = law.bwb, article.number
    book, colon, rest = number.partition(":")
    if colon and book in law.books:
        bwb, number = law.books[book], rest
    if bwb is None or not bwb.startswith("BWBR"):
        return law.url
    narrowed = f"&lid={article.members[0]}" if len(article.members) == 1 else ""
    narrowed += f"&o={article.parts[0]}" if len(article.parts) == 1 and len(article.members) < 2 else ""
    return f"https://wetten.overheid.nl/jci1.3:c:{bwb}&artikel={number}{narrowed}"


READERS = (Reader(_read, cased("artikel", "art.", "artt.", "art ", "§", *(f"{part} " for part in _PARTS))),)
