"""Orders and the company as JSON, for scripts and other programs: out whole, in all or nothing.

Apart from the values' own plain form (drafts, journal): here ids of one database become names, amounts are checked like
typed ones, what is absent is null, and what comes in was written by a stranger.
"""

from osdesk.services.exchange.adding import OrderRefused, add_orders
from osdesk.services.exchange.company import company_from_json, company_json
from osdesk.services.exchange.writing import Names, names_of, order_json, orders_json, row_json

__all__ = [
    "Names",
    "OrderRefused",
    "add_orders",
    "company_from_json",
    "company_json",
    "names_of",
    "order_json",
    "orders_json",
    "row_json",
]
