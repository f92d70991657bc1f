"""The day sheet: all of it there and readable, whatever is in it, on as many pages as it needs and no visit torn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import day_sheets as samples
from builders import logo
from documents import reading
from documents.test_anything import INSTANTS, LATIN, QUANTITIES, TIMES, maybe, texts
from osdesk.documents import day_sheet
from osdesk.documents.day_sheet import FLOOR, Layout
from osdesk.documents.logo import prepare
from osdesk.documents.marks import Box, Words
from osdesk.documents.page import PLAIN
from osdesk.domain.contacts import Address
from osdesk.domain.day_sheets import DaySheet, DayVisit, TakeAlong
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import VisitStatus


def laid_out(sheet: DaySheet) -> Layout:
    return Layout(sheet, prepare(sheet.logo).size if sheet.logo else (0, 0))


def placed(layout: Layout, page: int) -> Iterator[tuple[Words, float, float, float, float]]:
    """The words of a page with what they cover: left, top, right, bottom."""
    for group in layout.pages[page]:
        for mark in group.marks:
            if isinstance(mark, Words):
                left, top, right, bottom = reading.covered(mark)
                yield mark, left + group.x, top + group.y, right + group.x, bottom + group.y


def faults(layout: Layout) -> list[str]:
    """Words outside their column or the page's margins, and words that cover others."""
    found = []
    for page in range(len(layout.pages)):
        places = sorted(placed(layout, page), key=lambda each: each[2])
        for index, (mark, left, top, right, bottom) in enumerate(places):
            if left < max(mark.left, PLAIN.left) - 0.01 or right > min(mark.right, PLAIN.right) + 0.01:
                found.append(f"page {page + 1}: {mark.text!r} at {left:.2f}–{right:.2f}")
            if top < 9.0 or bottom > 290.0:
                found.append(f"page {page + 1}: {mark.text!r} at height {top:.2f}")
            for other, o_left, o_top, o_right, _bottom in places[index + 1 :]:
                if o_top >= bottom - 0.02:
                    break
                if o_left < right - 0.05 and left < o_right - 0.05:
                    found.append(f"page {page + 1}: {mark.text!r} and {other.text!r}")
    return found


def text_of(*sheets: DaySheet) -> str:
    """All that a reader finds in the document, without blanks."""
    return reading.bare("".join(page.extract_text() for page in reading.reader(day_sheet.render(sheets).pdf).pages))


def test_a_plain_day_stands_on_one_page_and_says_everything() -> None:
    sheet = samples.a_day_sheet()
    layout = laid_out(sheet)
    assert len(layout.pages) == 1
    assert faults(layout) == []
    found = text_of(sheet)
    for words in (
        *("Ventosul Climatização", "Rafael Moura", "ter 24/11/2026", "7 h 30", "08:00", "OS 000046"),
        *("Clínica Aurora", "Rua das Figueiras, 100, sala 501", "CEP 90000-010", "Marina Siqueira Prado"),
        *("(51) 99555-0187", "24/11/2026 até 12:00", "série 0B8I5-OL12", "Forno não aquece", "Urgente"),
        *("Cachorro solto no pátio", "Levar a escada de seis metros.", "Juliana Tavares"),
        *("2,35 kg", "Fluido refrigerante R-410A", "OS 000042 · OS 000045 · OS 000046", "Voltar outro dia"),
    ):
        assert reading.bare(words) in found, words


def test_each_visit_has_three_boxes_to_write_in_and_four_to_tick() -> None:
    layout = laid_out(samples.a_day_sheet(2, take=()))
    boxes = [mark for group in layout.pages[0] for mark in group.marks if isinstance(mark, Box)]
    assert len([box for box in boxes if box.width > 10]) == 6
    assert len([box for box in boxes if box.width < 4]) == 8


def test_what_is_known_stands_in_the_boxes() -> None:
    visit = samples.an_awkward_day().visits[2]
    found = text_of(samples.a_day_sheet(visits=0, take=()), replace(samples.a_day_sheet(0), visits=(visit,)))
    for words in ("22:05", "01:12 (+1)", "12,5", "Concluída"):
        assert reading.bare(words) in found


@pytest.mark.parametrize(("visits", "pages"), [(0, 1), (1, 1), (6, 1), (8, 2), (40, 6)])
def test_pages_are_as_many_as_the_visits_need_and_are_counted(visits: int, pages: int) -> None:
    sheet = samples.a_day_sheet(visits)
    paper = day_sheet.render([sheet])
    assert paper.pages == pages
    found = [reading.bare(page.extract_text()) for page in reading.reader(paper.pdf).pages]
    for number, page in enumerate(found, 1):
        assert f"página{number}de{pages}" in page
    assert [page.count(reading.bare("Voltar outro dia")) for page in found].count(0) == (visits == 0)
    assert sum(page.count(reading.bare("Voltar outro dia")) for page in found) == visits


