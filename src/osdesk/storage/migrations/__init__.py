"""Alembic's scripts: how an older office is brought to today's tables. Imported only when there is something to do."""
