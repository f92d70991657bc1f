"""Whatever an order holds, its words stay in their columns, cover nothing, and are all there in both copies."""

from __future__ import annotations

import string
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from documents import reading
from osdesk.documents import faces
from osdesk.documents.order_sheet import lay_out
from osdesk.documents.styles import Weight
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, SheetForm
from osdesk.domain.contacts import Address
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import OrderSheet, SheetOptions
from osdesk.domain.statuses import StatusKind
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services import rendering

LATIN = string.ascii_letters + string.digits + "áéíóúâêôãõçÁÉÍÓÚÃÇñüß.,;:-–/_()%ºª°²³×µ“”’+=&<>\"'"
BEYOND = "ΩμλδΑΒ→ЖйДц€©✓½√∞"
STRANGE = "😀👩‍🔧🇧🇷שלוםمرحبا漢字\u200b\u202e\u00ad\u0301\ufe0f\t\x00\x07\x1b\ufffd\ud800\u2028"


def texts(longest: int = 60, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Nothing, a word, a phrase, a word that fits no column, 400 characters, and characters from anywhere."""
    word = st.text(LATIN, min_size=1, max_size=9)
    phrase = st.lists(word, min_size=1, max_size=max(1, min(5, longest // 8))).map(" ".join)
    endless = word.map(lambda text: (text * 160)[:120])
    long = phrase.map(lambda text: (f"{text} " * 400)[:400])
    mixed = st.text(LATIN + " " + BEYOND + STRANGE, max_size=min(longest, 20))
    kinds = [st.just(""), word, phrase, phrase, mixed, endless, long]
    if lines:
        kinds.append(st.lists(phrase, max_size=4).map("\n".join))
        kinds.append(phrase.map(lambda text: " ".join([text] * 70)))
    return st.one_of(kinds)


AMOUNTS = st.decimals(0, Decimal("99999999.99"), places=2)
QUANTITIES = st.decimals(Decimal("0.001"), Decimal("999999.999"), places=3)
DATES = st.dates(date(2020, 1, 1), date(2040, 12, 31))
INSTANTS = st.datetimes(builders.at(2020, 1, 1).replace(tzinfo=None), builders.at(2040, 1, 1).replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
TIMES = st.times().map(lambda clock: time(clock.hour, clock.minute))


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


ITEMS = st.builds(
    ChecklistItem,
    kind=st.sampled_from(ItemKind),
    text=texts(),
    unit=st.sampled_from(["", "A", "psi", "mm/s", "unidade muito comprida"]),
    choices=st.lists(texts(20), max_size=4).map(tuple),
    answer=maybe(st.sampled_from(Answer)),
    measured=maybe(st.decimals(-1000, 1000, places=2)),
    written=texts(),
    note=texts(lines=True),
)
LINES = st.builds(
    MaterialLine,
    kind=st.sampled_from(LineKind),
    description=texts(lines=True),
    quantity=QUANTITIES,
    unit=texts(10),
    unit_price=maybe(AMOUNTS),
)


def a_possible_visit(check_in: datetime | None, hours: float | None, **facts: object) -> Visit:
    """A visit of at most two days, as the rules of visits have it."""
    check_out = None if check_in is None or hours is None else check_in + timedelta(hours=hours)
    return Visit(check_in=check_in, check_out=check_out, **facts)  # type: ignore[arg-type]  # what builds() gives


VISITS = st.builds(
    a_possible_visit,
    day=maybe(DATES),
    planned_start=maybe(TIMES),
    planned_end=maybe(TIMES),
    technicians=st.lists(st.integers(1, 4), max_size=5).map(tuple),
    check_in=maybe(INSTANTS),
    hours=maybe(st.floats(0, 48)),
    outcome=maybe(st.sampled_from(VisitOutcome)),
    reason=texts(lines=True),
    observations=texts(lines=True),
)
ADDRESSES = st.builds(
    Address,
    street=texts(),
    number=st.sampled_from(["", "12", "s/n"]),
    district=texts(20),
    city=texts(20),
    state=st.sampled_from(["", "RS"]),
    postal_code=st.sampled_from(["", "90000010", "exterior"]),
)
ORDERS = st.builds(
    Order,
    code=st.just("7K3M9QX2VB4D"),
    number=st.sampled_from(["", "000042", "ABC-2026/000042", "WWWWWWWW-2026/123456789"]),
    contact_name=texts(),
    contact_tax_id=st.sampled_from(["", "52998224725"]),
    contact_role=texts(20),
    contact_phone=st.sampled_from(["", "+5551995550187", "ramal 12, falar com a portaria do prédio"]),
    contact_email=st.sampled_from(["", "marina@clinicaaurora.example", f"{'a' * 60}@{'b' * 60}.example"]),
    address=ADDRESSES,
    opened_at=maybe(INSTANTS),
    requested_by=texts(),
    priority=st.sampled_from(Priority),
    reason=texts(lines=True),
    deadline=maybe(DATES),
    deadline_time=maybe(TIMES),
    closed_at=maybe(INSTANTS),
    visits=st.lists(VISITS, max_size=3).map(tuple),
    checklists=st.lists(
        st.builds(Checklist, name=texts(), items=st.lists(ITEMS, max_size=6).map(lambda items: tuple(items) * 2)),
        max_size=3,
    ).map(tuple),
    materials=st.tuples(st.lists(LINES, max_size=4), st.sampled_from([1, 1, 2, 15])).map(
        lambda drawn: tuple(drawn[0]) * drawn[1]
    ),
    discount_kind=st.sampled_from(DiscountKind),
    discount=st.decimals(0, 100, places=2),
    payment_terms=texts(),
    quote_number=texts(10),
    authorised_by=texts(),
    authorised_how=texts(20),
    authorised_at=maybe(INSTANTS),
    observations=texts(lines=True),
    warranty_days=maybe(st.integers(0, 400)),
    terms=texts(lines=True),
    equipment=texts(),
    brand_model=texts(),
    serial_number=texts(20),
    accessories=texts(),
    condition=texts(),
)
SHEETS = st.builds(
    OrderSheet,
    company=st.builds(
        Company,
        legal_name=texts(),
        trade_name=texts(),
        address=ADDRESSES,
        phone=st.sampled_from(["", "+555135550142"]),
        email=texts(20),
        accent=st.sampled_from(["#0F4C5C", "#FFE600", "no colour"]),
    ),
    logo=st.sampled_from([b"", builders.logo(), b"no picture"]),
    order=ORDERS,
    client=st.builds(Client, name=texts(), legal_name=texts(), state_registration=texts(10)),
    status_name=texts(20),
    status_kind=st.sampled_from(StatusKind),
    service_type_name=texts(20),
    technicians=st.tuples(texts(20), texts(20), texts(20), texts(20)).map(lambda names: tuple(enumerate(names, 1))),
    language=st.sampled_from(["pt_BR", "es", "en"]),
    revision=st.integers(0, 3),
    verification=st.sampled_from(["", "7G2K9QWD0X4M"]),
    options=st.builds(
        SheetOptions,
        blank=st.booleans(),
        prices=st.booleans(),
        form=st.sampled_from([SheetForm.AUTO, SheetForm.AUTO, SheetForm.FULL]),
        filing_holes=st.booleans(),
    ),
)
MANY = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@MANY
@given(SHEETS)
def test_words_stay_in_their_columns_and_cover_nothing(sheet: OrderSheet) -> None:
    layout = lay_out(sheet, (305, 160) if sheet.logo == builders.logo() else (0, 0))
    assert reading.outside(layout, 20.0 if sheet.options.filing_holes else 10.0) == []
    assert reading.overlaps(layout) == []


def printed(text: str) -> str:
    """What a reader should find of a text: what no font has is a replacement character, what is invisible is gone."""
    medium = faces.face(Weight.MEDIUM)
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
            continue
        if medium.has(character):
            kept.append(character)
        elif unicodedata.category(character) not in ("Mn", "Me"):
            kept.append("\ufffd")
    return "".join(kept)


def given_strings(sheet: OrderSheet) -> list[str]:
    """Everything that people typed and that prints."""
    order, client = sheet.order, sheet.client
    assert order is not None
    assert client is not None
    found = [sheet.company.name, client.name, client.legal_name, client.state_registration, order.number]
    found += [order.contact_name, order.contact_role, order.contact_email, order.address.street, order.requested_by]
    found += [order.equipment, order.brand_model, order.serial_number, order.accessories, order.condition]
    found += [order.quote_number, order.authorised_how, order.terms, order.observations, order.reason]
    found += [sheet.service_type_name]
    names = dict(sheet.technicians)
    for visit in order.visits:
        found += [visit.reason, visit.observations, *(names[identity] for identity in visit.technicians)]
    for checklist in order.checklists:
        if checklist.items:
            found.append(checklist.name)
        for item in checklist.items:
            found += [item.text, item.note]
            if item.kind is not ItemKind.SECTION and item.measured is None:
                found.append(item.written)
    for line in order.materials:
        found += [line.description, line.unit]
    return [line for text in found for line in text.splitlines()]


def is_found(text: str, copy: str, pages: int) -> bool:
    """Whether a copy has the text whole, parted at most by its page breaks."""
    parts = 0
    while text:
        low, high = 0, len(text)
        while low < high:  # the longest beginning that is there: what begins a found text is found too
            middle = (low + high + 1) // 2
            low, high = (middle, high) if text[:middle] in copy else (low, middle - 1)
        parts += 1
        if not low or parts > pages:
            return False
        text = text[low:]
    return True


@settings(MANY, max_examples=15)
@given(SHEETS)
def test_every_given_string_is_found_in_both_copies(sheet: OrderSheet) -> None:
    sheet = replace(sheet, options=replace(sheet.options, blank=False))
    paper = rendering.render((sheet,))
    copies = reading.texts_of_copies(paper.pdf)
    assert len(copies) == 2
    for text in given_strings(sheet):
        for copy in copies:
            assert is_found(printed(text), copy, paper.copies_pages), text


@settings(MANY, max_examples=20)
@given(SHEETS)
def test_every_page_is_numbered_and_none_holds_signatures_alone(sheet: OrderSheet) -> None:
    layout = lay_out(replace(sheet, options=replace(sheet.options, form=SheetForm.FULL)))
    count = len(layout.frames)
    assert [frame.page for frame in layout.frames] == [(number, count) for number in range(1, count + 1)]
    name, frame, top = layout.sections[-1]
    assert name == "signature"
    assert frame == count - 1
    heights = [place.bottom for place in reading.placed_words(layout, frame) if place.bottom < top]
    header = 29.0 if count == 1 else 24.0
    assert count == 1 or any(bottom > header for bottom in heights)
