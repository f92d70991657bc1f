"""The closing gate: what a type of service asks for before an order of it may be closed, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from osdesk.domain import checklists
from osdesk.domain.orders import Order
from osdesk.domain.signatures import SignerRole
from osdesk.domain.statuses import ServiceType
from osdesk.domain.visits import VisitStatus


class Lack(StrEnum):
    """What can be missing."""

    CHECKLIST = "checklist"
    SIGNATURE = "signature"
    PHOTOS = "photos"
    OBSERVATIONS = "observations"
    MATERIALS = "materials"
    KILOMETRES = "kilometres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that is missing: `have` of `need` are there. `field` is where it is put right."""

    lack: Lack
    field: str
    have: int = 0
    need: int = 1


def asks_anything(kind: ServiceType) -> bool:
    """Whether anything must be there before an order of this type is closed."""
    return bool(
        kind.needs_checklist
        or kind.needs_signature
        or kind.needs_photos
        or kind.needs_observations
        or kind.needs_materials
        or kind.needs_kilometres
    )


def missing(order: Order, service_type: ServiceType | None, *, signed_on_paper: bool = False) -> tuple[Missing, ...]:
    """What the type of service asks for and the order lacks, in the order of the form; nothing without a type.

    A checklist asked for must be there and answered whole. A signature is the client's, on the screen or, where a
    signed copy was filed (`signed_on_paper`), on paper. Kilometres are asked of every visit that took place.
    """
    if service_type is None:
        return ()
    found: list[Missing] = []
    gone = [
        (place, visit)
        for place, visit in enumerate(order.visits)
        if visit.status not in (VisitStatus.SCHEDULED, VisitStatus.NOT_DONE)
    ]
    if service_type.needs_kilometres:
        told = sum(visit.kilometres is not None for _, visit in gone)
        if not gone or told < len(gone):
            place = next((place for place, visit in gone if visit.kilometres is None), 0)
            field = f"visits.{place}.kilometres"
            found.append(Missing(lack=Lack.KILOMETRES, field=field, have=told, need=max(1, len(gone))))
    if service_type.needs_checklist:
        answered, asked = checklists.progress(order.checklists)
        if not asked or answered < asked:
            found.append(Missing(lack=Lack.CHECKLIST, field="checklists", have=answered, need=max(1, asked)))
    if service_type.needs_materials and not order.materials:
        found.append(Missing(lack=Lack.MATERIALS, field="materials"))
    if service_type.needs_observations and not order.observations.strip():
        found.append(Missing(lack=Lack.OBSERVATIONS, field="observations"))
    if len(order.photos) < service_type.needs_photos:
        found.append(
            Missing(lack=Lack.PHOTOS, field="attachments", have=len(order.photos), need=service_type.needs_photos)
        )
    if service_type.needs_signature and not signed_on_paper:
        signature = order.signature(SignerRole.CLIENT)
        if signature is None or signature.cleared:
            found.append(Missing(lack=Lack.SIGNATURE, field="signatures"))
    return tuple(found)
