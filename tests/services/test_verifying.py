"""Checking documents: the very bytes are known, one byte changed is found, and so is a row changed behind our back."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from builders import at
from offices import saved_order, whole_order
from osdesk.domain.orders import Order
from osdesk.domain.problems import Unreadable
from osdesk.domain.revisions import (
    Claim,
    Revision,
    Verdict,
    Verification,
    format_code,
    proof,
    read_claim,
    write_claim,
)
from osdesk.services import examining, issuing, orders, verifying
from osdesk.services.office import Office
from osdesk.services.wording.verdicts import verdict_sentence
from osdesk.storage.revisions import revision as revision_table


@pytest.fixture
def order(office: Office) -> Order:
    return orders.save(office, whole_order(office)).order


@pytest.fixture
def issued(office: Office, order: Order) -> Revision:
    return issuing.issue(office, order.id or 0)


@pytest.fixture
def pdf(office: Office, issued: Revision) -> bytes:
    return issuing.pdf(office, issued)


def resaved(pdf: bytes, **extra: str) -> bytes:
    """As another program writes it, by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_metadata({f"/{name}": text for name, text in extra.items()})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def retyped(pdf: bytes) -> bytes:
    """As PDFium writes it, without what is said for programs: only the foot is left to say what it is."""
    with pdfium.PdfDocument.new() as whole, pdfium.PdfDocument(pdf) as held:
        whole.import_pages(held)
        file = io.BytesIO()
        whole.save(file)
    assert b"osdesk:" not in file.getvalue()
    return file.getvalue()


def test_the_very_bytes_are_unchanged(office: Office, issued: Revision, pdf: bytes) -> None:
    assert verifying.verify_file(office, pdf) == Verification(verdict=Verdict.UNCHANGED, revision=issued)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), other=st.integers(1, 255))
def test_one_byte_changed_anywhere_is_found(office: Office, pdf: bytes, place: float, other: int) -> None:
    at = int(place * len(pdf))
    changed = pdf[:at] + bytes([pdf[at] ^ other]) + pdf[at + 1 :]
    assert verifying.verify_file(office, changed).verdict in {Verdict.CHANGED, Verdict.UNKNOWN}


def test_one_byte_changed_in_the_text_still_says_which_document_it_claims_to_be(
    office: Office, issued: Revision, pdf: bytes
) -> None:
    at = pdf.index(b"stream\n") + 40
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert verifying.verify_file(office, changed) == Verification(verdict=Verdict.CHANGED, revision=issued)


def test_one_byte_more_at_the_end_is_a_change(office: Office, issued: Revision, pdf: bytes) -> None:
    assert verifying.verify_file(office, pdf + b"\n") == Verification(verdict=Verdict.CHANGED, revision=issued)


@pytest.mark.parametrize("again", [resaved, retyped])
def test_what_another_program_saved_again_is_changed(
    office: Office, issued: Revision, pdf: bytes, again: object
) -> None:
    changed = again(pdf)  # type: ignore[operator]  # one of two functions
    assert verifying.verify_file(office, changed) == Verification(verdict=Verdict.CHANGED, revision=issued)


def test_a_document_of_an_earlier_revision_is_known_as_that(office: Office, order: Order, pdf: bytes) -> None:
    orders.save(office, replace(order, reason="Não gela"))
    second = issuing.issue(office, order.id or 0)
    found = verifying.verify_file(office, pdf)
    assert found.revision is not None
    assert (found.verdict, found.revision.number, second.number) == (Verdict.UNCHANGED, 1, 2)


def test_a_voided_document_is_said_to_be_void(office: Office, issued: Revision, pdf: bytes) -> None:
    issuing.void(office, issued.id or 0, "Cliente errado")
    found = verifying.verify_file(office, pdf)
    assert found.verdict is Verdict.VOIDED
    assert "Cliente errado" in verdict_sentence(found, office.zone)


def test_a_sheet_that_was_not_issued_is_unknown(office: Office, order: Order) -> None:
    from osdesk.services import papers, rendering

    pdf = rendering.render((papers.sheet(office, order),)).pdf
    assert verifying.verify_file(office, pdf) == Verification(verdict=Verdict.UNKNOWN)


