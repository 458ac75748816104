"""Hypothesis strategies for nota's and their parts.

A nota is drawn as a tree first and printed then, so a test knows what a parse should find. Nothing is filtered: what
can't be told from its printed form isn't drawn. Every strategy takes the vocabulary whose rows it draws, so that a
user's own rows are drawn as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from notaparse.model import Status
from notaparse.testing import wording
from notaparse.testing.draw_text import STYLES, text_of
from notaparse.testing.drawn import (
    DrawnBlock,
    DrawnFootnote,
    DrawnHead,
    DrawnItem,
    DrawnList,
    DrawnNote,
    DrawnParagraph,
    DrawnSection,
    DrawnTable,
)
from notaparse.testing.noise import KINDS, noised
from notaparse.testing.shapes import SHAPES, Numbers, Shape, generic, ladders, numbered, titles
from notaparse.vocabulary import Vocabulary, default

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""What ``st.composite`` hands over: draws a value from a strategy."""

Markers = tuple[str, ...]
"""List markers by level: glyphs, or families of numbers such as ``1.`` and ``a)``."""


class Drawn(NamedTuple):
    """A printed nota and the tree that it was printed from."""

    text: str
    note: DrawnNote
    style: str
    """Name of the style in ``STYLES``."""


class DrawnPdf(NamedTuple):
    """A nota as PDF and the tree that it was printed from."""

    content: bytes
    note: DrawnNote
    look: str
    """Name of the look in ``draw_pdf.LOOKS``."""

    def __repr__(self) -> str:
        return f"DrawnPdf(<{len(self.content)} bytes>, {self.note!r}, {self.look!r})"


def sentences() -> st.SearchStrategy[str]:
    """One sentence in the tone of a nota. Shrinks to "Het plan is gereed."."""
    return st.integers(0, wording.SENTENCES - 1).map(wording.sentence)


@st.composite
def bullet_lists(draw: Draw, *, depth: int = 3, markers: Markers = ("•", "o", "▪")) -> DrawnList:
    """A list with lists below its items, at most ``depth`` levels; ``markers`` by level: glyphs, or families such as ``1.``.

    Shrinks to one item, "• de kosten.", without a list below it.
    """
    return _list(draw, markers[:depth], 0)


@st.composite
def sections(
    draw: Draw, *, kind: str | None = None, vocabulary: Vocabulary | None = None, markers: Markers = ("•", "o", "▪")
) -> DrawnSection:
    """A section of that kind, or of any that the vocabulary has, with its blocks.

    Shrinks to "Aanleiding" (or the first title of ``kind``) with the paragraph "Het plan is gereed.".
    """
    rows = (vocabulary or default()).section
    row = rows[kind if kind is not None else draw(st.sampled_from(tuple(rows)))]
    return DrawnSection(row.id, _one_of(draw, row.titles), None, _blocks(draw, markers))


@st.composite
def drawn_trees(
    draw: Draw, *, vocabulary: Vocabulary | None = None, ministry: str | None = None, depth: int = 3
) -> DrawnNote:
    """The tree of a nota in the shape of a ministry (a key of ``SHAPES``), or with any sections that the vocabulary has.

    Shrinks to a nota without a head, whose only section is "Aanleiding" with the paragraph "Het plan is gereed.".
    """
    words = vocabulary or default()
    shape = SHAPES[ministry] if ministry is not None else generic(words)
    ladder = shape.ladder or draw(st.sampled_from(ladders(words)))
    plan = Plan(
        words,
        shape,
        shape.numbers if shape.ladder else draw(st.sampled_from(("none", "none", "dotted", "bare", "lettered"))),
        ladder[:depth],
    )
    head = _head(draw)
    parts = tuple(_outline(draw, plan))
    return DrawnNote(
        head,
        parts,
        _footnotes(draw, parts),
        draw(st.sampled_from((None, *wording.SIGNATURES))) if shape.signed else None,
    )


