# ruff: noqa: INP001, T201 - a script of its own, that prints what it finds
"""Mutation check: would the tests notice if a rule were slightly wrong?

A mutant is the source with one small mistake in it (``<`` for ``<=``, an argument left out, a string changed), made by
the operators of mutmut. This draws mutants of ``structure/`` and ``mentions/`` at random from all that there are, runs
the tests of the mutated module on each, and tells how many were killed (a test failed), how many survived, and the
survivors as diffs::

    make mutants COUNT=100 SEED=1

Nothing in the checkout is touched: mutants live in a copy. mutmut itself mutates each function in memory and can't be
given a sample or tests per module, hence this script. Each mutant runs in a fork of a process that has loaded the
libraries but nothing of notaparse, so that it costs the time of its tests alone.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from difflib import unified_diff
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutmut.mutation.file_mutation import create_mutations

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/notaparse")

TESTS = {
    "structure/pages": ("test_golden", "test_pages*", "test_pdf*"),
    "structure": (
        "test_golden",
        "test_structure*",
        "test_lines",
        "test_blocks",
        "test_outline",
        "test_zones",
        "test_head*",
        "test_vocabulary",
        "test_laws",
    ),
    "mentions/dates": ("test_golden", "test_dates*"),
    "mentions/names": ("test_golden", "test_names*"),
    "mentions/references": ("test_golden", "test_references*"),
    "mentions/events": ("test_golden", "test_events*"),
    "mentions/money.py": ("test_golden", "test_money*"),
    "mentions/refine.py": ("test_golden", "test_refine*"),
    "mentions/sentences.py": ("test_golden", "test_sentences", "test_events"),
    "mentions/woo.py": ("test_golden", "test_money"),
    "mentions": ("test_golden", "test_find", "test_events"),
}
"""The tests that must notice a mistake in a module, quickest first; the first row that the module is under counts."""

LIBRARIES = [
    "ahocorasick_rs",
    "charset_normalizer",
    "hypothesis.strategies",
    "lxml.etree",
    "pdfplumber",
    "pydantic",
    "pypdfium2",
    "regex",
    "yaml",
]
"""What the tests import and no mutant changes: loaded once, before the forks."""

LOG = Path("baseline.log")
"""What the tests said of the source as it is; in the copy."""

LEAST = 0.85
"""The share of mutants that must be killed."""


@dataclass(frozen=True)
class Mutant:
    """A module with one mistake in it."""

    module: Path
    """Of the checkout: ``src/notaparse/structure/blocks.py``."""
    code: str
    diff: str


def main() -> int:
    """Draw, test, tell; 1 when fewer than ``LEAST`` were killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100, help="mutants to draw; all where there are fewer")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same mutants of the same source")
    parser.add_argument("--under", nargs="*", default=["structure", "mentions"], help="folders or modules of notaparse")
    asked = parser.parse_args()
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "out", "site", "build", "dist", "__pycache__"))
        with chdir(copy):
            # The copy goes before the installed package, which may be this checkout itself.
            sys.path.insert(0, str(copy / "src"))
            return tell(list(outcomes(drawn(asked.under, asked.count, asked.seed))))


def drawn(under: list[str], count: int, seed: int) -> list[Mutant]:
    """Mutants, each as likely as any other, in the order of drawing: the first so many are a sample too."""
    sites = []
    for module in modules(under):
        source, found, _, _ = create_mutations(str(module), module.read_text(encoding="utf-8"))
        sites += [(module, source, mutation) for mutation in found]
    picked = random.Random(seed).sample(range(len(sites)), min(count, len(sites)))  # noqa: S311 - a sample, no secret
    print(f"{len(picked)} of {len(sites)} mutants, seed {seed}", flush=True)
    mutants = []
    for module, source, mutation in (sites[place] for place in picked):
        code = source.deep_replace(mutation.original_node, mutation.mutated_node).code
        lines = unified_diff(source.code.splitlines(), code.splitlines(), str(module), str(module), n=1, lineterm="")
        mutants.append(Mutant(module, code, "\n".join(lines)))
    return mutants


def modules(under: list[str]) -> list[Path]:
    """Those of the checkout, in order of path."""
    places = [PACKAGE / name for name in under]
    return sorted({module for place in places for module in ([place] if place.is_file() else place.rglob("*.py"))})


