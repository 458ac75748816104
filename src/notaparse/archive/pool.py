"""Work in processes of its own: what hangs, eats memory or crashes costs its job, and nothing else.

Each worker is one process at the end of one pipe, and shares nothing with the others. That is why the pools of libraries
are not used here: their workers share queues, and the locks of those queues. A worker that dies while it holds one stops
all others for good (``tests/test_archive_pool.py`` kills workers at random; with billiard's pool such a run stood still
after some 50 jobs, three times out of three). Here a worker can be killed at any moment, and its pipe's end says so.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from notaparse.errors import Crashed, OutOfMemory, TimedOut, WorkLost

Job = TypeVar("Job")
Result = TypeVar("Result")

_TICK = 0.05
"""Seconds between two looks at what the workers take."""
_GRACE = 5.0
"""Seconds past its time after which a worker ends itself: for when nobody is left to end it."""
_START = 60.0
"""Seconds that a worker may take to begin."""
_TRIES = 8
"""Workers in a row that may end before they begin."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a run may take of the machine."""

    processes: int = 1
    seconds: float = 60.0
    """Wall clock of one job."""
    memory: int = 1024**3
    """Bytes that the worker may have resident, some 100 MB of which are the parser itself."""
    jobs: int = 2_000
    """Jobs after which a worker is replaced by a fresh one."""


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

    ``lost`` makes the result of a job whose worker was lost. The next job is taken only when a worker is about to be
    free. An exception of ``work`` stops the run and is raised here. However the run ends, no worker outlives it.
    """
    crew = _Crew(work, allowance)
    source = iter(jobs)
    waiting: list[Job] = []  # one at most: ready for the first worker that is free
    more = True
    try:
        while True:
            if more and not waiting:
                try:
                    job = next(source)
                except StopIteration:
                    more = False
                else:
                    if isinstance(job, Settled):
                        yield job.result
                    else:
                        waiting.append(job)
            if waiting and (worker := crew.free()) is not None:
                if worker.give(waiting[0]):
                    _told(started, waiting.pop())
                continue
            if not more and not waiting and not crew.busy():
                return
            for worker in crew.ready(hold=bool(waiting) or not more):
                job = worker.job
                outcome = worker.collect()
                if outcome is None:
                    continue
                if not worker.spent() and waiting and worker.give(waiting[0]):
                    _told(started, waiting.pop())  # before the result goes out: the worker need not wait for that
                yield lost(job, outcome) if isinstance(outcome, WorkLost) else outcome
    finally:
        crew.disband()


def _told(started: Callable[[Job], None] | None, job: Job) -> None:
    if started is not None:
        started(job)


class _Crew:
    """The workers of a run: begun one by one while jobs wait, replaced when they are spent."""

    def __init__(self, work: Callable[[Any], Any], allowance: Allowance) -> None:
        self._new = functools.partial(_Worker, work, allowance)
        self._allowance = allowance
        self._workers: list[_Worker] = []
        self._looked = 0.0
        self._stillborn = 0

    def free(self) -> _Worker | None:
        """A worker that has begun and has no job; makes one if there may be more."""
        for worker in [worker for worker in self._workers if worker.job is None and worker.spent()]:
            self._workers.remove(worker)
            worker.end()
            if not worker.begun:
                self._stillborn += 1
                if self._stillborn == _TRIES:
                    raise WorkLost(f"worker processes can't begin; the last one: {worker.verdict}")
        for worker in self._workers:
            if worker.job is None and worker.begun:
                self._stillborn = 0
                return worker
        if len(self._workers) < self._allowance.processes:
            self._workers.append(self._new())
        return None

    def busy(self) -> bool:
        return any(worker.job is not None for worker in self._workers)

    def ready(self, *, hold: bool) -> list[_Worker]:
        """Workers that have something to tell; ``hold`` waits for a tick. Ends those that take too much."""
        pipes = {worker.pipe: worker for worker in self._workers if worker.verdict is None or worker.job is not None}
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


class _Worker:
    """One process, its pipe, and the job that it has."""

    def __init__(self, work: Callable[[Any], Any], allowance: Allowance) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work, allowance), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Any = None
        self.begun = False
        self.verdict: WorkLost | None = None
        """Why the process is gone, or is being ended."""
        self._allowance = allowance
        self._since = time.monotonic()
        self._done = 0

    def give(self, job: Any) -> bool:
        """Hand over a job; False if the process is gone."""
        try:
            self.pipe.send(job)
        except OSError:
            self.verdict = self._death()
            return False
        self.job = job
        self._since = time.monotonic()
        return True

    def collect(self) -> Any:
        """The result of its job, or why there is none; None where it had none. Raises what the work raised."""
        job, self.job = self.job, None
        try:
            told = self.pipe.recv()
        except (EOFError, OSError):
            self.verdict = self.verdict or self._death()
            return None if job is None else self.verdict
        if not self.begun:
            self.begun = True
            return None
        self._done += 1
        if isinstance(told, _Raised):
            raise told.error
        if isinstance(told, WorkLost):
            self.verdict = told
        return told

    def judge(self, now: float) -> None:
        """End the process if its job takes more than it may."""
        took, may = now - self._since, self._allowance
        if not self.begun:
            if took > _START:
                self.verdict = TimedOut(f"it did not begin within {_START:g} s")
        elif self.job is not None:
            if took > may.seconds:
                self.verdict = TimedOut(f"it took longer than {may.seconds:g} s")
            elif resident(self.process.pid) > may.memory:
                self.verdict = OutOfMemory(f"it took more than {may.memory // 1024**2} MB of memory")
        if self.verdict is not None:
            self.process.kill()

    def spent(self) -> bool:
        """Whether the process is gone, has worked long enough, or holds on to much memory."""
        return (
            self.verdict is not None
            or self._done >= self._allowance.jobs
            or resident(self.process.pid) > self._allowance.memory // 2
        )

    def end(self) -> None:
        """Be rid of the process: it holds nothing that is of use to anybody."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()

    def _death(self) -> WorkLost:
        self.process.join(1)
        status = self.process.exitcode
        if status is None:
            return Crashed("the process closed its pipe")
        if status < 0 and -status == getattr(signal, "SIGALRM", 0):
            return TimedOut(f"it took longer than {self._allowance.seconds:g} s")
        if status < 0:
            return Crashed(f"the process was ended by {signal.Signals(-status).name}")
        return Crashed(f"the process ended with status {status}")


