"""`osdesk export` and the logo: real PDFs, read back, beside an open window and into awkward places."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from builders import DATA, a_company, at
from commands import assert_one_sentence, held_open, run
from offices import Clock, an_office, saved_client, saved_order, whole_order
from osdesk.services import company, orders
from photo_scenes import CAPTIONS, order_with_photos


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the typical order and a short one of another client."""
    path = tmp_path_factory.mktemp("office") / "made"
    with an_office(path, Clock(at(2026, 11, 24, 8, 12))) as office:
        company.save(office, a_company())
        orders.save(office, whole_order(office))
        saved_order(office, saved_client(office, name="Padaria Pão de Mel", tax_id=""), reason="Balcão com gelo")
    return path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_an_order_is_exported_with_both_copies(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    done = run(made, "export", "1", "--output", str(path))
    assert (done.code, done.out, done.err) == (0, "", "")
    (page,) = pages(path)
    assert page.count("000001") >= 2
    assert page.count("Clínica Aurora") >= 2
    assert "1ª VIA" in page
    assert "2ª VIA" in page
    assert "760,00" in page
    again = tmp_path / "again.pdf"
    run(made, "export", "000001", "-o", str(again))
    assert again.read_bytes() == path.read_bytes()


@pytest.fixture
def photographed(folder: Path) -> Path:
    """The office with three photos and a file in its first order; it prints two on a page."""
    with an_office(folder, Clock(at(2026, 11, 24, 9, 0))) as office:
        found = orders.by_number(office, "1")
        assert found is not None
        order_with_photos(office, found.id or 0, a_page=2)
    return folder


def test_photos_follow_the_clients_copy_as_the_office_or_the_command_says(photographed: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    for photos, count in (((), 3), (("--photos", "6"), 2), (("--photos", "0"), 1), (("--copy", "company"), 1)):
        assert run(photographed, "export", "1", "--output", str(path), *photos).code == 0
        assert len(pages(path)) == count
    run(photographed, "export", "1", "--output", str(path), "--photos", "4")
    assert all(caption in pages(path)[1] for caption in CAPTIONS)
    assert run(photographed, "export", "1", "--output", str(path), "--photos", "5").code == 2


def test_an_orders_photos_and_files_are_named(photographed: Path) -> None:
    told = run(photographed, "show", "1", "--json").json["attachments"]
    assert [each["name"] for each in told] == ["IMG_200.jpg", "IMG_201.jpg", "IMG_202.jpg", "Laudo técnico.pdf"]
    assert [each["caption"] for each in told[:3]] == list(CAPTIONS)
    assert told[0]["marks"][0]["kind"] == "arrow"
    words = run(photographed, "show", "1").out
    assert "IMG_201.jpg · Pressão antes" in words
    assert "Laudo técnico.pdf" in words


def test_one_copy_alone_and_without_prices(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    assert run(made, "export", "1", "--output", str(path), "--copy", "client", "--no-prices").code == 0
    (page,) = pages(path)
    assert "2ª VIA" in page
    assert "1ª VIA" not in page
    assert "760,00" not in page
    assert "Capacitor" in page


def test_many_orders_are_one_file_in_the_order_given_each_once(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    assert run(made, "export", "2", "1", "000002", "--output", str(path)).code == 0
    first, second = pages(path)
    assert "Padaria Pão de Mel" in first
    assert "Clínica Aurora" in second


def test_blank_forms_of_an_order_and_of_nothing(made: Path, tmp_path: Path) -> None:
    form, pad = tmp_path / "form.pdf", tmp_path / "pad.pdf"
    assert run(made, "export", "1", "--blank", "--output", str(form)).code == 0
    assert run(made, "export", "--blank", "--output", str(pad)).code == 0
    assert "Clínica Aurora" in pages(form)[0]
    assert "760,00" not in pages(form)[0]
    assert "Ventosul Climatização" in pages(pad)[0]
    assert "Clínica Aurora" not in pages(pad)[0]


def test_it_works_beside_an_open_window_and_notes_nothing(folder: Path, tmp_path: Path) -> None:
    before = (folder / "office.db").read_bytes()
    with held_open(folder):
        assert run(folder, "export", "1", "--output", str(tmp_path / "OS.pdf")).code == 0
    assert pages(tmp_path / "OS.pdf")
    with an_office(folder) as office:
        assert len(orders.history(office, orders.get_many(office, [1])[0].id or 0)) == 1
    assert before[:16] == b"SQLite format 3\x00"


def test_an_unknown_number_among_known_ones_writes_nothing(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    assert_one_sentence(run(made, "export", "1", "77", "--output", str(path)), 2, "77")
    assert not path.exists()


def test_places_that_take_no_file_are_told(made: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, words in (
        (tmp_path, "pasta"),
        (tmp_path / "gone" / "OS.pdf", "gone"),
        (tmp_path / "file" / "OS.pdf", "file"),
        (tmp_path / ("n" * 300), "nome"),
    ):
        assert_one_sentence(run(made, "export", "2", "--output", str(path)), 1, words)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(made: Path) -> None:
    assert_one_sentence(run(made, "export", "2", "--output", "/dev/full"), 1, "disco está cheio")


def test_the_file_replaced_is_whole_before_and_after(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    path.write_text("the old one")
    assert run(made, "export", "2", "--output", str(path)).code == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


def test_a_pdf_can_go_to_standard_output(made: Path) -> None:
    command = [sys.executable, "-m", "osdesk", "--data-dir", str(made), "export", "2", "--output", "-"]
    done = subprocess.run(command, capture_output=True, check=True, env=dict(os.environ))
    assert len(pypdf.PdfReader(io.BytesIO(done.stdout)).pages) == 1


def test_a_logo_is_checked_before_it_is_kept(folder: Path, tmp_path: Path) -> None:
    for name, content in (
        ("empty.png", b""),
        ("text.png", b"I am a text"),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert_one_sentence(run(folder, "company", "--logo", str(path)), 1, name)
    assert run(folder, "company").json["logo"] is None


def test_a_logo_lands_on_the_sheet(folder: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    run(folder, "export", "2", "--output", str(before))
    done = run(folder, "company", "--logo", str(DATA / "vento-sul.svg"))
    assert (done.code, done.err) == (0, "")
    assert len(run(folder, "company").json["logo"]) == 64
    assert run(folder, "export", "2", "--output", str(after)).code == 0
    assert not pypdf.PdfReader(before).pages[0].images
    assert after.stat().st_size > before.stat().st_size


def test_a_wrong_file_beside_a_good_logo_sets_neither(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"cnpj": "11.222.333/0001-18"}')
    done = run(folder, "company", str(wrong), "--logo", str(DATA / "vento-sul.svg"))
    assert_one_sentence(done, 1, "CPF/CNPJ")
    assert run(folder, "company").json["logo"] is None
