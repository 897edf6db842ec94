"""Chinese paragraphs in which voices change: who begins, who goes on, and where the words of one end."""

from __future__ import annotations

import pytest

from tests.statements.reading import bare, read

SAID = "工厂明年开工"


def said(text: str) -> list[tuple[str, str]]:
    return [(report.who, bare(report.text)) for report in read(text)]


# What stands before the words, and whom they are given to
SPEAKERS = [
    ("（记者 王怡君）星河汽车21日发布声明称，", "星河汽车"),
    ("本报讯（记者 王怡君 李桂香）何文远表示，", "何文远"),
    ("本报记者 王怡君 东川报道 何文远表示，", "何文远"),
    ("何文远昨（22）日受訪時說，", "何文远"),
    ("远山电子董事长何文远今(20)日在法说会上表示，", "何文远"),
    ("何文远同日表示，", "何文远"),
    ("远山电子共同执行长何文远今日指出，", "何文远"),
    ("远山电子联合创始人何文远表示，", "何文远"),
    ("星河汽车社长高桥健一23日在东京举行的记者会上宣布，", "高桥健一"),
    ("星河汽车社长三枝光郎称，", "三枝光郎"),
    ("日本首相高市早苗在答辩时表示，", "高市早苗"),
    ("星河汽车相关负责人向记者回应道，", "星河汽车"),
    ("市场监管总局新闻发言人表示，", "市场监管总局"),
    ("国家市场监督管理总局发言人称，", "国家市场监督管理总局"),
    ("韩联社援引何文远的话报道称，", "何文远"),
    ("星河汽车的供应商云杉科技表示，", "云杉科技"),
    ("星河汽车的中国竞争对手远山电子称，", "远山电子"),
    ("何文远与供应商会面时表示，", "何文远"),
    ("何文远指着图纸说，", "何文远"),
    ("云杉发布声明，否认", "云杉"),
    ("云杉驳斥了", "云杉"),
]


@pytest.mark.parametrize(("before", "who"), SPEAKERS)
def test_bylines_days_and_relations_are_no_part_of_whoever_speaks(before: str, who: str) -> None:
    assert said(f"{before}{SAID}。") == [(who, SAID)]


SILENT = [
    "星河汽车的竞争对手在论坛上表示，工厂明年开工。",
    "星河汽车的粉丝说，工厂明年开工。",
    "星河汽车用户在网上表示，工厂明年开工。",
    "星河汽车内部无人表示工厂明年开工。",
    "市场相关人士表示，工厂明年开工。",
    "星河汽车对此回应称“不予置评”。",
    "对于停工传闻，何文远没有公开否认。",
    "对于停工传闻，何文远不再否认。",
    "警方的澄清公告发出后，舆论平息。",
    "宫保鸡丁又称宫爆鸡丁，是一道川菜。",
    "虽然市场低迷，何文远说。",
    "何文远端起茶杯，慢慢地说。",
    "工厂下周召开法說會，市場關注毛利率。",
]


@pytest.mark.parametrize("text", SILENT)
def test_rivals_refusals_and_half_sentences_say_nothing(text: str) -> None:
    assert said(text) == []


BEFORE = [
    "工厂明年开工，何文远说。",
    "工厂明年开工，何文远对记者表示。",
    "工厂明年开工，何文远告诉记者。",
    "工期已经确定。工厂明年开工，星河汽车董事长何文远表示。",
    "“工厂明年开工。”11月22日，对于“停工”的传闻，何文远向记者回应道。",
]


@pytest.mark.parametrize("text", BEFORE)
def test_words_may_stand_before_whoever_says_them(text: str) -> None:
    assert said(text) == [("何文远", SAID)]


def test_words_before_a_second_speaker_are_no_part_of_what_the_first_one_said() -> None:
    text = "何文远表示，工厂明年开工。工人会增加一倍，李桂香说。"
    assert said(text) == [("何文远", SAID), ("李桂香", "工人会增加一倍")]


# What follows the words and is no part of them
ENDINGS = [
    "。对于具体日期，他没有透露。",
    "。是否会推迟，他没有透露。",
    "。至于在哪里建厂，公司没有透露。",
    "。李桂香拒绝置评。",
    "。云杉尚未置评。",
    "。劉德海則未回應。",
    "，但没有透露具体地点。",
    "，但未说明原因。",
]


