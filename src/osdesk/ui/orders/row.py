"""One row of the order list, painted whole: number and day, client, reason, people, status, deadline, total.

Apart from the table so that its columns, words and marks can be tested and so that the bin shows orders alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from osdesk.domain.dates import format_short_date, format_time, format_weekday
from osdesk.domain.money import format_amount
from osdesk.domain.orders import is_late
from osdesk.domain.questions import OrderRow
from osdesk.domain.statuses import Status, StatusKind
from osdesk.domain.team import Technician, initials
from osdesk.services import wording
from osdesk.texts import _, language, ngettext
from osdesk.ui.kit import paint
from osdesk.ui.theme import Theme

_AVATAR = 22
_OVERLAP = 19
_MOST_AVATARS = 3
_DASH = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a row's ids mean, and what time it is: `now` is in the office's zone."""

    statuses: Mapping[int, Status]
    team: Mapping[int, Technician]
    now: datetime

    @property
    def zone(self) -> ZoneInfo | None:
        """The office's time zone."""
        return self.now.tzinfo if isinstance(self.now.tzinfo, ZoneInfo) else None


class Columns(NamedTuple):
    """Left edges of the columns, and the right edge of the last, in pixels of the row."""

    number: int
    opened: int
    client: int
    reason: int
    technicians: int
    status: int
    deadline: int
    total: int
    end: int
    #: Whether the reason has a column (it goes when the details lie beside a narrow list).
    with_reason: bool
    with_hour: bool


def lay_columns(theme: Theme, width: int, *, number: int, total: int, with_reason: bool, with_hour: bool) -> Columns:
    """Columns for a row of that width. `number` and `total` are the widths of the longest ones shown.

    Everything has its width but client and reason, which share what is left.
    """
    px = theme.px
    opened = px(20) + max(px(52), number) + px(12)
    client = opened + px(78 if with_hour else 34) + px(22)
    end = width - px(18)
    money = max(px(84), total)
    deadline = end - money - px(12) - px(137)
    status = deadline - px(150)
    technicians = status - px(138)
    left = technicians - client
    reason = client + (round(min(px(250), max(px(150), left * 0.43))) if with_reason else left)
    return Columns(
        px(20), opened, client, reason, technicians, status, deadline, end - money, end, with_reason, with_hour
    )


class Deadline(NamedTuple):
    """A deadline in words, the icon before it, and how it is meant ("late", "today", "done" or "")."""

    words: str
    icon: str
    tone: str


def deadline_of(row: OrderRow, kind: StatusKind, now: datetime) -> Deadline:
    """What the list says of a deadline: the day; *today*; or how many days late."""
    if row.deadline is None:
        return Deadline(_DASH, "", "done" if kind.finished else "")
    hour = format_time(row.deadline_time) if row.deadline_time is not None else ""
    if kind.finished:
        return Deadline(day_words(row.deadline, now.date()), "", "done")
    if is_late(row.deadline, row.deadline_time, kind, now):
        days = (now.date() - row.deadline).days
        if days == 0:
            return Deadline(_("Today, {hour}").format(hour=hour), "clock-alert", "late")
        return Deadline(
            ngettext("{count} day late", "{count} days late", days).format(count=days), "clock-alert", "late"
        )
    if row.deadline == now.date():
        return Deadline(_("Today, {hour}").format(hour=hour) if hour else _("Today"), "flag", "today")
    return Deadline(f"{day_words(row.deadline, now.date())} {hour}".rstrip(), "", "")


def day_words(day: date, today: date) -> str:
    """`qui, 26/11`; with the year where it isn't this year's."""
    short = format_short_date(day) if day.year == today.year else f"{format_short_date(day)}/{day.year % 100:02}"
    return f"{format_weekday(day, language())}, {short}"


def opened_words(opened_at: datetime, around: Surroundings, *, with_hour: bool) -> str:
    """`24/11`, `24/11 14:10`; another year's with its year and no hour."""
    local = opened_at.astimezone(around.zone)
    if local.year != around.now.year:
        return f"{format_short_date(local.date())}/{local.year % 100:02}"
    return f"{format_short_date(local.date())} {format_time(local)}" if with_hour else format_short_date(local.date())


def people_words(row: OrderRow, around: Surroundings) -> str:
    """`Rafael +1`, or that nobody is planned."""
    names = [
        around.team[key].name.split()[0] for key in row.technicians if key in around.team and around.team[key].name
    ]
    if not names:
        return _("No technician")
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def total_words(row: OrderRow) -> str:
    """`R$ 501,90`, or a dash for an order without prices."""
    return _DASH if row.total is None else format_amount(row.total, language(), symbol=True)


