"""PDF beside other tools, in one run: pages a second with one and with two processes, memory, and what is kept of a nota.

    python benchmarks/pdf.py [--docs FOLDER --pattern GLOB] [--peers PYTHON] [--only NAME …] [--markdown] [--json OUT]

Peers run in an interpreter of their own, since notaparse doesn't need them (opendataloader-pdf also needs Java):

    python -m venv ../peers
    ../peers/bin/pip install kreuzberg edgeparse liteparse pdf-inspector docling-parse opendataloader-pdf \\
        pymupdf4llm "markitdown[pdf]"
    python benchmarks/pdf.py --peers ../peers/bin/python

A tool that isn't installed there is printed as such. None needs a network; OCR and caches of results are off.

- Each measurement is a process of its own, held to one core, warm: it has read one document before the clock runs. It reads
  all documents over and over for some seconds. Two processes take half of the documents each at the same time; their speed
  is that of the slower half.
- notaparse goes from the bytes to a checked Note with its mentions; the others give the text or Markdown of their own.
- Tools take turns, ``--rounds`` times; the best counts. A tool that needs more than ``--patience`` seconds for a pass has
  one turn.
- Memory is the most that a process held, Java's with it.
- Times of different runs don't compare, ratios within one run do. Pages a second are by the clock; where other work runs at
  the same time, look at the CPU time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pdf_features
from pdf_tools import TOOLS

ROOT = Path(__file__).parents[1]
WORKER = Path(__file__).with_name("pdf_tools.py")
SOUND = (
    "bzk-stembureaus-herindeling",
    "defensie-onderhoud-bevoorradingsschip",
    "ez-octrooien-mkb",
    "ienw-veerverbindingen",
    "jenv-incassobureaus",
    "ocw-kleine-musea",
    "vws-tandzorg-ouderen",
)
"""Fixtures that any tool can read: no scan, no password, no damage."""
DEFAULT, REFERENCE = "notaparse", "pypdfium2, text runs"
LONG = 200
"""Pages of the long nota with which memory is measured."""


class MissingTool(Exception):
    """A tool can't run there; the message says why."""


class Corpus(NamedTuple):
    """Documents and their numbers of pages."""

    pages: dict[str, int]

    @property
    def halves(self) -> tuple[list[str], list[str]]:
        """Two parts with about as many pages each."""
        halves: tuple[list[str], list[str]] = ([], [])
        sizes = [0, 0]
        for path, pages in sorted(self.pages.items(), key=lambda item: -item[1]):
            lighter = sizes.index(min(sizes))
            halves[lighter].append(path)
            sizes[lighter] += pages
        return halves


class Speed(NamedTuple):
    """Of one tool: the best of what was measured."""

    version: str
    one: float
    """Pages a second in one process."""
    two: float
    """Pages a second in two."""
    cpu: float
    """Milliseconds of CPU a page, in one process."""
    cpu_of_two: float
    """The same while two run."""
    peak: float
    """MB."""


def corpus(arguments: argparse.Namespace) -> Corpus:
    import pypdfium2

    if arguments.docs:
        paths = sorted(arguments.docs.glob(arguments.pattern))
    else:
        paths = [ROOT / "fixtures" / name / "source.pdf" for name in SOUND]
    return Corpus({str(path.resolve()): len(pypdfium2.PdfDocument(path)) for path in paths})


# ---- running ----------------------------------------------------------------------------------------------------------


