"""Files handed over: names for every system, and a whole file or the old one whatever goes wrong."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.gateways import handover

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("OS-000042_Padaria Pão de Mel_2026-11-24", "OS-000042_Padaria-Pão-de-Mel_2026-11-24.pdf"),
        ("OS-2026/000042_Mel", "OS-2026-000042_Mel.pdf"),
        ("OS-1_São João & Filhos Ltda._2026-11-24", "OS-1_São-João-&-Filhos-Ltda._2026-11-24.pdf"),
        ('OS-1_<b>*?"|_2026-11-24', "OS-1_b_2026-11-24.pdf"),
        ("OS-1_🙂🙂_2026-11-24", "OS-1_2026-11-24.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("CON", "_CON.pdf"),
        ("lpt1.txt", "_lpt1.txt.pdf"),
        ("COM²", "_COM².pdf"),
        ("nulo", "nulo.pdf"),
        (".hidden", "hidden.pdf"),
        ("ponto final. . .", "ponto-final.pdf"),
        ("مؤسسة", "مؤسسة.pdf"),
        ("a\u202egpj.exe", "agpj.exe.pdf"),
        ("\x00\r\n", "_.pdf"),
        ("", "_.pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(stem: str, name: str) -> None:
    assert handover.safe_name(stem, ".pdf") == name


@given(st.text(max_size=400))
def test_every_name_is_taken_by_every_system(stem: str) -> None:
    name = handover.safe_name(stem, ".pdf")
    assert name.endswith(".pdf")
    assert not FORBIDDEN & set(name)
    assert not name.startswith((".", "-", " "))
    assert len(name) <= handover.LONGEST_NAME
    assert len(name.encode()) <= 255
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(st.text(min_size=1, max_size=300))
def test_every_name_can_be_written_here(tmp_path_factory: pytest.TempPathFactory, stem: str) -> None:
    path = tmp_path_factory.getbasetemp() / handover.safe_name(stem, ".x")
    handover.write(path, b"x")
    assert path.read_bytes() == b"x"
    path.unlink()


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    path.write_bytes(b"old and much longer")
    path.chmod(0o640)
    handover.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_new_file_can_be_read_by_those_it_is_for(tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    before = os.umask(0o022)
    try:
        handover.write(path, b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "OS.pdf"
    link.symlink_to(tmp_path / "there" / "real.pdf")
    handover.write(link, b"x")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.pdf").read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="pipes by name are POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    handover.write(pipe, b"x" * 100_000)
    reader.join(10)
    assert received == [b"x" * 100_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def code_of(path: Path, data: bytes = b"x") -> str:
    with pytest.raises(handover.HandoverTrouble) as caught:
        handover.write(path, data)
    return caught.value.code


def test_each_place_that_takes_no_file_has_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path) == "handover.is_folder"
    assert code_of(tmp_path / "gone" / "OS.pdf") == "handover.folder_gone"
    assert code_of(tmp_path / "file" / "OS.pdf") == "handover.folder_gone"
    assert code_of(tmp_path / ("n" * 300)) == "handover.name"
    assert code_of(tmp_path / "a\0b") == "handover.name"
    if sys.platform == "linux":
        assert code_of(Path("/proc/OS.pdf")) in {"handover.folder_gone", "handover.not_allowed"}
        assert code_of(Path("/dev/full"), b"x" * 100_000) == "handover.disk_full"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux mounts a small disk")
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_keeps_the_old_file_and_leaves_no_scrap(small_disk: Path) -> None:
    path = small_disk / "OS.pdf"
    handover.write(path, b"old")
    assert code_of(path, b"x" * 100_000) == "handover.disk_full"
    assert path.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [path]


def test_a_read_only_disk_is_said_to_be_one(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert code_of(small_disk / "OS.pdf") == "handover.read_only"


def test_a_file_that_another_program_holds_open_keeps_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "OS.pdf"
    path.write_bytes(b"open in a reader")

    def replace(source: object, target: object) -> None:  # what Windows answers there
        raise PermissionError(errno.EACCES, "Access is denied", str(source), None, str(target))

    monkeypatch.setattr(os, "replace", replace)
    assert code_of(path) == "handover.in_use"
    assert path.read_bytes() == b"open in a reader"
    assert list(tmp_path.iterdir()) == [path]


def test_a_kill_while_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    path.write_bytes(b"old")
    script = (
        "import os, signal, sys; from pathlib import Path; from osdesk.gateways import handover\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "handover.write(Path(sys.argv[1]), b'new' * 1000)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert killed.returncode == -9
    assert path.read_bytes() == b"old"
