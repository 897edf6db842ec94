"""Articles over time: other addresses, near-copies, rechecks; what Sources ask of who polls them"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_columns()
    _add_indexes()
    _add_addresses()
    _add_likenesses()
    _add_rechecks()


def _add_columns() -> None:
    op.add_column(
        "sources", sa.Column("validators_believed", sa.Boolean(), server_default="1", nullable=False)
    )
    op.add_column("sources", sa.Column("listing_hash", sa.String(length=64), nullable=True))
    for name in ("asked_whole_at", "wait_until", "broken_at"):
        op.add_column("sources", sa.Column(name, TIME, nullable=True))
    for name in ("asked_as", "wait_reason", "broken_reason"):
        op.add_column("sources", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("sources", sa.Column("broken_state", sa.String(length=20), nullable=True))
    op.add_column("documents", sa.Column("own_site", sa.Boolean(), server_default="1", nullable=False))
    op.add_column("documents", sa.Column("same_as", ID, nullable=True))
    op.add_column("documents", sa.Column("copy_of", ID, nullable=True))
    op.add_column("documents", sa.Column("likeness", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_documents_copy_of"), "documents", ["copy_of"])
    op.create_index(op.f("ix_documents_same_as"), "documents", ["same_as"])
    tree = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.add_column("revisions", sa.Column("changes", tree, nullable=True))
    op.add_column("revisions", sa.Column("version_key", sa.String(length=64), nullable=True))
    op.add_column("sources", sa.Column("hints", tree, nullable=True))


def _add_indexes() -> None:
    op.drop_index(op.f("ix_polls_source_id"), "polls")
    op.create_index("ix_polls_source_id_at", "polls", ["source_id", "at"])
    brought = sa.text("new > 0")
    op.create_index(
        "ix_polls_brought", "polls", ["source_id", "at"], sqlite_where=brought, postgresql_where=brought
    )


def _add_addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_addresses_document_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_addresses")),
    )
    op.create_index(op.f("ix_addresses_document_id"), "addresses", ["document_id"])
    op.execute("INSERT INTO addresses (key, document_id) SELECT key, id FROM documents")


def _add_likenesses() -> None:
    op.create_table(
        "likenesses",
        sa.Column("band", sa.String(length=40), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_likenesses_document_id")),
        sa.PrimaryKeyConstraint("band", "document_id", name=op.f("pk_likenesses")),
    )
    op.create_index(op.f("ix_likenesses_document_id"), "likenesses", ["document_id"])


def _add_rechecks() -> None:
    op.create_table(
        "rechecks",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("made", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("missing_since", TIME, nullable=True),
        sa.Column("returned_key", sa.String(length=64), nullable=True),
        sa.Column("done_at", TIME, nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_rechecks_document_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_rechecks_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rechecks")),
        sa.UniqueConstraint("document_id", name=op.f("uq_rechecks_document_id")),
    )
    op.create_index("ix_rechecks_due", "rechecks", ["done_at", "not_before"])
