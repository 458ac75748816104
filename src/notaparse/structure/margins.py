"""What stands beside the body and was read into it: labels of the head with their values, units, status lines.

A converter that reads a page from top to bottom prints the side column in the middle of a sentence. A run of rows is
taken out when it holds a label, or a status line, on a line of its own; values go along as far as they fit the label
before them. A run that only says again what the head says is furniture; any other is a group of the head. A run before
a second "Aanleiding" is the head of another nota: the text is a bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from notaparse.printed import Row
from notaparse.structure.headings import title_of
from notaparse.structure.headlines import tokens_of
from notaparse.structure.joining import ended, runs_on
from notaparse.structure.lexicon import Label, Lexicon
from notaparse.structure.tables import opens_table

_UNIT = re.compile(
    r"Directoraat|Directie|Programmadirectie|Projectdirectie|DG |DG[A-Z]|PD |Afdeling|Cluster|Bestuurs|Bureau|Dir\.|Dienst|"
    r"[A-Z]{3,}"
)
"""How a unit's name begins: cheaper than asking the vocabulary of every line."""

_OFFICE = re.compile(
    r"Directoraat|Directie|Programmadirectie|Projectdirectie|Afdeling|Cluster|Bestuurs|Bureau|Dir\.|Dienst"
)
"""The same for a name that is more than letters: "FEZ, WJZ" may be all that a section says."""

_CODES = re.compile(r"[A-Z][\w&.-]*(?:[ /][A-Z][\w&.-]*){0,3}")

_NAME = 50
"""Characters at most of a name in the side column."""

_HEAD = 12
"""Rows at most between the labels of a further nota and its first title."""


class Margins(NamedTuple):
    """A body, and what was taken out of it."""

    body: list[Row]
    groups: list[tuple[Row, ...]]
    """For the head."""
    furniture: list[Row]
    seams: set[int]
    """Rows of the body before which something stood."""
    others: list[tuple[Row, ...]]
    """Heads of further notas."""


def margins(body: list[Row], known: set[str], lexicon: Lexicon) -> Margins:
    """Take the margins out of a body.

    ``known`` are the ids of labels and statuses that the head has; those found here are added.
    """
    strong = [is_strong(row, lexicon) for row in body]
    for n, is_label in enumerate(strong):
        if is_label and n + 1 < len(body) and opens_table(body[n], body[n + 1], lexicon) is not None:
            strong[n] = False  # "Datum" heads a column
    done = Margins([], [], [], set(), [])
    if not any(strong):
        return done._replace(body=body)
    opening = next((found.kind for row in body if (found := title_of(row, lexicon)) is not None), None)
    kept = done.body
    n = 0
    while n < len(body):
        if not strong[n]:
            kept.append(body[n])
            n += 1
            continue
        end = _end(body, strong, n, lexicon)
        above = _above(kept, lexicon) or (_name_above(kept, lexicon) if end == len(body) else 0)
        first = kept[len(kept) - above :]
        del kept[len(kept) - above :]
        names = names_of(body[n:end], lexicon)
        title = _next_nota(body, end, opening, lexicon) if len(names) > 1 and kept else None
        if title is not None:
            done.others.append((*first, *body[n:title]))
            end = title
        elif names <= known:
            done.furniture.extend((*first, *body[n:end]))
        else:
            done.groups.append((*first, *body[n:end]))
            known |= names
        done.seams.add(len(kept))
        n = end
    return done


def names_of(rows: Iterable[Row], lexicon: Lexicon) -> set[str]:
    """Ids of the labels and statuses that rows hold."""
    tokens = tokens_of((tuple(rows),), lexicon)
    return {name for token in tokens if (name := token.status or (token.label and token.label.row))}


def is_strong(row: Row, lexicon: Lexicon) -> bool:
    """Whether a row opens a margin: a label alone or with a value that fits it, a status line, a unit with a label."""
    text = row.text
    if row.marker is not None or not text or len(text) > 120 or row.style == "cell":
        return False
    if not (text[0].isupper() or text[0] == "("):
        return False
    if text.isupper() and lexicon.status(text) is not None:
        return True
    label, end = _label(text, lexicon)
    if label is not None and lexicon.title(text) is None:
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


