"""Lines of the head → tokens: labels, status lines, and values.

A line may hold several: "TER ONDERTEKENING Nota actief openbaar Ja", "Aan Van Afgestemd met". A label of one ordinary
word ("Van", "Datum") is taken inside a line only where what follows is its kind of value, another label, or nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from notaparse.printed import Row
from notaparse.structure.lexicon import Label, Lexicon
from notaparse.structure.rows import cut

_LONGEST = 400
"""Characters beyond which a line is one value."""

_DATE = re.compile(r"\d{1,2}[- ./](?:\d{1,2}|[A-Za-z]{3,9}\.?)[- ./]\d{4}|\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9}\b")


_DATE_BEHIND = re.compile(r" \d{1,2} [a-z]{3,9} \d{4}$| \d{1,2}-\d{1,2}-\d{4}$")


class Token(NamedTuple):
    """A label, a status line, or a value."""

    row: Row
    group: int
    """Which group of rows it stands in: what has white between it is in two."""
    line: int
    """Which printed line of the head it stands in."""
    label: Label | None = None
    status: str | None = None
    inline: bool = False
    """A value in the line of the label before it."""

    @property
    def is_value(self) -> bool:
        """Whether it is neither a label nor a status."""
        return self.label is None and self.status is None


def tokens_of(groups: tuple[tuple[Row, ...], ...], lexicon: Lexicon) -> list[Token]:
    """All tokens of the head, in order."""
    numbered = ((n, row) for n, group in enumerate(groups) for row in group)
    return [token for line, (n, row) in enumerate(numbered) for token in _of_row(row, n, line, lexicon)]


def _of_row(row: Row, group: int, line: int, lexicon: Lexicon) -> list[Token]:
    text = row.text
    if row.marker is not None or len(text) > _LONGEST:
        return [Token(row, group, line)]
    status = lexicon.status(text)
    if status is not None:
        return [Token(row, group, line, status=status)]
    label = lexicon.label(text)
    if label is not None:
        return [Token(row, group, line, label)]
    tokens: list[Token] = []
    start = at = 0
    labelled = False

    def value(stop: int) -> int:
        """Take the value that ends here. Gives where the next token begins: behind it, or where it would have begun."""
        if not text[start:stop].strip():
            return start
        tokens.append(Token(cut(row, start, stop), group, line, inline=labelled))
        return stop

    while at < len(text):
        found = _label_at(text, at, lexicon)
        capitals = None if found else lexicon.capital_status(text, at)
        if found is not None:
            first = value(at)
            label, size = found
            size += text[at + size : at + size + 1] == ":"
            tokens.append(Token(cut(row, first, at + size), group, line, label))
            at += size
            start, labelled = at, True
        elif capitals is not None and capitals.start() == at:
            first = value(at)
            status = lexicon.status(capitals.group())
            tokens.append(Token(cut(row, first, capitals.end()), group, line, status=status))
            at = start = capitals.end()
            labelled = False
        else:
            at = text.find(" ", at + 1)
            if at < 0:
                break
        while text[at : at + 1] == " ":
            at += 1
    value(len(text))
    return tokens


def _label_at(text: str, at: int, lexicon: Lexicon) -> tuple[Label, int] | None:
    """The label that stands at this place of a line, and its length."""
    if not text[at].isupper():
        return None
    for label, size in lexicon.labels_at(text[at:]):
        after = text[at + size :]
        rest = after.lstrip(": ")
        if after.startswith(":") or not rest or _opens(rest, lexicon):
            return label, size
        asks = label.single and (at or label.key not in {"title", "other"})
        if not asks or _takes(label, rest, lexicon):
            return label, size
    return None


def _opens(text: str, lexicon: Lexicon) -> bool:
    """Whether a status line stands here, or another label: one of several words, or the first of a row of labels."""
    if not text[0].isupper():
        return False
    status = lexicon.capital_status(text)
    if status is not None and status.start() == 0:
        return True
    for label, size in lexicon.labels_at(text):
        rest = text[size:].lstrip(" ")
        if not label.single or not rest or rest[0] == ":" or _opens(rest, lexicon):
            return True
    return False


def first_of_two(text: str, lexicon: Lexicon) -> int:
    """Where a name ends that a date or reference of the side column follows in its line: "MBZK 2023-0000700225"."""
    date = _DATE_BEHIND.search(text)
    at = date.start() if date else text.rfind(" ")
    if (
        at > 0
        and (date or "reference" in lexicon.value(text[at + 1 :]))
        and lexicon.value(text[:at]) & {"addressee", "unit"}
    ):
        return at
    return 0


def _takes(label: Label, rest: str, lexicon: Lexicon) -> bool:
    """Whether the text behind a label of one word is its kind of value."""
    if label.key in ("date", "deadline"):
        return _DATE.match(rest) is not None
    status = lexicon.capital_status(rest)
    if inside := lexicon.label_inside(rest) or (status.start() if status else 0):
        rest = rest[:inside].rstrip()
    kinds = lexicon.value(rest)
    if label.key == "attachments":
        return "count" in kinds or rest[0].isupper() or rest[0].isdigit()
    if label.key == "addressee":
        return bool(kinds - {"title", "word"}) or first_of_two(rest, lexicon) > 0
    if label.key == "sender":
        return bool(kinds & {"unit", "redaction"}) or first_of_two(rest, lexicon) > 0
    if label.key == "reference":
        return bool(kinds & {"reference", "redaction"}) or rest[0].isdigit()
    if label.key == "authors":
        return bool(kinds & {"unit", "redaction"}) or rest.count(" ") < 4
    return label.key == "copies" and (bool(kinds) or "," in rest)
