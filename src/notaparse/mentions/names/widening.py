"""Where a mention begins and ends: what belongs to a name beyond the words that are listed.

The convention: "informele" is inside, "ingelaste", "besloten", "vorige" and "komende" are outside; a body glued on before a
meeting is inside ("NAVO DMM", "EU-Gezondheidsraad"), so is the type word of a mission ("operatie Interflex", "KFOR-missie");
a topic that follows without a preposition belongs to a debate ("commissiedebat Wadden"), a topic after "over" doesn't; the
place belongs to a summit ("NAVO-top in Vilnius").
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

QUALIFIERS = frozenset(
    {"informele", "informeel", "formele", "formeel", "europese", "eu", "navo", "nato", "vn", "benelux", "ovse"}
)
"""Words that belong to the name of a meeting when they stand right before it."""

OPERATION = re.compile(
    r"(?:(?:EU|NAVO|NATO|VN|AU|Frontex)-|EUNAVFOR(?: MED)?[- ])?(?:[Oo]perati(?:e|on)|[Mm]issie|OPERATIE|MISSIE) \Z"
)
BARE_OPERATION = re.compile(r"[Oo]perati(?:e|on) \Z")

SUMMIT = re.compile(r"(?:[Tt]op|TOP)\Z")
"""How a summit ends that its place tells from the other ones."""

MEETING_HEADS = re.compile(
    r"-(?:[Vv]ergadering|[Bb]ijeenkomst|[Oo]verleg|[Rr]aad|[Tt]op|[Cc]onferentie|[Zz]itting|[Ss]essie|[Mm]inisteri[ëe]le)"
    r"(?:en|s)?(?![\w-])"
)
MISSION_HEADS = re.compile(r"-(?:[Mm]issie|[Oo]peratie|[Tt]rainingsmissie|[Vv]redesmissie|[Vv]redesmacht)(?![\w-])")
"""Head nouns of compounds that are still the thing itself: "UDCG-bijeenkomst", "KFOR-missie"; a "KFOR-bijdrage" isn't."""

WORD = re.compile(r" ([Bb]ox [123]\b|[^\W\d_][\w'’&/.-]*[\w'’-]|[^\W\d_]|&)")
"""The next word in the same line. Figures are none, but for the three boxes of the income tax; nor is what stands after
punctuation."""

EDITION = re.compile(r" (?:19|20)[0-9]{2}(?![\w/-]| [0-9])")
"""The year of the budget or the plan that a debate is about: "wetgevingsoverleg Belastingplan 2025"."""

LINKS = frozenset({"en", "van", "&", "op", "in", "voor", "rond", "boven", "onder", "tussen", "zonder"})
"""Words that may go on within a topic, when what follows them does."""

ARTICLES = frozenset({"de", "het", "een"})

FIRST = frozenset({"informele", "formele"})
"""Words with which a topic may open, when it goes on: "commissiedebat informele Energieraad"."""

NO_TOPICS = frozenset(  # a list of three hundred quoted words would be harder to read
    """
    aan aangaande achter al alle alleen als alsmede alsnog alvorens andere anders april augustus begin beide ben bent
    betreffende binnen blijft blijkt bleek bij bracht brengt commissie conform d.d. daar daarbij daarin daarna daarop daarover
    daarvan dan dat deed december deze diende dienden dient dienen die dit doen doet door dus echter een eerder eind er
    februari fractie fracties gaat gaf gaven geeft geen gezien ging gingen had hadden heb hebben hebt heeft hem hen hier
    hij hoe hun ik indien ingevolge inzake is ja jaar januari je jl jl. juli juni kabinet kamer kamerlid kan komen komende
    komt kon konden kreeg kregen krijgt kunnen kwam kwamen laat later leden leidde leidt lid liet liep loopt m.b.t. maar maart
    mag meer mei met meldde meldt middels minister ministers moest moesten moet moeten morgen n.a.v. na naar nam namen naast neemt
    niet noemde noemt nog november nu of oktober om omdat omtrent ondanks onder ook over overeenkomstig pas per plaats rondom
    samen september sinds sprak spraken spreekt staan staat staatssecretaris start stelde stelden stelt stond stonden
    t.a.v. t.b.v. te tegen tegelijk ten ter terug terwijl tijdens toe toen tot tussen tweede u uit uw vaste vanaf vandaag
    vanuit vanwege verviel vervalt verzocht verzochten verzoekt via vinden vindt volgde volgens volgende volgt vond vonden
    voorafgaand voordat vorige vorig vraagt vragen vroeg vroegen waar waaraan waarbij waarin waarna waarop waarover waarvan wanneer want
    waren was we week wel welke werd werden wij wil wilde wilden willen worden wordt zal zegde zegden zegt zei zeiden zich zie zij zijn
    zo zoals zodat zodra zonder zou zouden zowel zullen afgelopen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    eerste derde lang medio ongeveer gisteren reeds straks inclusief exclusief ondertussen beantwoording behandeling inbreng
    vergadering toezegging toezeggingen brief brieven agenda verslag motie moties kamerbrief antwoorden tweedaagse gehouden
    aanpassing appreciatie appreciaties reactie reacties vragen stemming moties amendementen aanbieding besloten
    verzonden verplaatst vervroegd toegezegd geven houden voeren nemen bespreken maken
    """.split()  # noqa: SIM905 - see above
)
"""Small words, verbs in common use and months: where one of these stands, the topic has ended."""

