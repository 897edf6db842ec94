"""Other extractors, each as a function that reads what `benchmarks.extract_articles.predict` writes.

A peer is imported when benchmarks/articles.py asks for it: not all of them are requirements of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from lxml.html import document_fromstring  # type: ignore[import-untyped]

from crawler.reading.markup import text_of
from record.types import Json

Reader = Callable[[str, str, str], Json]  # (html, url, language) to title, date, authors and body


def load_trafilatura() -> Reader:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    def read(html: str, url: str, _: str) -> Json:
        found = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
        if not isinstance(found, Document):
            return {}
        authors = (found.author or "").split("; ")
        return {"title": found.title, "date": found.date, "authors": authors, "body": found.text}

    return read


def load_readability() -> Reader:
    from readability import Document

    def read(html: str, url: str, _: str) -> Json:
        document = Document(html, url=url)
        return {"title": document.short_title(), "body": text_of(document_fromstring(document.summary()))}

    return read


def load_newspaper() -> Reader:
    """Its Chinese needs jieba, and fails without it."""
    from newspaper import Article

    def read(html: str, url: str, language: str) -> Json:
        article = Article(url, fetch_images=False, language=language)
        article.download(input_html=html)
        article.parse()
        published = article.publish_date
        date = published.date().isoformat() if isinstance(published, datetime) else None
        return {"title": article.title, "date": date, "authors": article.authors, "body": article.text}

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": load_trafilatura,
    "readability-lxml": load_readability,
    "newspaper4k": load_newspaper,
}
