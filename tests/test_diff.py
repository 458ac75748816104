"""Gains and losses between two vocabularies."""

import json
from pathlib import Path

import pytest

from notaparse.cli import main
from notaparse.parser import Parser
from notaparse.testing.diff import as_json, as_text, compare, corpus, rows, summary
from notaparse.vocabulary import compile_data, default, load

BASE = "Aanleiding\nDe brief over de dijk van 3 mei 2031.\n\nKernpunten\n• Het plan is klaar.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notas" / "deep").mkdir(parents=True)
    (tmp_path / "notas" / "a.txt").write_text(BASE + "\nToets duurzaamheid\nPositief.\n", encoding="utf-8")
    (tmp_path / "notas" / "deep" / "b.txt").write_text(BASE, encoding="utf-8")
    (tmp_path / "notas" / "c.bin").write_bytes(b"\x00\x01")
    (tmp_path / "mine.toml").write_text(
        '[[section]]\nid = "duurzaamheidstoets"\ntitles = ["Toets duurzaamheid"]\nexamples = ["Toets duurzaamheid"]\n',
        encoding="utf-8",
    )
    return tmp_path


def test_equal_notes_have_no_differences() -> None:
    note = Parser().parse_text(BASE)
    assert compare(note, note) == ()
    assert summary([]) == "no differences\n"


def test_what_appears_vanishes_and_changes_is_told_apart() -> None:
    parse = Parser().parse_text
    old, new = (
        parse(BASE),
        parse(BASE.replace("• Het plan is klaar.", "• Het plan is rond.").replace("Kernpunten", "Kern")),
    )
    found = {(each.sign, each.part, each.text) for each in compare(old, new, document="x")}
    assert ("-", "block", "Het plan is klaar.") in found
    assert ("+", "block", "Het plan is rond.") in found
    assert {("-", "section", "Kernpunten"), ("+", "section", "Kern")} <= found


def test_a_corpus_is_compared_document_by_document(folder: Path) -> None:
    mine = default() | load(folder / "mine.toml")
    found = list(corpus(Parser(), default(), mine, folder / "notas"))
    assert {each.document for each in found} == {"a.txt"}
    assert any(each.sign == "+" and "duurzaamheidstoets" in each.what for each in found)
    assert as_text(found).startswith("a.txt\n")
    assert {row["sign"] for row in json.loads(as_json(found))} == {each.sign for each in found}


def test_a_vocabulary_is_named_built_in_or_by_file(folder: Path) -> None:
    assert rows("built-in") is default()
    assert "duurzaamheidstoets" in rows(str(folder / "mine.toml")).section
    compiled = folder / "v.json"
    compiled.write_bytes(compile_data())
    assert set(rows(str(compiled)).section) == set(default().section)


def test_the_command_prints_gains_and_losses(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["notaparse", "rules", "diff", "built-in", str(folder / "mine.toml"), "--on", str(folder / "notas")]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert b"duurzaamheidstoets" in capfdbinary.readouterr().out
