"""Ways to change a text, each with what must hold between its Note and that of the changed text.

Each is a function of a parser, a text and its Note that gives a ``Variant``, or None where the text gives no occasion or
leaves open what must hold.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from notaparse.errors import MissingExtra
from notaparse.model import Block, Item, List, Note, Paragraph, Section
from notaparse.parser import Parser
from notaparse.testing.draw_text import wrap
from notaparse.testing.drawn import DrawnBlock, DrawnList, DrawnNote, DrawnSection, differences, seen
from notaparse.testing.noise import KINDS
from notaparse.vocabulary import TABLES, Vocabulary, loads


class Variant(NamedTuple):
    """A text that follows from another, who parses it, and what must hold between the two Notes."""

    text: str
    parser: Parser
    wrong: Callable[[Note, Note], list[str]]
    """The Note of the text as it was and that of this text → what is wrong, a line each."""


def same(before: Note, after: Note) -> list[str]:
    """The same tree, and the same mentions in the same order."""
    return differences(seen(before), seen(after)) + _parted(_said(before), _said(after))


def same_sections(before: Note, after: Note) -> list[str]:
    """The same sections and blocks, whatever stands around them."""
    return differences(DrawnNote(sections=seen(before).sections), DrawnNote(sections=seen(after).sections))


def _said(note: Note) -> list[str]:
    return [f"{each.kind} {each.text!r} = {each.value or each.id}" for each in note.mentions]


def _parted(before: list[str], after: list[str]) -> list[str]:
    return (
        []
        if before == after
        else [
            *(f"- {line}" for line in before if line not in after),
            *(f"+ {line}" for line in after if line not in before),
        ]
        or ["mentions in another order or number"]
    )


def noise(name: str) -> Callable[[Parser, str, Note], Variant]:
    """The variation by noise of that kind (a key of ``noise.KINDS``), under which nothing may change."""
    return lambda parser, text, _: Variant(KINDS[name](text, 3), parser, same)


def more_blank_lines(parser: Parser, text: str, note: Note) -> Variant | None:
    """Blank lines where there are blank lines already."""
    return Variant(KINDS["more_blank_lines"](text, 3), parser, same) if _whole(note) else None


def blank_line_after_each(parser: Parser, text: str, note: Note) -> Variant | None:
    """Each line is followed by a blank line."""
    return Variant(text.replace("\n", "\n\n"), parser, same) if _whole(note) else None


def _whole(note: Note) -> bool:
    """Whether every section has its heading and every item its marker: else white is all that tells."""
    sections = seen(note).walk()
    return bool(note.sections) and all(section.title and None not in _markers(section) for section in sections)


def two_blanks(parser: Parser, text: str, _: Note) -> Variant:
    """Two blanks after each full stop."""
    return Variant(re.sub(r"(?<=[a-z]\.) (?=[A-Z])", "  ", text), parser, same)


def rewrapped(parser: Parser, text: str, note: Note) -> Variant | None:
    """Paragraphs and items are set to another width.

    None where a paragraph follows another without white between, for there the length of lines does say something; and
    where there is white between the lines of a paragraph, or where white stands for what was lost.
    """
    if not _whole(note):
        return None
    changed, shift, later = text, len(text) - len(text.removeprefix("\ufeff")), len(text)
    for block in _flowing(note):
        lines = [line for line in note.boxes(block.start, block.end) if line.source_end is not None]
        places = [(line.source_start + shift, line.source_end + shift) for line in lines]  # type: ignore[operator]
        between = [text[end:start] for (_, end), (start, _) in pairwise(places)]
        if not places or any(white.strip() for white in between):
            continue
        if any(white.count("\n") != 1 for white in between):
            return None
        if text[places[-1][1] :].partition("\n")[0].strip() or any(text[end - 1] in "-/" for _, end in places[:-1]):
            continue  # a stamp beside the line, or a joint that says what stands at it
        white = text[places[-1][1] : later]
        if block.type == "paragraph" and later < len(text) and not white.strip() and white.count("\n") < 2:
            return None
        later = places[0][0] if block.type == "paragraph" else len(text)
        words = " ".join(text[start:end].strip() for start, end in places)
        indent = between[0].partition("\n")[2] if between else ""
        flowed = "\n".join(wrap(words, NARROW, rest=indent))
        # From here to the end of the text nothing has moved yet when blocks are taken from the last.
        changed = changed[: places[0][0]] + flowed + changed[places[-1][1] :]
    return Variant(changed, parser, same)


NARROW = 58
"""Characters to a line after rewrapping."""


def _flowing(note: Note) -> Iterator[Paragraph | Item]:
    """Paragraphs and items, the last first."""
    found: list[Paragraph | Item] = []
    stack: list[Block | Item] = [block for section in note.walk() for block in section.blocks]
    while stack:
        block = stack.pop()
        match block:
            case List():
                stack.extend(block.items)
            case Item():
                found.append(block)
                stack.extend(block.blocks)
            case Paragraph():
                found.append(block)
    return iter(sorted(found, key=lambda each: -each.start))


def hyphenated(parser: Parser, text: str, _: Note) -> Variant | None:
    """A word that stands in the text twice is broken between two consonants, once."""
    for found in BROKEN.finditer(text):
        if _breakable(text, found.end(1)) and len(re.findall(rf"\b{found[0]}\b", text)) > 1:
            return Variant(f"{text[: found.end(1)]}-\n{text[found.end(1) :]}", parser, same)
    return None


BROKEN = re.compile(r"(?<= )([a-z]+[aeiou][bdfgklmnprst])([bdfgklmnprst][aeiou][a-z]{3,})(?=[ ,.])")
"""A word in two halves."""


def suspended(parser: Parser, text: str, _: Note) -> Variant | None:
    """A line ends after "wet- en": what follows is a word of its own."""
    for found in re.finditer(r"(?<=[a-z]- )(?:en|of)(?= [a-z])", text):
        if _breakable(text, found.end()):
            return Variant(f"{text[: found.end()]}\n{text[found.end() + 1 :]}", parser, same)
    return None


def _breakable(text: str, at: int) -> bool:
    """Whether a line may be broken there and say nothing by it.

    It must be running text, not columns; what stands before must be no heading, and what is left be the last line of a
    paragraph: any other would look like its end.
    """
    before = text[:at].rpartition("\n")[2]
    rest, following = f"{text[at:]}\n".split("\n", 1)
    columns = "  " in before.strip() + rest.rstrip()
    return len(before) > LONG and not columns and not following.partition("\n")[0].strip()


LONG = 30
"""Characters from which a line is taken for running text."""


def other_glyph(parser: Parser, text: str, _: Note) -> Variant | None:
    """Bullets are printed with another glyph of the same level."""
    row = parser.vocabulary.marker.get("bullet")
    used = [glyph for glyph in (row.glyphs if row else ()) if glyph in text]
    if len(used) != 1:
        return None
    old, new = used[0], next(glyph for glyph in GLYPHS if glyph != used[0])
    changed, count = re.subn(rf"^([ \t]*){re.escape(old)} ", rf"\1{new} ", text, flags=re.MULTILINE)
    if count != text.count(old):
        return None

    def wrong(before: Note, after: Note) -> list[str]:
        tree = seen(before)
        return differences(
            tree._replace(sections=tuple(_remarked(each, old, new) for each in tree.sections)), seen(after)
        )

    return Variant(changed, parser, wrong)


GLYPHS = ("•", "\uf0b7")


def _remarked(section: DrawnSection, old: str, new: str) -> DrawnSection:
    def block(each: DrawnBlock) -> DrawnBlock:
        if not isinstance(each, DrawnList):
            return each
        return DrawnList(
            tuple(
                item._replace(marker=new if item.marker == old else item.marker, blocks=tuple(map(block, item.blocks)))
                for item in each.items
            )
        )

    return section._replace(
        blocks=tuple(map(block, section.blocks)),
        sections=tuple(_remarked(each, old, new) for each in section.sections),
    )


def appended(parser: Parser, text: str, note: Note) -> Variant | None:
    """A section at the end leaves those before it as they are."""
    row = parser.vocabulary.section.get("niet_openbaar")
    closed = note.signature or note.footnotes or note.furniture or not note.sections
    if row is None or closed or any(section.kind == row.id for section in note.walk()):
        return None

    def wrong(before: Note, after: Note) -> list[str]:
        added = DrawnSection(
            row.id, row.titles[0], None, seen(parser.parse_text(f"{row.titles[0]}\nGeen.\n")).sections[0].blocks
        )
        return differences(
            DrawnNote(sections=(*seen(before).sections, added)), DrawnNote(sections=seen(after).sections)
        )

    return Variant(f"{text.rstrip()}\n\n{row.titles[0]}\nGeen.\n", parser, wrong)


def alias(parser: Parser, text: str, note: Note) -> Variant | None:
    """A heading is printed with another title of its kind."""
    for section in note.walk():
        row = parser.vocabulary.section.get(section.kind)
        place = _printed(section, note, text)
        if row is None or place is None or section.title not in row.titles or len(row.titles) < 2:
            continue
        other = row.titles[row.titles.index(section.title) - 1]
        start, end = place
        return Variant(text[:start] + other + text[end:], parser, _same_but_titles)
    return None


def _printed(section: Section, note: Note, text: str) -> tuple[int, int] | None:
    """Where the title stands in the source, when it stands there in one line, alone but for its number."""
    if section.heading is None or section.title is None:
        return None
    lines = note.boxes(section.heading.start, section.heading.end)
    offset = len(text) - len(text.removeprefix("\ufeff"))
    for line in lines:
        if line.source_start is None:
            continue
        start = text.find(section.title, line.source_start + offset)
        if start >= 0 and text[start + len(section.title) :].partition("\n")[0].strip() == "":
            return start, start + len(section.title)
    return None


def _same_but_titles(before: Note, after: Note) -> list[str]:
    def untitled(section: DrawnSection) -> DrawnSection:
        return section._replace(title="", sections=tuple(map(untitled, section.sections)))

    return differences(
        DrawnNote(sections=tuple(map(untitled, seen(before).sections))),
        DrawnNote(sections=tuple(map(untitled, seen(after).sections))),
    )


def canonical(parser: Parser, text: str, note: Note) -> Variant | None:  # noqa: ARG001 - of the same form as the others
    """The canonical text is a nota itself."""
    if not note.sections:
        return None
    return Variant(note.text[note.sections[0].start : note.sections[-1].end], parser, same_sections)


def unrelated_row(parser: Parser, text: str, _: Note) -> Variant:
    """A row that nothing in the text calls for changes nothing."""
    return Variant(text, _with_unrelated(parser), same)


@functools.lru_cache(maxsize=4)
def _with_unrelated(parser: Parser) -> Parser:
    # Kept, for what is compiled from a vocabulary is tied to it.
    return replace(parser, vocabulary=parser.vocabulary | loads(UNRELATED))


UNRELATED = b"""
[[section]]
id = "zonnewijzers"
titles = ["Stand van de zonnewijzers"]
examples = ["Stand van de zonnewijzers"]

