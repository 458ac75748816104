"""Rows of a text → zones: head, body, footnotes, signature, furniture.

The body begins at the first section title, or at the first running text before it; what stands before that is the head.
What breaks into the body is taken out of its way (``margins``, ``footnotes``, page numbers), and the rows around such a
seam are joined where the sentence runs on over it, or where the line above it was full.
"""

from __future__ import annotations

import re
from collections import Counter

from notaparse.printed import Print, Row, ZoneNotice, Zones
from notaparse.structure.footnotes import footnotes
from notaparse.structure.headings import heading_at
from notaparse.structure.lexicon import Lexicon
from notaparse.structure.lexicon import lexicon as compiled
from notaparse.structure.margins import margins, names_of
from notaparse.structure.markers import attach, only_in_series
from notaparse.structure.rows import Spacing, measure, rows_of
from notaparse.vocabulary import Vocabulary

_OFFICE = (
    r"(?:plaatsvervangend |waarnemend |plv\. ?|wnd\. ?)?(?:hoofddirecteur|directeur-generaal|directeur|secretaris-generaal|"
    r"minister|staatssecretaris|inspecteur-generaal|commandant|thesaurier-generaal|chef)\b[\w ,-]{0,80}"
)
_SIGNATURE = re.compile(rf"(?-i:DE|De|de) {_OFFICE}", re.IGNORECASE)
_FUNCTION = re.compile(
    r"(?:Senior |Coördinerend |Strategisch |Plv\. )?(?:[Bb]eleidsmedewerker|[Bb]eleidsadviseur|[Aa]dviseur|[Aa]fdelingshoofd|[Pp]rogrammamanager)"
)
_PROSE = re.compile(r"\w{2}[)’”\"']?[.;:] [A-Z‘“'\"]")
_HEADER = re.compile(r"HEADER\b.*")
"""What a layout model prints before the rows that it found around the body."""


def of_text(printed: Print, vocabulary: Vocabulary) -> Zones:
    """Sort the lines of a text into zones."""
    lexicon = compiled(vocabulary)
    spacing = measure(printed.lines)
    rows, dropped = rows_of(printed.lines, spacing, lexicon)
    main, tail, furniture = _pages(rows, spacing, lexicon)
    start = _body_start(main, lexicon)
    head, body = main[:start], main[start:]
    body, groups, repeated, seams = margins(body, names_of(head, lexicon), lexicon)
    _close_seams(body, seams, spacing)
    body, notes = footnotes(body, lexicon)
    body = only_in_series(body, lexicon)
    body, left = attach(body, lexicon)
    body, signature = _signature(body)
    notices = list(printed.notices)
    if left:
        notices.append(
            ZoneNotice("detached_marker", f"{len(left)} list markers stand apart from any item", row=left[0])
        )
    return Zones(
        head=(*_groups(head), *groups, *((row,) for row in tail)),  # a layout model's order says nothing
        body=tuple(body),
        footnotes=tuple(notes),
        signature=tuple(signature),
        furniture=(*furniture, *repeated, *left),
        notices=tuple(notices),
        dropped=(*printed.edits, *dropped),
    )


def _pages(rows: list[Row], spacing: Spacing, lexicon: Lexicon) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows before and after a layout model's "HEADER", and furniture."""
    main: list[Row] = []
    tail: list[Row] = []
    furniture: list[Row] = []
    target = main
    seams: set[int] = set()
    stamps = _stamps(rows, lexicon)
    page = 1
    for row in rows:
        whole = row.text if row.marker is None else f"{row.marker} {row.text}".strip()
        if main and target is main and _HEADER.fullmatch(whole):
            furniture.append(row)
            target = tail
        elif lexicon.furniture(whole) or (stamps and whole in stamps):
            furniture.append(row)
            seams.add(len(main))
        else:
            if row.page != page:
                seams.add(len(main))
                page = row.page
            target.append(row)
    _close_seams(main, seams, spacing)
    return main, tail, furniture


def _stamps(rows: list[Row], lexicon: Lexicon) -> set[str]:
    """Short lines that come back beside page numbers or page breaks: running heads and stamps."""
    beside: Counter[str] = Counter()
    edges = [n for n, row in enumerate(rows) if lexicon.furniture(row.text) or (n and row.page != rows[n - 1].page)]
    if not edges:
        return set()
    edges += [-1, len(rows)]  # where the first page begins and the last one ends
    for n in {
        near for edge in edges for near in (edge - 2, edge - 1, edge, edge + 1, edge + 2) if 0 <= near < len(rows)
    }:
        row = rows[n]
        if row.marker is None and row.heading is None and 3 < len(row.text) < 80 and lexicon.title(row.text) is None:
            beside[row.text] += 1
    often = {text for text, times in beside.items() if times > 1}
    return {
        text
        for text in often
        if not lexicon.furniture(text)
        and not lexicon.filler(text)
        and lexicon.label(text) is None
        and lexicon.status(text) is None
    }


def _close_seams(rows: list[Row], seams: set[int], spacing: Spacing) -> None:
    """Say of the rows around a seam what is known of them now that they are neighbours."""
    for n in seams:
        if 0 < n < len(rows) and rows[n - 1].text and rows[n].text:
            full = spacing.full(rows[n - 1].text, rows[n].text) or None
            rows[n - 1] = rows[n - 1]._replace(full=full)
            rows[n] = rows[n]._replace(gap=0 if full else 1)


def _body_start(rows: list[Row], lexicon: Lexicon) -> int:
    """Index of the first row of the body."""
    before: Row | None = None
    prose: int | None = None
    for n, row in enumerate(rows):
        after = rows[n + 1] if n + 1 < len(rows) else None
        if prose is None and _is_prose(row):
            prose = n
        found = heading_at(before, row, after, lexicon) if row.text else None
        if found is not None and found.kind != "overig" and not _is_label(row, after, lexicon):
            return n if prose is None else prose
        before = row
    if prose is not None:
        return prose
    return len(rows) if names_of(rows, lexicon) else 0


def _is_prose(row: Row) -> bool:
    words = row.text.count(" ") + 1
    return words > 25 or (words > 12 and _PROSE.search(row.text) is not None)


def _is_label(row: Row, after: Row | None, lexicon: Lexicon) -> bool:
    """ "Bijlagen" is a label as well as a title: in the head it is a label."""
    return (
        row.marker is None
        and lexicon.label(row.text) is not None
        and not (after and after.text.startswith("Volgnummer"))
    )


def _groups(rows: list[Row]) -> list[tuple[Row, ...]]:
    """Rows without white between them."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.gap or not groups:
            groups.append([])
        groups[-1].append(row)
    return [tuple(group) for group in groups]


def _signature(body: list[Row]) -> tuple[list[Row], list[Row]]:
    """The office or function that closes the body, with what is left of a name under it."""
    for back in (1, 2):
        if len(body) <= back or body[-back].marker is not None or body[-back].heading is not None:
            return body, []
        text = body[-back].text
        if (_SIGNATURE.fullmatch(text) and (text.isupper() or body[-back].gap)) or _FUNCTION.fullmatch(text):
            return body[:-back], body[-back:]
        if len(text) > 40:
            return body, []
    return body, []
