"""What a tool keeps of a nota, checked in its output against what a careful reader says of the same nota.

The fixture has a side column that goes on over five pages, page numbers, bullets with a second level, and paragraphs that
go on over a page break. Where a form says something in more than one way, the tool gets the better of it: a line that is
bold or italic as a whole is a heading as good as one with "#"; a paragraph is whole in one line or in one block between
blank lines.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ienw-veerverbindingen"
SIDE = (
    "Onze referentie",
    "IENW/BSK-2024/268804",
    "30 september 2024",
    "Opgesteld door",
    "Bestuurskern",
    "Dir. Maritieme Zaken",
)
"""What stands in the side column of each page, and nowhere in the body."""
PAGE_NUMBER = re.compile(r"Pagina \d+ van \d+")
LONG = 70
"""Characters from which a paragraph takes more than one printed line."""

_LINE = re.compile(r"(\s*)(#{1,6}\s+)?(?:([-*+•·▪–o\uf0b7]|\d+[.)])\s+)?(.*)")
_WHOLLY_MARKED = re.compile(r"(\*{1,3}|_{1,2})[^*_]+\1:?")
_LIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "*": None, "_": None, "\\": None}
)


class Line(NamedTuple):
    """A line of a tool's output, its form taken off."""

    indent: int
    marker: str | None
    hashed: bool
    heading: bool
    text: str


class Gold(NamedTuple):
    """What a reader says."""

    title: str
    headings: list[str]
    kinds: list[tuple[str, str]]
    texts: list[str]
    """Paragraphs and items of the body, in order."""
    nested: list[tuple[str, str]]
    """Each item of the second level or deeper, and the one that it belongs to."""
    mentions: list[tuple[str, str]]


def gold() -> Gold:
    import yaml

    said = yaml.safe_load((FIXTURE / "expected.yaml").read_text(encoding="utf-8"))
    found = Gold(said["metadata"]["title"], [], [], [], [], [])
    _sections(said["sections"], found)
    found.mentions.extend((mention["kind"], mention["text"]) for mention in said["mentions"])
    return found


def _sections(sections: list[dict[str, Any]], found: Gold) -> None:
    for section in sections:
        found.headings.append(section["title"])
        found.kinds.append((section["kind"], section["title"]))
        _blocks(section["blocks"], None, found)
        _sections(section["sections"], found)


def _blocks(blocks: list[dict[str, Any]], parent: str | None, found: Gold) -> None:
    for block in blocks:
        if "p" in block:
            found.texts.append(block["p"])
        for item in block.get("list", ()):
            found.texts.append(item["p"])
            if parent is not None:
                found.nested.append((item["p"], parent))
            _blocks(item["children"], item["p"], found)


# ---- a Note as Markdown, to be read by the same checks ----------------------------------------------------------------


def markdown(note: Any) -> str:
    """Head, body, footnotes and furniture of a Note, a blank line after each block."""
    lines = [f"# {note.metadata.title}"]
    lines += [value.text for entry in note.head if entry.key != "title" for value in entry.values]
    for section in note.sections:
        _section(section, 2, lines)
    lines += [footnote.text for footnote in note.footnotes]
    lines += [piece.text for piece in note.furniture]
    return "\n\n".join(lines)


def _section(section: Any, depth: int, lines: list[str]) -> None:
    if section.title:
        lines.append(f"{'#' * depth} {section.title}")
    for block in section.blocks:
        _block(block, "", lines)
    for inner in section.sections:
        _section(inner, depth + 1, lines)


def _block(block: Any, indent: str, lines: list[str]) -> None:
    if block.type == "paragraph":
        lines.append(indent + block.text)
    elif block.type == "table":
        lines += ["| " + " | ".join(cell.text for cell in row) + " |" for row in block.rows]
    else:
        for item in block.items:
            lines.append(f"{indent}- {item.text}")
            for inner in item.blocks:
                _block(inner, f"{indent}  ", lines)


# ---- checks -----------------------------------------------------------------------------------------------------------


