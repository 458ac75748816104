"""The catalogue: what must hold of rows and finders, each with the reason why.

A check looks at one text at a time, so that a counter-example can be shrunk, pasted into a test and replayed. Where the
texts come from is said beside it: ``given`` (a few that the rules themselves suggest) or drawn by ``trial``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from notaparse.mentions import Passage
from notaparse.model import Mention, Note
from notaparse.testing.diff import compare
from notaparse.testing.rules import audit
from notaparse.testing.rules.proof import Wrong, prove, unmarked
from notaparse.testing.rules.subject import Subject

NEUTRAL = "De afdeling stuurt de stukken mee en hoort graag of dat volstaat."
"""A sentence that speaks of nothing: put after a text it must not change what the text says."""


class Check(NamedTuple):
    """One thing that must hold."""

    name: str
    reason: str
    holds: Callable[[Subject, str, str], Wrong | None]
    """Subject, rule, text → what is wrong, or None."""
    given: Callable[[Subject], Iterator[tuple[str, str]]] | None = None
    """Rules and texts to try that the subject itself suggests; None where texts are drawn."""
    of: str = "rows"
    """``rows``, ``finder`` or ``both``."""


def assert_holds(check: str, subject: Subject, *, rule: str, text: str) -> None:
    """Assert that a check holds of a rule for one text; the message says what was expected, got, and which rule fired.

    Raises ``KeyError`` where there is no check of that name.
    """
    wrong = {each.name: each for each in CHECKS}[check].holds(subject, rule, text)
    assert wrong is None, (  # noqa: S101 - it is what the function is for
        f"{rule}: {check}: expected {wrong.expected}, got {wrong.got}"
        + (f" (made by {wrong.fired})" if wrong.fired else "")
    )


# ---- rows ------------------------------------------------------------------------------------------------------------


def _refused(subject: Subject) -> Iterator[tuple[str, str]]:
    if subject.refused is not None:
        yield subject.source, subject.refused.row or ""


def _refused_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the row is the text
    return None if subject.refused is None else Wrong("a row that can be loaded", subject.refused.message)


def _examples(subject: Subject) -> Iterator[tuple[str, str]]:
    for table, row in subject.rows.rows():
        for line in row.examples:
            yield f"{table}:{row.id}", line


def _counter_examples(subject: Subject) -> Iterator[tuple[str, str]]:
    for table, row in subject.rows.rows():
        for line in row.counter_examples:
            yield f"{table}:{row.id}", line


def _example_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    row = subject.row(rule)
    return prove(subject.parser, rule.partition(":")[0], row, text, counter=False) if row is not None else None


def _counter_example_holds(subject: Subject, rule: str, text: str) -> Wrong | None:
    row = subject.row(rule)
    return prove(subject.parser, rule.partition(":")[0], row, text, counter=True) if row is not None else None


def _bystander_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - concerns all rows at once
    if audit.uses(subject, text):
        return None
    before, after = subject.without.parse_text(text), subject.parser.parse_text(text)
    difference = next(iter(compare(before, after)), None)
    if difference is None:
        return None
    return Wrong("the same note as without these rows", str(difference), _made_by(after, difference.text))


def _made_by(note: Note, text: str) -> str | None:
    for section in note.walk():
        if section.title == text:
            return section.rule
    return next((mention.rule for mention in note.mentions if mention.text == text), None)


def _row_order_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - concerns all rows at once
    note = subject.parser.parse_text(text)
    other = audit.reversed_rows(subject).parse_text(text)
    difference = next(iter(compare(note, other)), None)
    return None if difference is None else Wrong("the same note with the rows in reverse order", str(difference))


# ---- finders ---------------------------------------------------------------------------------------------------------


def found(subject: Subject, text: str, *, year: int = 2031) -> list[Mention]:
    """What the subject's finder finds in a text, with the third of May of a year as reference date."""
    import datetime as dt

    if subject.finder is None:
        return []
    proposed = subject.finder(Passage(text, subject.parser.vocabulary, dt.date(year, 5, 3)))
    return [mention for mention in proposed if isinstance(mention, Mention)]


def _finder_examples(subject: Subject) -> Iterator[tuple[str, str]]:
    for sentence in getattr(subject.finder, "examples", ()):
        yield subject.source, sentence


def _finder_example_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    plain, spans = unmarked(text)
    wanted = ", ".join(repr(plain[start:end]) for start, end in spans) or "nothing"
    for time in ("", " when it is read again"):
        got = {(mention.start, mention.end) for mention in found(subject, plain)}
        if not got.issuperset(spans) or (got and not spans):
            quoted = ", ".join(repr(plain[start:end]) for start, end in sorted(got)) or "nothing"
            return Wrong(f"mentions of {wanted}{time}", quoted)
    return None


