"""Phone numbers as Brazil writes them, and foreign ones. Apart because a number is read, shown, searched and dialled.

Nothing typed is ever refused: what isn't recognised is kept as typed, with an advice. A recognised number is stored as
`+55` with area code and number, as the digits of a number that has no area code (`08001234567`, `40041234`, `190`), or
as `+` and the digits of a foreign one. Mobile numbers have nine digits and begin with 9, fixed ones eight and begin
with 2 to 5 (Anatel, Resolução 749/2022, Regulamento de Numeração).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import DASHES, clean
from osdesk.domain.text import digits as only_digits

AREA_CODES: frozenset[str] = frozenset(
    f"{tens}{unit}"
    for tens, units in enumerate(
        ("123456789", "12478", "1234578", "123456789", "1345", "123456789", "134579", "123456789", "123456789"), start=1
    )
    for unit in units
)
"""The 67 area codes (DDD)."""

_NATIONAL = re.compile(r"\+55([0-9]{2})(9[0-9]{8}|[2-5][0-9]{7})")
_MOBILE = re.compile("9[0-9]{8}")
_LANDLINE = re.compile("[2-5][0-9]{7}")
_OLD_MOBILE = re.compile("[6-9][0-9]{7}")
_TOLL_FREE = re.compile("0800[0-9]{6,7}")
_PAID = re.compile("0[359]00[0-9]{6,7}")
_SHARED_COST = re.compile("[34]00[0-9]{5}")
_SERVICE = re.compile("1[0-9]{2}|10[0-9]{3}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060]")
_PUNCTUATION = re.compile(rf"[{DASHES}\s()./]+")


class PhoneKind(StrEnum):
    """What a number is, as far as its form tells."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    TOLL_FREE = "toll_free"
    NATIONAL_SHORT = "national_short"
    """Dialled alike all over Brazil, without area code: 4004-1234, 0300…, 190."""
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneReading:
    """What was made of a typed number: the text to store, its kind, and an advice (field `""`) or None.

    Codes of advice: `phone.foreign`, `phone.no_area_code` (none was typed and none is known), `phone.area_code`
    (`area_code`: it doesn't exist), `phone.ninth_digit` (a mobile number of before 2016, with the new one as remedy),
    `phone.unknown`.
    """

    number: str
    kind: PhoneKind
    problem: Problem | None = None


def read_phone(text: str, area_code: str = "") -> PhoneReading:
    """Read a number typed or pasted in any punctuation; one without area code gets `area_code` (two digits).

    Trunk zero, carrier code (`0 15 51 …`) and country code, with or without `+`, are understood. Reading the stored
    number again gives the same reading; `Unreadable` is never raised.
    """
    typed = clean(_INVISIBLE.sub("", text))
    if not typed:
        return PhoneReading(number="", kind=PhoneKind.UNKNOWN)
    dialled = _PUNCTUATION.sub("", typed)
    if dialled.startswith("00") and dialled[2:].isascii() and dialled[2:].isdigit():
        dialled = "+" + dialled[2:]
    if only_digits(dialled) != dialled.removeprefix("+"):
        return _unknown(typed)
    if not dialled.startswith("+"):
        return _read_domestic(dialled, area_code if area_code in AREA_CODES else "", typed)
    if dialled.startswith("+55"):
        reading = _read_domestic(dialled[3:], "", typed)
        return _unknown(typed) if _is_code(reading, "phone.no_area_code") else reading
    if _FOREIGN.fullmatch(dialled):
        advice = Problem(field="", code="phone.foreign", advice=True)
        return PhoneReading(number=dialled, kind=PhoneKind.FOREIGN, problem=advice)
    return _unknown(typed)


def format_phone(number: str) -> str:
    """`(51) 99841-2207`, `(51) 3555-0142`, `0800 123 4567`, `4004-1234`; foreign and unknown numbers as stored."""
    area = area_code(number)
    if area:
        return f"({area}) {_halved(number[5:])}"
    if _TOLL_FREE.fullmatch(number) or _PAID.fullmatch(number):
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    if _SHARED_COST.fullmatch(number) or _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return _halved(number)
    return number


