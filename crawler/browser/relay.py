"""What the proxy carries between Chromium and a site, within bounds."""

from __future__ import annotations

import asyncio

from crawler.browser.heads import Head, read_head

MOST_BYTES = 32 * 1024 * 1024  # of one connection, each way; a page's script is no film
MOST_UPLOAD = 1024 * 1024
CHUNK_BYTES = 64 * 1024
IDLE_SECONDS = 30.0

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class TooMuch(Exception):
    """One connection carried more than it may."""


async def relay(head: Head, here: Streams, there: Streams) -> None:
    """Until it is over. Raises TooMuch, TimeoutError, UnreadableHead, and what a broken connection raises."""
    if head.method == "CONNECT":
        here[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await _tunnel(here, there)
    else:
        await _forward(head, here, there)


async def _tunnel(here: Streams, there: Streams) -> None:
    """Both ways, until either side ends."""
    ways = [
        asyncio.ensure_future(_pump(here[0], there[1])),
        asyncio.ensure_future(_pump(there[0], here[1])),
    ]
    try:
        done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in done:
            way.result()
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _forward(head: Head, here: Streams, there: Streams) -> None:
    """A plain request; the answer is marked as the last one, so that no second request comes this way."""
    length = int(head.get("content-length") or 0)
    if head.get("transfer-encoding") or not 0 <= length <= MOST_UPLOAD:
        raise TooMuch("an upload")
    there[1].write(head.forwarded() + await here[0].readexactly(length))
    async with asyncio.timeout(IDLE_SECONDS):
        answer = read_head(await there[0].readuntil(b"\r\n\r\n"))
        while answer.is_interim:
            answer = read_head(await there[0].readuntil(b"\r\n\r\n"))
    here[1].write(answer.closing())
    await _pump(there[0], here[1])


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    left = MOST_BYTES
    while chunk := await asyncio.wait_for(source.read(CHUNK_BYTES), IDLE_SECONDS):
        left -= len(chunk)
        if left < 0:
            raise TooMuch(f"more than {MOST_BYTES} bytes")
        sink.write(chunk)
        await sink.drain()
