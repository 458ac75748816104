"""What a parse yields: frozen pydantic values, and nothing of how they came about.

Every ``start`` and ``end`` is an offset in ``Note.text``, in Unicode code points, ``end`` exclusive. A value that has
``start``, ``end`` and ``text`` quotes the note: ``note.text[start:end] == text``; a ``Note`` that breaks this law is
refused. Boxes are ``(x0, top, x1, bottom)`` in PDF points from the top left corner of the page as it is read.

The JSON form is versioned by ``Note.schema_version``: a reader of 1.x takes any later 1.y and ignores fields it does
not know; another major version is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from notaparse.errors import SchemaVersionError

SCHEMA_VERSION = "1.0"

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left corner of the page."""

Status = Literal[
    "ter_beslissing",
    "ter_ondertekening",
    "ter_besluitvorming",
    "ter_informatie",
    "ter_kennisneming",
    "oplegnota",
]


class Value(BaseModel):
    """What all values of the model share: they never change, and fields of a later 1.y are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Span(Value):
    """A stretch of the note's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Line(Value):
    """Where a stretch of the note's text was printed: on a page, or in the text that came in."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = None
    """Page number, from 1. None for text that came without pages."""
    bbox: BBox | None = None
    """Box on that page. None for text input."""
    source_start: int | None = None
    """Offset in the decoded source text, in code points. None for PDF."""
    source_end: int | None = None


class Change(Value):
    """What a normalisation took away or put in place of what the source has, so that it can be undone.

    ``note.text[start:start + len(after)] == after``.
    """

    kind: Literal["unicode", "ligature", "hyphen", "markup", "control", "letter_gap", "footnote_mark", "placeholder"]
    """``unicode`` NFC or a look-alike blank; ``hyphen`` a line-end or soft hyphen undone; ``markup`` a sign of Markdown;
    ``control`` a character that text can't hold; ``letter_gap`` blanks inside a word closed; ``footnote_mark`` the mark
    in the body that points to a footnote; ``placeholder`` a sign that only stood for something absent."""
    start: int = Field(ge=0)
    before: str
    after: str
    page: int | None = None
    source_start: int | None = None
    """Offset of ``before`` in the decoded source text; None for PDF."""


class Source(Value):
    """The document that was parsed."""

    name: str | None = None
    """File name without its folder; None for bytes and text without a name."""
    media_type: str = "text/plain"
    sha256: str | None = None
    """Hash of the bytes that came in (of the UTF-8 form, for text)."""
    pages: int | None = None
    encoding: str | None = None
    """How text bytes were decoded; None for PDF and for text that came as str."""


class Ministry(Value):
    """A ministry as the note names it."""

    name: str
    id: str | None = None
    """TOOI URI of the ministry (standaarden.overheid.nl), where the name is known."""


class Metadata(Value):
    """Plain values of the head of the note; None or empty where the note has none."""

    title: str | None = None
    status: tuple[Status, ...] = ()
    ministry: Ministry | None = None
    date: dt.date | None = None
    references: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    """Only what stands at "Van"; a letterhead is no sender."""
    deadline: dt.date | None = None
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    """Who gets a copy ("Kopie aan", "In afschrift aan")."""
    authors: tuple[str, ...] = ()
    """What stands at "Opgesteld door" or "Auteur": mostly a unit, the name is redacted."""
    consulted: tuple[str, ...] = ()
    """With whom the note was made or agreed ("Samengewerkt met", "Afgestemd met")."""
    published: bool | None = None
    """What the note says at "Nota actief openbaar"."""


class HeadEntry(Value):
    """One entry of the head as printed: a label and what belongs to it."""

    key: str
    """Slug of the label: title, status, ministry, date, reference, addressee, sender, deadline, attachments, copies,
    authors, consulted, published, routing, unit, or ``other``."""
    label: Span | None = None
    """None for what stands without a label (title, status line)."""
    values: tuple[Span, ...] = ()
    """Empty where the value was redacted or never filled in."""
    rule: str | None = None
    """Which rule and row recognised it."""


class Paragraph(Value):
    """Running text between two breaks."""

    type: Literal["paragraph"] = "paragraph"
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Item(Value):
    """One item of a list. ``start``, ``end`` and ``text`` are its own text, without marker and without its blocks."""

    type: Literal["item"] = "item"
    marker: str | None = None
    """Glyph or number as it stands in the document; None where extraction lost it."""
    marker_start: int | None = None
    """Offset of the marker; None where there is none."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    blocks: tuple[Block, ...] = ()
    """Nested lists, and paragraphs that belong to the item."""


