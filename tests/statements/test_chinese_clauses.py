"""Chinese clauses one at a time: who is taken for the speaker, where the words end, what reports nothing."""

from __future__ import annotations

import pytest

from tests.statements.reading import bare, read

SAID = "工厂明年开工"

# What stands before the words, and whom they are then given to
SPEAKERS = [
    ("何文远表示，", "何文远"),
    ("星河汽车首席执行官何文远表示，", "何文远"),
    ("何文远董事长表示，", "何文远"),
    ("首席研究员何文远博士表示，", "何文远"),
    ("年轻的守塔员何文远表示，", "何文远"),
    ("居民何文远说，", "何文远"),
    ("于东来昨天在论坛上表示，", "于东来"),
    ("星河集团董事长于东来表示，", "于东来"),
    ("11月20日上午，何文远在微博上表示，", "何文远"),
    ("（中央社記者王怡君台北20日電）何文遠表示，", "何文遠"),
    ("新华社北京11月20日电（记者王怡君）何文远表示，", "何文远"),
    ("在接受采访时何文远表示，", "何文远"),
    ("如何文远所说，", "何文远"),
    ("据何文远介绍，", "何文远"),
    ("美国总统特朗普表示，", "特朗普"),
    ("首席执行官布莱恩·凯利对该报表示，", "布莱恩·凯利"),
    ("《魔都往事》導演詹姆斯・柯麥隆曾在受訪時表示，", "詹姆斯・柯麥隆"),
    ("四川成都警方通报称，", "四川成都警方"),
    ("有星河汽车相关负责人回应称，", "星河汽车"),
    ("商务部表示，", "商务部"),
    ("高盛在研报中称，", "高盛"),
    ("朝夕光年回应称，", "朝夕光年"),
    ("可口可乐公司表示，", "可口可乐公司"),
    ("《波士顿邮报》援引美国财政部的话说，", "美国财政部"),
    ("内政部长徐国勇今天表示，", "徐国勇"),
    ("內政部長徐國勇今天表示，", "徐國勇"),
]


@pytest.mark.parametrize(("before", "who"), SPEAKERS)
def test_whoever_stands_before_the_cue_speaks(before: str, who: str) -> None:
    assert [(report.who, bare(report.text)) for report in read(f"{before}{SAID}。")] == [(who, SAID)]


