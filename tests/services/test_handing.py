"""Documents handed to other programs: the bytes stay, the name is right, and what lies about is swept."""

from __future__ import annotations

import os
import time
from email import message_from_bytes, policy
from pathlib import Path

from osdesk import folders
from osdesk.domain.revisions import Revision
from osdesk.services import handing, issuing, outbox
from osdesk.services.office import Office
from postal import MARINA, an_order_for


def issued(office: Office) -> tuple[int, Revision]:
    order = an_order_for(office)
    return order.id or 0, issuing.issue(office, order.id or 0)


def test_a_document_is_a_file_with_its_right_name_and_the_very_bytes(office: Office) -> None:
    _order_id, revision = issued(office)
    path = handing.document(office, revision.id or 0)
    assert path.name == issuing.file_name(office, revision)
    assert path.read_bytes() == issuing.pdf(office, revision)
    assert path.is_relative_to(folders.handover_folder())
    assert handing.document(office, revision.id or 0) != path
    if os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0


def test_a_draft_opens_unsent_with_the_document_in_it(office: Office) -> None:
    order_id, revision = issued(office)
    message = outbox.compose(office, order_id).message
    path = handing.mail_draft(office, message, revision.id or 0)
    assert path.suffix == ".eml"
    draft = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (draft["X-Unsent"], draft["To"], draft["Subject"]) == ("1", MARINA, message.subject)
    (pdf,) = draft.iter_attachments()
    assert pdf.get_content() == issuing.pdf(office, revision)
    assert pdf.get_filename() == issuing.file_name(office, revision)


def test_whatsapp_gets_the_words_of_the_mail(office: Office) -> None:
    order_id, _revision = issued(office)
    text = handing.whatsapp_text(office, order_id)
    assert text == outbox.compose(office, order_id).message.body
    assert handing.whatsapp_link("+5592991234567", text).startswith("https://wa.me/5592991234567?text=")


def test_what_was_handed_over_long_ago_is_swept_and_the_rest_stays(office: Office, tmp_path: Path) -> None:
    assert handing.sweep() == 0
    _order_id, revision = issued(office)
    old, new = (handing.document(office, revision.id or 0) for _ in range(2))
    long_ago = time.time() - handing.KEPT.total_seconds() - 60
    os.utime(old.parent, (long_ago, long_ago))
    assert handing.sweep() == 1
    assert not old.exists()
    assert new.exists()
