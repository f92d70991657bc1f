"""The command line as scripts meet it: real processes, exit codes, one sentence for each trouble."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import a_company, a_line, a_technician, at
from commands import Done, assert_one_sentence, held_open, run, run_here
from offices import Clock, an_office, saved_client, saved_order, whole_order
from osdesk import __version__, cli, folders
from osdesk.services import company, orders, statuses, team


@pytest.fixture(scope="module")
def office_of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of three orders: the clinic's on the 20th and the 24th, a bakery's between, which is done."""
    path = tmp_path_factory.mktemp("office") / "of three"
    clock = Clock(at(2026, 11, 20, 9))
    with an_office(path, clock) as office:
        company.save(office, a_company())
        for name in ("Edimar dos Anjos", "Juliana Tavares"):
            team.save(office, a_technician(name=name))
        clinic = saved_client(office)
        saved_order(office, clinic, reason="Não gela", materials=(a_line("1", "un", "Capacitor", "68.90"),))
        clock.now = at(2026, 11, 22, 23, 30)
        bakery = saved_client(office, name="Padaria Pão de Mel", legal_name="", tax_id="")
        done = next(status.id for status in statuses.statuses(office) if status.key == "done")
        saved_order(office, bakery, status_id=done, reason="=1+1")
        clock.now = at(2026, 11, 24, 8, 12)
        orders.save(office, whole_order(office, clinic, reason="Pinga"))
    return path


@pytest.fixture
def folder(office_of_three: Path, tmp_path: Path) -> Path:
    """A copy of it for this test."""
    return Path(shutil.copytree(office_of_three, tmp_path / "escritório 1"))


Inside = Callable[..., Done]


def no_window(folder: Path | None) -> int:
    raise AssertionError(f"a window was asked for on {folder}")


@pytest.fixture
def inside(office_of_three: Path, capsys: pytest.CaptureFixture[str]) -> Inside:
    """The command line in this process, on the office of three as it is: for what only reads."""

    def run_inside(*arguments: str) -> Done:
        code = cli.main(["--data-dir", str(office_of_three), *arguments], no_window)
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return run_inside


def numbers(folder: Path, *arguments: str) -> list[str]:
    done = run(folder, "list", "--json", *arguments)
    assert done.code == 0, done
    return [row["number"] for row in done.json]


def test_the_list_is_newest_first_and_has_what_scripts_need(folder: Path) -> None:
    done = run(folder, "list", "--json")
    assert done.code == 0
    rows = done.json
    assert [row["number"] for row in rows] == ["000003", "000002", "000001"]
    assert rows[2]["client"] == "Clínica Aurora"
    assert rows[2]["reason"] == "Não gela"
    assert (rows[2]["status"], rows[2]["status_key"], rows[2]["status_kind"]) == ("Aberta", "open", "open")
    assert rows[2]["opened_at"] == "2026-11-20T09:00:00-03:00"
    assert (rows[2]["deadline"], rows[2]["total"]) == (None, "68.90")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--search", "NAO GEL"), ["000001"]),
        (("--search", "nada disto"), []),
        (("--status", "CONCLUIDA"), ["000002"]),
        (("--status", "Concluída"), ["000002"]),
        (("--status", "done"), ["000002"]),
        (("--status", "open"), ["000003", "000001"]),
        (("--client", "pao de mel"), ["000002"]),
        (("--technician", "EDIMAR"), ["000003"]),
        (("--technician", "jul tav", "--status", "open"), ["000003"]),
        (("--technician", "edimar", "--search", "nao gel"), []),
        (("--since", "2026-11-22", "--until", "22/11/2026"), ["000002"]),
        (("--since", "23/11/2026"), ["000003"]),
        (("--since", "0001-01-01", "--until", "9999-12-31"), ["000003", "000002", "000001"]),
        (("--since", "9999-12-31"), []),
        (("--until", "2026-11-20"), ["000001"]),
        (("--limit", "1"), ["000003"]),
        (("--limit", "9999999"), ["000003", "000002", "000001"]),
    ],
)
def test_the_list_is_narrowed_by_words_status_client_and_days(
    inside: Inside, arguments: tuple[str, ...], found: list[str]
) -> None:
    done = inside("list", "--json", *arguments)
    assert done.code == 0
    assert [row["number"] for row in done.json] == found


