"""A whole document: the body is written first, since what the metadata must add depends on it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from pydantic import BaseModel

from notaparse.model import Note
from notaparse.write import tooi
from notaparse.write.akn.body import Body
from notaparse.write.akn.identity import IDENTITY, SOFTWARE, References, write_identification
from notaparse.write.akn.running import Running
from notaparse.write.akn.terms import AKN, NP
from notaparse.write.akn.values import attributes, encoded, offsets
from notaparse.write.xml import DECLARATION, Markup, illegal

REPLACED: Final = "np:replaced"

ABOUT: Final = (
    "Names are those of the JSON form of notaparse. All start, end and at are offsets in the text of the note, in Unicode "
    "code points, end exclusive. The text is every stretch with np:start at its offset, and each gap at its offsets."
)
"""An archive must be able to read the file without anything else (MDTO, aanvullendeMetagegevens)."""

LISTED: Final = ("lines", "changes", "notices")
"""Fields of a note of which each value becomes one element."""


def to_akn(note: Note, *, written: dt.date | None = None) -> bytes:
    """Write a Note as Akoma Ntoso 3.0, UTF-8, valid under the strict schema.

    ``from_akn`` gives the equal Note back. ``written`` is the day of this conversion, for ``FRBRManifestation``; without
    it the date is marked as not known, since the same note must give the same bytes on any day. Raises ``TooLarge`` for a
    note nested deeper than XML readers go (some 100 levels of lists).
    """
    references = References(note)
    text = Markup(depth=2, restorable=REPLACED)
    running = Running(note, text, references)
    Body(note, text, running).write()

    document = Markup(restorable=REPLACED)
    document.inline("akomaNtoso", {"xmlns": AKN, "xmlns:np": NP})
    document.line("doc", {"name": "beslisnota", "contains": "originalVersion"})
    document.line("meta")
    write_identification(document, note, author=references.author, written=written)
    _classification(document)
    references.write(document)
    document.line("proprietary", {"source": f"#{SOFTWARE}"})
    _record(document, note, running)
    document.close(2)
    document.add(text)
    document.close(2)
    return f"{DECLARATION}{document}\n".encode()


def _classification(markup: Markup) -> None:
    term = tooi.term("documentsoort", "beslisnota")
    markup.line("classification", {"source": f"#{SOFTWARE}"})
    markup.empty(
        "keyword", {"value": term.label, "showAs": term.label, "href": str(term.uri), "dictionary": str(term.list.uri)}
    )
    markup.close()


def _record(markup: Markup, note: Note, running: Running) -> None:
    """All of the note that its text in place doesn't say."""
    markup.line("np:note", {"schema_version": note.schema_version, "about": ABOUT})
    markup.empty("np:source", attributes(note.source))
    _metadata(markup, note.metadata)
    _gaps(markup, note.text, running)
    for number, mention in running.unplaced_mentions():
        place = {"number": str(number + 1), "kind": mention.kind, "start": str(mention.start), "end": str(mention.end)}
        identity = {name: getattr(mention, name) for name in ("value", *IDENTITY)}
        given = {name: value for name, value in identity.items() if value is not None}
        markup.empty("np:mention", place | given | attributes(mention))
    for number, redaction in running.unplaced_redactions():
        place = {"number": str(number + 1), "start": str(redaction.start), "end": str(redaction.end)}
        markup.empty("np:redaction", place | attributes(redaction))
    for event in note.events:
        spans = " ".join(f"{span.start}-{span.end}" for span in event.evidence)
        markup.empty("np:event", attributes(event) | {"evidence": spans})
    for field in LISTED:
        for value in getattr(note, field):
            markup.empty(f"np:{field[:-1]}", attributes(value))
    markup.close()


def _metadata(markup: Markup, metadata: BaseModel) -> None:
    """Plain values as attributes, each value of a list as an entry, the ministry as an element."""
    plain: dict[str, str] = {}
    inner: list[tuple[str, dict[str, str]]] = []
    for name, field in type(metadata).model_fields.items():
        value = getattr(metadata, name)
        if isinstance(value, BaseModel):
            inner.append((f"np:{name}", attributes(value)))
        elif isinstance(value, tuple):
            inner += [("np:entry", {"field": name, "value": encoded(part)}) for part in value]
        elif value != field.default:
            plain[name] = encoded(value)
    if not inner:
        markup.empty("np:metadata", plain)
        return
    markup.line("np:metadata", plain)
    for element, given in inner:
        markup.empty(element, given)
    markup.close()


def _gaps(markup: Markup, text: str, running: Running) -> None:
    """What stands between the stretches that are in place, and the characters that XML can't hold; by what they are."""
    gaps: dict[str, list[int]] = {}
    for start, end in running.gaps():
        gaps.setdefault(text[start:end], []).append(start)
    for gap, at in gaps.items():
        markup.empty("np:gap", {"text": gap, "at": offsets(at)})
    signs: dict[str, list[int]] = {}
    for offset, sign in illegal(text):
        signs.setdefault(f"{ord(sign):04X}", []).append(offset)
    for code, at in signs.items():
        markup.empty("np:character", {"code": code, "at": offsets(at)})
