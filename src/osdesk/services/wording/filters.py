"""A filter of the order list as one sentence that people can read: "Done and not billed, opened this month, from
R$ 500,00".

Each condition is a phrase of its own, so that any number of them stand one after the other in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from osdesk.domain.billing import Billing
from osdesk.domain.dates import format_date
from osdesk.domain.filters import Period, SavedFilter
from osdesk.domain.money import format_amount
from osdesk.domain.questions import NOBODY, ChecklistResult, OrderDate, OrderQuestion
from osdesk.domain.statuses import UNFINISHED, ServiceType, Status, StatusKind
from osdesk.services.wording.names import priority_name, service_type_name
from osdesk.services.wording.status_names import speaking
from osdesk.texts import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterNames:
    """What the ids in a filter are called; who isn't named any more is told by the number."""

    statuses: Mapping[int, Status] = field(default_factory=dict)
    service_types: Mapping[int, ServiceType] = field(default_factory=dict)
    technicians: Mapping[int, str] = field(default_factory=dict)
    clients: Mapping[int, str] = field(default_factory=dict)


def saved_sentence(saved: SavedFilter, names: FilterNames, language: str | None = None) -> str:
    """What a kept filter shows."""
    return sentence(saved.question, names, period=saved.period, late=saved.late, language=language)


def sentence(
    question: OrderQuestion,
    names: FilterNames,
    *,
    period: Period = Period.BETWEEN,
    late: bool = False,
    language: str | None = None,
) -> str:
    """What a question shows. `period` speaks of a stretch of the calendar in place of the question's own dates; `late`
    stands for `late_on`.
    """
    words = speaking(language)
    phrases = [phrase for phrase in _phrases(words, question, names, period, late=late) if phrase]
    if not phrases:
        return words.pgettext("filter", "All orders")
    told = ", ".join(phrases)
    return told[:1].upper() + told[1:]


def _phrases(
    words: Catalogue, question: OrderQuestion, names: FilterNames, period: Period, *, late: bool
) -> Iterator[str]:
    yield _state(words, question, names)
    if late or question.late_on is not None:
        yield words.pgettext("filter", "late")
    if question.client_id is not None:
        yield words.pgettext("filter", "of {client}").format(client=_named(names.clients, question.client_id))
    if question.client_text.strip():
        yield words.pgettext("filter", "of clients with “{text}”").format(text=question.client_text.strip())
    yield _crew(words, question, names)
    yield _types(words, question, names)
    if question.priorities:
        listed = [priority_name(each, words.language).lower() for each in sorted(question.priorities)]
        yield words.pgettext("filter", "of {priority} priority").format(priority=_either(words, listed))
    if question.place.strip():
        yield words.pgettext("filter", "in {place}").format(place=question.place.strip())
    if question.material.strip():
        yield words.pgettext("filter", "with the material “{text}”").format(text=question.material.strip())
    yield _dates(words, question, period)
    yield _amounts(words, question)
    yield from _flags(words, question)
    if question.search.strip():
        yield words.pgettext("filter", "with “{text}”").format(text=question.search.strip())
    if question.deleted:
        yield words.pgettext("filter", "in the bin")


def _state(words: Catalogue, question: OrderQuestion, names: FilterNames) -> str:
    """Statuses, and where the orders stand on their way to being paid: "done and not billed"."""
    states: list[str] = []
    if question.kinds == UNFINISHED:
        states.append(words.pgettext("filter", "unfinished"))
    elif question.kinds:
        states.append(_either(words, [_kinds(words)[kind] for kind in StatusKind if kind in question.kinds]))
    if question.statuses:
        known = sorted(question.statuses, key=lambda each: (_position(names, each), each))
        states.append(_either(words, [_status(words, names, each) for each in known]))
    if question.billing:
        told = {
            Billing.TO_BILL: words.pgettext("filter", "not billed"),
            Billing.BILLED: words.pgettext("filter", "billed and not paid"),
            Billing.PAID: words.pgettext("filter", "paid"),
        }
        states.append(_either(words, [told[each] for each in Billing if each in question.billing]))
    if len(states) < 2:
        return "".join(states)
    first, *others = states
    for other in others:
        first = words.pgettext("filter", "{first} and {second}").format(first=first, second=other)
    return first


def _position(names: FilterNames, status_id: int) -> int:
    held = names.statuses.get(status_id)
    return held.position if held is not None else 1_000_000


def _status(words: Catalogue, names: FilterNames, status_id: int) -> str:
    held = names.statuses.get(status_id)
    if held is None:
        return f"“{status_id}”"
    if held.name:
        return f"“{held.name}”"
    seeded = {"scheduled": words.pgettext("filter", "scheduled")}
    return seeded.get(held.key) or _kinds(words)[held.kind]


def _kinds(words: Catalogue) -> dict[StatusKind, str]:
    return {
        StatusKind.OPEN: words.pgettext("filter", "open"),
        StatusKind.RUNNING: words.pgettext("filter", "in service"),
        StatusKind.WAITING: words.pgettext("filter", "waiting"),
        StatusKind.DONE: words.pgettext("filter", "done"),
        StatusKind.CANCELLED: words.pgettext("filter", "cancelled"),
    }


