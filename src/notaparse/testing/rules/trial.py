"""The trial itself: every check, on given texts and on drawn ones, within a budget of time."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from notaparse.errors import NotaparseError
from notaparse.testing.rules.checks import CHECKS, Check
from notaparse.testing.rules.proof import Wrong, unmarked
from notaparse.testing.rules.report import Finding
from notaparse.testing.rules.subject import Subject

BATCH = 40
"""Texts drawn between two looks at the clock."""

SHRINKING = 5.0
"""Seconds that a counter-example may at least take to become readable."""


def run(subject: Subject, *, max_time: float = 60.0, seed_number: int = 0) -> list[Finding]:
    """Try every check that concerns the subject; one finding for each rule and check that fails.

    ``max_time`` is in seconds for all checks together: what the rules suggest themselves is always tried, drawing texts
    stops when the time is up. The same seed draws the same texts.
    """
    began = time.monotonic()
    checks = [check for check in CHECKS if check.of == ("rows" if subject.finder is None else "finder")]
    findings = [finding for check in checks if check.given is not None for finding in _given(check, subject)]
    drawn = [check for check in checks if check.given is None and subject.refused is None]
    for number, check in enumerate(drawn):
        left = max_time - (time.monotonic() - began)
        # Each gets its share of what is left, so that a slow one doesn't starve those after it.
        finding = _drawn(check, subject, seconds=max(left, 0.5) / (len(drawn) - number), seed_number=seed_number)
        if finding is not None:
            findings.append(finding)
    return findings


def replay(subject: Subject, findings: list[Finding]) -> list[Finding]:
    """Those of earlier findings that still stand, as they are now."""
    by_name = {check.name: check for check in CHECKS}
    now = []
    for finding in findings:
        check = by_name.get(finding.check)
        if check is None:
            raise NotaparseError(f"there is no check {finding.check!r}; known are {', '.join(by_name)}")
        wrong = _tried(check, subject, finding.rule, finding.text)
        if wrong is not None:
            now.append(_finding(check, finding.rule, finding.text, wrong))
    return now


def _finding(check: Check, rule: str, text: str, wrong: Wrong) -> Finding:
    return Finding(check.name, rule, text, wrong.expected, wrong.got, wrong.fired)


def _tried(check: Check, subject: Subject, rule: str, text: str) -> Wrong | None:
    try:
        return check.holds(subject, rule, text)
    except Exception as error:  # noqa: BLE001 - what a user's rule or finder raises is a finding, not the end of the trial
        return Wrong("no exception", f"{type(error).__name__}: {error}", rule)


def _given(check: Check, subject: Subject) -> Iterator[Finding]:
    if check.given is None:
        return
    seen: set[str] = set()
    for rule, text in check.given(subject):
        if rule in seen:
            continue  # one counter-example for a rule says enough
        wrong = _tried(check, subject, rule, text)
        if wrong is not None:
            seen.add(rule)
            yield _finding(check, rule, text, wrong)


def _drawn(check: Check, subject: Subject, *, seconds: float, seed_number: int) -> Finding | None:
    """Draw texts in batches until the time is up or one fails; then let hypothesis shrink that one."""
    deadline = time.monotonic() + seconds
    texts = _texts(subject)
    batch = 0
    while batch == 0 or time.monotonic() < deadline:
        failures = _failures(check, subject, texts, seed_number=seed_number * 100_003 + batch, seconds=seconds)
        if failures:
            text, wrong = min(failures, key=lambda failure: (len(failure[0]), failure[0]))
            return _finding(check, subject.source, text, wrong)
        batch += 1
    return None


def _failures(
    check: Check, subject: Subject, texts: st.SearchStrategy[str], *, seed_number: int, seconds: float
) -> list[tuple[str, Wrong]]:
    """Texts of one batch for which the check fails, each smaller than the one before it."""
    failures: list[tuple[str, Wrong]] = []
    stop: list[float] = []

    @seed(seed_number)
    @settings(
        database=None,
        deadline=None,
        max_examples=BATCH,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(texts)
    def attempt(text: str) -> None:
        if stop and time.monotonic() > stop[0]:
            return  # the budget for shrinking is used up: nothing more counts as a failure
        wrong = _tried(check, subject, subject.source, text)
        if wrong is not None:
            failures.append((text, wrong))
            stop[:] = stop or [time.monotonic() + max(seconds, SHRINKING)]
            raise _StillWrong

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # the texts are long; that is what they are for
        try:
            attempt()
        except Exception:  # our own signal, or hypothesis on a failure that the end of the budget made flaky
            if not failures:
                raise
    return failures


class _StillWrong(Exception):
    """The check fails for this text."""


def _texts(subject: Subject) -> st.SearchStrategy[str]:
    """Texts that give the rules a chance to fire: drawn notes with the user's rows, and the rules' own examples in prose."""
    from notaparse.testing.strategies import drawn_notes, note_texts

    if subject.finder is None:
        own = [line for _, row in subject.rows.rows() for line in row.examples]
        ours = drawn_notes(vocabulary=subject.without.vocabulary).map(lambda drawn: drawn.text)
        mine = drawn_notes(vocabulary=subject.parser.vocabulary).map(lambda drawn: drawn.text)
        return st.one_of(ours, mine, _prose(own), note_texts())
    return st.one_of(_prose(list(getattr(subject.finder, "examples", ()))), _dates())


def _dates() -> st.SearchStrategy[str]:
    from notaparse.testing.dates import date_expressions

    return st.builds(
        lambda drawn, before: f"{before}{drawn[0]}.",
        date_expressions(),
        st.sampled_from(("", "Op ", "De brief volgt op ")),
    )


def _prose(examples: list[str]) -> st.SearchStrategy[str]:
    words = st.sampled_from(
        ("de", "minister", "heeft", "gemeld", "dat", "plan", "Kamer", "3", "mei", "2031", "EU-top", "A.")
    )
    pieces = st.one_of(st.sampled_from([unmarked(line)[0] for line in examples]), words) if examples else words
    return st.lists(pieces, max_size=8).map(" ".join)
