"""Which requests are rendered, and the settings of a crawl that renders."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.browser.chromium import NoBrowser, find_chromium, launch_options, sandbox_refused
from crawler.middlewares import SOURCE
from record.types import Poll, Source

RENDER = "playwright"  # request.meta, named by scrapy-playwright: whether a browser fetches it
NOTE = "onrecord_note"  # request.meta: what the reason of the Poll says besides
NO_BROWSER = "no browser: fetched without JavaScript"

_HANDLER = "crawler.browser.handler.RenderingHandler"
_SETTINGS = {
    "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.browser.handler.GuardedChromium",
    "PLAYWRIGHT_ABORT_REQUEST": "crawler.browser.handler.is_furniture",
    "PLAYWRIGHT_MAX_CONTEXTS": 1,
    "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,
    "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 8_000,  # ms
    # Chromium's own headers, but for its name, which the context sets.
    "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
}

logger = logging.getLogger(__name__)


class Rendering:
    """Has the pages of a Source rendered that asks for it; its feeds and sitemaps are fetched as ever."""

    def __init__(self, chromium: str) -> None:
        self._chromium = chromium

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.get("ONRECORD_CHROMIUM") or "")

    def process_request(self, request: Request) -> None:
        source = request.meta.get(SOURCE)
        if not isinstance(source, Source) or not source.browser:
            return
        if not self._chromium:
            request.meta[NOTE] = NO_BROWSER
        elif RENDER not in request.meta:  # where a feed is sent on by a redirect, it is a feed still
            request.meta[RENDER] = not _is_feed(request, source)


def _is_feed(request: Request, source: Source) -> bool:
    return source.format != "list" and request.url == Request(source.url).url


def noted(poll: Poll, meta: Mapping[str, Any]) -> Poll:
    """The Poll, whose reason says so where its pages should have been rendered and were not."""
    note = meta.get(NOTE)
    return replace(poll, reason="; ".join(filter(None, (poll.reason, note)))) if note else poll


def with_browser(
    settings: BaseSettings, environment: Mapping[str, str] = os.environ, *, told: bool = False
) -> BaseSettings:
    """The settings, changed so that pages of Sources with `browser: true` are rendered.

    Where there is no Chromium they stay as they are, and a warning says so. `told`: that it runs without its
    sandbox is in the log already.
    """
    try:
        program = find_chromium(environment)
    except NoBrowser as error:
        logger.warning("%s. Pages that need JavaScript are fetched without it", error)
        return settings
    refused = sandbox_refused()
    if refused and not told:
        logger.warning("Chromium runs without its sandbox: %s", refused)
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": _HANDLER, "https": _HANDLER}
    chosen = {
        "DOWNLOAD_HANDLERS": handlers,
        "ONRECORD_CHROMIUM": program,
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch_options(program, environment, sandbox=not refused),
    }
    settings.setdict({**_SETTINGS, **chosen}, priority="cmdline")
    return settings
