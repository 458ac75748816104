"""Rules for days in numbers: "12-10-2023", "op 22-4", "2024-10-03"."""

from __future__ import annotations

from notaparse.mentions.dates.days import weekday_end
from notaparse.mentions.dates.neighbours import full_year, runs_in, runs_on
from notaparse.mentions.dates.reading import CUES, Reading, Stretch, Year, pointed, short_year, with_year, year_after
from notaparse.mentions.dates.scan import NOTHING, Token
from notaparse.mentions.dates.when import Fixed, Yearly, day

DAY_CUES = frozenset({"op", "per", "d.d.", "d.d", "dd", "dd.", "vanaf", "uiterlijk", "vóór", "sinds"})
"""Words after which two numbers ("22-4") are a day and a month."""

ROUND_THE_CLOCK = ("24", "7")
"""What is open "24/7" is so on every day."""

ENDS = frozenset({"end", "line"})
COUNTS = frozenset({"unit", "counted"})
FREE = CUES | ENDS | {"sign", "and", "or", "dash"}
"""Roles after a day and a month that say that nothing is counted."""


def numeric(stretch: Stretch, at: int) -> Reading | None:
    """As in "12-10-2023", "12/10/'23", "12.10.2023", with or without a day of the week before it."""
    tokens = stretch.tokens
    start, at = at, weekday_end(tokens, at)
    sign, parts = _chain(tokens, at, 3)
    if not sign or _belongs_elsewhere(tokens, at):
        return None
    if runs_on(tokens, at + 4) and not (tokens[at + 5].role == "dash" and _chain(tokens, at + 6, 3)[0]):
        return None
    number, month, year = parts
    if len(number.text) > 2 or len(month.text) > 2:
        return None
    if len(year.text) == 4 and year.role == "digits":
        value = _day(year.number, month.number, number.number, swap=sign != ".")
    elif year.role == "short" or (len(year.text) == 2 and (sign != "." or len(number.text) == len(month.text) == 2)):
        value = _day(short_year(year.number), month.number, number.number, swap=sign != ".")
    else:
        return None
    return Reading(start, at + 5, Fixed(value, "day"), "numeric:day") if value else None


def numeric_without_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "op 22-4", "van 1-10 tot 7-11", "vrijdag 12/5": only where the words round it say that it is a day."""
    tokens = stretch.tokens
    start = at
    pointer = tokens[at] if tokens[at].role == "pointer" else None
    at = weekday_end(tokens, at + (pointer is not None))
    sign, parts = _chain(tokens, at, 2)
    if not sign or sign == "." or runs_on(tokens, at + 2) or _belongs_elsewhere(tokens, at):
        return None
    number, month = (part.number for part in parts)
    if month > 12 >= number and sign == "/":
        number, month = month, number
    if not (1 <= month <= 12 and 1 <= number <= 31) or any(len(part.text) > 2 for part in parts):
        return None
    year = year_after(stretch, at + 3) if tokens[at + 3].text == "," else Year(after=at + 3)
    if year.year is None and start == at and not _says_day(tokens, at, sign):
        return None
    when = with_year(Yearly(day(month, number), "day", toward=pointed(pointer)), year)
    return Reading(start, max(year.after, at + 3), when, "numeric:day_and_month")


def _says_day(tokens: list[Token], at: int, sign: str) -> bool:
    """Whether what stands round "22-4" at ``at`` says that it is no range, no score and no fraction."""
    before, follow = tokens[at - 1] if at else NOTHING, tokens[at + 3]
    first, second = tokens[at], tokens[at + 2]
    if follow.role in COUNTS or (sign == "/" and (first.text, second.text) == ROUND_THE_CLOCK):
        return False
    if before.text in DAY_CUES or (first.number > 12 and second.number <= 12):
        return True  # "22-4": a range would rise
    if before.role in {*ENDS, "dash"} and follow.role in {*ENDS, "dash"}:
        return True
    if before.text in {"van", "tussen"} and (follow.text == "en" or follow.role in {"dash", "to"}):
        return True
    if follow.role not in FREE:
        return False
    padded = sign == "/" and len(first.text) == len(second.text) == 2 and (before.role in CUES or before is NOTHING)
    return padded or before.text in {"tot", "en"} or before.role == "dash"


def iso(stretch: Stretch, at: int) -> Reading | None:
    """As in "2024-10-03"; and "2024 10 03" or "20241003" that opens a line, as the names of files do."""
    tokens = stretch.tokens
    if not full_year(tokens[at]):
        return _compact(tokens, at)
    sign, parts = _chain(tokens, at, 3)
    if sign:
        year, month, number = parts
        time = tokens[at + 5].text[:1] == "t" and tokens[at + 5].glued
        if len(number.text) > 2 or _belongs_elsewhere(tokens, at) or (runs_on(tokens, at + 4) and not time):
            return None
        after = at + 5
    else:
        year, month, number = tokens[at : at + 3]
        if not (_opens_line(tokens, at) and month.role == number.role == "digits"):
            return None
        if not len(month.text) == len(number.text) == 2:
            return None
        after = at + 3
    value = _day(year.number, month.number, number.number, swap=True)
    return Reading(at, after, Fixed(value, "day"), "numeric:iso") if value else None


def _compact(tokens: list[Token], at: int) -> Reading | None:
    text = tokens[at].text
    if len(text) != len("20241003") or text[:2] not in {"19", "20"} or not _opens_line(tokens, at):
        return None
    value = _day(int(text[:4]), int(text[4:6]), int(text[6:]), swap=False)
    return Reading(at, at + 1, Fixed(value, "day"), "numeric:iso") if value else None


def _opens_line(tokens: list[Token], at: int) -> bool:
    return tokens[at - 1].role == "line" if at else tokens[at].start == 0


def _day(year: int, month: int, number: int, *, swap: bool) -> str | None:
    """The day; with ``swap``, month and day change places where only that makes sense ("10/31/1974")."""
    if swap and month > 12 >= number:
        number, month = month, number
    return day(month, number)(year) if 1 <= month <= 12 else None


def _chain(tokens: list[Token], at: int, length: int) -> tuple[str, list[Token]]:
    """So many numbers from ``at`` on with one sign between them and no blanks, and that sign; "" where there are none."""
    parts = tokens[at : at + 2 * length : 2]
    signs = tokens[at + 1 : at + 2 * length - 1 : 2]
    sign = signs[0]
    if not (sign.role == "dash" or sign.text in {"/", "."}) or any(other.text != sign.text for other in signs):
        return "", []
    if not all(token.glued for token in (*signs, *parts[1:])) or any(part.role != "digits" for part in parts[:-1]):
        return "", []
    return (sign.text, parts) if parts[-1].role in {"digits", "short"} else ("", [])


def _belongs_elsewhere(tokens: list[Token], at: int) -> bool:
    """Whether the number counts something ("pag. 10-11-12"), or hangs on more than a word and a hyphen."""
    before = tokens[at - 1] if at else NOTHING
    if before.role == "number_head" or not tokens[at].glued:
        return before.role == "number_head"
    if before.role == "dash" and at > 5 and _chain(tokens, at - 6, 3)[0] and _chain(tokens, at, 3)[0]:
        return False  # "12-10-2023–14-10-2023"
    if before.role == "dash" or before.text == "_":
        return at > 1 and before.glued and tokens[at - 2].text[-1:].isdigit()
    return runs_in(tokens, at)
