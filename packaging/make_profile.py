"""Makes `resources/colour/sRGB.icc`, the colour profile that every paper names, from the numbers of the standard.

Apart because it is made once, not per build and never at run time: the same bytes must stand in every document.
`python packaging/make_profile.py`, then commit what changed. IEC 61966-2-1 gives primaries and curve; they are laid
out as an ICC profile of version 2.1 (a display's, three primaries and one curve), which every reader of PDF/A knows.
"""

from __future__ import annotations

import struct
from pathlib import Path

PROFILE = Path(__file__).resolve().parent.parent / "resources" / "colour" / "sRGB.icc"
NAME = "sRGB IEC61966-2.1"
COPYRIGHT = "No copyright, use freely (CC0)"
# The white of print (D50), and the primaries adapted to it by Bradford's matrix.
D50 = (0.9642, 1.0, 0.8249)
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
CURVE_POINTS = 1024


def curve() -> bytes:
    """How light each level is, as 1,024 steps."""
    levels = []
    for step in range(CURVE_POINTS):
        level = step / (CURVE_POINTS - 1)
        light = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        levels.append(round(light * 65535))
    return struct.pack(f">4s4xI{CURVE_POINTS}H", b"curv", CURVE_POINTS, *levels)


def colour(xyz: tuple[float, float, float]) -> bytes:
    """A colour as three fixed-point numbers."""
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in xyz))


def words(text: str) -> bytes:
    """A description, with the empty ones of other scripts that version 2 wants."""
    plain = text.encode("ascii") + b"\0"
    return struct.pack(">4s4xI", b"desc", len(plain)) + plain + struct.pack(">IIHB67x", 0, 0, 0, 0)


def profile() -> bytes:
    """The whole file."""
    shared = curve()
    tags = {
        b"desc": words(NAME),
        b"cprt": b"text\0\0\0\0" + COPYRIGHT.encode("ascii") + b"\0",
        b"wtpt": colour(D50),
        b"rXYZ": colour(RED),
        b"gXYZ": colour(GREEN),
        b"bXYZ": colour(BLUE),
        b"rTRC": shared,
        b"gTRC": shared,
        b"bTRC": shared,
    }
    table, body, places = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    size = start + len(body)
    made = (2026, 11, 24, 0, 0, 0)
    header = struct.pack(">I4xI4s4s4s6H4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *made, b"acsp")
    header += struct.pack(">4sI4s4sQI3i4s44x", b"\0" * 4, 0, b"none", b"sRGB", 0, 0, 63190, 65536, 54061, b"\0" * 4)
    return header + struct.pack(">I", len(tags)) + table + body


if __name__ == "__main__":
    PROFILE.parent.mkdir(exist_ok=True)
    PROFILE.write_bytes(profile())
