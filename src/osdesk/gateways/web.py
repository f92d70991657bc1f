"""One JSON object fetched from a stranger: bounded in time and size, its troubles told apart.

Apart from what is looked up, because every look-up fails in the same ways, and because `requests` alone bounds neither
the whole time (name look-up, an answer that drips) nor the size.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from osdesk import __version__

if TYPE_CHECKING:
    import requests

#: BrasilAPI answers 429 to an empty User-Agent.
USER_AGENT = f"OSDesk/{__version__}"
#: Seconds for the whole answer, names and slow drips included; nobody on the phone waits longer.
TIME_LIMIT = 5.0
LARGEST_ANSWER = 256 * 1024
_READ_LIMIT = 4.0
_KEPT_ANSWERS = 64
_KEPT_SECONDS = 12 * 3600.0

Answer = Mapping[str, object]


class LookupTrouble(Exception):
    """Nothing was found, and `code` says why; `facts` hold `service`, the host that was asked.

    Codes: `lookup.not_found`, `lookup.form` (the service doesn't take this number), `lookup.no_network`,
    `lookup.timeout`, `lookup.busy` (the service refuses for now or is broken), `lookup.strange` (what came isn't an
    answer), `lookup.address` (the base address in the settings is none).
    """

    def __init__(self, code: str, service: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = {"service": service}


def host(base: str) -> str:
    """The host of an address, to name it in a sentence; the address itself where it has none."""
    try:
        return urlsplit(base).hostname or base
    except ValueError:
        return base


def ask(base: str, path: str, time_limit: float = TIME_LIMIT) -> Answer:
    """The JSON object at `base` + `path`; what was answered in the last hours is not asked again.

    Raises `LookupTrouble`. Blocks for at most `time_limit` seconds.
    """
    url = base.rstrip("/") + path
    answer = _kept.get(url)
    if answer is None:
        answer = _fetch_within(url, host(base), time_limit)
        _kept.put(url, answer)
    return answer


def forget() -> None:
    """Ask again next time: the answers kept so far are dropped."""
    _kept.clear()


class _Kept:
    """The last answers, so that one phone call asks a question once. Any thread may use it."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[float, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, url: str) -> Answer | None:
        with self._lock:
            kept = self._answers.get(url)
        return kept[1] if kept is not None and time.monotonic() - kept[0] < _KEPT_SECONDS else None

    def put(self, url: str, answer: Answer) -> None:
        with self._lock:
            self._answers[url] = (time.monotonic(), answer)
            self._answers.move_to_end(url)
            while len(self._answers) > _KEPT_ANSWERS:
                self._answers.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()


_kept = _Kept()


def _fetch_within(url: str, service: str, time_limit: float) -> Answer:
    """Fetch in a thread that may be left behind: a name server or a dripping answer keeps no caller, and no exit."""
    results: queue.SimpleQueue[Answer | LookupTrouble] = queue.SimpleQueue()

    def work() -> None:
        try:
            results.put(_fetch(url, service, time_limit))
        except LookupTrouble as trouble:
            results.put(trouble)
        except Exception as failure:  # noqa: BLE001  whatever a hostile answer breaks must not leave the caller waiting
            results.put(LookupTrouble("lookup.strange", f"{service} ({type(failure).__name__})"))

    threading.Thread(target=work, name="lookup", daemon=True).start()
    try:
        result = results.get(timeout=time_limit)
    except queue.Empty:
        raise LookupTrouble("lookup.timeout", service) from None
    if isinstance(result, LookupTrouble):
        raise result
    return result


def _fetch(url: str, service: str, time_limit: float) -> Answer:
    # Here and not above: it takes a tenth of a second, which is this thread's and not the window's.
    import requests

    try:
        with requests.Session() as session:
            session.max_redirects = 3
            with session.get(
                url,
                headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
                timeout=min(_READ_LIMIT, time_limit),
                stream=True,
            ) as response:
                _judge(response.status_code, service)
                return _read(response, service)
    except requests.exceptions.Timeout:
        raise LookupTrouble("lookup.timeout", service) from None
    except (requests.exceptions.ProxyError, requests.exceptions.SSLError):
        raise LookupTrouble("lookup.no_network", service) from None
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
        requests.exceptions.InvalidSchema,
        UnicodeError,
    ):
        raise LookupTrouble("lookup.address", service) from None
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
        raise LookupTrouble("lookup.strange", service) from None
    except requests.exceptions.ConnectionError as failure:
        # A read that times out after the head was read arrives as a plain connection error.
        code = "lookup.timeout" if "timed out" in str(failure).lower() else "lookup.no_network"
        raise LookupTrouble(code, service) from None
    except requests.exceptions.RequestException:
        raise LookupTrouble("lookup.strange", service) from None


def _judge(status: int, service: str) -> None:
    if status == HTTPStatus.OK:
        return
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise LookupTrouble("lookup.not_found", service)
    if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        raise LookupTrouble("lookup.form", service)
    # 403 is how such services turn away too many questions, besides 429; 5xx is their own trouble.
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN) or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise LookupTrouble("lookup.busy", service)
    raise LookupTrouble("lookup.strange", service)


def _read(response: requests.Response, service: str) -> Answer:
    body = bytearray()
    for piece in response.iter_content(16 * 1024):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise LookupTrouble("lookup.strange", service)
    try:
        # RecursionError: a few thousand brackets are enough.
        answer = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise LookupTrouble("lookup.strange", service) from None
    if not isinstance(answer, dict):
        raise LookupTrouble("lookup.strange", service)
    return answer
