"""MDTO: a SIP that an archive takes, and nothing in it that nobody said."""

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from documents import MDTO_SCHEMAS, assert_valid, every_document, needs_standards, parsed
from hypothesis import HealthCheck, given, settings
from lxml import etree

import notaparse
from notaparse import Note, from_akn
from notaparse.errors import ProfileError
from notaparse.model import Event, Mention, Metadata, Redaction, Section, Source
from notaparse.testing.notes import notes
from notaparse.write import tooi
from notaparse.write.mdto import Profile, SipReport, write_dossier, write_sip
from notaparse.write.mdto.contents import shortened
from notaparse.write.mdto.formats import Content
from notaparse.write.mdto.rules import check_sip
from notaparse.write.validate import validate, validate_folder

MDTO = "{https://www.nationaalarchief.nl/mdto}"
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)

NOTA = """\
Datum
14 mei 2025
Onze referentie
XY2025000123

Aanleiding
Op 8 september 2025 wordt in Brussel overlegd.

Geadviseerd besluit
U wordt geadviseerd in te stemmen met de inzet van KFOR.

Informatie die niet openbaar wordt gemaakt
De namen zijn weggelaten.
"""

FULL = """
waardering = "V"
raadpleeglocatie = "https://example.org/notas"
schema_url = "https://example.org/MDTO-XML1.0.2.xsd"

[identificatie]
kenmerk = "nota"
bron = "Documentsysteem"

[archiefvormer]
naam = "ministerie van Defensie"
kenmerk = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1018"
bron = "TOOI register ministeries compleet"

[bewaartermijn]
looptijd = "P20Y"
startdatum = 2025-05-14
einddatum = 2045-05-14
trigger = { label = "Bevriezing", begrippenlijst = "Begrippenlijst EventTypeLijst MDTO" }

[informatiecategorie]
label = "Primair beleid"
code = "2.1"
begrippenlijst = "Selectielijst"

[beperking_gebruik]
label = "Overig"
beschrijving = "Alleen in de studiezaal."

[dossier]
naam = "Oefeningen 2025"
kenmerk = "D-1"
bron = "Documentsysteem"

[actor]
naam = "Afdeling informatiebeheer"
"""


def profile(tmp_path: Path, content: str = FULL) -> Profile:
    path = tmp_path / "archive.toml"
    path.write_text(content, encoding="utf-8")
    return Profile.load(path)


def sip(folder: Path, note: Note | None = None, given: Profile | None = None) -> tuple[SipReport, Any]:
    """Write a SIP of one nota; gives the report and the element of its archiefstuk."""
    given = given or Profile()
    note = note or notaparse.parse(NOTA.encode(), name="nota.txt")
    report = write_sip(note, NOTA.encode(), folder=folder / "sip" / "nota", profile=given, moment=MOMENT)
    write_dossier([report], folder=folder / "sip", profile=given)
    return report, etree.parse(folder / "sip" / "nota" / "nota.mdto.xml").find(f"{MDTO}informatieobject")


def text(element: Any, path: str) -> str | None:
    found: str | None = element.findtext("/".join(f"{MDTO}{part}" for part in path.split("/")))
    return found


def assert_sound(folder: Path) -> None:
    """Valid by the schemas that are at hand, and by our own rules."""
    assert [str(problem) for _, problem in validate_folder(folder)] == []
    for version, schema in MDTO_SCHEMAS.items():
        if not schema.exists():
            continue
        for path in folder.rglob("*.mdto.xml"):
            found = validate(path, mdto_xsd=schema)
            assert found.by_schema, version
            assert found.problems == (), (version, path.read_text(encoding="utf-8"))


# The files