NO_PROPER_TOPICS = frozenset(
    {
        "kamer",
        "kamerlid",
        "tweede",
        "eerste",
        "ek",
        "tk",
        "minister",
        "staatssecretaris",
        "lid",
        "leden",
        "kabinet",
        "kamerbrief",
        "inbreng",
        "beantwoording",
        "reactie",
        "verslag",
        "vragen",
    }
)
"""Who speaks in a debate and what is sent to it, also where a capital makes it look like a topic."""

PARTICIPLE = re.compile(r"(?:aan|af|bij|door|in|mee|om|op|over|toe|uit|voor|vrij|plaats|terug|samen)?ge\w+(?:d|t|en)\Z")
NO_PARTICIPLES = frozenset(
    {"gebied", "gebieden", "geluid", "gemeenten", "geweld", "geld", "gewest", "gewesten", "gebouwen"}
)

NOUN = re.compile(
    r"(?:heid|ing|ingen|teit|tie|ties|schap|isme|beleid|zorg|onderwijs|markt|wet|recht|rechten|zaken|bouw|fonds|plan|stelsel|"
    r"dienst|opvang|toeslag|toeslagen|problematiek|handel|vervoer|verkeer|water|beheer|energie|industrie|bestuur|veehouderij|"
    r"natuur|klimaat|visserij|stikstof|wonen|wolf|mest|media|sport|cultuur|jeugd|spoor|asiel|defensie|politie|justitie|"
    r"pensioenen|belastingen|financiën|begroting|bodem|lucht|vaart|ruimte|welzijn|overlast|hulp|steun|arbeid|kwaliteit|toezicht|"
    r"preventie|armoede|geweld|misbruik|uitstoot|achterstand|achterstanden|crisis|tekort|tekorten|kunst|transport|box [123])\Z"
)
"""How nouns end that a debate is named after when its topic is written small: "commissiedebat water en bodem"."""

ADJECTIVE = re.compile(r"[^ie]e\Z")
"""How an inflected adjective ends that opens a topic; a noun follows it ("Strategische keuzes"), not a verb."""

LONGEST_TOPIC = 8
"""Words; a longer one is a sentence that goes on."""


def qualified(text: str, start: int) -> int:
    """Where a meeting begins, with the words before it that belong to its name."""
    for _ in range(2):
        before = start - 1
        if before < 0 or text[before] not in " -":
            break
        first = before
        while first and text[first - 1].isalpha():
            first -= 1
        if text[first:before].lower() not in QUALIFIERS or (first and text[first - 1] == "-"):
            break
        start = first
    return start


def operated(text: str, start: int, form: str) -> int:
    """Where a mission begins, with the type word before it.

    A lone acronym says itself that it is a mission: in "operatie MINUSMA" and "VN-missie MINUSMA" the first word is an
    apposition. A name that opens with one ("EUFOR Althea") takes only a bare "operatie" along. Whether it is one, the form
    says that the row lists: "operatie ASPIDES" is printed in capitals.
    """
    window = text[max(0, start - 32) : start]
    first_word, *further = form.split(" ")
    acronym = sum(letter.isupper() for letter in first_word) > 1
    if acronym and not further:
        return start
    cue = (BARE_OPERATION if acronym else OPERATION).search(window)
    if not cue:
        return start
    first = start - (len(window) - cue.start())
    if first and (text[first - 1].isalnum() or text[first - 1] == "-"):
        return start
    return first


def compounded(text: str, end: int, heads: re.Pattern[str]) -> int:
    """Where a name ends, with a head noun that a hyphen ties to it."""
    head = heads.match(text, end)
    return head.end() if head else end


def topical(text: str, end: int, ends: Mapping[int, int], apart: Container[int] = ()) -> int:
    """Where a debate ends, with the topic that is glued to it.

    ``ends`` are the offsets where listed names begin and end: a topic takes them whole ("begrotingsbehandeling Onderwijs,
    Cultuur en Wetenschap"). What begins at an offset in ``apart`` is no topic.
    """
    position, words, linked, previous = end, 0, "", ""
    while words < LONGEST_TOPIC and (found := WORD.match(text, position)):
        word = found[1]
        small = word.lower()
        if found.start(1) in apart:
            break
        if small in FIRST and not words:
            pass
        elif small in ARTICLES:
            if linked != "van":
                break
        elif small in LINKS and words:
            if linked:
                break
            linked = small
        elif _goes_on(word, small, linked, previous):
            previous = word if not words or linked else ""
            end, words, linked = max(found.end(), ends.get(found.start(1), 0)), words + 1, ""
            position = end
            continue
        else:
            break
        position = found.end()
    edition = EDITION.match(text, end) if previous and previous[0].isupper() else None
    return edition.end() if edition else end


def _goes_on(word: str, small: str, linked: str, previous: str) -> bool:
    """Whether a topic goes on with this word, after a link or after the previous word."""
    if small.endswith(("debat", "overleg", "briefing")):
        return False
    if word[0].isupper():
        return small not in NO_PROPER_TOPICS and linked in {"", "en", "van", "&", "in"}
    if small in NO_TOPICS:
        return False
    if PARTICIPLE.match(small) and small not in NO_PARTICIPLES:
        return False
    if NOUN.search(small):
        return True
    if linked:
        return len(small) > 5 and small.endswith("en")
    return bool(ADJECTIVE.search(previous))
