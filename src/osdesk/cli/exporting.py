"""`osdesk export`: the very sheets that the window prints, as one PDF, or a document as it was issued.

It only reads: the history notes nothing.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from osdesk.cli import output
from osdesk.cli.opening import find, reading
from osdesk.cli.parser import Wrong
from osdesk.domain.sheets import Copies, OrderSheet, SheetOptions
from osdesk.services import papers
from osdesk.services.office import Office
from osdesk.texts import _


def run_export(options: argparse.Namespace) -> int:
    """Write the orders' sheets, or blank forms."""
    if not options.number and not options.blank:
        raise Wrong(_("Which order? Give its number, or --blank for the empty form."))
    if options.revision is not None:
        return _export_issued(options)
    with reading(options) as office:
        sheets = _sheets(options, office)
    from osdesk.services import rendering

    pdf = rendering.render(sheets).pdf
    if options.output == "-":
        stream = output.binary()
        stream.write(pdf)
        stream.flush()
    else:
        papers.export(Path(options.output).absolute(), pdf)
    return 0


def _export_issued(options: argparse.Namespace) -> int:
    """The bytes of a revision, as they were issued; nothing can be chosen about them any more."""
    chosen = options.blank or options.no_prices or options.copy != Copies.BOTH or options.photos is not None
    if len(options.number) != 1 or chosen:
        raise Wrong(_("--revision takes the number of one order, and nothing else can be chosen with it."))
    from osdesk.cli.sealing import hand_over
    from osdesk.services import issuing

    with reading(options) as office:
        order = find(office, options.number[0])
        issued = issuing.revisions(office, order.id or 0)
        found = next((each for each in issued if each.number == options.revision), None)
        if found is None:
            sentence = _("The order {number} has no revision {revision}.")
            raise Wrong(sentence.format(number=order.number, revision=options.revision))
        hand_over(issuing.pdf(office, found), options.output)
    return 0


def _sheets(options: argparse.Namespace, office: Office) -> tuple[OrderSheet, ...]:
    chosen = _options(options, papers.options(office, blank=options.blank))
    if not options.number:
        return (papers.blank_sheet(office, chosen),)
    found = dict.fromkeys(find(office, number).id or 0 for number in options.number)
    return papers.sheets(office, list(found), chosen)


def _options(options: argparse.Namespace, chosen: SheetOptions) -> SheetOptions:
    return replace(
        chosen,
        copies=Copies(options.copy),
        prices=chosen.prices and not options.no_prices,
        photos_a_page=chosen.photos_a_page if options.photos is None else options.photos,
    )
