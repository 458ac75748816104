"""What stands beside the body and was read into it: labels of the head with their values, units, status lines.

A converter that reads a page from top to bottom prints the side column in the middle of a sentence. A run of rows is
taken out when it holds a label, or a status line, on a line of its own; values go along as far as they fit the label
before them. A run that only says again what the head says is furniture; any other is a group of the head.
"""

from __future__ import annotations

import re

from notaparse.printed import Row
from notaparse.structure.headlines import tokens_of
from notaparse.structure.joining import ended
from notaparse.structure.lexicon import Label, Lexicon

_UNIT = re.compile(
    r"Directoraat|Directie|Programmadirectie|Projectdirectie|DG |DG[A-Z]|PD |Afdeling|Cluster|Bestuurs|Bureau|Dir\.|Dienst|[A-Z]{3,}"
)
"""How a unit's name begins: cheaper than asking the vocabulary of every line."""
_CODE = re.compile(r"[A-Z][\w&.-]*(?:[ /][A-Z][\w&.-]*){0,3}")

Seams = set[int]
"""Rows before which something was taken out."""


def margins(
    body: list[Row], known: set[str], lexicon: Lexicon
) -> tuple[list[Row], list[tuple[Row, ...]], list[Row], Seams]:
    """The body without its margins, groups for the head, furniture, and the rows that now follow a seam.

    ``known`` are the ids of labels and statuses that the head has; those found here are added.
    """
    strong = [_strength(row, lexicon) for row in body]
    if not any(strong):
        return body, [], [], set()
    kept: list[Row] = []
    groups: list[tuple[Row, ...]] = []
    furniture: list[Row] = []
    seams: Seams = set()
    n = 0
    while n < len(body):
        if not strong[n]:
            kept.append(body[n])
            n += 1
            continue
        end = _end(body, strong, n, lexicon)
        above = _unit_above(kept, lexicon)
        run = [*kept[len(kept) - above :], *body[n:end]] if above else body[n:end]
        del kept[len(kept) - above :]
        names = {name for row in run for name in _names(row, lexicon)}
        if names <= known:
            furniture.extend(run)
        else:
            groups.append(tuple(run))
            known |= names
        seams.add(len(kept))
        n = end
    return kept, groups, furniture, seams


def _unit_above(kept: list[Row], lexicon: Lexicon) -> int:
    """How many rows before a label are the name of a unit in the side column, over one to three lines."""
    for size in range(1, min(3, len(kept)) + 1):
        row = kept[-size]
        if row.marker is not None or len(row.text) > 60 or ended(row.text) or lexicon.title(row.text) is not None:
            return 0
        if _UNIT.match(row.text) and "unit" in lexicon.value(row.text):
            return size
        if row.gap or row.heading is not None:
            return 0
    return 0


def _strength(row: Row, lexicon: Lexicon) -> bool:
    """Whether a row opens a margin: a label alone or with a value that fits it, a status line, a unit with a label."""
    text = row.text
    if row.marker is not None or not text or len(text) > 120 or not (text[0].isupper() or text[0] == "("):
        return False
    if text.isupper() and lexicon.status(text) is not None:
        return True
    found = labels_in(text, lexicon)
    if found and lexicon.title(text) is None:
        label, end = found
        rest = text[end:].lstrip(": ")
        return not rest or _fits(label, rest, lexicon)
    if _UNIT.match(text) is None or not lexicon.label_inside(text):
        return False
    tokens = tokens_of(((row,),), lexicon)
    return (
        1 < len(tokens) < 4
        and "unit" in lexicon.value(tokens[0].row.text)
        and tokens[1].label is not None
        and (len(tokens) == 2 or _fits(tokens[1].label, tokens[2].row.text, lexicon))
    )


def labels_in(text: str, lexicon: Lexicon) -> tuple[Label, int] | None:
    """The label that opens a text, and where it ends."""
    whole = lexicon.label(text)
    if whole is not None:
        return whole, len(text)
    found = lexicon.labels_at(text)
    return found[0] if found else None


def _fits(label: Label, text: str, lexicon: Lexicon) -> bool:
    kinds = lexicon.value(text)
    if label.key in ("date", "deadline"):
        return bool(kinds & {"date", "redaction"})
    if label.key == "reference":
        return bool(kinds & {"reference", "redaction"})
    if label.key == "attachments":
        return "count" in kinds
    if label.key == "published":
        return "yes_no" in kinds
    if label.key in ("authors", "sender", "consulted", "copies"):
        return bool(kinds & {"unit", "redaction", "address"}) or _CODE.fullmatch(text) is not None
    if label.key == "addressee":
        return "addressee" in kinds
    return label.key == "other" and bool(kinds & {"redaction", "yes_no", "reference"})


def _end(body: list[Row], strong: list[bool], start: int, lexicon: Lexicon) -> int:
    """Where the run of rows that opens in ``start`` ends."""
    label: Label | None = None
    n = start
    while n < len(body):
        row = body[n]
        if strong[n]:
            last = tokens_of(((row,),), lexicon)[-1]
            label = last.label
        elif _is_attachments(body, strong, n, lexicon):
            label = lexicon.label(row.text)
        elif row.marker is not None or row.heading is not None:
            return n
        elif label is not None and row.text and _fits(label, row.text, lexicon):
            if label.values != "many":
                label = None
        elif not (len(row.text) < 160 and _UNIT.match(row.text) and "unit" in lexicon.value(row.text)):
            return n
        n += 1
    return n


def _is_attachments(body: list[Row], strong: list[bool], n: int, lexicon: Lexicon) -> bool:
    """ "Bijlagen" between labels is one of them, though it is the title of a section elsewhere."""
    if body[n].marker is not None or lexicon.label(body[n].text) is None:
        return False
    after = body[n + 1] if n + 1 < len(body) else None
    return after is None or strong[n + 1] or "count" in lexicon.value(after.text)


def _names(row: Row, lexicon: Lexicon) -> list[str]:
    return [
        name for token in tokens_of(((row,),), lexicon) if (name := token.status or (token.label and token.label.row))
    ]


def names_of(rows: list[Row], lexicon: Lexicon) -> set[str]:
    """Ids of the labels and statuses that rows of the head open with."""
    return {name for row in rows for name in _names(row, lexicon)}
