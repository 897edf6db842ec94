"""What a sentence says that others have said, and that it answers. All names are invented."""

from __future__ import annotations

import pytest

from record.types import Report, Revision, Stance
from statements.rumours import rumour_of
from tests.builders import report, revision

# (what stands in the text, the words said, the stance, what of the rumour must be found; "" for none)
Row = tuple[str, str, Stance, str]

ENGLISH: tuple[Row, ...] = (
    (
        "In response to chatter of a Lisbon sale, Ada Berg said there is no such plan.",
        "there is no such plan",
        "deny",
        "a Lisbon sale",
    ),
    (
        "Veldt denied reports that it would shut its plant in Porto.",
        "reports that it would shut its plant in Porto",
        "deny",
        "it would shut its plant in Porto",
    ),
    (
        "Berg dismissed speculation about a merger with Norrland Steel.",
        "speculation about a merger with Norrland Steel",
        "deny",
        "a merger with Norrland Steel",
    ),
    (
        "“We have not spoken to anyone,” Berg said of a magazine article on fresh closures.",
        "We have not spoken to anyone",
        "deny",
        "fresh closures",
    ),
    (
        "Rumours that Veldt is for sale are nonsense, Berg said.",
        "Rumours that Veldt is for sale are nonsense",
        "deny",
        "Veldt is for sale",
    ),
    (
        "Amid rumors of a price war, Veldt said prices stay as they are.",
        "prices stay as they are",
        "claim",
        "a price war",
    ),
    (
        "Following chatter online that the Kite phone overheats, Berg wrote that tests found no fault.",
        "tests found no fault",
        "deny",
        "the Kite phone overheats",
    ),
    (
        "A newspaper reported that Veldt was in talks with a rival. Berg denied it.",
        "it",
        "deny",
        "Veldt was in talks with a rival",
    ),
    (
        "Reports that Veldt would leave Spain spread on Monday. “That is not true,” Berg said.",
        "That is not true",
        "deny",
        "Veldt would leave Spain",
    ),
    (
        "“We will stay,” Berg said. She was responding to rumours that Veldt would leave Spain.",
        "We will stay",
        "claim",
        "Veldt would leave Spain",
    ),
    (
        "Asked about media reports suggesting a bid for Norrland, Berg said no bid had been made.",
        "no bid had been made",
        "deny",
        "a bid for Norrland",
    ),
    (
        "Berg confirmed rumours of a smaller battery.",
        "rumours of a smaller battery",
        "confirm",
        "a smaller battery",
    ),
    ("Veldt shot down the takeover rumours on Friday.", "the takeover rumours", "deny", "takeover"),
    (
        "Veldt rejected claims it had spied on its staff.",
        "claims it had spied on its staff",
        "deny",
        "it had spied on its staff",
    ),
    (
        "Veldt rejected claims that it had spied on its staff.",
        "claims that it had spied on its staff",
        "deny",
        "it had spied on its staff",
    ),
    (
        "Contrary to stories in the press about layoffs, Berg said that hiring goes on.",
        "hiring goes on",
        "claim",
        "layoffs",
    ),
    (
        "Berg poured cold water on speculation surrounding a flotation of the chip unit.",
        "a flotation of the chip unit",
        "deny",
        "a flotation of the chip unit",
    ),
    (
        "Veldt denied holding talks with Norrland Steel.",
        "holding talks with Norrland Steel",
        "deny",
        "holding talks with Norrland Steel",
    ),
    (
        "Veldt, which was reported to be weighing a bid, said it was not interested.",
        "it was not interested",
        "deny",
        "be weighing a bid",
    ),
    (
        "Berg refuted allegations made by a former manager that accounts were forged.",
        "accounts were forged",
        "deny",
        "accounts were forged",
    ),
    (
        "Berg said the report on quarterly sales would be out on Friday.",
        "the report on quarterly sales would be out on Friday",
        "claim",
        "",
    ),
    (
        "According to a report on emissions, Veldt cut its own by half, Berg said.",
        "Veldt cut its own by half",
        "claim",
        "",
    ),
    (
        "Berg said she wanted to talk about the new factory.",
        "she wanted to talk about the new factory",
        "claim",
        "",
    ),
    ("“Sales rose a tenth,” Berg said in Porto.", "Sales rose a tenth", "claim", ""),
    (
        "Berg said the company would build a plant in Porto.",
        "the company would build a plant in Porto",
        "plan",
        "",
    ),
    ("Talk is cheap, Berg said, and Veldt delivers.", "Talk is cheap", "claim", ""),
    ("The story of Veldt began in a shed, Berg said.", "The story of Veldt began in a shed", "claim", ""),
)

