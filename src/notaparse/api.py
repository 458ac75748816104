"""The public functions: a default ``Parser``, made on first use."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

from notaparse.model import Mention, Note
from notaparse.parser import Parser
from notaparse.vocabulary import Vocabulary


@functools.cache
def _parser() -> Parser:
    return Parser()


def parse(source: str | Path | bytes, *, name: str | None = None) -> Note:
    """Parse a document: a path, or its bytes. ``Parser().parse``; see there for what it raises."""
    return _parser().parse(source, name=name)


def parse_text(text: str, *, name: str | None = None) -> Note:
    """Parse text that somebody else extracted. ``Parser().parse_text``."""
    return _parser().parse_text(text, name=name)


def find_mentions(
    text: str, reference_date: dt.date | None = None, *, vocabulary: Vocabulary | None = None
) -> tuple[Mention, ...]:
    """Find dates, meetings, missions, references and other mentions in any text.

    ``reference_date`` is the day from which "gisteren" or "9 december" are understood; without one such dates keep
    ``value`` None unless the text itself settles them. Offsets are code points of ``text``. Sorted by start.
    """
    parser = _parser() if vocabulary is None else Parser(vocabulary=vocabulary)
    return parser.find_mentions(text, reference_date=reference_date)
