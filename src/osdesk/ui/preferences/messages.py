"""What the office tells its clients by itself, and in which words: the rules, and the templates with a live preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import SHEET_LANGUAGES, OfficeSettings
from osdesk.domain.messages import Event, SendingRule, template_problems
from osdesk.services import message_templates, wording
from osdesk.services.drafts import Draft
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import Ground, Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.preferences import message_words
from osdesk.ui.preferences.message_drafts import WordsDrafts
from osdesk.ui.preferences.message_saving import WordsSaving
from osdesk.ui.preferences.message_words import Key, Loaded, Words, key_of, nearest_field
from osdesk.ui.preferences.workstation import LANGUAGE_NAMES
from osdesk.ui.tasks import Lane

_RULED = (("when_opened", Event.OPENED), ("when_scheduled", Event.SCHEDULED), ("when_finished", Event.FINISHED))
#: The preview follows a pause of the keys.
_PAUSE = 80


class RulesSection(Section):
    """What the program does at each event."""

    def __init__(self) -> None:
        super().__init__(_("Telling the client"), note=_("Applies to every computer, once saved"))
        self.add(
            Label(
                _(
                    "The document goes along as it stands. “Ask” offers it at the foot of the window after saving;"
                    " what goes by itself can be followed in the outbox."
                ),
                "dim",
                wrap=True,
            )
        )
        rules = [Option(rule, wording.rule_name(rule)) for rule in SendingRule]
        self.fields = {name: Field(wording.event_name(event), SegmentedChoice(rules)) for name, event in _RULED}
        for field in self.fields.values():
            self.add(row(field, None))

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind them to the office's settings."""
        for name, field in self.fields.items():
            binding.value(name, field)


