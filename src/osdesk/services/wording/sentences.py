"""A sentence for every problem that a value can have, and the words on the link that puts it right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum

from osdesk.domain import dates, money, phones
from osdesk.domain.closing import Missing
from osdesk.domain.problems import Problem
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.services.wording.closing import lack_name
from osdesk.texts import N_, _, language

#: By code, the nearest first: `code@last part of the field`, `code`, and for CPF and CNPJ `code:kind`.
_SENTENCES: Mapping[str, str] = {
    "required": N_("Fill in this field."),
    "required@name": N_("The name is missing."),
    "required@legal_name": N_("The company's name is missing."),
    "required@client_id": N_("Choose the client."),
    "required@client": N_("Choose the client."),
    "required@deadline": N_("Choose the day as well."),
    "required@description": N_("Say what this line is."),
    "required@value": N_("Fill in this contact or remove it."),
    "required@text": N_("Write what is to be checked, or remove the item."),
    "required@reason": N_("Say why."),
    "required@status_reason": N_("Say why."),
    "required@void_reason": N_("Say why."),
    "tax_id.characters": N_("“{characters}” does not belong in a CPF or CNPJ."),
    "tax_id.characters:cpf": N_("A CPF has digits only: “{characters}” does not belong in it."),
    "tax_id.characters:cnpj": N_("“{characters}” does not belong there in a CNPJ."),
    "tax_id.length": N_("A CPF has 11 digits and a CNPJ 14 characters; here are {length}."),
    "tax_id.length:cpf": N_("A CPF has 11 digits; here are {length}."),
    "tax_id.length:cnpj": N_("A CNPJ has 14 characters; here are {length}."),
    "tax_id.repeated": N_("Nobody has this number. Check it on the document."),
    "tax_id.check_digits": N_("The check digits do not match. Check it on the document."),
    "tax_id.expected_cpf": N_("A person has a CPF, with 11 digits."),
    "tax_id.expected_cnpj": N_("A company has a CNPJ, with 14 characters."),
    "email.form": N_("This e-mail address is not complete."),
    "visit.start_missing": N_("Fill in the hour the visit begins."),
    "visit.in_missing": N_("Fill in the check-in as well."),
    "visit.out_before_in": N_("The check-out is before the check-in."),
    "visit.too_long": N_("More than {hours} hours on site. Check day and time."),
    "visit.day_missing": N_("Choose the day of the visit."),
    "visit.reason_missing": N_("Say why the visit did not happen."),
    "checklist.range": N_("The lowest value is above the highest."),
    "checklist.choices": N_("Write at least two choices."),
    "number.range": N_("A whole number from {least} to {most} belongs here."),
    "money.unreadable": N_("This is not an amount."),
    "money.ambiguous": N_("“{text}” can mean two amounts."),
    "money.decimals": N_("Cents have two digits."),
    "money.too_large": N_("The largest amount is {largest}."),
    "money.negative": N_("An amount is not below zero here."),
    "quantity.unreadable": N_("This is not a number."),
    "quantity.ambiguous": N_("“{text}” can mean two numbers."),
    "quantity.decimals": N_("At most three decimals."),
    "quantity.too_large": N_("The largest quantity is {largest}."),
    "quantity.negative": N_("A quantity is not below zero here."),
    "hours.order": N_("The end must be after the start."),
    "absence.order": N_("The last day is before the first."),
    "quantity.not_positive": N_("The quantity must be above zero."),
    "percent.unreadable": N_("This is not a percentage."),
    "percent.ambiguous": N_("“{text}” can mean two percentages."),
    "percent.decimals": N_("At most two decimals."),
    "percent.too_large": N_("At most {largest}."),
    "discount.percent": N_("The discount is above 100 %."),
    "discount.above_total": N_("The discount is above the sum ({total})."),
    "deadline.before_opening": N_("Before the opening ({opened})."),
    "deadline.days": N_("Between 0 and 365 working days."),
    "deadline.past": N_("This day has passed."),
    "warranty.range": N_("Between 0 and 3650 days."),
    "numbering.first": N_("The first number is between 1 and 999999999."),
    "numbering.width": N_("Between 1 and 9 digits."),
    "numbering.prefix": N_("At most 8 letters and digits, without accents, spaces or signs."),
    "numbering.sample_prefix": N_("EX is kept for the sample orders. Choose another one."),
    "text.too_long": N_("Too long: at most {longest} characters."),
    "cep.characters": N_("A CEP has digits only: “{characters}” does not belong in it."),
    "cep.length": N_("A CEP has {expected} digits; here are {length}."),
    "cep.out_of_range": N_("No place has this CEP. Check the digits."),
    "state.unknown": N_("No state is called “{text}”."),
    "phone.foreign": N_("A number from abroad."),
    "phone.no_area_code": N_("The area code is missing: type it before the number."),
    "phone.area_code": N_("No place has the area code {area_code}."),
    "phone.ninth_digit": N_("Mobile numbers have one more 9 in front now."),
    "phone.unknown": N_("This does not look like a phone number."),
    "phone.blank": N_("The number is missing."),
    "phone.no_whatsapp": N_("This number has no WhatsApp."),
    "date.unreadable": N_("This is not a date. Try 24/11, tomorrow or fri."),
    "date.no_such_day": N_("This day does not exist."),
    "date.out_of_range": N_("The year must be between {first} and {last}."),
    "time.unreadable": N_("This is not a time. Try 8, 8:30 or 14h."),
    "time.out_of_range": N_("A day ends at 23:59."),
    "client.same_tax_id": N_("{name} has this number too."),
    "client.same_phone": N_("{name} has this phone too."),
    "client.merge_itself": N_("Choose another client: one can't be merged with itself."),
    "client.gone": N_("This client is not there any more. Choose another one."),
    "client.ambiguous": N_("{count} clients are called {name}. Give the CPF or CNPJ."),
    "status.gone": N_("This status is not there any more. Choose another one."),
    "status.reason": N_("Say why."),
    "status.not_from_here": N_("From “{before}” an order goes to: {allowed}."),
    "status.kind_fixed": N_("The kind of this status is fixed. Add one of your own for another kind."),
    "status.kind_used": N_("Orders have this status, so its kind stays. Add another one and merge this one into it."),
    "status.last_open": N_("New orders begin in an open status, and this is the last one."),
    "status.last_done": N_("Orders are closed with a status of the kind “done”, and this is the last one."),
    "status.has_orders": N_("This status is in use (orders: {count}). Merge it into another one."),
    "status.merge_kind": N_("Merging does not close, reopen or cancel orders: choose a status of the same kind."),
    "closing.missing": N_("Before the order is closed, this is missing: {missing}."),
    "name.taken": N_("Another one has this name already."),
    "billing.no_day": N_("Say on which day."),
    "billing.not_done": N_("Only orders that are done are billed; {number} is not (such orders: {count})."),
    "billing.paid_before_billed": N_("Paid before it was billed: {number} (such orders: {count})."),
    "billing.not_yet_paid": N_("The day of the payment is still to come."),
    "duration.unreadable": N_("This is not a duration. Try 1h30 or 90."),
    "duration.range": N_("Between 1 minute and {hours} hours."),
    "code.form": N_("A code has 12 letters and digits, as in 7G2K-9QWD-0X4M."),
    "revision.voided": N_("This document was voided before."),
    "attachments.too_many": N_("At most {most} photos and files in one order."),
    "marks.too_many": N_("At most {most} marks on one photo."),
    "photo.empty": N_("This file is empty."),
    "photo.unknown": N_("This is not a picture, whatever its name says."),
    "photo.damaged": N_("This picture is damaged or was cut short. Copy it from the phone again."),
    "photo.too_large": N_("This picture is too large: at most {megapixels} megapixels."),
    "photo.too_heavy": N_("This picture is too large: at most {megabytes} MB."),
    "photo.file_too_heavy": N_("This file is too large: at most {megabytes} MB."),
    "photo.no_file": N_("This is not a file."),
    "photo.not_opened": N_("This file could not be opened. Check that the phone or stick is connected."),
    "photo.edge": N_("Between {least} and {most} pixels."),
    "photo.a_page": N_("A page holds 2, 4 or 6 photos."),
    "message.no_recipient": N_("Say whom it goes to."),
    "message.recipient": N_("“{address}” is not a complete e-mail address."),
    "message.too_many": N_("At most {most} recipients in one message."),
    "message.unknown_field": N_("There is no field {{{name}}}."),
    "message.under_way": N_("This message is being sent or has gone: it cannot be changed any more."),
    "message.decided": N_("It is already said whether this message arrived."),
    "mail.host": N_("The server's name looks like smtp.example.com."),
    "mail.port": N_("Between 1 and 65535."),
    "mail.daily_limit": N_("Between 0 and 1000000."),
    "numbering.taken": N_("Number {highest} has been given already."),
    "checklist.detail": N_("Write unit and range, as in °C 8 to 14."),
    "client.not_chosen": N_("Choose the client in the list, or register it."),
    "colour.light": N_("Very light for paper: it is printed darker."),
    "colour.form": N_("A colour looks like #0F4C5C."),
    "language.unknown": N_("The sheet does not speak this language."),
    "time_zone.unknown": N_("No place has this time zone."),
    "url.form": N_("An address on the web begins with https://."),
    "logo.empty": N_("This file is empty."),
    "logo.unknown": N_("This is not a picture. Choose a PNG, JPEG or SVG file."),
    "logo.damaged": N_("This picture is damaged. Save it anew or choose another one."),
    "logo.too_heavy": N_("This file is too large: at most {megabytes} MB."),
    "logo.too_large": N_("This picture is too large: at most {megapixels} megapixels."),
    "logo.too_small": N_("This picture is too small: at least {least} pixels."),
    "logo.too_thin": N_("This picture is too long and thin for a logo."),
    "logo.blank": N_("White on white paper, this picture would not be seen. Choose another one."),
    "scan.empty": N_("This file is empty."),
    "scan.unknown": N_("This is neither a PDF nor a picture."),
    "scan.password": N_("This PDF has a password. Save it without one and drop it again."),
    "scan.damaged": N_("This file is damaged or not whole. Scan it again."),
    "scan.damaged_page": N_("This page is damaged. Scan it again."),
    "scan.too_heavy": N_("This file is too large: at most {megabytes} MB."),
    "scan.too_many_pages": N_("{pages} pages are too many: at most {most} in one file."),
    "scan.too_large": N_("A picture in it is too large. Scan it with fewer dots per inch."),
    "scan.changed": N_("The file was changed while it was being read. Drop it again."),
    "json.unknown_field": N_("There is no field “{name}”."),
    "json.missing": N_("This field is missing."),
    "json.type": N_("Another kind of value belongs here."),
    "json.object": N_("An object in braces belongs here."),
    "json.list": N_("A list in brackets belongs here."),
    "json.text": N_("A text in quotes belongs here."),
    "json.figure": N_('A figure like "501.90" belongs here.'),
    "json.choice": N_("One of these belongs here: {choices}."),
    "json.unknown_name": N_("Nothing here is called “{name}”."),
    "json.instant": N_("“{text}” is not a moment like 2026-11-24T08:12:00-03:00."),
    "json.date": N_("“{text}” is not a date like 2026-11-24."),
    "json.time": N_("“{text}” is not a time like 08:12."),
    "json.code": N_("A code has 12 letters and digits."),
}


def sentence(problem: Problem) -> str:
    """What is wrong, for the person who can put it right, in the screen's language."""
    kind = problem.facts.get("kind")
    leaf = problem.field.rpartition(".")[2]
    names = [f"{problem.code}@{leaf}", problem.code]
    if isinstance(kind, TaxIdKind):
        names.insert(1, f"{problem.code}:{kind.value}")
    for name in names:
        if name in _SENTENCES:
            return _(_SENTENCES[name]).format_map(_Figures(problem))
    return _("This value cannot be kept: {code}.").format(code=problem.code)


