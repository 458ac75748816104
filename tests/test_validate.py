"""What is broken on purpose, one thing at a time, is refused by schema or rule, and told by element and line."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from documents import DIWOO_SCHEMA, MDTO_SCHEMAS, STANDARDS, needs_standards
from typer.testing import CliRunner

import notaparse
from notaparse.cli import app
from notaparse.errors import InvalidXml
from notaparse.write.diwoo import write_diwoo
from notaparse.write.mdto import Profile, write_dossier, write_sip
from notaparse.write.mdto.rules import check_sip
from notaparse.write.validate import validate, validate_folder

NOTA = b"""\
Datum
14 mei 2025
Onze referentie
XY2025000123

1. Aanleiding
Op 8 en 9 september 2025 wordt in Den Helder geoefend met KFOR.
In 2026 volgt een tweede oefening.

2. Geadviseerd besluit
U wordt geadviseerd in te stemmen met:
- een peloton;
- een compagnie.
"""

PROFILE = Profile.model_validate(
    {
        "waardering": "V",
        "bewaartermijn": {"looptijd": "P20Y", "startdatum": dt.date(2025, 5, 14), "einddatum": dt.date(2045, 5, 14)},
        "archiefvormer": {
            "naam": "ministerie van Defensie",
            "kenmerk": "https://identifier.overheid.nl/tooi/id/ministerie/mnre1018",
            "bron": "TOOI",
        },
        "beperking_gebruik": {"label": "Overig", "beschrijving": "Alleen in de studiezaal."},
    }
)
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a SIP and a DiWoo document in which nothing is wrong."""
    folder = tmp_path_factory.mktemp("written")
    note = notaparse.parse(NOTA, name="nota.txt")
    report = write_sip(note, NOTA, folder=folder / "sip" / "nota", profile=PROFILE, moment=MOMENT)
    write_dossier([report], folder=folder / "sip", profile=PROFILE)
    (folder / "nota.diwoo.xml").write_bytes(write_diwoo(note, profile=PROFILE).xml)
    return folder


DOCUMENTS = {
    "akn": "sip/nota/nota.notaparse.akn.xml",
    "object": "sip/nota/nota.mdto.xml",
    "file": "sip/nota/nota.txt.bestand.mdto.xml",
    "diwoo": "nota.diwoo.xml",
}


def test_unbroken_all_are_in_order(written: Path) -> None:
    assert list(validate_folder(written)) == []


Change = Callable[[str], str]


def put(old: str, new: str) -> Change:
    """Put a text in place of the first match."""
    return lambda xml: re.sub(old, lambda _: new, xml, count=1, flags=re.DOTALL)


class Breakage(NamedTuple):
    what: str
    document: str
    change: Change
    code: str
    element: str
    at: str
    """Text that stands on the line that is to blame, after the change."""
    by_schema: bool = False
    """Only the official schema sees it, which isn't shipped."""


