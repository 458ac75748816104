"""Is this row a heading, and which?

A row is a heading when the whole of it is a title of the vocabulary, with a number before or after it; when it opens with
one and goes on with the section's text ("run-in"); or when it is a heading of the note's own: by type face, by a sign of
Markdown, or as a short line under white and over text. ``split`` reads number and title from a heading's line and is the
only place that does, so that the canonical text is read again as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from notaparse.printed import Edit, Row
from notaparse.structure.joining import ended, runs_on
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import cut, unmarked

_NUMBERS = 8
"""Characters that a number before or behind a title takes at most."""

_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})*[.)]?|\[\d{1,2}\]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|[A-Z][.)]|[^\x00-\u024f\u2000-\u2bff\ue000-\uf8ff](?= )) ?(?=\S)"
)
"""A number or letter before a title; one of another script too, as OCR misreads it."""

_SURE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[A-Z][.)]|[a-z][.)]|[ivx]{1,5}[.)]) (?=\S)")
"""A number that can be nothing else, before any words."""

_TRAILING = re.compile(r" ([a-z]\.|\d{1,2}\.?)$")
"""A letter or number that extraction put behind its title."""

_BEHIND = re.compile(r" (?:[a-z]\.|\d{1,2}\.?)(?= \S)")
"""The same, before the section's text."""

_MINISTER = re.compile(r"(?:M|S|Min|Stas)[A-Z][\w&]{0,8}(?: ?\([\w ]{2,40}\))?:")
"""Code of a minister on a line of its own: what follows is for that minister."""

_VERBS = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|kan|kunnen|zal|zullen|moet|moeten|mag|mogen|gaat|gaan|"
    r"komt|komen|staat|staan|geeft|geven|vraagt|vragen|blijft|blijven|u)\b",
    re.IGNORECASE,
)
"""Words that make a sentence of a line."""


class Split(NamedTuple):
    """What a heading's line says."""

    kind: str
    number: str | None
    title: str
    row: str | None
    """Spelling of the vocabulary that it is; None for a heading of the note's own."""


@dataclass(slots=True)
class Heading:
    """A heading, and where it comes in the tree once ``outline`` has placed it."""

    kind: str
    number: str | None
    title: str
    rows: list[Row]
    """Its printed lines, number and title together; a marker of the first is part of it."""
    rule: str
    rank: int | None = None
    """Of the type face among headings, 1 the strongest."""
    depth: int = 0
    """In the tree, from 1; 0 as long as it has no place."""
    rest: Row | None = None
    """What goes on in the heading's line: the first row of its text."""


def split(text: str, lexicon: Lexicon) -> Split:
    """Number, title and kind of a heading's line."""
    title = lexicon.title(text)
    if title is not None:
        return Split(title.kind, None, text, title.text)
    if number := _NUMBER.match(text):
        title = lexicon.title(text[number.end() :])
        if title is not None:
            return Split(title.kind, number[1], text[number.end() :], title.text)
    if number := _TRAILING.search(text):
        title = lexicon.title(text[: number.start()])
        if title is not None:
            return Split(title.kind, number[1], text[: number.start()], title.text)
    if number := _SURE.match(text):
        return Split("overig", number[0][:-1], text[number.end() :], None)
    return Split("overig", None, text, None)


def line_of(rows: list[Row]) -> str:
    """The heading's line as it is written: marker and rows, joined by blanks."""
    text = rows[0].text if len(rows) == 1 else " ".join(row.text for row in rows)
    return text if rows[0].marker is None else f"{rows[0].marker} {text}"


def title_of(row: Row, lexicon: Lexicon) -> Split | None:
    """The title of the vocabulary that a row says, numbered or not, whatever stands around it."""
    if not row.text or len(row.text) > lexicon.longest_title + _NUMBERS:
        return None
    found = split(line_of([row]), lexicon)
    return found if found.row is not None else None


def heading(rows: list[Row], rule: str, lexicon: Lexicon) -> Heading:
    """The heading that these rows are."""
    found = split(line_of(rows), lexicon)
    if found.row is not None:
        rule = f"{rule or 'vocabulary'}: {found.kind} {found.row!r}"
    return Heading(found.kind, found.number, found.title, rows, rule, rows[0].heading)


def heading_at(before: Row | None, row: Row, after: Row | None, lexicon: Lexicon) -> Heading | None:
    """The heading that ``row`` is, given its neighbours in the body; None where it is none."""
    text = row.text
    if not text:
        return None
    if len(text) <= lexicon.longest_title + _NUMBERS:
        numbered = row.marker is not None and (row.marker[-1] in ".)" or row.marker[0].isdigit())
        found = split(f"{row.marker} {text}" if numbered else text, lexicon)
        if found.row is not None and not _is_word(before, row, after, found):
            bare = _without_bullet(row)
            return Heading(
                found.kind, found.number, found.title, [bare], f"vocabulary: {found.kind} {found.row!r}", row.heading
            )
    found_in = _run_in(row, lexicon)
    if found_in is None and (row.heading is not None or not row.full or text[-1] == ":"):  # a whole line is text
        return _own(before, row, after, lexicon)
    return found_in