def test_people_get_lines(folder: Path) -> None:
    done = run(folder, "list")
    assert done.code == 0
    first, _second, last = done.out.splitlines()
    assert first.startswith("000003  23/11/2026  Clínica Aurora")
    assert last.split("  ")[-1] == "68,90"


@pytest.fixture(autouse=True)
def _in_brazil(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--status", "perdida"), ("perdida", "Aguardando")),
        (("list", "--since", "31/02/2026"), ("31/02/2026",)),
        (("list", "--technician", "ninguém"), ("ninguém", "Edimar dos Anjos")),
        (("list", "--limit", "0"), ("0",)),
        (("list", "--limit", "dez"), ("dez",)),
        (("list", "--json", "--nada"), ("--nada",)),
        (("show",), ("NÚMERO",)),
        (("show", "999999"), ("999999",)),
        (("show", "abc; rm -rf /"), ("abc",)),
        (("export", "000001"), ("--output",)),
        (("export", "--output", "x.pdf"), ("--blank",)),
        (("export", "000001", "999", "--output", "x.pdf"), ("999",)),
        (("export", "1", "--output", "x.pdf", "--copy", "todas"), ("todas",)),
        (("add",), ("ARQUIVO",)),
        (("demo",), ("--orders",)),
        (("demo", "--orders", "-5"), ("-5",)),
        (("demo", "--orders", "5", "--seed", "x"), ("x", "--seed")),
        (("voar",), ("voar",)),
        (("--voar",), ("--voar",)),
    ],
)
def test_wrong_use_and_unknown_numbers_are_code_2(
    inside: Inside, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = inside(*arguments)
    assert_one_sentence(done, 2, *words)
    assert done.out == ""


def test_a_number_is_taken_as_printed_and_without_its_zeros(inside: Inside) -> None:
    for number in ("000001", "1", "0001", "OS 000001"):
        assert inside("show", number, "--json").json["number"] == "000001"


def test_without_its_year_a_number_is_the_newest_years(tmp_path: Path) -> None:
    from dataclasses import replace

    from osdesk.domain.company import Numbering

    clock = Clock(at(2025, 12, 30))
    with an_office(tmp_path / "o", clock) as office:
        numbering = Numbering(prefix="ABC", yearly=True)
        company.save_settings(office, replace(company.settings(office), numbering=numbering))
        saved_order(office, reason="velha")
        clock.now = at(2026, 1, 5)
        saved_order(office, reason="nova")
    for number, reason in (
        ("ABC-2025/000001", "velha"),
        ("1", "nova"),
        ("2025/1", "velha"),
        ("abc-2026/000001", "nova"),
    ):
        assert run(tmp_path / "o", "show", number, "--json").json["reason"] == reason


def test_an_order_is_shown_whole_to_scripts_and_to_people(folder: Path) -> None:
    told = run(folder, "show", "3", "--json").json
    assert {"number", "client", "reason", "visits", "checklists", "materials", "total"} <= told.keys()
    assert told["client"]["tax_id"] == "12ABC34501DE35"
    done = run(folder, "show", "3")
    assert done.out.startswith("OS 000003 · Aberta\nCliente: Clínica Aurora")
    assert "Pressão de sucção: Sim, 118 psi" in done.out
    assert "Total: R$\u00a0" in done.out


def test_orders_are_added_and_their_numbers_printed(folder: Path) -> None:
    data = [{"client": {"name": "Padaria Pão de Mel"}, "reason": "Balcão com gelo"}, {"client": {"name": "Nova"}}]
    done = run(folder, "add", "-", stdin=json.dumps(data))
    assert (done.code, done.out, done.err) == (0, "000004\n000005\n", "")
    told = run(folder, "show", "4", "--json").json
    assert told["client"]["name"] == "Padaria Pão de Mel"
    again = run(folder, "add", "-", stdin=json.dumps(told))
    assert again.out == "000004\n"
    assert len(numbers(folder)) == 5


def test_an_order_shown_in_one_office_is_added_in_another(folder: Path, tmp_path: Path) -> None:
    told = run(folder, "show", "3", "--json")
    file = tmp_path / "ordem.json"
    file.write_text("\ufeff" + told.out, encoding="utf-8")
    other = tmp_path / "outro"
    assert run(other, "add", str(file)).out == "000001\n"
    copy = run(other, "show", "1", "--json").json
    assert {**copy, "number": "000003", "id": 3, "version": 1} == told.json
    assert run(other, "check").code == 0


@pytest.mark.parametrize(
    ("stdin", "words"),
    [
        (b"", ("JSON",)),
        (b"{", ("linha 1",)),
        (b'{"client": {"name": "x"}, "discount": NaN}', ("JSON",)),
        (b"\xff\xfe{}", ("UTF-8",)),
        (b"[" * 100_000, ("JSON",)),
        (b'{"client": {"name": "x"}, "id": ' + b"9" * 5000 + b"}", ("JSON",)),
        (b"5", ("objeto",)),
        (b'[{"client": {"name": "A"}}, {"client": {}}]', ("Ordem 2", "Cliente, nome: Falta o nome")),
        (
            b'{"client": {"name": "A"}, "materials": [{"description": "F", "quantity": "0"}]}',
            ("Material 1, quantidade",),
        ),
    ],
)
def test_what_cannot_be_added_adds_nothing(folder: Path, stdin: bytes, words: tuple[str, ...]) -> None:
    assert_one_sentence(run_here(folder, "add", "-", stdin=stdin), 1, *words)
    assert len(run_here(folder, "list", "--json").json) == 3


def test_two_clients_of_the_name_add_nothing(folder: Path) -> None:
    with an_office(folder) as office:
        saved_client(office, name="Padaria Pão de Mel", tax_id="")
    data = [{"client": {"name": "Outra"}}, {"client": {"name": "padaria pao de mel"}}]
    assert_one_sentence(run(folder, "add", "-", stdin=json.dumps(data)), 1, "CPF ou CNPJ")
    assert len(numbers(folder)) == 3


def test_a_file_that_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    assert_one_sentence(run(folder, "add", str(tmp_path / "nada.json")), 1, "nada.json")
    assert_one_sentence(run_here(folder, "add", str(tmp_path)), 1)
    assert_one_sentence(run_here(folder, "company", "--logo", str(tmp_path / "nada.png")), 1, "nada.png")


def test_the_company_is_printed_and_set(folder: Path, tmp_path: Path) -> None:
    told = run(folder, "company").json
    assert told["trade_name"] == "Ventosul Climatização"
    assert told["tax_id"] == "11222333000181"
    file = tmp_path / "empresa.json"
    file.write_text(json.dumps({"trade_name": "Ventosul Sul", "cnpj": "12.ABC.345/01DE-35"}), encoding="utf-8")
    done = run(folder, "company", str(file))
    assert (done.code, done.out, done.err) == (0, "", "")
    told = run(folder, "company").json
    assert (told["trade_name"], told["tax_id"]) == ("Ventosul Sul", "12ABC34501DE35")
    assert told["legal_name"] == a_company().legal_name


def test_a_company_with_a_wrong_number_stays_as_it_was(folder: Path) -> None:
    done = run(folder, "company", "-", stdin='{"cnpj": "11.222.333/0001-18"}')
    assert_one_sentence(done, 1, "CPF/CNPJ")
    assert run(folder, "company").json["tax_id"] == "11222333000181"


def test_what_reads_works_beside_an_open_window_and_what_writes_says_so(folder: Path) -> None:
    with held_open(folder):
        assert run(folder, "list", "--json").code == 0
        assert run(folder, "show", "1").code == 0
        assert run(folder, "check").code == 0
        assert run(folder, "company").code == 0
        for arguments in (("add", "-"), ("company", "-"), ("demo", "--orders", "1")):
            done = run(folder, *arguments, stdin='{"client": {"name": "x"}, "trade_name": "x"}'.replace("}, ", "}, "))
            assert_one_sentence(done, 1, "O OS Desk está aberto")
    assert len(numbers(folder)) == 3


def test_what_reads_changes_nothing_on_disk(folder: Path) -> None:
    def state() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}

    before = state()
    for arguments in (("list",), ("show", "1"), ("check",), ("company",)):
        assert run_here(folder, *arguments).code == 0
    assert state() == before


