"""The same work on a Dask cluster: chunks of documents go to its workers, which isolate each document as one machine does.

Extra ``dask``. A worker of the cluster runs ``pool.run`` on its chunk, so that time, memory and crashes of a document are
bounded there too; a worker that dies itself has its chunk done by another one. The client only holds what is under way.
"""

from __future__ import annotations

import collections
import importlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from notaparse._version import __version__
from notaparse.archive import pool
from notaparse.archive.one import Record, Ref, digest, failed
from notaparse.archive.pool import Settled
from notaparse.archive.worker import Allowance
from notaparse.errors import Crashed, MissingExtra, NotaparseError, WorkLost
from notaparse.model import SCHEMA_VERSION

_CHUNK = 32
"""Documents of one task: the time to begin a process is then small beside the work."""
_HEAVY = 4 * 1024 * 1024
"""Bytes of content after which a chunk is full before that."""
_AHEAD = 2
"""Chunks under way for each thread of the cluster: one at work, one at hand."""
_PATIENCE = "60s"
"""How long to wait for the first worker."""
_DAEMON = "DASK_DISTRIBUTED__WORKER__DAEMON=False"

Lost = Callable[[Ref, WorkLost], Record]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that is connected to, and what each of its workers may take for a document."""

    client: Any
    allowance: Allowance

    def run(
        self,
        work: Callable[[Ref], Record],
        jobs: Iterable[Ref | Settled[Record]],
        *,
        lost: Lost,
        started: Callable[[Ref], None] | None = None,
    ) -> Iterator[Record]:
        """As ``pool.run``, on the cluster."""
        under_way = _distributed().as_completed(loop=self.client.loop)
        chunks: dict[Any, list[Ref]] = {}
        flow = _chunks(jobs)
        more = True
        while True:
            while more and len(chunks) < _AHEAD * self._threads():
                chunk = next(flow, None)
                if chunk is None:
                    more = False
                elif isinstance(chunk, Settled):
                    yield chunk.result
                else:
                    self._submit(work, chunk, chunks, under_way, started)
            if not chunks:
                return
            future = next(under_way)
            chunk = chunks.pop(future)
            error = _error(future)
            if error is None:
                yield from future.result()
            elif type(error).__name__ != "KilledWorker":
                raise _plain(error)
            elif len(chunk) == 1:
                yield lost(chunk[0], Crashed("workers of the cluster died over it"))
            else:  # one of them must be the one; the others go on
                for ref in chunk:
                    self._submit(work, [ref], chunks, under_way, started=None)

    def hashed(self, documents: Iterable[Ref | Record]) -> Iterator[Ref | Record]:
        """The documents in their order, with the hashes of their contents, taken on the cluster."""
        ahead: collections.deque[tuple[list[Ref | Record], Any]] = collections.deque()
        flow = _in_lists(documents)
        while True:
            while len(ahead) < _AHEAD * self._threads() and (chunk := next(flow, None)):
                refs = [replace(found, content=None) for found in chunk if isinstance(found, Ref)]
                ahead.append((chunk, self.client.submit(_digests, refs, priority=10, pure=False)))
            if not ahead:
                return
            chunk, future = ahead.popleft()
            if (error := _error(future)) is not None:
                raise _plain(error)
            digests = iter(future.result())
            for found in chunk:
                if isinstance(found, Record):
                    yield found
                    continue
                taken = next(digests)
                yield replace(found, sha256=taken) if isinstance(taken, str) else failed(found.source, taken)

    def _threads(self) -> int:
        return int(max(1, sum(self.client.nthreads().values())))

    def _submit(
        self,
        work: Callable[[Ref], Record],
        chunk: list[Ref],
        chunks: dict[Any, list[Ref]],
        under_way: Any,
        started: Callable[[Ref], None] | None,
    ) -> None:
        future = self.client.submit(_work_on, work, chunk, self.allowance, _made_by(), pure=False)
        chunks[future] = chunk
        under_way.add(future)
        if started is not None:
            for ref in chunk:
                started(ref)


def _error(future: Any) -> BaseException | None:
    try:
        error = future.exception()
    except CancelledError:  # the scheduler is gone, or it was told to forget
        return WorkLost("the cluster gave the work up")
    return error if isinstance(error, BaseException) else None


def _plain(error: BaseException) -> BaseException:
    """What is raised here for an error of the cluster: Dask has many of its own."""
    return error if isinstance(error, (NotaparseError, OSError)) else WorkLost(f"the cluster failed: {error}")


@contextmanager
def connected(scheduler: str | None, workers: int | None, allowance: Allowance) -> Iterator[Cluster]:
    """A cluster at an address, or one of so many workers on this machine, for as long as the block lasts.

    Raises ``MissingExtra``, and ``NotaparseError`` where a worker has another version, or may not begin processes.
    """
    dask = _distributed()
    with ExitStack() as stack:
        try:
            address: Any = scheduler
            if scheduler is None:
                stack.enter_context(importlib.import_module("dask").config.set({"distributed.worker.daemon": False}))
                address = stack.enter_context(
                    dask.LocalCluster(
                        n_workers=workers, threads_per_worker=1, memory_limit=None, dashboard_address="127.0.0.1:0"
                    )
                )
            client = stack.enter_context(dask.Client(address, timeout=_PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=_PATIENCE)
            about = client.run(_about)
        except (OSError, TimeoutError) as error:
            raise NotaparseError(f"the cluster can't be reached: {error}", source=scheduler) from error
        for worker, (version, schema, daemon) in sorted(about.items()):
            if (version, schema) != _made_by():
                raise NotaparseError(f"has notaparse {version} (schema {schema}), not {__version__}", source=worker)
            if daemon:
                raise NotaparseError(f"may not begin processes; start it with {_DAEMON}", source=worker)
        yield Cluster(client, allowance)


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise MissingExtra("dask", needed_for="a cluster") from error


def _chunks(jobs: Iterable[Ref | Settled[Record]]) -> Iterator[list[Ref] | Settled[Record]]:
    """Jobs by the chunk; a settled record comes out as soon as it is met."""
    chunk: list[Ref] = []
    for job in jobs:
        if isinstance(job, Settled):
            yield job
            continue
        chunk.append(job)
        if len(chunk) == _CHUNK or sum(len(ref.content or b"") for ref in chunk) > _HEAVY:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _in_lists(documents: Iterable[Ref | Record]) -> Iterator[list[Ref | Record]]:
    chunk: list[Ref | Record] = []
    for found in documents:
        if isinstance(found, Ref) and found.content is not None:
            found = replace(found, sha256=digest(found))  # noqa: PLW2901 - the content need not travel for that
        elif isinstance(found, Ref) and found.path and "://" not in found.path:
            found = replace(found, path=str(Path(found.path).absolute()))  # noqa: PLW2901 - workers stand elsewhere
        chunk.append(found)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


# What runs on the workers of the cluster


def _about() -> tuple[str, str, bool]:
    import multiprocessing

    return (*_made_by(), multiprocessing.current_process().daemon)


def _made_by() -> tuple[str, str]:
    return __version__, SCHEMA_VERSION


def _work_on(
    work: Callable[[Ref], Record], chunk: list[Ref], allowance: Allowance, made_by: tuple[str, str]
) -> list[Record]:
    if made_by != _made_by():  # a worker that came later
        raise NotaparseError(f"a worker has notaparse {__version__} (schema {SCHEMA_VERSION}), not {made_by[0]}")
    return list(pool.run(work, chunk, lost=_lost, allowance=replace(allowance, processes=1)))


def _lost(ref: Ref, error: WorkLost) -> Record:
    return failed(ref.source, error, sha256=ref.sha256)


def _digests(refs: list[Ref]) -> list[str | NotaparseError]:
    taken: list[str | NotaparseError] = []
    for ref in refs:
        try:
            taken.append(ref.sha256 or digest(ref))
        except NotaparseError as error:
            taken.append(error)
    return taken
