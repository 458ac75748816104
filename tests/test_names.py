"""Names: every row proves itself; rows don't disturb each other; the convention of the spans; definitions; speed."""

from __future__ import annotations

import doctest
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import notaparse.mentions.names.check
from notaparse.cli.names import app
from notaparse.mentions import Passage
from notaparse.mentions.find import find
from notaparse.mentions.names import names
from notaparse.mentions.names.check import check, marked
from notaparse.mentions.refine import overlaps
from notaparse.model import Mention
from notaparse.vocabulary import NameRow, Vocabulary, default, empty, loads

PASSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "names.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Sentences with every meeting and mission in them: invented, many with a trap."""

TEXTS = [passage["text"] for passage in PASSAGES]


def found(text: str, vocabulary: Vocabulary | None = None) -> tuple[Mention, ...]:
    return find(Passage(text, vocabulary or default()), (names,), (overlaps,)).mentions


def spoken_of(text: str, *kinds: str) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.id) for mention in found(text) if mention.kind in kinds]


# Rows


@pytest.mark.parametrize("row", default().name.values(), ids=lambda row: row.id)
def test_row_proves_itself(row: NameRow) -> None:
    for example in row.examples:
        text, spans = marked(example)
        assert [(m.start, m.end) for m in found(text) if m.id == row.id and m.kind == row.kind] == spans, example
    for example in row.counter_examples:
        assert not [m.text for m in found(example) if m.id == row.id], example


def test_no_row_has_a_dead_or_contested_form() -> None:
    assert check(default(), empty()) == []


def test_there_are_enough_rows_and_all_say_where_they_come_from() -> None:
    kinds = [row.kind for row in default().name.values()]
    assert kinds.count("meeting") >= 150
    assert kinds.count("mission") >= 120
    assert all(row.see for row in default().name.values())


@pytest.mark.parametrize("passage", PASSAGES, ids=TEXTS)
def test_passage(passage: dict[str, object]) -> None:
    text = str(passage["text"])
    wanted = [(m["kind"], m["start"], m["end"]) for m in passage["mentions"]]  # type: ignore[attr-defined]
    got = [(m.kind, m.start, m.end) for m in found(text) if m.kind in {"meeting", "mission"}]
    assert sorted(got) == sorted(wanted), [(kind, text[start:end]) for kind, start, end in got]


# Rows don't disturb each other

UNRELATED = loads(
    b"""
    [[name]]
    id = "xq"
    kind = "meeting"
    name = "Zwurgelberaad Xq"
    abbreviation = "ZBXQ"
    examples = ["Het [ZBXQ] is bijeen."]
    """
)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6).map("\n".join))
def test_an_unrelated_row_changes_no_other_mention(text: str) -> None:
    assert found(text, WIDER) == found(text)


WIDER = default() | UNRELATED


@settings(max_examples=5, deadline=None)  # each example compiles all rows anew
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(chance: random.Random) -> None:
    rows = list(default().name.items())
    chance.shuffle(rows)
    text = "\n".join(TEXTS)
    assert found(text, replace(default(), name=dict(rows))) == found(text)


def test_a_row_of_the_user_goes_before_ours() -> None:
    mine = loads(b"""
    [[name]]
    id = "navo-dmm"
    kind = "meeting"
    name = "Dijkmeesters-Meeting"
    examples = ["De [Dijkmeesters-Meeting] opent."]
    """)
    assert [m.name for m in found("De Dijkmeesters-Meeting en de DMM.", default() | mine)] == ["Dijkmeesters-Meeting"]


def test_a_kind_of_the_user() -> None:
    mine = loads(b"""
    [[name]]
    id = "zrms-tromp"
    kind = "ship"
    name = "Zr.Ms. Tromp"
    examples = ["De [Zr.Ms. Tromp] vaart uit."]
    """)
    assert [(m.kind, m.text) for m in found("Zr.Ms. Tromp vaart.", default() | mine)] == [("ship", "Zr.Ms. Tromp")]


@given(st.text(st.sampled_from("abAB- .,(\n'’İéRaadtopEU12") | st.characters(), max_size=300))
def test_any_text_is_quoted_rightly(text: str) -> None:
    for mention in found(text):
        assert text[mention.start : mention.end] == mention.text


