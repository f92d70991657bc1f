"""Postal codes and tax ids looked up on the web: ViaCEP and BrasilAPI, or whatever answers at the addresses set.

Apart because what comes back is a stranger's: it is checked field by field, and never trusted to be what the
documentation says. A field that isn't what it should be counts as absent; the person types it by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.domain import phones, postal, tax_ids
from osdesk.domain.contacts import Address, is_email
from osdesk.domain.problems import Unreadable
from osdesk.domain.text import clean, digits
from osdesk.gateways.web import TIME_LIMIT, Answer, LookupTrouble, ask, forget, host

__all__ = ["CompanyFacts", "LookupTrouble", "address", "company", "forget"]

_LONGEST_FIELD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """What the register of firms says; `standing` is its own word ("ATIVA", "BAIXADA").

    Phone and tax id are in the form that we store. Names and street are as the register has them.
    """

    tax_id: str = ""
    legal_name: str = ""
    trade_name: str = ""
    address: Address = Address()
    phone: str = ""
    email: str = ""
    standing: str = ""

    @property
    def name(self) -> str:
        """The name the firm is known by."""
        return self.trade_name or self.legal_name


def address(base: str, cep: str, time_limit: float = TIME_LIMIT) -> Address:
    """The address of a CEP (eight digits) from ViaCEP at `base`; that of a town with one code has no street.

    Raises `LookupTrouble`. Blocks for at most `time_limit` seconds.
    """
    if len(cep) != postal.CEP_LENGTH or digits(cep) != cep:
        raise LookupTrouble("lookup.form", host(base))
    answer = ask(base, f"/ws/{cep}/json/", time_limit)
    # A string today, a boolean in older replies.
    if str(answer.get("erro", "")).lower() == "true":
        raise LookupTrouble("lookup.not_found", host(base))
    # `complemento` says which side of the street has the code ("lado ímpar"): no part of anybody's address.
    found = Address(
        postal_code=cep,
        street=_text(answer, "logradouro"),
        district=_text(answer, "bairro"),
        city=_text(answer, "localidade"),
        state=_state(answer),
    )
    if not found.city or digits(_text(answer, "cep")) not in ("", cep):
        raise LookupTrouble("lookup.strange", host(base))
    return found


def company(base: str, cnpj: str, time_limit: float = TIME_LIMIT) -> CompanyFacts:
    """What the register says of a CNPJ (fourteen characters, no mask) from BrasilAPI at `base`.

    Raises `LookupTrouble`. Blocks for at most `time_limit` seconds.
    """
    if tax_ids.kind(cnpj) is not tax_ids.TaxIdKind.CNPJ:
        raise LookupTrouble("lookup.form", host(base))
    answer = ask(base, f"/api/cnpj/v1/{cnpj}", time_limit)
    legal_name, trade_name = _text(answer, "razao_social"), _text(answer, "nome_fantasia")
    # The register hides some trade names behind asterisks.
    trade_name = trade_name if any(character.isalnum() for character in trade_name) else ""
    if not (legal_name or trade_name) or tax_ids.normalise(_text(answer, "cnpj")) not in ("", cnpj):
        raise LookupTrouble("lookup.strange", host(base))
    email = _text(answer, "email").lower()
    return CompanyFacts(
        tax_id=cnpj,
        legal_name=legal_name,
        trade_name=trade_name,
        address=_company_address(answer),
        phone=_phone(answer),
        email=email if is_email(email) else "",
        standing=_text(answer, "descricao_situacao_cadastral"),
    )


def _company_address(answer: Answer) -> Address:
    kind, street = _text(answer, "descricao_tipo_de_logradouro"), _text(answer, "logradouro")
    if kind and street and not street.casefold().startswith(f"{kind.casefold()} "):
        street = f"{kind} {street}"
    # Some answers bring the code as a number, which loses the zero that São Paulo's begin with.
    cep = digits(_text(answer, "cep"))
    return Address(
        postal_code=cep.zfill(postal.CEP_LENGTH) if len(cep) in (7, 8) else "",
        street=street,
        number=_text(answer, "numero"),
        complement=_text(answer, "complemento"),
        district=_text(answer, "bairro"),
        city=_text(answer, "municipio"),
        state=_state(answer),
    )


def _phone(answer: Answer) -> str:
    for field in ("ddd_telefone_1", "ddd_telefone_2"):
        reading = phones.read_phone(_text(answer, field))
        if reading.kind in (phones.PhoneKind.MOBILE, phones.PhoneKind.LANDLINE):
            return reading.number
    return ""


def _text(answer: Answer, field: str) -> str:
    """A field as clean text of one line; whatever is neither text nor a whole number counts as absent."""
    value = answer.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**20:
        value = str(value)
    return clean(value[: 4 * _LONGEST_FIELD])[:_LONGEST_FIELD] if isinstance(value, str) else ""


def _state(answer: Answer) -> str:
    try:
        return postal.parse_state(_text(answer, "uf"))
    except Unreadable:
        return ""
