"""Tables that extraction flattened into lines, told by the heads of their columns.

Extractors print the cells of the table of attachments one below the other, some of the column heads after the cells, or
the heads joined in one line. A number opens a row; where numbers stand behind their names, the name opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from notaparse.printed import Row
from notaparse.structure.headings import title_of
from notaparse.structure.joining import runs_on
from notaparse.structure.lexicon import Lexicon, plain
from notaparse.structure.rows import cut, unmarked

Cells = list[list[list[Row]]]
"""Rows of cells, each cell its printed lines."""

_FIRST = re.compile(r"\d{1,2}\.?|\d{1,2} [a-z]{3,9} \d{4}")
"""What the first cell of a row says: a number, or a date."""
_HEADS = 80
"""Characters beyond which a line is no head row."""
_NUMBERED = re.compile(r"(\d{1,2}\.?) (?=\S)")
_ROUTE = re.compile(r" (?=[Tt]er (?:ondertekening|informatie|kennisneming|kennisname|besluitvorming|beslissing)\.?$)")
"""What the last column says, at the end of a name that it was joined to."""


def heads(row: Row, columns: tuple[str, ...]) -> list[Row] | None:
    """The heads of columns that the whole of a row says, in its order; None where it says anything else."""
    if row.marker is not None or len(row.text) > _HEADS:
        return None
    found: list[Row] = []
    at = start = 0
    while at < len(row.text):
        rest = row.text[at:]
        column = next(
            (
                column
                for column in sorted(columns, key=len, reverse=True)
                if plain(rest[: len(column)]) == plain(column)
            ),
            None,
        )
        if column is None or rest[len(column) : len(column) + 1].isalnum():
            return None
        found.append(cut(row, start, at + len(column)))
        at = start = at + len(column)
        while row.text[at : at + 1] == " ":
            at += 1
    names = {plain(part.text) for part in found}
    return found if len(names) == len(found) > 0 else None


def opens_table(row: Row, after: Row | None, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The columns of the table whose head begins in this row."""
    if len(row.text) > _HEADS or row.text.split(" ", 1)[0].lower() not in lexicon.column_words:
        return None
    for columns in lexicon.columns:
        found = heads(row, columns)
        if found is None:
            continue
        both = {plain(part.text) for part in (*found, *((heads(after, columns) or ()) if after is not None else ()))}
        if len(both) > 1 and plain(columns[0]) in both:
            return columns
    return None


def flattened(rows: Iterable[Row], columns: tuple[str, ...], lexicon: Lexicon) -> tuple[Cells, int]:
    """The table that begins with these rows, and how many of them it takes."""
    head: dict[str, Row] = {}
    body: list[Row] = []
    taken = 0
    aligned = False
    for row in rows:
        found = heads(row, columns)
        fresh = [part for part in found or () if plain(part.text) not in head]
        if found and len(fresh) == len(found):
            head.update((plain(part.text), part) for part in fresh)
        elif row.style != "cell" and (row.heading is not None or title_of(row, lexicon) is not None or aligned):
            break
        else:
            aligned = row.style == "cell"
            body.append(row)
        taken += 1
    names = [column for column in columns if plain(column) in head]
    cells: Cells = [[[head[plain(column)]] for column in names]]
    cells.extend(_aligned(body, len(names)) if aligned else _rows(body, len(names)))
    return cells, taken


def of_cells(rows: Iterable[Row]) -> tuple[Cells, int]:
    """The table of pieces whose column is known, without heads that anybody knows, and how many rows it takes."""
    body: list[Row] = []
    for row in rows:
        if row.style != "cell" or (body and row.gap == 2):
            break
        body.append(row)
    return _aligned(body, int(max(row.indent for row in body)) + 1), len(body)


def _aligned(body: list[Row], width: int) -> Cells:
    """Sort pieces whose column is known into table rows."""
    cells: Cells = []
    for row in body:
        if row.gap or not cells:
            cells.append([[] for _ in range(width)])
        cells[-1][min(int(row.indent), width - 1)].append(row)
    return cells


def _rows(body: list[Row], width: int) -> Cells:
    """Sort lines into table rows: a row for each number."""
    parts: list[tuple[Row | None, list[Row]]] = []
    loose: list[Row] = []
    for row in body:
        if row.marker is not None and row.marker[0].isdigit():
            number = row._replace(text="", edits=(), offsets=None, anchors=())
            parts.append((number, [unmarked(row)] if row.text else []))
        elif _FIRST.fullmatch(row.text):
            parts.append((row, []))
        elif match := _NUMBERED.match(row.text):
            parts.append((cut(row, 0, match.end(1)), [cut(row, match.end(1), len(row.text))]))
        elif parts:
            parts[-1][1].append(row)
        else:
            loose.append(row)
    if loose and parts and not parts[-1][1]:
        # numbers behind their names: each number takes what stands before it
        names = [loose, *(lines for _, lines in parts[:-1])]
        parts = [(number, lines) for (number, _), lines in zip(parts, names, strict=True)]
        loose = []
    if not loose and len(parts) > 1 and not any(lines for _, lines in parts[:-1]):
        groups = _by_white(parts[-1][1])
        if len(groups) == len(parts):  # all numbers before all names
            parts = [(number, lines) for (number, _), lines in zip(parts, groups, strict=True)]
    if loose:
        parts.insert(0, (None, loose))
    return [[[] if number is None else [number], *_columns(lines, width - 1)] for number, lines in parts]


def _by_white(lines: list[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in lines:
        if row.gap or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _is_cell(lines: list[Row], n: int, width: int) -> bool:
    """Whether a line is a cell of its own, where a row has as many lines as cells: it doesn't go on with the one above."""
    return len(lines) == width and lines[n].text[0].isupper() and not runs_on(lines[n - 1].text, lines[n].text)


def _columns(lines: list[Row], width: int) -> list[list[Row]]:
    """Share the lines of a row among the columns after its number: white between them opens the next."""
    cells: list[list[Row]] = [[]]
    for n, row in enumerate(lines):
        if n and len(cells) < width and (row.gap or _is_cell(lines, n, width)):
            cells.append([])
        cells[-1].append(row)
    if 1 < width == len(cells) + 1 and cells[-1]:
        last = cells[-1][-1]
        if route := _ROUTE.search(" " + last.text):
            at = max(route.start() - 1, 0)
            cells.append([cut(last, at, len(last.text))])
            cells[-2] = [*cells[-2][:-1], *([cut(last, 0, at)] if at else [])]
    cells.extend([] for _ in range(width - len(cells)))
    return cells
