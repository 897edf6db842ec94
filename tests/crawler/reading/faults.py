"""Feeds and pages in every encoding, declared rightly and wrongly, and what goes wrong on their way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SIMPLIFIED = (
    "北极星汽车创始人林安达：公司明年不会涨价",
    "第二家工厂将在俄亥俄州开业，董事会表示支持",
    "分析人士预计需求更加明朗，股市上涨百分之二",
    "我们没有进入其他市场的计划，他在会后对记者说",
)
TRADITIONAL = (
    "北極星汽車創辦人林安達：公司明年不會漲價",
    "第二家工廠將在俄亥俄州開業，董事會表示支持",
    "分析人士預計需求更加明朗，股市上漲百分之二",
    "我們沒有進入其他市場的計畫，他在會後對記者說",
)
WESTERN = (
    "Le président dénonce les “prix fermés” à l’été",
    "Der Gründer überprüft die Pläne für Österreich",
    "El año próximo habrá más fábricas en España",
    "Señales de una débâcle évitée, café à São Paulo",
)
RARE = tuple(title.replace("公司", "㐂𠮷公司").replace("第二", "𡃁第二") + "𠀀" for title in SIMPLIFIED)

TITLES = {
    "utf-8": SIMPLIFIED,
    "gbk": SIMPLIFIED,
    "gb18030": RARE,
    "big5": TRADITIONAL,
    "cp1252": WESTERN,
    "utf-16": SIMPLIFIED,
}
CHARSETS = {"cp1252": "windows-1252"}
DECLARED = ("right", "gb2312", "utf-8", "gbk", "nothing", "nonsense")
BAD_BYTE = {"cp1252": b"\x81", "utf-16": b"\xff"}


@dataclass(frozen=True)
class Kind:
    """How one kind of document is written: before the items, each item, after them."""

    write: Callable[[tuple[str, ...], str], str]  # (titles, declaration within it or "")
    content_type: str


def _xml_head(declared: str) -> str:
    return f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'


def write_rss(titles: tuple[str, ...], declared: str) -> str:
    rows = "".join(
        f"<item><title>{title}</title><link>https://h.example/{at}</link>"
        f"<description><![CDATA[<p>{title}</p>]]></description></item>"
        for at, title in enumerate(titles)
    )
    return f'{_xml_head(declared)}<rss version="2.0"><channel><title>Wire</title>{rows}</channel></rss>'


def write_atom(titles: tuple[str, ...], declared: str) -> str:
    rows = "".join(
        f'<entry><link href="https://h.example/{at}"/><id>https://h.example/{at}</id><title>{title}</title>'
        f"<content type='html'><![CDATA[<p>{title}</p>]]></content></entry>"
        for at, title in enumerate(titles)
    )
    return f'{_xml_head(declared)}<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{rows}</feed>'


def write_json(titles: tuple[str, ...], declared: str) -> str:
    items = [
        {"id": str(at), "url": f"https://h.example/{at}", "title": title, "content_html": f"<p>{title}</p>"}
        for at, title in enumerate(titles)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "charset": declared, "items": items}
    return json.dumps(feed, ensure_ascii=False)


def write_sitemap(titles: tuple[str, ...], declared: str) -> str:
    rows = "".join(
        f"<url><loc>https://h.example/{at}</loc><n:news><n:title>{title}</n:title></n:news></url>"
        for at, title in enumerate(titles)
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"{_xml_head(declared)}<urlset {spaces}>{rows}</urlset>"


def write_list(titles: tuple[str, ...], declared: str) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    rows = "".join(
        f'<h2><a href="https://h.example/{at}">{title}</a></h2>' for at, title in enumerate(titles)
    )
    return f"<!doctype html><html><head>{meta}<title>Wire</title></head><body>{rows}</body></html>"


KINDS = {
    "rss": Kind(write_rss, "text/xml"),
    "atom": Kind(write_atom, "application/atom+xml"),
    "json": Kind(write_json, "application/feed+json"),
    "sitemap": Kind(write_sitemap, "application/xml"),
    "page": Kind(write_list, "text/html"),
}


def declaration(declared: str, encoding: str) -> str:
    """The name of a charset as a server or a document writes it; empty for none."""
    right = CHARSETS.get(encoding, encoding)
    return {"right": right, "nothing": "", "nonsense": "x-no-such-thing"}.get(declared, declared)


def declarations(kind: Kind, declared: str, encoding: str) -> Iterator[tuple[str, str]]:
    """(content type, declaration within the document): in the one, in the other, in both."""
    name = declaration(declared, encoding)
    header = f"{kind.content_type}; charset={name}" if name else kind.content_type
    yield from dict.fromkeys([(header, ""), (kind.content_type, name), (header, name)])


# ---------------------------------------------------------------- faults


def between(body: bytes, title: str, encoding: str, characters: int) -> int:
    """The place of the title's n-th character in the bytes, in its first occurrence."""
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    return body.index(title.encode(codec)) + len(title[:characters].encode(codec))


def insert(body: bytes, at: int, noise: bytes) -> bytes:
    return body[:at] + noise + body[at:]


def overwrite(body: bytes, at: int, noise: bytes) -> bytes:
    return body[:at] + noise + body[at + len(noise) :]


def bad_bytes(body: bytes, title: str, encoding: str) -> Iterator[tuple[str, bytes]]:
    """One byte that fits into no character, in several places of a title."""
    bad = BAD_BYTE.get(encoding, b"\xff")
    start, third, fourth = (between(body, title, encoding, n) for n in (0, 3, 4))
    yield "in the place of a character's first byte", overwrite(body, third, bad)
    yield "in the place of a character's last byte", overwrite(body, fourth - 1, bad)
    if encoding != "utf-16":  # there one byte more or less moves everything after it
        yield "before the title", insert(body, start, bad)
        yield "between two characters", insert(body, third, bad)
        yield "within a character", insert(body, fourth - (fourth - third > 1), bad)
        yield "after the title", insert(body, between(body, title, encoding, len(title)), bad)


def noises(body: bytes, title: str, encoding: str) -> Iterator[tuple[str, bytes]]:
    """Control characters and zeros within a title; where it can be, within a character of it."""
    third, fourth = (between(body, title, encoding, n) for n in (3, 4))
    for noise in (b"\x00", b"\x01", b"\x08", b"\x0b", b"\x1f", b"\x7f"):
        written = noise + b"\x00" if encoding == "utf-16" else noise
        yield f"{noise!r} between two characters", insert(body, third, written)
        if encoding != "utf-16":
            yield f"{noise!r} within a character", insert(body, fourth - (fourth - third > 1), written)


def truncations(body: bytes, title: str, encoding: str) -> Iterator[tuple[str, bytes]]:
    """Cut within the last title, within a tag after it, and within the text that repeats it."""
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    fourth = between(body, title, encoding, 4)
    end = between(body, title, encoding, len(title))
    yield "within a character", body[: fourth - 1]
    yield "within what follows the title", body[: end + 3 * len("x".encode(codec))]
    again = body.find(title.encode(codec), end)
    if again >= 0:
        yield "within the text", body[: again + len(title[:5].encode(codec))]
    yield "before the last bracket", body[: -len("x".encode(codec))]
