"""Chinese amounts: 3万, 800到1000元, 七成, 四分之一, 两亿多, 近千元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from record.placing import Quantity
from statements.gists.amounts_en import widen
from statements.gists.reading import any_of, blank
from statements.lexicon import zh_numbers as words

_HAN = "".join(words.DIGITS)
_SMALL = "".join(words.TENS)
_BIG = "".join(words.SCALES)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:[{_HAN}]|"
    rf"[{_SMALL}](?![瓦米克]))+(?:点[{_HAN}]+)?)"
    rf"(?:[{_BIG}{_SMALL}](?![瓦米克])(?:[\d{_HAN}](?:[{_SMALL}](?![瓦米克]))?)*)*"
)
_UNIT = any_of([*words.UNITS, "个", *"家座条次项款种班届场处所门间层倍道国城省市"])
_SIGNS = {"$": "USD", "US$": "USD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "₹": "INR"}
_ROUND = any_of([*words.ABOUT.split("|"), *words.UNDER.split("|"), *words.OVER.split("|")])
_MORE = r"(?P<more>[多余来几])?"
_ITEM = re.compile(
    rf"(?P<sign>{any_of(_SIGNS)})?(?<![第A-Za-z\d.几数])(?P<one>{_NUMBER}){_MORE}"
    rf"(?:(?P<to>[到至~\-])(?P<sign2>{any_of(_SIGNS)})?(?P<two>{_NUMBER}))? "
    rf"?(?P<unit>{_UNIT})?(?P<cents>[多余])?"
    rf"(?P<rest>(?<=[块毛])[一二三四五六七八九](?![{_HAN}{_SMALL}{_BIG}个百千万]))?"
)
_BARE = re.compile(rf"(?<=[近逾超上约过破])(?P<one>[百千万亿]{{1,2}})(?P<unit>{_UNIT})?")
_TENTHS = re.compile(
    rf"(?<![第几数完变现])(?P<one>[{_HAN}半十\d])(?P<two>[二三四五六七八九])"
    rf"?成(?![{words.NO_TENTHS}])(?P<rest>[一二三四五六七八九](?!家|"
    rf"个|成|[{_BIG}]))?"
    r"(?P<half>半)?(?P<more>[多余])?"
)
_PERCENT = re.compile(rf"百分之(?P<one>[{_HAN}{_SMALL}\d]+(?:[点.][{_HAN}\d]+)?)")
_PART = re.compile(rf"(?P<whole>[{_HAN}十百千\d]+)分之(?P<part>[{_HAN}十百\d]+)")
_OF_TEN = re.compile(
    rf"(?:每)?(?P<whole>[{_HAN}十百\d]{{1,3}})[个名位人台辆家只](?:[^\s,。;:!?\d]{{0,8}}?(?:有|中的?|"
    rf"里的?|就有|中有|里有|里就有))"
    rf"(?:近|超过|约)?(?P<part>[{_HAN}\d]{{1,2}})[个名位人台辆家只]"
)
_HALF = re.compile(words.HALF)
_MULTIPLE = re.compile(any_of(words.MULTIPLES))
_BEFORE = tuple(
    (name, re.compile(rf"(?:{any_of(listed.split('|'))})[了为到过在]?$"))
    for name, listed in (("under", words.UNDER), ("about", words.ABOUT), ("over", words.OVER))
)
_AFTER = tuple(
    (name, re.compile(f"(?:{any_of(listed.split('|'))})"))
    for name, listed in (
        ("about", words.ABOUT_AFTER),
        ("over", words.OVER_AFTER),
        ("under", words.UNDER_AFTER),
    )
)
_TAKEN = re.compile("[抽扣返收]成?$")  # 抽5个点 is a share of 5 %
_FROM = re.compile("[从由自]$")

Found = tuple[list[Quantity], str]


def read(text: str) -> Found:
    """(the quantities, the text without them)"""
    found: list[tuple[int, Quantity]] = []
    shares = ((_PERCENT, _percent), (_PART, _part), (_OF_TEN, _of_ten), (_TENTHS, _tenths), (_HALF, _half))
    for pattern, of in (*shares, (_MULTIPLE, _multiple), (_BARE, _bare)):
        spans = []
        for match in pattern.finditer(text):
            quantity = of(match)
            if quantity is not None:
                spans.append(match.span())
                found.append((match.start(), _rough(quantity, text, match)))
        text = blank(text, spans) if spans else text
    taken = []
    for match in _ITEM.finditer(text):
        quantities = list(_items(match, text))
        if quantities:
            taken.append(match.span())
            found += [(match.start(), each) for each in quantities]
    return [quantity for _, quantity in sorted(found, key=lambda each: each[0])], blank(text, taken)


def value_of(written: str) -> float:
    """3.5万, 4万2千, 四万一千, 三点五, 一万亿; 0 for what is no number."""
    total = section = current = 0.0
    last, big = 1.0, float("inf")
    whole, _, decimals = written.partition("点")
    for piece in re.findall(r"\d[\d,]*(?:\.\d+)?|.", whole):
        if piece[0].isdigit() and piece[0].isascii():
            current = float(piece.replace(",", "").rstrip("."))
        elif piece in words.DIGITS:
            current = (
                current * 10 + words.DIGITS[piece] if last == 1.0 and current else float(words.DIGITS[piece])
            )
            last = 1.0 if piece in "零〇" else last
        elif piece in words.TENS:
            section, current, last = section + (current or 1) * words.TENS[piece], 0.0, words.TENS[piece]
        elif piece in words.SCALES:
            scale = words.SCALES[piece]
            here = section + current
            total = total + here * scale if scale < big and total else (total + here) * scale
            section, current, last, big = 0.0, 0.0, scale, scale
    if current and last >= 100 and current < 10 and written[-1] in words.DIGITS:
        current *= last / 10  # 三万五
    value = total + section + current
    digits = "".join(str(words.DIGITS.get(char, "")) for char in decimals)
    return value + float(f"0.{digits}") if digits else value


def _percent(match: re.Match[str]) -> Quantity:
    value = value_of(match["one"].replace(".", "点") if not match["one"][0].isascii() else match["one"])
    return Quantity(value, value, "%")


def _part(match: re.Match[str]) -> Quantity | None:
    whole, part = value_of(match["whole"]), value_of(match["part"])
    return Quantity(100 * part / whole, 100 * part / whole, "%") if 0 < part < whole else None


def _of_ten(match: re.Match[str]) -> Quantity | None:
    return _part(match) if value_of(match["whole"]) in (2, 3, 4, 5, 10, 20, 100) else None


def _tenths(match: re.Match[str]) -> Quantity:
    one = 0.5 if match["one"] == "半" else value_of(match["one"])
    low = 10 * one + value_of(match["rest"] or "") + (5 if match["half"] else 0)
    high = 10 * value_of(match["two"]) if match["two"] else low + (10 if match["more"] else 0)
    return Quantity(low, high, "%")


def _half(match: re.Match[str]) -> Quantity:
    return Quantity(50.0, 60.0 if match[0] == "过半" else 50.0, "%")


def _multiple(match: re.Match[str]) -> Quantity:
    return Quantity(words.MULTIPLES[match[0]], words.MULTIPLES[match[0]], "x")


def _bare(match: re.Match[str]) -> Quantity:
    unit, size = words.UNITS.get(match["unit"] or "", ("", 1.0))
    value = (
        value_of(match["one"]) * size
        if match["one"][0] in words.TENS
        else words.SCALES[match["one"][0]] * size
    )
    return Quantity(value, value, unit)


def _items(match: re.Match[str], text: str) -> Iterator[Quantity]:
    if _idle(match):
        return
    one = value_of(match["one"])
    unit, size = _unit(match)
    if unit == "pp" and _TAKEN.search(text[: match.start()][-2:]):
        unit = "%"
    if match["two"] is None:
        low, high = one * size, one * size
        if match["rest"]:
            low = high = low + value_of(match["rest"]) * size / 10
        if match["more"] or match["cents"]:
            high += _step(match["one"]) * size
        yield _rough(Quantity(low, high, unit), text, match)
        return
    two = value_of(match["two"])
    one *= _step(match["two"]) if one < 100 <= two and match["two"][-1] in _BIG else 1.0  # 3到5万
    if _FROM.search(text[: match.start()][-1:]) or two <= one:
        yield Quantity(one * size, one * size, unit)
        yield Quantity(two * size, two * size, unit)
    else:
        yield _rough(Quantity(one * size, two * size, unit), text, match)


def _idle(match: re.Match[str]) -> bool:
    """A Han digit that counts nothing (一起, 三星), or one of a word (十分)."""
    one = match["one"]
    if one[0].isascii() or match["two"]:
        return False
    if one == "一" and match["unit"] == "分钱":
        return True
    if one == "一" and words.UNITS.get(match["unit"] or "", ("", 1.0))[0] in ("", "persons", "units", "x"):
        return True
    if match["unit"] or match["sign"]:
        return one in ("十", "百", "千") and match["unit"] == "分钱"
    return len(one) < 2 or not any(char in one for char in _SMALL + _BIG) or one == "十一"


def _unit(match: re.Match[str]) -> tuple[str, float]:
    sign = match["sign"] or match["sign2"]
    return (_SIGNS[sign], 1.0) if sign else words.UNITS.get(match["unit"] or "", ("", 1.0))


def _step(written: str) -> float:
    """Of what the last place counts: 4万多 is less than 5万."""
    last = written[-1]
    if last in words.SCALES:
        return words.SCALES[last]
    if last in words.TENS:
        big = [words.SCALES[char] for char in written if char in words.SCALES]
        return words.TENS[last] * (1.0 if not big or written[-1] in words.TENS else big[-1])
    value = value_of(written)
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value else 0
    return float(10**zeros)


def _rough(quantity: Quantity, text: str, match: re.Match[str]) -> Quantity:
    before = text[max(0, match.start() - 6) : match.start()]
    side = next((name for name, pattern in _BEFORE if pattern.search(before)), None)
    side = side or next((name for name, pattern in _AFTER if pattern.match(text, match.end())), None)
    if side == "over" and match.re is _TENTHS and not match["rest"]:
        return Quantity(quantity.low, max(quantity.high, quantity.low + 9.9), "%")  # 逾七成 is less than 八成
    return widen(quantity.low, quantity.high, quantity.unit, side)
