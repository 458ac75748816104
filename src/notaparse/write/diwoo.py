"""DiWoo 0.9.8: the metadata of a document for the Woo-index, and sitemaps of published documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from notaparse.model import Note
from notaparse.write import tooi
from notaparse.write.mdto.contents import descriptions, related
from notaparse.write.mdto.elements import OPEN
from notaparse.write.profile import Profile
from notaparse.write.xml import DECLARATION, Markup

DIWOO: Final = "https://standaarden.overheid.nl/diwoo/metadata/"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

URLS: Final = 50_000
"""Addresses in one sitemap, at most."""

SIZE: Final = 50_000_000
"""Bytes of one sitemap, at most."""

UNKNOWN_TIME: Final = "0001-01-01T00:00:00"
"""``atTime`` must be there; this one says that the nota bears no date."""

CATEGORY: Final = "inspanningsverplichting art 3.1 Woo"
"""Category of the Woo unless the profile gives another: none of the others is for beslisnota's."""

ORGANISATIONS: Final = ("ministerie", "organisatie")

_FORMATS: Final = {
    "application/pdf": "PDF",
    "text/plain": "Plain text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word DOCX",
}


class DiWoo(NamedTuple):
    """The metadata of one document."""

    xml: bytes
    undecided: tuple[str, ...]
    """Elements that DiWoo demands and that neither nota nor profile says; ``docs/xml.md`` says what stands there."""
    replaced: int
    """Characters that XML can't hold, written as U+FFFD."""


class Published(NamedTuple):
    """A document of a sitemap."""

    url: str
    note: Note
    modified: dt.datetime | dt.date | None = None
    """When the document was last changed; harvesters fetch it again when this changes."""


def write_diwoo(note: Note, *, profile: Profile, name: str = "nota") -> DiWoo:
    """``diwoo:Document`` of a nota; ``name`` is its title where it bears none."""
    markup = Markup()
    undecided = _document(markup, note, profile, name)
    return DiWoo(f"{DECLARATION}{markup}\n".encode(), undecided, markup.replaced)


def write_sitemaps(documents: Iterable[Published], *, profile: Profile) -> Iterator[bytes]:
    """Sitemaps of published documents with their metadata, in the order given, each as large as a sitemap may be.

    Documents are taken as they come, and a sitemap is given as soon as it is full: nothing else is kept. A title that a
    nota doesn't bear is the last part of its address.
    """
    parts: list[str] = []
    size = 0
    for document in documents:
        part = _address(document, profile)
        length = len(part.encode())
        if parts and (len(parts) == URLS or size + length > SIZE - 1000):
            yield _urlset(parts)
            parts, size = [], 0
        parts.append(part)
        size += length
    if parts:
        yield _urlset(parts)


def write_sitemap_index(urls: Iterable[str]) -> bytes:
    """The index of sitemaps that a harvester reads first; ``urls`` are where the sitemaps stand."""
    markup = Markup()
    markup.inline("sitemapindex", {"xmlns": SITEMAP})
    for url in urls:
        markup.line("sitemap")
        markup.leaf("loc", url)
        markup.close()
    markup.close()
    return f"{DECLARATION}{markup}\n".encode()


def _urlset(parts: list[str]) -> bytes:
    return f'{DECLARATION}<urlset xmlns="{SITEMAP}" xmlns:diwoo="{DIWOO}">{"".join(parts)}\n</urlset>\n'.encode()


def _address(document: Published, profile: Profile) -> str:
    markup = Markup(depth=1)
    markup.line("url")
    markup.leaf("loc", document.url)
    if document.modified is not None:
        markup.leaf("lastmod", document.modified.isoformat())
    _document(markup, document.note, profile, document.url.rstrip("/").rpartition("/")[2] or "nota")
    markup.close()
    return str(markup)


