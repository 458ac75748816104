"""Why a meeting and a date or a place belong together: rules over sketches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from notaparse.mentions.events.sketch import D, P, S, Sketch, datable
from notaparse.model import Mention

CLOSE = 60
"""Characters before a meeting that are read for what it is to the sentence."""


class Tie(NamedTuple):
    """What belongs together."""

    subject: Mention
    date: Mention | None = None
    place: Mention | None = None


Rule = Callable[[Sketch], Iterator[Tie]]
"""Takes a sketch and yields ties of what is left in it."""


def joined(sketch: Sketch) -> Iterator[Tie]:
    """Two meetings joined by "en" share the date directly behind the second: "UDCG en NAVO DMM 14-15 februari"."""
    for match in _joined().finditer(sketch.drawn):
        yield from _ties(sketch, match, "first", "subject")


def apposed(sketch: Sketch) -> Iterator[Tie]:
    """The date stands directly behind the meeting: "de DMM (11-12 oktober)", "RBZ in Luxemburg op 24 juni"."""
    for match in _apposed().finditer(sketch.drawn):
        yield from _ties(sketch, match, "subject")


def announced(sketch: Sketch) -> Iterator[Tie]:
    """The date stands directly before the meeting: "op 11 oktober een UDCG", "de op 3 april geplande RBZ"."""
    for match in _announced().finditer(sketch.drawn):
        yield from _ties(sketch, match, "subject")


def takes_place(sketch: Sketch) -> Iterator[Tie]:
    """The sentence says that the meeting takes place: "komen bijeen", "vindt plaats", "is gepland"."""
    if _happens().search(sketch.drawn):
        yield from _nearest(sketch, sketch.subjects)


def attended(sketch: Sketch) -> Iterator[Tie]:
    """The sentence says that somebody is there: "neemt deel aan", "is aanwezig bij", "reist naar … voor"."""
    if _attends().search(sketch.drawn):
        yield from _nearest(sketch, sketch.subjects)


def lasting(sketch: Sketch) -> Iterator[Tie]:
    """The sentence says when a mission begins or ends: "is op … gestart", "het mandaat loopt tot"."""
    if _lasts().search(sketch.drawn):
        yield from _nearest(
            sketch, [subject for subject in sketch.subjects if sketch.things[subject].kind == "mission"]
        )


def antecedent(sketch: Sketch) -> Iterator[Tie]:
    """A sentence without a meeting goes on about that of the one before: "De bijeenkomst is op 3 juni in Praag."."""
    if S in sketch.drawn or not _pronoun().match(sketch.drawn):
        return
    date = sketch.things[sketch.dates[0]] if sketch.dates else None
    place = _somewhere_in(sketch)
    previous = next((previous for previous in sketch.before if S in previous.drawn), None)
    if previous is not None and (date or place):
        yield Tie(previous.things[previous.drawn.rindex(S)], date, place)


def there(sketch: Sketch) -> Iterator[Tie]:
    """Where and when of the sentence before: "Op 3 juni bent u in Praag. Daar is ook de Energieraad."."""
    if D in sketch.drawn or not sketch.subjects or not _there().search(sketch.drawn):
        return
    previous = next((previous for previous in sketch.before if D in previous.drawn), None)
    if previous is not None and previous.drawn.count(D) == 1:
        date = previous.things[previous.drawn.index(D)]
        yield Tie(sketch.things[sketch.subjects[0]], date if datable(date) else None, _somewhere_in(previous))


def located(sketch: Sketch) -> Iterator[Tie]:
    """Only a place: directly behind the meeting or mission, or in its name ("EUFOR Althea in Bosnië", "EUTM Mali")."""
    for match in _located().finditer(sketch.drawn):
        yield from _ties(sketch, match, "subject")
    for subject in sketch.subjects:
        thing = sketch.things[subject]
        if thing.start in sketch.inner:
            yield Tie(thing, None, sketch.inner[thing.start])


RULES: tuple[Rule, ...] = (joined, apposed, announced, takes_place, attended, lasting, antecedent, there, located)
"""The first that ties a meeting has it. What stands side by side goes before what only shares a sentence, and that before
what is carried over from another; a place alone comes last."""

WITHOUT_SUBJECT: tuple[Rule, ...] = (antecedent,)
"""Those of them that can say anything of a sentence in which no meeting or mission stands."""

WITHOUT_DATE: tuple[Rule, ...] = (there, located)
"""Those of them that can say anything of a meeting or mission whose sentence has no date for it."""


def rules_for(sketch: Sketch) -> tuple[Rule, ...]:
    """The rules that can say anything of a sentence, in order."""
    if not sketch.subjects:
        return WITHOUT_SUBJECT
    return RULES if sketch.dates else WITHOUT_DATE


# ---- the patterns of the rules

_IN = rf",?\s(?:in|te)\s(?:het\s|de\s)?{P}(?:\s\({P}\))?"
_CLOCK = r"(?:,?\s(?:om|van)?\s?\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?(?:\suur)?)?"
_HELD = r"(?:te\shouden|gehouden|geplande?|voorziene?|geagendeerde?|plaatsvindende|aanstaande|ingelaste|komende)"
_BEHIND = (
    rf"(?P<at>{_IN})?[”’\"')]?(?:\s(?:die|dat))?(?:,|:|\s?[-–—])?\s?\(?(?:{_HELD}\s)?"
    rf"(?:(?:van|op|d\.d\.|dd\.?|in|gedurende|tussen)\s)?(?:de\speriode\s(?:van\s)?)?"
    rf"(?P<date>{D})\)?{_CLOCK}(?P<then>{_IN})?"
)


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>{S}){_BEHIND}")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?P<first>{S})(?:,\s|\s(?:en|&|/)\s|/)(?:de\s|het\s)?(?P<subject>{S}){_BEHIND}")


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<date>{D}){_CLOCK}(?P<at>{_IN})?(?:\s(?:is|was|staat|volgt|{_HELD}))?"
        rf"(?:\s(?:de|het|een|deze|dit|eerste|tweede|derde|volgende|nieuwe|besloten|ook|tijdens|bij|in)){{0,3}}(?:\s{_HELD})?"
        rf"\s(?P<subject>{S})(?P<then>{_IN})?"
    )


@cache
def _located() -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>{S})(?P<at>{_IN})")


@cache
def _happens() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:vind(?:t|en)?|vond(?:en)?)\b[^.]{0,160}\bplaats|plaats(?:vind|vond|gevonden|\ste\svinden)"
        r"|(?:kom(?:t|en)?|kwam(?:en)?)\b[^.]{0,160}\b(?:bijeen|samen|bij\selkaar)\b|(?:bijeen|samen)(?:kom|kwam|gekomen)"
        r"|gehouden|hield(?:en)?|(?:in)?gepland|geagendeerd|georganiseerd|organiseer(?:t|de))"
        rf"|\b(?:start|begint|begon|is|wordt|was|staat)(?=\sop\s{D})"
    )


@cache
def _attends() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:neem(?:t|en)?|nam(?:en)?)\b[^.]{0,120}\bdeel\b|deel(?:nemen|neemt|nam(?:en)?|genomen|\ste\snemen)"
        r"|aanwezig\s(?:bij|zijn)|(?:woon(?:t|de)?|wonen)\b[^.]{0,120}\bbij\b|bij(?:wonen|woont|woonde|gewoond)"
        r"|reis(?:t|de|den)?\b|reizen|spreekt?\b|sprak(?:en)?\b|bezoek(?:t|en)?\b|bezocht|vertegenwoordig)"
    )


@cache
def _lasts() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:ge)?start(?:te|en)?|begint|begon(?:nen)?|eindig(?:t|de|en)|geëindigd|beëindigd|loopt|liep|verlengd|verlenging"
        r"|ingesteld|opgericht|afgelopen|mandaat)\b"
    )


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(
        r"(?:Deze|Dit|Die|Dat|De|Het)(?:\s(?:bijeenkomst|vergadering|top|raad|conferentie|overleg|debat|sessie|missie|operatie"
        r"|briefing|gesprek))?\s(?:vind|vond|is|was|wordt|staat|start|begint|zal|gaat|duur|loop|eindig)"
    )


@cache
def _there() -> re.Pattern[str]:
    return re.compile(r"^(?:Daar|Hier|Dan|Toen)\b|\b(?:aldaar|(?i:die|diezelfde|dezelfde)\sdag(?:en)?)\b")


@cache
def _governed() -> re.Pattern[str]:
    """What stands before a meeting that the sentence speaks about, or by which it places another."""
    return re.compile(
        r"\b(?:voorafgaand\saan|in\saanloop\snaar|ter\svoorbereiding\s(?:op|van)|na(?:\safloop\svan)?|naast|over|inzake"
        r"|naar\saanleiding\svan|n\.a\.v\.|in\splaats\svan|tijdens|sinds|verslag\s(?:van|over)|agenda\s(?:van|voor)|betreffende)"
        r"(?:\s(?:de|het|een|deze|dit|die|dat|eerste|vorige|volgende|komende)){0,3}\s\Z",
        re.IGNORECASE,
    )


@cache
def _somewhere() -> re.Pattern[str]:
    return re.compile(rf"\b(?:in|te|naar)\s(?:het\s|de\s)?(?P<place>{P})")


def _ties(sketch: Sketch, match: re.Match[str], *subjects: str) -> Iterator[Tie]:
    """What a pattern found: its subjects, and its date and its place ``at`` or ``then`` as far as it has them."""
    groups = match.groupdict()
    date = match.start("date") if groups.get("date") else None
    if not {match.start(subject) for subject in subjects} <= set(sketch.subjects) or (
        date is not None and date not in sketch.dates
    ):
        return
    where = groups.get("at") or groups.get("then")
    place: Mention | None = None
    if where:
        place = sketch.things[match.start("at" if groups.get("at") else "then") + where.index(P)]
    elif sketch.drawn.count(S) == len(subjects) and _happens().search(sketch.drawn):
        place = _somewhere_in(sketch)
    for subject in subjects:
        yield Tie(sketch.things[match.start(subject)], None if date is None else sketch.things[date], place)


def _nearest(sketch: Sketch, subjects: Iterable[int]) -> Iterator[Tie]:
    """The meeting and the date that stand nearest to each other, and the place that the sentence gives."""
    free = [subject for subject in subjects if not _governed().search(sketch.drawn, max(0, subject - CLOSE), subject)]
    pairs: list[tuple[int, int, int]] = []
    for subject in free:
        after = bisect_left(sketch.dates, subject)
        pairs += [(abs(date - subject), subject, date) for date in sketch.dates[max(0, after - 1) : after + 1]]
    if pairs:
        _, subject, date = min(pairs)
        yield Tie(sketch.things[subject], sketch.things[date], _somewhere_in(sketch))


def _somewhere_in(sketch: Sketch) -> Mention | None:
    match = _somewhere().search(sketch.drawn)
    return sketch.things[match.start("place")] if match else None