def _without_bullet(row: Row) -> Row:
    """A heading that a converter printed as an item of a list: the sign of the list goes, and that is recorded."""
    if row.marker is None or row.marker[-1] in ".)" or row.marker[0].isdigit():
        return row
    sign = Edit("markup", 0, row.marker, "", row.marker_start)
    return unmarked(row)._replace(edits=(sign, *row.edits))


def _is_word(before: Row | None, row: Row, after: Row | None, found: Split) -> bool:
    """Whether a title is only a word here: an item of one word, or a word left alone on its line by the printer."""
    if row.heading is not None:
        return False
    if row.marker is not None:
        return found.number is None
    if found.title[0].islower() and found.number is None:
        # only where everything is in lower case
        return not row.text.islower() or (before is not None and (not before.text[:1].islower() or before.full is True))
    if row.gap or before is None or not before.text or before.heading is not None or ended(before.text):
        return False
    return bool(
        before.full and after is not None and not after.gap and after.marker is None and after.text[:1].islower()
    )


def _run_in(row: Row, lexicon: Lexicon) -> Heading | None:
    """A title with its text on the same line."""
    text = row.text
    numbered = row.marker is not None and row.marker[-1] in ".)]"
    number = _NUMBER.match(text)
    for start in (0, number.end()) if number else (0,):
        for title, size in lexicon.titles_at(text[start:]):
            end = start + size
            behind = _BEHIND.match(text, end) if row.marker is not None and not start else None
            if behind:
                end = behind.end()
            rest = text[end:].lstrip(": ")
            if not rest:
                continue
            colon = text[end : end + 1] == ":"
            if not (
                (colon and (row.marker is None or numbered))
                or lexicon.filler(rest)
                or (title.run_in and rest[0].isupper())
                or (rest[0].isupper() and (numbered or bool(start) or bool(behind)))
                or (rest[0].isupper() and size > 25)
            ):
                continue
            end += colon
            head = _without_bullet(cut(row, 0, end)._replace(full=False))
            tail = cut(row, end, len(text))._replace(gap=0, heading=None, style="")
            made = heading([head], "vocabulary, run-in", lexicon)
            made.rest = tail
            return made
    return None


def _own(before: Row | None, row: Row, after: Row | None, lexicon: Lexicon) -> Heading | None:
    """A heading of the note's own."""
    rule = _own_rule(before, row, after, lexicon)
    if rule is None:
        return None
    found = split(line_of([row]), lexicon)
    if found.row is not None:
        return None  # a title of the vocabulary that is only a word here
    return Heading("overig", found.number, found.title, [row], rule, row.heading)


def _own_rule(before: Row | None, row: Row, after: Row | None, lexicon: Lexicon) -> str | None:
    text = row.text
    if row.heading is not None:
        return "free heading: sign of Markdown" if row.style == "markdown" else f"free heading: type face {row.style}"
    numbered = row.marker is not None and row.marker[-1] in ".)"
    if (row.marker is not None and not numbered) or after is None:
        return None
    if text[-1] == ":" and _MINISTER.fullmatch(text) and (before is None or ended(before.text) or row.gap):
        return "free heading: code of a minister"
    if after.gap or row.full or not after.text or len(text) > (60 if row.full is None else 90):
        return None
    if not row.gap and not (before is not None and _bulleted(after) and _may_stand_under(before, row, after, lexicon)):
        return None
    if (
        ended(text)
        or not (text[0].isupper() or text[0].isdigit())
        or not any(map(str.isalpha, text))
        or _VERBS.search(text)
    ):
        return None
    if row.gap == 2 and before is not None and title_of(before, lexicon) is not None:
        return None  # the first item of a list whose markers were lost
    if numbered:
        # an item would be followed by the next one, or by lines of its own that go on with its sentence
        if _next(row, after) or (after.marker is None and runs_on(text, after.text)):
            return None
        return "free heading: numbered line over text"
    if after.marker is None and not lexicon.filler(after.text):
        opens = after.text[0].isupper() and (len(after.text) > len(text) or ended(after.text))
        if not opens or runs_on(text, after.text):
            return None
    return "free heading: short line under white, over text"


def _may_stand_under(before: Row, row: Row, after: Row, lexicon: Lexicon) -> bool:
    """Whether a line without white above it may head the list below it: under a title, or short under a whole sentence."""
    if title_of(before, lexicon) is not None:
        return True
    return row.full is False and ended(before.text) and row.text.count(" ") < 6 and after.text[0].isupper()


def _bulleted(row: Row) -> bool:
    return row.marker is not None and row.marker[-1] not in ".)"


def _next(row: Row, after: Row) -> bool:
    """Whether ``after`` is numbered as ``row`` is."""
    return (
        after.marker is not None
        and after.marker[-1] == (row.marker or " ")[-1]
        and after.marker[0].isalnum()
        and after.marker != "o"
    )
