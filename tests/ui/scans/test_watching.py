"""The watched folder: what a scanner leaves there is filed and put away, quietly, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from osdesk.domain.orders import Order
from osdesk.services import scan_folder, scans
from osdesk.services.office import DiskFull
from osdesk.texts import pgettext
from osdesk.ui.scans.filing import Filing
from osdesk.ui.scans.page import ScansPage
from osdesk.ui.scans.watching import Watching
from osdesk.ui.tasks import Lane
from room_desk import Place


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "scanner"
    folder.mkdir()
    return folder


@pytest.fixture
def watching(place: Place, inbox: Path) -> Iterator[Watching]:
    """The folder watched, the looks as fast as they can be."""
    made = Watching(place.office, place.desk.tasks, place.desk.settings, place.going)
    made.pace, made.rest = 20, 50
    made.watch(str(inbox))
    made.begin()
    yield made
    made.end()


def put_away(inbox: Path) -> list[str]:
    return sorted(path.name for path in (inbox / pgettext("folder", "Filed scans")).glob("*"))


def left(inbox: Path) -> list[str]:
    return sorted(path.name for path in inbox.iterdir() if path.is_file())


def test_what_the_scanner_leaves_is_filed_put_away_and_told_in_the_status_bar(
    place: Place, watching: Watching, inbox: Path, made: list[Order], stack: Path
) -> None:
    (inbox / "pilha.pdf").write_bytes(stack.read_bytes())
    place.until(lambda: put_away(inbox) == ["pilha.pdf"])
    place.settle()
    assert left(inbox) == []
    assert [len(place.ask(scans.signed_copies, order.id)) for order in made] == [1, 1, 0]
    lines = [text for kind, text in place.going.opened if kind == "status"]
    assert len(lines) == 1
    assert watching.troubles == []


def test_the_same_pages_again_are_put_away_and_filed_once(
    place: Place, watching: Watching, inbox: Path, made: list[Order], stack: Path
) -> None:
    for _time in range(2):
        (inbox / "pilha.pdf").write_bytes(stack.read_bytes())
        place.until(lambda: left(inbox) == [])
    place.settle()
    assert put_away(inbox) == ["pilha (2).pdf", "pilha.pdf"]
    assert len(place.ask(scans.signed_copies, made[0].id)) == 1


def test_a_file_that_cannot_be_read_stays_and_is_told_once(
    place: Place, watching: Watching, inbox: Path, stack: Path
) -> None:
    (inbox / "ruim.pdf").write_bytes(b"%PDF-1.4 nada %%EOF")
    place.until(lambda: bool(watching.troubles))
    (inbox / "boa.pdf").write_bytes(stack.read_bytes())
    place.until(lambda: put_away(inbox) == ["boa.pdf"])
    place.settle()
    assert left(inbox) == ["ruim.pdf"]
    assert [name for name, _why in watching.troubles] == ["ruim.pdf"]


def test_a_bad_file_that_is_written_anew_is_taken_again(
    place: Place, watching: Watching, inbox: Path, stack: Path
) -> None:
    path = inbox / "scan.pdf"
    path.write_bytes(b"%PDF-1.4 nada %%EOF")
    place.until(lambda: bool(watching.troubles))
    path.write_bytes(stack.read_bytes())
    place.until(lambda: put_away(inbox) == ["scan.pdf"])


def test_a_folder_that_goes_and_comes_back_is_watched_on(
    place: Place, watching: Watching, inbox: Path, stack: Path
) -> None:
    away = inbox.with_name("away")
    inbox.rename(away)
    place.until(lambda: not watching.there)
    away.rename(inbox)
    place.until(lambda: watching.there)
    (inbox / "pilha.pdf").write_bytes(stack.read_bytes())
    place.until(lambda: put_away(inbox) == ["pilha.pdf"])


def test_a_full_disk_loses_nothing_and_it_is_tried_again(
    place: Place, watching: Watching, inbox: Path, stack: Path, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, full = scans.store, [True]

    def stored(*arguments: object, **named: object) -> object:
        if full:
            full.clear()
            raise DiskFull(place.office.folder)
        return store(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(scans, "store", stored)
    (inbox / "pilha.pdf").write_bytes(stack.read_bytes())
    place.until(lambda: bool(place.failures))
    assert left(inbox) == ["pilha.pdf"]
    place.until(lambda: put_away(inbox) == ["pilha.pdf"])
    assert len(place.ask(scans.signed_copies, made[0].id)) == 1
    assert [type(error) for error in place.failures] == [DiskFull]
    place.failures.clear()


def test_a_file_that_comes_again_after_a_full_disk_is_done_when_its_pages_are_stored_and_not_before(
    place: Place, stack: Path, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, both, full = scans.store, Event(), [True]

    def stored(*arguments: object, **named: object) -> object:
        if full:
            full.clear()
            assert both.wait(30)
            raise DiskFull(place.office.folder)
        return store(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(scans, "store", stored)
    monkeypatch.setattr(scans, "BATCH", 3)
    filing = Filing(place.office, place.desk.tasks)
    ends: list[object] = []
    filing.stopped.connect(lambda error: ends.append(type(error)))
    filing.ended.connect(lambda report: ends.append(report.filed))
    filing.take([str(stack)])
    place.until(lambda: place.desk.tasks.pending(Lane.WRITE) == 2)
    both.set()
    place.until(lambda: len(ends) == 1)
    filing.take([str(stack)])
    place.until(lambda: len(ends) == 2)
    # Whether the other batch is found here already is a matter of which disk was quicker.
    assert ends == [DiskFull, 2]
    assert not filing.busy
    assert len(place.ask(scans.signed_copies, made[0].id)) == 1


def test_what_was_filed_before_the_program_ended_is_put_away_at_the_next_start(
    place: Place, inbox: Path, stack: Path, made: list[Order]
) -> None:
    path = inbox / "pilha.pdf"
    path.write_bytes(stack.read_bytes())
    place.ask(lambda office: list(scans.filing(office, path)))
    again = Watching(place.office, place.desk.tasks, place.desk.settings, place.going)
    again.pace = 20
    again.watch(str(inbox))
    again.begin()
    place.until(lambda: put_away(inbox) == ["pilha.pdf"])
    again.end()
    assert len(place.ask(scans.signed_copies, made[0].id)) == 1


def test_a_file_with_a_page_missing_is_not_put_away(place: Place, inbox: Path, stack: Path) -> None:
    path = inbox / "pilha.pdf"
    path.write_bytes(stack.read_bytes())
    work = scans.filing(place.office, path)
    file = place.ask(lambda _office: next(work))[0]
    assert place.ask(scan_folder.put_away, file, "Arquivadas") is False
    assert path.exists()
    place.ask(lambda _office: list(work))
    assert place.ask(scan_folder.put_away, file, "Arquivadas") is True


def test_another_stack_under_the_name_of_one_that_is_filed_stays(place: Place, inbox: Path, stack: Path) -> None:
    path = inbox / "scan0001.pdf"
    path.write_bytes(stack.read_bytes())
    file = place.ask(lambda office: list(scans.filing(office, path)))[0][0]
    path.write_bytes(b"%PDF-1.4 the next stack %%EOF")
    assert place.ask(scan_folder.put_away, file, "Arquivadas") is False
    assert left(inbox) == ["scan0001.pdf"]


def test_the_room_shows_what_is_watched_and_lets_go_of_it(place: Place, watching: Watching, inbox: Path) -> None:
    room = ScansPage(replace(place.desk, watching=watching))
    place.put(room)
    place.settle()
    other = inbox.with_name("outra")
    other.mkdir()
    place.prompts.folder_answer = other
    room.watch_folder()
    assert watching.folder == place.desk.settings.scan_folder == str(other)
    room.watch.stop_wanted.emit()
    assert watching.folder == ""
