"""The JSON Schema under docs/ is the model's own."""

import json
from pathlib import Path

from notaparse.model import SCHEMA_VERSION
from notaparse.schema import json_schema

COMMITTED = Path(__file__).parents[1] / "docs" / "note.schema.json"


def test_the_committed_schema_is_that_of_the_model() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == json_schema(), "run `make schema`"


def test_the_schema_names_its_dialect_itself_and_its_version() -> None:
    schema = json.loads(json_schema())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA_VERSION in schema["$id"]
    assert {"text", "sections", "mentions", "lines"} <= set(schema["properties"])
    assert all("description" in schema["$defs"][name] for name in ("Section", "Mention", "Change"))
