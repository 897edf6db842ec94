"""The text of an article, without what stands around it."""

from __future__ import annotations

from trafilatura import bare_extraction
from trafilatura.settings import Document

from crawler.markup import tidy
from crawler.pages.furniture import without_furniture
from crawler.pages.page import Page


def read_body(page: Page, title: str) -> str:
    """The article's paragraphs, one a line; empty where there is none. `title` is left out of it."""
    found = bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=False)
    text = tidy(found.text or "") if isinstance(found, Document) else ""
    return without_furniture(text, title)
