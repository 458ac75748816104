"""Head, sections and blocks, and what stands after them, as ``preface``, ``mainBody`` and ``conclusions``.

Where the schema wants a child and the note has none, an empty element without ``np:start`` stands in; a reader passes it
over, as it does headings that are shown but stand nowhere in the note's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from notaparse.model import Block, HeadEntry, Item, List, Note, Paragraph, Section, Span, Table
from notaparse.write.akn.running import Running
from notaparse.write.akn.terms import HEAD
from notaparse.write.akn.values import attributes
from notaparse.write.xml import Markup

_Quoted = Span | Paragraph | Item

_PRIVATE = re.compile("[\ue000-\uf8ff]+")


class Body:
    """Writes the parts of a document that hold the note's text."""

    def __init__(self, note: Note, markup: Markup, running: Running) -> None:
        self._note = note
        self._markup = markup
        self._running = running

    def write(self) -> None:
        """``preface``, ``mainBody`` and ``conclusions``."""
        self._preface()
        self._markup.line("mainBody")
        self._sections(self._note.sections, "")
        if not self._note.sections:
            self._markup.empty("p")
        self._markup.close()
        self._conclusions()

    def _preface(self) -> None:
        if not self._note.head:
            return
        self._markup.line("preface")
        for number, entry in enumerate(self._note.head, 1):
            self._entry(entry, f"head_{number}")
        self._markup.close()

    def _entry(self, entry: HeadEntry, place: str) -> None:
        markup = self._markup
        markup.line("container", {"name": entry.key, "eId": place} | attributes(entry, "np:"))
        if entry.label is not None:
            self._leaf("block", entry.label, {"name": "label"})
        element, given = HEAD.get(entry.key), {}
        if element == "docDate":
            date = self._note.metadata.date
            element, given = ("docDate", {"date": date.isoformat()}) if date else (None, {})
        for value in entry.values:
            if element is None:
                self._leaf("p", value, {})
                continue
            markup.line("p")
            markup.inline(element, given | {"np:start": str(value.start)} | attributes(value, "np:"))
            self._running.write(value.start, value.end)
            markup.end()
            markup.close()
        if entry.label is None and not entry.values:
            markup.empty("p")
        markup.close()

    def _sections(self, sections: Iterable[Section], parent: str) -> None:
        for number, section in enumerate(sections, 1):
            self._section(section, f"{parent}hcontainer_{number}")

    def _section(self, section: Section, place: str) -> None:
        markup = self._markup
        given = {"name": section.kind, "eId": place} | _extent(section) | attributes(section, "np:")
        number, title = section.number, section.title
        if section.heading is None:
            markup.line("hcontainer", given | _unquoted(number=number, title=title))
            if number is not None:
                markup.leaf("num", number)
            if title is not None:
                markup.leaf("heading", title)
        else:
            self._headed(section, section.heading, given)
        if section.blocks:
            markup.line("intro" if section.sections else "content")
            self._blocks(section.blocks, place)
            markup.close()
        self._sections(section.sections, place + "__")
        markup.close()

    def _headed(self, section: Section, heading: Span, given: dict[str, str]) -> None:
        """Open the section, with number and title where the heading's text has them one after the other."""
        number, title, start = section.number, section.title, heading.start
        numbered = number if number and heading.text.startswith(number) else None
        if numbered is not None:
            rest = heading.text[len(numbered) :]
            start = heading.end - len(rest.lstrip())
            number = None
        shown = self._note.text[start : heading.end]
        if title is None:
            given = given | {"np:untitled": "true"}
        elif title == shown:
            title = None
        self._markup.line("hcontainer", given | _unquoted(number=number, title=title))
        if numbered is not None:
            self._markup.line("num", {"np:start": str(heading.start)})
            self._running.write(heading.start, heading.start + len(numbered))
            self._markup.close()
        self._markup.line("heading", {"np:start": str(start)} | attributes(heading, "np:"))
        self._running.write(start, heading.end)
        self._markup.close()

    def _blocks(self, blocks: Iterable[Block], parent: str, *, own: int = 0) -> None:
        """Blocks of a section; or of an item, which has one paragraph of its own before them."""
        paragraphs, lists, tables = own, 0, 0
        for block in blocks:
            if block.type == "paragraph":
                paragraphs += 1
                self._leaf("p", block, {"eId": f"{parent}__p_{paragraphs}"})
            elif block.type == "list":
                lists += 1
                self._list(block, f"{parent}__list_{lists}")
            else:
                tables += 1
                if own:  # an item holds no table, but what flows apart from its text may
                    self._markup.line("subFlow", {"name": "table"})
                self._table(block, f"{parent}__table_{tables}")
                if own:
                    self._markup.close()

    def _list(self, block: List, place: str) -> None:
        self._markup.line("ul", {"eId": place} | _extent(block) | attributes(block, "np:"))
        for number, item in enumerate(block.items, 1):
            self._item(item, f"{place}__item_{number}")
        if not block.items:
            self._markup.empty("li")
        self._markup.close()

    def _item(self, item: Item, place: str) -> None:
        given = {"eId": place}
        if item.marker is not None:
            given["value"] = item.marker
            if _PRIVATE.fullmatch(item.marker):  # a glyph of a symbol font says nothing without that font
                given |= {"value": "•", "np:marker": item.marker}
        if item.marker_start is not None:
            quoted = self._running.quotes(item.marker_start, item.marker)
            given["np:marker_start" if quoted else "np:marker_elsewhere"] = str(item.marker_start)
        self._markup.line("li", given | attributes(item, "np:"))
        self._leaf("p", item, {"eId": f"{place}__p_1"})
        self._blocks(item.blocks, place, own=1)
        self._markup.close()

    def _table(self, table: Table, place: str) -> None:
        markup = self._markup
        markup.line("table", {"eId": place} | _extent(table) | attributes(table, "np:"))
        for row in table.rows:
            markup.line("tr")
            for cell in row:
                markup.line("td")
                self._leaf("p", cell, {})
                markup.close()
            if not row:
                markup.empty("td")
            markup.close()
        if not table.rows:
            markup.line("tr", {"np:absent": "true"})
            markup.empty("td")
            markup.close()
        markup.close()

    def _conclusions(self) -> None:
        """Signature, footnotes without a place in the text, furniture, and text that belongs to nothing."""
        note, markup, running = self._note, self._markup, self._running
        footnotes = running.take_footnotes()
        signed = () if note.signature is None else (note.signature,)
        coming = [(span.start, span.end) for span in (*signed, *note.furniture)]
        for _, footnote in footnotes:
            coming.append((footnote.start, footnote.end))
            running.quotes(footnote.mark_start, footnote.mark)
        unassigned = [gap for gap in running.gaps(coming) if not note.text[gap[0] : gap[1]].isspace()]
        if not (coming or unassigned):
            return
        markup.line("conclusions")
        for span in signed:
            markup.line("p")
            markup.inline("signature", {"np:start": str(span.start)} | attributes(span, "np:"))
            running.write(span.start, span.end)
            markup.end()
            markup.close()
        if footnotes:
            markup.line("container", {"name": "footnotes"})
            for number, footnote in footnotes:
                markup.line("p")
                running.footnote(number, footnote, anchored=False)
                markup.close()
            markup.close()
        if note.furniture:
            markup.line("container", {"name": "furniture"})
            for span in note.furniture:
                self._leaf("p", span, {})
            markup.close()
        if unassigned:
            markup.line("container", {"name": "unassigned"})
            for start, end in unassigned:
                markup.line("p", {"np:start": str(start)})
                running.write(start, end)
                markup.close()
            markup.close()
        markup.close()

    def _leaf(self, element: str, span: _Quoted, given: dict[str, str]) -> None:
        """An element with a stretch of the note's text."""
        extra = {} if type(span) is Item else attributes(span, "np:")  # an item's stand on its ``li``
        self._markup.line(element, given | {"np:start": str(span.start)} | extra)
        self._running.write(span.start, span.end)
        self._markup.close()


def _extent(node: Section | List | Table) -> dict[str, str]:
    return {"np:start": str(node.start), "np:end": str(node.end)}


def _unquoted(*, number: str | None, title: str | None) -> dict[str, str]:
    """Number and title that the text of ``num`` and ``heading`` doesn't give exactly."""
    return {name: value for name, value in (("np:number", number), ("np:title", title)) if value is not None}
