"""What rows do to each other, and what can be seen of a row without drawing notes."""

from __future__ import annotations

import functools
import json
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

import regex

from notaparse.parser import Parser
from notaparse.testing.rules.proof import Wrong, prove
from notaparse.testing.rules.subject import Subject
from notaparse.vocabulary import (
    FillerRow,
    FurnitureRow,
    LabelRow,
    MarkerRow,
    MinistryRow,
    NameRow,
    SectionRow,
    StatusRow,
    Vocabulary,
    VocabularyRow,
    WordRow,
)

PATIENCE = 0.25
"""Seconds that a pattern may take for a line of some dozens of characters."""

START_PATIENCE = 60.0
"""Seconds that a new process may take until the finder is loaded."""

FINDER_PATIENCE = 2.0
"""Seconds that a finder may take for such a line."""

PUMP = 40
"""How often a character is repeated to see whether a pattern's time explodes: a pattern that doubles its steps with each would take years."""


def forms_of(row: VocabularyRow) -> tuple[str, ...]:
    """The words by which a row is recognised; a pattern or a numbering has none."""
    match row:
        case SectionRow():
            return row.titles
        case LabelRow():
            return row.labels
        case StatusRow() | FillerRow():
            return row.lines
        case MarkerRow():
            return row.glyphs
        case MinistryRow() | WordRow():
            return row.forms
        case NameRow():
            own = (row.name, *((row.abbreviation,) if row.abbreviation else ()))
            return (*own, *(form.text for form in row.forms if form.text not in own))
        case _:
            return ()


def folded(text: str) -> str:
    """Letters and digits only, case folded: how forms are compared."""
    return "".join(sign for sign in text.casefold() if sign.isalnum()) or text.strip()


def forms(subject: Subject) -> Iterator[tuple[str, str]]:
    """Each form of each of the user's rows."""
    for table, row in subject.rows.rows():
        for form in forms_of(row):
            yield f"{table}:{row.id}", form


def uses(subject: Subject, text: str) -> bool:
    """Whether a text has words of the user's rows; of a pattern, its examples."""
    plain = folded(text)
    words, signs = _all_forms(subject)
    return any(word in plain for word in words) or any(sign in text for sign in signs)


@functools.lru_cache(maxsize=8)
def _all_forms(subject: Subject) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Forms that have letters or digits, folded; and those that have none, such as a bullet."""
    found = [form for _, form in forms(subject)]
    found += [line for row in subject.rows.furniture.values() for line in row.examples]
    words = tuple(folded(form) for form in found if any(map(str.isalnum, form)))
    return words, tuple(form.strip() for form in found if not any(map(str.isalnum, form)))


def conflict_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    """No other row of the table claims the same words."""
    table, _, name = rule.partition(":")
    row, ours = subject.row(rule), getattr(subject.without.vocabulary, table, {}).get(name)
    if row is None or table in {"word", "furniture"}:
        return None  # a date word may have two roles; the grammar tells them apart
    for other in getattr(subject.parser.vocabulary, table).values():
        if other.id != name and folded(text) in {folded(form) for form in forms_of(other)}:
            mine = other.id in getattr(subject.rows, table)
            return Wrong(
                f"{text!r} in one row only", f"also in {table}:{other.id}, {'of this file' if mine else 'built in'}"
            )
    if ours is not None:
        lost = [form for form in forms_of(ours) if folded(form) not in {folded(mine) for mine in forms_of(row)}]
        if lost and forms_of(row)[0] == text:
            return Wrong(f"the built-in forms of {rule} kept", f"the row replaces them: {lost[0]!r} is found no more")
    return None


def dead_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    """The form finds its own row."""
    row = subject.row(rule)
    table = rule.partition(":")[0]
    match row:
        case SectionRow() | LabelRow() | StatusRow():
            wrong = prove(subject.parser, table, row, text, counter=False)
        case MarkerRow():
            wrong = prove(subject.parser, table, row, f"{text} Een punt.\n{text} Nog een punt.", counter=False)
        case NameRow():
            near = next((form.near[:1] for form in row.forms if form.text == text), ())
            sentence = f"Er is gesproken over [{text}]{''.join(f' ({word})' for word in near)}."
            wrong = prove(subject.parser, table, row, sentence, counter=False)
        case _:
            wrong = None
    return None if wrong is None else Wrong(f"{text!r} finds {rule}", wrong.got, wrong.fired)


def acronym_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    """Capitals only: the form doesn't find the same letters in an ordinary word."""
    row = subject.row(rule)
    if not isinstance(row, NameRow) or not re.fullmatch(r"[A-Z]{2,6}", text):
        return None
    sentence = f"Wij {text.lower()} dat."
    hit = next(
        (m for m in subject.parser.find_mentions(sentence) if m.kind == row.kind and m.text == text.lower()), None
    )
    return None if hit is None else Wrong(f"nothing in {sentence!r}", f"{hit.kind} {hit.text!r}", hit.rule)


