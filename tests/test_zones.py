"""What belongs to the page is moved out of the body's way, and the sentence that it broke is whole again."""

import pytest
from sketch import PARSER, sketched

HEAD = "Datum\n3 mei 2024\nOnze referentie\n2024-0000182791\n\n"
ABOVE = "De Kamer heeft naar aanleiding van het bericht over de tarieven in de noordelijke"
BELOW = "havens een aantal vragen gesteld aan de minister."
WHOLE = f"[aanleiding] Aanleiding\n  {ABOVE} {BELOW}"


def broken_by(between: str, head: str = HEAD) -> str:
    return f"{head}Aanleiding\n{ABOVE}\n{between}{BELOW}\n"


class TestFurniture:
    @pytest.mark.parametrize(
        "between",
        [
            "Pagina 1 van 3\n",
            "\nPagina 1 van 3\n\n",
            "P agina 1 van 3\n",
            "Pagina\n1 van 3\n",
            "- 2 -\n",
            "*Pagina 1 van 1*\n",
            "\f",
            "Pagina 1 van 3\n\fDatum\n3 mei 2024\nOnze referentie\n2024-0000182791\n",
            "Pagina 1 van 3\nOnze referentie\n2024-0000182791\n\n",
            "----------\n",
            "/\n",
        ],
    )
    def test_in_the_middle_of_a_sentence(self, between: str) -> None:
        assert sketched(broken_by(between)) == WHOLE

    def test_glued_to_a_line(self) -> None:
        assert sketched(f"Aanleiding\n{ABOVE}Pagina 1 van 3\n{BELOW}\n") == WHOLE
        assert sketched(f"Aanleiding\n{ABOVE}\nPagina 1 van 3{BELOW.capitalize()}\n").endswith(BELOW.capitalize())

    def test_a_stamp_that_comes_back_at_the_edges(self) -> None:
        text = f"566959\n\nAanleiding\n{ABOVE}\nPagina 1 van 2\n566959\n{BELOW}\nPagina 2 van 2\n566959\n"
        note = PARSER.parse_text(text)
        assert sketched(text) == WHOLE
        assert [span.text for span in note.furniture].count("566959") == 2

    def test_a_unit_above_the_label_goes_along(self) -> None:
        between = "Pagina 1 van 2\nDirectoraat-generaal Havens\nDirectie Noord\nOnze referentie\n2024-0000182791\n"
        note = PARSER.parse_text(broken_by(between))
        assert sketched(broken_by(between)) == WHOLE
        assert "Directie Noord" in [span.text for span in note.furniture]

    def test_attachments_in_the_side_column(self) -> None:
        between = "Pagina 1 van 2\nDatum\n3 mei 2024\nBijlage(n)\n1. Kamerbrief\n2. Rapport\n"
        assert sketched(broken_by(between)) == WHOLE

    def test_nothing_is_in_two_places(self) -> None:
        note = PARSER.parse_text(broken_by("Pagina 1 van 3\n"))
        assert note.text.count("Pagina 1 van 3") == 1
        assert note.text.index("Pagina 1 van 3") > note.text.index(BELOW)


class TestColumns:
    def test_a_side_column_kept_by_blanks(self) -> None:
        text = (
            "Aan Minister                                                        Datum\n"
            "                                                                    3 mei 2024\n"
            "Brief over havens                                                   Kenmerk\n"
            "                                                                    DGH / 44314491\n\n"
            "Aanleiding\nDe Kamer heeft vragen gesteld over de havens in het                 Ontvangen BPZ\n"
            "noorden.\n"
        )
        note = PARSER.parse_text(text)
        assert sketched(text) == (
            "[aanleiding] Aanleiding\n  De Kamer heeft vragen gesteld over de havens in het noorden."
        )
        assert note.metadata.title == "Brief over havens"
        assert note.metadata.references == ("DGH / 44314491",)

    def test_wide_white_in_a_sentence_is_none(self) -> None:
        text = "Aanleiding\nDe Kamer heeft naar aanleiding van dit bericht over      tarieven gevraagd.\n"
        assert "bericht over tarieven gevraagd" in sketched(text)


class TestFootnotes:
    def test_a_mark_and_its_note(self) -> None:
        text = "Kern\nHet plan is gereed.1 De brief volgt2.\n\n1 Kamerstuk 36 410.\n2 Zie de website\nvan de dienst.\n"
        note = PARSER.parse_text(text)
        assert sketched(text) == "[kernpunten] Kern\n  Het plan is gereed. De brief volgt."
        assert [(foot.mark, foot.text) for foot in note.footnotes] == [
            ("1", "Kamerstuk 36 410."),
            ("2", "Zie de website van de dienst."),
        ]
        anchors = [note.text[: foot.anchor].rpartition(" ")[2] for foot in note.footnotes]
        assert anchors == ["gereed.", "volgt"]

    def test_the_mark_on_a_line_of_its_own(self) -> None:
        note = PARSER.parse_text("Kern\nHet plan is gereed.1\n\n1\nKamerstuk 36 410.\n")
        assert [foot.text for foot in note.footnotes] == ["Kamerstuk 36 410."]

    @pytest.mark.parametrize("text", ["De uitstoot van CO2 daalt.", "Artikel 5.1 geldt.", "JA21 vraagt dit."])
    def test_numbers_that_are_no_marks(self, text: str) -> None:
        note = PARSER.parse_text(f"Kern\n{text}\n")
        assert note.footnotes == ()
        assert text in note.text

    def test_rows_of_a_table_are_no_notes(self) -> None:
        text = "Kern\nHet is gereed.1\n\nBijlagen\nVolgnummer Naam\n1\nBrief\n2\nRapport\n1 Zie aldaar.\n"
        note = PARSER.parse_text(text)
        assert [foot.text for foot in note.footnotes] == ["Zie aldaar."]
        assert sketched(text).endswith("1 | Brief\n  2 | Rapport")


class TestSignature:
    @pytest.mark.parametrize(
        "line",
        ["DE DIRECTEUR-GENERAAL BELEID", "DE HOOFDDIRECTEUR FINANCIEN EN CONTROL", "Senior Beleidsmedewerker"],
    )
    def test_the_last_line_of_the_body(self, line: str) -> None:
        note = PARSER.parse_text(f"Kern\nHet plan is gereed.\n\n{line}\n\nPagina 1 van 1\n")
        assert note.signature is not None
        assert note.signature.text == line
        assert sketched(f"Kern\nHet plan is gereed.\n\n{line}\n") == "[kernpunten] Kern\n  Het plan is gereed."

    def test_not_in_the_middle(self) -> None:
        note = PARSER.parse_text("Kern\nDE DIRECTEUR-GENERAAL BELEID\n\nHet plan is gereed en gaat naar de Kamer.\n")
        assert note.signature is None


class TestRedactions:
    def test_what_stands_in_place_of_words(self) -> None:
        note = PARSER.parse_text(
            "Van\nPersoonsgegeven\n\nKern\nDit kost 5.1.2b per jaar, zie (10)(2e) en buiten verzoek.\n"
        )
        assert [(found.raw, found.ground, found.within) for found in note.redactions] == [
            ("Persoonsgegeven", None, "head:sender"),
            ("5.1.2b", "5.1.2.b", "section:kernpunten"),
            ("(10)(2e)", "10.2.e", "section:kernpunten"),
            ("buiten verzoek", "buiten_verzoek", "section:kernpunten"),
        ]

    def test_a_ground_that_a_sentence_names_is_none(self) -> None:
        assert PARSER.parse_text("Kern\nGeweigerd op grond van artikel 5.1.2e van de wet.\n").redactions == ()
