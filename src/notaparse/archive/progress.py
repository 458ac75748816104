"""What a run tells while it runs: a bar on a terminal, or one JSON object a line for machines."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TextIO

from notaparse.archive.ledger import row

if TYPE_CHECKING:
    from rich.progress import Progress

    from notaparse.archive.one import Record, Ref

_SLOW = 5.0
"""Seconds after which a document is shown as slow."""
_SHOWN = 3
"""Slow documents that are shown at most."""


class Tally:
    """Counts records by status and code; says nothing until it is asked."""

    def __init__(self) -> None:
        self.done = 0
        self.kept = 0
        self.duplicates = 0
        self.pages = 0
        self.ignored = 0
        self.failed: Counter[str] = Counter()
        self.partial = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass

    def started(self, ref: Ref) -> None:
        """Nothing to count."""

    def finished(self, record: Record) -> None:
        """Count a record."""
        self.done += 1
        self.kept += record.kept
        self.duplicates += record.duplicate_of is not None
        self.partial += record.status == "partial"
        if record.code is not None:
            self.failed[record.code] += 1
        if not record.kept and record.duplicate_of is None:
            self.pages += record.pages or 0

    def skipped(self, name: str) -> None:  # noqa: ARG002 - only counted
        """Count a file that is no document."""
        self.ignored += 1

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began

    def summary(self) -> str:
        """What came of the run, in a few lines."""
        failures = sum(self.failed.values())
        parts = [f"{self.done} documents", f"{self.done - failures} ok", f"{failures} failed"]
        parts += [f"{number} {what}" for number, what in self._remarks() if number]
        lines = [f"{', '.join(parts)} in {self.seconds:.1f} s"]
        lines += [f"  {code}: {number}" for code, number in sorted(self.failed.items())]
        return "\n".join(lines)

    def _remarks(self) -> list[tuple[int, str]]:
        return [
            (self.partial, "in part only"),
            (self.duplicates, "duplicates"),
            (self.kept, "unchanged"),
            (self.ignored, "other files left out"),
        ]


class JsonLog(Tally):
    """Writes an event a line: ``started``, ``finished`` with the record, ``skipped``, ``end`` with the counts."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out

    def started(self, ref: Ref) -> None:
        """Say so."""
        self._say("started", source=ref.source)

    def finished(self, record: Record) -> None:
        """Say so, with what the manifest says."""
        super().finished(record)
        self._say("finished", kept=record.kept, **row(record))

    def skipped(self, name: str) -> None:
        """Say so."""
        super().skipped(name)
        self._say("skipped", name=name)

    def __exit__(self, *exc_info: object) -> None:
        counts = {"documents": self.done, "failed": dict(sorted(self.failed.items())), "pages": self.pages}
        self._say("end", whole=exc_info[0] is None, seconds=round(self.seconds, 3), **counts)

    def _say(self, event: str, **fields: object) -> None:
        self._out.write(json.dumps({"event": event, **fields}) + "\n")
        self._out.flush()


class Lines(Tally):
    """Names each document that failed, a line."""

    def __init__(self, say: Callable[[Record], None]) -> None:
        super().__init__()
        self._say = say

    def finished(self, record: Record) -> None:
        """Name it if it failed."""
        super().finished(record)
        if record.status == "failed":
            self._say(record)


class Bar(Lines):
    """Shows a bar on a terminal: done, failed, pages a second, time left, and the documents that take long."""

    def __init__(self, say: Callable[[Record], None], count: Callable[[], int | None]) -> None:
        """``count`` says how many documents there are, or None where that isn't known."""
        super().__init__(say)
        self._count = count
        self._at_work: dict[str, float] = {}
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
        from rich.text import Text

        class Told(ProgressColumn):
            """Asked anew at each refresh: a document that hangs makes no event."""

            def render(self, task: Task) -> Text:  # noqa: ARG002 - there is one task
                return Text(told())

        told = self.told
        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(),
            TimeRemainingColumn(),
            Told(),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.add_task("", total=self._count())
        self._progress.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def started(self, ref: Ref) -> None:
        """Remember since when it is at work."""
        self._at_work[ref.source] = time.monotonic()

    def finished(self, record: Record) -> None:
        """Move the bar on."""
        self._at_work.pop(record.source, None)
        super().finished(record)
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=self.done)

    def told(self) -> str:
        """The text beside the bar."""
        now = time.monotonic()
        text = f"{sum(self.failed.values())} failed, {self.pages / max(self.seconds, 0.001):.0f} pages/s"
        at_work = [(since, source) for source, since in list(self._at_work.items()) if now - since > _SLOW]
        return text + "".join(f", {source} {now - since:.0f} s" for since, source in sorted(at_work)[:_SHOWN])