def pumped(subject: Subject) -> Iterator[tuple[str, str]]:
    """Lines that make a careless pattern explode: characters that it names, repeated, and one that it doesn't expect."""
    for row in subject.rows.furniture.values():
        named = dict.fromkeys(sign for sign in row.pattern if sign.isalnum() or sign in " .-")
        # An engine gives up at once where a sign that it needs is missing, so the line ends in each that is named.
        for sign in (*named, "a", "1", " ", "a1", "a "):
            for tail in ("!", *(f"{other}!" for other in named)):
                yield f"furniture:{row.id}", sign * PUMP + tail


def slow_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    """The pattern settles a short line at once."""
    row = subject.row(rule)
    if not isinstance(row, FurnitureRow):
        return None
    try:
        regex.fullmatch(row.pattern, text, flags=regex.IGNORECASE, timeout=PATIENCE)
    except TimeoutError:
        return Wrong(
            f"an answer within {PATIENCE} s", f"none for a line of {len(text)} characters", f"furniture: {row.pattern}"
        )
    return None


def pumps(subject: Subject) -> Iterator[tuple[str, str]]:
    """The line that makes a careless finder explode, if one does: repeated signs, and those of its own examples."""
    words = [sign for line in getattr(subject.finder, "examples", ()) for sign in line if sign.isalnum()]
    signs = dict.fromkeys(("a", "A", "1", " ", ".", "-", "a ", "a1", "Aa", *words))
    texts = [sign * PUMP + "!" for sign in signs]
    read = _read_in_time(subject, texts)
    if read < len(texts):
        yield subject.source, texts[read]


def slow_finder_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    """The finder settles a short line at once."""
    if _read_in_time(subject, [text]):
        return None
    return Wrong(f"an answer within {FINDER_PATIENCE} s", f"none for a line of {len(text)} characters", rule)


READER = """
import json, sys
from notaparse.testing.rules.checks import found
from notaparse.testing.rules.subject import load
subject = load(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    found(subject, json.loads(line))
    print("read", flush=True)
"""
"""Program of the process in which a finder is tried: a finder that hangs can only be stopped with its process."""


def _read_in_time(subject: Subject, texts: list[str]) -> int:
    """How many of the texts the finder read before it took longer than ``FINDER_PATIENCE`` for one."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter, on the user's own finder
        [sys.executable, "-c", READER, subject.source],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_lines, args=(process.stdout, answers), daemon=True).start()
        try:
            answers.get(timeout=START_PATIENCE)
            for number, text in enumerate(texts):
                if process.poll() is not None or process.stdin is None:
                    return len(texts)  # it ended of itself: that it raises is another check's finding
                process.stdin.write(json.dumps(text) + "\n")
                process.stdin.flush()
                try:
                    answers.get(timeout=FINDER_PATIENCE)
                except queue.Empty:
                    return number
        except (queue.Empty, BrokenPipeError):
            return len(texts)
        finally:
            process.kill()
    return len(texts)


def _lines(stream: IO[str] | None, answers: queue.Queue[str]) -> None:
    for line in stream or ():
        answers.put(line)
    answers.put("")  # the end: whoever waits need not wait longer


@functools.lru_cache(maxsize=8)
def reversed_rows(subject: Subject) -> Parser:
    """The parser with all rows in reverse order."""
    rows = subject.parser.vocabulary
    tables = {table: dict(reversed(getattr(rows, table).items())) for table in Vocabulary.__dataclass_fields__}
    return replace(subject.parser, vocabulary=Vocabulary(**tables))
