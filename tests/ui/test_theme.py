"""The look: contrast, the change of theme, fonts, sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStyle, QWidget
from pytestqt.qtbot import QtBot

from osdesk.domain.statuses import SEEDED_STATUSES
from osdesk.domain.team import TechnicianColour
from osdesk.domain.visits import VisitStatus
from osdesk.ui.theme import TYPE, Theme, current
from osdesk.ui.tokens import DARK, LIGHT, STATUS_ICONS, Tokens, contrast

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.surface, tokens.window, tokens.rail, tokens.surface2, tokens.hover, tokens.soft)
    for ink in (tokens.text, tokens.text2, tokens.text3, tokens.link, tokens.danger, tokens.warn, tokens.ok):
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(tokens.text, tokens.rail_sel) >= 4.5
    assert contrast(tokens.text2, tokens.rail_sel) >= 4.5


@BOTH
def test_text_can_be_read_on_its_own_ground(tokens: Tokens) -> None:
    pairs = [
        (tokens.on_accent, tokens.accent),
        (tokens.on_accent, tokens.accent_hover),
        (tokens.on_accent, tokens.accent_pressed),
        (tokens.danger, tokens.danger_soft),
        (tokens.text, tokens.danger_soft),
        (tokens.warn, tokens.warn_soft),
        (tokens.ok, tokens.ok_soft),
        (tokens.toast_text, tokens.toast),
        (tokens.toast_link, tokens.toast),
        *((pair.ink, pair.ground) for pair in tokens.statuses.values()),
        *((pair.ink, pair.ground) for pair in tokens.avatars.values()),
    ]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@BOTH
def test_the_edge_of_a_field_and_the_ring_of_the_focus_are_seen(tokens: Tokens) -> None:
    assert contrast(tokens.edge, tokens.surface) >= 3
    assert contrast(tokens.link, tokens.surface) >= 3
    assert contrast(tokens.text, tokens.accent) >= 2.4  # the ring of a filled button stands inside a light margin


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_status_visit_and_technician_has_a_look(theme: Theme) -> None:
    for status in SEEDED_STATUSES:
        assert theme.status(status.key).icon == STATUS_ICONS[status.key]
    for visit in VisitStatus:
        assert theme.visit(visit).ink != theme.visit(visit).ground
    for colour in TechnicianColour:
        assert theme.avatar(colour).ground == QColor(LIGHT.avatars[colour].ground)


def test_a_status_the_office_added_looks_like_its_kind(theme: Theme) -> None:
    assert theme.status("", "waiting") == theme.status("waiting")
    assert theme.status("unheard_of", "done") == theme.status("done")


def test_only_what_is_not_real_yet_is_dashed(theme: Theme) -> None:
    assert theme.status("draft").dashed
    assert not theme.status("open").dashed
    assert theme.visit("scheduled").dashed
    assert not theme.visit("done").dashed


def test_a_change_of_theme_reaches_what_is_shown_already(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    field, label = QLineEdit("Padaria"), QLabel("rótulo")
    label.setProperty("role", "label")
    for widget in (field, label):
        qtbot.addWidget(widget)
        widget.show()
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance("dark")
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    picture = field.grab().toImage()
    assert picture.pixelColor(field.width() // 2, 6) == QColor(DARK.surface)
    assert label.palette().color(label.foregroundRole()) == QColor(DARK.text2)


def test_the_disabled_group_and_the_accent_are_in_the_palette(theme: Theme, qapp: QApplication) -> None:
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Accent) == QColor(LIGHT.accent)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(LIGHT.text3)
    assert palette.color(QPalette.ColorRole.PlaceholderText) == QColor(LIGHT.text3)


def test_the_size_of_the_text_scales_letters_and_fields(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    small = field.sizeHint().height()
    assert small == 34
    theme.set_text_size(125)
    assert theme.font("text").pixelSize() == 16
    assert theme.px(34) == 42
    assert field.sizeHint().height() in (42, 43)
    with pytest.raises(ValueError, match="text size"):
        theme.set_text_size(90)


def test_figures_have_one_width_where_numbers_stand_in_columns(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font("figures"))
    assert metrics.horizontalAdvance("1111111") == metrics.horizontalAdvance("0000000")


def test_letters_are_of_the_sizes_and_weights_of_the_design(theme: Theme) -> None:
    for role, (pixels, weight) in TYPE.items():
        assert theme.font(role).pixelSize() == pixels >= 11
        assert theme.font(role).weight() == weight


def test_a_focused_field_is_as_high_as_an_unfocused_one(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit(page)
    other = QLineEdit(page)
    other.move(0, 60)
    page.show()
    page.activateWindow()
    before = field.sizeHint().height()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.sizeHint().height() == before


def test_mnemonics_are_underlined_only_while_alt_is_held(
    theme: Theme, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    window = QWidget()
    qtbot.addWidget(window)
    theme.watch_alt(window)
    window.show()

    def underlined() -> int:
        return qapp.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut)

    assert not underlined()
    alt = Qt.Key.Key_Alt
    qapp.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, alt, Qt.KeyboardModifier.AltModifier))
    assert underlined()
    qapp.sendEvent(window, QKeyEvent(QEvent.Type.KeyRelease, alt, Qt.KeyboardModifier.NoModifier))
    assert not underlined()


def test_mnemonics_go_when_an_open_menu_swallowed_the_release_of_alt(
    theme: Theme, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    window = QWidget()
    qtbot.addWidget(window)
    theme.watch_alt(window)
    window.show()
    alt = Qt.Key.Key_Alt
    qapp.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, alt, Qt.KeyboardModifier.AltModifier))
    qtbot.waitUntil(lambda: not qapp.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut))


def test_the_theme_is_found_from_anywhere(theme: Theme) -> None:
    assert current() is theme
