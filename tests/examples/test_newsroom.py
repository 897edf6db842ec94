"""The newsroom speaks as real sites do, and its clock survives a restart."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from examples.newsroom.desk import FRONTS, MIRROR_PATH, Desk
from examples.newsroom.edition import Release
from examples.newsroom.outlets import BY_ID, OUTLETS, Outlet
from examples.newsroom.scenario import load_scenario
from examples.newsroom.server import Answer, answer, free_ports, serve
from examples.newsroom.state import State, load_state
from examples.newsroom.weibo import DIGITS, EPOCH, HOME, bid_of
from record.clock import Clock

SCENARIOS = Path(__file__).parents[2] / "examples" / "scenarios"
OPENED = datetime(2026, 11, 23, 6, 59, tzinfo=UTC)
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
BEFORE, AFTER = START + timedelta(seconds=1), START + timedelta(seconds=60)


def desk_at(directory: Path, started: bool = True, seed: int = 1) -> Desk:
    ports = {front: 20_000 + number for number, front in enumerate(FRONTS)}
    start = START.isoformat() if started else None
    state = State(str(SCENARIOS / "xiaomi-us"), seed, ports, OPENED.isoformat(), start)
    return Desk(load_scenario(SCENARIOS / "xiaomi-us"), state, directory)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


def front(desk: Desk, outlet: Outlet, now: datetime, **headers: str) -> Answer:
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return answer(desk, outlet.id, outlet.front_path, named, now)


def mirror(desk: Desk, now: datetime, form: str = "json") -> Answer:
    return answer(desk, "weibo", f"{MIRROR_PATH}/showRetweeted=1&displayVideo=0?format={form}", {}, now)


def news(desk: Desk, now: datetime) -> list[Release]:
    return [release for release in desk.released(now) if not release.old]


def test_nothing_is_released_before_its_time(desk: Desk) -> None:
    assert news(desk, BEFORE) == []
    first = desk.releases[-len(news(desk, AFTER))]
    moment = desk.time_of(first)
    assert news(desk, moment - timedelta(milliseconds=1)) == []
    assert news(desk, moment) == [first]
    titles = [each.story.title for each in news(desk, AFTER) if each.story.title]
    for outlet in OUTLETS:
        shown = front(desk, outlet, BEFORE).data.decode(outlet.encoding)
        assert not any(title in shown for title in titles)


def test_an_article_is_not_there_before_its_release_and_the_same_ever_after(desk: Desk) -> None:
    release = next(each for each in news(desk, AFTER) if each.outlet == "voltmeter")
    outlet = BY_ID[release.outlet]
    page = desk.page_of(release, outlet)
    assert answer(desk, outlet.id, page.path, {}, page.local - timedelta(seconds=1)).status == 404
    early = answer(desk, outlet.id, page.path, {}, page.local)
    late = answer(desk, outlet.id, page.path, {}, page.local + timedelta(days=3))
    assert early.status == 200
    assert early.data == late.data


def test_every_article_holds_its_paragraphs_among_furniture(desk: Desk) -> None:
    for release in desk.released(AFTER):
        if release.outlet not in BY_ID:
            continue
        outlet = BY_ID[release.outlet]
        page = desk.page_of(release, outlet)
        text = answer(desk, outlet.id, page.path, {}, AFTER).data.decode(outlet.encoding)
        plain = text.replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"')
        assert all(paragraph in plain for paragraph in page.paragraphs)
        assert len(text) > 2 * sum(map(len, page.paragraphs)), "a bare page is no test of an extractor"
        assert ("application/ld+json" in text) == (outlet.lang == "en")


def test_the_gbk_outlet_says_gb2312_and_writes_what_gb2312_cannot(desk: Desk) -> None:
    outlet = BY_ID["jiangwan"]
    data = front(desk, outlet, AFTER).data
    assert b'encoding="gb2312"' in data
    assert all(char in data.decode("gbk") for char in "镕堃喆")
    with pytest.raises(UnicodeDecodeError):
        data.decode("gb2312")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    page = desk.page_of(desk.released(AFTER, outlet.id)[0], outlet)
    given = answer(desk, outlet.id, page.path, {}, AFTER)
    assert given.headers["Content-Type"] == "text/html; charset=gb2312"
    assert "孟堃" in given.data.decode("gbk")


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_an_unchanged_front_answers_304_until_something_is_released(desk: Desk, outlet: Outlet) -> None:
    first = front(desk, outlet, BEFORE)
    assert first.status == 200
    again = front(desk, outlet, BEFORE, if_none_match=first.headers["ETag"])
    assert (again.status, again.data) == (304, b"")
    assert front(desk, outlet, BEFORE, if_modified_since=first.headers["Last-Modified"]).status == 304
    if any(release.outlet == outlet.id for release in news(desk, AFTER)):
        assert front(desk, outlet, AFTER, if_none_match=first.headers["ETag"]).status == 200


def test_old_stories_stand_in_every_front_from_the_opening(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, started=False)
    for outlet in OUTLETS:
        assert len(desk.released(OPENED, outlet.id)) >= 2
    assert len(json.loads(mirror(desk, OPENED).data)["items"]) >= 2
    spoken = " ".join(chain.from_iterable(each.story.paragraphs for each in desk.released(OPENED)))
    assert "US market" in spoken, "an old article in which Lei Jun speaks about the US market"


def test_a_post_is_named_by_an_id_that_carries_its_second(desk: Desk) -> None:
    items = json.loads(mirror(desk, AFTER).data)["items"]
    released = [desk.time_of(each) for each in desk.released(AFTER, "weibo")]
    assert [second_of(item["url"].removeprefix(HOME)) for item in items] == [
        int(t.timestamp()) for t in released
    ]
    assert all(item["id"] == item["url"] for item in items)


def second_of(bid: str) -> int:
    """The way back, as the crawler goes it: groups of 4 characters to 7 digits."""
    groups = [bid[max(0, end - 4) : end] for end in range(len(bid), 0, -4)][::-1]
    numbers = [sum(DIGITS.index(c) * 62**i for i, c in enumerate(reversed(group))) for group in groups]
    return (int(str(numbers[0]) + "".join(f"{n:07d}" for n in numbers[1:])) >> 22) + EPOCH


def test_an_id_is_written_as_weibo_writes_it() -> None:
    assert bid_of(3501756485200075) == "z0JH2lOMb"


def test_the_mirror_speaks_rss_by_default_and_atom_and_json(desk: Desk) -> None:
    rss = answer(desk, "weibo", MIRROR_PATH, {}, AFTER)
    assert rss.headers["Content-Type"].startswith("application/rss+xml")
    assert b'<guid isPermaLink="false">https://weibo.com/1749127163/' in rss.data
    assert b'<feed xmlns="http://www.w3.org/2005/Atom"' in mirror(desk, AFTER, "atom").data
    assert json.loads(mirror(desk, AFTER).data)["version"] == "https://jsonfeed.org/version/1.1"
    assert answer(desk, "weibo", "/weibo/user/1", {}, AFTER).status == 404


def test_the_clock_starts_when_every_front_was_recorded_and_not_before(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, started=False)
    tags = {outlet.id: front(desk, outlet, OPENED).headers["ETag"] for outlet in OUTLETS}
    for _ in range(3):
        mirror(desk, OPENED)  # asks without validators
    for outlet in OUTLETS:
        assert desk.state.start is None
        front(desk, outlet, START, if_none_match=tags[outlet.id])
    assert desk.state.start == START.isoformat()
    saved = load_state(tmp_path)
    assert saved is not None
    assert saved.start == START.isoformat()


def test_a_restart_goes_on_where_the_clock_stands(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, started=False)
    desk.start(START)
    saved = load_state(tmp_path)
    assert saved is not None
    again = Desk(load_scenario(SCENARIOS / "xiaomi-us"), saved, tmp_path)
    for second in range(0, 60, 3):
        now = START + timedelta(seconds=second)
        assert [each.story.id for each in again.released(now)] == [
            each.story.id for each in desk.released(now)
        ]
        assert front(again, BY_ID["meridian"], now) == front(desk, BY_ID["meridian"], now)


def test_it_answers_over_http_on_a_port_for_each_outlet(tmp_path: Path) -> None:
    ports = dict(zip(FRONTS, free_ports(len(FRONTS)), strict=True))
    clock = Clock()
    state = State(str(SCENARIOS / "one-post"), 1, ports, clock.now().isoformat())
    servers = serve(Desk(load_scenario(SCENARIOS / "one-post"), state, tmp_path), clock)
    try:
        home = f"http://127.0.0.1:{ports['harbour-ledger']}"
        with urlopen(f"{home}/robots.txt") as robots:
            assert b"Allow: /" in robots.read()
        with urlopen(f"{home}/feed.xml") as feed:
            etag = feed.headers["ETag"]
            assert b"<rss" in feed.read()
        with pytest.raises(HTTPError) as unchanged:
            urlopen(Request(f"{home}/feed.xml", headers={"If-None-Match": etag}))
        assert unchanged.value.code == 304
        with urlopen(f"{home}/-/progress") as progress:
            assert json.load(progress)["asked"]["harbour-ledger"] == 2
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
