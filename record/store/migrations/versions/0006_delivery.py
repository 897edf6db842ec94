"""Delivery: what waits and why, the state of Channels, what was muted and who has seen what"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from record.store.tables import Id, UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, columns in _columns():
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_alerts_slot", "alerts", ["channel", "slot"])
    op.create_index("ix_alerts_at", "alerts", ["at"])
    op.create_index("ix_deliveries_stands_for", "deliveries", ["stands_for"])
    _create_tables()
    # What paces the telling of edits was called as the user's own throttle is called now.
    op.execute("UPDATE hits SET withheld_by = 'pace' WHERE withheld_by = 'throttle'")


def _columns() -> Iterator[tuple[str, list[sa.Column[object]]]]:
    yield "hits", [sa.Column("severity", sa.String(8), nullable=False, server_default="normal")]
    yield "alerts", [sa.Column("gathers", sa.String(10)), sa.Column("slot", UtcTime)]
    yield (
        "deliveries",
        [
            sa.Column("purpose", sa.String(10), nullable=False, server_default="alert"),
            sa.Column("stands_for", Id),
            sa.Column("due_at", UtcTime),
            sa.Column("remote_id", sa.Text),
            sa.Column("expires_at", UtcTime),
        ],
    )


def _create_tables() -> None:
    op.create_table(
        "channels",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("tokens", sa.Float),
        sa.Column("refilled_at", UtcTime),
        sa.Column("fails", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failing_since", UtcTime),
        sa.Column("rests_until", UtcTime),
        sa.Column("reason", sa.Text),
        sa.Column("last_ok_at", UtcTime),
        sa.Column("told_at", UtcTime),
        sa.Column("recovered_at", UtcTime),
    )
    op.create_table(
        "mutes",
        sa.Column("id", Id, primary_key=True),
        sa.Column("watch_id", sa.String(200)),
        sa.Column("speaker_id", sa.String(200)),
        sa.Column("statement_id", Id, sa.ForeignKey("statements.id")),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("until", UtcTime, nullable=False),
        sa.Column("lifted_at", UtcTime),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "acks",
        sa.Column("alert_id", Id, sa.ForeignKey("alerts.id"), primary_key=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
