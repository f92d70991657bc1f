"""Client and request: labelled facts on a grid of three columns, and running text.

A field takes the fewest columns in which it fits on one line; if none are left in the row it begins the next; if a
whole row is too short it wraps, hanging from its value's edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean, joined
from osdesk.documents.lines import Piece, Span
from osdesk.documents.marks import Mark, Rule, words
from osdesk.documents.page import Grid, Row, Rows, Section
from osdesk.documents.styles import LABEL, WRITE_IN, Step, Weight
from osdesk.domain import phones, tax_ids
from osdesk.domain.clients import Client

EDGES = (0.0, 64.0, 104.0, 166.0)
VALUE_OFFSETS = (15.5, 12.5, 12.5)
BETWEEN = 2.0
PARAGRAPH = 0.4
WRITE_PITCH = 6.0


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value: pieces on one line, or several paragraphs of text. `span` is the fewest columns."""

    label: str
    pieces: tuple[Piece, ...]
    span: int = 1
    more: tuple[str, ...] = ()


def plain(label: str, text: str) -> Field:
    """A field of Medium text."""
    return Field(clean(label), (Piece(lines.tied(clean(text)), Weight.MEDIUM),))


def client_section(facts: Facts, grid: Grid, step: Step) -> Section | None:
    """Who it is for, and where. Facts of the day are the order's own."""
    sheet, order, say = facts.sheet, facts.order, facts.say
    title = clean(say.pgettext("paper", "Client"))
    labels = {
        "name": say.pgettext("paper", "Name"),
        "tax": say.pgettext("paper", "CPF/CNPJ"),
        "contact": say.pgettext("paper", "Contact"),
        "phone": say.pgettext("paper", "Phone"),
        "email": say.pgettext("paper", "E-mail"),
        "address": say.pgettext("paper", "Address"),
    }
    if sheet.order is None:
        groups = ((("name", 2), ("tax", 1)), (("contact", 1), ("phone", 1), ("email", 1)), (("address", 3),))
        body = _to_write([[(labels[key], span) for key, span in group] for group in groups], grid)
        return Section("client", title, grid, body)
    client = sheet.client or Client()  # none is chosen yet
    name = [Piece(clean(client.name), Weight.BOLD)]
    if client.legal_name.strip() and client.legal_name != client.name:
        name.append(Piece(clean(client.legal_name), Weight.MEDIUM))
    numbers = [tax_ids.format(client.tax_id)]
    if client.state_registration:
        numbers.append(f"IE {client.state_registration}")
    fields = (
        (Field(clean(labels["name"]), tuple(name), span=2), plain(labels["tax"], joined(numbers))),
        (
            plain(labels["contact"], joined([order.contact_name, order.contact_role])),
            plain(labels["phone"], phones.format_phone(order.contact_phone)),
            plain(labels["email"], order.contact_email),
        ),
        (plain(labels["address"], facts.address(order.address)),),
    )
    rows = field_rows(fields, grid, step)
    return Section("client", title, grid, Rows(tuple(rows), step.baseline)) if rows else None


def request_section(facts: Facts, grid: Grid, step: Step) -> Section | None:
    """What was asked for, by when, and who authorised it."""
    sheet, order, say = facts.sheet, facts.order, facts.say
    title = clean(say.pgettext("paper", "Request"))
    labels = {
        "type": say.pgettext("paper", "Type"),
        "priority": say.pgettext("paper", "Priority"),
        "deadline": say.pgettext("paper", "Deadline"),
        "requested": say.pgettext("paper", "Requested by"),
        "equipment": say.pgettext("paper", "Equipment"),
        "reason": say.pgettext("paper", "Reason"),
        "authorisation": say.pgettext("paper", "Approval"),
        "payment": say.pgettext("paper", "Payment"),
    }
    if sheet.order is None:
        groups = [["type", "priority", "deadline"], ["equipment"], ["reason"], [""], ["authorisation"]]
        body = _to_write(
            [[(labels.get(key, ""), 1 if len(group) > 1 else 3) for key in group] for group in groups], grid
        )
        return Section("request", title, grid, body)
    requested = order.requested_by if order.requested_by.strip() != order.contact_name.strip() else ""
    reason = [lines.tied(line.strip(" ")) for line in faces.cleaned_lines(order.reason) if line.strip()]
    first, more = (reason[0], tuple(reason[1:])) if reason else ("", ())
    # The terms of payment stand beside the total; where no total is printed they would be lost.
    priced = any(line.unit_price is not None for line in order.materials)
    payment = order.payment_terms if sheet.options.prices and (sheet.options.blank or not priced) else ""
    # A request that says nothing but "normal" says nothing.
    others = (sheet.service_type_name, order.deadline, requested, facts.equipment, first, facts.authorisation)
    quiet = facts.order.priority.value == "normal" and not (sheet.service_type_name or order.deadline)
    fields = (
        (
            plain(labels["type"], sheet.service_type_name),
            plain(labels["priority"], "" if quiet else facts.priority),
            plain(labels["deadline"], facts.deadline),
        ),
        (plain(labels["requested"], requested),),
        (plain(labels["equipment"], facts.equipment),),
        (Field(clean(labels["reason"]), (Piece(first, Weight.MEDIUM),), more=more),),
        (plain(labels["authorisation"], facts.authorisation),),
        (plain(labels["payment"], payment),),
    )
    if not any(others) and not payment and quiet:
        return None
    rows = field_rows(fields, grid, step)
    return Section("request", title, grid, Rows(tuple(rows), step.baseline))


