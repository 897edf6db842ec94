"""Chinese sentences as newsrooms write them: who said which words, and what was done with them."""

from __future__ import annotations

import pytest

from tests.statements.reading import read, rows

NO_PLAN = "小米汽车没有进入美国市场的计划"

DENIALS = [
    (f"雷军表示，{NO_PLAN}。", NO_PLAN),
    (f"小米创始人雷军在微博上称，{NO_PLAN}。", NO_PLAN),
    (f"11月20日，小米集团董事长雷军发微博表示，{NO_PLAN}。", NO_PLAN),
    (f"雷军昨晚在个人微博回应称：“{NO_PLAN}。”", NO_PLAN),
    (f"“{NO_PLAN}。”雷军说。", NO_PLAN),
    (f"“{NO_PLAN}，”小米首席执行官雷军对记者表示。", NO_PLAN),
    (f"「{NO_PLAN}」，雷军在社交平台写道。", NO_PLAN),
    (f"对此，雷军强调，{NO_PLAN}。", NO_PLAN),
    (f"据雷军透露，{NO_PLAN}。", NO_PLAN),
    (f"针对相关传闻，小米CEO回应称，{NO_PLAN}。", NO_PLAN),
    (f"雷军在接受采访时坦言，{NO_PLAN}。", NO_PLAN),
    (f"雷军告诉记者，{NO_PLAN}。", NO_PLAN),
    (f"雷军转发网友的照片，并表示{NO_PLAN}。", NO_PLAN),
    (f"雷总在直播中说，{NO_PLAN}。", NO_PLAN),
    (f"雷军：{NO_PLAN}", NO_PLAN),
    ("雷军回应小米汽车进入美国：暂无计划", "暂无计划"),
    ("雷军否认小米将在美国卖车。", "小米将在美国卖车"),
    ("小米董事长雷军否认进军美国市场", "进军美国市场"),
    ("雷军辟谣：小米没有赴美建厂", "小米没有赴美建厂"),
    ("雷軍表示，小米汽車沒有進入美國市場的計劃。", "小米汽車沒有進入美國市場的計劃"),
]


@pytest.mark.parametrize(("text", "words"), DENIALS)
def test_a_denial_by_lei_jun_is_his_however_it_is_worded(text: str, words: str) -> None:
    assert rows(read(text)) == [("lei-jun", words, "deny", "negative")]


OTHERS = [
    ("福特否认与小米合作。", "ford", "与小米合作", "deny", "negative"),
    ("福特发言人表示，与小米合作的报道不属实。", "ford", "与小米合作的报道不属实", "deny", "negative"),
    ("福特汽车公司回应称，公司没有与小米洽谈。", "ford", "公司没有与小米洽谈", "deny", "negative"),
    (
        "福特首席执行官吉姆·法利称赞小米SU7。",
        "jim-farley",
        "小米SU7",
        "judge",
        "positive",
    ),
    (
        "吉姆·法利到访上海。法利说：“中国电动车了不起。”",
        "jim-farley",
        "中国电动车了不起",
        "judge",
        "positive",
    ),
    (
        "比亚迪董事长王传福宣布，公司将在匈牙利建厂。",
        "wang-chuanfu",
        "公司将在匈牙利建厂",
        "plan",
        "positive",
    ),
    ("何小鹏承认，交付晚了两个月。", "he-xiaopeng", "交付晚了两个月", "confirm", "positive"),
    ("曾毓群呼吁同行停止价格战。", "robin-zeng", "同行停止价格战", "ask", "positive"),
    ("在李想看来，增程还会存在十年。", "li-xiang", "增程还会存在十年", "judge", "positive"),
]


@pytest.mark.parametrize(("text", "speaker", "words", "stance", "polarity"), OTHERS)
def test_other_speakers_keep_their_words_and_what_they_did_with_them(
    text: str, speaker: str, words: str, stance: str, polarity: str
) -> None:
    assert rows(read(text)) == [(speaker, words, stance, polarity)]


SILENT = [
    "近日，一辆小米SU7在加州高速公路上被拍到。",
    "网传小米汽车将于明年进入美国市场。",
    "有传闻称，雷军将赴美考察。",
    "有网友表示，小米终于要来了。",
    "业内人士认为，小米不会放弃美国。",
    "据报道，小米与福特正在谈判。",
    "据悉，小米已在硅谷组建团队。",
    "知情人士透露，福特与小米已有接触。",
    "数据显示，小米汽车十月销量下滑。",
    "这表明小米正在准备进入美国市场。",
    "小米未对上述传闻作出回应。",
    "雷军没有表示何时进入美国市场。",
    "雷军不愿透露更多细节。",
    "小米SU7被称为年度最受关注的轿车。",
    "小米汽车的产品介绍会将于下周举行。",
    "相关阅读：雷军称小米要来了",
    "来源：小米官网",
    "责任编辑：王明",
    "雷军的微博说明引发热议。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_voiced_gives_no_report(text: str) -> None:
    assert rows(read(text)) == []


def test_he_is_the_one_who_spoke_before() -> None:
    reports = read("雷军表示，小米专注国内市场。\n他还说，照片里的车不是小米派去的。")
    assert [report.speaker.id for report in reports] == ["lei-jun", "lei-jun"]
    assert [report.who for report in reports] == ["雷军", "雷军"]


def test_the_company_is_the_one_in_hand() -> None:
    reports = read("福特否认与小米合作。\n该公司表示，相关报道没有根据。")
    assert [report.speaker.id for report in reports] == ["ford", "ford"]


def test_the_words_end_where_the_article_goes_on() -> None:
    (report,) = read("雷军表示，小米没有赴美计划。据了解，小米SU7由北京工厂生产。")
    assert report.text == "小米没有赴美计划"


def test_two_cues_of_one_sentence_are_two_reports() -> None:
    text = "雷军表示，小米没有赴美计划，并强调照片中的车辆属于其他公司。"
    assert [row[1] for row in rows(read(text))] == ["小米没有赴美计划", "照片中的车辆属于其他公司"]


def test_what_is_denied_ends_before_the_quote_that_denies_it() -> None:
    text = "李云飞否认比亚迪将进入美国市场：“这是谣言，我们没有这个计划。”"
    first = read(text)[0]
    assert (first.text, first.stance, first.kind) == ("比亚迪将进入美国市场", "deny", "indirect")
