"""The proxy that Chromium must go through: it connects to what the guard allows, and to nothing else.

A page can ask for any address, by a script, a redirect, a frame or a WebSocket, and Chromium would connect.
So it is given no way to the network but this one, on loopback: a name is resolved here, once, each address
is checked, and the connection is made to that address. Nobody without the password is served.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import socket
from base64 import b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from ipaddress import ip_network
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawler.browser.heads import FAULT, Head, UnreadableHead, read_head
from crawler.browser.relay import Streams, TooMuch, relay
from crawler.guard import Network, PrivateAddress, remember, require_allowed
from record.types import Source

HOST = "127.0.0.1"
USER = "onrecord"
CHALLENGE = f'Proxy-Authenticate: Basic realm="{USER}"'
MOST_CONNECTIONS = 256
HEAD_BYTES = 64 * 1024
HEAD_SECONDS, CONNECT_SECONDS = 10.0, 10.0

Place = tuple[str, int]  # host and port

logger = logging.getLogger(__name__)


class FilteringProxy:
    """One proxy a browser. `faults` tells why a place could not be reached, which Chromium will not."""

    def __init__(self) -> None:
        self.password = secrets.token_urlsafe(32)
        self.seal = secrets.token_urlsafe(16)  # marks our own answers; no site can know it
        self.faults: dict[Place, Exception] = {}
        self._passes: dict[Place, tuple[Network, ...]] = {}
        # Names that nobody answers for must not hold up the threads that write the record.
        self._resolvers = ThreadPoolExecutor(16, "resolver")
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where it listens. Raises RuntimeError before it was started."""
        if self._server is None:
            raise RuntimeError("the proxy was not started")
        return f"http://{HOST}:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        """Listen on loopback, on a port that the system chooses."""
        self._server = await asyncio.start_server(self._accept, HOST, 0, limit=HEAD_BYTES)

    async def stop(self) -> None:
        """Listen no more, and end every connection."""
        if self._server is None:
            return
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        self._resolvers.shutdown(wait=False, cancel_futures=True)

    def permit(self, source: Source) -> None:
        """A Source's private networks, at the host and port of its own address only."""
        if source.allow_private:
            networks = tuple(ip_network(cidr, strict=False) for cidr in source.allow_private)
            self._passes[place_of(source.url)] = networks

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._serving) >= MOST_CONNECTIONS:
            writer.close()
            return
        task = asyncio.ensure_future(self._serve_one(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (OSError, EOFError, ValueError, TooMuch, asyncio.LimitOverrunError) as error:
            logger.debug("a connection of the browser broke off: %s", error)
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, and one only: what follows on the same connection is never read."""
        async with asyncio.timeout(HEAD_SECONDS):
            head = read_head(await reader.readuntil(b"\r\n\r\n"))
        if not self._is_ours(head):
            writer.write(_refusal(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED, CHALLENGE))
            return
        place = _place_asked(head)
        try:
            there = await self._connect(place)
        except (OSError, PrivateAddress) as error:
            self.faults[place] = _fault(error)
            refused = isinstance(error, PrivateAddress)
            status = HTTPStatus.FORBIDDEN if refused else HTTPStatus.BAD_GATEWAY
            writer.write(_refusal(status, f"{FAULT}: {self.seal}"))
            return
        self.faults.pop(place, None)
        try:
            await relay(head, (reader, writer), there)
        finally:
            there[1].close()

    def _is_ours(self, head: Head) -> bool:
        expected = "Basic " + b64encode(f"{USER}:{self.password}".encode()).decode()
        return hmac.compare_digest(expected.encode(), (head.get("proxy-authorization") or "").encode())

    async def _resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._resolvers, _addresses, host, port)

    async def _connect(self, place: Place) -> Streams:
        """To the first address that answers. Raises PrivateAddress or OSError."""
        host, port = place
        async with asyncio.timeout(CONNECT_SECONDS):
            addresses = await self._resolve(host, port)
            return await _first(addresses, place, self._passes.get(place, ()))


def _addresses(host: str, port: int) -> list[str]:
    """Blocks; no address twice. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


async def _first(addresses: Sequence[str], place: Place, allowed: Sequence[Network]) -> Streams:
    host, port = place
    failed: OSError | None = None
    for address in addresses:
        remember(address, host)
        require_allowed(address, allowed)
        try:
            return await asyncio.open_connection(address, port, limit=HEAD_BYTES)
        except OSError as error:
            failed = error
    raise failed or OSError(f"{host} has no address")


def place_of(url: str) -> Place:
    """Host and port of a web address. Raises ValueError for an address that is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "ws", "wss") or not parts.hostname:
        raise ValueError(f"no web address: {url[:200]}")
    return parts.hostname, parts.port or (443 if parts.scheme in ("https", "wss") else 80)


def _place_asked(head: Head) -> Place:
    """Raises ValueError."""
    if head.method == "CONNECT":
        return place_of(f"https://{head.target}")
    if not head.target.lower().startswith("http://"):
        raise UnreadableHead("only http is asked for without a tunnel")
    return place_of(head.target)


def _fault(error: Exception) -> Exception:
    """As Scrapy names it, for the reason of the Poll."""
    if isinstance(error, PrivateAddress):
        return error
    if isinstance(error, socket.gaierror):
        return CannotResolveHostError(str(error))
    if isinstance(error, TimeoutError):
        return DownloadTimeoutError(str(error))
    if isinstance(error, ConnectionRefusedError):
        return DownloadConnectionRefusedError(str(error))
    return DownloadFailedError(str(error))


def _refusal(status: HTTPStatus, header: str) -> bytes:
    line = f"HTTP/1.1 {status.value} {status.phrase}"
    return f"{line}\r\n{header}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
