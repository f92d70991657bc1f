"""What a crash must not lose: what is being typed, in files of this workstation, replaced whole every few seconds.

Apart from the database, whose rows are what was saved. A draft that can't be read is put aside and never deleted: it
may be the only copy of somebody's hour.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from osdesk.domain.changes import Subject
from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.history import FieldChange
from osdesk.domain.messages import MailAccount, MessageTemplate
from osdesk.domain.orders import Order
from osdesk.domain.problems import Refused
from osdesk.domain.team import Technician
from osdesk.gateways import handover
from osdesk.storage.codec import from_plain, to_plain
from osdesk.storage.differences import differences as _differences

_log = logging.getLogger(__name__)

_FORM = 1
_SUFFIX = ".draft.json"
_ASIDE = ".unreadable"
_CLASSES: Mapping[Subject, type[Any]] = {
    Subject.ORDER: Order,
    Subject.CLIENT: Client,
    Subject.COMPANY: Company,
    Subject.SETTINGS: OfficeSettings,
    Subject.TECHNICIAN: Technician,
    Subject.TEMPLATE: ChecklistTemplate,
    # It holds no password: that one is never written down.
    Subject.MAIL_ACCOUNT: MailAccount,
    Subject.MESSAGE_TEMPLATE: MessageTemplate,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was being typed. `key` names it for this workstation ("order-42", "order-7G2K…").

    `value` is what the form could read, with the id of the stored record it belongs to (None: never saved) and
    `stored_version` the version it was loaded with; `unreadable` is what it couldn't, as typed, by field.
    """

    key: str
    subject: Subject
    value: Any
    stored_version: int = 0
    unreadable: Mapping[str, str] = field(default_factory=dict)
    kept_at: datetime

    @property
    def record_id(self) -> int | None:
        """The stored record that was being changed, or None."""
        found: int | None = getattr(self.value, "id", None)
        return found


def keep(folder: Path, draft: Draft) -> None:
    """Write a draft in place of the one of that key. Raises `HandoverTrouble` (a full disk, a folder that vanished)."""
    with contextlib.suppress(OSError):  # said better by the write below
        folder.mkdir(parents=True, exist_ok=True)
    written = {
        "form": _FORM,
        "key": draft.key,
        "subject": draft.subject.value,
        "kept_at": draft.kept_at.isoformat(),
        "stored_version": draft.stored_version,
        "unreadable": dict(draft.unreadable),
        "value": to_plain(draft.value),
    }
    # Escaped: half of a surrogate pair in a broken paste must not keep the rest from being written.
    handover.write(_path(folder, draft.key), json.dumps(written).encode())


def all(folder: Path) -> tuple[Draft, ...]:  # noqa: A001  always read as `drafts.all`
    """The drafts of a folder, oldest first. What can't be read is renamed to `….unreadable` and left there."""
    found: list[Draft] = []
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return ()
    for path in paths:
        if path.name.endswith(".part"):
            # Left by a kill in the middle of a write; the draft before it is whole.
            with contextlib.suppress(OSError):
                path.unlink()
        elif path.name.endswith(_SUFFIX):
            draft = _read(path)
            if draft is not None:
                found.append(draft)
    return tuple(sorted(found, key=lambda draft: draft.kept_at))


def drop(folder: Path, key: str) -> None:
    """Delete a draft that was saved or given up; none there is as good."""
    with contextlib.suppress(handover.HandoverTrouble):
        handover.remove(_path(folder, key))


def differences(stored: object | None, draft: Draft) -> tuple[FieldChange, ...]:
    """The fields in which a draft differs from what is stored; for a record never saved, from an empty one.

    What couldn't be read comes last, as it was typed.
    """
    before = stored if stored is not None else _empty(draft)
    told = tuple(change for change in _differences(before, draft.value) if change.field not in ("code", "created_at"))
    read = {change.field for change in told}
    return told + tuple(
        FieldChange(field=name, before=None, after=typed)
        for name, typed in draft.unreadable.items()
        if name not in read
    )


def _empty(draft: Draft) -> object:
    return _CLASSES[draft.subject]()


def _path(folder: Path, key: str) -> Path:
    return folder / handover.safe_name(key, _SUFFIX)


def _read(path: Path) -> Draft | None:
    try:
        data = json.loads(path.read_bytes())
        if data["form"] != _FORM:
            _put_aside(path, f"form {data['form']!r:.20}")
            return None
        subject = Subject(data["subject"])
        unreadable = {str(name): str(typed) for name, typed in data["unreadable"].items()}
        return Draft(
            key=str(data["key"]),
            subject=subject,
            value=from_plain(_CLASSES[subject], data["value"]),
            stored_version=int(data["stored_version"]),
            unreadable=unreadable,
            kept_at=datetime.fromisoformat(data["kept_at"]),
        )
    except OSError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Refused) as fault:
        # By its name alone: a draft is full of what the log must not hold.
        _put_aside(path, type(fault).__name__)
        return None


def _put_aside(path: Path, why: str) -> None:
    _log.warning("a draft could not be read and is put aside: %s", why)
    with contextlib.suppress(OSError):
        path.rename(_free(path.with_name(path.name + _ASIDE)))


def _free(path: Path) -> Path:
    """The path, or the first like it that doesn't exist."""
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}.{number}")
    return found
