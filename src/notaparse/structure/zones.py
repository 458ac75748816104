"""Rows of a text → zones: head, body, footnotes, signature, furniture.

The body begins at the first section title, or at the first running text before it; what stands before that is the head.
What breaks into the body is taken out of its way (``columns``, ``margins``, ``footnotes``, page numbers), and the rows
around such a seam are joined where the sentence runs on over it, or where the line above it was full.
"""

from __future__ import annotations

import re

from notaparse.printed import Edit, Print, Row, ZoneNotice, Zones
from notaparse.structure.columns import by_column
from notaparse.structure.footnotes import footnotes
from notaparse.structure.furniture import close, without_furniture, without_stamps
from notaparse.structure.headings import heading_at
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.lexicon import lexicon as compiled
from notaparse.structure.margins import is_strong, margins, names_of
from notaparse.structure.markers import attach, only_in_series, with_numbers
from notaparse.structure.rows import cut, rows_of, with_text
from notaparse.structure.signature import signature
from notaparse.structure.spacing import Filled, Spacing, filled, is_wide, measure
from notaparse.vocabulary import Vocabulary

_NEIGHBOURS = 110
"""Characters at most of a title with what stands beside it."""
_SENTENCES = re.compile(r"\w{2}[)’”\"']?[.;:] [A-Z‘“'\"]")


def of_text(printed: Print, vocabulary: Vocabulary) -> Zones:
    """Sort the lines of a text into zones."""
    lexicon = compiled(vocabulary)
    lines = filled(printed.lines)
    spacing = measure(lines)
    rows, side, dropped = _rows(printed, lines, spacing, lexicon)
    main, tail, furniture, last, stamps = without_furniture(rows, spacing, lexicon)
    main = with_numbers(main, lexicon)
    main, glued = _without_neighbours(main, lexicon)
    side += glued
    start = _body_start(main, lexicon)
    head, body = main[:start], main[start:]
    if not tail and last > start:
        body, tail = _behind(body, last - start, lexicon)
    body, stamped = without_stamps(body, stamps, spacing)
    known = names_of((row for part in (head, tail) for row in part), lexicon)
    taken = margins(body, known, lexicon)
    body = taken.body
    close(body, taken.seams, spacing)
    beside, repeated = _beside(side, known, lexicon)
    body, notes = footnotes(body, lexicon)
    body = only_in_series(body, lexicon)
    body, left = attach(body, lexicon)
    body, signed = signature(body)
    notices = list(printed.notices)
    if left:
        message = f"{len(left)} list markers stand apart from any item"
        notices.append(ZoneNotice("detached_marker", message, row=left[0]))
    if taken.others:
        message = "several notas in one text; sections are listed in order, the metadata is that of the first"
        notices.append(ZoneNotice("bundle", message, row=taken.others[0][0]))
    return Zones(
        head=(*_groups(head), *beside, *taken.groups, *((row,) for row in tail)),
        body=tuple(body),
        footnotes=tuple(notes),
        signature=tuple(signed),
        furniture=(*furniture, *stamped, *taken.furniture, *repeated, *left),
        notices=tuple(notices),
        others=tuple(taken.others),
        dropped=(*printed.edits, *dropped),
    )


def _rows(
    printed: Print, lines: list[Filled], spacing: Spacing, lexicon: Lexicon
) -> tuple[list[Row], list[Row], list[Edit]]:
    """Rows of the text and of its side column, and the edits that left no row behind."""
    if not is_wide(lines):
        rows, dropped = rows_of(lines, spacing, lexicon)
        return rows, [], dropped
    columns = by_column(printed.lines, lexicon, base=spacing.base)
    rows, dropped = rows_of(filled(columns.main), spacing, lexicon)
    side, dropped_too = rows_of(filled(columns.side), spacing, lexicon)
    for n, row in enumerate(rows) if columns.cells else ():
        start = row.start if row.marker_start is None else row.marker_start
        cell = None if start is None else columns.cells.get(start)
        if cell is not None and cell.column >= 0:
            whole = row if row.marker is None else with_text(row)
            rows[n] = whole._replace(style="cell", indent=float(cell.column), gap=int(cell.opens), heading=None)
    return rows, side, [*dropped, *dropped_too, *columns.signs]


def _without_neighbours(rows: list[Row], lexicon: Lexicon) -> tuple[list[Row], list[Row]]:
    """Cut off what the side column has beside a title, where an extractor printed both in one line."""
    kept: list[Row] = []
    beside: list[Row] = []
    for row in rows:
        text = row.text
        size = next((size for _, size in lexicon.titles_at(text)), 0) if len(text) < _NEIGHBOURS else 0
        rest = text[size:].strip()
        if size and rest and (lexicon.label(rest) is not None or lexicon.value(rest) & {"date", "reference"}):
            beside.append(cut(row, size, len(text))._replace(gap=1, heading=None))
            row = cut(row, 0, size)._replace(full=False)  # noqa: PLW2901 - its first half
        kept.append(row)
    return kept, beside


def _body_start(rows: list[Row], lexicon: Lexicon) -> int:
    """Index of the first row of the body."""
    before: Row | None = None
    prose: int | None = None
    for n, row in enumerate(rows):
        after = rows[n + 1] if n + 1 < len(rows) else None
        if prose is None and _is_prose(row):
            prose = n
        found = heading_at(before, row, after, lexicon) if row.text else None
        if found is not None and found.kind != "overig" and not _is_label(row, after, lexicon):
            return n if prose is None else prose
        before = row
    if prose is not None:
        return prose
    return len(rows) if names_of(rows, lexicon) else 0


def _is_prose(row: Row) -> bool:
    words = row.text.count(" ") + 1
    return words > 25 or (words > 12 and _SENTENCES.search(row.text) is not None)


def _is_label(row: Row, after: Row | None, lexicon: Lexicon) -> bool:
    """Whether a title is a label here: "Bijlagen" is both, and in the head a label, with or without its value behind it."""
    if row.marker is not None or (after is not None and after.text.startswith("Volgnummer")):
        return False
    return lexicon.label(row.text) is not None or (len(row.text) < 80 and bool(lexicon.labels_at(row.text)))


def _behind(body: list[Row], end: int, lexicon: Lexicon) -> tuple[list[Row], list[Row]]:
    """Take the head off the end of the body, where a converter put it behind the last page number."""
    rows = body[end:]
    if sum(is_strong(row, lexicon) for row in rows) < 2:
        return body, []
    if any(row.marker is not None or _is_prose(row) or row.text[:1].islower() for row in rows):
        return body, []  # the body goes on there
    if any(lexicon.title(row.text) is not None and lexicon.label(row.text) is None for row in rows):
        return body, []
    return body[:end], rows


def _beside(side: list[Row], known: set[str], lexicon: Lexicon) -> tuple[list[tuple[Row, ...]], list[Row]]:
    """Groups of the side column that belong to the head, and those that only say it again."""
    fresh: list[tuple[Row, ...]] = []
    repeated: list[Row] = []
    for group in _groups(side):
        names = names_of(group, lexicon)
        if names - known or (group[0].page == 1 and not names):
            fresh.append(group)
            known |= names
        else:
            repeated.extend(group)
    return fresh, repeated


def _groups(rows: list[Row]) -> list[tuple[Row, ...]]:
    """Rows without white between them."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.gap or not groups:
            groups.append([])
        groups[-1].append(row)
    return [tuple(group) for group in groups]