def _crew(words: Catalogue, question: OrderQuestion, names: FilterNames) -> str:
    people = [_named(names.technicians, each) for each in question.technicians if each != NOBODY]
    found = []
    if people:
        listed = _either(words, sorted(people, key=str.casefold))
        found.append(words.pgettext("filter", "with {technicians}").format(technicians=listed))
    if NOBODY in question.technicians:
        found.append(words.pgettext("filter", "without a technician"))
    return _either(words, found)


def _types(words: Catalogue, question: OrderQuestion, names: FilterNames) -> str:
    called = {type_id: service_type_name(held, words.language) for type_id, held in names.service_types.items()}
    types = [_named(called, each) for each in sorted(question.service_types) if each != NOBODY]
    found = []
    if types:
        found.append(words.pgettext("filter", "of type {types}").format(types=_either(words, types)))
    if NOBODY in question.service_types:
        found.append(words.pgettext("filter", "without a type"))
    return _either(words, found)


def _dates(words: Catalogue, question: OrderQuestion, period: Period) -> str:
    when = _periods(words).get(period, "")
    if period is Period.BETWEEN:
        since, until = (
            None if day is None else format_date(day, words.language) for day in (question.since, question.until)
        )
        if since is not None and since == until:
            when = words.pgettext("filter", "on {day}").format(day=since)
        elif since is not None and until is not None:
            when = words.pgettext("filter", "from {since} to {until}").format(since=since, until=until)
        elif since is not None:
            when = words.pgettext("filter", "since {since}").format(since=since)
        elif until is not None:
            when = words.pgettext("filter", "until {until}").format(until=until)
    if not when:
        return ""
    return {
        OrderDate.OPENED: words.pgettext("filter", "opened {when}"),
        OrderDate.PLANNED: words.pgettext("filter", "with a visit {when}"),
        OrderDate.CLOSED: words.pgettext("filter", "closed {when}"),
        OrderDate.DEADLINE: words.pgettext("filter", "due {when}"),
        OrderDate.BILLED: words.pgettext("filter", "billed {when}"),
        OrderDate.PAID: words.pgettext("filter", "paid {when}"),
    }[question.dated].format(when=when)


def _periods(words: Catalogue) -> dict[Period, str]:
    return {
        Period.TODAY: words.pgettext("filter", "today"),
        Period.TOMORROW: words.pgettext("filter", "tomorrow"),
        Period.THIS_WEEK: words.pgettext("filter", "this week"),
        Period.LAST_WEEK: words.pgettext("filter", "last week"),
        Period.NEXT_WEEK: words.pgettext("filter", "next week"),
        Period.NEXT_7_DAYS: words.pgettext("filter", "in the next 7 days"),
        Period.LAST_7_DAYS: words.pgettext("filter", "in the last 7 days"),
        Period.LAST_30_DAYS: words.pgettext("filter", "in the last 30 days"),
        Period.THIS_MONTH: words.pgettext("filter", "this month"),
        Period.LAST_MONTH: words.pgettext("filter", "last month"),
        Period.THIS_YEAR: words.pgettext("filter", "this year"),
        Period.LAST_YEAR: words.pgettext("filter", "last year"),
    }


def _amounts(words: Catalogue, question: OrderQuestion) -> str:
    least, most = (
        None if amount is None else format_amount(amount, words.language, symbol=True)
        for amount in (question.least, question.most)
    )
    if least is not None and most is not None:
        return words.pgettext("filter", "between {least} and {most}").format(least=least, most=most)
    if least is not None:
        return words.pgettext("filter", "from {least}").format(least=least)
    if most is not None:
        return words.pgettext("filter", "up to {most}").format(most=most)
    return ""


def _flags(words: Catalogue, question: OrderQuestion) -> Iterator[str]:
    if question.checklist is not None:
        yield {
            ChecklistResult.FAILED: words.pgettext("filter", "with a failed checklist item"),
            ChecklistResult.UNANSWERED: words.pgettext("filter", "with a checklist not answered"),
            ChecklistResult.PASSED: words.pgettext("filter", "with all checklists passed"),
        }[question.checklist]
    for wanted, yes, no in (
        (question.sent, words.pgettext("filter", "sent"), words.pgettext("filter", "not sent")),
        (question.signed, words.pgettext("filter", "signed"), words.pgettext("filter", "not signed")),
        (
            question.on_site,
            words.pgettext("filter", "with somebody on site"),
            words.pgettext("filter", "with nobody on site"),
        ),
        (
            question.planned,
            words.pgettext("filter", "with a visit to come"),
            words.pgettext("filter", "without a visit to come"),
        ),
    ):
        if wanted is not None:
            yield yes if wanted else no


def _named(names: Mapping[int, str], record_id: int) -> str:
    return names.get(record_id) or f"“{record_id}”"


def _either(words: Catalogue, phrases: Iterable[str]) -> str:
    """One or the other: "open, waiting or done"."""
    *before, last = [phrase for phrase in phrases if phrase] or [""]
    if not before:
        return last
    return words.pgettext("filter", "{first} or {last}").format(first=", ".join(before), last=last)
