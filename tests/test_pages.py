"""Zones by geometry: columns, head, running heads, tables, footnotes, lists, headings, redactions, and the pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from pdf_drawing import BOLD, ITALIC, Sheets, byhand, face_of, stream

from notaparse import parse
from notaparse.errors import NotADocument
from notaparse.model import Item, List, Note, Paragraph, Section, Table
from notaparse.testing.drawn import differences, seen
from notaparse.testing.strategies import DrawnPdf, drawn_pdfs
from notaparse.write.png import draw

PROSE = """\
De gemeenten in het noorden hebben gevraagd om een langere termijn
voor het indienen van hun plannen. De provincies steunen dat verzoek,
omdat zij de plannen daarna nog moeten toetsen aan het eigen beleid."""


def _nota(sheets: Sheets, *, below: float = 200) -> float:
    """Aanleiding with three lines, so that the note shows how wide it is; gives the height below."""
    sheets.text(79, below, "Aanleiding", face=BOLD)
    return sheets.lines(79, below + 12, PROSE) + 12


def _sections(note: Note) -> list[str]:
    return [section.title or "" for section in note.walk()]


def _section(note: Note, kind: str) -> Section:
    section = note.section(kind)
    assert section is not None
    return section


def _tree(items: tuple[Item, ...]) -> list[object]:
    """Markers and texts of a list, nested."""
    tree: list[object] = []
    for item in items:
        tree.append((item.marker, item.text))
        tree += [_tree(block.items) for block in item.blocks if isinstance(block, List)]
    return tree


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# ---- any drawn note ---------------------------------------------------------------------------------------------------
@given(drawn_pdfs())
def test_a_drawn_note_is_read_as_it_was_drawn(drawn: DrawnPdf) -> None:
    assert differences(drawn.note, seen(parse(drawn.content))) == []


# ---- columns and what stands around -----------------------------------------------------------------------------------
def test_side_column_on_the_first_page_is_head_and_later_furniture() -> None:
    sheets = Sheets()
    for page in (1, 2):
        sheets.text(466, 150, "Datum", face=BOLD, size=6.5)
        sheets.text(466, 159, "3 mei 2024", size=6.5)
        sheets.text(466, 172, "Kenmerk", face=BOLD, size=6.5)
        if page == 2:
            sheets.text(466, 181, "DGA / 21286882", size=6.5)
        sheets.text(466, 805, f"Pagina {page} van 2", size=6.5)
        _nota(sheets)
        sheets.turn()
    note = parse(sheets.content())
    assert str(note.metadata.date) == "2024-05-03"
    assert note.metadata.references == ("DGA / 21286882",)  # page 1 lacks it
    assert {span.text for span in note.furniture} == {"Datum", "3 mei 2024", "Pagina 1 van 2", "Pagina 2 van 2"}
    assert _sections(note) == ["Aanleiding", "Aanleiding"]


def test_side_column_may_touch_the_body() -> None:
    """A line of the body may reach as far as the side column begins."""
    sheets = Sheets()
    y = _nota(sheets)
    words = "De raad heeft daarover op 12 maart nog een nadere brief aan u gestuurd die"
    sheets.text(79, y, words)
    edge = 79 + sheets.canvas.stringWidth(words, "Vera", 9) - 0.5
    sheets.text(edge, y - 2, "Onze referentie", face=BOLD, size=6.5)
    sheets.text(edge, y + 7, "2024-0000123456", size=6.5)
    sheets.text(79, y + 12, "tot aan de kantlijn reikt.")
    note = parse(sheets.content())
    assert f"{words} tot aan de kantlijn reikt." in note.text
    assert note.metadata.references == ("2024-0000123456",)


def test_running_heads_and_feet_are_furniture_and_repeated_body_is_not() -> None:
    sheets = Sheets()
    for page in (1, 2, 3):
        sheets.text(79, 60, "Programmadirectie Rivieren")
        _nota(sheets)
        sheets.text(300, 800, f"{page}")
        sheets.turn()
    note = parse(sheets.content())
    assert [span.text for span in note.furniture].count("Programmadirectie Rivieren") == 3
    assert [span.text for span in note.furniture if span.text.isdigit()] == ["1", "2", "3"]
    assert len(_sections(note)) == 3


def test_a_stamp_in_the_margin_is_no_part_of_the_line_beside_it() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.text(79, y, "•")
    sheets.text(97, y, "De brief is gereed en kan")
    sheets.text(470, y + 1, "Ontvangen BBR", size=8)
    sheets.text(97, y + 12, "vandaag worden verzonden.")
    note = parse(sheets.content())
    (_, items) = _section(note, "aanleiding").blocks
    assert isinstance(items, List)
    assert _tree(items.items) == [("•", "De brief is gereed en kan vandaag worden verzonden.")]


def test_what_runs_up_the_margin_is_kept_as_furniture() -> None:
    sheets = Sheets()
    _nota(sheets)
    sheets.canvas.saveState()
    sheets.canvas.translate(570, 300)
    sheets.canvas.rotate(90)
    sheets.canvas.drawString(0, 0, "Registratie 1281371")
    sheets.canvas.restoreState()
    note = parse(sheets.content())
    assert "Registratie 1281371" in {span.text for span in note.furniture}


# ---- head -------------------------------------------------------------------------------------------------------------
def test_values_beside_their_labels_and_the_title_beside_nota() -> None:
    sheets = Sheets()
    for y, label, value in ((120, "Aan", "MBZK"), (132, "Van", "CZW/CZ")):
        sheets.text(79, y, label)
        sheets.text(190, y, value)
    sheets.text(79, 170, "Nota", size=20)
    sheets.text(190, 166, "Kamerbrief dijken")
    sheets.text(190, 178, "in Zeeland")
    _nota(sheets)
    note = parse(sheets.content())
    assert note.metadata.addressees == ("MBZK",)
    assert note.metadata.senders == ("CZW/CZ",)
    assert note.metadata.title == "Kamerbrief dijken in Zeeland"


def test_a_short_title_beside_a_picture_of_the_word_nota() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheets = Sheets()
    sheets.text(79, 120, "Aan de Minister")
    sheets.canvas.drawImage(ImageReader(Image.new("RGB", (97, 42), "white")), 79, 842 - 182, 97, 42)
    sheets.text(212, 170, "Uitstelbrief")
    _nota(sheets)
    assert parse(sheets.content()).metadata.title == "Uitstelbrief"


def test_a_status_below_the_title_is_no_part_of_it() -> None:
    sheets = Sheets()
    sheets.text(79, 120, "Aan de Minister")
    sheets.text(212, 170, "Kamerbrief dijken in Zeeland")
    sheets.text(212, 182, "TER ONDERTEKENING")
    _nota(sheets)
    note = parse(sheets.content())
    assert note.metadata.title == "Kamerbrief dijken in Zeeland"
    assert note.metadata.status == ("ter_ondertekening",)


def test_a_further_nota_in_the_same_file() -> None:
    sheets = Sheets()
    for number, title in ((1, "Kamerbrief dijken"), (2, "Uitstelbrief sluizen")):
        sheets.text(466, 150, "TER BESLISSING", face=BOLD, size=6.5)
        sheets.text(466, 170, "Datum", face=BOLD, size=6.5)
        sheets.text(466, 179, f"{number} mei 2024", size=6.5)
        sheets.text(79, 120, "Aan")
        sheets.text(190, 120, "Minister")
        sheets.text(190, 160, title)
        _nota(sheets)
        sheets.turn()
    note = parse(sheets.content())
    assert note.metadata.title == "Kamerbrief dijken"
    assert str(note.metadata.date) == "2024-05-01"
    assert _sections(note) == ["Aanleiding", "Aanleiding"]
    assert "Uitstelbrief sluizen" not in " ".join(
        block.text for section in note.walk() for block in section.blocks if isinstance(block, Paragraph)
    )
    assert [notice.code for notice in note.notices] == ["bundle"]


# ---- tables -----------------------------------------------------------------------------------------------------------
def _cells(sheets: Sheets, xs: list[float], y: float, words: tuple[str, ...]) -> None:
    for x, cell in zip(xs, words, strict=False):
        sheets.lines(x + 4, y, cell)


def test_a_ruled_table_over_a_page_break_is_one() -> None:
    sheets = Sheets()
    _nota(sheets, below=600)
    xs = [79.0, 153.0, 303.0, 453.0]
    sheets.text(79, 672, "Bijlagen", face=BOLD)
    sheets.grid(xs, [680, 698, 730, 775])
    _cells(sheets, xs, 692, ("Volgnummer", "Naam", "Informatie"))
    _cells(sheets, xs, 710, ("1", "Brief aan de\nKamer", "Ter ondertekening"))
    _cells(sheets, xs, 742, ("2", "Rapport", "Dit rapport is\nopgesteld door"))
    sheets.turn()
    sheets.grid(xs, [100, 130, 150])
    _cells(sheets, xs, 112, ("", "", "een bureau."))
    _cells(sheets, xs, 142, ("3", "Tabel", "Ter informatie"))
    sheets.text(79, 180, "Motivering", face=BOLD)
    sheets.text(79, 192, "N.v.t.")
    (table,) = _section(parse(sheets.content()), "bijlagen").blocks
    assert isinstance(table, Table)
    assert _rows(table) == [
        ["Volgnummer", "Naam", "Informatie"],
        ["1", "Brief aan de Kamer", "Ter ondertekening"],
        ["2", "Rapport", "Dit rapport is opgesteld door een bureau."],
        ["3", "Tabel", "Ter informatie"],
    ]


def test_a_table_head_printed_again_is_furniture() -> None:
    sheets = Sheets()
    _nota(sheets, below=600)
    xs = [79.0, 200.0, 453.0]
    for top in (700.0, 100.0):
        sheets.grid(xs, [top, top + 18, top + 36])
        _cells(sheets, xs, top + 12, ("Nummer", "Naam"))
        _cells(sheets, xs, top + 30, (f"{top:.0f}", "Brief"))
        sheets.turn()
    note = parse(sheets.content())
    (*_, table) = _section(note, "aanleiding").blocks
    assert isinstance(table, Table)
    assert _rows(table) == [["Nummer", "Naam"], ["700", "Brief"], ["100", "Brief"]]
    assert [span.text for span in note.furniture] == ["Nummer", "Naam"]


def test_a_table_without_rules_is_seen_by_its_columns() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    for row in (("Jaar", "Bedrag", "Dekking"), ("2024", "€ 3 mln", "begroting"), ("2025", "€ 4 mln", "reserve")):
        _cells(sheets, [75.0, 175.0, 275.0], y, row)
        y += 12
    sheets.text(79, y + 24, "Kernpunten", face=BOLD)
    sheets.text(79, y + 36, "Geen.")
    note = parse(sheets.content())
    (_, table) = _section(note, "aanleiding").blocks
    assert isinstance(table, Table)
    assert _rows(table) == [
        ["Jaar", "Bedrag", "Dekking"],
        ["2024", "€ 3 mln", "begroting"],
        ["2025", "€ 4 mln", "reserve"],
    ]
    assert _sections(note) == ["Aanleiding", "Kernpunten"]


def test_a_frame_around_text_is_no_table() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.grid([70, 470], [190, y])
    (paragraph,) = _section(parse(sheets.content()), "aanleiding").blocks
    assert isinstance(paragraph, Paragraph)


# ---- footnotes --------------------------------------------------------------------------------------------------------
def test_footnotes_leave_the_text_and_keep_their_place() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    words = "De motie is aangehouden."
    sheets.text(79, y, words)
    end = 79 + sheets.canvas.stringWidth(words, "Vera", 9)
    sheets.text(end, y - 3, "1", size=6)
    sheets.text(end + 7, y, "De 7")
    sheets.text(end + 7 + sheets.canvas.stringWidth("De 7", "Vera", 9), y - 3, "e", size=6)
    sheets.text(end + 34, y, "ronde begint.")
    sheets.rule(79, 750, 220, 750)
    sheets.text(79, 759, "1", size=5)
    sheets.text(84, 762, "Kamerstukken II 2022/23, 34 338, nr. 5, en de brief die daarover is gestuurd", size=8)
    sheets.text(79, 772, "aan de Eerste Kamer.", size=8)
    note = parse(sheets.content())
    (footnote,) = note.footnotes
    assert footnote.text == (
        "Kamerstukken II 2022/23, 34 338, nr. 5, en de brief die daarover is gestuurd aan de Eerste Kamer."
    )
    assert "De motie is aangehouden. De 7e ronde begint." in note.text
    assert footnote.anchor == note.text.index("De motie is aangehouden.") + len(words)
    assert [change.before for change in note.changes if change.kind == "footnote_mark"] == ["1"]


def test_small_type_at_the_foot_without_marks_is_no_footnote() -> None:
    sheets = Sheets()
    _nota(sheets)
    sheets.text(79, 760, "De cijfers in deze nota zijn afgerond.", size=7)
    assert parse(sheets.content()).footnotes == ()


# ---- lists and headings -----------------------------------------------------------------------------------------------
def test_levels_come_from_the_place_of_the_text() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    for marker, at, left, words in (
        ("\uf0b7", 79, 97, "eerste"),
        ("o", 108, 126, "daaronder"),
        ("-", 130, 144, "nog dieper"),
        ("\uf0b7", 83, 97, "tweede, met een verschoven bolletje"),  # the text stands where that of the first stands
    ):
        sheets.text(at, y, marker, face=face_of(marker))
        sheets.text(left, y, words)
        y += 12
    (_, items) = _section(parse(sheets.content()), "aanleiding").blocks
    assert isinstance(items, List)
    assert _tree(items.items) == [
        ("\uf0b7", "eerste"),
        [("o", "daaronder"), [("-", "nog dieper")]],
        ("\uf0b7", "tweede, met een verschoven bolletje"),
    ]


def test_what_stands_alone_in_a_symbol_face_is_a_marker() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.canvas.setFont("ZapfDingbats", 9)
    for n, words in enumerate(("het eerste punt", "het tweede punt")):
        sheets.text(79, y + 12 * n, "\u2756", face="ZapfDingbats")
        sheets.text(97, y + 12 * n, words)
    (_, items) = _section(parse(sheets.content()), "aanleiding").blocks
    assert isinstance(items, List)
    assert [item.text for item in items.items] == ["het eerste punt", "het tweede punt"]


def test_text_that_was_read_from_a_picture() -> None:
    """It is placed word by word, unpainted, with sizes and baselines that vary, over a picture of the page."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheets = Sheets()
    sheets.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 230)), 0, 0, 595, 842)
    sizes = (8.4, 9.3, 8.9, 9.8)
    for line, text in enumerate(("Aanleiding", *PROSE.splitlines(), "Kernpunten", "Er is geen haast bij.")):
        x = 79.0
        for n, word in enumerate(text.split()):
            size, shift = sizes[(n + line) % 4], (n % 3 - 1) * 0.6
            written = sheets.canvas.beginText(x, 842 - (200 + 12 * line + shift))
            written.setFont("Vera", size)
            written.setTextRenderMode(3)
            written.textOut(word)
            sheets.canvas.drawText(written)
            x += sheets.canvas.stringWidth(word, "Vera", size) + 3
    note = parse(sheets.content())
    assert _sections(note) == ["Aanleiding", "Kernpunten"]
    (paragraph,) = _section(note, "aanleiding").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == " ".join(PROSE.split())
    assert note.notices == ()


