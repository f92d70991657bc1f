"""What lies in a scanner's folder is taken when it is whole, and put away without replacing anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from osdesk.gateways import scanner_folder
from osdesk.gateways.scanner_folder import PATIENCE, Look

WHOLE = b"%PDF-1.4\n" + b"x" * 6000 + b"\n%%EOF\n"


def names(look: Look) -> list[str]:
    return [Path(path).name for path in look.whole]


def looks(folder: Path, count: int, before: Look | None = None) -> Look:
    found = before or Look()
    for _look in range(count):
        found = scanner_folder.look(str(folder), found)
    return found


def test_a_file_is_whole_at_the_second_look_that_finds_it_unchanged(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(WHOLE)
    first = looks(tmp_path, 1)
    assert names(first) == []
    assert names(looks(tmp_path, 1, first)) == ["scan.pdf"]


def test_a_file_that_grows_between_looks_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    found = Look()
    for size in (100, 2000, 5000):
        path.write_bytes(WHOLE[:size])
        found = looks(tmp_path, 1, found)
        assert names(found) == []
    path.write_bytes(WHOLE)
    assert names(looks(tmp_path, 2, found)) == ["scan.pdf"]


@pytest.mark.parametrize(
    ("name", "begun"),
    [("a.pdf", WHOLE[:-7]), ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 900), ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 90)],
)
def test_a_file_without_its_end_waits_however_still_it_is_and_is_given_up_at_last(
    tmp_path: Path, name: str, begun: bytes
) -> None:
    (tmp_path / name).write_bytes(begun)
    waited = looks(tmp_path, PATIENCE)
    assert names(waited) == []
    assert names(looks(tmp_path, 1, waited)) == [name]


def test_only_scans_count_and_the_oldest_comes_first(tmp_path: Path) -> None:
    for age, name in enumerate(("novo.PDF", "velho.pdf", ".oculto.pdf", "~rascunho.pdf", "notas.txt", "vazio.pdf")):
        path = tmp_path / name
        path.write_bytes(b"" if name == "vazio.pdf" else WHOLE)
        os.utime(path, (2_000_000 - age * 100, 2_000_000 - age * 100))
    (tmp_path / "Arquivadas.pdf").mkdir()
    assert names(looks(tmp_path, 2)) == ["velho.pdf", "novo.PDF"]


def test_a_folder_that_goes_is_told_and_looked_at_anew_when_it_comes_back(tmp_path: Path) -> None:
    folder, away = tmp_path / "scans", tmp_path / "away"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(WHOLE)
    found = looks(folder, 1)
    folder.rename(away)
    gone = looks(folder, 1, found)
    assert (gone.there, gone.whole) == (False, ())
    away.rename(folder)
    back = looks(folder, 1, gone)
    assert (back.there, names(back)) == (True, [])
    assert names(looks(folder, 1, back)) == ["scan.pdf"]


def test_what_is_put_away_replaces_nothing(tmp_path: Path) -> None:
    kept = []
    for content in (b"one", b"two", b"three"):
        path = tmp_path / "scan.pdf"
        path.write_bytes(content)
        kept.append(scanner_folder.put_away(str(path), "Arquivadas"))
        assert not path.exists()
    assert [path.name for path in kept] == ["scan.pdf", "scan (2).pdf", "scan (3).pdf"]
    assert [path.read_bytes() for path in kept] == [b"one", b"two", b"three"]


def test_what_cannot_be_put_away_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(WHOLE)
    (tmp_path / "Arquivadas").write_bytes(b"a file has the folder's name")
    with pytest.raises(OSError, match="Arquivadas"):
        scanner_folder.put_away(str(path), "Arquivadas")
    assert path.read_bytes() == WHOLE


def test_a_file_that_went_meanwhile_leaves_no_empty_one_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scanner_folder.put_away(str(tmp_path / "scan.pdf"), "Arquivadas")
    assert list((tmp_path / "Arquivadas").iterdir()) == []
