"""Whether a scanned page is blank: the back of a sheet, with its dust, punched holes, shadows and shining-through.

Apart because what is called blank is not kept. So the doubt goes the other way: a stroke of a pen makes a page.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

#: The picture is looked at as if scanned at so many dpi: a pixel is half a millimetre, dust fades, a pen's line stays.
_DPI = 50
#: How much darker than the paper around it (of 255) something must be to count.
_DARKER = 26
#: More dark pixels than this share are a page, whatever they are.
_SURELY_INK = 0.012
#: Millimetres.
_EDGE = 6.0
_HOLE_FROM, _HOLE_TO, _HOLE_INWARDS = 3.5, 9.5, 25.0
_MOST_HOLES = 6
#: Dark pixels in one place that are still dust, and all that may be left.
_SPECK, _LEFT_OVER = 4, 14

_PIXEL = 25.4 / _DPI


def is_blank(picture: Image.Image, dpi: float) -> bool:
    """Whether nothing is written on it. `picture` is grey; `dpi` (0 when unknown) its resolution."""
    if not dpi:
        dpi = max(picture.size) / 11.7
    times = max(1, round(dpi / _DPI))
    small = picture.reduce(times) if times > 1 else picture
    ink = _ink(small)
    width, height = ink.size
    dark = ink.histogram()[255]
    border = round(_EDGE / _PIXEL)
    if width > 4 * border and height > 4 * border:
        inner = ink.crop((border, border, width - border, height - border))
        if inner.histogram()[255] > _SURELY_INK * width * height:
            return False
    if dark > 0.2 * width * height:
        return False
    return _written(ink, border) <= _LEFT_OVER


def _ink(grey: Image.Image) -> Image.Image:
    """Where it is darker than its surroundings: shadows and tinted paper are even, writing is not."""
    paper = grey.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(6))
    return ImageChops.subtract(paper, grey).point(lambda value: 255 if value > _DARKER else 0)


def _written(ink: Image.Image, border: int) -> int:
    """Dark pixels that are neither dust, nor holes, nor the scanner's edge."""
    width, height = ink.size
    left = {place for place, value in enumerate(ink.tobytes()) if value}
    total = holes = 0
    while left:
        patch = _patch(left, width)
        xs, ys = [x for x, _ in patch], [y for _, y in patch]
        box = (min(xs), min(ys), max(xs), max(ys))
        if len(patch) <= _SPECK or _at_edge(box, width, height, border):
            continue
        if holes < _MOST_HOLES and _is_hole(patch, box, (width, height)):
            holes += 1
            continue
        total += len(patch)
    return total


def _patch(left: set[int], width: int) -> list[tuple[int, int]]:
    """Take one connected patch out of `left`: its pixels as (x, y)."""
    todo = [left.pop()]
    patch = []
    while todo:
        place = todo.pop()
        y, x = divmod(place, width)
        patch.append((x, y))
        for neighbour in (place + down + across for down in (-width, 0, width) for across in (-1, 0, 1)):
            if neighbour in left and abs(neighbour % width - x) <= 1:
                left.remove(neighbour)
                todo.append(neighbour)
    return patch


def _at_edge(box: tuple[int, int, int, int], width: int, height: int, border: int) -> bool:
    """Wholly within the strip along one edge."""
    x0, y0, x1, y1 = box
    return x1 < border or y1 < border or x0 >= width - border or y0 >= height - border


def _is_hole(patch: list[tuple[int, int]], box: tuple[int, int, int, int], size: tuple[int, int]) -> bool:
    """Of a punch's size, near an edge, and round: a disc before a dark lid, a ring of shadow before a white one."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0 + 1, y1 - y0 + 1
    least, most, inwards = _HOLE_FROM / _PIXEL, _HOLE_TO / _PIXEL, _HOLE_INWARDS / _PIXEL
    if not (least <= wide <= most and least <= high <= most and 0.7 <= wide / high <= 1.4):
        return False
    if x0 >= inwards and y0 >= inwards and x1 < size[0] - inwards and y1 < size[1] - inwards:
        return False
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    away = [((x - middle[0]) / wide * 2) ** 2 + ((y - middle[1]) / high * 2) ** 2 for x, y in patch]
    full = len(patch) >= 0.62 * wide * high
    ring = min(away) > 0.3 and len(patch) >= 0.2 * wide * high
    return max(away) < 1.35 and (full or ring)