def test_a_number_at_the_start_of_a_line_may_belong_to_the_sentence() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.lines(
        79,
        y,
        "De inspectie heeft het toezicht op de naleving geregeld in het artikel\n12. Dat artikel geldt sinds 1 januari.",
    )
    (_, paragraph) = _section(parse(sheets.content()), "aanleiding").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.endswith("geregeld in het artikel 12. Dat artikel geldt sinds 1 januari.")


def test_lists_and_paragraphs_go_on_over_a_page_break() -> None:
    sheets = Sheets()
    sheets.text(79, 700, "Kernpunten", face=BOLD)
    sheets.text(79, 712, "•")
    above = "Het verzoek van de gemeenten is besproken met de provincies en met de"
    below = "waterschappen. Zij hebben geen bezwaar tegen het uitstel van de plannen."
    sheets.text(97, 712, above)
    sheets.turn()
    sheets.text(97, 100, below)
    sheets.text(79, 112, "•")
    sheets.text(97, 112, "Het tweede punt.")
    (items,) = _section(parse(sheets.content()), "kernpunten").blocks
    assert isinstance(items, List)
    assert [item.text for item in items.items] == [
        f"{above} {below}",
        "Het tweede punt.",
    ]


def test_headings_of_the_notes_own_by_type_face() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    for words, face in (("Toelichting", BOLD), ("Stand van zaken", ITALIC)):
        sheets.text(79, y + 12, words, face=face)
        y += 12
    y = sheets.lines(79, y + 12, PROSE)
    sheets.text(79, y + 12, "Vervolg op de proef")
    sheets.rule(79, y + 13.5, 79 + sheets.canvas.stringWidth("Vervolg op de proef", "Vera", 9), y + 13.5)
    y = sheets.lines(79, y + 24, "De proef loopt tot de zomer.")
    sheets.text(79, y + 12, "Een hele alinea in vet is geen kop.", face=BOLD)
    sheets.text(79, y + 24, "Het slot.")
    note = parse(sheets.content())
    outline = [(section.kind, section.title) for section in _section(note, "toelichting").sections]
    assert outline == [("overig", "Stand van zaken"), ("overig", "Vervolg op de proef")]
    assert "Een hele alinea in vet is geen kop." in note.text


