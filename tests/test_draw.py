"""The drawn fixtures: what is committed is what the script draws, byte for byte the same every time."""

import draw
import pytest
from truth import FIXTURES, truth

import notaparse
from notaparse.testing.draw_pdf import LOOKS, Release, pdf_of
from notaparse.testing.pdf_setting import Hidden


def test_every_pdf_fixture_is_drawn() -> None:
    assert set(draw.DRAWN) == {path.parent.name for path in FIXTURES.glob("*/source.pdf")}


@pytest.mark.parametrize("name", draw.DRAWN)
def test_drawing_is_deterministic(name: str) -> None:
    assert draw.DRAWN[name]() == draw.DRAWN[name]()


@pytest.mark.parametrize("name", [name for name in draw.DRAWN if truth(FIXTURES / name).error is None])
def test_committed_is_what_is_drawn(name: str) -> None:
    """Compared by what is read, for another zlib may pack the same page otherwise."""
    committed = notaparse.parse(FIXTURES / name / "source.pdf")
    drawn = notaparse.parse(draw.DRAWN[name]())
    assert (drawn.text, drawn.lines) == (committed.text, committed.lines)


@pytest.mark.parametrize("look", LOOKS)
def test_hidden_words_are_in_the_file_but_not_in_the_note(look: str) -> None:
    """Without the words below the box the test of redactions would test nothing."""
    import pypdfium2

    note = draw.said("ocw-kleine-musea")
    page = LOOKS[look]._replace(even=True)
    bare = pdf_of(note, page)
    boxed = pdf_of(note, page, release=Release(hidden=(Hidden("Het lid Vermeer", "Zonneveld"),)))
    with pypdfium2.PdfDocument(boxed) as opened:
        assert "Zonneveld" in opened[0].get_textpage().get_text_range()
    assert "Zonneveld" not in notaparse.parse(boxed).model_dump_json()
    assert notaparse.parse(boxed).sections == notaparse.parse(bare).sections
