"""The command line: what goes where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from notaparse.model import Note

NOTA = (
    "Aan de Minister van Zee\n\nDatum\n3 mei 2031\n\nTER BESLISSING\n\nAanleiding\nDe brief gaat over het dijkplan.\n\n"
    "Kernpunten\n• Het plan is klaar.\n  o Met een begroting.\n\nIets heel anders\nDit staat er ook.\n"
)


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from notaparse.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | environment,
        timeout=60,
    )


@pytest.fixture
def nota(tmp_path: Path) -> Path:
    path = tmp_path / "nota.txt"
    path.write_text(NOTA, encoding="utf-8")
    return path


def test_a_document_goes_to_standard_output_as_json(nota: Path) -> None:
    done = run("parse", str(nota))
    assert done.returncode == 0
    note = Note.model_validate_json(done.stdout)
    assert note.source.name == "nota.txt"
    assert [section.kind for section in note.walk()][:2] == ["aanleiding", "kernpunten"]


def test_output_is_utf8_whatever_the_locale() -> None:
    done = run(
        "parse", "-", "--to", "text", stdin="Aanleiding\nDe Oekraïense\n".encode(), PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert done.returncode == 0
    assert "Oekraïense" in done.stdout.decode("utf-8")


def test_notices_go_to_standard_error_with_file_line_and_code(nota: Path) -> None:
    done = run("parse", str(nota))
    assert b"nota.txt:" in done.stderr
    assert json.loads(done.stdout)["notices"]
    assert run("parse", str(nota), "--quiet").stderr == b""


def test_out_writes_a_file_whole(nota: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "note.json"
    done = run("parse", str(nota), "-o", str(out))
    assert done.returncode == 0
    assert done.stdout == b""
    assert Note.model_validate_json(out.read_bytes()).text
    assert [path.name for path in out.parent.iterdir()] == ["note.json"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bytes(range(256)) * 20, b"not_a_document"),
        (b"%PDF-1.7 nothing", b"damaged"),
        (b"PK\x03\x04" + bytes(50), b"not_a_document"),
    ],
)
def test_what_cannot_be_read_gives_one_line_and_status_1(content: bytes, code: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.bin"
    path.write_bytes(content)
    done = run("parse", str(path))
    assert done.returncode == 1
    assert done.stdout == b""
    assert code in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_missing_file_gives_one_line_and_status_1(tmp_path: Path) -> None:
    done = run("parse", str(tmp_path / "absent.pdf"))
    assert done.returncode == 1
    assert b"absent.pdf: unreadable: No such file" in done.stderr


def test_wrong_usage_gives_status_2(nota: Path) -> None:
    assert run("parse").returncode == 2
    assert run("parse", str(nota), "--to", "docx").returncode == 2
    assert run("parse", str(nota), "--to", "png").returncode == 2
    assert run("frobnicate").returncode == 2


def test_a_bad_vocabulary_gives_status_2_and_names_file_and_row(nota: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[section]]\nid = "x"\ntitles = ["Iets heel anders"]\n', encoding="utf-8")
    done = run("parse", str(nota), "--vocabulary", str(mine))
    assert done.returncode == 2
    assert b"mine.toml" in done.stderr
    assert b"examples" in done.stderr
    mine.write_text(mine.read_text() + 'examples = ["Iets heel anders"]\n', encoding="utf-8")
    done = run("parse", str(nota), "--vocabulary", str(mine))
    assert done.returncode == 0
    assert Note.model_validate_json(done.stdout).section("x") is not None


def test_explain_names_the_rule_of_each_part(nota: Path) -> None:
    lines = run("parse", str(nota), "--explain").stdout.decode().splitlines()
    assert any("head date" in line and "[" in line for line in lines)
    assert any("section kernpunten" in line and "vocabulary" in line for line in lines)
    assert any("item level 2" in line for line in lines)
    assert not any("no rule recorded" in line for line in lines)


def test_the_tree_has_no_colours_where_no_terminal_is(nota: Path) -> None:
    tree = run("parse", str(nota), "--to", "tree").stdout.decode()
    assert "Kernpunten" in tree
    assert "o Met een begroting." in tree
    assert "\x1b[" not in tree


def test_schema_and_version() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Note"
    assert run("--version").stdout.startswith(b"notaparse ")
