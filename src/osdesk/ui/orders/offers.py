"""What the order editor offers in the slots of the menus. Apart from the editor, for every kind of work adds a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from osdesk.ui.orders.editor import OrderEditor


def offer_actions(editor: OrderEditor) -> None:
    """Fill the slots; what asks for a stored order is switched on once there is one."""
    deeds = editor.deeds
    editor.offer("save", editor.save)
    editor.offer("save_close", editor.save_and_close)
    editor.offer("print", deeds.print_out)
    editor.offer("print_now", lambda: deeds.print_out(direct=True))
    editor.offer("export", deeds.export)
    editor.offer("issue", deeds.issue)
    editor.form.history.issued.issue_wanted.connect(deeds.issue)
    editor.offer("send", deeds.send)
    editor.saving.signed.connect(deeds.keep_signed)
    editor.offer("duplicate", deeds.duplicate, enabled=False)
    editor.offer("blank", lambda: deeds.blank(editor.form.order()))
    editor.offer("delete", deeds.delete, enabled=False)
    editor.offer("preview", editor.panes.toggle_preview)
    editor.offer("next_problem", editor.next_problem)
    editor.offer("next_section", lambda: editor.form.go_to_section(editor.form.current + 1))
    editor.offer("previous_section", lambda: editor.form.go_to_section(editor.form.current - 1))
    editor.offer("change_status", editor.heading.open_menu, enabled=False)
    editor.offer("finish", editor.status.finish)
    editor.offer("follow_up", deeds.follow_up, enabled=False)
    editor.form.checklist.follow_up_wanted.connect(lambda place, row: deeds.follow_up(((place, row),)))
