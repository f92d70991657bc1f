"""Documents are issued, compared, voided and checked on a real screen, by keyboard and by mouse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journeys.stage import command, travel

pytestmark = pytest.mark.needs("xvfb", "xdotool", "openbox")


def test_by_keyboard_alone_two_revisions_are_issued_and_one_byte_changed_is_found(display: str, tmp_path: Path) -> None:
    travel("sealed.py", display, tmp_path, JOURNEY_BY="keyboard")
    for revision in ("1", "2"):
        path = tmp_path / f"{revision}.pdf"
        command(tmp_path, "export", "1", "--revision", revision, "--output", str(path))
        assert "000001" in command(tmp_path, "verify", str(path))
    assert _refused(tmp_path, "verify", str(tmp_path / "recebida.pdf"))
    command(tmp_path, "check")


def test_by_mouse_a_document_is_issued_voided_and_checked(display: str, tmp_path: Path) -> None:
    travel("sealed.py", display, tmp_path, JOURNEY_BY="mouse")
    path = tmp_path / "1.pdf"
    command(tmp_path, "export", "1", "--revision", "1", "--output", str(path))
    assert _refused(tmp_path, "verify", str(path)), "it is void"


def _refused(home: Path, *arguments: str) -> bool:
    """Whether the command line says no."""
    try:
        command(home, *arguments)
    except subprocess.CalledProcessError as refusal:
        sys.stdout.write(refusal.output)
        return refusal.returncode == 1
    return False
