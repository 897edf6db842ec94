"""Pages and feeds as sites send them, written for these tests."""

from __future__ import annotations

import json
from html import escape

ENGLISH = (
    "The chief executive of Nordlys Motors said on Monday that the company will open a second plant in Ohio.",
    "“We are not going to raise prices next year,” Ada Lindqvist told reporters after the annual meeting.",
    "Shares rose two per cent in Oslo. Analysts had expected the company to wait for clearer demand.",
)
CHINESE = (
    "北极星汽车创始人林安达周一在年度会议上表示，公司明年不会涨价，并将在俄亥俄州开设第二家工厂。",
    "“我们没有进入其他市场的计划。”林安达在会后对记者说，公司首先要把现有车型做好。",
    "分析人士原本预计该公司会等到需求更加明朗之后再作决定，奥斯陆股市当天上涨百分之二。",
)


def article(
    title: str, paragraphs: tuple[str, ...], *, date: str = "", lang: str = "en", linked: bool = True
) -> str:
    """A page with menus, related news and a footer around the text."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": date,
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if linked else ""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="{lang}"><head><title>{escape(title)} - The Courier</title>{script}
<meta name="viewport" content="width=device-width"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/cars">Cars</a></li>
<li><a href="/login">Sign in</a></li></ul></nav>
<main><article><h1>{escape(title)}</h1>{body}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/other">Ten ways to wash a car</a></li></ul></aside>
<footer>The Courier. <a href="/privacy">Privacy</a></footer></body></html>"""


def rss(items: list[tuple[str, str, str]], encoding: str = "utf-8") -> bytes:
    """Items are (title, link, pubDate); the declared encoding is gb2312 where GBK is sent."""
    declared = "gb2312" if encoding == "gbk" else encoding
    rows = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[<p>{title}</p>]]></description></item>"
        for title, link, date in items
    )
    return channel(rows, declared).encode(encoding)


def channel(rows: str, declared: str = "UTF-8") -> str:
    head = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>Wire</title>'
    return f"{head}{rows}</channel></rss>"


def atom(items: list[tuple[str, str, str]]) -> bytes:
    rows = "".join(
        f'<entry><title>{escape(title)}</title><link rel="alternate" href="{escape(link)}"/>'
        f"<id>{escape(link)}</id><updated>{date}</updated></entry>"
        for title, link, date in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{rows}</feed>'.encode()


def sitemap(items: list[tuple[str, str, str]]) -> bytes:
    rows = "".join(
        f"<url><loc>{escape(link)}</loc><news:news><news:publication><news:name>Wire</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{date}</news:publication_date>"
        f"<news:title>{escape(title)}</news:title></news:news></url>"
        for title, link, date in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
    ).encode()


# ---------------------------------------------------------------- RSSHub

UID = "1749127163"


def hub_items(*posts: tuple[str, str]) -> list[dict[str, object]]:
    """JSON Feed items of (bid, HTML); the date is eight hours wrong, as RSSHub's are at times."""
    return [
        {
            "id": f"https://weibo.com/{UID}/{bid}",
            "url": f"https://weibo.com/{UID}/{bid}",
            "title": "cut off after so many cha...",
            "content_html": html,
            "date_published": "2026-11-20T01:00:00.000Z",
            "authors": [{"name": "雷军", "url": f"https://weibo.com/{UID}"}],
        }
        for bid, html in posts
    ]


def hub_json(*posts: tuple[str, str]) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "雷军的微博", "items": hub_items(*posts)}
    return json.dumps(feed, ensure_ascii=False).encode()


def hub_rss(*posts: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<item><title>cut off...</title><description>{escape(html)}</description>"
        f'<link>https://weibo.com/{UID}/{bid}</link><guid isPermaLink="false">https://weibo.com/{UID}/{bid}</guid>'
        "<pubDate>Fri, 20 Nov 2026 01:00:00 GMT</pubDate><author>雷军</author></item>"
        for bid, html in posts
    )
    return channel(rows).encode()


def hub_atom(*posts: tuple[str, str]) -> bytes:
    rows = "".join(
        f'<entry><title>cut off...</title><content type="html">{escape(html)}</content>'
        f'<link href="https://weibo.com/{UID}/{bid}"/><id>https://weibo.com/{UID}/{bid}</id>'
        "<published>2026-11-20T01:00:00.000Z</published><updated>2026-11-20T01:00:00.000Z</updated>"
        "<author><name>雷军</name></author></entry>"
        for bid, html in posts
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{rows}</feed>'.encode()
