"""Rows → paragraphs, nested lists, tables: on evidence of markers, indent, white and line length."""

import pytest
from sketch import PARSER, sketched

LONG = "Een regel die zo lang is dat hij tot aan de kantlijn van de bladzijde loopt en"


def blocks(text: str) -> str:
    """The blocks of one section with that text."""
    first, _, rest = sketched(f"Kern\n{text}").partition("\n")
    assert first == "[kernpunten] Kern"
    return "\n".join(line.removeprefix("  ") for line in rest.split("\n"))


class TestParagraphs:
    def test_printed_lines_are_joined(self) -> None:
        assert blocks(f"{LONG}\ndaarna doorgaat.\n") == f"{LONG} daarna doorgaat."

    def test_a_blank_line_parts_them(self) -> None:
        assert blocks("Het eerste punt.\n\nHet tweede punt.\n") == "Het eerste punt.\nHet tweede punt."

    def test_a_sentence_goes_on_over_a_blank_line(self) -> None:
        assert blocks(f"{LONG}\n\ndaarna doorgaat.\n") == f"{LONG} daarna doorgaat."

    def test_a_short_line_ends_one_without_white(self) -> None:
        text = f"{LONG}\ndan eindigt.\n{LONG}\nweer eindigt.\n"
        assert blocks(text) == f"{LONG} dan eindigt.\n{LONG} weer eindigt."

    def test_a_blank_line_after_every_line_means_nothing(self) -> None:
        text = "\n\n".join([LONG, "doorgaat tot een einde. " + LONG, "ook doorgaat.", "", "Een nieuwe alinea."])
        assert blocks(text) == f"{LONG} doorgaat tot een einde. {LONG} ook doorgaat.\nEen nieuwe alinea."

    def test_lines_that_were_never_wrapped_are_paragraphs(self) -> None:
        long = " ".join([LONG] * 3) + " eindigt."
        assert blocks(f"{long}\n{long}\nKort.\n") == f"{long}\n{long}\nKort."

    @pytest.mark.parametrize(
        ("above", "below", "joined"),
        [
            ("de REACH-", "verordening geldt", "de REACH-verordening geldt"),
            ("de wet- en", "regelgeving geldt", "de wet- en regelgeving geldt"),
            ("de wet-", "en regelgeving geldt", "de wet- en regelgeving geldt"),
            ("de jaren (2023-", "2024) waarin", "de jaren (2023-2024) waarin"),
            ("deze openbaar-", "making volgt", "deze openbaar-making volgt"),
            (
                "dit eenmalig woord openbaar-",
                "making, zie openbaarmaking",
                "dit eenmalig woord openbaarmaking, zie openbaarmaking",
            ),
            ("inkomsten en/", "of uitgaven", "inkomsten en/of uitgaven"),
        ],
    )
    def test_hyphens_at_the_end_of_a_line(self, above: str, below: str, joined: str) -> None:
        assert (
            blocks(f"{LONG}\ndaarom doorloopt, {above}\n{below} hier.\n") == f"{LONG} daarom doorloopt, {joined} hier."
        )


class TestLists:
    @pytest.mark.parametrize("glyph", ["•", "\uf0b7", "-", "–", "▪", "·", "*", "o"])
    def test_glyphs(self, glyph: str) -> None:
        assert (
            blocks(f"{glyph} Het eerste punt;\n{glyph} het tweede.\n")
            == f"{glyph} Het eerste punt;\n{glyph} het tweede."
        )

    @pytest.mark.parametrize("pair", ["1. 2.", "1) 2)", "a. b.", "a) b)", "i. ii.", "(a) (b)", "9. 10."])
    def test_numbers(self, pair: str) -> None:
        one, two = pair.split()
        assert blocks(f"{one} Het eerste punt;\n{two} het tweede.\n") == f"{one} Het eerste punt;\n{two} het tweede."

    def test_nesting_by_glyph_without_indent(self) -> None:
        text = "• Het gaat om twee zaken:\no de eerste;\no de tweede.\n• En dan nog iets.\n"
        assert blocks(text) == "• Het gaat om twee zaken:\n    o de eerste;\n    o de tweede.\n• En dan nog iets."

    def test_nesting_by_indent_with_one_glyph(self) -> None:
        text = "- Een\n   - Twee\n      - Drie\n   - Vier\n- Vijf\n"
        assert blocks(text) == "- Een\n    - Twee\n        - Drie\n    - Vier\n- Vijf"

    def test_a_numbered_list_inside_a_bulleted_one(self) -> None:
        text = "• De punten zijn bekend.\n1. Een\n2. Twee\n• Verder gaat het goed.\n"
        assert blocks(text) == "• De punten zijn bekend.\n    1. Een\n    2. Twee\n• Verder gaat het goed."

    def test_a_colon_announces_a_list_of_another_kind(self) -> None:
        text = "o Hier geldt:\n- dit;\n- en dat.\no Daar niet.\n"
        assert blocks(text) == "o Hier geldt:\n    - dit;\n    - en dat.\no Daar niet."

    def test_an_item_goes_on_below_its_marker(self) -> None:
        assert blocks(f"• {LONG}\n  daar doorgaat.\n• Kort.\n") == f"• {LONG} daar doorgaat.\n• Kort."

    def test_a_paragraph_belongs_to_the_item_by_its_indent(self) -> None:
        text = "• Het eerste punt.\n\n  Nadere uitleg daarbij.\n\n• Het tweede punt.\n\nTot slot dit.\n"
        assert blocks(text) == "• Het eerste punt.\n    Nadere uitleg daarbij.\n• Het tweede punt.\nTot slot dit."

    def test_a_number_of_a_sentence_is_no_marker(self) -> None:
        text = f"{LONG}\nhet gaat om de regel in het artikel van de wet dat ook hier geldt, artikel\n5. Dit is zo.\n"
        assert "\n" not in blocks(text)

    def test_items_run_together_in_a_line(self) -> None:
        text = "- Dit is een. o Dieper een; o Dieper twee.\n- Dit is twee. - Dit is drie.\n"
        assert blocks(text) == "- Dit is een.\n    o Dieper een;\n    o Dieper twee.\n- Dit is twee.\n- Dit is drie."

    def test_a_number_behind_a_converters_dash(self) -> None:
        note = PARSER.parse_text("Kern\n- 1. De eerste optie. - 2. De tweede optie.\n")
        assert sketched("Kern\n- 1. De eerste optie. - 2. De tweede optie.\n") == (
            "[kernpunten] Kern\n  1. De eerste optie.\n  2. De tweede optie."
        )
        assert {change.before for change in note.changes} == {"- "}


