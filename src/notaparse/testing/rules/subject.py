"""What is tried: a file of rows, or a finder."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from notaparse.errors import VocabularyError
from notaparse.mentions import Finder
from notaparse.parser import Parser
from notaparse.vocabulary import Vocabulary, VocabularyRow, default, empty
from notaparse.vocabulary import load as load_rows


@dataclass(frozen=True, slots=True)
class Subject:
    """Rules under trial, and the parsers with and without them."""

    source: str
    """Path of the TOML file, or ``module:function``."""
    rows: Vocabulary
    """The user's rows alone; empty for a finder."""
    finder: Finder | None
    """The user's finder; None for rows."""
    without: Parser
    """A parser that doesn't have the rules."""
    parser: Parser
    """The same with them."""
    refused: VocabularyError | None = None
    """Why the first row that is wrong in itself was refused; then nothing else is tried."""

    def row(self, rule: str) -> VocabularyRow | None:
        """The user's row that ``rule`` names (``section:kernpunten``), or None."""
        table, _, name = rule.partition(":")
        found = getattr(self.rows, table, {}).get(name)
        return found if isinstance(found, VocabularyRow) else None


def load(source: str | Path) -> Subject:
    """Rows from a TOML file, or a finder named ``module:function`` (also ``folder/module.py:function``).

    A row that is wrong in itself is kept as ``Subject.refused``. Raises ``VocabularyError`` where there is nothing to try:
    no such file or function, or no TOML.
    """
    source = str(source)
    without = Parser()
    path, colon, function = source.rpartition(":")
    if colon and not Path(source).exists() and function.isidentifier():
        finder = _finder(path, function, source=source)
        return Subject(source, empty(), finder, without, replace(without, finders=(*without.finders, finder)))
    try:
        rows = load_rows(source)
    except VocabularyError as error:
        if error.row is None:
            raise
        return Subject(source, empty(), None, without, without, refused=error)
    return Subject(source, rows, None, without, replace(without, vocabulary=default() | rows))


def _finder(module: str, function: str, *, source: str) -> Finder:
    path = Path(module)
    folder = str(path.parent.resolve()) if path.suffix == ".py" else str(Path.cwd())
    name = path.stem if path.suffix == ".py" else module
    sys.path.insert(0, folder)
    try:
        found = getattr(importlib.import_module(name), function, None)
    except Exception as error:  # whatever the user's module raises while it loads
        raise VocabularyError(f"can't be imported: {type(error).__name__}: {error}", source=source) from error
    finally:
        sys.path.remove(folder)
    if not callable(found):
        raise VocabularyError(f"{module} has no function {function}", source=source)
    return found  # type: ignore[no-any-return]  # what it gives back is what the checks look at
