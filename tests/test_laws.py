"""The five laws of a Note, each quoted by its tests: over drawn notes, any text, the fixtures and real documents."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from truth import folders, source, truth

import notaparse
from notaparse import NotaparseError, Note, Parser
from notaparse.model import Block, Item, Section, Span
from notaparse.read.text import decode
from notaparse.testing.strategies import Drawn, drawn_notes, noisy, note_texts
from notaparse.testing.variations import same_sections

PARSER = Parser()
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"

TEXTS = [source(folder) for folder in folders() if source(folder).suffix == ".txt"]
DOCUMENTS = [source(folder) for folder in folders() if truth(folder).error is None]
REAL_TEXTS = sorted([*REAL.glob("*.txt"), *REAL.glob("page1/*.txt"), *REAL.glob("vws/*.md")])

texts = pytest.mark.parametrize("path", [*TEXTS, *REAL_TEXTS], ids=lambda path: f"{path.parent.name}-{path.name}")
documents = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)


class TestQuote:
    """1. For every node with start, end and text: ``note.text[start:end] == text``."""

    @given(noisy(drawn_notes()))
    @settings(max_examples=100)
    def test_drawn(self, drawn: Drawn) -> None:
        quotes(PARSER.parse_text(drawn.text))

    @given(note_texts())
    @settings(max_examples=200)
    def test_any_text(self, text: str) -> None:
        quotes(PARSER.parse_text(text))

    @documents
    def test_fixtures(self, path: Path) -> None:
        quotes(PARSER.parse(path))


class TestNothingLostNothingTwice:
    """2. Each non-blank character of the source is in exactly one part; what a normalisation changes is recorded."""

    @given(noisy(drawn_notes()))
    @settings(max_examples=100)
    def test_drawn(self, drawn: Drawn) -> None:
        keeps_all(drawn.text)

    @given(note_texts())
    @settings(max_examples=300)
    def test_any_text(self, text: str) -> None:
        keeps_all(text)

    @texts
    def test_texts(self, path: Path) -> None:
        keeps_all(decode(path.read_bytes())[0])

    @documents
    def test_parts_cover_the_text_of_documents(self, path: Path) -> None:
        parts_cover(PARSER.parse(path))


class TestSameIn:
    """3. Same bytes in, same bytes out: no clock, no locale, no hash seed changes the JSON."""

    def test_hash_seed_locale_and_time_zone(self) -> None:
        program = "import sys, notaparse\nfor path in sys.argv[1:]: print(notaparse.parse(path).model_dump_json())"
        outputs = {
            subprocess.run(
                [sys.executable, "-X", "utf8", "-c", program, *map(str, DOCUMENTS)],
                env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
                capture_output=True,
                check=True,
            ).stdout
            for seed, locale, zone in (("1", "C", "UTC"), ("4711", "nl_NL.UTF-8", "Pacific/Kiritimati"))
        }
        assert len(outputs) == 1

    def test_a_parse_leaves_no_trace(self) -> None:
        before = [PARSER.parse(path) for path in DOCUMENTS]
        assert [PARSER.parse(path) for path in reversed(DOCUMENTS)] == before[::-1]


class TestTotal:
    """4. Any text and any bytes give a Note or a NotaparseError."""

    @given(st.text() | note_texts())
    @settings(max_examples=300)
    def test_text(self, text: str) -> None:
        assert isinstance(notaparse.parse_text(text), Note)

    @given(st.binary() | note_texts().map(str.encode) | st.binary().map(b"%PDF-1.7\n".__add__))
    @settings(max_examples=200)
    def test_bytes(self, content: bytes) -> None:
        try:
            note = notaparse.parse(content)
        except NotaparseError:
            return
        assert isinstance(note, Note)


class TestRoundTrips:
    """5. JSON → Note → JSON gives an equal Note; the canonical text parsed again gives the same sections and blocks."""

    @given(noisy(drawn_notes()))
    @settings(max_examples=60)
    def test_json(self, drawn: Drawn) -> None:
        note = PARSER.parse_text(drawn.text)
        assert Note.model_validate_json(note.model_dump_json()) == note

    @given(noisy(drawn_notes()))
    @settings(max_examples=100)
    def test_canonical_text(self, drawn: Drawn) -> None:
        reads_back(PARSER.parse_text(drawn.text))

    @given(note_texts())
    @settings(max_examples=200)
    def test_canonical_text_of_any_text(self, text: str) -> None:
        reads_back(PARSER.parse_text(text))

    @documents
    def test_canonical_text_of_fixtures(self, path: Path) -> None:
        reads_back(PARSER.parse(path))

    @pytest.mark.parametrize("path", REAL_TEXTS, ids=lambda path: path.name)
    def test_canonical_text_of_real_ones(self, path: Path) -> None:
        reads_back(PARSER.parse(path))


def quotes(note: Note) -> None:
    for span in note.spans():
        assert note.text[span.start : span.end] == span.text
    for change in note.changes:
        assert note.text[change.start : change.start + len(change.after)] == change.after
    for before, after in pairwise(note.mentions):
        assert before.start <= after.start


def keeps_all(text: str) -> None:
    note = PARSER.parse_text(text)
    parts_cover(note)
    text = text.removeprefix("\ufeff")
    taken = Counter[int]()
    for line in note.lines:
        assert line.source_start is not None
        assert line.source_end is not None
        taken.update(range(line.source_start, line.source_end))
    for change in note.changes:
        if change.source_start is not None:
            taken.update(set(range(change.source_start, change.source_start + len(change.before))) - set(taken))
    lost = [(at, sign) for at, sign in enumerate(text) if sign.strip() and not taken[at]]
    assert lost == []
    twice = [at for at, times in taken.items() if times > 1 and text[at].strip()]
    assert twice == []


def parts_cover(note: Note) -> None:
    """Every non-blank character of the text is in exactly one part."""
    taken = Counter(at for start, end in parts(note) for at in range(start, end))
    assert [(at, sign) for at, sign in enumerate(note.text) if sign.strip() and taken[at] != 1] == []


def parts(note: Note) -> Iterator[tuple[int, int]]:
    singles: list[Span] = [value for entry in note.head for value in entry.values]
    singles += [entry.label for entry in note.head if entry.label]
    singles += [*note.furniture, *([note.signature] if note.signature else [])]
    yield from ((span.start, span.end) for span in singles)
    for foot in note.footnotes:
        yield foot.start, foot.end
        if foot.mark_start is not None:
            yield foot.mark_start, foot.mark_start + len(foot.mark)
    for section in note.walk():
        yield from of_section(section)


def of_section(section: Section) -> Iterator[tuple[int, int]]:
    if section.heading is not None:
        yield section.heading.start, section.heading.end
    stack: list[Block | Item] = list(section.blocks)
    while stack:
        block = stack.pop()
        if block.type == "list":
            stack += block.items
        elif block.type == "table":
            yield from ((cell.start, cell.end) for row in block.rows for cell in row)
        else:
            yield block.start, block.end
            if block.type == "item":
                stack += block.blocks
                if block.marker_start is not None and block.marker is not None:
                    yield block.marker_start, block.marker_start + len(block.marker)


def reads_back(note: Note) -> None:
    if note.sections:
        again = PARSER.parse_text(note.text[note.sections[0].start : note.sections[-1].end])
        assert same_sections(note, again) == []
