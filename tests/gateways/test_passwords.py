"""Passwords: in a key ring that can be trusted, else in memory alone, and never anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from osdesk.gateways import passwords
from osdesk.gateways.passwords import PasswordPlace


class Ring(KeyringBackend):
    """A system's key ring, as good as its priority."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        if not self.forgetful:
            self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class FileRing(Ring):
    """One that is only a file."""

    priority = 0.5  # type: ignore[assignment]  # its own is a whole number


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.setattr(passwords, "_memory", {})
    passwords._choose()
    before = keyring.get_keyring()
    mine = Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_password_lives_in_the_key_ring(ring: Ring) -> None:
    assert passwords.put("a@x", "segredo") is PasswordPlace.KEY_RING
    assert ring.held == {("OS Desk", "a@x"): "segredo"}
    assert passwords.find("a@x") == ("segredo", PasswordPlace.KEY_RING)
    assert passwords._memory == {}
    passwords.forget("a@x")
    assert passwords.find("a@x") == (None, PasswordPlace.NONE)
    assert ring.held == {}


@pytest.mark.parametrize("fault", ["locked", "forgetful"])
def test_where_the_key_ring_keeps_nothing_it_lives_in_memory(ring: Ring, fault: str) -> None:
    setattr(ring, fault, True)
    assert passwords.put("a@x", "segredo") is PasswordPlace.MEMORY
    assert ring.held == {}
    assert passwords.find("a@x") == ("segredo", PasswordPlace.MEMORY)
    passwords.forget("a@x")
    assert passwords.get("a@x") is None


def test_a_ring_that_is_only_a_file_is_no_key_ring(ring: Ring) -> None:
    only_a_file = FileRing()
    keyring.set_keyring(only_a_file)
    assert passwords.put("a@x", "segredo") is PasswordPlace.MEMORY
    assert only_a_file.held == {}


def test_without_any_key_ring_nothing_is_written(ring: Ring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.backends.fail

    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert passwords.put("a@x", "segredo") is PasswordPlace.MEMORY
    assert passwords.get("a@x") == "segredo"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_new_password_in_the_ring_beats_the_one_in_memory(ring: Ring) -> None:
    passwords.hold("a@x", "old")
    assert passwords.put("a@x", "new") is PasswordPlace.KEY_RING
    assert passwords.get("a@x") == "new"
