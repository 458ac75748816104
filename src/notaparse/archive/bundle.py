"""Documents that hold more than a nota: a bundle of several, a letter before it, annexes behind it.

A document is parsed whole, and looked at page by page: where a page number begins again at 1, or has come to its end;
where a letter opens with its salutation; where a second "Aanleiding" has been found. What begins there is parsed by
itself, and kept apart where it turns out to be a document: a nota that only goes on is given back to its beginning. A
part, or a whole document, without anything that makes a nota gets the notice ``not_a_nota``.
"""

from __future__ import annotations

import functools
import itertools
import re
import sys
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from notaparse.model import Note, Notice
from notaparse.parser import Parser
from notaparse.printed import Print

OPENING: Final = frozenset({"aanleiding", "geadviseerd_besluit"})
"""Sections that a nota begins with, one of them or both."""
CORE: Final = OPENING | {"kernpunten", "toelichting", "niet_openbaar", "samenvatting", "motivering", "krachtenveld"}
"""Sections that no letter and no annex has."""
LABELS: Final = frozenset({"status", "addressee", "sender", "reference", "deadline", "authors", "consulted", "routing"})
"""Labels of a nota's head."""
_LABELS_AT_LEAST = 3
"""How many of them make a head: letters have one or two."""

_NUMBER = re.compile(r"(?:P ?agina |Blad )?(\d{1,3}) van (\d{1,3})", re.IGNORECASE)
_SALUTATION = re.compile(
    r"Geachte (?:leden|(?:mevrouw |heer |mevrouw, heer )?voorzitter|heer|mevrouw)\b.{0,40}", re.IGNORECASE
)
_TOP = 30
"""Lines of a page among which a letter's salutation stands: address and reference lines stand above it."""

NOT_A_NOTA = Notice(
    code="not_a_nota", message="nothing here says that this is a nota: a letter, an annex, another document"
)


Keep = Callable[[Note, Note], bool]
"""Whether a cut is kept, from the part before it and the part behind it."""


class Cut(NamedTuple):
    """A place where a document of its own may begin."""

    at: int
    """Number of the page, or offset in the source text."""
    keep: Keep


class _Page(NamedTuple):
    """A page of a PDF, as far as it tells where documents begin."""

    number: int
    printed: tuple[int, int] | None
    """Page number and number of pages as printed."""
    is_letter: bool
    """A salutation stands near its top."""
    opens: bool
    """A section begins on it that a nota begins with."""


def notes(content: bytes, *, name: str | None = None, parser: Parser | None = None) -> tuple[Note, ...]:
    """The Notes that a document holds, in its order: mostly one. Raises as ``Parser.parse`` does.

    What isn't a nota among them has the notice ``not_a_nota``.
    """
    parser = parser or _default()
    printed = parser.read(content, name=name)
    whole = parser.note(printed)
    cuts = _pages_to_cut(whole) if printed.pages else _lines_to_cut(whole)
    if not cuts:
        return (_judged(whole),)
    parts = [parser.note(part) for part in _cut(printed, cuts)]
    kept = [cut for cut, before, part in zip(cuts, parts, parts[1:], strict=False) if cut.keep(before, part)]
    if kept != cuts:
        parts = [parser.note(part) for part in _cut(printed, kept)] if kept else [whole]
    return tuple(map(_judged, parts))


def is_nota(note: Note) -> bool:
    """Whether anything in a Note says that it is one: a section of the template, or a head."""
    if any(_salutations(note)) and note.section("geadviseerd_besluit") is None and not note.metadata.status:
        return False
    return any(section.kind in CORE for section in note.walk()) or _has_head(note)


def _has_head(note: Note) -> bool:
    return len({entry.key for entry in note.head} & LABELS) >= _LABELS_AT_LEAST


def _judged(note: Note) -> Note:
    return note if is_nota(note) else note.model_copy(update={"notices": (*note.notices, NOT_A_NOTA)})


@functools.cache
def _default() -> Parser:
    return Parser()


# Where parts begin


def _surely(before: Note, part: Note) -> bool:  # noqa: ARG001 - the cut itself says enough
    return True


def _is_another(before: Note, part: Note) -> bool:  # noqa: ARG001 - what went before says nothing
    """What begins there begins as a nota does, or is none. A nota that goes on does neither."""
    return _begins(part) or not is_nota(part)


def _is_another_with_a_head(before: Note, part: Note) -> bool:  # noqa: ARG001 - what went before says nothing
    return _begins(part) or any(_salutations(part))


