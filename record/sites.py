"""Whether two addresses belong to one site."""

from __future__ import annotations

from record.urls import host_of

# Below these a name is somebody's own: courier.co.uk, xinwen.com.cn.
_SHARED = frozenset(("ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"))


def same_site(one: str, other: str) -> bool:
    """Whether both hosts are below one registered name, as `m.courier.example` and `courier.example` are."""
    return bool(host_of(one)) and site_of(one) == site_of(other)


def site_of(url: str) -> str:
    """The registered name of its host, told by its labels; an address in numbers stays whole."""
    host = host_of(url)
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdigit() or ":" in host:
        return host
    shared = len(labels[-1]) == 2 and labels[-2] in _SHARED
    return ".".join(labels[-3:] if shared else labels[-2:])
