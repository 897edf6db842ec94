"""The connection guard of Channels: a public name that leads to a private address is not connected to.

A Channel's address is the user's own word, so a host in his network is one he may write: as a plain address
(127.0.0.1, 192.168.1.5), as a name that no public DNS has (`localhost`, `mattermost`, `chat.lan`), or any
other with `private=yes`. A name whose DNS answer changed meanwhile, or an address in disguise (`127.1`,
`0x7f000001`, `::ffff:127.0.0.1`) is neither. What serves a cloud's metadata is never connected to.

The check is made on what the name was resolved to, and just that is connected to: no second look-up differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit
from urllib.request import getproxies

Address = IPv4Address | IPv6Address
Found = tuple[object, ...]  # one of getaddrinfo's answers

# Names of networks at home: RFC 6762, RFC 8375, RFC 6761, ICANN's "internal", and what routers hand out.
_HOME = re.compile(
    r"(?:[a-z][a-z0-9-]*|.+\.(?:local|lan|home|internal|intranet|localdomain|home\.arpa|localhost))\.?"
)
_METADATA = ("169.254.0.0/16", "192.0.0.192/32", "100.100.100.200/32", "fe80::/10", "fd00:ec2::254/128")
_NEVER = tuple(map(ip_network, _METADATA))
_SHARED = ip_network("100.64.0.0/10")  # behind a provider's NAT: private, whatever Python's version says


class Private(OSError):
    """A connection that the guard refused. Its words name no host: an address may be a secret."""

    def __init__(self) -> None:
        super().__init__("the host's name leads to a private address")


def permitted(host: str | None, found: Sequence[Found], private: bool) -> list[Found]:
    """Those of getaddrinfo's answers that may be connected to. Errors: Private where none is left."""
    trusted = private or host is None or is_told(host) or host.lower() in _proxies()
    left = [each for each in found if _may(_address(each), trusted)]
    if found and not left:
        raise Private
    return left


def is_told(host: str) -> bool:
    """Whether who wrote it must have meant a host of his own network; no name begins with a digit."""
    try:
        address = ip_address(host.strip("[].") if ":" not in host else host.strip("[]"))
    except ValueError:
        return bool(_HOME.fullmatch(host.lower()))
    return _mapped(address) == address


def _may(address: Address | None, trusted: bool) -> bool:
    if address is None:
        return trusted
    real = _mapped(address)
    if real.is_unspecified or real.is_multicast or any(real in network for network in _NEVER):
        return False
    return trusted or _is_public(real)


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_reserved and address not in _SHARED


def _mapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return address
    within = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if within is None and address.packed[:12] in (b"\x00" * 12, b"\x00\x64\xff\x9b" + b"\x00" * 8):
        within = IPv4Address(address.packed[12:])
    return address if within is None or address.is_loopback or address.is_unspecified else within


def _address(found: Found) -> Address | None:
    place = found[4]
    host = place[0] if isinstance(place, tuple) and place else None
    try:
        return ip_address(str(host).partition("%")[0])
    except ValueError:
        return None


def _proxies() -> frozenset[str]:
    """The hosts of the environment's proxies: the operator's word too. What one connects to, it guards."""
    hosts = (urlsplit(url if "://" in url else f"http://{url}").hostname for url in getproxies().values())
    return frozenset(host.lower() for host in hosts if host)