class TestDetachedMarkers:
    def test_each_on_a_line_before_its_text(self) -> None:
        assert blocks("•\nHet eerste punt.\n•\nHet tweede.\n") == "• Het eerste punt.\n• Het tweede."

    def test_in_a_block_before_the_items(self) -> None:
        assert blocks("•\n\n•\n\nHet eerste punt.\n\nHet tweede.\n") == "• Het eerste punt.\n• Het tweede."

    def test_in_a_block_behind_the_items(self) -> None:
        assert blocks("Het eerste punt.\n\nHet tweede.\n-\n-\n") == "- Het eerste punt.\n- Het tweede."

    def test_what_fits_nothing_is_furniture_and_told(self) -> None:
        note = PARSER.parse_text("Kern\nHet enige punt.\n\nToelichting\n-\n-\n-\nNog iets.\n")
        assert [span.text for span in note.furniture] == ["-", "-", "-"]
        assert [notice.code for notice in note.notices] == ["detached_marker"]

    def test_lost_ones_show_by_white(self) -> None:
        text = "Aanleiding\nDe vraag.\n\nKern\n\n\nHet eerste punt.\n\n\n\nHet tweede.\n\nToelichting\nGeen.\n"
        assert sketched(text).split("\n")[2:5] == ["[kernpunten] Kern", "  ? Het eerste punt.", "  ? Het tweede."]


class TestTables:
    def test_flattened_with_a_late_head(self) -> None:
        text = "Volgnummer\n\nNaam\n\n1\n\nBrief over de\nhavens\n\nInformatie\n\nPagina 1 van 1\n"
        assert blocks(text) == "Volgnummer | Naam | Informatie\n1 | Brief over de havens |"

    def test_number_behind_the_name(self) -> None:
        assert blocks("Volgnummer Naam\nInformatie\nBrief over havens\n1\n") == (
            "Volgnummer | Naam | Informatie\n1 | Brief over havens |"
        )

    def test_numbers_before_all_names(self) -> None:
        assert blocks("Volgnummer\n\nNaam\n\n1\n\n2\n\nBrief over havens\n\nRapport\n") == (
            "Volgnummer | Naam\n1 | Brief over havens\n2 | Rapport"
        )

    def test_what_the_last_column_says(self) -> None:
        assert blocks("Volgnummer Naam Informatie\n1 Brief Ter ondertekening\n").endswith(
            "1 | Brief | Ter ondertekening"
        )

    def test_kept_by_blanks(self) -> None:
        text = (
            "Volgnummer   Naam                  Informatie\n"
            "1.           Brief over de         Ter informatie\n"
            "             havens\n"
            "2.           Rapport\n"
        )
        assert (
            blocks(text) == "Volgnummer | Naam | Informatie\n1. | Brief over de havens | Ter informatie\n2. | Rapport |"
        )

    def test_between_bars(self) -> None:
        text = "| Jaar | Bedrag |\n| --- | ---: |\n| 2024 | 12 |\n| 2025 | |\n\nDaarna tekst.\n"
        assert blocks(text) == "Jaar | Bedrag\n2024 | 12\n2025 |\nDaarna tekst."

    def test_another_table_with_dates(self) -> None:
        text = "Leeswijzer\nDatum\nNaam beslisnota\nToelichting\n15 december 2022\nBrief over havens\nZie aldaar.\n"
        assert sketched(text) == (
            "[leeswijzer] Leeswijzer\n  Datum | Naam beslisnota | Toelichting\n"
            "  15 december 2022 | Brief over havens | Zie aldaar."
        )
