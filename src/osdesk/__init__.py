"""OS Desk: service orders for a small service office, on one desk and on paper."""

__version__ = "1.0.0"