CHINESE: tuple[Row, ...] = (
    ("对于迁址苏州的传闻，林海峰表示没有这个计划。", "没有这个计划", "deny", "迁址苏州"),
    ("林海峰就裁员一事回应称，公司没有裁员计划。", "公司没有裁员计划", "deny", "裁员"),
    ("网传岚风汽车将关闭武汉工厂，林海峰回应：消息不实。", "消息不实", "deny", "岚风汽车将关闭武汉工厂"),
    (
        "针对岚风与北桥洽谈合并的报道，公司予以否认。",
        "岚风与北桥洽谈合并的报道",
        "deny",
        "岚风与北桥洽谈合并",
    ),
    ("岚风否认了降价的传言。", "降价的传言", "deny", "降价"),
    (
        "有媒体报道称，岚风计划出售芯片部门。对此，林海峰表示并不属实。",
        "并不属实",
        "deny",
        "岚风计划出售芯片部门",
    ),
    ("关于我们要造手机的传闻，都是假的。", "关于我们要造手机的传闻，都是假的", "deny", "我们要造手机"),
    ("市场传闻岚风将收购北桥，林海峰称从未接触。", "从未接触", "deny", "岚风将收购北桥"),
    ("林海峰证实了岚风将推出小型车的消息。", "岚风将推出小型车的消息", "confirm", "岚风将推出小型车"),
    ("面对电池起火的质疑，岚风说已经启动调查。", "已经启动调查", "claim", "电池起火"),
    ("林海峰回应网友关于车机卡顿的爆料，称下月升级。", "下月升级", "plan", "车机卡顿"),
    (
        "林海峰在微博辟谣：所谓岚风资金链断裂的说法纯属捏造。",
        "所谓岚风资金链断裂的说法纯属捏造",
        "deny",
        "岚风资金链断裂",
    ),
    ("對於遷址蘇州的傳聞，林海峰表示沒有這個計劃。", "沒有這個計劃", "deny", "遷址蘇州"),
    ("林海峰表示，公司今年销量增长一成。", "公司今年销量增长一成", "claim", ""),
    ("林海峰说，新车下月上市。", "新车下月上市", "plan", ""),
    ("对于媒体的报道，林海峰表示感谢。", "感谢", "claim", ""),
    ("林海峰对记者表示，工厂运转正常。", "工厂运转正常", "claim", ""),
    ("对于明年的市场，林海峰表示乐观。", "乐观", "judge", ""),
)


def made(text: str, words: str, stance: Stance, cue: str = "") -> tuple[Report, Revision]:
    at = text.index(words)
    start = max(text.rfind(stop, 0, at) for stop in (". ", "。", ".” ")) + 1
    ends = [end for stop in (". ", "。", ".” ") if (end := text.find(stop, at + len(words) - 1)) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    return report(
        words, content=((at, at + len(words)),), sentence=(start, end), stance=stance, cue=(start, start)
    ), revision(text)


@pytest.mark.parametrize("row", ENGLISH + CHINESE, ids=lambda row: row[0][:60])
def test_the_words_that_are_answered_are_found_where_the_text_says_so(row: Row) -> None:
    text, words, stance, expected = row
    found = rumour_of(*made(text, words, stance))
    if expected:
        assert found is not None
        assert expected in found.text
        assert len(found.text) <= len(expected) + 12
        assert text[slice(*found.span)] == found.text
    else:
        assert found is None
