"""Editing one record: save, draft, and somebody else who saved first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from hands import type_text
from osdesk.domain.problems import Problem, Refused
from osdesk.ui.kit.editor import Editing, Verbs
from osdesk.ui.kit.merging import merge
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import Theme
from ui.kit.test_binding import STORED, Form, Job, Line, enter


class Stale(Exception):
    """What the store raises when somebody was first."""

    def __init__(self, stored: Job) -> None:
        super().__init__("stale")
        self.stored = stored


class DiskFull(Exception):
    """The environment's trouble, as those that have words."""

    code = "disk.full"


class Shelf:
    """A store of one record, with versions; used from the lanes."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.drafts: list[Job] = []
        self.unreadable: dict[str, str] = {}
        self.dropped = 0
        self.refuses_drafts = False
        self.gate: threading.Event | None = None
        self.trouble: BaseException | None = None
        self.threads: set[str] = set()

    def load(self, _record_id: int) -> Job:
        return self.job

    def save(self, job: Job) -> Job:
        self.threads.add(threading.current_thread().name)
        if self.gate is not None:
            self.gate.wait(10)
        if self.trouble is not None:
            raise self.trouble
        if job.version != self.job.version:
            raise Stale(self.job)
        self.job = replace(job, id=job.id or 7, version=job.version + 1)
        return self.job

    def keep_draft(self, job: Job, unreadable: dict[str, str]) -> None:
        self.unreadable = unreadable
        if self.refuses_drafts:
            raise DiskFull
        self.drafts.append(job)

    def drop_draft(self, _job: Job) -> None:
        self.dropped += 1


def instead(error: BaseException) -> Job | None:
    return error.stored if isinstance(error, Stale) else None


class Desk:
    """A form being edited, and what is around it."""

    def __init__(self, tasks: Tasks) -> None:
        self.form = Form()
        self.shelf = Shelf(STORED)
        self.prompts = FakePrompts()
        verbs: Verbs[Job] = Verbs(
            load=self.shelf.load,
            save=self.shelf.save,
            keep_draft=self.shelf.keep_draft,
            drop_draft=self.shelf.drop_draft,
            stored_instead=instead,
        )
        self.editing: Editing[Job] = Editing(
            self.form, self.form.binding, verbs, tasks, self.prompts, field_name=lambda path: f"«{path}»"
        )


@pytest.fixture
def desk(theme: Theme, tasks: Tasks, qtbot: QtBot) -> Desk:
    made = Desk(tasks)
    qtbot.addWidget(made.form)
    made.form.show()
    made.form.activateWindow()
    made.editing.show(STORED)
    return made


def saved(desk: Desk, qtbot: QtBot, then: Callable[[], None] | None = None) -> None:
    with qtbot.waitSignal(desk.editing.saved):
        desk.editing.save(then)


def test_a_record_is_loaded_and_shown(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editing.loaded):
        desk.editing.open(7)
    assert desk.form.binding.read()[0] == STORED
    assert not desk.editing.is_dirty


def test_saving_stores_on_the_writing_lane_and_nothing_is_unsaved_after_it(desk: Desk, qtbot: QtBot) -> None:
    told: list[bool] = []
    desk.editing.dirty_changed.connect(told.append)
    enter(desk.form.name, "Nova")
    done: list[str] = []
    saved(desk, qtbot, lambda: done.append("then"))
    assert desk.shelf.job.name == "Nova"
    assert {name.split("_")[0] for name in desk.shelf.threads} == {"write"}
    assert not desk.editing.is_dirty
    assert told == [True, False]
    assert done == ["then"]
    qtbot.waitUntil(lambda: desk.shelf.dropped == 1)


def test_saving_with_a_problem_goes_to_it_and_stores_nothing(desk: Desk) -> None:
    desk.editing.show(replace(STORED, deadline=date(2026, 11, 1)))
    done: list[str] = []
    desk.editing.save(lambda: done.append("closed"))
    assert not desk.editing.is_saving
    assert desk.form.deadline.control.hasFocus()
    assert done == []


def test_saving_what_is_saved_does_nothing_but_go_on(desk: Desk) -> None:
    done: list[str] = []
    desk.editing.save(lambda: done.append("closed"))
    assert done == ["closed"]
    assert not desk.shelf.threads


def test_typing_on_while_it_is_saved_loses_nothing_and_does_not_close(desk: Desk, qtbot: QtBot) -> None:
    desk.shelf.gate = threading.Event()
    closed: list[str] = []
    enter(desk.form.name, "Nova")
    desk.editing.save(lambda: closed.append("closed"))
    assert desk.editing.is_saving
    type_text(desk.form.name.control, "!")
    with qtbot.waitSignal(desk.editing.saved):
        desk.shelf.gate.set()
    assert desk.form.binding.read()[0].name == "Nova!"
    assert desk.editing.is_dirty
    assert closed == []
    saved(desk, qtbot)
    assert desk.shelf.job.name == "Nova!"
    assert closed == ["closed"]


def test_a_draft_is_kept_after_a_pause_and_tells_the_time(desk: Desk, qtbot: QtBot) -> None:
    desk.editing._draft_timer.setInterval(0)
    with qtbot.waitSignal(desk.editing.draft_kept) as kept:
        enter(desk.form.name, "Nova")
    assert desk.shelf.drafts[-1].name == "Nova"
    assert kept.args is not None
    assert isinstance(kept.args[0], datetime)
    assert desk.editing.drafted_at is not None
    saved(desk, qtbot)
    assert desk.editing.drafted_at is None


def test_a_draft_keeps_what_cannot_be_read_and_brings_it_back(desk: Desk, qtbot: QtBot) -> None:
    enter(desk.form.deadline, "31/02")
    with qtbot.waitSignal(desk.editing.draft_kept):
        desk.editing.keep_draft()
    assert desk.shelf.unreadable == {"deadline": "31/02"}
    desk.editing.show(STORED)
    desk.editing.restore(desk.shelf.drafts[-1], STORED, desk.shelf.unreadable)
    assert desk.form.deadline.control.text() == "31/02"  # type: ignore[attr-defined]  # a line edit
    assert desk.form.deadline.problem is not None
    assert desk.editing.is_dirty


def test_a_draft_older_than_what_is_stored_now_is_asked_about_and_then_stored(desk: Desk, qtbot: QtBot) -> None:
    draft = replace(STORED, name="Meu")
    desk.shelf.job = replace(STORED, version=STORED.version + 2, name="Deles", phone="+555132554410")
    desk.editing.restore(draft, desk.shelf.job, {})
    desk.prompts.answer = "Salvar o que digitei"
    saved(desk, qtbot)
    assert len(desk.prompts.asked) == 1
    assert "«name»" in desk.prompts.last.sentence
    assert "«phone»" in desk.prompts.last.sentence
    assert desk.shelf.job == replace(draft, version=STORED.version + 3)


def test_a_draft_that_the_disk_refuses_is_no_question_and_the_page_learns_that_none_is_kept(
    desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    failures: list[BaseException] = []
    tasks.failure.connect(failures.append)
    enter(desk.form.name, "Nova")
    with qtbot.waitSignal(desk.editing.draft_kept):
        desk.editing.keep_draft()
    assert isinstance(desk.editing.drafted_at, datetime)
    desk.shelf.refuses_drafts = True
    enter(desk.form.name, "Nova e mais")
    with qtbot.waitSignal(desk.editing.draft_kept) as told:
        desk.editing.keep_draft()
    assert told.args == [None]
    assert failures == []
    assert desk.editing.is_dirty


def test_nothing_typed_keeps_no_draft(desk: Desk) -> None:
    desk.editing.keep_draft()
    assert desk.shelf.drafts == []


def test_discarding_drops_the_draft_and_goes_on(desk: Desk, qtbot: QtBot) -> None:
    enter(desk.form.name, "Nova")
    done: list[str] = []
    desk.editing.discard(lambda: done.append("closed"))
    assert done == ["closed"]
    assert not desk.editing.is_dirty
    qtbot.waitUntil(lambda: desk.shelf.dropped == 1)


def test_two_people_who_changed_different_fields_are_put_together_unasked(desk: Desk, qtbot: QtBot) -> None:
    desk.shelf.job = replace(STORED, version=4, address=replace(STORED.address, city="Canoas"))
    enter(desk.form.name, "Nova")
    saved(desk, qtbot)
    assert desk.shelf.job.name == "Nova"
    assert desk.shelf.job.address.city == "Canoas"
    assert desk.shelf.job.version == 5
    assert desk.form.city.control.text() == "Canoas"  # type: ignore[attr-defined]  # a line edit
    assert desk.prompts.asked == []


def clash(desk: Desk, qtbot: QtBot) -> None:
    """The same field changed on both sides."""
    desk.shelf.job = replace(STORED, version=4, name="Deles", phone="+555132554410")
    enter(desk.form.name, "Minha")
    desk.editing.save()
    qtbot.waitUntil(lambda: bool(desk.prompts.asked))
    assert "«name»" in desk.prompts.last.sentence
    assert "«phone»" not in desk.prompts.last.sentence
    assert desk.shelf.job.name == "Deles"


def test_a_clash_is_asked_about_and_mine_can_be_saved(desk: Desk, qtbot: QtBot) -> None:
    clash(desk, qtbot)
    with qtbot.waitSignal(desk.editing.saved):
        desk.prompts.last.answer(desk.prompts.last.labels[2])
    assert (desk.shelf.job.name, desk.shelf.job.phone) == ("Minha", "+555132554410")


def test_a_clash_is_asked_about_and_theirs_can_be_taken(desk: Desk, qtbot: QtBot) -> None:
    clash(desk, qtbot)
    desk.prompts.last.answer(desk.prompts.last.labels[0])
    assert desk.form.binding.read()[0] == desk.shelf.job
    assert not desk.editing.is_dirty


def test_a_clash_can_be_looked_at_first_and_nothing_is_lost(desk: Desk, qtbot: QtBot) -> None:
    clash(desk, qtbot)
    desk.prompts.last.answer(desk.prompts.last.labels[1])
    assert desk.form.binding.read()[0].name == "Minha"
    assert desk.editing.is_dirty
    saved(desk, qtbot)
    assert desk.shelf.job.name == "Minha"


def test_what_the_service_refuses_shows_at_its_field(desk: Desk, qtbot: QtBot) -> None:
    desk.shelf.trouble = Refused((Problem(field="name", code="name.taken"),))
    enter(desk.form.name, "Nova")
    desk.editing.save()
    qtbot.waitUntil(lambda: desk.form.name.problem is not None)
    assert desk.form.name.control.hasFocus()
    assert desk.editing.is_dirty


def test_trouble_while_saving_keeps_the_text_and_a_draft(desk: Desk, tasks: Tasks, qtbot: QtBot) -> None:
    desk.shelf.trouble = OSError(28, "No space left on device")
    enter(desk.form.name, "Nova")
    with qtbot.waitSignal(tasks.failure):
        desk.editing.save()
    assert desk.form.binding.read()[0].name == "Nova"
    assert desk.editing.is_dirty
    qtbot.waitUntil(lambda: bool(desk.shelf.drafts))


def test_news_of_the_same_record_refresh_an_untouched_form_only(desk: Desk, qtbot: QtBot) -> None:
    desk.shelf.job = replace(STORED, version=4, name="Deles")
    with qtbot.waitSignal(desk.editing.loaded):
        desk.editing.changed_elsewhere()
    assert desk.form.binding.read()[0].name == "Deles"
    enter(desk.form.name, "Minha")
    desk.shelf.job = replace(STORED, version=5, name="Outra")
    with qtbot.assertNotEmitted(desk.editing.loaded, wait=50):
        desk.editing.changed_elsewhere()


def test_a_new_record_is_unsaved_only_once_something_is_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.editing.begin(Job(name="Padaria"))
    assert not desk.editing.is_dirty
    desk.editing.begin(Job(name="Cópia"), untouched=False)
    assert desk.editing.is_dirty


def test_a_new_record_can_be_saved_as_it_came(desk: Desk, qtbot: QtBot) -> None:
    desk.shelf.job = Job()
    desk.editing.begin(Job(name="Padaria"))
    saved(desk, qtbot)
    assert desk.shelf.job.id == 7
    assert desk.form.binding.read()[0].id == 7


def test_merging_names_only_what_both_changed_differently() -> None:
    base = STORED
    mine = replace(base, name="A", address=replace(base.address, city="X"), lines=(Line(text="a"),))
    theirs = replace(base, version=9, name="B", address=replace(base.address, street="Y"), lines=(Line(text="a"),))
    merged, clashes = merge(base, mine, theirs)
    assert clashes == ("name",)
    assert merged == replace(mine, version=9, address=replace(base.address, city="X", street="Y"))


def test_a_page_closed_while_it_loads_gets_nothing(theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
    page = QWidget()
    made = Desk(tasks)
    qtbot.addWidget(made.form)
    verbs: Verbs[Job] = Verbs(load=made.shelf.load, save=made.shelf.save)
    editing: Editing[Job] = Editing(page, made.form.binding, verbs, tasks, made.prompts)
    loaded: list[object] = []
    editing.loaded.connect(loaded.append)
    editing.open(7)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: tasks.pending(Lane.READ) == 0)
    assert loaded == []
