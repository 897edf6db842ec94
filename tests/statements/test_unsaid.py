"""Sayings that never happened, or not yet, or only in a rumour: nobody is said to have said them."""

from __future__ import annotations

import pytest

from statements.english import parsing
from tests.statements.reading import bare, read

SUPPOSED = [
    "If Lei Jun says Xiaomi will enter America, rivals will worry.",
    "Even if Jim Farley says that the plant will close, nothing will change.",
    "Unless Ford confirms the deal, lawyers cannot act.",
    "Had Lei Jun said that Xiaomi would enter America, rivals would have worried.",
    "Should Lei Jun announce that Xiaomi will enter America, rivals would worry.",
    "When Lei Jun announces that Xiaomi will enter America, rivals will worry.",
    "The board is waiting until Tim Cook says that Apple will build cars.",
    "What if BYD says no?",
    "假如马斯克承认造假，后果很严重。",
    "雷军一旦宣布小米进入美国市场，对手会恐慌。",
    "除非雷军宣布小米进入美国市场，股价不会涨。",
]
ASKED = [
    "怎么可能雷军表示小米要去美国？",
    "Did Lei Jun say that Xiaomi will enter the US market?",
    "Why would Lei Jun say that Xiaomi will enter the US market?",
    "Has Ford denied that the plant will close?",
    "It is unclear whether Lei Jun said that Xiaomi will enter the US market.",
]
FORETOLD = [
    "Lei Jun may say next week that Xiaomi will enter the US market.",
    "Lei Jun could announce that Xiaomi will enter the US market as soon as Friday.",
    "Lei Jun will announce on Friday that Xiaomi will enter the US market.",
    "Tim Cook could deny the report.",
    "Ford is unlikely to say that it will close the plant.",
    "Ford to announce that the plant will close",
    "马斯克可能会宣布，特斯拉将降价。",
    "雷军将于明日宣布小米进入美国市场。",
    "雷军或宣布小米进入美国市场。",
    "雷军拟宣布小米进入美国市场。",
    "雷军明天会宣布小米进入美国市场。",
    "余承东有望透露新车价格。",
]
RUMOURED = [
    "Rumour has it that Lei Jun said Xiaomi will enter the US market.",
    "According to a rumour, Lei Jun told staff that Xiaomi will enter the US market.",
    "Reports that Lei Jun said Xiaomi would enter the US market are false.",
    "There is no evidence that Lei Jun said Xiaomi would leave Europe.",
    "A fake video shows Lei Jun saying that Xiaomi will enter the US market.",
    "A parody account of Elon Musk wrote that Tesla was bankrupt.",
    "An impostor posing as Tim Cook said Apple would close.",
    "网传雷军表示小米将进入美国市场。",
    "传雷军表示小米将进入美国市场。",
    "据传，雷军表示小米将进入美国市场。",
    "一段伪造的视频中，雷军表示小米将进入美国市场。",
]
NOBODYS = [
    "No one at Xiaomi has said it will enter the US.",
    "Neither Ford nor GM said they would raise prices.",
    "Hardly anyone at Tesla says the plan works.",
    "Elon Musk no longer denies that Tesla is for sale.",
    "Nor has Ford said that it will close the plant.",
]
TOLD = [
    "Apple is said to be planning a foldable iPhone.",
    "Lei Jun is reported to have visited Munich.",
    "Elon Musk, the chief executive of Tesla, was told that the plant must close.",
    "Tim Cook was asked if Apple would build cars.",
]


