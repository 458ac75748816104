"""Dates beside other tools: precision, recall and F1 of span and of value, and characters a second, in one run.

    python benchmarks/dates.py [FILE.jsonl ...] [--peers PYTHON] [--json OUT]

Peers run in an interpreter of their own, since notaparse doesn't need them:

    python -m venv ../peers
    ../peers/bin/pip install dateparser==1.5.0 ms-recognizers-text-suite==1.0.1 pyduckling-native-phihos==0.3.0
    python benchmarks/dates.py --peers ../peers/bin/python

A peer that isn't installed there is left out. By default the sentences are those of ``tests/data/dates.jsonl``, which were
written along with notaparse; rows with ``expected`` (other projects' own cases) are read as well. What counts:

- a span, without the preposition or article before it and the full stop after it;
- a value, as first and last day: one day's grace at the end of a period, since some tools end it on the day after, and 24
  days for seasons, since some take those of the sun; where a tool offers several readings, any of them. Dates whose value
  the text doesn't tell count for the span alone.

The time is that of finding alone, after one call to warm up.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PASSAGES = ROOT / "tests" / "data" / "dates.jsonl"

LEAD = re.compile(r"^(?:(?:op|in|van|om|per|de|het|'t|rond|tegen|tussen|vanaf|sinds|tot en met|t/m|tot|voor|vóór|na|bij|over|d\.d\.)\s+|[\s,(]+)+", re.IGNORECASE)  # fmt: skip
TRAIL = re.compile(r"[\s,.;:)?!]+$")

Span = tuple[int, int]
Days = tuple[str, str]
"""First and last day, ISO."""


class Found(NamedTuple):
    """What a tool found: where, and the days that it may mean."""

    span: Span
    readings: list[Days]


Find = Callable[[str, dt.date], list[Found]]


# ---- tools: each function loads its library and gives what finds ------------------------------------------------------


def notaparse() -> Find:
    from notaparse.edtf import bounds
    from notaparse.mentions import Passage
    from notaparse.mentions.dates import dates
    from notaparse.model import Mention
    from notaparse.vocabulary import default

    def find(text: str, today: dt.date) -> list[Found]:
        found = [m for m in dates(Passage(text, default(), today)) if isinstance(m, Mention)]
        return [
            Found((m.start, m.end), [(str(first), str(last)) for first, last in [bounds(m.value)]] if m.value else [])
            for m in found
        ]

    return find


def dateparser() -> Find:
    from dateparser.date import DateDataParser  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from dateparser.search import search_dates  # type: ignore[import-not-found,import-untyped,unused-ignore]

    def find(text: str, today: dt.date) -> list[Found]:
        settings = {"RELATIVE_BASE": dt.datetime.combine(today, dt.time()), "DATE_ORDER": "DMY"}
        found, at = [], 0
        for quote, _ in search_dates(text, languages=["nl"], settings=settings) or []:
            start = text.find(quote, at)
            if start < 0:
                continue
            at = start + len(quote)
            data = DateDataParser(languages=["nl"], settings=settings).get_date_data(quote)
            readings = [_period(data.date_obj.date(), data.period)] if data.date_obj else []
            found.append(Found((start, at), readings))
        return found

    return find


def recognizers() -> Find:
    from ms_recognizers_date_time import Culture, recognize_datetime  # type: ignore[import-not-found]

    def find(text: str, today: dt.date) -> list[Found]:
        found = []
        for result in recognize_datetime(text, Culture.Dutch, reference=dt.datetime.combine(today, dt.time())):
            if "date" not in result.type_name.rpartition(".")[2]:
                continue  # times, durations and sets
            values = (result.resolution or {}).get("values") or []
            readings = [
                (value.get("start") or value.get("value"), value.get("end") or value.get("value"))
                for value in values
                if value.get("value", "") != "not resolved"
                and (value.get("value") or (value.get("start") and value.get("end")))
            ]
            days = [(first[:10], last[:10]) for first, last in readings]
            found.append(Found((result.start, result.end + 1), days))
        return found

    return find


def duckling() -> Find:
    from duckling import (  # type: ignore[import-not-found]
        Context,
        default_locale_lang,
        load_time_zones,
        parse,
        parse_dimensions,
        parse_lang,
        parse_locale,
        parse_ref_time,
    )

    zones = load_time_zones("/usr/share/zoneinfo")
    locale = parse_locale("NL_NL", default_locale_lang(parse_lang("NL")))
    dimensions = parse_dimensions(["time"])

    def find(text: str, today: dt.date) -> list[Found]:
        noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
        context = Context(parse_ref_time(zones, "Europe/Amsterdam", int(noon.timestamp())), locale)
        found = []
        for result in parse(text, context, dimensions, False):
            readings = []
            for value in result["value"].get("values") or [result["value"]]:
                if value["type"] == "value" and value["grain"] not in {"hour", "minute", "second"}:
                    readings.append(_period(dt.date.fromisoformat(value["value"][:10]), value["grain"]))
                elif value["type"] == "interval" and value.get("from") and value.get("to"):
                    readings.append((value["from"]["value"][:10], value["to"]["value"][:10]))
            found.append(Found((result["start"], result["end"]), readings))
        return found

    return find


TOOLS: dict[str, Callable[[], Find]] = {
    "notaparse": notaparse,
    "Microsoft Recognizers": recognizers,
    "Duckling": duckling,
    "dateparser": dateparser,
}


def _period(day: dt.date, grain: str) -> Days:
    """First and last day of the period of that grain with the day in it."""
    if grain == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return str(monday), str(monday + dt.timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months is None:
        return str(day), str(day)
    first = day.replace(month=1, day=1) if grain == "year" else day.replace(day=1)
    index = first.year * 12 + first.month - 1 + months
    return str(first), str(dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1))


# ---- running ----------------------------------------------------------------------------------------------------------


def work(tool: str) -> None:
    """Read texts from standard input, find in all of them, and write what was found and the seconds that it took."""
    rows = [json.loads(line) for line in sys.stdin]
    find = TOOLS[tool]()
    days = [dt.date.fromisoformat(row["today"]) for row in rows]
    find(rows[0]["text"], days[0])
    start = time.perf_counter()
    found = [find(row["text"], day) for row, day in zip(rows, days, strict=True)]
    json.dump({"seconds": time.perf_counter() - start, "found": found}, sys.stdout)


def run(tool: str, python: str, rows: list[dict[str, Any]]) -> tuple[float, list[list[Found]]] | None:
    """Seconds and findings of a tool in an interpreter; None where it isn't installed there."""
    texts = "\n".join(json.dumps({"text": row["text"], "today": row["today"]}) for row in rows)
    done = subprocess.run([python, __file__, "--work", tool], input=texts, text=True, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        print(f"{tool} left out: {reason[0]}", file=sys.stderr)
        return None
    answer = json.loads(done.stdout)
    found = [[Found(tuple(span), list(map(tuple, readings))) for span, readings in row] for row in answer["found"]]
    return answer["seconds"], found


# ---- scoring ----------------------------------------------------------------------------------------------------------


def gold(row: dict[str, Any]) -> Iterator[tuple[Span, list[Days], bool]]:
    """Spans of a row, the days that each may mean (none: not told), and whether it is a season."""
    from notaparse.edtf import bounds

    for mention in row.get("mentions", ()):
        if mention["kind"] == "date":
            value = mention["value"]
            days = [(str(first), str(last)) for first, last in [bounds(value)]] if value else []
            yield (mention["start"], mention["end"]), days, bool(value and re.fullmatch(r"\d{4}-2[1-4]", value))
    for mention in row.get("expected", ()):
        if mention.get("start") is not None:
            days = [
                (
                    a["lo"][:10],
                    str(
                        max(
                            dt.date.fromisoformat(a["lo"][:10]),
                            dt.date.fromisoformat(a["hi"][:10]) - dt.timedelta(days=1),
                        )
                    ),
                )
                for a in mention["alternatives"]
                if a.get("lo") and a.get("hi")
            ]
            yield (mention["start"], mention["end"]), days, False


def core(text: str, span: Span) -> Span:
    """A span without the preposition before it and the full stop after it."""
    start, end = span
    if (lead := LEAD.match(text[start:end])) and lead.end() < end - start:
        start += lead.end()
    if (trail := TRAIL.search(text[start:end])) and trail.start():
        end -= len(trail.group())
    return start, end


def right(readings: list[Days], days: list[Days], *, season: bool) -> bool:
    """Whether one of the readings is one of what may be meant."""
    slack = dt.timedelta(days=24 if season else 0)
    for first, last in days:
        lo, hi = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        grace = max(slack, dt.timedelta(days=lo < hi))
        for one, other in readings:
            a, b = dt.date.fromisoformat(one), dt.date.fromisoformat(other)
            if abs(a - lo) <= slack and abs(b - hi) <= grace:
                return True
    return False


def score(rows: list[dict[str, Any]], found: list[list[Found]]) -> dict[str, float]:
    """Precision, recall and F1 of spans, and of spans with their values."""
    there = got = span_right = both_right = 0
    for row, finds in zip(rows, found, strict=True):
        spans = {core(row["text"], find.span): find.readings for find in finds}
        got += len(spans)
        for span, days, season in gold(row):
            there += 1
            readings = spans.get(core(row["text"], span))
            span_right += readings is not None
            if readings is not None:
                both_right += not days or right(readings, days, season=season)
    return {
        "span precision": span_right / max(got, 1),
        "span recall": span_right / max(there, 1),
        "span F1": 2 * span_right / max(got + there, 1),
        "value F1": 2 * both_right / max(got + there, 1),
        "dates": there,
    }


def bulk() -> None:
    """Characters for each second of one core over one long text: the project's nota's, as they are."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace") for path in sorted((ROOT / "fixtures").glob("*/source.txt"))
    ]
    text = "\n".join(texts) * 4
    find = notaparse()
    find(text[:1000], dt.date(2024, 6, 12))
    times = []
    for _ in range(5):
        start = time.process_time()
        found = find(text, dt.date(2024, 6, 12))
        times.append(time.process_time() - start)
    print(
        f"\nnotaparse over {len(text):,} characters of nota's: {len(found)} dates, {len(text) / min(times):,.0f} characters a second of one core"
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", nargs="*", type=Path, default=[PASSAGES])
    cli.add_argument("--peers", help="interpreter that has the peers")
    cli.add_argument("--json", type=Path)
    cli.add_argument("--work", help=argparse.SUPPRESS)
    arguments = cli.parse_args()
    if arguments.work:
        work(arguments.work)
        return
    results: dict[str, dict[str, dict[str, float]]] = {}
    for path in arguments.files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [row for row in rows if row.get("reference_date")]
        for row in rows:
            row["today"] = row["reference_date"][:10]
        size = sum(len(row["text"]) for row in rows)
        print(f"\n{path.name}: {len(rows)} texts, {size} characters\n")
        print("| tool | span P | span R | span F1 | span and value F1 | characters a second |")
        print("| --- | --- | --- | --- | --- | --- |")
        for tool in TOOLS:
            python = sys.executable if tool == "notaparse" else arguments.peers
            answer = run(tool, python, rows) if python else None
            if answer is None:
                continue
            seconds, found = answer
            result = score(rows, found) | {"characters a second": size / seconds}
            results.setdefault(path.name, {})[tool] = result
            cells = [f"{result[key]:.3f}" for key in ("span precision", "span recall", "span F1", "value F1")]
            print(f"| {tool} | {' | '.join(cells)} | {size / seconds:,.0f} |", flush=True)
    bulk()
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