def test_a_heading_of_two_lines_is_one() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.text(79, y, "Afspraken met de gemeenten, de provincies, de waterschappen", face=BOLD)
    sheets.text(79, y + 12, "en de overige partijen in de regio", face=BOLD)
    sheets.text(79, y + 24, "Die zijn er niet.")
    assert _sections(parse(sheets.content()))[1] == (
        "Afspraken met de gemeenten, de provincies, de waterschappen en de overige partijen in de regio"
    )


def test_a_nota_without_any_known_title() -> None:
    sheets = Sheets()
    sheets.text(79, 100, "Bericht over het weer van morgen")
    sheets.lines(79, 140, PROSE)
    note = parse(sheets.content())
    assert "omdat zij de plannen daarna nog moeten toetsen" in note.text
    assert [section.kind for section in note.sections] == ["overig"]


# ---- redactions -------------------------------------------------------------------------------------------------------
def _covered(covered: str, **paint: object) -> Note:
    """A note in which a box was drawn over words of a line."""
    sheets = Sheets()
    y = _nota(sheets)
    before, after = "De brief is geschreven door ", " en gaat vandaag weg."
    sheets.text(79, y, before + covered + after)
    left = 79 + sheets.canvas.stringWidth(before, "Vera", 9)
    sheets.box((left - 1, y - 8, left + sheets.canvas.stringWidth(covered, "Vera", 9) + 1, y + 3), **paint)  # type: ignore[arg-type]
    return parse(sheets.content())


