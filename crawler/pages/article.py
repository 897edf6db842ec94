"""One article page to an Article: a plain function, and the page object that spiders inject.

The text is trafilatura's; title and date follow what was measured: JSON-LD first on English pages, the <h1>
that agrees with <title> on Chinese ones, which hardly ever carry JSON-LD.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.metadata import extract_metadata
from web_poet import HttpResponse, ItemPage

from crawler.answers import wall_in
from crawler.dates import day_of, read_date
from crawler.decoding import clean, decode
from crawler.markup import headline, one_line
from crawler.pages.body import read_body
from crawler.pages.page import parse_page
from record.errors import LoginWall, UnreadableArticle
from record.text import fold_name, is_cjk
from record.types import Article, Json

SHORTEST = 40  # characters; less is a teaser or a menu
_HEADINGS = 50  # that many are looked at
SHORTEST_BEHIND_WALL = 150  # a log-in form on a page with that much text is a corner of it
_WALL_WORDS = re.compile(
    r"before you continue|accept (all )?cookies|cookie (consent|wall)|enable (javascript|cookies)"
    r"|verify you are human|请(先)?登录|登录后(查看|阅读|继续)|访问受限|安全验证",
    re.IGNORECASE,
)
_ARTICLE_TYPES = re.compile(r"Article|NewsArticle|Posting|Report|Review", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[|_｜«»]+\s*|\s+[—–-]+\s+|-{2,}|-(?=[^-]{0,16}$)")
_LONG_ENOUGH = 8  # characters of a headline before the site's name
_LABEL = re.compile(r"^(?:原标题|标题)\s*[:：]\s*")
_BYLINE = re.compile(r"^(?:by|von|作者|记者|文)\s*[:：/|]?\s+|^(?:作者|记者|文)\s*[:：/|]\s*", re.IGNORECASE)
_META_DATES = (
    "article:published_time",
    "og:published_time",
    "publishdate",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "datepublished",
    "date",
)


def extract_article(html: str, url: str, zone: str = "UTC", now: datetime | None = None) -> Article:
    """The Article on a page. Raises LoginWall, or UnreadableArticle where there is none.

    `zone` is that of dates which name none; a date later than `now` (where it is given) is kept raw and not
    believed.
    """
    page = parse_page(html, url)
    tree = page.tree
    data = list(_linked_data(tree))
    document = extract_metadata(deepcopy(tree), url)
    lang = _language(tree)
    raw = _raw_date(data, tree) or document.date
    title = _title(tree, data, document.title, lang)
    text = read_body(page, title)
    _require_article(text, url, html)
    return Article(
        url=url,
        title=title,
        text=text,
        published_raw=raw,
        published_at=read_date(raw, zone, now or datetime.max.replace(tzinfo=UTC, year=9990)),
        date=day_of(raw) or document.date,
        authors=_authors(data, document.author),
        lang=lang,
    )


def read_page(
    body: bytes, content_type: str | None, url: str, zone: str = "UTC", now: datetime | None = None
) -> Article:
    """As `extract_article`, of the bytes as they came."""
    return extract_article(decode(body, content_type), url, zone, now)


class ArticlePage(ItemPage[Article]):
    """The page object of every site that needs no own one; `<site>.py` beside it overrides `read`."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response

    async def dated(self, zone: str, now: datetime) -> Article:
        """The Article, read off the loop; `zone` and `now` are the Source's and the Clock's."""
        return await asyncio.to_thread(self.read, zone, now)

    async def to_item(self) -> Article:
        return await asyncio.to_thread(self.read, "UTC", None)

    def read(self, zone: str, now: datetime | None) -> Article:
        content_type = self.response.headers.get("Content-Type")
        return read_page(bytes(self.response.body), content_type, str(self.response.url), zone, now)


def _require_article(text: str, url: str, html: str) -> None:
    """A wall is told from an article by how little stands beside it."""
    if len(text) >= SHORTEST_BEHIND_WALL:
        return
    wall = wall_in(url, html)
    if wall:
        raise LoginWall(wall)
    if _WALL_WORDS.search(text) or (len(text) < SHORTEST and _WALL_WORDS.search(html)):
        raise LoginWall("a consent or log-in page stands where the article should be")
    if len(text) < SHORTEST:
        raise UnreadableArticle("no article text on the page")


