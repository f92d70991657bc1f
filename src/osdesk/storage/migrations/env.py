"""Runs the revisions on the connection that `storage.migrate` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from osdesk.storage.schema import OFFICE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=OFFICE,
    # SQLite alters little: Alembic makes a new table and copies, which keeps names only if every constraint has one.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
