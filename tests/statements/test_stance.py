"""What is done with the words, and whether they are negative."""

from __future__ import annotations

import pytest

from record.text import is_cjk
from record.types import Polarity, Stance
from statements.stance import polarity_of, stance_of, stance_of_cue
from statements.unsaid import is_unsaid
from statements.utterance import Utterance
from tests.statements.denials import (
    DENIALS,
    DENIALS_ZH,
    NOT_DENIALS,
    NOT_DENIALS_ZH,
    NOT_WITHHELD,
    NOT_WITHHELD_ZH,
    WITHHELD,
    WITHHELD_ZH,
)
from tests.statements.reading import read


def lang_of(words: str) -> str:
    return "zh" if any(map(is_cjk, words)) else "en"


POLARITY: list[tuple[str, Polarity]] = [
    ("there is no plan for America", "negative"),
    ("we are not planning to enter", "negative"),
    ("we don’t sell cars there", "negative"),
    ("the report is false", "negative"),
    ("an entry is unlikely", "negative"),
    ("the board rules out a sale", "negative"),
    ("the talks were shot down", "negative"),
    ("it was far from the truth", "negative"),
    ("not only China but also Europe is served", "positive"),
    ("there is no doubt that we will come", "positive"),
    ("we will come if the tariff does not rise", "positive"),
    ("he asked whether nobody would come", "positive"),
    ("the car was bought by another company", "positive"),
    ("the board did not rule out a sale", "positive"),
    ("nobody can deny the plan", "positive"),
    ("we do not comment on rumours", "positive"),
    ("目前没有计划", "negative"),
    ("目前沒有計劃", "negative"),
    ("该报道不属实", "negative"),
    ("我们不会进入美国", "negative"),
    ("这款车不卖", "negative"),
    ("公司无意合作", "negative"),
    ("不仅在中国，也在欧洲销售", "positive"),
    ("如果没有关税，我们会去", "positive"),
    ("不得不说，这辆车很好", "positive"),
    ("车辆是其他公司购买的", "positive"),
    ("不排除涨价", "positive"),
    ("未来不久将推出不少新车", "positive"),
]


@pytest.mark.parametrize(("words", "polarity"), POLARITY)
def test_polarity_is_negative_exactly_where_the_words_negate(words: str, polarity: Polarity) -> None:
    assert polarity_of(words, lang_of(words), None) == polarity


def test_a_cue_that_denies_makes_its_words_negative() -> None:
    assert polarity_of("a collaboration with Xiaomi", "en", "deny") == "negative"


@pytest.mark.parametrize("words", [*DENIALS, *DENIALS_ZH])
def test_a_denial_is_known_and_negative(words: str) -> None:
    assert stance_of(words, lang_of(words), None) == "deny"
    assert polarity_of(words, lang_of(words), None) == "negative"


@pytest.mark.parametrize("words", [*NOT_DENIALS, *NOT_DENIALS_ZH])
def test_not_every_negation_and_not_every_plan_is_a_denial(words: str) -> None:
    assert stance_of(words, lang_of(words), None) != "deny"


@pytest.mark.parametrize("words", [*WITHHELD, *WITHHELD_ZH])
def test_what_the_speakers_side_holds_back_from_is_denied(words: str) -> None:
    assert stance_of(words, lang_of(words), None, reported=True) == "deny"


@pytest.mark.parametrize("words", [*NOT_WITHHELD, *NOT_WITHHELD_ZH])
def test_what_nobody_decides_is_not_denied_by_its_negation(words: str) -> None:
    assert stance_of(words, lang_of(words), None, reported=True) != "deny"


def test_only_the_speakers_own_side_can_hold_back() -> None:
    words = "Nordlys will not charge its users"
    assert stance_of("Drivers will not repair the road", "en", None, own=("Nordlys",)) != "deny"
    assert stance_of(words, "en", None, own=("Nordlys",), reported=True) == "deny"
    assert stance_of("北光不会向用户收费", "zh", None, own=("北光",)) == "deny"
    assert stance_of("北光不会向用户收费", "zh", None, own=("北光集团",)) == "deny"
    assert stance_of("司机不会向行人让路", "zh", None, own=("北光",)) != "deny"


def test_in_a_long_quotation_a_denial_counts_only_where_it_opens() -> None:
    praise = "the workers of the plant built the car in a year, and every one of them came back to it. "
    assert stance_of(f"There is no deal. {praise * 3}", "en", None) == "deny"
    assert stance_of(f"{praise * 3} There is no deal.", "en", None) != "deny"


