"""Draws the five sample sheets into a folder, to be judged beside the pictures of the design.

`python tests/documents/pictures.py FOLDER [DPI]` writes `typical.pdf`, `typical-1.png` and so on.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def main(folder: str, dpi: str = "150") -> None:
    """Write the samples."""
    sys.path[:0] = [str(TESTS), str(TESTS.parent / "packaging")]
    from PIL import Image

    import builders
    import catalogues
    from osdesk.services import rendering

    catalogues.compile_all()
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, sheet in builders.SAMPLES.items():
        paper = rendering.render((sheet(),))
        (target / f"{name}.pdf").write_bytes(paper.pdf)
        for page in range(paper.pages):
            drawn = rendering.page_picture(paper.pdf, page, dpi=float(dpi))
            size = (drawn.width, drawn.height)
            Image.frombuffer("RGB", size, drawn.data, "raw", "BGRX", drawn.stride, 1).save(
                target / f"{name}-{page + 1}.png"
            )
        print(f"{name}: {paper.pages} page(s), {paper.size:g} pt, {len(paper.pdf) / 1000:.0f} kB")


if __name__ == "__main__":
    main(*sys.argv[1:])
