"""``notaparse convert``, ``find`` and ``timeline``: what they print, and with which exit status they end."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notaparse.archive.one import Record, Ref
from notaparse.archive.progress import Bar, JsonLog, Lines, Tally
from notaparse.errors import Encrypted
from notaparse.model import Note

NOTA = "Aan Minister\nVan DGB\nDatum 3 mei 2024\nTER BESLISSING\nKamerbrief {}\n\nAanleiding\nOp 3 mei 2024 kwam de NAVO-top in Brussel bijeen (Kamerstuk 28 676, nr. 12).\n\nKernpunten\n- Het plan voor {} is klaar.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", "from notaparse.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "archief"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "wegen.txt").write_text(NOTA.format("wegen", "wegen"))
    (folder / "bruggen.txt").write_text(NOTA.format("bruggen", "bruggen"))
    return folder


def test_an_archive_is_converted_and_searched(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    done = run(
        "convert", source, "--out", out, "--to", "xml", "--jsonl", tmp_path / "alles.jsonl", "--parquet", tmp_path / "t"
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("2 documents, 2 ok, 0 failed in ")
    assert sorted(path.name for path in out.rglob("*.*") if path.suffix in {".json", ".xml"}) == [
        "bruggen.txt.json",
        "bruggen.txt.xml",
        "wegen.txt.json",
        "wegen.txt.xml",
    ]
    assert len((tmp_path / "alles.jsonl").read_text().splitlines()) == 2
    for folder in (out, tmp_path / "t"):
        done = run("find", folder, "--kind", "reference", "--from", "2024", "--until", "2024-05")
        assert done.returncode == 0
        assert [line.partition(": ")[0] for line in done.stdout.splitlines()] == [
            "2024/wegen.txt:1:aanleiding",
            "bruggen.txt:1:aanleiding",
        ]
        assert "(Kamerstuk 28 676, nr. 12)" in done.stdout
    hits = [json.loads(line) for line in run("find", out, "--text", "het plan", "--jsonl").stdout.splitlines()]
    assert [(hit["source"], hit["section"], hit["text"]) for hit in hits] == [
        ("2024/wegen.txt", "kernpunten", "Het plan"),
        ("bruggen.txt", "kernpunten", "Het plan"),
    ]
    assert run("timeline", out).returncode == 0


def test_a_document_that_failed_is_named_and_gives_1(source: Path, tmp_path: Path) -> None:
    (source / "leeg.pdf").write_bytes(b"%PDF-1.7\n")
    (source / "plaatje.png").write_bytes(b"")
    done = run("convert", source, "-o", tmp_path / "uit")
    assert done.returncode == 1
    first, summary, code = done.stderr.splitlines()
    assert first.startswith("leeg.pdf: damaged: ")
    assert summary.startswith("3 documents, 2 ok, 1 failed, 1 other files left out in ")
    assert code == "  damaged: 1"
    again = run("convert", source, "-o", tmp_path / "uit")
    assert again.returncode == 1
    assert "3 unchanged" in again.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "nergens", "--out", "uit"],
        ["convert", "."],
        ["convert", ".", "--out", "uit", "--to", "json,docx"],
        ["convert", ".", "--out", "uit", "--memory", "veel"],
        ["convert", ".", "--out", "uit", "--memory", "10M"],
        ["convert", ".", "--out", "uit", "--dask", "1", "--scheduler", "tcp://127.0.0.1:1"],
        ["find", ".", "--from", "gisteren"],
    ],
)
def test_wrong_usage_gives_2(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).returncode == 2
    assert not (tmp_path / "uit").exists()


def test_a_folder_without_a_manifest_gives_1(tmp_path: Path) -> None:
    done = run("find", tmp_path, "--text", "x")
    assert done.returncode == 1
    assert "run notaparse convert first" in done.stderr


def test_a_list_of_paths_comes_from_standard_input(source: Path, tmp_path: Path) -> None:
    done = run("convert", "-", "--out", tmp_path / "uit", "-q", stdin=os.fsencode(source / "bruggen.txt") + b"\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in (tmp_path / "uit").rglob("*.json")] == ["bruggen.txt.json"]


def test_events_for_machines(source: Path, tmp_path: Path) -> None:
    (source / "foto.jpg").touch()
    done = run("convert", source, "--out", tmp_path / "uit", "--log-json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {event["event"] for event in events} == {"started", "finished", "skipped", "end"}
    assert {event["source"] for event in events if event["event"] == "finished"} == {"2024/wegen.txt", "bruggen.txt"}
    end = events[-1]
    assert (end["whole"], end["documents"], end["failed"]) == (True, 2, {})


def test_rows_of_ones_own_are_used(source: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.toml"
    rows.write_text(
        '[[section]]\nid = "dierenwelzijn"\ntitles = ["Dierenwelzijn"]\nexamples = ["Dierenwelzijn"]\n'
        'counter_examples = ["Het dierenwelzijn gaat vooruit."]\n'
    )
    (source / "koe.txt").write_text(NOTA.format("koe", "koe") + "\nDierenwelzijn\nDe koe gaat naar buiten.\n")
    done = run("convert", source, "--out", tmp_path / "uit", "--vocabulary", rows)
    assert done.returncode == 0, done.stderr
    note = Note.model_validate_json((tmp_path / "uit" / "koe.txt.json").read_bytes())
    assert note.section("dierenwelzijn") is not None


def test_sips_and_their_dossiers(source: Path, tmp_path: Path) -> None:
    arguments = ["convert", source, "--to", "mdto", "--moment", "2024-06-01T12:00:00", "--out"]
    for name in ("een/uit", "twee/uit"):
        assert run(*arguments, tmp_path / name).returncode == 0
    files = {
        path.relative_to(tmp_path / "een" / "uit"): path.read_bytes()
        for path in (tmp_path / "een" / "uit").rglob("*.xml")
    }
    assert Path("2024/wegen.txt.sip/wegen.txt.sip.mdto.xml") in files
    assert b"wegen" in files[Path("2024/2024.mdto.xml")]
    assert files == {
        path.relative_to(tmp_path / "twee" / "uit"): path.read_bytes()
        for path in (tmp_path / "twee" / "uit").rglob("*.xml")
    }
    assert "2 unchanged" in run(*arguments, tmp_path / "een/uit").stderr


def alive(group: int) -> list[str]:
    """Processes of a group that still run; none where the system doesn't say."""
    states = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            states.append(path.read_text().rpartition(")")[2].split())
    return [state for state, _, of, *_ in states if of == str(group) and state not in "ZX"]


