"""Postal codes (CEP) and the 27 federal units of Brazil. Apart from addresses, which also hold foreign ones."""

from __future__ import annotations

import re
from types import MappingProxyType

from osdesk.domain.problems import Unreadable
from osdesk.domain.text import DASHES, bare, fold, quote

CEP_LENGTH = 8

STATE_NAMES = MappingProxyType(
    {
        "AC": "Acre",
        "AL": "Alagoas",
        "AM": "Amazonas",
        "AP": "Amapá",
        "BA": "Bahia",
        "CE": "Ceará",
        "DF": "Distrito Federal",
        "ES": "Espírito Santo",
        "GO": "Goiás",
        "MA": "Maranhão",
        "MG": "Minas Gerais",
        "MS": "Mato Grosso do Sul",
        "MT": "Mato Grosso",
        "PA": "Pará",
        "PB": "Paraíba",
        "PE": "Pernambuco",
        "PI": "Piauí",
        "PR": "Paraná",
        "RJ": "Rio de Janeiro",
        "RN": "Rio Grande do Norte",
        "RO": "Rondônia",
        "RR": "Roraima",
        "RS": "Rio Grande do Sul",
        "SC": "Santa Catarina",
        "SE": "Sergipe",
        "SP": "São Paulo",
        "TO": "Tocantins",
    }
)

_BY_FOLDED_NAME = MappingProxyType({fold(name): code for code, name in STATE_NAMES.items()})
_MASK = "._" + DASHES
_CEP = re.compile("[0-9]{8}")
_FIRST_CEP = "01000000"


def parse_cep(text: str) -> str:
    """The eight digits of a CEP, typed with or without mask; `""` for a blank field.

    Raises `Unreadable`: `cep.characters` (`characters`), `cep.length` (`length`, `expected`), `cep.out_of_range` (below
    01000-000, where the numbering of the post begins).
    """
    number = bare(text, _MASK)
    if not number:
        return ""
    strange = "".join(dict.fromkeys(character for character in number if character not in "0123456789"))
    if strange:
        raise Unreadable("cep.characters", characters=strange[:10])
    if len(number) != CEP_LENGTH:
        raise Unreadable("cep.length", length=len(number), expected=CEP_LENGTH)
    if number < _FIRST_CEP:
        raise Unreadable("cep.out_of_range")
    return number


def format_cep(cep: str) -> str:
    """`90000-010`; what isn't eight digits (partial, foreign, blank) is given back as it is."""
    return f"{cep[:5]}-{cep[5:]}" if _CEP.fullmatch(cep) else cep


def parse_state(text: str) -> str:
    """The code of a state typed as code or name, in any case, with or without accents; `""` for a blank field.

    Raises `Unreadable("state.unknown", text=…)`.
    """
    typed = fold(text)
    if not typed and not text.strip():
        return ""
    if typed.upper() in STATE_NAMES:
        return typed.upper()
    if typed in _BY_FOLDED_NAME:
        return _BY_FOLDED_NAME[typed]
    raise Unreadable("state.unknown", text=quote(text))
