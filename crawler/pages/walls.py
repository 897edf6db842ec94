"""What stands in an article's place: paywalls, consent and log-in pages, checks of visitors, missing pages.

A wall is told from an article with a box in its corner by its title, and by how little text is beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from crawler.pages.blocks import weight_of
from crawler.pages.consent import asks_for_consent
from crawler.pages.declared import Declared
from crawler.pages.page import Page
from crawler.pages.paywall import LONGEST_TEASER, find_paywall
from crawler.pages.sitename import is_site, site_names
from crawler.pages.speech import without_reports
from crawler.pages.surroundings import visible_texts
from crawler.reading.answers import wall_in
from crawler.reading.markup import headline
from record.errors import CookieWall, LoginWall, NotFoundPage, OnrecordError, Paywalled, UnreadableArticle

SHORTEST = 40  # characters; less is a teaser or a menu
# Of weight, in which a Chinese character counts three:
_SHORT = 300  # words of a wall in a longer text are the article's
_SPARSE = 3000  # of all texts of the page: a form on a fuller one is a corner of it
_SENTENCE = 150
_FEW_LINES = 5
_NAME = 12  # of weight: such a title, or such a part of one, is a name, though the page does not say whose
_HEADINGS = 20  # that many are looked at
_CONSENT_ADDRESS = re.compile(r"^consent\.|/consent(?:/|$)")
_END = r"\s*(?:$|[|_·–—!！.…-]+)"  # of a wall's title; an article's goes on


@dataclass(frozen=True, slots=True)
class _Wall:
    """`title` begins the page's title, `words` stand in a short text."""

    error: type[OnrecordError]
    reason: str
    title: re.Pattern[str]
    words: re.Pattern[str]

    def goes_on(self, title: str, sites: frozenset[str]) -> bool:
        """Whether a title only begins with the wall's words: neither the site nor the wall stands behind."""
        found = self.title.match(title)
        rest = title[found.end() :] if found else ""
        if _is_name(rest, sites):
            return False
        return not self.title.match(rest) and not self.words.search(rest)


def _is_name(text: str, sites: frozenset[str]) -> bool:
    return is_site(text, sites) or weight_of(text) <= _NAME


def _wall(error: type[OnrecordError], reason: str, titles: tuple[str, ...], words: tuple[str, ...]) -> _Wall:
    title = re.compile(rf"(?:{'|'.join(titles)}){_END}", re.IGNORECASE)
    return _Wall(error, reason, title, re.compile("|".join(words), re.IGNORECASE))


_WALLS = (
    _wall(
        LoginWall,
        "verification page: the site wants to see a human first",
        (
            r"just a moment|attention required(?:! \| cloudflare)?|access denied",
            r"are you a (?:robot|human)\??",
            r"(?:robot|bot|human|security) (?:check|verification)|sina visitor system",
            r"(?:安全|人机|访问|滑动)验证",
        ),
        (
            r"verify (?:that )?you(?: are|['’]re) (?:not )?(?:a )?(?:human|robot)|checking your browser",
            r"unusual traffic|enable cookies|(?:complete|solve|enter) (?:the|this|a) captcha",
            r"(?:请|需要?)(?:先|您)?(?:完成|进行).{0,6}验证|安全验证|访问过于频繁",
        ),
    ),
    _wall(
        CookieWall,
        "cookie wall: the site asks for consent before it shows anything",
        (
            r"before you continue(?: to .{1,30})?|we value your privacy|your privacy (?:choices|matters)",
            r"cookie (?:consent|wall|settings|preferences)",
        ),
        (
            r"before you continue|we value your privacy|cookie (?:consent|wall)",
            r"accept (?:all )?(?:the )?cookies|(?:agree|consent) to (?:the |our )?(?:use of )?cookies",
        ),
    ),
    _wall(
        LoginWall,
        "log-in page: the site asks to log in",
        (r"(?:log|sign) ?[io]n|(?:用户|账号|帐号)?(?:登录|登錄|登入)(?:页面?)?",),
        (r"(?:must|please) (?:log|sign) in\b", r"请先?登录|登录后(?:即可|可以?)?(?:查看|阅读|继续)|访问受限"),
    ),
    _wall(
        NotFoundPage,
        "not found page: it says that nothing is here, though the server says 200",
        (
            r"(?:error )?404(?:\W+(?:error|not found|page not found))?|(?:\w+ )?page not found|not found",
            r"(?:the |this )?page (?:can(?:no|['’])t|could not|was not) (?:be )?found",
            r"(?:抱歉[，,]?)?您?(?:访问的|浏览的)?(?:页面|网页|文章|内容)"
            r"(?:不存在|找不到了?|(?:已被?)?删除|已下线|已失效)",
        ),
        (
            r"page (?:not found|can(?:no|['’])t be found|could not be found|was not found)",
            r"(?:page|article|story) (?:is no longer available|does(?:n['’]t| not) exist|has been removed)",
            r"(?:页面|网页|文章|内容)[^，。]{0,4}(?:不存在|找不到|已被?删除|已下线|已失效)",
        ),
    ),
)


