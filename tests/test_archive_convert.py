"""Converting an archive: what is written, what a second run does, and what hostile documents cost."""

import ctypes
import dataclasses
import errno
import hashlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from notaparse._version import __version__
from notaparse.archive.convert import Options, convert_iter, parse_iter
from notaparse.archive.converted import Converted, write_jsonl
from notaparse.archive.ledger import _line as ledger_line
from notaparse.archive.ledger import record_of, row
from notaparse.archive.one import Record, Ref, parse_one
from notaparse.archive.sources import Sources
from notaparse.archive.store import Folder, store, write
from notaparse.archive.worker import Allowance
from notaparse.errors import Encrypted, NotaparseError, OutputInUse, TooLarge
from notaparse.model import SCHEMA_VERSION, Note, Source

QUICK = Allowance(processes=2, seconds=20, memory=400 * 1024**2)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def parse(content: bytes, /, *, name: str | None = None) -> Note | tuple[Note, ...]:
    """Stands in for the parser: does what the document says."""
    said = content.decode()
    if said.startswith("hang"):
        while True:
            pass
    if said.startswith("creep"):
        held = []
        while True:
            held.append(bytearray(4 * 1024**2))
            time.sleep(0.001)
    if said.startswith("abort"):
        os.abort()
    if said.startswith("segfault"):
        ctypes.string_at(0)
    if said.startswith("deep"):
        return parse(content, name=name)
    if said.startswith("bug"):
        raise KeyError("onverwacht")
    if said.startswith("encrypted"):
        raise Encrypted("a password is needed")
    notes = tuple(Note(text=text, source=Source(name=name, pages=1)) for text in said.split("|"))
    return notes if len(notes) > 1 else notes[0]


OPTIONS = Options(parse=parse, allowance=QUICK)


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def convert(source: Path, out: Path, **options: object) -> dict[str, Record]:
    records = {
        record.source: record
        for record in convert_iter(source, out, dataclasses.replace(OPTIONS, **options))  # type: ignore[arg-type]
    }
    assert [json.loads(line)["source"] for line in (out / "manifest.jsonl").read_text().splitlines()] == sorted(
        json.loads(line)["source"] for line in (out / "manifest.jsonl").read_text().splitlines()
    )
    return records


def files(out: Path) -> dict[str, bytes]:
    """All that a run leaves, but for the clock."""
    found = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".notaparse" not in path.parts
    }
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    found["manifest.jsonl"] = json.dumps([{**line, "seconds": 0} for line in lines]).encode()
    return found


# What is written


def test_the_tree_is_mirrored_and_the_manifest_lists_it(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"2024/a.txt": "een", "b.txt": "encrypted"})
    convert(source, tmp_path / "uit")
    note = Note.model_validate_json((tmp_path / "uit" / "2024" / "a.txt.json").read_bytes())
    assert note == parse(b"een", name="a.txt")
    first, second = map(json.loads, (tmp_path / "uit" / "manifest.jsonl").read_text().splitlines())
    assert first.pop("seconds") >= 0
    assert first == {
        "source": "2024/a.txt",
        "sha256": hashlib.sha256(b"een").hexdigest(),
        "status": "ok",
        "code": None,
        "message": None,
        "output": "2024/a.txt.json",
        "parts": [],
        "duplicate_of": None,
        "pages": 1,
        "notices": [],
        "notaparse": __version__,
        "schema_version": SCHEMA_VERSION,
    }
    assert (second["status"], second["code"], second["output"]) == ("failed", "encrypted", None)
    errors = [json.loads(line) for line in (tmp_path / "uit" / "errors.jsonl").read_text().splitlines()]
    assert [(error["source"], error["message"]) for error in errors] == [("b.txt", "a password is needed")]
    assert sorted(path.name for path in (tmp_path / "uit" / ".notaparse").iterdir()) == ["lock"]


def test_a_bundle_gives_a_file_for_each_of_its_notas(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"nota.txt": "een|twee|drie"})
    convert(source, tmp_path / "uit")
    line = json.loads((tmp_path / "uit" / "manifest.jsonl").read_text())
    assert line["output"] == "nota.txt#1.json"
    assert line["parts"] == ["nota.txt#1.json", "nota.txt#2.json", "nota.txt#3.json"]
    assert [found.note["text"] for found in Converted.at(tmp_path / "uit")] == ["een", "twee", "drie"]
    tree(source, {"nota.txt": "een|vier"})
    convert(source, tmp_path / "uit")
    assert set(files(tmp_path / "uit")) == {"nota.txt#1.json", "nota.txt#2.json", "manifest.jsonl", "errors.jsonl"}


