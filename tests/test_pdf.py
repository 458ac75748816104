"""The PDF engines: places, glyphs, turned and cut pages, what can't be read, and that both give the same."""

from __future__ import annotations

import io
import random
import re
import time
from pathlib import Path

import pytest
from pdf_drawing import (
    BODY,
    BOLD,
    ENGINES,
    HEIGHT,
    ITALIC,
    SYMBOL,
    WIDTH,
    Sheets,
    byhand,
    face_of,
    first,
    pages,
    stream,
)
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from notaparse import NotaparseError, Parser, parse
from notaparse.errors import Damaged, Encrypted, NoTextLayer, TooLarge
from notaparse.model import Note
from notaparse.printed import PdfPage
from notaparse.read import Engine, Limits, bombs, pdf
from notaparse.read.glyphs import Glyph, face, stretches
from notaparse.testing.pdf_fonts import width_of

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = sorted((ROOT / "fixtures").glob("*/source.pdf"))
SHARED = ROOT.parent / "shared"
REAL = (
    sorted(SHARED.glob("real/*.pdf")) + sorted(SHARED.glob("real/other/*.pdf")) + sorted(SHARED.glob("bench/note*.pdf"))
)

both = pytest.mark.parametrize("engine", ENGINES)


# ---- places -----------------------------------------------------------------------------------------------------------
@both
def test_runs_stand_where_they_were_drawn(engine: Engine) -> None:
    drawn = [
        (72.0, 100.0, "Aanleiding", BOLD, 9.0),
        (72.0, 112.5, "De brief is gereed.", BODY, 9.0),
        (466.2, 160.0, "Datum", ITALIC, 6.5),
    ]
    sheets = Sheets()
    for x, y, words, name, size in drawn:
        sheets.text(x, y, words, face=name, size=size)
    runs = first(sheets.content(), engine)
    assert [run.text for run in runs] == [words for _, _, words, _, _ in drawn]
    for run, (x, y, words, name, size) in zip(runs, drawn, strict=True):
        assert run.x0 == pytest.approx(x, abs=0.1)
        assert run.x1 == pytest.approx(x + width_of(words, name, size), abs=0.1)
        assert run.baseline == pytest.approx(y, abs=0.1)
        assert run.bottom - run.top == pytest.approx(size)
        assert run.top < y < run.bottom
        assert run.size == pytest.approx(size)
        assert (run.bold, run.italic) == (name == BOLD, name == ITALIC)
        assert (run.fill, run.upright) == ((0, 0, 0), True)


@both
def test_lines_of_a_note_stand_where_they_were_drawn(engine: Engine) -> None:
    sheets = Sheets()
    drawn = {
        "Aanleiding": (79.0, 200.0, BOLD),
        "De brief is gereed.": (79.0, 212.0, BODY),
        "Hij kan vandaag weg.": (79.0, 240.0, BODY),
    }
    for words, (x, y, name) in drawn.items():
        sheets.text(x, y, words, face=name)
    note = Parser(engine=engine).parse(sheets.content())
    for words, (x, y, name) in drawn.items():
        start = note.text.index(words)
        (line,) = note.boxes(start, start + len(words))
        assert line.page == 1
        assert line.bbox == pytest.approx((x, y - 9 * 0.79, x + width_of(words, name, 9), y + 9 * 0.21), abs=1)


@both
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(engine: Engine, turned: int) -> None:
    """The page is turned one way and its text the other, so that it stands upright."""
    turns = {0: b"1 0 0 1 100 700", 90: b"0 1 -1 0 100 100", 180: b"-1 0 0 -1 400 700", 270: b"0 -1 1 0 100 700"}
    where = {0: (100, 142), 90: (100, 100), 180: (195, 700), 270: (142, 495)}
    content = byhand(b"BT /F1 10 Tf " + turns[turned] + b" Tm (De brief is gereed) Tj ET", page=b"/Rotate %d" % turned)
    (page,) = pages(content, engine)
    (run,) = page.runs
    assert run.upright
    assert (page.width, page.height) == ((WIDTH, HEIGHT) if turned in {0, 180} else (HEIGHT, WIDTH))
    assert (run.x0, run.baseline) == pytest.approx(where[turned], abs=1)
    assert run.x1 - run.x0 == pytest.approx(width_of("De brief is gereed", "Helvetica", 10), abs=1.5)


