"""``notaparse rules``: are my own rows and finders right?"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Annotated

import typer

from notaparse.cli import output
from notaparse.errors import MissingExtra, NotaparseError

app = typer.Typer(help="Try your own rows and finders, and see what a change of rules changes.", no_args_is_help=True)


@app.command()
def check(
    rules: Annotated[str, typer.Argument(help="TOML file of rows, or a finder as module:function.", metavar="RULES")],
    *,
    max_time: Annotated[float, typer.Option("--max-time", help="Seconds for drawing notes.")] = 60.0,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same notes.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON on standard output.")] = False,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write a JUnit file.")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Write the counter-examples, for `rules replay`.")] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Findings accepted before: report new ones.")
    ] = None,
    baseline_update: Annotated[bool, typer.Option("--baseline-update", help="Accept today's findings.")] = False,
) -> None:
    """Run every check on the rules; exit status 1 when something is found."""
    if baseline_update and baseline is None:
        raise typer.BadParameter("needs --baseline FILE", param_hint="--baseline-update")
    _needs_hypothesis()
    from notaparse.testing.rules import CHECKS, load, report, trial

    try:
        subject = load(rules)
        findings = trial.run(subject, max_time=max_time, seed_number=seed)
        accepted = report.read(baseline)[1] if baseline is not None and baseline.exists() else []
    except NotaparseError as error:
        output.complain(error, source=rules)
        raise typer.Exit(2) from error
    if save is not None:
        output.write(report.as_json(findings, source=rules), save)
    if baseline_update and baseline is not None:
        output.write(report.as_json(findings, source=rules), baseline)
        print(f"{baseline}: {len(findings)} findings accepted", file=sys.stderr)
        return
    findings = report.new(findings, accepted)
    if junit is not None:
        output.write(report.as_junit(findings, source=rules, checks=[each.name for each in CHECKS]), junit)
    output.write(report.as_json(findings, source=rules) if as_json else report.as_text(findings, source=rules), None)
    raise typer.Exit(1 if findings else 0)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="Counter-examples that `rules check --save` or --json wrote.")],
    rules: Annotated[
        str | None, typer.Option("--rules", help="Try these rules instead of those named in FILE.")
    ] = None,
) -> None:
    """Run saved counter-examples again; exit status 1 when one still stands."""
    _needs_hypothesis()
    from notaparse.testing.rules import load, report, trial

    try:
        source, findings = report.read(file)
        standing = trial.replay(load(rules or source), findings)
    except NotaparseError as error:
        output.complain(error, source=str(file))
        raise typer.Exit(2) from error
    output.write(report.as_text(standing, source=rules or source), None)
    raise typer.Exit(1 if standing else 0)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="TOML file, or `built-in`.", metavar="OLD")],
    new: Annotated[str, typer.Argument(help="TOML file, or `built-in`.", metavar="NEW")],
    on: Annotated[Path, typer.Option("--on", help="Folder of nota's (PDF or text).", exists=True, file_okay=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Differences as JSON.")] = False,
    brief: Annotated[bool, typer.Option("--summary", help="Only how many.")] = False,
) -> None:
    """Show what NEW rows gain and lose against OLD on real nota's, document by document."""
    from notaparse.parser import Parser
    from notaparse.testing.diff import as_json as diff_json
    from notaparse.testing.diff import as_text, corpus, rows, summary

    try:
        found = list(corpus(Parser(), rows(old), rows(new), on))
    except NotaparseError as error:
        output.complain(error, source=f"{old}, {new}")
        raise typer.Exit(2) from error
    output.write(diff_json(found) if as_json else summary(found) if brief else as_text(found), None)


def _needs_hypothesis() -> None:
    if importlib.util.find_spec("hypothesis") is None:
        output.complain(MissingExtra("testing", needed_for="notaparse rules"), source="notaparse")
        raise typer.Exit(2)
