"""How ministries shape their nota's: which sections, in which order, with which numbers and bullets.

``SHAPES`` are the templates of ministries; ``generic`` gives one with every kind that a vocabulary knows.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from notaparse.vocabulary import SectionRow, Vocabulary

Numbers = Literal["none", "dotted", "bare", "lettered"]
"""``dotted`` 4. and 4.1.; ``bare`` 4 and 4.1; ``lettered`` 4. and a. for what stands under Toelichting."""

ORDER = (
    "aanleiding",
    "geadviseerd_besluit",
    "samenvatting",
    "kernpunten",
    "krachtenveld",
    "argumenten",
    "alternatieven",
    "risicos",
    "planning",
    "afstemming",
    "toelichting",
    "niet_openbaar",
    "bijlagen",
)
"""Top-level kinds as templates order them. A user's own kinds come before Toelichting: what follows it may belong to it."""

EITHER = frozenset({"krachtenveld"})
"""Kinds that stand under Toelichting when they follow it, and alone before it; drawn before it."""


class Shape(NamedTuple):
    """The template of a ministry."""

    kinds: tuple[str, ...]
    """Top-level kinds in order; the first is always drawn."""
    inner: tuple[str, ...] = ()
    """Kinds under Toelichting, in order."""
    titles: tuple[tuple[str, str], ...] = ()
    """Kind and the title that this ministry prints; other kinds take any title of their row."""
    numbers: Numbers = "none"
    ladder: tuple[str, ...] = ()
    """Markers by level; empty where any may come."""
    labels: tuple[tuple[str, str], ...] = ()
    """Field of ``DrawnHead`` and the label that this ministry prints."""
    signed: bool = False


TEMPLATE = ("aanleiding", "geadviseerd_besluit", "kernpunten", "toelichting", "niet_openbaar", "bijlagen")

SHAPES: dict[str, Shape] = {
    "defensie": Shape(
        TEMPLATE[:5],
        ("financiele_overwegingen", "juridische_overwegingen", "communicatie"),
        (("niet_openbaar", "Informatie die niet openbaar wordt gemaakt"),),
        ladder=("\uf0b7", "o", "\uf0a7"),
        labels=(("references", "Onze referentie"), ("attachments", "Aantal bijlagen")),
        signed=True,
    ),
    "bzk": Shape(
        TEMPLATE,
        titles=(("kernpunten", "Kern"), ("niet_openbaar", "Informatie die niet openbaar gemaakt kan worden")),
        ladder=("\uf0b7", "o"),
        labels=(("references", "Onze referentie"), ("attachments", "Bijlage(n)")),
    ),
    "ienw": Shape(
        ("aanleiding", "geadviseerd_besluit", "kernpunten", "krachtenveld", "toelichting", "niet_openbaar", "bijlagen"),
        ("politieke_context", "financiele_juridische_overwegingen", "uitvoering", "communicatie"),
        (("niet_openbaar", "Informatie die niet openbaargemaakt kan worden"),),
        ladder=("•", "o", "▪"),
        labels=(("references", "Onze referentie"), ("deadline", "Beslistermijn")),
    ),
    "ez": Shape(
        TEMPLATE[:4],
        titles=(("geadviseerd_besluit", "Advies"),),
        ladder=("•", "-", "1."),
        labels=(("references", "Kenmerk"),),
    ),
    "lvvn": Shape(TEMPLATE[:4], ladder=("•", "–"), labels=(("references", "Kenmerk"),)),
    "ocw": Shape(TEMPLATE[:4], ladder=("-", "o"), labels=(("references", "Referentie"), ("attachments", "Bijlagen"))),
    "jenv": Shape(
        TEMPLATE[:5],
        ("politieke_context", "financiele_overwegingen", "juridische_overwegingen", "krachtenveld", "ontwikkelingen"),
        numbers="dotted",
        ladder=("-", "o"),
    ),
    "aenm": Shape(TEMPLATE[:5], ("politieke_context",), numbers="bare", ladder=("•", "a)")),
    "fin": Shape(
        TEMPLATE[:4],
        ("communicatie",),
        (("geadviseerd_besluit", "Beslispunten"), ("kernpunten", "Kern")),
        ladder=("•", "–"),
    ),
    "vws": Shape(
        TEMPLATE[:5],
        (
            "draagvlak_politiek",
            "draagvlak_maatschappelijk",
            "financiele_personele_gevolgen",
            "juridische_aspecten",
            "administratieve_lasten",
            "toezeggingen",
            "fraudetoets",
        ),
        numbers="lettered",
        ladder=("-", "1)"),
    ),
    "szw": Shape(
        ("aanleiding", "geadviseerd_besluit", "kernpunten", "risicos", "planning", "niet_openbaar"), ladder=("1)", "a)")
    ),
    "az": Shape(TEMPLATE[:3], ladder=("-",)),
}
"""Ministry → its shape. No real nota of Financiën and SZW was at hand: theirs follow what is known of their templates."""


def generic(vocabulary: Vocabulary) -> Shape:
    """Every kind of the vocabulary that can stand at the top or under Toelichting."""
    known = [kind for kind in ORDER if kind in vocabulary.section]
    own = [kind for kind, row in vocabulary.section.items() if row.parent is None and kind not in ORDER]
    at = known.index("toelichting") if "toelichting" in known else len(known)
    inner = tuple(
        kind for kind, row in vocabulary.section.items() if row.parent == "toelichting" and kind not in EITHER
    )
    return Shape((*known[:at], *own, *known[at:]), inner)


def titles(row: SectionRow, shape: Shape) -> tuple[str, ...]:
    """The titles that may be printed for a kind."""
    own = dict(shape.titles).get(row.id)
    return (own,) if own else row.titles


def ladders(vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Markers by level: every marker of the vocabulary at its usual level, no ladder with one marker twice."""
    levels: tuple[list[str], list[str], list[str]] = ([], [], [])
    for row in vocabulary.marker.values():
        levels[min(row.level, 3) - 1].extend(row.glyphs or (row.numbering or "",))
    first = (*levels[0], *(marker for marker in levels[1] if marker in DASHES))
    rungs = [
        (first[turn % len(first)], levels[1][turn % len(levels[1])], levels[2][turn % len(levels[2])])
        for turn in range(max(map(len, (first, *levels))))
    ]
    return tuple(rung if rung[0] != rung[1] else (rung[0], "o", rung[2]) for rung in rungs)


DASHES = frozenset({"-", "–"})
"""Markers of the second level that often stand alone on the first."""

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def numbered(family: str, position: int) -> str:
    """The marker of the item at ``position`` (from 0) in a list of that family: ``a)`` → ``b)``; a glyph is itself."""
    match family.strip("().") if len(family) > 1 else "":
        case "1":
            return family.replace("1", str(position + 1))
        case "a":
            return family.replace("a", "abcdefgh"[position])
        case "i":
            return family.replace("i", ROMAN[position])
        case _:
            return family
