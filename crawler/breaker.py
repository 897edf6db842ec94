"""How long a mirror is left alone after a poll: longer and longer while it refuses us, and by its manners.

Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from random import uniform

from crawler.conversation import Manners
from crawler.polling import pause_after
from record.types import Outcome, Source, Wait
from record.urls import host_of

LONGEST_BLOCK = 86_400.0  # seconds
_LOOPBACK = ("127.0.0.1", "::1")
BLOCKED, PERIOD = "blocked", "asked no more often than it bears"

Chance = Callable[[float, float], float]  # a number between two


def wait_of(
    manners: Manners, outcome: Outcome, refusals: int, said: Wait | None, chance: Chance = uniform
) -> Wait | None:
    """The longest of what the answer said, what a refusal costs, and the platform's own period."""
    own = [Wait(chance(1.0, 1.1) * manners.period, PERIOD), Wait(0.0, "")]
    if outcome is Outcome.BLOCKED:
        own.append(Wait(pause_of(manners, refusals), BLOCKED))
    longest = max([*([said] if said else []), *own], key=lambda wait: wait.seconds)
    return longest if longest.seconds else None


def pause_of(manners: Manners, refusals: int) -> float:
    """Seconds after so many refusals in a row."""
    if not manners.block:
        return pause_after(refusals)
    return min(LONGEST_BLOCK, manners.block * 2.0 ** min(max(0, refusals - 1), 20))


def blocks_after(before: int, outcome: Outcome) -> int:
    """Refusals in a row: only an answer ends them, and a network that is away is none."""
    if outcome is Outcome.BLOCKED:
        return before + 1
    return 0 if outcome.healthy or outcome is Outcome.EMPTY else before


def rest_of(manners: Manners, source: Source, chance: Chance = uniform) -> float:
    """Seconds between two questions. A host in a network of the user's own is asked without a delay."""
    return 0.0 if _is_at_home(source) else chance(manners.pace, 2 * manners.pace)


def _is_at_home(source: Source) -> bool:
    """By its address alone: a name may lead anywhere."""
    host = host_of(source.url)
    networks = [ip_network(cidr, strict=False) for cidr in source.allow_private]
    try:
        places = [ip_address(place) for place in (_LOOPBACK if host == "localhost" else (host,))]
    except ValueError:
        return False
    return any(not place.is_global and place in network for place in places for network in networks)
