"""The first start: three steps beside the company's own sheet. Each can be skipped, and all of it changed later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.problems import Refused
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.company_paper import CompanyPaper
from osdesk.ui.desk import Desk
from osdesk.ui.first_run_steps import CompanyStep, LogoStep, NumberStep, Step
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Ground, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office

_LEFT = 600
_FORM = 480


class FirstRun(Ground):
    """The assistant; covers the whole window. `finished` when it is done or skipped."""

    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._desk = desk
        self._company = Company()
        self._settings = OfficeSettings()
        self.company = CompanyStep(desk)
        self.logo = LogoStep(desk)
        self.numbering = NumberStep(desk)
        self._steps: tuple[Step, ...] = (self.company, self.logo, self.numbering)
        self._marks = _Marks((_("Company"), _("Logo"), _("Numbering")))
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(_scrolling(step))
            step.changed.connect(self._show_paper)
        self.paper = CompanyPaper(desk.tasks)
        self._skip = Button(_("Skip for now"), self._finish_early, kind="quiet")
        self._back = Button(_("Back"), self._go_back)
        self._on = Button("", self._go_on, kind="filled")
        self._lay()
        self._show_step(0)
        desk.tasks.run(Lane.READ, load, desk.office, done=self._begin, owner=self)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._stack.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Alt+Left goes back; Enter alone never leaves a field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_on()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        look = theme.current()
        left = Ground("surface")
        left.setFixedWidth(look.px(_LEFT))
        foot = bar(self._skip, None, self._back, self._on, gap=8, margins=(56, 12, 56, 40))
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar(_Name(), None, margins=(64, 36, 56, 0)))
        whole.addSpacing(look.px(46))
        whole.addLayout(bar(self._marks, None, margins=(64, 0, 56, 0)))
        whole.addSpacing(look.px(30))
        whole.addWidget(self._stack, 1)
        whole.addLayout(foot)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left)
        line.addWidget(self._paper_side(), 1)
        # After the last field comes what goes on with it; giving up comes last.
        QWidget.setTabOrder(self._on, self._back)
        QWidget.setTabOrder(self._back, self._skip)

    def _paper_side(self) -> Ground:
        """The sheet on the desk, under what it is."""
        side = Ground("desk")
        caption = Label(_("On paper it looks like this (example order)"), "group")
        paper = column(self.paper, margins=(30, 0, 22, 0))
        side.setLayout(column(column(caption, margins=(63, 32, 24, 0)), paper, 1, gap=0))
        return side

    # Steps

    def _begin(self, found: Found) -> None:
        self._company, self._settings = found.company, found.settings
        self.company.load(found.company)
        self.logo.load(found.company, found.logo)
        self.numbering.load(found.settings)
        self._show_paper()
        self._steps[self.step].begin()

    def _show_step(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._marks.show_step(index)
        self._back.setVisible(index > 0)
        last = index == len(self._steps) - 1
        self._on.setText(_("Start using it") if last else _("Continue"))
        self._on.setAccessibleName(self._on.text())
        self._steps[index].begin()

    def _go_on(self) -> None:
        if not self._steps[self.step].is_right():
            return
        if self.step < len(self._steps) - 1:
            self._show_step(self.step + 1)
        else:
            self._store(*self._typed())

    def _go_back(self) -> None:
        if self.step > 0:
            self._show_step(self.step - 1)

    def _typed(self) -> tuple[Company, OfficeSettings]:
        company = self.company.read(self._company)
        company = replace(company, accent=self.logo.accent)
        return company, self.numbering.read(self._settings)

    def _show_paper(self) -> None:
        company, settings = self._typed()
        number = self.numbering.example()
        self.paper.show_company(company, self.logo.data, number, settings.sheet_language)

    # The end

    def _finish_early(self) -> None:
        """What was typed and is right is kept; the rest can wait."""
        company = replace(self.company.read_sound(self._company), accent=self.logo.accent)
        if company.name:
            self._store(company, self.numbering.read_sound(self._settings))
        else:
            self.finished.emit()

    def _store(self, company: Company, settings: OfficeSettings) -> None:
        logo = self.logo.data if self.logo.is_changed else None
        self._on.setEnabled(False)
        self._desk.tasks.run(
            Lane.WRITE,
            partial(store, samples=self.numbering.wants_samples),
            self._desk.office,
            company,
            settings,
            logo,
            done=lambda _nothing: self.finished.emit(),
            failed=self._not_stored,
            owner=self,
        )

    def _not_stored(self, error: BaseException) -> None:
        self._on.setEnabled(True)
        if isinstance(error, Refused):
            problem = error.problems[0]
            for index, step in enumerate(self._steps):
                if step.show_refused(error.problems):
                    self._show_step(index)
                    return
            self._desk.prompts.tell(self, _("Something is to be corrected"), wording.sentence(problem))
            return
        self._desk.tasks.failure.emit(error)


@dataclass(frozen=True, slots=True)
class Found:
    """What the office has already."""

    company: Company
    settings: OfficeSettings
    logo: bytes


def load(office: Office) -> Found:
    """For the read lane."""
    from osdesk.services import company

    return Found(company.get(office), company.settings(office), company.logo(office))


def store(
    office: Office, typed: Company, settings: OfficeSettings, logo: bytes | None, *, samples: bool = False
) -> None:
    """Store all three steps; for the write lane. Raises `Refused`. `logo` is None when it stays as it is."""
    from osdesk.services import company, demo

    # Logo first: it has its own file, and the company's row is then written with the version that this left.
    if logo is not None:
        stored = company.set_logo(office, logo) if logo else company.remove_logo(office)
        typed = replace(typed, version=stored.version, logo=stored.logo)
    company.save(office, typed)
    company.save_settings(office, settings)
    if samples:
        demo.add_samples(office)


class _Name(QWidget):
    """The program's logo and name."""

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtSvg import QSvgRenderer

        from osdesk import assets

        self._logo = QSvgRenderer(str(assets.path("logo/osdesk.svg")))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("OS Desk")

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        look = theme.current()
        return QSize(look.px(160), look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        size = look.px(32)
        self._logo.render(painter, QRectF(0, (self.height() - size) / 2, size, size))
        words = QRectF(look.px(44), 0, self.width() - look.px(44), self.height())
        paint.label(painter, words, "OS Desk", look.font("record"), look.colour("text"))
        painter.end()


class _Marks(QWidget):
    """Where one is: numbered circles, a tick in those that are done."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names, self._at = names, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, index: int) -> None:
        """Show which step is the current one."""
        self._at = index
        self.setAccessibleName(
            _("Step {number} of {total}: {name}").format(
                number=index + 1, total=len(self._names), name=self._names[index]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        look = theme.current()
        return QSize(look.px(_FORM), look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(24)
        left = 0.0
        top = (self.height() - side) / 2
        for index, name in enumerate(self._names):
            circle = QRectF(left, top, side, side)
            done, here = index < self._at, index == self._at
            ground = "ok_soft" if done else "accent" if here else "surface"
            paint.rounded(painter, circle, side / 2, look.colour(ground), None if done or here else look.colour("edge"))
            if done:
                size = look.px(14)
                inset = (side - size) / 2
                look.icons.paint(painter, "check", look.colour("ok"), left + inset, top + inset, size, stroke=2.5)
            else:
                painter.setFont(look.font("chip"))
                painter.setPen(look.colour("on_accent" if here else "text2"))
                painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(index + 1))
            left += side + look.px(8)
            words = QRectF(left, 0, self.width() - left, self.height())
            font = look.font("strong" if here else "text")
            left += paint.label(painter, words, name, font, look.colour("text" if here else "text2"))
            if index < len(self._names) - 1:
                left += look.px(14)
                paint.hairline(painter, look.colour("field"), left, left + look.px(22), self.height() // 2)
                left += look.px(36)
        painter.end()


def _scrolling(step: QWidget) -> QScrollArea:
    """On a low window the form scrolls and the buttons stay."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page = Ground("surface")
    page.setLayout(column(step, None, margins=(64, 0, 56, 12)))
    area.setWidget(page)
    return area