def test_an_office_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    for arguments in (("list",), ("show", "1"), ("check",), ("company",)):
        assert_one_sentence(run_here(tmp_path / "nada", *arguments), 1, "nada")
    assert not (tmp_path / "nada").exists()


def test_a_strange_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    for content in (b"not a database at all, just text" * 200, b""):
        (tmp_path / "office.db").write_bytes(content)
        for arguments in (("list",), ("add", "-")):
            done = run(tmp_path, *arguments, stdin='{"client": "x"}')
            if content:
                assert_one_sentence(done, 1, "office.db")
                assert (tmp_path / "office.db").read_bytes() == content


def test_a_damaged_database_is_told_by_check(folder: Path) -> None:
    path = folder / "office.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)
    done = run(folder, "check")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert done.out == ""
    assert done.err.startswith("osdesk: ")


def test_a_whole_office_is_in_order(folder: Path) -> None:
    done = run(folder, "check")
    assert (done.code, done.out, done.err) == (0, "Está tudo em ordem.\n", "")


def test_an_empty_office_is_filled_and_a_used_one_is_not(folder: Path, tmp_path: Path) -> None:
    assert_one_sentence(run(folder, "demo", "--orders", "5"), 1)
    fresh = tmp_path / "novo"
    done = run(fresh, "demo", "--orders", "30", "--clients", "7", "--seed", "5")
    assert (done.code, done.out, done.err) == (0, "Acrescentado: 30 ordens de 7 clientes.\n", "")
    assert numbers(fresh, "--limit", "2") == ["000030", "000029"]
    assert run(fresh, "check").code == 0
    assert run(fresh, "company").json["trade_name"] == "Ventosul Climatização"


