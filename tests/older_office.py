"""An office of today taken back to what it was after an earlier revision, for tests of its upgrade.

The schema of then is made by the revisions themselves; what it lacks is dropped from the office of today. So a test can
fill an office by today's verbs.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from osdesk.storage import migrate


def take_back(folder: Path, revision: str) -> None:
    """Leave in the closed office of that folder only what the revision (`"0003"`) knew."""
    then = _schema_of(revision)
    raw = sqlite3.connect(folder / "office.db", isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    now = raw.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    kept = {name for (name,) in then.execute("SELECT name FROM sqlite_master")}
    for kind, name in sorted(now):  # indexes before tables
        if name not in kept and not name.startswith("sqlite_") and "_words_" not in name and "_trigrams_" not in name:
            raw.execute(f"DROP {kind.upper()} IF EXISTS {name}")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        earlier = {row[1] for row in then.execute(f"PRAGMA table_info({name})")}
        for row in raw.execute(f"PRAGMA table_info({name})").fetchall():
            if earlier and row[1] not in earlier:
                raw.execute(f"ALTER TABLE {name} DROP COLUMN {row[1]}")
    raw.execute(f"PRAGMA user_version = {migrate.REVISIONS.index(revision) + 1}")
    raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    raw.close()
    then.close()


def _schema_of(revision: str) -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    engine = create_engine("sqlite+pysqlite://", creator=lambda: raw, poolclass=StaticPool)
    config = Config()
    scripts = str(Path(migrate.__file__).parent / "migrations")
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    with engine.connect() as session:
        session.exec_driver_sql("BEGIN")
        config.attributes["connection"] = session
        command.upgrade(config, revision)
        session.commit()
    return raw
