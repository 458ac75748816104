"""Work in processes of its own: what hangs, eats memory or crashes costs its job, and nothing else.

Each worker is one process at the end of one pipe, and shares nothing with the others. That is why the pools of libraries
are not used here: their workers share queues, and the locks of those queues. A worker that dies while it holds one stops
all others for good (``tests/test_archive_pool.py`` kills workers at random; with billiard's pool such a run stood still
after some 50 jobs, three times out of three). Here a worker can be killed at any moment, and its pipe's end says so.
"""

from __future__ import annotations

import functools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple, TypeVar

from notaparse.archive.worker import Allowance, Packed, Worker
from notaparse.errors import WorkLost

Job = TypeVar("Job")
Result = TypeVar("Result")

_TICK = 0.05
"""Seconds between two looks at what the workers take."""
_TRIES = 8
"""Workers in a row that may end before they begin."""


class Settled(NamedTuple, Generic[Result]):
    """Stands among the jobs for a result that needs no work."""

    result: Result


def run(
    work: Callable[[Job], Result],
    jobs: Iterable[Job | Settled[Result]],
    *,
    lost: Callable[[Job, WorkLost], Result],
    allowance: Allowance,
    started: Callable[[Job], None] | None = None,
) -> Iterator[Result]:
    """Results of ``work`` on the jobs, in the order in which they are done; ``work``, jobs and results must be picklable.

    ``lost`` makes the result of a job whose worker was lost. The next job is taken only when a worker has room for it. An
    exception of ``work`` stops the run and is raised here. However the run ends, no worker outlives it.
    """
    crew = _Crew(functools.partial(Worker, work, allowance, started), allowance.processes)
    source = iter(jobs)
    waiting: deque[Packed] = deque()  # one that was taken, and those that a worker left behind
    more = True
    try:
        while True:
            waiting.extendleft(map(Packed.of, crew.renewed()))
            if more and not waiting:
                try:
                    job = next(source)
                except StopIteration:
                    more = False
                else:
                    if isinstance(job, Settled):
                        yield job.result
                    else:
                        waiting.append(Packed.of(job))
            if waiting and (worker := crew.room(waiting[0])) is not None:
                if worker.give(waiting[0]):
                    waiting.popleft()
                continue
            if not more and not waiting and not crew.is_busy():
                return
            for worker in crew.ready(hold=bool(waiting) or not more):
                outcome = worker.collect()
                if outcome is None:
                    continue
                if waiting and worker.has_room(waiting[0]) and worker.give(waiting[0]):
                    waiting.popleft()  # before the result goes out: the worker need not wait for that
                yield lost(outcome.job, outcome.result) if isinstance(outcome.result, WorkLost) else outcome.result
    finally:
        crew.disband()


class _Crew:
    """The workers of a run: begun one by one while jobs wait, replaced when they are through."""

    def __init__(self, begin: Callable[[], Worker], size: int) -> None:
        self._begin = begin
        self._size = size
        self._workers: list[Worker] = []
        self._looked = 0.0
        self._stillborn = 0.0

    def renewed(self) -> list[Any]:
        """Part with workers that are through. Gives the jobs that they had and did not begin, the last one first.

        Raises ``WorkLost`` where none comes to begin.
        """
        left: list[Any] = []
        for worker in [worker for worker in self._workers if worker.is_through()]:
            self._workers.remove(worker)
            worker.end()
            left += reversed(worker.jobs)
            if not worker.begun:
                self._stillborn += 0.1 if worker.was_killed else 1  # which says little of the next one
                if self._stillborn >= _TRIES:
                    raise WorkLost(f"worker processes can't begin; the last one: {worker.gone}")
        return left

    def room(self, packed: Packed) -> Worker | None:
        """A worker that has room for a job, one without a job first; begins one where there may be more."""
        able = [worker for worker in self._workers if worker.has_room(packed)]
        if able:
            self._stillborn = 0.0
        if not any(not worker.jobs for worker in self._workers) and len(self._workers) < self._size:
            self._workers.append(self._begin())
        return min(able, key=lambda worker: len(worker.jobs), default=None)

    def is_busy(self) -> bool:
        return any(worker.jobs for worker in self._workers)

    def ready(self, *, hold: bool) -> list[Worker]:
        """Workers that have something to tell; ``hold`` waits for a tick. Ends those that take too much."""
        pipes: dict[Any, Worker] = {worker.pipe: worker for worker in self._workers if worker.gone is None}
        told = [pipes[pipe] for pipe in wait(list(pipes), _TICK if hold else 0)]
        now = time.monotonic()
        if now - self._looked >= _TICK:
            self._looked = now
            for worker in pipes.values():
                if worker not in told:
                    worker.judge(now)
        return told

    def disband(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
