"""The colours of both themes, as data: apart from Qt, so that a test can compute their contrast.

Dark is a table of its own, not an inversion: the further in front, the lighter, and never pure black or white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from osdesk.domain.colours import Pair, contrast, luminance

__all__ = ["DARK", "LIGHT", "STATUS_ICONS", "VISIT_LOOKS", "Pair", "Tokens", "contrast", "luminance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme's colours, `#RRGGBB` each; what a name is for stands in the table of the design."""

    dark: bool
    window: str
    rail: str
    surface: str
    surface2: str
    hover: str
    line: str
    field: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str = "#FFFFFF"
    link: str
    soft: str
    soft_line: str
    rail_sel: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    desk: str
    toast: str
    toast_text: str = "#FFFFFF"
    toast_link: str
    statuses: Mapping[str, Pair]
    avatars: Mapping[str, Pair]
    #: How strong shadows are, 0 to 1.
    shadow: float


def _pairs(**pairs: tuple[str, str]) -> Mapping[str, Pair]:
    return MappingProxyType({key: Pair(ink=ink, ground=ground) for key, (ink, ground) in pairs.items()})


LIGHT = Tokens(
    dark=False,
    window="#F4F4F1",
    rail="#ECECE8",
    surface="#FFFFFF",
    surface2="#F8F8F6",
    hover="#F0F0EC",
    line="#E8E8E3",
    field="#D3D3CD",
    edge="#85857E",
    text="#1C1D20",
    text2="#56585E",
    text3="#65676E",
    accent="#3450C4",
    accent_hover="#2A43AB",
    accent_pressed="#223793",
    link="#3450C4",
    soft="#E9EDFB",
    soft_line="#C5CFF5",
    rail_sel="#DFE3F5",
    danger="#B3261E",
    danger_soft="#FCECEA",
    warn="#854F00",
    warn_soft="#FDF1DB",
    ok="#1D6A39",
    ok_soft="#E3F3E8",
    desk="#E3E3DD",
    toast="#26272B",
    toast_link="#AEBBFF",
    statuses=_pairs(
        draft=("#56585E", "#ECECE8"),
        open=("#1B5A9E", "#E2EFFB"),
        scheduled=("#653BA3", "#EFE8FA"),
        running=("#0A625F", "#DAF2EF"),
        waiting=("#7D4A00", "#FCEED3"),
        done=("#1D6A39", "#E0F2E6"),
        cancelled=("#6A4A4A", "#F2ECEB"),
        late=("#B3261E", "#FCECEA"),
    ),
    avatars=_pairs(
        violet=("#653BA3", "#EBE2F9"),
        teal=("#0A625F", "#D5EFEC"),
        blue=("#1B5A9E", "#DCEBFA"),
        amber=("#7D4A00", "#FAE8C8"),
        rose=("#9A2C5F", "#F9E1ED"),
    ),
    shadow=0.55,
)

DARK = Tokens(
    dark=True,
    window="#17181B",
    rail="#131417",
    surface="#1F2125",
    surface2="#25272C",
    hover="#2A2D33",
    line="#2F3238",
    field="#454A53",
    edge="#8B909A",
    text="#ECEDEF",
    text2="#ADB1B9",
    text3="#9CA0A9",
    accent="#4A66DE",
    accent_hover="#4460D6",
    accent_pressed="#3A54C2",
    link="#A9B9FF",
    soft="#2A3257",
    soft_line="#45528C",
    rail_sel="#262C47",
    danger="#FF9A90",
    danger_soft="#43221F",
    warn="#F2BE6A",
    warn_soft="#3B2D14",
    ok="#83D6A0",
    ok_soft="#1B3526",
    desk="#101114",
    toast="#3A3D45",
    toast_link="#B9C6FF",
    statuses=_pairs(
        draft=("#B9BDC5", "#2E3137"),
        open=("#93C5FA", "#182F47"),
        scheduled=("#CDB2FA", "#33264D"),
        running=("#79D8D0", "#133836"),
        waiting=("#F2BE6A", "#3B2D14"),
        done=("#83D6A0", "#1B3526"),
        cancelled=("#CDB5B3", "#362B2B"),
        late=("#FF9A90", "#43221F"),
    ),
    avatars=_pairs(
        violet=("#CDB2FA", "#3B2C5A"),
        teal=("#79D8D0", "#184441"),
        blue=("#93C5FA", "#1C3854"),
        amber=("#F2BE6A", "#453519"),
        rose=("#F7A8CC", "#4A2237"),
    ),
    shadow=1.0,
)

#: Icon of each status an order or a visit can show; the same key gives the pair of colours.
STATUS_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "draft": "pencil-line",
        "open": "inbox",
        "scheduled": "calendar-clock",
        "running": "wrench",
        "waiting": "hourglass",
        "done": "circle-check",
        "cancelled": "ban",
        "late": "clock-alert",
    }
)

#: Visits use the orders' pairs: which one, and their icon.
VISIT_LOOKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "scheduled": ("scheduled", "calendar-clock"),
        "on_site": ("running", "wrench"),
        "done": ("done", "circle-check"),
        "partial": ("waiting", "contrast"),
        "not_done": ("cancelled", "circle-x"),
    }
)
