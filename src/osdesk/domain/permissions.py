"""Who may do what: every verb that writes names one of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """A right that a person in the office understands."""

    EDIT_COMPANY = "edit_company"
    EDIT_SETTINGS = "edit_settings"
    EDIT_CLIENTS = "edit_clients"
    EDIT_TEAM = "edit_team"
    EDIT_CHECKLISTS = "edit_checklists"
    EDIT_ORDERS = "edit_orders"
    CANCEL_ORDERS = "cancel_orders"
    PRINT_ORDERS = "print_orders"
    ISSUE_ORDERS = "issue_orders"
    SEND_ORDERS = "send_orders"
    FILE_SCANS = "file_scans"
    BILL_ORDERS = "bill_orders"
    SEE_REPORTS = "see_reports"
    DELETE = "delete"
    SAMPLE_DATA = "sample_data"


ALL_PERMISSIONS = frozenset(Permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever does the work: a name for the history and the rights it has. Until operators exist, one with all."""

    name: str
    permissions: frozenset[Permission] = ALL_PERMISSIONS

    def may(self, permission: Permission) -> bool:
        """Whether this person has that right."""
        return permission in self.permissions
