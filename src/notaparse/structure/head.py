"""Groups of head rows → entries (labels and values as printed).

In four steps, each on what the one before left over. A value goes to the label beside or above it when it fits it; a
value that stands away from its label goes to the first open label that asks for its kind ("Aan / Van" above "MBZK /
CZW"); running text without a label is the title; the rest are units, and what nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from notaparse.printed import Row
from notaparse.structure.headlines import Token, first_of_two, tokens_of
from notaparse.structure.joining import runs_on
from notaparse.structure.lexicon import Label, Lexicon
from notaparse.structure.rows import cut

_OFFICE = re.compile(r"(?:[Dd]e )?(?:[Mm]inister|[Ss]taatssecretaris)(?: (?:van|voor))? ")
_CODES = re.compile(
    r"((?:M|S|MIN|STAS|Min|Stas)[A-Z]\w{1,8}(?:(?: en | & )(?:M|S|MIN|STAS|Min|Stas)[A-Z]\w{1,8})*) (?=\S)"
)
_UNIT_INSIDE = re.compile(
    r" (?=(?:Directie|Directoraat|Programmadirectie|DG|CIO|Bureau|Afdeling|Dienst|Rijks[a-z]+)\b|[A-Z]{3,}[\w/&-]*(?: |$))"
)
_PART = re.compile(r"[^\s,&]+(?:(?: en | & |, )[^\s,&]+)*")
_NOTA = re.compile(r"nota (?=[A-Z])")
"""The word that names the document, where it was printed beside the title."""
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_MOST = 500
"""Labels and values that a head holds at most: each value is compared with each label."""
_FREE = {"date", "reference", "yes_no", "addressee"}
"""What no name of an attachment or author looks like."""


@dataclass(slots=True)
class EntryDraft:
    """An entry of the head, before offsets are known."""

    key: str
    at: int
    """Its place among the tokens."""
    line: int = -1
    """Which printed line its label stands in."""
    label: Row | None = None
    values: list[list[Row]] = field(default_factory=list)
    """The printed lines of each value."""
    rule: str = ""
    takes: str = "many"
    """As in ``LabelRow.values``."""
    status: str | None = None


@dataclass(slots=True)
class _Loose:
    """A value without a label, as far as we know."""

    row: Row
    at: int
    group: int
    kinds: frozenset[str]


def head_of(groups: tuple[tuple[Row, ...], ...], lexicon: Lexicon) -> list[EntryDraft]:
    """The entries of the head, in the order in which they begin."""
    if not groups:
        return []
    tokens = tokens_of(groups, lexicon)
    entries, loose = _beside(tokens[:_MOST], lexicon)
    for step in (_several_at_once, _by_kind, _title, _rest):
        loose = step(loose, entries, lexicon)
    entries.sort(key=lambda entry: entry.at)
    return entries + [
        EntryDraft("other", at, rule="beyond what a head holds", values=[[token.row]])
        for at, token in enumerate(tokens[_MOST:], _MOST)
    ]


# -- values beside or below their label --------------------------------------------------------------------------------
def _beside(tokens: list[Token], lexicon: Lexicon) -> tuple[list[EntryDraft], list[_Loose]]:
    entries: list[EntryDraft] = []
    loose: list[_Loose] = []
    current: EntryDraft | None = None
    group = -1
    for at, token in enumerate(tokens):
        if token.label is not None:
            current = _entry(token.label, token.row, at, token.line)
            entries.append(current)
        elif token.status is not None:
            entries.append(
                EntryDraft(
                    "status", at, token.line, None, [[token.row]], f"status: {token.status}", status=token.status
                )
            )
            current = None
        else:
            kinds = lexicon.value(token.row.text)
            if (
                current is not None
                and token.inline
                and current.key in ("addressee", "sender")
                and (size := first_of_two(token.row.text, lexicon))
            ):
                current.values.append([cut(token.row, 0, size)])
                rest = cut(token.row, size, len(token.row.text))
                loose.append(_Loose(rest, at, token.group, lexicon.value(rest.text)))
                group = token.group
                continue
            if current is not None and not _goes_to(current, token, group, kinds):
                current = None
            if current is None:
                loose.append(_Loose(token.row, at, token.group, kinds))
            elif current.values and token.row.marker is None and runs_on(current.values[-1][-1].text, token.row.text):
                current.values[-1].append(token.row)
            else:
                current.values.append([token.row])
                if current.takes != "many" and current.key != "title":
                    current = None
        group = token.group
    return entries, loose


def _entry(label: Label, row: Row, at: int, line: int) -> EntryDraft:
    return EntryDraft(label.key, at, line, row, [], f"label: {label.row} {label.text!r}", label.values)


def _numbered(row: Row) -> bool:
    """Whether a value is one of a numbered or bulleted list."""
    return row.marker is not None or _NUMBERED.match(row.text) is not None


def _goes_to(entry: EntryDraft, token: Token, group: int, kinds: frozenset[str]) -> bool:
    """Whether a value in the line of a label, or below it without white between, is its."""
    if token.inline:
        return not (entry.key in ("addressee", "sender") and kinds & {"date", "reference"})
    return token.group == group and _accepts(entry, token.row, kinds)


def _accepts(entry: EntryDraft, row: Row, kinds: frozenset[str]) -> bool:
    """Whether a value directly below a label may be its."""
    if entry.values and entry.key != "title" and row.marker is None and runs_on(entry.values[-1][-1].text, row.text):
        return True
    if _asks_for(entry, kinds):
        return True
    words = row.text.count(" ") + 1
    if entry.key == "title":
        return not entry.values or not kinds & (_FREE | {"unit", "word"})
    if entry.key == "attachments":
        return not kinds & _FREE and "unit" not in kinds and (not entry.values or _numbered(row))
    if entry.key == "ministry":
        return not entry.values
    if entry.key in ("addressee", "sender", "authors", "consulted", "copies"):
        if kinds & {"date", "reference", "count", "yes_no", "word"} or row.marker is not None:
            return False
        return words <= 4 or (words <= 8 and "title" not in kinds and "addressee" not in kinds)
    return False


_KINDS = {
    "date": {"date"},
    "deadline": {"date"},
    "reference": {"reference", "redaction"},
    "attachments": {"count"},
    "published": {"yes_no"},
    "addressee": {"addressee"},
    "sender": {"unit", "redaction"},
    "authors": {"redaction"},
    "consulted": {"unit"},
    "copies": {"unit", "addressee"},
}
"""Key of an entry → what values look like that belong to it wherever they stand."""


def _asks_for(entry: EntryDraft, kinds: Iterable[str]) -> bool:
    return not _KINDS.get(entry.key, frozenset()).isdisjoint(kinds)


# -- values away from their label -------------------------------------------------------------------------------------
def _several_at_once(loose: list[_Loose], entries: list[EntryDraft], lexicon: Lexicon) -> list[_Loose]:
    """Lines in which the values of several labels were joined: "MINDEF en STASDEF PDGB - CDS, DCo"."""
    left: list[_Loose] = []
    for value in loose:
        labels = _labels_in_one_line(entries)
        parts = _touching([match.end() for match in _PART.finditer(value.row.text)])
        if "date" not in value.kinds and len(labels) > 2 and len(parts) == len(labels) and _CODES.match(value.row.text):
            for entry, (start, end) in zip(labels, parts, strict=True):
                entry.values.append([cut(value.row, start, end)])
            continue
        size = _addressee_size(value, lexicon)
        if size and any(entry.key == "sender" and not entry.values for entry in entries):
            left.append(_Loose(cut(value.row, 0, size), value.at, value.group, frozenset({"addressee"})))
            left.append(_Loose(cut(value.row, size, len(value.row.text)), value.at, value.group, frozenset({"unit"})))
            continue
        left.append(value)
    return left


def _touching(ends: list[int]) -> list[tuple[int, int]]:
    """Stretches that end there and begin where the one before ended."""
    return list(zip([0, *ends], ends, strict=False))


def _labels_in_one_line(entries: list[EntryDraft]) -> list[EntryDraft]:
    """Labels without values that were printed in one line, such as "Aan Van Afgestemd met"."""
    lines: dict[int, list[EntryDraft]] = {}
    for entry in entries:
        if entry.label is not None and not entry.values:
            lines.setdefault(entry.line, []).append(entry)
    return max(lines.values(), key=len, default=[])


def _addressee_size(value: _Loose, lexicon: Lexicon) -> int:
    """Where the addressee ends in a line that goes on with the sender; 0 where it doesn't."""
    text = value.row.text
    if "addressee" not in value.kinds and not _CODES.match(text):
        return 0
    codes = _CODES.match(text)
    if codes:
        return 0 if text[codes.end() :].startswith(("en ", "& ")) else codes.end(1)
    office = _OFFICE.match(text)
    if not office:
        return 0
    rest = text[office.end() :]
    for form, _, _ in lexicon.ministries:
        if rest.startswith(form + " ") and rest[len(form) + 1].isupper():
            if " " not in form and "unit" not in lexicon.value(rest[len(form) + 1 :]):
                return 0  # "Staatssecretaris BZK Digitale Samenleving"
            return office.end() + len(form)
    inside = _UNIT_INSIDE.search(text, office.end())
    return inside.start() if inside else 0


