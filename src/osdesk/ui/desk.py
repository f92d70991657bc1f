"""The desk: everything a widget of this workstation may need, handed to it whole; and how it asks to go elsewhere.

Apart from the window, so that pages know neither it nor each other: tests give them a desk of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.domain.questions import OrderQuestion
    from osdesk.services.office import Office
    from osdesk.ui.changes import ChangeSignal
    from osdesk.ui.mailing import Mailing
    from osdesk.ui.page import Page
    from osdesk.ui.printing import Printing
    from osdesk.ui.prompts import Prompts
    from osdesk.ui.scans.watching import Watching
    from osdesk.ui.settings import Settings
    from osdesk.ui.tasks import Tasks
    from osdesk.ui.theme import Theme


#: A way on that is offered: its words, and what they do.
Way: TypeAlias = tuple[str, Callable[[], object]] | None


class Navigator(Protocol):
    """Where a page can send a person. The window is one; tests record."""

    def room(self, key: str, place: str = "") -> None:
        """Open a room by its key ("orders", "clients", "bin"), at a place in it ("mail" in "preferences")."""

    def order(self, order_id: int, *, paper: bool = False) -> None:
        """Open a stored order in its editor, or raise the editor that has it; `paper`: its signed copy beside it."""

    def orders(self, question: OrderQuestion) -> None:
        """Open the orders' room on the answers to a question: the list behind a figure."""

    def new_order(self, client_id: int | None = None, from_order: Order | None = None) -> None:
        """Open an editor on a new order: empty, for a client, or on an unsaved value (a duplicate, a draft)."""

    def client(self, client_id: int) -> None:
        """Open the clients' room on that client."""

    def new_client(self, name: str = "") -> None:
        """Open the clients' room on a new client, its name typed already."""

    def say(self, text: str, undo: Callable[[], None] | None = None, *, link: str = "", also: Way = None) -> None:
        """Show one line at the bottom for ten seconds, with *Undo* when there is a way back, or a `link` elsewhere;
        `also` is a second way on, in words, beside it.
        """

    def set_status(self, text: str) -> None:
        """Put a line at the left of the status bar; "" gives it back to the current page's own line."""

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        """Say at the left of the status bar how far something long is, with *Cancel*; "" when it is over."""

    def close(self, page: Page) -> object:
        """Take the page out of the window, asking nothing, and show the one before it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a widget takes in place of globals. One for each open office."""

    office: Office
    tasks: Tasks
    changes: ChangeSignal
    settings: Settings
    prompts: Prompts
    printing: Printing
    mailing: Mailing
    theme: Theme
    go: Navigator
    watching: Watching | None = None
