"""The tree of a nota without offsets: what is drawn before it is printed, and what a parse is compared with.

``seen(note)`` gives the tree of a parsed Note; ``differences(wanted, got)`` says in words where two trees part. Trees
are values that compare with ``==``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from notaparse.model import Block, Item, List, Note, Section, Status, Table


class DrawnParagraph(NamedTuple):
    """Running text."""

    text: str


class DrawnItem(NamedTuple):
    """An item of a list, with what hangs under it."""

    marker: str | None
    text: str
    blocks: tuple[DrawnBlock, ...] = ()


class DrawnList(NamedTuple):
    """A list."""

    items: tuple[DrawnItem, ...]


class DrawnTable(NamedTuple):
    """A table, row by row."""

    rows: tuple[tuple[str, ...], ...]


DrawnBlock: TypeAlias = DrawnParagraph | DrawnList | DrawnTable


class DrawnSection(NamedTuple):
    """A heading and what stands under it."""

    kind: str
    title: str
    number: str | None = None
    blocks: tuple[DrawnBlock, ...] = ()
    sections: tuple[DrawnSection, ...] = ()


class DrawnFootnote(NamedTuple):
    """A footnote; its mark is printed behind the words ``after`` in the body."""

    mark: str
    text: str
    after: str


class DrawnHead(NamedTuple):
    """What the head of a nota says, in plain values."""

    title: str | None = None
    status: tuple[Status, ...] = ()
    ministry: str | None = None
    date: dt.date | None = None
    references: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    deadline: dt.date | None = None
    attachments: tuple[str, ...] = ()


class DrawnNote(NamedTuple):
    """A nota: head, section tree, footnotes, signature."""

    head: DrawnHead = DrawnHead()
    sections: tuple[DrawnSection, ...] = ()
    footnotes: tuple[DrawnFootnote, ...] = ()
    signature: str | None = None

    def walk(self) -> Iterator[DrawnSection]:
        """All sections in reading order, each before its sub-sections."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))


def seen(note: Note) -> DrawnNote:
    """The tree of a parsed Note."""
    said = note.metadata
    return DrawnNote(
        DrawnHead(
            title=said.title,
            status=said.status,
            ministry=said.ministry.name if said.ministry else None,
            date=said.date,
            references=said.references,
            addressees=said.addressees,
            senders=said.senders,
            deadline=said.deadline,
            attachments=said.attachments,
        ),
        tuple(map(_section, note.sections)),
        tuple(
            DrawnFootnote(mark=foot.mark, text=foot.text, after=_before(note.text, foot.anchor))
            for foot in note.footnotes
        ),
        note.signature.text if note.signature else None,
    )


def differences(wanted: DrawnNote, got: DrawnNote) -> list[str]:
    """Where two trees part, a line each: ``-`` only wanted, ``+`` only got. Empty where they are equal.

    Blocks and headings are compared in reading order, with the path of their sections. Of a footnote's ``after`` only
    as much is compared as both give.
    """
    lines = []
    for name, want, have in zip(DrawnHead._fields, wanted.head, got.head, strict=True):
        if want != have:
            lines += [f"- {name}: {want!r}", f"+ {name}: {have!r}"]
    a, b = list(_flat(wanted)), list(_flat(got))
    for _, a0, a1, b0, b1 in (
        code for code in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if code[0] != "equal"
    ):
        lines += [f"- {line}" for line in a[a0:a1]] + [f"+ {line}" for line in b[b0:b1]]
    pairs = zip(wanted.footnotes, got.footnotes, strict=False)
    lines += [
        f"- footnote {want.mark} after {want.after!r}, + after {have.after!r}"
        for want, have in pairs
        if not (want.after.endswith(have.after) or have.after.endswith(want.after)) or (want.after and not have.after)
    ]
    return lines


def _flat(note: DrawnNote) -> Iterator[str]:
    for section in note.sections:
        yield from _flat_section(section, "")
    for foot in note.footnotes:
        yield f"footnote {foot.mark}: {foot.text}"
    if note.signature is not None:
        yield f"signature: {note.signature}"


def _flat_section(section: DrawnSection, path: str) -> Iterator[str]:
    here = f"{path}/{section.kind}"
    yield f"{here} heading: {section.number or ''}|{section.title}"
    for block in section.blocks:
        yield from _flat_block(block, here, 1)
    for inner in section.sections:
        yield from _flat_section(inner, here)


def _flat_block(block: DrawnBlock, path: str, level: int) -> Iterator[str]:
    match block:
        case DrawnParagraph(text):
            yield f"{path} paragraph{level if level > 1 else ''}: {text}"
        case DrawnTable(rows):
            yield from (f"{path} row: {' | '.join(row)}" for row in rows)
        case DrawnList(items):
            # A list opens with its own line: two lists in a row are not one.
            yield f"{path} list{level}"
            for item in items:
                yield f"{path} item{level} {item.marker!r}: {item.text}"
                for inner in item.blocks:
                    yield from _flat_block(inner, path, level + 1)


def _section(section: Section) -> DrawnSection:
    return DrawnSection(
        kind=section.kind,
        title=section.title or "",
        number=section.number,
        blocks=tuple(map(_block, section.blocks)),
        sections=tuple(map(_section, section.sections)),
    )


def _block(block: Block) -> DrawnBlock:
    match block:
        case List(items=items):
            return DrawnList(tuple(map(_item, items)))
        case Table(rows=rows):
            return DrawnTable(tuple(tuple(cell.text for cell in row) for row in rows))
        case _:
            return DrawnParagraph(block.text)


def _item(item: Item) -> DrawnItem:
    return DrawnItem(item.marker, item.text, tuple(map(_block, item.blocks)))


def _before(text: str, anchor: int | None) -> str:
    """The words before an anchor on its own line, at most 24 characters."""
    if anchor is None:
        return ""
    return text[max(0, anchor - 24) : anchor].rpartition("\n")[2]
