"""What extraction does to a text without changing what it says: noise that a parse must not notice.

Each kind is a function of a text and a turn (a drawn number that says where); the order of ``KINDS`` has no meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

Noise = Callable[[str, int], str]


def crlf(text: str, turn: int) -> str:  # noqa: ARG001 - one place is as good as another
    """Line ends of Windows."""
    return text.replace("\n", "\r\n")


def byte_order_mark(text: str, turn: int) -> str:  # noqa: ARG001 - there is one place
    """A byte order mark in front."""
    return "\ufeff" + text


def decomposed(text: str, turn: int) -> str:  # noqa: ARG001 - everywhere
    """Accents as characters of their own."""
    return unicodedata.normalize("NFD", text)


def trailing_blanks(text: str, turn: int) -> str:
    """Blanks at the ends of some lines."""
    return "\n".join(line + " " * ((number + turn) % 3) for number, line in enumerate(text.split("\n")))


def hard_blanks(text: str, turn: int) -> str:
    """Every so many blanks between two words one that doesn't break."""
    every = turn % 5 + 2
    seen = iter(range(len(text)))
    return re.sub(r"(?<=\w\w) (?=\w\w)", lambda _: "\xa0" if next(seen) % every == 0 else " ", text)


def soft_hyphens(text: str, turn: int) -> str:
    """A soft hyphen in every so many long words."""
    every = turn % 5 + 1
    seen = iter(range(len(text)))
    return re.sub(r"\b([a-zë]{5})(?=[a-zë]{5})", lambda m: m[1] + ("\xad" if next(seen) % every == 0 else ""), text)


def more_blank_lines(text: str, turn: int) -> str:
    """Blank lines where there are blank lines already."""
    return re.sub(r"\n(?:[ \t]*\n)+", lambda m: m[0] + "\n" * (turn % 2 + 1), text)


def page_break(text: str, turn: int) -> str:
    """A page ends after some line that has text: its number stands there, a form feed follows."""
    lines = text.split("\n")
    after = [number for number, line in enumerate(lines[:-1]) if line.strip() and lines[number + 1].strip()]
    if not after:
        return text
    at = after[turn % len(after)] + 1
    return "\n".join([*lines[:at], "Pagina 1 van 2", "\f" + lines[at], *lines[at + 1 :]])


KINDS: dict[str, Noise] = {
    "crlf": crlf,
    "byte_order_mark": byte_order_mark,
    "decomposed": decomposed,
    "trailing_blanks": trailing_blanks,
    "hard_blanks": hard_blanks,
    "soft_hyphens": soft_hyphens,
    "more_blank_lines": more_blank_lines,
    "page_break": page_break,
}
"""Name → what it does."""

LAST = ("crlf", "byte_order_mark")
"""Kinds that the others wouldn't work behind, in the order in which they come."""


def noised(text: str, names: Iterable[str], turn: int = 0) -> str:
    """A text with the noise of these kinds, each at the place that ``turn`` says."""
    for name in sorted(names, key=lambda name: LAST.index(name) + 1 if name in LAST else 0):
        text = KINDS[name](text, turn)
    return text
