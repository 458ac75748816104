"""Mentions as W3C Web Annotations (JSON-LD), for tools that annotate.

One ``AnnotationCollection`` with all annotations on its first page. The body of each is what is mentioned, its target the
place in the note's text: as a position, and as a quotation with what stands around it. The recommendation leaves open what
a position counts, so each says that it counts Unicode code points; the target's ``source`` is the hash of the text that
they refer to.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from notaparse.model import Mention, Note

FIELDS: Final = {
    "kind": "kind",
    "value": "normalized",
    "id": "thing",
    "name": "name",
    "type": "subtype",
    "unit": "unit",
    "mod": "mod",
    "implied": "implied",
    "resolved_from": "resolved_from",
    "rule": "rule",
}
"""Field of a mention → key in the body, where annotations have keys of the same name for something else."""

CONTEXT: Final[list[Any]] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "np": "urn:notaparse:schema:1.0:mention#",
        "offset_unit": "np:offset_unit",
        **{key: f"np:{field}" for field, key in FIELDS.items()},
    },
]

AROUND: Final = 32
"""Characters before and after a mention that its quotation gives, at most."""


def write_annotations(note: Note) -> str:
    """Mentions of a note as JSON-LD. The same note gives the same text."""
    digest = hashlib.sha256(note.text.encode("utf-8", "surrogatepass")).hexdigest()
    source = f"urn:sha256:{digest}"
    items = [_annotation(note, number, mention, source) for number, mention in enumerate(note.mentions, 1)]
    collection = {
        "@context": CONTEXT,
        "id": f"{source}#mentions",
        "type": "AnnotationCollection",
        "label": note.metadata.title or note.source.name or "nota",
        "total": len(items),
        "first": {"id": f"{source}#mentions-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(note: Note, number: int, mention: Mention, source: str) -> dict[str, Any]:
    start, end, text = mention.start, mention.end, note.text
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": end, "offset_unit": "unicode_code_point"},
        {
            "type": "TextQuoteSelector",
            "exact": mention.text,
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
    return {
        "id": f"{source}#mention-{number}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": _bodies(mention),
        "target": {"source": source, "selector": selectors},
    }


def _bodies(mention: Mention) -> list[dict[str, Any]]:
    """What is mentioned; and where it is found, if that is known."""
    said = {key: getattr(mention, field) for field, key in FIELDS.items()}
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "purpose": "identifying",
            "value": mention.value or mention.name or mention.text,
            **{key: value for key, value in said.items() if value not in {None, ()}},
        }
    ]
    if mention.url is not None:
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": mention.url})
    return bodies
