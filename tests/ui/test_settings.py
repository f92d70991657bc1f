"""This workstation's memory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from osdesk.ui.settings import Settings
from osdesk.ui.theme import Appearance


def test_what_was_chosen_comes_back_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    kept = Settings(file)
    kept.language = "es"
    kept.appearance = Appearance.DARK
    kept.text_size = 125
    kept.printer = "Balcão"
    kept.last_office = tmp_path / "Escritório, 2ª loja"
    kept.set_flag("panes/preview", False)
    kept.keep_sort("orders", "deadline", True)
    kept.keep_choices("filter/orders", {"chip": "late", "statuses": [1, 2], "text": "são, joão"})
    kept.set_last_folder("pdf", tmp_path)
    kept.save()
    found = Settings(file)
    assert found.language == "es"
    assert found.appearance is Appearance.DARK
    assert found.text_size == 125
    assert found.printer == "Balcão"
    assert found.last_office == tmp_path / "Escritório, 2ª loja"
    assert found.flag("panes/preview", True) is False
    assert found.sort("orders") == ("deadline", True)
    assert found.choices("filter/orders") == {"chip": "late", "statuses": [1, 2], "text": "são, joão"}
    assert found.last_folder("pdf") == tmp_path


def test_nothing_chosen_yet_means_the_usual(settings: Settings) -> None:
    assert settings.language == ""
    assert settings.appearance is Appearance.SYSTEM
    assert settings.text_size == 100
    assert settings.last_office is None
    assert settings.last_folder("pdf") is None
    assert settings.flag("panes/preview", True) is True
    assert settings.sort("orders") is None
    assert settings.number("preview/zoom", 110) == 110


def test_a_file_somebody_damaged_means_the_usual(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(
        "[look]\nappearance=shiny\ntext_size=enormous\n[sort]\norders={broken\n[filter]\norders=[1]\n[panes]\npreview=maybe\n",
        encoding="utf-8",
    )
    settings = Settings(file)
    assert settings.appearance is Appearance.SYSTEM
    assert settings.text_size == 100
    assert settings.sort("orders") is None
    assert settings.choices("filter/orders") == {}
    assert settings.flag("panes/preview", True) is True


def test_a_folder_that_is_gone_is_not_offered(settings: Settings, tmp_path: Path) -> None:
    settings.set_last_folder("photo", tmp_path / "gone")
    assert settings.last_folder("photo") is None


def test_a_window_comes_back_to_its_place(settings: Settings, qtbot: QtBot) -> None:
    window, again = QMainWindow(), QMainWindow()
    for each in (window, again):
        qtbot.addWidget(each)
    assert not settings.restore_window(window, "main")
    window.setGeometry(QRect(40, 50, 500, 400))
    settings.keep_window(window, "main")
    assert settings.restore_window(again, "main")
    assert again.size() == window.size()
    assert again.pos() == window.pos()


def test_a_window_left_on_a_screen_that_is_gone_comes_home(settings: Settings, qtbot: QtBot) -> None:
    window, again = QWidget(), QWidget()
    for each in (window, again):
        qtbot.addWidget(each)
    window.setGeometry(QRect(5000, 5000, 300, 200))
    settings.keep_window(window, "main")
    settings.restore_window(again, "main")
    assert again.screen().availableGeometry().intersects(again.frameGeometry())


def test_columns_come_back_but_not_those_of_another_table(settings: Settings, qtbot: QtBot) -> None:
    tables: list[QTableWidget] = []

    def header(columns: int) -> QHeaderView:
        table = QTableWidget(1, columns)
        tables.append(table)
        qtbot.addWidget(table)
        return table.horizontalHeader()

    first = header(3)
    first.resizeSection(1, 217)
    settings.keep_columns(first, "orders")
    same, other = header(3), header(4)
    assert settings.restore_columns(same, "orders")
    assert same.sectionSize(1) == 217
    assert not settings.restore_columns(other, "orders")


def test_a_splitter_comes_back(settings: Settings, qtbot: QtBot) -> None:
    def splitter() -> QSplitter:
        made = QSplitter(Qt.Orientation.Horizontal)
        qtbot.addWidget(made)
        for _number in range(2):
            made.addWidget(QWidget())
        made.resize(400, 100)
        return made

    first, second = splitter(), splitter()
    assert not settings.restore_splitter(second, "editor")
    first.setSizes([100, 300])
    settings.keep_splitter(first, "editor")
    assert settings.restore_splitter(second, "editor")
    assert second.sizes() == first.sizes()


def test_a_choice_is_known_at_once_and_written_in_a_quiet_moment(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "settings.ini"
    kept = Settings(file)
    kept.set_flag("panes/preview", False)
    assert kept.flag("panes/preview", True) is False
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    assert Settings(file).flag("panes/preview", True) is False
