"""The signatures of both sides, given on the screen; what is changed afterwards has to be signed again.

Typing back what was signed gives the signature back: nothing is lost until the order is saved, and then the revision
that was signed keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from osdesk.domain import dates, tax_ids
from osdesk.domain import orders as rules
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.domain.signatures import Signature, SignerRole, read_ink
from osdesk.domain.tidy import tidied
from osdesk.texts import _, language, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.field import Message, MessageLine
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.signature_pad import draw_ink_in
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.orders.signing import ask_to_sign
from osdesk.ui.theme import current


class _Card(QAbstractButton):
    """One side: its signature on a line, or the offer to sign. Pressing it asks to sign; Delete takes it off."""

    remove_wanted = Signal()

    def __init__(self, role: SignerRole) -> None:
        super().__init__()
        self.role = role
        self._caption = self._moment = ""
        self._signature: Signature | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(current().px(260), current().px(96))

    def show_side(self, signature: Signature | None, caption: str, moment: str) -> None:
        """`caption` says who signs, `moment` when it was done."""
        self._signature, self._caption, self._moment = signature, caption, moment
        words = (caption, _("signed {moment}").format(moment=moment) if moment else self._offer())
        self.setAccessibleName(", ".join(words))
        self.update()

    @property
    def signed(self) -> bool:
        """Whether a signature stands on the line."""
        return self._signature is not None and not self._signature.cleared

    def _offer(self) -> str:
        again = self._signature is not None and self._signature.cleared
        return _("Sign again") if again else _("Sign on the screen")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.signed:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, place: QPoint) -> None:
        """What can be done with this side."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Sign again") if self.signed else self._offer()).triggered.connect(self.click)
        if self.signed:
            menu.addAction(_("Remove the signature")).triggered.connect(self.remove_wanted)
        menu.popup(place)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        ground = theme.colour("hover") if self.underMouse() and self.isEnabled() else theme.colour("surface")
        focused = self.hasFocus()
        border = theme.colour("link") if focused else theme.colour("field")
        paint.rounded(painter, box, theme.px(10), ground, border, 2 if focused else 1)
        side, line = theme.px(16), box.height() - theme.px(32)
        inner = QRectF(side, theme.px(10), box.width() - 2 * side, line - theme.px(10))
        paint.hairline(painter, theme.colour("edge"), inner.left(), inner.right(), line)
        if self.signed and self._signature is not None:
            room = inner.adjusted(theme.px(20), 0, -theme.px(20), 0)
            draw_ink_in(painter, read_ink(self._signature.ink), theme.colour("text"), room, theme.px(1.6))
        else:
            self._paint_offer(painter, inner)
        foot = QRectF(side, line + 1, inner.width(), box.height() - line - 1)
        font, ink = theme.font("hint"), theme.colour("text2")
        used = 0.0
        if self._moment:
            used = paint.label(painter, foot, self._moment, font, ink, Qt.AlignmentFlag.AlignRight) + theme.px(12)
        foot.setWidth(foot.width() - used)
        paint.label(painter, foot, self._caption, font, ink)

    def _paint_offer(self, painter: QPainter, box: QRectF) -> None:
        theme = current()
        face = theme.face("strong")
        words, size, gap = self._offer(), theme.px(16), theme.px(8)
        left = box.center().x() - (face.width(words) + size + gap) / 2
        theme.icons.paint(painter, "signature", theme.colour("link"), left, box.center().y() - size / 2, size)
        place = QRectF(left + size + gap, box.top(), box.right() - left - size - gap, box.height())
        paint.line(painter, place, words, face, theme.colour("link"))


