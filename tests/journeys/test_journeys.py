"""The real program on a real X server with a window manager, used from an empty computer to the printed sheet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat

from cups_server import CupsServer
from journeys.stage import SOURCES, ask, travel
from osdesk.services import rendering

pytestmark = pytest.mark.needs("xvfb", "xdotool", "openbox")


@pytest.mark.needs("cups")
def test_the_whole_day_by_keyboard_alone(display: str, tmp_path: Path) -> None:
    cups = CupsServer()
    try:
        cups.add("Escritorio")
        travel("by_keyboard.py", display, tmp_path, CUPS_SERVER=cups.address)
        order = ask(tmp_path, "show", "132", "--json")
        assert isinstance(order, dict)
        assert order["number"] == "000132"
        assert order["client"]["name"] == "Padaria Azul"
        assert order["reason"] == "Split nao gela"
        assert len(order["visits"]) == 1
        assert [line["unit_price"] for line in order["materials"]] == ["64.90"]
        answers = [item["answer"] for item in order["checklists"][0]["items"] if item["answer"]]
        assert answers == ["yes", "yes", "no", "not_applicable"]
        pages = pypdf.PdfReader(tmp_path / "order.pdf").pages
        text = pages[0].extract_text()
        assert text.count("000132") >= 2
        assert "Padaria Azul" in text
        printed = cups.jobs()
        assert len(printed) == 1
        box = pypdf.PdfReader(printed[0]).pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    finally:
        cups.stop()


@pytest.mark.needs("cups")
def test_the_same_day_by_mouse(display: str, tmp_path: Path) -> None:
    with CupsServer() as cups:
        cups.add("Escritorio")
        cups.add("Oficina")
        travel("by_mouse.py", display, tmp_path, CUPS_SERVER=cups.address)
        order = ask(tmp_path, "show", "1", "--json")
        assert isinstance(order, dict)
        assert (order["client"]["name"], order["reason"]) == ("Padaria Azul", "Split nao gela")
        exported = tmp_path / "order.pdf"
        assert "Padaria Azul" in pypdf.PdfReader(exported).pages[0].extract_text()
        (printed,) = cups.jobs()
        assert_same_paper(printed, exported)


def assert_same_paper(printed: Path, exported: Path) -> None:
    """One A4 each, and the same drawing on it (of what was printed only pictures are left)."""
    pictures = []
    for file in (printed, exported):
        (page,) = pypdf.PdfReader(file).pages
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
        made = rendering.page_picture(file.read_bytes(), 0, dpi=300)
        size = (made.width, made.height)
        pictures.append(Image.frombuffer("RGB", size, made.data, "raw", "BGRX", made.stride, 1).convert("L").reduce(6))
    assert ImageStat.Stat(pictures[0]).mean[0] < 253, "nothing is on the paper"
    apart = ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]
    assert apart < 3, apart


def test_nothing_typed_is_lost_while_two_hundred_orders_are_exported_and_twenty_thousand_sorted(
    display: str, tmp_path: Path
) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "osdesk", "demo", "--orders", "20000", "--seed", "3"],
        env={**os.environ, "OSDESK_HOME": str(tmp_path), "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    travel("under_load.py", display, tmp_path)
    # Newest first, as they stood in the list.
    newest = ask(tmp_path, "list", "--limit", "200", "--json")
    assert isinstance(newest, list)
    text = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "orders.pdf").pages]
    told = [number for order in newest if (number := order["number"]) not in "".join(text)]
    assert told == []
    firsts = [next((at for at, page in enumerate(text) if order["number"] in page), -1) for order in newest]
    assert firsts == sorted(firsts)


def test_what_was_typed_survives_a_power_cut(display: str, tmp_path: Path) -> None:
    travel("cut_short.py", display, tmp_path, code=-signal.SIGKILL)
    travel("cut_short.py", display, tmp_path)
    order = ask(tmp_path, "show", "132", "--json")
    assert isinstance(order, dict)
    assert order["reason"] == "Split nao gela"


def test_a_second_launch_raises_the_first_window(display: str, tmp_path: Path) -> None:
    travel("second_launch.py", display, tmp_path)


@pytest.mark.needs("setpriv")
def test_an_office_that_cannot_be_written_says_so_and_opens_once_it_can(display: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "osdesk", "--data-dir", str(tmp_path / "shared"), "demo", "--orders", "3"],
        env={**os.environ, "OSDESK_HOME": str(tmp_path), "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        timeout=60,
        check=True,
    )
    for path in (*(tmp_path / "shared").iterdir(), tmp_path / "shared"):
        path.chmod(path.stat().st_mode & ~0o222)
    # Root may write anywhere, unless that power is taken away.
    powers = "-dac_override,-dac_read_search"
    within = ("setpriv", f"--bounding-set={powers}") if os.geteuid() == 0 else ()
    travel("read_only.py", display, tmp_path, within=within)


def test_a_full_disk_loses_nothing_typed_and_saving_works_once_there_is_room(display: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=4m tmpfs "{disk}" && '
    tried = subprocess.run(["unshare", "-m", "sh", "-c", f"{mount} true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("no disk can be mounted here; the same without one is in tests/ui/shell/test_refused.py")
    within = ("unshare", "-m", "sh", "-c", f'{mount} exec "$0" "$@"')
    travel("full_disk.py", display, tmp_path, within=within, OSDESK_HOME=str(disk))
    order = ask(tmp_path, "show", "132", "--json")
    assert isinstance(order, dict)
    assert (order["client"]["name"], order["reason"]) == ("Padaria Azul", "Split nao gela")


def test_the_paper_comes_back_from_the_scanner_and_the_order_is_done(display: str, tmp_path: Path) -> None:
    travel("paper_back.py", display, tmp_path)


@pytest.mark.needs("xclip")
def test_photos_come_in_are_put_in_order_drawn_upon_and_printed(display: str, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "osdesk", "demo", "--orders", "3"],
        env={**os.environ, "OSDESK_HOME": str(tmp_path), "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    travel("photos.py", display, tmp_path)
    listed = ask(tmp_path, "list", "--json")
    assert isinstance(listed, list)
    orders = [ask(tmp_path, "show", row["number"], "--json") for row in listed]
    (attached,) = [order["attachments"] for order in orders if isinstance(order, dict) and order["attachments"]]
    names = [each["name"] for each in attached]
    assert sorted(names) == ["IMG_1.jpg", "IMG_2.png", "IMG_3.heic", "imagem colada.png", "laudo.pdf"]
    assert names[:2] == ["IMG_1.jpg", "imagem colada.png"]
    assert [mark["kind"] for each in attached[:2] for mark in each["marks"]] == ["arrow", "words", "box"]
    assert (attached[1]["caption"], attached[1]["stage"]) == ("Condensadora antes da limpeza", "before")
