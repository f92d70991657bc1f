"""What conftest.py gives every test really holds, for a fixture that does nothing makes other tests lie."""

from __future__ import annotations

import gc
import os
import warnings
from pathlib import Path

import psycopg
import pytest

from osdesk import texts


def test_no_collection_happens_by_itself() -> None:
    assert not gc.isenabled()


def test_the_screen_speaks_portuguese_whatever_the_test_before_chose() -> None:
    assert texts.language() == "pt_BR"


def test_home_is_a_folder_of_this_test(tmp_path: Path) -> None:
    assert Path(os.environ["OSDESK_HOME"]).is_relative_to(tmp_path)


def test_a_stray_warning_fails_a_test() -> None:
    with pytest.raises(UserWarning, match="stray"):
        warnings.warn("stray", stacklevel=1)


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_postgresql_of_its_own(postgresql: str, turn: int) -> None:
    with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE proof (turn int)")
        connection.execute("INSERT INTO proof VALUES (%s)", (turn,))
        assert connection.execute("SELECT turn FROM proof").fetchall() == [(turn,)]
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
