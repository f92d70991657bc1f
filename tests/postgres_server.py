"""A private PostgreSQL that lives as long as a test run: its own folder, a unix socket, no port.

Apart from conftest.py because starting a server is a story of its own. PostgreSQL refuses to run as root, so root
hands it to the user `postgres` that Debian's package makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

_OWNER = "postgres"
# Nothing here outlives the run, so nothing needs to reach the disk.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "''"}


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest installed; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


class PostgresServer:
    """Started by the constructor, ended by `stop`."""

    def __init__(self) -> None:
        found = programs()
        assert found is not None, "no PostgreSQL on this machine"
        self._programs = found
        self._databases = 0
        # Short, for a socket's path may have 107 bytes; and not under pytest's folder, which only root may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="osdesk-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, _OWNER)
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = " ".join(f"-c {name}={value}" for name, value in _FAST.items())
        options = f"-k {self.folder} {settings}"
        self._run("pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _OWNER, "--", *command]
        # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
        with (self.folder / "output").open("wb") as output:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
        assert done.returncode == 0, (self.folder / "output").read_text()

    def create_database(self) -> str:
        """Make an empty database; returns its name."""
        self._databases += 1
        name = f"osdesk_{self._databases}"
        self._execute(f"CREATE DATABASE {name}")
        return name

    def drop_database(self, name: str) -> None:
        """Drop it whoever is still connected."""
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, database: str) -> str:
        """SQLAlchemy's address of that database."""
        return f"postgresql+psycopg://{_OWNER}@/{database}?host={quote(str(self.folder), safe='')}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user=_OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)
