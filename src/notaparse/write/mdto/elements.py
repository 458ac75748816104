"""The XML of MDTO: an informatieobject and a bestand, element by element in the order of the schema."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from notaparse.write import tooi
from notaparse.write.profile import Identification, Retention
from notaparse.write.xml import DECLARATION, Markup

MDTO: Final = "https://www.nationaalarchief.nl/mdto"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

OPEN: Final = "Nader te bepalen"
"""Term of MDTO for what hasn't been decided."""


class Reference(NamedTuple):
    """``verwijzingGegevens``: another object, by name and where known by identifier."""

    naam: str
    identification: Identification | None = None


class Begrip(NamedTuple):
    """``begripGegevens``: a term of a list."""

    label: str
    begrippenlijst: Reference
    code: str | None = None


class Period(NamedTuple):
    """``dekkingInTijdGegevens``: each a year, a month or a day of ISO 8601."""

    soort: Begrip
    begin: str
    eind: str | None = None


class Happening(NamedTuple):
    """``eventGegevens``."""

    soort: Begrip
    tijd: str
    actor: Reference | None = None
    resultaat: str | None = None


class Use(NamedTuple):
    """``beperkingGebruikGegevens``."""

    soort: Begrip
    beschrijving: str | None = None


class Informatieobject(NamedTuple):
    """An archiefstuk or dossier, with what the schema and the ingest of archives ask for."""

    identificatie: Identification
    naam: str
    aggregatieniveau: Begrip
    waardering: Begrip
    archiefvormer: Reference
    beperking_gebruik: Use
    classificatie: tuple[Begrip, ...] = ()
    trefwoord: tuple[str, ...] = ()
    omschrijving: tuple[str, ...] = ()
    raadpleeglocatie: str | None = None
    dekking_in_tijd: tuple[Period, ...] = ()
    dekking_in_ruimte: tuple[Reference, ...] = ()
    taal: str | None = None
    event: tuple[Happening, ...] = ()
    bewaartermijn: Retention | None = None
    informatiecategorie: Begrip | None = None
    is_onderdeel_van: Reference | None = None
    heeft_representatie: tuple[Reference, ...] = ()
    aanvullende_metagegevens: tuple[Reference, ...] = ()
    gerelateerd: tuple[tuple[Reference, Begrip], ...] = ()

    @property
    def reference(self) -> Reference:
        """How other objects refer to it."""
        return Reference(self.naam, self.identificatie)


class Bestand(NamedTuple):
    """A file."""

    identificatie: Identification
    naam: str
    omvang: int
    """Bytes."""
    bestandsformaat: Begrip
    sha256: str
    moment: dt.datetime
    """When the checksum was made."""
    is_representatie_van: Reference

    @property
    def reference(self) -> Reference:
        """How other objects refer to it."""
        return Reference(self.naam, self.identificatie)


class Written(NamedTuple):
    """A sidecar."""

    xml: bytes
    replaced: int
    """Characters that XML can't hold, written as U+FFFD."""


def begrip(term: tooi.Term) -> Begrip:
    """A term of one of our lists."""
    identification = None if term.list.uri is None else Identification(term.list.uri, "TOOI")
    code = term.code if term.code is not None or term.uri is None else term.uri.rpartition("/")[2]
    return Begrip(term.label, Reference(term.list.name, identification), code)


def timestamp(moment: dt.datetime) -> str:
    """A moment in UTC, to the second; one without a zone is UTC already."""
    aware = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.isoformat(timespec="seconds")


