"""The models and classes of products that words name."""

from __future__ import annotations

import pytest

from statements.gists.kinds import kinds_in
from statements.gists.products import codes_in, products_agree, products_in


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("the Q3 chip is ready", "en", {"q3"}),
        ("in Q3 2027 we ship", "en", set()),
        ("our two-nanometre line", "en", {"2nm"}),
        ("3纳米良率", "zh", {"3nm"}),
        ("二纳米工艺", "zh", {"2nm"}),
        ("twenty C919s", "en", {"c919"}),
        ("订购20架C919", "zh", {"c919"}),
        ("HB-207 works", "en", {"hb207"}),
        ("iPhone 18 Pro", "en", {"iphone 18 pro"}),
        ("折叠屏Fold 4会贵", "zh", {"fold 4"}),
        ("the S-series", "en", {"s series"}),
        ("S系列不涨价", "zh", {"s series"}),
        ("X9 Fold贵一千", "zh", {"x9 fold"}),
        ("commercial 6G", "en", {"6g"}),
        ("Nearly 20 stores in April 2027", "en", set()),
        ("the G20 and COVID-19", "en", set()),
        ("$400 and 20% of HK$30", "en", set()),
    ],
)
def test_models_are_read_in_one_form(text: str, lang: str, told: set[str]) -> None:
    assert codes_in(text, lang) == told


@pytest.mark.parametrize(
    ("english", "chinese", "kind"),
    [
        ("our weight-loss pill", "我们的减肥药片", "drug:pill"),
        ("the weekly shot", "周制剂注射液", "drug:injection"),
        ("all-solid-state cells", "全固态电池", "battery:all-solid"),
        ("half-solid packs", "半固态电池", "battery:semi-solid"),
        ("a modem of its own", "自研基带", "chip:modem"),
        ("a folding handset", "折叠屏新机", "device:foldable"),
        ("4,000 redundancies", "裁员四千人", "people:jobs"),
        ("not one branch", "一家网点", "place:branch"),
        ("a new route to Perth", "新开航线", "travel:flight"),
        ("a higher dividend", "提高分红", "finance:dividend"),
        ("an IPO this year", "今年挂牌", "finance:listing"),
        ("export licenses", "出口许可证", "law:licence"),
        ("the aluminum plant", "铝厂", "material:aluminium"),
        ("net interest income", "净利息收入", "metric:net-interest"),
        ("seller fees", "平台佣金", "charge:commission"),
    ],
)
def test_a_class_has_its_words_in_both_languages(english: str, chinese: str, kind: str) -> None:
    assert kind in kinds_in(english, "en")
    assert kind in kinds_in(chinese, "zh")


def test_a_semi_solid_battery_is_no_solid_one() -> None:
    assert "battery:all-solid" not in kinds_in("半固态电池", "zh") | kinds_in("semi-solid cells", "en")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("the Q3 chip", "Q2芯片", False),
        ("2nm yields", "三纳米良率", False),
        ("S-series phones", "Fold 4", False),
        ("the weekly shot", "口服药片", False),
        ("own processor", "自研基带", False),
        ("C919 jets", "C919飞机", True),
        ("3nm K1", "3纳米", True),
        ("C919 jets", "the airline", None),
        ("a higher dividend", "裁员", None),
    ],
)
def test_other_models_and_other_telling_kinds_disagree(one: str, other: str, told: bool | None) -> None:
    assert products_agree(products_in(one, "en"), products_in(other, "zh")) is told
