"""robots.txt of strangers: no more of it, and of no more hosts, than can be kept; who is told what."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response, TextResponse
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from crawler import middlewares
from crawler.middlewares import LONGEST_ROBOTS, OWN_HEADERS, FreshRobots, OwnHeaders

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


@pytest.mark.parametrize(
    ("away", "told"),
    [
        ("https://m.example/other", True),
        ("https://www.m.example/", False),
        ("https://m.example:8443/", False),
        ("http://m.example/", False),
        ("https://elsewhere.example/", False),
    ],
)
def test_what_is_meant_for_one_host_is_not_told_to_another(away: str, told: bool) -> None:
    headers = {"Cookie": "SUB=secret", "User-Agent": "Onrecord desk@courier.example", "X-Own": "1"}
    request = Request("https://m.example/", headers=headers, meta={OWN_HEADERS: tuple(headers)})
    redirect = RedirectMiddleware.from_crawler(get_crawler(Spider))
    redirected = redirect.process_response(
        request, Response(request.url, status=302, headers={"Location": away})
    )
    assert isinstance(redirected, Request)
    for asked in (request, redirected):
        OwnHeaders().process_request(asked)
    assert {name for name in headers if name in request.headers} == set(headers)
    assert {name for name in headers if name in redirected.headers} == (set(headers) if told else set())