def remarks_section(facts: Facts, grid: Grid, step: Step) -> Section | None:
    """The technicians' observations: running text with its own line breaks; a blank line parts paragraphs."""
    found = faces.cleaned_lines(facts.order.observations)
    if not any(line.strip() for line in found):
        return None
    rows = text_rows(found, grid, step)
    title = clean(facts.say.pgettext("paper", "Technicians’ remarks"))
    return Section("observations", title, grid, Rows(tuple(rows), step.baseline))


def text_rows(found: Sequence[str], grid: Grid, step: Step) -> list[Row]:
    """Running text across the content, one row a line; the first and last two lines of a paragraph stay together."""
    rows: list[Row] = []
    for text in found:
        if not text.strip():
            if rows and not rows[-1].gap:
                last = rows[-1]
                rows[-1] = Row(last.height, last.marks, gap=PARAGRAPH * step.leading)
            continue
        broken = lines.broken(lines.tied(text.rstrip(" ")), Weight.MEDIUM, step.points, grid.width)
        for index, line in enumerate(broken):
            mark = words(grid.content, step.baseline, line, Weight.MEDIUM, step.points, right=grid.right)
            rows.append(Row(step.leading, (mark,), glue=kept(index, len(broken))))
    return rows


def kept(index: int, count: int) -> bool:
    """Whether a line of a paragraph of `count` lines stays with the next: no line is left alone."""
    return count > 1 and index in {0, count - 2}


def field_rows(groups: Iterable[Iterable[Field]], grid: Grid, step: Step) -> list[Row]:
    """The rows of fields; each group begins a row of its own, and empty fields take no room."""
    edges = tuple(edge * grid.width / EDGES[-1] for edge in EDGES)
    rows: list[Row] = []
    for group in groups:
        column = 0
        marks: list[Mark] = []
        for field in group:
            if not any(piece.text for piece in field.pieces):
                continue
            span = _span(field, column, edges, step)
            if column and not span:
                rows.append(Row(step.leading, marks))
                column, marks = 0, []
                span = _span(field, column, edges, step)
            if span:
                marks += _marks(field, column, span, edges, grid, step)
                column += span
                if column == len(VALUE_OFFSETS):
                    rows.append(Row(step.leading, marks))
                    column, marks = 0, []
            else:
                rows += _wrapped(field, edges, grid, step)
        if marks:
            rows.append(Row(step.leading, marks))
    return rows


def _offset(field: Field, column: int) -> float:
    """From a column's edge to the value: where the label of another language is longer, after it."""
    return max(VALUE_OFFSETS[column], faces.width(field.label, Weight.REGULAR, LABEL) + 1.2)


def _span(field: Field, column: int, edges: Sequence[float], step: Step) -> int:
    """The fewest columns from `column` on in which the field is one line; 0 when there are none."""
    if field.more:
        return 0
    wanted = lines.natural(field.pieces, step.points)
    for span in range(field.span, len(VALUE_OFFSETS) - column + 1):
        end = edges[column + span]
        room = end - edges[column] - _offset(field, column) - (BETWEEN if end < edges[-1] else 0.0)
        if wanted <= room:
            return span
    return 0


def _marks(field: Field, column: int, span: int, edges: Sequence[float], grid: Grid, step: Step) -> list[Mark]:
    x = grid.content + edges[column]
    value = x + _offset(field, column)
    right = grid.content + edges[column + span]
    spans = lines.set_pieces(field.pieces, step.points, right - value)[0]
    return [_label(field, x, value, step), *lines.placed(spans, value, step.baseline, step.points, right)]


def _wrapped(field: Field, edges: Sequence[float], grid: Grid, step: Step) -> list[Row]:
    """A field that takes the whole width and as many lines as it needs."""
    value = grid.content + _offset(field, 0)
    room = grid.right - value
    broken: list[list[Span]] = lines.set_pieces(field.pieces, step.points, room)
    counts = [len(broken)]
    for text in field.more:
        added = [[Span(0.0, line, Weight.MEDIUM)] for line in lines.broken(text, Weight.MEDIUM, step.points, room)]
        counts.append(len(added))
        broken += added
    glued = [kept(index, count) for count in counts for index in range(count)]
    rows = []
    for number, spans in enumerate(broken):
        marks: list[Mark] = [_label(field, grid.content + edges[0], value, step)] if number == 0 else []
        marks += lines.placed(spans, value, step.baseline, step.points, grid.right)
        rows.append(Row(step.leading, marks, glue=glued[number]))
    return rows


def _label(field: Field, x: float, value: float, step: Step) -> Mark:
    return words(x, step.baseline, field.label, Weight.REGULAR, LABEL, right=value - 0.3)


def _to_write(groups: list[list[tuple[str, int]]], grid: Grid) -> Rows:
    """Labels with lines to write on, for the wholly blank form."""
    edges = tuple(edge * grid.width / EDGES[-1] for edge in EDGES)
    y = WRITE_PITCH - 1.9
    rows = []
    for group in groups:
        column = 0
        marks: list[Mark] = []
        for text, span in group:
            field = plain(text, "")
            x = grid.content + edges[column]
            end = grid.content + edges[column + span]
            start = x + _offset(field, column)
            marks.append(words(x, y, field.label, Weight.REGULAR, LABEL, right=start - 0.3))
            marks.append(Rule(start, y + 0.35, end - (BETWEEN if end < grid.right else 0.0), WRITE_IN))
            column += span
        rows.append(Row(WRITE_PITCH, marks))
    return Rows(tuple(rows), y)
