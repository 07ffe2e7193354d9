"""Runs the migrations on the connection that the ledger hands over; Alembic loads this file by its path."""

from alembic import context

from reportedly.world.ledgers.tables import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
