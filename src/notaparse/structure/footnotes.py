"""Footnotes of a text: a line that opens with a number whose mark stands, glued to a word, in the text before it.

Both are needed: "CO2" and "JA21" are no marks while no line says what they point to, and "1 Aanbiedingsbrief" is no
footnote while nothing points to it.
"""

from __future__ import annotations

import re

from notaparse.printed import FootnoteZone, Row
from notaparse.structure.headings import title_of
from notaparse.structure.joining import breaks, runs_on
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import cut, without
from notaparse.structure.tables import opens_table

_NOTE = re.compile(r"(\d{1,2}) (?=[^\d\s])")
_ALONE = re.compile(r"\d{1,2}")
_MARK = re.compile(
    r"(?:(?<=[a-zà-ÿ])|(?<=[^\W\d_][.,;:)’”\"'])|(?<=\w[)’”\"'][.,;:])|(?<=\d{4}\.))(\d{1,2})(?=$|[\s.,;:)\]’”\"'])"
)
"""A number glued to the end of a word or sentence."""


def footnotes(body: list[Row], lexicon: Lexicon) -> tuple[list[Row], list[FootnoteZone]]:
    """The body without footnotes and their marks, and the footnotes."""
    if not any(_opens(row) for row in body):
        return body, []
    candidates = _notes(body, lexicon)
    marks: dict[str, list[tuple[int, int]]] = {}
    for n, row in enumerate(body):
        if row.text[-1:].isdigit() or _MARK.search(row.text):
            for match in _MARK.finditer(row.text):
                marks.setdefault(match[1], []).append((n, match.start(1)))
    if not marks:
        return body, []
    zones: list[FootnoteZone] = []
    taken: set[int] = set()
    cuts: dict[int, list[tuple[int, str]]] = {}
    last_mark = (-1, 0)
    chosen = {body[n].text.split(" ", 1)[0]: n for n in candidates}  # the last of each
    for mark, n in sorted(chosen.items(), key=lambda entry: entry[1]):
        # marks come in the order of their notes
        place = next((at for at in marks.get(mark, ()) if last_mark < at < (n, 0) and at[0] not in taken), None)
        if place is None or n in taken:
            continue
        row = body[n]
        first = [] if row.text == mark else [cut(row, len(mark), len(row.text))]
        rows, last = _lines_of(body, n, first, lexicon)
        if not rows:
            continue
        zones.append(FootnoteZone(cut(row, 0, len(mark)), tuple(rows)))
        taken.update(range(n, last + 1))
        last_mark = place
        cuts.setdefault(place[0], []).append((place[1], mark))
    for n, found in cuts.items():
        row = body[n]
        for at, mark in sorted(found, reverse=True):
            row = without(row, at, at + len(mark), "footnote_mark")  # from the end to the start
            row = row._replace(anchors=((at, mark), *row.anchors))
        body[n] = row
    return [row for n, row in enumerate(body) if n not in taken], zones


def _notes(body: list[Row], lexicon: Lexicon) -> list[int]:
    """Rows that may open a footnote. Numbers that count the rows of a table don't; one that starts again does."""
    found: list[int] = []
    counted: int | None = None
    for n, row in enumerate(body):
        if row.marker is None and _opens(row):
            number = int(row.text.split(" ", 1)[0])
            if counted is not None and number == counted + 1:
                counted = number
                continue
            counted = None
            if row.text.count(" ") or (
                n + 1 < len(body) and body[n + 1].marker is None and title_of(body[n + 1], lexicon) is None
            ):
                found.append(n)
        elif row.style == "cell":
            counted = None
        elif opens_table(row, body[n + 1] if n + 1 < len(body) else None, lexicon) is not None:
            counted = 0
        elif counted is not None and title_of(row, lexicon) is not None:
            counted = None
    return found


def _opens(row: Row) -> bool:
    return (
        row.text[:1].isdigit()
        and row.marker is None
        and row.style != "cell"
        and (_NOTE.match(row.text) is not None or _ALONE.fullmatch(row.text) is not None)
    )


def _lines_of(body: list[Row], n: int, first: list[Row], lexicon: Lexicon) -> tuple[list[Row], int]:
    """The lines of the footnote that opens in row ``n``, and the last row that it takes."""
    rows = list(first)
    last = n
    for at in range(n + 1, len(body)):
        row = body[at]
        if (
            row.page != body[n].page
            or row.marker is not None
            or row.heading is not None
            or _opens(row)
            or title_of(row, lexicon) is not None
        ):
            break
        if rows and breaks(rows[-1], row) and not runs_on(rows[-1].text, row.text):
            break
        rows.append(row)
        last = at
    return rows, last
