"""Vocabulary: every row proves itself; the compiled file is that of the rows; bad rows are named; a user's rows count."""

from __future__ import annotations

import dataclasses
from importlib import resources
from pathlib import Path

import pytest
import regex

from notaparse import Parser, VocabularyError, default, load
from notaparse.testing.rules.proof import prove
from notaparse.vocabulary import TABLES, ColumnsRow, ValueRow, VocabularyRow, compile_data, empty, load_compiled, loads

PROVEN_ELSEWHERE = {"name", "word", "law"}
"""Tables whose rows are proven beside the finders that use them: test_names, test_dates, test_references."""

ROWS = {f"{table}:{row.id}": (table, row) for table, row in default().rows() if table not in PROVEN_ELSEWHERE}

GOOD = '[[section]]\nid = "toets"\ntitles = ["Toets"]\nexamples = ["Toets"]\n'


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


# -- every row proves itself ------------------------------------------------------------------------------------------
def _of_table(*tables: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", [rule for rule, (table, _) in ROWS.items() if table in tables])


@_of_table("section", "label", "status", "marker", "furniture", "filler", "ministry")
def test_row_proves_itself(rule: str, parser: Parser) -> None:
    table, row = ROWS[rule]
    for line in row.examples:
        assert prove(parser, table, row, line, counter=False) is None, f"example {line!r}"
    for line in row.counter_examples:
        assert prove(parser, table, row, line, counter=True) is None, f"counter-example {line!r}"


@_of_table("value")
def test_value_proves_itself(rule: str) -> None:
    row = ROWS[rule][1]
    assert isinstance(row, ValueRow)
    pattern = regex.compile(row.pattern)
    for line in row.examples:
        assert pattern.fullmatch(line), f"example {line!r}"
    for line in row.counter_examples:
        assert not pattern.fullmatch(line), f"counter-example {line!r}"


@_of_table("columns")
def test_columns_prove_themselves(rule: str, parser: Parser) -> None:
    row = ROWS[rule][1]
    assert isinstance(row, ColumnsRow)
    for line in row.examples:
        assert line.split() == [word for head in row.columns for word in head.split()]
        note = parser.parse_text(f"Aanleiding\nDe molens staan stil.\n\nBijlagen\n{line}\n1 Plan Ja\n")
        assert [section.kind for section in note.walk()] == ["aanleiding", "bijlagen"], "its heads are no headings"


def test_every_table_has_its_proof() -> None:
    tested = {"section", "label", "status", "marker", "furniture", "filler", "ministry", "value", "columns"}
    assert tested | PROVEN_ELSEWHERE == set(TABLES)
    assert {table for table, _ in default().rows()} == set(TABLES)


# -- the compiled file ------------------------------------------------------------------------------------------------
def test_compiled_file_is_that_of_the_rows() -> None:
    assert resources.files("notaparse").joinpath("data/vocabulary.json").read_bytes() == compile_data()


def test_whole_vocabulary_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "compiled.json"
    path.write_bytes(compile_data())
    assert list(load_compiled(path).rows()) == list(default().rows())


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"section": [{}]}', b'{"section": 3}', b"\xff"])
def test_compiled_file_that_is_something_else(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "compiled.json"
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"compiled\.json: is no compiled vocabulary"):
        load_compiled(path)


