"""Text → stretches of tokens.

Only what stands round a month, a number that can be a date, or a word such as "gisteren" is ever looked at. Both scans
for these run in C; the rest of the cost is by date, not by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.mentions.dates.words import Piece, Word, Words

NEAR, FAR, AFTER = 48, 100, 32
"""Characters that are read before an anchor, before a number that may be a year in a name ("het Werkprogramma Adviescollege
rechtspositie dorpsraden 2025"), and after an anchor."""

LONGEST, MOST = 24, 20_000
"""Characters of what is kept between blanks, and how many of these at most."""

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
    """A word, number or sign, and what it is in the grammar. The fields of a ``Word`` come first."""

    role: str
    """Role of the word's row; or ``digits``, ``code``, ``short``, ``line``, ``sign``, ``end``; "" for any other word."""
    number: int
    value: str
    row: str
    text: str
    """Lower case."""
    start: int
    end: int
    glued: bool
    """Whether it stands against the token before it."""


NOTHING = Token("end", 0, "", "", "", 0, 0, glued=False)
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
    while start and start < end and folded[start - 1].isalnum() and folded[start].isalnum():
        start += 1
    while start < end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end -= 1
    out: list[Token] = []
    new, known = tuple.__new__, words.pieces  # the inner loop: tuple.__new__ is twice as fast as Token(…)
    at = start
    for piece in folded[start:end].split(" "):
        if piece:
            for word, text, begin, stop, glued in known.get(piece) or _cut(piece, words):
                out.append(new(Token, word + (text, at + begin, at + stop, glued)))  # noqa: RUF005 - as above
        at += len(piece) + 1
    if not words.phrases.keys().isdisjoint([token.text for token in out]):
        out = _merged(out, words)
    out += [NOTHING] * 8
    return out


def _cut(piece: str, words: Words) -> list[Piece]:
    """The tokens of what stands between two blanks. Prose says the same again and again, so they are kept."""
    forms = words.forms
    out: list[Piece] = []
    last = -1
    for match in TOKEN.finditer(piece):
        text = match[0]
        at, to = match.span()
        word = forms.get(text)
        if word is None and text[-1] == "." and len(text) > 1 and "." not in (bare := text[:-1]):
            # The full stop of a sentence, not of an abbreviation.
            out.append((forms.get(bare) or PLAIN, bare, at, to - 1, at == last))
            text, at, last, word = ".", to - 1, to - 1, SIGN
        out.append((word or _unknown(text), text, at, to, at == last))
        last = to
    if len(piece) <= LONGEST:
        if len(words.pieces) >= MOST:
            words.pieces.clear()
        words.pieces[piece] = out
    return out


def _unknown(text: str) -> Word:
    """What a token is that is no form of a row."""
    if text[0].isalpha():
        return PLAIN
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
                token = Token(*word, " ".join(phrase), token.start, out[end - 1].end, token.glued)
                at = end - 1
                break
        merged.append(token)
        at += 1
    return merged
