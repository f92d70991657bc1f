"""What the paper process does for a template: its blank form and the picture of it, in one trip. Imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.company import Company
from osdesk.services import rendering
from osdesk.services.rendering import Picture


@dataclass(frozen=True, slots=True)
class Strip:
    """The form as drawn: its size in mm and its picture."""

    size: tuple[float, float]
    picture: Picture


def draw(template: ChecklistTemplate, company: Company, language: str, width: int) -> Strip:
    """The blank form of a template, `width` pixels wide."""
    paper = rendering.template_form(template, company, language)
    return Strip(rendering.page_sizes(paper.pdf)[0], rendering.page_picture(paper.pdf, 0, width=width))
