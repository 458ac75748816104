"""Pages of a PDF → zones, by geometry, repetition and type face; no ministry's layout is known here.

Each step takes its own out and leaves the rest to the next. First what can't be read (hidden text, redactions), then what
stands beside and around the body, notes at the foot, the head, tables; what is left is the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notaparse.printed import FootnoteZone, PdfPage, Print, Row, TableZone, ZoneNotice, Zones
from notaparse.structure.headings import heading_at
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.lexicon import lexicon as compiled
from notaparse.structure.pages import letterhead, tables
from notaparse.structure.pages.faces import with_headings
from notaparse.structure.pages.footnotes import take_footnotes
from notaparse.structure.pages.fragments import Fragment, fragments
from notaparse.structure.pages.grids import grids_of
from notaparse.structure.pages.lines import PLAIN, line_of
from notaparse.structure.pages.measures import measures
from notaparse.structure.pages.redactions import GROUND, Whole, placed, uncovered
from notaparse.structure.pages.rows import aside, row_of
from notaparse.structure.pages.sheets import Sheet, lines_of, sort_out
from notaparse.structure.pages.spacing import Part, space
from notaparse.structure.signature import signature as signed_by
from notaparse.vocabulary import Vocabulary

BUNDLE = "several notas in one document; sections are listed in order, the metadata is that of the first"


def of_pages(printed: Print, vocabulary: Vocabulary) -> Zones:
    """Sort what is printed on pages into zones."""
    lexicon = compiled(vocabulary)
    clear = [uncovered(page) for page in printed.pages]
    sheets = _sheets([page for page, _, _ in clear])
    whole = {sheet.page.number: Whole(list(sheet.main), sheet.measures.beside) for sheet in sheets}
    sort_out(sheets, lexicon)
    notes = _footnotes(sheets)
    marks = {note.mark.text for note in notes}
    start = _body_start(sheets, marks, lexicon)
    head, others, furniture = _head(sheets, start, lexicon)
    body, again = _body(sheets, start, marks, lexicon)
    body, signature, blank = _signed(body)
    turned = [aside(run, sheet.page.number) for sheet in sheets for run in sheet.page.runs if not run.upright]
    notices = [*printed.notices, *(notice for _, _, notices in clear for notice in notices)]
    if others:
        notices.append(ZoneNotice("bundle", BUNDLE, others[0][0].page, others[0][0]))
    zones = Zones(
        head=tuple(head),
        body=tuple(body),
        footnotes=tuple(notes),
        signature=tuple(signature),
        furniture=(*furniture, *again, *blank, *turned),
        notices=tuple(notices),
        others=tuple(others),
    )
    covers = [cover for _, covers, _ in clear for cover in covers]
    return zones._replace(redactions=placed(covers, zones, whole))


def _sheets(pages: Sequence[PdfPage]) -> list[Sheet]:
    grids = [grids_of(page.boxes) for page in pages]
    found = [fragments(page, own) for page, own in zip(pages, grids, strict=True)]
    widths = [round(page.width) for page in pages]
    measured = {
        width: measures(
            [fragment for own, at in zip(found, widths, strict=True) if at == width for fragment in own], width
        )
        for width in set(widths)
    }
    return [
        Sheet(page, measured[width], page.boxes, own_grids, own)
        for page, width, own_grids, own in zip(pages, widths, grids, found, strict=True)
    ]


def _footnotes(sheets: Sequence[Sheet]) -> list[FootnoteZone]:
    notes: list[FootnoteZone] = []
    for sheet in sheets:
        foot = take_footnotes(sheet)
        if foot.goes_on and notes:
            notes[-1] = FootnoteZone(notes[-1].mark, (*notes[-1].rows, *foot.goes_on))
        notes += foot.notes
    return notes


def _signed(body: list[Row | TableZone]) -> tuple[list[Row | TableZone], list[Row], list[Row]]:
    """The body without the lines with which the note is signed, those lines, and the ground that hides the name below."""
    tail = len(body)
    while tail and isinstance(body[tail - 1], Row):
        tail -= 1
    rows = [part for part in body[tail:] if isinstance(part, Row)]
    end = len(rows)
    while end and rows[end - 1].marker is None and GROUND.fullmatch(rows[end - 1].text):
        end -= 1
    kept, signature = signed_by(rows[:end])
    if not signature:
        return body, [], []
    return [*body[:tail], *kept], signature, rows[end:]


Place = tuple[int, float]
"""Index of a sheet, and a height on it."""


def _body_start(sheets: Sequence[Sheet], marks: set[str], lexicon: Lexicon) -> Place:
    """Where the body begins: at the first title of the vocabulary in the main column, or at running text before it."""
    prose: Place | None = None
    before: Row | None = None
    for n, sheet in enumerate(sheets):
        measure = sheet.measures
        lines = list(lines_of(sheet.main))
        for number, line in enumerate(lines):
            printed = line_of(line, sheet, marks, lexicon)
            row, face = printed.row, printed.face
            below = lines[number + 1] if number + 1 < len(lines) else None
            after = line_of(below, sheet, marks, lexicon).row if below else None
            place = n, line[0].top - 1
            if (
                prose is None
                and below is not None
                and _is_prose(line, below, measure.left, measure.right, measure.leading)
            ):
                prose = place
            marked = row._replace(heading=1 if face != PLAIN else None, gap=1)
            found = heading_at(before, marked, after, lexicon)
            if (
                found is not None
                and found.kind != "overig"
                and line[0].size > 0.92 * measure.size
                and not (face == PLAIN and lexicon.label(row.text) is not None)
            ):
                return place if prose is None else prose
            before = row
    return prose or (0, 0.0)


def _is_prose(line: Sequence[Fragment], below: Sequence[Fragment], left: float, right: float, leading: float) -> bool:
    """Two lines of one paragraph that fill the column."""
    first = line[0]
    return (
        len(line) == 1
        and len(first.text) > 50
        and abs(first.x0 - left) < 2
        and first.x1 > right - 0.15 * (right - left)
        and abs(below[0].x0 - left) < 2
        and below[0].baseline - first.baseline < 1.3 * leading
    )


class Head(NamedTuple):
    """What stands above and beside the body, of all pages."""

    groups: list[letterhead.Group]
    others: list[letterhead.Group]
    """Of the heads of further notas."""
    furniture: list[Row]


def _head(sheets: Sequence[Sheet], start: Place, lexicon: Lexicon) -> Head:
    """Take the head out of the main column."""
    head = Head([], [], [])
    number, height = start
    title = next((fragment.text for fragment in sheets[number].main if fragment.top >= height), None)
    for n, sheet in enumerate(sheets):
        opens = letterhead.opening(sheet, title, lexicon) if n > number else None
        end = sheet.page.height if n < number else height if n == number else opens or 0.0
        above = [fragment for fragment in sheet.main if fragment.top < end]
        gone = {id(fragment) for fragment in above}
        sheet.main = [fragment for fragment in sheet.main if id(fragment) not in gone]
        groups = letterhead.main_groups(above, sheet.boxes, sheet.measures, lexicon)
        beside = letterhead.side_groups(sheet.side)
        if opens is not None:
            head.others.extend((*groups, *beside))
        elif n <= number:
            head.groups.extend((*groups, *beside))
        else:
            new, running = letterhead.told_apart(beside, head.groups, lexicon)
            head.furniture.extend(running)
            head.furniture.extend(_said_again(sheet, {row.text for group in head.groups for row in group}))
            head.groups.extend(new)
        head.furniture.extend(row_of([fragment]) for fragment in sheet.furniture)
    return head


def _said_again(sheet: Sheet, said: set[str]) -> list[Row]:
    """Take the lines at the top of a later page that only say again what the head says."""
    again: list[Row] = []
    for line in lines_of(sheet.main):
        if not all(fragment.text in said for fragment in line):
            break
        again += [row_of([fragment]) for fragment in line]
    sheet.main = sheet.main[len(again) :]
    return again


def _body(
    sheets: Sequence[Sheet], start: Place, marks: set[str], lexicon: Lexicon
) -> tuple[list[Row | TableZone], list[Row]]:
    """The body in reading order, and what of it is furniture: table heads that are printed again."""
    parts: list[Part] = []
    again: list[Row] = []
    tops: dict[int, float] = {}
    open_table: tables.PrintedTable | None = None
    for n, sheet in enumerate(sheets[start[0] :]):
        waiting = tables.take_tables(sheet, 0.0 if n else start[1], open_table)
        lines = list(lines_of(sheet.main))
        if lines:
            tops[sheet.page.number] = lines[0][0].top
        while lines or waiting:
            if waiting and (not lines or waiting[0].top < lines[0][0].top):
                table = waiting.pop(0)
                if open_table is not None and tables.goes_on(open_table, table):
                    again += tables.append(open_table, table)
                else:
                    open_table = table
                    parts.append(table)
            else:
                open_table = None
                parts.append(line_of(lines.pop(0), sheet, marks, lexicon))
    space(parts, {sheet.page.number: sheet.measures for sheet in sheets}, tops)
    return with_headings(parts), again
