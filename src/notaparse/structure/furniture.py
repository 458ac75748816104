"""What belongs to the page and not to the note: page numbers, separators, running heads, stamps.

Page numbers and separators are known by their form (``data/furniture.toml``). A running head or a stamp is a short line
that comes back at the edges of pages. Where furniture is taken out, the rows before and after it become neighbours, and
what the white between them said is gone: ``close`` says of them what is known now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from notaparse.printed import Row
from notaparse.structure.headings import title_of
from notaparse.structure.joining import ended
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.rows import cut, with_marker
from notaparse.structure.spacing import Spacing

_HEADER = re.compile(r"HEADER\b.*")
"""What a layout model prints before the rows that it found around the body."""

_NEAR = 2
"""Lines from the edge of a page within which a running head stands."""


class Sorted(NamedTuple):
    """Rows without page furniture."""

    main: list[Row]
    tail: list[Row]
    """What a layout model printed behind its "HEADER"."""
    furniture: list[Row]
    last: int
    """How many rows of ``main`` stand before the last page number."""
    stamps: set[str]
    """Texts that come back at the edges of pages."""


def without_furniture(rows: list[Row], spacing: Spacing, lexicon: Lexicon) -> Sorted:
    """Take out of the rows what is furniture by its form, and find the stamps, which stay as long as nobody asks."""
    main: list[Row] = []
    tail: list[Row] = []
    furniture: list[Row] = []
    target = main
    seams: set[int] = set()
    edges = [-1]  # where the first page begins
    last, page = 0, 1
    for n, row in enumerate(rows):
        whole = row.text if row.marker is None else f"{row.marker} {row.text}".rstrip()
        if row.page != page:
            page = row.page
            seams.add(len(main))
            edges.append(n)
        if main and target is main and whole[:6] == "HEADER" and _HEADER.fullmatch(whole):
            furniture.append(row)
            target = tail
        elif row.style != "cell" and (lexicon.furniture(whole) or (row.marker and lexicon.furniture(row.text))):
            furniture.append(row)
            last = len(main)
            seams.add(last)
            edges.append(n)
        elif row.style != "cell" and (place := _glued(row, lexicon)) is not None:
            start, end = place
            furniture.append(cut(row, start, end)._replace(heading=None))
            last = len(main) + bool(start)
            seams.add(last)
            edges.append(n)
            target.append(_rest(row, start, end, lexicon))
        else:
            target.append(row)
    close(main, seams, spacing)
    return Sorted(main, tail, furniture, last, _stamps(rows, edges, lexicon) if len(edges) > 1 else set())


def _glued(row: Row, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a page number stands in front of a row or behind it; in front of a marker is none."""
    place = lexicon.glued(row.text)
    return None if place is not None and place[0] == 0 and row.marker is not None else place


def _rest(row: Row, start: int, end: int, lexicon: Lexicon) -> Row:
    """The row without the page number in front of it or behind it."""
    return cut(row, 0, start) if start else with_marker(cut(row, end, len(row.text)), lexicon)


def _stamps(rows: list[Row], edges: list[int], lexicon: Lexicon) -> set[str]:
    edges = [
        edge for n, edge in enumerate(edges) if not n or edge - edges[n - 1] > _NEAR
    ]  # a number and a break are one
    nearest = {n: edge for edge in edges for n in range(max(edge - _NEAR, 0), min(edge + _NEAR + 1, len(rows)))}
    beside: dict[str, set[int]] = {}
    for n, edge in nearest.items():
        row = rows[n]
        if n and lexicon.label(rows[n - 1].text) is not None:
            continue  # the value of a label, which goes where its label goes
        if row.marker is None and not row.style and 3 < len(row.text) < 80:
            beside.setdefault(row.text, set()).add(edge)
    return {text for text, places in beside.items() if len(places) > 1 and _may_be_stamp(text, lexicon)}


def _may_be_stamp(text: str, lexicon: Lexicon) -> bool:
    """Not a line of running text, and nothing that the vocabulary knows better."""
    if ended(text) or not (text[0].isupper() or lexicon.value(text) or not any(map(str.isalpha, text))):
        return False
    if lexicon.label(text) is not None or lexicon.status(text) is not None:
        return False
    return not lexicon.filler(text) and not lexicon.furniture(text) and title_of(Row(text), lexicon) is None


def without_stamps(body: list[Row], stamps: set[str], spacing: Spacing) -> tuple[list[Row], list[Row]]:
    """The body without stamps, and the stamps. In the head the first of them stays: it may be a value."""
    if not stamps:
        return body, []
    kept: list[Row] = []
    stamped: list[Row] = []
    seams: set[int] = set()
    for row in body:
        if row.marker is None and row.text in stamps:
            stamped.append(row)
            seams.add(len(kept))
        else:
            kept.append(row)
    close(kept, seams, spacing)
    return kept, stamped


def close(rows: list[Row], seams: Iterable[int], spacing: Spacing) -> None:
    """Say of the rows around a seam what is known of them now that they are neighbours."""
    for n in seams:
        if 0 < n < len(rows) and rows[n - 1].text and rows[n].text and rows[n].style != "cell":
            full = spacing.full(rows[n - 1].text, rows[n].text)
            rows[n - 1] = rows[n - 1]._replace(full=full)
            rows[n] = rows[n]._replace(gap=int(full is None))  # then only the words can tell
