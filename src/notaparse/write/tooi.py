"""Terms of official lists, from ``data/tooi.toml``: TOOI, MDTO, PRONOM."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import NamedTuple


class TermList(NamedTuple):
    """A list that terms come from."""

    id: str
    name: str
    """As it is named in metadata: ``Begrippenlijst Waarderingen MDTO``."""
    uri: str | None
    whole: bool
    """Whether all its terms are known here, so that any other is wrong."""
    source: str
    """Where its terms were taken from."""


class Term(NamedTuple):
    """A term with its label, and what identifies it."""

    label: str
    list: TermList
    uri: str | None = None
    code: str | None = None


def term(of: str, key: str) -> Term:
    """The term of a list with that label, code, or URI. Raises ``KeyError``."""
    return _terms()[of, key]


def find(of: str, key: str | None) -> Term | None:
    """As ``term``, but None where the list has no such term."""
    return None if key is None else _terms().get((of, key))


def labels(of: str) -> tuple[str, ...]:
    """Labels of a list, in its order."""
    return tuple(dict.fromkeys(found.label for (name, _), found in _terms().items() if name == of))


def lists() -> dict[str, TermList]:
    """All lists by their id."""
    return _lists()


@functools.cache
def _document() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(resources.files("notaparse").joinpath("data/tooi.toml").read_text(encoding="utf-8"))


@functools.cache
def _lists() -> dict[str, TermList]:
    return {
        row["id"]: TermList(row["id"], row["name"], row.get("uri"), bool(row.get("whole")), row["source"])
        for row in _document()["list"]
    }


@functools.cache
def _terms() -> dict[tuple[str, str], Term]:
    found: dict[tuple[str, str], Term] = {}
    for row in _document()["term"]:
        made = Term(row["label"], _lists()[row["list"]], row.get("uri"), row.get("code"))
        for key in (made.label, made.code, made.uri):
            if key is not None:
                found.setdefault((row["list"], key), made)
    return found
