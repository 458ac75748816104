"""The model as JSON Schema 2020-12, versioned."""

from __future__ import annotations

import json

from notaparse.model import SCHEMA_VERSION, Note

SCHEMA_ID = f"urn:notaparse:schema:{SCHEMA_VERSION}:note"


def json_schema() -> str:
    """JSON Schema of a Note as it is written (every field present), with ``$schema``, ``$id`` and the version."""
    schema = Note.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Note",
        "description": "A Dutch government briefing note (nota, beslisnota) as notaparse gives it. "
        "All start and end are offsets in `text` in Unicode code points, end exclusive.",
    }
    schema["properties"]["schema_version"] |= {"pattern": rf"^{SCHEMA_VERSION.partition('.')[0]}\.[0-9]+$"}
    return (
        json.dumps(
            head | {key: value for key, value in schema.items() if key not in head}, ensure_ascii=False, indent=2
        )
        + "\n"
    )