# Spelling and word borders


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De DMM's van dit jaar.", "DMM"),
        ("De DMM’s van dit jaar.", "DMM"),
        ("De KFOR-missie duurt voort.", "KFOR-missie"),
        ("De KFOR-bijdrage daalt.", "KFOR"),
        ("Een JBZ-raadsvergadering volgt.", "JBZ-raadsvergadering"),
        ("Een JBZ‑Raad volgt.", "JBZ‑Raad"),
        ("De RBZ/Handel is verplaatst.", "RBZ/Handel"),
        ("De ministeriele bijeenkomst is verplaatst.", "ministeriele bijeenkomst"),
        ("RAAD BUITENLANDSE ZAKEN", "RAAD BUITENLANDSE ZAKEN"),
        ("İn de Eurogroep is besloten.", "Eurogroep"),
        ("Twee UDCG-bijeenkomsten.", "UDCG-bijeenkomsten"),
    ],
)
def test_spelling(text: str, wanted: str) -> None:
    assert [name for name, _ in spoken_of(text, "meeting", "mission")] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "De ministerraadstukken.",
        "Het EUROGROEPJE.",
        "dmm",
        "XDMM",
        "DMM2",
        "De raad\nBuitenlandse Zaken.",
        "de so en ao",
    ],
)
def test_no_word_border_no_mention(text: str) -> None:
    assert spoken_of(text, "meeting", "mission") == []


# Patterns: what no row lists


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De informele Raad voor Klimaataanpassing kwam bijeen.", "informele Raad voor Klimaataanpassing"),
        ("De Raad Mededinging kwam bijeen.", "Raad Mededinging"),
        ("De XYZ-Raad kwam bijeen.", "XYZ-Raad"),
        ("De informele Havenraad kwam bijeen.", "informele Havenraad"),
        ("De EU-India-top in Mumbai sloot af.", "EU-India-top in Mumbai"),
        ("De top in Singapore sloot af.", "top in Singapore"),
        ("De top van Riga sloot af.", "top van Riga"),
        ("De VN-missie in Haïti vertrok.", "VN-missie in Haïti"),
        ("De EU-trainingsmissie in Kenia vertrok.", "EU-trainingsmissie in Kenia"),
        ("De Europese politiemissie in Gaza vertrok.", "Europese politiemissie in Gaza"),
        ("Militairen dienen in operatie Zeearend.", "operatie Zeearend"),
        ("Operation Desert Fox begon.", "Operation Desert Fox"),
        ("De VN-woestijnconferentie in Riyad sloot af.", "VN-woestijnconferentie in Riyad"),
        ("De WHO-jaarvergadering sloot af.", "WHO-jaarvergadering"),
        ("De bijeenkomst van EU-ministers van Cultuur sloot af.", "bijeenkomst van EU-ministers van Cultuur"),
        ("De High Level Water Conference sloot af.", "High Level Water Conference"),
        ("De G20-landbouwministeriële sloot af.", "G20-landbouwministeriële"),
    ],
)
def test_pattern(text: str, wanted: str) -> None:
    assert [name for name, _ in spoken_of(text, "meeting", "mission")] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "De Raad van Toezicht en de Raad voor Nieuwe Media.",
        "De Raad Nederland bestaat niet.",
        "De OR-raad en de SER-raad.",
        "De adviesraad, de informele adviesraad en de Europese graad.",
        "De top van Nederland, de top van de markt en de top 40.",
        "De laptop, de stop en de bergtop in Zwitserland.",
        "De operatie Inzicht loopt al een jaar bij de gemeente.",
        "De Operatie geslaagd.",
        "De missie in Mali en de operatie in Irak.",
        "De vergadering in Brussel en de conferentie in Bonn.",
    ],
)
def test_no_pattern(text: str) -> None:
    assert spoken_of(text, "meeting", "mission") == []


# What the text defines


@pytest.mark.parametrize(
    "text",
    [
        "Het Nationaal Programma Zeewier (hierna: NPZ) begint. NPZ",
        "Het Nationaal Programma Zeewier (NPZ) begint. NPZ",
        "Het NPZ (Nationaal Programma Zeewier) begint. NPZ",
        "Het Nationaal Programma Zeewier, verder te noemen: NPZ, begint. NPZ",
        "Het Nationaal Programma Zeewier (hierna te noemen “NPZ”) begint. NPZ",
    ],
)
def test_definition_makes_two_mentions_and_one_id(text: str) -> None:
    result = find(Passage(text, default()), (names,), (overlaps,))
    assert sorted(m.text for m in result.mentions) == ["NPZ", "NPZ", "Nationaal Programma Zeewier"]
    assert {(m.id, m.kind) for m in result.mentions} == {("nationaal-programma-zeewier", "organisation")}
    assert [notice.code for notice in result.notices] == ["definition_kind_guessed"]