def outcomes(mutants: list[Mutant]) -> Iterator[str]:
    """Of each mutant ``killed``, ``survived`` or ``timeout``; prints them as it goes, survivors as diffs."""
    known = {tests: Baseline.of(tests) for tests in sorted({tests_of(mutant.module) for mutant in mutants})}
    for number, mutant in enumerate(mutants, 1):
        original = mutant.module.read_text(encoding="utf-8")
        mutant.module.write_text(mutant.code, encoding="utf-8")
        start = time.monotonic()
        outcome = known[tests_of(mutant.module)].outcome()
        mutant.module.write_text(original, encoding="utf-8")
        print(f"{number:4} {outcome:8} {time.monotonic() - start:5.1f} s  {mutant.module}", flush=True)
        if outcome == "survived":
            print(mutant.diff, flush=True)
        yield outcome


def tests_of(module: Path) -> tuple[str, ...]:
    """The test files of a module."""
    name = module.relative_to(PACKAGE).as_posix()
    row = next(row for place, row in TESTS.items() if name == place or name.startswith(f"{place}/"))
    return tuple(str(file) for pattern in row for file in sorted(Path("tests").glob(f"{pattern}.py")))


@dataclass(frozen=True)
class Baseline:
    """How tests go without a mutant."""

    tests: tuple[str, ...]
    failing: tuple[str, ...]
    """Tests that fail anyway and so can't tell anything: left out."""
    seconds: int
    """The processor time that a run may take: a mutant that needs several times as much hangs."""

    @staticmethod
    def of(tests: tuple[str, ...]) -> Baseline:
        """Run all of them once."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        status = forked(["-rfE", *tests], seconds=3600, log=LOG)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        lines = LOG.read_text(encoding="utf-8").splitlines()
        failing = tuple(line.split(" - ")[0].removeprefix("FAILED ") for line in lines if line.startswith("FAILED "))
        baseline = Baseline(tests, failing, round(used * 2) + 10)
        if status != pytest.ExitCode.OK and (not failing or baseline.outcome() != "survived"):
            raise SystemExit("\n".join([*lines, "the tests fail without a mutant, so none can be judged"]))
        print(f"{' '.join(tests)}: {used:.0f} s of processor time, {lines[-1].strip('= ')}", flush=True)
        for test in failing:
            print(f"  left out, fails without a mutant: {test}")
        return baseline

    def outcome(self) -> str:
        """Of the source as it is now."""
        left_out = [f"--deselect={test}" for test in self.failing]
        status = forked(["-x", *left_out, *self.tests], seconds=self.seconds, log=Path(os.devnull))
        if status in {-signal.SIGXCPU, -signal.SIGKILL}:
            return "timeout"
        return "survived" if status == pytest.ExitCode.OK else "killed"


def forked(arguments: list[str], *, seconds: int, log: Path) -> int:
    """The exit status of pytest in a process of its own, or minus the signal that ended it."""
    process = multiprocessing.get_context("fork").Process(target=run, args=(arguments, seconds, log))
    process.start()
    process.join(seconds * 20)  # for what waits and uses no processor; a busy machine is no timeout
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode or 0


def run(arguments: list[str], seconds: int, log: Path) -> None:
    """Be pytest."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    with log.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.dont_write_bytecode = log != LOG  # of the source as it is, yes; of a mutant, never
    loaded = "ignore::pytest.PytestAssertRewriteWarning"  # that the libraries were loaded before pytest
    status = pytest.main(["-q", "-p", "no:cacheprovider", "-W", loaded, *arguments])
    sys.stdout.flush()
    os._exit(int(status))


def tell(results: list[str]) -> int:
    """Print the share that was noticed."""
    counts = Counter(results)
    dead = counts["killed"] + counts["timeout"]
    low, high = interval(dead, len(results))
    print(f"\nkilled {counts['killed']}, timeouts {counts['timeout']}, survived {counts['survived']}")
    print(f"{dead / len(results):.1%} noticed; of all mutants, {low:.0%} to {high:.0%} (95 % confidence)")
    return int(dead < LEAST * len(results))


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z = 1.96
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return middle - half, middle + half


if __name__ == "__main__":
    sys.exit(main())
