"""Each form of date with all that a mention says of it: the words, the value, the rule, what was implied."""

from __future__ import annotations

import datetime as dt

import pytest

from notaparse.errors import VocabularyError
from notaparse.mentions import Passage
from notaparse.mentions.dates import dates
from notaparse.mentions.dates.words import words
from notaparse.model import Mention, Notice
from notaparse.vocabulary import default, loads

READ_ON = dt.date(2024, 6, 12)
"""A Wednesday."""

DAY = ("year", "month", "day")
YEAR = ("year",)
HALF = ("year", "month")

WRITTEN = (
    ("De brief is van [April 14, 2015] of later.", "2015-04-14", "month_first:april", ()),
    ("Het besluit van [oktober 3, 2023] geldt.", "2023-10-03", "month_first:oktober", ()),
    ("Dat was [wo 12 juni 2024] al zo.", "2024-06-12", "day:juni", ()),
    ("Open van [3 maart tot en met 5 april 2024].", "2024-03-03/2024-04-05", "range:day:maart", ()),
    ("Open in [jan-feb 2025].", "2025-01/2025-02", "range:month:jan", ()),
    ("Dat loopt van [begin 2024 tot eind 2025].", "2024/2025", "range:part:begin", ()),
    ("De bouw start in [2024-Q3] al.", "2024-07/2024-09", "quarter:code", ()),
    ("De bouw start in [2024 Q3] al.", "2024-07/2024-09", "quarter:code", ()),
    ("De bouw start in [H1 2025] al.", "2025-01/2025-06", "half:code", ()),
    ("De bouw start [kwartaal 3 van 2024] al.", "2024-07/2024-09", "quarter:kwartaal", ()),
    ("In het [derde en vierde kwartaal van 2024].", "2024-07/2024-12", "quarter:kwartaal", ()),
    ("In de [eerste helft van 2023] was het stil.", "2023-01/2023-06", "half:helft", ()),
    ("In de [tweede helft van mei] is het druk.", "2024-05-16/2024-05-31", "half:mei", YEAR),
    ("In de [winter van 2024/2025] vroor het.", "2024-24", "season:winter", ()),
    ("De [eerste maandag van oktober 2024] luiden de klokken.", "2024-10-07", "nth:maandag", ()),
    ("Rond [Pasen 2025] is het stil.", "2025-04-20", "named_day:pasen", ()),
    ("De proef begint in [week 23] weer.", "2024-06-03/2024-06-09", "week:week", YEAR),
    ("De proef begint [volgend jaar juni] weer.", "2025-06", "month:juni", YEAR),
    ("De proef begint [dit najaar] weer.", "2024-23", "season:najaar", YEAR),
    ("De proef begint in [okt] weer.", "2024-10", "month:okt", YEAR),
    ("De opening is in [5/2024] al.", "2024-05", "month:numeric", ()),
    ("De opening is in [12/2024], of later.", "2024-12", "month:numeric", ()),
    ("Er is een week [Mei] vrij.", "2024-05", "month:mei", YEAR),
)
"""What has a date of its own; at most the year follows from the day of reading."""

