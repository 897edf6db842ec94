"""Loopback in front of the fake m.weibo.cn beside the project, which is a proxy; the crawler uses none."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conftest import SHARED
from tests.receivers import closed_port

FAKE, ROUTES = SHARED / "mirror" / "fake_weibo.py", SHARED / "mirror" / "mkroutes.py"


@dataclass
class FakeWeibo:
    """What it answers is in routes.json; what it was asked, in order."""

    folder: Path
    python: Path  # one that has trustme
    port: int
    url: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def routes(self) -> Path:
        return self.folder / "routes"

    def step(self, number: int, mode: str = "ok", **more: Any) -> None:
        """What it answers from now on; `more` are answers to further questions, by name."""
        line = [sys.executable, str(ROUTES), str(number), mode, str(self.routes)]
        subprocess.run(line, check=True, capture_output=True)
        known = json.loads((self.routes / "routes.json").read_text("utf-8"))
        (self.routes / "routes.json").write_text(json.dumps({**known, **more}), "utf-8")

    def forward(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        host = "passport.weibo.com" if path.startswith("/visitor/") else "m.weibo.cn"
        trusted = ssl.create_default_context(cafile=str(self.folder / "ca.pem"))
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=10, context=trusted)
        connection.set_tunnel(host, 443)
        connection.request(method, path, body or None, {**headers, "Host": host, "Connection": "close"})
        answer = connection.getresponse()
        try:
            return answer.status, answer.read()
        finally:
            connection.close()


def _handler(fake: FakeWeibo) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            kept = {name: self.headers[name] for name in ("Cookie", "Content-Type") if self.headers[name]}
            status, said = fake.forward(self.command, self.path, body, kept)
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler


@contextmanager
def fake_weibo(folder: Path, python: Path) -> Iterator[FakeWeibo]:
    with closed_port() as port:
        fake = FakeWeibo(folder, python, port)
    fake.step(0)
    line = [str(python), str(FAKE), str(port), str(folder / "ca.pem"), str(fake.routes), str(folder / "log")]
    proxy = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        assert proxy.stdout is not None
        ready = proxy.stdout.readline()
        assert "READY" in ready, ready
        yield fake
    finally:
        proxy.kill()
        proxy.wait()
        server.shutdown()
        server.server_close()
        thread.join()
