"""What was printed → the parts of a nota: zones, head, blocks, outline, canonical text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from notaparse.model import Change, Footnote, HeadEntry, Line, Metadata, Notice, Redaction, Section, Span
from notaparse.printed import Print, Row, TableZone, Zones
from notaparse.structure import canonical
from notaparse.structure.blocks import Node, blocks_of
from notaparse.structure.compose import Writer
from notaparse.structure.head import head_of
from notaparse.structure.joining import words_of
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.lexicon import lexicon as compiled
from notaparse.structure.metadata import metadata_of
from notaparse.structure.outline import outline
from notaparse.structure.redactions import Places
from notaparse.structure.redactions import of_pages as of_boxes
from notaparse.structure.redactions import of_text as of_words
from notaparse.structure.zones import of_text
from notaparse.vocabulary import Vocabulary


def _rows_in(part: Row | TableZone) -> Iterator[Row]:
    if isinstance(part, Row):
        yield part
    else:
        for cells in part.rows:
            for cell in cells:
                yield from cell


class Draft(NamedTuple):
    """All of a Note but what the mentions give: text and the parts that point into it."""

    text: str
    running: int
    """Where what stands around the body begins (furniture): mentions are looked for before it."""
    metadata: Metadata
    head: tuple[HeadEntry, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    signature: Span | None
    furniture: tuple[Span, ...]
    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    redactions: tuple[Redaction, ...]
    notices: tuple[Notice, ...]


def structure(printed: Print, vocabulary: Vocabulary) -> Draft:
    """Sort what was printed into zones, read head and body, and write the canonical text."""
    lexicon = compiled(vocabulary)
    zones, nodes = _read(printed, vocabulary, lexicon)
    entries = head_of(zones.head, lexicon)
    others = [entry for group in zones.others for entry in head_of((group,), lexicon)]
    tree = outline(nodes, lexicon)
    words = words_of(zones)
    writer = Writer(lexicon, words, {id(notice.row) for notice in zones.notices if notice.row is not None})
    head = writer.head([*entries, *others])
    sections = writer.body(tree)
    signature, footnotes, running, furniture = writer.around(zones)
    for edit in zones.dropped:
        writer.change(edit.kind, writer.size, edit.before, edit.after, None, edit.source_start)
    text = writer.text
    places = Places(head, sections, signature, footnotes, running)
    return Draft(
        text=text,
        running=running,
        metadata=metadata_of(entries, lexicon, words),
        head=head,
        sections=sections,
        footnotes=footnotes,
        signature=signature,
        furniture=furniture,
        lines=tuple(writer.lines),
        changes=tuple(writer.changes),
        redactions=of_boxes(zones.redactions, writer.lines, text, places) if printed.pages else of_words(text, places),
        notices=(*_raised(zones, writer), *_about(sections, text)),
    )


def _read(printed: Print, vocabulary: Vocabulary, lexicon: Lexicon) -> tuple[Zones, list[Node]]:
    """Zones, and what the body holds in reading order."""
    if printed.pages:
        from notaparse.structure.pages import of_pages  # on demand: text needs no geometry

        zones = of_pages(printed, vocabulary)
        return zones, blocks_of(zones.body, lexicon)
    if canonical.is_canonical(printed.lines):
        head, body, after = canonical.parts(printed.lines)
        zones = of_text(printed._replace(lines=tuple(head)), vocabulary)
        nodes, dropped = canonical.nodes(body, lexicon)
        behind = canonical.around(after)
        zones = zones._replace(
            head=(*zones.head, *((row,) for row in zones.body if isinstance(row, Row))),
            body=(),
            furniture=(*zones.furniture, *behind.furniture),
            dropped=(*zones.dropped, *dropped, *behind.dropped),
        )
        return zones, nodes
    zones = of_text(printed, vocabulary)
    return zones, blocks_of(zones.body, lexicon)


def _raised(zones: Zones, writer: Writer) -> Iterator[Notice]:
    """Notices that were raised before offsets were known."""
    for raised in zones.notices:
        start = None if raised.row is None else writer.starts.get(id(raised.row))
        yield Notice(code=raised.code, message=raised.message, page=raised.page, start=start)


def _about(sections: tuple[Section, ...], text: str) -> Iterator[Notice]:
    """What the tree of sections shows: headings that nobody knows, text without one, no nota at all."""
    if not text:
        yield Notice(code="empty", message="there is no text")
        return
    known = False
    stack = list(reversed(sections))
    while stack:
        section = stack.pop()
        stack.extend(reversed(section.sections))
        known = known or section.kind != "overig"
        if section.kind == "overig" and section.heading is not None:
            message = f"no row of the vocabulary has the title {section.title!r}"
            yield Notice(code="unknown_heading", message=message, start=section.start, end=section.heading.end)
        elif section.heading is None and len(sections) > 1:
            message = "text before the first heading"
            yield Notice(code="untitled_text", message=message, start=section.start, end=section.end)
    if not known:
        yield Notice(code="no_sections", message="no heading of a nota was found")
