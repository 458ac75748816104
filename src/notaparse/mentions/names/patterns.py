"""Meetings and missions that no list has yet, told by their head noun: "Raad Toerisme", "EU-China-top", "VN-missie in Haïti".

A pattern is a function that looks around an anchor (a head noun that ends a word) and gives a candidate or None. It looks
at the anchor's own line, and no further than a few words, so that a text costs a pattern only where it has the noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from notaparse.mentions.names.gazetteer import Anchor, Hit, undecorated
from notaparse.mentions.names.widening import QUALIFIERS, qualified


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

    def place(self, start: int) -> Hit | None:
        """The longest listed place that starts here."""
        places = (hit for hit in self.starting.get(start, ()) if hit.row.kind == "place")
        return max(places, key=lambda hit: hit.end, default=None)

    def is_international(self, start: int, end: int) -> bool:
        """Whether a listed international body stands here."""
        return any(hit.end == end and hit.row.type == INTERNATIONAL for hit in self.starting.get(start, ()))

    def names(self, start: int, *kinds: str) -> bool:
        """Whether a listed name of one of these kinds starts here."""
        return any(hit.row.kind in kinds for hit in self.starting.get(start, ()))


INTERNATIONAL = "internationale organisatie"
"""Type of the rows of bodies whose gatherings are named after them: "ICAO-vergadering"."""

HOME = "land-nl"
"""The row of the country where a "top in Nederland" is no summit, and soldiers on an operation are not."""

Pattern = Callable[[Scene, Anchor], Candidate | None]

REACH = 60
"""How far before its anchor, in characters, a pattern looks for the beginning of a name."""

BODY = r"(?<![\w-])(?:EU|NAVO|NATO|VN|UN|AU|OVSE|OESO|WTO|WHO|IMF|G7|G20|G77|BRICS|Benelux|ASEAN|CELAC)"
"""Bodies whose gatherings and missions are named after them."""

PROPER = r"[A-ZÀ-Þ][\w'’&-]*"
"""A word that opens with a capital."""

PROPER_RUN = re.compile(rf"{PROPER}(?: (?:de |la |las |los |aan de |aan den )?{PROPER}){{0,2}}")
PLACE_LINK = re.compile(r" (?:in |te |van )?(?:de |het )?")

WORD_BEFORE = re.compile(r"(\w+)[ -]\Z")
COMPOUND_BEFORE = re.compile(r"[\w&-]+\Z")

COUNCIL_TOPIC = re.compile(rf" {PROPER}(?:(?:,| en|,? &)? {PROPER}){{0,8}}")
NO_COUNCIL = re.compile(
    r"(?:advies|onderzoeks|gemeente|deel|provincie|bestuurs|beleids|staten|ondernemings|medezeggenschaps|cliënten|ouder|"
    r"jongeren|studenten|kinder|wijk|kerk|school|leerlingen|kennis|adviserings|reken|klimaat|weten\w+|toezichts?|burger|be|"
    r"voor|onderwijs|hoge|onder|rijksminister|minister|eilands?|inspectie|gezags|omroep|bedrijfs|kamp|uit|over|huis|nood|"
    r"stam|[bdgp])raad\Z",
    re.IGNORECASE,
)
"""Compounds with "raad" that are bodies, or no council at all ("voorraad", "Europese graad")."""
NO_COUNCIL_ACRONYMS = frozenset(
    {"SER", "OR", "COR", "DOR", "HR", "NL", "AI", "ICT", "OM", "MR", "GMR", "OPR", "PO", "VO"}
)

SUMMIT_BEFORE = re.compile(rf"{BODY}[- ](?:{PROPER}[- ]){{0,3}}\Z")
NO_SUMMIT = re.compile(
    r"(?:lap|desk|table|roof|berg|heuvel|boom|dak|toren|neus|vinger|tafel|sub|bestuurs|ambtelijke|ambtenaren|politie|leger|"
    r"defensie|bank|concern|directie|management|bouw|zorg|bedrijfs|ondernemers|partij|sport|voetbal|volks|kwaliteits|wereld)top\Z",
    re.IGNORECASE,
)
"""Compounds with "top" that are things, heights or the people in charge."""
HIGH = frozenset(
    {"ambtelijke", "bestuurlijke", "politieke", "militaire", "culinaire", "absolute", "zakelijke", "sportieve"}
)
"""Adjectives of a "top" that is people or a rank."""
MISSION_BEFORE = re.compile(rf"(?:{BODY}[- ]|(?<![\w-])(?:Frontex-|Europese ))(?:\w+[- ])?\w*\Z")
MISSION_TASK = re.compile(
    r"(?<![\w-])(?:politie(?:trainings|opleidings)?|trainings|opleidings|vredes|stabilisatie|(?:staakt-het-vuren)?waarnemings|"
    r"waarnemers|grensbewakings|evacuatie|(?:anti-?)?piraterij(?:bestrijdings)?|capaciteitsopbouw)\Z",
    re.IGNORECASE,
)
"""What a mission of soldiers, police or observers is for; with the land it names one: "politiemissie in Kunduz"."""
ENGLISH_MISSION_BEFORE = re.compile(
    rf"(?<![\w-])(?:EU|UN|NATO|OSCE|AU|European Union|United Nations|African Union)(?: {PROPER}){{0,5}} \Z"
)
NAMED_BY_COUNTRY = re.compile(r"(?<!\w)(?:EU|UN|NATO|OSCE|AU) \Z")
"""What says nothing without the land: the "EU Mission Soil" studies the ground."""
ENGLISH_COUNTRY = re.compile(rf" (?:(?:in|to|for|in support of) (?:the )?)?{PROPER}(?: {PROPER}){{0,2}}")
MINISTERIAL_BEFORE = re.compile(rf"{BODY}[- ]?(?:\w+[- ]?)?\Z")
MINISTERIAL_AFTER = re.compile(r" (?:[Rr]aad|[Bb]ijeenkomst|[Cc]onferentie|[Vv]ergadering)(?!\w)")
ASSEMBLY_BEFORE = re.compile(r"(?<![\w-])(\w+)-\w*\Z")
OPENING = r"(?:(?:De|Het|Een|Op|In|Bij|Na|Voor|Tijdens|Via|Ook|Deze|Dit|The) )?+"
"""A word that has its capital from the sentence that it opens."""
CONFERENCE_BEFORE = re.compile(rf"(?<![\w-]){OPENING}((?:{PROPER} ){{1,4}})\Z")
CONFERENCE_AFTER = re.compile(rf" (?:on|for|of) (?:the )?{PROPER}(?: (?:and |of |in the )?{PROPER}){{0,6}}")
MINISTERS = re.compile(
    rf"(?:[Ii]nformele )?[Bb]ijeenkomst (?:van )?(?:de )?{BODY}[- ]ministers(?: (?:van|voor) {PROPER}(?:(?:,| en) {PROPER}){{0,4}})?"
)

COMMERCIAL = re.compile(r"ondernemers|bedrij|handel|econom|innovati|\b[Kk]ennis|export|delegatie|toeris|sponsor")
"""What tells the "China-missie" of traders."""
MILITARY = re.compile(
    r"[Mm]ilita|[Dd]efensie|krijgsmacht|NAVO|NATO|\bEU\b|\bVN\b|troepen|marine|fregat|Zr\.|coalitie|Frontex|kustwacht|grenswacht|luchtmacht|landmacht|[Ii]nzet|"
    r"\b[Mm]issie|wapen|strijd"
)
CIVIL = re.compile(
    r"toeslag|herstel|bezuinig|reorganisatie|vernieuwing|overheid|gemeente|rijksdienst|politie|justitie|recherche|FIOD|inval|"
    r"ziekenhuis|patiënt|chirurg|rivier|stikstof"
)
"""What tells an "operatie" of which nobody has heard: ministries and police name theirs, too."""


def council(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "Raad Toerisme", "informele Raad voor Cohesie", "JBZ-Raad", "informele Toerismeraad"."""
    text, (start, end, _) = scene.text, anchor
    compound = _before(COMPOUND_BEFORE, text, start)
    if compound is None:
        return _council_on(scene, start, end)
    first = compound.start()
    if compound[0].endswith("-") and _is_acronym(compound[0][:-1]):
        return None if compound[0][:-1] in NO_COUNCIL_ACRONYMS else _meeting(text, first, end, "raad", "eu-raad")
    if _word_before(text, first) in QUALIFIERS and compound[0][-1].isalpha() and not NO_COUNCIL.search(text[first:end]):
        return _meeting(text, first, end, "raad", "eu-raad")
    return None


