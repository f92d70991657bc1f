"""One program for each office: a second launch raises the first window and leaves.

A local socket whose name comes from the folder; only this user may speak to it. The lock that keeps two programs from
writing is the store's own and doesn't depend on this.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal

# Nobody there is known at once; a program that is there may be busy with a long paint on a slow computer.
_PATIENCE = 5_000


def socket_name(office: Path) -> str:
    """The name of the socket of that office folder, short enough for every system."""
    whole = str(office.resolve()).encode("utf-8", "surrogatepass")
    # No hash that needs a library loaded before the first paint: two folders of one mark would only raise each other.
    return f"osdesk-{zlib.crc32(whole):08x}{zlib.adler32(whole):08x}"


def raise_other(office: Path) -> bool:
    """Ask the program that has this office open to come to the front; False if none answers."""
    if sys.platform != "win32" and not Path(QDir.tempPath(), socket_name(office)).exists():
        return False  # and nothing of the network was loaded to know it
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(socket_name(office))
    if not socket.waitForConnected(_PATIENCE):
        return False
    _allow_to_the_front()
    # Connecting is the question, so there is nothing to write; the answer may be here before it is waited for.
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_PATIENCE) or socket.bytesAvailable() > 0
    socket.disconnectFromServer()
    return answered


class Listener(QObject):
    """Listens for later launches while an office is open."""

    raise_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)

    def listen(self, office: Path) -> bool:
        """Listen for that office; what a crash left of an earlier socket is swept away."""
        self._server.close()
        from PySide6.QtNetwork import QLocalServer

        name = socket_name(office)
        if self._server.listen(name):
            return True
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def stop(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _come(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # Answered at once: the other program only wants to know that somebody lives here.
            socket.disconnected.connect(socket.deleteLater)
            socket.write(b"here\n")
            socket.flush()
            self.raise_wanted.emit()


def _allow_to_the_front() -> None:
    """Windows lets only the program in front give its place away."""
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)
