"""Photos on paper: after the client's copy and nowhere else, two, four or six a page, their own bytes under vectors."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from builders import at, long, typical
from documents.reading import bare, reader
from osdesk.documents import photo_pages
from osdesk.documents.marks import Photo, Words
from osdesk.documents.order_sheet import PAGE_BOTTOM, lay_out
from osdesk.documents.photo_drawing import over
from osdesk.domain.attachments import Attachment, MarkKind, PhotoMark, PhotoStage
from osdesk.domain.sheets import Copies, OrderSheet, SheetPhoto
from osdesk.services import rendering
from photographs import encoded, grain, opened

DRAWN = tuple(
    PhotoMark(
        kind=kind, x=2_000, y=1_000, to_x=8_000, to_y=6_000, words="Vazamento aqui" if kind is MarkKind.WORDS else ""
    )
    for kind in MarkKind
)


@cache
def photo(seed: int, size: tuple[int, int] = (320, 240), **about: object) -> SheetPhoto:
    attachment = Attachment(width=size[0], height=size[1], **about)  # type: ignore[arg-type]
    return SheetPhoto(attachment=attachment, data=encoded(grain(*size, seed), quality=70))


def with_photos(sheet: OrderSheet, count: int, a_page: int, **options: object) -> OrderSheet:
    chosen = replace(sheet.options, photos_a_page=a_page, **options)  # type: ignore[arg-type]
    photos = tuple(photo(number, caption=f"Foto número {number}") for number in range(count))
    return replace(sheet, photos=photos, options=chosen)


def texts(sheet: OrderSheet) -> list[str]:
    return [bare(page.extract_text()) for page in reader(rendering.render((sheet,)).pdf).pages]


@pytest.mark.parametrize(("count", "a_page", "pages"), [(1, 2, 1), (7, 2, 4), (7, 4, 2), (7, 6, 2), (6, 6, 1)])
def test_photos_take_as_many_pages_as_were_asked_for(count: int, a_page: int, pages: int) -> None:
    paper = rendering.render((with_photos(typical(), count, a_page),))
    assert paper.pages == 1 + pages
    assert paper.starts == (0, 1)
    assert paper.sections[-1] == ("photos", 1, 0.0)


def test_without_the_choice_without_a_clients_copy_or_on_a_form_there_are_none() -> None:
    for sheet in (
        with_photos(typical(), 3, 0),
        with_photos(typical(), 3, 4, copies=Copies.COMPANY),
        with_photos(typical(), 3, 4, blank=True),
        with_photos(typical(), 0, 4),
    ):
        paper = rendering.render((sheet,))
        assert paper.pdf == rendering.render((replace(sheet, photos=()),)).pdf
    alone = rendering.render((with_photos(typical(), 3, 4, copies=Copies.CLIENT),))
    assert alone.pages == 2


def test_every_page_of_the_clients_copy_counts_the_photos_and_the_companys_does_not() -> None:
    pages = texts(with_photos(long(), 5, 4))
    copy = len(lay_out(long()).frames)
    assert len(pages) == 2 * copy + 2
    assert [re.findall(r"página(\d+)de(\d+)", page)[-1] for page in pages] == [
        *((str(number), str(copy)) for number in range(1, copy + 1)),
        *((str(number), str(copy + 2)) for number in range(1, copy + 3)),
    ]
    assert all("2ªVIA" in page for page in pages[copy:])
    assert f"continuanapágina{copy + 1}" in pages[2 * copy - 1]
    assert "continuana" not in pages[copy - 1]
    assert "continuana" not in pages[-1]


def test_stage_day_caption_and_words_on_it_are_written_and_found() -> None:
    shown = photo(
        1, caption="Vazamento no balcão", stage=PhotoStage.BEFORE, taken_at=at(2026, 11, 23, 8, 12), marks=DRAWN
    )
    sheet = with_photos(typical(), 1, 2)
    page = texts(replace(sheet, photos=(shown,), language="en"))[-1]
    for text in ("Before", "23/11/2026", "Vazamentonobalcão", "Vazamentoaqui"):
        assert text in page


@pytest.mark.parametrize("wide", [40.0, 90.0, 166.0])
def test_words_at_the_lower_edge_of_a_photo_stay_on_it_however_many_lines_they_take(wide: float) -> None:
    words = "Vazamento na conexão de cobre atrás do balcão, voltar com a peça"
    mark = PhotoMark(kind=MarkKind.WORDS, x=7_000, y=9_700, to_x=9_000, to_y=9_900, words=words)
    lines: list[tuple[str, float]] = []
    lefts: set[float] = set()

    def write(text: str, _weight: object, x: float, y: float, _points: float, operators: str) -> str:
        lines.append((text, y))
        lefts.add(x)
        return operators

    list(over((mark,), Photo(0.0, 0.0, wide, wide * 0.75, b"", (mark,)), write))
    assert " ".join(text for text, _y in lines[::2]).split() == words.split()
    assert len(lefts) == 1
    assert min(y for _text, y in lines) > 0
    assert max(y for _text, y in lines) < wide * 0.75 * 72 / 25.4


def test_the_bytes_of_a_photo_go_in_as_they_are_and_once() -> None:
    sheet = with_photos(typical(), 2, 2)
    twice = replace(sheet, photos=(*sheet.photos, sheet.photos[0]))
    paper = rendering.render((twice,))
    pages = reader(paper.pdf).pages[1:]
    inside = [pages[0]["/Resources"]["/XObject"], pages[1]["/Resources"]["/XObject"]]  # type: ignore[index]
    streams = {name: held.get_object() for each in inside for name, held in each.items()}
    pictures = [held._data for held in streams.values() if held["/Subtype"] == "/Image"]
    assert sorted(pictures) == sorted(photo.data for photo in sheet.photos)
    assert len(paper.pdf) < sum(len(photo.data) for photo in sheet.photos) + 120_000


def test_the_same_photos_give_the_same_bytes() -> None:
    sheet = replace(with_photos(typical(), 3, 4), photos=(photo(9, marks=DRAWN), photo(8)))
    assert rendering.render((sheet,)).pdf == rendering.render((sheet,)).pdf


def test_marks_are_drawn_over_the_photo_in_red_with_white_around_and_leave_it_alone() -> None:
    white = SheetPhoto(
        attachment=Attachment(
            width=400, height=300, marks=(PhotoMark(kind=MarkKind.BOX, x=2_000, y=2_000, to_x=8_000, to_y=8_000),)
        ),
        data=encoded(grain(400, 300).point(lambda _value: 20), quality=90),
    )
    sheet = replace(with_photos(typical(), 1, 2), photos=(white,))
    picture = rendering.page_picture(rendering.render((sheet,)).pdf, 1, dpi=100)
    layout = lay_out(sheet)
    (frame,) = photo_pages.photo_frames(layout)
    group, mark = next((group, mark) for group in frame.groups for mark in group.marks if isinstance(mark, Photo))

    def pixel(x: float, y: float) -> tuple[int, ...]:
        left = round((group.x + mark.x + x * mark.width) / 25.4 * 100)
        top = round((group.y + mark.y + y * mark.height) / 25.4 * 100)
        at_ = top * picture.stride + left * 4
        blue, green, red = picture.data[at_ : at_ + 3]
        return red, green, blue

    assert max(pixel(0.5, 0.5)) < 40
    along = [pixel(0.17 + step / 400, 0.5) for step in range(28)]
    assert any(min(colour) > 200 for colour in along)
    assert any(colour[0] > 170 and colour[1] < 90 for colour in along)


@pytest.mark.parametrize("a_page", [2, 4, 6])
@pytest.mark.parametrize("holes", [False, True])
def test_everything_stays_in_its_place_whatever_the_shape_and_however_long_the_caption(
    a_page: int, holes: bool
) -> None:
    shapes = ((1600, 1200), (900, 1600), (1600, 60), (40, 1600), (30, 20), (7, 5), (1200, 1200))
    photos = tuple(
        SheetPhoto(
            attachment=Attachment(
                width=wide,
                height=high,
                caption="Uma legenda sem fim " * (14 if wide > 1000 else 1),
                stage=PhotoStage.AFTER,
            )
        )
        for wide, high in shapes
    )
    sheet = replace(with_photos(typical(), 0, a_page, filing_holes=holes), photos=photos)
    left = 20.0 if holes else 10.0
    for frame in photo_pages.photo_frames(lay_out(sheet)):
        boxes = []
        for group in frame.groups:
            for mark in group.marks:
                if isinstance(mark, Photo):
                    x, y = group.x + mark.x, group.y + mark.y
                    boxes.append((x, y, x + mark.width, y + mark.height))
                    assert x >= left - 1e-6
                    assert x + mark.width <= 200 + 1e-6
                    across = round(mark.width * 1e6) and next(
                        wide for wide, high in shapes if abs(wide / high - mark.width / mark.height) < 1e-6
                    )
                    assert mark.width <= across / 100 * 25.4 + 1e-6
                elif isinstance(mark, Words) and group.y > 24:
                    assert group.y + mark.y <= PAGE_BOTTOM + 1.0
                    assert mark.x >= mark.left - 1e-6
                    assert mark.x + mark.width <= mark.right + 1e-6
        for one in boxes:
            for other in boxes:
                assert (
                    one == other or one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                )


def test_a_photo_whose_bytes_are_not_at_hand_leaves_its_place_empty() -> None:
    sheet = with_photos(typical(), 4, 4)
    preview = replace(sheet, photos=tuple(replace(each, data=b"") for each in sheet.photos))
    assert rendering.render((preview,)).pages == rendering.render((sheet,)).pages
    assert "Fotonúmero3" in texts(preview)[-1]


def test_a_png_prints_and_what_is_no_picture_leaves_its_place_empty() -> None:
    for data, pictures in ((encoded(grain(64, 48), "PNG"), 1), (b"no picture", 0), (encoded(grain(64, 48))[:300], 1)):
        held = SheetPhoto(attachment=Attachment(width=64, height=48, caption="Aqui"), data=data)
        page = reader(rendering.render((replace(with_photos(typical(), 0, 2), photos=(held,)),)).pdf).pages[1]
        assert "Aqui" in page.extract_text()
        assert len(page["/Resources"].get("/XObject", {})) == pictures  # type: ignore[attr-defined]


def test_a_photo_of_one_channel_prints_too() -> None:
    grey = SheetPhoto(attachment=Attachment(width=64, height=48), data=encoded(grain(64, 48).convert("L")))
    assert opened(grey.data).mode == "L"
    assert rendering.render((replace(with_photos(typical(), 0, 2), photos=(grey,)),)).pages == 2
