"""One article page to an Article: a plain function, and the page object that spiders inject.

Each field has its own module, which knows the places where pages write it and whom to believe first.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from web_poet import HttpResponse, ItemPage

from crawler.pages.authors import read_authors
from crawler.pages.blocks import weight_of
from crawler.pages.body import read_body
from crawler.pages.canonical import read_canonical
from crawler.pages.dating import read_published
from crawler.pages.declared import Declared, read_declared
from crawler.pages.language import read_language
from crawler.pages.page import parse_page
from crawler.pages.paywall import LONGEST_TEASER
from crawler.pages.surroundings import read_surroundings
from crawler.pages.title import read_title
from crawler.pages.walls import require_article
from crawler.reading.decoding import decode
from crawler.reading.markup import LONGEST_TEXT, parse_fragment, text_of
from crawler.reading.threads import SECONDS, read_apart
from record.errors import UnreadableArticle
from record.types import Article

_TIMES = 2  # that many times the length of what is shown


def extract_article(html: str, url: str, zone: str = "UTC", now: datetime | None = None) -> Article:
    """The Article on a page. Raises LoginWall, or UnreadableArticle where there is none.

    `zone` is that of dates which name none; a date later than `now` (where it is given) is kept raw and not
    believed. Of the text no more than the first 200,000 characters are kept.
    """
    page = parse_page(html, url)
    declared = read_declared(page)
    title = read_title(page, declared)
    text = _whole(read_body(page, title), declared)[:LONGEST_TEXT].rstrip()
    require_article(page, declared, title, text)
    around = read_surroundings(page.tree, title)
    published = read_published(page, declared, around, zone, now)
    return Article(
        url=url,
        title=title,
        text=text,
        published_raw=published.raw or None,
        published_at=published.moment,
        date=published.day,
        authors=read_authors(page, declared, around),
        lang=read_language(page.tree, declared, f"{title}\n{text}"),
        canonical=read_canonical(page, declared),
    )


def _whole(text: str, declared: Declared) -> str:
    """The text, or the one in JSON-LD where a page shows hardly more than its beginning."""
    longest = max(declared.linked("articleBody"), key=len, default="")
    if weight_of(text) >= LONGEST_TEASER or len(longest) < _TIMES * len(text):
        return text
    return text_of(parse_fragment(longest))


def read_page(
    body: bytes, content_type: str | None, url: str, zone: str = "UTC", now: datetime | None = None
) -> Article:
    """As `extract_article`, of the bytes as they came."""
    return extract_article(decode(body, content_type), url, zone, now)


class ArticlePage(ItemPage[Article]):
    """The page object of every site that needs no own one; `<site>.py` beside it overrides `read`."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response

    async def dated(self, zone: str, now: datetime | None, seconds: float = SECONDS) -> Article:
        """The Article, read off the loop; `zone` and `now` are the Source's and the Clock's.

        Raises UnreadableArticle where that takes longer than `seconds`.
        """
        return await read_apart(partial(self.read, zone, now), UnreadableArticle, seconds)

    async def to_item(self) -> Article:
        return await self.dated("UTC", None)

    def read(self, zone: str, now: datetime | None) -> Article:
        content_type = self.response.headers.get("Content-Type")
        return read_page(bytes(self.response.body), content_type, str(self.response.url), zone, now)
