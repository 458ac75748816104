"""Amounts of money: ``€ 2,5 miljard``, ``EUR 300 mln.``, ``1,2 miljoen euro``, ``€ 10 tot € 15 miljoen``.

Found by the currency, which is rare, and read to the right of it or else to the left. The value is the whole amount as a
decimal number; a range has both, parted by a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from notaparse.mentions import Passage
from notaparse.model import Mention

CODES = (
    "EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "PLN", "CZK", "HUF", "UAH", "JPY", "CNY", "CAD", "AUD", "ANG", "AWG", "XCG",
)  # fmt: skip
"""Currencies of ISO 4217 that are known by their code."""

CURRENCIES = {code: code for code in CODES} | {
    "€": "EUR",
    "euro": "EUR",
    "Euro": "EUR",
    "EURO": "EUR",
    "euro's": "EUR",
    "euro’s": "EUR",
    "$": "USD",
    "US$": "USD",
    "dollar": "USD",
    "Amerikaanse dollar": "USD",
    "£": "GBP",
    "Britse pond": "GBP",
    "gulden": "NLG",
}
"""As written → ISO 4217."""

SCALES = {
    "duizend": 3,
    "k": 3,
    "miljoen": 6,
    "mln": 6,
    "mio": 6,
    "m": 6,
    "miljard": 9,
    "mld": 9,
    "mrd": 9,
    "biljoen": 12,
}
"""As written, in lower case and without a dot → power of ten."""

NUMERALS = {
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9", "tien": "10", "elf": "11", "twaalf": "12", "twintig": "20", "vijftig": "50", "honderd": "100",
    "half": "0.5", "een half": "0.5", "anderhalf": "1.5", "anderhalve": "1.5", "tweeënhalf": "2.5",
}  # fmt: skip
"""Written out, before a scale."""

REACH = 64
"""An amount that stands before its currency begins no further back than this."""

_NUMBER = r"(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3}){1,4}(?!\d)(?:,\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,3})?(?![\d]))(?:,(?:-{1,2}|[\u2013\u2014=]))?"
_SCALE = r"(?:\s?(?:(?:mln|mld|mrd|mio)\b\.?|(?:miljoen|miljard|biljoen|duizend)\b)|(?:[MmKk]\b))"
_TO = r"(?:\s?[-\u2010-\u2015]\s?|\s(?:tot|à|a|en|t/m|tot\sen\smet)\s)"
_SYMBOL = rf"(?:€|US\$|\$|£|\b(?:{'|'.join(CODES)})\b)"
_TENS = r"(?:miljoen|miljard|duizend|mln|mld)"


@cache
def _currencies() -> tuple[AhoCorasick, tuple[str, ...]]:
    """All ways to write a currency, compiled, and the unit of each."""
    return AhoCorasick(list(CURRENCIES), matchkind=MatchKind.LeftmostLongest), tuple(CURRENCIES.values())


@cache
def _before() -> re.Pattern[str]:
    """What may be glued to the front of a symbol: a minus, or a scale ("k€ 20")."""
    return re.compile(r"(?:(?P<minus>-/-\s?|(?<![\w\s])-|^-)|(?<!\w)(?P<scale>[MmKk]))\Z")


@cache
def _right() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,2}}(?P<minus>[-\u2212]\s?)?(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?"
        rf"(?:(?P<to>{_TO})(?P<again>{_SYMBOL}\s{{0,2}})?(?P<high>{_NUMBER})(?P<high_scale>{_SCALE})?)?"
    )


@cache
def _left() -> re.Pattern[str]:
    numerals = "|".join(sorted(NUMERALS, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?(?P<to>{_TO}))?"
        rf"(?:(?P<high>{_NUMBER})|(?P<numeral>{numerals})(?=\s{_TENS}))(?P<high_scale>{_SCALE})?\s{{0,2}}\Z",
        re.IGNORECASE,
    )


def money(passage: Passage) -> Iterator[Mention]:
    """Finder of amounts of money."""
    text, at = passage.text, 0
    automaton, units = _currencies()
    for written, left, right in automaton.find_matches_as_indexes(text):
        inside = text[left].isalpha() and (text[right : right + 1].isalnum() or (left and text[left - 1].isalnum()))
        if left < at or inside:
            continue
        found = _to_the_right(text, left, right, after=at) or _to_the_left(text, left, right, after=at)
        if found is not None:
            start, at, value = found
            unit = units[written]
            yield Mention(kind="money", start=start, end=at, text=text[start:at], value=value, unit=unit, rule="money")


def _to_the_right(text: str, left: int, right: int, *, after: int) -> tuple[int, int, str] | None:
    """Start, end and value of the amount behind the currency in ``text[left:right]``; it begins at ``after`` or later."""
    match = _right().match(text, right)
    if match is None:
        return None
    glued = _before().search(text[max(after, left - 4) : left])
    start = left - len(glued[0]) if glued else left
    scale = glued["scale"] if glued else None
    low, high = match["low"], match["high"]
    low_scale, high_scale = match["low_scale"] or scale, match["high_scale"] or scale
    # "€ 5 miljoen tot 2030" is no range, nor are "€ 5 en € 7" unless "tussen" goes before.
    if high and not (match["again"] or high_scale or (not low_scale and not _is_year(high))):
        high = None
    if high and match["to"].strip() == "en" and not _between(text, start):
        high = None
    value = _decimal(low, low_scale or (high_scale if high else None))
    if match["minus"] or (glued and glued["minus"]):
        value = f"-{value}"
    if not high:
        return start, _without_stop(text, max(match.end("low"), match.end("low_scale"))), value
    return start, _without_stop(text, match.end()), f"{value}/{_decimal(high, high_scale)}"


def _to_the_left(text: str, left: int, right: int, *, after: int) -> tuple[int, int, str] | None:
    """Start, end and value of the amount before the currency in ``text[left:right]``; it begins at ``after`` or later."""
    if not text[max(after, left - 4) : left].rstrip(" \u00a0.,-")[-1:].isalnum():
        return None
    first = max(after, left - REACH)
    match = _left().search(text[first:left])
    if match is None:
        return None
    start = first + match.start()
    value = _decimal(match["high"] or NUMERALS[match["numeral"].casefold()], match["high_scale"])
    if match["low"]:
        between = match["to"].strip() == "en" and not _between(text, start)
        if between or (_is_year(match["low"]) and match["high_scale"]):
            start = first + (match.start("high") if match["high"] else match.start("numeral"))
        else:
            value = f"{_decimal(match['low'], match['low_scale'] or match['high_scale'])}/{value}"
    return start, right, value


def _between(text: str, start: int) -> bool:
    return text[max(0, start - 7) : start].casefold() == "tussen "


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _decimal(number: str, scale: str | None) -> str:
    """The amount in full, without trailing zeros after the point."""
    digits = re.sub(r",[-=\u2013\u2014]+$", "", number)
    if re.search(r"[.\u00a0\u202f ]\d{3}(?!\d)", digits):
        digits = re.sub(r"[.\u00a0\u202f ]", "", digits)
    amount = Decimal(digits.replace(",", ".")).scaleb(SCALES[scale.strip().rstrip(".").casefold()] if scale else 0)
    whole = f"{amount:f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _without_stop(text: str, end: int) -> int:
    """The dot of "mln." belongs to it where the sentence goes on."""
    if text[end - 1] == "." and not re.compile(r"\s[a-zé(\d]|[,;)]").match(text, end):
        return end - 1
    return end
