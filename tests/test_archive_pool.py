"""Processes: what hangs, eats memory or crashes costs its job, and nothing else."""

import ctypes
import dataclasses
import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from notaparse.archive.pool import Settled, run
from notaparse.archive.worker import Allowance, resident
from notaparse.errors import WorkLost

QUICK = Allowance(processes=2, seconds=20, memory=400 * 1024**2)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def work(job: str) -> str:
    kind, _, argument = job.partition(" ")
    if kind == "sleep":
        time.sleep(float(argument))
    elif kind == "spin":
        while True:
            pass
    elif kind == "gulp":  # one allocation, larger than there may be
        bytearray(8 * 1024**3)
    elif kind == "creep":  # many small ones
        held = []
        while True:
            held.append(bytearray(1024**2))
            time.sleep(0.001)
    elif kind == "abort":
        os.abort()
    elif kind == "exit":
        os._exit(3)
    elif kind == "segfault":
        ctypes.string_at(0)
    elif kind == "deaf":  # takes no signal that can be caught
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    elif kind == "raise":
        raise OSError(28, "No space left on device")
    elif kind == "pid":
        return str(os.getpid())
    return job


def lost(job: str, error: WorkLost) -> str:
    return f"{job}: {error.code}"


def results(jobs: list[str], allowance: Allowance = QUICK) -> list[str]:
    return sorted(run(work, jobs, lost=lost, allowance=allowance))


def test_every_job_has_its_result() -> None:
    jobs = [f"job {number}" for number in range(200)]
    assert results(jobs) == sorted(jobs)
    assert multiprocessing.active_children() == []


@POSIX
@pytest.mark.parametrize(
    ("job", "code"),
    [
        ("spin", "timeout"),
        ("deaf", "timeout"),
        ("creep", "memory"),
        ("gulp", "memory"),
        ("abort", "crash"),
        ("exit", "crash"),
        ("segfault", "crash"),
    ],
)
def test_a_bad_job_costs_itself_only(job: str, code: str) -> None:
    good = [f"job {number}" for number in range(20)]
    allowance = dataclasses.replace(QUICK, seconds=1) if code == "timeout" else QUICK
    assert results([*good[:10], job, *good[10:]], allowance) == sorted([*good, f"{job}: {code}"])


def test_settled_results_pass_through() -> None:
    jobs: list[str | Settled[str]] = ["a", Settled("b"), "c", Settled("d")]
    assert sorted(run(work, jobs, lost=lost, allowance=QUICK)) == ["a", "b", "c", "d"]


def test_what_the_work_raises_stops_the_run() -> None:
    with pytest.raises(OSError, match="No space left"):
        results(["a", "raise", "b"])
    assert multiprocessing.active_children() == []


def test_jobs_are_taken_only_when_a_worker_is_about_to_be_free() -> None:
    taken: list[int] = []
    done = 0

    def jobs() -> Iterator[str]:
        for number in range(50):
            taken.append(number)
            yield f"job {number}"

    for _ in run(work, jobs(), lost=lost, allowance=QUICK):
        assert len(taken) <= done + 2 * QUICK.processes + 1
        done += 1
    assert done == 50


def test_workers_are_replaced_by_fresh_ones() -> None:
    pids = Counter(results(["pid"] * 40, Allowance(processes=1, jobs=10)))
    assert sorted(pids.values()) == [10, 10, 10, 10]


def test_a_run_that_is_left_early_leaves_no_process() -> None:
    running = run(work, (f"job {number}" for number in range(1000)), lost=lost, allowance=QUICK)
    next(running)
    assert multiprocessing.active_children() != []
    running.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def unpickled() -> None:
    raise RuntimeError("can't be loaded")


class Unloadable:
    def __call__(self, job: str) -> str:
        return job

    def __reduce__(self) -> tuple[object, ...]:
        return unpickled, ()


def test_workers_that_cannot_begin_stop_the_run() -> None:
    with pytest.raises(WorkLost, match="can't begin"):
        list(run(Unloadable(), ["a"], lost=lost, allowance=QUICK))


@POSIX
def test_workers_killed_from_outside_at_random_moments() -> None:
    """As the system does when memory runs out. Costs at most the job that the worker had."""
    chance = random.Random(7)
    jobs = [f"sleep 0.0{chance.randrange(10)}" for _ in range(120)]
    kills = 0

    def kill() -> None:
        nonlocal kills
        if workers := multiprocessing.active_children():
            os.kill(chance.choice(workers).pid or 0, signal.SIGKILL)
            kills += 1

    counted: Counter[str] = Counter()
    timers = []
    for number, result in enumerate(run(work, jobs, lost=lost, allowance=QUICK)):
        counted[result.partition(": ")[2]] += 1
        if number % 6 == 0:
            timers.append(threading.Timer(chance.uniform(0, 0.05), kill))
            timers[-1].start()
    for timer in timers:
        timer.join()
    assert kills > 5
    assert set(counted) <= {"", "crash"}
    assert sum(counted.values()) == len(jobs)
    assert counted["crash"] <= kills


@POSIX
def test_a_job_that_waits_behind_a_bad_one_is_not_touched() -> None:
    allowance = dataclasses.replace(QUICK, processes=1, seconds=1)
    jobs = [job for number in range(4) for job in (f"job {number}", ("abort", "spin", "gulp", "exit")[number])]
    codes = {"abort": "crash", "spin": "timeout", "gulp": "memory", "exit": "crash"}
    assert results(jobs, allowance) == sorted(f"{job}: {codes[job]}" if job in codes else job for job in jobs)


def test_large_jobs_and_results_do_not_wait_in_the_pipe() -> None:
    jobs = [str(number) * 200_000 for number in range(10)]
    assert results(jobs) == jobs


def test_resident_memory_is_measured() -> None:
    assert 5 * 1024**2 < resident(os.getpid()) < 10 * 1024**3
