"""All parts on one sheet, in both themes, for the eye: `python tests/ui/kit/gallery.py FOLDER` writes the pictures."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from osdesk.domain import money
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import KeyLine
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.chips import PersonChip, StatusChip
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.kit.labels import Ground, Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import PhoneInput, TaxIdInput, ValueInput
from osdesk.ui.theme import TYPE, Look, Theme, current

COLOURS = (
    *("window", "rail", "surface", "surface2", "hover", "line", "field", "edge", "text", "text2", "text3", "accent"),
    *("link", "soft", "soft_line", "danger", "danger_soft", "warn", "warn_soft", "ok", "ok_soft", "desk", "toast"),
)
STATUSES = {
    "draft": "Rascunho",
    "open": "Aberta",
    "scheduled": "Agendada",
    "running": "Em atendimento",
    "waiting": "Aguardando",
    "done": "Concluída",
    "cancelled": "Cancelada",
    "late": "Atrasada",
}


class Colours(QWidget):
    """The tokens as swatches."""

    def sizeHint(self) -> QSize:
        return QSize(1310, 146)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's own method)
        theme = current()
        painter = QPainter(self)
        for place, name in enumerate(COLOURS):
            left, top = place % 12 * 110, place // 12 * 76
            paint.rounded(painter, QRectF(left, top, 99, 36), 6, theme.colour(name), theme.colour("field"))
            paint.label(painter, QRectF(left, top + 38, 99, 18), name, theme.font("chip"), theme.colour("text"))
            value = QColor(theme.colour(name)).name().upper()
            paint.label(painter, QRectF(left, top + 52, 99, 18), value, theme.font("axis"), theme.colour("text2"))


def group(title: str, *parts: object) -> QWidget:
    """A heading and what stands under it."""
    box = QWidget()
    layout = column(Label(title.upper(), "axis"), gap=8)
    for part in parts:
        layout.addLayout(part)  # type: ignore[arg-type]  # rows and bars
    box.setLayout(layout)
    return box


def type_line() -> object:
    samples = {
        "welcome": "Bem-vindo",
        "number": "R$ 14.870",
        "page": "Título da página",
        "record": "OS 000128",
        "section": "Seção",
        "text": "Texto e campos",
        "strong": "Texto forte",
        "label": "Rótulos e apoio",
    }
    return bar(
        *(
            column(Label(words, role if role != "text" else ""), Label(" / ".join(map(str, TYPE[role])), "axis"))
            for role, words in samples.items()
        ),
        None,
        gap=32,
    )


def _look(key: str) -> Look:
    return current().status(key)


def statuses() -> object:
    chips = []
    for key, words in STATUSES.items():
        chip = StatusChip()
        chip.show_status(partial(_look, key), words)
        chips.append(chip)
    return bar(*chips, None, gap=9)


def buttons() -> object:
    save = Button("Salvar", kind="filled", icon="save")
    save.setEnabled(False)
    printing = Button("Imprimir", icon="printer")
    printing.setEnabled(False)
    ticked = CheckBox("Recebe as OS")
    ticked.setChecked(True)
    return bar(
        Button("Nova OS", kind="filled", icon="plus"),
        Button("Imprimir", icon="printer"),
        Button("Chegou agora", kind="soft", icon="log-in"),
        Button("Marcar visita", kind="link", icon="plus"),
        Button("Cancelar", kind="quiet"),
        Button("Apagar", kind="danger", icon="trash-2"),
        IconButton("ellipsis", "Mais", kind="plain"),
        save,
        printing,
        ticked,
        CheckBox("Recomeçar a cada ano"),
        None,
        gap=10,
    )


def filters() -> object:
    from PySide6.QtWidgets import QMenu

    every = FilterChip("Todas")
    every.setChecked(True)
    every.set_count(214)
    opened = FilterChip("Abertas", icon="inbox")
    opened.set_count(5)
    late = FilterChip("Atrasadas", icon="clock-alert", tone="danger")
    late.set_count(3)
    person = FilterChip("Técnico", icon="hard-hat", menu=QMenu())
    people = [
        PersonChip(name, letters, colour)
        for name, letters, colour in (
            ("Rafael Moura", "RM", "teal"),
            ("Júlia Amorim", "JA", "violet"),
            ("Marcos Pinheiro", "MP", "blue"),
        )
    ]
    return bar(every, opened, late, person, QWidget(), *people, None, gap=8)


def states() -> tuple[object, object]:
    normal, focused, read_only, off = TextInput(), TextInput(), TextInput(), TextInput()
    normal.show_value("Padaria Pão de Mel")
    focused.show_value("Com foco")
    focused.setObjectName("focused")
    read_only.show_value("Só leitura")
    read_only.setReadOnly(True)
    off.show_value("Desligado")
    off.setEnabled(False)
    cpf = TaxIdInput(TaxIdKind.CPF)
    cpf.setText("529.982.247-24")
    wrong = Field("Com problema", cpf)
    wrong.show_problem(Message("CPF não confere. Veja o fim."))
    phone = PhoneInput()
    phone.setText("(51) 9841-2207")
    doubtful = Field("Com aviso", phone)
    doubtful.show_advice(Message("Parece faltar um dígito."))
    first = row(
        Field("Normal", normal),
        Field("Com foco", focused),
        wrong,
        doubtful,
        Field("Só leitura", read_only),
        Field("Desligado", off),
    )
    kind = Choice([Option(1, "Manutenção corretiva"), Option(2, "Instalação")])
    day = DateInput(lambda: date(2026, 11, 24))
    day.show_value(date(2026, 11, 26))
    priority = SegmentedChoice([Option("normal", "Normal"), Option("high", "Alta"), Option("urgent", "Urgente")])
    priority.show_value("high")
    amount = ValueInput(money.parse_amount, money.format_amount)
    amount.show_value(Decimal("1240.00"))
    second = row(
        Field("Lista", kind, width=252),
        Field("Data", day, width=253),
        Field("Opções", priority, width=252),
        Field("Vazio", TextInput(example="Da etiqueta"), width=253),
        Field("Valor", amount, width=252),
    )
    return first, second


def sheet() -> QWidget:
    """The whole sheet."""
    page = Ground("surface")
    keys = KeyLine(
        (
            (("S",), "Sim"),
            (("N",), "Não"),
            (("A",), "Não se aplica"),
            (("up", "down"), "Mudar de item"),
            (("Enter",), "Anotar"),
        )
    )
    page.setLayout(
        column(
            group("Cores", bar(Colours())),
            group("Letras: px / peso", type_line()),
            group("Situações", statuses()),
            group("Botões", buttons()),
            group("Filtros e pessoas", filters()),
            group("Campos", *states()),
            group("Teclas", bar(keys)),
            None,
            gap=14,
            margins=(28, 20, 28, 20),
        )
    )
    page.setFixedSize(1366, 780)
    return page


def main(folder: Path) -> None:
    """Write both pictures."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale("pt_BR"))
    theme = Theme(app)
    for appearance in ("light", "dark"):
        theme.set_appearance(appearance)
        page = sheet()
        page.show()
        page.activateWindow()
        focused = page.findChild(TextInput, "focused")
        assert focused is not None
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
        focused.selectAll()
        app.processEvents()
        folder.mkdir(parents=True, exist_ok=True)
        page.grab().save(str(folder / f"components-{appearance}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"))
