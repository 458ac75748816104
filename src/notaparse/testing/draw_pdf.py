"""A drawn nota as PDF, in the look of a ministry.

Measures are points from the top left corner. A page has a body frame and, where the look has one, a side column beside
it that goes on on later pages. What is hidden on paper (``Hidden``) is said beside the tree, which has only what may be
read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from notaparse.testing.draw_text import date_text
from notaparse.testing.drawn import DrawnHead, DrawnNote
from notaparse.testing.pdf_fonts import BODY, BOLD, registered
from notaparse.testing.pdf_marks import HEIGHT, WIDTH, Mark, box, broken, ink, picture, rule
from notaparse.testing.pdf_setting import Hidden, Look, Row, Setter, foot_rows


class Entry(NamedTuple):
    """A label with its values, as the head prints them."""

    label: str
    values: tuple[str, ...] = ()
    boxed: bool = False
    """Whether a grey box lies where a value was."""


class Paper(NamedTuple):
    """What is printed of a head, and where."""

    block: tuple[Entry, ...] = ()
    """Above the title: label and values beside each other."""
    column: tuple[Entry, ...] = ()
    """In the side column of page 1; in the body frame where the look has no column."""
    running: tuple[Entry, ...] = ()
    """In the side column of later pages."""
    letterhead: str | None = None
    status: str | None = None
    title: str | None = None


class Release(NamedTuple):
    """What was done to the paper before it was handed out."""

    hidden: tuple[Hidden, ...] = ()
    """What was made unreadable."""
    scans: tuple[Any, ...] = ()
    """Pictures (of Pillow) that fill the pages before the body."""
    encrypt: Any = None
    """What reportlab's canvas takes under that name."""


LOOKS: dict[str, Look] = {
    "defensie": Look(right=500.0, column=None, picture=False, inner=BODY, underlined=True),
    "ienw": Look(ruled=True),
    "bzk": Look(left=74.0, right=392.0, column=418.0, size=9.5, leading=12.6),
    "ez": Look(left=85.0, right=400.0, column=424.0, inner=BOLD, leading=12.4),
    "jenv": Look(left=110.0, right=412.0, column=432.0, picture=False, size=8.8),
    "ocw": Look(left=78.0, right=410.0, column=430.0, picture=False, gap=16.0),
    "vws": Look(left=70.0, right=400.0, column=425.0, picture=False),
}
"""Ministry → the look of its pages."""


def paper(head: DrawnHead, *, labels: dict[str, str] | None = None) -> Paper:
    """The head of a nota, as a page of the general look prints it."""
    own = labels or {}
    column = (
        ("date", "Datum", date_text(head.date) if head.date else ""),
        ("references", "Onze referentie", ", ".join(head.references)),
        ("deadline", "Beslistermijn", date_text(head.deadline) if head.deadline else ""),
        ("attachments", "Bijlage(n)", ", ".join(head.attachments)),
    )
    block = (("addressees", "Aan", " en ".join(head.addressees)), ("senders", "Van", " en ".join(head.senders)))
    return Paper(
        block=tuple(Entry(own.get(key, label), (value,)) for key, label, value in block if value),
        column=tuple(Entry(own.get(key, label), (value,)) for key, label, value in column if value),
        running=tuple(Entry(own.get(key, label), (value,)) for key, label, value in column[:2] if value),
        letterhead=head.ministry,
        status=head.status[0].replace("_", " ").upper() if head.status else None,
        title=head.title,
    )


