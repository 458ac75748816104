"""Printed lines of a text → clean rows: markers told from text, white space measured, signs of Markdown taken off.

Afterwards a row holds one line or one item of a line, and knows the white above it (``gap``), whether the printer broke
it because it was full (``full``), and where each of its characters stood in the source.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.printed import Edit, Row, TextLine
from notaparse.structure.joining import ended, runs_on
from notaparse.structure.lexicon import Lexicon

_ODD = re.compile(
    "  |[\x00-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufeff\ufff0-\uffff]"
)
"""What makes a line need more than a strip: blanks that aren't one blank, controls, ligatures, soft hyphens."""

_NOISE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff]")
"""Characters that text can't show: they are dropped, and recorded."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}

_TOKEN = re.compile(r"\s+|\S+")

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(?:(?P<digits>\d{1,2})|(?P<letter>[a-z])|(?P<roman>x{0,2}(?:ix|iv|v?i{0,3})))[.)])(?=\s|$|(?<=\d[.)])[A-Z‘“])")
_INLINE = re.compile(r"(?<=\S) (?=[•\uf0b7●▪■➢\uf0a7\uf0d8] ?\S)")
"""A bullet glyph inside a line: extraction ran items together."""
_INLINE_WEAK = re.compile(r"(?<=[.;:!?]) (?=(?:o|-|–) (?:[A-Z]|\d{1,2}\. ))")
"""A circle or dash after the end of a sentence, before a capital: an item run together, where the line has items."""


class Spacing(NamedTuple):
    """What the white space of a text means."""

    double: bool
    """A blank line stands after every printed line."""
    limit: float | None
    """Length from which a line, with the next word, was full; 0 where lines weren't wrapped at all; None unknown."""


def rows_of(lines: tuple[TextLine, ...], lexicon: Lexicon) -> tuple[list[Row], list[Edit]]:
    """The rows of a text, and the edits that left no row behind."""
    stripped = [(line, body) for line in lines if (body := line.text.strip())]
    spacing = measure(lines)
    rows: list[Row] = []
    dropped: list[Edit] = []
    blanks, previous_end = 0, -1
    words = [body.split(None, 1)[0] for _, body in stripped]
    numbers = {id(line): n for n, line in enumerate(lines)}
    last_number = -1
    for n, (line, body) in enumerate(stripped):
        number = numbers[id(line)]
        gap = _gap(number - last_number - 1 if last_number >= 0 else 0, double=spacing.double)
        last_number = number
        lead = len(line.text) - len(line.text.lstrip())
        full = None
        if spacing.limit is not None and n + 1 < len(stripped):
            full = len(body) + 1 + len(words[n + 1]) >= spacing.limit if spacing.limit else False
        found = list(_of_line(line, body, lead, gap=gap, full=full, lexicon=lexicon))
        if not found:
            dropped.extend(Edit("control", 0, sign, "", line.start + at) for at, sign in enumerate(line.text) if not sign.isspace())
        rows.extend(found)
    del blanks, previous_end
    return rows, dropped


def _gap(blank_lines: int, *, double: bool) -> int:
    if double:
        blank_lines //= 2
    return min(blank_lines, 2)


def measure(lines: tuple[TextLine, ...]) -> Spacing:
    """Read from sentences that run on over a line end how lines were wrapped and spaced."""
    over_blank = over_none = 0
    reach: list[int] = []
    previous, blank = "", 0
    longest = 0
    for line in lines:
        body = line.text.strip()
        if not body:
            blank += 1
            continue
        longest = max(longest, len(body))
        if previous and blank < 2 and body[0].islower() and len(previous) > 30 and not ended(previous):
            word = body.split(None, 1)[0]
            if len(word) > 1:
                reach.append(len(previous) + 1 + len(word))
                if blank:
                    over_blank += 1
                else:
                    over_none += 1
        previous, blank = body, 0
    double = over_blank >= 2 and over_blank > 2 * over_none
    if len(reach) >= 3 or (reach and longest <= 130):
        return Spacing(double, 0.8 * statistics.median(reach))
    return Spacing(double, 0.0 if longest > 130 else None)


def _of_line(line: TextLine, body: str, lead: int, *, gap: int, full: bool | None, lexicon: Lexicon) -> Iterator[Row]:
    start = line.start + lead
    edits: tuple[Edit, ...] = ()
    offsets: tuple[int, ...] | None = None
    if _ODD.search(body) or not (body.isascii() or unicodedata.is_normalized("NFC", body)):
        body, edits, offsets = clean(body, start)
        if not body:
            return
    row = Row(body, line.page, None, start, line.start + len(line.text.rstrip()), float(lead), gap, full, edits=edits, offsets=offsets)
    if body[0] in "#>*_|" or "**" in body or "__" in body:
        row = _without_markup(row)
    cuts = [match.start() for match in _INLINE.finditer(row.text)]
    if row.text[0] in "-–o•*\uf0b7" or ": o " in row.text:
        cuts = sorted({*cuts, *(match.start() for match in _INLINE_WEAK.finditer(row.text))})
    at = 0
    for end in [*cuts, len(row.text)]:
        part = cut(row, at, end) if cuts else row
        if at:
            part = part._replace(gap=0)
        if end < len(row.text):
            part = part._replace(full=False)
        yield with_marker(part, lexicon)
        at = end + 1


def is_clean(text: str) -> bool:
    """Whether ``clean`` would leave a text as it is."""
    return not _ODD.search(text) and (text.isascii() or unicodedata.is_normalized("NFC", text))