def start(tool: str, peers: str | None, task: dict[str, Any]) -> subprocess.Popen[str]:
    python = sys.executable if TOOLS[tool].own else peers
    if python is None:
        raise MissingTool("no interpreter given")
    process = subprocess.Popen(
        [python, WORKER, tool], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    say(process, json.dumps(task))
    return process


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin  # noqa: S101 - it was opened with a pipe
    process.stdin.write(line + "\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The last line that a process writes. Raises ``MissingTool`` where it fails."""
    output, errors = process.communicate()
    if process.returncode:
        raise MissingTool((errors.strip().splitlines() or ["no reason given"])[-1])
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


def together(tool: str, peers: str | None, parts: tuple[list[str], ...], seconds: float) -> list[dict[str, Any]]:
    """Measure with one process for each part, all at the same time, on a core each."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    processes = [
        start(tool, peers, {"documents": part, "seconds": seconds, "core": list(cores)[number % len(cores)]})
        for number, part in enumerate(parts)
    ]
    for process in processes:
        assert process.stdout  # noqa: S101 - it was opened with a pipe
        while (line := process.stdout.readline()) and line.strip() != "ready":
            pass  # what a library prints
    for process in processes:
        if process.poll() is None:
            say(process, "go")
    return [answer(process) for process in processes]


def speed(tool: str, peers: str | None, documents: Corpus, seconds: float) -> Speed:
    pages = sum(documents.pages.values())
    (alone,) = together(tool, peers, (list(documents.pages),), seconds)
    pair = together(tool, peers, documents.halves, seconds)
    return Speed(
        version=alone["version"],
        one=pages / alone["seconds"],
        two=pages / max(half["seconds"] for half in pair),
        cpu=alone["cpu"] / pages * 1000,
        cpu_of_two=sum(half["cpu"] for half in pair) / pages * 1000,
        peak=max(measured["peak"] for measured in (alone, *pair)),
    )


def speeds(tools: list[str], documents: Corpus, arguments: argparse.Namespace) -> dict[str, Speed | str]:
    """Speed of each tool, or why it has none."""
    pages = sum(documents.pages.values())
    found: dict[str, Speed | str] = {}
    for turn in range(arguments.rounds):
        for tool in tools:
            before = found.get(tool)
            if isinstance(before, str) or (before and pages / before.one > arguments.patience):
                continue
            print(f"turn {turn + 1}: {tool}", file=sys.stderr, flush=True)
            try:
                now = speed(tool, arguments.peers, documents, arguments.seconds)
            except MissingTool as missing:
                found[tool] = str(missing)
                continue
            if before:
                now = Speed(
                    now.version,
                    max(before.one, now.one),
                    max(before.two, now.two),
                    min(before.cpu, now.cpu),
                    min(before.cpu_of_two, now.cpu_of_two),
                    max(before.peak, now.peak),
                )
            found[tool] = now
    return found


def peak_of_long(documents: Corpus) -> float:
    """Most memory in MB that notaparse needs for one nota of 200 pages, put together from the documents."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    while len(whole) < LONG:
        for path in documents.pages:
            whole.import_pages(pypdfium2.PdfDocument(path))
    while len(whole) > LONG:
        del whole[LONG]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "long.pdf")
        whole.save(path)
        (measured,) = together(DEFAULT, None, ([path],), 0)
    return float(measured["peak"])


def features(tools: list[str], peers: str | None) -> dict[str, dict[str, str]]:
    """What each tool keeps of the fixture; tools that can't run are left out."""
    said = pdf_features.gold()
    found = {}
    for tool in tools:
        try:
            shown = answer(start(tool, peers, {"show": str(pdf_features.FIXTURE / "source.pdf")}))
        except MissingTool:
            continue
        found[tool] = {**pdf_features.checks(shown, said), "place of text": TOOLS[tool].place}
    return found


# ---- printing ---------------------------------------------------------------------------------------------------------


def speed_rows(found: dict[str, Speed | str]) -> list[list[str]]:
    reference = found.get(REFERENCE)
    rows = [
        ["tool", "version", "pages/s", "pages/s, two processes", "two : one", "CPU ms a page", "times text runs", "MB"]
    ]
    for tool, measured in found.items():
        if isinstance(measured, str):
            rows.append([tool, f"not run: {measured}", *[""] * 6])
            continue
        times = f"{measured.cpu / reference.cpu:.1f}" if isinstance(reference, Speed) else ""
        rows.append(
            [
                tool,
                measured.version,
                f"{measured.one:.0f}",
                f"{measured.two:.0f}",
                f"{measured.two / measured.one:.2f}",
                f"{measured.cpu:.1f}",
                times,
                f"{measured.peak:.0f}",
            ]
        )
    return rows


def feature_rows(found: dict[str, dict[str, str]]) -> list[list[str]]:
    columns = list(next(iter(found.values()), {}))
    return [["tool", *columns], *([tool, *cells.values()] for tool, cells in found.items())]


def aims(found: dict[str, Speed | str], long: float) -> list[list[str]]:
    """What notaparse is held to, and whether it holds in this run; by CPU time, which other work disturbs least."""
    own = found.get(DEFAULT)
    if not isinstance(own, Speed):
        return []
    rows = [["aim", "measured", "met"]]
    for peer in ("kreuzberg", "kreuzberg, Markdown", "edgeparse"):
        other = found.get(peer)
        if isinstance(other, Speed):
            times = other.cpu / own.cpu
            rows.append([f"as many pages a CPU second as {peer}", f"{times:.2f} times", _yes(met=times >= 1)])
    reference = found.get(REFERENCE)
    if isinstance(reference, Speed):
        times = own.cpu / reference.cpu
        rows.append(["at most 4 times the CPU time of bare text runs", f"{times:.2f} times", _yes(met=times <= 4)])
    for clock, ratio in (("by the clock", own.two / own.one), ("by CPU time", 2 * own.cpu / own.cpu_of_two)):
        rows.append([f"two processes 1.9 times as fast as one, {clock}", f"{ratio:.2f} times", _yes(met=ratio >= 1.9)])
    rows.append(
        [f"under 150 MB, also for {LONG} pages", f"{max(own.peak, long):.0f} MB", _yes(met=max(own.peak, long) < 150)]
    )
    return rows


def _yes(*, met: bool) -> str:
    return "yes" if met else "no"


def table(rows: list[list[str]], *, markdown: bool) -> str:
    if markdown:
        rows = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--docs", type=Path, help="folder with PDFs; by default the fixtures of the project")
    cli.add_argument("--pattern", default="*.pdf")
    cli.add_argument("--peers", help="interpreter that has the peers")
    cli.add_argument("--only", nargs="+", choices=TOOLS, default=list(TOOLS), metavar="NAME")
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--seconds", type=float, default=1.5, help="how long one measurement takes at least")
    cli.add_argument("--patience", type=float, default=5)
    cli.add_argument("--markdown", action="store_true")
    cli.add_argument("--json", type=Path)
    arguments = cli.parse_args()
    documents = corpus(arguments)
    found = speeds(arguments.only, documents, arguments)
    long = peak_of_long(documents)
    kept = features(arguments.only, arguments.peers)
    print(
        f"{len(documents.pages)} documents, {sum(documents.pages.values())} pages; Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, best of {arguments.rounds}\n"
    )
    for rows in (speed_rows(found), aims(found, long), feature_rows(kept)):
        if rows:
            print(table(rows, markdown=arguments.markdown), end="\n\n")
    if arguments.json:
        figures = {tool: seen if isinstance(seen, str) else seen._asdict() for tool, seen in found.items()}
        arguments.json.write_text(
            json.dumps({"speed": figures, "peak_of_long": long, "features": kept}, indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
