"""Pages of photos after the client's copy: two, four or six on a page, each with its stage, its day and its caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from osdesk.documents.facts import DOT, Facts, clean
from osdesk.documents.foot import continues, foot
from osdesk.documents.header import NextHeader
from osdesk.documents.lines import broken
from osdesk.documents.marks import Box, Group, Mark, Photo, words
from osdesk.documents.order_sheet import PAGE_BOTTOM, PAGE_FOOT, PAGE_TOP, Frame, Layout
from osdesk.documents.page import FOR_FILING, PLAIN, Grid
from osdesk.documents.styles import LABEL, STEPS, TITLE, Ink, Weight
from osdesk.domain.attachments import PhotoStage
from osdesk.domain.sheets import Copies, SheetPhoto

#: Columns and rows of a page with so many photos.
GRIDS = {2: (1, 2), 4: (2, 2), 6: (2, 3)}
AFTER_HEADER = 6.6
TITLE_ABOVE = 3.2
GAP_ACROSS, GAP_DOWN = 6.0, 5.0
UNDER_PICTURE = 3.4
STAGE_STEP = 3.3
#: Below this a photo would only show its pixels: it stays smaller than its place.
LEAST_DPI = 100
_TEXT = STEPS[0]
_INCH = 25.4
_EDGE = 0.3


@dataclass(frozen=True)
class _Cell:
    """A photo's words, broken for its column."""

    photo: SheetPhoto
    stage: tuple[tuple[str, Weight], ...]
    caption: tuple[str, ...]

    @property
    def height(self) -> float:
        """Of the words."""
        words_high = (STAGE_STEP if self.stage else 0.0) + _TEXT.leading * len(self.caption)
        return UNDER_PICTURE - 2.4 + words_high if words_high else 0.0


def photo_frames(layout: Layout) -> tuple[Frame, ...]:
    """The pages of photos that follow the client's copy of an order; none where none are asked for."""
    sheet = layout.facts.sheet
    options = sheet.options
    if not sheet.photos or options.photos_a_page not in GRIDS or options.blank or options.copies is Copies.COMPANY:
        return ()
    grid = FOR_FILING if options.filing_holes else PLAIN
    per_page = options.photos_a_page
    pages = [sheet.photos[start : start + per_page] for start in range(0, len(sheet.photos), per_page)]
    before = len(layout.frames)
    total = before + len(pages)
    header = NextHeader(layout.facts, grid)
    found = []
    for number, photos in enumerate(pages, before + 1):
        groups = [
            Group(0.0, PAGE_TOP, header.marks(number)),
            *_photos(layout.facts, grid, photos, per_page, PAGE_TOP + header.height),
        ]
        if number < total:
            groups.append(Group(0.0, 0.0, continues(layout.facts, grid, PAGE_FOOT, number + 1)))
        groups.append(Group(0.0, 0.0, foot(layout.facts, grid, PAGE_FOOT, (number, total))))
        found.append(Frame(tuple(groups), PAGE_TOP, (number, total)))
    return tuple(found)


def counted(layout: Layout, photo_pages: int) -> tuple[Frame, ...]:
    """The pages of a copy that photos follow: they count them, too, and the last one says that it goes on."""
    if not photo_pages:
        return layout.frames
    grid = FOR_FILING if layout.facts.sheet.options.filing_holes else PLAIN
    total = len(layout.frames) + photo_pages
    found = []
    for number, frame in enumerate(layout.frames, 1):
        *groups, _foot = frame.groups
        if number == len(layout.frames):
            groups.append(Group(0.0, 0.0, continues(layout.facts, grid, PAGE_FOOT, number + 1)))
        groups.append(Group(0.0, 0.0, foot(layout.facts, grid, PAGE_FOOT, (number, total))))
        found.append(replace(frame, groups=tuple(groups), page=(number, total)))
    return tuple(found)


def _photos(facts: Facts, grid: Grid, photos: Sequence[SheetPhoto], per_page: int, top: float) -> list[Group]:
    """The title and the photos of one page, row by row; x and y are those of the page."""
    columns, rows = GRIDS[per_page]
    title = clean(facts.say.pgettext("paper", "Photos"))
    first = top + AFTER_HEADER
    made = [Group(0.0, 0.0, (words(grid.left, first, title, Weight.BOLD, TITLE, ink=Ink.ACCENT),))]
    first += TITLE_ABOVE
    width = (grid.right - grid.left - GAP_ACROSS * (columns - 1)) / columns
    height = (PAGE_BOTTOM - first - GAP_DOWN * (rows - 1)) / rows
    cells = [_cell(facts, photo, width) for photo in photos]
    for row in range(0, len(cells), columns):
        beside = cells[row : row + columns]
        room = height - max(cell.height for cell in beside)
        y = first + (row // columns) * (height + GAP_DOWN)
        for column, cell in enumerate(beside):
            made.append(Group(grid.left + column * (width + GAP_ACROSS), y, _marks(cell, width, room)))
    return made


def _cell(facts: Facts, photo: SheetPhoto, width: float) -> _Cell:
    attachment = photo.attachment
    stage: list[tuple[str, Weight]] = []
    if attachment.stage is not None:
        stage.append((_stage(facts, attachment.stage), Weight.SEMIBOLD))
    if attachment.taken_at is not None:
        moment = facts.moment(attachment.taken_at)
        stage.append((f"{DOT.lstrip()}{moment}" if stage else moment, Weight.REGULAR))
    caption = clean(attachment.caption.strip())
    return _Cell(photo, tuple(stage), tuple(broken(caption, Weight.MEDIUM, _TEXT.points, width)) if caption else ())


def _marks(cell: _Cell, width: float, room: float) -> list[Mark]:
    """A photo in the upper left of its place, its words below it."""
    attachment = cell.photo.attachment
    wide, high = _printed(attachment.width, attachment.height, width, max(room, 10.0))
    made: list[Mark] = [
        Photo(0.0, 0.0, wide, high, cell.photo.data, attachment.marks),
        # Else a white wall would end nowhere.
        Box(0.0, 0.0, wide, high, _EDGE, Ink.GREY),
    ]
    y = high + UNDER_PICTURE
    if cell.stage:
        x = 0.0
        for text, weight in cell.stage:
            mark = words(x, y - 0.5, text, weight, LABEL, left=0.0, right=width)
            made.append(mark)
            x += mark.width + 1.0
        y += STAGE_STEP
    for line in cell.caption:
        made.append(words(0.0, y, line, Weight.MEDIUM, _TEXT.points, right=width + 0.01))
        y += _TEXT.leading
    return made


def _printed(across: int, down: int, width: float, height: float) -> tuple[float, float]:
    """Width and height on paper of a picture of so many pixels that may take so much."""
    across, down = max(1, across), max(1, down)
    scale = min(width / across, height / down, _INCH / LEAST_DPI)
    return across * scale, down * scale


def _stage(facts: Facts, stage: PhotoStage) -> str:
    say = facts.say
    return clean(
        {
            PhotoStage.BEFORE: say.pgettext("stage of a photo", "Before"),
            PhotoStage.DURING: say.pgettext("stage of a photo", "During"),
            PhotoStage.AFTER: say.pgettext("stage of a photo", "After"),
        }[stage]
    )
