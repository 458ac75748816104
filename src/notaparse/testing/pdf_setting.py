"""From the tree of a nota to rows of print: words, what is hidden among them, lists, tables, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from notaparse.testing.drawn import DrawnBlock, DrawnList, DrawnNote, DrawnParagraph, DrawnSection, DrawnTable
from notaparse.testing.pdf_fonts import BODY, BOLD, ITALIC, face_of, width_of
from notaparse.testing.pdf_marks import Mark, box, broken, ink, rule


class Hidden(NamedTuple):
    """Something made unreadable, printed behind the words ``after`` wherever they stand in the body."""

    after: str
    words: str
    """What lies under the box, in the text layer too; for a ``grey`` box only its width is taken."""
    how: str = "black"
    """``black`` a box over the words; ``grey`` a box and no words; ``ground`` the words, readable, in a white box with a
    border: they must then stand in the tree too, right behind ``after``."""


class Look(NamedTuple):
    """How a ministry's page looks."""

    left: float = 79.0
    right: float = 385.0
    """Edges of the body frame."""
    top: float = 96.0
    """Where the body begins on later pages."""
    bottom: float = 770.0
    column: float | None = 408.0
    """Left edge of the side column; None where there is none."""
    size: float = 9.0
    leading: float = 13.0
    heading: str = BOLD
    inner: str = ITALIC
    """Face of sub-headings."""
    underlined: bool = False
    """Whether sub-headings are underlined."""
    gap: float = 13.0
    """White above a heading; half of it stands between blocks."""
    step: float = 14.0
    """By how much a list level stands to the right."""
    picture: bool = True
    """Whether the word nota is a picture, not text."""
    ruled: bool = False
    """Whether tables have lines."""
    even: bool = False
    """Whether a line that ends with a sentence is set out to the margin: else, on a page with few lines, nobody can say
    whether a paragraph ends there."""
    foot: str = "Pagina {page} van {pages}"
    stamps: tuple[tuple[int, float, str], ...] = ()
    """Page, distance from its top, and words that stand in the margin."""


class Row(NamedTuple):
    """A row of the body: its height and what is drawn when its top lies at a height on the page."""

    height: float
    draw: Callable[[float], list[Mark]]
    marks: tuple[str, ...] = ()
    """Marks of the footnotes that it calls for."""
    before: float = 0.0
    """White above it, left out at the top of a page."""
    keeps: bool = False
    """Whether the next row must stand on the same page."""


class Word(NamedTuple):
    """A word, or words that are under one box."""

    text: str
    how: str = ""
    """As ``Hidden.how``; ``mark`` for the mark of a footnote; "" for what is plainly printed."""


