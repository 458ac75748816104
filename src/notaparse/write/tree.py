"""A Note as a tree for the terminal: head, sections, nested lists, with the mentions coloured."""

from __future__ import annotations

import io
import os

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from notaparse.model import Block, Footnote, Item, Note, Paragraph, Section, Span

STYLES = {
    "date": "cyan",
    "meeting": "magenta",
    "mission": "green",
    "organisation": "blue",
    "role": "blue",
    "place": "yellow",
    "reference": "bright_red",
    "money": "bright_yellow",
}
"""Colour of each kind of mention; kinds of users' own are underlined."""


def tree(note: Note, *, coloured: bool, width: int | None = None) -> str:
    """The note as a tree. ``width`` in columns, by default that of the terminal (100 where there is none)."""
    root = Tree(Text(note.metadata.title or note.source.name or "nota", style="bold"))
    if note.head:
        head = root.add(Text("head", style="dim"))
        for entry in note.head:
            line = Text(entry.key, style="dim")
            for number, value in enumerate(entry.values):
                line.append(" · " if number else "  ", style="dim").append_text(_marked(note, value))
            head.add(line)
    for section in note.sections:
        _section(note, section, root)
    if note.footnotes:
        feet = root.add(Text("footnotes", style="dim"))
        for footnote in note.footnotes:
            feet.add(Text(f"{footnote.mark} ", style="dim").append_text(_marked(note, footnote)))
    if note.signature is not None:
        root.add(Text("signature  ", style="dim").append_text(_marked(note, note.signature)))
    if note.mentions:
        legend = Text("mentions  ", style="dim")
        for kind in dict.fromkeys(mention.kind for mention in note.mentions):
            count = sum(mention.kind == kind for mention in note.mentions)
            legend.append(f"{kind} {count}", style=STYLES.get(kind, "underline")).append("  ")
        root.add(legend)
    sink = io.StringIO()
    columns = width or (os.get_terminal_size().columns if coloured else 100)
    console = Console(file=sink, force_terminal=coloured, no_color=not coloured, width=columns, highlight=False)
    console.print(root)
    return sink.getvalue()


def _section(note: Note, section: Section, parent: Tree) -> None:
    title = Text(" ".join(part for part in (section.number, section.title) if part) or "—", style="bold")
    branch = parent.add(title.append(f"  {section.kind}", style="dim not bold"))
    for block in section.blocks:
        _block(note, block, branch)
    for sub in section.sections:
        _section(note, sub, branch)


def _block(note: Note, block: Block | Item, parent: Tree) -> None:
    if block.type == "list":
        for item in block.items:
            branch = parent.add(Text(f"{_glyph(item.marker)} ", style="dim").append_text(_marked(note, item)))
            for inner in item.blocks:
                _block(note, inner, branch)
    elif block.type == "table":
        table = parent.add(Text("table", style="dim"))
        for row in block.rows:
            line = Text()
            for number, cell in enumerate(row):
                line.append(" │ " if number else "", style="dim").append_text(_marked(note, cell))
            table.add(line)
    else:
        parent.add(_marked(note, block))


def _glyph(marker: str | None) -> str:
    # The Symbol font's bullet has no picture in a terminal's font.
    return "•" if marker in {None, "\uf0b7"} else str(marker)


def _marked(note: Note, span: Span | Paragraph | Item | Footnote) -> Text:
    text = Text(span.text)
    for mention in note.mentions:
        if span.start <= mention.start and mention.end <= span.end:
            text.stylize(STYLES.get(mention.kind, "underline"), mention.start - span.start, mention.end - span.start)
    return text
