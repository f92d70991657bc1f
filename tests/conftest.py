"""What every test gets: catalogues compiled, a home of its own, Portuguese on the screen, garbage collected on the UI
thread only, and the skipping of tests whose machine lacks something.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import catalogues
import postgres_server
from osdesk import texts
from osdesk.storage import migrate

if TYPE_CHECKING:
    from sqlalchemy import MetaData

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

#: How the program makes a database.
CREATE = migrate._create

#: Set by `.ci/run`: there nothing may be skipped, so what is missing is a failure.
_EVERYTHING = bool(os.environ.get("OSDESK_TEST_EVERYTHING"))


def _found(*programs: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin") for program in programs)


def _bundle() -> bool:
    wanted = _EVERYTHING or bool(os.environ.get("OSDESK_BUNDLE_TEST"))  # it takes a minute or two
    return wanted and importlib.util.find_spec("PyInstaller") is not None


#: Names for `@pytest.mark.needs(…)`: what the machine must have, and how it is seen.
_NEEDS: dict[str, Callable[[], bool]] = {
    "xvfb": _found("Xvfb"),
    "xdotool": _found("Xvfb", "xdotool"),
    "openbox": _found("Xvfb", "openbox"),
    "xclip": _found("Xvfb", "xclip"),
    "poppler": _found("pdftoppm", "pdftotext", "pdffonts"),
    "qpdf": _found("qpdf"),
    "libreoffice": _found("soffice"),
    "cups": lambda: os.name == "posix" and os.geteuid() == 0 and _found("cupsd", "lpadmin", "lp")(),
    "setpriv": lambda: os.name == "posix" and (os.geteuid() != 0 or _found("setpriv")()),
    "postgresql": lambda: postgres_server.programs() is not None,
    "bundle": _bundle,
}


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is older than its source, as `dev.py` does, so that plain pytest sees today's words."""
    catalogues.compile_all()


def pytest_collection_finish() -> None:
    """From here on as the program runs: no collection but on this thread, and what is imported is never looked at."""
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose machine lacks what it needs; fail it where everything must run."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if not _NEEDS[name]():
                if _EVERYTHING:
                    pytest.fail(f"this machine has no {name}, and everything was to be tested", pytrace=False)
                pytest.skip(f"needs {name}")


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own folders."""
    monkeypatch.setenv("OSDESK_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _in_portuguese() -> None:
    texts.use("pt_BR")


@pytest.fixture(autouse=True)
def _collected(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test leaves dies at its end, on this thread: widgets at once, the rest when it is old enough."""
    yield
    gc.collect(2 if "qapp" in request.fixturenames else 1)


@pytest.fixture(autouse=True, scope="module")
def _put_by() -> Iterator[None]:
    """What outlives a file (what it imported, what was worked out once) is never looked at again.

    Else every collection takes longer than the one before, and in the end longer than the test.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _offices_are_copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new office's empty databases are made once and then copied; `made_anew` has them made, as the program does."""
    made: dict[tuple[str, int], Path] = {}
    pattern = tmp_path_factory.mktemp("patterns")

    def copied(path: Path, metadata: MetaData, version: int) -> None:
        kept = made.get((path.name, version))
        if kept is None:
            CREATE(path, metadata, version)
            made[path.name, version] = Path(shutil.copyfile(path, pattern / path.name))
        else:
            shutil.copyfile(kept, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "_create", copied)
        yield


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the making: nothing is copied."""
    monkeypatch.setattr(migrate, "_create", CREATE)


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.PostgresServer]:
    """The run's private server. Tests take `postgresql` and are marked `needs("postgresql")`."""
    server = postgres_server.PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgresql(postgres: postgres_server.PostgresServer) -> Iterator[str]:
    """SQLAlchemy's address of an empty PostgreSQL database of this test's own."""
    name = postgres.create_database()
    yield postgres.url(name)
    postgres.drop_database(name)
