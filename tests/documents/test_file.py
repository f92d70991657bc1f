"""The file itself: fonts embedded, metadata set, text that can be copied, nothing fetched because of what was typed."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf.generic import DictionaryObject, IndirectObject

import builders
from documents import reading
from osdesk.documents.facts import PROGRAM
from osdesk.domain.clients import Client
from osdesk.domain.signatures import Signature, SignerRole, write_ink
from osdesk.domain.statuses import StatusKind
from osdesk.services import rendering


def fonts(pdf: bytes) -> list[DictionaryObject]:
    """Every font object in the file, used or not."""
    reader = reading.reader(pdf)
    found = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        held = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(held, DictionaryObject) and held.get("/Type") == "/Font":
            found.append(held)
    return found


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_every_font_is_embedded_as_a_subset(name: str) -> None:
    held = fonts(rendering.render((builders.SAMPLES[name](),)).pdf)
    assert len(held) >= 4
    for font in held:
        tag, plus, face = str(font["/BaseFont"]).lstrip("/").partition("+")
        assert plus
        assert tag.isalpha()
        assert tag.isupper()
        assert face.startswith("IBMPlexSans")
        descriptor = font["/FontDescriptor"].get_object()
        assert isinstance(descriptor, DictionaryObject)
        assert "/FontFile2" in descriptor
        assert len(descriptor["/FontFile2"].get_object().get_data()) < 60_000  # type: ignore[union-attr]


def test_title_author_program_and_language_are_set() -> None:
    reader = reading.reader(rendering.render((builders.typical(),)).pdf)
    held = reader.metadata
    assert held is not None
    assert held.title == "OS 000042 – Clínica Aurora"
    assert held.author == "Ventosul Climatização"
    assert held.creator == PROGRAM
    assert reader.trailer["/Root"]["/Lang"] == "pt-BR"  # type: ignore[index]
    assert "/CreationDate" not in held, "the moment of drawing is nobody's business"
    assert not [value for value in held.values() if "anonymous" in str(value) or "unspecified" in str(value)]


def test_several_orders_in_one_file_have_a_title_of_their_own() -> None:
    held = reading.reader(rendering.render((builders.typical(), builders.minimal())).pdf).metadata
    assert held is not None
    assert held.title == "2 ordens de serviço"


def test_the_answers_stand_invisibly_before_their_items() -> None:
    for copy in reading.texts_of_copies(rendering.render((builders.typical(),)).pdf):
        for expected in (
            "[sim]Limpezadosfiltros",
            "[sim]Pressãodesucção118psi",
            "[não]Fixaçãodacondensadora",
            "[n/a]Bombadecondensado",
        ):
            assert expected in copy


def test_an_unanswered_item_has_an_empty_answer() -> None:
    order = builders.an_order()
    (checklist,) = order.checklists
    items = tuple(replace(item, answer=None, measured=None, note="") for item in checklist.items)
    sheet = builders.a_sheet(order=replace(order, checklists=(replace(checklist, items=items),)))
    for copy in reading.texts_of_copies(rendering.render((sheet,)).pdf):
        assert "[]Limpezadosfiltros" in copy
        assert "nãoseaplica" not in copy


def test_text_is_read_in_the_order_in_which_a_person_reads_it() -> None:
    first, _ = reading.texts_of_copies(rendering.render((builders.typical(),)).pdf)
    order = ["1ªVIA", "VentosulClimatização", "ORDEMDESERVIÇONº", "000042", "Emissão", "Concluída", "Cliente", "Nome"]
    order += ["ClínicaAurora", "CPF/CNPJ", "Solicitação", "Manutençãopreventiva", "Visita", "Checklist", "[sim]"]
    order += ["Capacitor", "68,90", "Peçasemateriais355,30Serviços450,00Desconto−45,30TOTALR$760,00", "Observações"]
    order += ["Garantiade90dias", "Técnicoresponsável", "RafaelMoura", "Cliente:deacordo", "Documentonãofiscal"]
    position = 0
    for text in order:
        found = first.find(text, position)
        assert found >= 0, text
        position = found + 1


def test_what_people_type_is_text_and_nothing_is_read_because_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not to be opened")
    typed = f'<b>&amp;</b> & <img src="file://{secret}"/> (tudo) \\ <a href="http://127.0.0.1:9/">x</a> %%EOF'
    sheet = builders.a_sheet(
        order=builders.an_order(reason=typed, observations=typed), client=Client(name=typed), logo=b""
    )
    pdf = rendering.render((sheet,)).pdf
    for copy in reading.texts_of_copies(pdf):
        assert copy.count(reading.bare(typed)) == 3
    assert b"/URI" not in pdf
    assert b"/Annots" not in pdf


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("bom\x00dia\tcom\x1bcontroles", "bom dia com controles"),
        ("filtro 😀 limpo 👩‍🔧", "filtro \ufffd limpo \ufffd\ufffd"),
        ("Ωμ Жук ‑ \u2009fim", "Ωμ Жук ‑ fim"),
        ("שלום", "\ufffd" * 4),
        ("a\u200bb\ufeffc\u202ed", "abcd"),
        ("cafe\u0301", "café"),
        ("lone \ud83d half", "lone \ufffd half"),
    ],
)
def test_characters_the_fonts_lack_are_shown_as_lacking_and_never_break_the_file(typed: str, shown: str) -> None:
    sheet = builders.a_sheet(order=builders.an_order(reason=typed, checklists=(), visits=()))
    pdf = rendering.render((sheet,)).pdf
    for copy in reading.texts_of_copies(pdf):
        assert f"Motivo{reading.bare(shown)}Autorização" in copy
    for font in fonts(pdf):
        cmap = font["/ToUnicode"].get_object().get_data().decode("ascii")  # type: ignore[union-attr]
        targets = [line.split()[1].strip("<>") for line in cmap.splitlines() if line.startswith("<") and "> <" in line]
        assert all(len(target) <= 4 for target in targets)


@pytest.mark.parametrize(
    ("kind", "name", "mark"),
    [(StatusKind.CANCELLED, "Cancelada", "CANCELADA"), (StatusKind.CANCELLED, "Desistência", "CANCELADA·Desistência")],
)
def test_a_cancelled_order_says_so_in_capitals(kind: StatusKind, name: str, mark: str) -> None:
    sheet = builders.a_sheet(status_kind=kind, status_name=name)
    assert mark in reading.texts_of_copies(rendering.render((sheet,)).pdf)[0]


def test_spanish_and_english_sheets_speak_their_language_throughout() -> None:
    expected = {
        "es": ["COPIA", "ORDENDESERVICION.º", "Solicitud", "Responsable", "Estadodelavisita", "mar24/11/2026", "[sí]"],
        "en": ["COPY1", "SERVICEORDERNo.", "Request", "Visitstatus", "Tue24/11/2026", "[yes]", "R$760.00"],
    }
    for language, words in expected.items():
        sheet = builders.a_sheet(language=language)
        text = reading.texts_of_copies(rendering.render((sheet,)).pdf)[0]
        assert [word for word in words if word not in text] == []
        for word in ("Solicitação", "Situação", "Observações", "ORDEMDESERVIÇO", "Garantia"):
            assert word not in text


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("name", builders.SAMPLES)
def test_qpdf_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(rendering.render((builders.SAMPLES[name](),)).pdf)
    checked = subprocess.run(
        [shutil.which("qpdf") or "qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No syntax or stream encoding errors found" in checked.stdout


@pytest.mark.needs("poppler")
def test_poppler_sees_every_font_embedded_and_finds_the_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(rendering.render((builders.long(), builders.blank())).pdf)
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert reading.bare("Painel de comando, adequação do quadro da CAG-2 com sinaleiros,") in reading.bare(text)


def test_a_signature_of_few_points_is_drawn_round_as_on_the_screen() -> None:
    ink = write_ink((((0, 0, 0, 0), (1000, 2000, 0, 0), (2000, 0, 0, 0), (3000, 2000, 0, 0)),))
    signature = Signature(role=SignerRole.TECHNICIAN, ink=ink)
    order = replace(builders.an_order(), signatures=(signature,))
    drawn = reading.reader(rendering.render((builders.a_sheet(order=order),)).pdf)
    forms = [held.get_object() for held in drawn.pages[0]["/Resources"]["/XObject"].values()]  # type: ignore[index]
    code = b" ".join(held.get_data() for held in forms)
    (pen,) = {found.split(b" m ", 1)[1] for found in re.findall(rb"q 1 J 1 j [\d.]+ w (?:(?! S Q).)* c [^S]*S Q", code)}
    assert pen.count(b" c") == 2
    assert pen.count(b" l") == 1, "the last half alone is straight"
