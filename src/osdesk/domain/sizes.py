"""Sizes of files as people say them. Apart so that one file has one size wherever it is shown."""

from __future__ import annotations

from decimal import Decimal

from osdesk.domain.money import format_quantity, round_half_up

__all__ = ["format_size"]


def format_size(size: int, language: str = "pt_BR") -> str:
    """So many bytes as `86 KB` or `2,1 MB`; a thousand to each, as disks and mail providers count."""
    if size < 999_500:
        return f"{max(1, round(size / 1_000))} KB"
    return f"{format_quantity(round_half_up(Decimal(size) / 1_000_000, 1), language)} MB"
