"""A Note in a few words, for tests that say what they expect of a whole tree."""

from collections.abc import Iterator

from notaparse import Note, Parser
from notaparse.model import Block, Section

PARSER = Parser(finders=(), refiners=())


def sketched(text: str) -> str:
    """The section tree of a text: kind, number and title of each section, below it its blocks; a line each."""
    return sketch(PARSER.parse_text(text))


def sketch(note: Note) -> str:
    return "\n".join(line for section in note.sections for line in _section(section, ""))


def _section(section: Section, pad: str) -> Iterator[str]:
    heading = " ".join(part for part in (section.number, section.title) if part)
    yield f"{pad}[{section.kind}] {heading}".rstrip()
    yield from _blocks(section.blocks, pad + "  ")
    for child in section.sections:
        yield from _section(child, pad + "  ")


def _blocks(blocks: tuple[Block, ...], pad: str) -> Iterator[str]:
    for block in blocks:
        if block.type == "paragraph":
            yield pad + block.text
        elif block.type == "table":
            yield from ((pad + " | ".join(cell.text for cell in row)).rstrip() for row in block.rows)
        else:
            for item in block.items:
                yield f"{pad}{item.marker or '?'} {item.text}"
                yield from _blocks(item.blocks, pad + "    ")


def heads(text: str) -> list[str]:
    """The head of a text: ``key label: value · value`` for each entry."""
    note = PARSER.parse_text(text)
    return [
        f"{entry.key} {entry.label.text.rstrip(':') if entry.label else '–'}: "
        + " · ".join(value.text for value in entry.values)
        for entry in note.head
    ]
