"""What was printed → the parts of a nota: zones, head, blocks, outline, canonical text."""

from __future__ import annotations

from typing import NamedTuple

from notaparse.model import Change, Footnote, HeadEntry, Line, Metadata, Notice, Redaction, Section, Span
from notaparse.printed import Print, Row, Zones
from notaparse.structure import canonical
from notaparse.structure.blocks import Node, blocks_of
from notaparse.structure.compose import Writer
from notaparse.structure.head import head_of
from notaparse.structure.joining import words_of
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.lexicon import lexicon as compiled
from notaparse.structure.metadata import metadata_of
from notaparse.structure.outline import outline
from notaparse.structure.zones import of_text
from notaparse.vocabulary import Vocabulary


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
    writer = Writer(lexicon, words)
    head = writer.head([*entries, *others])
    sections = writer.body(tree)
    signature, footnotes, running, furniture = writer.around(zones)
    for edit in zones.dropped:
        writer.change(edit.kind, writer.size, edit.before, edit.after, None, edit.source_start)
    return Draft(
        text=writer.text,
        running=running,
        metadata=metadata_of(entries, lexicon, words),
        head=head,
        sections=sections,
        footnotes=footnotes,
        signature=signature,
        furniture=furniture,
        lines=tuple(writer.lines),
        changes=tuple(writer.changes),
        redactions=redactions(zones, writer, head, sections),
        notices=notices(zones, writer, sections),
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
        zones = zones._replace(
            head=(*zones.head, *((row,) for row in zones.body)),
            body=(),
            furniture=(*zones.furniture, *canonical.around(after).furniture),
        )
        return zones, canonical.nodes(body, lexicon)
    zones = of_text(printed, vocabulary)
    return zones, blocks_of(zones.body, lexicon)


def redactions(
    zones: Zones, writer: Writer, head: tuple[HeadEntry, ...], sections: tuple[Section, ...]
) -> tuple[Redaction, ...]:
    return ()


def notices(zones: Zones, writer: Writer, sections: tuple[Section, ...]) -> tuple[Notice, ...]:
    return tuple(Notice(code=notice.code, message=notice.message, page=notice.page) for notice in zones.notices)
