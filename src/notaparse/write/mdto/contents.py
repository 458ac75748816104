"""What a Note says of itself, and what the profile adds, in the terms of MDTO."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from notaparse import __version__
from notaparse.model import Block, Mention, Note
from notaparse.write import tooi
from notaparse.write.mdto.elements import (
    OPEN,
    Begrip,
    Happening,
    Informatieobject,
    Period,
    Reference,
    Use,
    begrip,
    timestamp,
)
from notaparse.write.profile import Concept, Identification, Party, Profile

NAME: Final = 80
"""Characters of a ``naam``, at most: the advice of MDTO."""

KEYWORDS: Final = ("meeting", "mission")
"""Kinds of mentions whose names become ``trefwoord``: what the nota is about, not who appears in it."""

MANY: Final = 20
"""Keywords, places, periods and related papers, at most: metadata point to a nota, they don't repeat it."""

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
"""What a date in MDTO can be: no season, no approximation."""

_GROUND = re.compile(r"5\.(?P<article>[12])\.(?P<part>[0-9])(?:\.(?P<letter>[a-z]))?")


def archiefstuk(note: Note, identificatie: Identification, *, name: str, profile: Profile) -> Informatieobject:
    """The nota as an informatieobject, without its relations and events.

    ``name`` is what it is called where it bears no title.
    """
    whole = " ".join((note.metadata.title or "").split()) or name
    naam = shortened(whole)
    relation = begrip(tooi.term("relatie", "Refereert aan"))
    return aggregation("Archiefstuk", naam, identificatie, profile)._replace(
        beperking_gebruik=_restriction(note, profile),
        classificatie=(begrip(tooi.term("documentsoort", "beslisnota")),),
        trefwoord=_first(mention.name or mention.text for mention in note.mentions if mention.kind in KEYWORDS),
        omschrijving=(*(() if whole == naam else (whole,)), *descriptions(note)),
        raadpleeglocatie=profile.raadpleeglocatie,
        dekking_in_tijd=_periods(note),
        dekking_in_ruimte=tuple(
            map(Reference, _first(mention.name or mention.text for mention in note.mentions if mention.kind == "place"))
        ),
        taal="nl",
        gerelateerd=tuple(
            (Reference(paper.text, Identification(str(paper.value), "Kamerstukken")), relation)
            for paper in related(note)
        ),
    )


def aggregation(level: str, naam: str, identificatie: Identification, profile: Profile) -> Informatieobject:
    """An informatieobject with what the profile says of all objects alike."""
    waardering = profile.waardering or "N"
    restriction = profile.beperking_gebruik
    return Informatieobject(
        identificatie=identificatie,
        naam=naam,
        aggregatieniveau=begrip(tooi.term("aggregatieniveau", level)),
        waardering=begrip(tooi.term("waardering", waardering)),
        archiefvormer=Reference(OPEN) if profile.archiefvormer is None else party(profile.archiefvormer),
        beperking_gebruik=Use(_use(profile), None if restriction is None else restriction.beschrijving),
        bewaartermijn=profile.bewaartermijn,
        informatiecategorie=None if profile.informatiecategorie is None else concept(profile.informatiecategorie),
    )


def undecided(profile: Profile) -> tuple[str, ...]:
    """Elements that must be there and that neither nota nor profile says."""
    said = {
        "archiefvormer": profile.archiefvormer,
        "waardering": profile.waardering,
        "beperkingGebruik": profile.beperking_gebruik,
    }
    return tuple(element for element, value in said.items() if value is None)


def happenings(note: Note, profile: Profile, moment: dt.datetime) -> tuple[Happening, ...]:
    """When the nota was made, by its own date, and that metadata were added to it."""
    found: list[Happening] = []
    if note.metadata.date is not None:
        found.append(Happening(begrip(tooi.term("eventtype", "Creatie")), note.metadata.date.isoformat()))
    codes = Counter(notice.code for notice in note.notices)
    remarks = ", ".join(f"{code} ({count})" for code, count in sorted(codes.items()))
    result = (
        f"Aanvullende metagegevens afgeleid met notaparse {__version__}; informatieobject zelf ongewijzigd; "
        f"{len(note.notices)} opmerkingen{': ' if remarks else ''}{remarks}."
    )
    actor = None if profile.actor is None else party(profile.actor)
    found.append(Happening(begrip(tooi.term("eventtype", "Wijziging")), timestamp(moment), actor, result))
    return tuple(found)