def pdf_of(
    note: DrawnNote,
    look: Look,
    *,
    printed: Paper | None = None,
    release: Release | None = None,
) -> bytes:
    """Draw a nota. The same note in every look reads as the same tree, and the same arguments give the same bytes.

    ``printed`` is its head as it stands on paper; by default ``paper(note.head)``.
    """
    registered()
    done = release or Release()
    words = printed or paper(note.head)
    pages = _paged(note, look, words, done.hidden) if note.sections else []
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, encrypt=done.encrypt)
    canvas.setTitle(note.head.title or "nota")
    for scan in done.scans:
        canvas.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    for number, marks in enumerate(pages, len(done.scans) + 1):
        for mark in (*marks, *_around(look, words, number, len(done.scans) + len(pages))):
            mark(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _paged(note: DrawnNote, look: Look, words: Paper, hidden: tuple[Hidden, ...]) -> list[list[Mark]]:
    marks, y = _opening(look, words)
    pages = [marks]
    setter = Setter(look, {foot.after: foot.mark for foot in note.footnotes}, hidden)
    feet = {foot.mark: foot_rows(foot.mark, foot.text, look) for foot in note.footnotes}
    due: list[str] = []
    rows = list(setter.rows(note))
    for position, row in enumerate(rows):
        below = rows[position + 1].height + rows[position + 1].before if row.keeps and position + 1 < len(rows) else 0.0
        need = sum(foot.height for mark in (*due, *row.marks) for foot in feet[mark]) + 8 * bool(due or row.marks)
        if y + row.before + row.height + below + need > look.bottom:
            pages[-1] += _feet([foot for mark in due for foot in feet[mark]], look)
            due = []
            pages.append([])
            y = look.top - row.before
        y += row.before
        pages[-1] += row.draw(y)
        y += row.height
        due += row.marks
    pages[-1] += _feet([foot for mark in due for foot in feet[mark]], look)
    return pages


def _opening(look: Look, words: Paper) -> tuple[list[Mark], float]:
    """What stands above the body on page 1, and where the body begins."""
    marks: list[Mark] = []
    y = 60.0
    if words.letterhead:
        marks.append(ink(look.left, y, words.letterhead, BODY, look.size + 1))
    y = 112.0
    if words.status:
        marks.append(ink(look.column or look.left, y, words.status, BOLD, look.size - 1))
        y += 0 if look.column else look.leading * 1.5
    for entry in (*words.block, *(words.column if look.column is None else ())):
        marks.append(ink(look.left, y, entry.label, BODY, look.size - 1.5))
        for value in entry.values or ("",):
            marks.append(ink(look.left + 96, y, value, BODY, look.size))
            y += look.leading
        if entry.boxed:
            marks.append(box((look.left + 96, y - look.leading - 1, 90, look.leading - 3), fill=(0.82, 0.82, 0.82)))
    if words.title:
        y = max(y + look.leading, 150.0)
        if look.picture:
            marks.append(picture(look.left, y - 4))
        else:
            marks.append(ink(look.left, y + 2, "Nota", BOLD, 13))
        for line in broken(words.title, look.right - look.left - 84, BOLD, look.size + 0.5):
            marks.append(ink(look.left + 84, y + 6, line, BOLD, look.size + 0.5))
            y += look.leading
        y += look.leading * 1.5
    return marks, max(y, 130.0) + look.gap if words != Paper() else look.top


def _around(look: Look, words: Paper, number: int, pages: int) -> Iterator[Mark]:
    """Side column, page number and stamps of a page."""
    if look.column is not None:
        y = 138.0 if number == 1 else look.top
        for entry in words.column if number == 1 else words.running:
            for said, face in ((entry.label, BOLD), *((value, BODY) for value in entry.values)):
                for line in broken(said, WIDTH - 24 - look.column, face, look.size - 2.5):
                    yield ink(look.column, y, line, face, look.size - 2.5)
                    y += look.leading - 3
            if entry.boxed:
                yield box((look.column, y - 1, 88, 9), fill=(0.82, 0.82, 0.82))
                y += look.leading - 3
            y += 6
    yield ink(look.column or look.left, 800.0, look.foot.format(page=number, pages=pages), BODY, look.size - 2.5)
    for page, y, said in look.stamps:
        if page == number and look.column is not None:
            yield ink(look.column, y, said, BODY, look.size - 1)


def _feet(rows: list[Row], look: Look) -> list[Mark]:
    """Footnotes at the bottom of the body frame, below their rule."""
    if not rows:
        return []
    y = look.bottom - sum(row.height for row in rows)
    marks = [rule(look.left, y - 4, 140)]
    for row in rows:
        marks += row.draw(y)
        y += row.height
    return marks