@pytest.mark.parametrize("sentence", [*SUPPOSED, *ASKED, *FORETOLD, *RUMOURED, *NOBODYS, *TOLD])
def test_what_nobody_has_said_is_no_report(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize("sentence", [*SUPPOSED, *ASKED, *FORETOLD, *RUMOURED, *NOBODYS, *TOLD])
def test_it_is_none_without_the_english_model(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "load", lambda: None)
    assert read(sentence) == []


SAID = [
    # conditions, modals and questions in the words, or beside them
    ("If tariffs fall, Lei Jun said, Xiaomi will come.", "lei-jun", "If tariffs fall … Xiaomi will come"),
    ("Lei Jun said that if tariffs fall, Xiaomi will come.", "lei-jun", "if tariffs fall, Xiaomi will come"),
    ("Lei Jun said Xiaomi may enter the US market.", "lei-jun", "Xiaomi may enter the US market"),
    (
        "Should tariffs rise, Ford said, prices would follow.",
        "ford",
        "Should tariffs rise … prices would follow",
    ),
    ("Lei Jun, who may visit Munich, said Xiaomi would wait.", "lei-jun", "Xiaomi would wait"),
    ("If Lei Jun, who said Xiaomi would wait, goes, its shares will fall.", "lei-jun", "Xiaomi would wait"),
    ("Will the plant close? Jim Farley said it would not.", "jim-farley", "it would not"),
    ("Tim Cook asked whether Apple could build cars.", "tim-cook", "whether Apple could build cars"),
    # whoever was asked, and answered
    ("Asked if prices would rise, Elon Musk said they would not.", "elon-musk", "they would not"),
    ("Jim Farley, who was told of the plan in June, said Ford would wait.", "jim-farley", "Ford would wait"),
    # it has happened
    ("When tariffs fell, Lei Jun said that Xiaomi would wait.", "lei-jun", "Xiaomi would wait"),
    ("Shares fell after Elon Musk says Tesla will raise prices.", "elon-musk", "Tesla will raise prices"),
    ("Lei Jun would later admit that the price was wrong.", "lei-jun", "the price was wrong"),
    ("Asked about the plant, Ford would only say that talks go on.", "ford", "talks go on"),
    ("Will Smith said Tesla would wait.", "?willsmith", "Tesla would wait"),
    ("Only then did Lei Jun admit that the price was wrong.", "lei-jun", "the price was wrong"),
    ("Ford can confirm that the talks have ended.", "ford", "the talks have ended"),
    ("Lei Jun in May said that Xiaomi would wait.", "lei-jun", "Xiaomi would wait"),
    # of a rumour, or of nobody, something was said
    (
        "Lei Jun dismissed a rumour that Xiaomi would enter the US.",
        "lei-jun",
        "a rumour that Xiaomi would enter the US",
    ),
    ("Tim Cook denied reports that Apple would leave.", "tim-cook", "reports that Apple would leave"),
    ("In response to a fake video, Lei Jun said Xiaomi would sue.", "lei-jun", "Xiaomi would sue"),
    ("Bloomberg reports that Lei Jun said Xiaomi would wait.", "lei-jun", "Xiaomi would wait"),
    ("Nobody expected it, but Lei Jun said Xiaomi would leave.", "lei-jun", "Xiaomi would leave"),
    ("No one was hurt, Tesla said.", "tesla", "No one was hurt"),
    ("雷军表示，如果关税下降，小米将进入美国市场。", "lei-jun", "如果关税下降，小米将进入美国市场"),
    ("雷军在发布会上表示，小米或将进入美国市场。", "lei-jun", "小米或将进入美国市场"),
    ("针对网传小米将进入美国市场，雷军表示没有计划。", "lei-jun", "没有计划"),
    ("马斯克在被问到是否会降价时表示，特斯拉不会降价。", "elon-musk", "特斯拉不会降价"),
    ("雷军20日在会上宣布，小米将进入美国市场。", "lei-jun", "小米将进入美国市场"),
    ("传音控股表示，公司没有赴美计划。", "?传音控股", "公司没有赴美计划"),
    ("退役上将李明表示，价格会上涨。", "?李明", "价格会上涨"),
]


@pytest.mark.parametrize(("sentence", "who", "words"), SAID)
def test_what_was_said_stays_a_report(sentence: str, who: str, words: str) -> None:
    assert [(report.speaker.id, bare(report.text)) for report in read(sentence)] == [(who, words)]


@pytest.mark.parametrize(
    "text",
    [
        "if " * 20_000 + "Ford said it would.",
        "Did " + "The Ford " * 20_000 + "say no?",
        "如果" * 20_000 + "雷军说好吧。",
    ],
)
def test_a_long_run_of_such_words_does_no_harm(text: str) -> None:
    assert read(text) == []
