"""Rows prove themselves; a bad row names itself; a user's rows lie over ours."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notaparse import Parser, default, load
from notaparse.errors import VocabularyError
from notaparse.printed import Row
from notaparse.structure.headings import heading_at
from notaparse.structure.headlines import tokens_of
from notaparse.structure.lexicon import Lexicon, lexicon
from notaparse.structure.markers import family_of
from notaparse.structure.metadata import ministry_of
from notaparse.structure.rows import with_marker
from notaparse.structure.tables import heads
from notaparse.vocabulary import (
    ColumnsRow,
    LabelRow,
    MarkerRow,
    MinistryRow,
    Vocabulary,
    VocabularyRow,
    compile_data,
    empty,
    loads,
)

OURS = lexicon(default())


# ---- what it means that a row knows a line ---------------------------------------------------------------------------
def heads_section(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    found = heading_at(None, with_marker(Row(line), words), None, words)
    return found is not None and found.kind == row.id


def opens_with_label(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    assert isinstance(row, LabelRow)
    label = tokens_of(((Row(line),),), words)[0].label
    return label is not None and label.row == row.id


def says_status(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    return row.id in {token.status for token in tokens_of(((Row(line),),), words)}


def opens_with_marker(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    assert isinstance(row, MarkerRow)
    marker = with_marker(Row(line), words).marker
    return marker is not None and (marker in row.glyphs or family_of(marker) == (row.numbering or "").replace(" ", ""))


def is_furniture(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    del words
    return lexicon(empty() | only(row, "furniture")).furniture(line)


def is_filler(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    del row
    return words.filler(line)


def is_ministry(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    assert isinstance(row, MinistryRow)
    found = ministry_of(line, words)
    return (found.name, found.id) == (row.name, row.uri)


def looks_like_value(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    return row.id in words.value(line)


def has_columns(row: VocabularyRow, line: str, words: Lexicon) -> bool:
    del words
    assert isinstance(row, ColumnsRow)
    return len(heads(Row(line), row.columns) or ()) == len(row.columns)


KNOWS: dict[str, Callable[[VocabularyRow, str, Lexicon], bool]] = {
    "section": heads_section,
    "label": opens_with_label,
    "status": says_status,
    "marker": opens_with_marker,
    "furniture": is_furniture,
    "filler": is_filler,
    "ministry": is_ministry,
    "value": looks_like_value,
    "columns": has_columns,
}
"""Tables whose rows are tested here; dates, names and laws have tests of their own."""


def only(row: VocabularyRow, table: str) -> Vocabulary:
    return dataclasses.replace(empty(), **{table: {row.id: row}})  # type: ignore[arg-type]  # the name says the type


def rows() -> Iterator[tuple[str, VocabularyRow]]:
    return ((table, row) for table, row in default().rows() if table in KNOWS)


@pytest.mark.parametrize(
    ("table", "row", "line"),
    [pytest.param(table, row, line, id=f"{table}-{row.id}-{line}") for table, row in rows() for line in row.examples],
)
def test_a_row_knows_its_examples(table: str, row: VocabularyRow, line: str) -> None:
    assert KNOWS[table](row, line, OURS)


@pytest.mark.parametrize(
    ("table", "row", "line"),
    [
        pytest.param(table, row, line, id=f"{table}-{row.id}-{line}")
        for table, row in rows()
        for line in row.counter_examples
    ],
)
def test_a_row_leaves_its_counter_examples(table: str, row: VocabularyRow, line: str) -> None:
    assert not KNOWS[table](row, line, OURS)


def test_every_title_is_read_as_its_kind() -> None:
    for row in default().section.values():
        for title in row.titles:
            assert heads_section(row, title, OURS), title
            assert heads_section(row, f"4.2. {title}", OURS), title
            assert heads_section(row, title.upper(), OURS), title


def test_no_title_has_two_kinds() -> None:
    titles = [title.casefold() for row in default().section.values() for title in row.titles]
    assert len(titles) == len(set(titles))


def test_parents_are_kinds() -> None:
    kinds = set(default().section)
    assert {row.parent for row in default().section.values() if row.parent} <= kinds


def test_all_kinds_of_the_contract_are_there() -> None:
    assert set(default().section) >= {
        "aanleiding",
        "geadviseerd_besluit",
        "kernpunten",
        "toelichting",
        "politieke_context",
        "krachtenveld",
        "financiele_overwegingen",
        "juridische_overwegingen",
        "financiele_juridische_overwegingen",
        "strategie",
        "uitvoering",
        "communicatie",
        "afstemming",
        "ontwikkelingen",
        "niet_openbaar",
        "motivering",
        "bijlagen",
        "leeswijzer",
        "samenvatting",
        "draagvlak_politiek",
        "draagvlak_maatschappelijk",
        "financiele_personele_gevolgen",
        "juridische_aspecten",
        "administratieve_lasten",
        "toezeggingen",
        "fraudetoets",
        "risicos",
        "planning",
        "alternatieven",
        "argumenten",
        "politiek_bestuurlijke_context",
    }


def test_the_compiled_rows_are_those_of_the_toml_files() -> None:
    compiled = Path(str(Path(load.__code__.co_filename).parent / "data" / "vocabulary.json")).read_bytes()
    assert compiled == compile_data(), "run python -m notaparse.vocabulary"


# ---- a bad row names itself ------------------------------------------------------------------------------------------
GOOD = """[[section]]
id = "proef"
titles = ["Proefopzet"]
examples = ["Proefopzet"]
"""


@pytest.mark.parametrize(
    ("text", "row", "reason"),
    [
        ("[[section", None, "not TOML"),
        ("[[sectie]]\nid = 'a'", None, "unknown table [[sectie]]"),
        ("[section]\nid = 'a'", None, "array of tables"),
        ("[[section]]\nid = 'a'\ntitles = ['A']", "section[1] (a)", "examples"),
        ("[[section]]\nid = 'a'\ntitles = ['A']\nexamples = []", "section[1] (a)", "examples"),
        ("[[section]]\ntitles = ['A']\nexamples = ['A']", "section[1]", "id"),
        (GOOD + "title = ['B']", "section[1] (proef)", "title"),
        (
            GOOD.replace("['Proef", "'Proef").replace('["Proefopzet"]', '"Proefopzet"', 1),
            "section[1] (proef)",
            "titles",
        ),
        (GOOD + GOOD, "section[2] (proef)", "given twice"),
        (GOOD + "run_in = 'soms'", "section[1] (proef)", "run_in"),
        ("[[furniture]]\nid = 'x'\npattern = '(a'\nexamples = ['a']", "furniture[1] (x)", "pattern"),
        ("[[value]]\nid = 'x'\npattern = '[a'\nexamples = ['a']", "value[1] (x)", "pattern"),
        ("[[marker]]\nid = 'x'\nlevel = 1\nexamples = ['a']", "marker[1] (x)", "glyphs or numbering"),
        ("[[marker]]\nid = 'x'\nlevel = 0\nglyphs = ['+']\nexamples = ['+ a']", "marker[1] (x)", "level"),
        ("section = ['a']", "section[1]", ""),
    ],
)
def test_a_bad_row_names_file_row_and_reason(tmp_path: Path, text: str, row: str | None, reason: str) -> None:
    path = tmp_path / "mijn.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as raised:
        load(path)
    assert str(path) in str(raised.value)
    assert raised.value.row == row
    assert reason in str(raised.value)


def test_bytes_that_are_no_text_name_the_place(tmp_path: Path) -> None:
    path = tmp_path / "mijn.toml"
    path.write_bytes(b"a = '\xff'")
    with pytest.raises(VocabularyError, match="byte 5"):
        load(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="can't be read"):
        load(tmp_path / "weg.toml")


# ---- a user's rows ---------------------------------------------------------------------------------------------------
TEXT = "Aanleiding\nDe vraag is gesteld.\n\nProefopzet\nVijf gemeenten doen mee.\n"


def test_a_new_kind_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mijn.toml"
    path.write_text(GOOD, encoding="utf-8")
    note = Parser(vocabulary=default() | load(path)).parse_text(TEXT)
    section = note.section("proef")
    assert section is not None
    assert [block.type for block in section.blocks] == ["paragraph"]
    assert note.notices == ()


def test_without_it_the_heading_is_none_of_ours() -> None:
    assert Parser().parse_text(TEXT).section("proef") is None


def test_a_row_with_the_same_id_replaces_ours() -> None:
    mine = loads(b'[[section]]\nid = "kernpunten"\ntitles = ["Hoofdzaken"]\nexamples = ["Hoofdzaken"]')
    parser = Parser(vocabulary=default() | mine)
    note = parser.parse_text("Aanleiding\nDe vraag is gesteld.\n\nHoofdzaken\nHet plan is gereed.\n")
    assert [section.kind for section in note.sections] == ["aanleiding", "kernpunten"]
    assert lexicon(parser.vocabulary).title("Kernpunten") is None
    assert default().section["kernpunten"].titles != mine.section["kernpunten"].titles


def test_a_users_furniture_is_taken_out() -> None:
    mine = loads(b"[[furniture]]\nid = \"stempel\"\npattern = 'STEMPEL \\d+'\nexamples = ['STEMPEL 12']")
    note = Parser(vocabulary=default() | mine).parse_text("Aanleiding\nDe vraag is\nSTEMPEL 12\ngesteld.\n")
    assert [span.text for span in note.furniture] == ["STEMPEL 12"]


@pytest.mark.timeout(30)
def test_a_users_pattern_that_never_ends_is_given_up() -> None:
    mine = loads(b"[[furniture]]\nid = \"traag\"\npattern = '(a+)+b'\nexamples = ['ab']")
    note = Parser(vocabulary=default() | mine).parse_text("Aanleiding\n" + "a" * 60 + "\n")
    assert note.sections[0].kind == "aanleiding"


def test_laying_over_leaves_both_as_they_were() -> None:
    ours, mine = default(), loads(GOOD.encode())
    both = ours | mine
    assert "proef" in both.section
    assert "proef" not in ours.section
    assert list(mine.section) == ["proef"]
