"""`osdesk seal`, `osdesk export --revision` and `osdesk verify`: real processes, exit codes, beside an open window."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_company, at
from commands import assert_one_sentence, held_open, run, run_here
from offices import Clock, an_office, saved_client, saved_order, whole_order
from osdesk.services import clients, company, issuing, orders


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the typical order, issued, and a short one of another client, not issued."""
    path = tmp_path_factory.mktemp("office") / "made"
    with an_office(path, Clock(at(2026, 11, 24, 8, 12))) as office:
        company.save(office, a_company())
        order = orders.save(office, whole_order(office)).order
        saved_order(office, saved_client(office, name="Padaria Pão de Mel", tax_id=""), reason="Balcão com gelo")
        issuing.issue(office, order.id or 0)
    return path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


def test_orders_are_issued_and_their_revisions_told(folder: Path) -> None:
    done = run(folder, "seal", "1", "2")
    assert done.code == 0, done
    assert [line.split(",")[0] for line in done.out.splitlines()] == ["OS 000001", "OS 000002"]
    assert run(folder, "seal", "1").out == run(folder, "seal", "000001").out


def test_a_sealed_document_goes_to_a_file_and_is_verified(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    assert run(folder, "seal", "2", "--output", str(path)).code == 0
    done = run(folder, "verify", str(path))
    assert (done.code, done.err) == (0, "")
    assert "OS 000002" in done.out
    assert done.out.count("\n") == 1


def test_the_sealed_bytes_come_back_after_company_and_client_were_changed(folder: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    assert run(folder, "export", "1", "--revision", "1", "--output", str(before)).code == 0
    with an_office(folder, Clock(at(2026, 12, 24, 8, 12))) as office:
        company.save(office, replace(company.get(office), trade_name="Outra", email="outra@firma.example"))
        client = clients.get(office, 1)
        clients.save(office, replace(client, name="Clínica Boreal"))
        order = orders.get(office, 1)
        orders.save(office, replace(order, reason="Outra coisa"))
        issuing.issue(office, 1)
    assert run(folder, "export", "1", "--revision", "1", "--output", str(after)).code == 0
    assert after.read_bytes() == before.read_bytes()
    assert run(folder, "verify", str(after)).code == 0


def test_one_byte_changed_is_exit_code_1_and_a_sentence(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    run(folder, "export", "1", "--revision", "1", "--output", str(path))
    data = bytearray(path.read_bytes())
    data[data.index(b"stream\n") + 30] ^= 1
    path.write_bytes(data)
    done = run(folder, "verify", str(path))
    assert done.code == 1
    assert "OS 000001" in done.out


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n"])
def test_what_was_not_issued_here_is_exit_code_1(made: Path, content: bytes) -> None:
    done = run(made, "verify", "-", stdin=content)
    assert (done.code, done.err) == (1, "")
    assert done.out.count("\n") == 1


def test_a_file_that_is_not_there_is_said_so(made: Path) -> None:
    assert_one_sentence(run(made, "verify", "/nowhere/OS.pdf"), 1, "OS.pdf")


def test_the_window_being_open_keeps_nobody_from_checking_and_reading(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    with held_open(folder):
        assert run(folder, "export", "1", "--revision", "1", "--output", str(path)).code == 0
        assert run(folder, "verify", str(path)).code == 0
        assert_one_sentence(run(folder, "seal", "2"), 1)


def test_the_document_goes_to_standard_output_alone(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    with path.open("wb") as file:
        import subprocess
        import sys

        arguments = [sys.executable, "-m", "osdesk", "--data-dir", str(folder), "seal", "1", "--output", "-"]
        subprocess.run(arguments, stdout=file, check=True, timeout=120)
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert run(folder, "verify", str(path)).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("seal", "99"),
        ("seal",),
        ("seal", "1", "2", "--output", "x.pdf"),
        ("export", "1", "--revision", "4", "--output", "x.pdf"),
        ("export", "1", "2", "--revision", "1", "--output", "x.pdf"),
        ("export", "1", "--revision", "1", "--no-prices", "--output", "x.pdf"),
        ("export", "1", "--revision", "0", "--output", "x.pdf"),
        ("verify",),
    ],
)
def test_wrong_use_is_exit_code_2_and_changes_nothing(made: Path, arguments: tuple[str, ...]) -> None:
    assert_one_sentence(run_here(made, *arguments), 2)
