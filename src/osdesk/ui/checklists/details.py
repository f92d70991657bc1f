"""What is written beside an item: a measure's unit and range ("V · 198 a 242"), a choice's options ("Bom / Ruim").

Pure. What is written here is read back as it was; what people write reads as it is meant: `198 a 242 V`, `°C 8-14`,
`A`, `≤ 10 ms`, `até 10 ms`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from osdesk.domain import money
from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.domain.problems import Unreadable
from osdesk.domain.text import DASHES, clean

_NUMBER = rf"[{DASHES}]?\d+(?:[.,]\d+)*"
_BOUND = r"(?<![^\s·:;(])"
_SPAN = re.compile(
    rf"{_BOUND}(?P<low>{_NUMBER})\s*(?:a|à|até|to|hasta|\.\.+|…|[{DASHES}])\s*(?P<high>{_NUMBER})(?!\d)", re.IGNORECASE
)
_LEAST = re.compile(
    rf"{_BOUND}(?:≥|>=?|m[ií]n\.?|desde|a partir de|from|at least|no m[ií]nimo)\s*(?P<low>{_NUMBER})(?!\d)",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"{_BOUND}(?:≤|<=?|m[aá]x\.?|até|hasta|up to|at most|no m[aá]ximo)\s*(?P<high>{_NUMBER})(?!\d)", re.IGNORECASE
)
#: A figure that isn't part of a unit such as m2 or kgf/cm².
_LONE = re.compile(rf"{_BOUND}{_NUMBER}(?=$|\s|[A-Za-z°%µΩ])")
_BETWEEN = " · "
LONGEST_UNIT = 20


def has_detail(kind: ItemKind) -> bool:
    """Whether an item of that kind has anything beside its text."""
    return kind in (ItemKind.MEASURE, ItemKind.CHOICE)


def write_detail(item: TemplateItem, language: str, word: str = "a") -> str:
    """What stands beside an item, "" for nothing. `word` stands between the two ends of a range ("a", "to")."""
    if item.kind is ItemKind.CHOICE:
        return " / ".join(item.choices)
    if item.kind is not ItemKind.MEASURE:
        return ""
    low, high = (None if bound is None else _written(bound, language) for bound in (item.minimum, item.maximum))
    if low is not None and high is not None:
        span = f"{low} {word} {high}"
    elif low is not None:
        span = f"≥ {low}"
    else:
        span = f"≤ {high}" if high is not None else ""
    return _BETWEEN.join(part for part in (item.unit, span) if part)


def read_detail(item: TemplateItem, text: str, language: str) -> TemplateItem:
    """The item with what was written beside it. Raises `Unreadable("checklist.detail")`, or as a quantity does."""
    typed = clean(text)
    if item.kind is ItemKind.CHOICE:
        return replace(item, choices=_choices(typed))
    if item.kind is not ItemKind.MEASURE:
        return item
    minimum = maximum = None
    rest = typed
    for pattern in (_SPAN, _LEAST, _MOST):
        found = pattern.search(rest)
        if found is None:
            continue
        groups = found.groupdict()
        if groups.get("low") is not None and minimum is None:
            minimum = _read(groups["low"], language)
        if groups.get("high") is not None and maximum is None:
            maximum = _read(groups["high"], language)
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    unit = " ".join(rest.replace("·", " ").split()).strip(" ,;:()")
    if _LONE.search(unit) or len(unit) > LONGEST_UNIT:
        raise Unreadable("checklist.detail", text=typed)
    return replace(item, unit=unit, minimum=minimum, maximum=maximum)


def _choices(typed: str) -> tuple[str, ...]:
    """Options between strokes or semicolons; between commas only where there are none of these."""
    mark = "[/;]" if re.search("[/;]", typed) else ","
    parts = (clean(part) for part in re.split(mark, typed))
    return tuple(dict.fromkeys(part for part in parts if part))


def _read(figure: str, language: str) -> Decimal:
    for dash in DASHES:
        figure = figure.replace(dash, "-")
    return money.parse_quantity(figure, language)


def _written(bound: Decimal, language: str) -> str:
    return money.format_quantity(bound, language).replace(money.MINUS, "-")
