"""What belongs to this computer: language, look, size of the text, printer. It applies at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from osdesk import texts
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.layout import row
from osdesk.ui.theme import TEXT_SIZES, Appearance

#: Each language by its own name: who needs it can read that.
LANGUAGE_NAMES = {"pt_BR": "Português (Brasil)", "es": "Español", "en": "English"}


class WorkstationSection(Section):
    """The section; nothing of it is in the database."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("This computer"), note=_("Applies at once, and only here"), parent=parent)
        self._desk = desk
        named = [Option(code, LANGUAGE_NAMES[code]) for code in texts.LANGUAGES]
        self.language_choice = Choice([Option("", _("As the system")), *named])
        self.look_choice = SegmentedChoice(
            [
                Option(str(Appearance.SYSTEM), _("As the system"), "monitor"),
                Option(str(Appearance.LIGHT), _("Light"), "sun"),
                Option(str(Appearance.DARK), _("Dark"), "moon"),
            ]
        )
        self.size_choice = SegmentedChoice([Option(size, f"{size} %") for size in TEXT_SIZES])
        self.printer_choice = Choice([Option("", _("The system's default"))])
        self.language = Field(_("&Language of the screen"), self.language_choice, width=260)
        self.look = Field(_("&Appearance"), self.look_choice)
        self.text_size = Field(_("Size of the &text"), self.size_choice)
        self.printer = Field(_("&Printer"), self.printer_choice, width=360)
        self.add(row(self.look, self.text_size, None))
        self.add(row(self.language, None))
        self.add(row(self.printer, None))
        self.language_choice.edited.connect(self._set_language)
        self.look_choice.edited.connect(self._set_look)
        self.size_choice.edited.connect(self._set_size)
        self.printer_choice.edited.connect(self._set_printer)
        desk.theme.changed.connect(self.show_current)
        self.show_current()

    def show_current(self) -> None:
        """Show what is set; the menus set some of it too."""
        settings, theme = self._desk.settings, self._desk.theme
        self.language_choice.show_value(settings.language if settings.language in LANGUAGE_NAMES else "")
        self.look_choice.show_value(str(theme.appearance))
        self.size_choice.show_value(theme.text_size)

    def offer_printers(self, names: Sequence[str]) -> None:
        """The printers there are now; the one chosen stays in the list while it is switched off."""
        chosen = self._desk.settings.printer
        offered = [Option("", _("The system's default")), *(Option(name, name) for name in names)]
        if chosen and chosen not in names:
            offered.append(Option(chosen, _("{name} (not found)").format(name=chosen)))
        self.printer_choice.set_options(offered)
        self.printer_choice.show_value(chosen)

    def _set_language(self) -> None:
        self._desk.settings.language = self.language_choice.read()
        self._desk.settings.save()
        spoken = self.language_choice.read() or texts.language()
        self.language.set_hint("" if spoken == texts.language() else _("Applies when OS Desk is opened again."))

    def _set_look(self) -> None:
        self._desk.settings.appearance = Appearance(self.look_choice.read())
        self._desk.theme.set_appearance(self.look_choice.read())

    def _set_size(self) -> None:
        self._desk.settings.text_size = self.size_choice.read()
        self._desk.theme.set_text_size(self.size_choice.read())

    def _set_printer(self) -> None:
        self._desk.settings.printer = self.printer_choice.read()