def remedy_label(problem: Problem) -> str:
    """The link that puts the field right ("Use 26/11"); "" where no remedy is known."""
    if problem.remedy is None:
        return ""
    return _("Use {value}").format(value=_figure(problem.code, problem.remedy))


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(name.partition("@")[0].partition(":")[0] for name in _SENTENCES)


class _Figures(dict[str, str]):
    """The facts of a problem, each written as people write it; one that is missing is a dash and not a crash."""

    def __init__(self, problem: Problem) -> None:
        super().__init__({name: _figure(problem.code, value) for name, value in problem.facts.items()})

    def __missing__(self, key: str) -> str:
        return "–"


def _figure(code: str, value: object) -> str:
    subject = code.partition(".")[0]
    match value:
        case Decimal():
            return _amount(subject, value)
        case date():
            # What was typed as a date may lie in any year; a deadline and an opening are of these weeks.
            return dates.format_date(value, language()) if subject == "date" else dates.format_short_date(value)
        case time():
            return dates.format_time(value)
        case Missing() | Enum():
            return lack_name(value) if isinstance(value, Missing) else str(value.value).upper()
        case tuple() | list():
            return ", ".join(_figure(code, part) for part in value)
        case int() if abs(value) >= 10_000:
            # Nine digits in a row can't be read.
            return f"{value:,}" if language() == "en" else f"{value:,}".replace(",", ".")
        case str():
            return phones.format_phone(value) if subject == "phone" else value
        case _:
            return str(value)


def _amount(subject: str, value: Decimal) -> str:
    if subject == "quantity":
        return money.format_quantity(value, language())
    if subject == "percent":
        return money.format_percent(value, language())
    return money.format_amount(value, language(), symbol=True)
