"""How Alembic reaches the database: over the connection it is handed, in one transaction."""

from alembic import context

from sourceline.team.tables import METADATA, SCHEMA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA,
    version_table_schema=SCHEMA, include_schemas=True, transaction_per_migration=False,
    include_name=lambda name, kind, _parents: kind != "schema" or name == SCHEMA)
with context.begin_transaction():
    context.run_migrations()
