"""Importing Qt, then SQLAlchemy, opening the file, running the query: the least that showing the first page takes."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from urllib.parse import quote

from PySide6 import QtCore, QtGui, QtWidgets
from sqlalchemy import create_engine

_BEGIN = int(os.environ["OSDESK_BENCH_BEGIN"])


def main() -> None:
    """Do it, and say when it was done."""
    statements = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    path = quote(Path(sys.argv[1]).absolute().as_posix())
    engine = create_engine(f"sqlite+pysqlite:///file:{path}?mode=ro&uri=true")
    with engine.connect() as connection:
        for statement, parameters in statements:
            connection.exec_driver_sql(statement, tuple(parameters)).fetchall()
    print(
        json.dumps(
            {"page": (time.time_ns() - _BEGIN) / 1e6, "qt": [QtCore.__name__, QtGui.__name__, QtWidgets.__name__]}
        )
    )


if __name__ == "__main__":
    main()
