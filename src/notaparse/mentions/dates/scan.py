"""Text → stretches of tokens.

Only what stands round a month, a number that can be a date, or a word such as "gisteren" is ever looked at. Both scans
for these run in C; the rest of the cost is by date, not by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.mentions.dates.words import Word, Words

NEAR, FAR, AFTER = 56, 100, 36
"""Characters that are read before an anchor, before a number that may be a year in a name ("het Werkprogramma Adviescollege
rechtspositie dorpsraden 2025"), and after an anchor."""

TINY = 8
"""Characters of a text that may be no more than a day of the week, short."""

DIGITS = re.compile(r"[0-9q][0-9./-]*")
"""Chunks of digits, and "Q" for quarters: one class of characters, so that the search runs at the speed of memory."""

DATELIKE = re.compile(
    r"(?:1[5-9]|2[01])\d\d(?!\d)|(?:19|20)\d{6}(?!\d)|\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d{2,4}|q[1-4](?!\d)"
)
"""What of a chunk can begin a date."""

LETTER = r"[a-zß-öø-ɏ]"
TOKEN = re.compile(
    rf"""
      [qh][1-4](?!\w)
    | {LETTER}(?: \.(?:{LETTER}\.)*{LETTER}(?!{LETTER})\.? | /m(?!{LETTER}) | {LETTER}*(?:/of(?!{LETTER})|['’]{LETTER}+)?\.? )
    | \d+(?:(?:ste|de|e)(?!{LETTER}))?
    | ['’‘`´]\d\d(?!\d)
    | \n
    | \S
    """,
    re.VERBOSE,
)
"""A quarter or half-year; a word, with its full stop, apostrophe or as an abbreviation; a number or ordinal; a year short;
the end of a line; any other sign."""


class Token(NamedTuple):
    """A word, number or sign, and what it is in the grammar."""

    text: str
    """Lower case."""
    start: int
    end: int
    role: str
    """Role of the word's row; or ``digits``, ``code``, ``short``, ``line``, ``sign``, ``end``; "" for any other word."""
    number: int
    value: str
    row: str
    glued: bool
    """Whether it stands against the token before it."""


NOTHING = Token("", 0, 0, "end", 0, "", "", glued=False)
"""Stands beyond the last token, so that looking ahead needs no care."""


def stretches(text: str, words: Words) -> Iterator[list[Token]]:
    """The tokens round each anchor, in order; stretches don't overlap. Each ends with a few ``NOTHING``."""
    folded = fold(text)
    size = len(folded)
    if size <= TINY and folded.strip(" .\n") in words.forms:
        yield tokens(folded, 0, size, words)  # a cell or a field that holds "ma." and nothing else
        return
    left = right = -1
    before = 0
    for start, end, is_number in anchors(folded, words):
        # A year right behind its month asks for no more than the month does.
        reach = FAR if is_number and start - before > 2 else NEAR
        if start - reach > right >= 0:
            yield tokens(folded, left, right, words)
            left = -1
        if left < 0:
            left = max(0, start - reach, right)
        right = min(size, max(right, end + AFTER))
        before = end
    if left >= 0:
        yield tokens(folded, left, right, words)


def fold(text: str) -> str:
    """Lower case without a change of length."""
    folded = text.lower()
    if len(folded) != len(text):  # İ is the one letter that gets longer
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return folded


def anchors(folded: str, words: Words) -> list[tuple[int, int, bool]]:
    """Where something stands without which no date is written, in order, and whether it is a number."""
    found = [
        (start, end, False)
        for _, start, end in words.anchors.find_matches_as_indexes(folded)
        if not (folded[start - 1 : start].isalpha() or folded[end : end + 1].isalpha())
    ]
    match = DATELIKE.match
    found += [
        (*chunk.span(), True)
        for chunk in DIGITS.finditer(folded)
        if (len(chunk[0]) > 1 and match(chunk[0])) or folded.startswith("op de ", max(0, chunk.start() - 6))
    ]
    found.sort()
    return found


def tokens(folded: str, start: int, end: int, words: Words) -> list[Token]:
    """Cut ``folded[start:end]`` into tokens; a word or number that the ends cut through is left out."""
    forms = words.forms
    while start and start < end and folded[start - 1].isalnum() and folded[start].isalnum():
        start += 1
    while start < end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end -= 1
    out: list[Token] = []
    last = start
    new, get = tuple.__new__, forms.get  # this is the inner loop: tuple.__new__ is twice as fast as Token(…)
    for match in TOKEN.finditer(folded, start, end):
        text = match[0]
        at, to = match.span()
        word = get(text)
        if word is None:
            if text[-1] == "." and len(text) > 1 and "." not in (bare := text[:-1]):
                # The full stop of a sentence, not of an abbreviation.
                out.append(new(Token, (bare, at, to - 1, *(get(bare) or PLAIN), at == last)))
                text, at, last, word = ".", to - 1, to - 1, SIGN
            else:
                word = PLAIN if text[0].isalpha() else _unknown(text)
        out.append(new(Token, (text, at, to, *word, at == last)))
        last = to
    if not words.phrases.keys().isdisjoint([token[0] for token in out]):
        out = _merged(out, words)
    out += [NOTHING] * 8
    return out


def _unknown(text: str) -> Word:
    """What a number or sign is that is no form of a row."""
    if text[0].isdecimal():
        digits = text.rstrip("sted")
        number = int(digits) if len(digits) < 5 else -1
        return Word("digits" if digits == text else "ordinal", number, "", "")
    if len(text) > 1:
        return Word("short", int(text[1:]), "", "")
    return LINE if text == "\n" else SIGN


PLAIN, SIGN, LINE = Word("", 0, "", ""), Word("sign", 0, "", ""), Word("line", 0, "", "")


def _merged(out: list[Token], words: Words) -> list[Token]:
    """Make one token of the tokens of a form such as "tot en met"."""
    phrases = words.phrases
    merged: list[Token] = []
    at = 0
    while at < len(out):
        token = out[at]
        for phrase, word in phrases.get(token.text, ()):
            end = at + len(phrase)
            if tuple(part.text for part in out[at:end]) == phrase:
                token = Token(" ".join(phrase), token.start, out[end - 1].end, *word, token.glued)
                at = end - 1
                break
        merged.append(token)
        at += 1
    return merged