@both
def test_a_page_set_sideways_is_turned(engine: Engine) -> None:
    content = byhand(b"BT /F1 10 Tf 0 1 -1 0 300 100 Tm (De brief is gereed en kan worden verzonden) Tj ET")
    (page,) = pages(content, engine)
    assert page.runs[0].upright
    assert (page.width, page.height) == (HEIGHT, WIDTH)
    assert (page.runs[0].x0, page.runs[0].baseline) == pytest.approx((100, 300), abs=1)


@both
def test_a_word_in_the_margin_that_runs_up_is_no_reason_to_turn(engine: Engine) -> None:
    instructions = (
        b"BT /F1 10 Tf 72 700 Td (De brief is gereed en kan worden verzonden) Tj 0 1 -1 0 560 100 Tm (Stempel) Tj ET"
    )
    runs = first(byhand(instructions), engine)
    assert [(run.text, run.upright) for run in runs] == [
        ("De brief is gereed en kan worden verzonden", True),
        ("Stempel", False),
    ]


@both
def test_a_page_is_cut_to_its_crop_box(engine: Engine) -> None:
    instructions = b"BT /F1 10 Tf 72 700 Td (Binnen) Tj 0 -680 Td (Erbuiten) Tj ET"
    (page,) = pages(byhand(instructions, page=b"/CropBox[50 100 545 800]"), engine)
    (run,) = page.runs
    assert (page.width, page.height) == (495, 700)
    assert run.text == "Binnen"
    assert (run.x0, run.baseline) == pytest.approx((22, 100), abs=0.1)


# ---- glyphs and blanks ------------------------------------------------------------------------------------------------
@both
@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (b"[(P) -180 (agina 1 van 3)] TJ", "Pagina 1 van 3"),  # a letter gap
        (b"[(Ref) -200 (erentie van de brief)] TJ", "Referentie van de brief"),
        (b"[(De) -300 (brief) -300 (is) -300 (gereed)] TJ", "De brief is gereed"),  # blanks that aren't printed
        (
            b"[(C) -250 (l) -250 (u) -250 (s) -250 (t) -250 (e) -250 (r) -600 (I) -250 (I)] TJ",
            "Cluster II",
        ),  # letter-spaced
        (b"2 Tc (Cluster) Tj 0 Tc", "Cluster"),
        (b"(AUTEUR) Tj ( ) Tj (en) Tj", "AUTEUR en"),  # blanks of their own
    ],
)
def test_gaps_between_glyphs(engine: Engine, shown: bytes, words: str) -> None:
    note = Parser(engine=engine).parse(byhand(b"BT /F1 10 Tf 72 700 Td " + shown + b" ET"))
    assert words in note.text.split("\n")


@both
def test_columns_in_one_text_object_come_apart(engine: Engine) -> None:
    runs = first(byhand(b"BT /F1 10 Tf 72 700 Td [(Aan) -8000 (de Minister)] TJ ET"), engine)
    assert [run.text.strip() for run in runs] == ["Aan", "de Minister"]
    assert runs[1].x0 == pytest.approx(72 + width_of("Aan", "Helvetica", 10) + 80, abs=0.5)


@both
def test_bullets_of_the_symbol_face_keep_their_code(engine: Engine) -> None:
    sheets = Sheets()
    sheets.text(79, 100, "\uf0b7", face=face_of("\uf0b7"))
    sheets.text(97, 100, "Een punt")
    runs = first(sheets.content(), engine)
    assert [run.text.strip() for run in runs] == ["\uf0b7", "Een punt"]
    assert runs[0].font.startswith("Symbol") or SYMBOL


@both
def test_other_blanks_hyphens_and_ligatures_become_plain(engine: Engine) -> None:
    sheets = Sheets()
    sheets.text(79, 100, "Aanleiding", face=BOLD)
    sheets.text(79, 112, "Artikel\xa05 is ge\xadwijzigd en \ufb01naal.")
    note = Parser(engine=engine).parse(sheets.content())
    assert "Artikel 5 is gewijzigd en finaal." in note.text.split("\n")
    assert "hyphen" in {change.kind for change in note.changes}