class TemplatesSection(Section):
    """One template at a time, with the figures of an example order beside it."""

    #: Something typed is unsaved, or no longer.
    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("What messages say"))
        self._insert = Button(_("Insert a field"), self.open_fields, icon="plus")
        self.words = Words()
        self._loaded: Loaded | None = None
        self._last: QLineEdit | QPlainTextEdit | None = None
        self.event_choice = Choice([Option(event, wording.event_name(event)) for event in Event])
        self.language_choice = SegmentedChoice([Option(code, LANGUAGE_NAMES[code]) for code in SHEET_LANGUAGES])
        self.subject = Field(_("Su&bject"), TextInput())
        self.body_field = Field(_("Te&xt"), MultilineInput(lines=12, most=24))
        self.reset_button = Button(_("Back to the program's words"), self.reset, kind="text", icon="rotate-ccw")
        self._preview_subject = Label("", "strong", wrap=True)
        self._preview_body = Label("", "", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._show_preview)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for label in (self._preview_subject, self._preview_body):
            label.setMinimumWidth(1)
        paper = Ground("surface2")
        paper.setLayout(
            column(
                Label(_("As the client reads it, with an example order"), "label", wrap=True),
                self._preview_subject,
                self._preview_body,
                None,
                gap=8,
                margins=(14, 12, 14, 14),
            )
        )
        event = Field(_("&Message"), self.event_choice, width=210)
        language = Field(_("Lan&guage"), self.language_choice)
        self.add(row(event, language, None))
        write = QWidget()
        write.setLayout(column(self.subject, self.body_field, bar(self._insert, None, self.reset_button), None, gap=8))
        side = row(gap=16)
        side.addWidget(write, 1)
        side.addWidget(paper, 1)
        self.add(side)

    def _connect(self) -> None:
        self.event_choice.edited.connect(self._show)
        self.language_choice.edited.connect(self._show)
        for field in (self.subject, self.body_field):
            control: Any = field.control
            control.edited.connect(self._typed)
            control.left.connect(partial(self._left, control))

    # Asked from outside

    def take(self, loaded: Loaded) -> None:
        """The office's templates are here, or were changed."""
        first = self._loaded is None
        self._loaded = loaded
        self.words.take(loaded.templates)
        if first:
            self.language_choice.show_value(loaded.language)
        if not first and self.words.changed(self.key()):
            return
        self._show()

    def key(self) -> Key:
        """Which template is shown."""
        return Event(self.event_choice.read()), str(self.language_choice.read())

    def choose(self, key: Key) -> None:
        """Show that template."""
        self.event_choice.show_value(key[0])
        self.language_choice.show_value(key[1])
        self._show()

    def go_to(self, key: Key) -> None:
        """Show that template with what is wrong in it."""
        self.choose(key)
        self._show_problems()
        wrong = self.subject if self.subject.problem is not None else self.body_field
        wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self) -> None:
        """Show the program's own words; they are the office's once saved."""
        own = message_templates.default(*self.key())
        self._put(own.subject, own.body)
        self._typed()
        self._show_problems()

    def show_stored(self) -> None:
        """Show the chosen template as it stands now."""
        self._show()

    def _show(self) -> None:
        if self._loaded is None:
            return
        template = self.words.typed[self.key()]
        self._put(template.subject, template.body)
        for field in (self.subject, self.body_field):
            field.show_problem(None)
        self._settle()

    def _put(self, subject: str, body: str) -> None:
        line: Any = self.subject.control
        text: Any = self.body_field.control
        line.show_value(subject)
        text.show_value(body)

    def _typed(self) -> None:
        if self._loaded is None:
            return
        line: Any = self.subject.control
        text: Any = self.body_field.control
        self.words.write(self.key(), line.read(), text.read())
        if self.subject.problem is not None or self.body_field.problem is not None:
            self._show_problems()
        self._pause.start()
        self.edited.emit()

    def _left(self, control: QLineEdit | QPlainTextEdit) -> None:
        self._last = control
        if self._loaded is not None and self.words.changed(self.key()):
            self._show_problems()

    def _settle(self) -> None:
        self._show_preview()
        self.edited.emit()

    # Problems, preview

    def _show_problems(self) -> None:
        _event, language = self.key()
        found = template_problems(self.words.typed[self.key()])
        for name, field in (("subject", self.subject), ("body", self.body_field)):
            problem = next((each for each in found if each.field == name), None)
            if problem is None:
                field.show_problem(None)
                continue
            near = nearest_field(problem, language)
            sentence = wording.sentence(problem)
            if near is None:
                field.show_problem(Message(sentence))
            else:
                remedy = _("Use {value}").format(value=near[1])
                field.show_problem(Message(sentence, remedy, partial(self._mend, field, *near)))

    def _mend(self, field: Field, wrong: str, right: str) -> None:
        control: Any = field.control
        control.show_value(control.read().replace(wrong, right))
        self._typed()

    def _show_preview(self) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        event, language = self.key()
        figures = message_templates.example_figures(loaded.company, language)
        shown = message_templates.preview(self.words.typed[event, language], figures, loaded.account)
        self._preview_subject.setText(shown.subject)
        self._preview_body.setText(shown.body)
        own, typed = message_templates.default(event, language), self.words.typed[event, language]
        self.reset_button.setVisible((typed.subject, typed.body) != (own.subject, own.body))

    # Fields

    def open_fields(self) -> None:
        """Open the menu of what a text may name."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _event, language = self.key()
        for word, meaning in message_templates.fields(language):
            field = f"{{{word}}}"
            menu.addAction(f"{meaning.replace('&', '&&')}\t{field}", partial(self.insert, field))
        menu.popup(self._insert.mapToGlobal(self._insert.rect().bottomLeft()))

    def insert(self, field: str) -> None:
        """Put a field where the cursor is, or was last."""
        control = self._last
        if isinstance(control, QLineEdit):
            control.insert(field)
        else:
            text: Any = self.body_field.control
            text.insertPlainText(field)
            control = text
        self._typed()
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)


class MessagesPane(FormScroll):
    """Rules and templates."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(widest=980)
        self._desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rules = RulesSection()
        self.templates = TemplatesSection()
        self.add(self.rules)
        self.add(self.templates)
        self.lines.addStretch(1)
        self.drafts = WordsDrafts(desk, self.templates.words, self)
        self._saving = WordsSaving(desk, self.templates.words, self)
        self._left_behind: tuple[Draft, ...] = ()
        self.templates.edited.connect(self.drafts.follow)
        self._saving.changed.connect(self.templates.show_stored)
        # At once: a draft that outlived its saving would be offered at the next start.
        self._saving.changed.connect(self.drafts.keep)
        self._saving.asking.connect(self.templates.go_to)
        self._saving.failed.connect(self.drafts.keep)
        desk.changes.happened.connect(self._happened)

    def read(self) -> None:
        """Read the templates."""
        self._desk.tasks.run(
            Lane.READ, message_words.load, self._desk.office, done=self._take, owner=self, latest="words"
        )

    def is_dirty(self) -> bool:
        """Whether words are unsaved; the rules belong to the office's settings."""
        return bool(self.templates.words.unsaved())

    def wrong(self) -> bool:
        """Show the first template that can't be stored; whether there is one."""
        found = self.templates.words.first_wrong()
        if found is not None:
            self.templates.go_to(found)
        return found is not None

    def save(self, then: Callable[[], None]) -> None:
        """Store the words that were changed; do `then` once they are."""
        self._saving.save(then)

    def give_up(self) -> None:
        """Forget what was typed, its drafts too."""
        self.templates.words.give_up()
        self.templates.show_stored()
        self.drafts.keep()

    def adopt(self, found: tuple[Draft, ...]) -> None:
        """Show what a crash left behind, as unsaved; the newest is seen."""
        if not self.templates.words.stored:
            self._left_behind = found
            return
        for draft in found:
            self.templates.words.adopt(draft.value)
        if found:
            self.drafts.kept = True
            self.templates.choose(key_of(found[-1].value))

    def start(self) -> None:
        """The keyboard to the first rule."""
        next(iter(self.rules.fields.values())).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, loaded: Loaded) -> None:
        self.templates.take(loaded)
        found, self._left_behind = self._left_behind, ()
        self.adopt(found)

    def _happened(self, changes: Changes) -> None:
        subjects = (Subject.MESSAGE_TEMPLATE, Subject.COMPANY, Subject.MAIL_ACCOUNT)
        mine = changes.initiator is self._saving.token
        if self.isVisible() and not mine and any(map(changes.touches, subjects)):
            self.read()
