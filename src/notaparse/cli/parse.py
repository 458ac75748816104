"""``notaparse parse``: one document to standard output."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notaparse.cli import output
from notaparse.errors import NotaparseError

if TYPE_CHECKING:
    from notaparse.model import Note
    from notaparse.parser import Parser


class Form(enum.StrEnum):
    """What ``--to`` takes."""

    JSON = "json"
    XML = "xml"
    TEXT = "text"
    TREE = "tree"
    HTML = "html"
    PNG = "png"


class EngineName(enum.StrEnum):
    """What ``--engine`` takes."""

    PYPDFIUM2 = "pypdfium2"
    PDFPLUMBER = "pdfplumber"


def parse(
    file: Annotated[str, typer.Argument(help="PDF or text; - reads standard input.", metavar="FILE|-")],
    *,
    to: Annotated[Form, typer.Option("--to", help="What to put out.")] = Form.JSON,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File (for png: folder) to write to.")] = None,
    vocabulary: Annotated[
        Path | None, typer.Option("--vocabulary", help="TOML file of rows laid over the built-in ones.")
    ] = None,
    engine: Annotated[EngineName, typer.Option("--engine", help="Who reads PDF.")] = EngineName.PYPDFIUM2,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule and row made each part, instead of the parts.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Don't print notices.")] = False,
) -> None:
    """Parse one document and put it out."""
    if to is Form.PNG and out is None:
        raise typer.BadParameter("png needs -o DIR", param_hint="--to")
    name = "<stdin>" if file == "-" else file
    try:
        parser = parser_for(vocabulary, engine=engine.value)
    except NotaparseError as error:
        output.complain(error, source=str(vocabulary))
        raise typer.Exit(2) from error
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        note = parser.parse(content, name=None if file == "-" else Path(file).name)
        if to is Form.PNG and out is not None and not explain:
            _draw(content, note, out)
        else:
            result = _explained(note, parser) if explain else _written(note, to, coloured=out is None)
            output.write(result, out)
    except (NotaparseError, OSError) as error:
        output.complain(error, source=name)
        raise typer.Exit(1) from error
    if not quiet:
        for notice in note.notices:
            output.remark(notice, source=name, text=note.text)


def parser_for(vocabulary: Path | None, *, engine: str = "pypdfium2") -> Parser:
    """Parser with the user's rows laid over ours. Raises ``VocabularyError``."""
    from notaparse.parser import Parser
    from notaparse.vocabulary import default, load

    rows = default() if vocabulary is None else default() | load(vocabulary)
    return Parser(vocabulary=rows, engine="pdfplumber" if engine == "pdfplumber" else "pypdfium2")


def _written(note: Note, to: Form, *, coloured: bool) -> str | bytes:
    if to is Form.XML:
        from notaparse.write.akn import to_akn

        return to_akn(note)
    if to is Form.TEXT:
        return note.text if note.text.endswith("\n") else note.text + "\n"
    if to is Form.TREE:
        from notaparse.write.tree import tree

        return tree(note, coloured=coloured and sys.stdout.isatty())
    if to is Form.HTML:
        from notaparse.write.html import page

        return page(note)
    return note.model_dump_json(indent=1) + "\n"


def _explained(note: Note, parser: Parser) -> str:
    from notaparse.write.explain import explain

    return explain(note, parser.vocabulary)


def _draw(content: bytes, note: Note, folder: Path) -> None:
    from notaparse.write.png import draw

    draw(content, note, folder)