class List(Value):
    """A list; nesting is by items that hold lists."""

    type: Literal["list"] = "list"
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    items: tuple[Item, ...]


class Table(Value):
    """A table, row by row; an empty cell has an empty span."""

    type: Literal["table"] = "table"
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    rows: tuple[tuple[Span, ...], ...]


Block = Annotated[Paragraph | List | Table, Field(discriminator="type")]


class Section(Value):
    """A heading and what stands under it. ``start`` and ``end`` cover number and title through the last block."""

    type: Literal["section"] = "section"
    kind: str
    """Slug of the government-wide template (``kernpunten``), of the user's vocabulary, or ``overig``."""
    number: str | None = None
    """As printed, with its dot or bracket: ``4.1.``, ``a.``"""
    title: str | None = None
    """None only for text that stands before any heading."""
    heading: Span | None = None
    """Number and title as printed, in one line."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    rule: str | None = None
    """How the heading was recognised, and by which row."""


class Footnote(Value):
    """A note at the foot of a page. ``start``, ``end`` and ``text`` are its text without the mark."""

    mark: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    mark_start: int | None = None
    """Offset of the mark that stands before the footnote's text."""
    anchor: int | None = None
    """Offset in the body where the mark stood; None where it was not found."""


class Mention(Value):
    """A thing that the note speaks of, where it stands, and what it is."""

    kind: str
    """date, meeting, mission, organisation, role, place, reference, money, woo_ground, or a user's own kind."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    value: str | None = None
    """Normalised value: EDTF for a date, a canonical notation for a reference, a decimal amount for money."""
    id: str | None = None
    """Same for all mentions of one thing: ``navo-dmm``."""
    name: str | None = None
    """Preferred name of the thing."""
    type: str | None = None
    """Finer kind: kamerstuk, artikel, eu-raad, vredesmissie …"""
    url: str | None = None
    """Where the thing is found, or its identifier as a URI."""
    unit: str | None = None
    """ISO 4217 currency of an amount."""
    mod: Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"] | None = None
    """TIMEX3 modifier of a date."""
    implied: tuple[str, ...] = ()
    """Parts of a date's value that were not written but follow from the context: year, month, day."""
    resolved_from: str | None = None
    """What the implied parts were taken from: ``reference_date``, or ``text:START-END``."""
    rule: str | None = None
    """Which finder and row made it."""

    @property
    def first(self) -> dt.date | None:
        """First day of a date's value; None where there is no value, or for another kind."""
        return self._bounds()[0]

    @property
    def last(self) -> dt.date | None:
        """Last day of a date's value; None where there is no value, or for another kind."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[dt.date | None, dt.date | None]:
        if self.kind != "date" or not self.value:
            return None, None
        from notaparse.edtf import bounds  # on demand: most readers never ask

        return bounds(self.value)


class Event(Value):
    """A meeting or mission tied to the date and the place that the text gives it."""

    kind: Literal["meeting", "mission"]
    id: str | None = None
    name: str
    date: str | None = None
    """EDTF."""
    place: str | None = None
    evidence: tuple[Span, ...]
    """What it rests on: the mention itself, then the date and the place."""
    rule: str
    """Why these belong together."""


class Redaction(Value):
    """What was made unreadable before publication. Never holds the text that was hidden."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = ""
    """The words that stand in place of what is hidden; empty for a bare box."""
    ground: str | None = None
    """Ground of the Woo, normalised: ``5.1.2.e``; ``buiten_verzoek``; None where none is given."""
    raw: str | None = None
    """Ground as printed."""
    page: int | None = None
    bbox: BBox | None = None
    within: str | None = None
    """Where it stands: ``head:authors``, ``section:kernpunten``, ``footnote``, ``furniture``."""


