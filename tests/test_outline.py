"""Headings: which lines are one, and where each comes in the tree."""

import pytest
from sketch import PARSER, sketched

BASE = "Aanleiding\nDe vraag is gesteld.\n\n"


def tree(text: str) -> list[str]:
    """Kinds with their indent."""
    return [line.split("]")[0].replace("[", "") for line in sketched(text).split("\n") if line.lstrip().startswith("[")]


class TestRecognised:
    @pytest.mark.parametrize(
        "line",
        [
            "Kernpunten",
            " Kernpunten ",
            "KERNPUNTEN",
            "Kernpunten:",
            "3. Kernpunten",
            "3 Kernpunten",
            "3.\nKernpunten",
            "[3] Kernpunten",
            "## Kernpunten",
            "### 3. Kernpunten ##",
            "**Kernpunten**",
            "- 3. Kernpunten",
        ],
    )
    def test_in_all_its_forms(self, line: str) -> None:
        assert tree(f"{BASE}{line}\nHet plan is gereed.\n") == ["aanleiding", "kernpunten"]

    @pytest.mark.parametrize(
        "line",
        [
            "Aanleiding voor dit rapport is de motie over de havens.",
            "• Communicatie",
            "communicatie",
            "Toelichting op de cijfers volgt.",
        ],
    )
    def test_not_as_a_word_of_a_sentence(self, line: str) -> None:
        assert tree(f"{BASE}{line}\n") == ["aanleiding"]

    def test_not_where_the_printer_left_it_alone_on_a_line(self) -> None:
        text = (
            "Aanleiding\nDeze nota gaat over een aantal zaken en vraagt aandacht voor de afdeling die over\n"
            "Communicatie\ngaat en over de wijze waarop zij met haar werk de andere afdelingen van het huis zo\n"
            "bereikt dat zij ook zelf iets doen.\n"
        )
        assert tree(text) == ["aanleiding"]

    def test_over_two_lines(self) -> None:
        text = f"{BASE}Informatie die niet openbaar gemaakt\nkan worden\nGeen.\n"
        assert sketched(text).split("\n")[2:] == [
            "[niet_openbaar] Informatie die niet openbaar gemaakt kan worden",
            "  Geen.",
        ]

    @pytest.mark.parametrize(
        ("line", "title", "text"),
        [
            (
                "Informatie die niet openbaar gemaakt kan worden N.v.t.",
                "Informatie die niet openbaar gemaakt kan worden",
                "N.v.t.",
            ),
            ("Communicatie: DCo verzorgt dit.", "Communicatie:", "DCo verzorgt dit."),
            ("- 6 Financiële en personele gevolgen n.v.t", "6 Financiële en personele gevolgen", "n.v.t"),
            ("- Toezeggingen g. N.v.t.", "g. Toezeggingen", "N.v.t."),
            ("- d. Juridische aspecten haalbaarheid Het mag.", "d. Juridische aspecten haalbaarheid", "Het mag."),
            ("- ن Financiële en personele gevolgen Geen.", "ن Financiële en personele gevolgen", "Geen."),
        ],
    )
    def test_with_its_text_on_the_same_line(self, line: str, title: str, text: str) -> None:
        found = sketched(f"{BASE}{line}\n").split("\n")[2:]
        assert [part.strip() for part in found] == [f"[{tree(BASE + line)[1].strip()}] {title}", text]

    def test_evidence_is_kept(self) -> None:
        rules = [section.rule for section in PARSER.parse_text(f"{BASE}## Vrije kop\nTekst.\n").walk()]
        assert rules == ["vocabulary: aanleiding 'Aanleiding'", "free heading: sign of Markdown"]


class TestFreeHeadings:
    def test_short_line_under_white_over_text(self) -> None:
        text = (
            "Kern\nEen zin die eindigt.\n\nStand van zaken\nDe evaluatie is gereed en gaat binnenkort naar de Kamer.\n"
        )
        assert sketched(text).split("\n")[2] == "  [overig] Stand van zaken"
        notice = PARSER.parse_text(text).notices[0]
        assert notice.code == "unknown_heading"
        assert "Stand van zaken" in notice.message

    def test_numbered_line_over_bullets(self) -> None:
        text = "Kern\n\n1. Hoogte van het budget\n• Voor de eerste ronde is geld.\n\n2. Openstelling\n• Er wordt gewogen.\n"
        assert tree(text) == ["kernpunten", "  overig", "  overig"]

    def test_a_ministers_code(self) -> None:
        text = "Kern\nDe punten zijn verdeeld.\nMJenV:\n- Een punt.\nSRb (rechtsbescherming):\n- Nog een.\n"
        assert tree(text) == ["kernpunten", "  overig", "  overig"]

    def test_between_a_title_and_a_list(self) -> None:
        assert tree("Toelichting\nVeiligheid\n• Een punt.\n• Nog een.\n") == ["toelichting", "  overig"]

    @pytest.mark.parametrize(
        "line",
        [
            "Dit is een zin",
            "Het plan wordt aangepast",
            "en ook dit",
            "Kijk hier:",
            "Zie verder.",
            "1. Een punt\n2. Nog een",
        ],
    )
    def test_what_is_none(self, line: str) -> None:
        assert tree(f"Kern\nEen zin die eindigt.\n\n{line}\nDe evaluatie is gereed en gaat naar de Kamer.\n") == [
            "kernpunten"
        ]


