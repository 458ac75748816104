"""What is wrong with a document, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from notaparse.write.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element


class Problem(NamedTuple):
    """One thing that is wrong. Sorts by line."""

    line: int
    """Of the XML file, from 1; 0 where none is to blame."""
    element: str
    """Name of the element, without its namespace; or of the file, where a whole one is wrong."""
    code: str
    """Stable slug: ``schema`` for what the schema refuses, else the name of our own rule."""
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.element}: {self.code}: {self.message}"


Rule = Callable[["_Element"], Iterable[Problem]]
"""Looks at a whole document, from its root, and yields what is wrong with it."""


def problem(element: _Element, code: str, message: str) -> Problem:
    """A problem of an element, at its line."""
    return Problem(line_of(element), local(element), code, message)


def local(element: _Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def filled(element: _Element | None) -> str:
    """Text of an element without blanks around it; empty where there is no element."""
    return "" if element is None else (element.text or "").strip()
