"""The address that a page gives itself."""

from __future__ import annotations

import pytest

from crawler.pages.canonical import read_canonical
from crawler.pages.declared import read_declared
from crawler.pages.page import parse_page

URL = "https://www.courier.example/cars/ohio?utm_source=feed"


def canonical(href: str | None = None, og: str = "", url: str = URL) -> str | None:
    link = f'<link rel="canonical" href="{href}">' if href is not None else ""
    page = parse_page(
        f'<html><head>{link}<meta property="og:url" content="{og}"></head><body><p>x</p></body></html>', url
    )
    return read_canonical(page, read_declared(page))


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.courier.example/cars/ohio", "https://www.courier.example/cars/ohio"),
        ("/cars/ohio#top", "https://www.courier.example/cars/ohio"),
        (" //courier.example/cars/ohio ", "https://courier.example/cars/ohio"),
        ("https://m.courier.example/cars/ohio", "https://m.courier.example/cars/ohio"),
        ("https://amp.courier.example/cars/ohio", "https://amp.courier.example/cars/ohio"),
        ("https://courier.example/?p=12", "https://courier.example/?p=12"),
        ("https://cars.courier.example/ohio", "https://cars.courier.example/ohio"),
        ("https://wire.example/cars/ohio", None),
        ("https://notcourier.example/cars/ohio", None),
        ("https://www.courier.example/", None),
        ("https://www.courier.example", None),
        ("", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("https://courier.example/" + "a" * 3000, None),
    ],
)
def test_it_is_absolute_of_the_same_site_and_no_home_page(href: str, expected: str | None) -> None:
    assert canonical(href) == expected


def test_og_url_is_asked_where_there_is_no_link() -> None:
    assert canonical(None, "https://courier.example/cars/ohio") == "https://courier.example/cars/ohio"
    assert canonical("https://courier.example/1", "https://courier.example/2") == "https://courier.example/1"


def test_two_hosts_below_one_are_two_sites() -> None:
    assert canonical("https://cars.courier.example/1", url="https://phones.courier.example/1") is None
