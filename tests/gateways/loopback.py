"""A web server on loopback that answers whatever a test tells it, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[[BaseHTTPRequestHandler], None]


class Loopback:
    """The server: set `reply`, ask at `base`, look at what was asked in `asked` (path, User-Agent)."""

    def __init__(self, base: str, released: threading.Event) -> None:
        self.base = base
        self.released = released
        self.asked: list[tuple[str, str]] = []
        self.reply: Reply = status(404)


def status(code: int, body: bytes = b"{}", **headers: str) -> Reply:
    """That status with that body."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def answer(value: object) -> Reply:
    """200 with the value as JSON."""
    return status(200, json.dumps(value).encode())


def raw(data: bytes) -> Reply:
    """These bytes and nothing else, then the connection is closed."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return reply


@contextmanager
def serving() -> Iterator[Loopback]:
    """A server on a free port of 127.0.0.1 until the end of the block."""
    released = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            loopback.asked.append((self.path, self.headers.get("User-Agent", "")))
            try:
                loopback.reply(self)
            except OSError:
                self.close_connection = True  # the asker had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's own name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    loopback = Loopback(f"http://127.0.0.1:{server.server_address[1]}", released)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join()
