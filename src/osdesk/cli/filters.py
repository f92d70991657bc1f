"""The conditions of `osdesk list` beyond words, status, client, technician and days: options, and what they ask for.

Apart from the listing, for the options are described without a database.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from osdesk.texts import LANGUAGES, _, language

if TYPE_CHECKING:
    from osdesk.domain.filters import SavedFilter
    from osdesk.domain.questions import OrderQuestion
    from osdesk.domain.statuses import ServiceType
    from osdesk.services.office import Office

#: Written in scripts as here, and told so in the help.
DATES = ("opened", "planned", "closed", "deadline", "billed", "paid")
BILLINGS = ("to-bill", "billed", "paid")
CHECKLISTS = ("failed", "unanswered", "passed")
SORTS = (
    *("number", "client", "reason", "technicians", "status", "deadline", "total"),
    *("opened", "planned", "closed"),
)
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")

Choice = TypeVar("Choice", bound=StrEnum)


def add_options(command: argparse.ArgumentParser, typed: Callable[[str], str]) -> None:
    """Describe the options; `typed` makes text of what was typed."""
    command.add_argument(
        "--filter", type=typed, metavar=_("NAME"), help=_("a kept filter, narrowed by the other options")
    )
    command.add_argument("--dated", choices=DATES, help=_("which date --since and --until speak of (otherwise opened)"))
    command.add_argument("--type", type=typed, metavar=_("TYPE"), help=_("name or key of the type of service"))
    command.add_argument("--priority", type=typed, metavar=_("PRIORITY"), help=_("name or key of the priority"))
    command.add_argument("--place", type=typed, metavar=_("TEXT"), help=_("part of the city or district"))
    command.add_argument("--checklist", choices=CHECKLISTS, help=_("what the checklists came to"))
    command.add_argument("--least", type=typed, metavar=_("AMOUNT"), help=_("a total of so much or more"))
    command.add_argument("--most", type=typed, metavar=_("AMOUNT"), help=_("a total of so much or less"))
    command.add_argument("--billing", choices=BILLINGS, help=_("of done orders that cost something"))
    for name, yes, no in (
        ("sent", _("sent to the client"), _("never sent to the client")),
        ("signed", _("signed by the client"), _("not signed by the client")),
        ("on-site", _("with somebody on site"), _("with nobody on site")),
        ("planned", _("with a visit to come"), _("without a visit to come")),
    ):
        either = command.add_mutually_exclusive_group()
        kept = name.replace("-", "_")
        either.add_argument(f"--{name}", dest=kept, action="store_const", const=True, help=yes)
        either.add_argument(f"--not-{name}", dest=kept, action="store_const", const=False, help=no)
    command.add_argument("--sort", choices=SORTS, help=_("what to sort by"))
    command.add_argument("--ascending", action="store_true", help=_("the smallest or earliest first"))


def beginning(options: argparse.Namespace, office: Office) -> OrderQuestion:
    """The kept filter that the options start from, or a question for everything. Raises `Wrong`."""
    from osdesk.domain.filters import question_of
    from osdesk.domain.questions import OrderQuestion
    from osdesk.services import saved_filters

    if options.filter is None:
        return OrderQuestion()
    return question_of(_kept(options.filter, saved_filters.all(office)), office.today())


def narrowed(options: argparse.Namespace, office: Office, question: OrderQuestion) -> OrderQuestion:
    """The question with what the options of this module ask for. Raises `Wrong`."""
    from osdesk.domain.billing import Billing
    from osdesk.domain.priorities import Priority
    from osdesk.domain.questions import ChecklistResult, OrderDate, OrderSort
    from osdesk.services import statuses, wording

    if options.dated is not None:
        question = replace(question, dated=OrderDate(options.dated))
    if options.type is not None:
        question = replace(question, service_types=_types(options.type, statuses.service_types(office)))
    if options.priority is not None:
        question = replace(question, priorities=frozenset({_one(options.priority, Priority, wording.priority_name)}))
    if options.checklist is not None:
        question = replace(question, checklist=ChecklistResult(options.checklist))
    if options.billing is not None:
        question = replace(question, billing=frozenset({Billing(options.billing.replace("-", "_"))}))
    if options.sort is not None:
        question = replace(question, sort=OrderSort(options.sort))
    given: dict[str, Any] = {
        name: value
        for name in ("sent", "signed", "on_site", "planned", "place")
        if (value := getattr(options, name)) is not None
    }
    given |= {name: _amount(text) for name in ("least", "most") if (text := getattr(options, name)) is not None}
    return replace(question, descending=question.descending and not options.ascending, **given)


def _kept(typed: str, known: Sequence[SavedFilter]) -> SavedFilter:
    from osdesk.cli.parser import Wrong
    from osdesk.domain.text import fold

    for held in known:
        if fold(held.name) == fold(typed):
            return held
    names = ", ".join(held.name for held in known)
    raise Wrong(_("There is no filter “{text}”, only: {names}.").format(text=typed[:40], names=names or "–"))


def _types(typed: str, known: Sequence[ServiceType]) -> frozenset[int]:
    from osdesk.cli.parser import Wrong
    from osdesk.domain.text import fold
    from osdesk.services import wording

    wanted = fold(typed)
    found = frozenset(
        held.id
        for held in known
        if held.id is not None
        and wanted
        and wanted in {fold(held.key), *(fold(wording.service_type_name(held, each)) for each in LANGUAGES)}
    )
    if not found:
        names = ", ".join(wording.service_type_name(held) for held in known)
        raise Wrong(_("There is no type of service “{text}”, only: {names}.").format(text=typed[:40], names=names))
    return found


def _one(typed: str, choices: type[Choice], name: Callable[[Choice, str | None], str]) -> Choice:
    """The choice whose key, or name in any language, that is."""
    from osdesk.cli.parser import Wrong
    from osdesk.domain.text import fold

    for choice in choices:
        if fold(typed) in {fold(choice.value), *(fold(name(choice, each)) for each in LANGUAGES)}:
            return choice
    names = ", ".join(name(choice, None) for choice in choices)
    raise Wrong(_("There is no priority “{text}”, only: {names}.").format(text=typed[:40], names=names))


def _amount(typed: str) -> Decimal:
    """An amount as a script or a person writes it."""
    from osdesk.cli.parser import Wrong
    from osdesk.domain.money import parse_amount
    from osdesk.domain.problems import Unreadable

    if _PLAIN.fullmatch(typed.strip()):
        return Decimal(typed.strip())
    try:
        return parse_amount(typed, language())
    except Unreadable:
        raise Wrong(_("“{text}” is not an amount. Write 1234.50 or 1.234,50.").format(text=typed[:40])) from None
