"""Words that drawn notes are made of: invented matters in the tone of a nota.

The first entry of each tuple is the plainest: drawing shrinks towards it. No sentence is a section title, opens with a
list marker or ends without its full stop, so what a reader takes from a drawn note is never in doubt.
"""

from __future__ import annotations

SUBJECTS = (
    "Het plan",
    "De brief",
    "De regeling",
    "De Kamer",
    "De inspectie",
    "Het voorstel",
    "De gemeente Oudewaard",
    "De motie-Van Houten c.s.",
    "Het onderzoeksbureau",
    "De sector",
    "De wet- en regelgeving",
    "Het EU-voorstel",
)
PREDICATES = (
    "is gereed",
    "is afgestemd",
    "geeft geen aanleiding tot wijziging",
    "is op 3 maart 2024 besproken",
    "loopt tot en met 30 juni 2026",
    "vraagt om € 3,5 miljoen extra",
    "wordt in het voorjaar van 2025 geëvalueerd",
    "komt op 12 november jl. aan de orde in het commissiedebat",
    "steunt op artikel 5.1 van de Omgevingswet",
    "wijkt op twee punten af van het eerdere besluit (zie bijlage 2)",
    "past binnen de afspraken met o.a. de VNG",
    "noemt dit een ‘eerste stap’",
)
TAILS = (
    "",
    ", zodat de termijn van 1 april a.s. wordt gehaald",
    ", maar heeft geen gevolgen voor de begroting van 2025",
    " en vergt geen aanpassing van bestaande ICT-systemen",
    ", mede op verzoek van de Vereniging van Nederlandse Gemeenten (VNG)",
    " (Kamerstuk 36 410, nr. 12)",
    ", terwijl de uitvoering pas na de zomer van 2025 begint en de uitkomsten van de proef dan bekend zijn",
)
SENTENCES = len(SUBJECTS) * len(PREDICATES) * len(TAILS)


def sentence(number: int) -> str:
    """The sentence of that number, below ``SENTENCES``; 0 is the shortest."""
    number, subject = divmod(number, len(SUBJECTS))
    tail, predicate = divmod(number, len(PREDICATES))
    return f"{SUBJECTS[subject]} {PREDICATES[predicate]}{TAILS[tail]}."


PHRASES = (
    "de kosten",
    "het toezicht",
    "de vergoeding voor gemeenten",
    "de planning tot 1 januari 2026",
    "een steunpunt in iedere regio",
    "het aantal aanvragen, dat in 2023 verdubbelde",
    "de inzet van vrijwilligers, met behoud van hun uitkering en onder begeleiding van de gemeente waar zij wonen",
)
"""What follows "het gaat om:": items that end in ";" and, the last, in "."."""

INTRODUCTIONS = ("Het gaat om:", "U wordt geadviseerd in te stemmen met:", "Dit betekent voor 2025 het volgende:")

FILLERS = ("N.v.t.", "Niet van toepassing.", "Geen.", "n.v.t.")

FREE_TITLES = ("Stand van het onderzoek", "Gesprekken met de regio", "Tweede ronde", "Lessen uit de proef")
"""Headings that no template knows."""

NOTE_TITLES = (
    "Kamerbrief zeewier",
    "Uitstelbrief stille wagons",
    "Beantwoording vragen over kleine kernen",
    "Verslag van de werkgroep bruggen en sluizen",
    "Aanbieding eindrapport Water in de wijk",
)
ADDRESSEES = (
    "MBZK",
    "MINDEF",
    "Minister van Economische Zaken",
    "Staatssecretaris van Infrastructuur en Waterstaat",
)
SENDERS = ("DGB", "CZW/CZ", "DGOBDR/Democratie")
REFERENCES = ("2024-0000318842", "BS2025014417", "IENW/BSK-2023/301176", "48137601", "DGBI-O / 97120046")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FOOTNOTES = ("Kamerstuk 21 501-02, nr. 2987.", "Bijlage bij Kamerstukken II 2023/24, 36 410 VII, nr. 98.")
SIGNATURES = ("DE DIRECTEUR-GENERAAL BELEID", "DE HOOFDDIRECTEUR FINANCIËN EN CONTROL")
CELLS = ("Kamerbrief", "Eindrapport", "Ter ondertekening", "Ter informatie", "Brief van de VNG")
