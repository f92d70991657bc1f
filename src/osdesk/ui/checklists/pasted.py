"""A list pasted into a template: one item a line, without the marks that lists bear elsewhere. Pure."""

from __future__ import annotations

import re

from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.domain.text import clean

MOST_ITEMS = 300
LONGEST = 300

_MARK = re.compile(r"^(?:[-–—*•▪◦·□☐☑✓✔]+|\[[ xX]?\]|\(?\d{1,3}(?:\.\d{1,3})*[.)](?!\d)|[a-zA-Z][.)])\s+")
_HEADING = re.compile(r"^#+\s*")


def is_list(text: str) -> bool:
    """Whether a pasted text is more than one line."""
    return len([line for line in text.splitlines() if line.strip()]) > 1


def read_items(text: str) -> tuple[TemplateItem, ...]:
    """The items of a pasted list; a line that begins with # or ends with a colon is a section."""
    items = []
    for line in text.splitlines()[: 4 * MOST_ITEMS]:
        # Of a table the first filled cell is the item.
        words = clean(next((cell for cell in line.split("\t") if cell.strip()), ""))
        heading = _HEADING.match(words)
        words = _MARK.sub("", _HEADING.sub("", words))[:LONGEST].strip()
        if not words:
            continue
        section = heading is not None or (words.endswith(":") and len(words) > 1)
        kind = ItemKind.SECTION if section else ItemKind.YES_NO
        items.append(TemplateItem(kind=kind, text=words.rstrip(":").rstrip() if section else words))
    return tuple(items[:MOST_ITEMS])
