"""One statement, one thread: gists, threads between Statements, evidence"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
TREE = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    _add_gists()
    _add_threads()
    _add_evidence()
    op.add_column("absences", sa.Column("said_gone_at", TIME, nullable=True))


def _add_gists() -> None:
    op.drop_column("reports", "content_topics")
    op.drop_column("reports", "topics")
    op.add_column("reports", sa.Column("gist", TREE, nullable=True))
    op.add_column("reports", sa.Column("vectors", sa.LargeBinary(), nullable=True))
    op.add_column("reports", sa.Column("leading", sa.Boolean(), nullable=False, server_default="1"))


def _add_threads() -> None:
    op.add_column("statements", sa.Column("thread_id", ID, nullable=True))
    op.add_column("statements", sa.Column("first_denial", sa.Boolean(), nullable=False, server_default="0"))
    op.create_index("ix_statements_thread_id", "statements", ["thread_id"])
    op.add_column("events", sa.Column("other_id", ID, nullable=True))
    op.create_index("ix_events_other_id", "events", ["other_id"])
    op.create_table(
        "threads",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
        sa.UniqueConstraint("public_id", name=op.f("uq_threads_public_id")),
    )
    op.create_table(
        "rumours",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("thread_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("gist", TREE, nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_rumours_thread_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_rumours_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rumours")),
    )
    op.create_index("ix_rumours_thread_id", "rumours", ["thread_id"])
    op.create_index("ix_rumours_report_id", "rumours", ["report_id"])
    op.create_index("ix_rumours_at", "rumours", ["at"])
    op.create_table(
        "voices",
        sa.Column("voice", sa.String(length=200), nullable=False),
        sa.Column("speaker_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name=op.f("fk_voices_speaker_id")),
        sa.PrimaryKeyConstraint("voice", "speaker_id", name=op.f("pk_voices")),
    )
    op.create_index("ix_voices_speaker_id", "voices", ["speaker_id"])
    op.create_table(
        "answers",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("statement_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("answered_id", ID, nullable=True),
        sa.Column("rumour_id", ID, nullable=True),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_answers_statement_id")),
        sa.ForeignKeyConstraint(["answered_id"], ["statements.id"], name=op.f("fk_answers_answered_id")),
        sa.ForeignKeyConstraint(["rumour_id"], ["rumours.id"], name=op.f("fk_answers_rumour_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_answers_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    for column in ("statement_id", "answered_id", "rumour_id"):
        op.create_index(f"ix_answers_{column}", "answers", [column])


def _add_evidence() -> None:
    op.create_table(
        "captures",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", TREE, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index("ix_captures_fetched_at", "captures", ["fetched_at"])
    op.create_index("ix_captures_sha256", "captures", ["sha256"])
    op.create_table(
        "revision_captures",
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("capture_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_revision_captures_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_revision_captures_capture_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "capture_id", name=op.f("pk_revision_captures")),
    )
    op.create_index("ix_revision_captures_capture_id", "revision_captures", ["capture_id"])
    op.create_table(
        "bodies",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_bodies")),
    )
    op.create_table(
        "seals",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("leaves", TREE, nullable=False),
        sa.Column("sealed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_seals")),
    )
