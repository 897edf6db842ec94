"""A Revision is called one in its columns too"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE revisions RENAME COLUMN version_key TO revision_key")