@pytest.mark.parametrize("fill", [(0, 0, 0), (0.67, 0.67, 0.67), (1, 1, 1)])
def test_text_under_a_box_is_never_put_out(fill: tuple[float, float, float]) -> None:
    note = _covered("Jansen van Buren", fill=fill)
    assert "Jansen" not in note.model_dump_json()
    assert "De brief is geschreven door en gaat vandaag weg." in note.text
    (notice,) = (notice for notice in note.notices if notice.code == "hidden_text")
    assert "14" in notice.message
    (redaction,) = note.redactions
    assert (redaction.page, redaction.within) == (1, "section:aanleiding")
    assert note.text[: redaction.start].endswith("geschreven door")


def test_a_highlight_hides_nothing() -> None:
    note = _covered("Jansen van Buren", fill=(1, 1, 0), alpha=0.4)
    assert "De brief is geschreven door Jansen van Buren en gaat vandaag weg." in note.text
    assert note.redactions == ()
    assert note.notices == ()


@pytest.mark.parametrize(("colour", "hidden"), [(b"1 1 0", False), (b"0.6 0.6 0.6", True)])
def test_a_form_that_is_blended_with_the_page(colour: bytes, *, hidden: bool) -> None:
    """Highlights and redactions come alike, as forms; only the colour tells which it is."""
    text = b"BT /F1 10 Tf 72 700 Td (Aanleiding) Tj 0 -14 Td (De brief is van) Tj 80 0 Td (Jansen) Tj ET /X Do"
    form = stream(
        colour + b" rg 150 680 40 14 re f",
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceRGB>>",
    )
    note = parse(byhand(text, objects=(form,)))
    assert ("Jansen" in note.text) is not hidden
    assert len(note.redactions) == hidden