def test_a_document_of_another_office_is_unknown(tmp_path: Path, pdf: bytes) -> None:
    from offices import an_office

    with an_office(tmp_path / "other") as other:
        assert verifying.verify_file(other, pdf).verdict is Verdict.UNKNOWN


def locked(pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("segredo", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def thousands_of_pages(_pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    for _page in range(3000):
        writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


HOSTILE = {
    "with a password": (locked, "pdf.password"),
    "thousands of pages": (thousands_of_pages, ""),
    "cut short": (lambda pdf: pdf[: len(pdf) // 3], "pdf.damaged"),
    "the first bytes alone": (lambda pdf: pdf[:9], "pdf.damaged"),
    "text": (lambda _pdf: b"OS 000001 revis\xc3\xa3o 1", "pdf.none"),
    "nothing": (lambda _pdf: b"", "pdf.none"),
    "zeros": (lambda _pdf: b"%PDF-1.7\n" + bytes(100_000), "pdf.damaged"),
    "a claim of nobody's": (lambda _pdf: b"%PDF-1.7\n<dc:identifier>osdesk:9:9:000000000000</dc:identifier>", ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_unknown_with_a_sentence(office: Office, pdf: bytes, name: str) -> None:
    make, trouble = HOSTILE[name]
    found = verifying.verify_file(office, make(pdf))
    assert found == Verification(verdict=Verdict.UNKNOWN, trouble=trouble)
    assert verdict_sentence(found).endswith(".")


def test_a_file_is_looked_at_from_the_disk(tmp_path: Path, pdf: bytes) -> None:
    path = tmp_path / "OS.pdf"
    path.write_bytes(pdf)
    assert examining.examine_file(str(path)) == examining.examine(pdf)


def test_a_file_of_some_size_is_only_summed_up(tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from osdesk.documents import claims

    monkeypatch.setattr(claims, "MOST_BYTES", 1000)
    path = tmp_path / "OS.pdf"
    path.write_bytes(pdf)
    found = examining.examine_file(str(path))
    assert (found.digest, found.trouble) == (examining.examine(pdf).digest, "pdf.too_large")


# Number and code from paper


def test_number_and_code_say_which_document_it_is(office: Office, issued: Revision) -> None:
    typed = format_code(issued.code).lower().replace("-", " ")
    for number in (issued.order_number, "1", "OS 000001"):
        found = verifying.verify_code(office, number, typed)
        assert found == Verification(verdict=Verdict.UNCHANGED, revision=issued)


def test_a_code_with_another_number_is_unknown(office: Office, issued: Revision) -> None:
    assert verifying.verify_code(office, "2", issued.code).verdict is Verdict.UNKNOWN


def test_a_code_with_one_letter_wrong_is_unknown(office: Office, issued: Revision) -> None:
    wrong = ("1" if issued.code[0] != "1" else "2") + issued.code[1:]
    assert verifying.verify_code(office, "1", wrong).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("typed", ["", "7G2K", "7G2K-9QWD-0X4U", "7G2K-9QWD-0X4M-1", "çççç-9QWD-0X4M"])
def test_what_can_be_no_code_is_said_so(office: Office, typed: str) -> None:
    with pytest.raises(Unreadable) as fault:
        verifying.verify_code(office, "1", typed)
    assert fault.value.code == "code.form"


def test_a_code_before_anything_was_issued_is_unknown(office: Office) -> None:
    assert verifying.verify_code(office, "1", "7G2K-9QWD-0X4M").verdict is Verdict.UNKNOWN


FORGED = {
    "order_number": "000007",
    "number": 7,
    "code": "0" * 12,
    "values": "0" * 64,
    "pdf": "0" * 64,
    "size": 7,
    "pages": 7,
    "starts": "0 7",
    "previous": "0" * 64,
    "layout": 7,
    "issued_at": at(2020, 1, 1, 8, 0),
    "actor": "Outra",
    "voided_at": at(2026, 11, 25, 8, 0),
    "voided_by": "Outra",
    "void_reason": "forjado",
    "sheet": '{"order":{"reason":"forged"}}',
    "proof": "0" * 64,
}


def forge(office: Office, **columns: object) -> None:
    with office.store.write() as session:
        session.execute(update(revision_table).values(columns))


def says_that_the_record_was_changed(found: Verification) -> bool:
    told = verdict_sentence(found).endswith("o que está guardado dele foi alterado depois.")
    return found.verdict is Verdict.CHANGED and found.record_changed and told


def test_a_row_changed_behind_the_programs_back_is_found(office: Office, issued: Revision, pdf: bytes) -> None:
    with office.store.read() as session:
        (true,) = session.execute(select(revision_table)).mappings().all()
    for column, value in FORGED.items():
        forge(office, **{column: value})
        assert says_that_the_record_was_changed(verifying.verify_file(office, pdf)), column
        if column not in {"number", "order_number"}:  # by which a code is looked up
            assert verifying.verify_code(office, "1", issued.code).record_changed, column
        forge(office, **{column: true[column]})
        assert verifying.verify_file(office, pdf).verdict is Verdict.UNCHANGED


def test_no_column_of_a_record_is_left_to_be_changed_unseen() -> None:
    lawful = {"id", "version", "order_id"}  # order_id: below
    assert {column.name for column in revision_table.c} - lawful == FORGED.keys()


def test_a_row_moved_to_another_order_is_found(office: Office, issued: Revision, pdf: bytes) -> None:
    forge(office, order_id=saved_order(office).id)
    assert verifying.verify_file(office, pdf).record_changed


@pytest.mark.parametrize("value", [b"\x00", "çódigo", ""])
def test_a_code_that_is_none_is_a_changed_record_too(
    office: Office, issued: Revision, pdf: bytes, value: object
) -> None:
    with office.store.write() as session:
        session.exec_driver_sql("UPDATE revision SET code = ?", (value,))
    assert verifying.verify_file(office, pdf).record_changed


def test_a_changed_copy_whose_sum_was_put_into_the_record_is_not_unchanged(
    office: Office, issued: Revision, pdf: bytes
) -> None:
    place = pdf.index(b"stream\n") + 40
    changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    forge(office, pdf=sha256(changed).hexdigest(), size=len(changed))
    assert verifying.verify_file(office, changed).record_changed
    assert verifying.verify_file(office, pdf).record_changed
    assert verifying.verify_code(office, "1", issued.code).record_changed


def test_a_voided_document_that_is_made_to_count_again_is_found(office: Office, issued: Revision, pdf: bytes) -> None:
    issuing.void(office, issued.id or 0, "Cliente errado")
    forge(office, voided_at=None, voided_by="", void_reason="")
    assert verifying.verify_file(office, pdf).record_changed


def test_voiding_makes_no_true_record_of_a_forged_one(office: Office, issued: Revision, pdf: bytes) -> None:
    forge(office, actor="Outra")
    issuing.void(office, issued.id or 0, "Cliente errado")
    assert verifying.verify_file(office, pdf).record_changed


@given(st.lists(st.sampled_from(["", "1", "11", "0 1"]), min_size=4, max_size=4))
def test_two_records_that_differ_have_two_proofs(texts: list[str]) -> None:
    first, second = (
        Revision(order_number=number, starts=starts, actor=actor, void_reason=reason)
        for number, starts, actor, reason in (texts, ["1", "", "11", ""])
    )
    assert (proof(b"key", first) == proof(b"key", second)) == (first == second)


def test_a_row_that_was_given_another_documents_sum_does_not_vouch_for_it(
    office: Office, order: Order, issued: Revision, pdf: bytes
) -> None:
    orders.save(office, replace(order, reason="Não gela"))
    second = issuing.issue(office, order.id or 0)
    with office.store.write() as session:
        session.execute(update(revision_table).where(revision_table.c.id == issued.id).values(pdf="0" * 64))
        session.execute(update(revision_table).where(revision_table.c.id == second.id).values(pdf=issued.pdf))
    found = verifying.verify_file(office, pdf)
    assert found.revision is not None
    assert (found.verdict, found.revision.number) == (Verdict.CHANGED, 2)


@given(
    st.from_regex(r"[0-9A-Z]{1,8}(-[0-9]{4}/[0-9]{1,9})?", fullmatch=True, alphabet=st.characters(codec="ascii")),
    st.integers(1, 999_999),
)
def test_a_claim_is_read_as_it_was_written(number: str, revision: int) -> None:
    claim = Claim(order_number=number, number=revision, code="7G2K9QWD0X4M")
    assert read_claim(write_claim(claim)) == claim
