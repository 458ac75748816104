"""Fields of the model ↔ attributes, under the same names.

A field that has its default isn't written. Fields that are added to the model go along by themselves, as long as they are
plain values or tuples of plain values.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel

from notaparse.model import (
    Event,
    Footnote,
    HeadEntry,
    Item,
    List,
    Mention,
    Paragraph,
    Redaction,
    Section,
    Span,
    Table,
)

_QUOTED = frozenset({"start", "end", "text"})

EXPRESSED: Final[Mapping[type[BaseModel], frozenset[str]]] = {
    Span: _QUOTED,
    HeadEntry: frozenset({"key", "label", "values"}),
    Section: frozenset({"type", "kind", "number", "title", "heading", "start", "end", "blocks", "sections"}),
    Paragraph: _QUOTED | {"type"},
    List: frozenset({"type", "start", "end", "items"}),
    Item: _QUOTED | {"type", "marker", "marker_start", "blocks"},
    Table: frozenset({"type", "start", "end", "rows"}),
    Footnote: _QUOTED | {"mark", "mark_start", "anchor"},
    Mention: _QUOTED | {"kind", "value", "id", "name", "type", "url"},
    Redaction: _QUOTED,
    Event: frozenset({"evidence"}),
}
"""Fields that elements, their order and their content express; all others of these types become attributes."""

PACKED: Final = frozenset({"bbox", "implied"})
"""Fields whose attribute holds a list, its parts apart by a blank."""

_SEPARATORS = re.compile(r"[\s%]")
_ESCAPES = re.compile("%([0-9A-F]*);")


def attributes(value: BaseModel, prefix: str = "") -> dict[str, str]:
    """Name → text of each plain field that is neither expressed otherwise nor at its default."""
    written: dict[str, str] = {}
    for name, default in _plain(type(value)):
        content = getattr(value, name)
        if content is default or content == default:
            continue
        written[prefix + name] = encoded(content)
    return written


def encoded(value: Any) -> str:
    """A plain value, or a tuple of such, as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(_packed(encoded(part)) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain value")  # a new field of the model that needs its own element


def decoded(attributes: Mapping[str, str]) -> dict[str, Any]:
    """What pydantic makes the fields from: texts, and lists of texts for packed ones."""
    return {
        name: [_unpacked(part) for part in text.split(" ")] if name in PACKED and text else text
        for name, text in attributes.items()
    }


def offsets(numbers: Iterable[int]) -> str:
    """Offsets as text, apart by blanks."""
    return " ".join(map(str, numbers))


@functools.cache
def _plain(kind: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    expressed = EXPRESSED.get(kind, frozenset())
    return tuple(
        (name, field.get_default(call_default_factory=False))
        for name, field in kind.model_fields.items()
        if name not in expressed
    )


def _packed(part: str) -> str:
    return _SEPARATORS.sub(lambda found: f"%{ord(found[0]):X};", part) or "%;"


def _unpacked(part: str) -> str:
    return _ESCAPES.sub(lambda found: chr(int(found[1], 16)) if found[1] else "", part)
