"""An archive → a folder of JSON: what is new or changed is parsed, each document in a process that it can't bring down.

Every document goes one way: ``Sources`` finds it, ``_Plan`` says whether there is work to do, ``Writer`` does it in a
worker, ``_Plan`` takes the record in, and the ledger writes it down.
"""

from __future__ import annotations

import errno
import functools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from notaparse._version import __version__
from notaparse.archive import pool
from notaparse.archive.ledger import Ledger
from notaparse.archive.one import Parse, Record, Ref, digest, failed, parse_one
from notaparse.archive.pool import Settled
from notaparse.archive.sip import Sip, write_dossiers
from notaparse.archive.sources import Sources
from notaparse.archive.store import Folder, Remote, Store, store
from notaparse.archive.worker import Allowance
from notaparse.archive.writer import SUFFIXES, Writer
from notaparse.errors import NotaparseError, UnsafeSource, WorkLost
from notaparse.model import SCHEMA_VERSION

PASSING = frozenset({"timeout", "memory", "crash", "unavailable"})
"""Codes of failures that another run may not meet: the machine may be less busy, the file back."""

_NO_SUCH_NAME = frozenset({errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.EILSEQ})
"""What a file system says of a name that it can't have; anything else of the kind concerns the whole run."""

_THREADS = 4
"""Threads that wait for the disk."""
_PLACED_AT_MOST = 16
"""Records that may wait for it at once."""

Documents = Sources | str | Path | Iterable[Ref | Record]


class Runner(Protocol):
    """What does the work: ``pool.run``, or a cluster's."""

    def __call__(
        self,
        work: Callable[[Ref], Record],
        jobs: Iterable[Ref | Settled[Record]],
        *,
        lost: Callable[[Ref, WorkLost], Record],
        started: Callable[[Ref], None] | None,
    ) -> Iterator[Record]:
        """Records of the work on the jobs, as they are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How an archive is converted."""

    to: tuple[str, ...] = ("json",)
    """Forms to write: ``json`` always, ``xml`` (Akoma Ntoso), ``mdto`` (a SIP in a folder of its own)."""
    allowance: Allowance = field(default_factory=Allowance)
    force: bool = False
    """Parse everything, whatever is there."""
    retry_failed: bool = False
    """Parse all that failed, for whatever reason."""
    parse: Parse | None = None
    """What parses, as for ``parse_one``. Must be picklable."""
    sip: Sip | None = None
    """What ``mdto`` needs."""
    ledger: Path | None = None
    """Folder for journal and lock where the output is behind a URL; elsewhere they are in the output folder."""


def convert_iter(
    documents: Documents,
    out: str | Path,
    options: Options | None = None,
    *,
    runner: Runner | None = None,
    started: Callable[[Ref], None] | None = None,
) -> Iterator[Record]:
    """Convert an archive, and give the record of each document as it is done; the Notes are in the files, not in it.

    When it is through, the manifest stands. If it is left before that, or killed, the next call with the same arguments
    goes on from there. Raises ``OutputInUse``, and ``OSError`` where outputs can't be written.
    """
    options = options or Options()
    target = store(out)
    folder = target if isinstance(target, Folder) else _beside(target, options.ledger)
    if isinstance(documents, str | Path):
        documents = Sources((str(documents),), leave=target.root if isinstance(target, Folder) else None)
    run = runner or functools.partial(pool.run, allowance=options.allowance)
    with Ledger(folder, target, _asked(options)) as ledger, ThreadPoolExecutor(_THREADS) as threads:
        plan = _Plan(ledger, target, options)
        writer = Writer(target, options.to, options.parse, options.sip)
        placed: deque[Future[Record]] = deque()
        for record in run(writer, plan.jobs(documents), lost=_lost, started=started):
            placed.append(
                threads.submit(plan.placed, record)
            )  # a disk takes its time, and workers need not wait for it
            while placed and (placed[0].done() or len(placed) > _PLACED_AT_MOST):
                yield from plan.taken(placed.popleft().result())
        while placed:
            yield from plan.taken(placed.popleft().result())
        if options.sip is not None and isinstance(target, Folder):
            write_dossiers(target, ledger.records(), options.sip)
        ledger.finish()


def parse_iter(
    documents: Documents, options: Options | None = None, *, started: Callable[[Ref], None] | None = None
) -> Iterator[Record]:
    """Parse an archive and write nothing: the record of each document, with its Notes, as it is done."""
    options = options or Options()
    if isinstance(documents, str | Path):
        documents = Sources((str(documents),))
    jobs = (Settled(found) if isinstance(found, Record) else found for found in documents)
    work = functools.partial(parse_one, parse=options.parse)
    return pool.run(work, jobs, lost=_lost, allowance=options.allowance, started=started)


