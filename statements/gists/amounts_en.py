"""English amounts: "$110 to $140", "half a million people", "seven in ten", "a score of jets"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from record.placing import Quantity
from statements.gists.reading import any_of, blank
from statements.lexicon import en_numbers as words

ABOUT, UNDER, OVER = 0.06, 0.12, 0.12  # how far, relatively, "about", "under" and "over" reach

_SYMBOLS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "S$": "SGD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "CN¥": "CNY", "₩": "KRW", "₹": "INR",
    "฿": "THB",
    "₫": "VND", "Rs ": "INR", "Rs. ": "INR", "Rs": "INR", "RM": "MYR", "RMB": "CNY", "RMB ": "CNY",
    "USD": "USD",
    "USD ": "USD", "EUR": "EUR", "EUR ": "EUR", "CNY ": "CNY", "GBP ": "GBP", "JPY ": "JPY", "CHF ": "CHF",
}  # fmt: skip
_SMALL = words.ONES | words.TENS
_WORD = any_of([*_SMALL, *words.SCALES])
_WORDS = rf"(?:(?:half[- ])?(?:an? )?(?:couple of )?)\b(?:{_WORD})s?\b(?:(?:-| and | )(?:a )?(?:{_WORD})\b)*"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = rf"(?:[- ]?(?:{any_of(words.SCALES)})s?\b|(?:{any_of(words.SHORT_SCALES)})(?![A-Za-z]))?"
_SIGN = rf"(?:{any_of(_SYMBOLS)})"
_UNIT = (
    r"(?:[- ]?(?:(?:full-time|new|more|extra|additional|fewer|daily|monthly|annual|active|net|further|"
    r"of our|of the|"
)
_UNIT += rf"of its|paying) ){{0,2}}(?P<unit>{any_of(words.UNITS)})(?![\w%])|(?P<percent> ?%))?"
_ITEM = re.compile(
    rf"(?<![\w.,])(?P<sign>{_SIGN})? ?(?P<one>{_DIGITS}|{_WORDS})(?P<scale>{_SCALE})"
    rf"(?: ?%)?(?:(?P<to> ?- ?| to | and )(?P<sign2>{_SIGN})?(?P<two>{_DIGITS}|"
    rf"{_WORDS})(?P<scale2>{_SCALE}))?{_UNIT}",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<part>\d{{1,2}}|{any_of(_SMALL)}) (?:in|out of|of)(?: every)? "
    rf"(?P<whole>\d{{1,3}}|{any_of(_SMALL)}|(?:a )?hundred)(?![\w.,]\d|\w| (?:million|billion))",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<many>{any_of(_SMALL)}|an?)[- ])(?P<part>{any_of(words.PARTS)})(?P<s>s)?\b"
    r"(?![- ](?:hour|dozen|million|thousand|billion|final|party|time|year|day|century|generation|world|place|"
    r"phase|plant|factory|model|site|round|city|country|store|product|line|term|one|person|straight|"
    r"consecutive)\b)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<![\w-])half\b(?! (?:an?|as|hour|time|marathon|year|day|dozen|million|thousand|billion)\b|-)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(rf"(?<![\w-])(?:{any_of(words.MULTIPLES)})(?![\w-])", re.IGNORECASE)
_BEFORE = tuple(
    (name, re.compile(rf"\b(?:{listed}) (?:an? |the |some )?$", re.IGNORECASE))
    for name, listed in (("about", words.ABOUT), ("under", words.UNDER), ("over", words.OVER))
)
_AFTER = re.compile(words.AFTER)
_RANGED = re.compile(r"\bbetween $", re.IGNORECASE)
_FROM = re.compile(r"\bfrom $", re.IGNORECASE)
_REACH = 24  # characters before a number in which it is made rough

Found = tuple[list[Quantity], str]


def read(text: str) -> Found:
    """(the quantities, the text without them)"""
    found: list[tuple[int, Quantity]] = []
    for pattern, of in ((_SHARE, _share), (_FRACTION, _fraction), (_HALF, _half), (_MULTIPLE, _multiple)):
        spans = []
        for match in pattern.finditer(text):
            value = of(match)
            if value is not None:
                spans.append(match.span())
                found.append(
                    (match.start(), _rough(value[0], value[0], value[1], text, match, _tens(of, value[0])))
                )
        text = blank(text, spans) if spans else text
    found += [(match.start(), each) for match in _ITEM.finditer(text) for each in _items(match, text)]
    left = blank(text, (match.span() for match in _ITEM.finditer(text)))
    return [quantity for _, quantity in sorted(found, key=lambda each: each[0])], left


def _share(match: re.Match[str]) -> tuple[float, str] | None:
    part, whole = (_value(match[name].removeprefix("a ")) for name in ("part", "whole"))
    return (
        (100 * part / whole, "%")
        if whole in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100) and part < whole
        else None
    )


def _fraction(match: re.Match[str]) -> tuple[float, str] | None:
    many = match["many"].lower()
    number = 1.0 if many in ("a", "an") else _value(many)
    if (number > 1) != bool(match["s"] or match["part"].lower() == "halves"):
        return None  # one fifths; the twenty third
    return 100 * number / words.PARTS[match["part"].lower()], "%"


def _half(match: re.Match[str]) -> tuple[float, str]:  # noqa: ARG001
    return 50.0, "%"


def _multiple(match: re.Match[str]) -> tuple[float, str]:
    return words.MULTIPLES[match[0].lower()], "x"


def _items(match: re.Match[str], text: str) -> Iterator[Quantity]:
    """One number, or two where they are no range: "from 4 to 5 percent"."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    scale2 = match["scale2"] or ""
    one = _value(match["one"]) * _scale(match["scale"] or ("" if not match["two"] else _borrowed(match)))
    unit, size = _unit(match)
    if match["two"] is None:
        if not _idle(match, unit):
            yield _rough(one * size, one * size, unit, text, match)
        return
    two = _value(match["two"]) * _scale(scale2)
    if _FROM.search(before) or two <= one or (match["to"] == " and " and not _RANGED.search(before)):
        yield Quantity(one * size, one * size, unit)
        yield Quantity(two * size, two * size, unit)
    else:
        yield _rough(one * size, two * size, unit, text, match)


