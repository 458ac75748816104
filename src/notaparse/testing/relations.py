"""Metamorphic relations: what must stay the same, or change in a known way, when a text changes.

A relation needs no expected result, so it holds for any text and for a user's own rules. ``check`` tries them and says,
for each that fails, what the text became and where the two parses part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from notaparse.model import Note
from notaparse.parser import Parser
from notaparse.testing import variations
from notaparse.testing.variations import Variant


class Relation(NamedTuple):
    """One entry of the catalogue."""

    name: str
    reason: str
    """Why it must hold, in a line."""
    vary: Callable[[Parser, str, Note], Variant | None]
    """Parser, text and its Note → the variant; None where the text gives no occasion for it."""


class Failure(NamedTuple):
    """A relation that doesn't hold for a text."""

    relation: str
    reason: str
    text: str
    """The text as it was changed."""
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.relation}: {self.reason}\n" + "\n".join(f"  {line}" for line in self.wrong)


def check(parser: Parser, text: str, *, relations: tuple[Relation, ...] | None = None) -> list[Failure]:
    """Try the relations (all of ``RELATIONS``, unless others are given) on a text; empty where all hold."""
    note = parser.parse_text(text)
    failures = []
    for relation in relations if relations is not None else RELATIONS:
        variant = relation.vary(parser, text, note)
        if variant is None:
            continue
        wrong = variant.wrong(note, variant.parser.parse_text(variant.text))
        if wrong:
            failures.append(Failure(relation.name, relation.reason, variant.text, tuple(wrong)))
    return failures


RELATIONS: tuple[Relation, ...] = (
    Relation("crlf", "line ends of Windows are line ends", variations.noise("crlf")),
    Relation("byte_order_mark", "a byte order mark is no text", variations.noise("byte_order_mark")),
    Relation("decomposed", "é is é, in one character or two", variations.noise("decomposed")),
    Relation("trailing_blanks", "blanks at the end of a line are not seen", variations.noise("trailing_blanks")),
    Relation("hard_blanks", "a blank that doesn't break is a blank", variations.noise("hard_blanks")),
    Relation("soft_hyphens", "a soft hyphen is not read", variations.noise("soft_hyphens")),
    Relation("more_blank_lines", "white is white, more or less of it", variations.more_blank_lines),
    Relation("page_break", "a page's end is no end of what is said", variations.noise("page_break")),
    Relation(
        "blank_lines", "a blank line after every line is how some extractors print", variations.blank_line_after_each
    ),
    Relation("two_blanks", "two blanks after a full stop are a habit", variations.two_blanks),
    Relation("rewrapped", "where lines break says nothing", variations.rewrapped),
    Relation("hyphenated", "a word broken at a line's end is that word", variations.hyphenated),
    Relation("suspended", "a suspended hyphen joins nothing", variations.suspended),
    Relation("other_glyph", "which bullet is printed says nothing about the list", variations.other_glyph),
    Relation("appended", "a section more leaves the others alone", variations.appended),
    Relation("alias", "titles of one kind stand for each other", variations.alias),
    Relation("canonical", "the canonical text reads as it was read", variations.canonical),
    Relation("unrelated_row", "rows that don't occur don't matter", variations.unrelated_row),
    Relation("rows_permuted", "the order of rows has no meaning", variations.rows_permuted),
    Relation("printed", "text and PDF of one nota say the same", variations.printed),
    Relation("later", "in 28 years the calendar is the same, day for day", variations.later),
)
"""All relations; the order has no meaning."""
