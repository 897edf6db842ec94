"""Which addresses are one Document."""

from __future__ import annotations

from random import Random
from urllib.parse import urlencode, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record import urls
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
        ("https://h.example/a?id=1&amp;utm_source=x&amp;amp;p=2", "https://h.example/a?id=1&p=2"),
        ("https://h.example/news/index.html", "https://h.example/news/"),
        ("https://h.example/index.shtml", "https://h.example"),
        ("https://h.example/a;jsessionid=AB12.n1?id=1", "https://h.example/a?id=1"),
        ("https://h.example/a/;JSESSIONID=AB12", "https://h.example/a"),
        ("https://h.example/a#!", "https://h.example/a"),
        ("https://h.example/#/", "https://h.example/"),
        ("https://k.sina.cn/article_12_ab.html?from=x", "https://k.sina.com.cn/article_12_ab.html"),
        ("https://news.sina.cn/2026/detail-iab12.d.html", "https://news.sina.com.cn/2026/doc-iab12.shtml"),
        ("https://m.toutiao.com/i7123/?app=x", "https://www.toutiao.com/article/7123/"),
        ("https://www.toutiao.com/a7123", "https://www.toutiao.com/group/7123/"),
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
        ("https://m.h.example/a", "https://h.example/b"),
        ("https://edition.h.example/a", "https://h.example/a"),
        ("https://h.example/a?p=1", "https://h.example/a?p=2"),
        ("https://h.example/a?aid=1", "https://h.example/a"),
        ("https://h.example/a?source=reuters", "https://h.example/a?source=afp"),
        ("https://h.example/amp", "https://h.example/"),  # a page about amplifiers, for all we know
        ("https://h.example/a/amp-review", "https://h.example/a"),
        ("https://h.example/a?type=amplifier", "https://h.example/a"),
        ("https://h.example/a/index.html.old", "https://h.example/a"),
        ("https://m.com.cn/a", "https://wap.com.cn/a"),
        ("https://m.com/a", "https://wap.com/a"),
        ("https://slide.sina.com.cn/slide.html?id=1", "https://slide.sina.com.cn/slide.html?id=2"),
        ("https://www.163.com/v/list?id=1", "https://www.163.com/v/list?id=2"),
        ("https://h.example:8080/a", "https://h.example/a"),
        ("https://h.example/read.php?f=12", "https://h.example/read.php?f=13"),
        ("https://h.example/#!/article/1", "https://h.example/#!/article/2"),
        ("https://h.example/#/article/1", "https://h.example/#/article/2"),
        ("https://notsina.cn/a", "https://notsina.com.cn/a"),
        ("https://h.example/story?mod=12", "https://h.example/story?mod=13"),  # tracking on a few sites only
        ("https://mp.weixin.qq.com/s?mid=22&idx=1", "https://mp.weixin.qq.com/s?mid=22&idx=2"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert document_key(one) != document_key(other)


@pytest.mark.parametrize(
    "url",
    [
        *(
            f"https://{name}.h.example/a/b?id=1"
            for name in ("www", "m", "mobile", "wap", "3g", "amp", "www.m")
        ),
        "https://h.example/a/b/amp?id=1",
        "https://h.example/a/b/amp/?id=1",
        "https://h.example/amp/a/b?id=1",
        "https://h.example/a/b.amp?id=1",
        *(f"https://h.example/a/b?id=1&{mark}" for mark in ("amp", "amp=1", "outputType=amp", "view=AMP")),
        "https://www-h-example.cdn.ampproject.org/c/s/www.h.example/a/b/amp?id=1&usqp=mq331AQ&amp_js_v=0.1#x",
        "https://h-example.cdn.ampproject.org/v/h.example/a/b?id=1",
        "https://www.google.com/amp/s/amp.h.example/a/b?id=1",
        "https://www.google.co.uk/amp/h.example/a/b?id=1",
    ],
)
def test_a_page_for_phones_or_in_a_cache_is_the_same_document(url: str) -> None:
    assert document_key(url) == "h.example/a/b?id=1"


def test_an_address_within_a_parameter_is_not_taken_for_the_address() -> None:
    url = "https://h.example/go?url=https://h-example.cdn.ampproject.org/c/s/h.example/a"
    assert document_key(url).startswith("h.example/go?url=")


@pytest.mark.parametrize(
    "parameter",
    [
        *("utm_source=x", "UTM_Term=x", "itm_medium=x", "at_campaign=x", "pk_kwd=x", "ns_mchannel=rss"),
        *("fbclid=x", "gclid=x", "wbraid=x", "msclkid=x", "ysclid=x", "twclid=x", "ttclid=x", "igsh=x"),
        *("mc_cid=x", "mkt_tok=x", "_hsenc=x", "__hstc=x", "vero_id=x", "oly_enc_id=x", "Echobox=1"),
        *("cmpid=x", "icid=x", "ncid=x", "ocid=x", "_ga=1", "guccounter=1", "taid=x", "ref_src=twsrc"),
        *("spm=a.b", "scm=1", "from=singlemessage", "f=rss", "fr=x", "isappinstalled=0", "nsukey=x"),
        *("share_token=x", "share_source=wx", "vd_source=x", "spm_id_from=x", "hmsr=x", "bd_vid=x"),
        *("source=rss", "ref=rss", "partner=rss", "cid=rss2.0", "src=rss_feed", "via=feed"),
    ],
)
def test_where_a_reader_came_from_does_not_count(parameter: str) -> None:
    assert document_key(f"https://h.example/a?{parameter}&id=1") == "h.example/a?id=1"


@pytest.mark.parametrize(
    "address",
    [
        "finance.sina.com.cn/tech/2026-11-23/doc-inabcdef1234567.shtml?cref=cj",
        "finance.sina.cn/tech/2026-11-23/detail-inabcdef1234567.d.html?vt=4&pos=108&wm=3049_0015",
        "news.sina.cn/gn/2026-11-23/detail-inabcdef1234567.d.html?sinawapsharesource=newsapp",
        "k.sina.com.cn/article_1234567_p49abc.html?from=tech&sudaref=x",
        "tech.sina.com.cn/roll/x.html?cre=tianyi&mod=pcpager&loc=5&r=0&rfunc=45&tj=cxvertical_pc&tr=12",
        "www.163.com/dy/article/ABCDEFGH05311234.html?clickfrom=w_yw&spss=adap_pc",
        "3g.163.com/news/article/ABCDEFGH05311234.html?spssid=x&spsw=7&isFromH5Share=article",
        "m.163.com/tech/x.html?spss=newsapp&spsnuid=a&spsdevid=b&spsvid=&spsshare=wx&spsts=1&spstoken=c",
        "www.sohu.com/a/123456789_116237?scm=1.2&spm=smpc.home.fd.1&_f=index_cpc_0&anything=1",
        "www.sohu.com/picture/123?_trans_=000014_bdss_dklzxbpcgP3p:CP=&pvid=1&edtsign=A&edtcode=B",
        "m.36kr.com/p/1234567890123456?f=rss&channel=wechat&shareId=1",
        "36kr.com/newsflashes/1234567890123456?f=rss",
        "www.toutiao.com/article/7243412314223952418/?app=news_article&timestamp=1&req_id=2&group_id=3",
        "m.thepaper.cn/newsDetail_forward_12345678?commTag=true",
        "news.ifeng.com/c/8abcDEF1234?ch=ref_zbs_ydzx_news",
        "news.qq.com/rain/a/20261123A01ABC00?suid=x&media_id=y",
        "www.theguardian.com/world/2026/nov/23/a-plant?CMP=share_btn_url",
        "www.wsj.com/articles/a-1?mod=hp_lead_pos1",
        "www.bloomberg.com/news/articles/2026-11-23/a?srnd=premium&sref=x",
        "www.ft.com/content/a-1?shareType=nongift",
        "www.huxiu.com/article/123.html?rec=x&f=member",
        "www.nytimes.com/2026/11/23/a.html?smid=nytcore-ios-share&smtyp=cur&partner=rss&emc=rss",
    ],
)
def test_what_sites_hang_on_the_addresses_of_their_articles_does_not_count(address: str) -> None:
    assert document_key(f"https://{address}") == document_key(f"http://{address.partition('?')[0]}")
    assert "?" not in document_key(f"https://{address}")


WORDS = st.text("abcAZ09-_.~%/ 北+é", max_size=12)
PAIRS = st.lists(st.tuples(st.sampled_from(["id", "p", "aid", "Page", "r", "amp", "北"]), WORDS), max_size=4)
HOSTS = st.sampled_from(
    ["h.example", "www.h.example", "m.h.example", "news.sina.com.cn", "k.sina.cn", "h.example:8080"]
)
PATHS = st.lists(
    st.sampled_from(
        ["a", "amp", "index.html", "b.amp", "b.amp.html", "北 京", "%2f", "c;d", "c;jsessionid=1", ""]
    ),
    max_size=5,
)


def address(host: str, path: list[str], pairs: list[tuple[str, str]]) -> str:
    return urlunsplit(("https", host, "/" + "/".join(path), urlencode(pairs), ""))


@given(HOSTS, PATHS, PAIRS, st.sampled_from(["", "#top", "#!/a/1", "#/北 京?b=%2f#c"]))
def test_the_key_of_a_key_is_the_key(
    host: str, path: list[str], pairs: list[tuple[str, str]], fragment: str
) -> None:
    key = document_key(address(host, path, pairs) + fragment)
    assert document_key(f"https://{key}") == key


@given(HOSTS, PATHS, PAIRS, st.randoms())
def test_neither_the_order_of_parameters_nor_tracking_counts(
    host: str, path: list[str], pairs: list[tuple[str, str]], random: Random
) -> None:
    tracked = [*pairs, ("utm_source", "x"), ("fbclid", "y"), ("spm", "z")]
    random.shuffle(tracked)
    assert document_key(address(host, path, tracked)) == document_key(address(host, path, pairs))


@given(HOSTS, PATHS, st.integers(), st.integers())
def test_articles_that_differ_in_their_id_never_share_a_key(
    host: str, path: list[str], one: int, other: int
) -> None:
    keys = {document_key(address(host, path, [("id", str(number))])) for number in (one, other)}
    assert len(keys) == len({one, other})


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


@pytest.mark.parametrize("path", ["/amp" * 480 + "/x", "/x" + "/amp" * 480, "/x" + "/index.html" * 170])
def test_an_address_of_nothing_but_marks_is_read_a_few_times_only(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Counting:
        times = 0

        def sub(self, by: str, text: str) -> str:
            self.times += 1
            return tail.sub(by, text)

    tail, counting = urls._TAIL, Counting()
    monkeypatch.setattr(urls, "_TAIL", counting)
    document_key(f"https://h.example{path}")
    assert counting.times <= 4


def test_an_address_of_many_marks_stays_as_it_is() -> None:
    key = document_key("https://h.example/index.html/amp/amp/amp/amp")
    assert key == document_key(f"https://{key}") == "h.example/index.html/amp/amp/amp/amp"


def test_final_slashes_are_taken_off_and_others_are_not_searched_for() -> None:
    assert document_key("https://h.example/a///") == "h.example/a"
    assert urls._TAIL.search("/" * 100) is None


@pytest.mark.parametrize(
    "written", ["http://[bad", "http://h.example:port/", "at://did:plc:a/b", "\udcff", ""]
)
def test_what_is_no_address_is_a_key_all_the_same(written: str) -> None:
    document_key(f" {written} ").encode()
    assert len(document_key(written + "a" * 600).encode()) <= 500
