"""QR codes on a scanned page: found upside down, skewed, faded, speckled and small.

Apart because looking again costs time: a clean page answers at the first look, and only what doesn't is blurred,
enlarged and sharpened until it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from osdesk.domain.scans import order_code

_LOCAL = zxingcpp.Binarizer.LocalAverage
_GLOBAL = zxingcpp.Binarizer.GlobalHistogram
#: Larger pictures are not enlarged any more: their modules have pixels enough.
_LARGE = 12_000_000


@dataclass(frozen=True, slots=True)
class Codes:
    """The texts found, each once, and how many quarter turns (clockwise) bring the page upright."""

    texts: tuple[str, ...] = ()
    turns: int = 0

    @property
    def of_order(self) -> bool:
        """Whether one of them can be an order's."""
        return any(map(order_code, self.texts))

    def joined(self, later: Codes) -> Codes:
        """These and those that another look found."""
        return Codes(tuple(dict.fromkeys((*self.texts, *later.texts))), later.turns or self.turns)


NONE = Codes()


def glance(picture: Image.Image) -> Codes:
    """What the first look at a grey picture finds: half the work of the next, and enough for nearly every page."""
    return _read(picture, _GLOBAL, downscale=False)


def find(picture: Image.Image, seen: Codes = NONE) -> Codes:
    """Look again, in other ways, until an order's code is found; the cheapest first. `seen` is what a glance found."""
    for look, binarizer in _looks(picture):
        if seen.of_order:
            break
        seen = seen.joined(_read(look, binarizer))
    return seen


def _read(picture: Image.Image, binarizer: zxingcpp.Binarizer, *, downscale: bool = True) -> Codes:
    found = zxingcpp.read_barcodes(
        picture,
        # Made each time: one kept by the module outlives the library at the end, which then complains.
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        binarizer=binarizer,
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,
        try_downscale=downscale,
    )
    ours = [code for code in found if order_code(code.text)]
    turns = round(-ours[0].orientation / 90) % 4 if ours else 0
    return Codes(tuple(dict.fromkeys(code.text for code in found if code.text)), turns)


def _looks(picture: Image.Image) -> Iterator[tuple[Image.Image, zxingcpp.Binarizer]]:
    yield picture, _LOCAL
    yield picture, _GLOBAL
    # A little blur takes the grain out; a median the specks.
    yield picture.filter(ImageFilter.GaussianBlur(0.8)), _LOCAL
    even = ImageOps.autocontrast(picture.filter(ImageFilter.MedianFilter(3)), cutoff=(1, 20))
    yield even, _GLOBAL
    if picture.width * picture.height * 4 <= _LARGE:
        large = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
        yield large.filter(ImageFilter.GaussianBlur(1.2)), _LOCAL
        yield large.filter(ImageFilter.GaussianBlur(2.0)), _GLOBAL
