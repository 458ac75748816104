"""Is this row a heading? Rules in order; the first that says yes wins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notaparse.printed import Row
from notaparse.structure.joining import ended, runs_on
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import cut

_NUMBER = re.compile(r"\[?(\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.)\]?(?= )")
"""A number before a title, in the text itself."""
_TRAILING = re.compile(r" ([a-z]\.|\d{1,2}\.?)$")
"""A letter or number that extraction put after its title."""
_MINISTER = re.compile(r"(?:M|S|Min|Stas|Mevr)[A-Z][\w&]{0,8}(?: ?\([\w ]{2,40}\))?:")
"""Code of a minister on a line of its own: what follows is for that minister."""
_LETTER = re.compile(r"[a-z]\.|[a-z]\)")


@dataclass(slots=True)
class Heading:
    """A heading, and where it comes in the tree once ``outline`` has placed it."""

    kind: str
    number: str | None
    title: str
    row: Row
    """Number and title as one row."""
    rule: str
    rank: int | None = None
    """Of the type face, 1 the strongest."""
    depth: int = 0
    number_row: Row | None = None
    """The number where it stood on a line of its own."""
    rest: Row | None = None
    """What goes on in the heading's line: the first row of its text."""


def heading_at(before: Row | None, row: Row, after: Row | None, lexicon: Lexicon) -> Heading | None:
    """The heading that ``row`` is, given its neighbours; None where it is none."""
    found = _whole(row, lexicon)
    if found is not None:
        return None if _in_sentence(before, row, after) else found
    return _run_in(row, lexicon) or _free(before, row, after)


def _whole(row: Row, lexicon: Lexicon) -> Heading | None:
    """The whole row is a title of the vocabulary, with or without a number before or after it."""
    text = row.text
    if len(text) > 120 or not text:
        return None
    title = lexicon.title(text)
    if title is not None:
        if row.marker is not None and not _numbers(row.marker) and row.heading is None:
            return None  # a bullet item of one word
        if text[0].islower() and row.marker is None and not row.heading and row.gap == 0 and text != text.lower():
            return None
        return Heading(title.kind, row.marker if row.marker and _numbers(row.marker) else None, text, row, f"vocabulary: {title.kind} {title.text!r}", row.heading)
    if number := _NUMBER.match(text):
        title = lexicon.title(text[number.end() :])
        if title is not None:
            return Heading(title.kind, number[0], text[number.end() + 1 :], row, f"vocabulary: {title.kind} {title.text!r}, numbered", row.heading)
    if number := _TRAILING.search(text):
        title = lexicon.title(text[: number.start()])
        if title is not None:
            return Heading(title.kind, number[1], text[: number.start()], row, f"vocabulary: {title.kind} {title.text!r}, number after it", row.heading)
    return None


def _numbers(marker: str) -> bool:
    return any(sign.isalnum() for sign in marker) and marker != "o"


def _in_sentence(before: Row | None, row: Row, after: Row | None) -> bool:
    """A title that is only a word of a sentence, alone on a line because the printer broke there."""
    if row.heading is not None or row.marker is not None or row.gap:
        return False
    if before is None or before.heading is not None or ended(before.text):
        return False
    if row.text[0].islower():
        return before.full is not False
    return bool(before.full and after is not None and not after.gap and after.marker is None and after.text[:1].islower())


def _run_in(row: Row, lexicon: Lexicon) -> Heading | None:
    """A title with its text on the same line."""
    text = row.text
    at = 0
    number = row.marker if row.marker is not None and _numbers(row.marker) else None
    inner = _NUMBER.match(text) or re.match(r"[a-z]\.(?= )", text)
    for start in (0, inner.end() + 1) if inner else (0,):
        for title, size in lexicon.titles_at(text[start:]):
            at = start + size
            rest = text[at:].lstrip(" ")
            if not rest:
                continue
            if not _opens_text(rest, text[at : at + 1], row, lexicon, free=title.run_in, numbered=bool(start or number)):
                continue
            end = at + 1 if text[at : at + 1] == ":" else at
            trailing = re.match(r" ?([a-z]\.|\d{1,2}) (?=[A-Z]|\S*v\.t)", text[at:]) if row.marker is not None and not start else None
            found = number or (inner[0] if start and inner else None)
            if trailing:
                end = at + trailing.end() - 1
                found = trailing[1]
            return Heading(
                title.kind, found, text[start:at], cut(row, 0, end),
                f"vocabulary: {title.kind} {title.text!r}, run-in", row.heading,
                rest=cut(row, end, len(text))._replace(marker=None, marker_start=None, gap=0, heading=None),
            )
    return None


def _opens_text(rest: str, sign: str, row: Row, lexicon: Lexicon, *, free: bool, numbered: bool) -> bool:
    """Whether what follows a title in its line is the section's text, and the title no part of a sentence."""
    if sign == ":":
        return row.marker is None or numbered
    if lexicon.filler(rest):
        return True
    if free and (rest[0].isupper() or row.heading is not None):
        return True
    if row.marker is not None and row.text[0].isupper():
        opened = re.match(r"(?:[a-z]\. |\d{1,2} )?[A-Z]", rest)
        return opened is not None and (numbered or opened.end() > 1 or len(row.text) - len(rest) > 25)
    return False


def _free(before: Row | None, row: Row, after: Row | None) -> Heading | None:
    """A heading of the note's own: by its type face, its Markdown sign, or because it names a minister."""
    text = row.text
    if not text or (row.marker is not None and not _numbers(row.marker)):
        return None
    if row.heading is not None:
        rule = "free heading: Markdown sign" if row.style == "markdown" else f"free heading: type face {row.style}"
        return _own(row, rule)
    if _MINISTER.fullmatch(text) and after is not None and (after.marker is not None or not before or ended(before.text)):
        return _own(row, "free heading: code of a minister")
    return None


def _own(row: Row, rule: str) -> Heading:
    text, number = row.text, row.marker
    if number is None and (found := _NUMBER.match(text)):
        number = found[0]
        text = text[found.end() + 1 :]
    return Heading("overig", number, text, row, rule, row.heading)
