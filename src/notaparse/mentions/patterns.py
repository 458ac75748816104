"""Meetings and missions that no list has yet, told by their head noun: "Raad Toerisme", "EU-China-top", "VN-missie in Haïti".

A pattern is a function that looks around an anchor (a head noun that ends a word) and gives a candidate or None. It looks
at the anchor's own line, and no further than a few words, so that a text costs a pattern only where it has the noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from notaparse.mentions.gazetteer import Anchor, Hit, undecorated
from notaparse.mentions.widening import QUALIFIERS, qualified


class Candidate(NamedTuple):
    """A stretch of the text and the thing that it may name."""

    start: int
    end: int
    kind: str
    id: str
    name: str
    rule: str
    type: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text and the listed names that were seen in it."""

    text: str
    starting: Mapping[int, tuple[Hit, ...]]
    """Hits by the offset where they start."""

    def place(self, start: int) -> int | None:
        """Where the longest listed place that starts here ends."""
        return max((hit.end for hit in self.starting.get(start, ()) if hit.row.kind == "place"), default=None)

    def names(self, start: int, *kinds: str) -> bool:
        """Whether a listed name of one of these kinds starts here."""
        return any(hit.row.kind in kinds for hit in self.starting.get(start, ()))


Pattern = Callable[[Scene, Anchor], Candidate | None]

BODIES = r"(?:EU|NAVO|NATO|VN|UN|AU|OVSE|OESO|WTO|WHO|IMF|G7|G20|G77|BRICS|Benelux|ASEAN|CELAC|Raad van Europa)"
"""Bodies whose gatherings and missions are named after them."""

PROPER = r"[A-ZÀ-Þ][\w'’&-]*"
"""A word that opens with a capital."""

COUNCIL_TOPIC = re.compile(rf" {PROPER}(?:(?:,| en|,? &)? {PROPER})*")
COMPOUND = re.compile(r"[\w&-]+\Z")
NO_COUNCILS = re.compile(
    r"(?:advies|onderzoeks|gemeente|deel|provincie|bestuurs|beleids|staten|ondernemings|medezeggenschaps|cliënten|ouder|jongeren|"
    r"studenten|kinder|wijk|kerk|school|leerlingen|kennis|adviserings|reken|klimaat|weten\w+|toezichts?|burgerbe|be|voor|"
    r"onderwijs|hoge|onder|rijksminister|minister|eiland[s]?|inspectie|gezags|omroep|bedrijfs|kamp|uit|over|huis|nood|stam|[bdgp])raad\Z",
    re.IGNORECASE,
)
"""Compounds with "raad" that are bodies, or no council at all."""
NO_COUNCIL_ACRONYMS = frozenset(
    {"SER", "OR", "COR", "DOR", "HR", "NL", "AI", "ICT", "OM", "RvC", "RvB", "RvT", "MR", "GMR", "OPR"}
)

MINISTERS = re.compile(
    rf"(?:[Ii]nformele )?[Bb]ijeenkomst (?:van )?(?:de )?{BODIES}[- ]ministers(?: (?:van|voor) {PROPER}(?:(?:,| en) {PROPER})*)?"
)
PLACE_LINK = re.compile(r" (?:in|te|van) (?:de |het )?")
PROPER_RUN = re.compile(rf"{PROPER}(?: (?:de |la |las |los |aan de |aan den )?{PROPER}){{0,2}}")