class Setter(NamedTuple):
    """Turns the tree into rows."""

    look: Look
    marks: dict[str, str]
    """Words before a footnote's mark → the mark."""
    hidden: tuple[Hidden, ...]

    def rows(self, note: DrawnNote) -> Iterator[Row]:
        """All rows of the body, signature last."""
        for section in note.sections:
            yield from self._section(section, 0)
        if note.signature is not None:
            yield from self._lines([Word(word) for word in note.signature.split(" ")], before=self.look.gap * 2)

    def _section(self, section: DrawnSection, depth: int) -> Iterator[Row]:
        look, heading = self.look, f"{section.number} {section.title}" if section.number else section.title
        # Each depth has a face of its own, so that the page says what stands under what.
        face = (look.heading, look.inner, BODY if look.inner != BODY else ITALIC)[min(depth, 2)]
        for line in broken(heading, look.right - look.left, face, look.size):
            drawn = self._heading(line, face, underlined=(depth == 1 and look.underlined) or depth > 1)
            yield Row(look.leading, drawn, before=look.gap, keeps=True)
        for position, block in enumerate(section.blocks):
            yield from self._block(block, 0, first=position == 0)
        for inner in section.sections:
            yield from self._section(inner, depth + 1)

    def _heading(self, line: str, face: str, *, underlined: bool) -> Callable[[float], list[Mark]]:
        look = self.look

        def draw(y: float) -> list[Mark]:
            marks = [ink(look.left, y, line, face, look.size)]
            if underlined:
                marks.append(rule(look.left, y + look.size + 0.8, width_of(line, face, look.size)))
            return marks

        return draw

    def _block(self, block: DrawnBlock, level: int, *, first: bool) -> Iterator[Row]:
        before = 0.0 if first else self.look.gap * 0.6
        match block:
            case DrawnParagraph(text):
                yield from self._lines(self._words(text), indent=level * self.look.step, before=before)
            case DrawnTable(rows):
                yield from self._table(rows, before)
            case DrawnList(items):
                for position, item in enumerate(items):
                    white = before if position == 0 else 2.0
                    indent = (level + 1) * self.look.step
                    yield from self._lines(self._words(item.text), indent=indent, before=white, marker=item.marker)
                    for inner in item.blocks:
                        yield from self._block(inner, level + 1, first=True)

    def _words(self, text: str) -> list[Word]:
        """The words of a block, with what is hidden among them and the marks of footnotes."""
        cuts = (*self.hidden, *(Hidden(after, mark, "mark") for after, mark in self.marks.items()))
        pieces = [Word(text)]
        for cut in cuts:
            pieces = [part for piece in pieces for part in ([piece] if piece.how else _split(piece, cut))]
        return [
            part
            for piece in pieces
            for part in ([piece] if piece.how else [Word(word) for word in piece.text.split(" ") if word])
        ]

    def _lines(
        self, words: list[Word], *, indent: float = 0.0, before: float = 0.0, marker: str | None = None
    ) -> Iterator[Row]:
        look = self.look
        lines: list[list[Word]] = [[]]
        room = look.right - look.left - indent
        for word in words:
            trial = [*lines[-1], word]
            if lines[-1] and word.how != "mark" and _width(trial, look.size) > room:
                lines.append([])
            lines[-1].append(word)
        for position, line in enumerate(lines):
            shown = marker if position == 0 else None
            ends = position < len(lines) - 1 and line[-1].text.endswith((".", ":", ";", ")", "’"))
            evenly = look.even and ends and not any(word.how for word in line)
            yield Row(
                look.leading,
                self._evenly(line, indent, shown) if evenly else self._line(line, indent, shown),
                tuple(word.text for word in line if word.how == "mark"),
                before if position == 0 else 0.0,
            )

    def _marker(self, marker: str | None, x: float, y: float) -> list[Mark]:
        """A marker, one step left of the text at x; a long number moves further left."""
        if marker is None:
            return []
        face, size = face_of(marker), self.look.size
        return [ink(x - max(self.look.step - 3, width_of(marker, face, size) + 2), y, marker, face, size)]

    def _evenly(self, words: list[Word], indent: float, marker: str | None) -> Callable[[float], list[Mark]]:
        """A line of plain words from edge to edge."""
        look = self.look
        widths = [width_of(word.text, BODY, look.size) for word in words]
        left = look.left + indent
        blank = (look.right - left - sum(widths)) / max(1, len(words) - 1)

        def draw(y: float) -> list[Mark]:
            marks = self._marker(marker, left, y)
            for n, word in enumerate(words):
                marks.append(ink(left + sum(widths[:n]) + n * blank, y, word.text, BODY, look.size))
            return marks

        return draw

    def _line(self, words: list[Word], indent: float, marker: str | None) -> Callable[[float], list[Mark]]:
        look = self.look

        def draw(y: float) -> list[Mark]:
            x = look.left + indent
            marks = self._marker(marker, x, y)
            plain: list[str] = []
            for word in words:
                if word.how == "":
                    plain.append(word.text)
                    continue
                x = _flush(marks, plain, x, y, look)
                x = _special(marks, word, x, y, look)
            _flush(marks, plain, x, y, look)
            return marks

        return draw

    def _table(self, rows: tuple[tuple[str, ...], ...], before: float) -> Iterator[Row]:
        look = self.look
        width = look.right - look.left
        shares = {2: (0.26, 0.74), 3: (0.26, 0.42, 0.32)}.get(len(rows[0]), (1 / len(rows[0]),) * len(rows[0]))
        edges = [look.left + width * sum(shares[:column]) for column in range(len(shares) + 1)]
        for number, row in enumerate(rows):
            face = BOLD if number == 0 else BODY
            cells = [
                broken(cell, edges[column + 1] - edges[column] - 8, face, look.size - 0.5)
                for column, cell in enumerate(row)
            ]
            height = max(map(len, cells)) * (look.leading - 1) + 5
            yield Row(height, self._cells(cells, edges, face, height), before=before if number == 0 else 0.0)

    def _cells(
        self, cells: list[list[str]], edges: list[float], face: str, height: float
    ) -> Callable[[float], list[Mark]]:
        look = self.look

        def draw(y: float) -> list[Mark]:
            marks = []
            for column, lines in enumerate(cells):
                for line, text in enumerate(lines):
                    top = y + 3 + line * (look.leading - 1)
                    marks.append(ink(edges[column] + 4, top, text, face, look.size - 0.5))
                if look.ruled:
                    marks.append(box((edges[column], y, edges[column + 1] - edges[column], height), stroke=(0, 0, 0)))
            return marks

        return draw


