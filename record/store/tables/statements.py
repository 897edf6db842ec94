"""Speakers, Statements with their Reports and threads, and Events."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, Text, UniqueConstraint

from record.store.tables.columns import Id, Tree, UtcTime, claimable, metadata, row_id

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
    row_id(),
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
    row_id(),
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
    row_id(),
    Column("public_id", String(20), nullable=False, unique=True),
    Column("subject", Text, nullable=False),  # the rumour, else the words of its first Statement
    Column("opened_at", UtcTime, nullable=False),
)

rumours = Table(
    "rumours",
    metadata,
    row_id(),
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
    row_id(),
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
    row_id(),
    Column("kind", String(20), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("batch", String(60), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id"), index=True),
    Column("report_id", ForeignKey("reports.id")),
    Column("source_id", ForeignKey("sources.id")),
    Column("other_id", Id, index=True),  # the Statement that reverses or denies this one
    Column("data", Tree, nullable=False),
    *claimable(),
)
Index("ix_events_due", events.c.done_at, events.c.lease_until)
Index("ix_events_at", events.c.at)
