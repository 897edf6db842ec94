"""Lines in an article's box that are not its text: labels, credits, calls to read, to follow, to subscribe.

A rule reads how a line begins, or the whole of a short one. None touches a long line, nor one that quotes
somebody or reports his words: a paragraph is worth more than a clean page.
"""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.pages.blocks import weight_of
from crawler.pages.speech import ends_sentence, is_quotation, is_reported
from record.text import fold_name

_LONGEST = 420  # of weight: what is longer is a paragraph, whatever it begins with
_HEAD = 6  # lines among which the headline may be repeated
_SHORT = 100  # of weight: a line above the headline that is longer is text already
_STOPS = (".", "。", "!", "！", "?", "？", "”", "」")
_ENOUGH = 0.5  # of the text stands before the lists of other news
_PARAGRAPH = 75  # of weight: a sentence as long as that, below such a list, is text again
_WORD = re.compile(r"\w")
# Possessive pieces, and from the first quotation mark only: a line of nothing but such marks costs no more.
_QUOTE = re.compile(
    r"(?=.*+(?<=[.。!！?？”\"」』])$)[^“\"「『]*+[“\"「『].{12,}[”\"」』]."
    r"|[^「『“]*+[「『“].{4,}(?<=[，。！？])[」』”]$"
)


def _rule(*alternatives: str, end: str = "") -> re.Pattern[str]:
    """A rule for the beginning of a line, after bullets and brackets; up to `end` where that is given."""
    return re.compile(rf"[-–—•·|>»▶▲\s【\[（(*_]*+(?:{'|'.join(alternatives)}){end}", re.IGNORECASE)


_LABEL = _rule(
    r"advert(?:isement)?s?|sponsored(?: content)?|close|story continues below.{0,20}",
    r"(?:recommended|related|trending|featured)(?: for you| (?:video|post|content|coverage|new|storie)s?)?",
    r"(?:most|editor['’]?s['’]?) (?:read|popular|viewed|picks?)",
    r"you may also (?:like|be interested in).{0,20}",
    r"more (?:about|on this(?: story)?|stories|news|from .{2,40}|great .{2,40})|read (?:more|next|also)",
    r"see also|(?:watch|listen|subscribe|sign up|log ?in|join)(?: now| live| more| here)?",
    r"share(?: this.{0,20})?|up next|(?:leave a )?comments?|tell us what you think|follow us.{0,30}",
    r"explore further|topics|tags|image(?: \d+ of \d+)?|caption|video|photos?|loading|table of contents",
    r"don['’]t miss|编辑|责任编辑|举报",
    end=r"[\s:：.…!|»>\])）】]*+$",
)
_CALL = _rule(
    r"(?:read (?:more|next|also)|(?:also|must) read|see also|related(?: \w+)?|watch|more)\s*[:：|>»]",
    r"don['’]t miss\s*[:：|>»]",
    r"have a (?:tip|story)\b|for more stories like this\b.{0,60}$|get in touch with our\b.{0,80}$",
    r"if you (?:enjoyed|liked) this (?:article|story|piece)\b.{0,200}$",
    r"follow (?:us|@?[\w.]+(?: [\w.]+){0,6},?) on .{0,60}(?:twitter|facebook|instagram|telegram|google news)",
    r"(?:subscribe|sign up|click here|join (?:us|our))\b.{0,160}\b(?:newsletters?|inbox|whatsapp|telegram)\b",
    r"(?:subscribe|sign up|click here)\b.{0,160}\b(?:free|here to)\b|(?:do you )?have a (?:tip|story)\b",
    r"get (?:the latest|real-time|access to)\b.{0,120}\b(?:updates?|news|inbox|subscription)\b",
    r".{0,160}\b(?:we may (?:earn|receive)|may earn us|links?\b.{0,40}\bearn).{0,40}\bcommission",
)
_RIGHTS = _rule(
    r"copyright\s*(?:©|ⓒ|\(c\)|\d{4})|[©ⓒ]",
    r"this document is subject to copyright\b|this material may not be\b",
    r"(?:with|additional)(?: additional)? (?:files|reports|reporting|contributions) (?:from|by)\b.{0,90}$",
    r".{3,120}\bcontributed (?:reporting|to this (?:report|story|article))\b|first published in\b.{0,60}$",
    r"this (?:article|story) (?:was )?(?:originally|first) ",
    r"this is a (?:breaking|developing)(?: news?)? story\b.{0,60}$",
)
_OF_THIS_TEXT = r"(?:(?:本|原创|版权|著作权|声明|凡|如需|欢迎)[^。]{0,30})?"
_CREDIT = _rule(
    r"(?:责任编辑|責任編輯|责编|編輯|编辑|校对|审核|审读|监制|值班编委)\s*[:：／/].{0,60}$",
    r"(?:(?:本文|文章)?来源|稿源)\s*[:：／/].{0,60}$|作者\s*[:：].{0,30}(?:编辑|责编)",
    r"(?:点击|點擊)(?:进入|查看|右上角)|返回.{0,8}(?:首页|搜狐).{0,6}$",
    r"打开\s*APP|扫一扫|长按.{0,10}二维码|(?:下载|安装).{0,12}客户端.{0,30}$|分享到[:：]",
    rf"{_OF_THIS_TEXT}(?:转载|轉載)时?(?:务?请|須|须|需).{{0,10}}(?:注明|联系|授权)|{_OF_THIS_TEXT}请勿转载",
    rf"{_OF_THIS_TEXT}未经.{{0,12}}(?:不得|禁止|请勿|严禁).{{0,8}}(?:转载|摘编|复制|镜像)",
    r"(?:版权|免责|平台)(?:声明|聲明)|(?:本文|文章|以上内容)(?:仅|不)代表.{0,20}(?:观点|立场)",
    r"版权(?:归|所有)|特别声明.{0,20}(?:以上|本文|平台)",
    r"更多[^，。]{0,40}[，,]?(?:请|欢迎)(?:关注|扫描|点击).{0,30}$",
    r"(?:敬请|欢迎|请)关注.{0,20}(?:公众号|微信|微博)",
)
_ORIGINAL_TITLE = _rule(r"(?:原标题|原標題)\s*[:：]")
_LIST = _rule(
    r"(?:作者|小编)最近文章|相关(?:推荐|新闻|阅读|报道|文章|链接)|相關(?:新聞|報導|文章)|関連記事",
    r"推荐(?:阅读|文章|新闻)|(?:延伸|扩展|拓展)(?:阅读|閱讀)|热门(?:推荐|文章|新闻)|精彩(?:推荐|图集)",
    r"猜你喜欢|更多(?:新闻|精彩.{0,4})|[上下]一篇|(?:网友|发表|最热|最新|热门)评论|more from [^:：]{2,40}",
    r"you may also like.{0,20}",
    end=r"\s*(?:[:：】\])>]|$)",
)
_DAYS = "mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = _rule(
    rf"(?:published|(?:last )?updated|posted)(?: on)?\s*+:?\s*+(?:(?:{_DAYS})\w*+[.,]? )*+\d[^!?]{{0,100}}",
    r"(?:\d+ (?:min(?:ute)?s?|hours?|days?) ago)?"
    r"\s?\d{1,2}:\d{2} ?[A-Z][\w'-]++[\w.'-]*+(?: [A-Z][\w.'-]*+){0,3}",
    r"\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)",
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\s\d:：]*+(?:[（(]?(?:来源|來源)[:：].{0,30})?",
    end="$",
)
_CAPTION = _rule(
    r".{0,140}(?:[（(]|(?<=[（(]))(?:image|photo|picture|credit|pic|photograph)s?\s*[:：][^()（）]{2,60}[)）]",
    r"(?:photo|image|picture|credit)s?(?: by| courtesy(?: of)?| credit)?\s*[:：][^.]{2,60}",
    r"(?:getty images|reuters|afp|epa|shutterstock|xinhua|pa|ap)(?:[/ ][\w ]{2,30})?",
    end="$",
)
_RULES = (_LABEL, _CALL, _RIGHTS, _CREDIT, _LIST, _DATE, _CAPTION)