def _by_kind(loose: list[_Loose], entries: list[EntryDraft], lexicon: Lexicon) -> list[_Loose]:  # noqa: ARG001 - all steps take the same
    """Give each value to the label right above it, or to the first open one: of those before it, else after it."""
    labels = {entry.at: entry for entry in entries if entry.label is not None}
    left: list[_Loose] = []
    for value in loose:
        above, over = labels.get(value.at - 1), labels.get(value.at - 2)
        alone = over is None or over.values
        if above is not None and alone and not above.values and _asks_for(above, value.kinds):
            above.values.append([value.row])
        else:
            left.append(value)
    loose, left = left, []
    for value in loose:
        entry = _open_label(value, entries)
        if entry is not None:
            entry.values.append([value.row])
        elif "addressee" in value.kinds and "title" not in value.kinds:
            entries.append(EntryDraft("addressee", value.at, -1, None, [[value.row]], "addressee: by its form"))
        else:
            left.append(value)
    return left


def _open_label(value: _Loose, entries: list[EntryDraft]) -> EntryDraft | None:
    addressed = any(entry.key == "addressee" and entry.values for entry in entries)
    open_labels = [
        entry
        for entry in entries
        if entry.label is not None
        and not entry.values
        and _asks_for(entry, value.kinds)
        # a minister gets a copy only beside another to whom the note goes
        and (entry.key != "copies" or (addressed and entry.at < value.at))
    ]
    if not open_labels:
        return None
    if "unit" in value.kinds and "addressee" not in value.kinds:
        sender = next((entry for entry in open_labels if entry.key == "sender"), None)
        if sender is not None:
            return sender
        last = max((entry.at for entry in entries if entry.label is not None and entry.at < value.at), default=-1)
        run = last
        places = {entry.at for entry in entries if entry.label is not None}
        while run - 1 in places:
            run -= 1
        open_labels = [entry for entry in open_labels if run <= entry.at <= last]
    before = [entry for entry in open_labels if entry.at < value.at]
    return min(before or open_labels, key=lambda entry: entry.at, default=None)


