"""Which printed lines belong together, and what stands between them once they are joined.

Dutch hyphens are of three kinds. "REACH-" + "verordening" is a compound: the hyphen stays, no blank. "wet- en" and
"wet-" + "en regelgeving" are suspended: a blank follows. "infor-" + "matie" is a word broken by the printer: undone only
where the whole word stands elsewhere in the document, or where the hyphen is a soft one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from notaparse.printed import Row, Zones

_SUSPENDED = "en of en/of noch respectievelijk resp. dan danwel c.q. cq tot alsmede evenals maar als versus plus & / ,"
"""What follows a suspended hyphen."""

_OPEN = (
    "de het een van en of in op te voor met aan door over dat die is om bij tot uit naar als ten ter tegen tussen onder "
    "zonder der den des deze dit zijn haar hun uw onze mijn welke waarin waarop zowel tevens zeer niet geen ook nog per "
    "mede namens wordt worden heeft hebben kan kunnen zal zullen moet moeten wil was waren werd werden sinds vanaf na "
    "wegens volgens gedurende binnen buiten omtrent inzake betreffende nr. art. artikel mw. dhr. drs. mr. ir. prof. dr. "
    "m.b.t. i.v.m. n.a.v. t.a.v. t.b.v. o.a. d.d. incl. excl. circa ca."
)
"""Words that don't end a sentence."""

_SUSPENDED_WORDS = frozenset(_SUSPENDED.split())
_OPEN_WORDS = frozenset(_OPEN.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"[.:;!?…][\"'”’»)\]]*$")
_SHORT = re.compile(
    r"(?:\b(?:[a-z]\.){2,}|\b(?:jl|nrs?|artt?|dhr|mw|blz|pag|incl|excl|resp|bijv|zgn|ca|dr|mr|drs|ir|prof|vgl|par|lid)\.)$"
)
"""An abbreviation: its full stop ends no sentence, or not only that."""
_TAIL = "\"'”’»)]"


def words_of(zones: Zones) -> frozenset[str]:
    """The words of a document, in lower case: the evidence for undoing a hyphen. Empty where no line ends in one."""
    rows = [row for row in _rows(zones) if row.text]
    if not any(row.text[-1] in "-\u2010\u2011" and row.text[-2:-1].isalpha() for row in rows):
        return frozenset()
    return frozenset(word for row in rows for word in _WORD.findall(row.text.lower()))


def _rows(zones: Zones) -> Iterator[Row]:
    for group in zones.head:
        yield from group
    for part in zones.body:
        if isinstance(part, Row):
            yield part
        else:
            yield from (row for cells in part.rows for cell in cells for row in cell)
    for note in zones.footnotes:
        yield from note.rows


def ended(text: str) -> bool:
    """Whether a sentence ends here, as far as its last sign shows."""
    last = text[-1:]
    if last == ".":
        return _SHORT.search(text[-12:].lower()) is None
    if last in _TAIL:
        return _END.search(text[-6:]) is not None
    return last in ":;!?…"


def runs_on(before: str, after: str) -> bool:
    """Whether the words themselves show that ``after`` goes on with the sentence that ``before`` left open."""
    if not before or not after:
        return False
    word = before.rpartition(" ")[2]
    if word.lower() in _OPEN_WORDS:
        return True
    last = before[-1]
    if last in ",(–/&" or (last == "-" and len(word) > 1):
        return True
    opened = before.rfind("(")
    if opened > before.rfind(")") and len(before) - opened < 80 and ")" in after[:80]:
        return True
    if ended(before):
        return False
    return after[0].islower() or after[0] in ",;)"


def breaks(before: Row, after: Row) -> bool:
    """Whether ``after``, which has no marker, opens a new paragraph.

    A blank line breaks unless the sentence runs on over it; without one only a line that ended early does.
    """
    if after.gap:
        if (
            after.gap == 1
            and not ended(before.text)
            and (before.full or (before.full is None and len(before.text) > 70))
        ):
            return False  # a whole line, and its sentence is open: the blank line says nothing
        return before.full is False or not runs_on(before.text, after.text)
    if before.full is not False:
        return False
    return not runs_on(before.text, after.text)


def joined(rows: Sequence[Row], words: Collection[str]) -> str:
    """The text of a paragraph of these rows."""
    text = rows[0].text
    for row in rows[1:]:
        between, undone = glue(text, row.text, words)
        text = (text[:-1] if undone else text) + between + row.text
    return text


def glue(before: str, after: str, words: Collection[str]) -> tuple[str, bool]:
    """What stands between two lines of one paragraph, and whether the hyphen at the end of the first goes.

    ``words`` are the document's words, in lower case: the evidence for undoing a hyphen.
    """
    if not before or not after:
        return "", False
    if before[-1] in "-\u2010\u2011" and len(before) > 1 and before[-2].isalnum():
        first = after.split(None, 1)[0]
        if first.strip("()").lower() in _SUSPENDED_WORDS:
            return " ", False
        if before[-2].isalpha() and first[0].islower():
            left = before.rpartition(" ")[2][:-1].lstrip("(‘'\"“")
            right = first.rstrip(".,;:!?)’'\"”")
            whole = (left + right).lower()
            if left.isalpha() and whole in words and f"{left}-{right}".lower() not in words:
                return "", True
        if first[0].isalnum() or first[0] in "(‘'“\"":
            return "", False
        return " ", False
    if before[-1] == "/" and len(before) > 1 and before[-2].isalnum() and after[0].isalnum():
        return "", False
    return " ", False
