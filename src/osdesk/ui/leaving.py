"""The question before something that is under way is broken off, because the window or the office is being left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from osdesk.texts import _
from osdesk.ui.prompts import Answer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from osdesk.ui.prompts import Prompts
    from osdesk.ui.status_bar import StatusBar


def ask_about_works(status: StatusBar, prompts: Prompts, parent: QWidget, then: Callable[[], None]) -> None:
    """Do `then` if nothing is under way, or the person would rather break it off than wait for the paper."""
    if not status.works:
        then()
        return

    def leave() -> None:
        status.cancel_all()
        then()

    prompts.ask(
        parent,
        _("Something is still under way"),
        "\n".join(status.works),
        (Answer(_("Cancel it and leave"), leave, "danger"), Answer(_("Keep waiting"), kind="filled")),
    )
