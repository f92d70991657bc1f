"""Photos and files of orders: kept once, given back, written safely, and never swept while anything needs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import String, Text

from offices import Clock, saved_order
from osdesk.domain.attachments import Attachment, AttachmentKind
from osdesk.domain.changes import Subject
from osdesk.domain.incoming import Arrived, Incoming, PhotoOptions, ReadingLost, TurnedAway
from osdesk.domain.messages import Message, MessageFile, MessageState
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Actor, Permission
from osdesk.domain.scans import ScanPage
from osdesk.domain.sheets import Copies, SheetOptions
from osdesk.services import attachments, company, drafts, foreign, handing, issuing, orders, papers
from osdesk.services.drafts import Draft
from osdesk.services.office import NotAllowed, Office
from osdesk.storage import files, messages, references, scans
from osdesk.storage.metadata import metadata
from photographs import a_jpeg, opened


def arrived(seed: int = 1, **options: object) -> Arrived:
    found = foreign.read(
        Incoming(data=a_jpeg(seed), name=f"IMG_{seed}.jpg"),
        replace(PhotoOptions(edge=400), **options),  # type: ignore[arg-type]
    )
    assert isinstance(found, Arrived)
    return found


def a_file(data: bytes = b"%PDF-1.7", name: str = "laudo.pdf") -> Arrived:
    found = foreign.read(Incoming(data=data, name=name), PhotoOptions())
    assert isinstance(found, Arrived)
    return found


def with_photos(office: Office, count: int = 3) -> Order:
    stored = attachments.store(office, [arrived(seed) for seed in range(1, count + 1)])
    return orders.save(office, replace(saved_order(office), attachments=stored)).order


def test_a_photo_and_a_file_come_back_as_they_were_kept(office: Office) -> None:
    photo, file = attachments.store(office, [arrived(keep_original=True), a_file()])
    order = orders.save(office, replace(saved_order(office), attachments=(photo, file))).order
    photo, file = orders.get(office, order.id or 0).attachments
    assert (photo.kind, file.kind) == (AttachmentKind.PHOTO, AttachmentKind.FILE)
    assert opened(attachments.data(office, photo)).size == (photo.width, photo.height) == (400, 300)
    assert opened(attachments.data(office, photo, original=True)).size == (800, 600)
    assert attachments.data(office, file) == attachments.data(office, file, original=True) == b"%PDF-1.7"


def test_the_same_photo_is_known_when_it_comes_again_even_at_another_size(office: Office) -> None:
    held = attachments.store(office, [arrived(1), arrived(2)])
    assert attachments.known(held, arrived(2, edge=200)) == held[1]
    assert attachments.known(held, arrived(3)) is None


def test_who_may_not_edit_orders_stores_no_photos(office: Office) -> None:
    office.actor = Actor(name="Rui", permissions=frozenset(Permission) - {Permission.EDIT_ORDERS})
    with pytest.raises(NotAllowed):
        attachments.store(office, [arrived()])


def test_a_photo_whose_file_is_gone_is_said_by_name(office: Office) -> None:
    with pytest.raises(attachments.FileLost) as lost:
        attachments.data(office, Attachment(file="0" * 64, name="IMG_1.jpg"))
    assert lost.value.facts == {"name": "IMG_1.jpg"}


@pytest.mark.parametrize(
    ("attachment", "name"),
    [
        (Attachment(name="../../x.jpg", media_type="image/jpeg"), "x.jpg"),
        (Attachment(name="IMG_1.HEIC", media_type="image/jpeg"), "IMG_1.jpg"),
        (Attachment(name="con.png", media_type="image/jpeg"), "_con.jpg"),
        (Attachment(name="", media_type="image/jpeg"), "_.jpg"),
        (Attachment(name="a.jpg", caption="Antes: vazamento?", media_type="image/jpeg"), "Antes-vazamento.jpg"),
        (Attachment(kind=AttachmentKind.FILE, name="NUL", media_type="application/pdf"), "_NUL.pdf"),
        (Attachment(kind=AttachmentKind.FILE, name="nota.xml", media_type="text/xml"), "nota.xml"),
        (Attachment(kind=AttachmentKind.FILE, name="a.tar.gz"), "a.tar.gz"),
        (Attachment(kind=AttachmentKind.FILE, name="v.1 <final>"), "v.1-final"),
    ],
)
def test_a_file_gets_a_name_that_every_disk_takes(attachment: Attachment, name: str) -> None:
    assert attachments.file_name(attachment) == name


def test_an_original_keeps_its_own_suffix() -> None:
    photo = Attachment(name="IMG_1.HEIC", media_type="image/jpeg", original="1" * 64)
    assert attachments.file_name(photo, original=True) == "IMG_1.HEIC"


def test_a_copy_is_written_where_it_was_wanted_and_one_to_look_at_in_passing(office: Office, tmp_path: Path) -> None:
    (file,) = attachments.store(office, [a_file(name="..\\laudo final.pdf")])
    attachments.save_as(office, file, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7"
    copy = attachments.write_copy(office, file)
    assert copy.name == "laudo-final.pdf"
    assert copy.read_bytes() == b"%PDF-1.7"
    assert not copy.stat().st_mode & 0o222
    assert handing.sweep(timedelta(seconds=-60)) == 1
    assert not copy.exists()


# --- for the paper ---------------------------------------------------------------------------------------------------


def test_printed_photos_come_with_the_sheet_in_their_order(office: Office) -> None:
    order = with_photos(office)
    order = replace(
        order, attachments=(order.attachments[2], replace(order.attachments[0], printed=False), order.attachments[1])
    )
    options = SheetOptions(photos_a_page=4)
    found = papers.sheet(office, order, options).photos
    assert [photo.attachment.name for photo in found] == ["IMG_3.jpg", "IMG_2.jpg"]
    assert found[0].data == attachments.data(office, found[0].attachment)
    for none in (SheetOptions(), replace(options, blank=True), replace(options, copies=Copies.COMPANY)):
        assert papers.sheet(office, order, none).photos == ()


def test_a_preview_carries_only_the_first_pictures_but_the_place_of_all(office: Office) -> None:
    order = with_photos(office, 2)
    many = replace(order, attachments=order.attachments * 10)
    company.save_settings(office, replace(company.settings(office), photos_a_page=6))
    found = papers.preview(office, many).photos
    assert len(found) == 20
    assert [bool(photo.data) for photo in found] == [True] * 12 + [False] * 8


def test_a_lost_photo_is_left_out_of_the_paper(office: Office) -> None:
    order = with_photos(office, 1)
    lost = replace(order.attachments[0], file="0" * 64)
    order = replace(order, attachments=(lost, *order.attachments))
    assert len(papers.sheet(office, order, SheetOptions(photos_a_page=2)).photos) == 1


# --- what is never swept ---------------------------------------------------------------------------------------------


def left(office: Office, clock: Clock, spared: frozenset[str] = frozenset()) -> set[str]:
    """The files that are still there two months later, after a sweep."""
    clock.forward(days=60)
    company.sweep_files(office, office.instant(), spared)
    with office.store.read_files() as session:
        assert session is not None
        return set(session.execute(files.file.select().with_only_columns(files.file.c.sha256)).scalars())


def put(office: Office, data: bytes) -> str:
    with office.store.write_files() as session:
        return files.put(session, data, office.instant())


def test_what_an_order_a_document_a_message_or_a_scan_refers_to_is_never_swept(office: Office, clock: Clock) -> None:
    waste = put(office, b"nobody wants this")
    logo = company.set_logo(office, b"<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'/>").logo
    photo, file = attachments.store(office, [arrived(keep_original=True), a_file()])
    order = orders.save(office, replace(saved_order(office), attachments=(photo, file))).order
    revision = issuing.issue(office, order.id or 0, SheetOptions(photos_a_page=2))
    with office.write(Permission.SEND_ORDERS) as work:
        message = Message(
            order_id=order.id,
            state=MessageState.WAITING,
            created_at=office.instant(),
            files=(MessageFile(file=put(office, b"attached"), name="x.pdf"),),
        )
        messages.MESSAGES.save(work.session, message)
        scan = ScanPage(source="1" * 64, file=put(office, b"scanned"), added_at=office.instant())
        scans.SCANS.save(work.session, scan)
    wanted = {logo, photo.file, photo.original, file.file, revision.pdf, message.files[0].file, scan.file}
    assert left(office, clock) == wanted
    assert waste not in wanted
    # Even after the order lost its photo and the company its logo: the document was made with them.
    orders.save(office, replace(orders.get(office, order.id or 0), attachments=()))
    company.remove_logo(office)
    assert left(office, clock) == {logo, photo.file, revision.pdf, message.files[0].file, scan.file}


def test_every_column_that_holds_a_hash_is_known_to_the_sweep() -> None:
    known = {column.name for column in references.FILES}
    hashes = {"source", "values", "previous", "sha256"}  # of a file as it came, of values, of another seal: no files
    for table in metadata.tables.values():
        for column in table.c:
            if isinstance(column.type, Text | String) and column.name in {*known, "file", "pdf", "original", "logo"}:
                assert column in set(references.FILES), f"{table.name}.{column.name}"
    assert not known & hashes


def test_an_order_in_the_bin_keeps_its_photos(office: Office, clock: Clock) -> None:
    order = with_photos(office, 1)
    orders.delete(office, (order.id or 0,))
    assert left(office, clock) == {order.attachments[0].file}


def test_the_photos_of_a_draft_outlive_a_sweep(office: Office, clock: Clock, tmp_path: Path) -> None:
    (photo,) = attachments.store(office, [arrived()])
    (aside,) = attachments.store(office, [arrived(2)])
    folder = tmp_path / "drafts"
    order = replace(orders.new(office), attachments=(photo,))
    drafts.keep(folder, Draft(key="order-1", subject=Subject.ORDER, value=order, kept_at=office.instant()))
    (folder / "order-2.draft.json.unreadable").write_text(f'{{"broken": "{aside.file}"')
    assert left(office, clock, attachments.in_drafts(folder)) == {photo.file, aside.file}
    assert attachments.in_drafts(tmp_path / "none") == frozenset()


def test_thousands_of_files_are_swept_at_once(office: Office, clock: Clock) -> None:
    with office.store.write_files() as session:
        for number in range(1_200):
            files.put(session, str(number).encode(), office.instant())
    assert left(office, clock) == set()


# --- many at once ----------------------------------------------------------------------------------------------------


def all_of(key: str) -> list[tuple[int, Arrived | TurnedAway]]:
    found: list[tuple[int, Arrived | TurnedAway]] = []
    while True:
        batch = foreign.more(key)
        found += batch.results
        if batch.over:
            return found


def test_many_files_are_read_side_by_side_and_each_is_told_with_its_place(tmp_path: Path) -> None:
    items = [Incoming(data=a_jpeg(seed % 4), name=f"{seed}.jpg") for seed in range(20)]
    items[7] = Incoming(data=b"no photo", name="7.jpg")
    items[8] = Incoming(path=tmp_path / "gone.jpg")
    foreign.begin("a", items, PhotoOptions(edge=100))
    found = dict(all_of("a"))
    assert sorted(found) == list(range(20))
    assert all(found[place].name == items[place].called for place in found)
    refused = {place: each.code for place, each in found.items() if isinstance(each, TurnedAway)}
    assert refused == {7: "photo.unknown", 8: "photo.not_opened"}
    with pytest.raises(ReadingLost):
        foreign.more("a")


def test_a_reader_that_goes_away_is_forgotten() -> None:
    many = [Incoming(data=a_jpeg(1), name="x.jpg")] * 100
    for key in ("a", "b", "c", "d", "e"):
        foreign.begin(key, many, PhotoOptions(edge=100))
    with pytest.raises(ReadingLost):
        foreign.more("a")
    assert foreign.more("e").results
    for key in ("c", "d", "e"):
        foreign.drop(key)
    assert foreign._streams == {}


def test_a_phones_folder_gives_its_pictures_in_order_and_nothing_else(tmp_path: Path) -> None:
    for name in (
        "DCIM/101/B.jpg",
        "DCIM/100/A.HEIC",
        "DCIM/100/A.MOV",
        "DCIM/.thumbs/x.jpg",
        "DCIM/100/.hidden.jpg",
        "note.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    found = foreign.expand([tmp_path / "DCIM", tmp_path / "note.txt"])
    assert [each.called for each in found] == ["A.HEIC", "B.jpg", "note.txt"]