@POSIX
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(source: Path, tmp_path: Path) -> None:
    for number in range(600):
        (source / f"{number}.txt").write_text(NOTA.format(number, number))
    code = "from notaparse.cli import main; main()"
    command = [sys.executable, "-c", code, "convert", str(source), "--out", str(tmp_path / "uit")]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    journal = tmp_path / "uit" / ".notaparse" / "journal.jsonl"
    while not journal.exists() or journal.read_bytes().count(b"\n") < 20:
        assert running.poll() is None
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: all processes get it
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == "stopped; the same command goes on from here\n"
    for _ in range(100):
        if not alive(running.pid):
            break
        time.sleep(0.1)
    assert alive(running.pid) == []
    done = run("convert", source, "--out", tmp_path / "uit")
    assert done.returncode == 0
    assert "602 documents" in done.stderr
    assert "unchanged" in done.stderr


@POSIX
def test_a_bar_is_shown_on_a_terminal_only(source: Path, tmp_path: Path) -> None:
    import pty  # POSIX has it only

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", "from notaparse.cli import main; main()", "convert", source, "--out", tmp_path / "uit"],
        stderr=theirs,
        check=True,
        timeout=60,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 10_000):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert done.returncode == 0
    assert b"pages/s" in shown
    assert b"2 documents, 2 ok" in shown


def test_a_tally_counts_by_status_and_code() -> None:
    tally = Tally()
    tally.finished(Record(source="a", status="ok", pages=3))
    tally.finished(Record(source="b", status="partial", pages=2, kept=True))
    tally.finished(Record(source="c", status="failed", error=Encrypted("x")))
    tally.finished(Record(source="d", status="failed", error=Encrypted("x"), duplicate_of="c"))
    assert tally.pages == 3
    lines = tally.summary().splitlines()
    assert lines[0].startswith("4 documents, 2 ok, 2 failed, 1 in part only, 1 duplicates, 1 unchanged in ")
    assert lines[1:] == ["  encrypted: 2"]


def test_the_slow_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = Bar(lambda _: None, lambda: None)
    bar.started(Ref("traag.pdf"))
    bar.started(Ref("vlug.pdf"))
    bar.finished(Record(source="vlug.pdf", status="ok"))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 60)
    assert "traag.pdf 60 s" in bar.told()
    assert "vlug" not in bar.told()


def test_failures_are_named_as_they_come() -> None:
    named: list[str] = []
    lines = Lines(lambda record: named.append(record.source))
    lines.finished(Record(source="a", status="ok"))
    lines.finished(Record(source="b", status="failed", error=Encrypted("x")))
    assert named == ["b"]


def test_a_log_that_breaks_off_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), JsonLog(sys.stdout):
        raise KeyboardInterrupt
    assert json.loads(capsys.readouterr().out)["whole"] is False