def test_a_sip_has_a_sidecar_for_each_file(tmp_path: Path) -> None:
    report, _ = sip(tmp_path)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "sip/nota/nota.mdto.xml",
        "sip/nota/nota.notaparse.akn.xml",
        "sip/nota/nota.notaparse.akn.xml.bestand.mdto.xml",
        "sip/nota/nota.notaparse.json",
        "sip/nota/nota.notaparse.json.bestand.mdto.xml",
        "sip/nota/nota.txt",
        "sip/nota/nota.txt.bestand.mdto.xml",
        "sip/sip.mdto.xml",
    ]
    assert {path.name for path in report.files} == {path.name for path in (tmp_path / "sip" / "nota").iterdir()}
    assert_sound(tmp_path / "sip")


def test_the_source_is_untouched_and_ours_give_the_note(tmp_path: Path) -> None:
    report, _ = sip(tmp_path)
    note = notaparse.parse(NOTA.encode(), name="nota.txt")
    assert report.files[0].read_bytes() == NOTA.encode()
    assert Note.model_validate_json((report.folder / "nota.notaparse.json").read_bytes()) == note
    assert from_akn((report.folder / "nota.notaparse.akn.xml").read_bytes()) == note


def test_checksums_sizes_and_formats_are_those_of_the_files(tmp_path: Path) -> None:
    report, _ = sip(tmp_path)
    formats = {}
    for path in report.folder.glob("*.bestand.mdto.xml"):
        element = etree.parse(path).find(f"{MDTO}bestand")
        data = path.with_name(path.name.removesuffix(".bestand.mdto.xml")).read_bytes()
        assert text(element, "omvang") == str(len(data))
        assert text(element, "checksum/checksumWaarde") == hashlib.sha256(data).hexdigest()
        assert text(element, "checksum/checksumDatum") == "2026-01-02T03:04:05+00:00"
        formats[text(element, "naam")] = text(element, "bestandsformaat/begripCode")
    assert formats == {"nota.txt": "x-fmt/111", "nota.notaparse.json": "fmt/817", "nota.notaparse.akn.xml": "fmt/101"}


def test_a_source_may_be_a_path(tmp_path: Path) -> None:
    source = tmp_path / "bron" / "nota.txt"
    source.parent.mkdir()
    source.write_bytes(NOTA.encode() * 50_000)  # more than one piece
    report = write_sip(Note(text=""), source, folder=tmp_path / "sip" / "a", profile=Profile(), moment=MOMENT)
    assert report.files[0].read_bytes() == source.read_bytes()


