"""Sources, their Polls, and what was seen of accounts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from record.store.tables.columns import Tree, UtcTime, metadata, row_id

origins = Table(
    "origins",
    metadata,
    Column("key", String(200), primary_key=True),  # site:reuters, weibo:1749127163
    Column("added_at", UtcTime, nullable=False),
    Column("baseline_at", UtcTime),  # when its baseline was complete
)

sources = Table(
    "sources",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("origin", ForeignKey("origins.key"), nullable=False),
    Column("name", Text, nullable=False),
    Column("mirror", String(64)),  # the name of the mirror, where it shows an account
    Column("asked_as", Text),  # how it was asked and read: what the validators below are of
    Column("added_at", UtcTime, nullable=False),
    Column("state", String(20)),
    Column("reason", Text, nullable=False, server_default=""),
    Column("fails", Integer, nullable=False, server_default="0"),
    Column("last_polled_at", UtcTime),
    Column("last_ok_at", UtcTime),
    Column("listed_at", UtcTime),  # its first healthy, non-empty poll
    Column("etag", Text),
    Column("last_modified", Text),
    Column("validators_believed", Boolean, nullable=False, server_default="1"),
    Column("listing_hash", String(64)),  # of what its last answer listed
    Column("asked_whole_at", UtcTime),  # last asked without validators
    Column("hints", Tree),  # what it last said of its own rhythm, see record.types.Hints
    Column("wait_until", UtcTime),  # it asked to be left alone until then
    Column("wait_reason", Text),
    Column("broken_at", UtcTime),  # the operator was told so then; empty while all is well
    Column("broken_state", String(20)),  # what he was told: an Ailment, see record/ailments.py
    Column("broken_reason", Text),
)

polls = Table(
    "polls",
    metadata,
    row_id(),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("status", Integer),
    Column("seconds", Float, nullable=False),
    Column("found", Integer, nullable=False),
    Column("new", Integer, nullable=False),
)
Index("ix_polls_source_id_at", polls.c.source_id, polls.c.at)
_BROUGHT = polls.c.new > 0
Index(
    "ix_polls_brought",
    polls.c.source_id,
    polls.c.at,
    sqlite_where=_BROUGHT,
    postgresql_where=_BROUGHT,
)

profiles = Table(
    "profiles",
    metadata,
    Column("account", String(200), primary_key=True),  # platform:uid
    Column("source_id", ForeignKey("sources.id"), primary_key=True),
    Column("name", Text),
    Column("verified", Boolean),
    Column("verified_reason", Text),
    Column("seen_at", UtcTime, nullable=False),  # when it was first shown like this
)

turns = Table(
    "turns",
    metadata,
    Column("name", String(200), primary_key=True),  # of the format and its host
    Column("lease_until", UtcTime),
    Column("lease_token", String(32)),
    Column("not_before", UtcTime),
    Column("wait_reason", Text),
    Column("blocks", Integer, nullable=False, server_default="0"),  # refusals in a row
    Column("cookie", Text),  # of the one visitor
    Column("minted_at", UtcTime),
)
