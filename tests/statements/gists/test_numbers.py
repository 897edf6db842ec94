"""The numbers that words say, and when two texts' numbers can be the same."""

from __future__ import annotations

import pytest

from record.placing import Quantity
from statements.gists.numbers import numbers_agree, numbers_in

ENGLISH = [
    ("Output is now above 64 percent", [(64, "%")]),
    ("we hired 3,200 engineers", [(3200, "persons")]),
    ("a fleet of forty-one thousand vans", [(41_000, "units")]),
    ("it needs 2.5 million dollars", [(2.5e6, "USD")]),
    ("180m monthly users", [(180e6, "persons")]),
    ("€3bn of buildings", [(3e9, "EUR")]),
    ("HK$40 a ticket", [(40, "HKD")]),
    ("two in five of them are late", [(40, "%")]),
    ("nine out of ten parcels", [(90, "%")]),
    ("a fifth of the shops", [(20, "%")]),
    ("three-quarters of the staff", [(75, "%")]),
    ("half of our drivers", [(50, "%")]),
    ("half a million copies", [(5e5, "units")]),
    ("half a thousand trucks", [(500, "units")]),
    ("a score of ferries", [(20, "")]),
    ("a couple of hundred kiosks", [(200, "")]),
    ("two dozen routes", [(24, "")]),
    ("it cost us thrice as much", [(3, "x")]),
    ("5 GWh of cells", [(5e6, "kWh")]),
    ("40 basis points", [(0.4, "pp")]),
    ("from 4 per cent to 7 per cent", [(4, "%"), (7, "%")]),
    ("seventy fen a watt", [(0.7, "CNY")]),
    ("2,028 buses", [(2028, "units")]),
]
CHINESE = [
    ("员工3万人", [(30_000, "persons")]),
    ("卖出四万一千辆", [(41_000, "units")]),
    ("投资1.2亿元", [(1.2e8, "CNY")]),
    ("三亿用户", [(3e8, "persons")]),
    ("七成门店盈利", [(70, "%")]),
    ("上座率九成二", [(92, "%")]),
    ("四分之一的护士", [(25, "%")]),
    ("增长百分之五", [(5, "%")]),
    ("半数司机同意", [(50, "%")]),
    ("每瓦七毛一", [(0.71, "CNY")]),
    ("从12%涨到27%", [(12, "%"), (27, "%")]),
    ("十个病人中有七个好转", [(70, "%")]),
    ("十个有七个好转", [(70, "%")]),
    ("一千万千瓦时", [(1e7, "kWh")]),
    ("产能5吉瓦时", [(5e6, "kWh")]),
    ("三万五", [(35_000, "")]),
    ("3000万美元", [(3e7, "USD")]),
    ("上涨2个百分点", [(2, "pp")]),
    ("产量翻倍", [(2, "x")]),
    ("一万亿日元", [(1e12, "JPY")]),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english_numbers_are_read_in_base_units(text: str, told: list[tuple[float, str]]) -> None:
    assert_told(numbers_in(text, "en"), told)


@pytest.mark.parametrize(("text", "told"), CHINESE)
def test_chinese_numbers_are_read_in_base_units(text: str, told: list[tuple[float, str]]) -> None:
    assert_told(numbers_in(text, "zh"), told)


def assert_told(found: tuple[Quantity, ...], told: list[tuple[float, str]]) -> None:
    """The value told is the end of the quantity that roughness does not move."""
    assert [each.unit for each in found] == [unit for _, unit in told]
    for each, (value, _) in zip(found, told, strict=True):
        assert value in (pytest.approx(each.low), pytest.approx(each.high)), found


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("it starts on 9 June 2027", "en"),
        ("the HB-207 and the A350", "en"),
        ("our 3 nm line", "en"),
        ("in the third quarter", "en"),
        ("one of the best phones", "en"),
        ("2027年一季度", "zh"),
        ("6月9日起", "zh"),
        ("万一失败一起承担", "zh"),
        ("这项成本十分高，已完成", "zh"),
        ("第三家工厂", "zh"),
    ],
)
def test_dates_names_and_idioms_are_no_numbers(text: str, lang: str) -> None:
    assert numbers_in(text, lang) == ()


def test_a_range_is_one_quantity() -> None:
    assert numbers_in("贵600到900元", "zh") == (Quantity(600, 900, "CNY"),)
    assert numbers_in("$210 to $260", "en") == (Quantity(210, 260, "USD"),)
    assert numbers_in("2-3 million cars", "en") == (Quantity(2e6, 3e6, "units"),)


SAME = [
    ("30,000 jobs will go", "en", "裁员3万人", "zh"),
    ("1,400 to 1,700 yuan dearer", "en", "about $195 to $240 dearer", "en"),
    ("more than four in five", "en", "满座率超过80%", "zh"),
    ("nearly a thousand yuan", "en", "贵了近千元", "zh"),
    ("less than $90 a month", "en", "每月不到660元", "zh"),
    ("a score of ferries", "en", "20艘渡轮", "zh"),
    ("one in two nurses", "en", "一半护士", "zh"),
    ("over a third", "en", "36%以上", "zh"),
    ("四万多台", "zh", "41,300 machines", "en"),
    ("five gigawatt-hours", "en", "5GWh", "zh"),
    ("three hundred million people", "en", "3亿", "zh"),
]
OTHER = [
    ("80 percent", "en", "50 percent", "en"),
    ("满座率八成", "zh", "满座率五成", "zh"),
    ("2,500 jobs", "en", "6000人", "zh"),
    ("$30 million a year", "en", "每年4500万美元", "zh"),
    ("5 percent", "en", "6 percent", "en"),
    ("200座充电站", "zh", "300 chargers", "en"),
    ("贵600到900元", "zh", "dearer by $300", "en"),
]


@pytest.mark.parametrize(("one", "lang", "other", "lang2"), SAME)
def test_the_same_number_in_other_words_agrees(one: str, lang: str, other: str, lang2: str) -> None:
    assert numbers_agree(numbers_in(one, lang), numbers_in(other, lang2)) is True


@pytest.mark.parametrize(("one", "lang", "other", "lang2"), OTHER)
def test_another_number_of_the_same_unit_disagrees(one: str, lang: str, other: str, lang2: str) -> None:
    assert numbers_agree(numbers_in(one, lang), numbers_in(other, lang2)) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20 percent", "20 million yuan"),
        ("", "20 percent"),
        ("in three cities", "7,000 jobs"),
        ("5 GWh", "3%"),
    ],
)
def test_what_cannot_be_compared_tells_nothing(one: str, other: str) -> None:
    assert numbers_agree(numbers_in(one, "en"), numbers_in(other, "en")) is None


def test_a_language_without_words_here_still_has_its_digits() -> None:
    assert numbers_in("Wir bauen 4,000 Autos", "de")[0].low == 4000