def _label(text: str, lexicon: Lexicon) -> tuple[Label | None, int]:
    """The label that opens a text, and where it ends."""
    whole = lexicon.label(text)
    if whole is not None:
        return whole, len(text)
    found = lexicon.labels_at(text)
    return found[0] if found else (None, 0)


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
        return bool(kinds & {"unit", "redaction", "address"}) or _CODES.fullmatch(text) is not None
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
            label = tokens_of(((row,),), lexicon)[-1].label
        elif _is_attachments(body, strong, n, lexicon):
            label = lexicon.label(row.text)
        elif label is not None and label.key == "attachments" and (taken := _attachments(body, n, lexicon)):
            n += taken
            label = None
            continue
        elif row.marker is not None or row.heading is not None or title_of(row, lexicon) is not None:
            return n
        elif label is not None and _fits(label, row.text, lexicon) and (not row.gap or lexicon.value(row.text)):
            if label.values != "many":
                label = None
        elif not (len(row.text) < 160 and _UNIT.match(row.text) and "unit" in lexicon.value(row.text)):
            return n
        n += 1
    return n


def _is_attachments(body: list[Row], strong: list[bool], n: int, lexicon: Lexicon) -> bool:
    """Whether "Bijlagen" is one of a row of labels here, though it is the title of a section elsewhere."""
    if body[n].marker is not None or lexicon.label(body[n].text) is None:
        return False
    after = body[n + 1] if n + 1 < len(body) else None
    return after is None or strong[n + 1] or "count" in lexicon.value(after.text) or _is_number(after)


def _is_number(row: Row) -> bool:
    return row.marker is not None and row.marker[0].isdigit()


def _attachments(body: list[Row], start: int, lexicon: Lexicon) -> int:
    """How many rows below a label are names of attachments: numbered, or short and with nothing but white behind."""
    n = start
    alone = 0
    while n < len(body) and _is_number(body[n]) and len(body[n].text) < _NAME:
        alone += not body[n].text
        n += 1
    if n == start:
        while n < len(body) and not body[n].gap and _may_be_name(body[n], lexicon):
            n += 1
        return n - start if n == len(body) or body[n].gap else 0
    while alone and n < len(body) and _may_be_name(body[n], lexicon):  # numbers first, then the names
        alone -= 1
        n += 1
    return n - start


def _may_be_name(row: Row, lexicon: Lexicon) -> bool:
    if row.marker is not None or row.heading is not None or len(row.text) > _NAME or ended(row.text):
        return False
    return row.text[:1].isupper() and title_of(row, lexicon) is None


def _above(kept: list[Row], lexicon: Lexicon) -> int:
    """How many rows before a label belong to it: names and addresses of units, or a date without its label."""
    found = 0
    for size in range(1, min(8, len(kept)) + 1):
        row = kept[-size]
        if row.marker is not None or len(row.text) > 60 or ended(row.text) or title_of(row, lexicon) is not None:
            break
        kinds = lexicon.value(row.text) if row.text[0].isupper() or row.text[0].isdigit() or row.text[0] == "w" else ()
        if ("unit" in kinds and _OFFICE.match(row.text)) or "address" in kinds:
            found = size
        elif "date" in kinds or "reference" in kinds:
            return 0 if len(kept) > size and runs_on(kept[-size - 1].text, row.text) else size
        elif row.gap or row.heading is not None or size > found + 2:
            break
    return found


def _name_above(kept: list[Row], lexicon: Lexicon) -> int:
    """How many rows above a head at the end of the text are a unit's name that nothing shows but its place."""
    for size in range(1, min(3, len(kept))):
        row, before = kept[-size], kept[-size - 1]
        if not _may_be_name(row, lexicon) or lexicon.filler(row.text):
            return 0
        if ended(before.text) or lexicon.filler(before.text):
            return size
    return 0


def _next_nota(body: list[Row], end: int, opening: str | None, lexicon: Lexicon) -> int | None:
    """Where the body of another nota begins, if these labels are its head."""
    for n in range(end, min(end + _HEAD, len(body))):
        if (body[n].marker or ".")[-1] not in ".)":
            return None
        found = title_of(body[n], lexicon)
        if found is not None:
            return n if found.kind == opening else None
    return None