def test_the_same_gives_the_same(tmp_path: Path) -> None:
    first, _ = sip(tmp_path / "een")
    second, _ = sip(tmp_path / "twee")
    for one, other in zip(first.files, second.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../nota.txt", "nota.txt"),
        ("c:\\map\\nota.txt", "nota.txt"),
        ("..", "nota.txt"),
        ("", "nota.txt"),
        (None, "nota.txt"),
        ("a\0b.txt", "ab.txt"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(name: str | None, file: str, tmp_path: Path) -> None:
    report, _ = sip(tmp_path, Note(text="", source=Source(name=name)))
    assert report.files[0] == tmp_path / "sip" / "nota" / file


# What is said, and what isn't


def test_without_a_profile_nothing_is_guessed(tmp_path: Path) -> None:
    report, element = sip(tmp_path)
    assert report.undecided == ("archiefvormer", "waardering", "beperkingGebruik")
    assert text(element, "archiefvormer/verwijzingNaam") == "Nader te bepalen"
    assert text(element, "waardering/begripCode") == "N"
    assert text(element, "beperkingGebruik/beperkingGebruikType/begripLabel") == "Nader te bepalen"
    assert text(element, "identificatie/identificatieBron") == "UUID5 via notaparse"
    assert element.find(f"{MDTO}bewaartermijn") is None


def test_the_profile_is_written(tmp_path: Path) -> None:
    report, element = sip(tmp_path, given=profile(tmp_path))
    assert report.undecided == ()
    assert tuple(report.identification) == ("XY2025000123", "Documentsysteem")
    assert text(element, "archiefvormer/verwijzingNaam") == "ministerie van Defensie"
    assert text(element, "waardering/begripLabel") == "Tijdelijk te bewaren"
    assert text(element, "bewaartermijn/termijnLooptijd") == "P20Y"
    assert text(element, "bewaartermijn/termijnTriggerStartLooptijd/begripLabel") == "Bevriezing"
    assert text(element, "informatiecategorie/begripCode") == "2.1"
    assert text(element, "beperkingGebruik/beperkingGebruikNadereBeschrijving") == "Alleen in de studiezaal."
    assert text(element, "isOnderdeelVan/verwijzingIdentificatie/identificatieKenmerk") == "D-1"
    assert text(element, "raadpleeglocatie/raadpleeglocatieOnline") == "https://example.org/notas"
    assert element.findall(f"{MDTO}event")[-1].findtext(f"{MDTO}eventVerantwoordelijkeActor/{MDTO}verwijzingNaam") == (
        "Afdeling informatiebeheer"
    )
    assert_sound(tmp_path / "sip")


def test_what_the_nota_says_is_taken_along(tmp_path: Path) -> None:
    _, element = sip(tmp_path)
    assert text(element, "classificatie/begripLabel") == "beslisnota"
    assert text(element, "trefwoord") == "Kosovo Force"
    assert text(element, "omschrijving") == "U wordt geadviseerd in te stemmen met de inzet van KFOR."
    assert text(element, "dekkingInRuimte/verwijzingNaam") == "Brussel"
    assert text(element, "event/eventTijd") == "2025-05-14"
    said = text(element, "beperkingGebruik/beperkingGebruikNadereBeschrijving") or ""
    assert "De namen zijn weggelaten." in said
    assert "niet vastgesteld" in said


def test_periods_papers_and_grounds(tmp_path: Path) -> None:
    dates = ("2025-09-08/2025-09-09", "2025", "2025-09/2025-10", "2025-22", "2025~", "2025-02-30", "2026/2025", None)
    note = Note(
        text="KST",
        events=tuple(Event(kind="meeting", name="X", date=date, evidence=(), rule="") for date in dates),
        mentions=(Mention(kind="reference", type="kamerstuk", start=0, end=3, text="KST", value="kst-1-2"),) * 2,
        redactions=tuple(
            Redaction(start=0, end=0, ground=ground)
            for ground in ("5.1.2.e", "5.1.2.e", "5.1.1.c", "buiten_verzoek", None)
        ),
    )
    report, element = sip(tmp_path, note)
    periods = [
        (text(period, "dekkingInTijdBegindatum"), text(period, "dekkingInTijdEinddatum"))
        for period in element.iterfind(f"{MDTO}dekkingInTijd")
    ]
    assert periods == [("2025-09-08", "2025-09-09"), ("2025", None), ("2025-09", "2025-10")]
    related = element.findall(f"{MDTO}gerelateerdInformatieobject")
    assert len(related) == 1
    assert text(related[0], "gerelateerdInformatieobjectTypeRelatie/begripLabel") == "Refereert aan"
    assert text(element, "beperkingGebruik/beperkingGebruikNadereBeschrijving") == (
        "Bij weggelakte delen staat: Woo art. 5.1 lid 2 onder e; Woo art. 5.1 lid 1 onder c; buiten verzoek. (niet vastgesteld)"
    )
    assert validate(report.folder / "nota.mdto.xml").problems == ()


def test_a_long_title_is_cut_at_a_blank_and_given_whole(tmp_path: Path) -> None:
    title = "Kamerbrief over de  voortgang\nvan het programma " + "natuurversterking " * 5
    report, element = sip(tmp_path, Note(text="", metadata=Metadata(title=title)))
    assert len(report.name) <= 80
    assert report.name.endswith("natuurversterking…")
    assert text(element, "omschrijving") == " ".join(title.split())
    assert shortened("x" * 100) == "x" * 79 + "…"


def test_people_are_left_out(tmp_path: Path) -> None:
    note = Note(text="", metadata=Metadata(authors=("J. Jansen",), senders=("J. Jansen",)))
    report, _ = sip(tmp_path, note)
    assert "Jansen" not in (report.folder / "nota.mdto.xml").read_text(encoding="utf-8")


def test_a_dossier_holds_its_notas(tmp_path: Path) -> None:
    reports = [
        write_sip(Note(text=name), name.encode(), folder=tmp_path / "dossier" / name, profile=Profile(), moment=MOMENT)
        for name in ("een", "twee", "drie")
    ]
    path = write_dossier(iter(reports), folder=tmp_path / "dossier", profile=Profile())
    element: Any = etree.parse(path).find(f"{MDTO}informatieobject")
    assert text(element, "naam") == "dossier"
    held = [
        text(part, "verwijzingIdentificatie/identificatieKenmerk") for part in element.iterfind(f"{MDTO}bevatOnderdeel")
    ]
    assert held == [report.identification.kenmerk for report in reports]
    assert_sound(tmp_path / "dossier")


def test_notas_of_one_bundle_are_told_apart(tmp_path: Path) -> None:
    reports = [
        write_sip(
            Note(text=str(part)),
            b"bundel",
            folder=tmp_path / "dossier" / f"nota#{part}",
            profile=Profile(),
            moment=MOMENT,
            part=part,
        )
        for part in (1, 2)
    ]
    write_dossier(reports, folder=tmp_path / "dossier", profile=Profile())
    assert_sound(tmp_path / "dossier")


# Formats


@pytest.mark.parametrize(
    ("head", "media_type", "code"),
    [
        (b"%PDF-1.4\n", "application/pdf", "fmt/18"),
        (b"\n\n%PDF-1.7\n", "application/pdf", "fmt/276"),
        (b"%PDF-2.0\n", "application/pdf", "fmt/1129"),
        (b"%PDF-1.9\n", "application/pdf", None),
        (
            b"%PDF-1.7 <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
            "application/pdf",
            "fmt/477",
        ),
        (b"%PDF-1.4 pdfaid:part='1' pdfaid:conformance=\"A\"", "application/pdf", "fmt/95"),
        (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "fmt/412"),
        (b"Aanleiding", "text/plain", "x-fmt/111"),
        (b"", "application/x-unknown", None),
    ],
)
@pytest.mark.parametrize("piece", [7, 100_000])
def test_formats_are_told_from_the_bytes(head: bytes, media_type: str, code: str | None, piece: int) -> None:
    content = Content()
    data = head.replace(b" ", b" " * 3000, 1)  # the claim of PDF/A stands far behind the header
    for at in range(0, len(data), piece):
        content.update(data[at : at + piece])
    found = content.format(media_type)
    assert (found and found.code) == code
    assert content.size == len(data)


def test_a_format_that_is_not_told_is_left_open(tmp_path: Path) -> None:
    report = write_sip(
        Note(text="", source=Source(name="x.bin", media_type="application/x-unknown")),
        b"\x00",
        folder=tmp_path / "a",
        profile=Profile(),
        moment=MOMENT,
    )
    assert "bestandsformaat" in report.undecided


# Profiles


@pytest.mark.parametrize(
    ("content", "key", "reason"),
    [
        ("waardring = 'B'", "waardring", "Extra inputs"),
        ("waardering = 'X'", "waardering", "'B', 'V' or 'N'"),
        ("waardering = 'V'", "", "needs a [bewaartermijn]"),
        ("[bewaartermijn]\nlooptijd = 'P1Y'", "", "goes with waardering V only"),
        ("waardering = 'V'\n[bewaartermijn]\nlooptijd = 'twintig jaar'", "bewaartermijn.looptijd", "P20Y"),
        (
            "waardering = 'V'\n[bewaartermijn]\nlooptijd = 'P1Y'\nstartdatum = 2025-01-02\neinddatum = 2025-01-01",
            "bewaartermijn",
            "before startdatum",
        ),
        ("[archiefvormer]\nnaam = ' '", "archiefvormer.naam", "blank"),
        ("[archiefvormer]\nnaam = 'X'\nkenmerk = 'k'", "archiefvormer", "go together"),
        ("[beperking_gebruik]\nlabel = 'Overig'", "beperking_gebruik", "needs a beschrijving"),
        ("waardering = ", "", "not TOML"),
    ],
)
def test_a_profile_that_is_wrong_says_where(content: str, key: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=re.escape(reason)) as refused:
        profile(tmp_path, content)
    assert refused.value.source == str(tmp_path / "archive.toml")
    assert (refused.value.position or "") == key


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(ProfileError, match="can't be read"):
        Profile.load("absent/archive.toml")


# All documents


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(notes())
def test_any_note_gives_a_sound_sip(tmp_path_factory: pytest.TempPathFactory, note: Note) -> None:
    folder = tmp_path_factory.mktemp("sip")
    # A SIP is made after its nota: one that claims otherwise is refused, by a test of its own.
    moment = (
        max(MOMENT, MOMENT.replace(year=min(note.metadata.date.year + 1, dt.MAXYEAR))) if note.metadata.date else MOMENT
    )
    report = write_sip(note, b"nota", folder=folder / "s" / "n", profile=Profile(), moment=moment)
    write_dossier([report], folder=folder / "s", profile=Profile())
    assert_sound(folder / "s")


@every_document
def test_documents_give_a_sound_sip(path: Path, tmp_path: Path) -> None:
    report = write_sip(parsed(path), path, folder=tmp_path / "s" / "n", profile=Profile(), moment=MOMENT)
    write_dossier([report], folder=tmp_path / "s", profile=Profile())
    assert list(check_sip(tmp_path / "s")) == []
    assert_sound(tmp_path / "s")


# The table of terms


def test_terms_are_of_lists_and_identified() -> None:
    for of, found in tooi.lists().items():
        assert tooi.labels(of), of
        for label in tooi.labels(of):
            term = tooi.term(of, label)
            assert term.list is found
            assert term.uri or term.code or found.name.endswith(" MDTO"), label


@needs_standards
def test_terms_are_those_of_the_official_lists() -> None:
    lists = (MDTO_SCHEMAS["1.0.1"].parents[1] / "diwoo" / "diwoo-metadata-lijsten.xsd").read_text(encoding="utf-8")
    for of in (
        "ministerie",
        "organisatie",
        "documentsoort",
        "informatiecategorie",
        "handeling",
        "documentrelatie",
        "taal",
    ):
        for label in tooi.labels(of):
            uri = tooi.term(of, label).uri
            entry = re.search(rf'enumeration value="{re.escape(str(uri))}".*?</xs:enumeration>', lists, re.DOTALL)
            assert entry is not None, uri
            assert label in entry[0], label


def test_the_json_beside_says_what_it_is(tmp_path: Path) -> None:
    report, _ = sip(tmp_path)
    assert json.loads((report.folder / "nota.notaparse.json").read_bytes())["schema_version"].startswith("1.")


def test_sidecars_are_valid_by_the_schema_of_each_version(tmp_path: Path) -> None:
    report, _ = sip(tmp_path, given=profile(tmp_path))
    for schema in filter(Path.exists, MDTO_SCHEMAS.values()):
        for path in report.folder.glob("*.mdto.xml"):
            assert_valid(path.read_bytes(), schema)


def test_sections_without_a_title_are_named_by_their_kind(tmp_path: Path) -> None:
    note = Note(
        text="geheim",
        sections=(
            Section.model_validate(
                {
                    "kind": "niet_openbaar",
                    "start": 0,
                    "end": 6,
                    "blocks": [{"type": "paragraph", "start": 0, "end": 6, "text": "geheim"}],
                }
            ),
        ),
    )
    _, element = sip(tmp_path, note)
    assert 'onder "niet_openbaar": geheim' in (
        text(element, "beperkingGebruik/beperkingGebruikNadereBeschrijving") or ""
    )
