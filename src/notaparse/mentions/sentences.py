"""Text → sentences, for what has to be said in one to belong together. What a semicolon parts is two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

ABBREVIATIONS = (
    "a.s", "art", "bijv", "ca", "d.d", "dd", "dhr", "dr", "drs", "excl", "i.v.m", "incl", "ir", "jl", "m.b.t", "mevr", "mr",
    "mw", "n.a.v", "nr", "nrs", "o.a", "o.l.v", "p", "prof", "resp", "St", "t.a.v", "t.b.v", "vs", "Zr.Ms",
)  # fmt: skip
"""After these a dot ends no sentence. Where they do stand at the end of one, two sentences are read as one."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order. A line end always ends one: each block has its own line."""
    start = 0
    for stop in _stop().finditer(text):
        if stop["line"] or stop["part"] or not _abbreviated().search(text, max(start, stop.start() - 8), stop.start()):
            if text[start : stop.start()].strip():
                yield start, stop.end("mark") if stop["mark"] else stop.start()
            start = stop.end()
    if text[start:].strip():
        yield start, len(text)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"(?P<mark>[.!?][)\]\"'”’]?)[ \t]+(?=[A-ZÀ-Þ\d(\[\"'“‘])|(?P<part>;)[ \t]+|(?P<line>\n)")


@cache
def _abbreviated() -> re.Pattern[str]:
    # "Dhr." and "Art." open a sentence; "VS." is no "vs.". A capital alone is an initial.
    words = {*ABBREVIATIONS, *(word[0].upper() + word[1:] for word in ABBREVIATIONS)}
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(words)))}|[A-Z])\Z")