def _quote_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    for mention in found(subject, text):
        start, end = mention.start, mention.end
        if not 0 <= start < end <= len(text):
            return Wrong(f"a span within the text (0-{len(text)})", f"{start}-{end}", mention.rule)
        quoted = text[start:end]
        if quoted != mention.text:
            return Wrong(f"text {quoted!r} for span {start}-{end}", f"text {mention.text!r}", mention.rule)
        if quoted != quoted.strip():
            return Wrong("a span without blanks at its ends", repr(quoted), mention.rule)
        if (start and _joined(text[start - 1], quoted[0])) or (end < len(text) and _joined(quoted[-1], text[end])):
            near = text[max(0, start - 5) : end + 5]
            return Wrong("a span that ends where a word ends", f"{quoted!r} in {near!r}", mention.rule)
    return None


def _joined(left: str, right: str) -> bool:
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _deterministic_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    first = found(subject, text)
    for _ in range(3):
        again = found(subject, text)
        if again != first:
            return Wrong(f"the same {len(first)} mentions each time", f"{len(again)} other ones")
    return None


def _independent_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    alone = [(mention.kind, mention.start, mention.text, mention.value) for mention in found(subject, text)]
    found(subject, NEUTRAL)
    later = [(mention.kind, mention.start, mention.text, mention.value) for mention in found(subject, text)]
    if later != alone:
        return Wrong("the same mentions after another text was read", f"{_texts(alone)} first, {_texts(later)} then")
    shift = len(NEUTRAL) + 2
    within = [
        (mention.kind, mention.start - shift, mention.text, mention.value)
        for mention in found(subject, f"{NEUTRAL}\n\n{text}")
        if mention.start >= shift
    ]
    if sorted(within, key=str) != sorted(alone, key=str):
        return Wrong("the same mentions below another paragraph", f"{_texts(alone)} alone, {_texts(within)} below it")
    return None


def _texts(mentions: list[tuple[str, int, str, str | None]]) -> str:
    return ", ".join(repr(text) for _, _, text, _ in mentions) or "nothing"


def _reference_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    later = {(mention.start, mention.end): mention for mention in found(subject, text, year=2032)}
    for mention in found(subject, text, year=2031):
        value = mention.value or ""
        if mention.kind != "date" or not value[:4].isdigit() or value[2:4] in text:
            continue
        other = later.get((mention.start, mention.end))
        if other is not None and other.value == value:
            return Wrong(
                f"another year for {mention.text!r} when the reference date is a year later",
                f"{value} both times",
                mention.rule,
            )
    return None


def _fires(subject: Subject) -> Iterator[tuple[str, str]]:
    yield subject.source, " ".join(unmarked(line)[0] for line in getattr(subject.finder, "examples", ()))


def _fires_holds(subject: Subject, rule: str, text: str) -> Wrong | None:  # noqa: ARG001 - the finder is the rule
    if getattr(subject.finder, "examples", ()):
        return None
    return Wrong("a tuple `examples` on the function, sentences with the mention in [square brackets]", "none")


CHECKS: tuple[Check, ...] = (
    # Cheap and telling first: what the rules say of themselves, then what they do to each other, then drawn notes.
    Check("vocabulary", "a row has an example, and no field that its table doesn't know", _refused_holds, _refused),
    Check("example", "a row must find what its own examples show", _example_holds, _examples),
    Check(
        "counter_example",
        "a row must not find what its counter-examples show",
        _counter_example_holds,
        _counter_examples,
    ),
    Check(
        "conflict", "two rows that claim the same words leave the choice to chance", audit.conflict_holds, audit.forms
    ),
    Check("dead", "a form that finds nothing misleads who reads the rows", audit.dead_holds, audit.forms),
    Check("acronym", "an acronym that ignores case finds ordinary words", audit.acronym_holds, audit.forms),
    Check("slow", "a pattern must take linear time on any line", audit.slow_holds, audit.pumped),
    Check("bystander", "rows must not change a note that doesn't use their words", _bystander_holds),
    Check("row_order", "the order of rows has no meaning", _row_order_holds),
    Check("no_example", "a finder without examples proves nothing", _fires_holds, _fires, of="finder"),
    Check(
        "finder_example",
        "a finder must find what its own examples show",
        _finder_example_holds,
        _finder_examples,
        of="finder",
    ),
    Check(
        "slow_finder", "a finder must take linear time on any line", audit.slow_finder_holds, audit.pumps, of="finder"
    ),
    Check("quote", "law 1: every span quotes the text, and ends where words end", _quote_holds, of="finder"),
    Check("deterministic", "law 3: same text in, same mentions out", _deterministic_holds, of="finder"),
    Check("independent", "what a text says doesn't hang on what was read before it", _independent_holds, of="finder"),
    Check("reference", "a year that isn't written follows the reference date", _reference_holds, of="finder"),
)
