"""robots.txt of strangers: no more of it, and of no more hosts, than can be kept."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.http import TextResponse
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from crawler import middlewares
from crawler.middlewares import LONGEST_ROBOTS, FreshRobots

RULE = "User-agent: *\nDisallow: /secret\n"


class Web:
    """An engine whose every host has this robots.txt; hosts called slow never answer."""

    def __init__(self, robots: str = RULE) -> None:
        self.robots = robots
        self.asked: list[str] = []

    async def download_async(self, request: Request) -> TextResponse:
        self.asked.append(request.url)
        if "slow" in request.url:
            await asyncio.Event().wait()
        return TextResponse(request.url, body=self.robots.encode(), request=request)


def robots_of(web: Web) -> Any:
    crawler = get_crawler(Spider, {"ROBOTSTXT_OBEY": True, "ONRECORD_ROBOTS_MAX_AGE": 3600})
    crawler.engine = web  # type: ignore[assignment]
    return FreshRobots.from_crawler(crawler)


async def allowed(robots: FreshRobots, url: str) -> bool:
    parser = await robots.robot_parser(Request(url))
    assert parser is not None
    return parser.allowed(url, "Onrecord")


def test_of_a_long_robots_txt_only_the_beginning_is_parsed() -> None:
    filling = "#" * LONGEST_ROBOTS
    robots = robots_of(Web(f"{RULE}{filling}\nDisallow: /behind\n"))
    assert asyncio.run(allowed(robots, "https://h/behind"))
    assert not asyncio.run(allowed(robots, "https://h/secret"))


def test_the_rules_of_the_hosts_asked_longest_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        for host in ("a", "b", "c", "a", "d", "a", "b"):
            assert not await allowed(robots, f"https://{host}/secret")

    monkeypatch.setattr(middlewares, "MOST_ROBOTS", 3)
    web = Web()
    robots = robots_of(web)
    asyncio.run(run())
    assert [url.split("/")[2] for url in web.asked] == ["a", "b", "c", "d", "b"]
    assert robots._parsers.keys() == robots._asked.keys() == {"d", "a", "b"}


def test_a_host_that_is_being_asked_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        waiting = asyncio.ensure_future(allowed(robots, "https://slow/secret"))
        await asyncio.sleep(0)
        for host in ("a", "b", "c"):
            assert not await allowed(robots, f"https://{host}/secret")
        assert isinstance(robots._parsers["slow"], Deferred)
        waiting.cancel()

    monkeypatch.setattr(middlewares, "MOST_ROBOTS", 1)
    robots = robots_of(Web())
    asyncio.run(run())
    assert robots._asked.keys() == {"slow", "c"}
