"""The newsroom over HTTP: routes, ETag and 304."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, unquote, urlsplit

from record.clock import Clock

from .desk import MIRROR_PATH, Body, Desk
from .outlets import BY_ID, Outlet
from .scenario import MIRROR

ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


def answer(desk: Desk, outlet: str, target: str, headers: Mapping[str, str], now: datetime) -> Answer:
    """The answer of an outlet (or the mirror) to a GET of `target`, a path with its query."""
    path = unquote(urlsplit(target).path)
    if path == "/robots.txt":
        return Answer(200, {"Content-Type": "text/plain"}, ROBOTS.encode())
    if path == "/-/progress":
        return Answer(200, {"Content-Type": "application/json"}, json.dumps(desk.progress(now)).encode())
    body = _mirror(desk, target, now) if outlet == MIRROR else _page(desk, BY_ID[outlet], path, now)
    if body is None:
        return Answer(
            404, {"Content-Type": "text/html; charset=utf-8"}, b"<title>404</title><h1>Not found</h1>"
        )
    given = _conditional(body, headers)
    if outlet == MIRROR or path == BY_ID[outlet].front_path:
        desk.note_asked(outlet, given.status == 304, now)
    return given


def _mirror(desk: Desk, target: str, now: datetime) -> Body | None:
    parts = urlsplit(target)
    if not (parts.path == MIRROR_PATH or parts.path.startswith(MIRROR_PATH + "/")):
        return None
    return desk.mirror(parse_qs(parts.query).get("format", ["rss"])[0], target, now)


def _page(desk: Desk, outlet: Outlet, path: str, now: datetime) -> Body | None:
    return desk.front(outlet, now) if path == outlet.front_path else desk.article(outlet, path, now)


def _conditional(body: Body, headers: Mapping[str, str]) -> Answer:
    """200 with validators, or 304 to a request that holds the present one."""
    etag = f'"{hashlib.sha256(body.data).hexdigest()[:20]}"'
    changed = body.changed.astimezone(UTC).replace(microsecond=0)
    validators = {"ETag": etag, "Last-Modified": format_datetime(changed, usegmt=True)}
    if _unchanged(headers, etag, changed):
        return Answer(304, validators)
    return Answer(200, {"Content-Type": body.kind, **validators}, body.data)


def _unchanged(headers: Mapping[str, str], etag: str, changed: datetime) -> bool:
    """If-None-Match goes before If-Modified-Since (RFC 9110, 13.1.3)."""
    wanted = headers.get("If-None-Match")
    if wanted is not None:
        return etag in {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    since = headers.get("If-Modified-Since")
    try:
        return since is not None and changed <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False  # RFC 9110: an invalid date is ignored


def serve(desk: Desk, clock: Clock) -> list[ThreadingHTTPServer]:
    """A running server on 127.0.0.1 for each port of the state; the caller shuts them down."""
    lock = Lock()
    servers = [
        ThreadingHTTPServer(("127.0.0.1", port), _handler(desk, outlet, clock, lock))
        for outlet, port in desk.state.ports.items()
    ]
    for server in servers:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    return servers


def _handler(desk: Desk, outlet: str, clock: Clock, lock: Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "newsroom"

        def do_GET(self) -> None:
            headers = {name.title(): value for name, value in self.headers.items()}
            with lock:
                given = answer(desk, outlet, self.path, headers, clock.now())
            self._write(given, with_data=self.command == "GET" and given.status != 304)

        def do_HEAD(self) -> None:
            self.do_GET()

        def _write(self, given: Answer, with_data: bool) -> None:
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            if given.status != 304:
                self.send_header("Content-Length", str(len(given.data)))
            self.end_headers()
            if with_data:
                self.wfile.write(given.data)

        def log_message(self, format: str, *args: object) -> None:
            print(f"{clock.now():%H:%M:%S}", outlet, format % args, file=sys.stderr)

    return Handler


def free_ports(count: int) -> list[int]:
    """Different ports that are free now; a restart takes the same ones again."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
