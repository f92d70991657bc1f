"""What saving, deleting and restoring have in common, for every subject: one place for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TypeVar

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.tidy import tidied
from osdesk.services.office import Work
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.differences import differences
from osdesk.storage.outcomes import Gone

Value = TypeVar("Value")


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `Refused` when any of these is more than advice."""
    found = tuple(problems)
    if any(not problem.advice for problem in found):
        raise Refused(found)


def put(
    work: Work,
    subject: Subject,
    aggregate: Aggregate[Value],
    value: Value,
    problems: Callable[[Value], tuple[Problem, ...]],
    derived: Callable[[Value], dict[str, object]] | None = None,
) -> Value:
    """Clean a value, check it, store it, and record what changed. A value without changes leaves no trace."""
    value = tidied(value)
    refuse(problems(value))
    record_id = 1 if aggregate.single else value.id  # type: ignore[attr-defined]  # every other subject has one
    stored = aggregate.load(work.session, record_id) if record_id is not None else None
    if stored is None and record_id is not None and not aggregate.single:
        raise Gone(subject, record_id)
    if value == stored:
        return stored
    saved = aggregate.save(work.session, value, stored, derived(value) if derived is not None else None)
    if stored is None:
        kept_id = 1 if aggregate.single else saved.id  # type: ignore[attr-defined]
        work.record(subject, [kept_id], Deed.ADDED)
    elif saved is not stored:
        work.record(subject, [record_id], Deed.CHANGED, differences(stored, saved))
    return saved


def mark_deleted(
    work: Work, subject: Subject, aggregate: Aggregate[Value], ids: Iterable[int], *, deleted: bool
) -> tuple[tuple[Value, Value], ...]:
    """Put records into the bin, or take them out; returns each as it was and as it is. Those already so are skipped."""
    done = []
    at = work.at if deleted else None
    for stored in aggregate.load_many(work.session, list(dict.fromkeys(ids))):
        if (stored.deleted_at is not None) is deleted:  # type: ignore[attr-defined]
            continue
        done.append((stored, aggregate.save(work.session, dataclasses.replace(stored, deleted_at=at), stored)))  # type: ignore[type-var]
    changed = [after.id for _, after in done]  # type: ignore[attr-defined]
    work.record(subject, changed, Deed.DELETED if deleted else Deed.RESTORED)
    return tuple(done)


def remove(work: Work, subject: Subject, aggregate: Aggregate[Value], ids: Iterable[int]) -> tuple[Value, ...]:
    """Remove records that have no bin; returns them, for `put_anew`."""
    gone = aggregate.load_many(work.session, list(dict.fromkeys(ids)))
    removed = [held.id for held in gone]  # type: ignore[attr-defined]
    aggregate.remove(work.session, removed)
    work.record(subject, removed, Deed.DELETED)
    return gone


def put_anew(work: Work, subject: Subject, aggregate: Aggregate[Value], values: Iterable[Value]) -> tuple[Value, ...]:
    """Undo `remove`: the same values as new records. They were stored once: nothing of them is checked."""
    anew = (dataclasses.replace(held, id=None, version=0) for held in values)  # type: ignore[type-var]
    return tuple(put(work, subject, aggregate, held, _unchecked) for held in anew)


def reorder(
    work: Work, subject: Subject, aggregate: Aggregate[Value], held: Iterable[Value], ids: Iterable[int]
) -> None:
    """Number the `position` of records anew: those named in that order, and after them the others as they are held."""
    by_id = {value.id: value for value in held}  # type: ignore[attr-defined]
    named = [each for each in ids if each in by_id]
    for place, record_id in enumerate(dict.fromkeys((*named, *by_id)), 1):
        moved = dataclasses.replace(by_id[record_id], position=place)  # type: ignore[type-var]
        put(work, subject, aggregate, moved, _unchecked)


def _unchecked(_value: object) -> tuple[Problem, ...]:
    return ()