POINTED = (
    ("De ronde is tussen [nu en 15 november] gepland.", "2024-06-12/2024-11-15", "range:now", YEAR),
    ("De ronde is tussen [nu en december] gepland.", "2024-06-12/2024-12", "range:now", YEAR),
    ("Dat is [donderdag de 20e] aan de orde.", "2024-06-20", "weekday:donderdag", DAY),
    (
        "Er is overleg van [donderdag de 20e tot vrijdag de 21e].",
        "2024-06-20/2024-06-21",
        "range:weekday:donderdag",
        DAY,
    ),
    ("De commissie komt bijeen op de [21ste].", "2024-06-21", "day:ordinal", DAY),
    ("Dat is [dinsdag over een week] aan de orde.", "2024-06-25", "weekday:dinsdag", DAY),
    ("Dat was [dinsdag van vorige week] aan de orde.", "2024-06-04", "weekday:dinsdag", DAY),
    ("Dat was [afgelopen dinsdag] aan de orde.", "2024-06-11", "weekday:dinsdag", DAY),
    ("Dat is [volgende dinsdag] aan de orde.", "2024-06-18", "weekday:dinsdag", DAY),
    ("Dat was [dinsdag jl.] aan de orde.", "2024-06-11", "weekday:dinsdag", DAY),
    ("Het besluit viel [twee dagen voor gisteren].", "2024-06-09", "ago:dag", DAY),
    ("Het duurt [twee weken vanaf morgen].", "2024-06-27", "ago:week", DAY),
    ("Het duurt [twee maanden vanaf nu].", "2024-08-12", "ago:maand", DAY),
    ("Dat was [vijf jaar geleden] anders.", "2019", "ago:jaar", YEAR),
    ("Dat was [1 jaar en 3 maanden geleden] anders.", "2023-03-12", "ago:jaar", DAY),
    ("Dat is [over twee weken] anders.", "2024-06-26", "from_now:week", DAY),
    ("Er is in de [komende 30 dagen] tijd.", "2024-06-13/2024-07-12", "unit:dag", DAY),
    ("Er was in de [afgelopen 14 dagen] tijd.", "2024-05-29/2024-06-11", "unit:dag", DAY),
    ("Er was [vorig weekend] tijd.", "2024-06-08/2024-06-09", "unit:weekend", DAY),
    ("Er is [volgend kwartaal] tijd.", "2024-07/2024-09", "unit:kwartaal", HALF),
    ("Er is in de [komende jaarhelft] tijd.", "2024-07/2024-12", "unit:halfjaar", HALF),
    ("Er is [volgend schooljaar] tijd.", "2024/2025", "unit:schooljaar", YEAR),
    ("Er is [dit decennium] tijd.", "2020/2029", "unit:decennium", YEAR),
    ("Er was in de [vorige eeuw] tijd.", "1900/1999", "unit:eeuw", YEAR),
    ("Er is op [3 dezer] besloten.", "2024-06-03", "day:dezer", DAY),
)
"""What says only how far it is from the day of reading."""


def read(text: str) -> list[Mention | Notice]:
    return list(dates(Passage(text, default(), READ_ON)))


@pytest.mark.parametrize(("sentence", "value", "rule", "implied"), [*WRITTEN, *POINTED])
def test_a_date_says_how_it_was_read(sentence: str, value: str, rule: str, implied: tuple[str, ...]) -> None:
    before, words, after = sentence.replace("]", "[").split("[")
    text = before + words + after
    start, end = len(before), len(before) + len(words)
    (mention,) = read(text)
    assert isinstance(mention, Mention)
    assert (mention.start, mention.end, mention.text) == (start, end, words)
    assert (mention.value, mention.rule, mention.implied) == (value, f"dates:{rule}", implied)
    assert mention.resolved_from == ("reference_date" if implied else None)


@pytest.mark.parametrize(
    "written", ["donderdag 14 juni 2024", "do 14 juni 2024", "do. 14 juni 2024", "donderdag 14 juni"]
)
def test_the_wrong_day_of_the_week_is_noticed(written: str) -> None:
    mention, notice = read(f"Op {written} is dat besproken.")
    assert isinstance(mention, Mention)
    assert mention.value == "2024-06-14"
    assert isinstance(notice, Notice)
    assert (notice.code, notice.start, notice.end) == ("weekday_mismatch", mention.start, mention.end)


@pytest.mark.parametrize("written", ["vrijdag 14 juni 2024", "vr 14 juni 2024", "vrijdag 14 juni"])
def test_the_right_day_of_the_week_is_not(written: str) -> None:
    assert len(read(f"Op {written} is dat besproken.")) == 1


@pytest.mark.parametrize("text", ["Zie ook 2024-3 in bijlage H4.", "Het is nu en altijd zo.", "De heer Winter sprak."])
def test_no_date(text: str) -> None:
    assert read(text) == []


REFUSED = (
    *(("month", "13"), ("month", "0"), ("weekday", "8"), ("season", "25"), ("unit", "fortnight"), ("ago", "later")),
    *(("pointer", "soon"), ("suffix", "this"), ("part", "EARLY"), ("about", "ABOUT"), ("to", "THEN"), ("cue", "on")),
)


@pytest.mark.parametrize(("role", "value"), REFUSED)
def test_a_role_has_its_own_values(role: str, value: str) -> None:
    row = f'[[word]]\nid = "x"\nrole = "{role}"\nforms = ["x"]\nvalue = "{value}"\nexamples = ["x"]\n'
    with pytest.raises(VocabularyError, match=f"value of role '{role}' must be one of"):
        words(default() | loads(row.encode()))
