"""Making a database, and bringing an older one up to date: backed up first, refused when it is not ours or too new.

SQLAlchemy is imported only when there is something to make or to upgrade, and Alembic only for the latter: a database
of today is opened without either. A new one is made from the tables, which a test proves to be the same.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from osdesk.storage.raw import connect
from osdesk.storage.trouble import (
    DamagedDatabase,
    DiskFull,
    ForeignDatabase,
    NewerDatabase,
    OfficeTrouble,
    OlderDatabase,
    ReadOnlyFolder,
    from_sqlite,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

#: Stands in the file's header, so that no other program's database is taken for an office: "OSDk".
APPLICATION_ID = 0x4F53446B

#: Revisions of `migrations/versions`, oldest first; the last one's place is the schema's version.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
VERSION = len(REVISIONS)
FILES_VERSION = 1
#: Since this version the words of orders have been what they are: an older office gets them made anew.
_WORDS_SINCE = 3
#: Since this one there are facets of orders, which an older office gets from its orders.
_FACETS_SINCE = 5


def prepare_office(path: Path, *, readonly: bool) -> None:
    """See to it that `office.db` is there, ours and of today's version. Raises `OfficeTrouble`."""
    _prepare(path, "OFFICE", VERSION, readonly=readonly)


def prepare_files(path: Path, *, readonly: bool) -> None:
    """The same for `files.db`."""
    _prepare(path, "FILES", FILES_VERSION, readonly=readonly)


def _prepare(path: Path, tables: str, known: int, *, readonly: bool) -> None:
    """`tables` is the name of their MetaData in `schema`."""
    if not readonly and not path.exists():
        from osdesk.storage import schema

        _create(path, getattr(schema, tables), known)
        return
    if path.exists() and path.stat().st_size == 0:
        # Never ours as made, for it is made whole: a disk lost it. As a new office its numbers would begin anew.
        raise DamagedDatabase(path.parent)
    found = _version(path, readonly=readonly)
    if found > known:
        raise NewerDatabase(path.parent, found=found, known=known)
    if found < known:
        if readonly:
            raise OlderDatabase(path.parent, found=found, known=known)
        upgrade(path, found)


def _version(path: Path, *, readonly: bool) -> int:
    raw = connect(path, readonly=readonly)
    try:
        (application,) = raw.execute("PRAGMA application_id").fetchone()
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise ForeignDatabase(path.parent, file=path.name)
        if not readonly:
            raw.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise from_sqlite(error, path.parent) or DamagedDatabase(path.parent) from error
    finally:
        raw.close()
    return int(version)


def _create(path: Path, metadata: MetaData, version: int) -> None:
    """Made whole under another name, so that a process that dies meanwhile leaves no half office."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    new = path.with_name(f"{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        raw = sqlite3.connect(new, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise ReadOnlyFolder(path.parent) from error
    try:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA synchronous = OFF")
        engine = create_engine("sqlite+pysqlite://", creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as session:
            session.exec_driver_sql("BEGIN")
            fill(session, metadata)
            session.exec_driver_sql(f"PRAGMA user_version = {version}")
            session.commit()
        raw.execute("PRAGMA journal_mode = WAL")
    except (sqlite3.Error, DBAPIError) as error:
        raise _trouble(error, path) from error
    finally:
        raw.close()
    try:
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise DiskFull(path.parent) from error


def fill(session: Connection, metadata: MetaData) -> None:
    """Make the tables in an empty database, and the rows that an office starts with."""
    from osdesk.storage import schema, statuses

    metadata.create_all(session, checkfirst=False)
    if metadata is schema.OFFICE:
        statuses.seed(session)
        session.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        session.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))


def upgrade(path: Path, found: int) -> None:
    """Bring an older `office.db` up to date. What it was stays beside it as `office.db.v1`.

    All in one transaction: a process that dies meanwhile leaves the older database, to be upgraded at the next start.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    _back_up(path, path.with_name(f"{path.name}.v{found}"))
    raw = connect(path)
    try:
        # Off outside the transaction: Alembic replaces tables, and with them on their parts would go too.
        raw.execute("PRAGMA foreign_keys = OFF")
        # An index of words made anew is merged again and again.
        raw.execute("PRAGMA cache_size = -64000")
        engine = create_engine("sqlite+pysqlite://", creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as session:
            session.exec_driver_sql("BEGIN IMMEDIATE")
            run_revisions(session)
            if found < _WORDS_SINCE:
                from osdesk.storage import order_words

                order_words.fill(session)
            if found < _FACETS_SINCE:
                from osdesk.storage import facets_made

                facets_made.fill(session)
            if session.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DamagedDatabase(path.parent)
            session.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            session.commit()
    except (sqlite3.Error, DBAPIError) as error:
        raise _trouble(error, path) from error
    finally:
        raw.close()


def run_revisions(session: Connection) -> None:
    """Run the revisions that a database lacks, in the transaction that the session has begun."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = session
    command.upgrade(config, REVISIONS[-1])


def _back_up(path: Path, copy: Path) -> None:
    new = copy.with_name(f"{copy.name}.new")
    raw = connect(path, readonly=True)
    try:
        new.unlink(missing_ok=True)
        target = sqlite3.connect(new)
        try:
            raw.backup(target)
        finally:
            target.close()
        new.replace(copy)
    except sqlite3.Error as error:
        raise _trouble(error, path) from error
    except OSError as error:
        raise ReadOnlyFolder(path.parent) from error
    finally:
        raw.close()


def _trouble(error: Exception, path: Path) -> Exception:
    # SQLAlchemy's errors hold the one of SQLite.
    cause = getattr(error, "orig", None) or error
    return from_sqlite(cause, path.parent) or OfficeTrouble(path.parent, fault=str(cause))
