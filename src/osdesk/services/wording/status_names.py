"""Names of statuses and of their kinds. Apart from the other names because every row of the first screen has one."""

from __future__ import annotations

from osdesk.domain.statuses import Status, StatusKind
from osdesk.texts import Catalogue, catalogue, current


def speaking(language: str | None) -> Catalogue:
    """The catalogue of a language, or the screen's."""
    return catalogue(language) if language is not None else current()


def status_name(status: Status, language: str | None = None) -> str:
    """The status as it is shown: as the office named it, or its key translated."""
    if status.name:
        return status.name
    words = speaking(language)
    names = {
        "open": words.pgettext("order status", "Open"),
        "scheduled": words.pgettext("order status", "Scheduled"),
        "running": words.pgettext("order status", "In service"),
        "waiting": words.pgettext("order status", "Waiting"),
        "done": words.pgettext("order status", "Done"),
        "cancelled": words.pgettext("order status", "Cancelled"),
    }
    return names.get(status.key) or status.key or status_kind_name(status.kind, language)


def status_kind_name(kind: StatusKind, language: str | None = None) -> str:
    """What the program understands by a status, whatever the office calls it."""
    words = speaking(language)
    return {
        StatusKind.OPEN: words.pgettext("order status", "Open"),
        StatusKind.RUNNING: words.pgettext("order status", "In service"),
        StatusKind.WAITING: words.pgettext("order status", "Waiting"),
        StatusKind.DONE: words.pgettext("order status", "Done"),
        StatusKind.CANCELLED: words.pgettext("order status", "Cancelled"),
    }[kind]
