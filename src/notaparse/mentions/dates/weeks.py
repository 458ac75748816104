"""Rules for weeks and for what is counted in a period: "week 40", "derde dinsdag van september", "21e eeuw"."""

from __future__ import annotations

from notaparse.mentions.dates.neighbours import article_end, runs_on, singular
from notaparse.mentions.dates.reading import POINTS, Reading, Stretch, Year, suffix_after, with_year, year_after
from notaparse.mentions.dates.when import (
    Fixed,
    Range,
    Relative,
    When,
    Yearly,
    week,
    week_of_month,
    week_with,
    weekday_in_month,
    weekday_of_month,
)


def weeks(stretch: Stretch, at: int) -> Reading | None:
    """As in "week 40", "week 40 t/m 42 van 2024", "de week van 7 oktober"."""
    tokens = stretch.tokens
    token = tokens[at]
    if token.role != "unit" or token.value != "week" or (at and tokens[at - 1].text in {"per", "elke"}):
        return None
    if tokens[at + 1].text == "van" and singular(token):
        return _week_with(stretch, at)
    first = tokens[at + 1]
    if not (first.role == "digits" and 1 <= first.number <= 53 and len(first.text) <= 2):
        return None
    after = at + 2
    last = None
    if tokens[after].role in {"dash", "and", "to"} or tokens[after].text == "/":
        until = tokens[after + 1]
        joined = tokens[after].role != "and" or (not singular(token) and until.number == first.number + 1)
        if until.role == "digits" and len(until.text) <= 2 and first.number < until.number <= 53 and joined:
            last, after = until, after + 2
    if runs_on(tokens, after - 1) or tokens[after].role in {"counted", "unit"}:
        return None
    year = year_after(stretch, after)
    begin = with_year(Yearly(week(first.number), "week"), year)
    rule = f"week:{token.row}"
    if last is None:
        return Reading(at, max(year.after, after), begin, rule)
    return Reading(at, max(year.after, after), Range(begin, with_year(Yearly(week(last.number), "week"), year)), rule)


def _week_with(stretch: Stretch, at: int) -> Reading | None:
    tokens = stretch.tokens
    number, name = tokens[at + 2], tokens[at + 3]
    if number.role == "weekday":
        number, name, at = tokens[at + 3], tokens[at + 4], at + 1
    if not (number.role == "digits" and 1 <= number.number <= 31 and name.role in {"month", "month_short"}):
        return None
    year = year_after(stretch, at + 4)
    suffix, after = suffix_after(tokens, max(year.after, at + 4))
    when = with_year(Yearly(week_with(name.number, number.number), "week", toward=suffix or "near"), year)
    start = at - (tokens[at + 1].text != "van")
    return Reading(start, after, when, "week:with_day")


def nth(stretch: Stretch, at: int) -> Reading | None:
    """As in "eerste week van juni", "derde dinsdag van september 2024", "eerste vrijdag van volgende maand", "21e eeuw"."""
    tokens = stretch.tokens
    number, unit = tokens[at].number, tokens[at + 1]
    if unit.role == "unit" and unit.value == "century" and number > 0:
        first = 100 * (number - 1)
        return Reading(at, at + 2, Fixed(f"{first:04}/{first + 99:04}", "years"), f"century:{unit.row}")
    is_week = unit.role == "unit" and unit.value == "week" and singular(unit)
    if not (is_week or unit.role == "weekday") or not -1 <= number <= 5 + 48 * is_week:
        return None
    if tokens[at + 2].text not in {"van", "in"}:
        return None
    inner = article_end(tokens, at + 3)
    token = tokens[inner]
    rule = f"nth:{unit.row}"
    if token.role in {"month", "month_short"} and number <= 5:
        year = year_after(stretch, inner + 1)
        value_in = (
            week_of_month(token.number, number) if is_week else weekday_of_month(token.number, unit.number, number)
        )
        when: When = with_year(Yearly(value_in, "week" if is_week else "day"), year)
        return Reading(at, max(year.after, inner + 1), when, rule)
    shift = None
    if inner > at + 3 and token.role == "unit":
        shift = 0
    elif token.role == "pointer" and tokens[inner + 1].role == "unit":
        shift = POINTS[token.value]
        inner += 1
        token = tokens[inner]
    if is_week:
        year = year_after(stretch, at + 2)
        if shift is not None and token.text == "jaar" and year.year is None:
            year = Year(None, shift, inner + 1)
        if year.year is None and year.shift is None:
            return None
        return Reading(at, year.after, with_year(Yearly(week(number), "week"), year), rule)
    if shift is not None and token.text == "maand":
        return Reading(at, inner + 1, Relative(weekday_in_month(unit.number, number, shift), "day"), rule)
    return None