# -- the title --------------------------------------------------------------------------------------------------------
def _title(loose: list[_Loose], entries: list[EntryDraft], lexicon: Lexicon) -> list[_Loose]:
    """The best of the runs of text without a label is the title."""
    if any(entry.key == "title" and entry.values for entry in entries):
        return loose
    runs = _runs(loose)
    scored = [(score, -n) for n, run in enumerate(runs) if (score := _score(run, lexicon)) > 0]
    if not scored:
        return loose
    best = runs[-max(scored)[1]]
    rows = [value.row for value in best]
    if _NOTA.match(rows[0].text):
        entries.append(EntryDraft("other", best[0].at, -1, None, [[cut(rows[0], 0, 4)]], "the word nota"))
        rows[0] = cut(rows[0], 4, len(rows[0].text))
    entry = next((entry for entry in entries if entry.key == "title"), None)
    if entry is None:
        entry = EntryDraft("title", best[0].at, -1, None, [], "title: running text without a label")
        entries.append(entry)
    taken = {id(value) for value in best}
    left = [value for value in loose if id(value) not in taken]
    fragment = _fragment(left, rows[-1].text)
    if fragment is not None:
        rows.append(fragment.row)
        left.remove(fragment)
    entry.values.append(rows)
    return left


def _runs(loose: list[_Loose]) -> list[list[_Loose]]:
    """Values that follow each other without white or a label between them."""
    runs: list[list[_Loose]] = []
    for value in loose:
        last = runs[-1][-1] if runs else None
        if last is None or value.group != last.group or value.at != last.at + 1 or _typed(value) or _typed(last):
            runs.append([])
        runs[-1].append(value)
    return runs


