"""Akoma Ntoso 3.0: Note → XML → the equal Note.

``<doc name="beslisnota">``: the head is the preface, each section an ``hcontainer`` with ``num`` and ``heading``, lists
are ``ul``, mentions stand inline and refer to entries in ``meta/references``. What the standard has no place for is in
attributes and elements of the namespace ``urn:notaparse:akn:1.0`` (prefix ``np``), under the names of the JSON form.
``docs/xml.md`` goes through it element by element.

==============  =====================================================================================
``document``    the order of the document: body first, then what the metadata must say about it
``body``        head, sections, blocks, conclusions
``running``     running text with what is marked in it, and which stretches of the note have been written
``identity``    FRBR identification, classification, references
``values``      fields of the model ↔ attributes
``reading``     the way back
==============  =====================================================================================
"""

from __future__ import annotations

from notaparse.write.akn.document import to_akn
from notaparse.write.akn.reading import from_akn

__all__ = ["from_akn", "to_akn"]