def clean(text: str, start: int) -> tuple[str, tuple[Edit, ...], tuple[int, ...]]:
    """NFC, one blank between words, no controls, ligatures or soft hyphens; what was changed; the source offsets."""
    out: list[str] = []
    offsets: list[int] = []
    edits: list[Edit] = []
    size = 0
    pending = -1  # source offset of white space that is not written yet
    for token in _TOKEN.finditer(text):
        raw, at = token.group(), start + token.start()
        if raw.isspace():
            if pending < 0:
                pending = at
            for sign in raw:
                if sign not in " \t" and size:
                    edits.append(Edit("unicode", size, sign, " ", at + raw.index(sign)))
                    break
            continue
        pieces = list(_pieces(raw, at))
        if pending >= 0:
            if any(piece for _, piece, _, _ in pieces) and size:
                out.append(" ")
                offsets.append(pending)
                size += 1
                pending = -1
        for source, piece, kind, before in pieces:
            if kind:
                edits.append(Edit(kind, size, before, piece, source))
                offsets.extend([source] * len(piece))
            else:
                offsets.extend(range(source, source + len(piece)))
            out.append(piece)
            size += len(piece)
        if any(piece for _, piece, _, _ in pieces):
            pending = -1
    offsets.append(start + len(text))
    return "".join(out), tuple(edits), tuple(offsets)


def _pieces(word: str, at: int) -> Iterator[tuple[int, str, str, str]]:
    """Parts of a word: source offset, what is written, kind of the edit ("" for none), what stood there."""
    if not _ODD.search(word):
        composed = unicodedata.normalize("NFC", word)
        yield (at, composed, "" if composed == word else "unicode", word)
        return
    plain = 0
    for n, sign in enumerate(word):
        if sign == "\xad":
            kind, written = "hyphen", ""
        elif sign in _LIGATURES:
            kind, written = "ligature", _LIGATURES[sign]
        elif _NOISE.match(sign):
            kind, written = "control", ""
        else:
            continue
        if n > plain:
            yield from _pieces_of_plain(word[plain:n], at + plain)
        yield (at + n, written, kind, sign)
        plain = n + 1
    if plain < len(word):
        yield from _pieces_of_plain(word[plain:], at + plain)


def _pieces_of_plain(text: str, at: int) -> Iterator[tuple[int, str, str, str]]:
    composed = unicodedata.normalize("NFC", text)
    yield (at, composed, "" if composed == text else "unicode", text)


def cut(row: Row, start: int, end: int) -> Row:
    """The row of ``row.text[start:end]``, without blanks at its ends; edits and offsets go along."""
    text = row.text
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if start == 0 and end == len(text):
        return row
    source_start, source_end, offsets = row.start, row.end, row.offsets
    if row.offsets is not None:
        offsets = row.offsets[start : end + 1]
        source_start, source_end = offsets[0], offsets[-1]
    elif row.start is not None:
        source_start, source_end = row.start + start, row.start + end
    return row._replace(
        text=text[start:end],
        start=source_start,
        end=source_end,
        offsets=offsets,
        edits=tuple(
            edit._replace(at=edit.at - start)
            for edit in row.edits
            if start < edit.at < end
            or (edit.at == start and (edit.after or not start))
            or (edit.at == end and not edit.after)
        ),
        anchors=tuple((at - start, mark) for at, mark in row.anchors if start <= at <= end),
    )


def without(row: Row, start: int, end: int, kind: str) -> Row:
    """The row with ``text[start:end]`` taken out, and that recorded as an edit of this kind."""
    gone = end - start
    source = None
    offsets = row.offsets
    if row.start is not None:
        if offsets is None:
            offsets = tuple(range(row.start, row.start + len(row.text) + 1))
        source = offsets[start]
        offsets = (*offsets[:start], *offsets[end:])
    edits = [edit if edit.at <= start else edit._replace(at=edit.at - gone) for edit in row.edits]
    edits.append(Edit(kind, start, row.text[start:end], "", source))
    edits.sort(key=lambda edit: edit.at)
    anchors = tuple((at if at <= start else at - gone, mark) for at, mark in row.anchors)
    return row._replace(text=row.text[:start] + row.text[end:], offsets=offsets, edits=tuple(edits), anchors=anchors)


def _without_markup(row: Row) -> Row:
    hashes = _HASHES.match(row.text)
    if hashes:
        row = without(row, 0, hashes.end(), "markup")._replace(heading=len(hashes[1]), style="markdown")
        while row.text.endswith("#"):
            row = without(row, len(row.text.rstrip("# ")), len(row.text), "markup")
    for sign in ("**", "__"):
        while row.text.count(sign) >= 2:
            at = row.text.index(sign)
            row = without(row, at, at + 2, "markup")
            at = row.text.index(sign, at)
            row = without(row, at, at + 2, "markup")
    for sign in ("*", "_"):
        if len(row.text) > 2 and row.text[0] == sign == row.text[-1] and row.text[1] not in (" ", sign):
            row = without(row, len(row.text) - 1, len(row.text), "markup")
            row = without(row, 0, 1, "markup")
    return row


def with_marker(row: Row, lexicon: Lexicon) -> Row:
    """The row with its list marker told from its text."""
    text = row.text
    first = text[:1]
    size = 0
    if first in lexicon.glyphs:
        after = text[1:2]
        if not after or after == " " or not (first.isalnum() or first in "-–—*·§" or after == first):
            size = 1
    elif number := _NUMBER.match(text):
        size = len(number[1])
    if not size:
        return row
    rest = cut(row, size, len(text)) if len(text) > size else row._replace(text="", edits=(), offsets=None)
    return rest._replace(marker=text[:size], marker_start=row.start, marker_indent=row.indent)
