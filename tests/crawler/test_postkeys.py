"""Which post an address names, in every spelling that people copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.payloads.mids import mid_of
from crawler.postkeys import post_keys

BID, MID = "QmXXrt8Wx", mid_of("QmXXrt8Wx")
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"

NAMED = [
    *(
        (address, f"weibo:{MID}")
        for address in (
            f"https://weibo.com/1749127163/{BID}?pagetype=profilefeed",
            f"http://weibo.com/1749127163/{BID}",
            f"https://www.weibo.com/1749127163/{BID}/",
            f"weibo.com/1749127163/{BID}",
            f"https://weibo.com/1749127163/{MID}",
            f"https://m.weibo.cn/status/{BID}",
            f"https://m.weibo.cn/status/{MID}",
            f"https://m.weibo.cn/detail/{MID}",
            f"https://M.Weibo.CN/1749127163/{MID}",
        )
    ),
    ("https://t.me/s/Nordlys_News/11", "telegram:nordlys_news/11"),
    ("t.me/nordlys_news/11?single", "telegram:nordlys_news/11"),
    ("https://youtu.be/dQw4w9WgXcQ?t=3", "youtube:dQw4w9WgXcQ"),
    ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=3s", "youtube:dQw4w9WgXcQ"),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube:dQw4w9WgXcQ"),
    (f"at://{DID}/app.bsky.feed.post/3kabc", f"bluesky:at://{DID}/app.bsky.feed.post/3kabc"),
    (f"https://bsky.app/profile/{DID}/post/3kabc", f"bluesky:at://{DID}/app.bsky.feed.post/3kabc"),
    ("https://bsky.app/profile/lin.bsky.social/post/3kabc", "/app.bsky.feed.post/3kabc"),
    ("at://lin.bsky.social/app.bsky.feed.post/3kabc", "/app.bsky.feed.post/3kabc"),
    ("https://social.example/users/lin/statuses/113", "mastodon:social.example/113"),
    ("https://Social.Example/@lin/113", "mastodon:social.example/113"),
    ("https://truthsocial.com/@lin/posts/107777", "truthsocial:107777"),
    ("https://twitter.com/NordlysMotors/status/1234567?s=20", "x:1234567"),
    ("https://mobile.x.com/i/status/1234567/photo/1", "x:1234567"),
    ("https://www.threads.net/@lin/post/C8abc_-1", "threads:C8abc_-1"),
    (
        "https://www.sec.gov/Archives/edgar/data/1/000131860526000001/0001318605-26-000001-index.htm",
        "edgar:0001318605-26-000001",
    ),
]


@pytest.mark.parametrize(("address", "key"), NAMED)
def test_an_address_names_one_post_in_every_spelling(address: str, key: str) -> None:
    assert post_keys(address) == (key,)


def test_of_an_address_of_no_network_a_feed_may_have_the_post() -> None:
    assert "substack:lin.substack.com/p/cars" in post_keys("http://lin.substack.com/p/cars?utm_source=x")
    shown = post_keys("https://medium.com/@linanda/what-we-said-12ab34?source=rss")
    assert "medium:medium.com/@linanda/what-we-said-12ab34" in shown
    assert post_keys("st_abcdefgh") == ()


@given(st.text(max_size=60) | st.from_regex(r"(https?://|at://)\S{0,40}", fullmatch=True))
def test_whatever_is_written_has_keys_or_none(written: str) -> None:
    assert all(post_keys(written))