def checks(shown: dict[str, Any], said: Gold) -> dict[str, str]:
    """One cell for each question."""
    lines = list(_lines(shown["text"]))
    blocks = {plain(" ".join(block.split())) for block in re.split(r"\n\s*\n", shown["text"])}
    return {
        "headings": _headings(lines, said),
        "nested items": _nested(lines, said),
        "whole paragraphs": _whole(lines, blocks, said),
        "side column": _apart(lines, said, re.compile("|".join(map(re.escape, SIDE))), count=SIDE[1]),
        "page numbers": _apart(lines, said, PAGE_NUMBER, count="Pagina"),
        "typed sections": _share(said.kinds, shown.get("sections")),
        "mentions": _share(said.mentions, shown.get("mentions")),
    }


def plain(text: str) -> str:
    """Without emphasis, escapes and the forms of quotes and dashes."""
    return " ".join(html.unescape(text).translate(_LIKE).split())


def _lines(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        if line.strip():
            found = _LINE.fullmatch(line)
            indent, hashes, marker, rest = found.groups() if found else ("", None, None, line)
            heading = marker is None and bool(hashes or _WHOLLY_MARKED.fullmatch(rest.strip()))
            yield Line(len(indent.expandtabs(4)), marker, bool(hashes), heading, plain(rest))


def _headings(lines: list[Line], said: Gold) -> str:
    titles = {plain(title).casefold() for title in said.headings}
    found = {line.text.casefold() for line in lines if line.heading} & titles
    right = titles | {plain(said.title).casefold()}
    wrong = sum(line.hashed and line.text.casefold() not in right for line in lines)
    return f"{len(found)} of {len(titles)}" + (f", {wrong} wrong" if wrong else "")


def _nested(lines: list[Line], said: Gold) -> str:
    deeper = by_glyph = 0
    for item, parent in said.nested:
        own, above = _item(lines, item), _item(lines, parent)
        deeper += bool(own and above and own.indent > above.indent)
        by_glyph += bool(own and above and own.marker != above.marker)
    kept = f"{deeper} of {len(said.nested)}"
    return kept + (f" ({by_glyph} by their glyph)" if by_glyph > deeper else "")


def _item(lines: list[Line], text: str) -> Line | None:
    """The line with a marker with which an item begins."""
    start = plain(text)[:20]
    return next((line for line in lines if line.marker and line.text.startswith(start)), None)


def _whole(lines: list[Line], blocks: set[str], said: Gold) -> str:
    texts = [plain(text) for text in said.texts if len(text) > LONG]
    alone = {line.text for line in lines} | blocks
    kept = [text for text in texts if text in alone or any(text in line.text for line in lines)]
    mixed = sum(text not in alone for text in kept)
    return f"{len(kept)} of {len(texts)}" + (f", {mixed} run into others" if mixed else "")


def _apart(lines: list[Line], said: Gold, strange: re.Pattern[str], *, count: str) -> str:
    """Whether something stands outside the body; else how often it is in it, and how many paragraphs it cuts in two."""
    whole = " ".join(line.text for line in lines)
    if count not in whole:
        return "left out"
    stretches = [stretch for text in said.texts if (stretch := _stretch(whole, plain(text)))]
    first, last = min(start for start, _ in stretches), max(end for _, end in stretches)
    within = whole.count(count, first, last)
    cut = sum(bool(strange.search(whole, *stretch)) for stretch in stretches)
    if not within and not cut:
        return "apart"
    return f"{within} times in the body" + (f", cuts {cut} paragraphs" if cut else "")


def _stretch(whole: str, text: str) -> tuple[int, int] | None:
    """From the first words of a paragraph to its last ones, however much has come between them."""
    words = text.split()
    opening, closing = " ".join(words[:3]), " ".join(words[-3:])
    start = whole.find(opening)
    end = whole.find(closing, start) if start >= 0 else -1
    return (start, end + len(closing)) if 0 <= end < start + 3 * len(text) + 400 else None


def _share(said: list[tuple[str, str]], found: list[list[str]] | None) -> str:
    if found is None:
        return "none"
    right = (Counter(said) & Counter((kind, name) for kind, name in found)).total()
    return f"{right} of {len(said)}"
