"""The program itself: started, given another office, ended in the order that loses nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_company
from fake_prompts import FakePrompts
from offices import an_office, saved_order
from osdesk.app import Program
from osdesk.services import company, orders
from osdesk.services.office import AlreadyOpen, Office
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import Theme

PATIENCE = 20_000


def an_office_at(folder: Path, name: str) -> Path:
    with an_office(folder) as office:
        company.save(office, replace(a_company(), trade_name=name, logo=""))
        saved_order(office)
    return folder


@pytest.fixture
def program(qapp: QApplication, dressed: Theme, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    """A program on an office, shown and open."""
    made = Program(qapp, settings, an_office_at(tmp_path / "first", "Ventosul"))
    made.start()
    qtbot.waitUntil(lambda: made.desk is not None, timeout=PATIENCE)
    yield made
    made.end()
    made.window.hide()
    made.window.deleteLater()
    # The one theme of the tests goes on.
    dressed.put_on()
    made.deleteLater()


def is_free(folder: Path) -> bool:
    try:
        an_office(folder).close()
    except AlreadyOpen:
        return False
    return True


def test_it_opens_the_office_after_the_first_paint_and_remembers_it(program: Program, tmp_path: Path) -> None:
    assert program.window.rail.company == "Ventosul"
    assert program.settings.last_office == tmp_path / "first"
    page = program.window.pages.current
    assert page is not None
    assert page.key == "orders"


def test_the_end_waits_for_what_is_being_written_and_lets_go_of_the_folder(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = program.desk
    assert desk is not None
    office: Office = desk.office
    for _order in range(20):
        program.tasks.run(Lane.WRITE, _save_one, office)
    program.end()
    assert is_free(tmp_path / "first")
    with an_office(tmp_path / "first") as again:
        assert orders.by_number(again, "21") is not None


def test_another_office_takes_the_first_ones_place(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    an_office_at(tmp_path / "second", "Outra Firma")
    program.window.new_order()
    program.opening.open(tmp_path / "second")
    qtbot.waitUntil(lambda: program.window.rail.company == "Outra Firma", timeout=PATIENCE)
    assert program.window.pages.editors == ()
    qtbot.waitUntil(lambda: is_free(tmp_path / "first"), timeout=PATIENCE)
    assert not is_free(tmp_path / "second")
    assert program.settings.last_office == tmp_path / "second"


def test_an_office_that_cant_be_opened_leaves_the_open_one_as_it_is(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    prompts = FakePrompts()
    program.prompts = prompts  # type: ignore[assignment]  # a person without a face
    before = program.desk
    program.opening.open(tmp_path / "gone", create=False)
    qtbot.waitUntil(lambda: bool(prompts.asked), timeout=PATIENCE)
    assert program.desk is before
    assert "Tentar de novo" in prompts.last.labels


def test_a_start_without_its_office_shows_why_and_what_to_do(
    qapp: QApplication, dressed: Theme, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.last_office = tmp_path / "unplugged"
    made = Program(qapp, settings, None)
    made.start()

    def shown() -> None:
        words = [button.text() for button in made.window.findChildren(QPushButton) if button.isVisible()]
        assert "Usar a pasta deste computador" in words

    qtbot.waitUntil(shown, timeout=PATIENCE)
    assert not (tmp_path / "unplugged").exists()
    next(
        button for button in made.window.findChildren(QPushButton) if button.text() == "Usar a pasta deste computador"
    ).click()
    qtbot.waitUntil(lambda: made.desk is not None, timeout=PATIENCE)
    made.end()
    made.window.hide()
    made.window.deleteLater()
    dressed.put_on()
    made.deleteLater()


def test_nothing_of_the_database_or_the_paper_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys; from osdesk import app;"
        "heavy = {'sqlalchemy', 'alembic', 'reportlab', 'PIL', 'pypdfium2', 'requests', 'babel', 'sqlite3',"
        " 'PySide6.QtPrintSupport', 'psycopg'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def _save_one(office: Office) -> None:
    save = partial(saved_order, office)
    save()