def test_stretches_keep_the_blank_before_the_next() -> None:
    glyphs = [Glyph(sign, x, x + 5) for sign, x in (("A", 0), (" ", 5), ("b", 100), ("c", 105))]
    assert [(part.first, part.last, part.text) for part in stretches(glyphs, 10, blank=0.28)] == [
        (0, 0, "A "),
        (2, 3, "bc"),
    ]
    assert stretches([Glyph(" ", 0, 5)], 10, blank=0.28) == []


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("ABCDEF+Verdana-Bold", True, False),
        ("Verdana-BoldItalic", True, True),
        ("RijksoverheidSansText-Heavy", True, False),
        ("DejaVuSans-Oblique", False, True),
        ("ArialMT", False, False),
        ("Calibri-Light", False, False),
    ],
)
def test_what_a_font_is_called(name: str, *, bold: bool, italic: bool) -> None:
    assert face(name)[1:] == (bold, italic)
    assert "+" not in face(name).name


# ---- boxes ------------------------------------------------------------------------------------------------------------
@both
def test_boxes_rules_and_pictures(engine: Engine) -> None:
    from PIL import Image

    sheets = Sheets()
    sheets.text(72, 60, "Boven")
    sheets.box((100, 200, 180, 212), fill=(0.5, 0.5, 0.5))
    sheets.box((100, 220, 180, 232), fill=(1, 1, 0), alpha=0.4)
    sheets.box((100, 240, 180, 252), fill=None, stroke=(1, 0, 0))
    sheets.rule(72, 300, 200, 300)
    sheets.canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "blue")), 300, HEIGHT - 400, 60, 40)
    sheets.text(72, 420, "Onder")
    (page,) = pages(sheets.content(), engine)
    seen = [(box.kind, box.fill is not None, box.stroke) for box in page.boxes]
    assert seen == [
        ("rect", True, None),  # one sees through the yellow one
        ("rect", False, (255, 0, 0)),
        ("rule", False, (0, 0, 0)),
        ("image", False, None),
    ]
    assert page.boxes[0][:4] == pytest.approx((100, 200, 180, 212), abs=0.6)
    assert page.boxes[-1][:4] == pytest.approx((300, 360, 360, 400), abs=0.6)
    above, below = page.runs[0].order, page.runs[-1].order
    assert all(above < box.order < below for box in page.boxes)


@both
def test_a_run_comes_apart_where_a_box_covers_a_part(engine: Engine) -> None:
    sheets = Sheets()
    sheets.text(72, 100, "Opgesteld door mevrouw Van Dam, Den Haag")
    left, right = 72 + width_of("Opgesteld door ", BODY, 9), 72 + width_of("Opgesteld door mevrouw Van Dam", BODY, 9)
    sheets.box((left - 0.5, 91, right + 0.5, 103), fill=(0, 0, 0))
    runs = first(sheets.content(), engine)
    assert [run.text.strip() for run in runs] == ["Opgesteld door", "mevrouw Van Dam", ", Den Haag"]


# ---- what can't be read -----------------------------------------------------------------------------------------------
def _scan() -> bytes:
    from PIL import Image

    sheets = Sheets()
    sheets.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
    sheets.text(500, 30, "00004")
    return sheets.content()


@both
def test_a_scan_has_no_text_layer(engine: Engine) -> None:
    with pytest.raises(NoTextLayer, match="ocrmypdf") as caught:
        Parser(engine=engine).parse(_scan(), name="scan.pdf")
    assert (caught.value.source, caught.value.position) == ("scan.pdf", "page 1")


@both
def test_one_scanned_page_is_noticed(engine: Engine) -> None:
    from PIL import Image

    sheets = Sheets()
    sheets.text(79, 100, "Aanleiding", face=BOLD)
    sheets.text(79, 112, "De brief is gereed.")
    sheets.turn()
    sheets.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
    note = Parser(engine=engine).parse(sheets.content())
    assert [(notice.code, notice.page) for notice in note.notices] == [("scanned_page", 2)]
    assert note.source.pages == 2
    assert note.section("aanleiding") is not None


def _locked(*, user: str) -> bytes:
    sheets = Sheets(encrypt=StandardEncryption(user, ownerPassword="eigenaar", strength=128))
    sheets.text(79, 100, "Aanleiding", face=BOLD)
    sheets.text(79, 112, "De brief is gereed.")
    return sheets.content()