@pytest.mark.parametrize("visits", range(1, 24))
def test_no_visit_is_torn_where_a_page_can_hold_it(visits: int) -> None:
    sheet = samples.a_day_sheet(visits)
    layout = laid_out(sheet)
    assert faults(layout) == []
    shown = [{mark.text for mark, *_ in placed(layout, page)} for page in range(len(layout.pages))]
    for visit in sheet.visits:
        number = f"OS\u00a0{visit.number}"
        (page,) = (page for page in shown if number in page and visit.client in page)
        assert number in page
    assert all(
        bottom <= FLOOR + 0.01 or mark.y == 0.0
        for page in range(len(layout.pages))
        for mark, _left, _top, _right, bottom in placed(layout, page)
    )


def test_a_text_of_pages_goes_on_overleaf_under_its_number() -> None:
    sheet = samples.an_awkward_day()
    layout = laid_out(sheet)
    assert len(layout.pages) == 3
    assert faults(layout) == []
    second = {mark.text for mark, *_ in placed(layout, 1)} | {mark.text for mark, *_ in placed(layout, 2)}
    assert "continuação" in second
    found = text_of(sheet)
    assert found.count("texto") == 900
    for words in ("<b>Souza & Filhos</b>", "& <img src=x>", "Cabo <flexível> 1,5 mm²", "123456,789", "(+1)"):
        assert reading.bare(words) in found, words
    assert found.count("Ω") == 400


def test_a_day_without_visits_is_a_sheet_all_the_same() -> None:
    assert len(laid_out(samples.a_day_sheet(0)).pages) == 1
    with pytest.raises(ValueError, match="nothing"):
        day_sheet.render([])


def test_several_sheets_are_one_document_each_on_pages_of_its_own() -> None:
    first, second = samples.a_day_sheet(8), samples.a_day_sheet(1, technician="Juliana Tavares", logo=b"")
    paper = day_sheet.render([first, second])
    assert (paper.pages, paper.starts) == (3, (0, 2))
    pages = reading.reader(paper.pdf).pages
    assert "Juliana Tavares" in pages[2].extract_text()
    assert "página1de1" in reading.bare(pages[2].extract_text())


def test_the_same_sheet_gives_the_same_bytes_with_all_fonts_in_it() -> None:
    sheet = samples.a_day_sheet()
    pdf = day_sheet.render([sheet]).pdf
    assert pdf == day_sheet.render([replace(sheet)]).pdf
    reader = reading.reader(pdf)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's dictionaries
            assert "/FontFile2" in font["/FontDescriptor"]
    assert reader.metadata is not None
    assert reader.metadata.author == "Ventosul Climatização"
    assert "Rafael Moura – 24/11/2026" in (reader.metadata.title or "")


@pytest.mark.parametrize("language", ["pt_BR", "es", "en"])
def test_every_language_has_room_for_its_words(language: str) -> None:
    layout = laid_out(samples.a_day_sheet(language=language))
    assert faults(layout) == []
    assert len(layout.pages) == 1


VISITS = st.builds(
    DayVisit,
    number=st.text(LATIN, min_size=1, max_size=16),
    client=texts(),
    planned_start=maybe(TIMES),
    planned_end=maybe(TIMES),
    address=st.builds(Address, street=texts(), number=texts(8), city=texts(20), postal_code=texts(9)),
    contact=texts(),
    phone=texts(16),
    service_type=texts(),
    priority=st.sampled_from(Priority),
    deadline=maybe(st.dates(date(1900, 1, 1), date(2040, 1, 1))),
    deadline_time=maybe(TIMES),
    equipment=texts(),
    reason=texts(lines=True),
    advice=texts(lines=True),
    note=texts(lines=True),
    with_whom=st.lists(texts(20), max_size=3).map(tuple),
    status=st.sampled_from(VisitStatus),
    check_in=maybe(INSTANTS),
    kilometres=maybe(QUANTITIES),
)
THINGS = st.builds(
    TakeAlong,
    description=texts(),
    unit=texts(10),
    quantity=QUANTITIES,
    numbers=st.lists(st.text(LATIN, min_size=1, max_size=16), min_size=1, max_size=9).map(tuple),
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    st.lists(VISITS, max_size=5),
    st.lists(THINGS, max_size=7),
    texts(),
    st.sampled_from(["pt_BR", "es", "en"]),
    st.booleans(),
)
def test_whatever_a_day_holds_its_words_stay_in_their_columns(
    visits: list[DayVisit], take: list[TakeAlong], name: str, language: str, pictured: bool
) -> None:
    sheet = samples.a_day_sheet(0, technician=name, language=language, logo=logo() if pictured else b"")
    sheet = replace(sheet, visits=tuple(visits), take=tuple(take), minutes=90)
    assert faults(laid_out(sheet)) == []
    paper = day_sheet.render([sheet])
    assert len(reading.reader(paper.pdf).pages) == paper.pages
