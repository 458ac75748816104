"""An archive with hostile documents in it: speed with one process and with two, memory, overhead, and kills.

    python benchmarks/archive.py [--documents 1000] [--kills 5] [--json OUT]

The documents are the fixtures and varied copies of them, PDF and text by turns; one in fifty is hostile: it hangs, eats
memory, crashes the interpreter, is encrypted, cut off, empty, or no document at all. No document is known on which the
parser itself hangs or crashes, so those do it in a wrapper around it (``parse`` below); all else is the real thing.

What is measured, each in a process of its own:

- documents a second with one and with two workers, and how much faster two are; peak memory of the parent, and its memory
  after each tenth of the documents; whether each document has its record, with the code that it must have;
- the time of ``convert`` with one worker over that of a bare loop of ``parse``, on documents that aren't hostile, and again
  how much faster two are;
- whether runs that were killed at random moments end with the same bytes as one that nobody disturbed. ``seconds`` in
  the manifest is left out of that.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from notaparse.archive.bundle import notes
from notaparse.archive.convert import Options, convert_iter
from notaparse.archive.worker import Allowance, resident
from notaparse.errors import NotaparseError
from notaparse.model import Note

ROOT = Path(__file__).parents[1]

HOSTILE = {
    "hang": "timeout",
    "huge": "memory",
    "crash": "crash",
    "encrypted": "encrypted",
    "cut": "damaged",
    "empty": None,
    "noise": "not_a_document",
}
"""Kind of hostile document → the code of its record; None where there is a Note of nothing, or an error that says so."""

ONE_IN = 50
SECONDS = 10.0
MEMORY = 600 * 1024**2


def parse(content: bytes, /, *, name: str | None = None) -> tuple[Note, ...]:
    """The parser, and what it would do on documents that are not known."""
    if content.startswith(b"hostile:hang"):
        while True:
            pass
    if content.startswith(b"hostile:huge"):
        held = []
        while True:
            held.append(bytearray(8 * 1024**2))
    if content.startswith(b"hostile:crash"):
        os.abort()
    return notes(content, name=name)


def corpus(folder: Path, count: int) -> dict[str, str | None]:
    """Write the documents; gives the code that the record of each must have, "" where there must be a Note."""
    good = []
    for path in sorted((ROOT / "fixtures").glob("*/source.*")):
        try:
            notes(path.read_bytes())
        except NotaparseError:
            continue
        good.append(path)
    expected: dict[str, str | None] = {}
    for number in range(count):
        below = f"{number % 100:02}"
        (folder / below).mkdir(parents=True, exist_ok=True)
        if number % ONE_IN == ONE_IN - 1:
            kind = list(HOSTILE)[number // ONE_IN % len(HOSTILE)]
            name = f"{below}/{number:06}-{kind}.{'pdf' if kind in {'encrypted', 'cut', 'noise'} else 'txt'}"
            (folder / name).write_bytes(_hostile(kind, number))
            expected[name] = HOSTILE[kind]
        else:
            source = good[number % len(good)]
            name = f"{below}/{number:06}{source.suffix}"
            # A reader of PDF passes over what stands behind the last line of the file.
            tail = f"%{number}\n" if source.suffix == ".pdf" else f"\nDossier {number}.\n"
            (folder / name).write_bytes(source.read_bytes() + tail.encode())
            expected[name] = ""
    return expected


def _hostile(kind: str, number: int) -> bytes:
    fixtures = ROOT / "fixtures"
    if kind == "encrypted":
        return (fixtures / "ocw-versleuteld" / "source.pdf").read_bytes() + f"%{number}\n".encode()
    if kind == "cut":
        return (fixtures / "ocw-kleine-musea" / "source.pdf").read_bytes()[: 400 + number % 200]
    if kind == "noise":
        return bytes(random.Random(number).randbytes(20_000))
    return b"" if kind == "empty" else f"hostile:{kind} {number}".encode()


# ---- in processes of their own ----------------------------------------------------------------------------------------


def run(source: Path, out: Path, processes: int) -> dict[str, Any]:
    """Convert once; seconds, peak memory of this process, and its memory after each tenth."""
    options = Options(parse=parse, allowance=Allowance(processes=processes, seconds=SECONDS, memory=MEMORY))
    total = sum(1 for path in source.rglob("*") if path.is_file())
    memory = []
    began = time.perf_counter()
    for done, _ in enumerate(convert_iter(source, out, options), 1):
        if done % max(1, total // 10) == 0:
            memory.append(resident(os.getpid()) // 1024**2)
    seconds = time.perf_counter() - began
    return {
        "seconds": round(seconds, 2),
        "documents_per_second": round(total / seconds, 1),
        "parent_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "parent_mb_after_each_tenth": memory,
    }


def bare(source: Path) -> dict[str, Any]:
    """The loop that anybody would write."""
    began = time.perf_counter()
    count = 0
    for path in sorted(source.rglob("*")):
        if path.is_file():
            notes(path.read_bytes(), name=path.name)
            count += 1
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "documents_per_second": round(count / seconds, 1)}


# ---- what is measured -------------------------------------------------------------------------------------------------


def child(*arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--child", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(done.stdout))


def speed(work: Path, count: int) -> dict[str, Any]:
    expected = corpus(work / "in", count)
    report: dict[str, Any] = {"documents": count, "hostile": sum(1 for code in expected.values() if code != "")}
    for processes in (1, 2):
        out = work / f"out{processes}"
        report[f"processes_{processes}"] = child("run", work / "in", out, processes) | _checked(out, expected)
    report["speed_up"] = round(report["processes_1"]["seconds"] / report["processes_2"]["seconds"], 2)
    return report


def _checked(out: Path, expected: dict[str, str | None]) -> dict[str, Any]:
    lines = {line["source"]: line for line in map(json.loads, (out / "manifest.jsonl").read_text().splitlines())}
    wrong = [
        f"{name}: {lines[name]['code']}"
        for name, code in expected.items()
        if name in lines and code is not None and (lines[name]["code"] or "") != code
    ]
    return {"lost_records": len(expected.keys() - lines.keys()), "wrong_records": wrong[:10]}


def overhead(work: Path, count: int, rounds: int) -> dict[str, Any]:
    """Best of some rounds, each with both: other work on the machine disturbs both alike."""
    corpus(work / "in", count)
    for path in (work / "in").rglob("*-*"):
        path.unlink()
    loops, one, two = [], [], []
    for number in range(rounds):
        loops.append(child("bare", work / "in")["seconds"])
        one.append(child("run", work / "in", work / f"one{number}", 1)["seconds"])
        two.append(child("run", work / "in", work / f"two{number}", 2)["seconds"])
    return {
        "documents": sum(1 for path in (work / "in").rglob("*") if path.is_file()),
        "bare_loop_seconds": loops,
        "convert_seconds_1_process": one,
        "convert_seconds_2_processes": two,
        "overhead": round(min(one) / min(loops) - 1, 3),
        "speed_up": round(min(one) / min(two), 2),
    }


def kills(work: Path, count: int, times: int) -> dict[str, Any]:
    """Each run is killed at a random moment of the time that a whole one takes; the last one is let through."""
    corpus(work / "in", count)
    began = time.perf_counter()
    child("run", work / "in", work / "whole", 2)
    whole = time.perf_counter() - began
    chance = random.Random(times)
    records = []
    for _ in range(times):
        running = subprocess.Popen(
            [sys.executable, __file__, "--child", "run", work / "in", work / "killed", "2"], stdout=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.5, max(1.0, 2.5 * whole / times)))
        running.send_signal(signal.SIGKILL)
        running.wait()
        journal = work / "killed" / ".notaparse" / "journal.jsonl"
        records.append(journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0)
    child("run", work / "in", work / "killed", 2)
    ours, theirs = _files(work / "killed"), _files(work / "whole")
    differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    lines = [json.loads(files["manifest.jsonl"]) for files in (ours, theirs)]
    records_differing = [pair for pair in zip(*lines, strict=False) if pair[0] != pair[1]]
    return {
        "documents": count,
        "kills": times,
        "records_at_each_kill": records,
        "differing_files": differing,
        "differing_records": records_differing[:3],
    }


def _files(out: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".notaparse" not in path.parts
    }
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    found["manifest.jsonl"] = json.dumps([{**line, "seconds": None} for line in lines]).encode()
    return found


def main() -> None:
    """Measure, and print what came of it as JSON."""
    if sys.argv[1:2] == ["--child"]:
        what, source, *rest = sys.argv[2:]
        done = bare(Path(source)) if what == "bare" else run(Path(source), Path(rest[0]), int(rest[1]))
        print(json.dumps(done))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3, help="of the comparison with a bare loop")
    parser.add_argument("--only", choices=["speed", "overhead", "kills"])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    parts: dict[str, Callable[[Path], dict[str, Any]]] = {
        "speed": lambda work: speed(work, given.documents),
        "overhead": lambda work: overhead(work, min(given.documents, 2000), given.rounds),
        "kills": lambda work: kills(work, min(given.documents, 2000), given.kills),
    }
    report: dict[str, Any] = {"load_before": os.getloadavg(), "processors": os.cpu_count()}
    for name, part in parts.items():
        if given.only not in {None, name}:
            continue
        work = Path(tempfile.mkdtemp(prefix="notaparse-"))
        try:
            report[name] = part(work)
        finally:
            shutil.rmtree(work)
        print(json.dumps({name: report[name]}, indent=1), flush=True)
    report["load_after"] = os.getloadavg()
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
