"""Akoma Ntoso that ``to_akn`` wrote → Note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import ValidationError

from notaparse.errors import InvalidXml, SchemaVersionError
from notaparse.model import SCHEMA_VERSION, Note
from notaparse.write.akn.terms import AKN, KINDS, NP
from notaparse.write.akn.values import decoded
from notaparse.write.problems import local
from notaparse.write.xml import line_of, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_AKN: Final = f"{{{AKN}}}"
_NP: Final = f"{{{NP}}}"
_START: Final = f"{_NP}start"

_BLOCKS: Final = frozenset({f"{_AKN}{name}" for name in ("p", "ul", "table", "subFlow")})


def from_akn(xml: bytes) -> Note:
    """Read a Note from the Akoma Ntoso that ``to_akn`` wrote; the two are each other's inverse.

    Raises ``InvalidXml``, with the line where one is to blame, for XML that is unsafe or not well-formed, for other
    Akoma Ntoso, and where text was changed without its offsets; ``SchemaVersionError`` for a Note of another major
    version.
    """
    return read(parse(xml))


def read(root: _Element) -> Note:
    """As ``from_akn``, from a document that has been parsed."""
    doc = root.find(f"{_AKN}doc")
    record = root.find(f"{_AKN}doc/{_AKN}meta/{_AKN}proprietary/{_NP}note")
    if doc is None or record is None:
        raise InvalidXml("is not Akoma Ntoso as notaparse writes it: there is no np:note in meta/proprietary")
    version = record.get("schema_version", "")
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise SchemaVersionError(f"a Note of schema version {version!r}; this notaparse reads {SCHEMA_VERSION}")
    data = _Reading(doc, record).note()
    try:
        return Note.model_validate({"schema_version": version} | data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidXml(f"does not give a Note: {place}: {first['msg']}") from error


class _Piece(NamedTuple):
    """A stretch of the note's text, as it stands in the XML."""

    start: int
    text: str
    line: int
    element: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Quote(NamedTuple):
    """A value that is to hold ``text[start:end]`` once the text has been put together."""

    target: dict[str, Any]
    field: str
    start: int
    end: int


