"""Drafts survive what people and computers do to them: kills, full disks, garbage, older programs."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from builders import a_client, a_company, a_technician, a_template, an_order
from osdesk.domain.changes import Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.messages import Event, MailAccount, MessageTemplate, Security
from osdesk.domain.orders import Order
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import drafts
from osdesk.services.drafts import Draft

NOW = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def a_draft(key: str = "order-42", **changes: object) -> Draft:
    draft = Draft(
        key=key,
        subject=Subject.ORDER,
        value=an_order(id=42),
        stored_version=3,
        unreadable={"materials.1.quantity": "1,5x"},
        kept_at=NOW,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]  # as the test says


def test_a_draft_comes_back_as_it_was_typed(folder: Path) -> None:
    drafts.keep(folder, a_draft())
    assert drafts.all(folder) == (a_draft(),)
    assert drafts.all(folder)[0].record_id == 42


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        (Subject.CLIENT, a_client(id=7, tags=("vip",))),
        (Subject.COMPANY, a_company(version=2)),
        (Subject.SETTINGS, OfficeSettings(units=("un", "m"))),
        (Subject.TECHNICIAN, a_technician(id=1)),
        (Subject.TEMPLATE, a_template(id=3)),
        (Subject.ORDER, Order(reason="")),
        (Subject.MAIL_ACCOUNT, MailAccount(version=2, host="smtp.example.com", security=Security.TLS)),
        (Subject.MESSAGE_TEMPLATE, MessageTemplate(event=Event.OPENED, language="es", subject="Orden {número}")),
    ],
)
def test_every_subject_can_be_a_draft(folder: Path, subject: Subject, value: object) -> None:
    draft = a_draft("k", subject=subject, value=value)
    drafts.keep(folder, draft)
    assert drafts.all(folder) == (draft,)


def test_a_newer_draft_replaces_the_one_of_its_key(folder: Path) -> None:
    drafts.keep(folder, a_draft())
    newer = a_draft(value=an_order(id=42, reason="Mais uma linha"))
    drafts.keep(folder, newer)
    assert drafts.all(folder) == (newer,)
    assert len(list(folder.iterdir())) == 1


def test_drafts_come_oldest_first_and_go_one_by_one(folder: Path) -> None:
    for key, minute in (("b", 5), ("a", 1), ("c", 9)):
        drafts.keep(folder, a_draft(key, kept_at=NOW.replace(minute=minute)))
    assert [draft.key for draft in drafts.all(folder)] == ["a", "b", "c"]
    drafts.drop(folder, "b")
    drafts.drop(folder, "b")
    assert [draft.key for draft in drafts.all(folder)] == ["a", "c"]


def test_no_folder_is_no_drafts(folder: Path) -> None:
    assert drafts.all(folder) == ()
    drafts.drop(folder, "x")


def test_awkward_text_is_kept_to_the_letter(folder: Path) -> None:
    reason = "🙂 مرحبا <b> \x00 \ud800 \u2028 " + "x" * 20_000
    drafts.keep(folder, a_draft(value=an_order(reason=reason)))
    assert drafts.all(folder)[0].value.reason == reason


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"form": 99, "key": "x"}',
        b'{"form": 1, "key": "x", "subject": "nothing"}',
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_put_aside_and_kept(folder: Path, content: bytes) -> None:
    drafts.keep(folder, a_draft("good"))
    (folder / "bad.draft.json").write_bytes(content)
    assert [draft.key for draft in drafts.all(folder)] == ["good"]
    assert (folder / "bad.draft.json.unreadable").read_bytes() == content
    (folder / "bad.draft.json").write_bytes(b"again")
    drafts.all(folder)
    assert (folder / "bad.draft.json.unreadable.2").read_bytes() == b"again"


def test_a_draft_with_a_field_of_another_version_is_put_aside(folder: Path) -> None:
    drafts.keep(folder, a_draft("k"))
    (path,) = folder.iterdir()
    data = json.loads(path.read_bytes())
    data["value"]["colour_of_the_van"] = "blue"
    path.write_text(json.dumps(data))
    assert drafts.all(folder) == ()
    assert [held.name for held in folder.iterdir()] == ["k.draft.json.unreadable"]


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    (folder / "sub").mkdir()
    assert drafts.all(folder) == ()
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_kill_in_the_middle_of_a_write_keeps_the_draft_before(folder: Path) -> None:
    drafts.keep(folder, a_draft())
    script = (
        "import os, signal, sys; from pathlib import Path; from osdesk.services import drafts\n"
        "from osdesk.domain.orders import Order; from dataclasses import replace\n"
        "folder = Path(sys.argv[1]); (draft,) = drafts.all(folder)\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "drafts.keep(folder, replace(draft, value=replace(draft.value, reason='half')))\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert killed.returncode == -9
    assert len(list(folder.iterdir())) == 2
    assert drafts.all(folder) == (a_draft(),)
    assert len(list(folder.iterdir())) == 1


def test_a_place_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(HandoverTrouble):
        drafts.keep(tmp_path / "file" / "drafts", a_draft())


def test_the_difference_from_what_is_stored_is_field_by_field() -> None:
    stored = an_order(id=42)
    lines = (*stored.materials[:-1], replace(stored.materials[-1], unit_price=Decimal("99.00")))
    draft = a_draft(value=replace(stored, deadline=date(2026, 12, 1), materials=lines))
    told = {change.field: (change.before, change.after) for change in drafts.differences(stored, draft)}
    assert told["deadline"] == ("2026-11-24", "2026-12-01")
    assert told["materials.1.quantity"] == (None, "1,5x")


def test_a_record_never_saved_differs_from_an_empty_one() -> None:
    draft = a_draft(value=Order(reason="Não gela"), unreadable={})
    (change,) = drafts.differences(None, draft)
    assert (change.field, change.after) == ("reason", "Não gela")