def test_the_same_content_is_parsed_once_and_listed_twice(tmp_path: Path) -> None:
    source = tree(
        tmp_path / "in",
        {"a.txt": "zelfde", "b.txt": "zelfde", "c/d.txt": "zelfde", "e.txt": "encrypted", "f.txt": "encrypted"},
    )
    records = convert(source, tmp_path / "uit")
    assert [records[name].duplicate_of for name in ("a.txt", "b.txt", "c/d.txt", "e.txt", "f.txt")] == [
        None,
        "a.txt",
        "a.txt",
        None,
        "e.txt",
    ]
    assert records["c/d.txt"].outputs == ("a.txt.json",)
    assert records["f.txt"].code == "encrypted"
    assert [found.document for found in Converted.at(tmp_path / "uit")] == ["a.txt"]
    assert all(record.kept for record in convert(source, tmp_path / "uit").values())
    tree(source, {"a.txt": "anders"})
    records = convert(source, tmp_path / "uit")
    assert (records["b.txt"].duplicate_of, records["b.txt"].outputs) == (None, ("b.txt.json",))
    assert (records["c/d.txt"].duplicate_of, records["c/d.txt"].outputs) == ("b.txt", ("b.txt.json",))


def test_a_duplicate_of_what_has_changed_since_is_not_listed(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "zelfde", "b.txt": "zelfde"})
    convert(source, tmp_path / "uit")
    tree(source, {"a.txt": "anders"})
    (source / "b.txt").unlink()  # so that this run does not meet it
    convert(source, tmp_path / "uit")
    assert [record.source for record in Converted.at(tmp_path / "uit").records()] == ["a.txt"]


def test_all_notes_in_one_file(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b/c.txt": "twee|drie", "d.txt": "encrypted"})
    convert(source, tmp_path / "uit")
    assert write_jsonl(Converted.at(tmp_path / "uit"), tmp_path / "alles.jsonl") == 3
    lines = (tmp_path / "alles.jsonl").read_text().splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["a.txt", "b/c.txt#1", "b/c.txt#2"]
    assert [Note.model_validate_json(line).text for line in lines] == ["een", "twee", "drie"]


def test_a_note_is_what_parse_gives(tmp_path: Path) -> None:
    import notaparse

    source = tree(
        tmp_path / "in",
        {"nota.txt": "Nota\n\nAanleiding\nOp 3 mei 2024 is dit besproken.\n\nKernpunten\n- een\n- twee\n"},
    )
    convert(source, tmp_path / "uit", parse=None, to=("json", "xml"))
    note = notaparse.parse(source / "nota.txt")
    assert Note.model_validate_json((tmp_path / "uit" / "nota.txt.json").read_bytes()) == note
    assert notaparse.from_akn((tmp_path / "uit" / "nota.txt.xml").read_bytes()) == note


def test_without_output_the_records_hold_the_notes(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "encrypted"})
    records = {record.source: record for record in parse_iter(source, OPTIONS)}
    assert records["a.txt"].note == parse(b"een", name="a.txt")
    assert records["b.txt"].note is None
    assert isinstance(records["b.txt"].error, Encrypted)


# One document


def test_one_document_is_one_record(tmp_path: Path) -> None:
    path = tree(tmp_path, {"nota.txt": "een"}) / "nota.txt"
    record = parse_one(path, parse)
    assert (record.source, record.status, record.pages) == ("nota.txt", "ok", 1)
    assert record.note is not None
    assert record.durations.total > 0
    assert parse_one(Ref("map/x.txt", content=b"bug"), parse).code == "crash"
    assert parse_one(tmp_path / "weg.txt", parse).code == "unavailable"


def test_an_error_of_the_parser_says_where_it_came_from() -> None:
    error = parse_one(Ref("x.txt", content=b"bug"), parse).error
    assert error is not None
    assert error.message.startswith("KeyError: 'onverwacht' (test_archive_convert.py:")


@pytest.mark.parametrize(
    "error", [Encrypted("x"), Encrypted("half a \udcff"), TooLarge("x", position="page 2"), OutputInUse("x")]
)
def test_a_record_survives_the_manifest(error: NotaparseError) -> None:
    record = Record(source="a", status="failed", error=error, sha256="0")
    again = record_of(row(record))
    assert type(again.error) is type(error)
    assert row(again) == row(record)
    assert record_of(json.loads(ledger_line(row(record)))).error is not None