NOBODY = [
    "有消息称，工厂明年开工。",
    "业内相关人士表示，工厂明年开工。",
    "不少网友纷纷表示，工厂明年开工。",
    "一位乘客告诉记者，工厂明年开工。",
    "多名员工透露，工厂明年开工。",
    "部分专家认为，工厂明年开工。",
    "市场猜测，工厂明年开工。",
    "《渔港管理法》多次提到：工厂不得扰民。",
    "会议指出，工厂明年开工。",
    "何文远尚未公开表示，工厂何时开工。",
    "何文远没有回应，工厂何时开工。",
    "校方尚未对停电一事进行正式通报，但老师们早有耳闻：这与台风有关。",
    "这座工厂在保证供电的情况下，把噪音降到最低。",
    "陆委会官员获港府告知，签证将无法延期。",
    "王泽英把遇到的困难讲给大家听，这些都写进了剧本。",
    "何文远做了介绍，一时间掌声不断。",
    "恒指，道指，纳指全线下跌。",
    "沪指今天收涨，成交额明显放大。",
    "他预计的销量没有达到，公司下调了目标。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_crowds_documents_and_other_senses_of_a_cue_say_nothing(text: str) -> None:
    assert read(text) == []


QUOTE = "“工厂明年开工。”"

FORMS = [
    f"{QUOTE}何文远说。",
    f"何文远说：{QUOTE}",
    "何文远说「工厂明年开工」。",
    "何文遠說：『工廠明年開工。』",
    '何文远说："工厂明年开工。"',
    f"何文远笑着说，{QUOTE}",
    f"何文远反问道：{QUOTE}",
    f"何文远答：{QUOTE}",
    f"{QUOTE}在东川，何文远说。",
    f"{QUOTE}何文远从运输的角度分析选址的原因。",
    f"面对质疑，{QUOTE}何文远说。",
    f"何文远走进会场，他说：{QUOTE}",
    f"何文远表示他很高兴。{QUOTE}",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_quote_is_found_wherever_its_speaker_stands(text: str) -> None:
    last = read(text)[-1]
    assert last.who in ("何文远", "何文遠")
    assert bare(last.text).endswith(("工厂明年开工", "工廠明年開工"))


def test_a_quote_after_a_sentence_about_somebody_is_that_persons() -> None:
    text = "何文远表示，项目已经获批。\n李桂香不再提起这件事。“我只想好好生活。”她转身走进了院子。"
    first, second = read(text)
    assert (first.who, first.text) == ("何文远", "项目已经获批")
    assert (bare(second.text), second.mention, second.cue) == ("我只想好好生活", None, None)


def test_a_colon_after_what_somebody_does_opens_a_quote() -> None:
    text = "何文远表示，项目已经获批。\n何文远留了一张字条：“我们终于等到了这一天！”"
    _, report = read(text)
    assert (report.who, bare(report.text), report.kind) == ("何文远", "我们终于等到了这一天！", "direct")


def test_a_name_that_the_document_shows_is_known_before_any_adverb() -> None:
    _, report = read("何文远说，项目已经获批。\n何文远毫不掩饰地说：“工厂明年开工。”")
    assert (report.who, bare(report.text)) == ("何文远", SAID)


def test_a_quote_on_both_sides_of_the_cue_is_one_statement() -> None:
    (report,) = read("“项目已经获批，”何文远表示，“工厂明年开工。”")
    assert len(report.content) == 2


def test_a_quote_before_a_cue_that_has_words_of_its_own_is_another_statement() -> None:
    reports = read("“上周一下子贵了十块。”何文远自称是这里的老顾客。")
    assert [bare(report.text) for report in reports] == ["上周一下子贵了十块", "是这里的老顾客"]


# The words end before the second part
ENDINGS = [
    ("工厂明年开工。今年八月工期确定。", "据悉，项目投资八亿元。"),
    ("工厂明年开工。", "有专家认为，市场已经饱和。"),
    ("工厂明年开工。“我们等了三年。”", "工地上一片忙碌。"),
    ("工厂明年开工。", "而那封来信，何文远也收到了。"),
    ("工厂明年开工。", "（编辑：王怡君）"),
    ("工厂明年开工", "；2021年，对手已经退出。"),
]


@pytest.mark.parametrize(("words", "rest"), ENDINGS)
def test_the_words_run_on_until_the_article_speaks_again(words: str, rest: str) -> None:
    first, *_ = read(f"何文远宣布{words}{rest}")
    assert bare(first.text) == bare(words)


def test_what_comes_after_a_concession_is_the_articles() -> None:
    (report,) = read("虽然星河汽车随即辟谣称，工厂没有停产，但这仍让股价承压。")
    assert report.text == "工厂没有停产"


ATTITUDES = [
    ("何文远对东川的发展成绩表示肯定。", "东川的发展成绩"),
    ("何文遠對港府的決定表示歡迎。", "港府的決定"),
    ("何文远走访了三家工厂，对产品质量给予高度评价。", "产品质量"),
    ("对于新航线的安排，何文远深表赞同。", "新航线的安排"),
    ("何文远点赞东川", "东川"),
    ("何文远批评工厂“只顾赚钱”。", "工厂“只顾赚钱"),
]


@pytest.mark.parametrize(("text", "words"), ATTITUDES)
def test_what_an_attitude_is_shown_to_is_nominal_content(text: str, words: str) -> None:
    (report,) = read(text)
    assert (report.who[0], bare(report.text), report.kind) == ("何", words, "nominal")


def test_what_somebody_else_is_said_to_hope_stays_in_the_words() -> None:
    (report,) = read("何文远强调，各国一致希望局势尽快稳定。")
    assert (report.who, report.text) == ("何文远", "各国一致希望局势尽快稳定")


def test_a_condition_stays_in_the_words() -> None:
    (report,) = read("何文远表示，如果市场没有恢复，公司不排除推迟上市。")
    assert report.text == "如果市场没有恢复，公司不排除推迟上市"


def test_in_a_conversation_answers_are_said_and_questions_are_not() -> None:
    text = "何文远接受了本报专访，他谈了三个问题。\n问：工厂何时开工？\n答：明年三月。"
    assert [(report.who, report.text, report.kind) for report in read(text)] == [
        ("何文远", "明年三月。", "direct")
    ]


def test_a_paragraph_that_a_name_opens_is_said_by_that_person() -> None:
    words = "工厂明年开工。我们等了三年，政府也给了支持，大家都很高兴。"
    _, report = read(f"何文远说，项目已经获批。\n记者：工厂何时开工？\n何文远：{words}")
    assert (report.who, report.text) == ("何文远", words)


def test_those_who_speak_together_are_all_named() -> None:
    assert [report.who for report in read("何文远和李桂香均表示，工厂明年开工。")] == ["何文远", "李桂香"]


def test_a_report_is_that_of_the_medium_which_was_named_last() -> None:
    text = "《波士顿邮报》网站11月15日刊发文章。报道称，工厂明年开工。报道中还提到，工期只有两年。"
    assert [report.who for report in read(text)] == ["《波士顿邮报》", "《波士顿邮报》"]


def test_somebody_unnamed_speaks_for_the_organisation_that_the_clause_before_names() -> None:
    (report,) = read("在全市唯一的造船企业远山集团，某工程师表示，工厂明年开工。")
    assert report.text == SAID


def test_that_official_is_the_one_who_spoke_before() -> None:
    text = "何文远局长说，项目已经获批。\n对于工期，这位负责人充满信心地表示，“工厂明年开工。”"
    assert [report.who for report in read(text)] == ["何文远", "何文远"]


TWO_CUES = [
    ("何文远予以否认表示“工厂明年开工”。", "何文远"),
    ("何文远发微博回应《吐槽大会》上“不知所云”“尴尬至极”的批评：“工厂明年开工。”", "何文远"),
    ("何文远对此表示欢迎，认为工厂明年开工。", "何文远"),
]


@pytest.mark.parametrize(("text", "who"), TWO_CUES)
def test_of_two_cues_the_one_with_the_words_counts(text: str, who: str) -> None:
    assert [(report.who, bare(report.text)) for report in read(text)] == [(who, SAID)]


def test_a_headline_says_what_stands_after_its_space_or_colon() -> None:
    first, _ = read("何文远受访 称“工厂明年开工”\n何文远表示，今年不行。")
    assert (first.who, bare(first.text)) == ("何文远", SAID)
    assert [(r.who, r.text) for r in read("财政部：明年继续减税\n减税从一月开始。")] == [
        ("财政部", "明年继续减税")
    ]
