"""The models and classes of products that words name."""

from __future__ import annotations

import pytest

from statements.gists.kinds import kinds_in
from statements.gists.products import codes_in, products_agree, products_in


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("the Q4 phone is ready", "en", {"q4"}),
        ("in Q3 2027 we ship", "en", set()),
        ("our five-nanometre line", "en", {"5nm"}),
        ("7纳米车间", "zh", {"7nm"}),
        ("五纳米产品", "zh", {"5nm"}),
        ("a dozen A350s", "en", {"a350"}),
        ("退掉6架A350", "zh", {"a350"}),
        ("HB-207 works", "en", {"hb207"}),
        ("iPhone 18 Pro", "en", {"iphone 18 pro"}),
        ("翻盖机Flip 7停售", "zh", {"flip 7"}),
        ("the T-series", "en", {"t series"}),
        ("T系列换新", "zh", {"t series"}),
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
        ("a sleeping pill", "一种安眠药片", "drug:pill"),
        ("a monthly jab", "流感注射针", "drug:injection"),
        ("all-solid-state cells", "全固态电池", "battery:all-solid"),
        ("quasi-solid cells", "半固态电芯", "battery:semi-solid"),
        ("a throat lozenge", "安神药丸", "drug:pill"),
        ("a discount war", "折扣大战", "deal:war"),
        ("it bows out", "退出", "deal:exit"),
        ("a satellite modem", "卫星基带", "chip:modem"),
        ("a flip phone for students", "学生折叠机", "device:foldable"),
        ("300 redundancies", "裁员三百人", "people:jobs"),
        ("a rural branch", "乡镇网点", "place:branch"),
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
    assert "battery:all-solid" not in kinds_in("半固态电芯", "zh") | kinds_in("semi-solid cells", "en")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("the Q4 phone", "Q1手机", False),
        ("5nm wafers", "七纳米晶圆", False),
        ("T-series phones", "Flip 7", False),
        ("a monthly jab", "口服药片", False),
        ("a new processor", "卫星基带", False),
        ("A350 jets", "A350客机", True),
        ("7nm K1", "7纳米", True),
        ("A350 jets", "the airline", None),
        ("a higher dividend", "裁员", None),
    ],
)
def test_other_models_and_other_telling_kinds_disagree(one: str, other: str, told: bool | None) -> None:
    assert products_agree(products_in(one, "en"), products_in(other, "zh")) is told
