"""Company, clients, team, checklists and changes: what is refused and what follows from a value."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain import checklists, clients, company, team
from osdesk.domain.changes import Change, Changes, Subject
from osdesk.domain.checklists import Answer, ChecklistItem, ChecklistTemplate, ItemKind, TemplateItem
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.company import Company, Numbering, OfficeSettings
from osdesk.domain.contacts import Address, Contact, ContactKind, is_email
from osdesk.domain.permissions import Actor, Permission
from osdesk.domain.problems import Problem
from osdesk.domain.team import Technician


def codes(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found]


def test_numbers_are_formed_as_the_office_chose() -> None:
    assert company.format_number(Numbering(), 42, 2026) == "000042"
    assert company.format_number(Numbering(prefix="ABC"), 42, 2026) == "ABC-000042"
    assert company.format_number(Numbering(yearly=True), 42, 2026) == "2026/000042"
    assert company.format_number(Numbering(prefix="ABC", yearly=True, width=4), 42, 2026) == "ABC-2026/0042"
    assert company.format_number(Numbering(width=2), 12345, 2026) == "12345"


@given(st.integers(1, 10**9), st.integers(1, 9), st.booleans())
def test_two_numbers_of_one_series_never_look_alike(number: int, width: int, yearly: bool) -> None:
    numbering = Numbering(width=width, yearly=yearly)
    assert company.format_number(numbering, number, 2026) != company.format_number(numbering, number + 1, 2026)


def test_settings_that_would_break_the_numbers_are_refused() -> None:
    def found(numbering: Numbering) -> list[tuple[str, str]]:
        return codes(company.settings_problems(OfficeSettings(numbering=numbering)))

    assert found(Numbering(first=0)) == [("numbering.first", "numbering.first")]
    assert found(Numbering(width=10)) == [("numbering.width", "numbering.width")]
    assert found(Numbering(prefix="A/B")) == [("numbering.prefix", "numbering.prefix")]
    assert found(Numbering(prefix="ex")) == [("numbering.prefix", "numbering.sample_prefix")]
    assert found(Numbering(prefix="ABC")) == []


def test_a_company_needs_a_name_and_a_true_tax_id() -> None:
    assert codes(company.company_problems(Company())) == [("legal_name", "required")]
    wrong = Company(trade_name="Ventosul", tax_id="11222333000118", email="a@b", warranty_days=-1)
    assert codes(company.company_problems(wrong)) == [
        ("tax_id", "tax_id.check_digits"),
        ("email", "email.form"),
        ("warranty_days", "warranty.range"),
    ]
    assert Company(legal_name="Ventosul Ltda.", trade_name="Ventosul").name == "Ventosul"
    assert codes(company.company_problems(Company(legal_name="V", accent="teal"))) == [("accent", "colour.form")]


def test_the_companys_area_code_is_that_of_its_first_number_that_has_one() -> None:
    assert Company(phone="+555135550142").area_code == "51"
    assert Company(phone="08001234567", whatsapp="+5592991234567").area_code == "92"
    assert Company(phone="+55 51 9841-2207").area_code == ""


def test_unknown_zones_languages_and_addresses_of_services_are_refused() -> None:
    settings = OfficeSettings(time_zone="America/Lua", sheet_language="fr", postal_lookup_url="ftp://x")
    assert codes(company.settings_problems(settings)) == [
        ("time_zone", "time_zone.unknown"),
        ("sheet_language", "language.unknown"),
        ("postal_lookup_url", "url.form"),
    ]


def test_a_client_needs_a_name_and_the_tax_id_of_its_kind() -> None:
    assert codes(clients.problems(Client())) == [("name", "required")]
    person = Client(name="Helena", kind=ClientKind.PERSON, tax_id="12ABC34501DE35")
    assert codes(clients.problems(person)) == [("tax_id", "tax_id.expected_cpf")]
    firm = Client(name="Padaria", tax_id="12ABC34501DE36", responsible_tax_id="11111111111")
    assert codes(clients.problems(firm)) == [
        ("tax_id", "tax_id.check_digits"),
        ("responsible_tax_id", "tax_id.repeated"),
    ]
    contacts = (Contact(kind=ContactKind.EMAIL, value="sem arroba"), Contact())
    assert codes(clients.problems(Client(name="Padaria", contacts=contacts))) == [
        ("contacts.0.value", "email.form"),
        ("contacts.1.value", "required"),
    ]


def test_e_mail_addresses_are_told_from_what_none_would_take() -> None:
    for good in ("a@b.br", "sonia.prado+os@paodemel.example", "joão@exemplo.com.br"):
        assert is_email(good)
    for bad in (
        "",
        "a",
        "a@b",
        "a@b@c.br",
        "a b@c.br",
        "a@b..br",
        "a@.br",
        "<a@b.br>",
        "a@b.br,c@d.br",
        "a@b.br\nBcc: x@y.br",
    ):
        assert not is_email(bad)


def test_an_address_is_one_line_and_empty_parts_leave_no_dash() -> None:
    full = Address(
        postal_code="90000060",
        street="Av. Central",
        number="1.204",
        complement="loja 2",
        district="Menino Deus",
        city="Porto Alegre",
        state="RS",
    )
    assert full.line() == "Av. Central, 1.204, loja 2 – Menino Deus – Porto Alegre/RS – 90000-060"
    assert Address(city="Manaus").line() == "Manaus"
    assert Address().line() == ""
    assert not Address()


def test_a_technician_needs_a_name_and_has_initials() -> None:
    assert codes(team.problems(Technician(email="x"))) == [("name", "required"), ("email", "email.form")]
    assert team.initials("Rafael Moura") == "RM"
    assert team.initials("edson") == "E"
    assert team.initials("João da Silva Pereira") == "JP"
    assert team.initials("  ") == ""


def test_a_measured_value_answers_by_its_range() -> None:
    item = ChecklistItem(kind=ItemKind.MEASURE, text="Tensão", minimum=Decimal(209), maximum=Decimal(231))
    assert checklists.proposed_answer(item, Decimal(221)) is Answer.YES
    assert checklists.proposed_answer(item, Decimal(209)) is Answer.YES
    assert checklists.proposed_answer(item, Decimal("231.1")) is Answer.NO
    assert checklists.within_range(TemplateItem(minimum=Decimal(5)), Decimal(1000))


def test_headings_ask_nothing() -> None:
    made = checklists.from_template(
        ChecklistTemplate(
            name="Split",
            items=(
                TemplateItem(kind=ItemKind.SECTION, text="Unidade interna"),
                TemplateItem(text="Filtros limpos"),
                TemplateItem(kind=ItemKind.TEXT, text="Gás"),
            ),
        )
    )
    assert checklists.progress([made]) == (0, 2)
    assert not any(item.answered for item in made.items)


def test_templates_with_empty_rows_turned_ranges_or_one_choice_are_refused() -> None:
    template = ChecklistTemplate(
        items=(
            TemplateItem(),
            TemplateItem(kind=ItemKind.MEASURE, text="A", minimum=Decimal(2), maximum=Decimal(1)),
            TemplateItem(kind=ItemKind.CHOICE, text="B", choices=("só uma",)),
        )
    )
    assert codes(checklists.template_problems(template)) == [
        ("name", "required"),
        ("items.0.text", "required"),
        ("items.1.minimum", "checklist.range"),
        ("items.2.choices", "checklist.choices"),
    ]


def test_changes_say_what_they_touch() -> None:
    changes = Changes(
        changes=(Change(subject=Subject.ORDER, ids=frozenset({4})), Change(subject=Subject.CLIENT, everything=True))
    )
    assert changes.touches(Subject.ORDER, 4)
    assert not changes.touches(Subject.ORDER, 5)
    assert changes.touches(Subject.CLIENT, 99)
    assert not changes.touches(Subject.COMPANY)
    assert changes.ids(Subject.ORDER) == {4}
    assert changes.everything(Subject.CLIENT)


def test_an_actor_may_do_what_it_was_given() -> None:
    clerk = Actor(name="Bia", permissions=frozenset({Permission.EDIT_ORDERS}))
    assert clerk.may(Permission.EDIT_ORDERS)
    assert not clerk.may(Permission.DELETE)
