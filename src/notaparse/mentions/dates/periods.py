"""Rules for months, seasons, quarters, half-years, weeks, years and longer: "eerste helft van 2023", "week 40"."""

from __future__ import annotations

from notaparse.mentions.dates.guards import is_year
from notaparse.mentions.dates.reading import (
    CUES,
    POINTS,
    TOWARD,
    Mod,
    Reading,
    Stretch,
    Year,
    article_end,
    compound,
    full_year,
    opens_sentence,
    pair_end,
    runs_in,
    runs_on,
    short_year,
    singular,
    suffix_after,
    with_year,
    year_after,
)
from notaparse.mentions.dates.scan import NOTHING, Token
from notaparse.mentions.dates.when import (
    Fixed,
    Range,
    Relative,
    When,
    Yearly,
    from_day,
    half_month,
    month,
    months,
    season,
    week,
    week_of_month,
    week_with,
    weekday_in_month,
    weekday_of_month,
)

QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12), -1: (10, 12)}
HALVES = {1: (1, 6), 2: (7, 12), -1: (7, 12)}

MONTHS = frozenset({"month", "month_short"})

MONTH_CUES = CUES | frozenset({"part", "about", "and", "or", "dash", "pointer", "unit"})
"""Roles before a month that is written with a capital in mid-sentence: without them it is somebody's name."""


def month_and_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "oktober 2024", "oktober", "mei jl.", "volgend jaar juni"; short names only with their year."""
    tokens = stretch.tokens
    start = at
    token = tokens[at]
    toward = None
    if token.role == "pointer":
        toward = TOWARD[token.value]
        toward = "future" if toward == "next" else "past" if toward == "last" else toward
        at += 1
        token = tokens[at]
    if token.role not in {"month", "month_short"}:
        return None
    year = year_after(stretch, at + 1)
    after = max(year.after, at + 1)
    if (
        year.year is None
        and year.shift is None
        and not (_is_short_month(stretch, at) if token.role == "month_short" else _is_month(stretch, at))
    ):
        return None
    suffix, after = suffix_after(tokens, after)
    when = with_year(Yearly(month(token.number), "month", toward=suffix or toward or "near"), year)
    return Reading(start, after, when, f"month:{token.row}")


def _is_short_month(stretch: Stretch, at: int) -> bool:
    """Whether a short month without a year is one: "in okt", "jan-feb 2025"."""
    tokens = stretch.tokens
    if stretch.text[tokens[at].start].isupper():
        return False
    joined = tokens[at + 1].role in {"dash", "and"} or tokens[at + 1].text in {"t/m", "tot en met", "tot", "/"}
    return (joined and tokens[at + 2].role in MONTHS) or (
        at > 0 and tokens[at - 1].text in {"in", "sinds", "vanaf", "per"} and not tokens[at + 1].glued
    )


def _is_month(stretch: Stretch, at: int) -> bool:
    """Whether a month without a year is one, and not a name or a part of a word."""
    tokens = stretch.tokens
    token, before = tokens[at], tokens[at - 1] if at else NOTHING
    if compound(tokens, at, MONTHS) or before.text == "_":
        return False
    if before.role in {"recurring", "count"} or (before.role == "digits" and not token.glued):
        return False
    if stretch.text[token.start].islower() or opens_sentence(tokens, at):
        return True
    # "Van Maart" is a name; "Van maart tot mei" and "in Maart" are not.
    return before.role in MONTH_CUES and (opens_sentence(tokens, at - 1) or stretch.text[before.start].islower())


def year_and_month(stretch: Stretch, at: int) -> Reading | None:
    """As in "2016 juni", "2024-05", "04/2016"."""
    tokens = stretch.tokens
    first, second, third = tokens[at : at + 3]
    if full_year(first) and second.role == "month" and tokens[at + 2].role != "digits" and not runs_in(tokens, at):
        return Reading(at, at + 2, Fixed(month(second.number)(first.number), "month"), f"month:{second.row}")
    if full_year(first) and second.text == "," and third.role == "month_short":
        return Reading(at, at + 3, Fixed(month(third.number)(first.number), "month"), f"month:{third.row}")
    if not (second.glued and third.glued and third.role == first.role == "digits") or runs_on(tokens, at + 2):
        return None
    if runs_in(tokens, at) or (at and tokens[at - 1].role == "number_head"):
        return None
    if full_year(first) and second.role == "dash" and len(third.text) == 2 and 1 <= third.number <= 12:
        if third.number == (first.number + 1) % 100 or not is_year(stretch, at, at + 3):
            return None
        return Reading(at, at + 3, Fixed(month(third.number)(first.number), "month"), "month:numeric")
    if full_year(third) and second.text == "/" and len(first.text) <= 2 and 1 <= first.number <= 12:
        return Reading(at, at + 3, Fixed(month(first.number)(third.number), "month"), "month:numeric")
    return None


def season_and_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "zomer 2025", "dit najaar", "afgelopen winter", "de winter van 2024/2025"."""
    tokens = stretch.tokens
    start, token = at, tokens[at]
    toward = None
    if token.role == "pointer":
        toward = TOWARD[token.value]
        at += 1
        token = tokens[at]
    if token.role != "season":
        return None
    if compound(tokens, at, frozenset({"season"})) or (at and tokens[at - 1].role == "recurring"):
        return None
    year = year_after(stretch, at + 1, pair=True)
    if year.year is None and start == at and stretch.text[token.start].isupper() and not opens_sentence(tokens, at):
        return None  # "de heer Winter"
    suffix, after = suffix_after(tokens, max(year.after, at + 1))
    when = with_year(Yearly(season(token.number), "season", toward=suffix or toward or "near"), year)
    return Reading(start, after, when, f"season:{token.row}")


