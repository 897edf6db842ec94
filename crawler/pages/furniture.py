"""Lines around an article's text that are not its text: credits, lists of related news, sharing buttons.

trafilatura keeps them on Chinese pages; a related headline that quotes somebody would become a Statement.
"""

from __future__ import annotations

import re

_TAIL = re.compile(
    r"^[-–•\s【\[（(]*(?:责任编辑|責任編輯|责编|编辑\s*[:：]|作者最近文章|小编最近文章|相关(?:推荐|新闻|阅读|报道|文章|链接)|相關(?:新聞|報導)"
    r"|推荐(?:阅读|文章)|延伸阅读|延伸閱讀|热门(?:推荐|文章|新闻)|猜你喜欢|精彩推荐|更多(?:新闻|精彩)|上一篇|下一篇|分享到|扫一扫"
    r"|版权声明|免责声明|特别声明|网友评论|发表评论|点击进入专题|返回搜狐|打开APP)"
)
_DROPPED = re.compile(r"^[-–•\s【\[（(]*(?:原标题|原標題)\s*[:：]")
_BODY = 30  # characters of a line that is certainly text; the tail comes after one


def without_furniture(text: str, title: str) -> str:
    """The text up to the first tail line, without the headline repeated above it."""
    kept: list[str] = []
    begun = False
    heading = _letters(title)
    for line in text.split("\n"):
        if begun and _TAIL.match(line):
            break
        if _DROPPED.match(line) or (not begun and heading and _letters(line) == heading):
            continue
        begun = begun or len(line) >= _BODY
        kept.append(line)
    return "\n".join(kept).strip()


def _letters(line: str) -> str:
    return re.sub(r"\W", "", line)