# What a second run does


def test_a_second_run_does_nothing_over(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "encrypted", "c.txt": "een|twee"})
    convert(source, tmp_path / "uit")
    before = files(tmp_path / "uit")
    assert all(record.kept for record in convert(source, tmp_path / "uit").values())
    assert files(tmp_path / "uit") == before


def test_what_is_new_changed_or_missing_is_done(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "twee", "c.txt": "drie", "d.txt": "vier"})
    convert(source, tmp_path / "uit")
    tree(source, {"a.txt": "anders", "b.txt": "encrypted", "e.txt": "nieuw"})
    (tmp_path / "uit" / "c.txt.json").unlink()
    records = convert(source, tmp_path / "uit")
    assert {name for name, record in records.items() if record.kept} == {"d.txt"}
    assert not (tmp_path / "uit" / "b.txt.json").exists()  # what it was made from is no more
    assert (tmp_path / "uit" / "c.txt.json").exists()


def test_another_form_is_made_of_what_is_there(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een"})
    convert(source, tmp_path / "uit")
    assert not convert(source, tmp_path / "uit", to=("json", "xml"))["a.txt"].kept
    assert (tmp_path / "uit" / "a.txt.xml").exists()


def test_failures_that_may_pass_are_tried_again_and_others_on_demand(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "encrypted", "c.txt": "bug"})

    def done_over(**options: object) -> set[str]:
        return {name for name, record in convert(source, tmp_path / "uit", **options).items() if not record.kept}

    assert done_over() == {"a.txt", "b.txt", "c.txt"}
    assert done_over() == {"c.txt"}
    assert done_over(retry_failed=True) == {"b.txt", "c.txt"}
    assert done_over(force=True) == {"a.txt", "b.txt", "c.txt"}


def test_what_another_schema_made_is_done_over(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een"})
    convert(source, tmp_path / "uit")
    manifest = tmp_path / "uit" / "manifest.jsonl"
    manifest.write_text(
        manifest.read_text().replace(f'"schema_version": "{SCHEMA_VERSION}"', '"schema_version": "0.9"')
    )
    assert not convert(source, tmp_path / "uit")["a.txt"].kept


def test_a_failure_of_another_version_is_tried_again(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "encrypted"})
    convert(source, tmp_path / "uit")
    manifest = tmp_path / "uit" / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace(f'"notaparse": "{__version__}"', '"notaparse": "0.0.1"'))
    assert not convert(source, tmp_path / "uit")["a.txt"].kept


def test_a_damaged_manifest_is_said_so(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een"})
    convert(source, tmp_path / "uit")
    (tmp_path / "uit" / "manifest.jsonl").write_text("onzin\n")
    with pytest.raises(NotaparseError, match="can't be read"):
        convert(source, tmp_path / "uit")


def test_two_runs_on_one_folder_the_second_refuses(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "twee"})
    running = convert_iter(source, tmp_path / "uit", OPTIONS)
    next(running)
    with pytest.raises(OutputInUse):
        next(convert_iter(source, tmp_path / "uit", OPTIONS))
    running.close()  # type: ignore[attr-defined]
    assert len(convert(source, tmp_path / "uit")) == 2


def test_a_run_that_is_left_is_gone_on_with(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {f"{number}.txt": f"{number}" for number in range(30)} | {"fout.txt": "bug"})
    running = convert_iter(source, tmp_path / "uit", OPTIONS)
    done = {record.source for record in itertools.islice(running, 12)}
    running.close()  # type: ignore[attr-defined]
    journal = tmp_path / "uit" / ".notaparse" / "journal.jsonl"
    with journal.open("ab") as file:
        file.write(b'{"source": "12.txt", "sha')  # as a crash of the machine may leave it
    records = convert(source, tmp_path / "uit")
    assert {name for name, record in records.items() if record.kept} >= done  # failures too: the run is the same
    convert(source, tmp_path / "ongestoord")
    assert files(tmp_path / "uit") == files(tmp_path / "ongestoord")


def test_a_run_that_is_asked_for_something_else_begins_anew(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {f"{number}.txt": f"{number}" for number in range(10)})
    running = convert_iter(source, tmp_path / "uit", dataclasses.replace(OPTIONS, force=True))
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert sum(record.kept for record in convert(source, tmp_path / "uit", force=True).values()) >= 1
    assert not any(record.kept for record in convert(source, tmp_path / "uit", force=True).values())


