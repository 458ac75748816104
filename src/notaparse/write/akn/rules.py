"""What a valid Akoma Ntoso document must also hold to: rules that no XML schema can say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from notaparse.edtf import bounds
from notaparse.errors import NotaparseError
from notaparse.write.akn.reading import read
from notaparse.write.akn.terms import AKN, NP, UNKNOWN, UNKNOWN_DATE
from notaparse.write.problems import Problem, Rule, problem
from notaparse.write.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_AKN: Final = f"{{{AKN}}}"
_NP: Final = f"{{{NP}}}"

_REFERRING: Final = ("refersTo", "href", "source", "as", "by")
"""Attributes whose value, where it opens with ``#``, is the ``eId`` of an element of the document."""

_LINE = re.compile("line ([0-9]+)")


def dangling(root: _Element) -> Iterator[Problem]:
    """References within the document lead to an element that is there."""
    known = {f"#{element.get('eId')}" for element in root.iter("*")}
    for element in root.iter("*"):
        for name in _REFERRING:
            for reference in element.get(name, "").split():
                if reference.startswith("#") and reference not in known:
                    yield problem(element, "dangling", f"{name} {reference} is the eId of no element")


def identified(root: _Element) -> Iterator[Problem]:
    """Names of the work, its expression and its manifestation follow from each other."""
    names: dict[str, str] = {}
    for level in root.iterfind(f".//{_AKN}identification/*"):
        this, uri = level.find(f"{_AKN}FRBRthis"), level.find(f"{_AKN}FRBRuri")
        if this is None or uri is None:
            continue
        name = uri.get("value", "")
        stem = name.removesuffix(".akn")
        if not this.get("value", "").startswith(stem):
            yield problem(this, "identification", f"{this.get('value')} doesn't begin with FRBRuri {stem}")
        for above, begun in names.items():
            if not name.startswith(begun):
                yield problem(uri, "identification", f"{name} doesn't begin with that of {above}, {begun}")
        names[str(level.tag).removeprefix(_AKN)] = stem


def dated(root: _Element) -> Iterator[Problem]:
    """A work isn't younger than its expression, nor that than its manifestation; a date that isn't known says so."""
    earlier: tuple[str, str] | None = None
    for date in root.iterfind(f".//{_AKN}identification/*/{_AKN}FRBRdate"):
        day, name = date.get("date", ""), date.get("name")
        if (day == UNKNOWN_DATE) != (name == UNKNOWN):
            yield problem(date, "date", f"{day} is named {name}: only {UNKNOWN_DATE} is {UNKNOWN}, and it always is")
        elif day != UNKNOWN_DATE:
            level = str(date.getparent().tag).removeprefix(_AKN)  # type: ignore[union-attr]  # found below one
            if earlier is not None and day < earlier[0]:
                yield problem(date, "date", f"{level} of {day} is older than its {earlier[1]} of {earlier[0]}")
            earlier = (day, level)


def periods(root: _Element) -> Iterator[Problem]:
    """A period ends no earlier than it begins."""
    for element in root.iter(f"{_AKN}inline", f"{_NP}mention", f"{_NP}event"):
        if element.tag == f"{_NP}event":
            value = element.get("date") or ""
        elif "date" in {element.get("name"), element.get("kind")}:
            value = element.get(f"{_NP}value") or element.get("value") or ""
        else:
            continue
        first, slash, last = value.partition("/")
        try:
            backwards = bool(slash) and bounds(last)[1] < bounds(first)[0]
        except ValueError:
            continue  # EDTF has more than these bounds know
        if backwards:
            yield problem(element, "date", f"{value} ends before it begins")


def placed(root: _Element) -> Iterator[Problem]:
    """Offsets of lines lie in order; pages are counted from 1."""
    for element in root.iter(f"{_NP}line", f"{_NP}change", f"{_NP}notice", f"{_NP}redaction"):
        start, end, page = (element.get(name) for name in ("start", "end", "page"))
        if start is not None and end is not None and start.isdecimal() and end.isdecimal() and int(end) < int(start):
            yield problem(element, "place", f"end {end} lies before start {start}")
        if page is not None and page.isdecimal() and int(page) < 1:
            yield problem(element, "place", f"page {page}: pages are counted from 1")


def readable(root: _Element) -> Iterator[Problem]:
    """The document gives its Note: no text has changed without its offsets, no mention is missing."""
    record = root.find(f".//{_NP}note")
    if record is None:
        return  # Akoma Ntoso of others
    try:
        read(root)
    except NotaparseError as error:
        line = _LINE.match(error.position or "")
        element, colon, reason = error.message.partition(": ")
        if not colon or " " in element:
            element, reason = "doc", error.message
        yield Problem(int(line[1]) if line else line_of(record), element, "note", reason)


RULES: Final[tuple[Rule, ...]] = (dangling, identified, dated, periods, placed, readable)
"""All of them look at the whole document; their order says nothing."""
