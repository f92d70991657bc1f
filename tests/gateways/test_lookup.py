"""Look-ups against a server on loopback that answers as ViaCEP and BrasilAPI do, and in every way they shouldn't."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateways.loopback import Loopback, answer, raw, serving, status
from osdesk.domain.contacts import Address
from osdesk.gateways import lookup

PRACA_DA_SE = {
    "cep": "01001-000",
    "logradouro": "Praça da Sé",
    "complemento": "lado ímpar",
    "bairro": "Sé",
    "localidade": "São Paulo",
    "uf": "SP",
    "ibge": "3550308",
    "ddd": "11",
}
FIRM = {
    "cnpj": "12ABC34501DE35",
    "razao_social": "PADARIA PAO DE MEL LTDA",
    "nome_fantasia": "PADARIA PÃO DE MEL",
    "descricao_tipo_de_logradouro": "AVENIDA",
    "logradouro": "CENTRAL",
    "numero": "1204",
    "complemento": "LOJA 2",
    "bairro": "MENINO DEUS",
    "cep": "90000060",
    "municipio": "PORTO ALEGRE",
    "uf": "RS",
    "ddd_telefone_1": "5132554410",
    "email": "SONIA@PAODEMEL.EXAMPLE",
    "descricao_situacao_cadastral": "ATIVA",
}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    lookup.forget()
    with serving() as loopback:
        yield loopback


def code_of(base: str, time_limit: float = 5.0) -> str:
    with pytest.raises(lookup.LookupTrouble) as caught:
        lookup.address(base, "01001000", time_limit)
    return caught.value.code


def test_a_cep_becomes_an_address_without_the_side_of_the_street(web: Loopback) -> None:
    web.reply = answer(PRACA_DA_SE)
    assert lookup.address(web.base, "01001000") == Address(
        postal_code="01001000", street="Praça da Sé", district="Sé", city="São Paulo", state="SP"
    )
    assert web.asked == [("/ws/01001000/json/", lookup_agent())]


def lookup_agent() -> str:
    from osdesk.gateways.web import USER_AGENT

    assert USER_AGENT  # an empty one gets 429 from BrasilAPI
    return USER_AGENT


def test_the_same_question_is_asked_once(web: Loopback) -> None:
    web.reply = answer(PRACA_DA_SE)
    assert lookup.address(web.base, "01001000") == lookup.address(web.base + "/", "01001000")
    assert len(web.asked) == 1


def test_a_failure_is_not_remembered(web: Loopback) -> None:
    web.reply = status(503)
    assert code_of(web.base) == "lookup.busy"
    web.reply = answer(PRACA_DA_SE)
    assert lookup.address(web.base, "01001000").city == "São Paulo"


def test_a_town_with_one_code_has_no_street(web: Loopback) -> None:
    web.reply = answer({**PRACA_DA_SE, "logradouro": "", "bairro": None})
    assert lookup.address(web.base, "01001000") == Address(postal_code="01001000", city="São Paulo", state="SP")


@pytest.mark.parametrize("erro", ["true", True])
def test_an_unknown_cep_is_not_found_as_string_and_as_boolean(web: Loopback, erro: object) -> None:
    web.reply = answer({"erro": erro})
    assert code_of(web.base) == "lookup.not_found"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (status(400, b"<h1>Bad Request</h1>"), "lookup.form"),
        (status(404, json.dumps({"name": "NotFoundError", "type": "not_found"}).encode()), "lookup.not_found"),
        (status(429), "lookup.busy"),
        (status(403), "lookup.busy"),
        (status(500), "lookup.busy"),
        (status(502, b"<html>gateway</html>"), "lookup.busy"),
        (status(204, b""), "lookup.strange"),
        (status(301, b"", Location="http://127.0.0.1:1/elsewhere"), "lookup.no_network"),
        (status(302, b"", Location="/ws/01001000/json/"), "lookup.strange"),
        (status(302, b"", Location="file:///etc/passwd"), "lookup.address"),
        (status(200, b""), "lookup.strange"),
        (status(200, b"<html>Bem-vindo ao Wi-Fi do hotel</html>"), "lookup.strange"),
        (status(200, b"[]"), "lookup.strange"),
        (status(200, b"null"), "lookup.strange"),
        (status(200, b"\xff\xfe\x00"), "lookup.strange"),
        (status(200, b"[" * 200_000), "lookup.strange"),
        (status(200, b'{"localidade":"' + b"a" * 2_000_000 + b'"}'), "lookup.strange"),
        (status(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"), "lookup.strange"),
        (status(200, b"no gzip", Content_Encoding="gzip"), "lookup.strange"),
        (answer({**PRACA_DA_SE, "cep": "99999-999"}), "lookup.strange"),
        (answer({**PRACA_DA_SE, "localidade": ["São Paulo"]}), "lookup.strange"),
        (raw(b""), "lookup.no_network"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "lookup.no_network"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "lookup.strange"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"), "lookup.strange"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n{}"), "lookup.no_network"),
    ],
)
def test_each_failure_of_a_service_has_its_own_code(web: Loopback, reply: object, code: str) -> None:
    web.reply = reply  # type: ignore[assignment]  # parametrize loses the type
    assert code_of(web.base) == code


def test_a_service_that_says_nothing_is_given_up(web: Loopback) -> None:
    def reply(_handler: BaseHTTPRequestHandler) -> None:
        web.released.wait(30)

    web.reply = reply
    assert code_of(web.base, time_limit=0.2) == "lookup.timeout"


def test_a_service_that_stops_in_the_middle_is_given_up(web: Loopback) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"cep"')
        web.released.wait(30)

    web.reply = reply
    assert code_of(web.base, time_limit=0.2) == "lookup.timeout"


def test_a_service_that_drips_is_given_up_though_each_drop_is_in_time(web: Loopback) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not web.released.wait(0.05):
            handler.wfile.write(b"X: 1\r\n")

    web.reply = reply
    assert code_of(web.base, time_limit=0.3) == "lookup.timeout"


def test_a_computer_that_nobody_answers_at_is_no_network() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening
        assert code_of(f"http://127.0.0.1:{taken.getsockname()[1]}") == "lookup.no_network"


def test_a_host_that_does_not_exist_is_no_network() -> None:
    assert code_of("http://viacep.invalid") in {"lookup.no_network", "lookup.timeout"}


@pytest.mark.parametrize("base", ["", "viacep.com.br", "ftp://viacep.com.br", "http://", "http://[", "file:///etc"])
def test_a_base_address_that_is_none_is_said_to_be_none(base: str) -> None:
    assert code_of(base) == "lookup.address"


@pytest.mark.parametrize("cep", ["", "0100100", "01001-000", "0100100x", "٠١٠٠١٠٠٠", "../../../"])
def test_what_is_no_cep_is_never_asked(web: Loopback, cep: str) -> None:
    with pytest.raises(lookup.LookupTrouble, match=r"lookup\.form"):
        lookup.address(web.base, cep)
    assert web.asked == []


def test_an_alphanumeric_cnpj_becomes_the_facts_of_a_firm(web: Loopback) -> None:
    web.reply = answer(FIRM)
    facts = lookup.company(web.base, "12ABC34501DE35")
    assert web.asked[0][0] == "/api/cnpj/v1/12ABC34501DE35"
    assert facts == lookup.CompanyFacts(
        tax_id="12ABC34501DE35",
        legal_name="PADARIA PAO DE MEL LTDA",
        trade_name="PADARIA PÃO DE MEL",
        address=Address(
            postal_code="90000060",
            street="AVENIDA CENTRAL",
            number="1204",
            complement="LOJA 2",
            district="MENINO DEUS",
            city="PORTO ALEGRE",
            state="RS",
        ),
        phone="+555132554410",
        email="sonia@paodemel.example",
        standing="ATIVA",
    )


def test_a_firm_without_trade_name_is_known_by_its_legal_one(web: Loopback) -> None:
    for hidden in ("", None, "********"):
        lookup.forget()
        web.reply = answer({**FIRM, "nome_fantasia": hidden})
        assert lookup.company(web.base, "12ABC34501DE35").name == "PADARIA PAO DE MEL LTDA"


def test_a_number_in_place_of_text_keeps_the_zero_of_its_cep(web: Loopback) -> None:
    web.reply = answer({**FIRM, "cep": 1310200, "numero": 37})
    found = lookup.company(web.base, "12ABC34501DE35").address
    assert (found.postal_code, found.number) == ("01310200", "37")


def test_a_street_that_names_its_kind_is_not_given_it_twice(web: Loopback) -> None:
    web.reply = answer({**FIRM, "logradouro": "AVENIDA CENTRAL"})
    assert lookup.company(web.base, "12ABC34501DE35").address.street == "AVENIDA CENTRAL"


def test_another_firms_facts_are_refused(web: Loopback) -> None:
    web.reply = answer({**FIRM, "cnpj": "11222333000181"})
    with pytest.raises(lookup.LookupTrouble, match=r"lookup\.strange"):
        lookup.company(web.base, "12ABC34501DE35")


@given(
    st.dictionaries(
        st.sampled_from([*FIRM, *PRACA_DA_SE]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            st.lists,
            max_leaves=4,
        ),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_a_stranger_answers_gives_clean_short_text_or_a_code(web: Loopback, said: dict[str, object]) -> None:
    lookup.forget()
    web.reply = answer(said)
    texts: list[str] = []
    codes: list[str] = []
    try:
        facts = lookup.company(web.base, "12ABC34501DE35")
        texts += (facts.legal_name, facts.trade_name, facts.address.line(), facts.email)
        texts.append(lookup.address(web.base, "01001000").line())
    except lookup.LookupTrouble as trouble:
        codes.append(trouble.code)
    assert set(codes) <= {"lookup.strange", "lookup.not_found"}
    for text in texts:
        assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs"}
        assert len(text) < 1500


def test_a_form_that_can_look_up_costs_the_window_no_web_library() -> None:
    script = "import sys; from osdesk.services import lookup; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
