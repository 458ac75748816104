"""What MDTO asks for and its schema doesn't refuse; and what only the files around a sidecar can tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from notaparse.errors import InvalidXml
from notaparse.write import tooi
from notaparse.write.mdto.elements import MDTO
from notaparse.write.problems import Problem, Rule, filled, local, problem
from notaparse.write.xml import line_of, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_MDTO: Final = f"{{{MDTO}}}"

_CHECKSUMS: Final = {"SHA224": 56, "SHA256": 64, "SHA384": 96, "SHA512": 128}
"""Algorithm, without hyphen → digits of its value."""

_PIECE: Final = 1 << 20

_PERIODS: Final = (
    ("dekkingInTijdBegindatum", "dekkingInTijdEinddatum"),
    ("termijnStartdatumLooptijd", "termijnEinddatum"),
)
"""Elements that stand beside each other, the first not later than the second."""

_VERSION = re.compile(r"MDTO-XML[0-9.]+\.xsd")


def blank(root: _Element) -> Iterator[Problem]:
    """No element is empty: from 1.0.2 on the schema refuses it, and in 1.0.1 it says nothing."""
    for element in root.iter("*"):
        if len(element) == 0 and not filled(element):
            yield problem(element, "blank", "has no content")


def version(root: _Element) -> Iterator[Problem]:
    """A sidecar says which version of MDTO it follows."""
    stated = next((str(value) for name, value in root.attrib.items() if str(name).endswith("}schemaLocation")), "")
    if not _VERSION.search(stated):
        yield problem(root, "version", "xsi:schemaLocation must name the MDTO schema, which tells the version")


def terms(root: _Element) -> Iterator[Problem]:
    """Terms are those of the list that they say they are from, and label and code are of the same term."""
    known = {found.name: found for found in tooi.lists().values()}
    for element in root.iter(f"{_MDTO}begripLabel"):
        holder = element.getparent()
        if holder is None:
            continue
        name = filled(holder.find(f"{_MDTO}begripBegrippenlijst/{_MDTO}verwijzingNaam"))
        label, code = filled(element), filled(holder.find(f"{_MDTO}begripCode"))
        if local(holder) == "waardering" and name != tooi.lists()["waardering"].name:
            yield problem(holder, "term", f"must be of {tooi.lists()['waardering'].name}, not of {name!r}")
        of = known.get(name)
        if of is None or of.id == "pronom":
            continue  # PRONOM has more formats than our table
        term = tooi.find(of.id, label)
        if term is None and of.id == "checksum":
            term = tooi.find(of.id, label.replace("SHA", "SHA-"))
        if term is None and of.whole:
            yield problem(element, "term", f"{label!r} isn't in {name}: {', '.join(tooi.labels(of.id))}")
        elif term is not None and code and code not in {term.code, (term.uri or "").rpartition("/")[2], term.uri}:
            yield problem(element, "term", f"{label!r} doesn't have the code {code!r} in {name}")


def present(root: _Element) -> Iterator[Problem]:
    """What archives ask for at their gates: one level of aggregation, one restriction, one checksum, one parent."""
    for holder in root.iterfind(f"{_MDTO}informatieobject"):
        for name in ("aggregatieniveau", "beperkingGebruik"):
            count = len(holder.findall(f"{_MDTO}{name}"))
            if count != 1:
                yield problem(holder, "count", f"must have exactly one {name}, has {count}")
        if len(holder.findall(f"{_MDTO}isOnderdeelVan")) > 1:
            yield problem(holder, "count", "must have at most one isOnderdeelVan: one parent in the hierarchy")
    for holder in root.iterfind(f"{_MDTO}bestand"):
        count = len(holder.findall(f"{_MDTO}checksum"))
        if count != 1:
            yield problem(holder, "count", f"must have exactly one checksum, has {count}")


def kept(root: _Element) -> Iterator[Problem]:
    """Only what is kept for a time has a bewaartermijn, and always has one."""
    for holder in root.iterfind(f"{_MDTO}informatieobject"):
        code = filled(holder.find(f"{_MDTO}waardering/{_MDTO}begripCode"))
        term = holder.find(f"{_MDTO}bewaartermijn")
        valued = holder.find(f"{_MDTO}waardering")
        if code == "V" and term is None and valued is not None:
            yield problem(valued, "retention", "waardering V needs a bewaartermijn")
        if code != "V" and term is not None:
            yield problem(term, "retention", f"goes with waardering V, not with {code or 'none'}")


def restricted(root: _Element) -> Iterator[Problem]:
    """The restriction "Overig" says what it is."""
    for element in root.iterfind(f".//{_MDTO}beperkingGebruik"):
        label = filled(element.find(f"{_MDTO}beperkingGebruikType/{_MDTO}begripLabel"))
        if label == "Overig" and not filled(element.find(f"{_MDTO}beperkingGebruikNadereBeschrijving")):
            yield problem(element, "restriction", '"Overig" needs a beperkingGebruikNadereBeschrijving')


def dated(root: _Element) -> Iterator[Problem]:
    """Periods end no earlier than they begin."""
    for first, last in _PERIODS:
        for element in root.iter(f"{_MDTO}{last}"):
            holder = element.getparent()
            begin = filled(None if holder is None else holder.find(f"{_MDTO}{first}"))
            end = filled(element)
            shared = min(len(begin), len(end))  # a year, a month and a day compare as far as both go
            if begin and end[:shared] < begin[:shared]:
                yield problem(element, "date", f"{end} is before {first} {begin}")


def sized(root: _Element) -> Iterator[Problem]:
    """Sizes aren't negative, and checksums have as many digits as their algorithm gives."""
    for element in root.iter(f"{_MDTO}omvang"):
        if filled(element).startswith("-"):
            yield problem(element, "size", f"{filled(element)} bytes: a size isn't negative")
    for element in root.iter(f"{_MDTO}checksum"):
        algorithm = filled(element.find(f"{_MDTO}checksumAlgoritme/{_MDTO}begripLabel"))
        value = element.find(f"{_MDTO}checksumWaarde")
        digits = _CHECKSUMS.get(algorithm.replace("-", ""))
        if digits is None:
            yield problem(
                element, "checksum", f"algorithm {algorithm!r} is none of {', '.join(tooi.labels('checksum'))}"
            )
        elif value is not None and not re.fullmatch(f"[0-9A-Fa-f]{{{digits}}}", filled(value)):
            yield problem(value, "checksum", f"must be {digits} hexadecimal digits for {algorithm}")