@st.composite
def drawn_notes(
    draw: Draw,
    *,
    vocabulary: Vocabulary | None = None,
    ministry: str | None = None,
    style: str | None = None,
    depth: int = 3,
) -> Drawn:
    """A nota as text, with the tree that it was printed from.

    ``vocabulary`` gives the titles and markers (ours, unless another is given), ``ministry`` the template (a key of
    ``SHAPES``), ``style`` how an extractor hands the text over (a key of ``STYLES``).
    Shrinks to the text "Aanleiding", line end, "Het plan is gereed.", line end.
    """
    named = style if style is not None else draw(st.sampled_from(tuple(STYLES)))
    tree = draw(drawn_trees(vocabulary=vocabulary, ministry=ministry, depth=depth))
    labels = dict(SHAPES[ministry].labels) if ministry is not None else {}
    return Drawn(text_of(tree, STYLES[named], labels=labels), tree, named)


@st.composite
def drawn_pdfs(
    draw: Draw,
    *,
    vocabulary: Vocabulary | None = None,
    ministry: str | None = None,
    look: str | None = None,
    depth: int = 3,
) -> DrawnPdf:
    """A nota as PDF, with the tree that it was printed from; ``look`` is a key of ``draw_pdf.LOOKS``. Needs reportlab.

    Shrinks to the look of Defensie and to the tree that ``drawn_trees`` shrinks to.
    """
    from notaparse.testing.draw_pdf import LOOKS, pdf_of

    named = look if look is not None else draw(st.sampled_from(tuple(LOOKS)))
    tree = draw(drawn_trees(vocabulary=vocabulary, ministry=ministry, depth=depth))
    return DrawnPdf(pdf_of(tree, LOOKS[named]._replace(even=True)), tree, named)


T = TypeVar("T")


@st.composite
def noisy(draw: Draw, strategy: st.SearchStrategy[T], *, kinds: tuple[str, ...] = tuple(KINDS)) -> T:
    """What the strategy draws, with the noise of some ``kinds`` (keys of ``noise.KINDS``) in its text.

    Takes strategies of texts and of named tuples that have a ``text``. Shrinks to what the strategy shrinks to, without
    any noise.
    """
    drawn: Any = draw(strategy)
    chosen, turn = draw(st.integers(0, 2 ** len(kinds) - 1)), draw(st.integers(0, 60))
    names = [name for position, name in enumerate(kinds) if chosen >> position & 1]
    if isinstance(drawn, str):
        return noised(drawn, names, turn)  # type: ignore[return-value]  # T is str here
    changed: T = drawn._replace(text=noised(drawn.text, names, turn))
    return changed


def note_texts(*, vocabulary: Vocabulary | None = None) -> st.SearchStrategy[str]:
    """Any text that has something of a nota: headings, labels, markers, furniture and noise in any order.

    For what must hold of every text. Shrinks to the empty text.
    """
    words = vocabulary or default()
    said = [line for _, row in words.rows() for line in row.examples]
    stray = st.sampled_from(STRAY)
    lines = st.one_of(
        st.sampled_from(said or STRAY),
        stray,
        sentences(),
        st.text(max_size=40),
        st.builds(lambda marker, text: f"{marker} {text}", stray, sentences()),
    )
    ends = st.sampled_from(("\n", "\n\n", "\r\n", " ", "\f", "\n   "))
    return st.lists(st.tuples(lines, ends), max_size=12).map(lambda pieces: "".join(line + end for line, end in pieces))


STRAY = (
    *("", "•", "\uf0b7", "o", "-", "1.", "a)", "(b)", "4.1.", "#", "|", "☒", "/", "1", "\xad", "\x00"),
    *("Pagina 1 van 3", "Datum", "TER BESLISSING", "DE DIRECTEUR-GENERAAL"),
)


class Plan(NamedTuple):
    """What stays the same throughout a drawn nota."""

    words: Vocabulary
    shape: Shape
    numbers: Numbers
    markers: Markers


