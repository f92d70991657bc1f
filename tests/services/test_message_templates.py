"""What messages say: the program's words in three languages, the office's own, fields, previews."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from builders import a_company, a_line, a_technician, a_visit
from offices import saved_client, saved_order
from osdesk.domain.company import SHEET_LANGUAGES
from osdesk.domain.messages import FIELDS, Event, MailAccount, MessageTemplate, template_problems, unknown_fields
from osdesk.domain.problems import Refused
from osdesk.services import company, message_templates, team
from osdesk.services.office import Conflict, Office

NONE: Mapping[str, str] = dict.fromkeys(FIELDS, "")


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
@pytest.mark.parametrize("event", Event)
def test_the_programs_own_words_are_whole_in_every_language(language: str, event: Event) -> None:
    template = message_templates.default(event, language)
    assert template_problems(template) == ()
    named = set(re.findall(r"\{([^}]+)\}", template.subject + template.body))
    assert named <= {names[language] for names in FIELDS.values()}
    figures = message_templates.example_figures(a_company(), language)
    subject, body = message_templates.filled(template, figures)
    assert "{" not in subject + body
    assert figures["company"] in subject


def test_a_line_that_has_nothing_to_say_is_left_out() -> None:
    template = MessageTemplate(subject="OS {número}", body="Olá\nPrazo: {prazo}\nTotal: {total} ({prazo})\n\nAté")
    assert message_templates.filled(template, {**NONE, "number": "42"}) == ("OS 42", "Olá\n\nAté")
    with_total = {**NONE, "total": "R$ 5,00"}
    assert message_templates.filled(template, with_total)[1] == "Olá\nTotal: R$ 5,00 ()\n\nAté"


def test_what_stands_in_a_figure_stays_as_it_is() -> None:
    template = MessageTemplate(subject="{cliente}", body="{motivo}")
    figures = {**NONE, "client": "{número}\r\nBcc: evil@x.example", "reason": "{total} <b>"}
    assert message_templates.filled(template, figures) == ("{número} Bcc: evil@x.example", "{total} <b>")


def test_the_offices_words_take_the_place_of_the_programs_and_go_back(office: Office) -> None:
    own = message_templates.get(office, Event.OPENED, "pt_BR")
    assert own.version == 0
    saved = message_templates.save(office, replace(own, subject="Abrimos a OS {número}", body="Oi {cliente}"))
    assert message_templates.get(office, Event.OPENED, "pt_BR") == saved
    assert message_templates.get(office, Event.OPENED, "es").version == 0
    with pytest.raises(Conflict):
        message_templates.save(office, replace(saved, version=7, subject="x"))
    back = message_templates.reset(office, Event.OPENED, "pt_BR")
    assert (back.subject, back.body) == (own.subject, own.body)
    again = message_templates.save(office, replace(back, subject="De novo {número}"))
    assert message_templates.all_of(office, "pt_BR")[1] == again
    assert [each.event for each in message_templates.all_of(office, "es")] == list(Event)
    assert message_templates.reset(office, Event.FINISHED, "en").version == 0


def test_of_two_people_who_change_the_programs_own_words_the_second_is_refused(office: Office) -> None:
    own = message_templates.get(office, Event.OPENED, "pt_BR")
    first = message_templates.save(office, replace(own, subject="Da primeira"))
    with pytest.raises(Conflict) as caught:
        message_templates.save(office, replace(own, subject="Da segunda"))
    assert caught.value.stored == first
    assert caught.value.offered.subject == "Da segunda"
    assert message_templates.get(office, Event.OPENED, "pt_BR") == first


def test_an_unknown_field_is_refused_by_its_name(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        message_templates.save(office, MessageTemplate(subject="OS {numero}", body="{client} {cliente} {x y} {x y}"))
    assert [(each.field, each.code, each.facts.get("name")) for each in caught.value.problems] == [
        ("subject", "message.unknown_field", "numero"),
        ("body", "message.unknown_field", "x y"),
    ]
    assert unknown_fields("{Número} { total } {}") == ()


def test_the_preview_shows_the_signature_and_what_is_wrong() -> None:
    template = MessageTemplate(subject="OS {número}", body="Oi {nada}")
    shown = message_templates.preview(template, {**NONE, "number": "42"}, MailAccount(signature="Oficina\nRua 1"))
    assert (shown.subject, shown.body) == ("OS 42", "Oi {nada}\n\n-- \nOficina\nRua 1")
    assert [problem.code for problem in shown.problems] == ["message.unknown_field"]


def test_the_figures_are_the_orders_in_the_language_of_the_sheet(office: Office) -> None:
    company.save(office, replace(a_company(), logo="", version=0))
    rafael = team.save(office, a_technician(name="Rafael Nunes"))
    visits = (
        a_visit(day=date(2026, 11, 30), planned_start=time(9), technicians=(), check_in=None, check_out=None),
        a_visit(
            day=date(2026, 11, 27),
            planned_start=time(14),
            planned_end=time(16),
            technicians=(rafael.id or 0,),
            check_in=None,
            check_out=None,
        ),
    )
    order = saved_order(
        office,
        saved_client(office, name="Clínica Aurora"),
        contact_name="",
        reason="Pinga\nmuito",
        deadline=date(2026, 11, 28),
        deadline_time=time(12),
        visits=visits,
        materials=(a_line("1", "un", "Capacitor", "1068.90"),),
    )
    figures = message_templates.figures(office, order, "pt_BR")
    assert figures == {
        "client": "Clínica Aurora",
        "contact": "Clínica Aurora",
        "number": order.number,
        "company": company.get(office).name,
        "deadline": "28/11/2026, 12:00",
        "total": "R$\N{NO-BREAK SPACE}1.068,90",
        "status": "Aberta",
        "reason": "Pinga muito",
        "visit": "sex 27/11/2026, 14:00–16:00",
        "technicians": "Rafael Nunes",
    }
    assert message_templates.figures(office, order, "en")["visit"] == "Fri 27/11/2026, 14:00–16:00"
    assert set(figures) == set(FIELDS)
    settings = replace(company.settings(office), show_prices=False)
    company.save_settings(office, settings)
    assert message_templates.figures(office, order, "pt_BR")["total"] == ""


def test_an_order_with_next_to_nothing_has_figures_too(office: Office) -> None:
    order = saved_order(office)
    figures = message_templates.figures(office, order, "es")
    assert (figures["deadline"], figures["total"], figures["visit"], figures["technicians"]) == ("", "", "", "")
    assert order.totals.total == Decimal("0.00")


def test_every_field_says_what_it_stands_for() -> None:
    for language in SHEET_LANGUAGES:
        fields = message_templates.fields(language)
        assert [name for name, _what in fields] == [names[language] for names in FIELDS.values()]
        assert all(what for _name, what in fields)
