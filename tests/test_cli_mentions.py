"""``notaparse mentions``, and the tables and pages that it writes."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import notaparse
from notaparse.cli import app
from notaparse.model import Mention
from notaparse.write import html, table

TEXT = "Op 9 december is de Top in Vilnius (Kamerstuk 36 410, nr. 9); <kosten> € 5 mln & meer.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path, given: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["mentions", *map(str, arguments)], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_lines_of_json_are_the_mentions(note: Path) -> None:
    status, out, _ = run(note, "--reference-date", "2023-10-01")
    assert status == 0
    mentions = tuple(Mention.model_validate_json(line) for line in out.splitlines())
    import datetime as dt

    assert mentions == notaparse.find_mentions(TEXT, dt.date(2023, 10, 1))
    assert all(TEXT[mention.start : mention.end] == mention.text for mention in mentions)
    assert json.loads(out.splitlines()[0])["value"] == "2023-12-09"


def test_columns_between_tabs(note: Path) -> None:
    status, out, _ = run(note, "--to", "tsv")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert status == 0
    assert list(rows[0]) == list(table.COLUMNS)
    assert [row["kind"] for row in rows] == ["date", "meeting", "place", "reference", "money"]
    assert rows[-1]["unit"] == "EUR"


def test_a_page_with_the_mentions_marked(note: Path) -> None:
    status, out, _ = run(note, "--to", "html")
    assert status == 0
    assert '<mark class="place" title="place · Vilnius' in out
    assert "&lt;kosten&gt;" in out
    assert _words(out.partition('<p class="text">')[2].partition("</p>")[0]) == TEXT


def test_standard_input_and_an_output_file(tmp_path: Path) -> None:
    status, out, _ = run("-", "-o", tmp_path / "out.jsonl", given=TEXT.encode())
    assert (status, out) == (0, "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 5


def test_explain_says_which_rule_and_what_lost(note: Path) -> None:
    status, out, _ = run(note, "--explain")
    assert status == 0
    assert "reference 'Kamerstuk 36 410, nr. 9' → kst-36410-9  [references:kamerstuk]" in out
    text = note.with_name("over.txt")
    text.write_text("Zie Kamerstukken II 2022/23, 34 338, nr. 5, over de NAVO DMM.", encoding="utf-8")
    assert re.search(r"organisation 'NAVO' → +lost in overlaps", run(text, "--explain")[1])


def test_rows_of_the_user(note: Path, tmp_path: Path) -> None:
    rows = tmp_path / "mine.toml"
    rows.write_text(
        '[[name]]\nid = "kosten"\nkind = "cost"\nname = "kosten"\nexamples = ["de [kosten]"]\n', encoding="utf-8"
    )
    assert '"id":"kosten"' in run(note, "--vocabulary", rows)[1]


def test_a_nota_as_pdf_is_read_as_parse_reads_it(tmp_path: Path) -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, "Aanleiding\nOp 3 mei 2024 is de DMM in Brussel.")
    path = tmp_path / "nota.pdf"
    pdf.output(str(path))
    status, out, _ = run(path)
    assert status == 0
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["3 mei 2024", "DMM", "Brussel"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["nowhere.txt"], 1),
        (["-", "--reference-date", "yesterday"], 2),
        (["-", "--to", "xml"], 2),
        (["-", "--vocabulary", "nowhere.toml"], 2),
        ([], 2),
    ],
)
def test_exit_status(arguments: list[str], status: int) -> None:
    assert run(*arguments, given=b"")[0] == status


def test_what_is_no_text_is_refused() -> None:
    status, out, err = run("-", given=b"PK\x03\x04" + bytes(200))
    assert (status, out) == (1, "")
    assert "<stdin>" in err


# The writers


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _words(markup: str) -> str:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert not reader.open
    return "".join(reader.words)


@given(
    st.text("ab<>&\"' ", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from(["date", "own & only"])), max_size=6),
)
def test_marking_keeps_every_character_and_closes_every_mark(text: str, spans: list[tuple[int, int, str]]) -> None:
    mentions = sorted(
        (
            Mention(kind=kind, start=start, end=min(start + size, len(text)), text=text[start : start + size])
            for start, size, kind in spans
            if start < len(text)
        ),
        key=lambda mention: mention.start,
    )
    assert _words(html.marked(text, 0, len(text), mentions)) == text


def test_one_mention_inside_another_is_marked_inside() -> None:
    mentions = [
        Mention(kind="meeting", start=0, end=14, text="Top in Vilnius"),
        Mention(kind="place", start=7, end=14, text="Vilnius"),
    ]
    assert html.marked("Top in Vilnius", 0, 14, mentions) == (
        '<mark class="meeting" title="meeting">Top in <mark class="place" title="place">Vilnius</mark></mark>'
    )


def test_a_note_as_a_page() -> None:
    note = notaparse.parse_text(
        "Nota\nDatum\n3 mei 2024\nAanleiding\nDe DMM is in Brussel.\nKernpunten\n• Eerste punt.\n• Tweede punt.\n"
    )
    page = html.page(note)
    assert page.startswith("<!DOCTYPE html>")
    assert '<section class="kernpunten">' in page
    assert '<li data-marker="•">• Eerste punt.' in page
    body = page.partition("<body>")[2].partition("</body>")[0]
    assert "".join(_words(body).split()).count("DMMisinBrussel.") == 1


def test_a_table_line_stays_a_line() -> None:
    mention = Mention(kind="date", start=0, end=9, text="3\tmei\n\r24")
    assert table.tsv([mention]).splitlines()[1].startswith("0\t9\tdate\t3 mei 24\t")
