"""Documents that the XML tests go over: all fixtures, and the real documents where they are at hand; and the schemas."""

import functools
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import notaparse
from notaparse import Note

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
STANDARDS = SHARED / "standards"

MDTO_SCHEMAS = {version: STANDARDS / "mdto" / f"MDTO-XML{version}.xsd" for version in ("1.0.1", "1.0.2")}
DIWOO_SCHEMA = STANDARDS / "diwoo" / "diwoo-metadata-local.xsd"

needs_standards = pytest.mark.skipif(not STANDARDS.exists(), reason="the schemas of MDTO and DiWoo aren't here")


def documents() -> list[Path]:
    found = sorted(ROOT.glob("fixtures/*/source.*"))
    real = SHARED / "real"
    for pattern in ("*.txt", "*.pdf", "page1/*.txt", "vws/*.md", "other/*.*"):
        found += [path for path in sorted(real.glob(pattern)) if path.suffix in {".txt", ".pdf", ".md", ".docx"}]
    return found


every_document = pytest.mark.parametrize("path", documents(), ids=lambda path: f"{path.parent.name}/{path.name}")


@functools.cache
def parsed(path: Path) -> Note:
    """The Note of a document; skips where there is nothing to parse in it."""
    try:
        return notaparse.parse(path)
    except notaparse.NotaparseError as error:
        pytest.skip(f"nothing to parse: {error.code}")


@functools.cache
def schema(path: Path) -> Any:
    return etree.XMLSchema(etree.parse(path))


def assert_valid(xml: bytes, by: Path) -> None:
    found = schema(by)
    assert found.validate(etree.fromstring(xml)), f"{found.error_log}\n{xml.decode()}"
