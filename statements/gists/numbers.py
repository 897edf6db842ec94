"""The numbers that the words say, in base units, and whether two texts' numbers can be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from record.placing import Quantity
from statements.gists import amounts
from statements.gists.dates import date_spans
from statements.gists.models import model_spans
from statements.gists.rates import in_dollars
from statements.gists.reading import blank, plain

_EXACT = {"%": 0.004, "pp": 0.004, "x": 0.004}  # how far, relatively, two numbers are apart that are the same
_ROUNDED = 0.016  # 41,350 is told as 41,000
_CONVERTED = 0.13  # rates change, and writers round
_FEW = 10  # a plain count below it may be of anything: "in three cities"
_COUNTS = frozenset({"", "persons", "units"})
_LENGTHS = "days"  # "two years" is told as "24 months", and has no claim of its own
_STRETCHED = 0.1


def numbers_in(text: str, lang: str) -> tuple[Quantity, ...]:
    """In the order of the text, without those of dates and of names of products."""
    whole = plain(text)
    left = blank(whole, date_spans(whole, lang))
    return tuple(dict.fromkeys(amounts.read(blank(left, model_spans(left)), lang)))


def numbers_agree(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool | None:
    """False where what can be compared differs in some unit; None where nothing can be."""
    shared = [_unit_agrees(unit, one, other) for unit in _units(one) & _units(other)]
    told = [verdict for verdict in shared if verdict is not None]
    if not told:
        return None
    return all(told)


def _units(numbers: Iterable[Quantity]) -> set[str]:
    return {_group(each.unit) for each in numbers}


def _group(unit: str) -> str:
    """What can be compared: all money, all counts, all shares."""
    if unit in _COUNTS:
        return ""
    return "money" if in_dollars(unit) else unit.replace("pp", "%")


def _unit_agrees(unit: str, one: Sequence[Quantity], other: Sequence[Quantity]) -> bool | None:
    left = [each for each in one if _group(each.unit) == unit]
    right = [each for each in other if _group(each.unit) == unit]
    if any(_same(a, b) for a in left for b in right):
        return True
    return False if _weighs(left, right) else None


def _weighs(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Could they have been the same? Points are no per cent, and small counts may be of anything."""
    one, other = (
        {each.unit for each in side if each.unit or each.high >= _FEW} - {_LENGTHS} for side in (left, right)
    )
    return bool(one and other) and not ({"pp", "%"} <= one | other and not one & other)


def _same(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or {one.unit, other.unit} <= _COUNTS | {"%", "pp"}:
        slack = _STRETCHED if one.unit == _LENGTHS else _EXACT.get(one.unit, _ROUNDED)
        return _overlap(one, other, slack)
    rates = in_dollars(one.unit), in_dollars(other.unit)
    if rates[0] is None or rates[1] is None:
        return False
    return _overlap(_times(one, rates[0]), _times(other, rates[1]), _CONVERTED)


def _times(each: Quantity, rate: float) -> Quantity:
    return Quantity(each.low * rate, each.high * rate, "USD")


def _overlap(one: Quantity, other: Quantity, slack: float) -> bool:
    room = 1 + slack
    return one.low <= other.high * room + 1e-9 and other.low <= one.high * room + 1e-9
