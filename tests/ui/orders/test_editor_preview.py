"""The live sheet: the very PDF, drawn in the paper process after a pause; and the room it gets."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from osdesk.domain.sheets import ChosenForm, Copies, Paper
from osdesk.services import papers, rendering
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.preview import form_words
from osdesk.ui.orders.room import NARROW, share
from osdesk.ui.theme import Theme
from ui.orders.conftest import OpenEditor, Shop, type_into

PAPER_STARTS = 60_000  # a process is started for it


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    """An editor in a window wide enough for the sheet beside the form."""
    shop.desk.settings.set_flag("panes/preview", True)
    editor = open_editor(shop.order.id)
    editor.resize(1366, 660)
    editor.panes.arrange()
    return editor


def drawn(editor: OrderEditor, words: str) -> bool:
    """Whether the sheet shown says these words, sharp."""
    paper = editor.preview.paper
    if paper is None or not editor.preview.view.is_sharp():
        return False
    return words in PdfReader(BytesIO(paper.pdf)).pages[0].extract_text()


def test_the_paper_shows_a_ring_when_tab_comes_to_it(theme: Theme, qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(300, 420)
    with qtbot.waitActive(view):
        view.show()

    def edge() -> str:
        return view.viewport().grab().toImage().pixelColor(1, 210).name()

    view.clearFocus()
    plain = edge()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert edge() == theme.colour("link").name() != plain
    view.clearFocus()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert edge() == plain


def test_the_sheet_shows_what_is_typed_and_is_the_pdf_that_will_be_printed(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: drawn(editor, "Split desliga sozinho"), timeout=PAPER_STARTS)
    assert editor.preview._form.text() == "1 folha A4, 2 vias"
    type_into(editor.form.request.reason, "Pinga no balcao")
    qtbot.waitUntil(lambda: drawn(editor, "Pinga no balcao"), timeout=PAPER_STARTS)
    paper, sheet = editor.preview.paper, editor.preview.sheet
    assert paper is not None
    assert sheet is not None
    order = editor.form.binding.read()[0]
    assert sheet == shop.ask(papers.sheet, order)
    assert rendering.render((sheet,)).pdf == paper.pdf
    # Nearer, other pixels are asked for, and the section being typed comes into view.
    view = editor.preview.view
    view.zoom_by(2)
    editor.preview.show_section("materials")
    qtbot.waitUntil(view.is_sharp, timeout=PAPER_STARTS)
    picture = view.picture(0)
    assert picture is not None
    assert picture.width() == view.wanted()[1]
    assert view.verticalScrollBar().value() > 0


def test_f9_hides_the_sheet_and_remembers_it(shop: Shop, editor: OrderEditor) -> None:
    assert editor.preview.isVisible()
    editor.menu_actions["preview"].trigger()
    assert not editor.preview.isVisible()
    assert shop.desk.settings.flag("panes/preview", True) is False
    editor.menu_actions["preview"].trigger()
    assert editor.preview.isVisible()


def test_in_a_narrow_window_f9_swaps_form_and_sheet(editor: OrderEditor) -> None:
    editor.resize(1100, 600)
    editor.panes.arrange()
    assert not editor.preview.isVisible()
    editor.menu_actions["preview"].trigger()
    assert editor.preview.isVisible()
    assert not editor.form.isVisible()
    editor.menu_actions["preview"].trigger()
    assert editor.form.isVisible()


@pytest.mark.parametrize(
    ("window", "page", "index", "preview", "beside"),
    [
        (1920, 1728, 208, 640, True),
        (1600, 1408, 208, 542, True),
        (1366, 1306, 170, 392, True),
        (1280, 1220, 170, 392, True),
        (1279, 1219, 170, 391, False),
        (1024, 964, 170, 136, False),
    ],
)
def test_the_width_is_shared_as_the_screens_say(
    theme: Theme, window: int, page: int, index: int, preview: int, beside: bool
) -> None:
    room = share(window, page, 656)
    assert (room.index, room.preview, room.beside) == (index, preview, beside)


def test_where_letters_are_large_and_the_window_small_the_index_gives_its_words_room_to_the_form(
    theme: Theme, shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    theme.set_text_size(125)
    editor = open_editor(shop.order.id)
    # As wide as a visit makes it whose technicians have long names.
    editor.form.visits.setMinimumWidth(750)
    editor.resize(1024 - theme.px(60), 560)
    qtbot.waitUntil(lambda: editor.form.viewport().width() >= editor.form.page.minimumSizeHint().width(), timeout=5_000)
    entry = editor.index._entries[0]
    assert editor.index.width() == theme.px(NARROW)
    assert entry.toolTip() == entry.accessibleName()
    editor.index.set_problems(2)
    assert editor.index._count.isHidden()
    editor.resize(1300, 560)
    qtbot.waitUntil(lambda: editor.index.width() > theme.px(NARROW), timeout=5_000)
    assert not editor.index._count.isHidden()
    assert not entry.toolTip()


@pytest.mark.parametrize("percent", [100, 110, 125])
def test_the_form_fits_its_narrowest_room(theme: Theme, shop: Shop, open_editor: OpenEditor, percent: int) -> None:
    theme.set_text_size(percent)
    editor = open_editor(shop.order.id)
    editor.form.visits.add_visit()
    editor.form.request.unfold()
    editor.form.client.address.unfold()
    # 1024 wide less rail, index and the line between.
    assert editor.form.minimumSizeHint().width() <= 1024 - 60 - editor.index.width() - 1


@pytest.mark.parametrize(
    ("form", "pages", "copies", "words"),
    [
        (ChosenForm.HALF, 1, Copies.BOTH, "1 folha A4, 2 vias"),
        (ChosenForm.FULL, 4, Copies.BOTH, "4 folhas A4, 2 vias"),
        (ChosenForm.HALF, 1, Copies.CLIENT, "1 folha A5, 1 via"),
    ],
)
def test_the_head_says_which_form_was_chosen(form: ChosenForm, pages: int, copies: Copies, words: str) -> None:
    assert form_words(Paper(pdf=b"", pages=pages, form=form, size=8.0), copies) == words


def test_the_head_tells_photos_apart_from_the_sheets() -> None:
    sections = (("client", 0, 20.0), ("photos", 1, 0.0))
    paper = Paper(pdf=b"", pages=3, form=ChosenForm.HALF, size=8.0, sections=sections)
    words = form_words(paper, Copies.CLIENT)
    assert words.startswith("1 folha A5, 1 via + ")


def test_paper_keeps_the_point_that_is_looked_at_while_zooming(theme: Theme, qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(392, 600)
    view.show()
    view.set_pages([(210.0, 297.0)] * 3)
    assert not view.can_zoom(-1)
    view.zoom_by(2)
    view.scroll_to(1, 100.0)
    at = view.verticalScrollBar().value()
    view.zoom_by(1)
    view.zoom_by(-1)
    assert abs(view.verticalScrollBar().value() - at) <= 2
    view.fit()
    assert view.zoom == 1.0


def test_the_window_imports_nothing_that_draws_paper() -> None:
    heavy = "{'reportlab', 'pypdfium2', 'PIL'}"
    code = f"import sys, osdesk.ui.orders.editor; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0


def test_the_sheet_gives_way_when_rows_that_came_later_need_more_room(
    theme: Theme, shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    theme.set_text_size(125)
    shop.desk.settings.set_flag("panes/preview", True)
    editor = open_editor(shop.order.id)
    editor.resize(1290, 700)
    editor.form.visits.add_visit()
    form = editor.form
    qtbot.waitUntil(lambda: form.viewport().width() >= form.page.minimumSizeHint().width(), timeout=5_000)
