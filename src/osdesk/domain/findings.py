"""What a check of the database found amiss: a code and its figures. Sentences are made in `services.wording`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from osdesk.domain.problems import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of the database.

    Codes: `check.schema` (`found`, `known`), `check.damage` (`report`: SQLite's own words), `check.reference` (`table`,
    `count`, `target`), `check.number_twice` (`number`), `check.number_gap` (`first`, `last` missing, `year`),
    `check.counter` (`next`, `expected`, `year`), `check.sums` (`status_id`), `check.search` (`index`, `count`),
    `check.file_missing` (`file`), `check.attachment_missing` (`order`, `name`), and of issued documents (`order`,
    `number`) `check.issued_values`, `_chain`, `_missing`, `_file` and `_gone`.
    """

    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=lambda: NOTHING)
