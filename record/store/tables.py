"""The record's tables: one schema for SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives out row ids for INTEGER PRIMARY KEY only.
Id = BigInteger().with_variant(Integer, "sqlite")
Tree = JSON().with_variant(JSONB(), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out; SQLite keeps no zone, so it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone reached the record: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name == "postgresql":
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def _id() -> Column[Any]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _claim() -> tuple[Column[Any], ...]:
    """What makes a row claimable; see record/store/claims.py."""
    return (
        Column("done_at", UtcTime),
        Column("lease_until", UtcTime),
        Column("lease_token", String(32)),
        Column("not_before", UtcTime),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("error", Text),
    )


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
    _id(),
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

documents = Table(
    "documents",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", String(10), nullable=False),
    Column("state", String(10), nullable=False),  # listed, recorded, failed, same
    Column("url", Text, nullable=False, index=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("account", String(200)),  # platform:uid of a post
    Column("title", Text, nullable=False, server_default=""),
    Column("published_raw", Text),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column(
        "own_site", Boolean, nullable=False, server_default="1"
    ),  # it was listed by a Source of its own site
    # Of another Document; no foreign keys: SQLite cannot add them to a table that is there.
    Column("same_as", Id, index=True),  # it turned out to be this one at another address
    Column("copy_of", Id, index=True),  # the first one that it is a near-copy of
    Column("likeness", LargeBinary),  # its MinHash, see record/likeness.py
    *_claim(),
)
Index("ix_documents_due", documents.c.done_at, documents.c.state, documents.c.source_id)
_POSTED = documents.c.account.is_not(None)
Index(
    "ix_documents_account",
    documents.c.account,
    documents.c.published_at,
    sqlite_where=_POSTED,
    postgresql_where=_POSTED,
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),  # as record.urls.document_key gives it
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("band", String(40), primary_key=True),  # number and hash of one band of a MinHash
    Column("document_id", ForeignKey("documents.id"), primary_key=True, index=True),
)

rechecks = Table(
    "rechecks",
    metadata,
    _id(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("made", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("missing_since", UtcTime),  # the first of the answers in a row that say it is gone
    Column("returned_key", String(64)),  # of a former version that came back once: it counts when it stays
    *_claim(),
)
Index("ix_rechecks_due", rechecks.c.done_at, rechecks.c.not_before)

revisions = Table(
    "revisions",
    metadata,
    _id(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("observed_at", UtcTime, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("quoted", Text, nullable=False, server_default=""),
    Column("lang", String(8)),
    Column("published_raw", Text),
    Column("published_at", UtcTime),
    Column("authors", Tree, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("revision_key", String(64)),  # of an article, see record/paragraphs.py
    Column("gone", Boolean, nullable=False, server_default="0"),
    # Against the Revision before it: {"added": [[start, end]], "removed": [text]}, of a post also "change".
    Column("changes", Tree),
    Column("facts", Tree),  # of a post, see record.types.PostFacts
    *_claim(),
)
Index("ix_revisions_due", revisions.c.done_at, revisions.c.lease_until)

captures = Table(
    "captures",
    metadata,
    _id(),
    Column("url", Text, nullable=False),
    Column("fetched_at", UtcTime, nullable=False, index=True),
    Column("status", Integer, nullable=False),
    Column("headers", Tree, nullable=False),  # [[name, value]], as they came
    Column("sha256", String(64), nullable=False, index=True),  # of the raw bytes
    Column("size", Integer, nullable=False),  # of the raw bytes
)

revision_captures = Table(
    "revision_captures",
    metadata,
    Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
    Column("capture_id", ForeignKey("captures.id"), primary_key=True, index=True),
)

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # the raw bytes, by zlib
)

seals = Table(
    "seals",
    metadata,
    Column("day", String(10), primary_key=True),  # YYYY-MM-DD in UTC
    Column("root", String(64), nullable=False),  # Merkle root over the day's leaves
    Column("leaves", Tree, nullable=False),  # [[revision id, hash]], in order; see record/store/seals.py
    Column("sealed_at", UtcTime, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("source_id", ForeignKey("sources.id"), primary_key=True),
    Column("since", UtcTime, nullable=False),  # it lists older and newer posts, and this one no longer
    Column("said_gone_at", UtcTime),  # first: the platform says that it is deleted
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

speakers = Table(
    "speakers",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("name", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    _id(),
    Column("public_id", String(20), nullable=False, unique=True),
    Column("merged_into", ForeignKey("statements.id")),
    Column("speaker_id", ForeignKey("speakers.id"), nullable=False, index=True),
    Column("polarity", String(8), nullable=False),
    Column("stance", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("said_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("original_id", Id),  # the first-party Report; no foreign key: the two tables would need each other
    # Of `threads`; no foreign key: SQLite cannot add it to a table that is there.
    Column("thread_id", Id, index=True),
    Column("first_denial", Boolean, nullable=False, server_default="0"),  # of its thread
)

reports = Table(
    "reports",
    metadata,
    _id(),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False, index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("speaker_id", ForeignKey("speakers.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),  # speaker and folded words
    Column("first_party", Boolean, nullable=False),
    Column("polarity", String(8), nullable=False),
    Column("said_at", UtcTime, nullable=False),  # as stated, else as published, else as observed
    Column("recorded_at", UtcTime, nullable=False),
    Column("body", Tree, nullable=False),  # the Report as record/store/shapes.py writes it
    Column("gist", Tree),  # what the words come to, see record/store/gistrows.py; empty before there was one
    Column("vectors", LargeBinary),  # of the words, and of what stands around them
    Column("leading", Boolean, nullable=False, server_default="1"),  # no copy of another one's wording
    UniqueConstraint("document_id", "fingerprint"),
)
Index("ix_reports_place", reports.c.speaker_id, reports.c.said_at)

threads = Table(
    "threads",
    metadata,
    _id(),
    Column("public_id", String(20), nullable=False, unique=True),
    Column("subject", Text, nullable=False),  # the rumour, else the words of its first Statement
    Column("opened_at", UtcTime, nullable=False),
)

rumours = Table(
    "rumours",
    metadata,
    _id(),
    Column("thread_id", ForeignKey("threads.id"), nullable=False, index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),  # that answers it
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),  # when that was said
    Column("gist", Tree, nullable=False),
    Column("vectors", LargeBinary),
)

voices = Table(
    "voices",
    metadata,
    Column("voice", String(200), primary_key=True),  # a Speaker's id, or that of an organisation
    Column("speaker_id", ForeignKey("speakers.id"), primary_key=True, index=True),  # who speaks for it
)

answers = Table(
    "answers",
    metadata,
    _id(),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # see record.placing.AnswerKind
    Column("answered_id", ForeignKey("statements.id"), index=True),
    Column("rumour_id", ForeignKey("rumours.id"), index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("kind", String(20), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("batch", String(60), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id"), index=True),
    Column("report_id", ForeignKey("reports.id")),
    Column("source_id", ForeignKey("sources.id")),
    Column("other_id", Id, index=True),  # the Statement that reverses or denies this one
    Column("data", Tree, nullable=False),
    *_claim(),
)
Index("ix_events_due", events.c.done_at, events.c.lease_until)
Index("ix_events_at", events.c.at)

hits = Table(
    "hits",
    metadata,
    _id(),
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
    _id(),
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
    _id(),
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
    *_claim(),
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
    _id(),
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
    _id(),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("class", String(12)),
    Column("status", Integer),
    Column("retry_after", Float),
    Column("detail", Text, nullable=False, server_default=""),
)
