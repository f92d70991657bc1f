"""Which of a few orders answer words, told from the orders themselves and not from the index of all words.

Apart from the lists: where a word stands in very many orders, a page of them is sooner found by reading orders as they
come than by gathering all that have it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from osdesk.storage import order_words, search
from osdesk.storage.clients import CLIENTS
from osdesk.storage.scope import Scope

_WORDED = order_words.worded_by_id_statement()


def answering(session: Connection, scope: Scope, ids: Sequence[int]) -> set[int]:
    """Those of the ids whose orders have the scope's words and one of its technicians; statuses aren't looked at."""
    meets = search.meets(scope.words)
    crew = [f" {order_words.technician_word(technician)} " for technician in scope.technicians]
    found: set[int] = set()
    open_still: list[tuple[int, int, str]] = []
    for row in session.execute(_WORDED, {"ids": list(ids)}):
        words = order_words.words_of(row, "")
        if crew and not any(technician in f"{words} " for technician in crew):
            continue
        if meets(words):
            found.add(row.id)
        else:
            open_still.append((row.id, row.client_id, words))
    wanted = sorted({client_id for _, client_id, _ in open_still})
    clients = {client.id: order_words.client_words(client) for client in CLIENTS.load_many(session, wanted)}
    found.update(
        order_id for order_id, client_id, words in open_still if meets(f"{words} {clients.get(client_id, '')}")
    )
    return found