RULES: Final[tuple[Rule, ...]] = (blank, version, terms, present, kept, restricted, dated, sized)
"""Each looks at one sidecar; their order says nothing."""


def beside(root: _Element, path: Path) -> Iterator[Problem]:
    """The file that a ``<name>.bestand.mdto.xml`` stands beside is there, and is what the sidecar says."""
    element = root.find(f"{_MDTO}bestand")
    if element is None:
        return
    name = path.name.removesuffix(".bestand.mdto.xml")
    if name == path.name:
        return  # not named as the sidecar of anything
    file = path.with_name(name)
    if not file.is_file():
        yield problem(element, "file", f"{name} isn't there")
        return
    size = element.find(f"{_MDTO}omvang")
    if size is not None and filled(size) != str(file.stat().st_size):
        yield problem(size, "size", f"{name} has {file.stat().st_size} bytes, not {filled(size)}")
    value = element.find(f"{_MDTO}checksum/{_MDTO}checksumWaarde")
    algorithm = filled(element.find(f"{_MDTO}checksum/{_MDTO}checksumAlgoritme/{_MDTO}begripLabel")).replace("-", "")
    if value is not None and algorithm in _CHECKSUMS:
        found = _digest(file, algorithm.lower())
        if found != filled(value).lower():
            yield problem(value, "checksum", f"{algorithm} of {name} is {found}")


