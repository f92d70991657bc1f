"""CPF and CNPJ: read, checked and masked. Apart because the rules are the tax office's and not ours.

Stored as text without mask: eleven digits, or fourteen characters of which the first twelve may be letters since
IN RFB 2.229/2024 (Anexo XV; the first alphanumeric numbers were issued in July 2026, and both forms stay in use).
"""

from __future__ import annotations

import re
from enum import StrEnum

from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import DASHES, bare

CPF_LENGTH = 11
CNPJ_LENGTH = 14

_CPF = re.compile("[0-9]{11}")
_CNPJ = re.compile("[0-9A-Z]{12}[0-9]{2}")
_MASK = "./_" + DASHES
# What is copied from a document together with its number. Only with something between the two: a CNPJ may have letters.
_LABEL = re.compile(r"\s*(?:cpf|cnpj)(?:/(?:cpf|cnpj|mf))?(?:\s*[:=]|\s*n[.ºo°]+|\s)\s*", re.IGNORECASE)
_ASCII_UPPER = {ord(small): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


class TaxIdKind(StrEnum):
    """Whose number it is: a person's (CPF) or a firm's (CNPJ)."""

    CPF = "cpf"
    CNPJ = "cnpj"


def normalise(text: str) -> str:
    """The number without points, strokes, spaces and invisible characters, its ASCII letters in upper case.

    Every other character stays, so that `12.ABÇ…` is refused for its Ç instead of becoming another number. Only ASCII
    letters are raised: `str.upper` would make a plain `I` of a dotless `ı`.
    """
    return bare(text, _MASK).translate(_ASCII_UPPER)


def kind(normalised: str) -> TaxIdKind | None:
    """CPF or CNPJ by shape alone (length and characters); None for anything else. Check digits are not looked at."""
    if _CPF.fullmatch(normalised):
        return TaxIdKind.CPF
    if _CNPJ.fullmatch(normalised):
        return TaxIdKind.CNPJ
    return None


def parse_cpf(text: str) -> str:
    """The eleven digits of a CPF, typed with or without its mask.

    Raises `Unreadable`: `tax_id.characters` (`characters`: those that don't belong), `tax_id.length` (`length`,
    `expected`), `tax_id.repeated` (the ten numbers of one digit, which pass the arithmetic and belong to nobody),
    `tax_id.check_digits`; each with `kind`. Modulo 11, weights 10 to 2 and 11 to 2.
    """
    number = normalise(_unlabelled(text))
    _require_characters(number, "0123456789", TaxIdKind.CPF)
    _require_length(number, (CPF_LENGTH,), TaxIdKind.CPF)
    if len(set(number)) == 1:
        raise Unreadable("tax_id.repeated", kind=TaxIdKind.CPF)
    if number[9:] != _cpf_check_digits(number[:9]):
        raise Unreadable("tax_id.check_digits", kind=TaxIdKind.CPF)
    return number


def parse_cnpj(text: str) -> str:
    """The fourteen characters of a CNPJ, numeric or alphanumeric, typed with or without its mask.

    Raises `Unreadable` as `parse_cpf` does; `tax_id.repeated` only for all zeros, since `11.111.111/1111-80` is a
    possible number. IN RFB 2.229/2024, Anexo XV: a character counts as its ASCII code less 48; modulo 11, weights 5 4
    3 2 9…2 and 6 5 4 3 2 9…2; the two check digits are never letters.
    """
    number = normalise(_unlabelled(text))
    _require_characters(number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", TaxIdKind.CNPJ)
    _require_length(number, (CNPJ_LENGTH,), TaxIdKind.CNPJ)
    _require_characters(number[12:], "0123456789", TaxIdKind.CNPJ)
    if not number.strip("0"):
        raise Unreadable("tax_id.repeated", kind=TaxIdKind.CNPJ)
    if number[12:] != _cnpj_check_digits(number[:12]):
        raise Unreadable("tax_id.check_digits", kind=TaxIdKind.CNPJ)
    return number


def parse(text: str) -> str:
    """A CPF or a CNPJ, told apart by length; `""` for a blank field.

    Raises `Unreadable` as `parse_cpf` and `parse_cnpj` do; `kind` is None while neither length fits. A number is never
    filled up with zeros.
    """
    number = normalise(_unlabelled(text))
    if not number:
        return ""
    if len(number) == CPF_LENGTH:
        return parse_cpf(number)
    if len(number) == CNPJ_LENGTH:
        return parse_cnpj(number)
    _require_characters(number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", None)
    raise Unreadable("tax_id.length", kind=None, length=len(number), expected=(CPF_LENGTH, CNPJ_LENGTH))


def problems(text: str, field: str, expected: TaxIdKind | None = None) -> tuple[Problem, ...]:
    """What is wrong with a stored tax id, as problems of that field; nothing for "". `expected` asks for that kind."""
    if not text:
        return ()
    try:
        read = parse(text)
    except Unreadable as trouble:
        return (trouble.at(field),)
    if read != text:
        return (Problem(field=field, code="tax_id.characters", remedy=read),)
    if expected is not None and kind(read) is not expected:
        return (Problem(field=field, code=f"tax_id.expected_{expected.value}"),)
    return ()


def is_valid(text: str) -> bool:
    """Whether the text is a CPF or CNPJ that could have been issued. A blank is not one."""
    try:
        return bool(parse(text))
    except Unreadable:
        return False


def format(normalised: str) -> str:  # noqa: A001  always read as `tax_ids.format`
    """`529.982.247-25` or `12.ABC.345/01DE-35`; what has neither shape (partial, odd, blank) is given back as it is."""
    shape = kind(normalised)
    n = normalised
    if shape is TaxIdKind.CPF:
        return f"{n[:3]}.{n[3:6]}.{n[6:9]}-{n[9:]}"
    if shape is TaxIdKind.CNPJ:
        return f"{n[:2]}.{n[2:5]}.{n[5:8]}/{n[8:12]}-{n[12:]}"
    return normalised


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _require_characters(number: str, allowed: str, expected: TaxIdKind | None) -> None:
    strange = "".join(dict.fromkeys(character for character in number if character not in allowed))
    if strange:
        raise Unreadable("tax_id.characters", kind=expected, characters=strange[:10])


def _require_length(number: str, expected: tuple[int, ...], of: TaxIdKind) -> None:
    if len(number) not in expected:
        raise Unreadable("tax_id.length", kind=of, length=len(number), expected=expected)


def _cpf_check_digits(base: str) -> str:
    first = _check_digit(base, range(10, 1, -1))
    return first + _check_digit(base + first, range(11, 1, -1))


def _cnpj_check_digits(base: str) -> str:
    first = _check_digit(base, _CNPJ_WEIGHTS[1:])
    return first + _check_digit(base + first, _CNPJ_WEIGHTS)


def _check_digit(characters: str, weights: range | tuple[int, ...]) -> str:
    total = sum((ord(character) - 48) * weight for character, weight in zip(characters, weights, strict=True))
    remainder = total % 11
    return "0" if remainder < 2 else str(11 - remainder)