def quarter_code(stretch: Stretch, at: int) -> Reading | None:
    """As in "Q3", "Q3 2023", "2024-Q3", "H1 2025"."""
    tokens = stretch.tokens
    start = at
    if full_year(tokens[at]):
        code = at + 1 + (tokens[at + 1].role == "dash")
        if tokens[code].role != "code" or runs_in(tokens, at):
            return None
        year, after, at = Year(tokens[at].number), code + 1, code
    else:
        year = year_after(stretch, at + 1)
        after = max(year.after, at + 1)
    token = tokens[at]
    if token.role != "code" or (token.text[0] == "h" and (year.year is None or token.number > 2)):
        return None
    if tokens[after].role == "dash" and tokens[after].glued and tokens[after + 1].role not in {"code", "digits"}:
        return None
    grain, table = ("quarter", QUARTERS) if token.text[0] == "q" else ("half", HALVES)
    when = with_year(Yearly(months(*table[token.number]), grain), year)  # type: ignore[arg-type]  # a literal of two
    return Reading(start, after, when, f"{grain}:code")


def part_of_year(stretch: Stretch, at: int) -> Reading | None:
    """As in "derde kwartaal van 2024", "eerste en tweede kwartaal", "tweede helft 2025", "eerste halfjaar", "kwartaal 3"."""
    tokens = stretch.tokens
    start, first = at, tokens[at]
    if first.role == "unit":
        if first.value != "quarter" or tokens[at + 1].role != "digits" or not 1 <= tokens[at + 1].number <= 4:
            return None
        number = until = tokens[at + 1].number
        at, unit = at + 2, first
    else:
        number = until = first.number
        at += 1
        if tokens[at].text in {"en", "t/m", "tot en met"} and tokens[at + 1].role == "ordinal":
            until = tokens[at + 1].number
            at += 2
        unit = tokens[at]
        at += 1
    if unit.role == "half" or (unit.role == "unit" and unit.value == "half"):
        table, grain = HALVES, "half"
    elif unit.role == "unit" and unit.value == "quarter":
        table, grain = QUARTERS, "quarter"
    else:
        return None
    if number not in table or until not in table or until < number:
        return None
    span = (table[number][0], table[until][1])
    year = _year_or_this(stretch, at)
    if unit.role == "half" and year.year is None and year.shift is None:
        return _half_of_month(stretch, start, at, number)
    suffix, after = suffix_after(tokens, max(year.after, at))
    when = with_year(Yearly(months(*span), grain, toward=suffix or "near"), year)  # type: ignore[arg-type]  # as above
    return Reading(start, after, when, f"{grain}:{unit.row}")


def _half_of_month(stretch: Stretch, start: int, at: int, half: int) -> Reading | None:
    tokens = stretch.tokens
    at += tokens[at].text == "van"
    token = tokens[at]
    if token.role != "month":
        return None
    year = year_after(stretch, at + 1)
    when = with_year(Yearly(half_month(token.number, 1 if half == 1 else 2), "month"), year)
    return Reading(start, max(year.after, at + 1), when, f"half:{token.row}")


def _year_or_this(stretch: Stretch, at: int) -> Year:
    """As ``year_after``; "van het jaar" is that of the day of reading."""
    tokens = stretch.tokens
    year = year_after(stretch, at)
    if year.year is None and year.shift is None and tokens[at].text == "van":
        back = article_end(tokens, at + 1)
        if back > at + 1 and tokens[back].role == "unit" and tokens[back].text == "jaar":
            return Year(None, 0, back + 1)
    return year


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
    if tokens[after].role in {"dash", "and"} or tokens[after].text in {"t/m", "tot en met", "tot", "/"}:
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