def require_article(page: Page, declared: Declared, title: str, text: str) -> None:
    """Raises Paywalled, CookieWall, LoginWall, NotFoundPage, or UnreadableArticle for a page with no text.

    The error's words begin with the kind of the wall, "paywall: ...".
    """
    weight = weight_of(text)
    if _is_list(page, text):
        raise UnreadableArticle("no article text on the page, only links to others")
    if weight < LONGEST_TEASER or not any(declared.linked("headline")):
        _require_no_consent(page, text)
        _require_honest_title(page, title, site_names(page, declared), alone=weight >= LONGEST_TEASER)
    if weight >= LONGEST_TEASER:
        return
    texts = visible_texts(page.tree)
    if reason := find_paywall(declared, text, texts):
        raise Paywalled(f"paywall: {reason}")
    if weight < _SHORT:
        _require_no_wall(page, text, texts)
    if len(text) < SHORTEST:
        raise UnreadableArticle("no article text on the page")


def _is_list(page: Page, text: str) -> bool:
    """The front of a section: no line is as long as a sentence, and most are links."""
    lines = text.splitlines()
    if len(lines) < _FEW_LINES or any(weight_of(line) >= _SENTENCE for line in lines):
        return False
    links = {" ".join(link.text_content().split()) for link in page.tree.iterfind(".//a[@href]")}
    return sum(line in links for line in lines) > 0.5 * len(lines)


def _require_no_consent(page: Page, text: str) -> None:
    """Terms and policies make some walls long: their address, or what they speak of, gives them away."""
    parts = urlsplit(page.url)
    if _CONSENT_ADDRESS.search(f"{parts.hostname or ''}{parts.path}"):
        raise CookieWall(f"cookie wall: sent to a consent page ({parts.hostname})")
    if asks_for_consent(text):
        raise CookieWall("cookie wall: it speaks of nothing but consent")


def _require_honest_title(page: Page, title: str, sites: frozenset[str], *, alone: bool) -> None:
    """Of a long wall the words are the title `alone`. Where that is a name the headings tell."""
    window = headline(page.tree.findtext(".//title"))
    headings = _headings(page)
    called = headings if _is_name(title, sites) and title not in headings else []
    for wall in _WALLS:
        if wall.goes_on(title, sites) or wall.goes_on(window, sites):
            continue
        if wall.title.fullmatch(title) if alone else any(map(wall.title.match, (title, *called))):
            raise wall.error(wall.reason)


def _headings(page: Page) -> list[str]:
    return [headline(one.text_content()) for one in islice(page.tree.iterfind(".//h1"), _HEADINGS)]


def _require_no_wall(page: Page, text: str, texts: list[str]) -> None:
    nearly_empty = len(text) < SHORTEST
    if nearly_empty or weight_of(" ".join(texts)) < _SPARSE:
        form = wall_in(page.url, page.html)
        if form:
            raise LoginWall(f"log-in page: {form}")
    said = " ".join(map(without_reports, texts if nearly_empty else [text]))
    for wall in _WALLS:
        if wall.words.search(said):
            raise wall.error(wall.reason)
