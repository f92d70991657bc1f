"""Details of one order beside the list: who, where, visits, checklist, what came and went, total.

Read only; the editor is a key away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from osdesk.domain import checklists, phones
from osdesk.domain.dates import format_clock_after, format_duration, format_time
from osdesk.domain.following import Chain
from osdesk.domain.materials import ZERO
from osdesk.domain.money import format_amount, format_quantity
from osdesk.domain.orders import Order
from osdesk.domain.team import initials
from osdesk.domain.text import elide
from osdesk.domain.visits import Visit, time_on_site
from osdesk.services import wording
from osdesk.texts import _, language, ngettext
from osdesk.ui import theme
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon, Progress
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.chips import Avatar, StatusChip
from osdesk.ui.kit.labels import ElidedLabel, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.side_pane import SidePane
from osdesk.ui.orders.billing import mark_rows
from osdesk.ui.orders.columns import Surroundings, day_words
from osdesk.ui.orders.source import Papers
from osdesk.ui.orders.when import moment_words
from osdesk.ui.outbox.columns import receivers_words, state_look
from osdesk.ui.scans.tray import pages_words

WIDTH = 340
_LONGEST_REASON = 280


class DetailsPane(SidePane):
    """The pane. It shows the value it is given; what is pressed in it goes out as signals with the order's id."""

    open_wanted = Signal(int)
    print_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(self, more: Callable[[], QMenu], parent: QWidget | None = None) -> None:
        """`more` makes the menu of ⋯, which is the list's own for the current row."""
        super().__init__(WIDTH, parent)
        self._more = more
        self._order: Order | None = None
        self.clear()

    @property
    def order_id(self) -> int | None:
        """Whose details are shown."""
        return self._order.id if self._order is not None else None

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._order = None
        hint = Label(_("Choose an order to see its details here."), "dim", wrap=True)
        self.fill(column(hint, None, margins=(20, 24, 20, 24)))

    def show_order(self, order: Order, client: str, around: Surroundings, papers: Papers) -> None:
        """Show this order; `client` is the client's name."""
        self._order = order
        parts = column(gap=0, margins=(20, 16, 16, 24))
        parts.addLayout(self._head(order, around))
        parts.addSpacing(8)
        parts.addWidget(ElidedLabel(client, "strong"))
        reason = Label(elide(order.reason.strip(), _LONGEST_REASON), "dim", wrap=True)
        reason.setVisible(bool(order.reason.strip()))
        parts.addWidget(reason)
        parts.addSpacing(12)
        parts.addLayout(self._buttons())
        groups = (
            self._contacts(order),
            self._visits(order, around),
            self._lists(order),
            self._attached(order),
            self._papers(papers, around),
            _icon_rows(mark_rows(order)),
            self._kin(papers.chain),
        )
        for group in groups:
            if group is not None:
                parts.addWidget(Hairline(above=14, below=14))
                parts.addWidget(group)
        if order.materials or order.totals.total != ZERO:
            parts.addSpacing(14)
            amount = Label(format_amount(order.totals.total, language(), symbol=True), "section")
            parts.addLayout(bar(Label(_("Total"), "dim"), None, amount))
        parts.addStretch(1)
        self.fill(parts)

    def _head(self, order: Order, around: Surroundings) -> QVBoxLayout:
        look = theme.current()
        title = Label(wording.order_title(order.number), "record")
        close = IconButton("x", _("Close details (Space)"), self.close_wanted.emit)
        status = around.statuses.get(order.status_id or 0)
        if status is None:
            return column(bar(title, None, close))
        known = status
        chip = StatusChip(lambda: theme.current().of_status(known), wording.status_name(status))
        room = look.px(WIDTH - 36 - 30 - 16)
        if title.sizeHint().width() + chip.sizeHint().width() + 16 <= room:
            return column(bar(title, chip, None, close, gap=10))
        return column(bar(title, None, close), bar(chip, None), gap=4)

    def _buttons(self) -> QVBoxLayout:
        self._ellipsis = IconButton("ellipsis", _("More"), self._show_more, kind="plain")
        opened = Button(_("Open"), self._ask_open, icon="pencil-line")
        printed = Button(_("Print"), self._ask_print, icon="printer")
        return column(bar(opened, printed, self._ellipsis, None))

    def _contacts(self, order: Order) -> QWidget | None:
        rows: list[tuple[str, str, str]] = []
        if order.contact_name:
            rows.append(("user-round", order.contact_name, order.contact_role or _("Contact on site")))
        if order.contact_phone:
            rows.append(("phone", phones.format_phone(order.contact_phone), ""))
        if order.contact_email:
            rows.append(("mail", order.contact_email, ""))
        place = order.address
        if place:
            street = ", ".join(part for part in (place.street, place.number, place.complement) if part)
            town = ", ".join(part for part in (place.district, place.city) if part)
            rows.append(("map-pin", street or town, town if street else ""))
        return _icon_rows(rows)

    def _visits(self, order: Order, around: Surroundings) -> QWidget | None:
        if not order.visits:
            return None
        holder = QWidget()
        lines = column(Label(_("Visits"), "group"), gap=10)
        for visit in order.visits:
            lines.addWidget(_VisitLine(visit, around))
        holder.setLayout(lines)
        return holder

    def _lists(self, order: Order) -> QWidget | None:
        if not order.checklists:
            return None
        holder = QWidget()
        lines = column(Label(_("Checklist"), "group"), gap=6)
        for checklist in order.checklists:
            done, total = checklists.progress([checklist])
            count = Label(_("{done} of {total}").format(done=done, total=total), "strong")
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.addWidget(ElidedLabel(checklist.name), 0, 0)
            grid.addWidget(count, 0, 1)
            grid.addWidget(Progress(done, total, width=0), 1, 0, 1, 2)
            grid.setColumnStretch(0, 1)
            lines.addLayout(grid)
        holder.setLayout(lines)
        return holder

    def _attached(self, order: Order) -> QWidget | None:
        """How many photos and files: to see them, the order is opened."""
        photos = len(order.photos)
        files = len(order.attachments) - photos
        told = [
            ngettext("{count} photo", "{count} photos", photos).format(count=photos) if photos else "",
            ngettext("{count} file", "{count} files", files).format(count=files) if files else "",
        ]
        words = " · ".join(part for part in told if part)
        if not words:
            return None
        holder = QWidget()
        holder.setLayout(bar(Icon("camera" if photos else "paperclip"), Label(words, "medium"), None, gap=12))
        return holder

    def _papers(self, papers: Papers, around: Surroundings) -> QWidget | None:
        """Signed copies, what is on its way, and how the document was sent last."""
        rows: list[tuple[str, str, str]] = []

        def when(moment: datetime) -> str:
            return moment_words(moment.astimezone(around.zone), around.now)

        if papers.copies:
            filed = when(papers.filed_at) if papers.filed_at is not None else ""
            rows.append(("file-check", pages_words(papers.copies), filed))
        if papers.open is not None:
            look = state_look(papers.open)
            rows.append((look.icon, look.words, receivers_words(papers.open)))
        if papers.sent is not None:
            rows.append(("send", wording.entry_sentence(papers.sent), when(papers.sent.at)))
        return _icon_rows(rows)

    def _kin(self, chain: Chain) -> QWidget | None:
        """What it follows up and what follows it up, each a way there."""
        links = [(_("Follow-up of {order}"), chain.earlier)] if chain.earlier is not None else []
        links += [(_("Continued in {order}"), kin) for kin in chain.later]
        if not links:
            return None
        holder = QWidget()
        lines = column(gap=4)
        for words, kin in links:
            if kin is not None:
                said = words.format(order=wording.order_title(kin.number))
                link = Button(said, partial(self.open_wanted.emit, kin.id), kind="link", icon="link", parent=holder)
                lines.addLayout(bar(link, None))
        holder.setLayout(lines)
        return holder

    def _ask_open(self) -> None:
        if self.order_id is not None:
            self.open_wanted.emit(self.order_id)

    def _ask_print(self) -> None:
        if self.order_id is not None:
            self.print_wanted.emit(self.order_id)

    def _show_more(self) -> None:
        menu = self._more()
        menu.popup(self._ellipsis.mapToGlobal(QPoint(0, self._ellipsis.height() + 4)))


