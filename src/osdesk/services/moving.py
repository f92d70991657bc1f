"""Bringing an office home: from a network drive or a synchronised folder to a folder of this computer."""

from __future__ import annotations

from osdesk.storage.moving import copy_office

__all__ = ["copy_office"]
