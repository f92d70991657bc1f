"""The blank form beside the items, as it goes to the site on paper; it changes while the items are typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.company import Company
from osdesk.texts import _
from osdesk.ui.checklists import strip
from osdesk.ui.checklists.strip import Strip
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.preview import as_image
from osdesk.ui.tasks import Lane, Tasks

_PAUSE = 120
#: What the view leaves around a page in a pane this narrow.
_MARGIN = 15


class TemplatePaper(QWidget):
    """Head and form. `drawn` comes with each new picture."""

    drawn = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: tuple[ChecklistTemplate, Company, str] | None = None
        self._shown: tuple[ChecklistTemplate, Company, str] | None = None
        self._size = (90.0, 40.0)
        self.view = PaperView()
        self.view.setAccessibleName(_("The blank form as it will be printed"))
        head = Ground("surface")
        head.setLayout(bar(Icon("eye"), ElidedLabel(_("As on paper"), "strong"), 1, gap=8, margins=(14, 10, 8, 10)))
        words = Label(_("Blank form, to take along"), "hint", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        desk = Ground("desk")
        # The words follow the form, and the form begins at the top: it grows downwards while items are typed.
        desk.setLayout(column(self.view, 100, words, None, gap=0, margins=(0, 0, 0, 10)))
        self.setLayout(column(head, Hairline(), desk, 1, gap=0))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)
        self.view.view_changed.connect(self._sharpen)

    @property
    def shown(self) -> ChecklistTemplate | None:
        """The template whose form is shown."""
        return self._shown[0] if self._shown is not None else None

    def show_template(self, template: ChecklistTemplate, company: Company, language: str) -> None:
        """Show this template's form, after the pause that typing makes."""
        wanted = (template, company, language)
        if wanted != self._wanted:
            self._wanted = wanted
            self._pause.start()

    def minimumSizeHint(self) -> QSize:
        """Narrow is still readable."""
        return QSize(220, 200)

    def _draw(self) -> None:
        wanted = self._wanted
        if wanted is None or not self.isVisible() or (wanted == self._shown and self.view.is_sharp()):
            return
        _pages, width = self.view.wanted()
        self._tasks.run(
            Lane.PAPER,
            strip.draw,
            *wanted,
            width,
            done=lambda drawn: self._show(wanted, drawn),
            owner=self,
            latest="paper",
        )

    def _show(self, wanted: tuple[ChecklistTemplate, Company, str], drawn: Strip) -> None:
        self._shown = wanted
        self._size = drawn.size
        self._fit()
        self.view.set_pages([drawn.size])
        self.view.set_picture(0, as_image(drawn.picture))
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form is as high as its width makes it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self._size
        shown = max(60, self.width() - 2 * _MARGIN) * height / width
        self.view.setMaximumHeight(round(shown) + 2 * _MARGIN + 2)

    def _sharpen(self) -> None:
        if self._wanted is not None and self.isVisible() and not self.view.is_sharp():
            self._pause.start()
