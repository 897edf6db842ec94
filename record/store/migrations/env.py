"""Alembic's entry: runs on the connection that record.store.engine.migrate hands over."""

from alembic import context

from record.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