def party(given: Party) -> Reference:
    """An organisation of the profile."""
    return Reference(given.naam, given.identification)


def concept(given: Concept) -> Begrip:
    """A term of the archive's own lists."""
    return Begrip(given.label, Reference(given.begrippenlijst), given.code)


def shortened(name: str) -> str:
    """A name of at most 80 characters, cut at a blank."""
    if len(name) <= NAME:
        return name
    return (name[: NAME - 1].rpartition(" ")[0] or name[: NAME - 1]).rstrip(" ,;:-") + "…"


def _use(profile: Profile) -> Begrip:
    given = profile.beperking_gebruik
    ours = tooi.lists()["beperking_gebruik"].name
    if given is None:
        return Begrip(OPEN, Reference(ours))
    return Begrip(given.label, Reference(given.begrippenlijst or ours), given.code)


def _restriction(note: Note, profile: Profile) -> Use:
    """The archive's own restriction; or none yet, with what the nota itself says isn't public."""
    given = profile.beperking_gebruik
    if given is not None:
        return Use(_use(profile), given.beschrijving)
    section = note.section("niet_openbaar")
    said = "" if section is None else " ".join(_texts(section.blocks))
    grounds = _first(_woo(redaction.ground) for redaction in note.redactions if redaction.ground)
    parts = []
    if section is not None and said:
        parts.append(f'De nota vermeldt zelf onder "{section.title or section.kind}": {said}')
    if grounds:
        parts.append(f"Bij weggelakte delen staat: {'; '.join(grounds)}.")
    if parts:
        parts.append("(niet vastgesteld)")
    return Use(_use(profile), " ".join(parts) or None)


def _woo(ground: str) -> str:
    """A ground of the Woo as the law is cited; any other as it is."""
    found = _GROUND.fullmatch(ground)
    if found is None:
        return ground.replace("_", " ")
    letter = f" onder {found['letter']}" if found["letter"] else ""
    return f"Woo art. 5.{found['article']} lid {found['part']}{letter}"


def descriptions(note: Note) -> Iterator[str]:
    """What the minister is advised to decide, in the nota's own words."""
    section = note.section("geadviseerd_besluit")
    if section is not None and (said := " ".join(_texts(section.blocks))):
        yield said


def related(note: Note) -> tuple[Mention, ...]:
    """Mentions of parliamentary papers, the first of each paper."""
    papers: dict[str, Mention] = {}
    for mention in note.mentions:
        if mention.kind == "reference" and mention.type == "kamerstuk" and mention.value and mention.value.strip():
            papers.setdefault(mention.value, mention)
    return tuple(papers.values())[:MANY]


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Texts of blocks in reading order, without blank ones."""
    for block in blocks:
        if block.type == "paragraph":
            texts: Iterable[str] = (block.text,)
        elif block.type == "table":
            texts = (cell.text for row in block.rows for cell in row)
        else:
            texts = (text for item in block.items for text in (item.text, *_texts(item.blocks)))
        yield from (text for text in texts if text.strip())


def _periods(note: Note) -> tuple[Period, ...]:
    """Dates of the events that the nota speaks of, as far as MDTO can say them."""
    soort = Begrip("Datum gebeurtenis", Reference("notaparse dekkingInTijdType"))
    periods: dict[tuple[str, str | None], Period] = {}
    for event in note.events:
        begin, _, end = (event.date or "").partition("/")
        if _is_date(begin) and (not end or (_is_date(end) and end[: len(begin)] >= begin[: len(end)])):
            periods.setdefault((begin, end or None), Period(soort, begin, end or None))
    return tuple(periods.values())[:MANY]


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text) or text.startswith("0000"):
        return False
    if len(text) < 10:
        return True
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    """Different texts in order of appearance, without blank ones."""
    return tuple(dict.fromkeys(text for text in texts if text.strip()))[:MANY]