class _Raised(NamedTuple):
    error: Exception


@functools.cache
def _context() -> Any:
    """How processes are made: by a server that has loaded the parser once and has no threads, or afresh on Windows."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "notaparse.archive.preload"])
    return context


def _serve(pipe: Connection, work: Callable[[Any], Any], allowance: Allowance) -> None:
    """What a worker process does until its pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent decides
    _bound(allowance.memory)
    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        pipe.send(None)
        while True:
            job = pipe.recv()
            _alarm(allowance.seconds + _GRACE)
            result: Any
            try:
                result = work(job)
            except MemoryError:
                result = OutOfMemory(f"it asked for more than {allowance.memory // 1024**2} MB of memory")
            except Exception as error:  # noqa: BLE001 - raised again in the parent
                result = _Raised(error)
            _alarm(0)
            pipe.send(result)


def _alarm(seconds: float) -> None:
    """Let the system end this process after that time, whatever it is doing then; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound(memory: int) -> None:
    """Make an allocation that is too large by itself fail at once, where the system can do that for private memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        held = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def resident(pid: int | None) -> int:
    """Bytes of memory that a process has resident; 0 if it is gone."""
    if sys.platform == "linux":
        try:
            return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            return 0
    else:
        import psutil

        try:
            return int(psutil.Process(pid).memory_info().rss)
        except psutil.Error:
            return 0