def without_furniture(text: str, title: str) -> str:
    """The text, line by line, without what its own words tell to be no part of it."""
    lines = _from_headline(text.split("\n"), fold_name(title))
    total = sum(map(weight_of, lines))
    kept: list[str] = []
    passed = 0
    in_list = False
    for line, following in pairwise([*lines, ""]):
        begins = passed >= _ENOUGH * total and _begins_list(line)
        in_list = begins or (in_list and not _is_text(line, following))
        passed += weight_of(line)
        if not (in_list or _is_furniture(line)):
            kept.append(line)
    return "\n".join(kept).strip()


def _begins_list(line: str) -> bool:
    return weight_of(line) <= _LONGEST and _LIST.match(line) is not None and not is_reported(line)


def _is_text(line: str, following: str) -> bool:
    """Is it, below a list of other news, a paragraph of the article again, and no teaser among headlines?"""
    if following and not _states(following):
        return False
    return _states(line) and (weight_of(line) >= _PARAGRAPH or is_quotation(line) or is_reported(line))


def _states(line: str) -> bool:
    """Does it end as a statement does? A headline may end as a question."""
    return ends_sentence(line) and not line.endswith(("?", "？"))


def _is_furniture(line: str) -> bool:
    if weight_of(line) > _LONGEST or _QUOTE.match(line):
        return False
    if _ORIGINAL_TITLE.match(line):
        return True
    if is_reported(line):
        return False
    return not _WORD.search(line) or any(rule.match(line) for rule in _RULES)


def _from_headline(lines: list[str], title: str) -> list[str]:
    """Without the headline, where the first lines repeat it, and without what stands above it."""
    for at, line in enumerate(lines[:_HEAD]):
        if title and fold_name(line) == title:
            return lines[at + 1 :]
        if weight_of(line) > _SHORT or line.endswith(_STOPS):
            break
    return lines