def spoken(row: OrderRow, around: Surroundings) -> str:
    """The whole row for a screen reader."""
    status = around.statuses.get(row.status_id)
    kind = status.kind if status is not None else StatusKind.OPEN
    parts = (
        row.number,
        row.client,
        row.reason,
        people_words(row, around),
        wording.status_name(status) if status is not None else "",
        deadline_of(row, kind, around.now).words,
        total_words(row),
    )
    return ", ".join(part for part in parts if part and part != _DASH)


def paint_row(
    painter: QPainter, theme: Theme, box: QRectF, columns: Columns, row: OrderRow, around: Surroundings, ground: QColor
) -> None:
    """Paint a row; its ground is painted already (`ground` rings avatars that overlap)."""
    status = around.statuses.get(row.status_id)
    kind = status.kind if status is not None else StatusKind.OPEN
    faded = kind is StatusKind.CANCELLED or row.deleted
    ink = theme.colour("text2" if faded else "text")
    quiet = theme.colour("text2")
    text, strong = theme.font("text"), theme.font("strong")

    def cell(left: int, right: int) -> QRectF:
        return QRectF(box.left() + left, box.top(), right - left - theme.px(12), box.height())

    paint.label(painter, cell(columns.number, columns.opened), row.number, strong, ink)
    opened = opened_words(row.opened_at, around, with_hour=columns.with_hour)
    paint.label(painter, cell(columns.opened, columns.client), opened, text, quiet)
    paint.label(painter, cell(columns.client, columns.reason), _one_line(row.client), strong, ink)
    if columns.with_reason:
        paint.label(painter, cell(columns.reason, columns.technicians), _one_line(row.reason), text, ink)
    _paint_people(painter, theme, cell(columns.technicians, columns.status), row, around, (ink, ground))
    if status is not None:
        words = wording.status_name(status)
        width = min(paint.chip_width(theme, words), columns.deadline - columns.status - theme.px(6))
        height = theme.px(24)
        left = box.left() + columns.status - theme.px(2)
        chip = QRectF(left, box.top() + (box.height() - height) / 2, width, height)
        paint.chip(painter, theme, chip, theme.status(status.key, status.kind), words)
    _paint_deadline(painter, theme, cell(columns.deadline, columns.total + theme.px(6)), row, kind, around.now)
    money = QRectF(
        box.left() + columns.total - theme.px(24), box.top(), columns.end - columns.total + theme.px(24), box.height()
    )
    ink = quiet if row.total is None else ink
    paint.label(painter, money, total_words(row), theme.font("medium"), ink, Qt.AlignmentFlag.AlignRight)


def _paint_people(
    painter: QPainter, theme: Theme, box: QRectF, row: OrderRow, around: Surroundings, colours: tuple[QColor, QColor]
) -> None:
    ink, ground = colours
    people = [around.team[key] for key in row.technicians if key in around.team]
    if not people:
        paint.label(painter, box, _("No technician"), theme.font("text"), theme.colour("text2"))
        return
    size, step = theme.px(_AVATAR), theme.px(_OVERLAP)
    shown = people[:_MOST_AVATARS]
    top = box.top() + (box.height() - size) / 2
    # From the last to the first, so that each lies over the one after it.
    for at in reversed(range(len(shown))):
        place = QRectF(box.left() + at * step, top, size, size)
        person = shown[at]
        ring = ground if len(shown) > 1 else None
        paint.avatar(painter, theme, place, initials(person.name), theme.avatar(person.colour), ring)
    left = box.left() + (len(shown) - 1) * step + size + theme.px(7)
    words = people_words(row, around)
    room = QRectF(left, box.top(), box.right() - left, box.height())
    if QFontMetricsF(theme.font("text")).horizontalAdvance(words) <= room.width() or len(shown) == 1:
        paint.label(painter, room, words, theme.font("text"), ink)


def _paint_deadline(
    painter: QPainter, theme: Theme, box: QRectF, row: OrderRow, kind: StatusKind, now: datetime
) -> None:
    said = deadline_of(row, kind, now)
    tones = {"late": "danger", "today": "warn", "done": "text2", "": "text"}
    ink = theme.colour(tones[said.tone])
    left = box.left()
    if said.icon:
        size = theme.px(16)
        theme.icons.paint(painter, said.icon, ink, left - 1, box.top() + (box.height() - size) / 2, size)
        left += theme.px(20)
    font = theme.font("strong" if said.tone in {"late", "today"} else "text")
    paint.label(painter, QRectF(left, box.top(), box.right() - left, box.height()), said.words, font, ink)


def _one_line(words: str) -> str:
    return " ".join(words.split()) if "\n" in words else words
