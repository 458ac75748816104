"""``notaparse validate``: is an XML file, or a folder of them, what it should be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notaparse.cli import output
from notaparse.errors import NotaparseError

if TYPE_CHECKING:
    from notaparse.write.problems import Problem


def validate(
    path: Annotated[Path, typer.Argument(help="XML file, or a folder such as a SIP.", metavar="FILE|DIR")],
    *,
    mdto_xsd: Annotated[Path | None, typer.Option("--mdto-xsd", help="Schema of MDTO; it isn't shipped.")] = None,
    diwoo_xsd: Annotated[Path | None, typer.Option("--diwoo-xsd", help="Schema of DiWoo; it isn't shipped.")] = None,
) -> None:
    """Check Akoma Ntoso, MDTO or DiWoo by its schema and by the rules beyond it.

    Exit status 1 if anything is wrong. Without a schema for MDTO or DiWoo only the rules are checked.
    """
    if not path.exists():
        raise typer.BadParameter(f"{path} isn't there", param_hint="FILE|DIR")
    wrong = 0
    try:
        for file, problem in _problems(path, mdto_xsd=mdto_xsd, diwoo_xsd=diwoo_xsd):
            wrong += 1
            line = f":{problem.line}" if problem.line else ""
            print(f"{file}{line}: {problem.code}: {problem.element}: {problem.message}", file=sys.stderr)
    except (NotaparseError, OSError) as error:
        output.complain(error, source=str(path))
        raise typer.Exit(1) from error
    if wrong:
        raise typer.Exit(1)


def _problems(path: Path, *, mdto_xsd: Path | None, diwoo_xsd: Path | None) -> Iterator[tuple[Path, Problem]]:
    from notaparse.write.validate import validate, validate_folder

    if path.is_dir():
        yield from validate_folder(path, mdto_xsd=mdto_xsd, diwoo_xsd=diwoo_xsd)
        return
    found = validate(path, mdto_xsd=mdto_xsd, diwoo_xsd=diwoo_xsd)
    if not found.by_schema:
        print(f"{path}: no schema given: checked by rules only", file=sys.stderr)
    yield from ((path, problem) for problem in found.problems)
