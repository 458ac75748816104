"""A drawn nota as text, in one of the styles in which extractors hand text over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.testing.drawn import (
    DrawnBlock,
    DrawnFootnote,
    DrawnHead,
    DrawnList,
    DrawnNote,
    DrawnParagraph,
    DrawnSection,
    DrawnTable,
)
from notaparse.testing.wording import MONTHS


class TextStyle(NamedTuple):
    """How text comes out of an extractor."""

    width: int = 84
    """Characters to a line."""
    between: int = 1
    """Blank lines between the lines of a paragraph, less one: 1 is none, 2 a blank line after every printed line."""
    indent: int = 0
    """Blanks by which a deeper level of a list stands to the right."""
    hanging: bool = False
    """Whether the lines of an item stand under its first word."""
    apart: bool = False
    """Whether a marker stands on a line of its own."""
    markdown: bool = False
    """Headings with #, labels in bold, no line breaks within a block."""
    label: str = "{label}\n{value}"
    """How a label of the head and its value stand to each other."""


STYLES: dict[str, TextStyle] = {
    "plain": TextStyle(),
    "hanging": TextStyle(width=76, indent=3, hanging=True, label="{label}: {value}"),
    "airy": TextStyle(width=92, between=2),
    "apart": TextStyle(width=80, indent=2, apart=True),
    "narrow": TextStyle(width=52, indent=2, hanging=True, label="{label} {value}"),
    "markdown": TextStyle(width=10_000, indent=2, markdown=True, label="**{label}:** {value}"),
}
"""Name → style; the plainest first."""

LABELS = {
    "addressees": "Aan",
    "senders": "Van",
    "date": "Datum",
    "references": "Kenmerk",
    "deadline": "Deadline",
    "attachments": "Bijlage(n)",
}
"""Field of the head → the label that is printed where a template has none of its own."""

STUCK = re.compile(r" (?=\(?(?:\w{1,4}[.)]+|[-–—•o*·])(?: |$))")
"""The blank before what would read as a list marker at the beginning of a line: no line is broken there."""


def text_of(note: DrawnNote, style: TextStyle, *, labels: dict[str, str] | None = None) -> str:
    """Print a drawn nota. The same note in every style reads as the same tree."""
    parts = [list(_head(note.head, style, LABELS | (labels or {})))]
    marks = {foot.after: foot for foot in note.footnotes}
    parts += [_section(section, style, marks, 1) for section in note.sections]
    if note.signature is not None:
        parts.append([note.signature])
    parts += [wrap(f"{foot.mark} {foot.text}", style.width) for foot in note.footnotes]
    blank = "\n" * (style.between + (style.between > 1))
    return (blank + "\n").join(("\n" * style.between).join(part) for part in parts if part) + "\n"


def date_text(day: dt.date) -> str:
    """A date in words: 3 mei 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _head(head: DrawnHead, style: TextStyle, labels: dict[str, str]) -> Iterator[str]:
    if head.ministry:
        yield head.ministry
    for status in head.status:
        yield status.replace("_", " ").upper()
    for key, label in labels.items():
        value = getattr(head, key)
        if not value:
            continue
        shown = date_text(value) if isinstance(value, dt.date) else " en ".join(value)
        yield from style.label.format(label=label, value=shown).split("\n")
    if head.title:
        yield ""
        yield head.title


def _section(section: DrawnSection, style: TextStyle, marks: dict[str, DrawnFootnote], depth: int) -> list[str]:
    heading = f"{section.number} {section.title}" if section.number else section.title
    lines = ["#" * (depth + 1) + " " + heading, ""] if style.markdown else [heading]
    for position, block in enumerate(section.blocks):
        if position and not (isinstance(block, DrawnList) and _introduces(section.blocks[position - 1])):
            lines += [""] * style.between
        lines += _block(block, style, marks, 0)
    for inner in section.sections:
        lines += ["", *_section(inner, style, marks, depth + 1)]
    return lines


def _introduces(block: DrawnBlock) -> bool:
    return isinstance(block, DrawnParagraph) and block.text.endswith(":")


def _block(block: DrawnBlock, style: TextStyle, marks: dict[str, DrawnFootnote], level: int) -> list[str]:
    pad = " " * (style.indent * level)
    match block:
        case DrawnParagraph(text):
            return wrap(_marked(text, marks), style.width, pad, pad)
        case DrawnTable(rows):
            return _table(rows, style)
        case DrawnList(items):
            lines: list[str] = []
            for item in items:
                if item.marker is None or style.apart:
                    lines += [pad + item.marker] if item.marker else []
                    lines += wrap(_marked(item.text, marks), style.width, pad, pad)
                else:
                    first = f"{pad}{item.marker} "
                    rest = " " * len(first) if style.hanging else ""
                    lines += wrap(_marked(item.text, marks), style.width, first, rest)
                for inner in item.blocks:
                    lines += _block(inner, style, marks, level + 1)
            return lines


def _table(rows: tuple[tuple[str, ...], ...], style: TextStyle) -> list[str]:
    if style.markdown:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
    if not style.hanging:
        return [cell for row in rows for cell in row]
    widths = [max(len(row[column]) for row in rows) + 3 for column in range(len(rows[0]))]
    return ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _marked(text: str, marks: dict[str, DrawnFootnote]) -> str:
    for after, foot in marks.items():
        text = text.replace(after, after + foot.mark, 1)
    return text


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a text at blanks into lines that open with ``first`` and ``rest``; never before what reads as a marker."""
    lines, line = [], first
    for word in STUCK.sub("\N{NULL}", text).split(" "):
        shown = word.replace("\N{NULL}", " ")
        if len(line) + len(shown) > width and line.strip() and line != first:
            lines.append(line.rstrip())
            line = rest
        line += shown + " "
    return [*lines, line.rstrip()]
