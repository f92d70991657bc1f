"""What is wrong with a value, as data: a field, a code and its figures. Sentences are made in `services.wording`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps a value from being stored, or (`advice`) that a person should know.

    `field` is the path of the field in the value (`"deadline"`, `"visits.2.check_out"`); `code` names the rule
    (`"visit.out_before_in"`); `facts` are the figures the sentence shows; `remedy` is the value that would put the
    field right, where one is known.
    """

    field: str
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=lambda: NOTHING)
    remedy: object = None
    advice: bool = False


class Unreadable(ValueError):
    """Text typed by a person that can't be read as what the field holds; carries the problem's code and figures."""

    def __init__(self, code: str, /, remedy: object = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.remedy = remedy
        self.facts = facts

    def at(self, field: str) -> Problem:
        """The same trouble as a `Problem` of that field."""
        return Problem(field=field, code=self.code, facts=dict(self.facts), remedy=self.remedy)


class Refused(Exception):
    """A value was not stored because of these problems (at least one that is not advice)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.field}: {problem.code}" for problem in problems))
        self.problems = problems
