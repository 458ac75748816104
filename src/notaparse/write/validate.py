"""Is an XML document what it should be: by its schema, and by the rules that no schema can say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from notaparse.errors import InvalidXml
from notaparse.write import diwoo_rules
from notaparse.write.akn import rules as akn_rules
from notaparse.write.akn.terms import AKN
from notaparse.write.diwoo import DIWOO
from notaparse.write.mdto import rules as mdto_rules
from notaparse.write.mdto.elements import MDTO
from notaparse.write.problems import Problem, Rule
from notaparse.write.xml import parse, parser

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element


class Format(NamedTuple):
    """A kind of document that can be checked."""

    name: str
    root: str
    """Its outermost element."""
    rules: tuple[Rule, ...]


FORMATS: Final = (
    Format("akn", f"{{{AKN}}}akomaNtoso", akn_rules.RULES),
    Format("mdto", f"{{{MDTO}}}MDTO", mdto_rules.RULES),
    Format("diwoo", f"{{{DIWOO}}}Document", diwoo_rules.RULES),
)


SUFFIXES: Final = (".akn.xml", ".mdto.xml", ".diwoo.xml")
"""How the names of documents in a folder end."""


class Validation(NamedTuple):
    """What a check gave."""

    format: str
    """``akn``, ``mdto`` or ``diwoo``."""
    problems: tuple[Problem, ...]
    """In order of line; empty where the document is in order."""
    by_schema: bool
    """Whether the schema was at hand; without it only our own rules were checked."""


def validate(xml: bytes | Path, *, mdto_xsd: Path | None = None, diwoo_xsd: Path | None = None) -> Validation:
    """Check Akoma Ntoso, MDTO or DiWoo.

    The schema of Akoma Ntoso is part of the package; those of MDTO and DiWoo are not, and are given. For the sidecar of a
    file that is given as a path, size and checksum of the file beside it are checked too. Raises ``InvalidXml`` for what
    is unsafe, not well-formed, none of the three formats, or where a schema can't be used; ``OSError`` where the path
    can't be read.
    """
    path = xml if isinstance(xml, Path) else None
    source = None if path is None else str(path)
    root = parse(xml.read_bytes() if isinstance(xml, Path) else xml, source=source)
    form = next((form for form in FORMATS if form.root == root.tag), None)
    if form is None:
        raise InvalidXml(f"is no Akoma Ntoso, MDTO or DiWoo: its outermost element is {root.tag}", source=source)
    given = {"mdto": mdto_xsd, "diwoo": diwoo_xsd}.get(form.name)
    schema = akn_schema() if form.name == "akn" else None if given is None else _loaded(given)
    problems = [] if schema is None else refused(root, schema)
    for rule in form.rules:
        problems += rule(root)
    if form.name == "mdto" and path is not None:
        problems += mdto_rules.beside(root, path)
    return Validation(form.name, tuple(sorted(problems)), by_schema=schema is not None)


def validate_folder(
    folder: Path, *, mdto_xsd: Path | None = None, diwoo_xsd: Path | None = None
) -> Iterator[tuple[Path, Problem]]:
    """Check each document of a folder and of those below it, and what holds a SIP together; gives problems as they turn up.

    Documents are told by their names (``SUFFIXES``), since a SIP may hold XML that is a source. Raises ``InvalidXml``
    where a schema can't be used.
    """
    for schema in (mdto_xsd, diwoo_xsd):
        if schema is not None:
            _loaded(schema)
    sip = False
    for path in sorted(folder.rglob("*.xml")):
        if not path.name.endswith(SUFFIXES):
            continue
        sip = sip or path.name.endswith(".mdto.xml")
        try:
            found = validate(path, mdto_xsd=mdto_xsd, diwoo_xsd=diwoo_xsd).problems
        except InvalidXml as error:
            found = (Problem(0, path.name, "xml", ": ".join(part for part in (error.position, error.message) if part)),)
        yield from ((path, problem) for problem in found)
    if sip:
        yield from mdto_rules.check_sip(folder)


@functools.cache
def akn_schema() -> XMLSchema:
    """The strict schema of Akoma Ntoso 3.0, loaded once a process."""
    with resources.as_file(resources.files("notaparse").joinpath("data/schemas/akn")) as folder:
        return _loaded(folder / "akomantoso30.xsd")


def refused(root: _Element, schema: XMLSchema) -> list[Problem]:
    """What a schema refuses."""
    schema.validate(root)
    log: Iterable[Any] = cast("Any", schema.error_log)
    return [Problem(entry.line, _named(entry.message), "schema", _NAMESPACE.sub("", entry.message)) for entry in log]


_NAMESPACE = re.compile(r"\{[^{}]*\}")
_ELEMENT = re.compile(r"Element '(?:\{[^{}]*\})?([^']*)'")


def _named(message: str) -> str:
    """The element that a message of libxml2 is about."""
    found = _ELEMENT.match(message)
    return found[1] if found else "document"


@functools.lru_cache(maxsize=8)
def _loaded(path: Path) -> XMLSchema:
    from lxml import etree

    try:
        return etree.XMLSchema(etree.parse(path, parser()))
    except OSError as error:
        raise InvalidXml(f"the schema can't be read: {error.strerror or error}", source=str(path)) from error
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise InvalidXml(f"is no usable schema: {error}", source=str(path)) from error