def test_shading_below_text_is_no_redaction() -> None:
    sheets = Sheets()
    sheets.box((75, 190, 470, 205), fill=(0, 0.2, 0.5))
    sheets.colour(1, 1, 1)
    sheets.text(79, 200, "Aanleiding", face=BOLD)
    sheets.colour(0, 0, 0)
    sheets.lines(79, 224, PROSE)
    note = parse(sheets.content())
    assert _sections(note) == ["Aanleiding"]
    assert note.redactions == ()


def test_white_on_white_is_hidden() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.colour(1, 1, 1)
    sheets.text(79, y, "Niet voor publicatie")
    note = parse(sheets.content())
    assert "publicatie" not in note.model_dump_json()
    assert [notice.code for notice in note.notices] == ["hidden_text"]


@pytest.mark.parametrize(
    ("printed", "ground"),
    [("5.1.2e", "5.1.2.e"), ("5.1.2.e", "5.1.2.e"), ("5.1.1c", "5.1.1.c"), ("buiten verzoek", "buiten_verzoek")],
)
def test_a_ground_printed_in_a_box(printed: str, ground: str) -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.text(79, y, "De kosten zijn")
    left = 79 + sheets.canvas.stringWidth("De kosten zijn ", "Vera", 9)
    width = sheets.canvas.stringWidth(printed, "Vera", 7)
    sheets.box((left, y - 8, left + width + 4, y + 2), fill=(1, 1, 1), stroke=(0, 0, 0))
    sheets.text(left + 2, y, printed, size=7)
    sheets.text(left + width + 7, y, "per jaar.")
    note = parse(sheets.content())
    (redaction,) = note.redactions
    assert (redaction.raw, redaction.ground, redaction.text) == (printed, ground, printed)
    assert f"De kosten zijn {printed} per jaar." in note.text


