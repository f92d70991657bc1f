"""Everything that can be opened, in every language and at a larger text: no word of another language, nothing cut.

One walk through the real window for each language; what it must come by is read from the source (`tour`), so a new
dialog, menu or question that nobody looks at fails here by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from osdesk.app import speak
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme
from surfaces import agenda, around, issued, mail, orders, photos, reports, rooms, scans, sending, status, today
from tour import MenuWatch, NotedPrompts, Surface, Tour, left_out
from windows import OpenWindow, furnished

#: On an office that has nothing yet.
EMPTY: tuple[Surface, ...] = (rooms.empty_rooms, mail.empty_outbox)
#: On an office with the samples and more; what changes the office comes last.
FULL: tuple[Surface, ...] = (
    orders.order_list,
    orders.order_list_in_other_widths,
    orders.order_questions,
    orders.new_order,
    orders.new_client_on_the_phone,
    orders.stored_order,
    orders.many_editors,
    photos.photos,
    sending.signing,
    rooms.client_room,
    rooms.company_room,
    rooms.checklist_room,
    rooms.team_room,
    rooms.bin_room,
    rooms.preferences,
    status.own_words,
    scans.scans_room,
    reports.reports_room,
    agenda.agenda_room,
    agenda.hours_and_absences,
    today.today_room,
    issued.issued_documents,
    issued.checking,
    around.menu_bar,
    around.help_pages,
    around.search,
    around.drafts_offered,
    around.troubled_folders,
    around.faults,
    around.printing,
    around.leaving,
    mail.told_after_saving,
    mail.mail_settings,
    mail.outbox_room,
    sending.sending,
    status.finishing,
    around.first_start,
)
#: Takes long for the few words it shows: once is enough.
_SLOW = (orders.many_editors, orders.order_list_in_other_widths)
USUAL: tuple[Surface, ...] = tuple(each for each in FULL if each not in _SLOW)
#: Menus are as wide as their words, whatever the size of the text.
LARGER: tuple[Surface, ...] = tuple(each for each in USUAL if each not in (around.menu_bar, around.troubled_folders))


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[None]:
    """Whatever language Qt learns is forgotten at the end."""
    yield
    QLocale.setDefault(QLocale("pt_BR"))
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def walk(folder: Path, language: str, theme: Theme, surfaces: Sequence[Surface]) -> Tour:
    """Open a window on an office of its own, come by these surfaces, and close it."""
    settings = Settings(folder / "settings.ini")
    # Where it isn't asked for, the sheet would be drawn for every order opened.
    settings.set_flag("panes/preview", False)
    office = furnished(folder / "office", samples=surfaces is not EMPTY)
    if surfaces is not EMPTY:
        orders.furnish(office)
    prompts = NotedPrompts(settings)
    place = OpenWindow(office, theme, Tasks(), settings, prompts)
    tour = Tour(place, prompts, language)
    try:
        with MenuWatch(tour.noted):
            place.open()
            tour.settle()
            tour.know_the_data()
            for surface in surfaces:
                surface(tour)
    finally:
        place.close()
    return tour


@pytest.mark.parametrize(
    ("language", "size", "surfaces"),
    [("pt_BR", 100, USUAL), ("es", 100, FULL), ("en", 100, USUAL), ("es", 125, LARGER)],
    ids=("pt_BR", "es", "en", "es, larger"),
)
@pytest.mark.usefixtures("speaking")
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_every_surface_speaks_one_language_and_nothing_on_it_is_cut(
    language: str, size: int, surfaces: Sequence[Surface], theme: Theme, tmp_path: Path, qapp: QApplication
) -> None:
    speak(qapp, language)
    if size != theme.text_size:
        theme.set_text_size(size)
    tours = [walk(tmp_path / "empty", language, theme, EMPTY), walk(tmp_path / "full", language, theme, surfaces)]
    faults = [fault for tour in tours for fault in tour.faults]
    assert not faults, "\n" + "\n".join(faults)
    assert not [failure for tour in tours for failure in tour.failures]
    if surfaces is FULL:
        missed = left_out(tours)
        assert not missed, "nobody looked at these; open them in tests/surfaces:\n" + "\n".join(missed)
