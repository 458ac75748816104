"""``notaparse convert``, ``find`` and ``timeline``: many documents."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notaparse.cli import output
from notaparse.cli.parse import parser_for
from notaparse.errors import MissingExtra, NotaparseError, OutputInUse, ProfileError, VocabularyError

if TYPE_CHECKING:
    from notaparse.archive.convert import Documents, Options, Runner
    from notaparse.archive.one import Record
    from notaparse.archive.progress import Tally
    from notaparse.archive.sip import Sip
    from notaparse.archive.sources import Sources

_FORMS = ("json", "xml", "mdto")
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}
_LEAST = 200 * 1024**2
"""Bytes below which no worker could do anything: the parser itself takes half of them."""
_USAGE = (MissingExtra, OutputInUse, ProfileError, VocabularyError)
"""What is the matter with the command, not with a document."""
_STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""


def convert(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs, zip and tar files, URLs; - reads a list of paths from standard input.",
            metavar="SOURCE...",
        ),
    ],
    *,
    out: Annotated[str, typer.Option("--out", "-o", help="Folder, or URL that fsspec opens.", metavar="DIR")],
    to: Annotated[str, typer.Option("--to", help="Forms to write, with commas: json, xml, mdto.")] = "json",
    jsonl: Annotated[Path | None, typer.Option("--jsonl", help="File for all Notes, one a line.")] = None,
    parquet: Annotated[Path | None, typer.Option("--parquet", help="Folder for tables (extra parquet).")] = None,
    processes: Annotated[
        int | None, typer.Option("--processes", "-p", min=1, help="Worker processes; one a processor.")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that one document may take.")] = 60.0,
    memory: Annotated[str, typer.Option("--memory", help="Memory that one worker may take: 512M, 2G.")] = "1G",
    force: Annotated[bool, typer.Option("--force", help="Parse everything, whatever is there.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Parse all again that failed.")] = False,
    vocabulary: Annotated[
        Path | None, typer.Option("--vocabulary", help="TOML file of rows laid over the built-in ones.")
    ] = None,
    profile: Annotated[Path | None, typer.Option("--profile", help="archive.toml, for --to mdto.")] = None,
    moment: Annotated[
        dt.datetime | None, typer.Option("--moment", help="When checksums in SIPs are made; now, unless given (UTC).")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="Address of a Dask scheduler (extra dask).", metavar="ADDRESS")
    ] = None,
    dask: Annotated[
        int | None, typer.Option("--dask", min=1, help="Workers of a Dask cluster on this machine.", metavar="N")
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", help="Folder for journal and lock, where --out is a URL.")
    ] = None,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Events to standard error, one JSON object a line.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary.")] = False,
) -> None:
    """Convert an archive: a JSON file for each document, and a manifest of all.

    Run it again to go on where it was stopped, or to take in what is new or changed.
    """
    from notaparse.archive.bundle import notes
    from notaparse.archive.convert import Options, processors
    from notaparse.archive.worker import Allowance

    forms = tuple(dict.fromkeys(form.strip() for form in to.split(",")))
    if unknown := [form for form in forms if form not in _FORMS]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(_FORMS)}", param_hint="--to")
    if scheduler is not None and dask is not None:
        raise typer.BadParameter("goes without --dask", param_hint="--scheduler")
    with _complaints(out):
        options = Options(
            to=forms,
            allowance=Allowance(processes=processes or processors(), seconds=timeout, memory=_bytes(memory)),
            force=force,
            retry_failed=retry_failed,
            parse=None if vocabulary is None else functools.partial(notes, parser=parser_for(vocabulary)),
            sip=_sip(profile, moment) if "mdto" in forms else None,
            ledger=ledger,
        )
        tally = _run(sources, out, options, cluster=(scheduler, dask), tell=(log_json, quiet))
        _export(out, jsonl=jsonl, parquet=parquet)
    if not (quiet or log_json):
        print(tally.summary(), file=sys.stderr)
    if tally.failed:
        raise typer.Exit(1)


def _run(
    paths: list[str], out: str, options: Options, *, cluster: tuple[str | None, int | None], tell: tuple[bool, bool]
) -> Tally:
    from notaparse.archive.convert import convert_iter
    from notaparse.archive.sources import HELD, Sources

    spread = cluster != (None, None)
    sources = Sources(
        tuple(paths),
        listed=sys.stdin.buffer if "-" in paths else None,
        leave=None if "://" in out else Path(out).absolute(),
        held=0 if spread else HELD,
    )
    try:
        sources.check()
    except NotaparseError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE") from error
    tally = _tally(sources, log_json=tell[0], quiet=tell[1])
    sources = dataclasses.replace(sources, skipped=tally.skipped)
    with tally, ExitStack() as stack:
        documents: Documents = sources
        runner: Runner | None = None
        if spread:
            from notaparse.archive.cluster import connected

            team = stack.enter_context(connected(*cluster, options.allowance))
            documents, runner = team.hashed(sources), team.run
        for record in convert_iter(documents, out, options, runner=runner, started=tally.started):
            tally.finished(record)
    return tally


def _tally(sources: Sources, *, log_json: bool, quiet: bool) -> Tally:
    from notaparse.archive.progress import Bar, JsonLog, Lines

    if log_json:
        return JsonLog(sys.stderr)
    if sys.stderr.isatty() and not quiet:
        return Bar(_named, sources.count)
    return Lines(_named)


def _named(record: Record) -> None:
    """Print a failed record to standard error, as an error is printed."""
    message = "" if record.error is None else record.error.message
    print(f"{record.source}: {record.code}: {message}", file=sys.stderr)


def _export(out: str, *, jsonl: Path | None, parquet: Path | None) -> None:
    if jsonl is None and parquet is None:
        return
    from notaparse.archive.converted import Converted, write_jsonl

    converted = Converted.at(out)
    if jsonl is not None:
        write_jsonl(converted, jsonl)
    if parquet is not None:
        from notaparse.archive.parquet import write_parquet

        write_parquet(converted, parquet)


def _sip(profile: Path | None, moment: dt.datetime | None) -> Sip:
    from notaparse.archive.sip import Sip
    from notaparse.write.profile import Profile

    made = moment or dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Sip(Profile() if profile is None else Profile.load(profile), made)


def _bytes(size: str) -> int:
    """Bytes of a size such as ``512M``. Raises ``typer.BadParameter``."""
    number, unit = (size[:-1], _UNITS[size[-1].upper()]) if size[-1:].upper() in _UNITS else (size, 1)
    if not number.isascii() or not number.isdigit() or int(number) * unit < _LEAST:
        raise typer.BadParameter(f"{size!r} is no size such as 512M or 2G, of 200M at least", param_hint="--memory")
    return int(number) * unit


@contextmanager
def _complaints(what: str) -> Iterator[None]:
    """Print what stops a run, and end with the status for it."""
    try:
        yield
    except (NotaparseError, OSError) as error:
        output.complain(error, source=what)
        raise typer.Exit(2 if isinstance(error, _USAGE) else 1) from error
    except KeyboardInterrupt as interrupt:
        print("stopped; the same command goes on from here", file=sys.stderr)
        raise typer.Exit(_STOPPED) from interrupt


Folder = Annotated[str, typer.Argument(help="Output folder of convert, or its tables.", metavar="DIR")]
Since = Annotated[str | None, typer.Option("--from", help="Day, month or year: 2023-01.", metavar="DATE")]
Until = Annotated[str | None, typer.Option("--until", help="Day, month or year, to its end.", metavar="DATE")]
AsJson = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]


def find(
    folder: Folder,
    *,
    meeting: Annotated[list[str] | None, typer.Option("--meeting", help="Id of a meeting: navo-dmm.")] = None,
    mission: Annotated[list[str] | None, typer.Option("--mission", help="Id of a mission.")] = None,
    organisation: Annotated[list[str] | None, typer.Option("--organisation", help="Id of an organisation.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Kind of the mentions to show: date, reference, money …")
    ] = None,
    section: Annotated[str | None, typer.Option("--section", help="Kind of the section: kernpunten.")] = None,
    words: Annotated[str | None, typer.Option("--text", help="Words in the line, in any case.")] = None,
    since: Since = None,
    until: Until = None,
    jsonl: AsJson = False,
) -> None:
    """Find what notas speak of: prints file, page, section and quote of each place.

    Of notas that are dated from --from to --until and speak of all the meetings, missions and organisations named.
    """
    from notaparse.archive.find import Query
    from notaparse.archive.find import find as places

    named = (("meeting", meeting), ("mission", mission), ("organisation", organisation))
    query = Query(
        things=tuple((what, thing) for what, things in named for thing in things or ()),
        kinds=tuple(kind or ()),
        section=section,
        words=words,
        since=_day(since, "--from", 0),
        until=_day(until, "--until", 1),
    )
    with _complaints(folder):
        for hit in places(folder, query):
            where = ":".join(str(part) for part in (hit.source, hit.page, hit.section) if part is not None)
            _say(hit._asdict() if jsonl else f"{where}: {hit.quote}")


def timeline(
    folder: Folder,
    *,
    meeting: Annotated[list[str] | None, typer.Option("--meeting", help="Id of a meeting: navo-dmm.")] = None,
    mission: Annotated[list[str] | None, typer.Option("--mission", help="Id of a mission.")] = None,
    since: Since = None,
    until: Until = None,
    jsonl: AsJson = False,
) -> None:
    """The events that notas speak of, in order: day, name, place, and where that is said."""
    from notaparse.archive.find import Query
    from notaparse.archive.find import timeline as events

    named = (("meeting", meeting), ("mission", mission))
    query = Query(
        things=tuple((what, thing) for what, things in named for thing in things or ()),
        since=_day(since, "--from", 0),
        until=_day(until, "--until", 1),
    )
    with _complaints(folder):
        for event in events(folder, query):
            day = "?" if event.first is None else event.first
            days = day if event.last == event.first else f"{day}/{event.last}"
            where = ":".join(str(part) for part in (event.source, event.page) if part is not None)
            place = "" if event.place is None else f", {event.place}"
            _say(event._asdict() if jsonl else f"{days}  {event.name}{place}  ({where}: {event.quote})")


def _day(date: str | None, option: str, which: int) -> dt.date | None:
    """First (0) or last (1) day of a date of the user's. Raises ``typer.BadParameter``."""
    from notaparse.edtf import bounds

    try:
        return None if date is None else bounds(date)[which]
    except ValueError as error:
        raise typer.BadParameter(
            f"{date!r} is no date such as 2023, 2023-01 or 2023-01-31", param_hint=option
        ) from error


def _say(said: str | dict[str, object]) -> None:
    line = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    output.write(line + "\n", None)