BREAKAGES = (
    # Akoma Ntoso: the schema
    Breakage("an unknown element", "akn", put("<content>", "<conten/><content>"), "schema", "conten", "<conten/>"),
    Breakage(
        "no name of a section", "akn", put('name="aanleiding" ', ""), "schema", "hcontainer", 'eId="hcontainer_1"'
    ),
    Breakage("an eId twice", "akn", put('eId="mention_2"', 'eId="mention_1"'), "schema", "inline", "8 en 9 september"),
    Breakage("an eId with a blank", "akn", put('eId="head_1"', 'eId="head 1"'), "schema", "container", "head 1"),
    Breakage(
        "a date that is none",
        "akn",
        put('docDate date="2025-05-14"', 'docDate date="2025-02-30"'),
        "schema",
        "docDate",
        "2025-02-30",
    ),
    Breakage("no FRBRdate", "akn", put("<FRBRdate[^>]*>", ""), "schema", "FRBRauthor", 'as="#opsteller"'),
    Breakage(
        "text in a section", "akn", put("<content>", "tekst<content>"), "schema", "hcontainer", 'eId="hcontainer_1"'
    ),
    Breakage("an empty list", "akn", put("<li .*</li>", ""), "schema", "ul", "<ul "),
    Breakage("no body", "akn", put("<mainBody>.*</mainBody>", ""), "schema", "doc", "<doc "),
    Breakage(
        "a value of an unknown list", "akn", put('contains="originalVersion"', 'contains="x"'), "schema", "doc", "<doc "
    ),
    # Akoma Ntoso: our rules
    Breakage(
        "a reference to nothing", "akn", put('refersTo="#kfor"', 'refersTo="#kfr"'), "dangling", "process", "#kfr"
    ),
    Breakage("an author that isn't there", "akn", put('href="#onbekend"', 'href="#x"'), "dangling", "FRBRauthor", "#x"),
    Breakage(
        "an expression of another work",
        "akn",
        put('FRBRuri value="[^"]*nld@"', 'FRBRuri value="/akn/nl/doc/x/nld@"'),
        "identification",
        "FRBRuri",
        "/akn/nl/doc/x/nld@",
    ),
    Breakage(
        "a manifestation older than its work",
        "akn",
        put('date="2026-01-02" name="conversie"', 'date="2020-01-02" name="conversie"'),
        "date",
        "FRBRdate",
        "2020-01-02",
    ),
    Breakage(
        "an unknown date that looks known",
        "akn",
        put('name="dagtekening"', 'name="onbekend"'),
        "date",
        "FRBRdate",
        "onbekend",
    ),
    Breakage(
        "a period that ends first",
        "akn",
        put("2025-09-08/2025-09-09", "2025-09-09/2025-09-08"),
        "date",
        "inline",
        "09/2025-09-08",
    ),
    Breakage("a word more", "akn", put("geoefend", "veel geoefend"), "note", "p", "veel geoefend"),
    Breakage("a word less", "akn", put("een peloton", "peloton"), "note", "p", ">peloton;"),
    Breakage(
        "a line that ends first",
        "akn",
        put('np:line start="6" end="17"', 'np:line start="6" end="5"'),
        "place",
        "line",
        'end="5"',
    ),
    Breakage("page 0", "akn", put('page="1"', 'page="0"'), "place", "line", 'page="0"'),
    # MDTO: our rules
    Breakage("a blank name", "object", put("<naam>[^<]*", "<naam> "), "blank", "naam", "<naam>"),
    Breakage("no version", "object", put(' xsi:schemaLocation="[^"]*"', ""), "version", "MDTO", "<MDTO "),
    Breakage("an unknown level", "object", put(">Archiefstuk<", ">Stuk<"), "term", "begripLabel", ">Stuk<"),
    Breakage(
        "no level",
        "object",
        put("<aggregatieniveau>.*</aggregatieniveau>", ""),
        "count",
        "informatieobject",
        "<informatieobject>",
    ),
    Breakage(
        "an unknown value",
        "object",
        put(">Tijdelijk te bewaren<", ">Even bewaren<"),
        "term",
        "begripLabel",
        ">Even bewaren<",
    ),
    Breakage(
        "a code of another value", "object", put("<begripCode>V", "<begripCode>B"), "term", "begripLabel", ">Tijdelijk"
    ),
    Breakage(
        "a value of another list",
        "object",
        put("Begrippenlijst Waarderingen MDTO", "Mijn waarderingen"),
        "term",
        "waardering",
        "<waardering>",
    ),
    Breakage(
        "no term of retention",
        "object",
        put("<bewaartermijn>.*</bewaartermijn>", ""),
        "retention",
        "waardering",
        "<waardering>",
    ),
    Breakage(
        "a term that ends first", "object", put("2045-05-14", "2024-05-14"), "date", "termijnEinddatum", "2024-05-14"
    ),
    Breakage(
        "two restrictions",
        "object",
        lambda xml: re.sub("(<beperkingGebruik>.*</beperkingGebruik>)", r"\1\1", xml, flags=re.DOTALL),
        "count",
        "informatieobject",
        "<informatieobject>",
    ),
    Breakage(
        "a restriction that says nothing",
        "object",
        put("<beperkingGebruikNadereBeschrijving>.*</beperkingGebruikNadereBeschrijving>", ""),
        "restriction",
        "beperkingGebruik",
        "<beperkingGebruik>",
    ),
    Breakage(
        "two parents",
        "object",
        lambda xml: re.sub("(<isOnderdeelVan>.*</isOnderdeelVan>)", r"\1\1", xml, flags=re.DOTALL),
        "count",
        "informatieobject",
        "<informatieobject>",
    ),
    Breakage("a negative size", "file", put("<omvang>", "<omvang>-"), "size", "omvang", "<omvang>-"),
    Breakage("a wrong size", "file", put("<omvang>[0-9]*", "<omvang>1"), "size", "omvang", "<omvang>1<"),
    Breakage(
        "a short checksum",
        "file",
        put("<checksumWaarde>....", "<checksumWaarde>"),
        "checksum",
        "checksumWaarde",
        "<checksumWaarde>",
    ),
    Breakage(
        "a wrong checksum",
        "file",
        put("<checksumWaarde>.{64}", "<checksumWaarde>" + "0" * 64),
        "checksum",
        "checksumWaarde",
        "0" * 64,
    ),
    Breakage("an unknown algorithm", "file", put("SHA-256", "MD5"), "checksum", "checksum", "<checksum>"),
    Breakage(
        "two checksums",
        "file",
        lambda xml: re.sub("(<checksum>.*</checksum>)", r"\1\1", xml, flags=re.DOTALL),
        "count",
        "bestand",
        "<bestand>",
    ),
    # MDTO: the schema
    Breakage(
        "no retention value",
        "object",
        put("<waardering>.*</waardering>", ""),
        "schema",
        "bewaartermijn",
        "<bewaartermijn>",
        True,
    ),
    Breakage("a language that is none", "object", put("<taal>nl<", "<taal>?<"), "schema", "taal", "<taal>", True),
    Breakage(
        "a size that is no number", "file", put("<omvang>[0-9]*", "<omvang>veel"), "schema", "omvang", "veel", True
    ),
    Breakage(
        "no parent object",
        "file",
        put("<isRepresentatieVan>.*</isRepresentatieVan>", ""),
        "schema",
        "bestand",
        "<bestand>",
        True,
    ),
    # DiWoo
    Breakage(
        "another label of a term",
        "diwoo",
        put(">beslisnota<", ">beleidsnota<"),
        "term",
        "documentsoort",
        ">beleidsnota<",
    ),
    Breakage(
        "another ministry's name",
        "diwoo",
        put(">ministerie van Defensie<", ">ministerie van Financiën<"),
        "term",
        "publisher",
        "Financiën",
    ),
    Breakage(
        "no title",
        "diwoo",
        put("officieleTitel>[^<]*<", "officieleTitel><"),
        "blank",
        "officieleTitel",
        "officieleTitel",
    ),
    Breakage(
        "a URI that is of no list",
        "diwoo",
        put("c_2977c34f", "c_00000000"),
        "schema",
        "documentsoort",
        "c_00000000",
        True,
    ),
    Breakage(
        "no publisher",
        "diwoo",
        put("<diwoo:publisher.*</diwoo:publisher>", ""),
        "schema",
        "DiWoo",
        "<diwoo:DiWoo>",
        True,
    ),
)


