"""Every code has its sentence, in every language, short and without holes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import osdesk
from osdesk import texts
from osdesk.domain.billing import Billing
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.findings import Finding
from osdesk.domain.history import Deed, Entry, FieldChange
from osdesk.domain.materials import LineKind
from osdesk.domain.money import parse_amount
from osdesk.domain.priorities import Priority
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.statuses import SEEDED_SERVICE_TYPES, SEEDED_STATUSES, ServiceType, Status, StatusKind
from osdesk.domain.tax_ids import TaxIdKind, parse_cnpj
from osdesk.domain.visits import VisitStatus
from osdesk.gateways.handover import HandoverTrouble
from osdesk.gateways.web import LookupTrouble
from osdesk.services import wording
from osdesk.services.wording import findings, sentences, troubles
from osdesk.storage.trouble import FolderUnsafe, OfficeTrouble

SOURCE = Path(osdesk.__file__).parent


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source, with the name of what is called."""
    for layer in ("domain", "storage", "documents", "gateways", "services", "ui", "cli"):
        for path in (SOURCE / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                    yield name, node


def spoken(argument: ast.expr) -> list[str]:
    """The codes that an argument can be: a text, or one with a kind or a measure put in."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.JoinedStr):
        template = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in argument.values)  # type: ignore[misc]
        if template.startswith("{}."):
            return [template.format(measure) for measure in ("money", "quantity", "percent")]
        if template.startswith("tax_id."):
            return [template.format(kind.value) for kind in TaxIdKind]
    return []


def codes_of_problems() -> set[str]:
    found: set[str] = set()
    for name, call in calls():
        if name in ("Problem", "Unreadable", "_unknown", "_refused"):
            for keyword in call.keywords:
                if keyword.arg == "code":
                    found.update(spoken(keyword.value))
        if name == "Unreadable" and call.args:
            found.update(spoken(call.args[0]))
        if name == "add" and len(call.args) == 2:  # Faults.add(path, code)
            found.update(code for code in spoken(call.args[1]) if "." in code)
    return {code for code in found if re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", code)}


def test_the_codes_are_found_in_the_source() -> None:
    assert {"required", "tax_id.expected_cnpj", "money.ambiguous", "deadline.before_opening", "json.date"} <= (
        codes_of_problems()
    )


def test_every_code_of_a_problem_has_a_sentence() -> None:
    assert sorted(codes_of_problems() - sentences.codes()) == []


def test_every_code_of_a_trouble_has_a_sentence() -> None:
    raised = {kind.code for kind in _all_kinds(OfficeTrouble)} - {OfficeTrouble.code}
    for name, call in calls():
        if name in ("LookupTrouble", "HandoverTrouble") and call.args:
            raised.update(spoken(call.args[0]))
    assert sorted(raised - troubles.codes()) == []


def _all_kinds(kind: type[OfficeTrouble]) -> Iterator[type[OfficeTrouble]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _all_kinds(below)


def test_every_code_of_a_finding_has_a_sentence() -> None:
    found = {
        code
        for name, call in calls()
        if name == "Finding"
        for keyword in call.keywords
        if keyword.arg == "code"
        for code in spoken(keyword.value)
    }
    assert found
    assert sorted(found - findings.codes()) == []


@pytest.mark.parametrize("language", ["pt_BR", "es"])
def test_every_sentence_is_translated_with_the_same_holes(language: str) -> None:
    catalogue = texts.catalogue(language)
    said = [
        *sentences._SENTENCES.values(),
        *findings._FINDINGS.values(),
        *(text for pair in troubles._TROUBLES.values() for text in pair),
    ]
    missing = [text for text in said if catalogue.gettext(text) == text]
    assert missing == []
    for text in said:
        assert sorted(re.findall(r"\{(\w+)\}", catalogue.gettext(text))) == sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_sentence_is_long_blames_or_says_error(language: str) -> None:
    said = texts.catalogue(language)
    for text in sentences._SENTENCES.values():
        sentence = said.gettext(text)
        assert len(sentence) < 90
        assert sentence[-1] in ".)"
        assert not re.search(r"\b(erro|error|inválid|invalid|registro|parâmetro)", sentence.lower())


def test_a_deadline_before_the_opening_names_the_day_and_offers_the_way_out() -> None:
    problem = Problem(
        field="deadline",
        code="deadline.before_opening",
        facts={"opened": date(2026, 11, 23)},
        remedy=date(2026, 11, 26),
    )
    assert wording.sentence(problem) == "Antes da abertura (23/11)."
    assert wording.remedy_label(problem) == "Usar 26/11"
    texts.use("en")
    assert wording.sentence(problem) == "Before the opening (23/11)."


def test_an_ambiguous_amount_is_offered_as_it_would_be_written() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_amount("1.234")
    problem = caught.value.at("materials.0.unit_price")
    assert "1.234" in wording.sentence(problem)
    assert wording.remedy_label(problem) == "Usar R$\u00a01.234,00"


def test_a_photo_that_came_or_went_is_told_by_caption_name_day_or_size() -> None:
    def told(**photo: object) -> str:
        return wording.change_line(Subject.ORDER, change("attachments.3", None, photo))[2]

    assert told(caption="Balcão", name="IMG_1.jpg", width=800, height=600) == "Balcão"
    assert told(caption="", name="IMG_1.jpg", width=800, height=600) == "IMG_1.jpg"
    assert told(caption="", name="", taken_at="2026-11-23T11:20:00Z", width=800, height=600) == "23/11/2026"
    assert told(caption="", name="", taken_at=None, width=800, height=600) == "800 × 600"


def test_a_long_number_has_its_thousands_apart() -> None:
    texts.use("pt_BR")
    problem = Problem(field="numbering.first", code="number.range", facts={"least": 1, "most": 999_999_999})
    assert wording.sentence(problem) == "Aqui vai um número inteiro de 1 a 999.999.999."


def test_a_problem_without_remedy_offers_nothing() -> None:
    assert wording.remedy_label(Problem(field="name", code="required")) == ""


def test_what_is_required_is_asked_for_by_its_field() -> None:
    assert wording.sentence(Problem(field="client_id", code="required")) == "Escolha o cliente."
    assert wording.sentence(Problem(field="site", code="required")) == "Preencha este campo."


def test_a_cnpj_too_short_is_not_told_of_cpfs() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_cnpj("12ABC34501")
    assert wording.sentence(caught.value.at("tax_id")) == "O CNPJ tem 14 caracteres; aqui há 10."


def test_an_unknown_code_and_a_missing_fact_are_no_crash() -> None:
    assert "new.code" in wording.sentence(Problem(field="x", code="new.code"))
    assert "–" in wording.sentence(Problem(field="x", code="money.too_large"))


def test_braces_in_what_somebody_typed_are_shown_as_typed() -> None:
    problem = Problem(field="state", code="state.unknown", facts={"text": "{0.__class__}"})
    assert "{0.__class__}" in wording.sentence(problem)


def test_seeded_rows_are_translated_until_the_office_names_them() -> None:
    names = [wording.status_name(status) for status in SEEDED_STATUSES]
    assert names == ["Aberta", "Agendada", "Em atendimento", "Aguardando", "Concluída", "Cancelada"]
    assert wording.status_name(SEEDED_STATUSES[0], "es") == "Abierta"
    assert wording.status_name(Status(key="open", name="Na fila", kind=StatusKind.OPEN), "es") == "Na fila"
    types = [wording.service_type_name(kind) for kind in SEEDED_SERVICE_TYPES]
    assert types == ["Instalação", "Manutenção preventiva", "Manutenção corretiva", "Vistoria", "Garantia"]
    assert wording.service_type_name(ServiceType(name="Locação")) == "Locação"


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_fixed_value_has_a_name_of_its_own(language: str) -> None:
    for names in (
        [wording.priority_name(each, language) for each in Priority],
        [wording.billing_name(each, language) for each in Billing],
        [wording.item_kind_name(each, language) for each in ItemKind],
        [wording.line_kind_name(each, language) for each in LineKind],
        [wording.visit_status_name(each, language) for each in VisitStatus],
        [wording.answer_name(each, language) for each in Answer],
        [wording.subject_name(each, language) for each in Subject],
        [wording.status_kind_name(each, language) for each in StatusKind],
    ):
        assert all(names)
        assert len(set(names)) == len(names)


def test_the_order_is_called_by_the_documents_name_in_the_sheets_language() -> None:
    assert wording.order_title("ABC-000042") == "OS ABC-000042"
    assert wording.order_title("000042", "es") == "OS 000042"
    assert wording.order_title("") == "OS"


def test_a_field_inside_a_part_is_named_with_its_place() -> None:
    assert wording.field_name(Subject.ORDER, "materials.1.quantity") == "Material 2, quantidade"
    assert wording.field_name(Subject.ORDER, "checklists.0.items.3.measured") == "Checklist 1, item 4, valor medido"
    assert wording.field_name(Subject.ORDER, "contact_tax_id") == "CPF do responsável"
    assert wording.field_name(Subject.COMPANY, "address.postal_code") == "CEP"
    assert wording.field_name(Subject.ORDER, "client.tax_id") == "Cliente, CPF/CNPJ"
    assert wording.field_name(Subject.ORDER, "client.contacts.1.value") == "Cliente, contato 2, número ou endereço"
    assert wording.field_name(Subject.CLIENT, "contacts.0.value") == "Contato 1, número ou endereço"


@pytest.mark.parametrize("subject", [Subject.ORDER, Subject.CLIENT, Subject.COMPANY, Subject.SETTINGS])
def test_every_field_of_a_value_has_a_name(subject: Subject) -> None:
    from dataclasses import fields

    from osdesk.domain.clients import Client
    from osdesk.domain.company import Company, OfficeSettings
    from osdesk.domain.orders import Order

    kept = {"id", "version", "sample", "created_at", "deleted_at"}
    cls = {
        Subject.ORDER: Order,
        Subject.CLIENT: Client,
        Subject.COMPANY: Company,
        Subject.SETTINGS: OfficeSettings,
    }[subject]
    nameless = [
        held.name
        for held in fields(cls)
        if held.name not in kept and wording.field_name(subject, held.name) == held.name
    ]
    assert nameless == []


def entry(deed: Deed, *changes: FieldChange, detail: str = "", subject: Subject = Subject.ORDER) -> Entry:
    return Entry(
        id=1,
        subject=subject,
        record_id=1,
        deed=deed,
        actor="Ana",
        at=datetime(2026, 11, 24, tzinfo=UTC),
        changes=changes,
        detail=detail,
    )


def change(field: str, before: object, after: object) -> FieldChange:
    return FieldChange(field=field, before=before, after=after)


def test_the_history_says_what_was_done() -> None:
    done = Deed.CHANGED
    told = [
        wording.entry_sentence(entry(Deed.ADDED, detail="000042")),
        wording.entry_sentence(entry(Deed.PRINTED, detail="both")),
        wording.entry_sentence(entry(Deed.PRINTED, detail="blank:both")),
        wording.entry_sentence(entry(Deed.EXPORTED, detail="OS-000042.pdf")),
        wording.entry_sentence(entry(Deed.SENT, detail="whatsapp +5551995550187")),
        wording.entry_sentence(entry(done, change("status_id", 1, 5)), {"status_id": {5: "Concluída"}}),
        wording.entry_sentence(entry(done, change("visits.0.check_in", None, "2026-11-24T11:12:00+00:00"))),
        wording.entry_sentence(entry(done, change("deadline", None, "2026-11-26"))),
        wording.entry_sentence(
            entry(
                done,
                change("deadline", None, "2026-11-26"),
                change("checklists.0.items.1.answer", None, "yes"),
                change("checklists.0.items.2.answer", None, "no"),
                change("checklists.0.items.2.note", "", "seco"),
            )
        ),
        wording.entry_sentence(
            entry(done, change("reason", "", "a"), change("terms", "", "b"), change("discount", "0.00", "5.00"))
        ),
    ]
    assert told == [
        "Abriu a ordem",
        "Imprimiu as duas vias",
        "Imprimiu o formulário para preencher à mão",
        "Exportou como PDF: OS-000042.pdf",
        "Abriu o WhatsApp para (51) 99555-0187",
        "Mudou a situação para Concluída",
        "Marcou a chegada",
        "Alterou: prazo",
        "Alterou: prazo e 2 itens da checklist",
        "Alterou: motivo, termos e mais 1 campo",
    ]


def test_a_change_shows_values_as_people_write_them() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    names = {"status_id": {1: "Aberta", 5: "Concluída"}, "technicians": {4: "Rafael", 7: "Júlia"}}

    def line(field: str, before: object, after: object) -> tuple[str, str, str]:
        return wording.change_line(Subject.ORDER, change(field, before, after), names, zone)

    assert line("deadline", "2026-11-20", "2026-11-26") == ("Prazo", "20/11/2026", "26/11/2026")
    assert line("deadline_time", None, "08:30:00") == ("Hora do prazo", "—", "08:30")
    assert line("status_id", 1, 5) == ("Situação", "Aberta", "Concluída")
    assert line("visits.0.technicians", [], [4, 7]) == ("Visita 1, técnicos", "—", "Rafael, Júlia")
    assert line("visits.0.check_in", None, "2026-11-24T11:12:00+00:00")[2] == "24/11/2026 08:12"
    assert line("materials.0.unit_price", "64.90", None) == ("Material 1, valor unitário", "R$\u00a064,90", "—")
    assert line("materials.0.quantity", "1.500", "2.000")[1:] == ("1,5", "2")
    assert line("contact_phone", "", "+5551998412207")[2] == "(51) 99841-2207"
    assert line("priority", "normal", "urgent")[1:] == ("Normal", "Urgente")
    assert line("materials.1", None, {"description": "Capacitor", "kind": "part"})[1:] == ("—", "Capacitor")
    assert line("reason", "", "x" * 300)[2].endswith("…")
    whole = wording.change_line(Subject.ORDER, change("reason", "", "x" * 300), longest=20_000)
    assert whole[2] == "x" * 300


def test_an_old_value_that_no_longer_reads_is_shown_as_it_was() -> None:
    told = wording.change_line(Subject.ORDER, change("priority", "whenever", "2026-99-99"))
    assert told[1:] == ("whenever", "2026-99-99")


def test_a_trouble_says_what_to_do(tmp_path: Path) -> None:
    title, sentence = wording.trouble_sentence(FolderUnsafe(tmp_path, kind="network", name="nfs"))
    assert title == "Esta pasta está na rede"
    assert "nfs" in sentence
    title, sentence = wording.trouble_sentence(FolderUnsafe(tmp_path, kind="synchronised", name="OneDrive"))
    assert sentence.startswith("OneDrive ")
    title, sentence = wording.trouble_sentence(LookupTrouble("lookup.timeout", "viacep.com.br"))
    assert title == "Sem resposta"
    assert "viacep" not in sentence  # says nothing to whoever typed a CEP
    title, sentence = wording.trouble_sentence(HandoverTrouble("handover.in_use", Path("/x/OS {1}.pdf")))
    assert title == "O arquivo está aberto em outro programa"
    assert "OS {1}.pdf" in sentence


def test_what_nobody_foresaw_is_told_without_its_details() -> None:
    title, sentence = wording.trouble_sentence(KeyError("segredo"))
    assert title == "Algo deu errado"
    assert "segredo" not in title + sentence


def test_figures_follow_the_language() -> None:
    problem = Problem(field="discount", code="discount.above_total", facts={"total": Decimal("1234.50")})
    assert wording.sentence(problem) == "O desconto passa da soma (R$\u00a01.234,50)."
    texts.use("en")
    assert wording.sentence(problem) == "The discount is above the sum (R$1,234.50)."
    assert wording.remedy_label(Problem(field="x", code="time.out_of_range", remedy=time(8, 5))) == "Use 08:05"


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        ("number_gap", {"first": 3, "last": 3, "year": 0}, "The number 3 is missing, and nobody skipped it."),
        (
            "number_gap",
            {"first": 3, "last": 5, "year": 2026},
            "The numbers 2026/3 to 2026/5 are missing, and nobody skipped them.",
        ),
        ("counter", {"next": 9, "expected": 8, "year": 2026}, "The next number would be 2026/9; 2026/8 was expected."),
        ("counter", {"next": None, "expected": 8, "year": 0}, "The next number is not kept; 8 was expected."),
        ("search", {"index": "order_words", "count": 1}, "Records that the search does not find (order_words): 1."),
    ],
)
def test_a_finding_tells_one_number_as_well_as_many_and_of_which_year(
    code: str, facts: dict[str, object], told: str
) -> None:
    texts.use("en")
    assert wording.finding_sentence(Finding(code=f"check.{code}", facts=facts)) == told


@pytest.mark.parametrize("name", wording.__all__)
def test_every_word_is_found_in_its_part(name: str) -> None:
    found = vars(import_module(f"osdesk.services.wording.{wording._HOMES.get(name, 'names')}"))[name]
    assert getattr(wording, name) is found
