"""Kills a saving program at random moments, very often, and proves that nothing confirmed was lost.

    python tests/soak/kills.py [KILLS] [SEED]

Each round a process of its own opens the office and saves orders through the services, telling every number that it was
given as soon as the save returns; it is killed with SIGKILL at a random moment. The next round opens the same office,
first repeats the save whose answer may have been lost (the same `code`), and goes on. At the end: every confirmed order
is there, whole, as it was; none is half there; no number is twice or missing; no order was made twice.
"""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from osdesk.domain.checklists import Answer, Checklist, ChecklistItem
from osdesk.domain.clients import Client
from osdesk.domain.company import Numbering
from osdesk.domain.materials import MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit
from osdesk.services import checkup, clients, company, lists, orders, team
from osdesk.services.office import Office, open_office

_LINES = 12


class Outcome(NamedTuple):
    """What a run of kills came to."""

    kills: int
    confirmed: int
    unconfirmed: int
    repeated: int


def order_of(code: str, client_id: int, technician_id: int, sample: bool) -> Order:
    """The order that a code stands for: all of it follows from the code, so that it can be compared later."""
    dice = random.Random(code)
    return Order(
        code=code,
        sample=sample,
        client_id=client_id,
        reason=f"Motivo {dice.randrange(10**6)}",
        visits=(Visit(technicians=(technician_id,), observations=str(dice.randrange(10**6))),),
        checklists=(
            Checklist(
                name=code,
                items=tuple(ChecklistItem(text=f"{place}", answer=dice.choice(list(Answer))) for place in range(8)),
            ),
        ),
        materials=tuple(
            MaterialLine(description=f"Peça {dice.randrange(40)}", unit_price=Decimal(dice.randrange(10**5)) / 100)
            for _ in range(_LINES)
        ),
    )


def prepare(folder: Path) -> None:
    """An office with what the orders refer to, numbered by year with a first number of its own."""
    with open_office(folder) as office:
        clients.save(office, Client(name="Padaria"))
        team.save(office, Technician(name="Rafael"))
        numbering = Numbering(first=850, prefix="ABC", yearly=True)
        company.save_settings(office, replace(company.settings(office), numbering=numbering))


def work(folder: Path, seed: int, pending: str) -> None:
    """Save orders until killed, telling on standard output what is being saved and what was."""
    dice = random.Random(seed)
    with open_office(folder) as office:
        if pending:
            _save(office, pending)
        while True:
            code = "".join(dice.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=12))
            _tell("saving", code)
            _save(office, code)
            if dice.random() < 0.3:  # an edit touches index, sums and journal in another way
                edited = orders.by_code(office, code)
                if edited is not None:
                    orders.save(office, replace(edited, observations="visto", materials=edited.materials[::-1]))


def _save(office: Office, code: str) -> None:
    saved = orders.save(office, order_of(code, 1, 1, sample=code[0] == "0"))
    _tell("saved", code, saved.order.number)


def _tell(*words: str) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def kill_often(folder: Path, kills: int, seed: int) -> Outcome:
    """Run and kill so many times; raises AssertionError when anything confirmed was lost, doubled or torn."""
    dice = random.Random(seed)
    prepare(folder)
    confirmed: dict[str, str] = {}
    pending, unconfirmed, repeated = "", 0, 0
    for turn in range(kills):
        told = _one_life(folder, seed + turn, pending, dice)
        begun = [words[1] for words in told if words[0] == "saving"]
        for kind, code, *number in told:
            if kind == "saved":
                assert confirmed.setdefault(code, number[0]) == number[0], f"{code} was given two numbers"
                repeated += code == pending
        if not told:
            continue  # killed before it had opened the office: what was pending still is
        last = begun[-1] if begun else pending
        pending = last if last and last not in confirmed else ""
        unconfirmed += bool(pending)
    if pending:
        with open_office(folder) as office:
            confirmed[pending] = orders.save(office, order_of(pending, 1, 1, sample=pending[0] == "0")).order.number
    verify(folder, confirmed)
    return Outcome(kills, len(confirmed), unconfirmed, repeated)


def _one_life(folder: Path, seed: int, pending: str, dice: random.Random) -> list[list[str]]:
    command = [sys.executable, __file__, "--work", str(folder), str(seed), pending]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        # Some die in their first save, most in the middle of some later one.
        patience = dice.expovariate(1 / 0.08) if dice.random() < 0.9 else 0.0
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        told += process.stdout.readlines()
    return [json.loads(line) for line in told if line.endswith("\n")]


def verify(folder: Path, confirmed: dict[str, str]) -> None:
    """Every confirmed order is there and whole, no other is, and the database is sound."""
    with open_office(folder) as office:
        findings = checkup.check(office)
        assert findings == (), findings
        held = orders.get_many(office, lists.orders_ids(office, OrderQuestion(descending=False)))
        assert {order.code: order.number for order in held} == confirmed
        for order in held:
            _is_whole(order)
        for prefix in ("ABC-", "EX-"):
            given = [order.number for order in held if order.number.startswith(prefix)]
            values = [int(number.rpartition("/")[2].rpartition("-")[2]) for number in given]
            first = 850 if prefix == "ABC-" else 1
            assert values == list(range(first, first + len(values))), f"{prefix} has gaps"


def _is_whole(order: Order) -> None:
    wanted = order_of(order.code, 1, 1, sample=order.sample)
    lines: Sequence[str] = [line.description for line in order.materials]
    assert sorted(lines) == sorted(line.description for line in wanted.materials), order.number
    assert order.totals == wanted.totals
    assert [item.answer for item in order.checklists[0].items] == [item.answer for item in wanted.checklists[0].items]
    assert order.visits[0].observations == wanted.visits[0].observations
    assert (order.version == 2) is (order.observations == "visto")


def main(arguments: Sequence[str]) -> None:
    """As a program: work until killed, or kill often and tell what came of it."""
    if arguments[:1] == ["--work"]:
        work(Path(arguments[1]), int(arguments[2]), arguments[3])
        return
    kills = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_often(Path(folder) / "office", kills, seed)
    print(
        f"{outcome.kills} kills in {perf_counter() - began:.0f} s: {outcome.confirmed} orders confirmed and whole, "
        f"{outcome.unconfirmed} saves cut off from their answer, {outcome.repeated} of them repeated without a double."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
