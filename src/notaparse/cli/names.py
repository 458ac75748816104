"""``notaparse names check``: whether a user's rows of names do what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from notaparse.cli import output
from notaparse.errors import NotaparseError

app = typer.Typer(help="Names that notes speak of: meetings, missions, organisations.", no_args_is_help=True)


@app.callback()
def _names() -> None:
    """Names that notes speak of: meetings, missions, organisations."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="TOML files with [[name]] rows.")],
) -> None:
    """Run the rows' examples, show what they share with ours, and forms that can't be found; exit status 1 when something is."""
    from notaparse.mentions.names.check import check as problems_of
    from notaparse.vocabulary import load

    failed = False
    for file in files:
        try:
            mine = load(file)
        except NotaparseError as error:
            output.complain(error, source=str(file))
            raise typer.Exit(2) from error
        problems = problems_of(mine)
        failed = failed or bool(problems)
        output.write(
            "".join(f"{file}: {problem}\n" for problem in problems) or f"{file}: {len(mine.name)} rows\n", None
        )
    if failed:
        raise typer.Exit(1)
