"""Whether a text is only the beginning of an article that has to be paid for.

isAccessibleForFree alone says nothing: sites write it into articles that they show whole. What counts is a
call to pay or to log in that stands right behind the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.pages.blocks import weight_of
from crawler.pages.declared import Declared
from crawler.pages.speech import without_reports
from record.types import Json

LONGEST_TEASER = 1500  # of weight; what is longer is an article, whatever stands behind it
_LONGEST_LOCKED = 300  # of weight; less is no article where the page says that it is not free
_BEHIND = 12  # texts behind the article's last line
_LAST = 20  # characters of that line, by which it is found

_VERBS = r"subscribe|sign up|register|log ?in|sign in|join"
_PAY = r"订阅|登录|登錄|登入|付费|付費|购买|开通|開通|注册|成为"
_READ = r"查看|阅读|閱讀|浏览|继续|繼續|解锁"
# "... to keep reading our best stories every morning" is a newsletter's.
_NOT_OTHERS = r"(?! reading (?-i:our (?:best|other|latest|top|daily)|more|other|similar)\b)"
_CALL = re.compile(
    rf"\b(?:{_VERBS})\b.{{0,40}}\bto (?:(?:continue|keep)\b{_NOT_OTHERS}|finish\b|unlock\b"
    r"|read (?:the (?:rest|full|whole)|this)\b)"
    rf"|\bto (?:continue|keep)(?= reading\b){_NOT_OTHERS}|\bcontinue reading (?:with|by)\b"
    r"|\b(?:article|story|content) is .{0,30}\b(?:to|for) .{0,20}\b(?:subscribers|members)\b"
    r"|\b(?:for (?:paid )?subscribers only|subscribers?[- ]only (?:article|story|content))\b"
    r"|\bunlock (?:this|the (?:full|rest of)) .{0,10}(?:article|story)\b"
    r"|\b\d+ ?% (?:of .{0,20})?remain(?:s|ing)\b"
    rf"|(?:{_PAY})[^。]{{0,10}}(?:后|後|即可|以|可)(?:{_READ})[^。]{{0,6}}(?:全文|剩余|完整|阅读|閱讀|本文|文章)"
    r"|(?:本文|本篇|文章|内容)(?:为|為|是|仅限|僅限|属于)[^。]{0,6}(?:付费|付費|会员|會員|订阅|訂閱|订户)"
    rf"|(?:剩余|还有|余下)[^。]{{0,6}}\d{{1,2}}\s*[%％]|付费(?:{_READ})(?:全文|剩余|本文)"
    rf"|(?:开通|加入)(?:会员|VIP)[^。]{{0,4}}(?:{_READ})",
    re.IGNORECASE,
)


def find_paywall(declared: Declared, text: str, texts: Sequence[str]) -> str | None:
    """Why the text is a teaser, in words; None for an article. `texts` are all of the page, in order."""
    weight = weight_of(text)
    if weight >= LONGEST_TEASER:
        return None
    locked = any(map(_is_locked, declared.articles))
    found = _called(_behind(text, texts)) or (_called(texts) if locked else None)
    if found:
        return f"“{found[0]}” stands behind the first lines"
    return "it is not free, and hardly any text is shown" if locked and weight < _LONGEST_LOCKED else None


def _called(texts: Iterable[str]) -> re.Match[str] | None:
    return _CALL.search(" ".join(map(without_reports, texts)))


def _is_locked(article: Json) -> bool:
    return str(article.get("isAccessibleForFree", "")).lower() == "false"


def _behind(text: str, texts: Sequence[str]) -> Sequence[str]:
    """The last lines of the text, and what follows them on the page."""
    lines = text.splitlines()[-2:]
    last = text.rstrip("…. ")[-_LAST:]
    places = [at for at, one in enumerate(texts) if last and last in one]
    return [*lines, *texts[places[-1] + 1 : places[-1] + 1 + _BEHIND]] if places else lines