def _borrowed(match: re.Match[str]) -> str:
    """2 to 3 million: both are millions."""
    scale = match["scale2"] or ""
    return scale if scale and _value(match["one"]) < 1_000 else ""


def _idle(match: re.Match[str], unit: str) -> bool:
    """One, as a word, counts nothing: "one of the best"."""
    return match["one"].lower() in ("one", "zero") and not match["scale"] and unit in ("", "persons", "units")


def _unit(match: re.Match[str]) -> tuple[str, float]:
    sign = match["sign"] or match["sign2"]
    if sign:
        return _SYMBOLS.get(sign) or _SYMBOLS[sign.upper()], 1.0
    if match["percent"] or "%" in match[0]:
        return "%", 1.0
    named = match["unit"]
    if not named:
        return "", 1.0
    return words.UNITS.get(named) or _UNITS[named.lower()]


_UNITS = {name.lower(): unit for name, unit in words.UNITS.items()}


def _value(written: str) -> float:
    if written[:1].isdigit():
        return float(written.replace(",", ""))
    total = current = 0.0
    low = written.lower().replace("a couple of", "two")
    for word in re.findall(r"[a-z]+", low):
        name = word if word in _SMALL or word in words.SCALES else word.removesuffix("s")
        if name in _SMALL:
            current += _SMALL[name]
        elif name == "hundred":
            current = (current or 1) * 100
        elif name in words.SCALES:
            total += (current or 1) * words.SCALES[name]
            current = 0
    return (total + current) * (0.5 if low.startswith("half") else 1)


def _scale(written: str) -> float:
    name = written.strip(" -")
    low = name.lower().removesuffix("s")
    return (
        words.SCALES.get(low) or words.SHORT_SCALES.get(name) or words.SHORT_SCALES.get(name.lower()) or 1.0
    )


def _tens(of: object, value: float) -> float:
    """Over seven in ten is less than eight."""
    return 9.9 if of is _share and value % 10 == 0 else 0.0


def _rough(
    low: float, high: float, unit: str, text: str, match: re.Match[str], step: float = 0.0
) -> Quantity:
    before = text[max(0, match.start() - _REACH) : match.start()]
    side = next((name for name, pattern in _BEFORE if pattern.search(before)), None)
    if side is None and _AFTER.match(text, match.end()):
        side = "over" if text[match.end() : match.end() + 1] == "+" else "about"
    return Quantity(low, low + step, unit) if step and side == "over" else widen(low, high, unit, side)


def widen(low: float, high: float, unit: str, side: str | None) -> Quantity:
    """About a thousand, nearly a thousand, over a thousand."""
    if side == "about":
        return Quantity(low * (1 - ABOUT), high * (1 + ABOUT), unit)
    if side == "under":
        return Quantity(low * (1 - UNDER), high, unit)
    return Quantity(low, high * (1 + OVER) if side == "over" else high, unit)
