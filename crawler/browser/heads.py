"""The head of a request or an answer in HTTP/1.1, as the proxy reads it and passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

FAULT = "Onrecord-Fault"  # with the proxy's seal: the answer is the proxy's own
# They belong to one connection, not to the request; the password must not go on to any site.
_HOP = frozenset(
    ("connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate", "upgrade")
)


class UnreadableHead(ValueError):
    """No HTTP/1.1, or nothing that the proxy serves."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line, in its three parts, and the header lines as they came."""

    first: tuple[str, str, str]
    lines: tuple[tuple[str, str], ...]

    @property
    def method(self) -> str:
        return self.first[0].upper()

    @property
    def target(self) -> str:
        return self.first[1]

    @property
    def is_interim(self) -> bool:
        """An answer of the kind 1xx, which another one follows."""
        return self.first[1].startswith("1")

    def get(self, name: str) -> str | None:
        """The first header of that name, in small letters."""
        return next((value.strip() for key, value in self.lines if key.lower() == name), None)

    def forwarded(self) -> bytes:
        """A proxy's request as the site itself is asked: path only, and nothing after it."""
        method, target, version = self.first
        parts = urlsplit(target)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return self._written((method, path, version))

    def closing(self) -> bytes:
        """An answer after which the connection ends."""
        return self._written(self.first)

    def _written(self, first: tuple[str, str, str]) -> bytes:
        kept = [f"{name}:{value}" for name, value in self.lines if name.lower() not in _HOP]
        return "\r\n".join((" ".join(first), *kept, "Connection: close", "", "")).encode("latin-1")


def read_head(data: bytes) -> Head:
    """Raises UnreadableHead."""
    first, *lines = data.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    parts = (*first.split(" ", 2), "")
    if len(parts) < 3 or "HTTP/1." not in first:
        raise UnreadableHead(first[:200])
    pairs = tuple((name, value) for name, _, value in (line.partition(":") for line in lines))
    return Head((parts[0], parts[1], parts[2]), pairs)