def test_help_and_version_need_no_office(tmp_path: Path) -> None:
    for arguments in (("--help",), ("list", "--help"), ("export", "--help")):
        done = run(tmp_path / "nada", *arguments)
        assert done.code == 0
        assert done.out.startswith("uso: osdesk")
        assert "mostra esta ajuda e sai" in done.out
    assert run(tmp_path / "nada", "--version").out == f"OS Desk {__version__}\n"


def test_the_window_chosen_language_goes_before_the_systems(tmp_path: Path) -> None:
    assert "uso: " in run(tmp_path, "--help").out
    assert "usage: " in run(tmp_path, "--help", LANG="en_GB.UTF-8").out
    assert "muestra esta ayuda" in run(tmp_path, "--help", LANG="es_AR.UTF-8").out
    assert "uso: " in run(tmp_path, "--help", LANG="C").out
    assert "usage: " in run(tmp_path, "--help", LANGUAGE="en:pt").out
    path = folders.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[look]\nlanguage=en\n[General]\nx=@ByteArray(\\0%)\n", encoding="utf-8")
    assert "usage: " in run(tmp_path, "--help").out


def test_settings_that_cannot_be_read_are_no_trouble(tmp_path: Path) -> None:
    path = folders.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xfe[look\nlanguage")
    assert "uso: " in run(tmp_path, "--help").out


def test_the_folder_may_be_named_before_and_after_the_command(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "osdesk", "list", "--data-dir", str(folder), "--json"],
        capture_output=True,
        check=True,
    )
    assert len(json.loads(done.stdout)) == 3


