# ruff: noqa: INP001 - a script of its own
"""Writes ``data/names/countries.toml``.

Countries by their Dutch name (CLDR, through Babel) and ISO 3166-1 code, with the adjectives, inhabitants and other names
of ``countries.tsv``.

Run it after a new CLDR: ``python tools/countries.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/notaparse/data/names/countries.toml"

SENTENCES = (
    "De ambassadeur in [{}] is om een reactie gevraagd.",
    "Met [{}] loopt een overleg over de grens van de visserijzone.",
    "De minister spreekt volgende week zijn ambtgenoot uit [{}].",
    "Voor reizen naar [{}] geldt een nieuw advies.",
    "Het verdrag met [{}] ligt ter goedkeuring voor.",
    "Vanuit [{}] kwamen minder aanvragen binnen.",
    "Bedrijven uit [{}] tekenden bezwaar aan.",
)
ADJECTIVE_SENTENCES = (
    "De [{}] regering stemt in.",
    "Een [{}] bedrijf kreeg de opdracht.",
    "De [{}] minister belde terug.",
)


def rows() -> list[dict[str, object]]:
    """A row for each country of ISO 3166-1 and Kosovo, in order of code."""
    names = {
        code: name for code, name in Locale("nl").territories.items() if len(code) == 2 and code not in NO_COUNTRIES
    }
    return [_row(number, code, names[code], _extra().get(code, [])) for number, code in enumerate(sorted(names))]


NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that are no country of ISO 3166-1."""


def _row(number: int, code: str, name: str, extra: list[str]) -> dict[str, object]:
    adjective, people, others = (*extra, "", "", "")[:3]
    name, _, bracketed = name.removesuffix(" SAR van China").partition(" (")
    words = [name, *([bracketed.rstrip(")")] if bracketed else []), *others.split(",")]
    inflected = _inflected(adjective) if adjective else ""
    words += [adjective, inflected, *people.split(",")]
    examples = [SENTENCES[number % len(SENTENCES)].format(name)]
    if inflected:
        examples.append(ADJECTIVE_SENTENCES[number % len(ADJECTIVE_SENTENCES)].format(inflected))
    distinct = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    return {
        "id": f"land-{code.lower()}",
        "kind": "place",
        "name": name,
        "forms": [{"text": word, "case": "exact" if word.isupper() else "title"} for word in distinct],
        "type": "land",
        "url": f"https://www.iso.org/obp/ui/#iso:code:3166:{code}",
        "see": "CLDR (Dutch), ISO 3166-1",
        "examples": examples,
    }


def _inflected(adjective: str) -> str:
    """The adjective before most nouns: "Belgisch" → "Belgische", "Chinees" → "Chinese", "Fins" → "Finse"."""
    return adjective.removesuffix("ees") + "ese" if adjective.endswith("ees") else adjective + "e"


def _extra() -> dict[str, list[str]]:
    lines = (HERE / "countries.tsv").read_text(encoding="utf-8").splitlines()
    return {code: rest for code, *rest in (line.split("\t") for line in lines if not line.startswith("#"))}


def _toml(row: dict[str, object]) -> str:
    def value(content: object) -> str:
        if isinstance(content, dict):
            return "{ " + ", ".join(f"{key} = {value(inner)}" for key, inner in content.items()) + " }"
        if isinstance(content, list):
            return "[\n" + "".join(f"  {value(item)},\n" for item in content) + "]"
        return json.dumps(content, ensure_ascii=False)

    return "[[name]]\n" + "".join(f"{key} = {value(content)}\n" for key, content in row.items())


if __name__ == "__main__":
    head = "# Countries: made by tools/countries.py from CLDR and tools/countries.tsv; change those.\n\n"
    TARGET.write_text(head + "\n".join(map(_toml, rows())), encoding="utf-8")
