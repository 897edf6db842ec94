"""Dead Deliveries that are sent again because somebody wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, select, update

from record.clock import Clock
from record.store.claims import UNHELD
from record.store.engine import database_now, write
from record.store.naming import deliveries_named
from record.store.tables import channels, deliveries


@dataclass(frozen=True, slots=True)
class Replayed:
    """Keys of what is pending again, oldest first; `thrown_away`: how many have no message any more."""

    keys: tuple[str, ...]
    thrown_away: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A Delivery that was named, which is not sent again."""

    key: str
    channel: str
    state: str
    error: str | None


class ReplayStore:
    """Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def replay_channel(self, name: str, since: datetime | None = None) -> Replayed:
        """All that were given up (since then); the Channel is tried at once, though it rests."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            mine = deliveries.c.channel == name
            if since is not None:
                mine = and_(mine, deliveries.c.done_at >= since)
            replayed = _replay(connection, mine, now)
            if replayed.keys:
                connection.execute(update(channels).where(channels.c.name == name).values(rests_until=None))
            return replayed

    def replay_ref(self, ref: str) -> Replayed | list[Named]:
        """The one whose key begins like this; else those that do: none, several, or one that is not dead or
        whose message was thrown away."""
        with write(self._engine) as connection:
            found = deliveries_named(connection, ref)
            if len(found) == 1:
                now = database_now(connection, self._clock)
                replayed = _replay(connection, deliveries.c.id == found[0].id, now)
                if replayed.keys:
                    return replayed
            return [Named(row.key, row.channel, row.state, row.error) for row in found]


def _replay(connection: Connection, mine: ColumnElement[bool], now: datetime) -> Replayed:
    """As if never tried, but for their doubt. They are due now: that they are late is no news."""
    dead = and_(mine, deliveries.c.state == "dead")
    fresh = {"state": "pending", "attempts": 0, "due_at": now, **UNHELD}
    names = ("done_at", "not_before", "expires_at", "error")
    ended = dict.fromkeys(names)
    again = update(deliveries).where(dead, deliveries.c.expires_at > now).values(**fresh, **ended)
    rows = connection.execute(again.returning(deliveries.c.id, deliveries.c.key)).all()
    left = connection.execute(select(func.count()).select_from(deliveries).where(dead)).scalar_one()
    return Replayed(tuple(row.key for row in sorted(rows)), int(left))
