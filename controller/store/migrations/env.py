"""What Alembic runs: the migrations, on the connection and in the transaction that `migrating` hands over."""

from __future__ import annotations

from alembic import context

from controller.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    compare_server_default=True,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