@both
def test_encrypted(engine: Engine) -> None:
    with pytest.raises(Encrypted, match="password"):
        Parser(engine=engine).parse(_locked(user="geheim"))
    assert "De brief is gereed." in Parser(engine=engine).parse(_locked(user="")).text


@both
@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.4 en verder niets", b"%PDF-1.5\n%%EOF", b"%PDF-" + bytes(range(256)) * 8]
)
def test_damaged(engine: Engine, content: bytes) -> None:
    with pytest.raises(Damaged):
        Parser(engine=engine).parse(content)


@both
def test_no_pages(engine: Engine) -> None:
    with pytest.raises(Damaged, match="no pages"):
        Parser(engine=engine).parse(byhand(b"", pages=0))


@both
def test_limits(engine: Engine) -> None:
    content = byhand(b"BT /F1 10 Tf 72 700 Td (De brief is gereed) Tj ET", pages=3)
    for limits in (Limits(pages=2), Limits(characters=20), Limits(bytes=100)):
        with pytest.raises(TooLarge):
            Parser(engine=engine, limits=limits).parse(content)
    assert Parser(engine=engine, limits=Limits(pages=3, characters=100)).parse(content).source.pages == 3


def _within(depth: int, times: int) -> bytes:
    """Forms within forms, each drawn several times in the one around it."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>/XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * times, entries % (6 + n)) for n in range(depth)]
    return byhand(b"/X Do", objects=(*forms, stream(b"BT /F1 9 Tf 72 700 Td (a) Tj ET", entries % 5)))


BOMBS = {
    "blanks": lambda: byhand(b" " * 50_000_000),
    "text": lambda: byhand(b"BT /F1 9 Tf 72 700 Td " + b"(abc) Tj " * 800_000 + b"ET"),
    "rectangles": lambda: byhand(b"1 1 5 5 re f " * 400_000),
    "saved states": lambda: byhand(b"q " * 3_000_000),
    "forms within forms": lambda: _within(8, 10),
    "arrays": lambda: byhand(b"[" * 100_000 + b"]" * 100_000 + b" TJ"),
    "a tree of pages that goes round": lambda: byhand(b"", pages=1).replace(
        b"/Kids[5 0 R]/Count 1", b"/Kids[2 0 R]/Count 99"
    ),
    "a form that draws itself": lambda: byhand(
        b"/X Do",
        objects=(
            stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),
        ),
    ),
}


@both
@pytest.mark.parametrize("kind", BOMBS)
def test_bombs(engine: Engine, kind: str) -> None:
    content = BOMBS[kind]()
    before = time.process_time()
    with pytest.raises(NotaparseError):
        Parser(engine=engine).parse(content)
    assert time.process_time() - before < 10


def test_forms_that_stay_within_bounds_are_read() -> None:
    assert "a" in parse(_within(3, 10)).text
    with pytest.raises(TooLarge, match="forms"):
        bombs.check(_within(6, 10))


def test_streams_unfold_through_all_their_filters() -> None:
    import base64
    import zlib

    inner = zlib.compress(zlib.compress(b" " * 30_000_000, 9), 9)
    for data, filters in (
        (inner, b"[/FlateDecode/FlateDecode]"),
        (base64.a85encode(zlib.compress(b" " * 30_000_000, 9)) + b"~>", b"[/ASCII85Decode/FlateDecode]"),
        (bytes([129, 65]) * 40_000, b"/RunLengthDecode"),
    ):
        with pytest.raises(TooLarge, match="unfolds"):
            bombs.check(
                b"%%PDF-1.5\n1 0 obj\n<</Filter%s/Length %d>>\nstream\n%s\nendstream" % (filters, len(data), data)
            )


def test_a_bomb_under_encryption_is_found() -> None:
    sheets = Sheets(encrypt=StandardEncryption("", ownerPassword="eigenaar", strength=128))
    sheets.canvas.setPageCompression(1)
    sheets.canvas.addLiteral(" q" + " " * 6_000_000 + "Q")
    sheets.text(72, 100, "De brief is gereed.")
    content = sheets.content()
    assert len(content) < 1_000_000
    with pytest.raises(TooLarge, match="unfolds"):
        parse(content)


# ---- both engines -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [*FIXTURES, *REAL], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_engines_give_the_same(path: Path) -> None:
    content = path.read_bytes()
    fast, reference = (_outcome(Parser(engine=engine), content) for engine in ENGINES)
    if not isinstance(fast, Note) or not isinstance(reference, Note):
        assert type(fast) is type(reference)
        return
    for ours, theirs in zip(fast.lines, reference.lines, strict=True):
        assert ours.bbox == pytest.approx(theirs.bbox, abs=1)
    bare = {"lines": (), "redactions": ()}
    assert fast.model_copy(update=bare) == reference.model_copy(update=bare)
    for hidden, other in zip(fast.redactions, reference.redactions, strict=True):
        assert hidden.bbox == pytest.approx(other.bbox, abs=2)  # one counts the border in, the other half of it
        assert hidden.model_copy(update={"bbox": None}) == other.model_copy(update={"bbox": None})


def _outcome(parser: Parser, content: bytes) -> Note | NotaparseError:
    try:
        return parser.parse(content)
    except NotaparseError as error:
        return error


@pytest.mark.skipif(not REAL, reason="real notes are not at hand")
def test_a_scanned_nota_has_no_text_layer() -> None:
    with pytest.raises(NoTextLayer):
        parse(SHARED / "real" / "blg-1007826.pdf")


# ---- damage -----------------------------------------------------------------------------------------------------------
def _mutations(count: int) -> list[bytes]:
    """The fixtures with bytes flipped, ends cut off, pieces cut out, objects swapped, numbers changed."""
    chance = random.Random(20240229)
    contents = [path.read_bytes() for path in FIXTURES]
    return [_mutated(chance.choice(contents), chance) for _ in range(count)]


def _mutated(content: bytes, chance: random.Random) -> bytes:
    match chance.randrange(5):
        case 0:
            flipped = bytearray(content)
            for _ in range(chance.randint(1, 30)):
                flipped[chance.randrange(len(flipped))] = chance.randrange(256)
            return bytes(flipped)
        case 1:
            return content[: chance.randrange(len(content))]
        case 2:
            start = chance.randrange(len(content))
            return content[:start] + content[start + chance.randint(1, 2000) :]
        case 3:
            places = [match.start() for match in re.finditer(rb"\d+ 0 obj", content)]
            if len(places) < 4:
                return content[::-1]
            one, two = sorted(chance.sample(range(len(places) - 1), 2))
            (a, b), (c, d) = places[one : one + 2], places[two : two + 2]
            return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]
    numbers = list(re.finditer(rb"\d+", content))
    for match in sorted(chance.sample(numbers, min(6, len(numbers))), key=lambda match: -match.start()):
        number = str(chance.choice([0, -1, 1, 7, 2**31, 99999, chance.randrange(400)])).encode()
        content = content[: match.start()] + number + content[match.end() :]
    return content


def _survives(contents: list[bytes], parser: Parser) -> None:
    for content in contents:
        before = time.process_time()
        note = _outcome(parser, content)
        assert time.process_time() - before < 10
        if isinstance(note, Note):
            assert Note.model_validate_json(note.model_dump_json()) == note


@both
def test_damage_gives_a_note_or_an_error(engine: Engine) -> None:
    _survives(_mutations(60), Parser(engine=engine))


@pytest.mark.slow
@both
def test_much_damage_gives_a_note_or_an_error(engine: Engine) -> None:
    _survives(_mutations(500), Parser(engine=engine))


def test_memory_stays_flat() -> None:
    """Documents and pages are closed: PDFium's objects don't pile up."""
    import resource

    content = FIXTURES[0].read_bytes() if FIXTURES else byhand(b"BT /F1 10 Tf 72 700 Td (De brief) Tj ET")
    limits = Limits()

    def read(times: int) -> int:
        for _ in range(times):
            _outcome_pages(content, limits)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    read(20)
    before = read(20)
    assert read(200) < before * 1.05 + 5_000


def _outcome_pages(content: bytes, limits: Limits) -> tuple[PdfPage, ...]:
    try:
        return pdf.pages(content, name=None, engine="pypdfium2", limits=limits).pages
    except NotaparseError:
        return ()


def test_content_is_told_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    path.write_bytes(io.BytesIO(byhand(b"BT /F1 10 Tf 72 700 Td (De brief is gereed) Tj ET")).getvalue())
    note = parse(path)
    assert (note.source.media_type, note.source.pages, note.source.name) == ("application/pdf", 1, "nota.txt")
