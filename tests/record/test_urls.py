"""Which addresses are one Document."""

from __future__ import annotations

import pytest

from record.urls import document_key, is_web_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.h.example/a", "http://h.example/a/"),
        ("https://h.example/a?id=1&utm_source=rss&UTM_Medium=x", "https://h.example/a?id=1"),
        ("https://h.example/a?b=2&a=1#top", "https://h.example/a?a=1&b=2"),
        ("https://h.example:443/a?fbclid=x&spm=1.2&from=feed", "https://H.example/a"),
        ("https://finance.sina.com.cn/a.shtml?cre=tianyi&r=0", "https://finance.sina.com.cn/a.shtml"),
        (
            "https://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=1&sn=ab&chksm=9&scene=27",
            "https://mp.weixin.qq.com/s?sn=ab&__biz=MzA&idx=1&mid=22",
        ),
    ],
)
def test_these_are_one_document(one: str, other: str) -> None:
    assert document_key(one) == document_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://h.example/a?id=1", "https://h.example/a?id=2"),
        ("https://h.example/a?r=1", "https://h.example/a"),  # tracking on sina only
        ("https://h.example/A", "https://h.example/a"),
        ("https://m.h.example/a", "https://h.example/a"),
        ("https://h.example:8080/a", "https://h.example/a"),
        ("https://mp.weixin.qq.com/s?mid=22&idx=1", "https://mp.weixin.qq.com/s?mid=22&idx=2"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert document_key(one) != document_key(other)


LONG = "https://www.h.example/" + "北" * 60


@pytest.mark.parametrize(
    "url", [LONG, f"https://h.example/?q={'x' * 3_000}", f"https://{'h' * 2_000}.example/"]
)
def test_the_key_of_a_long_address_fits_into_an_index(url: str) -> None:
    assert len(document_key(url).encode()) <= 500
    assert "#sha256:" in document_key(url), "no other key has a fragment"
    assert document_key(url) != document_key(f"{url}1")


def test_a_long_address_is_one_document_however_it_is_linked() -> None:
    assert document_key(LONG) == document_key(LONG.replace("https://www.", "http://") + "?utm_source=x#top")
    assert document_key(LONG).startswith("h.example#sha256:")
    assert "#" not in document_key("https://h.example/" + "a" * 480)


@pytest.mark.parametrize(
    "url",
    ["", "/a", "http:a", "file:///a", "javascript:x", "http://", "//h/a", "http://[::1", "http://h:99999/"],
)
def test_these_are_no_web_addresses(url: str) -> None:
    assert not is_web_address(url)
    assert is_web_address("HTTPS://h.example:8080/a?b#c")
