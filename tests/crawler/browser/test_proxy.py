"""The browser's proxy, spoken to directly: who is served, and where it leads."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from urllib.parse import urlsplit

import pytest

from crawler.browser import proxy as proxies
from crawler.browser import relay
from crawler.browser.heads import FAULT, UnreadableHead, read_head
from crawler.browser.proxy import USER, FilteringProxy
from crawler.guard import PrivateAddress
from record.types import Schedule, Source
from tests.crawler.browser.scripted import Listener, listening
from tests.crawler.site import Reply, Site


@pytest.fixture(scope="module")
def open_site() -> Iterator[Site]:
    with Site().running() as running:
        yield running


@pytest.fixture
def site(open_site: Site) -> Site:
    open_site.asked.clear()
    open_site.pages["/"] = Reply(b"here")
    return open_site


@pytest.fixture
def forbidden() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


def ask(
    site: Site, *lines: str, secret: str | None = None, more: bytes = b""
) -> tuple[bytes, FilteringProxy]:
    """What comes back for one request head, from a proxy that may reach the site; and the proxy."""

    async def asking() -> tuple[bytes, FilteringProxy]:
        async with served(site) as proxy:
            account = b64encode(f"{USER}:{secret or proxy.password}".encode()).decode()
            head = "\r\n".join((*lines, f"Proxy-Authorization: Basic {account}", "", ""))
            return await answer_to(proxy, head.encode() + more), proxy

    return asyncio.run(asking())


@asynccontextmanager
async def served(site: Site) -> AsyncIterator[FilteringProxy]:
    """A proxy for as long as it is needed."""
    proxy = FilteringProxy()
    allowed = ("127.0.0.0/8",)
    proxy.permit(Source("s", "news", "list", site.url, "o", "S", Schedule(every=60.0), allow_private=allowed))
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()


async def answer_to(proxy: FilteringProxy, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(proxy.url).port)
    with closing(writer):
        writer.write(sent)
        async with asyncio.timeout(5):
            return await reader.read()


def test_the_site_is_asked_as_if_by_the_browser_itself(site: Site) -> None:
    answer, _ = ask(site, f"GET {site.url}/?a=b HTTP/1.1", f"Host: {site.netloc}", "Accept: text/html")
    assert answer.startswith(b"HTTP/1.1 404")
    ((path, headers),) = site.asked
    assert path == "/?a=b"
    assert (headers["Host"], headers["Accept"]) == (site.netloc, "text/html")
    assert not headers["Proxy-Authorization"]


def test_a_tunnel_carries_what_it_is_given(site: Site) -> None:
    inner = f"GET / HTTP/1.1\r\nHost: {site.netloc}\r\nConnection: close\r\n\r\n".encode()
    answer, _ = ask(site, f"CONNECT {site.netloc} HTTP/1.1", more=inner)
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200")
    assert answer.endswith(b"here")


def test_who_does_not_know_the_password_is_served_nothing(site: Site) -> None:
    answer, _ = ask(site, f"GET {site.url}/ HTTP/1.1", secret="guessed")
    assert answer.startswith(b"HTTP/1.1 407")
    assert site.asked == []


@pytest.mark.parametrize("way", ["GET http://{} HTTP/1.1", "CONNECT {} HTTP/1.1"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_no_spelling_of_a_private_address_is_connected_to(
    site: Site, forbidden: Listener, way: str, host: str
) -> None:
    answer, proxy = ask(site, way.format(f"{host}:{forbidden.port}"))
    assert answer.startswith(b"HTTP/1.1 403")
    assert f"{FAULT}: {proxy.seal}".encode() in answer
    (fault,) = proxy.faults.values()
    assert isinstance(fault, PrivateAddress)
    assert forbidden.came == []


def test_a_second_request_on_a_connection_is_never_read(site: Site, forbidden: Listener) -> None:
    second = f"GET http://127.0.0.1:{forbidden.port}/ HTTP/1.1\r\n\r\n".encode()
    answer, _ = ask(site, f"GET {site.url}/ HTTP/1.1", f"Host: {site.netloc}", more=second)
    assert (answer.count(b"HTTP/1.1 "), answer.count(b"Connection: close")) == (1, 1)
    assert len(site.asked) == 1
    assert forbidden.came == []


@pytest.mark.parametrize(
    "line",
    [
        "GET ftp://127.0.0.1/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET / HTTP/1.1",
        "CONNECT 127.0.0.1:99999 HTTP/1.1",
        "nonsense",
        "x" * 100_000,
    ],
)
def test_what_is_no_request_is_dropped(site: Site, line: str) -> None:
    assert ask(site, line)[0] == b""


def test_an_answer_without_end_is_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "MOST_BYTES", 100_000)
    site.pages["/"] = Reply(b"x" * 400_000)
    answer, _ = ask(site, f"GET {site.url}/ HTTP/1.1", f"Host: {site.netloc}")
    assert len(answer) < 200_000


@pytest.mark.parametrize("length", ["-1", "99999999", "many"])
def test_an_upload_of_no_honest_length_is_dropped(site: Site, length: str) -> None:
    assert ask(site, f"POST {site.url}/ HTTP/1.1", f"Content-Length: {length}")[0] == b""
    assert site.asked == []


def test_no_more_connections_are_served_than_there_is_room_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxies, "MOST_CONNECTIONS", 1)

    async def two(proxy: FilteringProxy) -> bytes:
        _, first = await asyncio.open_connection("127.0.0.1", urlsplit(proxy.url).port)
        with closing(first):
            return await answer_to(proxy, b"")

    assert asyncio.run(with_proxy(site, two)) == b""


async def with_proxy(site: Site, work: Callable[[FilteringProxy], Awaitable[bytes]]) -> bytes:
    async with served(site) as proxy:
        return await work(proxy)


def test_an_answer_on_the_way_is_passed_over() -> None:
    assert read_head(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n").is_interim
    assert not read_head(b"HTTP/1.1 200\r\n\r\n").is_interim


@pytest.mark.parametrize("data", [b"\r\n\r\n", b"ICY 200 OK\r\n\r\n", b"GET /\r\n\r\n"])
def test_what_is_no_http_is_no_head(data: bytes) -> None:
    with pytest.raises(UnreadableHead):
        read_head(data)
