"""Checking a document: a PDF dropped or chosen, or the number and the code on paper; what it is stands below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from osdesk.domain.problems import Unreadable
from osdesk.domain.revisions import Examined, Revision, Verdict, Verification, read_code
from osdesk.services.wording import sentence
from osdesk.services.wording.verdicts import issued_line, verdict_sentence
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.issued_files import open_document
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

if TYPE_CHECKING:
    from osdesk.services.office import Office

_WIDTH = 560
#: Icon and colour of what a check says.
_LOOKS = {
    Verdict.UNCHANGED: ("circle-check", "ok"),
    Verdict.VOIDED: ("ban", "warn"),
    Verdict.CHANGED: ("triangle-alert", "danger"),
    Verdict.UNKNOWN: ("circle-help", "text2"),
}


class DropPlace(QAbstractButton):
    """Where a PDF is dropped; pressing it chooses one. `dropped` carries its path."""

    dropped = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._over = False

    def sizeHint(self) -> QSize:
        return QSize(current().px(320), current().px(92))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        self._show_over(False)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self._over or self.hasFocus()
        pen = QPen(theme.colour("link" if active else "edge"), 2 if active else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("hover") if self._over or self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), theme.px(8), theme.px(8))
        size = theme.px(20)
        middle = self.rect().center()
        theme.icons.paint(painter, "file-text", theme.colour("text2"), middle.x() - size / 2, theme.px(23), size)
        box = self.rect().toRectF().adjusted(theme.px(12), theme.px(49), -theme.px(12), 0)
        used = painter.fontMetrics().horizontalAdvance(self.text())
        box.setLeft(box.left() + max(0.0, (box.width() - used) / 2))
        box.setHeight(theme.px(24))
        paint.label(painter, box, self.text(), theme.font("text"), theme.colour("text2"))

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class VerifyDialog(Dialog):
    """The dialog."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, _("Check a document"), icon="shield-check", width=_WIDTH)
        self._desk = desk
        self.place = DropPlace(_("Drop the PDF here, or choose it…"))
        self.number = Field(_("&Number of the order"), TextInput(longest=40), width=160)
        self.code = Field(_("Verification &code"), TextInput(longest=40), width=230)
        self.check = Button(_("Check"), self._check_code)
        self.verdict = VerdictView(self._open)
        self.say(_("Was it issued here, and is it unchanged? The code stands in the foot of an issued document."))
        self.add(self.place)
        self.add(row(self.number, self.code, _below_label(self.check), None))
        self.add(self.verdict)
        self.add_buttons(Button(_("Close"), self.accept, kind="filled"))
        self.place.clicked.connect(self._choose)
        self.place.dropped.connect(self.check_file)
        for field in (self.number, self.code):
            line = field.control
            assert isinstance(line, TextInput)  # noqa: S101  as made above
            line.edited.connect(self.verdict.clear)
            line.edited.connect(self._forgive)
            line.returnPressed.connect(self._check_code)
        self.done_with.connect(self._check_code)

    def check_file(self, path: Path) -> None:
        """Check the file at that path."""
        from osdesk.services import examining

        self.verdict.say(_("Checking {name}…").format(name=path.name))
        self._desk.tasks.run(
            Lane.FILES,
            examining.examine_file,
            str(path),
            done=lambda examined: self._look_up(path.name, examined),
            failed=lambda error: self._unread(path, error),
            owner=self,
            latest="file",
        )

    def _look_up(self, name: str, examined: Examined) -> None:
        self._desk.tasks.run(
            Lane.READ,
            _verified,
            self._desk.office,
            examined,
            done=lambda found: self.verdict.show_verdict(found, self._desk, name),
            owner=self,
            latest="verdict",
        )

    def _unread(self, path: Path, error: BaseException) -> None:
        if isinstance(error, OSError):
            self.verdict.say(_("{name} cannot be read.").format(name=path.name), "circle-alert", "danger")
        else:
            self.verdict.clear()
            self._desk.tasks.failure.emit(error)

    def _choose(self) -> None:
        kinds = [("PDF", "*.pdf *.PDF")]
        self._desk.prompts.open_file(self, _("Choose the PDF to check"), "verify", kinds, self.check_file)

    def _check_code(self) -> None:
        number, code = self.number.control.text(), self.code.control.text()  # type: ignore[attr-defined]  # text inputs
        if not read_code(code):
            self.code.show_problem(Message(sentence(Unreadable("code.form").at("code"))))
            self.code.control.setFocus()
            return
        if not number.strip():
            self.number.show_problem(Message(_("Type the number of the order too.")))
            self.number.control.setFocus()
            return
        self._desk.tasks.run(
            Lane.READ,
            _verified_code,
            self._desk.office,
            number,
            code,
            done=lambda found: self.verdict.show_verdict(found, self._desk),
            owner=self,
            latest="verdict",
        )

    def _forgive(self) -> None:
        for field in (self.number, self.code):
            field.show_problem(None)

    def _open(self, revision: Revision) -> None:
        open_document(self._desk, self, revision)


class VerdictView(QWidget):
    """What was found: an icon, a sentence, when and by whom it was issued, and the way to the document."""

    def __init__(self, open_it: Callable[[Revision], object]) -> None:
        super().__init__()
        self._open = open_it
        self._revision: Revision | None = None
        self.icon = Icon("", "text2", size=20)
        self.words = Label("", "strong", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = Label("", "hint", wrap=True)
        self.open = Button(_("Open the issued document"), self._press, kind="text", icon="external-link")
        words = column(self.words, self.about, bar(self.open, None), gap=4)
        self.setLayout(row(self.icon, words, 1, gap=10, margins=(0, 8, 0, 0)))
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._revision = None
        self.hide()

    def say(self, words: str, icon: str = "hourglass", colour: str = "text2") -> None:
        """Show a sentence."""
        self._revision = None
        self.icon.set_icon(icon, colour)
        self.words.setText(words)
        self.about.hide()
        self.open.hide()
        self.show()

    def show_verdict(self, found: Verification, desk: Desk, name: str = "") -> None:
        """Show what a check found, of a file called `name` or of a code."""
        zone = desk.office.zone
        self.say(verdict_sentence(found, zone, code=not name), *_LOOKS[found.verdict])
        self._revision = found.revision
        issued = issued_line(found.revision, zone) if found.revision is not None else ""
        about = " · ".join(part for part in (name, issued) if part)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.open.setVisible(found.revision is not None)

    def _press(self) -> None:
        if self._revision is not None:
            self._open(self._revision)


def _below_label(button: Button) -> QWidget:
    """A button in line with the fields beside it, whose labels stand above them."""
    whole = QWidget()
    whole.setLayout(column(Label(" ", "label"), button, gap=4))
    return whole


def _verified(office: Office, examined: Examined) -> Verification:
    from osdesk.services import verifying

    return verifying.verify(office, examined)


def _verified_code(office: Office, number: str, code: str) -> Verification:
    from osdesk.services import verifying

    return verifying.verify_code(office, number, code)
