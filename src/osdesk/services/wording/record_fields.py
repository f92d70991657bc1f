"""Names of the fields of each kind of record, as `fields.field_name` looks them up. One function a subject."""

from __future__ import annotations

from osdesk.texts import Catalogue


def order(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "number": words.pgettext("order", "Number"),
        "code": words.gettext("Code"),
        "client_id": words.gettext("Client"),
        "client": words.gettext("Client"),
        "contact_name": words.gettext("Contact person"),
        "contact_tax_id": words.gettext("Contact person's CPF"),
        "contact_role": words.gettext("Contact person's role"),
        "contact_phone": words.gettext("Phone"),
        "contact_email": words.gettext("E-mail"),
        "address": words.gettext("Service address"),
        "opened_at": words.gettext("Opened at"),
        "requested_by": words.gettext("Requested by"),
        "service_type_id": words.gettext("Type of service"),
        "service_type": words.gettext("Type of service"),
        "priority": words.gettext("Priority"),
        "reason": words.gettext("Reason for the request"),
        "deadline": words.gettext("Deadline"),
        "deadline_time": words.gettext("Hour of the deadline"),
        "status_id": words.gettext("Status"),
        "status": words.gettext("Status"),
        "status_reason": words.gettext("Reason for the status"),
        "closed_at": words.gettext("Closed at"),
        "visits": words.gettext("Visits"),
        "checklists": words.gettext("Checklists"),
        "materials": words.gettext("Materials and services"),
        "discount_kind": words.gettext("Kind of discount"),
        "discount": words.gettext("Discount"),
        "payment_terms": words.gettext("Payment terms"),
        "quote_number": words.gettext("Quote"),
        "authorised_by": words.gettext("Approved by"),
        "authorised_how": words.gettext("How it was approved"),
        "authorised_at": words.gettext("Approved at"),
        "observations": words.gettext("Technicians' remarks"),
        "internal_notes": words.gettext("Internal notes"),
        "warranty_days": words.gettext("Warranty in days"),
        "terms": words.gettext("Terms"),
        "equipment": words.gettext("Equipment"),
        "brand_model": words.gettext("Brand and model"),
        "serial_number": words.gettext("Serial number"),
        "accessories": words.gettext("Accessories left"),
        "condition": words.gettext("Condition on arrival"),
        "attachments": words.gettext("Photos and files"),
        "signatures": words.gettext("Signatures"),
        "signed_copies": words.gettext("Signed copy"),
        "follows": words.gettext("Follows up"),
        "closing_override": words.gettext("Closed in spite of what is missing"),
        "billed_on": words.gettext("Billed on"),
        "invoice_number": words.gettext("Invoice number"),
        "paid_on": words.gettext("Paid on"),
        "paid_means": words.gettext("Means of payment"),
    }


def client(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "kind": words.gettext("Kind"),
        "name": words.gettext("Name"),
        "legal_name": words.gettext("Legal name"),
        "tax_id": words.gettext("CPF/CNPJ"),
        "state_registration": words.gettext("State registration"),
        "responsible_name": words.gettext("Contact person"),
        "responsible_tax_id": words.gettext("Contact person's CPF"),
        "responsible_role": words.gettext("Contact person's role"),
        "contacts": words.gettext("Contacts"),
        "addresses": words.gettext("Addresses"),
        "notes": words.gettext("Notes"),
        "tags": words.gettext("Tags"),
        "advice": words.gettext("Advice"),
        "active": words.gettext("Active"),
    }


def company(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "legal_name": words.gettext("Legal name"),
        "trade_name": words.gettext("Trade name"),
        "tax_id": words.gettext("CPF/CNPJ"),
        "state_registration": words.gettext("State registration"),
        "municipal_registration": words.gettext("Municipal registration"),
        "address": words.gettext("Address"),
        "phone": words.gettext("Phone"),
        "other_phone": words.gettext("Other phone"),
        "whatsapp": words.gettext("WhatsApp"),
        "email": words.gettext("E-mail"),
        "site": words.gettext("Website"),
        "logo": words.gettext("Logo"),
        "accent": words.gettext("Colour"),
        "terms": words.gettext("Terms"),
        "warranty_days": words.gettext("Warranty in days"),
    }


