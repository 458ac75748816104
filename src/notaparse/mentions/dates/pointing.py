"""Rules for what is counted from the day of reading: "gisteren", "volgende week", "over twee weken", "vrijdag jl."."""

from __future__ import annotations

import datetime as dt

from notaparse.mentions.dates.neighbours import full_year, runs_on, singular
from notaparse.mentions.dates.reading import POINTS, Reading, Stretch, suffix_after
from notaparse.mentions.dates.scan import Token
from notaparse.mentions.dates.tense import lean
from notaparse.mentions.dates.when import (
    Amount,
    Fixed,
    Grain,
    Relative,
    Toward,
    Yearly,
    away,
    month,
    nearest_day,
    unit_away,
    weekday_after,
    weekday_from,
    weekday_of_week,
)

NO_MORNING = frozenset({"de", "deze", "'s", "’s", "goede", "goeden", "s"})
"""Words before "morgen" that make it a part of the day."""

LASTING = frozenset({"heen", "tijd", "verspreid", "verdeeld", "gespreid", "uitgesmeerd", "lang"})
"""Words after "over twee weken" that make it a duration."""


def day_word(stretch: Stretch, at: int) -> Reading | None:
    """As in "vandaag", "gisteren", "morgen"."""
    tokens = stretch.tokens
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.text == "vandaag" and tokens[at + 1].text == "de" and tokens[at + 2].text == "dag":
        return None
    if before and (before.role in {"recurring", "weekday"} or (token.text == "morgen" and before.text in NO_MORNING)):
        return None
    if tokens[at + 1].role == "dash" and tokens[at + 1].glued:
        return None
    return Reading(at, at + 1, unit_away("day", token.number), f"day_word:{token.row}")


def ago(stretch: Stretch, at: int) -> Reading | None:
    """As in "twee weken geleden", "1 jaar en 3 maanden geleden", "twee dagen later", "2 dagen vanaf nu"."""
    tokens = stretch.tokens
    amounts, after = _amounts(tokens, at)
    if not amounts or (at and tokens[at - 1].role == "dash" and tokens[at - 1].glued):
        return None
    word = tokens[after]
    rule, grain = f"ago:{tokens[at + 1].row}", _grain(amounts)
    if word.role == "ago":
        sign = -1 if word.value == "past" else 1
        return Reading(at, after + 1, Relative(away(amounts, sign), grain, from_date=sign > 0), rule)
    base = tokens[after + 1]
    if word.text in {"na", "vanaf", "voor", "vóór", "sedert"} and base.role in {"day_word", "now"}:
        sign = -1 if word.text in {"voor", "vóór"} else 1
        return Reading(at, after + 2, Relative(away(amounts, sign, base.number), grain), rule)
    return None


def from_now(stretch: Stretch, at: int) -> Reading | None:
    """As in "over twee weken"; not "verdeeld over vijf jaar"."""
    tokens = stretch.tokens
    if any(token.role == "spread" for token in tokens[max(0, at - 4) : at]):
        return None
    exact = ago(stretch, at + 1)
    if exact is not None and tokens[exact.after - 1].role != "ago":
        return exact._replace(first=at)
    amounts, after = _amounts(tokens, at + 1)
    if not amounts or tokens[after].text in LASTING or tokens[after].role in {"dash", "spread"}:
        return None
    return Reading(at, after, Relative(away(amounts, 1), _grain(amounts)), f"from_now:{tokens[at + 2].row}")


def _amounts(tokens: list[Token], at: int) -> tuple[tuple[Amount, ...], int]:
    """As in "2 jaar, 1 maand en 12 dagen" at ``at``, and the index after it."""
    amounts: list[Amount] = []
    after = at
    while len(amounts) < 4:
        count, unit = _count(tokens[at]), tokens[at + 1]
        if count < 0 or unit.role != "unit" or unit.value not in {"day", "week", "month", "year"}:
            break
        amounts.append((unit.value, count))
        after = at + 2
        at = after + (tokens[after].role == "and")
    return tuple(amounts), after


def _grain(amounts: tuple[Amount, ...]) -> Grain:
    return "year" if len(amounts) == 1 and amounts[0][0] == "year" else "day"


def _count(token: Token) -> int:
    """How many; -1 where it is no number."""
    if token.role in {"number", "count"}:
        return token.number
    return token.number if token.role == "digits" and len(token.text) <= 3 else -1


