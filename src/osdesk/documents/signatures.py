"""The band of terms and signatures: what is known prints, what isn't is a line to write on.

Its height is that of the space to sign, which the fit may open, and of what stands under the lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean
from osdesk.documents.header import date_to_write
from osdesk.documents.marks import Mark, Rule, Stroke, Words, words, words_ending
from osdesk.documents.page import Grid
from osdesk.documents.styles import (
    LABEL,
    PEN_STROKE,
    SECTION_RULE,
    SMALL,
    SMALL_LEADING,
    STRONG_RULE,
    TERMS_LEADING,
    WRITE_IN,
    Weight,
)
from osdesk.domain import tax_ids
from osdesk.domain.signatures import Signature, SignerRole, read_ink

TOP = 1.3
"""From the band's rule to the space to sign; the role stands in the upper part of that."""
ROLE_BASELINE = 3.28
TO_SIGN, TO_SIGN_FORM, TO_SIGN_WHOLE = 9.0, 8.6, 13.0
MOST_EXTRA = 4.5
WRITE_PITCH = 6.5
NAME_BASELINE = 3.0
DETAIL_BASELINE = 6.0
NAME_POINTS = 7.2
# Under the line: everything known; CPF or date to write; the name too.
KNOWN, DETAILS_TO_WRITE, ALL_TO_WRITE = 6.9, 9.8, 13.4
INK_HEIGHT, INK_WIDTH = 9.0, 50.0
GAP = 5.0
DATE_WIDTH = 18.5


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: role, name, what stands at the left below it, the moment, and the signature if it was drawn."""

    role: str
    name: str
    detail: str
    moment: str
    drawn: Signature | None


@dataclass(frozen=True)
class Band:
    """The signature band. `free` is the least space to sign in mm; `form` leaves name, CPF and date to write."""

    facts: Facts
    grid: Grid
    free: float
    with_terms: bool = True

    @cached_property
    def _form(self) -> bool:
        return self.facts.sheet.options.blank or self.facts.sheet.order is None

    @cached_property
    def _terms(self) -> list[str]:
        if not self.with_terms:
            return []
        return lines.paragraphs(self.facts.terms, Weight.MEDIUM, SMALL, self._terms_right - self.grid.left)

    @cached_property
    def _terms_right(self) -> float:
        return self.grid.right - 129.0

    @cached_property
    def _places(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the two lines run."""
        right = self.grid.right
        if self._terms:
            return (right - 123.0, right - 64.0), (right - 59.0, right)
        half = (self.grid.width - 6.0) / 2
        return (self.grid.content, self.grid.content + half), (right - half, right)

    @cached_property
    def _signers(self) -> tuple[Signer, Signer]:
        facts, sheet, order, say = self.facts, self.facts.sheet, self.facts.order, self.facts.say
        roles = clean(say.pgettext("paper", "Technician in charge")), clean(say.pgettext("paper", "Client: agreed"))
        if self._form:
            return Signer(roles[0], "", "", "", None), Signer(roles[1], "", "", "", None)
        technician = facts.signing_technician
        tax_id = tax_ids.format(order.contact_tax_id)

        def moment(drawn: Signature | None) -> str:
            return facts.moment(drawn.signed_at) if drawn and drawn.signed_at else ""

        mine, theirs = sheet.signature(SignerRole.TECHNICIAN), sheet.signature(SignerRole.CLIENT)
        # Who signed stands under the line, also where somebody else was expected.
        technician = clean(mine.name) if mine is not None and mine.name else technician
        contact = clean(theirs.name) if theirs is not None and theirs.name else clean(order.contact_name)
        tax_id = tax_ids.format(theirs.tax_id) if theirs is not None and theirs.name else tax_id
        return (
            Signer(roles[0], technician, clean(sheet.company.name) if technician else "", moment(mine), mine),
            Signer(roles[1], contact, clean(f"CPF {tax_id}") if tax_id else "", moment(theirs), theirs),
        )

    @cached_property
    def _below(self) -> float:
        """What the taller of the two needs under its line."""
        return max(self._need(signer, place) for signer, place in zip(self._signers, self._places, strict=True))

    def _need(self, signer: Signer, place: tuple[float, float]) -> float:
        if not signer.name:
            return ALL_TO_WRITE
        extra = SMALL_LEADING * (len(self._name_lines(signer, place)) - 1)
        if signer.detail and signer.moment:
            return KNOWN + extra + SMALL_LEADING * (len(self._detail_lines(signer, place)) - 1)
        return DETAILS_TO_WRITE + extra + SMALL_LEADING * max(0, len(self._detail_lines(signer, place)) - 1)

    def _name_lines(self, signer: Signer, place: tuple[float, float]) -> list[str]:
        return lines.broken(signer.name, Weight.SEMIBOLD, NAME_POINTS, place[1] - place[0])

    def _detail_lines(self, signer: Signer, place: tuple[float, float]) -> list[str]:
        if not signer.detail:
            return []
        taken = faces.width(signer.moment, Weight.MEDIUM, SMALL) + 2.0 if signer.moment else DATE_WIDTH + 8.0
        return lines.broken(signer.detail, Weight.MEDIUM, SMALL, place[1] - place[0] - taken)

    @cached_property
    def height(self) -> float:
        """From its rule to its foot, with the least space to sign."""
        return max(TOP + self.free + self._below, 3 + TERMS_LEADING * len(self._terms))

    def line_at(self, extra: float = 0.0) -> float:
        """How far below the rule the lines to sign on are."""
        return self.height + extra - self._below

    @property
    def terms_height(self) -> float:
        """What the terms alone need."""
        return 3 + TERMS_LEADING * len(self._terms)

    def marks(self, extra: float = 0.0) -> list[Mark]:
        """Everything from the band's rule on; `extra` mm more to sign."""
        made: list[Mark] = [Rule(self.grid.left, 0.0, self.grid.right, SECTION_RULE)]
        for index, text in enumerate(self._terms):
            y = ROLE_BASELINE + index * TERMS_LEADING
            made.append(words(self.grid.left, y, text, Weight.MEDIUM, SMALL, right=self._terms_right))
        line = self.line_at(extra)
        for signer, place in zip(self._signers, self._places, strict=True):
            made += self._signer_marks(signer, place, line)
        return made

    def _signer_marks(self, signer: Signer, place: tuple[float, float], line: float) -> list[Mark]:
        x, right = place
        made: list[Mark] = [words(x, ROLE_BASELINE, signer.role, Weight.REGULAR, LABEL, right=right)]
        if signer.drawn:
            made += drawn(signer.drawn, (x + right) / 2, line, min(INK_HEIGHT, line - ROLE_BASELINE - 0.8))
        made.append(Rule(x, line, right, STRONG_RULE))
        if not signer.name:
            say = self.facts.say
            made += _to_write(clean(say.pgettext("paper", "Name")), x, right, line + WRITE_PITCH)
            return made + self._details_to_write(signer, place, line + 2 * WRITE_PITCH)
        y = line + NAME_BASELINE
        for text in self._name_lines(signer, place):
            made.append(words(x, y, text, Weight.SEMIBOLD, NAME_POINTS, right=right))
            y += SMALL_LEADING
        if not (signer.detail and signer.moment):
            return made + self._details_to_write(signer, place, y - SMALL_LEADING + WRITE_PITCH)
        y += DETAIL_BASELINE - NAME_BASELINE - SMALL_LEADING
        made.append(words_ending(right, y, signer.moment, Weight.MEDIUM, SMALL, left=x))
        left = made[-1]
        limit = left.x - 1.0 if isinstance(left, Words) else right
        for text in self._detail_lines(signer, place):
            made.insert(-1, words(x, y, text, Weight.MEDIUM, SMALL, right=limit))
            y += SMALL_LEADING
        return made

    def _details_to_write(self, signer: Signer, place: tuple[float, float], line: float) -> list[Mark]:
        """CPF and date: lines where they are missing, on the line `line`."""
        x, right = place
        say = self.facts.say
        date_x = right - DATE_WIDTH
        label = clean(say.pgettext("paper", "Date"))
        label_x = date_x - 1.17 - faces.width(label, Weight.REGULAR, LABEL)
        y = line - 0.35
        made: list[Mark] = []
        if signer.detail:
            for index, text in enumerate(self._detail_lines(signer, place)):
                made.append(words(x, y + index * SMALL_LEADING, text, Weight.MEDIUM, SMALL, right=label_x))
        else:
            made += _to_write("CPF", x, label_x - 2.0, line)
        if signer.moment:
            made.append(words_ending(right, y, signer.moment, Weight.MEDIUM, SMALL, left=label_x))
            return made
        made.append(words(label_x, y, label, Weight.REGULAR, LABEL, right=date_x))
        return made + date_to_write(date_x, right, y)


def drawn(signature: Signature, middle: float, line: float, highest: float) -> list[Mark]:
    """The strokes of a signature standing on the line, at most `highest` high and 50 wide."""
    strokes = [[(x, y) for x, y, *_rest in stroke] for stroke in read_ink(signature.ink)]
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = min(highest / max(bottom - top, 1), INK_WIDTH / max(right - left, 1))
    x0 = middle - (left + right) / 2 * scale
    return [
        Stroke(tuple((x0 + x * scale, line + (y - bottom) * scale) for x, y in stroke), PEN_STROKE)
        for stroke in strokes
    ]


def _to_write(label: str, x: float, right: float, line: float) -> list[Mark]:
    """A label and a line to write on."""
    start = x + max(8.0, faces.width(label, Weight.REGULAR, LABEL) + 1.2)
    return [
        words(x, line - 0.35, label, Weight.REGULAR, LABEL, right=start),
        Rule(start, line, right, WRITE_IN),
    ]
