"""As whose article a page is read that somebody names."""

from __future__ import annotations

from ops.extracts.fetched import source_for
from tests.builders import source

URL = "https://www.courier.example/news/a"
COURIER = source(
    "courier/feed",
    url="https://www.courier.example/rss",
    page="crawler.pages.courier:CourierArticle",
    zone="Asia/Shanghai",
    browser=True,
    allow_private=("10.0.0.0/8",),
)
ELSEWHERE = source("wire/feed", url="https://wire.example/rss", zone="Europe/Oslo")


def test_a_page_of_a_known_site_is_read_as_its_articles_are() -> None:
    found = source_for(URL, [ELSEWHERE, COURIER])
    assert (found.url, found.page, found.zone) == (URL, COURIER.page, "Asia/Shanghai")
    assert found.browser
    assert found.allow_private == ("10.0.0.0/8",)


def test_another_host_of_the_site_gets_no_leave_for_its_private_networks() -> None:
    found = source_for("https://m.courier.example/news/a", [COURIER], ("192.168.0.0/16",))
    assert (found.page, found.allow_private) == (COURIER.page, ("192.168.0.0/16",))


def test_the_host_itself_is_believed_before_another_of_its_site() -> None:
    mobile = source("courier/m", url="https://m.courier.example/rss", zone="America/New_York")
    assert source_for(URL, [mobile, COURIER]).zone == "Asia/Shanghai"


def test_a_page_of_nobody_in_particular_is_read_plainly() -> None:
    found = source_for(URL, [ELSEWHERE])
    assert (found.url, found.page, found.zone, found.browser) == (URL, None, "UTC", False)
    posts = source("hub:x", spider="posts", url="https://www.courier.example/hub", zone="Asia/Tokyo")
    assert source_for(URL, [posts]).zone == "UTC"