def _split(piece: Word, hide: Hidden) -> list[Word]:
    """A piece of plain text, cut where something is hidden."""
    before, after, rest = piece.text.partition(hide.after)
    if not after:
        return [piece]
    if hide.how == "ground":
        rest = rest.removeprefix(" " + hide.words)
    return [Word(before + after), Word(hide.words, hide.how), Word(rest)]


def _width(words: list[Word], size: float) -> float:
    shown = " ".join(word.text for word in words if word.how != "mark")
    return width_of(shown, BODY, size) + 6 * sum(word.how not in {"", "mark"} for word in words)


def _flush(marks: list[Mark], plain: list[str], x: float, y: float, look: Look) -> float:
    """Print the words so far; the x behind them and a blank."""
    if plain:
        text = " ".join(plain)
        marks.append(ink(x, y, text, BODY, look.size))
        x += width_of(text + " ", BODY, look.size)
        plain.clear()
    return x


def _special(marks: list[Mark], word: Word, x: float, y: float, look: Look) -> float:
    width = width_of(word.text, BODY, look.size)
    if word.how == "mark":
        blank = width_of(" ", BODY, look.size)
        marks.append(ink(x - blank, y - 2.5, word.text, BODY, look.size * 0.62))
        return x + width_of(word.text, BODY, look.size * 0.62)
    if word.how == "ground":
        marks.append(box((x, y - 0.5, width + 4, look.size + 3), fill=(1, 1, 1), stroke=(0, 0, 0)))
        marks.append(ink(x + 2, y, word.text, BODY, look.size))
    elif word.how == "black":
        marks.append(ink(x + 1, y, word.text, BODY, look.size))
        marks.append(box((x, y - 0.5, width + 3, look.size + 3), fill=(0, 0, 0)))
    else:
        marks.append(box((x, y - 0.5, width + 3, look.size + 3), fill=(0.8, 0.8, 0.8)))
    return x + width + 4 + width_of(" ", BODY, look.size)


def foot_rows(mark: str, text: str, look: Look) -> list[Row]:
    """The rows of a footnote, its mark raised before the first."""
    size, rows = look.size - 2, []
    for number, line in enumerate(broken(text, look.right - look.left - 8, BODY, size)):

        def draw(y: float, line: str = line, *, first: bool = number == 0) -> list[Mark]:
            marks = [ink(look.left + 6, y, line, BODY, size)]
            return [ink(look.left, y - 1.5, mark, BODY, size * 0.65), *marks] if first else marks

        rows.append(Row(size + 2.5, draw))
    return rows
