"""One process that works on jobs, from both sides of its pipe.

A worker shares nothing with other workers, so it can be killed at any moment: the end of its pipe says that it is gone.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, NamedTuple

from notaparse.archive.one import NO_MEMORY
from notaparse.errors import Crashed, OutOfMemory, TimedOut, WorkLost

_GRACE = 5.0
"""Seconds past its time after which a worker ends itself: for when nobody is left to end it."""
_START = 60.0
"""Seconds that a worker may take to begin."""
_LIGHT = 16 * 1024
"""Bytes of a job that a pipe takes at once even when nobody reads: such a job may wait in it."""


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


class Packed(NamedTuple):
    """A job as it goes through the pipe."""

    job: Any
    data: Any

    @classmethod
    def of(cls, job: Any) -> Packed:
        """Pickle a job. Raises what pickling raises."""
        return cls(job, ForkingPickler.dumps(job))


class Outcome(NamedTuple):
    """A job, and its result or why there is none."""

    job: Any
    result: Any


class Worker:
    """The parent's side: a process, its pipe, and the jobs that it has; the first is at work, a second waits."""

    def __init__(
        self, work: Callable[[Any], Any], allowance: Allowance, started: Callable[[Any], None] | None = None
    ) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work, allowance), daemon=True)
        self.process.start()
        theirs.close()
        self.jobs: deque[Any] = deque()
        self.begun = False
        self.gone: WorkLost | None = None
        """Why it takes and gives no more. Jobs that it still has are not touched."""
        self.was_killed = False
        """Whether somebody else killed it."""
        self._judged: tuple[Any, WorkLost] | None = None
        """The job that it is being ended for, and why."""
        self._allowance = allowance
        self._started = started
        self._since = time.monotonic()
        self._done = 0
        self._memory = 0

    def has_room(self, packed: Packed) -> bool:
        """Whether it may be given a job: it has none, or one and this one can wait in the pipe."""
        if not self.begun or self.gone is not None or self._judged is not None or self._is_worn():
            return False
        return not self.jobs or (len(self.jobs) == 1 and len(packed.data) <= _LIGHT)

    def is_through(self) -> bool:
        """Whether it is to be replaced: it is gone, or worn and without a job."""
        return self.gone is not None or (self.begun and not self.jobs and self._is_worn())

    def give(self, packed: Packed) -> bool:
        """Hand over a job; False if the process is gone."""
        try:
            self.pipe.send_bytes(packed.data)
        except OSError:
            self.gone = self._death()
            return False
        self.jobs.append(packed.job)
        if len(self.jobs) == 1:
            self._start()
        return True

    def collect(self) -> Outcome | None:
        """What came of the job at work; None where there was none, or it is not to blame. Raises what the work raised."""
        try:
            told = self.pipe.recv()
        except (EOFError, OSError):
            return self._ended()
        if not self.begun:
            self.begun = True
            return None
        job = self.jobs.popleft()
        self._done += 1
        if isinstance(told, _Raised):
            raise told.error
        if isinstance(told, WorkLost):
            self.gone = told
        elif self.jobs:
            self._start()
        return Outcome(job, told)

    def judge(self, now: float) -> None:
        """End the process if its job takes more than it may."""
        took, may = now - self._since, self._allowance
        self._memory = resident(self.process.pid)
        error: WorkLost | None = None
        if not self.begun:
            if took > _START:
                error = TimedOut(f"it did not begin within {_START:g} s")
        elif self.jobs and took > may.seconds:
            error = TimedOut(f"it took longer than {may.seconds:g} s")
        elif self.jobs and self._memory > may.memory:
            error = OutOfMemory(NO_MEMORY)
        if error is not None:
            self._judged = (self.jobs[0] if self.jobs else None, error)
            self.process.kill()

    def end(self) -> None:
        """Be rid of the process: it holds nothing that is of use to anybody."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()

    def _start(self) -> None:
        self._since = time.monotonic()
        if self._started is not None:
            self._started(self.jobs[0])

    def _is_worn(self) -> bool:
        """Whether it has worked long enough, or holds on to much memory."""
        return self._done + len(self.jobs) >= self._allowance.jobs or self._memory > self._allowance.memory // 2

    def _ended(self) -> Outcome | None:
        if self._judged is None:
            self.gone = self._death()
            return Outcome(self.jobs.popleft(), self.gone) if self.jobs else None
        blamed, self.gone = self._judged
        if self.jobs and self.jobs[0] is blamed:  # its result may have come just before the end
            return Outcome(self.jobs.popleft(), self.gone)
        return None

    def _death(self) -> WorkLost:
        self.process.join(1)
        status = self.process.exitcode
        if status is None:
            return Crashed("the process closed its pipe")
        if status < 0 and -status == getattr(signal, "SIGALRM", 0):
            return TimedOut(f"it took longer than {self._allowance.seconds:g} s")
        if status < 0:
            self.was_killed = -status == getattr(signal, "SIGKILL", 0)
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
    """The process's side: what it does until its pipe is closed."""
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
                result = OutOfMemory(NO_MEMORY)
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
