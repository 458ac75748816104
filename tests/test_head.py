"""The head in all the forms in which extractors give it, and the metadata that it gives."""

import datetime as dt

import pytest
from sketch import PARSER, heads

from notaparse import Note

BODY = "\n\nAanleiding\nDe Kamer heeft vragen gesteld.\n\nKern\nHet plan is gereed.\n"


def note(head: str) -> Note:
    return PARSER.parse_text(head + BODY)


class TestLabelsAndValues:
    @pytest.mark.parametrize(
        "head",
        [
            "Aan: MBZK\nVan: CZW\nDatum: 3 mei 2024\nKenmerk: 2024-0000182791",
            "Aan MBZK\nVan CZW\nDatum 3 mei 2024\nKenmerk 2024-0000182791",
            "Aan:\tMBZK\nVan:\tCZW\nDatum:\t3 mei 2024\nKenmerk:\t2024-0000182791",
            "Aan\nMBZK\nVan\nCZW\nDatum\n3 mei 2024\nKenmerk\n2024-0000182791",
            "Aan\n\nMBZK\n\nVan\n\nCZW\n\nDatum\n\n3 mei 2024\n\nKenmerk\n\n2024-0000182791",
            "Aan\nVan\n\nMBZK\nCZW\n\nDatum\n3 mei 2024\nKenmerk\n2024-0000182791",
            "Aan\nVan\nDatum\nKenmerk\n\nMBZK\nCZW\n3 mei 2024\n2024-0000182791",
            "Aan Van Datum\nKenmerk\n\n2024-0000182791\n\n3 mei 2024\n\nMBZK\n\nCZW",
            "**Aan:** MBZK\n\n**Van:** CZW\n\n**Datum:** 3 mei 2024\n\n**Kenmerk:** 2024-0000182791",
            "Aan        MBZK          Datum\nVan        CZW           3 mei 2024\nKenmerk    2024-0000182791",
        ],
    )
    def test_one_head_in_many_forms(self, head: str) -> None:
        data = note(head).metadata
        assert (data.addressees, data.senders) == (("MBZK",), ("CZW",))
        assert (data.date, data.references) == (dt.date(2024, 5, 3), ("2024-0000182791",))

    def test_as_printed(self) -> None:
        assert heads("TER BESLISSING\nAan: MBZK\nDatum 3 mei 2024\n\nBrief over havens" + BODY) == [
            "status –: TER BESLISSING",
            "addressee Aan: MBZK",
            "date Datum: 3 mei 2024",
            "title –: Brief over havens",
        ]

    def test_a_label_without_value_stays(self) -> None:
        found = note("Opgesteld door\n\nBijlage(n)\n1\n\nBrief over havens").head
        assert [(entry.key, len(entry.values)) for entry in found] == [("authors", 0), ("attachments", 1), ("title", 1)]

    def test_behind_the_body_with_a_layout_models_word(self) -> None:
        text = "## Aanleiding\nDe vraag.\nPagina 1 van 1\nHEADER\nDatum\nBrief over havens\nAan Van\n3 mei 2024\nMBZK CZW\n"
        data = PARSER.parse_text(text).metadata
        assert (data.title, data.date) == ("Brief over havens", dt.date(2024, 5, 3))
        assert (data.addressees, data.senders) == (("MBZK",), ("CZW",))

    def test_behind_the_body_without_it(self) -> None:
        text = (
            "Aanleiding\nDe vraag.\n\nPagina 1 van 1\nBrief over havens\nAan de Minister-President\nDatum\n3 mei 2024\n"
        )
        data = PARSER.parse_text(text).metadata
        assert (data.title, data.date, data.addressees) == (
            "Brief over havens",
            dt.date(2024, 5, 3),
            ("Minister-President",),
        )

    def test_in_the_margin_of_the_body(self) -> None:
        text = (
            "Aan: MBZK\n\nAanleiding\nDe Kamer heeft naar aanleiding van het bericht over de\nTER BESLISSING\n"
            "Datum\n3 mei 2024\nhavens in het noorden van het land een aantal vragen gesteld.\n"
        )
        found = PARSER.parse_text(text)
        assert found.metadata.status == ("ter_beslissing",)
        assert found.metadata.date == dt.date(2024, 5, 3)
        block = found.sections[0].blocks[0]
        assert block.type == "paragraph"
        assert block.text.endswith("bericht over de havens in het noorden van het land een aantal vragen gesteld.")

    def test_what_only_repeats_the_head_is_furniture(self) -> None:
        text = (
            "Datum\n3 mei 2024\n\nAanleiding\nDe Kamer heeft vragen gesteld over de\nPagina 1 van 2\fDatum\n3 mei 2024\n"
            "havens.\n"
        )
        found = PARSER.parse_text(text)
        assert sorted(span.text for span in found.furniture) == ["3 mei 2024", "Datum", "Pagina 1 van 2"]
        assert len(found.head) == 1


