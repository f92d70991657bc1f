"""Where the office, the log, drafts and this workstation's settings live, and which places are unsafe for an office.

Apart because window, command line and tests must agree on it before anything is opened. `OSDESK_HOME` in the
environment moves all of it into one folder (tests, a stick, support).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Literal

APP = "OS Desk" if sys.platform in {"win32", "darwin"} else "osdesk"


def data_folder() -> Path:
    """The office folder that is opened when none is named: local to this computer, never roaming. Not created."""
    return (_home() or _place("user_data_path")) / "office"


def log_folder() -> Path:
    """The folder of the one log file. Not created."""
    home = _home()
    return home / "logs" if home else _place("user_log_path")


def drafts_folder(office: Path) -> Path:
    """Where drafts of that office are kept on this workstation: a folder for each office folder. Not created."""
    whole = str(office.resolve())
    import hashlib  # not before a draft is kept: the window would wait for it

    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return (_home() or _place("user_state_path")) / "drafts" / mark


def handover_folder() -> Path:
    """Where files lie for a while that other programs are to open: mail drafts, copied documents. Not created."""
    home = _home()
    return home / "handover" if home else _place("user_cache_path") / "handover"


def settings_file() -> Path:
    """What belongs to this workstation: language, theme, printer, geometry, the office opened last. Not created."""
    return (_home() or _place("user_config_path")) / "settings.ini"


def _home() -> Path | None:
    named = os.environ.get("OSDESK_HOME")
    return Path(named).absolute() if named else None


def _place(kind: str) -> Path:
    # platformdirs costs a start something, and tests with OSDESK_HOME never need it.
    import platformdirs

    found: Path = getattr(platformdirs.PlatformDirs(APP, appauthor=False, roaming=False), kind)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a folder is no place for an office: `name` is what people call it ("OneDrive", "nfs", a share's name)."""

    kind: Literal["network", "synchronised"]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A mounted file system: where, and of what type ("ext4", "nfs4", "fuse.sshfs")."""

    point: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What this computer says about itself, gathered apart from the judgement so that any system's can be judged."""

    system: Literal["windows", "macos", "linux"]
    home: PurePath
    environment: Mapping[str, str]
    mounts: tuple[Mount, ...] = ()
    remote_drives: frozenset[str] = frozenset()
    """Windows only: the drives that GetDriveType calls remote, as `Z:`."""


def unsafe_reason(path: Path) -> Reason | None:
    """Why an office must not live in `path` (which needn't exist): a network drive or a synchronised folder.

    A WAL database on a network drive loses data, and a synchronising program copies a database while it is written.
    """
    whole = path.resolve()
    return judge(whole, _surroundings(whole))


def judge(path: PurePath, around: Surroundings) -> Reason | None:
    """`unsafe_reason` for an absolute path without links, on the computer described. Asks the system nothing."""
    return _synchronised(path, around) or _network(path, around)


#: Names that synchronising programs give their folder wherever it is put; what follows " - " or " (" is the account.
_ANYWHERE = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "meu drive": "Google Drive",
    "mi unidad": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "icloud~": "iCloud",
    "nextcloud": "Nextcloud",
}
#: Names too common to mean it anywhere but right in a person's own folder.
_AT_HOME = {
    "mega": "MEGA",
    "box": "Box",
    "box sync": "Box",
    "sync": "Sync",
    "pclouddrive": "pCloud",
    "owncloud": "ownCloud",
}
_ENVIRONMENT = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
_NETWORK_TYPES = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs"),
        *("ceph", "glusterfs", "lustre", "9p", "drvfs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "fuse.davfs2"),
        *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs", "fuse.smbnetfs"),
    )
)


def _synchronised(path: PurePath, around: Surroundings) -> Reason | None:
    for variable, name in _ENVIRONMENT.items():
        folder = around.environment.get(variable)
        if folder and path.is_relative_to(type(path)(folder)):
            return Reason(kind="synchronised", name=name)
    parts = [part.casefold() for part in path.parts[1:]]
    for part in parts:
        name = _ANYWHERE.get(part.partition(" - ")[0].partition(" (")[0], "")
        if name:
            return Reason(kind="synchronised", name=name)
    if around.system == "macos":
        for above, folder in zip(path.parts, path.parts[1:], strict=False):
            if above == "Library" and folder == "Mobile Documents":
                return Reason(kind="synchronised", name="iCloud")
            if above == "Library" and folder == "CloudStorage":
                return _cloud_storage(path)
    if path.is_relative_to(around.home) and path != around.home:
        name = _AT_HOME.get(path.relative_to(around.home).parts[0].casefold(), "")
        if name:
            return Reason(kind="synchronised", name=name)
    return None


def _cloud_storage(path: PurePath) -> Reason:
    """MacOS keeps them in ~/Library/CloudStorage as `GoogleDrive-someone@example.com`."""
    following = path.parts[path.parts.index("CloudStorage") + 1 :]
    kind = following[0].partition("-")[0] if following else "CloudStorage"
    return Reason(kind="synchronised", name=_ANYWHERE.get(kind.casefold(), kind))


def _network(path: PurePath, around: Surroundings) -> Reason | None:
    if around.system == "windows":
        drive = path.drive
        if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
            return Reason(kind="network", name=drive)
        if drive.upper() in around.remote_drives or drive.startswith("\\\\?\\UNC\\"):
            return Reason(kind="network", name=drive)
        return None
    inside = [mount for mount in around.mounts if path.is_relative_to(PurePosixPath(mount.point))]
    if not inside:
        return None
    # The longest one holds the path; of two on the same point the later one covers the earlier.
    nearest = max(reversed(inside), key=lambda mount: len(PurePosixPath(mount.point).parts))
    return Reason(kind="network", name=nearest.type) if nearest.type.lower() in _NETWORK_TYPES else None


def read_mountinfo(text: str) -> tuple[Mount, ...]:
    """Linux's `/proc/self/mountinfo`: the point is the fifth field, the type the first after the lone hyphen."""
    mounts = []
    for line in text.splitlines():
        before, hyphen, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if hyphen and len(fields) > 4:
            mounts.append(Mount(point=_unescape(fields[4]), type=types[0]))
    return tuple(mounts)


def read_mount_command(text: str) -> tuple[Mount, ...]:
    """What macOS's `mount` prints: `//ana@server/Docs on /Volumes/Docs (smbfs, nodev, nosuid)`."""
    mounts = []
    for line in text.splitlines():
        where, bracket, options = line.rpartition(" (")
        _, on, point = where.partition(" on ")
        if bracket and on:
            mounts.append(Mount(point=point, type=options.rstrip(")").split(",")[0]))
    return tuple(mounts)


def _unescape(point: str) -> str:
    """The kernel writes blank, tab, newline and backslash as three octal digits."""
    for written, meant in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(written, meant)
    return point


def _surroundings(path: Path) -> Surroundings:
    environment = dict(os.environ)
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        is_remote = path.drive.endswith(":") and ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == remote
        drives = frozenset({path.drive.upper()} if is_remote else ())
        home: PurePath = PureWindowsPath(Path.home())
        return Surroundings(system="windows", home=home, environment=environment, remote_drives=drives)
    if sys.platform == "darwin":
        import subprocess

        printed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=10).stdout
        return Surroundings(
            system="macos", home=Path.home(), environment=environment, mounts=read_mount_command(printed)
        )
    try:
        mounts = read_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        mounts = ()  # a system without /proc: nothing known against the folder
    return Surroundings(system="linux", home=Path.home(), environment=environment, mounts=mounts)