# ---------------------------------------------------------------- what the page says of itself


def _linked_data(tree: HtmlElement) -> Iterator[Json]:
    """Every JSON-LD object that describes an article; broken ones are as good as none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # the page's own tags are asked instead
        yield from (node for node in _nodes(data) if _ARTICLE_TYPES.search(str(node.get("@type", ""))))


def _nodes(data: Any, depth: int = 0) -> Iterator[Json]:
    if isinstance(data, dict):
        yield data
        if depth < 3:
            yield from _nodes(data.get("@graph"), depth + 1)
            yield from _nodes(data.get("mainEntity"), depth + 1)
    elif isinstance(data, list) and depth < 3:
        for node in data:
            yield from _nodes(node, depth + 1)


def _first_text(data: list[Json], key: str) -> str | None:
    texts = (node.get(key) for node in data)
    return next((clean(text) for text in texts if isinstance(text, str) and text.strip()), None)


def _raw_date(data: list[Json], tree: HtmlElement) -> str | None:
    """As the page writes it: JSON-LD, then the usual <meta>s."""
    linked = _first_text(data, "datePublished")
    if linked and day_of(linked):
        return linked.strip()
    metas = _metas(tree)
    return next((metas[name] for name in _META_DATES if day_of(metas.get(name))), None)


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(name.lower(), meta.get("content", "").strip())
    return found


def _language(tree: HtmlElement) -> str:
    """ "zh" where Chinese characters prevail; otherwise what the page declares, or "en"."""
    text = "".join(islice(tree.itertext(), 2000))
    letters = [char for char in text[:20_000] if char.isalpha()]
    if letters and sum(map(is_cjk, letters)) > 0.3 * len(letters):
        return "zh"
    declared = (tree.get("lang") or "").split("-")[0].lower()
    return declared if declared.isalpha() and len(declared) == 2 and declared != "zh" else "en"


# ---------------------------------------------------------------- title and authors


def _title(tree: HtmlElement, data: list[Json], fallback: str | None, lang: str) -> str:
    window = headline(tree.findtext(".//title"))
    headings = [headline(h.text_content()) for h in islice(tree.iterfind(".//h1"), _HEADINGS)]
    agreed = _agreed(headings, window)
    linked = headline(_first_text(data, "headline"))
    guessed = _without_site(headline(fallback))
    wanted = (agreed, linked, guessed) if lang == "zh" else (linked, guessed, agreed)
    return _LABEL.sub("", next((t for t in wanted if t), None) or _without_site(window))


def _without_site(title: str) -> str:
    """ "Headline - The Site" -> "Headline"; a dash inside a headline stays."""
    first = _SEPARATORS.split(title)[0]
    return first if len(first) >= _LONG_ENOUGH else title


def _agreed(headings: list[str], window: str) -> str:
    """The <h1> that the window's title repeats, or resembles; buttons within the <h1> are left out."""
    folded = fold_name(window)
    inside = [h for h in headings if len(h) > 4 and fold_name(h) and fold_name(h) in folded]
    if inside:
        return max(inside, key=len)
    first = _SEPARATORS.split(window)[0]
    if len(first) >= _LONG_ENOUGH and any(fold_name(first) in fold_name(h) for h in headings):
        return first
    alike = [h for h in headings if SequenceMatcher(None, h[:120], first[:120]).ratio() > 0.6]
    return alike[0] if alike else ""


def _authors(data: list[Json], fallback: str | None) -> tuple[str, ...]:
    named = [name for node in data for name in _names(node.get("author"))]
    written = named or re.split(r"\s*[;；、]\s*", one_line(fallback))
    clean = (_BYLINE.sub("", one_line(name)).strip(" ,，") for name in written)
    return tuple(dict.fromkeys(name for name in clean if name and not name.startswith(("http", "@"))))


def _names(author: Any) -> Iterator[str]:
    if isinstance(author, list):
        for one in author[:20]:
            yield from _names(one) if not isinstance(one, list) else ()
    elif isinstance(author, dict):
        kind = str(author.get("@type", "Person"))
        if isinstance(author.get("name"), str) and "Organization" not in kind:
            yield author["name"]
    elif isinstance(author, str):
        yield author
