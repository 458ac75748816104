"""DiWoo: what the Woo-index takes."""

import datetime as dt
from pathlib import Path
from typing import Any, cast

import pytest
from documents import DIWOO_SCHEMA, assert_valid, every_document, needs_standards, parsed
from hypothesis import HealthCheck, given, settings
from lxml import etree

import notaparse
from notaparse import Note
from notaparse.model import Mention, Metadata, Ministry, Source, Span
from notaparse.testing.notes import notes
from notaparse.write import diwoo
from notaparse.write.diwoo import Published, write_diwoo, write_sitemap_index, write_sitemaps
from notaparse.write.profile import Profile, Publication
from notaparse.write.validate import validate

DIWOO = "{https://standaarden.overheid.nl/diwoo/metadata/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DEFENSIE = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1018"

NOTE = Note(
    text="KST-1 DE DIRECTEUR",
    source=Source(name="nota.pdf", media_type="application/pdf"),
    metadata=Metadata(
        title="Beslisnota bij Kamerbrief",
        date=dt.date(2025, 5, 14),
        references=("XY-1", " "),
        ministry=Ministry(name="Ministerie van Defensie", id=DEFENSIE),
    ),
    signature=Span(start=6, end=18, text="DE DIRECTEUR"),
    mentions=(
        Mention(
            kind="reference",
            type="kamerstuk",
            start=0,
            end=5,
            text="KST-1",
            value="kst-1",
            url="https://example.org/kst-1",
        ),
    ),
)


def document(note: Note, profile: Profile | None = None) -> tuple[Any, tuple[str, ...]]:
    written = write_diwoo(note, profile=profile or Profile())
    return etree.fromstring(written.xml).find(f"{DIWOO}DiWoo"), written.undecided


def term(element: Any, path: str) -> tuple[str | None, str | None]:
    found = element.find("/".join(f"{DIWOO}{part}" for part in path.split("/")))
    return found.text, (found.get("resource") or "").rpartition("/")[2] or None


def test_what_the_note_and_the_profile_say() -> None:
    element, undecided = document(NOTE, Profile(diwoo=Publication(publisher=DEFENSIE, informatiecategorie="adviezen")))
    assert undecided == ()
    assert term(element, "publisher") == ("ministerie van Defensie", "mnre1018")
    assert term(element, "verantwoordelijke") == ("ministerie van Defensie", "mnre1018")
    assert term(element, "titelcollectie/officieleTitel") == ("Beslisnota bij Kamerbrief", None)
    assert term(element, "identifiers/identifier") == ("XY-1", None)
    assert term(element, "classificatiecollectie/documentsoorten/documentsoort") == ("beslisnota", "c_2977c34f")
    assert term(element, "classificatiecollectie/informatiecategorieen/informatiecategorie") == (
        "adviezen",
        "c_99a836c7",
    )
    assert term(element, "documenthandelingen/documenthandeling/soortHandeling") == ("ondertekening", "c_e1ec050e")
    assert term(element, "documenthandelingen/documenthandeling/atTime") == ("2025-05-14T00:00:00", None)
    assert term(element, "documentrelaties/documentrelatie/role") == ("verwijst naar", "c_75fac459")
    assert term(element, "documentrelaties/documentrelatie/relation") == ("KST-1", "kst-1")
    assert term(element, "format") == ("PDF", "PDF")


def test_what_nobody_says_is_left_open_and_told() -> None:
    element, undecided = document(Note(text=""))
    assert undecided == ("publisher", "informatiecategorie", "documenthandeling")
    assert term(element, "publisher") == ("Nader te bepalen", None)
    assert term(element, "documenthandelingen/documenthandeling/atTime") == ("0001-01-01T00:00:00", None)
    assert term(element, "titelcollectie/officieleTitel") == ("nota", None)
    assert term(element, "documenthandelingen/documenthandeling/soortHandeling") == ("vaststelling", "c_641ecd76")
    assert element.find(f"{DIWOO}documentrelaties") is None


@pytest.mark.parametrize("field", ["archiefvormer", "publisher"])
def test_the_publisher_comes_from_the_profile(field: str) -> None:
    given = {"naam": "ministerie van Defensie", "kenmerk": DEFENSIE, "bron": "TOOI"}
    profile = Profile.model_validate(
        {"archiefvormer": given} if field == "archiefvormer" else {"diwoo": {"publisher": DEFENSIE}}
    )
    assert term(document(Note(text=""), profile)[0], "publisher") == ("ministerie van Defensie", "mnre1018")


@needs_standards
@every_document
def test_documents_are_valid(path: Path) -> None:
    xml = write_diwoo(parsed(path), profile=Profile()).xml
    assert validate(xml, diwoo_xsd=DIWOO_SCHEMA).problems == ()


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(notes())
def test_any_note_is_valid(note: Note) -> None:
    xml = write_diwoo(note, profile=Profile()).xml
    assert validate(xml, diwoo_xsd=DIWOO_SCHEMA if DIWOO_SCHEMA.exists() else None).problems == ()


# Sitemaps


def test_a_sitemap_holds_addresses_with_their_metadata() -> None:
    modified = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    (sitemap,) = write_sitemaps(
        [
            Published("https://example.org/nota?a=1&b=2", NOTE, modified),
            Published("https://example.org/map/kaal.pdf", Note(text="")),
        ],
        profile=Profile(),
    )
    first, second = cast("list[Any]", etree.fromstring(sitemap).findall(f"{SITEMAP}url"))
    assert first.findtext(f"{SITEMAP}loc") == "https://example.org/nota?a=1&b=2"
    assert first.findtext(f"{SITEMAP}lastmod") == "2026-01-02T03:04:05+00:00"
    assert second.find(f"{SITEMAP}lastmod") is None
    assert second.findtext(f".//{DIWOO}officieleTitel") == "kaal.pdf"
    if DIWOO_SCHEMA.exists():
        for url in (first, second):
            assert_valid(etree.tostring(url.find(f"{DIWOO}Document")), DIWOO_SCHEMA)


def test_sitemaps_are_split_and_made_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def published() -> Any:
        nonlocal taken
        for number in range(7):
            taken += 1
            yield Published(f"https://example.org/{number}", NOTE)

    monkeypatch.setattr(diwoo, "URLS", 3)
    sitemaps = iter(write_sitemaps(published(), profile=Profile()))
    first = next(sitemaps)
    assert taken == 4
    assert [len(etree.fromstring(xml)) for xml in (first, *sitemaps)] == [3, 3, 1]
    monkeypatch.setattr(diwoo, "SIZE", len(first) // 2 + 1000)
    assert all(len(xml) <= diwoo.SIZE for xml in write_sitemaps(published(), profile=Profile()))
    assert list(write_sitemaps([], profile=Profile())) == []


def test_an_index_names_the_sitemaps() -> None:
    index = etree.fromstring(
        write_sitemap_index(["https://example.org/sitemap-1.xml", "https://example.org/sitemap-2.xml"])
    )
    assert [loc.text for loc in index.iter(f"{SITEMAP}loc")] == [
        "https://example.org/sitemap-1.xml",
        "https://example.org/sitemap-2.xml",
    ]


def test_a_parsed_nota_names_what_it_decides() -> None:
    note = notaparse.parse_text("Geadviseerd besluit\nU wordt geadviseerd in te stemmen.\n")
    assert term(document(note)[0], "omschrijvingen/omschrijving") == ("U wordt geadviseerd in te stemmen.", None)
