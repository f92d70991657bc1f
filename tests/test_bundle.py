"""The bundle, built from the committed spec and run as on a computer without Python: words, fonts, migrations inside.

Building takes a minute or two, so it runs where OSDESK_BUNDLE_TEST (or, in CI, OSDESK_TEST_EVERYTHING) is set.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.needs("bundle")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle's program, outside the repository."""
    folder = tmp_path_factory.mktemp("bundle")
    build = [sys.executable, str(ROOT / "dev.py"), "bundle", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run([*build, *places], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "dist" / "osdesk" / ("osdesk-cli.exe" if os.name == "nt" else "osdesk")


def call(program: Path, home: Path, *arguments: str) -> str:
    """What the program prints, started with an empty environment and in a folder that holds nothing."""
    home.mkdir(exist_ok=True)
    # No PATH, no Python, no home: only what the program can't invent, a folder of its own.
    environment = {"OSDESK_HOME": str(home), "PATH": "", "PYTHONUTF8": "1"}
    if os.name == "nt":
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    done = subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fonts_of(page: pypdf.PageObject) -> dict[str, bool]:
    """The page's fonts by name, and whether each is embedded."""
    found = {}
    for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf types both as one class
        font = reference.get_object()
        descriptor = font.get("/FontDescriptor") or font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found[str(font["/BaseFont"])] = "/FontFile2" in descriptor.get_object()
    return found


def test_it_makes_an_office_and_exports_an_order_with_our_fonts_and_words(program: Path, tmp_path: Path) -> None:
    office, pdf = tmp_path / "office", tmp_path / "order.pdf"
    call(program, tmp_path / "home", "--data-dir", str(office), "demo", "--orders", "3")
    listed = json.loads(call(program, tmp_path / "home", "--data-dir", str(office), "list", "--json"))
    assert len(listed) == 3
    number = listed[0]["number"]
    call(program, tmp_path / "home", "--data-dir", str(office), "export", number, "--output", str(pdf))

    reader = pypdf.PdfReader(pdf)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert number in text
    assert listed[0]["client"] in text
    assert "ORDEM DE SERVIÇO" in text
    fonts = fonts_of(reader.pages[0])
    assert fonts
    assert all(fonts.values()), fonts
    assert all("IBMPlexSans" in name for name in fonts)


def test_it_checks_what_it_wrote(program: Path, tmp_path: Path) -> None:
    office = tmp_path / "office"
    call(program, tmp_path / "home", "--data-dir", str(office), "demo", "--orders", "3")
    call(program, tmp_path / "home", "--data-dir", str(office), "check")


def test_it_holds_our_languages_and_leaves_out_what_no_screen_uses(program: Path) -> None:
    names = [path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*") if path.is_file()]
    for language in ("pt_BR", "es"):
        assert [name for name in names if name.endswith(f"osdesk/resources/locale/{language}/LC_MESSAGES/osdesk.mo")]
        assert [name for name in names if name.endswith(f"qtbase_{language}.qm")]
    assert [name for name in names if "osdesk/storage/migrations/versions/" in name]
    assert not [name for name in names if any(part in name for part in ("Qml", "Quick", "libgtk", "tkinter"))]
