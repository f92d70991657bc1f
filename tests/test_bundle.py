"""The bundle, built from the committed spec and run as on a computer without Python: words, fonts, migrations inside;
issuing, checking, filing and sending work, and the window opens.

Building takes a minute or two, so it runs where OSDESK_BUNDLE_TEST (or, in CI, OSDESK_TEST_EVERYTHING) is set.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

import mail_server
import scanned
import shipped
from journeys.stage import screen
from mail_server import USER, serving
from offices import an_office
from osdesk.domain.messages import Security
from osdesk.services import mail_account
from osdesk.ui.single import socket_name
from photographs import HEIC
from postal import read

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.needs("bundle")
#: OpenSSL looks there on Linux alone; elsewhere the system itself is asked, which no test may change.
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems trust what they were told to")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle's program, outside the repository."""
    folder = tmp_path_factory.mktemp("bundle")
    build = [sys.executable, str(ROOT / "dev.py"), "bundle", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run([*build, *places], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "dist" / "osdesk" / ("osdesk-cli.exe" if os.name == "nt" else "osdesk")


@dataclass(frozen=True)
class Desk:
    """An office that the bundle itself made, and its orders' numbers, newest first."""

    program: Path
    home: Path
    office: Path
    numbers: tuple[str, ...] = ()

    def environment(self, **more: str) -> dict[str, str]:
        """No PATH, no Python, no home: only what the program can't invent, a folder of its own."""
        environment = {"OSDESK_HOME": str(self.home), "PATH": "", "PYTHONUTF8": "1", **more}
        if os.name == "nt":
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        return environment

    def call(self, *arguments: str, code: int = 0, within: Mapping[str, str] | None = None) -> str:
        """What the program prints, in a folder that holds nothing; what it says when it refuses."""
        self.home.mkdir(exist_ok=True)
        done = subprocess.run(
            [str(self.program), "--data-dir", str(self.office), *arguments],
            cwd=self.home,
            env=self.environment(**(within or {})),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr if code and not done.stdout else done.stdout


@pytest.fixture(scope="module")
def desk(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An office with three orders."""
    place = tmp_path_factory.mktemp("desk")
    desk = Desk(program, place / "home", place / "office")
    desk.call("demo", "--orders", "3")
    listed = json.loads(desk.call("list", "--json"))
    assert len(listed) == 3
    return replace(desk, numbers=tuple(row["number"] for row in listed))


def fonts_of(page: pypdf.PageObject) -> dict[str, bool]:
    """The page's fonts by name, and whether each is embedded."""
    found = {}
    for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf types both as one class
        font = reference.get_object()
        descriptor = font.get("/FontDescriptor") or font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found[str(font["/BaseFont"])] = "/FontFile2" in descriptor.get_object()
    return found


def test_it_exports_an_order_with_our_fonts_and_words(desk: Desk, tmp_path: Path) -> None:
    pdf, number = tmp_path / "order.pdf", desk.numbers[0]
    desk.call("export", number, "--output", str(pdf))
    reader = pypdf.PdfReader(pdf)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert number in text
    assert json.loads(desk.call("show", number, "--json"))["client"]["name"] in text
    assert "ORDEM DE SERVIÇO" in text
    fonts = fonts_of(reader.pages[0])
    assert fonts
    assert all(fonts.values()), fonts
    assert all("IBMPlexSans" in name for name in fonts)


def test_what_it_issued_it_knows_again_and_a_changed_byte_too(desk: Desk, tmp_path: Path) -> None:
    pdf = tmp_path / "issued.pdf"
    desk.call("seal", desk.numbers[0], "--output", str(pdf))
    desk.call("verify", str(pdf))
    data = bytearray(pdf.read_bytes())
    assert b"/OutputIntent" in data  # and so the profile that it is made with is inside
    data[len(data) // 2] ^= 1
    pdf.write_bytes(data)
    desk.call("verify", str(pdf), code=1)


def test_its_paper_comes_back_as_a_scan_and_as_a_picture(desk: Desk, tmp_path: Path) -> None:
    pile, picture, sheet = tmp_path / "pile.pdf", tmp_path / "phone.jpg", tmp_path / "sheet.pdf"
    pages: list[Image.Image] = []
    for number in desk.numbers[:2]:
        desk.call("seal", number, "--output", str(sheet))
        pages.append(scanned.scanned(scanned.pictures(sheet.read_bytes())[0], seed=len(pages), skew=1.5))
    pile.write_bytes(scanned.as_pdf([pages[0], scanned.back()]))
    picture.write_bytes(scanned.as_jpeg(pages[1]))
    filed = json.loads(desk.call("file-scans", str(pile), str(picture), "--json"))
    assert [(each["state"], each["order"]) for each in filed] == [
        ("filed", desk.numbers[0]),
        ("blank", None),
        ("filed", desk.numbers[1]),
    ]


def test_it_reads_what_phones_take(desk: Desk) -> None:
    (page,) = json.loads(desk.call("file-scans", str(HEIC), "--json"))
    assert (page["state"], page["order"]) == ("waiting", None)


#: Stands for the system's key ring: found as its users' configuration says. It tells what others the program knows.
_RING = """
from pathlib import Path
from keyring.backend import KeyringBackend, get_all_keyring

class Ring(KeyringBackend):
    priority = 9

    def get_password(self, service, username):
        get_all_keyring()
        known = sorted(f"{each.__module__}.{each.__name__}" for each in KeyringBackend._classes)
        Path(__file__).with_name("known.txt").write_text("\\n".join(known))
        return Path(__file__).with_name("password.txt").read_text("utf-8")

    def set_password(self, service, username, password):
        raise NotImplementedError
"""


@pytest.fixture
def ring(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which there is a key ring that has the account's password."""
    place = tmp_path / "ring"
    (place / "python_keyring").mkdir(parents=True)
    settings = f"[backend]\ndefault-keyring=our_ring.Ring\nkeyring-path={place}\n"
    (place / "python_keyring" / "keyringrc.cfg").write_text(settings, "utf-8")
    (place / "our_ring.py").write_text(_RING, "utf-8")
    (place / "password.txt").write_text(mail_server.PASSWORD, "utf-8")
    return {"XDG_CONFIG_HOME": str(place)}


@pytest.fixture
def trusting(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which the test's authority is one of the system's."""
    path = tmp_path / "authority.pem"
    mail_server.authority().cert_pem.write_to_path(path)
    return {"SSL_CERT_FILE": str(path)}


def set_up(desk: Desk, server: mail_server.MailServer) -> None:
    with an_office(desk.office) as office:
        mail_account.save(office, replace(server.account(), version=mail_account.get(office).version))


@on_linux
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_it_sends_what_it_issued_over_a_protected_line_with_the_password_of_the_key_ring(
    desk: Desk, tmp_path: Path, ring: dict[str, str], trusting: dict[str, str], security: Security
) -> None:
    pdf, number = tmp_path / "issued.pdf", desk.numbers[0]
    with serving(security=security) as server:
        set_up(desk, server)
        desk.call("send", number, "--to", "a@x.example", within=ring | trusting)
        (received,) = server.received
    desk.call("seal", number, "--output", str(pdf))
    (attached,) = read(received).iter_attachments()
    assert attached.get_content() == pdf.read_bytes()
    # Each system's own, found by the metadata that a frozen program has to be given.
    known = set((tmp_path / "ring" / "known.txt").read_text("utf-8").split())
    for backend in ("Windows.WinVaultKeyring", "macOS.Keyring", "SecretService.Keyring", "kwallet.DBusKeyring"):
        assert f"keyring.backends.{backend}" in known


@on_linux
def test_a_certificate_of_strangers_and_a_missing_password_stop_it_in_a_sentence(
    desk: Desk, ring: dict[str, str], trusting: dict[str, str]
) -> None:
    with serving(security=Security.TLS) as server:
        set_up(desk, server)
        assert USER in desk.call("send", desk.numbers[1], "--to", "a@x.example", code=1, within=trusting)
        assert "certificado" in desk.call("send", desk.numbers[1], "--to", "a@x.example", code=1, within=ring)
        assert server.received == []
        # The message wasn't lost.
        assert json.loads(desk.call("outbox", "--send", "--json", within=ring | trusting))["sent"] == 1
        assert len(server.received) == 1


def test_it_checks_what_it_wrote(desk: Desk) -> None:
    desk.call("check")


@contextlib.contextmanager
def window(desk: Desk, **more: str) -> Iterator[None]:
    """The program's window, from when it answers those who start it again."""
    with tempfile.TemporaryDirectory() as scratch:  # short: the socket lies there
        environment = desk.environment(TMPDIR=scratch, **more)
        command = [str(desk.program), "--data-dir", str(desk.office)]
        shown = subprocess.Popen(command, env=environment, cwd=desk.home, stderr=subprocess.PIPE, text=True)
        try:
            answered = False
            for _ in range(600):
                with socket.socket(socket.AF_UNIX) as asking, contextlib.suppress(OSError):
                    asking.settimeout(5)
                    asking.connect(str(Path(scratch, socket_name(desk.office))))
                    answered = asking.recv(16) == b"here\n"
                if answered:
                    break
                with contextlib.suppress(subprocess.TimeoutExpired):
                    shown.wait(0.1)
                    break
            if not answered:
                shown.kill()
            assert answered, shown.communicate()[1]
            assert subprocess.run(command, env=environment, check=False).returncode == 0
            yield
        finally:
            shown.terminate()
            shown.communicate(timeout=20)


@on_linux
@pytest.mark.needs("openbox")
def test_its_window_opens_on_a_real_screen_and_without_one(desk: Desk) -> None:
    log = desk.home / "logs" / "osdesk.log"
    with window(desk, QT_QPA_PLATFORM="offscreen"):
        pass
    with screen() as display, window(desk, DISPLAY=display, QT_QPA_PLATFORM="xcb"):
        pass
    assert not log.exists() or not [line for line in log.read_text("utf-8").splitlines() if " ERROR " in line]


#: Asks Qt's ICU for what it gives in passing: whether it starts, an alphabet, an encoding.
_ASK_ICU = """
import ctypes, sys
uc, i18n, version = ctypes.CDLL(sys.argv[1]), ctypes.CDLL(sys.argv[2]), sys.argv[3]
for library, call, what in ((uc, "u_init", None), (i18n, "ucol_open", b"pt_BR"), (uc, "ucnv_open", b"windows-1252")):
    trouble = ctypes.c_int(0)
    library[f"{call}_{version}"](*([what] if what else []), ctypes.byref(trouble))
    print(call, trouble.value <= 0)
"""


@on_linux
def test_what_is_left_of_icu_still_answers(program: Path) -> None:
    folder = program.parent / "_internal" / "PySide6" / "Qt" / "lib"
    (data,) = folder.glob("libicudata.so.*")
    assert data.stat().st_size < 8_000_000
    version = data.name.rpartition(".")[2]
    libraries = [str(folder / f"lib{name}.so.{version}") for name in ("icuuc", "icui18n")]
    ask = [sys.executable, "-c", _ASK_ICU, *libraries, version]
    told = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["u_init", "True", "ucol_open", "True", "ucnv_open", "True"]


def test_it_holds_our_languages_and_leaves_out_what_no_screen_uses(program: Path) -> None:
    names = [path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*") if path.is_file()]
    for language in ("pt_BR", "es"):
        assert [name for name in names if name.endswith(f"osdesk/resources/locale/{language}/LC_MESSAGES/osdesk.mo")]
        assert [name for name in names if name.endswith(f"qtbase_{language}.qm")]
    assert [name for name in names if "osdesk/storage/migrations/versions/" in name]
    assert [name for name in names if "/networkinformation/" in name]
    # MIT and BSD want their words in every copy, and the LGPL its own.
    assert [name for name in names if name.endswith("osdesk/resources/licences/LGPL-3.0.txt")]
    for library in {library for _text, library in shipped.licence_texts()}:
        assert [name for name in names if f"/licences/{library}/" in name]
    assert not [name for name in names if any(part in name for part in ("Qml", "Quick", "libgtk", "tkinter"))]