def _digest(file: Path, algorithm: str) -> str:
    taken = hashlib.new(algorithm)
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            taken.update(piece)
    return taken.hexdigest()


# A whole SIP


class _Object(NamedTuple):
    """An object of a SIP and what it refers to, kept small: a SIP may hold a hundred thousand."""

    path: Path
    line: int
    element: str
    parent: str | None
    parts: frozenset[str]
    references: tuple[tuple[str, str, int], ...]
    """Element, identifier, line."""


_RELATIONS: Final = (
    "isOnderdeelVan",
    "bevatOnderdeel",
    "heeftRepresentatie",
    "aanvullendeMetagegevens",
    "isRepresentatieVan",
)
"""Relations whose other end must be in the SIP."""


def check_sip(folder: Path) -> Iterator[tuple[Path, Problem]]:
    """Check what holds a SIP together: sidecars, identifiers, relations. Gives each problem with its file, in order of path.

    Each file has a sidecar, each identifier is there once and leads to an object of the SIP, the two ends of a relation
    agree, and no object is part of itself. What is wrong within one sidecar is ``validate``'s to say.
    """
    objects: dict[str, _Object] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if not path.name.endswith(".mdto.xml"):
            described = path.with_name(f"{path.name}.bestand.mdto.xml").is_file()
            if not described and any(
                path.parent.glob("*.bestand.mdto.xml")
            ):  # a folder without any holds no archiefstuk
                yield path, Problem(0, path.name, "sidecar", f"{path.name}.bestand.mdto.xml isn't there")
            continue
        try:
            found = _object(path)
        except InvalidXml:
            continue  # what is wrong within one is said by ``validate``
        if found is None:
            continue
        identifier, made = found
        if identifier in objects:
            yield (
                path,
                Problem(
                    made.line, made.element, "identifier", f"{identifier} is also in {objects[identifier].path.name}"
                ),
            )
        else:
            objects[identifier] = made
    for identifier, made in objects.items():
        yield from ((made.path, found) for found in _related(identifier, made, objects))


def _object(path: Path) -> tuple[str, _Object] | None:
    root = parse(path.read_bytes(), source=str(path))
    holder = next(iter(root), None)
    if holder is None:
        return None
    kenmerk = f"{_MDTO}verwijzingIdentificatie/{_MDTO}identificatieKenmerk"
    references = tuple(
        (name, filled(found), line_of(found))
        for name in _RELATIONS
        for found in holder.iterfind(f"{_MDTO}{name}/{kenmerk}")
    )
    parent = next((identifier for name, identifier, _ in references if name == "isOnderdeelVan"), None)
    parts = frozenset(identifier for name, identifier, _ in references if name == "bevatOnderdeel")
    identifier = filled(holder.find(f"{_MDTO}identificatie/{_MDTO}identificatieKenmerk"))
    return identifier, _Object(path, line_of(holder), local(holder), parent, parts, references)


def _related(identifier: str, made: _Object, objects: dict[str, _Object]) -> Iterable[Problem]:
    for name, target, line in made.references:
        other = objects.get(target)
        if other is None:
            yield Problem(line, name, "identifier", f"{target} is of no object in this SIP")
        elif name == "bevatOnderdeel" and other.parent != identifier:
            yield Problem(line, name, "hierarchy", f"{target} doesn't say that it isOnderdeelVan {identifier}")
        elif name == "isOnderdeelVan" and identifier not in other.parts:
            yield Problem(line, name, "hierarchy", f"{target} doesn't say that it bevatOnderdeel {identifier}")
    seen = {identifier}
    above = made.parent
    while above is not None and above in objects:
        if above in seen:
            yield Problem(made.line, made.element, "hierarchy", f"{identifier} is part of itself")
            return
        seen.add(above)
        above = objects[above].parent