@pytest.mark.parametrize("rest", ENDINGS)
def test_the_words_end_where_somebody_says_no_more(rest: str) -> None:
    assert said(f"何文远表示，{SAID}{rest}") == [("何文远", SAID)]


def test_that_somebody_else_did_not_answer_may_be_what_is_said() -> None:
    words = "她多次写信，公司没有回应"
    assert said(f"何文远表示，{words}。") == [("何文远", words)]


AGAIN = [
    (f"3月3日，何文远表示{SAID}。周五，他又称工期会推迟。", "工期会推迟"),
    (f"何文远称{SAID}。他又称，工期会推迟。", "工期会推迟"),
    (f"何文远写道，{SAID}。12月2日，何文远又宣布，产能加倍。", "产能加倍"),
]


@pytest.mark.parametrize(("text", "second"), AGAIN)
def test_who_speaks_again_says_something_new(text: str, second: str) -> None:
    assert said(text) == [("何文远", SAID), ("何文远", second)]


DENIED = [
    ("星河汽车否认裁员。", "星河汽车", "裁员"),
    ("何文远矢口否认收受回扣。", "何文远", "收受回扣"),
    ("何文远驳斥了做假账的指控。", "何文远", "做假账的指控"),
    ("对于停工传闻，何文远予以否认。", "何文远", "停工传闻"),
    ("针对停工一事，星河汽车方面矢口否认。", "星河汽车", "停工一事"),
    ("雷军对小米进入美国的传闻予以否认。", "雷军", "小米进入美国的传闻"),
]


@pytest.mark.parametrize(("text", "who", "words"), DENIED)
def test_what_is_denied_may_be_short_or_stand_before_the_cue(text: str, who: str, words: str) -> None:
    assert [(report.who, report.text, report.stance) for report in read(text)] == [(who, words, "deny")]


THANKED = [
    ("何文远发微博称，交付会缩短到四周，并感谢用户的耐心等待。", ["交付会缩短到四周", "用户的耐心等待"]),
    ("何文远表示，感谢大家的支持。", ["感谢大家的支持"]),
    ("何文远表示，反对裁员。", ["反对裁员"]),
    ("何文远表示，希望工厂早日开工。", ["希望工厂早日开工"]),
]


@pytest.mark.parametrize(("text", "words"), THANKED)
def test_a_second_cue_is_a_second_statement_unless_the_words_begin_with_it(
    text: str, words: list[str]
) -> None:
    assert [found for _, found in said(text)] == words


def test_an_answer_may_be_two_characters_long() -> None:
    assert said("小米会去美国吗？雷军说不会。") == [("雷军", "不会")]


def test_a_noun_is_no_cue() -> None:
    assert said("星河汽车发布澄清公告，否认与远山电子有任何关联。") == [("星河汽车", "与远山电子有任何关联")]


TURNS = [
    (
        "雷军：小米明年有五款新车，都会在国内上市，价格还没有定。周启海则认为，市场已经饱和。“我不看好，”周启海直言。",
        [
            ("雷军", "小米明年有五款新车，都会在国内上市，价格还没有定"),
            ("周启海", "市场已经饱和"),
            ("周启海", "我不看好"),
        ],
    ),
    (
        "周启海：手机会越来越便宜。李桂香：应用才是关键。",
        [("周启海", "手机会越来越便宜"), ("李桂香", "应用才是关键")],
    ),
    ("记者问：会打价格战吗？\n何小鹏答：价格战没有赢家。", [("何小鹏", "价格战没有赢家")]),
    (
        "何文远在公开信中写道：\n\n“过去的一年很难。”\n\n“明年一定会更好。”",
        [("何文远", "过去的一年很难"), ("何文远", "明年一定会更好")],
    ),
    (
        "何文远在致员工的信中写道：\n“过去的一年很难。\n“明年一定会更好。”",
        [("何文远", "过去的一年很难"), ("何文远", "明年一定会更好")],
    ),
    (f"何文远20日出席了开学典礼。\n他说，{SAID}。", [("何文远", SAID)]),
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_each_voice_keeps_its_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_consequence_in_an_answer_is_no_other_voice() -> None:
    words = "市场有两个变化。价格上涨则销量下降。规则也在变，我们会慢慢来，把每一件事情做好，一步一步来。"
    assert said(f"雷军：{words}") == [("雷军", bare(words))]
