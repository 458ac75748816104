"""Headings in reading order → their depth in the tree of sections.

A section of the vocabulary that has a parent comes under it while that parent is open; "4.1." comes under "4."; a letter
comes under the section before it; a free heading comes under the section of the vocabulary in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from notaparse.structure.blocks import Block, Node
from notaparse.structure.headings import Heading
from notaparse.structure.lexicon import Lexicon

_DECIMAL = re.compile(r"\[?(\d{1,2})((?:\.\d{1,2})+)")
_LETTER = re.compile(r"\(?[a-z]{1,5}[.)]")


@dataclass(slots=True)
class SectionDraft:
    """A section, before offsets are known. ``heading`` is None for text that stands before any heading."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)


def outline(nodes: Iterable[Node], lexicon: Lexicon) -> list[SectionDraft]:
    """The tree of sections. Headings that have a depth keep it; the others get theirs."""
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
        if path and path[0].heading is None:
            depth = 1
        del path[max(min(depth, len(path) + 1) - 1, 0) :]
        node.depth = len(path) + 1
        section = SectionDraft(node)
        (path[-1].sections if path else top).append(section)
        path.append(section)
    return top


def _depth(heading: Heading, path: list[SectionDraft], lexicon: Lexicon) -> int:
    if not path or path[0].heading is None:
        return 1
    number = heading.number or ""
    decimal = _DECIMAL.match(number)
    if decimal:
        return 1 + decimal[2].count(".")
    if heading.kind == "overig":
        return _free_depth(heading, path)
    lettered = _LETTER.fullmatch(number) is not None
    if number.strip("[(")[:1].isdigit():
        return 1
    parent = lexicon.parents.get(heading.kind)
    for depth, section in enumerate(path, 1):
        if section.heading is not None and section.heading.kind == parent:
            return depth + 1
    return 2 if lettered else 1


def _free_depth(heading: Heading, path: list[SectionDraft]) -> int:
    """Beside the free headings before it, or under one whose type face is stronger, or whose number it carries on.

    A sub-section of the vocabulary in the same type face is a heading of its rank, too.
    """
    faced = heading.rank is not None and heading.rows[0].style != "markdown"
    for depth, section in enumerate(path, 1):
        above = section.heading
        if above is None:
            continue
        if above.kind != "overig":
            if depth > 1 and faced and above.rank == heading.rank:
                return depth
            continue
        if faced and above.rank is not None and heading.rank is not None and heading.rank > above.rank:
            continue
        if above.number is not None and heading.number is None and above.rank == heading.rank:
            continue  # under a numbered heading
        return depth
    return len(path) + 1