# -- bad rows ---------------------------------------------------------------------------------------------------------
BAD = {
    "not TOML": ("[[section]\n", None, "is not TOML"),
    "unknown table": (GOOD.replace("section", "sectoin"), None, "unknown table [[sectoin]]"),
    "table that is no array": (GOOD.replace("[[section]]", "[section]"), None, "must be an array of tables"),
    "value where a table is due": ("section = 3\n", None, "must be an array of tables"),
    "row that is no table": ("section = [3]\n", "section[1]", "dictionary"),
    "missing field": (GOOD.replace('titles = ["Toets"]\n', ""), "section[1] (toets)", "titles: Field required"),
    "misspelt field": (GOOD.replace("titles", "titels"), "section[1] (toets)", "tit"),
    "field too many": (GOOD + 'colour = "red"\n', "section[1] (toets)", "colour: Extra inputs are not permitted"),
    "missing id": (GOOD.replace('id = "toets"\n', ""), "section[1]", "id: Field required"),
    "empty id": (GOOD.replace('id = "toets"', 'id = ""'), "section[1] ()", "id: "),
    "wrong type": (GOOD.replace('["Toets"]\nex', '"Toets"\nex'), "section[1] (toets)", "titles: "),
    "wrong type in a list": (GOOD.replace('titles = ["Toets"]', "titles = [3]"), "section[1] (toets)", "titles.0: "),
    "no example": (GOOD.replace('examples = ["Toets"]', "examples = []"), "section[1] (toets)", "examples: "),
    "second row": (GOOD + GOOD.replace('"toets"', '"ander"').replace("titles", "titels"), "section[2] (ander)", "tit"),
    "id twice": (GOOD + GOOD, "section[2] (toets)", "id 'toets' is given twice"),
    "furniture pattern": (
        "[[furniture]]\nid = \"stempel\"\npattern = '(Ontvangen'\nexamples = ['Ontvangen']\n",
        "furniture[1] (stempel)",
        "pattern: ",
    ),
    "value pattern": (
        "[[value]]\nid = \"zaak\"\npattern = '[a-'\nexamples = ['a']\n",
        "value[1] (zaak)",
        "pattern: ",
    ),
    "marker of both kinds": (
        '[[marker]]\nid = "hand"\nglyphs = ["☞"]\nnumbering = "1."\nlevel = 1\nexamples = ["☞ Punt"]\n',
        "marker[1] (hand)",
        "give either glyphs or numbering",
    ),
    "marker without level": (
        '[[marker]]\nid = "hand"\nglyphs = ["☞"]\nexamples = ["☞ Punt"]\n',
        "marker[1] (hand)",
        "level: Field required",
    ),
    "name with a wrong form": (
        '[[name]]\nid = "raad"\nkind = "meeting"\nname = "Bosraad"\nforms = [3]\nexamples = ["De [Bosraad]."]\n',
        "name[1] (raad)",
        "forms.0: ",
    ),
    "name with a misspelt field in a form": (
        '[[name]]\nid = "raad"\nkind = "meeting"\nname = "Bosraad"\nforms = [{txt = "BR"}]\nexamples = ["De [Bosraad]."]\n',
        "name[1] (raad)",
        "forms.0.text: Field required",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_row_is_named(case: str, tmp_path: Path) -> None:
    content, row, reason = BAD[case]
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load(path)
    assert caught.value.source == str(path)
    assert caught.value.row == row
    assert reason in caught.value.message
    assert str(caught.value).startswith(f"{path}:")
    assert row is None or row in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(GOOD.replace("Toets", "Financiën").encode("cp1252"))
    with pytest.raises(VocabularyError, match=r"mine\.toml: is not UTF-8: byte \d+"):
        load(path)


def test_bom_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(GOOD.encode("utf-8-sig"))
    assert list(load(path).section) == ["toets"]


@pytest.mark.parametrize("name", [".", "missing.toml"])
def test_unreadable_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="can't be read") as caught:
        load(tmp_path / name)
    assert caught.value.source == str(tmp_path / name)


# -- rows laid over rows ----------------------------------------------------------------------------------------------
def test_same_id_replaces_and_another_is_added() -> None:
    mine = loads(
        b'[[section]]\nid = "kernpunten"\ntitles = ["Hoofdzaken"]\nexamples = ["Hoofdzaken"]\n' + GOOD.encode()
    )
    both = default() | mine
    assert both.section["kernpunten"].titles == ("Hoofdzaken",)
    assert both.section["toets"] == mine.section["toets"]
    assert len(both.section) == len(default().section) + 1
    assert list(both.section)[: len(default().section)] == list(default().section), "a row keeps its place"
    assert both.label == default().label
    assert default().section["kernpunten"].titles[0] == "Kernpunten", "ours is as it was"


def test_nothing_laid_over_changes_nothing() -> None:
    assert list((default() | empty()).rows()) == list(default().rows())
    assert list(loads(b"").rows()) == []


def test_rows_are_frozen() -> None:
    row: VocabularyRow = default().section["kernpunten"]
    with pytest.raises(ValueError, match="frozen"):
        row.id = "ander"  # type: ignore[misc]  # that is the point
    with pytest.raises(dataclasses.FrozenInstanceError):
        default().section = {}  # type: ignore[misc]  # that is the point


def test_users_kind_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[section]]\nid = "molentoets"\ntitles = ["Gevolgen voor molens"]\nexamples = ["Gevolgen voor molens"]\n'
        '[[marker]]\nid = "hand"\nglyphs = ["☞"]\nlevel = 1\nexamples = ["☞ Eerste punt"]\n'
        '[[label]]\nid = "molenaar"\nlabels = ["Molenaar"]\nexamples = ["Molenaar: J. Wiek"]\n'
        "[[furniture]]\nid = \"stempel\"\npattern = 'Gezien door de molenwacht'\nexamples = ['Gezien door de molenwacht']\n",
        encoding="utf-8",
    )
    text = (
        "Molenaar: J. Wiek\n\nAanleiding\nDe molens staan stil sinds de\nGezien door de molenwacht\nstorm van maandag.\n\n"
        "Gevolgen voor molens\n☞ De wieken draaien weer in mei.\n☞ De kap is nieuw.\n"
    )
    note = Parser(vocabulary=default() | load(path)).parse_text(text)
    section = note.section("molentoets")
    assert section is not None
    assert section.rule is not None
    assert "molentoets" in section.rule
    block = section.blocks[0]
    assert block.type == "list"
    assert [item.marker for item in block.items] == ["☞", "☞"]
    assert [(entry.key, [value.text for value in entry.values]) for entry in note.head] == [("molenaar", ["J. Wiek"])]
    assert [span.text for span in note.furniture] == ["Gezien door de molenwacht"]
    assert Parser().parse_text(text).section("molentoets") is None