def _beside(target: Remote, ledger: Path | None) -> Folder:
    if ledger is None:
        raise NotaparseError("outputs behind a URL need a folder of this machine for the ledger", source=target.url)
    return Folder(ledger.absolute())


def _asked(options: Options) -> Mapping[str, Any]:
    """What must be the same for a killed run to be gone on with."""
    return {
        "notaparse": __version__,
        "schema_version": SCHEMA_VERSION,
        "to": sorted(options.to),
        "seconds": options.allowance.seconds,
        "memory": options.allowance.memory,
        "force": options.force,
        "retry_failed": options.retry_failed,
    }


def _lost(ref: Ref, error: WorkLost) -> Record:
    return failed(ref.source, error, sha256=ref.sha256)


class _Plan:
    """What there is to do, and what follows from what was done."""

    def __init__(self, ledger: Ledger, target: Store, options: Options) -> None:
        self._ledger = ledger
        self._store = target
        self._options = options
        self._first: dict[bytes, str] = {}
        """Hash of content → the first source that has it, which is parsed for all."""
        self._flying: dict[str, list[Ref]] = {}
        """Sources at work → those with the same content that wait for their record."""

    def jobs(self, documents: Iterable[Ref | Record]) -> Iterator[Ref | Settled[Record]]:
        """The documents that need work, and the records of the others."""
        for found in documents:
            if isinstance(found, Record):
                yield Settled(self._unless_known(found))
                continue
            try:
                sha256 = found.sha256 or digest(found)
            except NotaparseError as error:
                yield Settled(self._unless_known(failed(found.source, error)))
                continue
            ref = replace(found, sha256=sha256)
            original = self._first.setdefault(bytes.fromhex(sha256), ref.source)
            if original in self._flying and original != ref.source:
                self._flying[original].append(replace(ref, content=None))
            elif original != ref.source:
                yield Settled(self._duplicate(ref, original))
            elif (known := self._ledger.known(ref.source)) is not None and not self._is_due(known, sha256):
                yield Settled(known)
            else:
                self._flying[ref.source] = []
                yield ref

    def placed(self, record: Record) -> Record:
        """Put the files of a record in their places, and write it down. Several threads do that at once."""
        record = self._in_place(record)
        if not record.kept:
            self._write_down(record)
        return record

    def taken(self, record: Record) -> Iterator[Record]:
        """The record, when it is written down, and those of its duplicates that waited for it."""
        waited = self._flying.pop(record.source, [])
        yield record
        for ref in waited:
            duplicate = self._duplicate(ref, record.source)
            if not duplicate.kept:
                self._write_down(duplicate)
            yield duplicate

    def _in_place(self, record: Record) -> Record:
        """The record, its files in their places."""
        try:
            for staged in record.staged:
                self._store.commit(staged)
        except OSError as error:
            if error.errno not in _NO_SUCH_NAME:
                raise
            refused = UnsafeSource(f"no file can be called so: {error.strerror}", source=record.source)
            return failed(record.source, refused, sha256=record.sha256)
        return replace(record, staged=())

    def _write_down(self, record: Record) -> None:
        known = self._ledger.known(record.source)
        stale = set() if known is None or known.duplicate_of is not None else set(known.outputs)
        for output in stale - set(record.outputs if record.duplicate_of is None else ()):
            for suffix in SUFFIXES.values():
                self._store.remove(output.removesuffix(".json") + suffix)
        self._ledger.add(record)  # last: a run that is killed before this does the document again

    def _duplicate(self, ref: Ref, original: str) -> Record:
        first = self._ledger.known(original)
        if first is None:
            raise NotaparseError("its record is missing", source=original)
        record = replace(first, source=ref.source, duplicate_of=original, durations=type(first.durations)(), kept=False)
        return self._unless_known(record)

    def _unless_known(self, record: Record) -> Record:
        """The record as the ledger has it, if it says the same."""
        known = self._ledger.known(record.source)
        if known is None:
            return record
        same = (known.sha256, known.code, known.outputs, known.duplicate_of) == (
            record.sha256,
            record.code,
            record.outputs,
            record.duplicate_of,
        )
        return known if same else record

    def _is_due(self, known: Record, sha256: str) -> bool:
        if known.sha256 != sha256 or known.schema_version != SCHEMA_VERSION or known.duplicate_of is not None:
            return True
        if known.status != "failed" and not all(self._stand(output) for output in known.outputs):
            return True
        if self._ledger.is_done(known.source):
            return False
        if self._options.force:
            return True
        may_pass = known.code in PASSING or known.notaparse != __version__
        return known.status == "failed" and (self._options.retry_failed or may_pass)

    def _stand(self, output: str) -> bool:
        """Whether all forms of an output are there."""
        stem = output.removesuffix(".json")
        return all(self._store.exists(stem + SUFFIXES[form]) for form in ("json", *self._options.to))


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