def _outline(draw: Draw, plan: Plan) -> Iterator[DrawnSection]:
    first, others = plan.shape.kinds[0], plan.shape.kinds[1:]
    # Half of the half: a nota with most of the kinds that any ministry knows is like none.
    chosen = _some(draw, others) if plan.shape.ladder else _some(draw, _some(draw, others))
    known = [kind for kind in (first, *chosen) if kind in plan.words.section]
    for count, kind in enumerate(known, 1):
        inner = tuple(_inner(draw, plan, kind, count))
        if kind == "bijlagen":
            blocks: tuple[DrawnBlock, ...] = (_attachments(draw),)
        else:
            blocks = () if inner and draw(st.booleans()) else _blocks(draw, plan.markers)
        number = {"none": None, "bare": str(count)}.get(plan.numbers, f"{count}.")
        yield DrawnSection(kind, _title(draw, plan, kind), number, blocks, inner)


def _inner(draw: Draw, plan: Plan, kind: str, count: int) -> Iterator[DrawnSection]:
    """Sub-sections: those of Toelichting, Motivering, and headings that no template knows."""
    kinds: tuple[str, ...] = ()
    if kind == "toelichting":
        kinds = _some(draw, plan.shape.inner)
    elif kind in UNDER and not plan.shape.ladder:
        kinds = _some(draw, UNDER[kind])
    if kind in {"kernpunten", "toelichting"} and draw(ONE_IN_FOUR) == 1:
        yield DrawnSection("overig", draw(st.sampled_from(wording.FREE_TITLES)), None, _blocks(draw, plan.markers))
    for position, inner in enumerate((kind for kind in kinds if kind in plan.words.section), 1):
        number = {
            "none": None,
            "bare": f"{count}.{position}",
            "dotted": f"{count}.{position}.",
            "lettered": f"{chr(ord('a') + position - 1)}.",
        }[plan.numbers]
        blocks = (DrawnTable(EARLIER),) if inner == "leeswijzer" else _blocks(draw, plan.markers)
        yield DrawnSection(inner, _title(draw, plan, inner), number, blocks)


UNDER = {"niet_openbaar": ("motivering",), "bijlagen": ("leeswijzer",)}
"""What stands under sections other than Toelichting."""

EARLIER = (
    ("Datum", "Naam beslisnota"),
    ("22 februari 2024", "Opdracht onderzoek"),
    ("30 mei 2024", "Verlenging proef"),
)


def _title(draw: Draw, plan: Plan, kind: str) -> str:
    return _one_of(draw, titles(plan.words.section[kind], plan.shape))


def _one_of(draw: Draw, options: tuple[str, ...]) -> str:
    """One of the options.

    Unlike ``sampled_from`` it draws also where there is but one: what has fewer titles must not count as simpler.
    """
    turn: int = draw(st.integers(0, 9_999))
    return options[turn % len(options)]


