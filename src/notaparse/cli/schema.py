"""``notaparse schema``: the JSON Schema of a Note."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from notaparse.cli import output


def version() -> str:
    """Version of the schema that this notaparse writes."""
    from notaparse.model import SCHEMA_VERSION

    return SCHEMA_VERSION


def schema(
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")] = None,
) -> None:
    """Print the JSON Schema (2020-12) of a Note."""
    from notaparse.schema import json_schema

    output.write(json_schema(), out)
