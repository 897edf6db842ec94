"""Documents, their Revisions, and the evidence of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from record.store.tables.columns import Id, Tree, UtcTime, claimable, metadata, row_id

documents = Table(
    "documents",
    metadata,
    row_id(),
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
    *claimable(),
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
    row_id(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("made", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("missing_since", UtcTime),  # the first of the answers in a row that say it is gone
    Column("returned_key", String(64)),  # of a former version that came back once: it counts when it stays
    *claimable(),
)
Index("ix_rechecks_due", rechecks.c.done_at, rechecks.c.not_before)

revisions = Table(
    "revisions",
    metadata,
    row_id(),
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
    *claimable(),
)
Index("ix_revisions_due", revisions.c.done_at, revisions.c.lease_until)

captures = Table(
    "captures",
    metadata,
    row_id(),
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
