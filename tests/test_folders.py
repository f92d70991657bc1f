"""Where things live, and which folders would hurt an office: judged for Windows, macOS and Linux on any of them."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from osdesk import folders
from osdesk.folders import Mount, Reason, Surroundings, judge, read_mount_command, read_mountinfo

MOUNTINFO = """\
25 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
26 25 0:23 / /proc rw,nosuid - proc proc rw
90 25 0:51 / /mnt/servidor rw,relatime shared:52 - nfs4 servidor:/dados rw,vers=4.2
91 25 0:52 / /mnt/Ordens\\040de\\040servi\xe7o rw - cifs //servidor/ordens rw
92 25 0:53 / /mnt/servidor/local rw - ext4 /dev/sdb1 rw
93 25 0:54 / /home/ana/remoto rw,nosuid - fuse.sshfs ana@servidor:/ rw
94 25 0:55 / /mnt/coberto rw - nfs servidor:/velho rw
95 25 0:56 / /mnt/coberto rw - xfs /dev/sdc1 rw
broken line
"""
MOUNT = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@servidor/Ordens on /Volumes/Ordens (smbfs, nodev, nosuid, mounted by ana)
/dev/disk4s1 on /Volumes/Pen (drive) (msdos, local, nodev)
"""


def linux(**environment: str) -> Surroundings:
    return Surroundings(
        system="linux", home=PurePosixPath("/home/ana"), environment=environment, mounts=read_mountinfo(MOUNTINFO)
    )


def macos() -> Surroundings:
    return Surroundings(
        system="macos", home=PurePosixPath("/Users/ana"), environment={}, mounts=read_mount_command(MOUNT)
    )


def windows(**environment: str) -> Surroundings:
    return Surroundings(
        system="windows",
        home=PureWindowsPath(r"C:\Users\Ana"),
        environment=environment,
        remote_drives=frozenset({"Z:"}),
    )


def posix(path: str) -> PurePath:
    return PurePosixPath(path)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/mnt/servidor/osdesk", "nfs4"),
        ("/mnt/servidor", "nfs4"),
        ("/mnt/Ordens de servi\xe7o/escritorio", "cifs"),
        ("/home/ana/remoto/osdesk", "fuse.sshfs"),
    ],
)
def test_a_network_drive_on_linux_is_refused_by_its_kind(path: str, name: str) -> None:
    assert judge(posix(path), linux()) == Reason(kind="network", name=name)


@pytest.mark.parametrize(
    "path",
    [
        "/home/ana/.local/share/osdesk/office",
        "/mnt/servidor/local/osdesk",  # a disk of this computer below a network drive
        "/mnt/servidores",  # only looks as if it began alike
        "/mnt/coberto/osdesk",  # the later mount covers the network one
        "/home/ana/Caixa Dropboxes/osdesk",
        "/srv/box/osdesk",
        "/home/ana",
    ],
)
def test_a_folder_of_this_computer_is_taken(path: str) -> None:
    assert judge(posix(path), linux()) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/ana/Dropbox/osdesk", "Dropbox"),
        ("/home/ana/Dropbox (Ventosul)/osdesk", "Dropbox"),
        ("/media/disco/Nextcloud/osdesk", "Nextcloud"),
        ("/home/ana/MEGA/osdesk", "MEGA"),
        ("/home/ana/Box", "Box"),
    ],
)
def test_a_synchronised_folder_on_linux_is_refused_by_its_name(path: str, name: str) -> None:
    assert judge(posix(path), linux()) == Reason(kind="synchronised", name=name)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (r"C:\Users\Ana\AppData\Local\OS Desk\office", None),
        (r"D:\OS Desk", None),
        (r"Z:\OS Desk", Reason(kind="network", name="Z:")),
        (r"z:\OS Desk", Reason(kind="network", name="z:")),
        (r"\\servidor\ordens\OS Desk", Reason(kind="network", name=r"\\servidor\ordens")),
        (r"\\?\UNC\servidor\ordens\OS Desk", Reason(kind="network", name=r"\\?\UNC\servidor\ordens")),
        (r"\\?\C:\OS Desk", None),
        (r"C:\Users\Ana\OneDrive\Documentos\OS Desk", Reason(kind="synchronised", name="OneDrive")),
        (r"C:\Users\Ana\OneDrive - Ventosul Ltda\OS Desk", Reason(kind="synchronised", name="OneDrive")),
        (r"G:\Meu Drive\OS Desk", Reason(kind="synchronised", name="Google Drive")),
        (r"C:\Users\Ana\iCloudDrive\OS Desk", Reason(kind="synchronised", name="iCloud")),
        (r"c:\users\ana\dropbox\OS Desk", Reason(kind="synchronised", name="Dropbox")),
    ],
)
def test_folders_on_windows_are_judged_by_drive_share_and_name(path: str, reason: Reason | None) -> None:
    assert judge(PureWindowsPath(path), windows()) == reason


def test_onedrive_under_any_name_is_known_by_the_environment() -> None:
    around = windows(OneDriveCommercial=r"C:\Nuvem da firma")
    assert judge(PureWindowsPath(r"C:\Nuvem da firma\OS Desk"), around) == Reason(kind="synchronised", name="OneDrive")
    assert judge(PureWindowsPath(r"C:\Outra\OS Desk"), around) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/Users/ana/Library/Application Support/OS Desk/office", None),
        ("/Volumes/Pen (drive)/osdesk", None),
        ("/Volumes/Ordens/osdesk", Reason(kind="network", name="smbfs")),
        (
            "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/osdesk",
            Reason(kind="synchronised", name="iCloud"),
        ),
        (
            "/Users/ana/Library/CloudStorage/GoogleDrive-ana@ventosul.example/osdesk",
            Reason(kind="synchronised", name="Google Drive"),
        ),
        ("/Users/ana/Library/CloudStorage/pCloud-ana/osdesk", Reason(kind="synchronised", name="pCloud")),
    ],
)
def test_folders_on_macos_are_judged_by_mount_and_library(path: str, reason: Reason | None) -> None:
    assert judge(posix(path), macos()) == reason


def test_the_kernel_s_escapes_are_read() -> None:
    assert Mount(point="/mnt/Ordens de servi\xe7o", type="cifs") in read_mountinfo(MOUNTINFO)
    assert len(read_mountinfo(MOUNTINFO)) == 8


def test_this_computer_s_own_folder_is_safe_and_a_link_into_a_synchronised_one_is_not(tmp_path: Path) -> None:
    assert folders.unsafe_reason(tmp_path / "not" / "made" / "yet") is None
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert folders.unsafe_reason(tmp_path / "office") == Reason(kind="synchronised", name="Dropbox")


def test_osdesk_home_moves_everything_into_one_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert folders.data_folder() == home / "office"
    assert folders.log_folder() == home / "logs"
    assert folders.settings_file() == home / "settings.ini"
    assert folders.drafts_folder(home / "office").parent == home / "drafts"


def test_without_it_everything_lies_in_the_person_s_own_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OSDESK_HOME")
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    places = [folders.data_folder(), folders.log_folder(), folders.settings_file(), folders.drafts_folder(tmp_path)]
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert len(set(places)) == 4


def test_two_offices_never_share_drafts_and_one_keeps_its_own_by_any_path(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "office", tmp_path / "b" / "office"
    assert folders.drafts_folder(one) != folders.drafts_folder(other)
    assert folders.drafts_folder(one) == folders.drafts_folder(tmp_path / "b" / ".." / "a" / "office")
