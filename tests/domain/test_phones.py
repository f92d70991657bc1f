"""Phone numbers: read however they are punctuated, never refused, shown as Brazil writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain import phones
from osdesk.domain.phones import PhoneKind, PhoneReading, read_phone
from osdesk.domain.problems import Problem, Unreadable

areas = st.sampled_from(sorted(phones.AREA_CODES))
mobiles = st.integers(0, 99_999_999).map(lambda rest: f"9{rest:08}")
# 300x and 400x are dialled without area code, so no landline begins with them.
landlines = st.integers(20_000_000, 59_999_999).map(str).filter(lambda number: number[:3] not in ("300", "400"))
typed_numbers = st.text() | st.text("0123456789+()- .", max_size=20)


def test_there_are_sixty_seven_area_codes() -> None:
    known = (
        "11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 "
        "61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99"
    )
    assert sorted(phones.AREA_CODES) == known.split()
    assert len(phones.AREA_CODES) == 67


@pytest.mark.parametrize(
    "typed",
    [
        "(51) 99841-2207",
        "51 99841 2207",
        "51998412207",
        "051 99841-2207",
        "0 15 51 99841-2207",
        "+55 51 99841-2207",
        "+55 (0) 51 99841-2207",
        "55 51 99841-2207",
        "0055 51 99841-2207",
        "51.99841.2207",
        "51/99841–2207",
        "\u202a+55\u00a051\u00a099841\u20112207\u202c",
        "99841-2207",
    ],
)
def test_one_mobile_number_is_stored_alike_however_it_is_typed(typed: str) -> None:
    assert read_phone(typed, area_code="51") == PhoneReading(number="+5551998412207", kind=PhoneKind.MOBILE)


@pytest.mark.parametrize(
    ("typed", "stored", "kind", "shown"),
    [
        ("(51) 3555-0142", "+555135550142", PhoneKind.LANDLINE, "(51) 3555-0142"),
        ("3555 0142", "+555135550142", PhoneKind.LANDLINE, "(51) 3555-0142"),
        ("55 99841-2207", "+5555998412207", PhoneKind.MOBILE, "(55) 99841-2207"),
        ("55 55 99841-2207", "+5555998412207", PhoneKind.MOBILE, "(55) 99841-2207"),
        ("0800 123 4567", "08001234567", PhoneKind.TOLL_FREE, "0800 123 4567"),
        ("0800-123456", "0800123456", PhoneKind.TOLL_FREE, "0800 123 456"),
        ("+55 0800 123 4567", "08001234567", PhoneKind.TOLL_FREE, "0800 123 4567"),
        ("0300 123 4567", "03001234567", PhoneKind.NATIONAL_SHORT, "0300 123 4567"),
        ("4004-1234", "40041234", PhoneKind.NATIONAL_SHORT, "4004-1234"),
        ("3003 1234", "30031234", PhoneKind.NATIONAL_SHORT, "3003-1234"),
        ("190", "190", PhoneKind.NATIONAL_SHORT, "190"),
        ("+351 912 345 678", "+351912345678", PhoneKind.FOREIGN, "+351912345678"),
        ("00 598 2 123 4567", "+59821234567", PhoneKind.FOREIGN, "+59821234567"),
        ("", "", PhoneKind.UNKNOWN, ""),
    ],
)
def test_each_kind_of_number_is_known_and_shown_as_people_write_it(
    typed: str, stored: str, kind: PhoneKind, shown: str
) -> None:
    reading = read_phone(typed, area_code="51")
    assert (reading.number, reading.kind) == (stored, kind)
    assert phones.format_phone(stored) == shown


@pytest.mark.parametrize(
    ("typed", "kept", "code", "facts", "remedy"),
    [
        ("(20) 99841-2207", "(20) 99841-2207", "phone.area_code", {"area_code": "20"}, None),
        ("(51) 8123-4567", "(51) 8123-4567", "phone.ninth_digit", {}, "+5551981234567"),
        ("+55 51 9841-2207", "+55 51 9841-2207", "phone.ninth_digit", {}, "+5551998412207"),
        ("3555-0142 ramal 12", "3555-0142 ramal 12", "phone.unknown", {}, None),
        (" falar com  Ana ", "falar com  Ana", "phone.unknown", {}, None),
        ("12345678901234567890", "12345678901234567890", "phone.unknown", {}, None),
        ("+1", "+1", "phone.unknown", {}, None),
        ("+55 99841-2207", "+55 99841-2207", "phone.unknown", {}, None),
        ("٩٩٨٤١٢٢٠٧", "٩٩٨٤١٢٢٠٧", "phone.unknown", {}, None),
        ("99841-2207", "998412207", "phone.no_area_code", {}, None),
    ],
)
def test_what_is_not_recognised_is_kept_with_an_advice(
    typed: str, kept: str, code: str, facts: dict[str, object], remedy: str | None
) -> None:
    reading = read_phone(typed)
    assert (reading.number, reading.kind) == (kept, PhoneKind.UNKNOWN)
    assert reading.problem == Problem(field="", code=code, facts=facts, remedy=remedy, advice=True)


def test_a_foreign_number_is_taken_with_an_advice() -> None:
    assert read_phone("+351 912 345 678").problem == Problem(field="", code="phone.foreign", advice=True)


def test_an_area_code_that_does_not_exist_is_not_lent_to_a_number() -> None:
    assert read_phone("99841-2207", area_code="20").number == "998412207"
    assert phones.format_phone("998412207") == "99841-2207"


def test_only_a_national_number_has_an_area_code_to_lend() -> None:
    numbers = (
        "+5551998412207",
        "+555135550142",
        "08001234567",
        "+351912345678",
        "+55 51 9841-2207",
        "+5520998412207",
        "",
    )
    assert [phones.area_code(number) for number in numbers] == ["51", "51", "", "", "", "", ""]


def test_a_number_is_searched_as_people_say_it() -> None:
    assert phones.digits("+5551998412207") == "51998412207"
    assert phones.digits("+351912345678") == "351912345678"
    assert phones.digits("3555-0142 ramal 12") == "3555014212"


@pytest.mark.parametrize(
    ("number", "taken"),
    [("+5592991234567", "5592991234567"), ("(92) 3234-5678", "559232345678"), ("+351912345678", "351912345678")],
)
def test_whatsapp_takes_the_number_with_country_code_and_digits_only(number: str, taken: str) -> None:
    assert phones.whatsapp_number(number) == taken


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "phone.blank"),
        ("08001234567", "phone.no_whatsapp"),
        ("40041234", "phone.no_whatsapp"),
        ("998412207", "phone.no_area_code"),
        ("(51) 8123-4567", "phone.ninth_digit"),
        ("(20) 99841-2207", "phone.area_code"),
        ("Ana", "phone.unknown"),
    ],
)
def test_a_number_that_whatsapp_cannot_reach_says_what_is_wrong(number: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        phones.whatsapp_number(number)
    assert caught.value.code == code


@given(areas, mobiles | landlines, areas)
def test_every_national_number_reads_back_from_every_way_to_write_it(area: str, number: str, office: str) -> None:
    stored = f"+55{area}{number}"
    ways = (stored, phones.format_phone(stored), phones.digits(stored), f"0{area} {number}", f"0 21 {area} {number}")
    assert {read_phone(way, office).number for way in ways} == {stored}
    assert read_phone(number, office).number == f"+55{office}{number}"


@given(typed_numbers, areas | st.just(""))
def test_any_text_is_kept_and_means_the_same_when_read_again(text: str, area: str) -> None:
    first = read_phone(text, area)
    again = read_phone(first.number, area)
    assert (again.number, again.kind) == (first.number, first.kind)
    assert (first.problem is not None) == (
        first.kind is PhoneKind.FOREIGN or (first.kind is PhoneKind.UNKNOWN and first.number != "")
    )
    assert phones.digits(phones.format_phone(first.number)).endswith(phones.digits(first.number))


@given(typed_numbers)
def test_whatsapp_gets_digits_or_nothing(text: str) -> None:
    try:
        number = phones.whatsapp_number(text)
    except Unreadable:
        assert read_phone(text).kind not in (PhoneKind.MOBILE, PhoneKind.LANDLINE, PhoneKind.FOREIGN)
    else:
        assert number.isascii()
        assert number.isdigit()
        assert number[0] != "0"
