"""Speed of the text path, and how it grows.

    python benchmarks/text.py [FILE] [--repeat 200] [--json OUT]

Parses one nota (by default a fixture of the project) in a warm process, and texts of 0.1, 1 and 10 MB made of varied
copies of it, all in this one run: milliseconds for the nota, and cost for each character relative to that at 0.1 MB. Then
1 MB of each trigger character, which must cost about the same for each character as 0.1 MB of it.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from pathlib import Path

from notaparse.parser import Parser

ROOT = Path(__file__).parents[1]
NOTA = ROOT / "fixtures" / "defensie-oefening-noordzee" / "source.txt"
TRIGGERS = (
    "\uf0b7 ",
    "• ",
    "o\n",
    "- ",
    ".",
    "1",
    "1. ",
    "a) ",
    "[",
    "(",
    "#",
    "\n",
    " ",
    "\t",
    "Datum\n",
    "Aan\n",
    "|",
    "*",
)


def best(parser: Parser, text: str, repeat: int) -> float:
    """Least CPU time in seconds of several parses: other work on the machine lengthens it little."""
    times = []
    for _ in range(repeat):
        gc.collect()
        start = time.process_time()
        parser.parse_text(text)
        times.append(time.process_time() - start)
    return min(times)


def long_text(nota: str, size: int) -> str:
    """Copies of a nota, each with numbers of its own, up to about so many characters."""
    parts: list[str] = []
    total = 0
    while total < size:
        parts.append(nota.replace("2025", str(1980 + len(parts) % 100)))
        total += len(parts[-1])
    return "\n".join(parts)[:size]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("file", nargs="?", type=Path, default=NOTA)
    cli.add_argument("--repeat", type=int, default=200)
    cli.add_argument("--json", type=Path)
    cli.add_argument("--largest", type=float, default=10, help="largest text in MB")
    arg = cli.parse_args()
    nota = arg.file.read_text(encoding="utf-8")
    parser = Parser()
    parser.parse_text(nota)
    figures: dict[str, float] = {"nota_ms": best(parser, nota, arg.repeat) * 1000, "nota_characters": len(nota)}
    print(f"one nota of {len(nota)} characters: {figures['nota_ms']:.2f} ms")
    base = 0.0
    for megabytes in (0.1, 1.0, 10.0):
        if megabytes > arg.largest:
            continue
        size = int(megabytes * 1_000_000)
        seconds = best(parser, long_text(nota, size), 3 if megabytes < 10 else 1)
        base = base or seconds / size
        figures[f"{megabytes}_mb_ns_per_character"] = seconds / size * 1e9
        print(
            f"{megabytes:>5} MB: {seconds:7.2f} s, {seconds / size * 1e9:6.0f} ns a character, {seconds / size / base:.2f} times 0.1 MB"
        )
    for trigger in TRIGGERS:
        small, large = (trigger * (size // len(trigger)) for size in (100_000, 1_000_000))
        ratio = best(parser, large, 1) / best(parser, small, 1) / 10
        figures[f"growth_{trigger.strip() or repr(trigger)}"] = ratio
        print(f"1 MB of {trigger!r}: {ratio:.2f} times the cost for each character of 0.1 MB")
    if arg.json:
        arg.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
