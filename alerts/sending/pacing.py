"""How much a Channel takes in a minute. Pure.

A bucket holds a quarter of it, so that in no minute more goes out than is allowed: what was saved up, and
what came in meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alerts.channels import family
from alerts.messages.families import Family
from alerts.watches import Channel
from record.channelstate import Rate

SAVED = 4  # a quarter may go at once
PER_MINUTE: Mapping[Family, int] = {
    "slack": 60,
    "telegram": 20,  # to one group
    "discord": 30,
    "teams": 60,
    "feishu": 100,
    "wecom": 20,
    "dingtalk": 20,
    "email": 300,
    "webhook": 1200,
    "plain": 60,
}


def rate_of(channel: Channel) -> Rate:
    """What the user says, else what its kind is known to take."""
    return rate(channel.per_minute or PER_MINUTE[family(channel.url)])


def rate(per_minute: int) -> Rate:
    """At most so many in any 60 seconds."""
    capacity = max(1, per_minute // SAVED)
    return Rate(capacity, (per_minute - capacity + 1) / 60)


@dataclass(slots=True)
class Paces:
    """The rates of Channels, read once for each set of them."""

    _channels: Mapping[str, Channel] = field(default_factory=dict)
    _rates: Mapping[str, Rate] = field(default_factory=dict)

    def of(self, channels: Mapping[str, Channel]) -> Mapping[str, Rate]:
        if channels is not self._channels:
            self._rates = {name: rate_of(channel) for name, channel in channels.items()}
            self._channels = channels
        return self._rates
