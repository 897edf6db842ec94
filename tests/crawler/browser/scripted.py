"""A site that is empty without JavaScript, and one that nobody may be led to."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from crawler.browser import NoBrowser, find_chromium
from tests.crawler import pages
from tests.crawler.site import Reply, Site

LIST = """<!doctype html><html><head><title>The Courier</title>
<link rel="stylesheet" href="/style.css"></head><body><img src="/logo.png"><main></main><script>
fetch("/api/list").then(answer => answer.json()).then(stories => {
  for (const story of stories) {
    const heading = document.createElement("h2"), link = document.createElement("a");
    link.href = story.url; link.textContent = story.title;
    heading.append(link); document.querySelector("main").append(heading);
  }
});
</script></body></html>"""
STORY = """<!doctype html><html><head><title>The Courier</title></head><body><main>Loading</main><script>
fetch("/api" + location.pathname).then(answer => answer.text()).then(html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title; document.documentElement.lang = page.documentElement.lang;
  document.head.append(...page.head.children); document.body.replaceWith(page.body);
});
</script></body></html>"""


def chromium() -> str:
    """The program's path, or why the tests that need it are skipped."""
    try:
        return find_chromium(os.environ)
    except NoBrowser as error:
        return f"skipped: {error}"


needs_chromium = pytest.mark.skipif(chromium().startswith("skipped"), reason=chromium())


def publish(site: Site, stories: dict[str, str], at: str = "/") -> None:
    """A list page at `at`, and the stories, HTML by path: all made by scripts in the browser."""
    entries = [{"url": path, "title": f"Story {path}"} for path in stories]
    site.pages[at] = Reply(LIST.replace("/api/list", f"/api/list{at}").encode(), headers={"ETag": '"shell"'})
    site.pages[f"/api/list{at}"] = Reply(json.dumps(entries).encode(), "application/json")
    for path, html in stories.items():
        site.pages[path] = Reply(STORY.encode())
        site.pages[f"/api{path}"] = Reply(html.encode())


def story(title: str, paragraphs: tuple[str, ...] = pages.ENGLISH) -> str:
    return pages.article(title, paragraphs, date="2026-11-23T02:00:00Z")


# ---------------------------------------------------------------- who must not be reached


@dataclass
class Listener:
    """Counts who connects to its port by TCP, and what comes to it by UDP."""

    port: int
    came: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        listener = Listener(tcp.getsockname()[1])
        udp.bind(("127.0.0.1", listener.port))
        for count in (lambda: _count_tcp(tcp, listener), lambda: _count_udp(udp, listener)):
            threading.Thread(target=count, daemon=True).start()
        yield listener


def _count_tcp(server: socket.socket, listener: Listener) -> None:
    while True:
        try:
            server.accept()[0].close()
        except OSError:
            return
        listener.came.append("tcp")


def _count_udp(server: socket.socket, listener: Listener) -> None:
    while True:
        try:
            server.recv(2_000)
        except OSError:
            return
        listener.came.append("udp")


def leading_to(port: int) -> bytes:
    """A page that tries every way that a page has to an address."""
    there = f"127.0.0.1:{port}"
    return f"""<!doctype html><html><head><link rel="preconnect" href="http://{there}/">
<link rel="prefetch" href="http://localhost:{port}/"><script src="http://{there}/code.js" async></script>
</head><body><h2><a href="/a/sent-on">Sent on</a></h2><iframe src="http://{there}/frame"></iframe><script>
const quiet = work => {{ try {{ Promise.resolve(work()).catch(() => 0) }} catch (error) {{}} }};
for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "127.1"])
  quiet(() => fetch("http://" + host + ":{port}/"));
quiet(() => fetch("/away"));
quiet(() => fetch("https://{there}/"));
quiet(() => new WebSocket("ws://{there}/socket"));
quiet(() => new WebSocket("wss://{there}/socket"));
quiet(() => new EventSource("http://{there}/events"));
quiet(() => navigator.sendBeacon("http://{there}/beacon"));
quiet(() => window.open("http://{there}/window"));
quiet(() => new WebTransport("https://{there}/"));
for (const url of ["stun:{there}", "turn:{there}?transport=tcp", "turn:{there}?transport=udp"])
  quiet(async () => {{
    const peer = new RTCPeerConnection({{iceServers: [{{urls: url, username: "a", credential: "b"}}]}});
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
  }});
</script></body></html>""".encode()