def informatieobject(given: Informatieobject, *, parts: Iterable[Reference] = (), schema: str) -> Written:
    """Sidecar of an archiefstuk or dossier; ``parts`` are what a dossier holds."""
    markup = _opened("informatieobject", schema)
    _identification(markup, "identificatie", given.identificatie)
    markup.leaf("naam", given.naam)
    _begrip(markup, "aggregatieniveau", given.aggregatieniveau)
    for term in given.classificatie:
        _begrip(markup, "classificatie", term)
    for word in given.trefwoord:
        markup.leaf("trefwoord", word)
    for text in given.omschrijving:
        markup.leaf("omschrijving", text)
    if given.raadpleeglocatie is not None:
        markup.line("raadpleeglocatie")
        markup.leaf("raadpleeglocatieOnline", given.raadpleeglocatie)
        markup.close()
    for period in given.dekking_in_tijd:
        _period(markup, period)
    for place in given.dekking_in_ruimte:
        _reference(markup, "dekkingInRuimte", place)
    if given.taal is not None:
        markup.leaf("taal", given.taal)
    for happening in given.event:
        _happening(markup, happening)
    _begrip(markup, "waardering", given.waardering)
    if given.bewaartermijn is not None:
        _retention(markup, given.bewaartermijn)
    if given.informatiecategorie is not None:
        _begrip(markup, "informatiecategorie", given.informatiecategorie)
    if given.is_onderdeel_van is not None:
        _reference(markup, "isOnderdeelVan", given.is_onderdeel_van)
    for element, references in (
        ("bevatOnderdeel", parts),
        ("heeftRepresentatie", given.heeft_representatie),
        ("aanvullendeMetagegevens", given.aanvullende_metagegevens),
    ):
        for reference in references:
            _reference(markup, element, reference)
    for reference, relation in given.gerelateerd:
        markup.line("gerelateerdInformatieobject")
        _reference(markup, "gerelateerdInformatieobjectVerwijzing", reference)
        _begrip(markup, "gerelateerdInformatieobjectTypeRelatie", relation)
        markup.close()
    _reference(markup, "archiefvormer", given.archiefvormer)
    markup.line("beperkingGebruik")
    _begrip(markup, "beperkingGebruikType", given.beperking_gebruik.soort)
    if given.beperking_gebruik.beschrijving is not None:
        markup.leaf("beperkingGebruikNadereBeschrijving", given.beperking_gebruik.beschrijving)
    markup.close()
    return _closed(markup)


def bestand(given: Bestand, *, schema: str) -> Written:
    """Sidecar of a file."""
    markup = _opened("bestand", schema)
    _identification(markup, "identificatie", given.identificatie)
    markup.leaf("naam", given.naam)
    markup.leaf("omvang", str(given.omvang))
    _begrip(markup, "bestandsformaat", given.bestandsformaat)
    markup.line("checksum")
    _begrip(markup, "checksumAlgoritme", begrip(tooi.term("checksum", "SHA-256")))
    markup.leaf("checksumWaarde", given.sha256)
    markup.leaf("checksumDatum", timestamp(given.moment))
    markup.close()
    _reference(markup, "isRepresentatieVan", given.is_representatie_van)
    return _closed(markup)


def _opened(kind: str, schema: str) -> Markup:
    markup = Markup()
    # An archive must see which version the sidecar is of, and only the schema's address can say it.
    markup.inline("MDTO", {"xmlns": MDTO, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{MDTO} {schema}"})
    markup.line(kind)
    return markup


def _closed(markup: Markup) -> Written:
    markup.close(2)
    return Written(f"{DECLARATION}{markup}\n".encode(), markup.replaced)


def _identification(markup: Markup, element: str, given: Identification) -> None:
    markup.line(element)
    markup.leaf("identificatieKenmerk", given.kenmerk)
    markup.leaf("identificatieBron", given.bron)
    markup.close()


def _reference(markup: Markup, element: str, given: Reference) -> None:
    markup.line(element)
    markup.leaf("verwijzingNaam", given.naam)
    if given.identification is not None:
        _identification(markup, "verwijzingIdentificatie", given.identification)
    markup.close()


def _begrip(markup: Markup, element: str, given: Begrip) -> None:
    markup.line(element)
    markup.leaf("begripLabel", given.label)
    if given.code is not None:
        markup.leaf("begripCode", given.code)
    _reference(markup, "begripBegrippenlijst", given.begrippenlijst)
    markup.close()


def _period(markup: Markup, given: Period) -> None:
    markup.line("dekkingInTijd")
    _begrip(markup, "dekkingInTijdType", given.soort)
    markup.leaf("dekkingInTijdBegindatum", given.begin)
    if given.eind is not None:
        markup.leaf("dekkingInTijdEinddatum", given.eind)
    markup.close()


def _happening(markup: Markup, given: Happening) -> None:
    markup.line("event")
    _begrip(markup, "eventType", given.soort)
    markup.leaf("eventTijd", given.tijd)
    if given.actor is not None:
        _reference(markup, "eventVerantwoordelijkeActor", given.actor)
    if given.resultaat is not None:
        markup.leaf("eventResultaat", given.resultaat)
    markup.close()


def _retention(markup: Markup, given: Retention) -> None:
    markup.line("bewaartermijn")
    if given.trigger is not None:
        trigger = given.trigger
        _begrip(
            markup,
            "termijnTriggerStartLooptijd",
            Begrip(trigger.label, Reference(trigger.begrippenlijst), trigger.code),
        )
    if given.startdatum is not None:
        markup.leaf("termijnStartdatumLooptijd", given.startdatum.isoformat())
    markup.leaf("termijnLooptijd", given.looptijd)
    if given.einddatum is not None:
        markup.leaf("termijnEinddatum", given.einddatum.isoformat())
    markup.close()
