"""A row's own examples: each table says what a text must give for the row to be right.

Examples are single lines or sentences; they are set into the smallest nota in which they can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from notaparse.model import Block, HeadEntry, Item, Mention, Note
from notaparse.parser import Parser
from notaparse.vocabulary import LawRow, MarkerRow, MinistryRow, NameRow, VocabularyRow


class Wrong(NamedTuple):
    """Why a check doesn't hold for a text."""

    expected: str
    got: str
    fired: str | None = None


def prove(parser: Parser, table: str, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    """Whether an example (or counter-example) of a row gives what it promises; None where it does."""
    return PROOFS[table](parser, row, line, counter=counter)


def unmarked(sentence: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A sentence without its square brackets, and the spans that stood in them."""
    text, spans, opened = "", [], 0
    for part in re.split(r"([\[\]])", sentence):
        if part == "[":
            opened = len(text)
        elif part == "]":
            spans.append((opened, len(text)))
        else:
            text += part
    return text, tuple(spans)


def _section(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    first = "Kernpunten" if row.id == "aanleiding" else "Aanleiding"
    note = parser.parse_text(
        f"{first}\nDe commissie heeft om een reactie op het voorstel gevraagd.\n\n{line}\n"
        "De regeling treedt in werking zodra de brief is verzonden.\n"
    )
    kinds = [(section.kind, section.rule) for section in note.walk() if section.heading and section.heading.start > 0]
    made = next((rule for kind, rule in kinds if kind == row.id), None)
    if counter:
        return Wrong(f"no section {row.id}", f"section {row.id}", made) if made is not None else None
    return (
        None
        if made is not None
        else Wrong(f"section {row.id}", f"sections {', '.join(kind for kind, _ in kinds) or 'none'}")
    )


def _of_head(parser: Parser, line: str) -> Note:
    return parser.parse_text(f"{line}\n\nAanleiding\nDe commissie heeft om een reactie op het voorstel gevraagd.\n")


def _label(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    head = _of_head(parser, line).head
    key = row.id.partition(".")[0]  # what follows a dot tells rows of one key apart
    entry = next((entry for entry in head if entry.key == key and entry.label is not None), None)
    return _settled(counter=counter, wanted=f"head entry {key}", found=entry, others=[entry.key for entry in head])


def _status(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    note = _of_head(parser, line)
    entry = (
        next((entry for entry in note.head if entry.key == "status"), None) if row.id in note.metadata.status else None
    )
    return _settled(counter=counter, wanted=f"status {row.id}", found=entry, others=list(note.metadata.status))


def _ministry(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    note = _of_head(parser, line)
    named = note.metadata.ministry
    right = named is not None and isinstance(row, MinistryRow) and named.name == row.name
    entry = next((entry for entry in note.head if entry.key == "ministry"), None) if right else None
    found = entry or (HeadEntry(key="ministry") if right else None)
    return _settled(counter=counter, wanted=f"ministry {row.id}", found=found, others=[named.name] if named else [])


def _settled(*, counter: bool, wanted: str, found: HeadEntry | None, others: list[str]) -> Wrong | None:
    if counter:
        return Wrong(f"no {wanted}", wanted, found.rule) if found is not None else None
    return None if found is not None else Wrong(wanted, f"{', '.join(others) or 'nothing'}")


def items(note: Note) -> Iterator[Item]:
    """All list items of a note, in reading order."""

    def inside(blocks: tuple[Block, ...]) -> Iterator[Item]:
        for block in blocks:
            if block.type == "list":
                for item in block.items:
                    yield item
                    yield from inside(item.blocks)

    for section in note.walk():
        yield from inside(section.blocks)


def _marker(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    glyphs = row.glyphs if isinstance(row, MarkerRow) else ()
    first = line.split(None, 1)[0]
    note = parser.parse_text(f"Kernpunten\n{'' if glyphs else _before(first)}{line}\n")
    markers = [item.marker for item in items(note) if item.marker]
    found = any(marker in glyphs for marker in markers) if glyphs else first in markers
    if counter:
        return Wrong("no list item", f"item with marker {markers[0]!r}") if found else None
    return None if found else Wrong(f"a list item with a marker of {row.id}", f"markers {markers or 'none'}")


def _before(number: str) -> str:
    """The item before one with this number: a number that stands alone is none of a list, unless it is the first."""
    digits = re.fullmatch(r"(\D*)(\d+)(\D*)", number)
    if digits and int(digits[2]) > 1:
        return f"{digits[1]}{int(digits[2]) - 1}{digits[3]} Een punt daarvoor\n"
    letters = number.strip("().")
    if letters in _ROMAN[1:]:
        return f"{number.replace(letters, _ROMAN[_ROMAN.index(letters) - 1])} Een punt daarvoor\n"
    return ""


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _furniture(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    note = parser.parse_text(f"Aanleiding\nDe commissie heeft om een reactie op het\n{line}\nvoorstel gevraagd.\n")
    found = any(_squeezed(line) in _squeezed(span.text) for span in note.furniture)
    if counter:
        return Wrong("the line in the body", "the line as furniture", f"furniture: {row.id}") if found else None
    return None if found else Wrong("the line as furniture", "the line in the body")


def _filler(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    note = parser.parse_text(
        f"Aanleiding\nDe commissie heeft om een reactie op het voorstel gevraagd.\n\nToelichting {line}\n"
    )
    section = note.section("toelichting")  # a filler may stand in the line of its title, which other words may not
    texts = [block.text for block in section.blocks if block.type == "paragraph"] if section else []
    found = any(_squeezed(text) == _squeezed(line) for text in texts)
    return (
        None if found != counter else Wrong(f"{'no ' * counter}filler {row.id}", f"paragraphs of toelichting: {texts}")
    )


def _named(parser: Parser, row: VocabularyRow, line: str, *, counter: bool) -> Wrong | None:
    text, spans = unmarked(line)
    mentions = parser.find_mentions(text)
    mine = [mention for mention in mentions if _is_of(mention, row)]
    if counter:
        return Wrong(f"no mention {row.id}", f"{mine[0].kind} {mine[0].text!r}", mine[0].rule) if mine else None
    found = {(mention.start, mention.end) for mention in mine}
    for start, end in spans:
        if (start, end) not in found:
            near = [f"{other.kind} {other.text!r}" for other in mentions if other.start < end and start < other.end]
            fired = next((other.rule for other in mentions if other.start < end and start < other.end), None)
            return Wrong(f"{row.id} at {text[start:end]!r}", ", ".join(near) or "no mention there", fired)
    return None


def _is_of(mention: Mention, row: VocabularyRow) -> bool:
    if isinstance(row, NameRow):
        return mention.kind == row.kind and mention.id is not None and mention.id.startswith(row.id)
    return mention.kind == ("reference" if isinstance(row, LawRow) else "date")


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


PROOFS: dict[str, Callable[..., Wrong | None]] = {
    "section": _section,
    "label": _label,
    "status": _status,
    "marker": _marker,
    "furniture": _furniture,
    "filler": _filler,
    "ministry": _ministry,
    "word": _named,
    "name": _named,
    "law": _named,
}
