"""The same records from a Dask cluster: a real scheduler and two workers on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from test_archive_convert import OPTIONS, files, parse, tree

from notaparse.archive import cluster
from notaparse.archive.cluster import Cluster, connected
from notaparse.archive.convert import Options, convert_iter
from notaparse.archive.converted import Converted
from notaparse.archive.one import Record, Ref
from notaparse.archive.pool import Settled
from notaparse.archive.sources import Sources
from notaparse.archive.worker import Allowance
from notaparse.errors import NotaparseError
from notaparse.model import Note

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),  # of Dask's own
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ALLOWANCE = Allowance(seconds=20, memory=400 * 1024**2)


def slow(content: bytes, /, *, name: str | None = None) -> Note | tuple[Note, ...]:
    time.sleep(0.05)
    return parse(content, name=name)


def full(ref: Ref) -> Record:
    raise OSError(28, "No space left on device", ref.source)


@contextmanager
def scheduler(tmp_path: Path, *, nanny: bool = False) -> Iterator[str]:
    """A scheduler and two workers, as the command line of Dask starts them.

    A nanny starts a worker anew when it dies, and lets it begin no processes, unless it is told to.
    """
    address = tmp_path / "scheduler.json"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    }
    run = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--no-dashboard", "--host", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    running = [subprocess.Popen([*run, "--scheduler-file", str(address)], **quiet)]  # type: ignore[call-overload]
    try:
        for _ in range(2):
            command = [
                *work,
                "--nanny" if nanny else "--no-nanny",
                "--scheduler-file",
                str(address),
                "--local-directory",
                str(tmp_path / "dask"),
            ]
            running.append(subprocess.Popen(command, **quiet))  # type: ignore[call-overload]
        for _ in range(600):
            if address.exists() and address.stat().st_size:
                break
            time.sleep(0.1)
        yield str(json.loads(address.read_text())["address"])
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:  # a worker looks for its scheduler
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scheduler(tmp_path_factory.mktemp("cluster")) as address:
        yield address


def convert(team: Cluster, source: Path, out: Path, options: Options) -> Iterator[Record]:
    documents = team.hashed(Sources((str(source),), held=0))
    return convert_iter(documents, out, options, runner=team.run)


def test_a_worker_killed_in_mid_run_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CHUNK", 8)
    contents = {f"{number % 3}/{number}.txt": f"nota {number % 100}" for number in range(120)}
    hostile = {"a.txt": "abort", "b.txt": "bug", "c.txt": "encrypted", "d.txt": "een|twee"}
    source = tree(tmp_path / "in", contents | hostile)
    options = replace(OPTIONS, parse=slow)
    records: dict[str, Record] = {}
    with scheduler(tmp_path) as address, connected(address, None, ALLOWANCE) as team:
        team.client.wait_for_workers(2, timeout="60s")
        pids = team.client.run(os.getpid)
        assert len(pids) == 2
        for record in convert(team, source, tmp_path / "uit", options):
            records[record.source] = record
            if len(records) == 20:
                os.kill(next(iter(pids.values())), signal.SIGKILL)
    assert {name: records[name].code for name in hostile} == {
        "a.txt": "crash",
        "b.txt": "crash",
        "c.txt": "encrypted",
        "d.txt": None,
    }
    assert len(records) == len(contents) + len(hostile)
    for _ in convert_iter(source, tmp_path / "alleen", options):
        pass
    assert files(tmp_path / "uit") == files(tmp_path / "alleen")  # duplicates too


def test_sources_and_outputs_behind_urls(tmp_path: Path, address: str) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "map/b.txt": "twee", "weg.txt": "drie"})
    documents = list(Sources((f"file://{source}",), held=0))
    assert [found.source for found in documents] == ["a.txt", "map/b.txt", "weg.txt"]
    (source / "weg.txt").unlink()
    with connected(address, None, ALLOWANCE) as team:
        out = f"file://{tmp_path / 'uit'}"
        records = {
            record.source: record for record in convert_iter(team.hashed(documents), out, OPTIONS, runner=team.run)
        }
    assert {name: record.code for name, record in records.items()} == {
        "a.txt": None,
        "map/b.txt": None,
        "weg.txt": "unavailable",
    }
    assert Note.model_validate_json((tmp_path / "uit" / "map" / "b.txt.json").read_bytes()).text == "twee"


def test_outputs_behind_a_url_have_their_ledger_here(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "encrypted", "c.txt": "een"})
    with pytest.raises(NotaparseError, match="ledger"):
        next(convert_iter(source, "memory://uit", OPTIONS))
    documents = Sources((str(source),))
    # No worker of another process sees this memory: the work is done here.
    options = replace(OPTIONS, ledger=tmp_path / "ledger")
    records = list(convert_iter(documents, "memory://uit", options, runner=here))
    assert [(record.source, record.code, record.duplicate_of) for record in records] == [
        ("a.txt", None, None),
        ("b.txt", "encrypted", None),
        ("c.txt", None, "a.txt"),
    ]
    assert [found.note["text"] for found in Converted.at("memory://uit")] == ["een"]
    assert all(record.kept for record in convert_iter(documents, "memory://uit", options, runner=here))
    tree(source, {"a.txt": "encrypted"})
    list(convert_iter(documents, "memory://uit", options, runner=here))
    assert [record.code for record in Converted.at("memory://uit").records()] == ["encrypted", "encrypted", None]
    assert [found.document for found in Converted.at("memory://uit")] == ["c.txt"]


def here(
    work: Callable[[Ref], Record],
    jobs: Iterable[Ref | Settled[Record]],
    *,
    lost: object,  # noqa: ARG001 - what every runner is given
    started: object,  # noqa: ARG001
) -> Iterator[Record]:
    for job in jobs:
        yield job.result if isinstance(job, Settled) else work(job)


def test_a_disk_that_takes_no_more_stops_the_run(address: str) -> None:
    with connected(address, None, ALLOWANCE) as team, pytest.raises(OSError, match="No space left"):
        list(
            team.run(
                full,
                [Ref("a", content=b"")],
                lost=lambda ref, error: Record(source=ref.source, status="failed", error=error),
            )
        )


def test_workers_that_may_not_begin_processes_are_refused(tmp_path: Path) -> None:
    with (
        scheduler(tmp_path, nanny=True) as address,
        pytest.raises(NotaparseError, match="DASK_DISTRIBUTED__WORKER__DAEMON"),
        connected(address, None, ALLOWANCE),
    ):
        pass


def test_workers_of_another_version_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9.9")
    with pytest.raises(NotaparseError, match="has notaparse"), connected(address, None, ALLOWANCE):
        pass


def test_a_scheduler_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(NotaparseError, match="can't be reached"), connected("tcp://127.0.0.1:1", None, ALLOWANCE):
        pass


def test_a_cluster_of_this_machine(tmp_path: Path) -> None:
    source = tree(tmp_path / "in", {"a.txt": "een", "b.txt": "abort"})
    with connected(None, 2, ALLOWANCE) as team:
        codes = {record.source: record.code for record in convert(team, source, tmp_path / "uit", OPTIONS)}
    assert codes == {"a.txt": None, "b.txt": "crash"}