STANCES: list[tuple[str, Stance | None, Stance]] = [
    ("we have no plan to enter the market", None, "deny"),
    ("the story is untrue", None, "deny"),
    ("we will build a plant in Spain", None, "plan"),
    ("we are building a second plant", None, "plan"),
    ("our bank is going to open ten branches", None, "plan"),
    ("the tax will be introduced in May", None, "plan"),
    ("hiring will begin in May", None, "plan"),
    ("sales rose by a tenth", None, "claim"),
    ("the market will be flat", None, "claim"),
    ("whether the bank will sell depends on the price", None, "claim"),
    ("I think the market will grow", None, "claim"),
    ("they make the best cars in the world", None, "judge"),
    ("the handling of the crisis was shameful", None, "judge"),
    ("we are delighted with the result", None, "judge"),
    ("the price is far too high", None, "judge"),
    ("it should never have been built", None, "judge"),
    ("I think it is a good deal", None, "judge"),
    ("why should anybody buy it?", None, "ask"),
    ("it was a long day, right?", None, "claim"),
    ("“Stop the sale!”", None, "ask"),
    ("we urge the board to resign", None, "ask"),
    ("the government must act", None, "ask"),
    ("the tariffs should be lifted", None, "ask"),
    ("we can confirm that a letter came", None, "confirm"),
    ("we apologise for the delay", None, "confirm"),
    ("we will not close the plant", "plan", "plan"),
    ("there are no plans for a sale", "plan", "deny"),
    ("an investment in Spain", "plan", "plan"),
    ("the bank had sold the unit", "plan", "claim"),
    ("that the plant is late", "confirm", "confirm"),
    ("the rumour false", "judge", "deny"),
    ("the price", "judge", "judge"),
    ("we will not rest until the bridge is built", None, "plan"),
    ("we have agreed to fund the bridge", None, "plan"),
    ("our first task will be to repair the bridge", None, "plan"),
    ("the line will resume on Monday", None, "plan"),
    ("they’re good neighbours", None, "judge"),
    ("we were surprised by the price", None, "judge"),
    ("I am strongly against the bridge", None, "judge"),
    ("we commend the crew", None, "judge"),
    ("residents have many concerns", None, "judge"),
    ("the wisest course would be to wait", None, "judge"),
    ("I was glad", None, "judge"),
    ("the rumours absolutely false", "judge", "deny"),
    ("absolutely false", "judge", "deny"),
    ("我们要的是合作，不是收购", None, "deny"),
    ("我们要的是时间", None, "claim"),
    ("已对造谣账号提起诉讼", None, "claim"),
    ("明年我们一定去", None, "plan"),
    ("耐心比速度更重要", None, "judge"),
    ("欢迎大家来参观", None, "judge"),
    ("这样的价格太高", None, "judge"),
    ("这种做法不厚道", None, "judge"),
    ("他们目中无人", None, "judge"),
    ("途中确实遇到了风浪", None, "confirm"),
    ("我们没有收购计划", None, "deny"),
    ("我们将在西班牙建厂", None, "plan"),
    ("未来将在西班牙建厂", None, "plan"),
    ("我们不排除未来在西班牙建厂的可能", None, "plan"),
    ("油价预计将上涨", None, "claim"),
    ("销量增长了一成", None, "claim"),
    ("这款车非常出色", None, "judge"),
    ("这座桥真的很重要", None, "judge"),
    ("这种做法令人遗憾", None, "judge"),
    ("为什么不买？", None, "ask"),
    ("要加快建设这条铁路", None, "ask"),
    ("希望各方保持克制", None, "ask"),
    ("美方应停止制裁", None, "ask"),
    ("我们确实收到了来信", None, "confirm"),
    ("已经完成这笔收购", "plan", "claim"),
    ("将完成这笔收购", "plan", "plan"),
]


@pytest.mark.parametrize(("words", "cue", "stance"), STANCES)
def test_the_stance_is_that_of_the_cue_or_of_the_words(
    words: str, cue: Stance | None, stance: Stance
) -> None:
    assert stance_of(words, lang_of(words), cue) == stance


def test_a_noun_phrase_that_is_acknowledged_may_be_a_judgement() -> None:
    assert stance_of("the strength of their rivals", "en", "confirm", nominal=True) == "judge"
    assert stance_of("the eviction", "en", "confirm", nominal=True) == "confirm"