class TestValues:
    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ("Aan de Minister van Economische Zaken", ("Minister van Economische Zaken",)),
            ("Aan: MBZK en SBZK", ("MBZK", "SBZK")),
            ("Aan: MINDEF & STASDEF", ("MINDEF", "STASDEF")),
            ("Aan Minister", ("Minister",)),
            ("Aan    Stas IenW", ("Stas IenW",)),
            (
                "Minister van Justitie en Veiligheid\nStaatssecretaris Rechtsbescherming",
                ("Minister van Justitie en Veiligheid", "Staatssecretaris Rechtsbescherming"),
            ),
            (
                "Aan de Minister van Landbouw, Visserij, Voedselzekerheid en\nNatuur",
                ("Minister van Landbouw, Visserij, Voedselzekerheid en Natuur",),
            ),
        ],
    )
    def test_addressees(self, line: str, names: tuple[str, ...]) -> None:
        assert note(line).metadata.addressees == names

    @pytest.mark.parametrize(
        ("line", "sender"),
        [
            ("Van\nCZW/CZ", ("CZW/CZ",)),
            ("Van: Directie Wonen", ("Directie Wonen",)),
            ("Van\nPersoonsgegeven", ()),
            ("Van\n5.1.2e", ()),
            ("Directoraat-generaal Agro", ()),
            ("Aan\nVan\n\nMinister van BZK DGVB/Wonen", ("DGVB/Wonen",)),
        ],
    )
    def test_only_what_stands_at_van_is_a_sender(self, line: str, sender: tuple[str, ...]) -> None:
        assert note(line).metadata.senders == sender

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Datum 3 mei 2024", dt.date(2024, 5, 3)),
            ("Datum: 03-05-2024", dt.date(2024, 5, 3)),
            ("Datum\n28 May 2020", dt.date(2020, 5, 28)),
            ("Datum: 2024-05-03", dt.date(2024, 5, 3)),
            ("Datum\ndinsdag 3 mei 2022", dt.date(2022, 5, 3)),
            ("Datum 31 februari 2024", None),
            ("Datum", None),
        ],
    )
    def test_dates(self, line: str, day: dt.date | None) -> None:
        assert note(line).metadata.date == day

    @pytest.mark.parametrize(
        "reference",
        ["IENW/BSK-2022/248639", "2023-0000700225", "DGED / 44314491", "DGLGS 95806035", "BS2024021319", "5820286"],
    )
    @pytest.mark.parametrize("label", ["Kenmerk", "Onze referentie", "Ref erentie", "Ons kenmerk:"])
    def test_references(self, label: str, reference: str) -> None:
        assert note(f"{label}\n{reference}").metadata.references == (reference,)

    @pytest.mark.parametrize(
        ("lines", "status"),
        [
            ("TER BESLISSING", ("ter_beslissing",)),
            ("nota\n(ter beslissing)", ("ter_beslissing",)),
            ("TER ONDERTEKENING Nota actief openbaar Ja", ("ter_ondertekening",)),
            ("TER BESLISSING\nTER ONDERTEKENING", ("ter_beslissing", "ter_ondertekening")),
            ("OPLEGNOTA", ("oplegnota",)),
            ("TER KENNISNAME", ("ter_kennisneming",)),
            ("Oplegnota bij de Voorjaarsnota", ()),
        ],
    )
    def test_status(self, lines: str, status: tuple[str, ...]) -> None:
        assert note(lines).metadata.status == status

    @pytest.mark.parametrize(
        ("lines", "names"),
        [
            ("Bijlage(n)\n1", ("1",)),
            ("Aantal bijlagen 2", ("2",)),
            ("Bijlagen\n1. Kamerbrief\n2. Rapport", ("Kamerbrief", "Rapport")),
            ("Bijlagen\n\nBrief over havens\n\n1.Antwoorden", ("Antwoorden",)),
            ("Bijlagen\n\nUitstelbrief over havens", ()),
            ("Bijlage (n)\n< vul hier het aantal bijlagen in >", ()),
        ],
    )
    def test_attachments(self, lines: str, names: tuple[str, ...]) -> None:
        assert note(lines).metadata.attachments == names

    def test_other_fields(self) -> None:
        data = note(
            "Ministerie van Defensie\nNota actief openbaar\nJa\nBeslistermijn\n16-12-2022\nKopie aan: MBZ, DGPZ\n"
            "Samengewerkt met\nVNG, FIN\nOpgesteld door\nBestuursstaf\nT +31 6\n@mindef.nl"
        ).metadata
        assert data.ministry is not None
        assert data.ministry.name == "Ministerie van Defensie"
        assert data.ministry.id == "https://identifier.overheid.nl/tooi/id/ministerie/mnre1018"
        assert (data.published, data.deadline) == (True, dt.date(2022, 12, 16))
        assert (data.copies, data.consulted) == (("MBZ", "DGPZ"), ("VNG", "FIN"))
        assert data.authors == ("Bestuursstaf",)

    def test_an_unknown_ministry_keeps_its_name(self) -> None:
        found = note("Ministerie van Digitale Zaken").metadata.ministry
        assert found is not None
        assert (found.name, found.id) == ("Ministerie van Digitale Zaken", None)

    def test_a_ministry_that_was_consulted_is_not_the_notes_own(self) -> None:
        data = note("Extern OCW afgestemd\nMinisterie van Justitie en\nVeiligheid").metadata
        assert data.ministry is None
        assert data.consulted == ("Ministerie van Justitie en Veiligheid",)


