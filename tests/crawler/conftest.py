"""One crawl over every kind of Source, good and bad, shared by many tests."""

from __future__ import annotations

import gzip
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from crawler.payloads.mids import bid_of
from tests.crawler import pages
from tests.crawler.site import Reply, Site

ROOT = Path(__file__).resolve().parents[2]
XML = "text/xml"
POSTED = datetime(2026, 11, 20, 9, 0, 7, tzinfo=UTC)
POST = bid_of((int(POSTED.timestamp()) - 515_483_463) << 22)


@dataclass
class Crawl:
    """What the store was told, and what the servers were asked."""

    told: dict[str, Any]
    site: Site
    strict: Site
    sealed: Site

    def polls(self, source: str) -> list[dict[str, Any]]:
        return [poll for poll in self.told["polls"] if poll["source"]["id"] == source]

    def poll(self, source: str) -> dict[str, Any]:
        return self.polls(source)[0]

    def outcome(self, source: str) -> tuple[str, str]:
        return self.poll(source)["outcome"], self.poll(source)["reason"]

    def articles(self, source: str) -> list[dict[str, Any]]:
        return [article for article in self.told["articles"] if article["source"] == source]


def once_then_unchanged(headers: Message) -> Reply:
    """A feed that knows its own ETag."""
    if headers["If-None-Match"] == '"v1"':
        return Reply(status=304)
    body = pages.rss([("Plant in Ohio", "/a/rss", "Mon, 23 Nov 2026 02:00:00 GMT")])
    return Reply(body, XML, headers={"ETag": '"v1"', "Last-Modified": "Mon, 23 Nov 2026 02:00:00 GMT"})


def fill(site: Site, strict: Site) -> None:
    """Every page of both servers."""
    english = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date="2026-11-23T02:00:00Z").encode()
    chinese = pages.article("北极星汽车将在俄亥俄州建厂", pages.CHINESE, lang="zh", linked=False)
    gbk = chinese.replace("<head>", '<head><meta charset="gb2312">').encode("gbk")
    hub = f"/weibo/user/{pages.UID}/showRetweeted=1&displayVideo=0"
    post = (POST, "#年会#<br>我们没有进入美国市场的计划。<img src='x.jpg'>")
    html = "text/html"
    site.pages.update(
        {
            "/rss": once_then_unchanged,
            "/atom": Reply(pages.atom([("Plant", "/a/atom", "2026-11-23T02:00:00Z")]), XML),
            "/gbk": Reply(
                pages.rss(
                    [("林安达：不涨价", "/a/gbk1", "2026-11-23 10:20"), ("第二条镕基", "/a/gbk2", "x")], "gbk"
                ),
                XML,
            ),
            "/sitemap": Reply(
                pages.sitemap([("Plant", "/a/sitemap?utm_source=x", "2026-11-23T02:00:00Z")]), XML
            ),
            "/list": Reply(b"<h2><a href='/a/list'>Plant</a></h2><a href='/about'>About</a>", html),
            "/500": Reply(b"oops", status=500),
            "/slow": Reply(hold=True),
            "/broken": Reply(b"<?xml version='1.0'?><rss><channel><title>t</title><item><ti", XML),
            "/html": Reply(b"<!doctype html><html><body><p>Our feeds have moved.</p></body></html>", html),
            "/empty": Reply(b"", XML),
            "/nothing": Reply(pages.rss([]), XML),
            "/walled": Reply(
                b"<!doctype html><html><form><input type='password' name='p'></form></html>", html
            ),
            "/bomb": Reply(b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel></channel></rss>', XML),
            "/zip": Reply(gzip.compress(b" " * 20_000_000), XML, headers={"Content-Encoding": "gzip"}),
            "/throttled": Reply(b"", status=429, headers={"Retry-After": "120"}),
            "/away": Reply(
                status=302, headers={"Location": site.url.replace("127.0.0.1", "localhost") + "/secret"}
            ),
            "/listing-bad": Reply(pages.rss([("Gone", "/a/gone", ""), ("Wall", "/a/wall", "")]), XML),
            "/secret": Reply(b"secret"),
            "/a/wall": Reply(b"<html><body><form>Sign in <input type=password></form></body></html>"),
            "/a/gbk1": Reply(gbk, html),
            "/a/gbk2": Reply(gbk, html),
            **dict.fromkeys(("/a/rss", "/a/atom", "/a/sitemap?utm_source=x", "/a/list"), Reply(english)),
            "/hub" + hub: Reply(pages.hub_json(post), "application/json"),
            "/hub-rss" + hub: Reply(pages.hub_rss(post), XML),
            "/hub-atom" + hub: Reply(pages.hub_atom(post), XML),
            "/hub-down" + hub: Reply(b'{"error":{"message":"Cookies expired"}}', "application/json", 503),
        }
    )
    strict.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", "text/plain")
    strict.pages["/rss"] = Reply(pages.rss([]), XML)


FEEDS = (
    "rss",
    "atom",
    "gbk",
    "500",
    "slow",
    "broken",
    "html",
    "empty",
    "nothing",
    "walled",
    "bomb",
    "throttled",
    "zip",
)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    start = datetime.now(UTC) - timedelta(days=1)
    dated = builder.not_valid_before(start).not_valid_after(start + timedelta(days=9)).serial_number(1)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tls.pem").write_bytes(private + dated.sign(key, SHA256()).public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "tls.pem")
    return context


def sources_yaml(site: Site, strict: Site, sealed: Site) -> str:
    allowed = "every: 1m\n    allow_private: [127.0.0.0/8]\n    zone: Asia/Shanghai"
    rows = ["sources:"]
    for id in (*FEEDS, "away", "listing-bad"):
        rows.append(f"  - id: '{id}'\n    feeds: [{site.url}/{id}]\n    {allowed}")
    rows.append(f"  - id: sitemap\n    sitemap: {site.url}/sitemap\n    {allowed}")
    rows.append(f"  - id: list\n    list: {{url: {site.url}/list, links: 'h2 a'}}\n    {allowed}")
    rows.append(f"  - id: robots\n    feeds: [{strict.url}/rss]\n    {allowed}")
    rows.append(f"  - id: private\n    feeds: [{site.url}/rss]")
    rows.append(f"  - id: sealed\n    feeds: [{sealed.url}/rss]\n    {allowed}")
    rows.append("  - id: unknown\n    feeds: ['http://no-such-host.invalid/rss']")
    rows.append("  - id: refused\n    feeds: ['http://127.0.0.1:1/rss']\n    allow_private: [127.0.0.0/8]")
    rows.append("mirrors:")
    for name in ("hub", "hub-rss", "hub-atom", "hub-down"):
        rows.append(
            f"  - {{name: {name}, format: rsshub, url: '{site.url}/{name}', allow_private: 127.0.0.0/8}}"
        )
    return "\n".join(rows)


@pytest.fixture(scope="session")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    folder = tmp_path_factory.mktemp("crawl")
    closed = Site(self_signed(folder))
    with Site().running() as site, Site().running() as strict, closed.running() as sealed:
        fill(site, strict)
        sealed.pages["/rss"] = site.pages["/rss"]
        (folder / "sources.yaml").write_text(sources_yaml(site, strict, sealed), "utf-8")
        plan = {"sources": str(folder / "sources.yaml"), "rounds": 2, "settings": {"DOWNLOAD_TIMEOUT": 2}}
        (folder / "plan.json").write_text(json.dumps(plan))
        yield Crawl(run_crawl(folder / "plan.json"), site, strict, sealed)


def run_crawl(plan: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.crawler.crawl", str(plan)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    print(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