@pytest.mark.parametrize(
    "words",
    ["it will close the plant", "while sales fell, they would go on hiring", "he wanted to sell the house"],
)
def test_a_pronoun_is_the_speaker_only_where_another_reports_his_words(words: str) -> None:
    assert stance_of(words, "en", None, reported=True) == "plan"
    assert stance_of(words, "en", None) == "claim"


def test_words_that_name_the_speakers_own_side_can_be_a_plan() -> None:
    words = "Nordlys would sail the ship twice"
    assert stance_of(words, "en", None, own=("Ada Berg", "Nordlys"), reported=True) == "plan"
    assert stance_of(words, "en", None, own=("Acme",), reported=True) == "claim"


def test_one_word_of_praise_in_a_long_chinese_paragraph_makes_no_judgement() -> None:
    rest = "工厂在去年三月开工，一共有三条生产线，每天生产一千台车，工人来自附近的村庄，" * 3
    assert stance_of("这座工厂非常漂亮。", "zh", None) == "judge"
    assert stance_of(f"{rest}工厂很漂亮。", "zh", None) == "claim"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lei Jun did not deny that Xiaomi would enter the US.",
        "Lei Jun cannot deny that Xiaomi plans a US launch.",
        "Lei Jun has not yet ruled out a US launch.",
        "Lei Jun never said that Xiaomi would enter the US.",
        "Lei Jun refused to say that Xiaomi would enter the US.",
        "Lei Jun declined to comment on the report.",
        "雷军没有否认小米进入美国的计划。",
        "雷军毫不否认小米有进入美国的计划。",
        "雷军未排除小米进入美国的可能。",
        "雷军对此不予置评。",
    ],
)
def test_what_is_not_said_or_not_denied_is_no_report(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("before", "cue", "unsaid"),
    [
        ("Lei Jun did not ", "deny", True),
        ("Lei Jun could hardly be quoted: he had never ", "said", True),
        ("Lei Jun stopped short of ", "saying", True),
        ("Lei Jun ", "refused to say", True),
        ("Lei Jun ", "declined to comment on the report", True),
        ("Lei Jun ", "refused to concede", False),
        ("Lei Jun not only ", "denied", False),
        ("Those who do not care, Lei Jun ", "said", False),
    ],
)
def test_a_negated_cue_reports_nothing(before: str, cue: str, unsaid: bool) -> None:
    text = f"{before}{cue} that it was so."
    start, end = len(before), len(before) + len(cue)
    utterance = Utterance(((end + 6, len(text)),), (start, end), (0, 7), (0, len(text)), "indirect")
    assert is_unsaid(text, utterance, "en") is unsaid


DENIED = [
    ("Lei Jun shot down reports of a US launch.", "lei-jun"),
    ("Lei Jun called the report false.", "lei-jun"),
    ("Lei Jun ruled out a US launch.", "lei-jun"),
    ("Lei Jun said there was no truth to the rumour.", "lei-jun"),
    ("“Far from it,” Lei Jun said.", "lei-jun"),
    ("Ford denied a report that it was in talks with Xiaomi.", "ford"),
    ("雷军否认小米将进入美国。", "lei-jun"),
    ("小米辟谣称，网传消息不实。", "xiaomi"),
    ("雷军表示，从未有过进入美国的打算。", "lei-jun"),
    ("雷军表示，小米不会向用户收费。", "lei-jun"),
    ("雷軍表示，小米集團不會向用戶收費。", "lei-jun"),
    ("Tim Cook said Apple would never charge for repairs.", "tim-cook"),
]


@pytest.mark.parametrize(("sentence", "speaker"), DENIED)
def test_a_denial_is_read_with_its_speaker(sentence: str, speaker: str) -> None:
    (found,) = read(sentence)
    assert (found.speaker.id, found.stance, found.polarity) == (speaker, "deny", "negative")


CUES: list[tuple[str, bool, Stance | None]] = [
    ("lambasted", False, "judge"),
    ("supported", True, "judge"),
    ("supported", False, None),
    ("countered", True, "deny"),
    ("countered", False, None),
    ("begged", False, "ask"),
    ("began", False, None),
    ("committed to", False, "plan"),
    ("verified", False, "confirm"),
    ("noted", False, None),
]


@pytest.mark.parametrize(("cue", "nominal", "stance"), CUES)
def test_a_verb_that_the_grammar_does_not_list_may_still_carry_a_stance(
    cue: str, nominal: bool, stance: Stance | None
) -> None:
    assert stance_of_cue(cue, "en", nominal) == stance
