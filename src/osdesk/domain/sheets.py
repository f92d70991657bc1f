"""Everything that one printed sheet is made from: the whole input of the paper, so that paper needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from osdesk.domain.attachments import Attachment
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, SheetForm
from osdesk.domain.orders import Order
from osdesk.domain.signatures import Signature, SignerRole
from osdesk.domain.statuses import StatusKind


class Copies(StrEnum):
    """Which copies are made."""

    BOTH = "both"
    COMPANY = "company"
    CLIENT = "client"


class LonePaper(StrEnum):
    """The paper of one copy alone: A5 landscape, or the upper half of an A4."""

    A5 = "a5"
    A4 = "a4"


class ChosenForm(StrEnum):
    """The form that the fit chose: both copies on halves of one sheet, or whole pages for each copy."""

    HALF = "half"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """What a person may choose when a sheet is made. `photos_a_page` follow the client's copy; 0 prints none."""

    copies: Copies = Copies.BOTH
    blank: bool = False
    prices: bool = True
    form: SheetForm = SheetForm.AUTO
    lone_paper: LonePaper = LonePaper.A5
    filing_holes: bool = False
    photos_a_page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPhoto:
    """A photo that prints: what the order says of it, and its bytes (JPEG or PNG)."""

    attachment: Attachment
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSheet:
    """One order as it prints. `order` is None for the wholly blank form (then `client` is None too).

    Names are resolved (`technicians` maps ids to names as pairs), texts are final, `logo` is the file's bytes as they
    were chosen (PNG, JPEG, WebP, BMP, GIF, TIFF or SVG), or b"". `language` is the sheet's own, `time_zone` the
    office's IANA name. `revision` is 0 and `verification` "" until the document is issued, at `issued_at`. `photos`
    are those that print, when `options` ask for any.
    """

    company: Company
    logo: bytes = b""
    order: Order | None = None
    client: Client | None = None
    status_name: str = ""
    status_kind: StatusKind = StatusKind.OPEN
    service_type_name: str = ""
    technicians: tuple[tuple[int, str], ...] = ()
    language: str = "pt_BR"
    time_zone: str = "America/Sao_Paulo"
    options: SheetOptions = SheetOptions()
    photos: tuple[SheetPhoto, ...] = ()
    revision: int = 0
    verification: str = ""
    issued_at: datetime | None = None

    def signature(self, role: SignerRole) -> Signature | None:
        """The signature that prints for one side; None when it wasn't given on a screen, or was cleared since."""
        found = self.order.signature(role) if self.order is not None else None
        return None if found is None or found.cleared else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A rendered document: its bytes, and what the program says of it.

    `form` and `size` (points of running text) are what the fit chose for the first order in it; `copies_pages` counts
    the pages of one copy. `sections` are (name, page index, top in mm) of the first copy, for the preview to scroll to.
    `starts` are the indexes of the pages on which a copy begins: printed on both sides, each begins on a new sheet.
    """

    pdf: bytes
    pages: int
    form: ChosenForm
    size: float
    copies_pages: int = 1
    sections: tuple[tuple[str, int, float], ...] = ()
    starts: tuple[int, ...] = (0,)


class SheetTooLong(Exception):
    """Half a sheet was asked for and doesn't hold the order; `missing` is how much is lacking, in mm."""

    code = "sheet.too_long"

    def __init__(self, missing: float) -> None:
        super().__init__(f"{missing:.1f} mm missing")
        self.missing = missing
        self.facts = {"missing": missing}

    def __reduce__(self) -> tuple[type[SheetTooLong], tuple[float]]:
        return type(self), (self.missing,)
