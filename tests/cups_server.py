"""A print server of the tests' own: cupsd in a temporary folder, on a socket there, whose backend keeps what it gets.

A raw queue on a `file:` address runs no filter and writes nothing though the job "completes"; so each queue here has a
small description (PPD) that lets a PDF through untouched, and a backend script that copies its input. It needs root, as
cupsd does.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

_SERVER = "/usr/lib/cups"

_BACKEND = """#!/bin/sh
# Without arguments cupsd asks what devices there are.
[ $# -eq 0 ] && {{ echo 'direct kept "Kept" "Kept"'; exit 0; }}
umask 077
if [ -n "$6" ]; then cp "$6" "{kept}/$1.part"; else cat > "{kept}/$1.part"; fi
printf '%s' "$5" > "{kept}/$1.options"
mv "{kept}/$1.part" "{kept}/$1.pdf"
"""

_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEPT.PPD"
*Manufacturer: "Kept"
*Product: "(Kept)"
*ModelName: "{name}"
*ShortNickName: "{name}"
*NickName: "{name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.3
*cupsFilter2: "application/pdf application/vnd.cups-raw 0 -"
*cupsFilter2: "application/vnd.cups-pdf application/vnd.cups-raw 0 -"
*OpenUI *PageSize/Paper: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: Letter
{sizes}*CloseUI: *PageSize
*OpenUI *PageRegion/Paper: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: Letter
{regions}*CloseUI: *PageRegion
*DefaultImageableArea: Letter
{areas}*DefaultPaperDimension: Letter
{dimensions}*OpenUI *Duplex/Two-sided: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: DuplexNoTumble
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*% End
"""

_SIZES = {"Letter": (612, 792), "A4": (595, 842), "A5": (420, 595)}


class CupsServer:
    """`address` is what `CUPS_SERVER` must say; `kept` the folder of what was printed, a PDF and its options a job."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="osdesk-cups-"))
        self.folder.chmod(0o755)
        self.kept = self.folder / "kept"
        self.kept.mkdir()
        self.address = str(self.folder / "cups.sock")
        self._process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def add(
        self, name: str, *, papers: tuple[str, ...] = ("Letter", "A4", "A5"), margins: float = 4.0, foot: float = 4.0
    ) -> None:
        """A queue of that name: its papers, its margins in mm, the foot's apart. Letter and duplex by default."""

        def points(millimetres: float) -> float:
            return millimetres * 72 / 25.4

        def rows(keyword: str, of: str) -> str:
            return "".join(f'*{keyword} {size}/{size}: "{of.format(*_SIZES[size])}"\n' for size in papers)

        area = "".join(
            f'*ImageableArea {size}/{size}: "{points(margins):.2f} {points(foot):.2f} '
            f'{_SIZES[size][0] - points(margins):.2f} {_SIZES[size][1] - points(margins):.2f}"\n'
            for size in papers
        )
        command = "<</PageSize[{0} {1}]>>setpagedevice"
        ppd = self.folder / f"{name}.ppd"
        ppd.write_text(
            _PPD.format(
                name=name,
                sizes=rows("PageSize", command),
                regions=rows("PageRegion", command),
                areas=area,
                dimensions=rows("PaperDimension", "{0} {1}"),
            ),
            encoding="ascii",
        )
        self._run("lpadmin", "-p", name, "-E", "-v", "kept:/there", "-P", str(ppd))

    def remove(self, name: str) -> None:
        """Take a queue away."""
        self._run("lpadmin", "-x", name)

    def jobs(self) -> list[Path]:
        """What was printed so far, oldest first."""
        return sorted(self.kept.glob("*.pdf"), key=lambda path: int(path.stem))

    @contextmanager
    def as_ours(self) -> Iterator[None]:
        """Within, this thread's questions about printers go to this server.

        The library reads `CUPS_SERVER` once, at the first question that anything in the process asks, and remembers.
        """
        library = ctypes.CDLL("libcups.so.2")
        library.cupsSetServer(self.address.encode())
        try:
            yield
        finally:
            library.cupsSetServer(None)

    def stop(self) -> None:
        """End it and drop its folder."""
        self._process.terminate()
        self._process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: str) -> None:
        environment = {**os.environ, "CUPS_SERVER": self.address, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
        # lpadmin warns that drivers are deprecated, on standard error, and leaves with 0.
        if done.returncode:
            raise RuntimeError(done.stderr)

    def _start(self) -> subprocess.Popen[bytes]:
        binaries = self.folder / "bin"
        (binaries / "backend").mkdir(parents=True)
        for part in Path(_SERVER).iterdir():
            if part.name != "backend":
                (binaries / part.name).symlink_to(part)
        backend = binaries / "backend" / "kept"
        backend.write_text(_BACKEND.format(kept=self.kept), encoding="ascii")
        backend.chmod(0o700)  # run as root, which alone may write here
        for name in ("etc", "cache", "spool", "run", "tmp"):
            (self.folder / name).mkdir()
        (self.folder / "etc" / "cupsd.conf").write_text(
            f"Listen {self.address}\nLogLevel warn\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n"
            "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
            "<Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none\n"
            "  <Limit All>\n    Order deny,allow\n    Allow all\n  </Limit>\n</Policy>\n",
            encoding="ascii",
        )
        (self.folder / "etc" / "cups-files.conf").write_text(
            f"ServerRoot {self.folder}/etc\nServerBin {binaries}\nCacheDir {self.folder}/cache\n"
            f"RequestRoot {self.folder}/spool\nTempDir {self.folder}/tmp\nStateDir {self.folder}/run\n"
            f"AccessLog {self.folder}/access.log\nErrorLog {self.folder}/error.log\nPageLog {self.folder}/page.log\n"
            "FileDevice Yes\nSystemGroup root\nUser lp\nGroup lp\n",
            encoding="ascii",
        )
        process = subprocess.Popen(
            [
                "/usr/sbin/cupsd",
                "-f",
                "-c",
                str(self.folder / "etc" / "cupsd.conf"),
                "-s",
                str(self.folder / "etc" / "cups-files.conf"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            if Path(self.address).exists():
                return process
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("cupsd did not start: see error.log in " + str(self.folder))
