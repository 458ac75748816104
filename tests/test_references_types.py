"""Each form of reference says what it points at, in ``type``, in ``rule`` and by its page."""

from __future__ import annotations

import pytest

from notaparse.mentions import Passage
from notaparse.mentions.references import references
from notaparse.vocabulary import default

PUBLISHED = "https://zoek.officielebekendmakingen.nl/"
CHAMBER = "https://www.tweedekamer.nl/kamerstukken/detail?id="
LAWS = "https://wetten.overheid.nl/"
EUROPE = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="

FORMS = (
    ("Kamerstukken II 2022/23, 34 338, nr. 5", "kamerstuk", "kst-34338-5", f"{PUBLISHED}kst-34338-5.html"),
    ("Kamerstukken II 2022/23, 34338", "kamerstuk", "kst-34338", f"{PUBLISHED}dossier/34338"),
    ("Kamerstukken I 36 067 A", "kamerstuk", "kst-36067-A", f"{PUBLISHED}kst-36067-A.html"),
    ("Kamerstukken II 36410, nrs. 4 en 5", "kamerstuk", "kst-36410-4 kst-36410-5", None),
    ("Stb. 2023, 128", "staatsblad", "stb-2023-128", f"{PUBLISHED}stb-2023-128.html"),
    ("Staatsblad 2023, 128", "staatsblad", "stb-2023-128", f"{PUBLISHED}stb-2023-128.html"),
    ("Stb. 1995, 3", "staatsblad", "stb-1995-3", f"{PUBLISHED}stb-1995-3.html"),
    ("Stb. 1994, 3", "staatsblad", "stb-1994-3", None),
    ("Stcrt. 2021, 4567", "staatscourant", "stcrt-2021-4567", f"{PUBLISHED}stcrt-2021-4567.html"),
    ("Staatscourant 2021, 4567", "staatscourant", "stcrt-2021-4567", f"{PUBLISHED}stcrt-2021-4567.html"),
    ("Trb. 2020, 14", "tractatenblad", "trb-2020-14", f"{PUBLISHED}trb-2020-14.html"),
    ("Tractatenblad 2020, 14", "tractatenblad", "trb-2020-14", f"{PUBLISHED}trb-2020-14.html"),
    ("kst-36410-12", "kamerstuk", "kst-36410-12", f"{PUBLISHED}kst-36410-12.html"),
    ("ah-tk-20222023-1234", "aanhangsel", "ah-tk-20222023-1234", f"{PUBLISHED}ah-tk-20222023-1234.html"),
    ("h-tk-20222023-12-3", "handelingen", "h-tk-20222023-12-3", f"{PUBLISHED}h-tk-20222023-12-3.html"),
    ("blg-1023456", "bijlage", "blg-1023456", f"{PUBLISHED}blg-1023456.html"),
    ("gmb-2023-123", "publicatie", "gmb-2023-123", f"{PUBLISHED}gmb-2023-123.html"),
    ("trb-2020-14", "tractatenblad", "trb-2020-14", f"{PUBLISHED}trb-2020-14.html"),
    ("2023D12345", "kamerdocument", "2023D12345", f"{CHAMBER}2023D12345"),
    ("2023Z12345", "zaak", "2023Z12345", f"{CHAMBER}2023Z12345"),
    ("artikel 5 van de Gemeentewet", "artikel", "artikel 5 Gemw", f"{LAWS}jci1.3:c:BWBR0005416&artikel=5"),
    ("§ 3 van de Awb", "paragraaf", "paragraaf 3 Awb", f"{LAWS}BWBR0005537"),
    ("hoofdstuk 2 van de Gemeentewet", "hoofdstuk", "hoofdstuk 2 Gemw", f"{LAWS}BWBR0005416"),
    ("BWBR0005537", "regeling", "BWBR0005537", f"{LAWS}BWBR0005537"),
    ("CVDR123456_1", "regeling", "CVDR123456_1", "https://lokaleregelgeving.overheid.nl/CVDR123456_1"),
    ("Verordening (EU) 2016/679", "eu-handeling", "32016R0679", f"{EUROPE}CELEX:32016R0679"),
    ("Richtlijn 2000/60/EG", "eu-handeling", "32000L0060", f"{EUROPE}CELEX:32000L0060"),
    ("Regulation (EU) 2016/679", "eu-handeling", "32016R0679", f"{EUROPE}CELEX:32016R0679"),
    ("Uitvoeringsverordening (EU) 2020/14", "eu-handeling", "32020R0014", f"{EUROPE}CELEX:32020R0014"),
    ("Directive 2000/60/EC", "eu-handeling", "32000L0060", f"{EUROPE}CELEX:32000L0060"),
    ("Besluit (EU) 2016/1841", "eu-handeling", "32016D1841", f"{EUROPE}CELEX:32016D1841"),
    ("Decision (EU) 2016/1841", "eu-handeling", "32016D1841", f"{EUROPE}CELEX:32016D1841"),
    ("Aanbeveling (EU) 2020/14", "eu-handeling", "32020H0014", f"{EUROPE}CELEX:32020H0014"),
    ("COM(2022) 304", "eu-document", "COM(2022) 304", f"{EUROPE}COM:2022:304:FIN"),
)


@pytest.mark.parametrize(("written", "type_", "value", "url"), FORMS)
def test_a_form_points_at_its_own_kind_of_thing(written: str, type_: str, value: str, url: str | None) -> None:
    (mention,) = references(Passage(f"Zie {written}.", default()))
    assert (mention.start, mention.text) == (4, written)
    assert (mention.type, mention.rule) == (type_, f"references:{type_}")
    assert (mention.value, mention.url) == (value, url)