@pytest.mark.parametrize("broken", BREAKAGES, ids=lambda broken: f"{broken.document}: {broken.what}")
def test_what_is_broken_is_told_by_element_and_line(broken: Breakage, written: Path, tmp_path: Path) -> None:
    if broken.by_schema and not STANDARDS.exists():
        pytest.skip("the schemas of MDTO and DiWoo aren't here")
    schemas = {"mdto_xsd": MDTO_SCHEMAS["1.0.1"], "diwoo_xsd": DIWOO_SCHEMA} if broken.by_schema else {}
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    path = tmp_path / DOCUMENTS[broken.document]
    xml = broken.change(path.read_text(encoding="utf-8"))
    assert xml != path.read_text(encoding="utf-8")
    path.write_text(xml, encoding="utf-8")
    lines = {number for number, line in enumerate(xml.split("\n"), 1) if broken.at in line}
    found = validate(path, **schemas).problems
    assert [
        problem
        for problem in found
        if (problem.code, problem.element) == (broken.code, broken.element) and problem.line in lines
    ], "\n".join(map(str, found))
    assert all(problem.message and str(problem).startswith("line ") for problem in found)


def test_there_are_enough_breakages() -> None:
    assert len(BREAKAGES) >= 30
    assert len({(broken.document, broken.what) for broken in BREAKAGES}) == len(BREAKAGES)