def council(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "Raad Toerisme", "informele Raad voor Cohesie", "JBZ-Raad", "informele Toerismeraad"."""
    text, (start, end, _) = scene.text, anchor
    before = COMPOUND.search(text, max(0, start - 40), start)
    if before is None:
        if not text.startswith("Raad", start):
            return None
        link = " voor" if _word_before(text, start) in QUALIFIERS and text.startswith(" voor ", end) else ""
        topic = COUNCIL_TOPIC.match(text, end + len(link))
        if not topic or scene.names(end + len(link) + 1, "place", "role"):
            return None
        return _meeting(text, qualified(text, start), topic.end(), "raad", type="eu-raad")
    first = before.start()
    word = text[first:end]
    stem = before[0].rstrip("-")
    if before[0].endswith("-") and _acronym(stem):
        if stem in NO_COUNCIL_ACRONYMS:
            return None
    elif _word_before(text, first) not in QUALIFIERS or NO_COUNCILS.search(word) or not stem[-1:].isalpha():
        return None
    return _meeting(text, qualified(text, first), end, "raad", type="eu-raad")


def summit(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "EU-China-top", "EU-Westelijke Balkan Top", "Top in Vilnius", "top van Granada" (a listed place)."""
    text, (start, end, noun) = scene.text, anchor
    named = re.compile(rf"(?<![\w-]){BODIES}[- ](?:{PROPER}[- ]){{0,3}}\Z").search(text, max(0, start - 40), start)
    place = place_after(scene, end)
    if named and (noun == "top" or text[start].isupper()) and "," not in named[0]:
        return _meeting(text, qualified(text, named.start()), place or end, "top", type="top")
    if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
        return None
    if place is None or (
        noun == "top" and text.startswith(" van ", end) and not text[start].isupper() and not _listed(scene, end)
    ):
        return None
    return _meeting(text, qualified(text, start), place, "top", type="top")


def operation(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "Operation Desert Fox", "VN-missie in Haïti", "EU-trainingsmissie Niger"."""
    text, (start, end, noun) = scene.text, anchor
    body = re.compile(rf"(?<![\w-])(?:{BODIES}[- ]|Europese )(?:\w+[- ])?\w*\Z").search(text, max(0, start - 40), start)
    if body:
        place = place_after(scene, end)
        name = PROPER_RUN.match(text, end + 1) if text.startswith(" ", end) else None
        if place is None and (name is None or scene.names(end + 1, "mission", "organisation", "role", "meeting")):
            return None
        stop = place or (name.end() if name else end)
        return _mission(text, body.start(), stop, "missie" if noun == "missie" else "operatie")
    if noun == "missie" or not stands_open(text, start):
        return None
    name = PROPER_RUN.match(text, end + 1) if text.startswith(" ", end) else None
    if name is None or scene.names(end + 1, "mission", "organisation", "role", "meeting", "place"):
        return None
    if noun == "operatie" and not MILITARY.search(text, max(0, start - 160), min(len(text), name.end() + 160)):
        return None
    return _mission(text, start, name.end(), "operatie")


MILITARY = re.compile(
    r"milita|[Dd]efensie|krijgsmacht|NAVO|NATO|\bEU\b|\bVN\b|troepen|marine|fregat|Zr\.|coalitie|luchtmacht|landmacht|[Ii]nzet|[Mm]issie|wapen|strijd"
)
"""What must stand near an "operatie" of which nobody has heard: ministries name their clean-ups so, too."""


def ministerial(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "NAVO-ministeriële", "OVSE Ministeriële Raad", "informele NAVO ministeriële bijeenkomst"."""
    text, (start, end, _) = scene.text, anchor
    body = re.compile(rf"(?<![\w-]){BODIES}[- ]?(?:\w+[- ]?)?\Z").search(text, max(0, start - 40), start)
    if not body:
        return None
    head = re.compile(r" (?:[Rr]aad|[Bb]ijeenkomst|[Cc]onferentie|[Vv]ergadering)(?!\w)").match(text, end)
    return _meeting(
        text, qualified(text, body.start()), head.end() if head else end, "ministeriele", type="ministeriële"
    )


def assembly(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "WHO-vergadering", "VN-waterconferentie", "IMF-jaarvergadering", "bijeenkomst van EU-ministers van Cultuur"."""
    text, (start, end, noun) = scene.text, anchor
    ministers = MINISTERS.match(text, qualified(text, start)) if noun == "bijeenkomst" else None
    if ministers:
        return _meeting(text, ministers.start(), ministers.end(), "ministers", type="ministeriële")
    body = re.compile(rf"(?<![\w-]){BODIES}-\w*\Z").search(text, max(0, start - 40), start)
    if not body:
        return None
    place = place_after(scene, end) if noun == "conferentie" else None
    return _meeting(text, body.start(), place or end, "vergadering", type="internationaal")


def conference(scene: Scene, anchor: Anchor) -> Candidate | None:
    """ "Ukraine Recovery Conference", "Nuclear Security Summit", "Summit for Democracy"."""
    text, (start, end, _) = scene.text, anchor
    named = re.compile(rf"(?<![\w-])(?:{PROPER} ){{1,4}}\Z").search(text, max(0, start - 60), start)
    if not named or not text[start].isupper():
        return None
    return _meeting(text, named.start(), end, "conference", type="conferentie")


PATTERNS: tuple[tuple[tuple[str, ...], Pattern], ...] = (
    (("raad",), council),
    (("top",), summit),
    (("missie", "operatie", "operation"), operation),
    (("ministeriële", "ministeriele"), ministerial),
    (("vergadering", "bijeenkomst", "conferentie"), assembly),
    (("conference", "summit"), conference),
)
"""Head nouns and the pattern that they start. An anchor that a listed meeting, mission or organisation covers starts none."""

BY_NOUN = {noun: pattern for nouns, pattern in PATTERNS for noun in nouns}


def stands_open(text: str, start: int) -> bool:
    """Whether a word begins here."""
    return not start or not (text[start - 1].isalnum() or text[start - 1] in "-_")


def place_after(scene: Scene, end: int) -> int | None:
    """End of the place that follows after "in", "te", "van" or nothing: a listed one, or after "in" any proper name."""
    link = PLACE_LINK.match(scene.text, end)
    start = link.end() if link else end + 1
    if not link and not scene.text.startswith(" ", end):
        return None
    listed = scene.place(start)
    if listed is not None:
        return listed
    if link and link[0].startswith((" in ", " te ")) and (proper := PROPER_RUN.match(scene.text, start)):
        return None if scene.names(start, "organisation", "role", "meeting", "mission") else proper.end()
    return None


def _listed(scene: Scene, end: int) -> bool:
    """Whether what follows after "van" is a city: the "top van Nederland" is no gathering."""
    return any(hit.row.kind == "place" and hit.row.type == "stad" for hit in scene.starting.get(end + 5, ()))


def _word_before(text: str, start: int) -> str:
    before = re.compile(r"(\w+)[ -]\Z").search(text, max(0, start - 24), start)
    return before[1].lower() if before else ""


def _acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) >= 2 and len(word) <= 8


def _meeting(text: str, start: int, end: int, rule: str, *, type: str) -> Candidate:
    name = text[start:end]
    return Candidate(start, end, "meeting", slug(name), name, f"pattern:{rule}", type)


def _mission(text: str, start: int, end: int, rule: str) -> Candidate:
    name = text[start:end]
    return Candidate(start, end, "mission", slug(name), name, f"pattern:{rule}")


def slug(name: str) -> str:
    """An identifier made of a name: small letters and figures with hyphens, without what only qualifies."""
    words = re.findall(r"[a-z0-9]+", undecorated(name).lower())
    return (
        "-".join(word for word in words if word not in {"informele", "formele", "in", "de", "het", "van", "voor"})
        or "x"
    )
