"""Headings in reading order → their depth in the tree of sections.

A section of the vocabulary that has a parent comes under it while that parent is open; "4.1." comes under "4."; letters
come under the numbered section before them; a free heading comes under the section in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from notaparse.structure.blocks import Node
from notaparse.structure.headings import Heading
from notaparse.structure.lexicon import Lexicon

_DECIMAL = re.compile(r"\d+\.\d+")
_LETTER = re.compile(r"\(?[a-z][.)]")


@dataclass(slots=True)
class SectionDraft:
    """A section, before offsets are known. ``heading`` is None for text that stands before any heading."""

    heading: Heading | None
    blocks: list[Node] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)


def outline(nodes: list[Node], lexicon: Lexicon) -> list[SectionDraft]:
    """The tree of sections. Sets ``Heading.depth``, 1 for the top."""
    top: list[SectionDraft] = []
    path: list[SectionDraft] = []
    for node in nodes:
        if not isinstance(node, Heading):
            if not path:
                path.append(SectionDraft(None))
                top.append(path[0])
            path[-1].blocks.append(node)
            continue
        depth = node.depth or _depth(node, path, lexicon)
        depth = min(depth, len(path) + 1)
        del path[depth - 1 :]
        node.depth = len(path) + 1
        section = SectionDraft(node)
        (path[-1].sections if path else top).append(section)
        path.append(section)
    return top


def _depth(heading: Heading, path: list[SectionDraft], lexicon: Lexicon) -> int:
    if not path or path[0].heading is None:
        return 1
    number = heading.number or ""
    if _DECIMAL.match(number.strip("[]")):
        return 2
    if heading.kind == "overig":
        return _free_depth(heading, path)
    parent = lexicon.parents.get(heading.kind)
    lettered = _LETTER.fullmatch(number) is not None
    if number and not lettered:
        return 1
    for depth, section in enumerate(path, 1):
        if section.heading is not None and section.heading.kind == parent:
            return depth + 1
    if lettered and path[0].heading.kind != heading.kind:
        return 2
    return 1


def _free_depth(heading: Heading, path: list[SectionDraft]) -> int:
    """Beside the free heading before it of the same looks, else under the section of the vocabulary."""
    for depth, section in enumerate(path, 1):
        if section.heading is not None and section.heading.kind == "overig":
            if heading.rank is not None and section.heading.rank is not None and heading.row.style != "markdown" and heading.rank > section.heading.rank:
                continue
            return depth
    return len(path) + 1
