"""A value and its form: which control shows which field, what was typed, what is wrong, what is unsaved.

Declared line by line (`bind.text("name", self.name)`); paths go into parts (`"address.city"`). What can't be read yet
stays in its control with its problem and counts as unsaved; a field says so only once it was left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.texts import _
from osdesk.ui.kit.field import Field, Input, Message
from osdesk.ui.kit.form import FormScroll
from osdesk.ui.kit.merging import merge
from osdesk.ui.kit.part import Part
from osdesk.ui.kit.paths import get, is_under, put, within, without

T = TypeVar("T")


@dataclass(slots=True)
class _Bound:
    path: str
    control: Input
    field: Field | None
    touched: bool = False


class Binding(QObject, Generic[T]):
    """The controls of one value. `changed` comes with every edit, `problems_changed` when what is wrong differs."""

    changed = Signal()
    problems_changed = Signal()

    def __init__(
        self,
        sentence: Callable[[Problem], str],
        rules: Callable[[T], Iterable[Problem]] = lambda _value: (),
        parent: QObject | None = None,
    ) -> None:
        """`sentence` words a problem; `rules` are the domain's own for the whole value."""
        super().__init__(parent)
        self._sentence, self._rules = sentence, rules
        self._bound: list[_Bound] = []
        self._parts: list[tuple[str, Part]] = []
        self._order: list[str] = []
        self._stored: T | None = None
        self._base: T | None = None
        self._loading = False
        self._all_touched = False
        self._problems: tuple[Problem, ...] = ()

    # Declaring

    def text(self, path: str, control: Field | QWidget) -> None:
        """Bind a text field; the same as `value`, for reading the declaration."""
        self.value(path, control)

    def value(self, path: str, control: Field | QWidget) -> None:
        """Bind a field of the value to an input, or to the `Field` around one; one made later shows what it holds."""
        field = control if isinstance(control, Field) else None
        target: Any = field.control if field is not None else control
        bound = _Bound(path, target, field)
        self._bound.append(bound)
        self._order.append(path)
        target.edited.connect(lambda: self._edited(bound))
        target.left.connect(lambda: self._left(bound))
        if self._base is not None:
            target.show_value(get(self._base, path))

    def part(self, path: str, part: Part) -> None:
        """Bind a whole field to a part of the form that edits it."""
        self._parts.append((path, part))
        self._order.append(path)
        part.edited.connect(self._part_edited)

    # Values

    def load(self, value: T) -> None:
        """Show a value as stored; nothing is unsaved after it and no problem shows."""
        self._stored = self._base = value
        self._all_touched = False
        with self._quietly():
            for bound in self._bound:
                bound.touched = False
                bound.control.show_value(get(value, bound.path))
            for path, part in self._parts:
                part.load(get(value, path))
        self._show()
        self.changed.emit()

    def load_unsaved(self, value: T, stored: T | None) -> None:
        """Show a value that differs from what is stored (a draft, an undo, a merge)."""
        self.load(value)
        self._stored = stored
        self.changed.emit()

    def stored(self, sent: T, stored: T) -> None:
        """`sent` was stored and came back as `stored` (ids, version, number); what was typed since stays unsaved."""
        typed, _problems = self.read()
        merged, _mine = merge(sent, typed, stored)
        self._stored, self._base = stored, merged
        with self._quietly():
            for bound in self._bound:
                wanted = get(merged, bound.path)
                # A control that says it already is left alone, and the cursor in it.
                if self._readable(bound) and bound.control.read() != wanted:
                    bound.control.show_value(wanted)
            for path, part in self._parts:
                if part.read()[0] != get(merged, path):
                    part.load(get(merged, path))
        self._show()
        self.changed.emit()

    def read(self) -> tuple[T, tuple[Problem, ...]]:
        """The value as typed, and everything wrong with it. What can't be read keeps its last value there."""
        if self._base is None:
            raise RuntimeError("a form must be loaded before it is read")
        value: Any = self._base
        unread: list[Problem] = []
        for bound in self._bound:
            try:
                value = put(value, bound.path, bound.control.read())
            except Unreadable as trouble:
                unread.append(trouble.at(bound.path))
        for path, part in self._parts:
            inner, problems = part.read()
            value = put(value, path, inner)
            unread += [within(path, problem) for problem in problems]
        known = {problem.field for problem in unread}
        ruled = [problem for problem in self._rules(value) if problem.field not in known]
        return value, (*unread, *ruled, *self._advices())

    def is_dirty(self) -> bool:
        """Whether anything differs from what is stored, unreadable text included."""
        if self._base is None:
            return False
        value, problems = self.read()
        return value != self._stored or any(self._is_unread(problem) for problem in problems)

    def set(self, path: str, value: Any) -> None:
        """Put a value into a field as if it had been typed (a look-up, a remedy)."""
        for bound in self._bound:
            if bound.path == path:
                bound.control.show_value(value)
                self._edited(bound)
                self._left(bound)
                return
        raise KeyError(path)

    def replace(self, **fields_: Any) -> None:
        """Change fields of the value that no control shows (a status, the client's id); unsaved from then on."""
        if self._base is None:
            raise RuntimeError("a form must be loaded before it is changed")
        base: Any = self._base
        self._base = replace(base, **fields_)
        self._show()
        self.changed.emit()

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, as it was typed, by path: what a draft keeps beside the value."""
        found: dict[str, str] = {}
        for bound in self._bound:
            if not self._readable(bound):
                control: Any = bound.control
                found[bound.path] = control.text()
        for path, part in self._parts:
            found |= {f"{path}.{inner}": text for inner, text in part.unreadable().items()}
        return found

    def show_unreadable(self, texts: Mapping[str, str]) -> None:
        """Put back what could not be read (from a draft), with its problem."""
        for path, text in texts.items():
            for bound in self._bound:
                # A draft is a file: one that names a field of another kind says nothing here.
                if bound.path == path and hasattr(bound.control, "setText"):
                    bound.control.setText(text)
                    bound.touched = True
            for head, part in self._parts:
                if path.startswith(f"{head}."):
                    part.show_unreadable(path.removeprefix(f"{head}."), text)
        self._show()
        self.changed.emit()

    # Problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong at the last look, without advice."""
        return tuple(problem for problem in self._problems if not problem.advice)

    def show_all_problems(self) -> tuple[Problem, ...]:
        """Show every problem, also of fields not left yet (before saving). Gives back those that aren't advice."""
        self._all_touched = True
        self._show()
        return self.problems

    def show_refused(self, problems: tuple[Problem, ...]) -> None:
        """Show problems that only the service could know (a number already given); they go with the next edit."""
        self._all_touched = True
        self._place(problems)

    def focus_first_problem(self) -> bool:
        """Give the keyboard to the first problem of the form; False when there's none."""
        ordered = self._in_order()
        if not ordered:
            return False
        self._focus(ordered[0])
        return True

    def next_problem(self) -> bool:
        """Give the keyboard to the problem after the present place, from the last on to the first (F8)."""
        self.show_all_problems()
        ordered = self._in_order()
        if not ordered:
            return False
        here = self._place_of_focus()
        later = [problem for problem in ordered if self._place_of(problem) > here]
        self._focus((later or ordered)[0])
        return True

    def problems_under(self, *paths: str) -> int:
        """How many shown problems lie in these fields (for the index of sections)."""
        return sum(any(is_under(problem.field, path) for path in paths) for problem in self._shown())

    # Inside

    def _edited(self, bound: _Bound) -> None:
        if self._loading:
            return
        # A problem that shows goes as soon as it is put right; a new one waits until the field is left.
        if bound.field is not None and (bound.field.problem is not None or bound.field.advice is not None):
            self._show()
        self.changed.emit()

    def _left(self, bound: _Bound) -> None:
        if not self._loading:
            bound.touched = True
            self._show()

    def _part_edited(self) -> None:
        if not self._loading:
            self._show()
            self.changed.emit()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._loading = True
        try:
            yield
        finally:
            self._loading = False

    def _readable(self, bound: _Bound) -> bool:
        try:
            bound.control.read()
        except Unreadable:
            return False
        return True

    def _advices(self) -> list[Problem]:
        found = []
        for bound in self._bound:
            advice = bound.control.advice()
            if advice is not None:
                found.append(replace(advice, field=bound.path))
        return found

    def _show(self) -> None:
        if self._base is not None:
            self._place(self.read()[1])

    def _place(self, problems: tuple[Problem, ...]) -> None:
        before, self._problems = self._problems, problems
        for bound in self._bound:
            if bound.field is None:
                continue
            shown = self._all_touched or bound.touched
            mine = [p for p in problems if is_under(p.field, bound.path)] if shown else []
            wrong = next((problem for problem in mine if not problem.advice), None)
            advice = next((problem for problem in mine if problem.advice), None)
            bound.field.show_problem(self._message(bound, wrong))
            bound.field.show_advice(self._message(bound, advice))
        for path, part in self._parts:
            inner = tuple(without(path, problem) for problem in problems if is_under(problem.field, path))
            part.show_problems(inner, all_of_them=self._all_touched)
        if before != problems:
            self.problems_changed.emit()

    def _message(self, bound: _Bound, problem: Problem | None) -> Message | None:
        if problem is None:
            return None
        words = self._sentence(problem)
        if problem.remedy is None:
            return Message(words)
        label = _("Use {value}").format(value=bound.control.written(problem.remedy))
        return Message(words, label, _Remedy(self, bound.path, problem.remedy))

    def _is_unread(self, problem: Problem) -> bool:
        for bound in self._bound:
            if bound.path == problem.field:
                return not self._readable(bound)
        return any(
            is_under(problem.field, path) and without(path, problem) in part.read()[1] for path, part in self._parts
        )

    def _shown(self) -> list[Problem]:
        touched = {bound.path for bound in self._bound if bound.touched}
        parts = [path for path, _part in self._parts]
        return [
            problem
            for problem in self.problems
            if self._all_touched or problem.field in touched or any(is_under(problem.field, path) for path in parts)
        ]

    def _in_order(self) -> list[Problem]:
        return sorted(self.problems, key=self._place_of)

    def _place_of(self, problem: Problem) -> int:
        """Where in the order of declaration a problem stands; the end when it belongs to no control."""
        for place, path in enumerate(self._order):
            if is_under(problem.field, path):
                return place
        return len(self._order)

    def _place_of_focus(self) -> int:
        widget = QApplication.focusWidget()
        if widget is None:
            return -1
        for bound in self._bound:
            control: Any = bound.control
            if control is widget or control.isAncestorOf(widget):
                return self._order.index(bound.path)
        for path, part in self._parts:
            if part.holds(widget):
                return self._order.index(path)
        return -1

    def _focus(self, problem: Problem) -> None:
        for bound in self._bound:
            if is_under(problem.field, bound.path):
                control: Any = bound.control
                _bring(bound.field or control)
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        for path, part in self._parts:
            if is_under(problem.field, path):
                part.focus_problem(without(path, problem))
                return


class _Remedy:
    """Puts the remedy into its field when its link is pressed."""

    def __init__(self, binding: Binding[Any], path: str, value: object) -> None:
        self._binding, self._path, self._value = binding, path, value

    def __call__(self) -> None:
        self._binding.set(self._path, self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Remedy) and (self._path, self._value) == (other._path, other._value)

    def __hash__(self) -> int:
        return hash(self._path)


def _bring(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, FormScroll):
            above.bring(widget)
            return
        above = above.parentWidget()
