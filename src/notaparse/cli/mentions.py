"""``notaparse mentions``: what a text speaks of, as lines or marked in it."""

from __future__ import annotations

import datetime as dt
import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notaparse.cli import output
from notaparse.cli.parse import parser_for
from notaparse.errors import NotaparseError

if TYPE_CHECKING:
    from notaparse.mentions import Passage
    from notaparse.mentions.find import Found
    from notaparse.parser import Parser

PDF = b"%PDF-"
"""What a PDF begins with, in its first kilobyte."""


class Form(enum.StrEnum):
    """What ``--to`` takes."""

    JSONL = "jsonl"
    TSV = "tsv"
    HTML = "html"


def mentions(
    file: Annotated[str, typer.Argument(help="Any text, or a nota as PDF; - reads standard input.", metavar="FILE|-")],
    *,
    to: Annotated[Form, typer.Option("--to", help="What to put out.")] = Form.JSONL,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write to.")] = None,
    reference_date: Annotated[
        dt.datetime | None,
        typer.Option(
            "--reference-date",
            formats=["%Y-%m-%d"],
            help="Day from which 'gisteren' and '9 december' are understood; the date of a nota itself goes before it.",
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None, typer.Option("--vocabulary", help="TOML file of rows laid over the built-in ones.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule and row made each mention, and what lost to them.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Don't print notices.")] = False,
) -> None:
    """Find dates, meetings, missions, references and other mentions. Offsets are characters of a text as it stands.

    Those of a PDF are of the text that `notaparse parse --to text` gives.
    """
    from notaparse.mentions.find import find

    name = "<stdin>" if file == "-" else file
    try:
        parser = parser_for(vocabulary)
    except NotaparseError as error:
        output.complain(error, source=str(vocabulary))
        raise typer.Exit(2) from error
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        passage = _passage(content, parser, reference_date.date() if reference_date else None, name=name)
        found = find(passage, parser.finders, parser.refiners, losers=explain)
        output.write(_explained(found) if explain else _written(found, passage, to, title=name), out)
    except (NotaparseError, OSError) as error:
        output.complain(error, source=name)
        raise typer.Exit(1) from error
    if not quiet:
        for notice in found.notices:
            output.remark(notice, source=name, text=passage.text)


def _passage(content: bytes, parser: Parser, day: dt.date | None, *, name: str) -> Passage:
    from notaparse.mentions import Passage
    from notaparse.read.text import decode

    if PDF not in content[:1024]:
        text, _ = decode(content, name=name)
        return Passage(text, parser.vocabulary, day)
    note = parser.parse(content, name=name)
    running = note.furniture[0].start if note.furniture else len(note.text)
    return Passage(note.text[:running], parser.vocabulary, note.metadata.date or day)


def _written(found: Found, passage: Passage, to: Form, *, title: str) -> str:
    from notaparse.write import html, table

    if to is Form.HTML:
        return html.text_page(passage.text, found.mentions, title=title)
    return table.tsv(found.mentions) if to is Form.TSV else table.jsonl(found.mentions)


def _explained(found: Found) -> str:
    lines = [
        (mention, f"{mention.value or mention.id or ''}  [{mention.rule or 'no rule recorded'}]")
        for mention in found.mentions
    ]
    lines += [(loser.mention, f"  lost in {loser.refiner}  [{loser.mention.rule}]") for loser in found.losers]
    lines.sort(key=lambda line: (line[0].start, line[0].end))
    return "".join(
        f"{mention.start:>6}-{mention.end:<6} {mention.kind} {mention.text!r} → {what}\n" for mention, what in lines
    )