def settings(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "numbering": words.gettext("Numbering"),
        "time_zone": words.gettext("Time zone"),
        "sheet_language": words.gettext("Language of the sheet"),
        "sheet_form": words.gettext("Form of the sheet"),
        "filing_holes": words.gettext("Holes for filing"),
        "show_prices": words.gettext("Prices"),
        "deadline_days": words.gettext("Deadline in working days"),
        "service_type_id": words.gettext("Type of service"),
        "technician_id": words.gettext("Technician"),
        "units": words.gettext("Units"),
        "observations": words.gettext("Technicians' remarks"),
        "postal_lookup_url": words.gettext("Address of the CEP look-up"),
        "company_lookup_url": words.gettext("Address of the CNPJ look-up"),
        "issue_on_print": words.gettext("Issue when printing"),
        "issue_on_export": words.gettext("Issue when exporting"),
        "photo_edge": words.gettext("Size of photos"),
        "keep_originals": words.gettext("Keep original photos"),
        "keep_location": words.gettext("Keep the place where photos were taken"),
        "photos_a_page": words.gettext("Photos on a page"),
        "when_opened": words.gettext("When an order is opened"),
        "when_scheduled": words.gettext("When a visit is scheduled"),
        "when_finished": words.gettext("When an order is done"),
        "opens": words.gettext("Start of work"),
        "closes": words.gettext("End of work"),
        "workdays": words.gettext("Working days"),
        "national_holidays": words.gettext("National and state holidays"),
    }


def revision(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "number": words.gettext("Revision"),
        "code": words.gettext("Verification code"),
        "copies": words.gettext("Copies"),
        "issued_at": words.gettext("Issued at"),
        "voided_at": words.gettext("Voided at"),
        "voided_by": words.gettext("Voided by"),
        "void_reason": words.gettext("Reason for voiding"),
    }


def message(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "to": words.gettext("To"),
        "cc": words.gettext("Cc"),
        "bcc": words.gettext("Bcc"),
        "subject": words.gettext("Subject"),
        "body": words.gettext("Message"),
        "language": words.gettext("Language"),
        "event": words.gettext("Event"),
        "state": words.pgettext("message", "State"),
        "files": words.gettext("Files"),
        "not_before": words.gettext("Send at"),
        "tries": words.gettext("Tries"),
    }


def mail_account(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "preset": words.gettext("Provider"),
        "host": words.gettext("Server"),
        "port": words.gettext("Port"),
        "security": words.gettext("Security"),
        "user": words.gettext("User"),
        "sender_name": words.gettext("Sender's name"),
        "sender": words.gettext("Sender's address"),
        "reply_to": words.gettext("Reply to"),
        "copy_to_self": words.gettext("Copy to oneself"),
        "signature": words.gettext("Signature of the office"),
        "daily_limit": words.gettext("Recipients a day"),
    }


def scan(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "order_id": words.gettext("Service order"),
        "state": words.pgettext("message", "State"),
        "waiting": words.gettext("Why it waits"),
        "page": words.gettext("Page"),
        "name": words.gettext("File name"),
    }


def technician(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "name": words.gettext("Name"),
        "phone": words.gettext("Phone"),
        "email": words.gettext("E-mail"),
        "role": words.gettext("Role"),
        "colour": words.gettext("Colour"),
        "active": words.gettext("Active"),
        "skills": words.gettext("Skills"),
        "hours": words.gettext("Working hours"),
        "absences": words.gettext("Absences"),
    }


def status(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "name": words.gettext("Name"),
        "kind": words.gettext("Kind"),
        "position": words.gettext("Place in the list"),
        "colour": words.gettext("Colour"),
        "asks_reason": words.gettext("Asks for a reason"),
        "leads_to": words.gettext("Leads to"),
    }


def service_type(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "name": words.gettext("Name"),
        "position": words.gettext("Place in the list"),
        "active": words.gettext("Active"),
        "duration": words.gettext("Standard duration"),
        "skill": words.gettext("Skill"),
        "templates": words.gettext("Checklists"),
        "reason": words.gettext("Reason for the request"),
        "observations": words.gettext("Technicians' remarks"),
        "needs_checklist": words.gettext("Checklist answered"),
        "needs_signature": words.gettext("Client's signature"),
        "needs_photos": words.gettext("Photos"),
        "needs_observations": words.gettext("Remarks written"),
        "needs_materials": words.gettext("Materials listed"),
        "needs_kilometres": words.gettext("Kilometres of each visit"),
    }


def saved_filter(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "name": words.gettext("Name"),
        "position": words.gettext("Place in the list"),
        "period": words.gettext("Period"),
        "late": words.gettext("Late"),
        "question": words.gettext("Filter"),
        "columns": words.gettext("Columns"),
    }


def holiday(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {
        "day": words.gettext("Date"),
        "name": words.gettext("Name"),
        "yearly": words.gettext("Every year"),
    }


def template(words: Catalogue) -> dict[str, str]:
    """Fields of such a record."""
    return {"name": words.gettext("Name"), "items": words.gettext("Items"), "active": words.gettext("Active")}
