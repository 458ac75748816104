"""Small questions about a token and what stands beside it."""

from __future__ import annotations

from notaparse.mentions.dates.scan import NOTHING, Token

ARTICLES = frozenset({"de", "het", "'t", "’t"})

OPENING = frozenset({"part", "season", "month", "month_short", "code", "named_day"})
"""Roles with which another date begins right after a sign."""

TITLES = frozenset({"dr", "mr", "drs", "ir", "ing", "prof", "dhr", "mw", "mevr"})
"""Short titles of persons: after their full stop no sentence begins."""


def runs_on(tokens: list[Token], at: int) -> bool:
    """Whether the number goes on: in letters, more digits, a decimal, a compound ("2030-agenda", "2024Z123")."""
    follow = tokens[at + 1]
    if not follow.glued:
        return False
    if follow.text[:1].isalnum() or follow.text == "%":
        return True
    beyond = tokens[at + 2]
    if not beyond.glued:
        return False
    if follow.role == "dash" and (beyond.role == "day_word" or tokens[at + 3].role in {"month", "month_short"}):
        return False  # "18 maart 2024–19 april 2024"
    if (follow.text == "/" or follow.role == "dash") and beyond.role in OPENING:
        return False  # "eind 2024/begin 2025", "juli 2024-juni 2025"
    if follow.role == "dash" or follow.text == "/":
        return beyond.text[:1].isalnum() or beyond.role == "short"
    return follow.text in {".", ",", ":", "'", "’"} and beyond.text[:1].isdigit()


def runs_in(tokens: list[Token], at: int) -> bool:
    """Whether the number is the tail of something: of letters, of more digits, of a decimal, of a compound."""
    if not at or not tokens[at].glued:
        return False
    before = tokens[at - 1]
    if before.text[-1:].isalnum() or before.text in {"#", "@", "_", "€", "$", "£", "+"}:
        return True
    if at < 2 or not before.glued:
        return before.role == "dash"
    if before.role == "dash" or before.text in {"/", ".", ",", ":"}:
        return tokens[at - 2].text[-1:].isalnum()
    return False


def full_year(token: Token) -> bool:
    """Whether it has the form of a year."""
    return token.role == "digits" and len(token.text) == 4 and 1000 <= token.number < 2200


def singular(token: Token) -> bool:
    """Whether a unit is one: "week", not "weken"."""
    return not token.text.endswith("en")


def opens_sentence(tokens: list[Token], at: int) -> bool:
    """Whether a sentence, a line or a bracket begins with the token: there a capital says nothing."""
    if at < 2 or tokens[at - 1].text != ".":
        return at == 0 or tokens[at - 1].role in {"line", "sign"}
    # "A. Maart", "dr. April": initials and titles end in a full stop too.
    return len(tokens[at - 2].text) > 1 and tokens[at - 2].text not in TITLES


def compound(tokens: list[Token], at: int, also: frozenset[str] = frozenset()) -> bool:
    """Whether a hyphen makes the word part of another: "mei-enquête", "zomer- en winterstand", "na-zomer".

    ``also``: roles that may follow the hyphen, since then it is a range.
    """
    follow, beyond = tokens[at + 1], tokens[at + 2]
    joins = beyond.glued and beyond.text[:1].isalpha() and beyond.role not in also
    if follow.role == "dash" and follow.glued and (joins or beyond.role in {"and", "or"}):
        return True
    before = tokens[at - 1] if at else NOTHING
    return before.role == "dash" and tokens[at].glued and before.glued and tokens[at - 2].role not in also


def article_end(tokens: list[Token], at: int) -> int:
    """Index after an article at ``at``, if there is one."""
    return at + (tokens[at].text in ARTICLES)