def test_names_of_the_whole_world_come_out_of_a_narrow_terminal(office_of_three: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(office_of_three, tmp_path / "plain"))
    with an_office(folder) as office:
        saved_order(office, saved_client(office, name="مؤسسة 🙂 Łódź", tax_id=""))
    done = run(folder, "list", PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert done.code == 0
    assert "مؤسسة 🙂 Łódź" in done.out


def test_arguments_that_are_no_utf8_are_no_crash(folder: Path) -> None:
    command = [
        sys.executable.encode(),
        b"-m",
        b"osdesk",
        b"--data-dir",
        os.fsencode(folder),
        b"list",
        b"--search",
        b"\xff",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="head is POSIX")
def test_a_reader_that_has_enough_is_no_trouble(tmp_path: Path) -> None:
    run(tmp_path, "demo", "--orders", "2000", "--clients", "20")
    piped = f"{sys.executable} -m osdesk --data-dir {tmp_path} list --json; echo code $? >&2"
    done = subprocess.run(["sh", "-c", f"({piped}) | head -c 100"], capture_output=True, check=False)
    # Bytes: the hundredth may be the first half of a letter.
    assert len(done.stdout) == 100
    assert done.stderr == b"code 0\n"


def test_the_command_line_imports_neither_window_nor_paper() -> None:
    script = (
        "import sys; from osdesk import cli; cli.main(['--help'], None); import osdesk.cli.listing, osdesk.cli.adding\n"
        "heavy = [name for name in ('PySide6', 'reportlab', 'PIL', 'pypdfium2', 'alembic', 'requests')"
        " if name in sys.modules]; sys.exit(1 if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_help_needs_no_database() -> None:
    script = (
        "import sys; from osdesk import cli; cli.main(['--help'], None)\n"
        "sys.exit('sqlalchemy' in sys.modules or 'osdesk.storage' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_a_fault_of_the_programs_own_is_logged_and_told_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from osdesk.services import lists

    def broken(*_: object) -> None:
        raise KeyError("Maria Aparecida, (51) 99123-4567")

    monkeypatch.setattr(lists, "orders_ids", broken)
    assert cli.main(["--data-dir", str(folder), "list"], no_window) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "log" in told.err
    written = (folders.log_folder() / "osdesk.log").read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "broken" in written
    assert "Maria" not in written
    assert "99123" not in written


def test_without_a_command_the_window_opens_on_the_folder_named(tmp_path: Path) -> None:
    opened: list[Path | None] = []

    def window(folder: Path | None) -> int:
        opened.append(folder)
        return 7

    assert cli.main([], window) == 7
    assert cli.main(["--data-dir", str(tmp_path)], window) == 7
    assert opened == [None, tmp_path]


@pytest.mark.parametrize(
    "arguments", [("--data-dir",), ("--data-dir", "--json"), ("--data-dir", "a", "b"), ("--dat", "a")]
)
def test_what_only_looks_like_the_windows_arguments_opens_no_window(arguments: tuple[str, ...]) -> None:
    assert cli.main(arguments, no_window) == 2


@pytest.mark.parametrize("named", ["", "  "])
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_folder_without_a_name_is_not_the_one_the_script_stands_in(
    named: str, before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, command = ["--data-dir", named], ["demo", "--orders", "1"]
    assert cli.main([*folder, *command] if before else [*command, *folder], no_window) == 2
    assert "--data-dir" in capsys.readouterr().err
    assert cli.main(folder, no_window) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("company",), ("add",)])
def test_a_file_that_cannot_be_read_is_told_in_one_language(
    inside: Inside, command: tuple[str, ...], tmp_path: Path
) -> None:
    for path in (tmp_path / "nada.json", tmp_path):
        done = inside(*command, str(path))
        assert_one_sentence(done, 1, str(path))
        assert "irectory" not in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
def test_a_full_disk_behind_standard_output_is_told_as_one(folder: Path) -> None:
    command = [sys.executable, "-m", "osdesk", "list", "--data-dir", str(folder)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert "cheio" in done.stderr.decode()
