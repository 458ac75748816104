"""What was printed → the parts of a nota: zones, head, blocks, outline, canonical text."""

from __future__ import annotations

from typing import NamedTuple

from notaparse.model import Change, Footnote, HeadEntry, Line, Metadata, Notice, Redaction, Section, Span
from notaparse.printed import Print
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
    from notaparse.structure.blocks import blocks_of
    from notaparse.structure.compose import Writer
    from notaparse.structure.head import head_of
    from notaparse.structure.lexicon import lexicon as compiled
    from notaparse.structure.outline import outline

    lexicon = compiled(vocabulary)
    if printed.pages:
        from notaparse.structure.pages import of_pages

        zones = of_pages(printed, vocabulary)
    else:
        from notaparse.structure.zones import of_text

        zones = of_text(printed, vocabulary)
    head = head_of(zones.head, lexicon)
    tree = outline(blocks_of(zones.body, lexicon), lexicon)
    writer = Writer(frozenset())
    entries = writer.head(head.entries)
    sections = writer.sections(tree)
    signature, footnotes, running, furniture = writer.around(zones)
    for edit in zones.dropped:
        writer.change(edit.kind, writer.size, edit.before, edit.after, None, edit.source_start)
    notices = [Notice(code=notice.code, message=notice.message, page=notice.page) for notice in zones.notices]
    return Draft(
        text="".join(writer.parts),
        running=running,
        metadata=head.metadata,
        head=entries,
        sections=sections,
        footnotes=footnotes,
        signature=signature,
        furniture=furniture,
        lines=tuple(writer.lines),
        changes=tuple(writer.changes),
        redactions=(),
        notices=tuple(notices),
    )
