"""Files given to the command line: read with a sentence for what is wrong with them."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from osdesk.cli.refusals import CommandRefused
from osdesk.texts import _

_STANDARD_INPUT = "-"


def read(name: str | Path) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    try:
        if str(name) == _STANDARD_INPUT:
            return sys.stdin.buffer.read() if sys.stdin is not None else b""
        return Path(name).read_bytes()
    except (OSError, ValueError) as fault:
        raise CommandRefused(unreadable(str(name), fault)) from fault


def unreadable(name: str, fault: Exception) -> str:
    """The sentence for a file that could not be read."""
    return _("{name} could not be read ({reason}).").format(name=name, reason=_reason(fault))


def _reason(fault: Exception) -> str:
    # The system's own words come in its language, which is often not the one spoken here.
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return _("there is no such file")
    if isinstance(fault, IsADirectoryError):
        return _("it is a folder")
    if isinstance(fault, PermissionError):
        return _("it may not be read")
    return getattr(fault, "strerror", None) or str(fault)


def read_json(name: str) -> Any:
    """What a JSON file says; figures with decimals come as `Decimal`, exactly as written."""
    shown = _("The standard input") if name == _STANDARD_INPUT else name
    data = read(name)
    try:
        return json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        sentence = _("{name} is not valid JSON (line {line}, column {column}).")
        raise CommandRefused(sentence.format(name=shown, line=fault.lineno, column=fault.colno)) from fault
    except UnicodeDecodeError as fault:
        raise CommandRefused(_("{name} is not written in UTF-8.").format(name=shown)) from fault
    except (ValueError, RecursionError, ArithmeticError) as fault:
        raise CommandRefused(_("{name} is not JSON that can be read.").format(name=shown)) from fault


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)