def _typed(value: _Loose) -> bool:
    """A value that is known by its form is no part of a title."""
    return bool(value.kinds - {"title"}) or value.row.marker is not None or value.row.text.startswith("Ministerie ")


def _score(run: list[_Loose], lexicon: Lexicon) -> int:
    """How much a run looks like a title; 0 for what can't be one."""
    text = _NOTA.sub("", " ".join(value.row.text for value in run), count=1)
    if any(_typed(value) for value in run) or "Postbus" in text or "www." in text or text[0].islower():
        return 0
    if len(text) > 400 or sum(map(str.isalpha, text)) < 5:
        return 0
    words = text.count(" ") + 1
    if (words < 2 and len(text) < 8) or (words > 12 and text.endswith(".")) or (text[0] == "[" and text[-1] == "]"):
        return 0  # a name, a sentence, an editor's remark
    named = "title" in lexicon.value(text)
    return min(words, 14) + 6 * named


def _fragment(left: list[_Loose], title: str) -> _Loose | None:
    """The end of a title that a layout model left elsewhere: it opens in lower case, or the title stops in a sentence."""
    for value in left:
        if (
            not value.kinds
            and value.row.marker is None
            and value.row.text[0].islower()
            and 4 < len(value.row.text) < 80
        ):
            return None if title.endswith(".") else value
    return None


# -- the rest ---------------------------------------------------------------------------------------------------------
def _rest(loose: list[_Loose], entries: list[EntryDraft], lexicon: Lexicon) -> list[_Loose]:
    """Names of attachments away from their label, the ministry, units, and what nobody knows."""
    for run in _runs_of_units(loose):
        first = run[0]
        rows = [value.row for value in run]
        attachments = next(
            (
                entry
                for entry in entries
                if entry.key == "attachments" and entry.label is not None and entry.at < first.at
            ),
            None,
        )
        if first.row.text.startswith("Ministerie van ") and not any(entry.key == "ministry" for entry in entries):
            entries.append(EntryDraft("ministry", first.at, -1, None, [rows], "ministry: by its name"))
        elif attachments is not None and _is_attachment(run, attachments, entries):
            attachments.values.extend([row] for row in rows)
        elif first.kinds & {"unit", "address"}:
            entries.append(EntryDraft("unit", first.at, -1, None, [[row] for row in rows], "unit: by its form"))
        else:
            entries.append(EntryDraft("other", first.at, -1, None, [[row] for row in rows], "no label"))
    del lexicon
    return []


def _is_attachment(run: list[_Loose], label: EntryDraft, entries: list[EntryDraft]) -> bool:
    """A numbered name, or a short one directly behind the title that broke in below the label."""
    if label.values:
        return False
    if _numbered(run[0].row):
        return True
    between = [entry for entry in entries if label.at < entry.at < run[0].at]
    return (
        len(run) == 1
        and not run[0].kinds - {"title"}
        and [entry.key for entry in between] == ["title"]
        and run[0].row.text[0].isupper()
    )


def _runs_of_units(loose: list[_Loose]) -> list[list[_Loose]]:
    runs: list[list[_Loose]] = []
    for value in loose:
        last = runs[-1][-1] if runs else None
        beside = last is not None and value.group == last.group and value.at == last.at + 1
        if (
            last is None
            or not beside
            or not (last.kinds & {"unit", "address"} or runs_on(last.row.text, value.row.text))
        ):
            runs.append([])
        runs[-1].append(value)
    return runs
