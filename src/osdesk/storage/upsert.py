"""`INSERT … ON CONFLICT` as each database spells it; its dialect is imported when the first such statement is made.

PostgreSQL's takes 40 ms to import, which no start on SQLite should wait for.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table


def insert_into(table: Table, dialect: str) -> Any:
    """The dialect's own INSERT: `on_conflict_do_update` and `excluded` are the same on both."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