class SignaturesSection(OrderSection):
    """Both sides; a part of the form's binding at the path "signatures"."""

    icon = "signature"
    paper = "signatures"
    paths = ("signatures",)

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        note = _("Or sign on paper: the lines are printed anyway")
        super().__init__(pgettext("section", "Signature"), note=note)
        self._desk = desk
        self._around: Around | None = None
        self._kept: dict[SignerRole, Signature] = {}
        #: What the order said when it was signed: None until the form shows it whole.
        self._signed: Order | None = None
        self._stale: frozenset[SignerRole] = frozenset()
        self._order: Order | None = None
        self.cards = {role: _Card(role) for role in SignerRole}
        for role, card in self.cards.items():
            card.clicked.connect(partial(self._ask, role))
            card.remove_wanted.connect(partial(self._remove, role))
        self._line = MessageLine()
        self.add(column(row(*self.cards.values()), self._line, gap=0))

    # What the binding asks of a part

    def load(self, value: Any) -> None:
        """Show these signatures."""
        self._kept = {signature.role: signature for signature in value}
        self._signed, self._stale = None, frozenset()
        self._show()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The signatures that stand; one under which something was changed is cleared."""
        return tuple(self._standing(role) for role in SignerRole if role in self._kept), ()

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Nothing can be wrong with a signature."""

    def unreadable(self) -> dict[str, str]:
        """Nothing is typed here."""
        return {}

    def show_unreadable(self, path: str, text: str) -> None:
        """So nothing is to be put back."""

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the first side."""
        self.enter()

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the section."""
        return self.isAncestorOf(widget)

    # What the form asks of a section

    def show_around(self, around: Around) -> None:
        """Take over the technicians' names."""
        self._around = around
        self._show()

    def follow(self, order: Order) -> bool:
        """The order as it is typed now: clear what no longer stands under it, give back what does again.

        Whether anything changed by that.
        """
        if not self._kept:
            # Nothing stands under it: an order of five hundred photos needn't be gone through after every key.
            self._order, self._signed, self._stale = order, None, frozenset()
            self._show()
            return False
        self._order = order = tidied(order)
        if self._signed is None:
            self._signed = replace(order, signatures=tuple(self._kept.values()))
        held = rules.unsigned_by_change(self._signed, replace(order, signatures=self._signed.signatures))
        lost = {
            after.role
            for before, after in zip(self._signed.signatures, held.signatures, strict=True)
            if after.cleared and not before.cleared
        }
        changed = frozenset(lost) != self._stale
        self._stale = frozenset(lost)
        self._show()
        return changed

    def mark(self, order: Order) -> Mark:
        """Done once both sides have signed."""
        return Mark(done=all((held := order.signature(role)) is not None and not held.cleared for role in SignerRole))

    def first_place(self) -> QWidget:
        """The client's side: the technician's is often signed already."""
        return self.cards[SignerRole.CLIENT]

    # Inside

    def _standing(self, role: SignerRole) -> Signature:
        signature = self._kept[role]
        return replace(signature, ink="", signed_at=None) if role in self._stale else signature

    def _show(self) -> None:
        needed = False
        for role, card in self.cards.items():
            signature = self._standing(role) if role in self._kept else None
            needed = needed or (signature is not None and signature.cleared)
            card.show_side(signature, self._caption(role, signature), self._moment(signature))
        words = _("The order was changed after it was signed. It needs signing again.")
        self._line.show_message(Message(words) if needed else None, advice=True)

    def _caption(self, role: SignerRole, signature: Signature | None) -> str:
        name, tax_id = (signature.name, signature.tax_id) if signature is not None else self._expected(role)
        side = _("Client") if role is SignerRole.CLIENT else _("Technician")
        told = f"{side}: {name}" if name else side
        return f"{told} – CPF {tax_ids.format(tax_id)}" if tax_id else told

    def _moment(self, signature: Signature | None) -> str:
        if signature is None or signature.signed_at is None or self._around is None:
            return ""
        local = self._around.local(signature.signed_at)
        return f"{dates.format_date(local.date(), language())} {dates.format_time(local)}"

    def _expected(self, role: SignerRole) -> tuple[str, str]:
        """Who is to sign: name and CPF, as far as the order tells."""
        order = self._order
        if order is None:
            return "", ""
        if role is SignerRole.CLIENT:
            return order.contact_name, order.contact_tax_id
        names = {each.id: each.name for each in self._around.technicians} if self._around is not None else {}
        sent = [names[each] for visit in order.visits for each in visit.technicians if each in names]
        return (sent[0] if sent else ""), ""

    def _ask(self, role: SignerRole) -> None:
        name, tax_id = self._expected(role)
        if not name and role in self._kept:  # signing again: who signed before is not typed again
            name = self._kept[role].name
        ask_to_sign(self._desk, self, Signature(role=role, name=name, tax_id=tax_id), self._sign)

    def _sign(self, signature: Signature) -> None:
        kept = self._kept.get(signature.role)
        self._put({**self._kept, signature.role: replace(signature, id=kept.id if kept is not None else None)})
        self.cards[signature.role].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, role: SignerRole) -> None:
        before = dict(self._kept)
        self._put({each: signature for each, signature in before.items() if each is not role})
        self._desk.go.say(_("Signature removed"), lambda: self._put(before))

    def _put(self, kept: dict[SignerRole, Signature]) -> None:
        """What is signed now was signed under the order as it stands; what was stale stays so."""
        self._kept = {
            role: self._standing(role) if role in self._stale and kept[role] is self._kept.get(role) else kept[role]
            for role in SignerRole
            if role in kept
        }
        self._signed, self._stale = None, frozenset()
        if self._order is not None:
            self.follow(self._order)
        self.edited.emit()
