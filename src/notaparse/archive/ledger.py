"""What has been done: the manifest, and the journal that becomes one.

``manifest.jsonl`` has one line for each document, sorted by source; ``errors.jsonl`` those of them that failed. Both are
written once, when a run is through. Until then each record is a line at the end of ``.notaparse/journal.jsonl``, whose
first line says what the run was asked for: a run that is killed loses what it had in hand, and the next run that asks
for the same goes on where that one was. One run at a time: a lock of the operating system, which goes with its process.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Self

from notaparse._version import __version__
from notaparse.archive.one import Durations, Record
from notaparse.archive.store import STATE, Folder, Store, write
from notaparse.errors import Damaged, NotaparseError, OutputInUse
from notaparse.model import SCHEMA_VERSION, Notice

MANIFEST = "manifest.jsonl"
ERRORS = "errors.jsonl"


def row(record: Record) -> dict[str, Any]:
    """The line of the manifest for a record. ``seconds`` stands last: all else is the same in every run."""
    return {
        "source": record.source,
        "sha256": record.sha256,
        "status": record.status,
        "code": record.code,
        "message": None if record.error is None else record.error.message,
        "output": record.outputs[0] if record.outputs else None,
        "parts": list(record.outputs) if len(record.outputs) > 1 else [],
        "duplicate_of": record.duplicate_of,
        "pages": record.pages,
        "notices": sorted({notice.code for notice in record.notices}),
        "notaparse": record.notaparse or __version__,
        "schema_version": record.schema_version or SCHEMA_VERSION,
        "seconds": round(record.durations.total, 3),
    }


def record_of(line: Mapping[str, Any]) -> Record:
    """The record of a line of the manifest, without its Notes."""
    output = line.get("output")
    return Record(
        source=line["source"],
        sha256=line["sha256"],
        status=line["status"],
        error=None if line["code"] is None else _error(line["code"], line["message"] or "", line["source"]),
        notices=tuple(Notice(code=code, message="") for code in line["notices"]),
        pages=line["pages"],
        durations=Durations(parse=line["seconds"]),
        outputs=tuple(line["parts"]) or ((output,) if output else ()),
        duplicate_of=line["duplicate_of"],
        kept=True,
        notaparse=line["notaparse"],
        schema_version=line["schema_version"],
    )


def _error(code: str, message: str, source: str) -> NotaparseError:
    kinds: list[type[NotaparseError]] = [NotaparseError]
    for kind in kinds:
        if kind.code == code:
            break
        kinds += kind.__subclasses__()
    else:
        kind = NotaparseError
    error = kind.__new__(kind)  # some take other arguments
    NotaparseError.__init__(error, message, source=source)
    error.code = code
    return error


class Ledger:
    """Manifest and journal of one output folder, held by one run."""

    def __init__(self, folder: Folder, store: Store, asked: Mapping[str, Any]) -> None:
        """``folder`` keeps journal and lock; ``store`` is where outputs and the manifest go, mostly the same.

        ``asked`` is what the run does, as JSON: a journal of a run that was asked for something else is not gone on with.
        Raises ``OutputInUse``.
        """
        self._folder = folder
        self._store = store
        self._state = folder.root / STATE
        self._state.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self._state / "lock")
        try:
            folder.sweep()
            self._lines = {_source(line): line for line in self._read_manifest()}
            self._done: set[str] = set()
            self._journal = self._opened(json.dumps(asked, sort_keys=True).encode())
        except BaseException:
            self._lock.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        os.close(self._journal)
        self._lock.close()

    def known(self, source: str) -> Record | None:
        """What is known of a document, from this run, from one that was killed, or from an earlier one."""
        line = self._lines.get(source)
        return None if line is None else record_of(json.loads(line))

    def is_done(self, source: str) -> bool:
        """Whether this run, or the killed one that it goes on with, has done the document."""
        return source in self._done

    def add(self, record: Record) -> None:
        """Write a record down."""
        line = _line(row(record))
        if os.write(self._journal, line) < len(line):  # in one call: whole, but for a crash of the machine
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._state))
        self._lines[record.source] = line[:-1]
        self._done.add(record.source)

    def records(self) -> Iterator[Record]:
        """All that is known, sorted by source."""
        for source in sorted(self._lines):
            yield record_of(json.loads(self._lines[source]))

    def finish(self) -> None:
        """Write manifest and errors, and end the journal."""
        self._write_manifest()
        os.close(self._journal)
        (self._state / "journal.jsonl").unlink()
        self._folder.sweep()
        self._journal = os.open(os.devnull, os.O_WRONLY)

    def _write_manifest(self) -> None:
        rows = {source: json.loads(self._lines[source]) for source in sorted(self._lines)}
        for source, found in rows.items():
            original = rows.get(found["duplicate_of"]) if found["duplicate_of"] else found
            if original is None or original["sha256"] != found["sha256"]:
                del self._lines[source]  # what it was a duplicate of has changed: the next run that meets it parses it
        errors = (found for source, found in rows.items() if source in self._lines and found["status"] == "failed")
        write(self._store, ERRORS, b"".join(_line(_without_seconds(found)) for found in errors))
        write(self._store, MANIFEST, b"".join(self._lines[source] + b"\n" for source in rows if source in self._lines))

    def _read_manifest(self) -> list[bytes]:
        if not self._store.exists(MANIFEST):
            return []
        return self._store.read(MANIFEST).split(b"\n")[:-1]

    def _opened(self, asked: bytes) -> int:
        """Take in the journal of a run that was killed; go on with it where it was asked for the same."""
        path = self._state / "journal.jsonl"
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []  # a line without its end is half a line
        for line in lines[1:]:
            self._lines[_source(line)] = line
        if lines and lines[0] == asked:
            self._done = {_source(line) for line in lines[1:]}
        else:
            if lines:
                self._write_manifest()
            lines = [asked]
        # Written anew, so that a half line does not stand in the way of the next one.
        write(self._folder, f"{STATE}/journal.jsonl", b"".join(line + b"\n" for line in lines))
        return os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))


def _without_seconds(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != "seconds"}


def _line(found: Mapping[str, Any]) -> bytes:
    # A message may quote half a character, which JSON can only hold as an escape.
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _source(line: bytes) -> str:
    try:
        return str(json.loads(line)["source"])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"a line of the manifest or journal can't be read: {line[:80]!r}") from error


def _locked(path: Path) -> BinaryIO:
    """The file, locked by this process until it is closed or the process ends. Raises ``OutputInUse``."""
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise OutputInUse("another run is writing here", source=str(path.parent.parent)) from error
    return file
