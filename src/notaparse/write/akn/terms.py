"""Namespaces, and which element of Akoma Ntoso stands for what."""

from __future__ import annotations

from typing import Final

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NP: Final = "urn:notaparse:akn:1.0"
"""Our own namespace. Names in it are the field names of the JSON form."""

UNKNOWN: Final = "onbekend"
"""What stands where the standard demands something that neither the note nor the caller says."""

UNKNOWN_DATE: Final = "0001-01-01"
"""``FRBRdate`` must be a date; this one, with the name ``onbekend``, says that none is known."""

ENTITIES: Final = {
    "meeting": ("event", "TLCEvent"),
    "mission": ("process", "TLCProcess"),
    "organisation": ("organization", "TLCOrganization"),
    "role": ("role", "TLCRole"),
    "place": ("location", "TLCLocation"),
    "woo_ground": ("concept", "TLCConcept"),
}
"""Kind of a mention → inline element, class of its entry in ``references``. Dates, references and amounts have elements
that need more than a kind (``running``); any other kind is an ``entity`` with a ``TLCConcept``."""

KINDS: Final = {element: kind for kind, (element, _) in ENTITIES.items()} | {
    "date": "date",
    "ref": "reference",
    "quantity": "money",
}
"""Inline element → kind of the mention. ``entity`` and ``inline`` have the kind as their ``name``."""

HEAD: Final = {
    "title": "docTitle",
    "status": "docStatus",
    "date": "docDate",
    "reference": "docNumber",
    "ministry": "docAuthority",
    "sender": "docProponent",
}
"""Key of an entry of the head → element around its values. Other entries have none."""
