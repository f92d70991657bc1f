"""What lists of clients ask the office, on the read lane: nothing of Qt in here, and no answer kept."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from osdesk.domain.questions import ClientQuestion, ClientRow
from osdesk.services import lists
from osdesk.services.office import Office


class ClientSource:
    """Rows of clients (`kit.table_model.Source`)."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def first(self, question: ClientQuestion, limit: int, /) -> tuple[Sequence[ClientRow], int]:
        """The first rows, and how many there are in all; they are counted only where these aren't all."""
        rows = lists.clients_first(self._office, question, limit)
        return rows, len(rows) if len(rows) < limit else lists.clients_tally(self._office, question)

    def ids(self, question: ClientQuestion, /) -> array[int]:
        """The ids of all rows in order."""
        return lists.clients_ids(self._office, question)

    def rows(self, ids: Sequence[int], /) -> Sequence[ClientRow]:
        """The rows of these ids."""
        return lists.clients_rows(self._office, ids)
