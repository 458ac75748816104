"""XML in and out: the one setting by which foreign XML is parsed, and the one place where markup is written.

Markup is written as strings, not as a tree: a note becomes some hundred elements, and making them as tree nodes first
takes three times as long. That what comes out is well-formed is held by tests, for every character there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from notaparse.errors import InvalidXml, TooLarge

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

DEPTH: Final = 250
"""Elements within elements, at most: libxml2 refuses to read more than 256."""

PIECE: Final = 2_000_000
"""Characters of running text after which a processing instruction stands: libxml2 refuses a text node of 10 MB."""

ILLEGAL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What XML 1.0 can't hold, as the inside of a character class."""

REPLACEMENT: Final = "\ufffd"

_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{ILLEGAL}]')
_TEXT = re.compile(f"[&<>\r{ILLEGAL}]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_TEXT_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def parser() -> XMLParser:
    """The setting for all XML that comes in: no entity is put in place, and nothing else is read for it."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )


def parse(xml: bytes, *, source: str | None = None) -> _Element:
    """Root element of XML that came from outside.

    Raises ``InvalidXml`` for what isn't well-formed, is nested deeper than 256 elements, or has a document type
    declaration: no format here needs one, and entities are how XML is made to read files or to grow without bound.
    """
    from lxml import etree

    try:
        root = etree.fromstring(xml, parser())
    except etree.XMLSyntaxError as error:
        position = f"line {error.lineno}" if error.lineno else None
        reason = (error.msg or "it is empty").partition(", line ")[0].strip()
        raise InvalidXml(f"is not well-formed: {reason}", source=source, position=position) from error
    except ValueError as error:
        raise InvalidXml(f"is not XML: {error}", source=source) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidXml("has a document type declaration (DOCTYPE), which is refused", source=source)
    return root


def line_of(element: _Element) -> int:
    """Line of the file on which an element's start tag ends; 0 where it wasn't parsed from one."""
    line: Any = element.sourceline
    return line or 0


def legal(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 can't hold; as long as it was."""
    return _ILLEGAL.sub(REPLACEMENT, text) if _ILLEGAL.search(text) else text


def illegal(text: str) -> list[tuple[int, str]]:
    """Offset and character of all that ``legal`` replaces."""
    return [(found.start(), found[0]) for found in _ILLEGAL.finditer(text)]


Record = Callable[[str, int, str], None]
"""Told of each character replaced in an attribute: name of the attribute, offset in its value, character."""


class Markup:
    """XML as it grows: elements are opened and closed, attributes and text escaped.

    ``line`` elements stand on lines of their own, indented; those opened with ``inline`` stay in the running text.
    """

    def __init__(self, *, depth: int = 0, restorable: str | None = None) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self._depth = depth
        self._lined = False
        self._restorable = restorable
        """Attribute that lists what was replaced in the others, so that a reader can put it back."""
        self.replaced = 0
        """How many characters XML could not hold."""

    def line(self, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        """Open an element on a line of its own."""
        depth = self._depth + len(self._open)
        if depth >= DEPTH:
            raise TooLarge(f"nested deeper than {DEPTH} elements, which XML readers refuse")
        if self._parts or depth:
            self._parts.append("\n" + "  " * depth)
        self.inline(tag, attributes)

    def inline(self, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        """Open an element within running text."""
        self._parts.append(f"<{tag}{self._attributes(attributes)}>" if attributes else f"<{tag}>")
        self._open.append(tag)
        self._lined = False

    def text(self, text: str) -> None:
        """Running text. What XML can't hold is replaced: who must be able to undo it replaces it before."""
        for at in range(0, len(text), PIECE):
            piece = text[at : at + PIECE]
            if _TEXT.search(piece):
                self.replaced += len(_ILLEGAL.findall(piece))
                piece = legal(piece).translate(_TEXT_ENTITIES)
            self._parts.append(f"<?piece?>{piece}" if at else piece)
        self._lined = False

    def close(self, count: int = 1) -> None:
        """Close the innermost elements."""
        for _ in range(count):
            tag = self._open.pop()
            if self._lined:
                self._parts.append("\n" + "  " * (self._depth + len(self._open)))
            self._parts.append(f"</{tag}>")
            self._lined = True

    def end(self) -> None:
        """Close the innermost inline element."""
        self._parts.append(f"</{self._open.pop()}>")
        self._lined = False

    def empty(self, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        """An element without content, on a line of its own."""
        given = self._attributes(attributes) if attributes else ""
        self._parts.append(f"\n{'  ' * (self._depth + len(self._open))}<{tag}{given}/>")
        self._lined = True

    def leaf(self, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        """An element with nothing but text, on a line of its own."""
        self.line(tag, attributes)
        self.text(text)
        self.close()

    def add(self, other: Markup) -> None:
        """Markup that was written apart, at its place."""
        self._parts.extend(other._parts)
        self._lined = True

    def __str__(self) -> str:
        return "".join(self._parts)

    def _attributes(self, attributes: Mapping[str, str]) -> str:
        written = ""
        replaced: list[str] = []
        for name, value in attributes.items():
            if _ATTRIBUTE.search(value):
                for at, sign in illegal(value):
                    replaced.append(f"{name}/{at}/{ord(sign):04X}")
                value = legal(value).translate(_ENTITIES)  # noqa: PLW2901 - the same value, fit for XML
            written += f' {name}="{value}"'
        self.replaced += len(replaced)
        if replaced and self._restorable:
            written += f' {self._restorable}="{" ".join(replaced)}"'
        return written
