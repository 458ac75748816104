"""What looks like a year and isn't one: part of a name, a number of something, a count.

Months and days need no such care, since a number beside a month name is hardly ever anything else. A year alone is: it
stands in prose after a preposition, a conjunction or a bracket; right after a noun it mostly belongs to a name.
"""

from __future__ import annotations

from notaparse.mentions.dates.neighbours import ARTICLES, full_year, runs_in, runs_on
from notaparse.mentions.dates.reading import CUES, Stretch
from notaparse.mentions.dates.scan import NOTHING, Token

LOOK_BACK = 12
"""Tokens before a year in which the head of a name is looked for ("Nationaal Programma Landelijk Gebied 2024")."""

COUNTING = ("ingen", "heden", "aars", "eurs", "isten", "euro's")
"""Endings of plurals that nothing else in Dutch has."""

FIRM = frozenset({"in", "sinds", "sedert", "vanaf", "anno", "uit", "medio", "tussen", "vóór"})
"""Words after which a number of four digits is a year even if a noun follows."""

SURELY_COUNTED = frozenset({"euro", "%", "gevallen"})
"""What is counted even then."""

OF_THEM = frozenset({"daarvan", "hiervan", "ervan"})
"""Words that tell the number before them to be a part of another number: "en 2018 daarvan"."""

JOINS = frozenset({"and", "or", "dash"})

DATED = CUES | {"about", "year_head", "years", "month", "month_short", "season", "code", "named_day"}
"""Roles after which it is one."""

PERIODS = frozenset({"year", "school_year", "quarter", "half"})
"""Units after which it is one: "het jaar 2024"."""

UNDATED = frozenset({"no_noun", "amount", "pointer", "recurring", "number", "count"})
"""Roles after which a number of four digits is no year."""

OPEN_QUOTES, CLOSE_QUOTES = frozenset("‘“'\"„«`"), frozenset("’”'\"»´")

UNNAMED = frozenset(
    {".", ";", ":", ",", "over", "inzake", "bij", "met", "door", "aan", "uit", "om", "te", "betreffende", "dat"}
)
"""Signs and words that don't stand inside the name of a law, a programme or a report."""

PARLIAMENT = frozenset(
    {"kamerstukken", "kamerstuk", "handelingen", "aanhangsel", "kst", "kamer", "tk", "ek", "ii", "i"}
)
"""Words before a session year that belongs to a document number."""

NUMBERED = frozenset({"nr", "nr.", "nrs", "nrs.", "no."})
"""Words after the year of a document number."""

PASSED = frozenset({"ii", "i", "van", "de", "eu", "eg", "pb"})
"""Words between the head of a document number and its year."""


def is_year(stretch: Stretch, at: int, after: int) -> bool:
    """Whether the year or years in tokens ``at`` to ``after`` are a date, by what stands before and behind them."""
    tokens = stretch.tokens
    if runs_in(tokens, at) or runs_on(tokens, after - 1) or _quoted(stretch, at, after):
        return False
    return _stands(stretch, at, after)


def _stands(stretch: Stretch, at: int, after: int) -> bool:
    """The same, by the words before and behind alone."""
    tokens = stretch.tokens
    before, follow = tokens[at - 1] if at else NOTHING, tokens[after]
    counts = _counts(stretch, follow)
    usual = 1900 <= tokens[at].number < 2100
    if before.text in FIRM and follow.text not in SURELY_COUNTED:
        return not _numbers_something(tokens, at, after)
    if counts or _numbers_something(tokens, at, after):
        return False
    if _rises(tokens, after):
        return False
    if before.role in DATED or before.value in PERIODS:
        return usual or follow.role in {"end", "line", "sign"} or not follow.text.isalpha()
    if not usual or before.role in UNDATED or before.text in ARTICLES:
        return False
    if before.role in JOINS or before.text == "/":
        # "het Werkprogramma 2025 en 2026": the second goes with the first.
        first = _first_listed(tokens, at)
        return first == at or _stands(stretch, first, first + 1)
    if before.role in {"past_tense", "auxiliary", "future"}:
        return before.text in {"is", "was", "wordt", "werd"} and follow.role in {"end", "line", "sign"}
    if before.role == "digits":
        return full_year(before) and tokens[at].number == before.number + 1  # the head of a table
    if before.text == "(":
        return at < 2 or not tokens[at - 2].text.isdigit()
    if before.role in {"end", "line"} or (before.role == "sign" and before.text not in {")", "+"}):
        return True
    return not _named(stretch, at)


