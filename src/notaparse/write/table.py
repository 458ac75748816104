"""Mentions as lines: JSON objects, or columns between tabs."""

from __future__ import annotations

from collections.abc import Iterable

from notaparse.model import Mention

COLUMNS = ("start", "end", "kind", "text", "value", "id", "name", "type", "unit", "mod", "url", "rule")
"""Fields of a mention that ``tsv`` puts out, in this order; the fields that it leaves out are only of use to programs."""


def jsonl(mentions: Iterable[Mention]) -> str:
    """A JSON object for each mention, on a line of its own, without the fields that are empty."""
    return "".join(mention.model_dump_json(exclude_defaults=True) + "\n" for mention in mentions)


def tsv(mentions: Iterable[Mention]) -> str:
    """A head and a line for each mention; blanks of other kinds than a space become one, so that a line stays a line."""
    lines = ["\t".join(COLUMNS)]
    for mention in mentions:
        fields = (getattr(mention, column) for column in COLUMNS)
        lines.append("\t".join("" if field is None else " ".join(str(field).split()) for field in fields))
    return "\n".join(lines) + "\n"
