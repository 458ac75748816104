"""HTML to look at: a note with its structure, or any text, with the mentions marked. It loads nothing and runs nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from notaparse.model import Block, Footnote, Item, Mention, Note, Paragraph, Section, Span

STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; } td { border: 1px solid #bbb; padding: .2em .5em; vertical-align: top; }
dt { font-weight: bold; } li[data-marker] { list-style: none; } .text { white-space: pre-wrap; }
mark { background: #eee; border-bottom: 2px solid #999; padding: 0 .1em; }
mark.date { background: #fff3c4; border-color: #d9a400; } mark.meeting { background: #d6e8ff; border-color: #2f74c0; }
mark.mission { background: #d9f2d9; border-color: #2e8b2e; } mark.reference { background: #efe0ff; border-color: #7e45b8; }
mark.organisation { background: #ffe3d3; border-color: #c8622a; } mark.role { background: #ffdcea; border-color: #c23a74; }
mark.place { background: #d8f3f3; border-color: #24898a; } mark.money { background: #e9f0c9; border-color: #7f8f1d; }
mark.woo_ground { background: #e6e0d4; border-color: #7b6a48; }
""".strip()
"""Colours by kind of mention; a user's own kinds are grey."""


def page(note: Note) -> str:
    """A whole HTML document of a note."""
    title = note.metadata.title or note.source.name or "Nota"
    return _document(title, fragment(note))


def text_page(text: str, mentions: Iterable[Mention], *, title: str) -> str:
    """A whole HTML document of a text as it stands."""
    return _document(title, f'<p class="text">{marked(text, 0, len(text), list(mentions))}</p>')


def fragment(note: Note) -> str:
    """The note as an ``article`` element, for use in a page or a notebook."""
    return "\n".join(_Pen(note).article())


def marked(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str:
    """``text[start:end]`` with the mentions that lie in it marked. They are sorted by start; those that cross are left out."""
    pieces: list[str] = []
    open_until: list[int] = []
    at = start
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    for mention in sorted(mentions[first:last], key=lambda mention: (mention.start, -mention.end)):
        while open_until and open_until[-1] <= mention.start:
            at = _close(text, at, open_until, pieces)
        if mention.end > (open_until[-1] if open_until else end) or mention.start == mention.end:
            continue
        pieces += [escape(text[at : mention.start]), _opening(mention)]
        at = mention.start
        open_until.append(mention.end)
    while open_until:
        at = _close(text, at, open_until, pieces)
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def _close(text: str, at: int, open_until: list[int], pieces: list[str]) -> int:
    end = open_until.pop()
    pieces += [escape(text[at:end]), "</mark>"]
    return end


def _opening(mention: Mention) -> str:
    facts = (mention.kind, mention.name, mention.value, mention.unit, mention.mod, mention.id, mention.url)
    title = " · ".join(fact for fact in facts if fact)
    return f'<mark class="{escape(mention.kind)}" title="{escape(title)}">'


def _document(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


class _Pen:
    """Writes the parts of one note."""

    def __init__(self, note: Note) -> None:
        self.note = note

    def article(self) -> Iterator[str]:
        note = self.note
        yield '<article class="nota">'
        if note.metadata.title:
            yield f"<h1>{escape(note.metadata.title)}</h1>"
        if any(entry.label for entry in note.head):
            yield "<dl>"
            for entry in note.head:
                if entry.label:
                    yield f"<dt>{self.span(entry.label)}</dt>"
                    yield from (f"<dd>{self.span(value)}</dd>" for value in entry.values)
            yield "</dl>"
        for section in note.sections:
            yield from self.section(section, 2)
        if note.signature:
            yield f'<p class="signature">{self.span(note.signature)}</p>'
        for footnote in note.footnotes:
            yield f'<p class="footnote"><sup>{escape(footnote.mark)}</sup> {self.span(footnote)}</p>'
        yield "</article>"

    def section(self, section: Section, level: int) -> Iterator[str]:
        yield f'<section class="{escape(section.kind)}">'
        if section.heading:
            yield f"<h{level}>{self.span(section.heading)}</h{level}>"
        for block in section.blocks:
            yield from self.block(block)
        for sub in section.sections:
            yield from self.section(sub, min(level + 1, 6))
        yield "</section>"

    def block(self, block: Block) -> Iterator[str]:
        if block.type == "paragraph":
            yield f"<p>{self.span(block)}</p>"
        elif block.type == "table":
            yield "<table>"
            for row in block.rows:
                yield f"<tr>{''.join(f'<td>{self.span(cell)}</td>' for cell in row)}</tr>"
            yield "</table>"
        else:
            yield "<ul>"
            for item in block.items:
                marker = f' data-marker="{escape(item.marker)}"' if item.marker else ""
                shown = f"{escape(item.marker)} " if item.marker else ""
                yield f"<li{marker}>{shown}{self.span(item)}"
                for inner in item.blocks:
                    yield from self.block(inner)
                yield "</li>"
            yield "</ul>"

    def span(self, span: Span | Footnote | Item | Paragraph) -> str:
        return marked(self.note.text, span.start, span.end, self.note.mentions)
