"""The command line: arguments, exit codes and printing. It calls the library and does nothing itself.

Exit status: 0 all done, 1 some document failed, 2 wrong usage. Results go to standard output as UTF-8 on every platform,
messages and progress to standard error; colours only where a terminal is.
"""

from __future__ import annotations

from typing import Annotated

import typer

import notaparse
from notaparse.cli import archive, mentions, names, parse, rules, schema, xml

app = typer.Typer(
    name="notaparse",
    help="Read Dutch government briefing notes (nota's, beslisnota's) as structure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"notaparse {notaparse.__version__} (schema {schema.version()})")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True)
    ] = False,
) -> None:
    """Read Dutch government briefing notes (nota's, beslisnota's) as structure."""


# In the order in which `notaparse --help` lists them.
app.command()(parse.parse)
app.command()(mentions.mentions)
app.command()(archive.convert)
app.command()(archive.find)
app.command()(archive.timeline)
app.command()(schema.schema)
app.command()(xml.validate)


app.add_typer(names.app, name="names")
app.add_typer(rules.app, name="rules")


def main() -> None:
    """Entry point of the ``notaparse`` command."""
    app()