[[name]]
id = "zonnewijzerberaad"
kind = "meeting"
name = "Interplanetair Zonnewijzerberaad"
examples = ["Tijdens het [Interplanetair Zonnewijzerberaad] is gestemd."]
"""


def rows_permuted(parser: Parser, text: str, _: Note) -> Variant:
    """The order of rows has no meaning."""
    return Variant(text, _turned(parser), same)


@functools.lru_cache(maxsize=4)
def _turned(parser: Parser) -> Parser:
    turned = {table: dict(reversed(getattr(parser.vocabulary, table).items())) for table in TABLES}
    return replace(parser, vocabulary=Vocabulary(**turned))


def later(parser: Parser, text: str, note: Note) -> Variant | None:  # noqa: ARG001 - its body counts
    """All years of the body, and the day from which its dates are understood, lie 28 years later."""
    if not note.sections:
        return None
    body = note.text[note.sections[0].start : note.sections[-1].end]
    if SHORT_YEAR.search(body):
        return None
    day = note.metadata.date or parser.reference_date or dt.date(2024, 2, 28)
    moved = YEAR.sub(_moved, body)
    before = parser.find_mentions(body, reference_date=day)
    after = parser.find_mentions(moved, reference_date=day.replace(year=day.year + CYCLE))
    wrong = _parted(
        [
            f"{YEAR.sub(_moved, each.text)!r} = {each.value and YEAR.sub(_moved, each.value)}"
            for each in before
            if each.kind == "date"
        ],
        [f"{each.text!r} = {each.value}" for each in after if each.kind == "date"],
    )
    return Variant(moved, parser, lambda _before, _after: wrong)


CYCLE = 28
"""Years after which the days of the week fall on the same dates again, from 1901 to 2099."""
YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
SHORT_YEAR = re.compile(
    r"['’]\d\d\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d\d\b|\b(?:19|20)\d\d/\d\d\b|\b[Pp]asen|Pinkster|Hemelvaart"
)
"""Years of two digits, which can't be moved, and feasts that don't fall on the same date again."""


def _moved(year: re.Match[str]) -> str:
    return str(int(year[0]) + CYCLE)


def printed(parser: Parser, text: str, note: Note) -> Variant | None:
    """The tree is drawn as PDF and read from there. Needs reportlab."""
    try:
        from notaparse.testing.draw_pdf import LOOKS, pdf_of
        from notaparse.testing.pdf_fonts import drawable
    except ImportError as error:
        raise MissingExtra("testing", needed_for="drawing a nota as PDF") from error
    tree = DrawnNote(sections=seen(note).sections)
    if not _whole(note) or not drawable(repr(tree)):
        return None
    content = pdf_of(tree, LOOKS["ienw"]._replace(even=True))
    return Variant(text, parser, lambda before, _: same_sections(before, parser.parse(content)))


def _markers(section: DrawnSection) -> Iterator[str | None]:
    stack = list(section.blocks)
    while stack:
        block = stack.pop()
        if isinstance(block, DrawnList):
            yield from (item.marker for item in block.items)
            stack += [inner for item in block.items for inner in item.blocks]
