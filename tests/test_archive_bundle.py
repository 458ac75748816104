"""Documents that hold several notas, or letters and annexes beside them."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from fpdf import FPDF

import notaparse
from notaparse.archive.bundle import is_nota, notes
from notaparse.archive.convert import Options, convert_iter

SHARED = Path(__file__).resolve().parents[2] / "shared"

HEAD = ("Aan", "Minister", "Van", "DGB", "Onze referentie", "2024-0000123456", "TER BESLISSING", "Datum", "3 mei 2024")
NOTA = (
    *HEAD,
    "Kamerbrief over veerponten",
    "",
    "Aanleiding",
    "De Kamer heeft gevraagd naar de veerponten.",
    "",
    "Geadviseerd besluit",
    "U wordt geadviseerd de brief te ondertekenen.",
    "",
    "Kernpunten",
    "- De veerponten varen weer op tijd.",
)
ON = ("- De prijs van een kaartje blijft gelijk.", "", "Toelichting", "De provincies zijn akkoord.")
LETTER = (
    "De Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Postbus 20018",
    "Datum 3 mei 2024",
    "",
    "Geachte voorzitter,",
    "",
    "Hierbij stuur ik u de antwoorden op de vragen over de veerponten.",
    "Hoogachtend,",
)
ANNEX = (
    "Overzicht van de veerponten",
    "Naam Plaats Jaar",
    "De Halve Maen Schoonhoven 1998",
    "Zeldenrust Culemborg 2004",
)


def pdf(*pages: Sequence[str]) -> bytes:
    """Pages of lines, as a word processor without imagination prints them."""
    document = FPDF()
    document.set_font("helvetica", size=11)
    for page in pages:
        document.add_page()
        for line in page:
            document.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def numbered(*pages: Sequence[str]) -> list[Sequence[str]]:
    """The same pages with their numbers at the foot."""
    return [(*page, "", f"Pagina {number} van {len(pages)}") for number, page in enumerate(pages, 1)]


def parts(*pages: Sequence[str]) -> list[tuple[bool, list[int]]]:
    """Whether each part is a nota, and its pages."""
    found = notes(pdf(*pages), name="bundel.pdf")
    return [
        ("not_a_nota" not in {notice.code for notice in note.notices}, sorted({line.page or 0 for line in note.lines}))
        for note in found
    ]


def test_one_nota_is_one_note() -> None:
    content = pdf(*numbered(NOTA, ON))
    assert notes(content, name="nota.pdf") == (notaparse.parse(content, name="nota.pdf"),)
    assert parts(NOTA, ON) == [(True, [1, 2])]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([*numbered(NOTA, ON), *numbered(NOTA, ON), *numbered(NOTA)], [(True, [1, 2]), (True, [3, 4]), (True, [5])]),
        ([NOTA, ON, NOTA, ON], [(True, [1, 2]), (True, [3, 4])]),
        ([*numbered(LETTER), *numbered(NOTA, ON)], [(False, [1]), (True, [2, 3])]),
        ([LETTER, NOTA, ON], [(False, [1]), (True, [2, 3])]),
        ([NOTA, ON, LETTER], [(True, [1, 2]), (False, [3])]),
        ([*numbered(NOTA, ON), ANNEX, ANNEX], [(True, [1, 2]), (False, [3, 4])]),
        ([ANNEX, *numbered(NOTA, ON)], [(False, [1]), (True, [2, 3])]),
        ([ANNEX, NOTA, ON], [(False, [1]), (True, [2, 3])]),
        ([*numbered(NOTA, ON), *numbered(ANNEX, ANNEX), *numbered(NOTA)], [(True, [1, 2]), (False, [3, 4]), (True, [5])]),
    ],
    ids=["numbered", "not numbered", "letter first", "letter first, not numbered", "letter last", "annexes", "cover",
         "cover, not numbered", "annex between"],
)  # fmt: skip
def test_what_a_document_holds_is_taken_apart(
    pages: list[Sequence[str]], expected: list[tuple[bool, list[int]]]
) -> None:
    assert parts(*pages) == expected


def test_a_number_that_was_never_counted_anew_cuts_nothing() -> None:
    assert parts((*NOTA, "Pagina 1 van 1"), (*ON, "Pagina 1 van 1")) == [(True, [1, 2])]


def test_a_nota_that_goes_on_without_a_number_is_not_cut() -> None:
    assert parts((*NOTA, "Pagina 1 van 1"), ON) == [(True, [1, 2])]


def test_letters_and_annexes_are_no_notas() -> None:
    assert parts(LETTER) == [(False, [1])]
    assert parts(ANNEX) == [(False, [1])]


def test_texts_are_taken_apart_at_the_head_that_the_parser_found() -> None:
    other = "\n".join(NOTA).replace("veerponten", "sluizen").replace("3456", "9876")
    first, second = notes(f"{chr(10).join(NOTA)}\n\f{other}\n".encode(), name="bundel.txt")
    assert (first.metadata.title, second.metadata.title) == ("Kamerbrief over veerponten", "Kamerbrief over sluizen")
    assert second.metadata.references == ("2024-0000129876",)
    assert [section.kind for section in second.sections] == ["aanleiding", "geadviseerd_besluit", "kernpunten"]
    text = f"{chr(10).join(NOTA)}\n\f{other}\n"
    for line in second.lines:  # the origin is still that of the whole document
        assert line.source_start is not None
        assert text[line.source_start : line.source_end].split() == second.text[line.start : line.end].split()


def test_the_parts_have_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bundel.pdf").write_bytes(pdf(*numbered(NOTA), *numbered(LETTER)))
    (record,) = convert_iter(tmp_path / "in", tmp_path / "uit", Options())
    assert record.outputs == ("bundel.pdf#1.json", "bundel.pdf#2.json")
    assert "not_a_nota" in {notice.code for notice in record.notices}
    second = notaparse.Note.model_validate_json((tmp_path / "uit" / "bundel.pdf#2.json").read_bytes())
    assert [line.page for line in second.lines][:1] == [2]
    assert second.source.sha256 == record.sha256


# Real documents, where they are at hand


def real(pattern: str) -> list[Path]:
    return sorted((SHARED / "real").glob(pattern))


@pytest.mark.skipif(not SHARED.exists(), reason="no real documents at hand")
def test_real_notas_are_notas_and_whole() -> None:
    for path in [
        *real("*.pdf"),
        *real("*.txt"),
        *real("page1/*.txt"),
        *real("vws/*"),
        *sorted((SHARED / "bench").glob("n*.pdf")),
    ]:
        try:
            found = notes(path.read_bytes(), name=path.name)
        except notaparse.NotaparseError:  # a scan
            continue
        assert [is_nota(note) for note in found] == [True], path.name


@pytest.mark.skipif(not SHARED.exists(), reason="no real documents at hand")
def test_real_questions_to_a_minister_are_no_notas() -> None:
    for path in real("other/*.pdf"):
        assert [is_nota(note) for note in notes(path.read_bytes(), name=path.name)] == [False], path.name


@pytest.mark.skipif(not SHARED.exists(), reason="no real documents at hand")
def test_real_documents_bound_together_come_apart() -> None:
    import pypdfium2

    bound = pypdfium2.PdfDocument.new()
    ends, pages = [], 0
    for path in [
        *real("other/kamervragen-a.pdf"),
        *real("pdf*.pdf"),
        *real("ATR_1.pdf"),
        *real("other/kamervragen-b.pdf"),
    ]:
        document = pypdfium2.PdfDocument(path)
        bound.import_pages(document)
        pages += len(document)
        ends.append(pages)
    content = io.BytesIO()
    bound.save(content)
    found = notes(content.getvalue(), name="bundel.pdf")
    assert [max(line.page or 0 for line in note.lines) for note in found] == ends
    assert [is_nota(note) for note in found] == [False, True, True, True, False]
