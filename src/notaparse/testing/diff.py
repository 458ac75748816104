"""Gains and losses: what a change of rules changes on real documents.

A rule is judged by what it does to notes, not by its looks. ``compare`` sets two Notes of one document side by side;
``corpus`` does so for every document of a folder under two vocabularies.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from notaparse.errors import NotaparseError
from notaparse.model import Block, Item, Note, Section
from notaparse.parser import Parser
from notaparse.vocabulary import Vocabulary, default, load, load_compiled

SHOWN = 90
"""Characters of a text that a printed difference quotes."""


class Difference(NamedTuple):
    """One thing that appears, vanishes or changes."""

    document: str
    sign: str
    """``+`` appears, ``-`` vanishes, ``~`` stays with another value."""
    part: str
    """metadata, section, block, mention or document."""
    what: str
    """Where and of what kind it is: path of sections, kind of mention."""
    text: str
    """What the note says there."""
    before: str | None = None
    after: str | None = None
    """Values of what changed."""

    def __str__(self) -> str:
        text = self.text if len(self.text) <= SHOWN else self.text[: SHOWN - 1] + "…"
        change = f"  {self.before} → {self.after}" if self.sign == "~" else ""
        return f"{self.sign} {self.part} {self.what} {text!r}{change}"


def compare(old: Note, new: Note, *, document: str = "") -> tuple[Difference, ...]:
    """Differences between two Notes of one document: metadata, sections, blocks, mentions, in that order."""
    return (
        *_valued(document, "metadata", _metadata(old), _metadata(new)),
        *_counted(document, "section", _sections(old), _sections(new)),
        *_counted(document, "block", _blocks(old), _blocks(new)),
        *_valued(document, "mention", _mentions(old), _mentions(new)),
    )


def corpus(parser: Parser, old: Vocabulary, new: Vocabulary, folder: Path) -> Iterator[Difference]:
    """Differences between two vocabularies over every document below a folder, in order of path.

    A document that can't be read is passed over when neither vocabulary reads it.
    """
    parsers = replace(parser, vocabulary=old), replace(parser, vocabulary=new)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in {".pdf", ".txt", ".md", ".text"}:
            name = path.relative_to(folder).as_posix()
            notes = [_parsed(each, path) for each in parsers]
            match notes:
                case [Note() as before, Note() as after]:
                    yield from compare(before, after, document=name)
                case [str() as before, Note()]:
                    yield Difference(name, "+", "document", "can be read now", "", before, None)
                case [Note(), str() as after]:
                    yield Difference(name, "-", "document", "can't be read any more", "", None, after)
                case _:
                    pass


def rows(source: str) -> Vocabulary:
    """A vocabulary to compare: ``built-in``, a TOML file laid over it, or a compiled ``vocabulary.json`` by itself.

    Raises ``VocabularyError``.
    """
    if source == "built-in":
        return default()
    if source.endswith(".json"):
        return load_compiled(source)
    return default() | load(source)


def summary(differences: list[Difference]) -> str:
    """One line for each part: how many appear, vanish and change, in how many documents."""
    if not differences:
        return "no differences\n"
    lines = []
    for part in ("document", "metadata", "section", "block", "mention"):
        signs = Counter(difference.sign for difference in differences if difference.part == part)
        if signs:
            documents = len({difference.document for difference in differences if difference.part == part})
            counts = "  ".join(f"{sign}{signs[sign]}" for sign in "+-~" if signs[sign])
            lines.append(f"{part:9} {counts}  in {documents} document{'' if documents == 1 else 's'}")
    return "\n".join(lines) + "\n"


def as_text(differences: list[Difference]) -> str:
    """Differences document by document, then the summary."""
    lines: list[str] = []
    document = None
    for difference in differences:
        if difference.document != document:
            document = difference.document
            lines.append(document)
        lines.append(f"  {difference}")
    return "\n".join(lines) + ("\n\n" if lines else "") + summary(differences)


def as_json(differences: list[Difference]) -> str:
    """Differences as a JSON array of objects."""
    return json.dumps([difference._asdict() for difference in differences], ensure_ascii=False, indent=1) + "\n"


def _parsed(parser: Parser, path: Path) -> Note | str:
    try:
        return parser.parse(path)
    except NotaparseError as error:
        return error.code


def _metadata(note: Note) -> dict[tuple[str, str, int], str]:
    plain = note.metadata.model_dump(mode="json")
    return {
        (key, "", 0): json.dumps(value, ensure_ascii=False) for key, value in plain.items() if value not in (None, [])
    }


def _mentions(note: Note) -> dict[tuple[str, str, int], str]:
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str, int], str] = {}
    for mention in note.mentions:
        key = (mention.kind, mention.text)
        # The how-manieth of its kind and text: offsets move when anything before it does.
        found[*key, seen[key]] = mention.value or mention.id or ""
        seen[key] += 1
    return found


def _sections(note: Note) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()

    def visit(sections: tuple[Section, ...], path: str) -> None:
        for section in sections:
            here = f"{path}/{section.kind}"
            found[here, section.title or ""] += 1
            visit(section.sections, here)

    visit(note.sections, "")
    return found


def _blocks(note: Note) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()

    def visit_block(block: Block | Item, where: str, depth: int) -> None:
        if block.type == "list":
            for item in block.items:
                found[f"{where} item level {depth + 1} {item.marker or 'without marker'}", item.text] += 1
                for inner in item.blocks:
                    visit_block(inner, where, depth + 1)
        elif block.type == "table":
            found[f"{where} table", " | ".join(cell.text for row in block.rows for cell in row)] += 1
        else:
            found[f"{where} paragraph", block.text] += 1

    def visit(sections: tuple[Section, ...], path: str) -> None:
        for section in sections:
            here = f"{path}/{section.kind}"
            for block in section.blocks:
                visit_block(block, here, 0)
            visit(section.sections, here)

    visit(note.sections, "")
    for footnote in note.footnotes:
        found["footnote", footnote.text] += 1
    for span in note.furniture:
        found["furniture", span.text] += 1
    if note.signature is not None:
        found["signature", note.signature.text] += 1
    return found


def _counted(
    document: str, part: str, old: Counter[tuple[str, str]], new: Counter[tuple[str, str]]
) -> Iterator[Difference]:
    for sign, left in (("-", old - new), ("+", new - old)):
        for what, text in left.elements():
            yield Difference(document, sign, part, what, text)


def _valued(
    document: str, part: str, old: dict[tuple[str, str, int], str], new: dict[tuple[str, str, int], str]
) -> Iterator[Difference]:
    for key in (*old, *(key for key in new if key not in old)):
        what, text, _ = key
        if key not in new:
            yield Difference(document, "-", part, what, text or old[key], old[key], None)
        elif key not in old:
            yield Difference(document, "+", part, what, text or new[key], None, new[key])
        elif old[key] != new[key]:
            yield Difference(document, "~", part, what, text, old[key], new[key])