class _Reading:
    """A document as it is read: its values, and the pieces of text that they will quote."""

    def __init__(self, doc: _Element, record: _Element) -> None:
        self._doc = doc
        self._record = record
        self._pieces: list[_Piece] = []
        self._quotes: list[_Quote] = []
        self._numbered: dict[str, dict[int, dict[str, Any]]] = {"mention": {}, "redaction": {}, "footnote": {}}
        self._things = {entry.get("eId"): _own(entry) for entry in doc.iterfind(f"{_AKN}meta/{_AKN}references/*")}

    def note(self) -> dict[str, Any]:
        """Fields of the note."""
        doc = self._doc
        data: dict[str, Any] = {
            "head": [self._entry(entry) for entry in doc.iterfind(f"{_AKN}preface/{_AKN}container")],
            "sections": [self._section(section) for section in doc.iterfind(f"{_AKN}mainBody/{_AKN}hcontainer")],
            "furniture": [],
        }
        for part in doc.iterfind(f"{_AKN}conclusions/*"):
            self._conclusion(part, data)
        for name in ("source", "metadata", "event", "line", "change", "notice"):
            elements = self._record.iterfind(f"{_NP}{name}")
            values = [getattr(self, f"_{name}", _plain)(element) for element in elements]
            if name in {"source", "metadata"}:
                data[name] = values[0] if values else {}
            else:
                data[f"{name}s"] = values
        for name, found in self._numbered.items():
            for element in self._record.iterfind(f"{_NP}{name}"):
                value = _plain(element)
                found[_number(element, value.pop("number", ""))] = value
                self._quote(value, _number(element, value["start"]), _number(element, value["end"]))
            if sorted(found) != list(range(1, len(found) + 1)):
                raise InvalidXml(f"{name}s are not numbered from 1 to {len(found)}: one is missing, or there twice")
            data[f"{name}s"] = [found[number] for number in sorted(found)]
        data["text"] = text = self._text()
        for target, field, start, end in self._quotes:
            target[field] = text[start:end]
        return data

    # Parts that hold text

    def _entry(self, element: _Element) -> dict[str, Any]:
        entry: dict[str, Any] = {"key": _given(element).get("name"), "values": [], **decoded(_own(element))}
        for child in _children(element):
            if child.tag == f"{_AKN}block":
                entry["label"] = self._span(child)
            elif (quoted := _quoted(child)) is not None:
                entry["values"].append(self._span(quoted))
        return entry

    def _section(self, element: _Element) -> dict[str, Any]:
        own = _own(element)
        section: dict[str, Any] = {"kind": _given(element).get("name"), "blocks": [], "sections": [], **decoded(own)}
        number_start: int | None = None
        for child in _children(element):
            if child.tag == f"{_AKN}hcontainer":
                section["sections"].append(self._section(child))
            elif child.tag in {f"{_AKN}content", f"{_AKN}intro"}:
                section["blocks"] = self._blocks(child)
            elif child.get(_START) is not None and child.tag == f"{_AKN}num":
                number_start, end = self._run(child)
                self._quotes.append(_Quote(section, "number", number_start, end))
            elif child.get(_START) is not None and child.tag == f"{_AKN}heading":
                section["heading"] = heading = decoded(_own(child))
                start, end = self._run(child)
                self._quote(heading, start if number_start is None else number_start, end)
                if not ({"title", "untitled"} & own.keys()):
                    self._quotes.append(_Quote(section, "title", start, end))
        return section

    def _blocks(self, parent: _Element) -> list[dict[str, Any]]:
        return [self._block(child) for child in _children(parent) if child.tag in _BLOCKS]

    def _block(self, element: _Element) -> dict[str, Any]:
        if element.tag == f"{_AKN}subFlow":
            element = next(_children(element), element)
        if element.tag == f"{_AKN}p":
            return self._span(element, {"type": "paragraph"})
        if element.tag == f"{_AKN}ul":
            items = [self._item(item) for item in element.iterfind(f"{_AKN}li") if len(item)]
            return {"type": "list", "items": items, **decoded(_own(element))}
        rows = [
            [self._span(cell) for cell in row.iterfind(f"{_AKN}td/{_AKN}p")]
            for row in element.iterfind(f"{_AKN}tr")
            if row.get(f"{_NP}absent") is None
        ]
        return {"type": "table", "rows": rows, **decoded(_own(element))}

    def _item(self, element: _Element) -> dict[str, Any]:
        text, *blocks = (child for child in _children(element) if child.tag in _BLOCKS)
        item = {"type": "item", "marker": _given(element).get("value"), **decoded(_own(element))}
        self._marker(element, item, "marker")
        self._span(text, item)
        item["blocks"] = [self._block(block) for block in blocks]
        return item

    def _footnote(self, element: _Element, anchor: int | None) -> None:
        """A footnote that stands at ``anchor``, or among those that stand nowhere in the text."""
        text = element.find(f"{_AKN}p")
        if text is None:
            raise _broken(element, "has no p")
        footnote = {"mark": _given(element).get("marker", ""), "anchor": anchor, **decoded(_own(element))}
        self._marker(element, footnote, "mark")
        self._span(text, footnote)
        self._place(element, "footnote", footnote)

    def _marker(self, element: _Element, value: dict[str, Any], field: str) -> None:
        """Where a marker or a footnote's mark stands, and the piece of text that it is."""
        elsewhere = value.pop(f"{field}_elsewhere", None)
        if elsewhere is not None:
            value[f"{field}_start"] = elsewhere
        elif f"{field}_start" in value:
            start = _number(element, value[f"{field}_start"])
            self._pieces.append(_Piece(start, value[field], line_of(element), local(element)))

    def _conclusion(self, element: _Element, data: dict[str, Any]) -> None:
        if element.tag == f"{_AKN}p":
            if (signature := _quoted(element)) is not None:
                data["signature"] = self._span(signature)
            return
        for child in _children(element):
            if element.get("name") == "furniture":
                data["furniture"].append(self._span(child))
            elif child.get(_START) is not None:
                self._run(child)
            else:
                for footnote in child.iterfind(f"{_AKN}authorialNote"):
                    self._footnote(footnote, None)

    # Running text

    def _span(self, element: _Element, value: dict[str, Any] | None = None) -> dict[str, Any]:
        """Start, end and text of an element with running text, put into ``value`` or a new one."""
        value = {} if value is None else value
        value |= decoded(_own(element))
        self._quote(value, *self._run(element))
        return value

    def _quote(self, value: dict[str, Any], start: int, end: int) -> None:
        value["start"], value["end"] = start, end
        self._quotes.append(_Quote(value, "text", start, end))

    def _run(self, element: _Element) -> tuple[int, int]:
        """Start and end of an element with running text; what is marked in it is taken along."""
        start = _number(element, element.get(_START, ""))
        parts: list[str] = []
        end = self._walk(element, start, parts)
        self._pieces.append(_Piece(start, "".join(parts), line_of(element), local(element)))
        return start, end

    def _walk(self, element: _Element, at: int, parts: list[str]) -> int:
        """Collect the text of an element that starts at ``at``; gives where it ends."""
        text = element.text or ""
        parts.append(text)
        at += len(text)
        for child in element:
            if child.tag == f"{_AKN}authorialNote":
                self._footnote(child, at)
            elif isinstance(child.tag, str):
                start, at = at, self._walk(child, at, parts)
                self._mark(child, start, at)
            tail = child.tail or ""
            parts.append(tail)
            at += len(tail)
        return at

    def _mark(self, element: _Element, start: int, end: int) -> None:
        """A mention or redaction around ``start`` to ``end``. Other inline elements say nothing of the note."""
        kind = (element.get("eId") or "").partition("_")[0]
        if kind not in {"mention", "redaction"}:
            return
        value = decoded(_own(element))
        if kind == "mention":
            value |= self._mentioned(element, value)
        self._quote(value, start, end)
        self._place(element, kind, value)

    def _mentioned(self, element: _Element, own: Mapping[str, Any]) -> dict[str, Any]:
        """What the element itself, and the entry that it refers to, say of a mention."""
        name = str(element.tag).removeprefix(_AKN)
        given = _given(element)
        said: dict[str, Any] = {"kind": KINDS.get(name) or given.get("name")}
        for attribute, field in (("date", "value"), ("normalized", "value"), ("href", "url")):
            if attribute in given and field not in own:
                said[field] = given[attribute]
        if (refers := given.get("refersTo")) is not None:
            thing = self._things.get(refers.removeprefix("#"))
            if thing is None:
                raise _broken(element, f"refersTo {refers}, which isn't in meta/references")
            said |= thing
        return said

    def _place(self, element: _Element, kind: str, value: dict[str, Any]) -> None:
        number = _number(element, (element.get("eId") or "").partition("_")[2])
        if number in self._numbered[kind]:
            raise _broken(element, f"is there twice: {kind} {number}")
        self._numbered[kind][number] = value

    # What the metadata adds

    def _metadata(self, element: _Element) -> dict[str, Any]:
        metadata: dict[str, Any] = dict(_given(element))
        for child in _children(element):
            given = _given(child)
            if child.tag == f"{_NP}entry":
                metadata.setdefault(given.get("field", ""), []).append(given.get("value"))
            else:
                metadata[str(child.tag).removeprefix(_NP)] = given
        return metadata

    def _event(self, element: _Element) -> dict[str, Any]:
        event: dict[str, Any] = _plain(element) | {"evidence": []}
        for place in element.get("evidence", "").split():
            start, _, end = place.partition("-")
            span: dict[str, Any] = {}
            self._quote(span, _number(element, start), _number(element, end))
            event["evidence"].append(span)
        return event

    def _text(self) -> str:
        """The note's text, from all pieces and gaps. Raises ``InvalidXml`` where they don't fit."""
        pieces = self._pieces
        for gap in self._record.iterfind(f"{_NP}gap"):
            text = _given(gap).get("text", "")
            pieces += [_Piece(_number(gap, at), text, line_of(gap), local(gap)) for at in (gap.get("at") or "").split()]
        pieces.sort()
        parts: list[str] = []
        last = _Piece(0, "", 0, "doc")
        for piece in pieces:
            if piece.start > last.end:
                raise InvalidXml(
                    f"{last.element}: its text ends at {last.end}, and the next stands at {piece.start}",
                    position=f"line {last.line}",
                )
            if piece.end > last.end:
                parts.append(piece.text[last.end - piece.start :])
                last = piece
        text = "".join(parts)
        last = _Piece(0, "", 0, "doc")
        for piece in pieces:
            if not text.startswith(piece.text, piece.start):
                raise InvalidXml(
                    f"{last.element}: its text goes on to {last.end}, but {piece.text!r:.40} stands at {piece.start}",
                    position=f"line {last.line}",
                )
            if piece.end > last.end:
                last = piece
        signs = {
            _number(sign, at): chr(_number(sign, sign.get("code", ""), 16))
            for sign in self._record.iterfind(f"{_NP}character")
            for at in sign.get("at", "").split()
        }
        if not signs:
            return text
        return "".join(signs.get(at, sign) for at, sign in enumerate(text))


