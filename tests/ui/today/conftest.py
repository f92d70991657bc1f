"""An office with a desk on it: see `room_desk`."""

from room_desk import place

__all__ = ["place"]
