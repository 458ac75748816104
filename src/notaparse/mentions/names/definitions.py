"""What a text itself defines: "College voor de Rechten van de Mens (CRM)", "(hierna: NLVP)", "NLVP (Nederlands …)".

An abbreviation that is tied to a name is the same thing everywhere in that text, whatever a list says of it: all its
occurrences get the id of the name. A name that no list knows is told by its head noun; where that says nothing, it is
taken for an organisation, with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from notaparse.mentions.names.gazetteer import encodable, stands_alone, undecorated
from notaparse.mentions.names.patterns import Candidate, slug
from notaparse.mentions.names.widening import MEETING_HEADS, MISSION_HEADS, compounded
from notaparse.model import Notice

ABBREVIATION = r"[A-Z](?=[\w&/-]*[A-Z])[A-Za-z0-9&/-]{1,13}"
"""An abbreviation opens with a capital and has another one; blanks are not part of it."""
CUE = r"(?:hierna|verder|voortaan|afgekort|ook wel|kortweg)(?: (?:ook|te noemen|genoemd|aangeduid als|als|tot))*:? (?:de |het )?"
QUOTE = r"[\"'‘’“”]?"

AFTER_NAME = re.compile(rf"(?: \((?:{CUE})?|, {CUE}){QUOTE}({ABBREVIATION}){QUOTE}(?![\w-])(?: genoemd)?")
BEFORE_NAME = re.compile(rf"(?<![\w-])({ABBREVIATION}) \((?:voluit:? |de |het )?([A-ZÀ-Þ][^()\n;:]{{8,110}})\)")
NAME_WORD = re.compile(r"[\w'’&-]+")

LONGEST_NAME = 12
"""Words before a bracket in which a name is looked for."""
SHORTEST_LONE_NAME = 9
"""Letters that a name of one small-written word has at least: "regeldrukcoördinatorenoverleg"."""

HEADS: tuple[tuple[str, str | None], ...] = (
    ("wet|wetboek|verordening|richtlijn|besluit|regeling|verdrag|akkoord|protocol|motie|artikel|ziekte|virus", None),
    ("overleg|conferentie|conference|vergadering|debat|briefing|meeting|summit|top", "meeting"),
    ("missie|operatie|mission|operation|vredesmacht", "mission"),
    (
        (
            "college|raad|commissie|autoriteit|inspectie|dienst|instituut|bureau|agentschap|ministerie|directie|directoraat|"
            "centrum|vereniging|stichting|federatie|verbond|bond|unie|organisatie|universiteit|hogeschool|academie|politie|"
            "museum|bank|parlement|hof|rechtbank|kamer|partij|beweging|planbureau|platform|netwerk|gemeenschap|waterschap|"
            "gemeente|provincie|fonds|council|commission|agency|authority|committee|organi[sz]ation|institute|office|"
            "association|board|group|groep"
        ),
        "organisation",
    ),
)
"""How the head noun of a name ends → what it is; None: nothing that is looked for here. The first word that fits one."""
_HEADS = tuple((re.compile(rf"(?:{endings})\Z", re.IGNORECASE), kind) for endings, kind in HEADS)

SMALL = frozenset(
    {
        "van",
        "de",
        "het",
        "der",
        "den",
        "en",
        "voor",
        "in",
        "op",
        "te",
        "of",
        "and",
        "the",
        "for",
        "&",
        "aan",
        "on",
        "to",
    }
)
"""Words of a name that an abbreviation may pass over."""


class Definition(NamedTuple):
    """An abbreviation and the thing that the text says it stands for."""

    abbreviation: str
    thing: Candidate
    guessed: bool


def defined(text: str, found: list[Candidate]) -> tuple[list[Candidate], list[Notice]]:
    """Candidates with what the text defines: names that it introduces, abbreviations as it uses them; and notices."""
    definitions: dict[str, Definition] = {}
    introduced: list[Candidate] = []
    for definition in _definitions(text, found):
        if definition.abbreviation not in definitions:
            definitions[definition.abbreviation] = definition
            introduced.append(definition.thing)
    if not definitions:
        return found, []
    renamed = {each[:2]: each for each in introduced}
    kept = [
        each
        for each in found
        if text[each.start : each.end] not in definitions and renamed.get(each[:2], each)[2:4] == each[2:4]
    ]
    used = list(_uses(text, definitions))
    notices = [
        Notice(
            code="definition_kind_guessed",
            message=f"{definition.abbreviation!r} stands for {definition.thing.name!r}, taken for an organisation",
            start=definition.thing.start,
            end=definition.thing.end,
        )
        for definition in definitions.values()
        if definition.guessed
    ]
    return kept + introduced + used, notices


def _uses(text: str, definitions: dict[str, Definition]) -> Iterator[Candidate]:
    abbreviations = tuple(definitions)
    for number, start, end in AhoCorasick(abbreviations).find_matches_as_indexes(encodable(text), overlapping=True):
        if stands_alone(text, start, end):
            thing = definitions[abbreviations[number]].thing
            heads = {"meeting": MEETING_HEADS, "mission": MISSION_HEADS}.get(thing.kind)
            stop = compounded(text, end, heads) if heads else end
            yield thing._replace(start=start, end=stop)


def _definitions(text: str, found: Iterable[Candidate]) -> Iterator[Definition]:
    ending: dict[int, list[Candidate]] = {}
    starting: dict[int, list[Candidate]] = {}
    for each in found:
        ending.setdefault(each.end, []).append(each)
        starting.setdefault(each.start, []).append(each)
    for match in AFTER_NAME.finditer(text):
        abbreviation = match[1]
        listed = [each for each in starting.get(match.start(1), ()) if each.end == match.end(1)]
        if any(each.type == "partij" for each in listed):
            continue  # "het lid Omtzigt (NSC)"
        known = _named(text, ending.get(match.start(), ()), abbreviation, listed)
        if known:
            yield Definition(abbreviation, known._replace(rule=f"definition:{known.rule}"), guessed=False)
        elif (start := _initialled(text, match.start(), abbreviation)) is not None:
            yield from _introduced(text, start, match.start(), abbreviation)
    for match in BEFORE_NAME.finditer(text):
        abbreviation, name = match.groups()
        if _spells(abbreviation, name):
            whole = [each for each in ending.get(match.end(2), ()) if each.start == match.start(2)]
            if whole:
                best = min(whole, key=lambda each: each.rule)
                yield Definition(abbreviation, best._replace(rule=f"definition:{best.rule}"), guessed=False)
            else:
                yield from _introduced(text, match.start(2), match.end(2), abbreviation)


def _named(text: str, ending: Iterable[Candidate], abbreviation: str, listed: list[Candidate]) -> Candidate | None:
    """The candidate before the bracket that the abbreviation stands for."""
    for each in sorted(ending, key=lambda each: (each.start - each.end, each.rule)):
        same = next((other for other in listed if other.kind == each.kind), None)
        if same and each.rule.startswith("pattern:"):
            return same._replace(start=each.start, end=each.end)
        if same and same.id == each.id:
            return each
        if _spells(abbreviation, text[each.start : each.end]) or (each.kind == "mission" and not listed):
            return each
    return None


def _introduced(text: str, start: int, end: int, abbreviation: str) -> Iterator[Definition]:
    name = text[start:end]
    told = list(_kinds(NAME_WORD.findall(name)))
    kind = told[0] if told else "organisation"
    if kind is not None:
        thing = Candidate(start, end, kind, slug(name), name, f"definition:{abbreviation}")
        yield Definition(abbreviation, thing, guessed=not told)


def _kinds(words: Iterable[str]) -> Iterator[str | None]:
    """What each head noun among the words says that the thing is."""
    for word in words:
        for ending, kind in _HEADS:
            if ending.search(word):
                yield kind
                break


def _initialled(text: str, end: int, abbreviation: str) -> int | None:
    """Where the name that ends here and that the abbreviation abbreviates begins; None where there is none."""
    first = max(0, end - 30 * LONGEST_NAME)
    first = max(first, text.rfind("\n", first, end) + 1)
    words = list(NAME_WORD.finditer(text, first, end))[-LONGEST_NAME:]
    for word in reversed(words):
        between = text[word.end() : end]
        if re.search(r"[.;:()?!\n]", between):
            return None
        name = text[word.start() : end]
        alone = word is words[-1] and len(name) > SHORTEST_LONE_NAME
        if (word[0][0].isupper() or alone or any(_kinds([word[0]]))) and _spells(abbreviation, name):
            return word.start()
    return None


def _spells(abbreviation: str, name: str) -> bool:
    """Whether the abbreviation is made of the name.

    Its letters stand in the name in order, the first at the beginning; each word of weight gives its first letter, and may
    give further ones that no later word begins with: "Luchtvaartveiligheidsprogramma" gives L, V and P.
    """
    letters = [letter.lower() for letter in undecorated(abbreviation) if letter.isalnum()]
    words = [word.lower() for word in re.findall(r"[^\W_]+", undecorated(name))]
    if not words or not letters or words[0][0] != letters[0]:
        return False
    place = 0
    for number, word in enumerate(words):
        if place < len(letters) and word[0] == letters[place]:
            place, inner = place + 1, 1
            later = {other[0] for other in words[number + 1 :]}
            while (
                place < len(letters) and letters[place] not in later and (inner := word.find(letters[place], inner) + 1)
            ):
                place += 1
        elif word not in SMALL:
            return False
    return place == len(letters)
