"""The connection guard: no connection to a private address unless a Source's `allow_private` says so.

The check is made on the address of the connection itself, so that no spelling, DNS answer or redirect passes
it. What a request may do travels with it as its bind address: Scrapy and Twisted carry that down to
`connectTCP`, and keep the pools of connections apart by it. A pass holds only for requests to the host and
port in its Source's own address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.datatypes import LocalCache
from twisted.internet.defer import Deferred

from record.errors import OnrecordError

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
# What Python's `is_global` calls public in some of its versions, and is not: shared and special ranges (one
# cloud serves its metadata at 192.0.0.192), deprecated site-local addresses, documentation.
_NEVER = tuple(
    ip_network(cidr)
    for cidr in (
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("64:ff9b:1::/48", "100::/64", "2001::/23", "3fff::/20", "5f00::/16", "fec0::/10"),
    )
)
_COMPATIBLE = IPv6Network("::/96")
_names: LocalCache[str, str] = LocalCache(10_000)  # address -> the name that it was resolved from


class PrivateAddress(OnrecordError):
    """A connection that the guard refused; the text names the address and the way out."""


class Pass(tuple[str, int]):
    """A bind address that binds nothing and names the networks that this request may connect to."""

    networks: tuple[Network, ...]

    def __new__(cls, cidrs: Sequence[str]) -> Pass:
        made = super().__new__(cls, ("", 0))
        made.networks = tuple(ip_network(cidr, strict=False) for cidr in cidrs)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pass) and self.networks == other.networks

    def __ne__(self, other: object) -> bool:
        return not self == other  # or tuple's own would compare ("", 0) with ("", 0)

    def __hash__(self) -> int:
        return hash(self.networks)


def is_public(address: Address) -> bool:
    """Reachable on the internet, and not a wrapping of an address that is not."""
    inner = _wrapped(address)
    if inner is not None:
        return is_public(inner)
    special = address.is_multicast or any(address in network for network in _NEVER)
    return address.is_global and not special


def _wrapped(address: Address) -> IPv4Address | None:
    """The IPv4 address within a mapped, compatible, 6to4, Teredo or NAT64 one."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64 or address in _COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def require_allowed(host: str, allowed: Sequence[Network] = ()) -> None:
    """Raises PrivateAddress for an address that is neither public nor in an allowed network."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError as error:
        raise PrivateAddress(f"the guard connects to addresses only, and {host!r} is none") from error
    plain = _wrapped(address) or address
    if is_public(address) or any(plain in network for network in allowed):
        return
    name = _names.get(host)
    shown = f"{name} is at {host}" if name and name != host else host
    raise PrivateAddress(
        f"{shown}, a private address: refused (allow_private in the Source's file permits it)"
    )


def install(reactor: Any, resolver: CachingThreadedResolver) -> None:
    """Put the guard before the reactor's `connectTCP`, once for the process.

    The resolver is installed with it: Scrapy does so for its own processes, not for a runner within another.
    """
    if not getattr(reactor.connectTCP, "guarded", False):
        reactor.connectTCP = _guarded(reactor.connectTCP)
        resolver.install_on_reactor()


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connect_tcp(
        host: str,
        port: int,
        factory: Any,
        timeout: float = 30,
        bindAddress: Any = None,  # noqa: N803 (Twisted's name)
    ) -> Any:
        permitted = isinstance(bindAddress, Pass)
        require_allowed(host, bindAddress.networks if permitted else ())
        return connect(host, port, factory, timeout, None if permitted else bindAddress)

    connect_tcp.guarded = True  # type: ignore[attr-defined]
    return connect_tcp


class NamingResolver(CachingThreadedResolver):
    """Remembers which name an address came from, so that a refusal can say it."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        return super().getHostByName(name, timeout).addCallback(remember, name)


def remember(address: str, name: str) -> str:
    """Of which name this address is, for the text of a refusal; the address."""
    _names[address] = name
    return address
