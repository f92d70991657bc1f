"""Passwords, kept in the key ring of the system: Windows' credential store, macOS's keychain, the Secret Service.

Where there is none (a bare Linux) a password lives in the memory of this program and is asked for again next time; it
is never written anywhere else, nor into a "key ring" that is only a file.
"""

from __future__ import annotations

import functools
import logging
import threading
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)

SERVICE = "OS Desk"
#: Below it are backends that keep passwords in a plain file, or nowhere (keyring's own scale: 1 is recommended).
_TRUSTED = 1

_memory: dict[str, str] = {}
_lock = threading.Lock()


class PasswordPlace(StrEnum):
    """Where a password is: nowhere, in this program's memory alone, or in the system's key ring."""

    NONE = "none"
    MEMORY = "memory"
    KEY_RING = "key_ring"


def get(key: str) -> str | None:
    """The password of an account, or None. May ask the person to unlock the key ring, and so take its time."""
    return find(key)[0]


def find(key: str) -> tuple[str | None, PasswordPlace]:
    """The password of an account, and where it was."""
    with _lock:
        held = _memory.get(key)
    if held is not None:
        return held, PasswordPlace.MEMORY
    ring = _ring()
    if ring is not None:
        try:
            found = ring.get_password(SERVICE, key)
        except Exception as trouble:  # noqa: BLE001  each system's backend fails in ways of its own
            _log.warning("the key ring does not answer: %s", type(trouble).__name__)
        else:
            if found is not None:
                return found, PasswordPlace.KEY_RING
    return None, PasswordPlace.NONE


def put(key: str, password: str) -> PasswordPlace:
    """Keep a password: in the key ring, or in memory where that can't be done; says which."""
    ring = _ring()
    if ring is not None:
        try:
            ring.set_password(SERVICE, key, password)
            # A locked or absent service may take it and keep nothing.
            if ring.get_password(SERVICE, key) == password:
                with _lock:
                    _memory.pop(key, None)
                return PasswordPlace.KEY_RING
        except Exception as trouble:  # noqa: BLE001  as above
            _log.warning("the key ring keeps nothing: %s", type(trouble).__name__)
    with _lock:
        _memory[key] = password
    return PasswordPlace.MEMORY


def hold(key: str, password: str) -> None:
    """Keep a password in memory alone, as long as the program runs."""
    with _lock:
        _memory[key] = password


def forget(key: str) -> None:
    """Remove a password from wherever it is kept."""
    with _lock:
        _memory.pop(key, None)
    ring = _ring()
    if ring is not None:
        try:
            if ring.get_password(SERVICE, key) is not None:
                ring.delete_password(SERVICE, key)
        except Exception as trouble:  # noqa: BLE001  as above
            _log.warning("the key ring forgets nothing: %s", type(trouble).__name__)


def _ring() -> KeyringBackend | None:
    """The system's key ring, or None where there is none to be trusted."""
    # Here and not above: finding the backends reads every installed package's entry points.
    import keyring

    try:
        _choose()
        ring = keyring.get_keyring()
        return ring if float(ring.priority) >= _TRUSTED else None
    except Exception as trouble:  # noqa: BLE001  as above; also what a broken backend raises when it is asked
        _log.warning("there is no key ring: %s", type(trouble).__name__)
        return None


@functools.cache
def _choose() -> None:
    """Choose among the recommended backends only, also inside the one that asks several of them in turn."""
    from keyring import core

    core.init_backend(limit=core.recommended)
