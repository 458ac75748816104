"""Parser for Dutch government briefing notes (nota's, beslisnota's): typed sections, bullet hierarchies, mentions.

>>> import notaparse
>>> note = notaparse.parse("nota.pdf")
>>> note.section("kernpunten").blocks

Importing this package does no work: each public name is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from notaparse._version import __version__

if TYPE_CHECKING:
    from notaparse.api import find_mentions, parse, parse_text
    from notaparse.errors import NotaparseError, VocabularyError
    from notaparse.model import Mention, Note, Section
    from notaparse.parser import Parser
    from notaparse.vocabulary import Vocabulary, default, load
    from notaparse.write.akn import from_akn, to_akn

_HOME = {
    "parse": "notaparse.api",
    "parse_text": "notaparse.api",
    "find_mentions": "notaparse.api",
    "to_akn": "notaparse.write.akn",
    "from_akn": "notaparse.write.akn",
    "Parser": "notaparse.parser",
    "Note": "notaparse.model",
    "Section": "notaparse.model",
    "Mention": "notaparse.model",
    "Vocabulary": "notaparse.vocabulary",
    "default": "notaparse.vocabulary",
    "load": "notaparse.vocabulary",
    "NotaparseError": "notaparse.errors",
    "VocabularyError": "notaparse.errors",
}

__all__ = [
    "Mention",
    "NotaparseError",
    "Note",
    "Parser",
    "Section",
    "Vocabulary",
    "VocabularyError",
    "__version__",
    "default",
    "find_mentions",
    "from_akn",
    "load",
    "parse",
    "parse_text",
    "to_akn",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'notaparse' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