class _VisitLine(QWidget):
    """One visit: its status in a circle, day and hours, and who."""

    def __init__(self, visit: Visit, around: Surroundings) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._visit = visit
        words = column(Label(_visit_day(visit, around), "strong"), Label(_visit_hours(visit, around), "hint"), gap=1)
        line = bar(_Round(visit), gap=12)
        line.addLayout(words, 1)
        people = [around.team[key] for key in visit.technicians if key in around.team]
        faces = bar(gap=0)
        faces.setSpacing(-theme.current().px(5))
        for person in people[:3]:
            faces.addWidget(Avatar(person.name, initials(person.name), person.colour))
        line.addLayout(faces)
        self.setLayout(line)


class _Round(QWidget):
    """The status of a visit as an icon in a circle of its ground."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._status = visit.status
        self.setFixedSize(QSize(1, 1) * theme.current().px(26))
        self.setToolTip(wording.visit_status_name(visit.status))
        self.setAccessibleName(wording.visit_status_name(visit.status))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        shown = look.visit(self._status)
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, box.height() / 2, shown.ground)
        size = look.px(14)
        at = (self.width() - size) / 2
        look.icons.paint(painter, shown.icon, shown.ink, at, at, size, stroke=2.0)
        painter.end()


def _icon_rows(rows: Sequence[tuple[str, str, str]]) -> QWidget | None:
    """Lines of icon, words and a quieter line below; None for no lines."""
    if not rows:
        return None
    holder = QWidget()
    lines = column(gap=10)
    for icon, first, second in rows:
        words = column(_selectable(first, "medium"), gap=1)
        if second:
            words.addWidget(Label(second, "hint", wrap=True))
        line = bar(Icon(icon), gap=12)
        line.addLayout(words, 1)
        lines.addLayout(line)
    holder.setLayout(lines)
    return holder


def _selectable(words: str, role: str) -> Label:
    label = Label(words, role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _visit_day(visit: Visit, around: Surroundings) -> str:
    if visit.check_in is not None:
        return day_words(visit.check_in.astimezone(around.zone).date(), around.now.date())
    return day_words(visit.day, around.now.date()) if visit.day is not None else _("No day yet")


def _visit_hours(visit: Visit, around: Surroundings) -> str:
    if visit.check_in is not None:
        came = visit.check_in.astimezone(around.zone)
        if visit.check_out is None:
            return _("arrived {time}").format(time=format_time(came))
        left = format_clock_after(visit.check_out.astimezone(around.zone), came.date())
        spent = time_on_site(visit)
        lasted = f" · {format_duration(spent, language())}" if spent is not None else ""
        return f"{format_time(came)} – {left}{lasted}{_driven(visit)}"
    if visit.planned_start is not None:
        return _("planned {time}").format(time=format_time(visit.planned_start))
    return wording.visit_status_name(visit.status)


def _driven(visit: Visit) -> str:
    if visit.kilometres is None:
        return ""
    return f" · {format_quantity(visit.kilometres, language())} km"
