"""Why each part of a Note is what it is: the rule and the row behind it, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from notaparse.model import Block, Item, Note, Section
from notaparse.vocabulary import Vocabulary


def explain(note: Note, vocabulary: Vocabulary) -> str:
    """A line for each head entry, section, block and mention: offsets, what it is, which rule and row made it."""
    glyphs = {glyph: row.id for row in vocabulary.marker.values() for glyph in row.glyphs}
    lines = [*_head(note), *(line for section in note.sections for line in _section(section, 0, glyphs))]
    lines += [
        _line(mention.start, mention.end, f"{mention.kind} {mention.text!r}", mention.rule, mention.value or mention.id)
        for mention in note.mentions
    ]
    return "\n".join(lines) + "\n"


def _line(start: int, end: int, what: str, rule: str | None, value: str | None = None) -> str:
    result = f" → {value}" if value else ""
    return f"{start:>6}-{end:<6} {what}{result}  [{rule or 'no rule recorded'}]"


def _head(note: Note) -> Iterator[str]:
    for entry in note.head:
        spans = [span for span in (entry.label, *entry.values) if span is not None]
        if spans:
            values = ", ".join(repr(value.text) for value in entry.values) or "no value"
            yield _line(spans[0].start, spans[-1].end, f"head {entry.key}: {values}", entry.rule)


def _section(section: Section, depth: int, glyphs: dict[str, str]) -> Iterator[str]:
    indent = "  " * depth
    title = section.heading.text if section.heading else "(no heading)"
    yield _line(section.start, section.end, f"{indent}section {section.kind} {title!r}", section.rule)
    for block in section.blocks:
        yield from _block(block, depth + 1, 1, glyphs)
    for sub in section.sections:
        yield from _section(sub, depth + 1, glyphs)


def _block(block: Block | Item, depth: int, level: int, glyphs: dict[str, str]) -> Iterator[str]:
    indent = "  " * depth
    if block.type == "list":
        for item in block.items:
            if item.marker is None:
                rule = "item without a marker: its indent or the blank lines round it"
            else:
                row = glyphs.get(item.marker)
                rule = f"marker: {row} {item.marker!r}" if row else f"numbering {item.marker!r}"
            yield _line(item.start, item.end, f"{indent}item level {level} {item.text[:40]!r}", rule)
            for inner in item.blocks:
                yield from _block(inner, depth + 1, level + 1, glyphs)
    elif block.type == "table":
        columns = max((len(row) for row in block.rows), default=0)
        yield _line(block.start, block.end, f"{indent}table", f"{len(block.rows)} rows, {columns} columns")
    else:
        yield _line(block.start, block.end, f"{indent}paragraph {block.text[:40]!r}", "running text")
