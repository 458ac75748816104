"""Fixtures: parsed as a careful reader reads them, and as they were parsed before.

Two truths stand beside each ``source.*``. ``expected.yaml`` was written by hand: what disagrees with it is a mistake of
the parser (or of the reader, who must then say so). ``note.json`` is what the parser gave when somebody last looked:
what disagrees with it is a change, to be read and then taken with ``--update-golden``.
"""

import tomllib
from difflib import unified_diff
from pathlib import Path

import pytest
from truth import Said, folders, source, truth

import notaparse
from notaparse import Note
from notaparse.errors import NotaparseError
from notaparse.testing.diff import as_text, compare
from notaparse.testing.drawn import differences, seen

KINDS = ("date", "meeting", "mission", "reference")
"""Kinds of mentions that the reader has marked."""

all_fixtures = pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
readable = pytest.mark.parametrize(
    "folder", [folder for folder in folders() if truth(folder).error is None], ids=lambda folder: folder.name
)


@readable
def test_parsed_as_a_careful_reader_reads_it(folder: Path) -> None:
    note = notaparse.parse(source(folder))
    expected = truth(folder)
    assert "\n".join(differences(expected.note, seen(note))) == ""
    assert set(expected.notices) <= {notice.code for notice in note.notices}


@readable
def test_mentions_as_a_careful_reader_marks_them(folder: Path) -> None:
    marked = truth(folder).mentions
    wanted = [said for said in marked if not said.doubt]
    got = mentions(notaparse.parse(source(folder)), doubted={(said.kind, said.text) for said in marked if said.doubt})
    assert "\n".join(unified_diff(list(map(shown, wanted)), list(map(shown, got)), "reader", "parser", n=0)) == ""


@all_fixtures
def test_parsed_as_before(folder: Path, *, update_golden: bool) -> None:
    golden = folder / "note.json"
    if truth(folder).error is not None:
        assert not golden.exists()
        return
    note = notaparse.parse(source(folder))
    written = note.model_dump_json(indent=1) + "\n"
    if update_golden:
        golden.write_text(written, encoding="utf-8")
    before = golden.read_text(encoding="utf-8")
    assert before == written, changes(Note.model_validate_json(before), note)


def changes(before: Note, after: Note) -> str:
    """What a test says of a Note that is another than it was."""
    found = list(compare(before, after))
    told = as_text(found) if found else "same parts, at other places, by other rules or with other details"
    return f"a change: read it, then run with --update-golden\n{told}"


@pytest.mark.parametrize(
    "folder", [folder for folder in folders() if truth(folder).error is not None], ids=lambda folder: folder.name
)
def test_what_cannot_be_read_says_why(folder: Path) -> None:
    with pytest.raises(NotaparseError) as caught:
        notaparse.parse(source(folder))
    assert caught.value.code == truth(folder).error


def test_expected_results_are_not_rewritten_unless_asked(pytestconfig: pytest.Config, *, update_golden: bool) -> None:
    assert update_golden == ("--update-golden" in pytestconfig.invocation_params.args)


@all_fixtures
def test_origin_is_told(folder: Path) -> None:
    origin = tomllib.loads((folder / "origin.toml").read_text(encoding="utf-8"))
    assert set(origin) == {"made", "shape", "shows", "licence"}
    assert origin["licence"] == "Apache-2.0"
    assert origin["shows"]


def test_shapes_of_at_least_ten_ministries() -> None:
    shapes = {folder.name.partition("-")[0] for folder in folders() if (folder / "source.txt").exists()}
    assert len(shapes) >= 10


def mentions(note: Note, *, doubted: set[tuple[str, str]]) -> list[Said]:
    """The body's mentions, footnotes last, in the reader's words; without those that the reader leaves open."""
    body = min((section.start for section in note.sections), default=0)
    found = (
        Said(each.kind, each.text, each.value, each.mod, doubt=False) for each in note.mentions if each.start >= body
    )
    return [
        said
        for said in found
        if said.kind in KINDS
        and not any(said.kind == kind and (said.text in text or text in said.text) for kind, text in doubted)
    ]


def shown(said: Said) -> str:
    """A mention as one line. Of a date its value and what its own words say of it: begin, medio, eind, circa."""
    if said.kind != "date":
        return f"{said.kind} {said.text!r}"
    return f"date {said.text!r} = {said.value} {said.mod if said.mod in OWN else ''}".rstrip()


OWN = ("START", "MID", "END", "APPROX")
"""Modifiers that the reader marked; "uiterlijk" and "sinds" stand outside a date and were not."""
