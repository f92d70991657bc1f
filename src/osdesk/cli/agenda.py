"""`osdesk agenda`: the visits of a week, as lines for people, as JSON, or as a calendar file of one technician's."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from osdesk.cli import output
from osdesk.cli.listing import day
from osdesk.cli.opening import reading
from osdesk.cli.parser import Wrong
from osdesk.domain import dates
from osdesk.domain.agenda import Agenda, VisitRow
from osdesk.domain.team import Technician
from osdesk.domain.text import elide, fold
from osdesk.services import agenda, calendar_files, exchange, team, wording
from osdesk.services.exchange import Names
from osdesk.texts import _, language

_NAME, _REASON, _PLACE = 32, 40, 32


def run_agenda(options: argparse.Namespace) -> int:
    """Show a week, or write it as a calendar."""
    if options.ics is not None and options.technician is None:
        raise Wrong(_("A calendar is one technician's: name the one with --technician."))
    if options.ics is not None and options.json:
        raise Wrong(_("--ics and --json are two different things."))
    with reading(options) as office:
        asked = day(options.week, office.today()) or office.today()
        monday = asked - timedelta(days=asked.weekday())
        technician = _one(options.technician, team.all(office)) if options.technician is not None else None
        if options.ics is not None and technician is not None:
            data = agenda.ics_of_week(office, technician, monday)
        else:
            found = agenda.agenda(office, monday, monday + timedelta(days=6), [technician] if technician else None)
            names = exchange.names_of(office)
            _show(found, names, as_json=options.json)
            return 0
    if options.ics == "-":
        stream = output.binary()
        stream.write(data)
        stream.flush()
    else:
        calendar_files.export(Path(options.ics).absolute(), data)
    return 0


def _one(typed: str, known: Sequence[Technician]) -> int:
    """The technician of exactly that name, else the only one whose name has words that begin so."""
    wanted = fold(typed).split()
    same = [person for person in known if wanted and fold(person.name).split() == wanted]
    found = same or [
        person
        for person in known
        if wanted and all(any(word.startswith(part) for word in fold(person.name).split()) for part in wanted)
    ]
    if not found:
        names = ", ".join(person.name for person in known) or "–"
        raise Wrong(_("There is no technician “{text}”, only: {names}.").format(text=typed[:40], names=names))
    if len(found) > 1:
        names = ", ".join(person.name for person in found)
        raise Wrong(_("“{text}” is more than one technician: {names}.").format(text=typed[:40], names=names))
    return found[0].id or 0


def _show(found: Agenda, names: Names, *, as_json: bool) -> None:
    if as_json:
        output.say(output.as_json(_as_json(found, names)))
        return
    for line in output.columns([_cells(row, names) for row in found.visits]):
        output.say(line)


def _cells(row: VisitRow, names: Names) -> list[str]:
    return [
        dates.format_date(row.day, language(), weekday=True) if row.day is not None else "",
        _hours(row),
        row.number,
        elide(row.client, _NAME),
        elide(row.place, _PLACE),
        elide(row.reason, _REASON),
        ", ".join(name for each in row.technicians if (name := names.technician(each))),
        wording.visit_status_name(row.status),
    ]


def _hours(row: VisitRow) -> str:
    if row.planned_start is None:
        return ""
    ends = f"–{dates.format_time(row.planned_end)}" if row.planned_end is not None else ""
    return f"{dates.format_time(row.planned_start)}{ends}"


def _as_json(found: Agenda, names: Names) -> list[dict[str, Any]]:
    clashes: dict[int, list[str]] = defaultdict(list)
    for warned in found.warnings:
        if warned.clash.value not in clashes[warned.visit_id]:
            clashes[warned.visit_id].append(warned.clash.value)
    return [
        {
            "day": row.day.isoformat() if row.day is not None else None,
            "planned_start": f"{row.planned_start:%H:%M}" if row.planned_start is not None else None,
            "planned_end": f"{row.planned_end:%H:%M}" if row.planned_end is not None else None,
            "number": row.number,
            "client": row.client,
            "place": row.place or None,
            "reason": row.reason or None,
            "technicians": [names.technician(each) for each in row.technicians],
            "status": row.status.value,
            "check_in": row.check_in.astimezone(names.zone).isoformat() if row.check_in is not None else None,
            "check_out": row.check_out.astimezone(names.zone).isoformat() if row.check_out is not None else None,
            "deadline": row.deadline.isoformat() if row.deadline is not None else None,
            "clashes": clashes.get(row.id, []),
        }
        for row in found.visits
    ]