def _first_listed(tokens: list[Token], at: int) -> int:
    """Index of the first year of an enumeration that ends with the year at ``at``; ``at`` itself where it stands alone.

    No name is followed by more than a few years: the search back is short, so that its cost is.
    """
    first = at
    for _ in range(LOOK_BACK):
        sign = tokens[first - 1]
        if first < 2 or not (full_year(tokens[first - 2]) and (sign.role in JOINS or sign.text == "/")):
            return first
        first -= 2
    return at


def _counts(stretch: Stretch, follow: Token) -> bool:
    """Whether the token after a number is what it counts."""
    if follow.role in {"counted", "unit"} or follow.text in OF_THEM:
        return True
    return not follow.role and follow.text.endswith(COUNTING) and stretch.text[follow.start].islower()


def _rises(tokens: list[Token], after: int) -> bool:
    """Whether the number before goes up or down to another one that is no year: "van 2019 naar 4038"."""
    if tokens[after].text not in {"naar", "tot"}:
        return False
    goal, counted = tokens[after + 1 : after + 3] if after + 2 < len(tokens) else (NOTHING, NOTHING)
    return goal.role == "digits" and len(goal.text) > 2 and (not full_year(goal) or counted.role in {"counted", "unit"})


def _numbers_something(tokens: list[Token], at: int, after: int) -> bool:
    """Whether the number belongs to a document, an article, an amount ("Stb. 2024", "Kamerstukken II 2022/23")."""
    follow, beyond = tokens[after], tokens[after + 1]
    if follow.text in NUMBERED or (follow.text == "," and beyond.text in NUMBERED):
        return True
    if after - at >= 3 and _is_session(tokens, at, after):
        return True
    if not at or tokens[at - 1].role == "line":
        return False
    before = tokens[at - 1]
    if before.text == "(":
        return before.glued and at > 1 and tokens[at - 2].text[-1:].isalnum()  # "COM(2022) 541"
    if before.text == ")" and tokens[at - 2].text in {"eu", "eg", "euratom"}:
        return True
    back = at - 1
    while back > max(-1, at - 4) and (tokens[back].role in {"digits", "sign", "and"} or tokens[back].text in PASSED):
        back -= 1
    return back >= 0 and tokens[back].role == "number_head" and before.text != "van" and before.text not in ARTICLES


def _is_session(tokens: list[Token], at: int, after: int) -> bool:
    """Whether two years are those of a session in a document number: "Tweede Kamer, vergaderjaar 2023-2024, 36 410"."""
    file = tokens[after + 1]
    has_space = len(file.text) == 2 and len(tokens[after + 2].text) == 3 and tokens[after + 2].role == "digits"
    if tokens[after].text in PARLIAMENT:
        return True
    if tokens[after].text == "," and (
        file.text in PARLIAMENT or (file.role == "digits" and (len(file.text) == 5 or has_space))
    ):
        return True
    before = tokens[max(0, at - 6) : at]
    return any(token.text in PARLIAMENT for token in before) and any(
        token.role == "number_head" or token.text == "kamer" for token in before
    )


def _named(stretch: Stretch, at: int) -> bool:
    """Whether the year ends a name: "het Actieplan Weidevogels 2022", "KEV 2024"."""
    tokens, text, words, _ = stretch
    before = tokens[at - 1]
    written = text[before.start : before.end]
    if before.text == ")":  # "het Bestuurlijk Overleg Veenweide (BOV) 2024"
        written = text[tokens[at - 2].start : tokens[at - 2].end]
    if len(written) > 1 and written.isupper():
        return True
    for back in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        token = tokens[back]
        if token.role in {"line", "past_tense", "auxiliary", "future"} or token.text in UNNAMED:
            return False
        if token.text.endswith(words.far_endings) or (back >= at - 2 and token.text.endswith(words.near_endings)):
            return True
        if token.text in words.name_openings and text[token.start].isupper():
            return True
    return False


def _quoted(stretch: Stretch, at: int, after: int) -> bool:
    """Whether the year ends a title in quotes: ‘Nederland circulair in 2050’."""
    tokens = stretch.tokens
    if tokens[after].text not in CLOSE_QUOTES or not tokens[after].glued:
        return False
    for back in range(at - 1, max(-1, at - 16), -1):
        if tokens[back].text in OPEN_QUOTES and not (back + 1 < at and tokens[back + 1].text in CLOSE_QUOTES):
            return True
        if tokens[back].role == "line":
            return False
    return False