# What hostile documents cost


@POSIX
def test_every_hostile_document_costs_its_own_record(tmp_path: Path) -> None:
    hostile = {
        "hang": "timeout",
        "creep": "memory",
        "abort": "crash",
        "segfault": "crash",
        "deep": "crash",
        "bug": "crash",
        "encrypted": "encrypted",
    }
    good = {f"{number}.txt": f"goed {number}" for number in range(20)}
    source = tree(tmp_path / "in", good | {f"{what}.txt": what for what in hostile})
    allowance = dataclasses.replace(QUICK, seconds=3)
    records = convert(source, tmp_path / "uit", allowance=allowance)
    assert {name: record.code for name, record in records.items()} == dict.fromkeys(good) | {
        f"{what}.txt": code for what, code in hostile.items()
    }
    assert Counter(record.status for record in Converted.at(tmp_path / "uit").records()) == {"ok": 20, "failed": 7}


def test_a_full_disk_stops_the_run_and_an_impossible_name_costs_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "twee"})
    error = errno.ENOSPC

    def replace(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="No space left"):
        convert(source, tmp_path / "uit")
    monkeypatch.undo()
    (tmp_path / "uit" / "a.txt.json").mkdir(parents=True)  # so that no file can be called that
    (tmp_path / "uit" / "a.txt.json" / "x").touch()
    records = convert(source, tmp_path / "uit")
    assert {name: record.code for name, record in records.items()} == {"a.txt": "unsafe_source", "b.txt": None}


def test_files_appear_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store(tmp_path)
    assert isinstance(folder, Folder)
    write(folder, "map/a.json", b"oud")

    def no_sync(_: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "fsync", no_sync)
    with pytest.raises(OSError, match="I/O"):
        write(folder, "map/a.json", b"nieuw")
    assert folder.read("map/a.json") == b"oud"
    folder.sweep()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.json"]


def test_removing_an_output_removes_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    folder = store(tmp_path)
    write(folder, "a/b/c.json", b"")
    write(folder, "a/d.json", b"")
    folder.remove("a/b/c.json")
    folder.remove("weg.json")
    assert [path.name for path in tmp_path.rglob("*") if ".notaparse" not in path.parts] == [
        "a",
        "d.json",
    ]


# Killed


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from test_archive_convert import OPTIONS, convert_iter
if __name__ == "__main__":
    for record in convert_iter(sys.argv[1], sys.argv[2], OPTIONS):
        pass
"""


def killed_at_random(tmp_path: Path, source: Path, kills: int) -> None:
    """Kill runs at random moments, let the last one finish, and compare with a run that nobody disturbed."""
    script = tmp_path / "run.py"
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent)))
    began = time.monotonic()
    command = [sys.executable, str(script), str(source)]
    subprocess.run([*command, str(tmp_path / "ongestoord")], check=True)
    whole = time.monotonic() - began
    chance = random.Random(kills)
    for _ in range(kills):
        running = subprocess.Popen([*command, str(tmp_path / "uit")])
        time.sleep(chance.uniform(0.2, 0.9) * whole)
        running.send_signal(signal.SIGKILL)
        running.wait()
    subprocess.run([*command, str(tmp_path / "uit")], check=True)
    assert files(tmp_path / "uit") == files(tmp_path / "ongestoord")


@POSIX
def test_runs_killed_at_random_moments_end_like_one_undisturbed(tmp_path: Path) -> None:
    contents = {f"{number % 7}/{number}.txt": f"nota {number % 150}" for number in range(200)}
    killed_at_random(tmp_path, tree(tmp_path / "in", contents | {"x.txt": "abort", "y.txt": "een|twee"}), 3)


@POSIX
@pytest.mark.slow
def test_twenty_kills(tmp_path: Path) -> None:
    contents = {f"{number % 7}/{number}.txt": f"nota {number % 1500}" for number in range(2000)}
    killed_at_random(tmp_path, tree(tmp_path / "in", contents | {"x.txt": "abort", "y.txt": "een|twee"}), 20)


def test_sources_can_be_anything_that_gives_references(tmp_path: Path) -> None:
    documents = [Ref("a.txt", content=b"een"), Ref("b/c.txt", content=b"twee")]
    records = list(convert_iter(documents, tmp_path / "uit", OPTIONS))
    assert sorted(record.source for record in records) == ["a.txt", "b/c.txt"]
    assert list(Sources((str(tmp_path / "uit"),))) == []
