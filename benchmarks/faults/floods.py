"""Ten thousand Statements that are found at once, for one Channel: grouped, and every one of them named.

They are written into the record as the extractor leaves them, for nobody publishes so many pages in a
benchmark; from the judging on everything is the product's own. Whoever works on them is killed now and then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import insert, select

from benchmarks.faults import victims
from benchmarks.faults.episodes import LATER, Episode
from benchmarks.faults.verdict import Count, judge
from benchmarks.faults.victims import Aim, Round
from benchmarks.faults.world import read_ledger
from benchmarks.made_record import fill
from record.clock import Clock
from record.store import open_record
from record.store.engine import write
from record.store.tables import deliveries, events, reports
from record.types import EventKind

AT_ONCE = 10_000
CHANNEL = "chat"
LIVES = (10.0, 30.0)  # seconds that a victim has
MOST_KILLS = 30
MOST_MESSAGES = AT_ONCE / 20  # a flood in so many is none for its reader


def flood(episode: Episode) -> Count:
    """What is named in no message is lost; of more messages than a reader takes each is one too many."""
    episode = replace(episode, channels=(CHANNEL,))
    round = replace(episode.begin(people=(), rule=None), crawls=False)
    crashed = int(victims.wait(victims.fork(partial(_found_at_once, round), round.log)) != 0)
    kills = 0
    while kills < MOST_KILLS and victims.run_counting(round, (events, deliveries)):
        status = victims.run(round, Aim(seconds=episode.draw.uniform(*LIVES)))
        kills += status == -9
        crashed += status == victims.CRASHED
        round = replace(round, offset=round.offset + LATER)
    arrived = read_ledger(episode.place.folder, episode.name)
    told = judge(arrived, [f"st_{number:012}" for number in range(1, AT_ONCE + 1)], [CHANNEL], kills)
    many = max(0, len(arrived) - int(MOST_MESSAGES))
    # A message that goes again repeats each Statement in it: they are one repeat for its reader.
    again = len(arrived) - len({each.text.partition("possible repeat")[0] for each in arrived})
    return replace(told, excess=max(0, again - kills) + many, crashed=crashed)


def _found_at_once(round: Round) -> None:
    record = open_record(round.record_url, Clock(round.offset))
    fill(record.engine, AT_ONCE)
    now = datetime.now(UTC) - timedelta(seconds=1)
    with write(record.engine) as connection:
        columns = (reports.c.id, reports.c.statement_id, reports.c.document_id)
        found = connection.execute(select(*columns).order_by(reports.c.id)).all()
        made = [
            {
                "kind": EventKind.NEW,
                "at": now,
                "batch": f"document:{row.document_id}",
                "statement_id": row.statement_id,
                "report_id": row.id,
                "data": {},
            }
            for row in found
        ]
        connection.execute(insert(events), made)
    record.close()
