"""Filters kept under a name come back as they were, in the office's order; and each is a sentence people can read."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from builders import a_technician
from offices import saved_client
from osdesk.domain.billing import Billing
from osdesk.domain.filters import LONGEST_NAME, Period, SavedFilter, question_of
from osdesk.domain.permissions import Actor
from osdesk.domain.priorities import Priority
from osdesk.domain.problems import Refused
from osdesk.domain.questions import NOBODY, ChecklistResult, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED, StatusKind
from osdesk.services import saved_filters, team
from osdesk.services.office import NotAllowed, Office
from osdesk.services.wording.filters import FilterNames, saved_sentence, sentence
from osdesk.texts import LANGUAGES

WHOLE = OrderQuestion(
    search="bomba",
    technicians=frozenset({NOBODY, 1}),
    statuses=frozenset({2, 5}),
    kinds=frozenset({StatusKind.DONE}),
    client_id=1,
    client_text="pão",
    dated=OrderDate.CLOSED,
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    service_types=frozenset({NOBODY, 2}),
    priorities=frozenset({Priority.URGENT, Priority.HIGH}),
    material="Gás",
    place="Navegantes, Porto Alegre",
    checklist=ChecklistResult.FAILED,
    least=Decimal("500.00"),
    most=Decimal("900.00"),
    billing=frozenset({Billing.TO_BILL}),
    sent=True,
    signed=False,
    on_site=False,
    planned=True,
    sort=OrderSort.CLOSED,
    descending=False,
)


def test_a_filter_comes_back_whole(office: Office) -> None:
    kept = saved_filters.save(
        office,
        SavedFilter(name=" A faturar ", period=Period.BETWEEN, question=WHOLE, columns=("number", "total")),
    )
    assert kept.name == "A faturar"
    assert saved_filters.all(office) == (kept,)
    assert question_of(kept, date(2026, 11, 24)) == WHOLE
    assert saved_filters.save(office, kept) == kept


def test_filters_stand_in_the_office_s_order_and_a_new_one_comes_last(office: Office) -> None:
    one, two, three = (saved_filters.save(office, SavedFilter(name=name)) for name in ("um", "dois", "três"))
    assert [held.name for held in saved_filters.all(office)] == ["um", "dois", "três"]
    saved_filters.reorder(office, [three.id or 0, one.id or 0, 99])
    assert [held.name for held in saved_filters.all(office)] == ["três", "um", "dois"]
    gone = saved_filters.delete(office, [one.id or 0, 99])
    assert [held.name for held in saved_filters.all(office)] == ["três", "dois"]
    saved_filters.put_back(office, gone)
    assert [held.name for held in saved_filters.all(office)] == ["três", "um", "dois"]
    assert two.id is not None


@pytest.mark.parametrize(
    ("name", "code"), [(" ", "required"), ("x" * (LONGEST_NAME + 1), "text.too_long"), ("A FATURÁR", "name.taken")]
)
def test_a_name_that_is_missing_too_long_or_taken_is_refused(office: Office, name: str, code: str) -> None:
    kept = saved_filters.save(office, SavedFilter(name="A faturar"))
    with pytest.raises(Refused) as caught:
        saved_filters.save(office, SavedFilter(name=name))
    assert [problem.code for problem in caught.value.problems] == [code]
    assert saved_filters.save(office, replace(kept, name="a faturar")).name == "a faturar"


def test_only_who_may_change_settings_keeps_filters(office: Office) -> None:
    office.actor = Actor(name="Bia", permissions=frozenset())
    with pytest.raises(NotAllowed):
        saved_filters.save(office, SavedFilter(name="Meus"))


def test_a_filter_is_a_sentence(office: Office) -> None:
    client = saved_client(office, name="Padaria Pão de Mel")
    names = saved_filters.names(office, OrderQuestion(client_id=client.id))
    kept = SavedFilter(
        period=Period.THIS_MONTH,
        question=OrderQuestion(
            client_id=client.id,
            kinds=frozenset({StatusKind.DONE}),
            billing=frozenset({Billing.TO_BILL}),
            least=Decimal("500.00"),
        ),
    )
    assert saved_sentence(kept, names, "en") == (
        "Done and not billed, of Padaria Pão de Mel, opened this month, from R$500.00"
    )


def test_every_condition_is_told(office: Office) -> None:
    client = saved_client(office)
    person = team.save(office, a_technician(name="Bia"))
    question = replace(WHOLE, client_id=client.id, technicians=frozenset({NOBODY, person.id or 0}))
    assert sentence(question, saved_filters.names(office, question), late=True, language="en") == (
        "Done and scheduled or done and not billed, late, of Clínica Aurora, of clients with “pão”, with Bia or "
        "without a technician, of type Preventive maintenance or without a type, of high or urgent priority, in "
        "Navegantes, Porto Alegre, with the material “Gás”, closed from 01/11/2026 to 30/11/2026, between R$500.00 and "
        "R$900.00, with a failed checklist item, sent, not signed, with nobody on site, with a visit to come, "
        "with “bomba”"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_condition_says_something_of_its_own(language: str) -> None:
    nothing = sentence(OrderQuestion(), FilterNames(), language=language)
    told = {nothing}
    for field in fields(OrderQuestion):
        if field.name in {"dated", "sort", "descending", "late_on", "deleted"}:
            continue
        told.add(sentence(OrderQuestion(**{field.name: getattr(WHOLE, field.name)}), FilterNames(), language=language))
    told.add(sentence(OrderQuestion(deleted=True), FilterNames(), language=language))
    told.add(sentence(OrderQuestion(), FilterNames(), late=True, language=language))
    told.add(sentence(OrderQuestion(kinds=UNFINISHED), FilterNames(), language=language))
    told |= {sentence(OrderQuestion(), FilterNames(), period=period, language=language) for period in Period}
    assert len(told) == len(fields(OrderQuestion)) - 5 + 4 + (len(Period) - 2)


def test_one_day_an_open_period_and_who_is_gone_are_told_in_words_too() -> None:
    day = date(2026, 11, 24)
    for question, words in (
        (OrderQuestion(since=day, until=day), "Opened on 24/11/2026"),
        (OrderQuestion(until=day, dated=OrderDate.DEADLINE), "Due until 24/11/2026"),
        (OrderQuestion(since=day, dated=OrderDate.PLANNED), "With a visit since 24/11/2026"),
        (OrderQuestion(technicians=frozenset({99})), "With “99”"),
        (OrderQuestion(statuses=frozenset({99})), "“99”"),
        (OrderQuestion(most=Decimal("0.00")), "Up to R$0.00"),
        (OrderQuestion(), "All orders"),
    ):
        assert sentence(question, FilterNames(), language="en") == words
