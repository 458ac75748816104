"""What DiWoo's schema doesn't refuse: terms whose label and URI disagree, blank titles, periods that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from notaparse.write import tooi
from notaparse.write.diwoo import DIWOO, ORGANISATIONS
from notaparse.write.problems import Problem, Rule, filled, local, problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIWOO: Final = f"{{{DIWOO}}}"

_LISTS: Final = {
    "publisher": ORGANISATIONS,
    "verantwoordelijke": ORGANISATIONS,
    "wasAssociatedWith": ORGANISATIONS,
    "informatiecategorie": ("informatiecategorie",),
    "documentsoort": ("documentsoort",),
    "language": ("taal",),
    "format": ("bestandstype",),
    "soortHandeling": ("handeling",),
    "role": ("documentrelatie",),
}
"""Element → lists that its terms are from."""


def terms(root: _Element) -> Iterator[Problem]:
    """Label and URI of a term are of the same term."""
    for element in root.iter(f"{_DIWOO}*"):
        resource = element.get("resource")
        term = next((found for of in _LISTS.get(local(element), ()) if (found := tooi.find(of, resource))), None)
        if term is not None and filled(element) != term.label:
            yield problem(element, "term", f"{resource} is {term.label!r}, not {filled(element)!r}")


def blank(root: _Element) -> Iterator[Problem]:
    """No element is empty."""
    for element in root.iter(f"{_DIWOO}*"):
        if len(element) == 0 and not filled(element):
            yield problem(element, "blank", "has no content")


def dated(root: _Element) -> Iterator[Problem]:
    """What is valid ends no earlier than it begins."""
    for element in root.iter(f"{_DIWOO}geldigheid"):
        first, last = element.find(f"{_DIWOO}begindatum"), element.find(f"{_DIWOO}einddatum")
        if first is not None and last is not None and filled(last)[:19] < filled(first)[:19]:
            yield problem(last, "date", f"{filled(last)} is before begindatum {filled(first)}")


RULES: Final[tuple[Rule, ...]] = (terms, blank, dated)
"""Each looks at a whole document; their order says nothing."""
