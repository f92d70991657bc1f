"""Clients that may be one client written down twice, and what speaks for it.

Apart from `alike`, which knows of names alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from osdesk.domain.questions import ClientRow


class Likeness(StrEnum):
    """What two clients share, the strongest first; `CONTACT` is a phone number or an e-mail address."""

    TAX_ID = "tax_id"
    CONTACT = "contact"
    NAME = "name"


class Twin(NamedTuple):
    """Another client that may be the same one."""

    client: ClientRow
    shared: tuple[Likeness, ...]


class Pair(NamedTuple):
    """Two clients that may be one; `one` was stored first."""

    one: ClientRow
    other: ClientRow
    shared: tuple[Likeness, ...]