class TestTitle:
    @pytest.mark.parametrize(
        ("head", "title"),
        [
            (
                "Uitstel aanbieding onderzoek havens en\nvaarwegen in het noorden",
                "Uitstel aanbieding onderzoek havens en vaarwegen in het noorden",
            ),
            ("Beslisnota bij Kamerbrief havens", "Beslisnota bij Kamerbrief havens"),
            ("Beslisnota\nKamerbrief havens", "Kamerbrief havens"),
            ("nota Kamerbrief havens", "Kamerbrief havens"),
            ("Nota van wijziging Havenwet", "Nota van wijziging Havenwet"),
            ("Onderwerp: Tarieven havens 2026", "Tarieven havens 2026"),
            ("Opgesteld door\n\nTarieven voor de havens\n\nSamengewerkt met", "Tarieven voor de havens"),
            ("Directoraat-generaal Havens\nNoord en Oost\n\nTarieven voor de havens", "Tarieven voor de havens"),
            ("Postbus 20301\n2500 EH Den Haag\nwww.rijksoverheid.nl/jenv", None),
            ("", None),
        ],
    )
    def test_is_running_text_without_a_label(self, head: str, title: str | None) -> None:
        assert note(head).metadata.title == title

    def test_cut_in_two_by_a_layout_model(self) -> None:
        text = "in de noordelijke havens\n## Aanleiding\nDe vraag.\nHEADER\nBrief over de tarieven\nDatum\n3 mei 2024\n"
        assert PARSER.parse_text(text).metadata.title == "Brief over de tarieven in de noordelijke havens"


def test_a_bundle_is_told_and_keeps_the_head_of_the_first() -> None:
    one = "TER BESLISSING\nAan: MBZK\nDatum\n3 mei 2024\n\nBrief over havens" + BODY
    two = "TER ONDERTEKENING\nAan: MBZK\nDatum\n4 mei 2024\n\nBrief over wegen" + BODY
    found = PARSER.parse_text(f"{one}\nPagina 1 van 1\n{two}\nPagina 1 van 1\n")
    assert [notice.code for notice in found.notices] == ["bundle"]
    assert found.metadata.date == dt.date(2024, 5, 3)
    assert found.metadata.title == "Brief over havens"
    assert [section.kind for section in found.sections] == ["aanleiding", "kernpunten"] * 2
    assert [value.text for entry in found.head if entry.key == "title" for value in entry.values] == [
        "Brief over havens",
        "Brief over wegen",
    ]


def test_a_head_without_end_costs_no_more_for_each_line() -> None:
    found = PARSER.parse_text("Datum\nx y\n" * 3_000)
    assert len(found.head) > 3_000