def decade(stretch: Stretch, at: int) -> Reading | None:
    """As in "jaren negentig", "jaren '90", "jaren 1990"."""
    tokens = stretch.tokens
    token = tokens[at + 1]
    if token.role == "short" or (token.role in {"number", "digits"} and token.number in range(30, 100, 10)):
        number = token.number
        first = short_year(number) if number < 30 else 1900 + number
    elif full_year(token) and token.number % 10 == 0 and not _goes_on(tokens, at + 2):
        number, first = 0, token.number
    else:
        return None
    if number % 10 or runs_on(tokens, at + 1):
        return None
    return Reading(at, at + 2, Fixed(f"{first:04}/{first + 9:04}", "years"), f"decade:{tokens[at].row}")


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether more years follow: "de jaren 2020 en 2021"."""
    joined = tokens[at].role in {"and", "or", "dash"} or tokens[at].text in {"t/m", "tot en met", "tot", "/"}
    return joined and tokens[at + 1].role in {"digits", "short"}


def years(stretch: Stretch, at: int) -> Reading | None:
    """As in "2023-2026", "2022/23", "2023-'25"."""
    tokens = stretch.tokens
    first, sign = tokens[at], tokens[at + 1]
    if not full_year(first) or not (sign.role == "dash" or sign.text == "/"):
        return None
    second = at + 2 + (tokens[at + 2].role == "line")
    last = tokens[second]
    if sign.glued != last.glued and tokens[at + 2].role != "line":
        return None
    century = first.number // 100 * 100
    if full_year(last):
        number = last.number
    elif last.role == "short" or (last.role == "digits" and len(last.text) == 2):
        number = century + last.number + 100 * (century + last.number < first.number)
        if number != first.number + 1 and (sign.text == "/" or last.number <= 12):
            return None
    else:
        return None
    if not first.number < number <= first.number + 100 or not is_year(stretch, at, second + 1):
        return None
    return Reading(at, second + 1, Fixed(f"{first.number:04}/{number:04}", "years"), "years:range")


def year(stretch: Stretch, at: int) -> Reading | None:
    """As in "2024", where what stands round it says that it is a year."""
    tokens = stretch.tokens
    token = tokens[at]
    if not full_year(token) or not is_year(stretch, at, at + 1):
        return None
    return Reading(at, at + 1, Fixed(f"{token.number:04}", "year"), "year:number")


def part(stretch: Stretch, at: int) -> Reading | None:
    """As in "begin 2024", "half augustus", "einde van het jaar", "begin volgende week", "circa 1 mei"."""
    tokens = stretch.tokens
    mod: Mod = tokens[at].value  # type: ignore[assignment]  # rows of these roles hold a modifier
    inner = at + 1
    inner += tokens[inner].role == "dash" and tokens[inner].glued
    if tokens[at].role == "part":
        inner += tokens[inner].text in {"van", "in"}
        article = article_end(tokens, inner)
        unit = tokens[article]
        if (
            article > inner
            and unit.role == "unit"
            and unit.value in {"year", "month", "week", "quarter"}
            and singular(unit)
        ):
            if full_year(tokens[article + 1]) and unit.value == "year":
                inner = article + 1
            else:
                return Reading(
                    at, article + 1, Relative(from_day(unit.value, 0), "year"), f"part:{tokens[at].row}", mod
                )
        else:
            inner = article
    token = tokens[inner]
    if token.role == "part" and tokens[at].role == "part":
        return None
    if token.role in {"year_head", "years"} or (token.role == "unit" and token.value in {"year", "school_year"}):
        inner += full_year(tokens[inner + 1])
    if full_year(tokens[inner]) and not pair_end(tokens, inner):
        follow = tokens[inner + 1]
        if (
            runs_on(tokens, inner)
            or follow.role in {"counted", "unit"}
            or (tokens[at].role == "about" and not follow.role)
        ):
            return None
        number = tokens[inner].number
        return Reading(at, inner + 1, Fixed(f"{number:04}", "year"), f"part:{tokens[at].row}", mod)
    found = stretch.simple(stretch, inner)
    if found is None or found.mod or found.rule.startswith("part:"):
        return None
    if (
        tokens[at].role == "part"
        and found.when.grain == "day"
        and not found.rule.startswith(("named", "numeric:day_and"))
    ):
        return None
    return found._replace(first=at, mod=mod, rule=f"part:{tokens[at].row}:{found.rule}")
