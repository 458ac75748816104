"""What the words round a date say about it: before, after, about; every year; since."""

from __future__ import annotations

from notaparse.mentions.dates.neighbours import ARTICLES
from notaparse.mentions.dates.reading import CUES, Mod, Reading, Stretch
from notaparse.mentions.dates.tense import lean
from notaparse.mentions.dates.when import Range, When, Yearly

LISTING = frozenset({"and", "or", "slash"})


def modifier(stretch: Stretch, reading: Reading) -> Mod | None:
    """TIMEX3 modifier of a date: its own (begin, medio, eind), or that of the word before it (uiterlijk, na, rond)."""
    if reading.mod is not None or isinstance(reading.when, Range):
        return reading.mod
    tokens = stretch.tokens
    back = reading.first - 1
    while back >= 0 and (tokens[back].text in ARTICLES or (tokens[back].role in CUES and not tokens[back].value)):
        back -= 1
    if back < 0:
        return None
    cue = tokens[back]
    if cue.role in {"cue", "to"} or (cue.role == "cue_before_day" and reading.when.grain in {"day", "named", "season"}):
        return cue.value  # type: ignore[return-value]  # rows of this role hold a modifier
    return None


def told(stretch: Stretch, reading: Reading) -> When:
    """The date; after "sinds" the last one that lies in the past, and with the tense of its sentence if it lacks a year."""
    when = reading.when
    if isinstance(when, Yearly) and when.toward == "near" and when.shift is None:
        back = reading.first - 1
        back -= back >= 0 and stretch.tokens[back].text in ARTICLES
        if back >= 0 and stretch.tokens[back].text in {"sinds", "sedert"}:
            return when._replace(toward="past")
        return when._replace(lean=lean(stretch, reading.first, reading.after))
    return when


def is_recurring(stretch: Stretch, reading: Reading) -> bool:
    """Whether the date comes back: "jaarlijks op 1 mei", "1 mei van elk jaar"."""
    tokens = stretch.tokens
    for back in range(max(0, reading.first - 4), reading.first):
        if tokens[back].role == "recurring" and (tokens[back].value == "always" or tokens[back + 1].role == "unit"):
            return True
    after = reading.after + (tokens[reading.after].text == "van")
    return tokens[after].role == "recurring" and tokens[after + 1].role == "unit"


def is_listed(stretch: Stretch, reading: Reading, follow: Reading) -> bool:
    """Whether the date is listed with the next one: "juni en juli 2024", "op 3 mei, op 7 juni en op 12 juli 2024"."""
    tokens = stretch.tokens
    at = reading.after
    if tokens[at].role not in LISTING and tokens[at].text not in {"/", "-", "–"}:
        return False
    at += 1
    while at < follow.first and (tokens[at].role == "and" or tokens[at].role in CUES or tokens[at].text in ARTICLES):
        at += 1
    return at == follow.first