def _document(markup: Markup, note: Note, profile: Profile, name: str) -> tuple[str, ...]:
    """Write the document; gives what had to be left open."""
    undecided: list[str] = []
    metadata = note.metadata
    markup.line("diwoo:Document", {"xmlns:diwoo": DIWOO})
    markup.line("diwoo:DiWoo")
    _several(markup, "identifiers", "identifier", metadata.references)
    publisher = _publisher(profile)
    if publisher is None:
        undecided.append("publisher")
        markup.leaf("diwoo:publisher", OPEN)
    else:
        _term(markup, "publisher", publisher)
    responsible = None if metadata.ministry is None else tooi.find("ministerie", metadata.ministry.id)
    if responsible is not None:
        _term(markup, "verantwoordelijke", responsible)
    markup.line("diwoo:titelcollectie")
    markup.leaf("diwoo:officieleTitel", " ".join((metadata.title or "").split()) or name)
    markup.close()
    _several(markup, "omschrijvingen", "omschrijving", descriptions(note))
    category = tooi.find("informatiecategorie", profile.diwoo.informatiecategorie)
    if category is None:
        undecided.append("informatiecategorie")
        category = tooi.term("informatiecategorie", CATEGORY)
    markup.line("diwoo:classificatiecollectie")
    markup.line("diwoo:informatiecategorieen")
    _term(markup, "informatiecategorie", category)
    markup.close()
    markup.line("diwoo:documentsoorten")
    _term(markup, "documentsoort", tooi.term("documentsoort", "beslisnota"))
    markup.close(2)
    if metadata.date is not None:
        markup.leaf("diwoo:creatiedatum", metadata.date.isoformat())
    _term(markup, "language", tooi.term("taal", "Nederlands"))
    if (file_type := tooi.find("bestandstype", _FORMATS.get(note.source.media_type))) is not None:
        _term(markup, "format", file_type)
    if metadata.date is None:
        undecided.append("documenthandeling")
    _handling(markup, note, responsible)
    _relations(markup, note)
    markup.close(2)
    return tuple(undecided)


def _publisher(profile: Profile) -> tooi.Term | None:
    """The organisation that publishes, where the profile says it as one of the lists of organisations has it."""
    maker = profile.archiefvormer
    given = (profile.diwoo.publisher, None if maker is None else maker.kenmerk)
    return next((term for uri in given for of in ORGANISATIONS if (term := tooi.find(of, uri))), None)


def _handling(markup: Markup, note: Note, responsible: tooi.Term | None) -> None:
    """What was done with the nota on its date: signed where a signature stands under it, else drawn up."""
    date = note.metadata.date
    markup.line("diwoo:documenthandelingen")
    markup.line("diwoo:documenthandeling")
    _term(
        markup, "soortHandeling", tooi.term("handeling", "vaststelling" if note.signature is None else "ondertekening")
    )
    markup.leaf("diwoo:atTime", UNKNOWN_TIME if date is None else f"{date.isoformat()}T00:00:00")
    if responsible is not None:
        _term(markup, "wasAssociatedWith", responsible)
    markup.close(2)


def _relations(markup: Markup, note: Note) -> None:
    """Parliamentary papers that the nota refers to."""
    papers = related(note)
    if not papers:
        return
    markup.line("diwoo:documentrelaties")
    for mention in papers:
        markup.line("diwoo:documentrelatie")
        _term(markup, "role", tooi.term("documentrelatie", "verwijst naar"))
        resource = {} if mention.url is None else {"resource": mention.url}
        markup.leaf("diwoo:relation", mention.text, resource)
        markup.close()
    markup.close()


def _several(markup: Markup, outer: str, inner: str, texts: Iterable[str]) -> None:
    filled = [text for text in texts if text.strip()]
    if filled:
        markup.line(f"diwoo:{outer}")
        for text in filled:
            markup.leaf(f"diwoo:{inner}", text)
        markup.close()


def _term(markup: Markup, element: str, term: tooi.Term) -> None:
    markup.leaf(f"diwoo:{element}", term.label, {"resource": str(term.uri)})
