"""What was done to photos taken back and done again, and where a small picture stands in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize

from osdesk.domain.attachments import Attachment, MarkKind, PhotoMark, PhotoStage
from osdesk.ui.photos.cells import placed
from osdesk.ui.photos.drawn import mark_path
from osdesk.ui.photos.model import PhotoModel
from osdesk.ui.theme import Theme

BOX = QRectF(10.0, 20.0, 150.0, 100.0)


def photo(number: int, **more: object) -> Attachment:
    made = Attachment(id=number, file=f"{number:064x}", name=f"IMG_{number}.jpg", width=1600, height=1200)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a photo


def four() -> PhotoModel:
    model = PhotoModel()
    model.show([photo(number) for number in (1, 2, 3, 4)])
    return model


def order(model: PhotoModel) -> list[int | None]:
    return [each.id for each in model.photos]


def test_moves_are_taken_back_one_by_one_and_done_again() -> None:
    model = four()
    model.move((0,), 4)
    model.move((0, 1), 3)
    assert order(model) == [4, 2, 3, 1]
    assert model.undo()
    assert order(model) == [2, 3, 4, 1]
    assert model.undo()
    assert order(model) == [1, 2, 3, 4]
    assert not model.undo()
    model.redo()
    model.redo()
    assert order(model) == [4, 2, 3, 1]
    assert not model.redo()


def test_a_stage_a_caption_and_what_does_not_print_are_each_one_step() -> None:
    model = four()
    model.set_stage((0, 1), PhotoStage.AFTER)
    model.setData(model.index(2), "Balcão")
    model.set_printed((0, 1, 2, 3), False)
    assert model.undo() == (0, 1, 2, 3)
    assert all(each.printed for each in model.photos)
    assert model.undo() == (2,)
    assert model.undo() == (0, 1)
    assert model.photos == four().photos


def test_taking_back_keeps_what_came_in_what_was_drawn_and_the_ids_of_saving() -> None:
    model = PhotoModel()
    model.show([photo(1, id=None), photo(2)])
    model.move((0,), 2)
    model.add([photo(3)])
    model.show([photo(2), photo(1, id=71), photo(3)])
    mark = PhotoMark(kind=MarkKind.BOX, to_x=5_000, to_y=5_000)
    model.change(1, replace(model.photos[1], marks=(mark,)))
    assert model.undo()
    assert order(model) == [71, 2, 3]
    assert model.photos[0].marks == (mark,)


def test_a_removed_photo_comes_back_once_however_it_is_taken_back() -> None:
    model = four()
    model.move((3,), 0)
    gone = model.remove((1, 2))
    assert model.undo() == (1, 2)
    assert order(model) == [4, 1, 2, 3]
    model.redo()
    model.put_back(gone)
    # The message took the removal back: one step more is the move.
    assert model.undo()
    assert order(model) == [1, 2, 3, 4]


def test_another_order_has_nothing_to_take_back() -> None:
    model = four()
    model.move((0,), 4)
    model.show([photo(8), photo(9)])
    assert not model.undo()
    assert order(model) == [8, 9]


moves = st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(0, 4)), max_size=8)


@given(moves)
def test_whatever_is_moved_is_brought_back(steps: list[tuple[set[int], int]]) -> None:
    model = four()
    for places, before in steps:
        model.move(places, before)
    while model.undo():
        pass
    assert model.photos == four().photos


@pytest.mark.parametrize(
    ("width", "height", "whole"),
    [
        (1600, 1200, False),
        (1600, 900, False),
        (1000, 1000, False),
        (1200, 1600, True),
        (6000, 900, True),
        (1, 900, True),
    ],
)
def test_a_picture_fills_its_place_unless_half_of_it_would_be_cut(width: int, height: int, whole: bool) -> None:
    place = placed(photo(1, width=width, height=height), QSize(900, 600), BOX)
    assert BOX.contains(place) == whole
    assert place.contains(BOX) != whole
    assert abs(place.width() * height - place.height() * width) < 1 + max(width, height)
    assert (place.center() - BOX.center()).manhattanLength() < 0.01


def test_what_is_drawn_at_the_edge_of_a_photo_shows_on_the_small_one(theme: Theme) -> None:
    mark = PhotoMark(kind=MarkKind.BOX, x=4_000, y=50, to_x=6_000, to_y=900)
    marked = photo(1, marks=(mark,))
    place = placed(marked, QSize(900, 600), BOX)
    assert BOX.contains(mark_path(mark, place).boundingRect())
    inner = PhotoMark(kind=MarkKind.BOX, x=4_000, y=4_000, to_x=6_000, to_y=6_000)
    assert placed(photo(1, marks=(inner,)), QSize(900, 600), BOX).contains(BOX)


def test_words_at_the_lower_edge_are_seen_whole(theme: Theme) -> None:
    words = "Vazamento na conexão de cobre atrás do balcão"
    mark = PhotoMark(kind=MarkKind.WORDS, x=7_000, y=9_700, to_x=9_000, to_y=9_900, words=words)
    for box in (QRectF(0, 0, 300, 225), QRectF(10, 20, 1200, 900)):
        seen = mark_path(mark, box, least_letters=9).boundingRect()
        assert box.contains(seen)
