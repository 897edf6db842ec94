"""Hits, Alerts, Deliveries, and Channels."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from record.store.tables.columns import Id, Tree, UtcTime, claimable, metadata, row_id

hits = Table(
    "hits",
    metadata,
    row_id(),
    Column("watch_id", String(200), nullable=False),
    Column("watch_name", Text, nullable=False),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("explanation", Tree, nullable=False),
    Column("checks", Tree, nullable=False),  # [{check, passed, reason}]
    Column("withheld_by", String(20)),  # the check that it did not pass; empty where it was told
    Column("severity", String(8), nullable=False, server_default="normal"),
    UniqueConstraint("watch_id", "event_id"),
)

alerts = Table(
    "alerts",
    metadata,
    row_id(),
    Column("event_id", ForeignKey("events.id"), nullable=False),  # of the leading Hit
    Column("channel", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("watches", Tree),  # names of those that are told of an account; without Hits nothing else has them
    Column("gathers", String(10)),  # why it holds what would be several: a Gathering
    Column("slot", UtcTime),  # of one that gathers: when it is due
    UniqueConstraint("event_id", "channel"),
    Index("ix_alerts_slot", "channel", "slot"),
    Index("ix_alerts_at", "at"),
)

alert_hits = Table(
    "alert_hits",
    metadata,
    Column("alert_id", ForeignKey("alerts.id"), primary_key=True),
    Column("hit_id", ForeignKey("hits.id"), primary_key=True, index=True),
    Column("rank", Integer, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    row_id(),
    Column("key", String(32), nullable=False, unique=True),
    Column("alert_id", ForeignKey("alerts.id"), nullable=False, index=True),
    Column("channel", String(200), nullable=False),
    Column("recipient", Integer, nullable=False),
    Column("recipient_hash", String(32), nullable=False),
    # pending, sending, in_doubt, sent, dead; suppressed: withdrawn, since what it waited for came
    Column("state", String(10), nullable=False),
    Column("doubt", Boolean, nullable=False),
    Column("payload", Tree),
    Column("sent_at", UtcTime),
    Column("purpose", String(10), nullable=False, server_default="alert"),  # or fallback, escalation
    Column("stands_for", Id),  # the Delivery whose failure, or whose silence, it waits for
    Column("due_at", UtcTime),  # as it was decided; `not_before` moves with every try
    Column("remote_id", Text),  # what the Channel calls the message
    Column("expires_at", UtcTime),  # of a dead one: when its message is thrown away
    *claimable(),
)
Index("ix_deliveries_due", deliveries.c.done_at, deliveries.c.not_before)
Index("ix_deliveries_stands_for", deliveries.c.stands_for)

# One row a Channel that was ever told anything: its token bucket, its breaker, what the operator knows.
channels = Table(
    "channels",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("tokens", Float),
    Column("refilled_at", UtcTime),
    Column("fails", Integer, nullable=False, server_default="0"),  # in a row
    Column("failing_since", UtcTime),
    Column("rests_until", UtcTime),
    Column("reason", Text),  # of the last failure; holds no secret
    Column("last_ok_at", UtcTime),
    Column("told_at", UtcTime),  # when the operator was told that it fails; empty: he was not, or it is over
    Column("recovered_at", UtcTime),  # what waited until then is not late
)

# What the user has silenced for a while, by command.
mutes = Table(
    "mutes",
    metadata,
    row_id(),
    Column("watch_id", String(200)),  # empty: every watch
    Column("speaker_id", String(200)),  # or a Speaker
    Column("statement_id", ForeignKey("statements.id")),  # or one Statement
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("lifted_at", UtcTime),
    Column("note", Text, nullable=False, server_default=""),
)

# Who has seen an Alert: it is not escalated.
acks = Table(
    "acks",
    metadata,
    Column("alert_id", ForeignKey("alerts.id"), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
)

attempts = Table(
    "attempts",
    metadata,
    row_id(),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("class", String(12)),
    Column("status", Integer),
    Column("retry_after", Float),
    Column("detail", Text, nullable=False, server_default=""),
)
