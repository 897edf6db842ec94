"""What a saying answers: pairs of sentences, the earlier one first. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from record.placing import Located, Near, Other, Parties, Placement
from record.types import Speaker, Stance
from statements.gists import gist_of_words
from statements.rumours import rumour_of
from statements.stance import polarity_of, stance_of
from statements.threads import answers_to
from tests.builders import NOW, report, revision

BERG = Speaker("ada-berg", "person", "Ada Berg")
LIN = Speaker("lin-haifeng", "person", "Lin Haifeng")
WEEKS = timedelta(days=18)

Pair = tuple[str, str]  # (said before, the sentence now; the words said stand between ‹ and ›)

REVERSED: tuple[Pair, ...] = (
    (
        "We have no plan to enter the Norwegian market",
        "Berg changed her mind: ‹We will enter the Norwegian market›, she said.",
    ),
    (
        "We will open a plant in Porto next year",
        "Weeks after promising it, Berg said ‹there will be no plant in Porto next year›.",
    ),
    (
        "The Kite 3 will ship in March 2027",
        "Berg pushed back the launch: ‹The Kite 3 will ship in September 2027›.",
    ),
    ("The Kite 3 will cost 400 euros", "Berg corrected herself: ‹The Kite 3 will cost 450 euros›."),
    (
        "Production fell by 12 percent in May",
        "“I misspoke,” Berg wrote. ‹Production fell by 2 percent in May›.",
    ),
    ("Veldt is not for sale", "Berg now admits that ‹Veldt is for sale›."),
    (
        "We will never sell our truck business",
        "Berg walked back her promise: ‹We will sell our truck business›.",
    ),
    (
        "There will be no layoffs at Veldt this year",
        "Despite having ruled it out, Berg confirmed that ‹there will be layoffs at Veldt this year›.",
    ),
    (
        "We will build 300 chargers in Spain by 2028",
        "Berg lowered the target: ‹We will build 180 chargers in Spain by 2028›.",
    ),
    ("We will launch a phone in spring", "Berg scrapped the launch: ‹We will not launch a phone in spring›."),
    ("Prices of the Kite 3 will not rise", "“It is true,” Berg conceded. ‹Prices of the Kite 3 will rise›."),
    (
        "We are in talks about a merger with Norrland",
        "Berg backtracked: ‹We are not in talks about a merger with Norrland›.",
    ),
    (
        "The merger with Norrland will close in June",
        "Berg shifted the date: ‹The merger with Norrland will close in October›.",
    ),
    (
        "Dividends will be paid in May",
        "‹Dividends will not be paid in May›, Berg said, going back on what she had promised.",
    ),
    (
        "Our new battery lasts 1,000 kilometres",
        "Berg apologised for the error: ‹Our new battery lasts 800 kilometres›.",
    ),
    (
        "We will not move to Antwerp",
        "Five days after dismissing the idea, Berg confirmed: ‹We will move to Antwerp›.",
    ),
    (
        "The factory in Porto will stay open",
        "In a U-turn, Berg said ‹the factory in Porto will not stay open›.",
    ),
    (
        "We will hire 2,000 engineers in Warsaw",
        "Berg cut the figure: ‹We will hire 900 engineers in Warsaw›.",
    ),
    ("The recall covers 5,000 cars", "Berg retracted the number: ‹The recall covers 9,000 cars›."),
    (
        "We will not raise subscription fees",
        "So much for that promise: ‹We will raise subscription fees›, Berg told subscribers.",
    ),
    ("今年没有进入挪威市场的计划", "林海峰改口：‹今年会进入挪威市场›。"),
    ("明年会在青岛建厂", "林海峰推翻了此前的说法：‹明年不会在青岛建厂›。"),
    ("岚风S3将于明年三月上市", "林海峰宣布推迟：‹岚风S3将于明年九月上市›。"),
    ("岚风S3售价20万元", "林海峰更正说：‹岚风S3售价23万元›。"),
    ("公司不会裁员", "三周前还否认的林海峰承认：‹公司会裁员›。"),
    ("公司不会出售芯片业务", "林海峰松口：‹公司会出售芯片业务›。"),
    ("五月产量下降12%", "林海峰为口误致歉：‹五月产量下降2%›。"),
    ("我们在西班牙要建300座充电站", "林海峰下调了目标：‹我们在西班牙要建180座充电站›。"),
    ("没有迁往苏州的计划", "林海峰此前曾否认，如今表示‹有迁往苏州的计划›。"),
    ("新工厂六月投产", "林海峰说，‹新工厂十月投产›，比原定推迟四个月。"),
    ("会员费不会上涨", "林海峰食言了：‹会员费会上涨›。"),
    ("我们正在与北桥洽谈合并", "林海峰收回此前的表态：‹我们没有与北桥洽谈合并›。"),
    ("召回涉及5000辆车", "林海峰更正：‹召回涉及9000辆车›。"),
    ("我们将招聘2000名工程师", "林海峰改口称‹我们将招聘900名工程师›。"),
    ("岚风S3不涨价", "林海峰承认‹岚风S3要涨价›，他此前曾表示不会。"),
    ("今年会分红", "林海峰道歉：‹今年不会分红›。"),
    ("我们会发布手机", "林海峰叫停了项目：‹我们不会发布手机›。"),
    ("电池续航1000公里", "林海峰纠正自己：‹电池续航800公里›。"),
    ("新机不会涨价", "林海峰打脸了，‹新机会涨价›。"),
    ("门店会全部保留", "林海峰变卦：‹门店不会全部保留›。"),
)

KEPT: tuple[Pair, ...] = (
    (
        "Veldt is studying the Norwegian market but will open at home first",
        "Berg has said she is busy. She said ‹Veldt had no plan to enter the Norwegian market›.",
    ),
    ("We have no plan to enter the Norwegian market", "‹We will enter the Spanish market›, Berg said."),
    ("The Kite 3 will ship in March 2027", "‹The Kite 4 will ship in September 2027›, Berg said."),
    ("We will open a plant in Porto next year", "‹The plant in Porto has opened›, Berg said."),
    ("Sales rose by 12 percent in May", "‹Sales rose by 9 percent in June›, Berg said."),
    ("We will not raise subscription fees", "‹We have hired a new head of design›, Berg said."),
    (
        "We will build 300 chargers in Spain by 2028",
        "‹We will build 300 chargers in Spain by 2028›, Berg said again.",
    ),
    ("Veldt is not for sale", "‹Sales of trucks were strong›, Berg said."),
    ("We will launch a phone in spring", "‹We will launch a phone in spring if chips arrive›, Berg said."),
    (
        "There will be no layoffs at Veldt this year",
        "‹There will be no layoffs at Veldt this year›, Berg repeated.",
    ),
    ("We will hire 2,000 engineers in Warsaw", "‹We will hire 900 engineers in Prague›, Berg said."),
    ("The recall covers 5,000 cars", "‹The car costs 30,000 euros›, Berg said."),
    ("Our new battery lasts 1,000 kilometres", "‹Our old battery lasts 600 miles in summer›, Berg said."),
    ("Dividends will be paid in May", "‹Bonuses will not be paid to managers›, Berg said."),
    ("We will never sell our truck business", "‹We will sell our bank in Lisbon›, Berg said."),
    ("We are in talks about a merger with Norrland", "‹We are not in talks with the unions›, Berg said."),
    ("The factory in Porto will stay open", "‹The canteen does not open on Sundays›, Berg said."),
    ("Prices of the Kite 3 will not rise", "‹Prices of the Kite 5 will rise in autumn›, Berg said."),
    ("We will open 20 stores in Norway", "‹We will open 40 stores in Sweden›, Berg said."),
    ("We expect revenue of 3 billion euros", "‹We expect profit of 200 million euros›, Berg said."),
    ("The Merlin will not be sold as a van", "‹The Curlew will be sold as a van›, Berg said."),
    ("I like the colour green", "‹I do not like meetings›, Berg said."),
    ("今年没有进入挪威市场的计划", "林海峰说：‹今年会进入西班牙市场›。"),
    ("岚风S3将于明年三月上市", "林海峰说：‹岚风S5将于明年九月上市›。"),
    ("明年会在青岛建厂", "林海峰说：‹青岛工厂已经建成›。"),
    ("五月销量增长12%", "林海峰说：‹六月销量增长9%›。"),
    ("会员费不会上涨", "林海峰说：‹公司聘请了新的设计总监›。"),
    ("公司不会裁员", "林海峰说：‹公司不会裁员›。"),
    ("我们将招聘2000名工程师", "林海峰说：‹食堂将换一家供应商›。"),
    ("电池续航1000公里", "林海峰说：‹车重不到两吨›。"),
    ("今年会分红", "林海峰说：‹今年不开年会›。"),
    ("我们会发布手机", "林海峰说：‹我们不会投资房地产›。"),
    ("岚风S3不涨价", "林海峰说：‹岚风S5要涨价›。"),
    ("我们在挪威开20家店", "林海峰说：‹我们在瑞典开40家店›。"),
    ("公司收入30亿元", "林海峰说：‹公司利润2亿元›。"),
    ("没有迁往苏州的计划", "林海峰说：‹今年没有迁往苏州的计划›。"),
    ("门店会全部保留", "林海峰说：‹客服热线不会在夜间开放›。"),
    ("召回涉及5000辆车", "林海峰说：‹新车售价18万元›。"),
    ("新工厂六月投产", "林海峰说：‹新工厂已于六月投产›。"),
    ("我们正在与北桥洽谈合并", "林海峰说：‹我们没有与工会谈加薪›。"),
    ("公司不会出售芯片业务", "林海峰说：‹公司会出售旧办公楼›。"),
    ("我们会在青岛试点", "林海峰说：‹如果政策允许，我们会在青岛试点›。"),
)


# (what Berg said, what is said of it now)
DENIED: tuple[Pair, ...] = (
    ("Norrland will build cars with Lanfeng", "Lanfeng denied that ‹it would build cars with Norrland›."),
    ("Lanfeng has bought a bank in Lisbon", "Lin said ‹Lanfeng has not bought a bank in Lisbon›."),
    ("Lanfeng owes us 40 million euros", "Lin denied that ‹Lanfeng owes Norrland 40 million euros›."),
    ("Lanfeng copied our battery", "Lin rejected the claim that ‹Lanfeng copied the battery of Norrland›."),
    ("Lanfeng will leave the Spanish market", "Lin said ‹Lanfeng will not leave the Spanish market›."),
    ("Lanfeng agreed to a merger with Norrland", "‹There is no merger agreement with Norrland›, Lin said."),
    ("Lanfeng's plant in Porto is closing", "Lin denied that ‹the plant in Porto is closing›."),
    ("Lanfeng is hiring our engineers", "‹Lanfeng is not hiring engineers of Norrland›, Lin said."),
    ("The Kite 3 of Lanfeng caught fire in tests", "Lin denied that ‹the Kite 3 caught fire in tests›."),
    ("Lanfeng delayed the joint venture", "‹Lanfeng has never delayed the joint venture›, Lin said."),
    ("岚风将与北境合资造车", "林海峰否认‹岚风将与北境合资造车›。"),
    ("岚风收购了里斯本的一家银行", "林海峰说‹岚风没有收购里斯本的银行›。"),
    ("岚风拖欠我们货款", "林海峰表示‹岚风没有拖欠货款›。"),
    ("岚风抄袭了我们的电池", "林海峰否认‹岚风抄袭北境的电池›。"),
    ("岚风将退出西班牙市场", "林海峰说‹岚风不会退出西班牙市场›。"),
    ("岚风同意了合并方案", "林海峰称‹岚风没有同意合并方案›。"),
    ("岚风的青岛工厂要关闭", "林海峰否认‹青岛工厂要关闭›。"),
    ("岚风在挖我们的工程师", "林海峰说‹岚风没有挖北境的工程师›。"),
    ("岚风S3在测试中起火", "林海峰否认‹岚风S3在测试中起火›。"),
    ("岚风推迟了合资项目", "林海峰说‹岚风没有推迟合资项目›。"),
)
UNTOUCHED: tuple[Pair, ...] = (
    ("Norrland will build cars with Lanfeng", "Lin denied that ‹the chip unit is for sale›."),
    ("Lanfeng has bought a bank in Lisbon", "Lin said ‹Lanfeng will not pay dividends this year›."),
    ("Lanfeng will leave the Spanish market", "Lin said ‹Lanfeng will not leave the Norwegian market›."),
    ("The Kite 3 of Lanfeng caught fire in tests", "Lin denied that ‹the Kite 5 caught fire in tests›."),
    ("Sales of trucks rose by a tenth", "Lin denied that ‹Lanfeng would build cars with Norrland›."),
    ("Lanfeng copied our battery", "Lin confirmed that ‹Lanfeng buys its batteries in Porto›."),
    ("We like the people of Lanfeng", "‹We have no plan to move to Antwerp›, Lin said."),
    ("Lanfeng is not closing its plant", "Lin denied that ‹Lanfeng is closing its plant›."),
    ("The weather in Porto is fine", "‹We are not entering the phone business›, Lin said."),
    ("Lanfeng agreed to a merger with Norrland", "‹We have no dispute with the unions›, Lin said."),
    ("岚风将与北境合资造车", "林海峰否认‹芯片部门将被出售›。"),
    ("岚风收购了里斯本的一家银行", "林海峰说‹今年不会分红›。"),
    ("岚风将退出西班牙市场", "林海峰说‹岚风不会退出挪威市场›。"),
    ("岚风S3在测试中起火", "林海峰否认‹岚风S5在测试中起火›。"),
    ("卡车销量增长一成", "林海峰否认‹岚风将与北境合资造车›。"),
    ("岚风抄袭了我们的电池", "林海峰证实‹岚风从青岛采购电池›。"),
    ("我们喜欢岚风的同事", "林海峰说‹没有迁往苏州的计划›。"),
    ("岚风不会关闭青岛工厂", "林海峰否认‹岚风要关闭青岛工厂›。"),
    ("青岛天气很好", "林海峰说‹我们不会进入手机行业›。"),
    ("岚风同意了合并方案", "林海峰说‹我们与工会没有争议›。"),
)


def sentence(marked: str) -> tuple[str, str]:
    """(the text, the words said in it)"""
    start, end = marked.index("‹"), marked.index("›")
    return marked.replace("‹", "").replace("›", ""), marked[start + 1 : end]


def located(marked: str, speaker: Speaker, stance: Stance | None = None, **parties: str) -> Located:
    text, words = sentence(marked)
    lang = "zh" if any("\u4e00" <= char <= "\u9fff" for char in words) else "en"
    at = text.index(words)
    made = report(
        words,
        speaker,
        content=((at, at + len(words)),),
        sentence=(0, len(text)),
        cue=(0, 0) if stance == "deny" else None,
        stance=stance or stance_of(words, lang, None),
        polarity=polarity_of(words, lang, stance),
    )
    around = Parties(*(frozenset(parties.get(name, "").split()) for name in ("voices", "named")))
    gist = gist_of_words(words, text, lang, NOW)
    return Located(made, gist, rumour=rumour_of(made, revision(text)), parties=around, context=text)


def other(words: str, speaker: Speaker, number: int = 1, **changes: object) -> Other:
    lang = "zh" if any("\u4e00" <= char <= "\u9fff" for char in words) else "en"
    at = NOW - WEEKS
    fields = {
        "statement_id": number,
        "speaker_id": speaker.id,
        "voices": frozenset({speaker.id}),
        "said_at": at,
        "stance": stance_of(words, lang, None),
        "polarity": polarity_of(words, lang, None),
        "text": words,
        "gist": gist_of_words(words, words, lang, at),
        **changes,
    }
    return Other(**fields)  # type: ignore[arg-type]


def kinds(found: Located, *earlier: Other) -> list[tuple[str, int | None]]:
    return [(each.kind, each.statement_id) for each in answers_to(found, NOW, Placement(), earlier)]


@pytest.mark.parametrize("pair", REVERSED, ids=lambda pair: pair[1][:50])
def test_the_same_speaker_contradicts_what_was_said_before(pair: Pair) -> None:
    before, now = pair
    assert ("reverses", 1) in kinds(located(now, BERG), other(before, BERG))


@pytest.mark.parametrize("pair", KEPT, ids=lambda pair: pair[1][:50])
def test_another_matter_a_deed_a_repetition_or_a_condition_reverses_nothing(pair: Pair) -> None:
    before, now = pair
    assert "reverses" not in {kind for kind, _ in kinds(located(now, BERG), other(before, BERG))}


def stance_in(marked: str) -> Stance | None:
    """As the reporting verb has it."""
    denies, confirms = ("denied", "rejected", "否认"), ("confirmed", "证实")
    if any(word in marked for word in denies):
        return "deny"
    return "confirm" if any(word in marked for word in confirms) else None


@pytest.mark.parametrize("pair", DENIED, ids=lambda pair: pair[1][:50])
def test_what_somebody_else_has_said_is_denied(pair: Pair) -> None:
    before, now = pair
    found = located(now, LIN, stance_in(now), named="ada-berg norrland")
    assert ("denies", 1) in kinds(found, other(before, BERG, said_at=NOW - timedelta(days=2)))


@pytest.mark.parametrize("pair", UNTOUCHED, ids=lambda pair: pair[1][:50])
def test_a_denial_of_another_matter_denies_nobody(pair: Pair) -> None:
    before, now = pair
    found = located(now, LIN, stance_in(now), named="ada-berg norrland")
    given = kinds(found, other(before, BERG, said_at=NOW - timedelta(days=2)))
    assert [kind for kind, number in given if kind == "denies" and number is not None] == []


CLAIM = "Norrland will build cars with Lanfeng"
DENIAL = "Lanfeng denied that ‹it would build cars with Norrland›."


def test_who_is_not_named_is_not_denied_but_for_words_that_are_very_alike() -> None:
    far = other("Norrland and a Chinese maker will build vans", BERG, said_at=NOW - timedelta(days=2))
    assert ("denies", 1) not in kinds(located(DENIAL, LIN, "deny"), far)


def test_what_was_said_a_month_ago_is_not_denied_any_more() -> None:
    found = located(DENIAL, LIN, "deny", named="ada-berg")
    assert ("denies", 1) not in kinds(found, other(CLAIM, BERG, said_at=NOW - timedelta(days=30)))


def test_a_second_denial_repeats_the_first_one_of_its_thread() -> None:
    found = located(DENIAL, LIN, "deny", named="ada-berg")
    two = [
        other("We will not build cars with Lanfeng", BERG, 7, said_at=NOW - timedelta(days=1), thread_id=1),
        other("We are not building cars with Lanfeng", BERG, 5, said_at=NOW - timedelta(days=2), thread_id=1),
    ]
    denials = [replace(each, stance="deny", polarity="negative") for each in two]
    assert ("repeats", 5) in kinds(found, *denials)


def test_what_another_has_said_of_a_rumour_is_confirmed() -> None:
    before = other("Lanfeng will build cars with Norrland in Porto", BERG, said_at=NOW - timedelta(days=1))
    now = located(
        "Lin confirmed that ‹Lanfeng will build cars with Norrland in Porto›.",
        LIN,
        "confirm",
        named="ada-berg",
    )
    assert ("confirms", 1) in kinds(now, before)


def test_only_the_latest_of_what_was_contradicted_is_reversed() -> None:
    now = located("Berg changed her mind: ‹We will enter the Norwegian market›.", BERG)
    old = other("We will not enter the Norwegian market", BERG, 1, said_at=NOW - timedelta(days=60))
    new = other("We have no plan to enter the Norwegian market", BERG, 2, said_at=NOW - timedelta(days=5))
    assert kinds(now, old, new) == [("reverses", 2)]


def test_the_next_sentence_of_the_same_document_reverses_nothing() -> None:
    now = located("Berg changed her mind: ‹We will enter the Norwegian market›.", BERG)
    assert kinds(now, other("We have no plan to enter the Norwegian market", BERG, here=True)) == []


def test_what_was_said_later_is_not_reversed_by_what_was_said_before() -> None:
    now = located("Berg changed her mind: ‹We will enter the Norwegian market›.", BERG)
    later = other("We have no plan to enter the Norwegian market", BERG, said_at=NOW + timedelta(hours=2))
    assert kinds(now, later) == []


def test_a_rumour_alone_is_answered_by_what_is_done_with_it() -> None:
    denied = located("Berg denied reports that ‹Veldt would buy a bank›.", BERG, "deny")
    assert kinds(denied) == [("denies", None)]
    confirmed = located("Berg confirmed rumours that ‹Veldt would buy a bank›.", BERG, "confirm")
    assert kinds(confirmed) == [("confirms", None)]


OPINIONS: tuple[Pair, ...] = (
    ("Norway is a market that nobody can ignore", "Berg said ‹Veldt has no plan to enter Norway›."),
    ("Competition in Norway is fierce", "Berg denied that ‹Veldt would open stores in Norway›."),
    ("Hydrogen trucks are interesting", "Berg said ‹we will not build hydrogen trucks›."),
    ("挪威市场的竞争很激烈", "林海峰说‹没有进入挪威市场的计划›。"),
    ("换电是个好想法", "林海峰说‹不会进入换电业务›。"),
)


@pytest.mark.parametrize("pair", OPINIONS, ids=lambda pair: pair[1][:50])
def test_an_opinion_of_a_place_is_no_plan_that_a_denial_reverses(pair: Pair) -> None:
    before, now = pair
    found = located(now, BERG, stance_in(now))
    near = Placement(near=(Near(1, 0.9, frozenset({"polarity"})),))
    given = answers_to(found, NOW, near, [other(before, BERG)])
    assert "reverses" not in {each.kind for each in given}


@pytest.mark.parametrize(
    "changes", [{"baseline": True}, {"said_at": NOW - timedelta(days=91)}], ids=["before", "long ago"]
)
def test_what_was_said_long_ago_is_reversed_only_where_it_is_named(changes: dict[str, Any]) -> None:
    before = other("We have no plan to enter the Norwegian market", BERG, **changes)
    assert ("reverses", 1) not in kinds(
        located("‹We will enter the Norwegian market›, Berg said.", BERG), before
    )
    named = located("Berg changed her mind: ‹We will enter the Norwegian market›.", BERG)
    assert ("reverses", 1) in kinds(named, before)


@pytest.mark.parametrize(
    "text", ["‹›", "‹" + "对于" * 400 + "›", "‹" + "reports that " * 100 + "›", "‹\x00\ud800›"]
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    kinds(located(text, BERG, "deny"), other("whatever", BERG))