# A whole SIP


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("sip/nota/nota.txt", None, "file"),
        ("sip/nota/nota.txt.bestand.mdto.xml", None, "sidecar"),
        ("sip/nota/nota.notaparse.json.bestand.mdto.xml", None, "identifier"),
        ("sip/nota/nota.mdto.xml", None, "identifier"),
        ("sip/nota/nota.mdto.xml", put("<isOnderdeelVan>.*</isOnderdeelVan>", ""), "hierarchy"),
        ("sip/sip.mdto.xml", put("<bevatOnderdeel>.*</bevatOnderdeel>", ""), "hierarchy"),
        ("sip/sip.mdto.xml", put("</identificatieKenmerk>", "x</identificatieKenmerk>"), "identifier"),
        ("sip/nota/nota.mdto.xml", put("<MDTO", "<!DOCTYPE MDTO><MDTO"), "xml"),
    ],
)
def test_what_a_sip_lacks_is_told(file: str, change: Change | None, code: str, written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    if change is None:
        path.unlink()
    else:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert code in {problem.code for _, problem in validate_folder(tmp_path)}


def test_an_object_twice_and_a_ring_are_told(written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    shutil.copy(tmp_path / "sip/nota/nota.mdto.xml", tmp_path / "sip/nota/kopie.mdto.xml")
    assert ("identifier", "informatieobject") in {
        (problem.code, problem.element) for _, problem in check_sip(tmp_path / "sip")
    }
    dossier = tmp_path / "sip/sip.mdto.xml"
    part = re.search("<bevatOnderdeel>(.*)</bevatOnderdeel>", dossier.read_text(encoding="utf-8"), re.DOTALL)
    assert part is not None
    ring = put("<bevatOnderdeel>", f"<isOnderdeelVan>{part[1]}</isOnderdeelVan><bevatOnderdeel>")
    dossier.write_text(ring(dossier.read_text(encoding="utf-8")), encoding="utf-8")
    assert any("part of itself" in problem.message for _, problem in check_sip(tmp_path / "sip"))


# Other people's documents


@needs_standards
def test_published_examples_are_in_order() -> None:
    examples = [
        *(STANDARDS / "examples").glob("akn*.xml"),
        *(STANDARDS / "examples").glob("diwoo*.xml"),
        *(STANDARDS / "examples" / "sip-mdto").rglob("*.xml"),
    ]
    for path in examples:
        found = validate(path, mdto_xsd=MDTO_SCHEMAS["1.0.1"], diwoo_xsd=DIWOO_SCHEMA)
        assert (found.by_schema, found.problems) == (True, ()), path.name
    for path in (STANDARDS / "mdto" / "Voorbeelden").glob("*.xml"):
        assert validate(path).problems == (), path.name


def test_other_xml_is_refused() -> None:
    with pytest.raises(InvalidXml, match="is no Akoma Ntoso, MDTO or DiWoo"):
        validate(b"<TEI/>")


# The command


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["validate", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_command_in_order(written: Path) -> None:
    assert run(str(written / DOCUMENTS["akn"])) == (0, "", "")
    assert run(str(written)) == (0, "", "")
    status, _, told = run(str(written / DOCUMENTS["object"]))
    assert status == 0
    assert "no schema given: checked by rules only" in told


@needs_standards
def test_command_with_schemas(written: Path) -> None:
    assert run(str(written), "--mdto-xsd", str(MDTO_SCHEMAS["1.0.1"]), "--diwoo-xsd", str(DIWOO_SCHEMA)) == (0, "", "")


def test_command_on_what_is_wrong(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "nota.akn.xml"
    path.write_text((written / DOCUMENTS["akn"]).read_text(encoding="utf-8").replace("#kfor", "#x"), encoding="utf-8")
    status, _, told = run(str(path))
    assert status == 1
    assert re.search(r"nota\.akn\.xml:[0-9]+: dangling: process: refersTo #x is the eId of no element", told)
    path.write_text("<a>", encoding="utf-8")
    status, _, told = run(str(path))
    assert status == 1
    assert "nota.akn.xml:line 1: invalid_xml" in told
    assert run(str(tmp_path / "absent.xml"))[0] == 2
    assert run(str(written), "--mdto-xsd", str(path))[0] == 1
