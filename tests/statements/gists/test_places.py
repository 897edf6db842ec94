"""The places that words name, and when two texts can mean the same ones."""

from __future__ import annotations

import pytest

from statements.gists.places import places_agree, places_in


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("a bakery on the U.S. coast", "en", {"US"}),
        ("we tell us nothing", "en", set()),
        ("Mexican buyers", "en", {"MX"}),
        ("South Korea and Southeast Asia", "en", {"KR", "southeast-asia"}),
        ("Harbin-Nagoya trains", "en", {"CN/harbin", "JP/nagoya"}),
        ("Japan's shops", "en", {"JP"}),
        ("twenty US dollars", "en", set()),
        ("anywhere outside mainland China", "en", {"abroad"}),
        ("shows at home, none overseas", "en", {"home", "abroad"}),
        ("the Ningbo-based bakery", "en", set()),
        ("it will polish a turkey", "en", set()),
        ("a plant in Austin, Texas", "en", {"US/austin", "US/texas"}),
        ("在美国开面包房", "zh", {"US"}),
        ("在华销售", "zh", {"CN"}),
        ("赴港参展", "zh", {"HK"}),
        ("在欧洲和印尼", "zh", {"europe", "ID"}),
        ("中国内地之外的门店", "zh", {"abroad"}),
        ("留给国内读者", "zh", {"home"}),
        ("约3000万美元", "zh", set()),
        ("对美好生活的向往", "zh", set()),
        ("在日前举行", "zh", set()),
        ("完成都没有问题", "zh", set()),
        ("成都直飞马德里", "zh", {"CN/chengdu", "ES/madrid"}),
        ("增加纳税", "zh", set()),
        ("臺灣市場", "zh", {"TW"}),
    ],
)
def test_places_are_read_from_names_and_adjectives(text: str, lang: str, told: set[str]) -> None:
    assert places_in(text, lang) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"US"}, {"US/texas"}, True),
        ({"US/austin"}, {"US/texas"}, True),
        ({"DE"}, {"EU"}, True),
        ({"PT/lisbon"}, {"europe"}, True),
        ({"TH"}, {"southeast-asia"}, True),
        ({"JP/nagoya"}, {"CN/harbin", "JP/nagoya"}, True),
        ({"US"}, {"MX"}, False),
        ({"europe"}, {"CN"}, False),
        ({"CN/harbin", "JP/nagoya"}, {"CN/harbin", "JP/sapporo"}, False),
        ({"CN", "US"}, {"CN", "IN"}, False),
        ({"abroad"}, {"home"}, None),
        ({"abroad"}, {"US"}, False),
        ({"home"}, {"CN"}, None),
        ({"world"}, {"CN"}, None),
        (set(), {"CN"}, None),
    ],
)
def test_places_agree_where_one_is_or_holds_the_other(
    one: set[str], other: set[str], told: bool | None
) -> None:
    assert places_agree(frozenset(one), frozenset(other)) is told
    assert places_agree(frozenset(other), frozenset(one)) is told


@pytest.mark.parametrize("name", ["Brazil", "Vietnam", "Kenya", "Zambia", "Uruguay", "Latvia", "Bhutan"])
def test_every_state_has_its_english_name(name: str) -> None:
    assert len(places_in(f"a store in {name}", "en")) == 1


@pytest.mark.parametrize("name", ["巴西", "越南", "肯尼亚", "赞比亚", "乌拉圭", "拉脱维亚", "哥伦比亚"])
def test_every_state_has_its_chinese_name(name: str) -> None:
    assert len(places_in(f"将在{name}开店", "zh")) == 1
