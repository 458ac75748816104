"""Time grows as the text does: whatever is repeated, and however long a note is."""

import time

import pytest

from notaparse import Parser

PARSER = Parser(finders=(), refiners=())
SIZE = 20_000
TIMES = 5

TRIGGERS = (
    *(
        "•",
        "• ",
        "•\n",
        "• a\n",
        "-\n",
        "- a\n",
        "o a\n",
        "i. x\n",
        "a) b\n",
        "1. a\n",
        "1.",
        "1\n",
        "1 a\n",
        "•\n•\nb\n",
    ),
    *(".", "1", "[", "(", "((a)", "\n", "\r", "\f", "\f\n", "#", "# a\n", "\xa0", "\xad", "\t", "a\t", "|", "|a|\n"),
    *("*", "**a**", "__a__ ", "a ", "a\n", "A\n", "Aan\n", "Aan ", "Van Aan ", "Datum\n", "Datum\nx y\n", "Kenmerk\n"),
    *(
        "TER BESLISSING\n",
        "TER BESLISSING ",
        "Aanleiding\n",
        "Bijlagen\n",
        "Volgnummer\nNaam\n",
        "Volgnummer  Naam\n1  a\n",
    ),
    *(
        "Bijlagen\nVolgnummer Naam\n1 x\n",
        "a.1\n1 b\n",
        "Pagina 1 van 2\n",
        "Pagina 1 van 2 ",
        "Directie Wonen\nDatum\n",
    ),
    *(
        "\u205f",
        "\u205f\na\n",
        "a-\n",
        "infor-\nmatie ",
        "(10)(2e) ",
        "5.1.2e ",
        "e\u0301",
        "ﬁ",
        "\u200b",
        "\x00",
        "\ud800",
    ),
    *(
        "Toelichting\n\nx\n",
        "x\n\n\n",
        "a: o B ",
        "2024-0000182791\n",
        "a" + " " * 60 + "b\n",
        "DE DIRECTEUR ",
        "‘",
        "a/",
    ),
)


def cost(text: str) -> float:
    """Seconds of this process, the best of two."""
    found = []
    for _ in range(2):
        start = time.process_time()
        PARSER.parse_text(text)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.slow
@pytest.mark.parametrize("trigger", TRIGGERS, ids=ascii)
def test_a_trigger_repeated_costs_no_more_for_each_sign(trigger: str) -> None:
    short, long = (trigger * (size // len(trigger)) for size in (SIZE, SIZE * TIMES))
    assert cost(long) < 2.5 * TIMES * max(cost(short), 0.003)


@pytest.mark.slow
def test_a_long_note_costs_no_more_for_each_sign() -> None:
    section = "Aanleiding\nDe Kamer heeft vragen gesteld over de havens.\n\nKern\n• Een punt;\n• nog een punt.\n\n"
    short, long = (section * (size // len(section)) for size in (100_000, 2_000_000))
    assert cost(long) / len(long) < 1.5 * cost(short) / len(short)