def area_code(number: str) -> str:
    """The two digits of a stored number's area code; `""` for one that has none (0800, foreign, unknown, blank)."""
    national = _NATIONAL.fullmatch(number)
    return national[1] if national and national[1] in AREA_CODES else ""


def digits(number: str) -> str:
    """The digits to search a stored number by; a national one without country code, to begin as people say it."""
    return only_digits(number[3:] if _NATIONAL.fullmatch(number) else number)


def whatsapp_number(number: str) -> str:
    """The number as `https://wa.me/` takes it: country code and number, digits only.

    A landline may have WhatsApp too. Raises `Unreadable`: `phone.blank`, `phone.no_whatsapp` (0800, 4004, 190 …) and
    the codes of `PhoneReading` for what has no full number (`phone.no_area_code`, `phone.area_code`,
    `phone.ninth_digit`, `phone.unknown`).
    """
    reading = read_phone(number)
    if reading.kind in (PhoneKind.MOBILE, PhoneKind.LANDLINE, PhoneKind.FOREIGN):
        return reading.number.removeprefix("+")
    if reading.kind in (PhoneKind.TOLL_FREE, PhoneKind.NATIONAL_SHORT):
        raise Unreadable("phone.no_whatsapp")
    problem = reading.problem
    if problem is None:
        raise Unreadable("phone.blank")
    raise Unreadable(problem.code, problem.remedy, **problem.facts)


def _read_domestic(dialled: str, area_code: str, typed: str) -> PhoneReading:
    """Digits as dialled inside Brazil."""
    if _TOLL_FREE.fullmatch(dialled):
        return PhoneReading(number=dialled, kind=PhoneKind.TOLL_FREE)
    if any(form.fullmatch(dialled) for form in (_PAID, _SHARED_COST, _SERVICE)):
        return PhoneReading(number=dialled, kind=PhoneKind.NATIONAL_SHORT)
    for area, number in _splits(dialled):
        kind = _kind_of(number)
        if kind is not PhoneKind.UNKNOWN and area in AREA_CODES:
            return PhoneReading(number=f"+55{area}{number}", kind=kind)
    if _kind_of(dialled) is not PhoneKind.UNKNOWN:
        if area_code:
            return PhoneReading(number=f"+55{area_code}{dialled}", kind=_kind_of(dialled))
        return _unknown(dialled, "phone.no_area_code")
    return _doubtful(dialled, area_code, typed)


def _doubtful(dialled: str, area_code: str, typed: str) -> PhoneReading:
    """Digits that are no number of today: say why, where it can be told."""
    for area, number in (*_splits(dialled), (area_code, dialled)):
        if area in AREA_CODES and _OLD_MOBILE.fullmatch(number):
            return _unknown(typed, "phone.ninth_digit", remedy=f"+55{area}9{number}")
    for area, number in _splits(dialled)[:1]:
        if _kind_of(number) is not PhoneKind.UNKNOWN:
            return _unknown(typed, "phone.area_code", area_code=area)
    return _unknown(typed)


def _splits(dialled: str) -> list[tuple[str, str]]:
    """The ways to see area code and number in the digits: as they stand, after 0, after 0 and carrier, after 55."""
    starts = [0]
    if dialled.startswith("0"):
        starts = [1, 3]
    elif dialled.startswith("55"):
        starts = [0, 2, 3] if dialled.startswith("550") else [0, 2]
    return [(dialled[start : start + 2], dialled[start + 2 :]) for start in starts]


def _kind_of(number: str) -> PhoneKind:
    if _MOBILE.fullmatch(number):
        return PhoneKind.MOBILE
    return PhoneKind.LANDLINE if _LANDLINE.fullmatch(number) else PhoneKind.UNKNOWN


def _unknown(number: str, code: str = "phone.unknown", remedy: str | None = None, **facts: str) -> PhoneReading:
    advice = Problem(field="", code=code, facts=facts, remedy=remedy, advice=True)
    return PhoneReading(number=number, kind=PhoneKind.UNKNOWN, problem=advice)


def _is_code(reading: PhoneReading, code: str) -> bool:
    return reading.problem is not None and reading.problem.code == code


def _halved(number: str) -> str:
    return f"{number[:-4]}-{number[-4:]}"