def unit(stretch: Stretch, at: int) -> Reading | None:
    """As in "deze week", "vorige maand", "komend jaar", "volgende week dinsdag", "komende drie dagen"."""
    tokens = stretch.tokens
    pointer, token = tokens[at], tokens[at + 1]
    shift = POINTS[pointer.value]
    if token.role in {"number", "digits"} and pointer.value in {"coming", "past"}:
        return _next_days(tokens, at)
    if token.role != "unit" or not singular(token):
        return None
    if token.value == "day":
        return Reading(at, at + 2, unit_away("day", shift, from_date=shift >= 0), f"unit:{token.row}")
    if token.value == "year" and tokens[at + 2].role == "month":
        month_token = tokens[at + 2]
        when = Yearly(month(month_token.number), "month", shift=shift)
        return Reading(at, at + 3, when, f"month:{month_token.row}")
    if token.value == "week":
        after = at + 2
        after += tokens[after].text in {"op", "-", "–"}
        if tokens[after].role == "weekday":
            weekday = tokens[after]
            value_from = weekday_of_week(weekday.number, shift)
            return Reading(at, after + 1, Relative(value_from, "day"), f"weekday:{weekday.row}")
    rule = f"unit:{token.row}"
    if token.value == "year" and full_year(tokens[at + 2]) and not runs_on(tokens, at + 2):
        return Reading(at, at + 3, Fixed(f"{tokens[at + 2].number:04}", "year"), rule)  # "het lopende jaar 2024"
    if token.value == "year" and tokens[at + 2].text == "het" and tokens[at + 3].role == "ordinal":
        # "dit jaar het derde kwartaal"
        inner = stretch.simple(stretch, at + 3)
        if inner is not None and isinstance(inner.when, Yearly) and inner.when.grain in {"quarter", "half"}:
            return inner._replace(first=at, when=inner.when._replace(shift=shift))
    if tokens[at + 2].role == "dash" and tokens[at + 2].glued:
        return None
    return Reading(at, at + 2, unit_away(token.value, shift), rule)


def _next_days(tokens: list[Token], at: int) -> Reading | None:
    count, token = _count(tokens[at + 1]), tokens[at + 2]
    if token.role != "unit" or token.value != "day" or not 2 <= count <= 366:
        return None
    first, last = (1, count) if tokens[at].value == "coming" else (-count, -1)

    def value_from(today: dt.date) -> str:
        return f"{today + dt.timedelta(days=first)}/{today + dt.timedelta(days=last)}"

    return Reading(at, at + 3, Relative(value_from, "day"), f"unit:{token.row}")


def weekday(stretch: Stretch, at: int) -> Reading | None:
    """As in "vrijdag", "vrijdag jl.", "aanstaande vrijdag", "dinsdag van vorige week", "donderdag de 21e"."""
    tokens = stretch.tokens
    start = at
    pointer = tokens[at] if tokens[at].role == "pointer" or tokens[at].text == "laatste" else None
    if pointer is not None and pointer.text == "dit":
        return None  # "U kunt dit donderdag inbrengen": days are "deze"
    at += pointer is not None
    token = tokens[at]
    whole = token.role == "weekday_short" and not at and tokens[at + 1 + (tokens[at + 1].text == ".")].role == "end"
    if not (token.role == "weekday" or whole) or (at and tokens[at - 1].role == "recurring"):
        return None
    rule = f"weekday:{token.row}"
    after = at + 1
    if pointer is not None:
        value = pointer.value if pointer.role == "pointer" else "past"
        if value in {"next", "last"}:
            return Reading(start, after, Relative(weekday_of_week(token.number, POINTS[value]), "day"), rule)
        toward: Toward = "past" if value == "past" else "future"
        return Reading(start, after, Relative(weekday_from(token.number, toward), "day"), rule)
    number = after + (tokens[after].text == "de")
    if 1 <= tokens[number].number <= 31 and (
        tokens[number].role == "ordinal" if number > after else _ends_in_number(tokens, after)
    ):
        return Reading(start, number + 1, Relative(nearest_day(tokens[number].number, token.number), "day"), rule)
    week = after + (tokens[after].text == "van")
    if tokens[week].role == "pointer" and tokens[week + 1].value == "week" and tokens[week + 1].role == "unit":
        shift = POINTS[tokens[week].value]
        return Reading(start, week + 2, Relative(weekday_of_week(token.number, shift), "day"), rule)
    if tokens[after].role == "over":
        amounts, end = _amounts(tokens, after + 1)
        if len(amounts) == 1 and amounts[0][0] == "week":  # "dinsdag over een week"
            return Reading(start, end, Relative(weekday_after(token.number, amounts[0][1]), "day"), rule)
    suffix, after = suffix_after(tokens, after)
    if suffix:
        return Reading(start, after, Relative(weekday_from(token.number, suffix), "day"), rule)
    if tokens[after].role == "dash" and tokens[after].glued:
        return None
    toward = "past" if lean(stretch, start, after) < 0 else "future"
    return Reading(start, after, Relative(weekday_from(token.number, toward), "day"), rule)


def _ends_in_number(tokens: list[Token], at: int) -> bool:
    """As in "op maandag 21.": nothing after the number that it could count."""
    return (
        tokens[at].role == "digits"
        and len(tokens[at].text) <= 2
        and (tokens[at + 1].role in {"end", "line"} or tokens[at + 1].text in {".", "!", "?", ")"})
        and not tokens[at + 2].glued
    )