def _is_the_nota(before: Note, part: Note) -> bool:
    """What went before is none, and the nota has its head here: not just its first section."""
    return _has_head(part) and not is_nota(before)


def _begins(note: Note) -> bool:
    return _has_head(note) or any(section.kind in OPENING for section in note.walk())


def _pages_to_cut(note: Note) -> list[Cut]:
    """Pages, but for the first, on which a document of its own may begin."""
    cuts: list[Cut] = []
    pages = list(_pages(note))
    opened = lettered = False
    for before, page in itertools.pairwise(pages):
        opened |= before.opens
        lettered |= before.is_letter
        cut = _numbered_anew(before, page)
        if cut is None and ((page.is_letter and opened) or (page.opens and (opened or lettered))):
            cut = Cut(page.number, _surely)
        elif cut is None and page.opens:
            cut = Cut(page.number, _is_the_nota)
        if cut is not None:
            cuts.append(cut)
            opened = lettered = False
    return cuts


def _numbered_anew(before: _Page, page: _Page) -> Cut | None:
    """A cut where page numbers say that a document ends and another begins."""
    if page.printed is not None and page.printed[0] == 1:
        # A field that was never counted anew prints "1 van 1" on every page.
        doubtful = page.printed == before.printed == (1, 1)
        return Cut(page.number, _is_another_with_a_head if doubtful else _surely)
    if page.printed is not None:
        first = page.number - page.printed[0] + 1  # pages between may be pictures
        return Cut(first, _surely) if first > before.number else None
    ended = before.printed is not None and before.printed[0] == before.printed[1]
    return Cut(page.number, _is_another) if ended else None


def _pages(note: Note) -> Iterator[_Page]:
    lines: dict[int, list[tuple[float, float, str]]] = {}
    for line in note.lines:
        if line.page is not None and line.bbox is not None:
            lines.setdefault(line.page, []).append((line.bbox[1], line.bbox[0], note.text[line.start : line.end]))
    opening = set(_first_openings(note))
    for number in sorted(lines):
        texts = [" ".join(text.split()) for _, _, text in sorted(lines[number])]
        counts = [(int(match[1]), int(match[2])) for match in map(_NUMBER.fullmatch, texts) if match]
        yield _Page(
            number,
            printed=next((count for count in counts if 1 <= count[0] <= count[1]), None),
            is_letter=any(_SALUTATION.fullmatch(text) for text in texts[:_TOP]),
            opens=number in opening,
        )


def _first_openings(note: Note) -> Iterator[int]:
    """Pages on which a section stands that a nota begins with: of several kinds, the one that comes first."""
    openings = [section for section in note.walk() if section.kind in OPENING]
    for section in openings:
        if section.kind == openings[0].kind and (lines := note.boxes(section.start, section.start + 1)):
            yield lines[0].page or 1


def _lines_to_cut(note: Note) -> list[Cut]:
    """Offsets in the source text at which the head of a further nota begins, as the parser has found them."""
    if not any(notice.code == "bundle" for notice in note.notices):
        return []
    openings = [section for section in note.sections if section.kind in OPENING]
    again = [section for section in openings[1:] if section.kind == openings[0].kind]
    heads = sorted(_origin(note, span.start) for entry in note.head for span in (entry.label, *entry.values) if span)
    cuts: list[Cut] = []
    after = _origin(note, openings[0].start) if openings else 0
    for section in again:
        at = _origin(note, section.start)
        cuts += [Cut(head, _surely) for head in heads if after < head < at][:1]
        after = at
    return cuts


def _origin(note: Note, offset: int) -> int:
    return next((line.source_start or 0 for line in note.boxes(offset, offset + 1)), 0)


def _salutations(note: Note) -> Iterator[str]:
    for line in note.text.split("\n"):
        if _SALUTATION.fullmatch(line.strip()):
            yield line


def _cut(printed: Print, cuts: list[Cut]) -> Iterator[Print]:
    """The parts of a document: pages from one number to the next, or lines from one offset to the next."""
    places = [cut.at for cut in cuts]
    for first, after in zip([0, *places], [*places, sys.maxsize], strict=True):
        if printed.pages:
            yield printed._replace(
                pages=tuple(page for page in printed.pages if first <= page.number < after),
                notices=tuple(notice for notice in printed.notices if first <= (notice.page or first) < after),
            )
        else:
            yield printed._replace(
                lines=tuple(line for line in printed.lines if first <= line.start < after),
                edits=tuple(edit for edit in printed.edits if first <= (edit.source_start or first) < after),
            )