def _council_on(scene: Scene, start: int, end: int) -> Candidate | None:
    """A council named after its topic: "Raad" with a capital and without a preposition; "voor" only after "informele"."""
    text = scene.text
    if not text.startswith("Raad", start):
        return None
    if _word_before(text, start) in QUALIFIERS and text.startswith(" voor ", end):
        end += len(" voor")
    topic = COUNCIL_TOPIC.match(text, end)
    if not topic or scene.names(end + 1, "place", "role"):
        return None
    return _meeting(text, start, topic.end(), "raad", "eu-raad")


def summit(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "EU-India-top", "Top in Riga", "Oekraïne-top", "kustwachttop in Athene".

    Written small, a "top van" must have a city: the "top van de markt" and the "top in Nederland" are no gathering. So must
    a compound that doesn't end in "-top".
    """
    text, (start, end, _) = scene.text, anchor
    named = _before(SUMMIT_BEFORE, text, start)
    stop = place_after(scene, end)
    place = _before(COMPOUND_BEFORE, text, start)
    if not named and place and place[0].endswith("-"):
        listed = scene.place(place.start())
        named = place if listed and listed.end == start - 1 else None
    if named:
        return _meeting(text, named.start(), stop or end, "top", "top")
    if place and text.startswith(" in ", end):
        city = scene.place(end + len(" in "))
        held = city and city.row.type == "stad" and not NO_SUMMIT.search(text[place.start() : end])
        return _meeting(text, place.start(), city.end, "top", "top") if city and held else None
    if stop is None or not _begins_word(text, start) or _word_before(text, start) in HIGH:
        return None
    if text[start].islower() and text.startswith((" van ", " in "), end):
        where = scene.place(text.index(" ", end + 1) + 1)
        if text.startswith(" van ", end) and not (where and where.row.type == "stad"):
            return None
        if where and where.row.id == HOME:
            return None
    return _meeting(text, start, stop, "top", "top")


def operation(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "VN-missie in Haïti", "EU-trainingsmissie Niger", "Operation Desert Fox", "operatie Pegasus" of soldiers."""
    text, (start, end, noun) = scene.text, anchor
    name = PROPER_RUN.match(text, end + 1) if text.startswith(" ", end) else None
    if name and scene.names(name.start(), "mission", "organisation", "role", "meeting"):
        name = None
    body = _before(MISSION_BEFORE, text, start)
    if not body and noun == "missie":
        return _mission_abroad(scene, start, end)
    if body:
        stop = place_after(scene, end) or (name and name.end())
        return _mission(text, body.start(), stop, noun) if stop else None
    if name is None or scene.place(name.start()) or not _begins_word(text, start):
        return None
    if noun == "operatie" and not _is_military(scene, start, name.end()):
        return None
    return _mission(text, start, name.end(), noun)


def _mission_abroad(scene: Scene, start: int, end: int) -> Candidate | None:
    """Such as "Kosovo-missie", "politiemissie in Kunduz": named after its land, or after its task and its land."""
    text = scene.text
    compound = _before(COMPOUND_BEFORE, text, start)
    if compound and compound[0].endswith("-"):
        land = scene.place(compound.start())
        near = COMMERCIAL.search(text, max(0, start - 2 * REACH), end + 2 * REACH)
        named = land and land.end == start - 1 and land.row.id != HOME and land.row.type != "stad" and not near
        return _mission(text, compound.start(), end, "missie") if named else None
    task = _before(MISSION_TASK, text, start)
    land = scene.place(end + len(" in ")) if task and text.startswith(" in ", end) else None
    if not task or not land or land.row.id == HOME:
        return None
    return _mission(text, task.start(), land.end, "missie")


def mission(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "European Union Border Mission Chad", "UN Verification Mission in Colombia"."""
    text, (start, end, _) = scene.text, anchor
    named = _before(ENGLISH_MISSION_BEFORE, text, start) if text.startswith("Mission", start) else None
    if not named:
        return None
    country = ENGLISH_COUNTRY.match(text, end)
    if NAMED_BY_COUNTRY.search(named[0]) and not place_after(scene, end):
        return None
    return _mission(text, named.start(), country.end() if country else end, "mission")


def ministerial(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "NAVO-ministeriële", "OVSE Ministeriële Raad", "informele NAVO ministeriële bijeenkomst"."""
    text, (start, end, _) = scene.text, anchor
    body = _before(MINISTERIAL_BEFORE, text, start)
    if not body:
        return None
    head = MINISTERIAL_AFTER.match(text, end)
    return _meeting(text, body.start(), head.end() if head else end, "ministeriele", "ministeriële")


def assembly(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "WHO-vergadering", "VN-waterconferentie", "Libië-conferentie", "bijeenkomst van EU-ministers van Cultuur"."""
    text, (start, end, noun) = scene.text, anchor
    ministers = MINISTERS.match(text, qualified(text, start)) if noun == "bijeenkomst" else None
    if ministers:
        return _meeting(text, ministers.start(), ministers.end(), "ministers", "ministeriële")
    body = _before(ASSEMBLY_BEFORE, text, start)
    if body and scene.is_international(body.start(1), body.end(1)):
        stop = place_after(scene, end) if noun == "conferentie" else None
        return _meeting(text, body.start(), stop or end, "vergadering", "internationaal")
    if noun != "conferentie":
        return None
    listed = scene.place(body.start()) if body else None
    if body and listed and listed.end == start - 1:
        return _meeting(text, body.start(), place_after(scene, end) or end, "conferentie", "conferentie")
    return conference(scene, anchor)


def conference(scene: Scene, anchor: Anchor) -> Candidate | None:
    """Such as "Nuclear Security Summit", "Summit on Ocean Noise", "High Level Conferentie"."""
    text, (start, end, _) = scene.text, anchor
    if not text[start].isupper():
        return None
    named = _before(CONFERENCE_BEFORE, text, start)
    topic = CONFERENCE_AFTER.match(text, end)
    if not named and not topic:
        return None
    first, last = named.start(1) if named else start, topic.end() if topic else end
    return _meeting(text, first, last, "conferentie", "conferentie")


PATTERNS: tuple[tuple[tuple[str, ...], Pattern], ...] = (
    (("raad",), council),
    (("top",), summit),
    (("missie", "operatie", "operation"), operation),
    (("mission",), mission),
    (("ministeriële", "ministeriele"), ministerial),
    (("vergadering", "bijeenkomst", "conferentie", "assemblee", "congres"), assembly),
    (("conference", "summit"), conference),
)
"""Head nouns and the pattern that they start. An anchor that a listed meeting, mission or organisation covers starts none."""

BY_NOUN = {noun: pattern for nouns, pattern in PATTERNS for noun in nouns}


def place_after(scene: Scene, end: int) -> int | None:
    """End of the place that follows after "in", "te", "van" or nothing.

    A listed place; after "in" and "te" also another proper name.
    """
    link = PLACE_LINK.match(scene.text, end)
    if not link:
        return None
    start = link.end()
    listed = scene.place(start)
    if listed:
        return listed.end
    if not link[0].startswith((" in ", " te ")) or scene.names(start, "organisation", "role", "meeting", "mission"):
        return None
    proper = PROPER_RUN.match(scene.text, start)
    return proper.end() if proper else None


def slug(name: str) -> str:
    """An identifier made of a name: small letters and figures with hyphens, without what only qualifies."""
    words = re.findall(r"[a-z0-9]+", undecorated(name).lower())
    return "-".join(word for word in words if word not in UNNAMING) or "naamloos"


UNNAMING = frozenset({"informele", "formele", "in", "te", "de", "het", "van", "voor"})
"""Words that don't make a name another one: "VN-missie in Haïti" is the "VN-missie Haïti"."""


def _before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, end - REACH), end)


def _word_before(text: str, start: int) -> str:
    before = _before(WORD_BEFORE, text, start)
    return before[1].lower() if before else ""


def _begins_word(text: str, start: int) -> bool:
    return not start or not (text[start - 1].isalnum() or text[start - 1] in "-_")


def _is_military(scene: Scene, start: int, end: int) -> bool:
    """Whether soldiers, or a land abroad, stand near, and nothing that tells a clean-up or a raid."""
    first, last = max(0, start - 2 * REACH), end + 2 * REACH
    if CIVIL.search(scene.text, first, last):
        return False
    if MILITARY.search(scene.text, first, last):
        return True
    places = (scene.place(offset) for offset in range(start, last))
    return any(place and place.row.id != HOME for place in places)


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(letter.isupper() for letter in word) >= 2


def _meeting(text: str, start: int, end: int, rule: str, type_: str) -> Candidate:
    start = qualified(text, start)
    name = text[start:end]
    return Candidate(start, end, "meeting", slug(name), name, f"pattern:{rule}", type_)


def _mission(text: str, start: int, end: int, noun: str) -> Candidate:
    name = text[start:end]
    return Candidate(start, end, "mission", slug(name), name, f"pattern:{noun}")
