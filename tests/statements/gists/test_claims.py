"""Phase, condition, negation and opposites of a claim."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from statements.gists.conditions import is_conditional
from statements.gists.negation import is_negative
from statements.gists.opposites import moves_agree, moves_in
from statements.gists.phases import phase_of, phases_agree

SAID = datetime(2026, 6, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("We have signed the lease", "en", "done"),
        ("the last ferries have already sailed", "en", "done"),
        ("our kayaks are already on sale", "en", "done"),
        ("signs up for ten ferries", "en", "done"),
        ("We will open a plant", "en", "plan"),
        ("the brewer is aiming for a spring opening", "en", "plan"),
        ("due in the shops by spring", "en", "plan"),
        ("it won't come soon", "en", "plan"),
        ("they have pledged to cut fees", "en", "plan"),
        ("We are looking into two mills", "en", "open"),
        ("nothing is settled yet", "en", "open"),
        ("the bakery is weighing a third oven", "en", "open"),
        ("it could open next year", "en", "open"),
        ("if demand holds, we will build it", "en", "open"),
        ("Firm orders in May were strong", "en", None),
        ("已签约", "zh", "done"),
        ("第一家店开业了", "zh", "done"),
        ("新桥获市政厅许可，五月动工", "zh", "done"),
        ("累计售出三百盏灯", "zh", "done"),
        ("将在明年投产", "zh", "plan"),
        ("计划开一百家店", "zh", "plan"),
        ("拟收购对方", "zh", "plan"),
        ("售价3999元起", "zh", None),
        ("5月1日起", "zh", "plan"),
        ("正在考虑追加订单", "zh", "open"),
        ("还没有拿定主意", "zh", "open"),
        ("可能会再买", "zh", "open"),
        ("若获批，就开工", "zh", "open"),
    ],
)
def test_the_phase_is_read_from_verbs(text: str, lang: str, told: str | None) -> None:
    assert phase_of(text, lang) == told


def test_dates_tell_the_phase_where_verbs_do_not() -> None:
    assert phase_of("last diesel bus in 2033", "en", SAID) == "plan"
    assert phase_of("最后一辆柴油车，2020年", "zh", SAID) == "done"


def test_a_deed_and_a_plan_differ_and_a_plan_may_be_open() -> None:
    assert phases_agree("done", "plan") is False
    assert phases_agree("done", "open") is False
    assert phases_agree("plan", "open") is None
    assert phases_agree("plan", "plan") is True
    assert phases_agree(None, "plan") is None


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("If tariffs fall we would sell there", "en", True),
        ("we will not, unless the law changes", "en", True),
        ("should Acme ever float, it would be here", "en", True),
        ("deliveries start, provided the paperwork clears", "en", True),
        ("only with the subsidy", "en", True),
        ("even if it rains we open", "en", False),
        ("the trucks should land in Perth", "en", False),
        ("we asked if it was true", "en", False),
        ("We open in June", "en", False),
        ("如果降息，我们就扩产", "zh", True),
        ("真要搬家的话，会选海边", "zh", True),
        ("除非修法", "zh", True),
        ("只有获批才会开工", "zh", True),
        ("哪怕亏损也做", "zh", False),
        ("即使如此，仍将开业", "zh", False),
        ("共四万一千台", "zh", False),
        ("六月开业", "zh", False),
    ],
)
def test_conditions_are_told_from_concessions(text: str, lang: str, told: bool) -> None:
    assert is_conditional(text, lang) is told


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("The mill will not close", "en", True),
        ("rules out a sale", "en", True),
        ("no plans for Chile", "en", True),
        ("not one branch closes", "en", True),
        ("shot down talk of a listing", "en", True),
        ("The mill will close", "en", False),
        ("the bakery has signed the lease", "en", False),
        ("vows to keep the mill open", "en", None),
        ("every branch stays open", "en", None),
        ("fees frozen until autumn", "en", None),
        ("not only here but there", "en", None),
        ("we no longer sell coal", "en", None),
        ("the ferry won't sail until 2031", "en", None),
        ("we will shut the shops that have not paid", "en", None),
        ("we might close it", "en", None),
        ("渡口不会关", "zh", True),
        ("一家不关", "zh", True),
        ("面包不涨价", "zh", True),
        ("没有搬迁计划", "zh", True),
        ("没有南下设厂的计划", "zh", True),
        ("今年没有进入智利市场的打算", "zh", True),
        ("工厂将关", "zh", False),
        ("已签下租约", "zh", False),
        ("会进入智利市场", "zh", False),
        ("价格维持不变", "zh", None),
        ("不再维持原价", "zh", None),
        ("没错，要涨价", "zh", None),
        ("不到1000元", "zh", None),
        ("一百台无人机", "zh", None),
        ("不付钱的人将多看广告", "zh", None),
        ("可能关店", "zh", None),
    ],
)
def test_a_claim_is_negative_or_affirmed_only_where_it_plainly_is(
    text: str, lang: str, told: bool | None
) -> None:
    assert is_negative(text, lang) is told


def test_another_language_tells_nothing_of_negation() -> None:
    assert is_negative("Das Werk schließt nicht", "de") is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("prices will rise", "售价下调", False),
        ("the store opens", "门店关闭", False),
        ("we enter Chile", "退出智利", False),
        ("we are hiring", "裁员千人", False),
        ("prices will rise", "涨价", True),
        ("it enters Chile", "进军智利", True),
        ("prices rose, then fell", "涨价", None),
        ("prices will rise", "签约", None),
    ],
)
def test_opposites_disagree(one: str, other: str, told: bool | None) -> None:
    assert moves_agree(moves_in(one, "en"), moves_in(other, "zh")) is told