class Notice(Value):
    """Something the parser was not sure of, or could not take along."""

    code: str
    """Stable slug, listed in ``docs/errors.md``."""
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


class Note(Value):
    """A briefing note (nota, beslisnota): its text, its structure, and what it speaks of."""

    schema_version: str = SCHEMA_VERSION
    source: Source = Source()
    text: str
    """The note as a reader reads it; all offsets refer to it."""
    metadata: Metadata = Metadata()
    head: tuple[HeadEntry, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    signature: Span | None = None
    furniture: tuple[Span, ...] = ()
    """Page numbers, running heads, the side column of later pages, separators, stamps."""
    lines: tuple[Line, ...] = ()
    """Where each stretch of ``text`` was printed, in the order of ``start``."""
    changes: tuple[Change, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """Sorted by start; mentions of one kind don't overlap."""
    events: tuple[Event, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    notices: tuple[Notice, ...] = ()

    @field_validator("schema_version")
    @classmethod
    def _readable(cls, version: str) -> str:
        major, _, minor = version.partition(".")
        if major != SCHEMA_VERSION.partition(".")[0] or not minor.isdigit():
            # No ValueError: pydantic lets it through as it is, and a caller can tell it from a broken Note.
            raise SchemaVersionError(
                f"this notaparse reads Notes of schema version {SCHEMA_VERSION.partition('.')[0]}.x, not {version!r}"
            )
        return version

    @model_validator(mode="after")
    def _quotes(self) -> Self:
        text = self.text
        for span in self.spans():
            if text[span.start : span.end] != span.text or span.start > span.end:
                raise ValueError(
                    f"{type(span).__name__} at {span.start}-{span.end} says {span.text!r:.80}, "
                    f"but the note's text has {text[span.start : span.end]!r:.80} there"
                )
        size = len(text)
        for section in self.walk():
            if not 0 <= section.start <= section.end <= size:
                raise ValueError(f"section {section.title!r} at {section.start}-{section.end} lies outside the text")
        return self

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with its mentions marked."""
        from notaparse.write.html import fragment  # on demand: the model itself needs nothing that writes

        return fragment(self)

    def section(self, kind: str) -> Section | None:
        """The first section of that kind in reading order, at any depth, or None."""
        return next((section for section in self.walk() if section.kind == kind), None)

    def walk(self) -> Iterator[Section]:
        """All sections in reading order, each before its sub-sections."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))

    def boxes(self, start: int, end: int) -> tuple[Line, ...]:
        """The printed lines that hold any of ``text[start:end]``, in order, with page and box (or source offsets)."""
        return tuple(line for line in self.lines if line.start < end and start < line.end)

    def spans(self) -> Iterator[Any]:
        """Every value that has ``start``, ``end`` and ``text``."""
        for entry in self.head:
            if entry.label is not None:
                yield entry.label
            yield from entry.values
        for section in self.walk():
            if section.heading is not None:
                yield section.heading
            stack: list[Any] = list(reversed(section.blocks))
            while stack:
                block = stack.pop()
                if block.type == "list":
                    stack.extend(reversed(block.items))
                elif block.type == "table":
                    for row in block.rows:
                        yield from row
                else:
                    yield block
                    if block.type == "item":
                        stack.extend(reversed(block.blocks))
        yield from self.footnotes
        if self.signature is not None:
            yield self.signature
        yield from self.furniture
        yield from self.mentions
        for event in self.events:
            yield from event.evidence
        yield from self.redactions


Item.model_rebuild()
List.model_rebuild()
Section.model_rebuild()
