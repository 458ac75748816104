"""Passages that were written and annotated without sight of the rules: what is found in them doesn't fall back.

What was found at first sight, before anything was mended, is in ``docs/quality.md``. A mention that is marked ``doubt`` may
be found or not.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notaparse import find_mentions

DATA = Path(__file__).parent / "data"
KINDS = ("date", "meeting", "mission", "reference")
LEAST = 0.98
"""F1 by kind, of span and, for dates, value. A handful of mentions may be lost to a rule that gains elsewhere."""

Found = tuple[str, int, int, str | None]


@pytest.mark.parametrize("name", ["blind1", "blind2", "blind3"])
def test_f1_by_kind(name: str) -> None:
    count: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[str, str]] = []
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        wanted, got = _wanted(passage), _got(passage)
        for what, mentions in (("wanted", wanted), ("got", got), ("right", wanted & got)):
            count.update((mention[0], what) for mention in mentions)
        wrong += [(kind, passage["text"][start:end]) for kind, start, end, _ in wanted ^ got]
    for kind in KINDS:
        f1 = 2 * count[kind, "right"] / (count[kind, "wanted"] + count[kind, "got"])
        assert f1 >= LEAST, (kind, f1, wrong)


def _wanted(passage: dict[str, Any]) -> set[Found]:
    return {
        (each["kind"], each["start"], each["end"], each.get("value"))
        for each in passage["mentions"]
        if not each.get("doubt")
    }


def _got(passage: dict[str, Any]) -> set[Found]:
    """What is found, without what touches a doubt."""
    day = passage["reference_date"]
    doubts = [each for each in passage["mentions"] if each.get("doubt")]
    return {
        (found.kind, found.start, found.end, found.value if found.kind == "date" else None)
        for found in find_mentions(passage["text"], reference_date=date.fromisoformat(day) if day else None)
        if found.kind in KINDS
        and not any(
            found.kind == doubt["kind"] and found.start < doubt["end"] and doubt["start"] < found.end
            for doubt in doubts
        )
    }