def test_definition_overrides_the_list() -> None:
    text = "Het College van Rectoren en Magnifici (CRM) vergadert. Het CRM stemt in. De DMM begint."
    assert spoken_of(text, "organisation", "meeting") == [
        ("College van Rectoren en Magnifici", "college-rectoren-en-magnifici"),
        ("CRM", "college-rectoren-en-magnifici"),
        ("CRM", "college-rectoren-en-magnifici"),
        ("DMM", "navo-dmm"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het Regionaal Overleg Visstand (ROV)", "meeting"),
        ("De Toekomstconferentie Oude Kernen (TOK)", "meeting"),
        ("De missie Civiele Opbouw Haïti (MCOH)", "mission"),
        ("De Autoriteit Wolven en Beren (AWB)", "organisation"),
    ],
)
def test_kind_by_head_noun(text: str, kind: str) -> None:
    result = find(Passage(text, default()), (names,), (overlaps,))
    assert [m.kind for m in result.mentions if m.kind != "place"] == [kind, kind]
    assert not result.notices


@pytest.mark.parametrize(
    "text",
    [
        "De Algemene wet gelijke vissen (AWGV) en de AWGV.",
        "De Verordening Digitale Vissen (VDV).",
        "De leden Nijhof, Smit en Claus (NSC) vroegen het.",
        "De tekst over vis (ABC) en vlees.",
        "(ABC) (DEF)",
    ],
)
def test_no_definition(text: str) -> None:
    assert [m for m in found(text) if (m.rule or "").startswith("definition")] == []


def test_description_takes_the_id_of_the_listed_abbreviation() -> None:
    text = "De VN-vredesmissie in Soedan (UNMIS) sloot."
    assert spoken_of(text, "mission") == [("VN-vredesmissie in Soedan", "unmis"), ("UNMIS", "unmis")]


# Checking a user's rows

MINE = """
[[name]]
id = "lko"
kind = "meeting"
name = "Landelijk Kustoverleg"
forms = ["LKO", "lko", "DMM", "Raad"]
examples = ["Het [LKO] vergaderde.", "Het [Kustoverleg] vergaderde."]
counter_examples = ["De kust van lko."]
"""


def test_check_shows_what_is_wrong() -> None:
    problems = check(loads(MINE.encode()))
    assert [(problem.what, problem.text) for problem in problems] == [
        ("example", "Het [Kustoverleg] vergaderde."),
        ("counter_example", "De kust van lko."),
        ("dead_form", "lko"),
    ]


def test_check_shows_a_conflict_with_our_rows() -> None:
    mine = MINE.replace('"lko", "DMM", "Raad"', '{ text = "DMM", case = "exact" }')
    assert ("conflict", "DMM") in [(problem.what, problem.text) for problem in check(loads(mine.encode()))]


def test_the_example_of_check_holds() -> None:
    assert doctest.testmod(notaparse.mentions.names.check).failed == 0


def test_check_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(file)])
    assert result.exit_code == 1
    assert "lko: dead_form 'lko': the same as 'LKO'" in result.output
    file.write_text(MINE.replace('"lko", "DMM", "Raad"', "").replace(', "Het [Kustoverleg] vergaderde."', ""), "utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("De kust van lko.", "De kust."), encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(file)]).exit_code == 0
    file.write_text("[[name]]\nid = 3", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(file)]).exit_code == 2


# Speed: linear in the text, flat in the number of rows


def seconds(text: str, vocabulary: Vocabulary) -> float:
    list(names(Passage("", vocabulary)))  # compiles the rows
    times = []
    for _ in range(3):
        start = time.process_time()
        for _ in names(Passage(text, vocabulary)):
            pass
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    "stem", ["Raad Aa, ", "MR ", "(AB) ", "Naam Bureau (NB) ", "EU-", "commissiedebat Wadden en van ", "top in de "]
)
def test_time_is_linear_in_the_text(stem: str) -> None:
    short, long = (seconds(stem * (length // len(stem)), default()) for length in (10_000, 40_000))
    assert long < 4 * max(short, 0.01) * 3, "three times what is linear leaves room for noise"


@pytest.mark.slow
def test_time_is_flat_in_the_number_of_rows() -> None:
    row = next(iter(UNRELATED.name.values()))
    more = {
        f"extra-{number}": row.model_copy(
            update={"id": f"extra-{number}", "name": f"Beraad {number:x} Zwurgel", "abbreviation": None}
        )
        for number in range(9 * len(default().name))
    }
    text = "\n".join(TEXTS) * 10
    assert seconds(text, replace(default(), name=default().name | more)) < 2 * seconds(text, default())