def test_a_ground_with_the_name_behind_it() -> None:
    sheets = Sheets()
    y = _nota(sheets)
    sheets.text(79, y + 12, "DE DIRECTEUR-GENERAAL BELEID")
    sheets.box((79, y + 28, 180, y + 40), fill=(0, 0, 0))
    sheets.colour(1, 1, 1)
    sheets.text(80, y + 37, "5.1.2.e Jansen van Buren")
    note = parse(sheets.content())
    assert "Jansen" not in note.model_dump_json()
    assert note.signature is not None
    assert note.signature.text == "DE DIRECTEUR-GENERAAL BELEID"
    assert [redaction.ground for redaction in note.redactions] == ["5.1.2.e"]


def test_bare_boxes_stand_at_their_label() -> None:
    sheets = Sheets()
    sheets.text(466, 120, "Auteur", face=BOLD, size=6.5)
    sheets.box((466, 124, 520, 133))
    sheets.box((466, 134, 540, 143))
    sheets.text(466, 160, "Datum", face=BOLD, size=6.5)
    sheets.text(466, 169, "3 mei 2024", size=6.5)
    _nota(sheets)
    note = parse(sheets.content())
    assert [(redaction.within, redaction.text, redaction.page) for redaction in note.redactions] == [
        ("head:authors", "", 1),
        ("head:authors", "", 1),
    ]
    assert note.redactions[0].bbox == pytest.approx((466, 124, 520, 133), abs=0.6)
    assert note.metadata.authors == ()


# ---- pictures ---------------------------------------------------------------------------------------------------------
def test_pages_are_drawn_with_what_was_read(tmp_path: Path) -> None:
    from PIL import Image

    sheets = Sheets()
    _nota(sheets)
    sheets.turn()
    sheets.text(79, 100, "Kernpunten", face=BOLD)
    sheets.text(79, 112, "• De brief is gereed.")
    content = sheets.content()
    files = draw(content, parse(content, name="nota.pdf"), tmp_path / "pictures")
    assert [file.name for file in files] == ["nota-1.png", "nota-2.png"]
    assert all(len(Image.open(file).getcolors(100_000) or ()) > 20 for file in files)


def test_text_has_no_pages_to_draw(tmp_path: Path) -> None:
    content = b"Aanleiding\nDe brief is gereed.\n"
    with pytest.raises(NotADocument):
        draw(content, parse(content), tmp_path)