def _some(draw: Draw, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """A part of the kinds, in their order, half of them on average; none of them first."""
    chosen = draw(st.integers(0, 2 ** len(kinds) - 1))
    return tuple(kind for position, kind in enumerate(kinds) if chosen >> position & 1)


def _blocks(draw: Draw, markers: Markers) -> tuple[DrawnBlock, ...]:
    return tuple(BLOCKS[sign](draw, markers) for sign in draw(st.sampled_from(FORMS)))


FORMS = ("p", "l", "pl", "il", "pp", "pil", "ppp", "ppl", "f")
"""What a section may hold, a letter for each block: see ``BLOCKS``. A list comes last: whether a paragraph after it
belongs to its last item isn't told by every style."""


def _paragraph(draw: Draw, _: Markers) -> DrawnBlock:
    more, first = divmod(draw(st.integers(0, 3 * wording.SENTENCES - 1)), wording.SENTENCES)
    # One draw for all sentences: draws are what drawing costs.
    return DrawnParagraph(
        " ".join(wording.sentence((first + 101 * turn) % wording.SENTENCES) for turn in range(more + 1))
    )


def _introduction(draw: Draw, _: Markers) -> DrawnBlock:
    return DrawnParagraph(draw(st.sampled_from(wording.INTRODUCTIONS)))


def _filler(draw: Draw, _: Markers) -> DrawnBlock:
    return DrawnParagraph(draw(st.sampled_from(wording.FILLERS)))


def _top_list(draw: Draw, markers: Markers) -> DrawnBlock:
    return _list(draw, markers, 0)


BLOCKS: dict[str, Callable[[Draw, Markers], DrawnBlock]] = {
    "p": _paragraph,
    "i": _introduction,
    "f": _filler,
    "l": _top_list,
}


def _list(draw: Draw, markers: Markers, level: int) -> DrawnList:
    size = draw(st.integers(1, 4 - level))
    below = draw(BELOW) if level + 1 < len(markers) else 0
    turn = draw(st.integers(0, wording.SENTENCES - 1))
    clauses = turn % 2 == 0
    items = []
    for position in range(size):
        marker, number = numbered(markers[level], position), turn * (position + 1)
        if below >> position & 1:
            text = wording.INTRODUCTIONS[number % len(wording.INTRODUCTIONS)]
            items.append(DrawnItem(marker, text, (_list(draw, markers, level + 1),)))
        elif clauses:
            end = "." if position == size - 1 else ";"
            items.append(DrawnItem(marker, wording.PHRASES[number % len(wording.PHRASES)] + end))
        else:
            items.append(DrawnItem(marker, wording.sentence(number % wording.SENTENCES)))
    return DrawnList(tuple(items))


BELOW = st.sampled_from((0, 0, 0, 1, 2, 4, 8, 5))
"""Which items of a list have a list below them, as bits; most often none."""

ONE_IN_FOUR = st.integers(0, 3)


def _attachments(draw: Draw) -> DrawnTable:
    columns, count, turn = draw(st.tuples(st.integers(2, 3), st.integers(1, 3), st.integers(0, 24)))
    rows = [("Volgnummer", "Naam", "Informatie")]
    rows += [
        (str(number), wording.CELLS[turn % 5], wording.CELLS[(turn // 5 + number) % 5])
        for number in range(1, count + 1)
    ]
    return DrawnTable(tuple(row[:columns] for row in rows))


def _head(draw: Draw) -> DrawnHead:
    says = draw(st.integers(0, 127))
    if not says:
        return DrawnHead()
    date = dt.date(2012, 1, 2) + dt.timedelta(days=draw(st.integers(0, 5_000)))
    turn = draw(st.integers(0, 59))
    return DrawnHead(
        title=wording.NOTE_TITLES[turn % len(wording.NOTE_TITLES)],
        date=date,
        status=(STATUSES[turn % len(STATUSES)],) if says & 2 else (),
        references=(wording.REFERENCES[turn % len(wording.REFERENCES)],) if says & 4 else (),
        addressees=(wording.ADDRESSEES[turn % len(wording.ADDRESSEES)],) if says & 8 else (),
        senders=(wording.SENDERS[turn % len(wording.SENDERS)],) if says & 16 else (),
        deadline=date + dt.timedelta(days=14) if says & 32 else None,
        attachments=(str(turn % 9 + 1),) if says & 64 else (),
    )


STATUSES: tuple[Status, ...] = (
    "ter_beslissing",
    "ter_ondertekening",
    "ter_besluitvorming",
    "ter_informatie",
    "ter_kennisneming",
)


def _footnotes(draw: Draw, parts: tuple[DrawnSection, ...]) -> tuple[DrawnFootnote, ...]:
    """At most one footnote, to the first paragraph of the nota."""
    first = parts[0].blocks[0] if parts[0].blocks else None
    if not isinstance(first, DrawnParagraph) or first.text in wording.FILLERS or draw(ONE_IN_FOUR) != 1:
        return ()
    if str(parts).count(first.text) > 1:
        return ()  # its words stand elsewhere as well: where the mark belongs couldn't be said
    return (DrawnFootnote("1", draw(st.sampled_from(wording.FOOTNOTES)), first.text),)