def _children(element: _Element) -> Iterator[_Element]:
    """Child elements, without comments and processing instructions."""
    return element.iterchildren("*")


def _quoted(element: _Element) -> _Element | None:
    """The element itself or its child that holds a stretch of the note's text; None where it only fills a place."""
    return next((found for found in (element, *_children(element)) if found.get(_START) is not None), None)


def _attributes(element: _Element) -> dict[str, str]:
    """Attributes with the characters put back that XML can't hold."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    for place in attributes.pop(f"{_NP}replaced", "").split():
        name, _, where = place.partition("/")
        at, _, code = where.partition("/")
        name = name.replace("np:", _NP)
        value = attributes.get(name)
        if value is None:
            raise _broken(element, f"np:replaced names {place}, which isn't there")
        offset = _number(element, at)
        attributes[name] = value[:offset] + chr(_number(element, code, 16)) + value[offset + 1 :]
    return attributes


def _own(element: _Element) -> dict[str, str]:
    """Attributes of our namespace, by their local names."""
    return {name.removeprefix(_NP): value for name, value in _attributes(element).items() if name.startswith(_NP)}


def _given(element: _Element) -> dict[str, str]:
    """Attributes of no namespace: those of Akoma Ntoso, or of our own elements."""
    return {name: value for name, value in _attributes(element).items() if not name.startswith("{")}


def _plain(element: _Element) -> dict[str, Any]:
    return decoded(_given(element))


def _number(element: _Element, text: str, base: int = 10) -> int:
    try:
        return int(text, base)
    except ValueError:
        raise _broken(element, f"{text!r} is no offset or number") from None


def _broken(element: _Element, reason: str) -> InvalidXml:
    return InvalidXml(f"{local(element)}: {reason}", position=f"line {line_of(element)}")
