"""Posts over time: what a platform says of a post, absences, profiles of accounts, turns"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
TREE = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    op.add_column("sources", sa.Column("mirror", sa.String(length=64), nullable=True))
    op.add_column("revisions", sa.Column("facts", TREE, nullable=True))
    op.add_column("alerts", sa.Column("watches", TREE, nullable=True))
    posted = sa.text("account IS NOT NULL")
    op.create_index(
        "ix_documents_account",
        "documents",
        ["account", "published_at"],
        sqlite_where=posted,
        postgresql_where=posted,
    )
    _add_absences()
    _add_profiles()
    _add_turns()


def _add_absences() -> None:
    op.create_table(
        "absences",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_absences_document_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_absences_source_id")),
        sa.PrimaryKeyConstraint("document_id", "source_id", name=op.f("pk_absences")),
    )


def _add_profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=True),
        sa.Column("verified_reason", sa.Text(), nullable=True),
        sa.Column("seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_profiles_source_id")),
        sa.PrimaryKeyConstraint("account", "source_id", name=op.f("pk_profiles")),
    )


def _add_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("wait_reason", sa.Text(), nullable=True),
        sa.Column("blocks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cookie", sa.Text(), nullable=True),
        sa.Column("minted_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_turns")),
    )
