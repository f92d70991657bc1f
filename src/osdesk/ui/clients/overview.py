"""Everything about one client in one look: figures that lead to their lists, open orders, visits, equipment, and what
makes another entry look like the same client.

Apart from the form, where the client itself is changed; it is opened from the form's head and leads on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from osdesk.domain import money, phones
from osdesk.domain.client_overview import ClientOverview, ClientVisit, FigureKind, question
from osdesk.domain.contacts import ContactKind
from osdesk.domain.duplicates import Twin
from osdesk.domain.questions import OrderRow
from osdesk.domain.whatsapp import whatsapp_link
from osdesk.services import clients, duplicates, wording
from osdesk.services.office import Office
from osdesk.texts import _, language, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import row

_COLUMNS = 3
_HEIGHT = 400


def ask(office: Office, client_id: int) -> tuple[ClientOverview, tuple[Twin, ...]]:
    """What the dialog shows; for the read lane."""
    shown = clients.overview(office, client_id)
    return shown, duplicates.of_client(office, shown.client)


def figure_name(kind: FigureKind) -> str:
    """What a figure is called."""
    return {
        FigureKind.OPEN: _("Unfinished"),
        FigureKind.LATE: _("Late"),
        FigureKind.DONE: _("Done"),
        FigureKind.TO_BILL: _("To bill"),
        FigureKind.BILLED: _("Billed"),
        FigureKind.PAID: _("Paid"),
        FigureKind.SENT: _("Sent"),
        FigureKind.SIGNED: _("Signed"),
        FigureKind.ALL: _("All orders"),
    }[kind]


class OverviewDialog(Dialog):
    """The look. `merge` is called with the ids of the client and of its twin."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        shown: ClientOverview,
        twins: tuple[Twin, ...],
        merge: Callable[[int, int], object],
    ) -> None:
        super().__init__(parent, shown.client.name, icon="contact-round", width=760)
        self._desk, self._shown, self._merge = desk, shown, merge
        self.figures: dict[FigureKind, Button] = {}
        body = FormScroll()
        body.setFixedHeight(desk.theme.px(_HEIGHT))
        self._add_figures(body)
        self._add_twins(body, twins)
        self._add_contacts(body)
        self._add_orders(body, _("Unfinished orders"), shown.open)
        self._add_visits(body, _("Next visits"), shown.coming)
        self._add_visits(body, _("Last visits"), shown.made)
        self._add_orders(body, _("Last orders"), shown.closed)
        self._add_equipment(body)
        body.lines.addStretch(1)
        self.add(body)
        new = Button(_("New order"), self._going(desk.go.new_order, shown.client.id), kind="filled", icon="plus")
        self.add_buttons(Button(_("Back"), self.reject), new)

    def _going(self, act: Callable[..., object], *args: object) -> Callable[[], None]:
        """Close, then go."""

        def go() -> None:
            self.accept()
            act(*args)

        return go

    def _add_figures(self, body: FormScroll) -> None:
        shown, today = self._shown, self._desk.office.today()
        section = Section(_("Figures"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, kind in enumerate(FigureKind):
            tally = shown.figures[kind]
            words = f"{figure_name(kind)}: {tally.rows}"
            if tally.total:
                words += f"  ·  {money.format_amount(tally.total, language(), symbol=True)}"
            press = self._going(self._desk.go.orders, question(kind, shown.client.id or 0, today))
            self.figures[kind] = Button(words, press)
            self.figures[kind].setEnabled(bool(tally.rows))
            grid.addWidget(self.figures[kind], place // _COLUMNS, place % _COLUMNS)
        section.add(grid)
        photos = ngettext("{count} photo", "{count} photos", shown.photos).format(count=shown.photos)
        issued = ngettext("{count} order with a document", "{count} orders with a document", shown.issued)
        told = [photos, issued.format(count=shown.issued)]
        if shown.last_opened is not None:
            told.append(_("last order opened {day}").format(day=self._day(shown.last_opened)))
        section.add(Label("  ·  ".join(told), "hint", wrap=True))
        body.add(section)

    def _add_twins(self, body: FormScroll, twins: tuple[Twin, ...]) -> None:
        if not twins:
            return
        section = Section(_("May be the same client"))
        for twin in twins:
            press = self._going(self._merge, self._shown.client.id or 0, twin.client.id)
            section.add(row(ElidedLabel(twin.client.name, "medium"), 1, Button(_("Compare and merge…"), press)))
        body.add(section)

    def _add_contacts(self, body: FormScroll) -> None:
        client = self._shown.client
        section = Section(_("Contacts"))
        for held in client.contacts:
            email = held.kind is ContactKind.EMAIL
            value = held.value if email else phones.format_phone(held.value)
            words = f"{value}  ·  {held.label}" if held.label else value
            section.add(row(ElidedLabel(words), 1, *self._ways(held.kind, held.value)))
        told = " · ".join(filter(None, (client.responsible_name, client.responsible_role)))
        for words in (told, client.advice, client.notes):
            if words:
                section.add(Label(words, "dim", wrap=True))
        if not client.contacts and not told:
            section.add(Label(_("No contact yet"), "hint"))
        body.add(section)

    def _ways(self, kind: ContactKind, value: str) -> list[QWidget]:
        opening = self._desk.prompts.open_url
        if kind is ContactKind.EMAIL:
            return [Button(_("Write"), partial(opening, f"mailto:{value}"), icon="mail")]
        found: list[QWidget] = [Button(_("Call"), partial(opening, f"tel:{value}"), icon="phone")]
        if kind is ContactKind.WHATSAPP:
            link = whatsapp_link(value, "")
            found.append(Button(_("WhatsApp"), partial(opening, link), icon="message-circle"))
        return found

    def _add_orders(self, body: FormScroll, title: str, orders: tuple[OrderRow, ...]) -> None:
        if not orders:
            return
        known = {status.id: status for status in self._shown.statuses}
        section = Section(title)
        for each in orders:
            status = known.get(each.status_id)
            told = [each.reason, wording.status_name(status) if status is not None else ""]
            if each.deadline is not None:
                told.append(_short(each.deadline))
            section.add(self._line(each.id, each.number, told))
        body.add(section)

    def _add_visits(self, body: FormScroll, title: str, visits: tuple[ClientVisit, ...]) -> None:
        if not visits:
            return
        section = Section(title)
        for each in visits:
            planned = "" if each.day is None else _short(each.day)
            day = planned if each.check_in is None else self._day(each.check_in)
            hour = each.start.strftime("%H:%M") if each.start is not None and each.check_in is None else ""
            section.add(
                self._line(each.order_id, each.number, [f"{day} {hour}".strip(), *each.technicians, each.reason])
            )
        body.add(section)

    def _add_equipment(self, body: FormScroll) -> None:
        if not self._shown.equipment:
            return
        section = Section(_("Equipment"))
        for piece in self._shown.equipment:
            count = ngettext("{count} order", "{count} orders", piece.orders).format(count=piece.orders)
            words = " · ".join(filter(None, (piece.name, piece.model, piece.serial, count)))
            section.add(self._line(piece.last_order, _("Last order"), [words]))
        body.add(section)

    def _line(self, order_id: int, button: str, told: list[str]) -> QWidget:
        words = "  ·  ".join(" ".join(each.split()) for each in told if each)
        holder = QWidget()
        line = row(ElidedLabel(words), 1, Button(button, self._going(self._desk.go.order, order_id), kind="link"))
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _day(self, at: datetime) -> str:
        return _short(at.astimezone(self._desk.office.zone).date())


def _short(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
