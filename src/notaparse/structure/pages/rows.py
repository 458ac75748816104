"""Fragments → rows: clean text with its box, markers told from text, footnote marks taken out.

The white above a row, and whether it was full, are seen only in its column: ``spaced`` sets them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notaparse.model import BBox
from notaparse.printed import Edit, GlyphRun, Row
from notaparse.structure.pages.fragments import Fragment
from notaparse.structure.rows import clean, is_clean

NOWHERE: Collection[str] = frozenset()


def row_of(fragments: Sequence[Fragment], marks: Collection[str] = NOWHERE) -> Row:
    """The row of fragments that stand on one line, in reading order. ``marks`` are those of the page's footnotes."""
    first = fragments[0]
    text, anchors = _text(fragments, marks)
    edits: tuple[Edit, ...] = ()
    if not is_clean(text):
        text, found, offsets = clean(text, 0)
        edits = tuple(edit._replace(source_start=None) for edit in found)
        anchors = [
            (next((n for n, offset in enumerate(offsets) if offset >= at), len(text)), mark) for at, mark in anchors
        ]
    if anchors:
        edits = tuple(
            sorted((*edits, *(Edit("footnote_mark", at, mark, "") for at, mark in anchors)), key=lambda edit: edit.at)
        )
    return Row(text, first.page, box_of(fragments), indent=first.x0, edits=edits, anchors=tuple(anchors))


def aside(run: GlyphRun, page: int) -> Row:
    """The row of a run that doesn't stand upright."""
    text = run.text.strip()
    edits: tuple[Edit, ...] = ()
    if not is_clean(text):
        text, found, _ = clean(text, 0)
        edits = tuple(edit._replace(source_start=None) for edit in found)
    box = round(run.x0, 2), round(run.top, 2), round(run.x1, 2), round(run.bottom, 2)
    return Row(text, page, box, indent=run.x0, edits=edits)


def _text(fragments: Sequence[Fragment], marks: Collection[str]) -> tuple[str, list[tuple[int, str]]]:
    if len(fragments) == 1 and not fragments[0].raised:
        return fragments[0].text, []
    parts: list[str] = []
    anchors: list[tuple[int, str]] = []
    size = 0
    for fragment in fragments:
        if size:
            parts.append(" ")
            size += 1
        text = fragment.text
        done = 0
        for at, sign in fragment.raised:
            if sign in marks:
                parts.append(text[done:at])
                size += at - done
                anchors.append((size, sign))
                done = at + len(sign)
        parts.append(text[done:])
        size += len(text) - done
    whole = "".join(parts)
    if anchors and whole != whole.rstrip():
        whole = whole.rstrip()
        anchors = [(min(at, len(whole)), mark) for at, mark in anchors]
    return whole, anchors


def box_of(fragments: Sequence[Fragment]) -> BBox:
    """The box around fragments, in hundredths of a point."""
    if len(fragments) == 1:
        only = fragments[0]
        return round(only.x0, 2), round(only.top, 2), round(only.x1, 2), round(only.bottom, 2)
    return (
        round(min(fragment.x0 for fragment in fragments), 2),
        round(min(fragment.top for fragment in fragments), 2),
        round(max(fragment.x1 for fragment in fragments), 2),
        round(max(fragment.bottom for fragment in fragments), 2),
    )
