"""Fetches by Chromium: one page a request, rendered until it has settled, with a bound on everything."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import ClassVar, cast

from playwright.async_api import Browser, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as PageRequest
from playwright.async_api import Response as PageResponse
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import Config, ScrapyPlaywrightDownloadHandler  # type: ignore[import-untyped]
from scrapy_playwright.provider import PlaywrightBrowserProvider  # type: ignore[import-untyped]

from crawler.browser.chromium import WAY_OUT, NoBrowser
from crawler.browser.heads import FAULT
from crawler.browser.proxy import USER, FilteringProxy, place_of
from crawler.browser.rendering import NO_BROWSER, NOTE, RENDER
from crawler.middlewares import SOURCE

SETTLE_SECONDS = 3.0
CLOSE_SECONDS = 5.0
_FURNITURE = frozenset(("image", "media", "font", "stylesheet", "texttrack", "manifest", "ping"))
# The rest speaks of the page before it was rendered: its ETag vouches for no text.
_KEPT = ("Content-Type", "Date", "Retry-After")
_NO_BODY = "ERR_HTTP_RESPONSE_CODE_FAILURE"
_NET_ERROR = re.compile(r"net::ERR_\w+")

logger = logging.getLogger(__name__)


class GuardedChromium(PlaywrightBrowserProvider):  # type: ignore[misc]
    """Starts Chromium and its proxy when the first page is wanted; once it did not start, never again."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.proxy = FilteringProxy()
        self._broken: NoBrowser | None = None

    async def start(self) -> None:
        """Nothing yet: perhaps only feeds are due."""

    async def launch_browser(self) -> Browser:
        """Raises NoBrowser."""
        if self._broken:
            raise self._broken
        try:
            if self.playwright is None:
                await self._prepare()
            return cast("Browser", await super().launch_browser())
        except (PlaywrightError, OSError) as error:
            first = next(iter(str(error).strip().splitlines()), type(error).__name__)
            self._broken = NoBrowser(f"Chromium does not start ({first}): {WAY_OUT}")
            logger.warning("%s. Pages that need JavaScript are fetched without it", self._broken)
            raise self._broken from error

    async def close(self) -> None:
        await super().close()
        await self.proxy.stop()

    async def _prepare(self) -> None:
        await self.proxy.start()
        # Even loopback goes through the proxy: Chromium would leave it out.
        account = {"username": USER, "password": self.proxy.password}
        proxied = {"server": self.proxy.url, "bypass": "<-loopback>", **account}
        self.config.launch_options["proxy"] = proxied
        await super().start()


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """scrapy-playwright's, which fails soft where a page never ends, and hard where it costs too much."""

    _open: ClassVar[dict[Crawler, RenderingHandler]] = {}
    browser_provider: GuardedChromium

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RenderingHandler:
        """One for both schemes: each would start a Chromium of its own."""
        if crawler not in cls._open:
            cls._open[crawler] = cls(crawler)
        return cls._open[crawler]

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._key = crawler
        self._seconds = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._context = {
            "user_agent": settings["USER_AGENT"],
            "accept_downloads": False,
            "service_workers": "block",  # they would fetch where nobody looks
        }

    async def close(self) -> None:
        """Scrapy closes it for each scheme."""
        if self._open.pop(self._key, None):
            await super().close()

    async def download_request(self, request: Request) -> Response:
        """Raises Scrapy's own exceptions for downloads, and PrivateAddress."""
        if not request.meta.get(RENDER):
            return cast("Response", await super().download_request(request))
        try:
            await self._maybe_launch_browser()
        except NoBrowser:
            request.meta.update({RENDER: False, NOTE: NO_BROWSER})
            return cast("Response", await super().download_request(request))
        return self._checked(await self._render(request))

    async def _render(self, request: Request) -> Response:
        self.browser_provider.proxy.permit(request.meta[SOURCE])
        request.meta["playwright_context_kwargs"] = dict(self._context)
        request.meta["playwright_page_goto_kwargs"] = {"wait_until": "domcontentloaded"}
        request.meta["playwright_include_page"] = True  # and it is closed here, whatever comes
        answers: list[PageResponse] = []
        request.meta["playwright_page_event_handlers"] = {"response": lambda answer: answers.append(answer)}
        try:
            async with asyncio.timeout(self._seconds):
                return cast("Response", await super().download_request(request))
        except (TimeoutError, PlaywrightTimeoutError) as error:
            raise DownloadTimeoutError("the page did not come in time") from error
        except PlaywrightError as error:
            if _NO_BODY in error.message and answers:
                return _bare(request, answers[-1])
            raise self._cause(request, error) from error
        finally:
            await _close(request.meta.pop("playwright_page", None))

    async def _apply_page_methods(self, page: Page, request: Request, _: Spider) -> None:
        """Wait until the scripts have fetched what they want. The base waits for the load event as well,
        which one hanging tracker withholds for ever."""
        try:
            await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1_000)
        except PlaywrightTimeoutError:
            logger.debug("%s goes on loading: it is read as it is", request.url)

    def _checked(self, response: Response) -> Response:
        proxy = self.browser_provider.proxy
        if response.headers.get(FAULT) == proxy.seal.encode():
            raise proxy.faults.get(place_of(response.url)) or DownloadFailedError("the proxy refused it")
        if len(response.body) > self._most_bytes:
            raise DownloadCancelledError(
                f"the rendered page exceeded DOWNLOAD_MAXSIZE ({self._most_bytes} B)"
            )
        kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
        return response.replace(headers=kept)

    def _cause(self, request: Request, error: PlaywrightError) -> Exception:
        """Chromium knows only that there is no tunnel; the proxy knows why."""
        found = _NET_ERROR.search(error.message)
        text = found[0] if found else error.message.splitlines()[0]
        if "TUNNEL" in text and (fault := self.browser_provider.proxy.faults.get(place_of(request.url))):
            return fault
        return DownloadFailedError("certificate verify failed" if "ERR_CERT_" in text else text)


def _bare(request: Request, answer: PageResponse) -> Response:
    """An error without a body, which Chromium takes for no page at all: its status says enough."""
    return Response(answer.url, answer.status, headers=answer.headers, request=request)


async def _close(page: Page | None) -> None:
    """A page whose script never ends may not close either: it must not hold the others."""
    if page is None:
        return
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await page.close()
    except (TimeoutError, PlaywrightError) as error:
        logger.debug("a page did not close: %s", error)


def is_furniture(request: PageRequest) -> bool:
    """What no text comes from is not fetched."""
    return request.resource_type in _FURNITURE
