"""Rows of a text → zones: head, body, footnotes, signature, furniture.

The body begins at the first section title, or at the first running text before it; what stands before that is the head.
Labels with their values that break into the body, or follow it, are taken out of its way: to the head when they are new
there, to the furniture when they only repeat it.
"""

from __future__ import annotations

import re

from notaparse.printed import Edit, FootnoteZone, Print, Row, ZoneNotice, Zones
from notaparse.structure.headings import heading_at
from notaparse.structure.lexicon import Lexicon, lexicon as compiled
from notaparse.structure.rows import cut, rows_of, without
from notaparse.vocabulary import Vocabulary

_SIGNATURE = re.compile(
    r"(?:DE|De|de) (?:[A-Z][\w.-]* ){0,2}(?:HOOFD|SECRETARIS|DIRECTEUR|MINISTER|STAATSSECRETARIS|INSPECTEUR|COMMANDANT|CHEF|"
    r"THESAURIER)[A-Z -]*"
    r"|(?:Senior |Coördinerend |Plv\. )?(?:[Bb]eleidsmedewerker|[Bb]eleidsadviseur|[Aa]dviseur|[Aa]fdelingshoofd|[Dd]irecteur)"
)
_FOOTNOTE = re.compile(r"(\d{1,2}) (?=\S)")
_ANCHOR = re.compile(r"(?<=[^\W\d_])[.,]?(\d{1,2})(?=$|[\s.,;:)\]’”\"'])|(?<=[.,;:)’”\"])(\d{1,2})(?=$|[\s.,;:)\]’”\"'])")
_PROSE = re.compile(r"[a-z)’”\"']{2}[.;:] [A-Z]")
_TAIL_HEAD = re.compile(r"HEADER\b.*")


def of_text(printed: Print, vocabulary: Vocabulary) -> Zones:
    """Sort the lines of a text into zones."""
    lexicon = compiled(vocabulary)
    rows, dropped = rows_of(printed.lines, lexicon)
    furniture: list[Row] = []
    main: list[Row] = []
    tail: list[Row] = []
    target = main
    for row in rows:
        whole = row.text if row.marker is None else f"{row.marker} {row.text}"
        if _TAIL_HEAD.fullmatch(whole) and main:
            furniture.append(row)
            target = tail
        elif len(whole) < 200 and lexicon.furniture(whole):
            furniture.append(row)
        else:
            target.append(row)
    start = _body_start(main, lexicon)
    head, body = main[:start], main[start:]
    body, footnotes = _footnotes(body)
    body, signature = _signature(body)
    groups = [group for part in (head, tail) for group in _groups(part)]
    return Zones(
        head=tuple(groups),
        body=tuple(body),
        footnotes=tuple(footnotes),
        signature=tuple(signature),
        furniture=tuple(furniture),
        notices=printed.notices,
        dropped=(*printed.edits, *dropped),
    )


def _body_start(rows: list[Row], lexicon: Lexicon) -> int:
    """Index of the first row of the body."""
    before: Row | None = None
    prose: int | None = None
    for n, row in enumerate(rows):
        after = rows[n + 1] if n + 1 < len(rows) else None
        if prose is None and _is_prose(row):
            prose = n
        found = heading_at(before, row, after, lexicon)
        if found is not None and found.kind != "overig" and not _is_label_here(row, after, lexicon):
            return n if prose is None else prose
        before = row
    return prose if prose is not None else 0 if not any(_is_head(row, lexicon) for row in rows) else len(rows)


def _is_prose(row: Row) -> bool:
    words = row.text.count(" ") + 1
    return words > 25 or (words > 12 and _PROSE.search(row.text) is not None)


def _is_label_here(row: Row, after: Row | None, lexicon: Lexicon) -> bool:
    """"Bijlagen" is a label as well as a title: in the head it is a label, unless a table or text follows."""
    if lexicon.label(row.text) is None or row.heading is not None:
        return False
    if after is None:
        return True
    first = after.text.split(" ", 1)[0]
    return first not in ("Volgnummer", "Nr.", "Naam")


def _is_head(row: Row, lexicon: Lexicon) -> bool:
    return bool(lexicon.labels_at(row.text)) or lexicon.status_at(row.text) is not None


def _groups(rows: list[Row]) -> list[tuple[Row, ...]]:
    """Rows without white between them."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.gap or not groups:
            groups.append([])
        groups[-1].append(row)
    return [tuple(group) for group in groups]


def _signature(body: list[Row]) -> tuple[list[Row], list[Row]]:
    for back in (1, 2):
        if len(body) > back and _SIGNATURE.fullmatch(body[-back].text) and body[-back].marker is None:
            return body[:-back], body[-back:]
    return body, []


def _footnotes(body: list[Row]) -> tuple[list[Row], list[FootnoteZone]]:
    """Notes at the foot: a line that opens with a number whose mark stands, glued to a word, in the text before it."""
    candidates = [n for n, row in enumerate(body) if row.marker is None and _FOOTNOTE.match(row.text)]
    if not candidates:
        return body, []
    zones: list[FootnoteZone] = []
    taken: set[int] = set()
    for n in candidates:
        row = body[n]
        match = _FOOTNOTE.match(row.text)
        if match is None:
            continue
        mark = match[1]
        found = _anchor(body, n, mark, taken)
        if found is None:
            continue
        where, start, end = found
        stripped = without(body[where], start, end, "footnote_mark")
        body[where] = stripped._replace(anchors=(*stripped.anchors, (start, mark)))
        zones.append(FootnoteZone(cut(row, 0, match.end(1)), (cut(row, match.end(), len(row.text)),)))
        taken.add(n)
    return [row for n, row in enumerate(body) if n not in taken], zones


def _anchor(body: list[Row], before: int, mark: str, taken: set[int]) -> tuple[int, int, int] | None:
    for n in range(before - 1, -1, -1):
        if n in taken:
            continue
        for match in _ANCHOR.finditer(body[n].text):
            group = 1 if match[1] else 2
            if match[group] == mark:
                return n, match.start(group), match.end(group)
    return None


__all__ = ["Edit", "ZoneNotice", "of_text"]
