"""A value and its form: what is read, what is unsaved, what is wrong and when it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hands import press, type_text
from osdesk.domain import money
from osdesk.domain.contacts import Address
from osdesk.domain.problems import Problem, Unreadable
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import PhoneInput, ValueInput
from osdesk.ui.theme import Theme

TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the part."""

    id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A small record."""

    id: int | None = None
    version: int = 0
    name: str = ""
    phone: str = ""
    amount: Decimal | None = None
    deadline: date | None = None
    address: Address = Address()
    lines: tuple[Line, ...] = ()
    status: str = "open"


def rules(job: Job) -> list[Problem]:
    found = []
    if not job.name:
        found.append(Problem(field="name", code="required"))
    if job.deadline is not None and job.deadline < TODAY:
        found.append(Problem(field="deadline", code="deadline.before_opening", remedy=date(2026, 11, 26)))
    if any(line.text == "bad" for line in job.lines):
        found.append(Problem(field="lines.0.text", code="bad"))
    return found


class Lines(QWidget):
    """A part: one text field for all lines, divided by commas."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.input = TextInput()
        layout = QVBoxLayout(self)
        layout.addWidget(self.input)
        self.shown: tuple[Problem, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.input.edited.connect(self.edited)

    def load(self, value: tuple[Line, ...]) -> None:
        self._lines = value
        self.input.show_value(",".join(line.text for line in value))

    def read(self) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
        if "?" in self.input.text():
            return self._lines, (Problem(field="0.text", code="unreadable"),)
        texts = [text for text in self.input.text().split(",") if text]
        known = {line.text: line.id for line in self._lines}
        return tuple(Line(id=known.get(text), text=text) for text in texts), ()

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:  # noqa: ARG002  (the protocol's)
        self.shown = problems

    def focus_problem(self, problem: Problem) -> None:  # noqa: ARG002  (the protocol's)
        self.input.setFocus()

    def holds(self, widget: QWidget) -> bool:
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        return {"0.text": self.input.text()} if self.read()[1] else {}

    def show_unreadable(self, path: str, text: str) -> None:
        assert path == "0.text"
        self.input.setText(text)


class Form(QWidget):
    """The form of a job."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(500, 260)
        self.name = Field("&Nome", TextInput())
        self.phone = Field("Telefone", PhoneInput())
        self.amount = Field("Valor", ValueInput(money.parse_amount, money.format_amount))
        self.deadline = Field("&Prazo", DateInput(lambda: TODAY))
        self.city = Field("Cidade", TextInput())
        self.lines = Lines()
        self.sheet = FormScroll()
        for field in (self.name, self.phone, self.lines, self.amount, self.deadline, self.city):
            section = Section("Seção")
            section.add(field)
            self.sheet.add(section)
        layout = QVBoxLayout(self)
        layout.addWidget(self.sheet)
        self.binding: Binding[Job] = Binding(lambda problem: f"<{problem.code}>", rules)
        self.binding.text("name", self.name)
        self.binding.value("phone", self.phone)
        self.binding.part("lines", self.lines)
        self.binding.value("amount", self.amount)
        self.binding.value("deadline", self.deadline)
        self.binding.text("address.city", self.city)


STORED = Job(
    id=7,
    version=3,
    name="Padaria",
    phone="+5551998412207",
    amount=Decimal("10.00"),
    deadline=date(2026, 11, 30),
    address=Address(street="Av. Central", city="Porto Alegre"),
    lines=(Line(id=1, text="cobre"),),
)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.binding.load(STORED)
    return made


def enter(field: Field, text: str) -> None:
    """Go to a field and type over what is in it."""
    control: Any = field.control
    control.setFocus(Qt.FocusReason.TabFocusReason)
    control.selectAll()
    type_text(control, text)


def sentence(field: Field) -> str:
    """The problem a field shows, "" for none."""
    return field.problem.sentence if field.problem is not None else ""


def test_a_loaded_value_is_read_back_as_it_was(form: Form) -> None:
    assert form.binding.read() == (STORED, ())
    assert not form.binding.is_dirty()


def test_loading_announces_no_edit_of_the_fields(form: Form) -> None:
    edits: list[int] = []
    for field in (form.name, form.amount):
        control: Any = field.control
        control.edited.connect(lambda: edits.append(1))
    form.binding.load(replace(STORED, name="Outra", amount=None))
    assert edits == []
    assert not form.binding.is_dirty()


def test_a_control_bound_later_shows_what_the_value_holds_and_changes_nothing(form: Form, qtbot: QtBot) -> None:
    late = TextInput()
    qtbot.addWidget(late)
    form.binding.text("status", late)
    assert late.text() == "open"
    assert not form.binding.is_dirty()
    late.selectAll()
    type_text(late, "done")
    assert form.binding.read()[0] == replace(STORED, status="done")


def test_a_field_of_a_part_is_put_into_its_part(form: Form) -> None:
    enter(form.city, "Canoas")
    value, _problems = form.binding.read()
    assert value == replace(STORED, address=replace(STORED.address, city="Canoas"))


def test_typing_and_taking_back_leaves_nothing_unsaved(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.binding.changed):
        enter(form.name, "Padaria Pão")
    assert form.binding.is_dirty()
    enter(form.name, "Padaria")
    assert not form.binding.is_dirty()


def test_what_cannot_be_read_stays_in_its_field_and_counts_as_unsaved(form: Form) -> None:
    enter(form.amount, "1,5x")
    form.name.control.setFocus()
    value, problems = form.binding.read()
    assert value == STORED
    assert [problem.field for problem in problems] == ["amount"]
    assert form.binding.is_dirty()
    assert form.amount.control.text() == "1,5x"  # type: ignore[attr-defined]  # a line edit


def test_a_problem_shows_when_the_field_is_left_and_not_while_typing(form: Form) -> None:
    enter(form.deadline, "20/11/2026")
    assert sentence(form.deadline) == ""
    form.name.control.setFocus()
    assert sentence(form.deadline) == "<deadline.before_opening>"
    assert form.deadline.control.property("problem")
    assert "before_opening" in form.deadline.control.accessibleDescription()


def test_a_problem_goes_as_soon_as_it_is_put_right(form: Form) -> None:
    enter(form.name, "")
    press(form.name.control, Qt.Key.Key_Backspace)
    form.city.control.setFocus()
    assert sentence(form.name) == "<required>"
    enter(form.name, "P")
    assert sentence(form.name) == ""


def test_the_remedy_puts_the_field_right(form: Form) -> None:
    enter(form.deadline, "20/11/2026")
    form.name.control.setFocus()
    message = form.deadline.problem
    assert message is not None
    assert "26/11/2026" in message.remedy
    assert message.apply is not None
    message.apply()
    assert form.deadline.problem is None
    assert form.binding.read()[0].deadline == date(2026, 11, 26)


def test_advice_shows_and_blocks_nothing(form: Form) -> None:
    enter(form.phone, "5198412207")
    form.name.control.setFocus()
    assert form.phone.problem is None
    assert form.phone.advice is not None
    assert form.binding.problems == ()
    assert not form.phone.control.property("problem")
    assert form.phone.advice.apply is not None
    form.phone.advice.apply()
    assert form.binding.read()[0].phone == "+5551998412207"
    assert form.phone.advice is None


def test_saving_shows_everything_and_goes_to_the_first_problem(form: Form) -> None:
    form.binding.load(replace(STORED, name="", deadline=date(2026, 11, 1)))
    assert form.name.problem is None
    shown = form.binding.show_all_problems()
    assert [problem.field for problem in shown] == ["name", "deadline"]
    assert form.binding.focus_first_problem()
    assert form.name.control.hasFocus()


def test_f8_goes_round_the_problems_in_the_order_of_the_form(form: Form) -> None:
    form.binding.load(replace(STORED, name="", deadline=date(2026, 11, 1), lines=(Line(id=1, text="bad"),)))
    visited = []
    for _step in range(4):
        assert form.binding.next_problem()
        visited.append(QApplication.focusWidget())
    inputs = [form.name.control, form.lines.input, form.deadline.control]
    assert visited == [*inputs, form.name.control]


def test_f8_brings_the_problem_into_view(form: Form) -> None:
    form.binding.load(replace(STORED, deadline=date(2026, 11, 1)))
    form.sheet.verticalScrollBar().setValue(0)
    form.binding.next_problem()
    place = form.deadline.mapTo(form.sheet.viewport(), form.deadline.rect().center())
    assert form.sheet.viewport().rect().contains(place)


def test_a_form_without_problems_has_nowhere_to_go(form: Form) -> None:
    assert not form.binding.next_problem()
    assert not form.binding.focus_first_problem()


def test_a_part_reads_its_whole_field_and_gets_its_problems_by_inner_paths(form: Form) -> None:
    form.lines.input.setText("bad")
    form.lines.edited.emit()
    value, _problems = form.binding.read()
    assert value.lines == (Line(text="bad"),)
    assert [problem.field for problem in form.lines.shown] == ["0.text"]
    assert form.binding.problems_under("lines") == 1
    form.lines.input.setText("what?")
    assert form.binding.is_dirty()
    assert [problem.field for problem in form.binding.read()[1]] == ["lines.0.text"]


def test_a_change_no_field_shows_is_unsaved_too(form: Form) -> None:
    form.binding.replace(status="done")
    assert form.binding.read()[0].status == "done"
    assert form.binding.is_dirty()


def test_a_look_up_counts_as_typed(form: Form) -> None:
    form.binding.set("address.city", "Gravataí")
    assert form.binding.is_dirty()
    with pytest.raises(KeyError):
        form.binding.set("colour", "red")


def test_after_saving_the_form_takes_over_what_the_store_gave(form: Form) -> None:
    enter(form.name, "Padaria Nova")
    form.lines.input.setText("cobre,dreno")
    sent, _problems = form.binding.read()
    stored = replace(sent, version=4, lines=(Line(id=1, text="cobre"), Line(id=2, text="dreno")))
    form.binding.stored(sent, stored)
    assert form.binding.read()[0] == stored
    assert not form.binding.is_dirty()


def test_what_was_typed_while_it_was_being_saved_stays_unsaved(form: Form) -> None:
    enter(form.name, "Padaria Nova")
    sent, _problems = form.binding.read()
    type_text(form.name.control, "!")
    form.binding.stored(sent, replace(sent, version=4))
    value, _problems = form.binding.read()
    assert (value.name, value.version) == ("Padaria Nova!", 4)
    assert form.binding.is_dirty()
    assert form.name.control.cursorPosition() == len("Padaria Nova!")  # type: ignore[attr-defined]  # a line edit


def test_what_only_the_service_knew_shows_at_its_field(form: Form) -> None:
    form.binding.show_refused((Problem(field="name", code="name.taken"),))
    assert sentence(form.name) == "<name.taken>"
    enter(form.name, "Outra")
    assert sentence(form.name) == ""


def test_a_draft_is_shown_as_unsaved(form: Form) -> None:
    form.binding.load_unsaved(replace(STORED, name="Do rascunho"), STORED)
    assert form.binding.is_dirty()
    assert form.binding.read()[0] == replace(STORED, name="Do rascunho")


def test_what_cannot_be_read_is_kept_beside_the_value_and_put_back_with_its_problem(form: Form) -> None:
    enter(form.amount, "12x")
    enter(form.deadline, "31/02")
    enter(form.name, "Outra")
    form.lines.input.setText("a,?")
    kept = form.binding.unreadable()
    assert kept == {"amount": "12x", "deadline": "31/02", "lines.0.text": "a,?"}
    value, _problems = form.binding.read()
    form.binding.load_unsaved(value, STORED)
    assert form.binding.unreadable() == {}
    form.binding.show_unreadable(kept)
    assert form.binding.unreadable() == kept
    assert sentence(form.deadline) == "<date.no_such_day>"
    assert [problem.field for problem in form.lines.shown] == ["0.text"]
    assert form.binding.is_dirty()


def test_a_path_of_a_draft_that_leads_nowhere_says_nothing(form: Form) -> None:
    form.binding.show_unreadable({"nowhere": "x", "address": "y"})
    assert not form.binding.is_dirty()


def test_a_form_that_was_not_loaded_cannot_be_read(theme: Theme) -> None:
    binding: Binding[Job] = Binding(lambda problem: problem.code)
    with pytest.raises(RuntimeError):
        binding.read()
    assert not binding.is_dirty()


def test_reading_a_broken_input_never_loses_the_rest(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise Unreadable("nothing")

    monkeypatch.setattr(form.phone.control, "read", refuse)
    enter(form.name, "Nova")
    value, problems = form.binding.read()
    assert (value.name, value.phone) == ("Nova", STORED.phone)
    assert problems[0].field == "phone"
