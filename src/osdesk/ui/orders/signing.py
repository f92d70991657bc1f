"""Signing on the screen: who signs, and a field as large as the window allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Unreadable
from osdesk.domain.signatures import Signature, SignerRole, write_ink
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.signature_pad import SignaturePad
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import TaxIdInput


class SigningDialog(Dialog):
    """Asks one side to sign. Nothing is signed until *Use signature*; the moment is that of pressing it."""

    def __init__(
        self,
        parent: QWidget,
        asked: Signature,
        now: Callable[[], datetime],
        then: Callable[[Signature], object],
    ) -> None:
        """`asked` names the role, and who is expected to sign."""
        client = asked.role is SignerRole.CLIENT
        title = _("Signature of the client") if client else _("Signature of the technician")
        super().__init__(parent, title, icon="signature", width=640)
        self._asked, self._instant, self._then = asked, now, then
        self.pad = SignaturePad()
        self._name, self._tax_id = TextInput(), TaxIdInput(TaxIdKind.CPF)
        self._name.show_value(asked.name)
        self._tax_id.show_value(asked.tax_id)
        self.name = Field(_("&Name"), self._name)
        self.tax_id = Field(_("&CPF"), self._tax_id, width=170)
        self.add(self.pad)
        self.add(row(self.name, self.tax_id) if client else self.name)
        self.clear = Button(_("Start again"), self.pad.clear, icon="rotate-ccw")
        self.use = Button(_("Use signature"), self.accept_signature, kind="filled")
        self.add_buttons(Button(_("Cancel"), self.reject), self.use, left=self.clear)
        self.done_with.connect(self.accept_signature)
        self.pad.changed.connect(self._follow)
        self._follow()

    def accept_signature(self) -> None:
        """Take what was drawn, if it can be used."""
        if not self.pad.strokes():
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            tax_id = self._tax_id.read()
        except Unreadable as trouble:
            self.tax_id.show_problem(Message(wording.sentence(trouble.at("tax_id"))))
            self._tax_id.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        signature = replace(
            self._asked,
            name=self._name.read(),
            tax_id=tax_id,
            signed_at=self._instant(),
            ink=write_ink(self.pad.strokes()),
        )
        self.accept()
        self._then(signature)

    def _follow(self) -> None:
        drawn = bool(self.pad.strokes())
        self.clear.setEnabled(drawn)
        self.use.setEnabled(drawn)


def ask_to_sign(desk: Desk, parent: QWidget, asked: Signature, then: Callable[[Signature], object]) -> None:
    """Open the dialog over the window."""
    dialog = SigningDialog(parent, asked, desk.office.instant, then)
    desk.prompts.show(dialog)
    dialog.pad.setFocus(Qt.FocusReason.OtherFocusReason)
