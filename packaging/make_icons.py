"""Draws the program's icons (PNG for windows and docks, ICO for Windows) from `resources/logo/osdesk.svg`.

Apart because they are made once per logo, not per build: `python packaging/make_icons.py`, then commit what changed.
"""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

LOGO = Path(__file__).resolve().parent.parent / "resources" / "logo"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def draw(size: int) -> Image.Image:
    """The logo `size` pixels wide, drawn at that size: an icon scaled down would blur its lines."""
    png = resvg_py.svg_to_bytes(svg_path=str(LOGO / "osdesk.svg"), width=size, height=size)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def main() -> None:
    """Write both files beside the logo."""
    pictures = [draw(size) for size in ICO_SIZES]
    pictures[-1].save(LOGO / "osdesk-256.png", optimize=True)
    pictures[-1].save(LOGO / "osdesk.ico", sizes=[p.size for p in pictures], append_images=pictures[:-1])


if __name__ == "__main__":
    main()
