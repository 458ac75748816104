"""What was made unreadable → where that stands in the canonical text.

On a page it is a box (``Zones.redactions``). In a text it is what was printed in place of the words: a ground of the Woo
("5.1.2.e") or of the Wob before it ("(10)(2e)") that no sentence names as a ground, or "Persoonsgegeven" in the head.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notaparse.model import Footnote, HeadEntry, Line, Redaction, Section, Span
from notaparse.printed import RedactionZone

_WOO = re.compile(r"5\.?\s?(?P<article>[12])\.?\s?(?P<lid>[1-5])?\.?\s?(?P<letter>[a-i])?\b\.?")
_WOB = re.compile(r"\(?10\)?\s?[.(]\s?(?P<lid>[12])\)?\s?\.?\(?(?P<letter>[a-g])\)?")
_PRINTED = re.compile(
    r"(?<![\w.,-])(?:5\.1\.?[1-5]\.?[a-i]\b|5\.2\.1\b|\(10\) ?\([12][a-g]\)|[Bb]uiten (?:verzoek|reikwijdte)\b)(?![\w(])"
)
_NAMED = re.compile(r"(?:[Aa]rt(?:ikel(?:en)?|\.)?|grond(?:en)?|lid|onder|en|of|Woo|Wob)[ ,:(]*$")
"""What comes before a ground in a sentence that names it."""
_WORD = re.compile(r"[Pp]ersoonsgegevens?")


class Places(NamedTuple):
    """The parts of a note in the order of the text, to say in which of them an offset stands."""

    head: Sequence[HeadEntry]
    sections: Sequence[Section]
    signature: Span | None
    footnotes: Sequence[Footnote]
    running: int

    def within(self, offsets: Sequence[int]) -> list[str | None]:
        """``head:date``, ``section:kernpunten``, ``footnote`` or ``furniture``, for each of the offsets."""
        parts = list(self._parts()) if offsets else []
        starts = [start for start, _ in parts]
        return [parts[n - 1][1] if (n := bisect_right(starts, at)) else None for at in offsets]

    def _parts(self) -> Iterator[tuple[int, str | None]]:
        for entry in self.head:
            first = entry.label or next(iter(entry.values), None)
            if first is not None:
                yield first.start, f"head:{entry.key}"
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section.start, f"section:{section.kind}"
            stack.extend(reversed(section.sections))
        if self.signature is not None:
            yield self.signature.start, None
        for note in self.footnotes:
            yield note.start, "footnote"
        yield self.running, "furniture"


def ground_of(raw: str) -> str | None:
    """A ground as printed, normalised: "5.12e" → ``5.1.2.e``; None for words that name none."""
    if raw.casefold().startswith("buiten"):
        return "buiten_verzoek"
    for pattern, act in ((_WOO, None), (_WOB, "10")):
        if match := pattern.search(raw):
            first = act or f"5.{match['article']}"
            return ".".join(filter(None, (first, match["lid"], match["letter"])))
    return None


def of_pages(zones: Sequence[RedactionZone], lines: Sequence[Line], text: str, places: Places) -> tuple[Redaction, ...]:
    """Redactions of pages: each at the place in the text at which its row was written."""
    if not zones:
        return ()
    by_box: dict[tuple[int | None, object], Line] = {}
    for line in lines:
        by_box.setdefault((line.page, line.bbox), line)
    spans = [
        _span(zone, None if zone.row is None else by_box.get((zone.row.page, zone.row.bbox)), text) for zone in zones
    ]
    within = places.within([start for start, _ in spans])
    return tuple(
        Redaction(
            start=start,
            end=end,
            text=text[start:end],
            ground=ground_of(zone.raw) if zone.raw else None,
            raw=zone.raw,
            page=zone.page,
            bbox=zone.bbox,
            within=part,
        )
        for zone, (start, end), part in zip(zones, spans, within, strict=True)
    )


def _span(zone: RedactionZone, line: Line | None, text: str) -> tuple[int, int]:
    if line is None:
        return 0, 0
    if zone.text and (at := text.find(zone.text, line.start, line.end)) >= 0:
        return at, at + len(zone.text)
    return (min(line.start + zone.at, line.end),) * 2


def of_text(text: str, places: Places) -> tuple[Redaction, ...]:
    """Redactions of a text, from what was printed in place of the words."""
    spans = sorted(_printed(text, places), key=lambda span: span.start)
    within = places.within([span.start for span in spans])
    return tuple(
        Redaction(
            start=span.start, end=span.end, text=span.text, ground=ground_of(span.text), raw=span.text, within=part
        )
        for span, part in zip(spans, within, strict=True)
    )


def _printed(text: str, places: Places) -> Iterator[Span]:
    for entry in places.head:
        for value in entry.values:
            if _WORD.fullmatch(value.text):
                yield value
    if not any(sign in text for sign in ("5.1", "5.2.1", "(10)", "uiten ")):
        return  # quicker than the pattern, and nearly always enough
    for match in _PRINTED.finditer(text, 0, places.running):
        if not match[0][0].isdigit() or not _NAMED.search(text[max(match.start() - 12, 0) : match.start()]):
            yield Span(start=match.start(), end=match.end(), text=match[0])