class TestPlaces:
    def test_children_of_toelichting(self) -> None:
        text = "\n".join(
            f"{title}\nTekst.\n"
            for title in (
                "Krachtenveld",
                "Toelichting",
                "Politieke context",
                "Communicatie",
                "Bijlagen",
                "Communicatie",
            )
        )
        assert tree(text) == [
            "krachtenveld",
            "toelichting",
            "  politieke_context",
            "  communicatie",
            "bijlagen",
            "communicatie",
        ]

    def test_decimal_numbers(self) -> None:
        text = "4. Toelichting\n4.1. Politieke context\nTekst.\n4.2 Communicatie\nTekst.\n5. Bijlagen\nTekst.\n"
        assert tree(text) == ["toelichting", "  politieke_context", "  communicatie", "bijlagen"]

    def test_numbers_go_their_own_way(self) -> None:
        text = "4. Toelichting\nTekst.\nInformatie die niet openbaar gemaakt kan worden\n5.1. Toelichting\nTekst.\n5.2. Bijlagen\nGeen.\n"
        assert tree(text) == ["toelichting", "niet_openbaar", "  toelichting", "  bijlagen"]

    def test_letters_under_the_section_before_them(self) -> None:
        text = "4. Toelichting\na. Draagvlak politiek\nTekst.\ne. Afstemming\nTekst.\n5. Bijlagen\nTekst.\n"
        assert tree(text) == ["toelichting", "  draagvlak_politiek", "  afstemming", "bijlagen"]

    def test_numbers_at_the_top(self) -> None:
        text = "3 Samenvatting en conclusies\nTekst.\n4 Draagvlak politiek\nTekst.\n10. Toezeggingen\nGeen.\n"
        assert tree(text) == ["samenvatting", "draagvlak_politiek", "toezeggingen"]

    def test_motivering_and_leeswijzer(self) -> None:
        text = "Informatie die niet openbaar gemaakt kan worden\nMotivering\nTekst.\nBijlagen\nGeen.\nLeeswijzer\nZie daar.\n"
        assert tree(text) == ["niet_openbaar", "  motivering", "bijlagen", "  leeswijzer"]

    def test_repeated_sections_stay_two(self) -> None:
        assert tree("Kern\nEen.\nToelichting\nTwee.\nKern\nDrie.\n") == ["kernpunten", "toelichting", "kernpunten"]

    def test_text_before_any_heading(self) -> None:
        text = "wordt momenteel aangeboden op 34 plaatsen. " * 6 + "\n\n## 4. Toelichting\nTekst.\n"
        assert tree(text) == ["overig", "toelichting"]
        assert "untitled_text" in {notice.code for notice in PARSER.parse_text(text).notices}


class TestNoNota:
    def test_prose(self) -> None:
        note = PARSER.parse_text("Beste lezer, dit is een brief.\nHij gaat nergens over.\n")
        assert [section.title for section in note.sections] == [None]
        assert [notice.code for notice in note.notices] == ["no_sections"]

    @pytest.mark.parametrize("text", ["", " \n\n\f\n", "\ufeff"])
    def test_nothing(self, text: str) -> None:
        note = PARSER.parse_text(text)
        assert note.text == ""
        assert [notice.code for notice in note.notices] == ["empty"]


@pytest.mark.parametrize(
    ("before", "number"),
    [("4.1. ", "4.1."), ("4.1 ", "4.1"), ("4.1\n", "4.1"), ("4.1.\n", "4.1."), ("4.1.\n\n", "4.1.")],
)
def test_the_number_of_a_title_may_stand_alone_on_the_line_above(before: str, number: str) -> None:
    note = PARSER.parse_text(
        f"1. Aanleiding\nDe brief is klaar.\n\n4. Toelichting\nDe uitleg volgt.\n\n{before}Politieke context\nDe Kamer vroeg het.\n"
    )
    section = note.section("politieke_context")
    assert section is not None
    assert (section.number, section.title) == (number, "Politieke context")
