"""Printed lines of a text → clean rows: markers told from text, white space measured, signs of Markdown taken off.

Afterwards a row holds one line or one item of a line, and knows the white above it (``gap``), whether the printer broke
it because it was full (``full``), and where each of its characters stood in the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from notaparse.printed import Edit, Row, TextLine
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.spacing import Filled, Spacing

_ODD = re.compile(
    "  |[\x00-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufeff\ufff0-\uffff]"
)
"""What makes a line need more than a strip: blanks that aren't one blank, controls, ligatures, soft hyphens."""

_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff]"
)
"""Characters that text can't show: they are dropped, and recorded."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}

_LETTER = re.compile(
    r".[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]*",
    re.DOTALL,
)
"""A sign with the accents that stand on it."""
_EMPHASES = 40
"""Signs of emphasis in one line beyond which they are a pattern."""
_TOKEN = re.compile(r"\s+|\S+")

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)])(?=\s|$|(?<=\d[.)])[A-Za-z‘“])")
"""A number that may be a marker; "1.Tekst" too, but not "2.5"."""

_INLINE = re.compile(r"(?<=\S) (?=[•\uf0b7●▪■➢\uf0a7\uf0d8] ?\S)")
"""A bullet glyph inside a line: extraction ran items together."""
_INLINE_WEAK = re.compile(r"(?<=[.;:!?]) (?=(?:o|-|–) (?:[A-Z]|\d{1,2}\.? [A-Z]))")
"""A circle or dash after the end of a sentence, before a capital: an item run together, where the line has items."""


def rows_of(lines: Sequence[Filled], spacing: Spacing, lexicon: Lexicon) -> tuple[list[Row], list[Edit]]:
    """The rows of a text, and the edits of lines that left none behind."""
    rows: list[Row] = []
    dropped: list[Edit] = []
    last = len(lines) - 1
    gap = 0
    for n, (line, body, _) in enumerate(lines):
        full = None if n == last else spacing.full(body, lines[n + 1].body)
        found = _of_line(line, body, gap, full, lexicon)
        if found:
            rows += found
        else:
            dropped += [
                Edit("control", 0, sign, "", line.start + at) for at, sign in enumerate(line.text) if not sign.isspace()
            ]
        if n != last:
            gap = spacing.gap(lines[n + 1].blanks)
    return rows, dropped


def _of_line(line: TextLine, body: str, gap: int, full: bool | None, lexicon: Lexicon) -> list[Row]:  # noqa: FBT001
    text = line.text
    lead = 0 if text[0] == body[0] else len(text) - len(text.lstrip())
    start = line.start + lead
    indent = float(len(text[:lead].expandtabs(8))) if lead else 0.0
    row = row_of(body, start, line.page, indent=indent, gap=gap, full=full)
    body = row.text
    if not body:
        return []
    if body[0] in "#>*_" or "**" in body or "__" in body:
        row = without_markup(row)
        body = row.text
    cuts = [] if body.isascii() else [match.start() for match in _INLINE.finditer(body)]
    if body[0] in "-–o•*\uf0b7" or ": o " in body:
        cuts = sorted({*cuts, *(match.start() for match in _INLINE_WEAK.finditer(body))})
    if not cuts:
        return [with_marker(row, lexicon)]
    found: list[Row] = []
    at = 0
    for stop in [*cuts, len(body)]:
        part = cut(row, at, stop)
        found.append(
            with_marker(part._replace(gap=0 if at else gap, full=full if stop == len(body) else False), lexicon)
        )
        at = stop
    return found


def row_of(  # noqa: PLR0913 - the fields of a Row
    body: str, start: int, page: int, *, indent: float = 0.0, gap: int = 0, full: bool | None = None
) -> Row:
    """The clean row of a stretch of the source that has no blanks at its ends; its text may turn out empty."""
    if is_clean(body):
        return Row(body, page, None, start, start + len(body), indent, gap, full)
    text, edits, offsets = clean(body, start)
    return Row(text, page, None, start, start + len(body), indent, gap, full, edits=edits, offsets=offsets)


def is_clean(text: str) -> bool:
    """Whether ``clean`` would leave a text without blanks at its ends as it is."""
    if text.isascii():
        return "  " not in text and text.isprintable()
    return not _ODD.search(text) and unicodedata.is_normalized("NFC", text)


def clean(text: str, start: int) -> tuple[str, tuple[Edit, ...], tuple[int, ...]]:
    """NFC, one blank between words, no controls, ligatures or soft hyphens; what was changed; the source offsets."""
    out: list[str] = []
    offsets: list[int] = []
    edits: list[Edit] = []
    size = 0
    pending = -1  # source offset of white space that is not written yet
    hard: Edit | None = None  # a blank in it that is none of the usual
    for token in _TOKEN.finditer(text):
        raw, at = token.group(), start + token.start()
        if raw.isspace():
            if pending < 0:
                pending, hard = at, None
            if hard is None and raw.strip(" \t"):
                sign = raw.strip(" \t")[0]
                hard = Edit("unicode", size, sign, " ", at + raw.index(sign))
            continue
        pieces = list(_pieces(raw, at))
        if pending >= 0 and size and any(piece for _, piece, _, _ in pieces):
            out.append(" ")
            offsets.append(pending)
            if hard is not None:
                edits.append(hard._replace(at=size))
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
        if word.isascii():
            yield (at, word, "", word)
        else:
            yield from _composed(word, at)
        return
    plain = 0
    for n, sign in enumerate(word):
        if sign == "\xad":
            kind, written = "hyphen", ""
        elif sign == "\ufffe":  # PDFium's sign for a hyphen at a line end, where it joined the lines
            kind, written = "hyphen", "-" if word[n - 1 : n].isupper() or word[n - 1 : n].isdigit() else ""
        elif sign in _LIGATURES:
            kind, written = "ligature", _LIGATURES[sign]
        elif _NOISE.match(sign):
            kind, written = "control", ""
        else:
            continue
        if n > plain:
            yield from _composed(word[plain:n], at + plain)
        yield (at + n, written, kind, sign)
        plain = n + 1
    if plain < len(word):
        yield from _composed(word[plain:], at + plain)


def _composed(text: str, at: int) -> Iterator[tuple[int, str, str, str]]:
    """NFC, letter by letter, so that each change is as small as it can be."""
    letters = _LETTER.findall(text)
    composed = [unicodedata.normalize("NFC", letter) for letter in letters]
    whole = unicodedata.normalize("NFC", text)
    if "".join(composed) != whole:  # what composes over letters, as Hangul does
        letters, composed = [text], [whole]
    for letter, written in zip(letters, composed, strict=True):
        yield (at, written, "" if written == letter else "unicode", letter)
        at += len(letter)


def cut(row: Row, start: int, end: int) -> Row:
    """The row of ``row.text[start:end]``, without blanks at its ends; edits and offsets go along.

    The marker stays with the beginning. What was dropped at the place of a cut goes to the row behind it, so that of stretches that touch each other every
    edit is in one.
    """
    text, first, last = row.text, start, end
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
    if first and row.marker is not None:
        row = unmarked(row)
    return row._replace(
        text=text[start:end],
        start=source_start,
        end=source_end,
        offsets=offsets,
        edits=tuple(
            edit._replace(at=min(max(edit.at, start), end) - start)
            for edit in row.edits
            if start <= edit.at < end or (not edit.after and (first <= edit.at < last or edit.at == last == len(text)))
        ),
        anchors=tuple((at - start, mark) for at, mark in row.anchors if start <= at <= end),
    )


def unmarked(row: Row) -> Row:
    """The row without its marker."""
    return row._replace(marker=None, marker_start=None, marker_end=None, marker_indent=None, marker_bbox=None)


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
    edits = [
        edit if edit.at <= start else edit._replace(at=max(edit.at - gone, start))
        for edit in row.edits
        if not (edit.after and start <= edit.at < end)
    ]
    edits.append(Edit(kind, start, row.text[start:end], "", source))
    edits.sort(key=lambda edit: edit.at)
    anchors = tuple((at if at <= start else at - gone, mark) for at, mark in row.anchors)
    first = row.start if offsets is None else offsets[0]
    return row._replace(
        text=row.text[:start] + row.text[end:], start=first, offsets=offsets, edits=tuple(edits), anchors=anchors
    )


def without_markup(row: Row) -> Row:
    """The row without signs of Markdown; as it is where nothing else would be left."""
    bare = row
    hashes = _HASHES.match(row.text)
    if hashes:
        bare = without(bare, 0, hashes.end(), "markup")._replace(heading=len(hashes[1]), style="markdown")
        closing = len(bare.text.rstrip("# "))
        if bare.text.endswith("#") and closing:
            bare = without(bare, closing, len(bare.text), "markup")
    elif row.text.startswith("> ") and len(row.text) > 2:
        bare = without(bare, 0, 2, "markup")
    for sign in ("**", "__"):
        for opened, closed in reversed(_pairs(bare.text, sign)):
            bare = without(bare, closed, closed + 2, "markup")
            bare = without(bare, opened, opened + 2, "markup")
    text = bare.text
    if len(text) > 2 and text[0] == text[-1] and text[0] in "*_" and text[1] not in (" ", text[0]):
        bare = without(without(bare, len(text) - 1, len(text), "markup"), 0, 1, "markup")
    return cut(bare, 0, len(bare.text)) if bare.text.strip() else row


def _pairs(text: str, sign: str) -> list[tuple[int, int]]:
    """Where a doubled sign opens and closes emphasis."""
    found = [match.start() for match in re.finditer(re.escape(sign), text)]
    pairs = zip(found[::2], found[1::2], strict=False) if len(found) <= _EMPHASES else ()
    return [pair for pair in pairs if pair[1] > pair[0] + 2 and " " not in (text[pair[0] + 2], text[pair[1] - 1])]


def with_marker(row: Row, lexicon: Lexicon) -> Row:
    """The row with its list marker told from its text."""
    text = row.text
    first = text[:1]
    size = 0
    if first in lexicon.glyphs:
        after = text[1:2]
        if first in "-*" and after == " " and (number := _NUMBER.match(text, 2)) and len(text) > number.end():
            # a converter's list sign before the number that was printed
            return with_marker(without(row, 0, 2, "markup"), lexicon)
        if not after or after == " " or not (first.isalnum() or first in "-–—*·§" or after == first):
            size = 1
    elif (first.isalnum() or first == "(") and (number := _NUMBER.match(text)):
        size = len(number[1])
    if not size:
        return row
    bare = size == len(text)
    if row.offsets is None and not row.edits and not bare:  # most rows
        skip = size + (text[size] == " ")
        start = row.start
        return Row(
            text[skip:],
            row.page,
            row.bbox,
            None if start is None else start + skip,
            row.end,
            row.indent + skip,
            row.gap,
            row.full,
            text[:size],
            start,
            marker_indent=row.indent,
            heading=row.heading,
            style=row.style,
            anchors=tuple((at - skip, mark) for at, mark in row.anchors),
        )
    rest = row._replace(text="", offsets=None) if bare else cut(row, size, len(text))
    if row.edits:
        within = row.edits if bare else [edit for edit in row.edits if edit.at < size]
        kept = () if bare else rest.edits
        rest = rest._replace(edits=(*(edit._replace(at=0) for edit in within), *kept))
    return rest._replace(
        marker=text[:size],
        marker_start=row.start,
        marker_end=None if row.offsets is None else row.offsets[size],
        marker_indent=row.indent,
        indent=row.indent + size + (not bare),
    )


def with_text(row: Row) -> Row:
    """The row with its marker as the first of its text, as its line was printed."""
    marker = row.marker or ""
    between = " " if row.text else ""
    offsets = None
    if row.marker_start is not None and row.start is not None:
        first = range(row.marker_start, row.marker_start + len(marker))
        rest = row.offsets or range(row.start, row.start + len(row.text) + 1)
        blank = [row.marker_start + len(marker)] * len(between)
        offsets = (*first, *blank, *(rest if row.text else [row.marker_start + len(marker)]))
    shift = len(marker) + len(between)
    return row._replace(
        text=marker + between + row.text,
        start=row.start if row.marker_start is None else row.marker_start,
        offsets=offsets,
        edits=tuple(edit._replace(at=edit.at + shift) for edit in row.edits),
        anchors=tuple((at + shift, mark) for at, mark in row.anchors),
        indent=row.indent if row.marker_indent is None else row.marker_indent,
        marker=None,
        marker_start=None,
        marker_end=None,
        marker_bbox=None,
        marker_indent=None,
    )
