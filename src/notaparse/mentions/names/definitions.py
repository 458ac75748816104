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

from notaparse.mentions.names.gazetteer import stands_alone, undecorated
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

HEADS: tuple[tuple[str, str | None], ...] = (
    (
        r"wet|grondwet|wetboek|verordening|richtlijn|besluit|regeling|verdrag|akkoord|protocol|motie|artikel|ziekte|virus",
        None,
    ),
    (r"overleg|conferentie|conference|vergadering|debat|briefing|meeting|summit|top", "meeting"),
    (r"missie|operatie|mission|operation|vredesmacht|taskforce maritiem", "mission"),
    (
        r"college|raad|commissie|autoriteit|inspectie|dienst|instituut|bureau|agentschap|ministerie|directie|directoraat|centrum|"
        r"vereniging|stichting|federatie|verbond|bond|unie|organisatie|universiteit|hogeschool|academie|politie|museum|bank|"
        r"parlement|hof|rechtbank|kamer|partij|beweging|planbureau|platform|netwerk|gemeenschap|waterschap|gemeente|provincie|"
        r"fonds|council|commission|agency|authority|committee|organi[sz]ation|institute|office|association|board|group|groep",
        "organisation",
    ),
)
"""How the head noun of a name ends → what it is; None: nothing that is looked for here. The first that any word fits."""
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
    for number, start, end in AhoCorasick(abbreviations).find_matches_as_indexes(text, overlapping=True):
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
    kind, guessed = "organisation", True
    for word in NAME_WORD.findall(name):
        fitting = next(((kind,) for ending, kind in _HEADS if ending.search(word)), None)
        if fitting:
            if fitting[0] is None:
                return
            kind, guessed = fitting[0], False
            break
    thing = Candidate(start, end, kind, slug(name), name, f"definition:{abbreviation}")
    yield Definition(abbreviation, thing, guessed)


def _initialled(text: str, end: int, abbreviation: str) -> int | None:
    """Where the name that ends here and that the abbreviation abbreviates begins; None where there is none."""
    first = max(text.rfind("\n", 0, end) + 1, end - 30 * LONGEST_NAME)
    words = list(NAME_WORD.finditer(text, first, end))[-LONGEST_NAME:]
    for word in reversed(words):
        between = text[word.end() : end]
        if re.search(r"[.;:()?!\n]", between):
            return None
        name = text[word.start() : end]
        if (word[0][0].isupper() or (word is words[-1] and len(name) > 9)) and _spells(abbreviation, name):
            return word.start()
    return None


def _spells(abbreviation: str, name: str) -> bool:
    """Whether the letters of the abbreviation stand in the name in order, the first at its beginning, and each word of
    weight gives one."""
    letters = [letter.lower() for letter in undecorated(abbreviation) if letter.isalnum()]
    words = [undecorated(word).lower() for word in re.findall(r"[^\W_]+", name)]
    if not words or not letters or words[0][0] != letters[0]:
        return False
    place = 0
    for word in words:
        if place < len(letters) and word[0] == letters[place]:
            place += 1
            inner = 1
            # Further letters from inside the same word: "Luchtvaartveiligheidsprogramma" gives L, V and P.
            while (
                place < len(letters)
                and (at := word.find(letters[place], inner)) > 0
                and not _next_gives(words, word, letters[place])
            ):
                place, inner = place + 1, at + 1
        elif word not in SMALL:
            return False
    return place == len(letters)


def _next_gives(words: list[str], word: str, letter: str) -> bool:
    """Whether a later word of the name opens with the letter."""
    return any(other[0] == letter for other in words[words.index(word) + 1 :])
