"""The arguments of the command line: what there is, how it is called, and wrong use told in one sentence.

Apart from what the commands do, which is imported only when one is chosen: `osdesk --help` needs no database.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from osdesk import __version__
from osdesk.cli import filters, output
from osdesk.texts import N_, _, current

#: What argparse itself says, for the extractor.
_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


class Wrong(Exception):
    """The command line was used wrongly: exit code 2."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _Helped(Exception):
    """The help was printed, and nothing else is to be done."""


class _Parser(argparse.ArgumentParser):
    """Says wrong use in one sentence, and leaves the program to `main`."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **named})

    def error(self, message: str) -> NoReturn:
        """Wrong use."""
        raise Wrong(_("{message}. See {command} --help").format(message=message.rstrip("."), command=self.prog))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """After the help or the version."""
        if message:
            output.raw(message)
        raise _Helped if status == 0 else Wrong(message or "")


def parse(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What the arguments ask for; None when only help was wanted. Raises `Wrong`.

    `command` is None for the window; else `run` is the command itself.
    """
    # argparse looks its own words up in these; they were meant for gettext, with a catalogue of their own.
    vars(argparse)["_"] = current().gettext
    vars(argparse)["ngettext"] = current().ngettext
    try:
        options = _parser().parse_args(list(arguments))
    except _Helped:
        output.finish()
        return None
    if not hasattr(options, "data_dir"):
        options.data_dir = None
    return options


def _folder(text: str) -> Path:
    # A script's empty variable: as a path it would be the folder the script happens to stand in.
    if not text.strip():
        raise Wrong(_("--data-dir names no folder."))
    return Path(text)


def _typed(text: str) -> str:
    """Words as text: bytes that are no UTF-8 come as halves of surrogate pairs. In a path they must stay."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _parser() -> _Parser:
    parser = _Parser(
        prog="osdesk",
        description=_("Service orders. Without a command the window opens, or the open one comes to the front."),
    )
    parser.add_argument("--version", action="version", version=f"OS Desk {__version__}\n", help=_("print the version"))
    _data_dir(parser)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    for add in (
        *(_list, _show, _agenda, _export, _report, _add, _seal, _verify, _company, _check, _demo),
        *(_file_scans, _send, _outbox),
    ):
        command = add(commands)
        _data_dir(command)
    return parser


def _data_dir(parser: argparse.ArgumentParser) -> None:
    # Before the command or after it; suppressed, so that the later parser doesn't undo the earlier.
    parser.add_argument(
        "--data-dir",
        type=_folder,
        default=argparse.SUPPRESS,
        metavar=_("DIR"),
        help=_("the office's folder (otherwise the one of this computer)"),
    )


def _command(commands: Any, name: str, module: str, words: str) -> argparse.ArgumentParser:
    found: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    found.set_defaults(run=_lazily(module, name))
    return found


def _lazily(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        function = getattr(importlib.import_module(f"osdesk.cli.{module}"), f"run_{name.replace('-', '_')}")
        code: int = function(options)
        return code

    return run


def _list(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "list", "listing", _("list orders, newest first"))
    command.add_argument("--search", type=_typed, metavar=_("TEXT"), default="", help=_("number, client, phone, words"))
    command.add_argument("--status", type=_typed, metavar=_("STATUS"), help=_("name, key or kind of the status"))
    command.add_argument(
        "--client", type=_typed, metavar=_("TEXT"), default="", help=_("part of the client's name, CPF or CNPJ")
    )
    command.add_argument("--technician", type=_typed, metavar=_("TEXT"), help=_("part of a technician's name"))
    command.add_argument("--since", type=_typed, metavar=_("DATE"), help=_("on this day or later"))
    command.add_argument("--until", type=_typed, metavar=_("DATE"), help=_("on this day or earlier"))
    filters.add_options(command, _typed)
    command.add_argument("--limit", metavar="N", type=_count, help=_("at most so many"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    return command


def _show(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "show", "showing", _("show one order"))
    command.add_argument("number", type=_typed, metavar=_("NUMBER"), help=_("as printed, or without prefix and zeros"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    return command


def _agenda(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "agenda", "agenda", _("show the visits of a week, or write a technician's calendar"))
    command.add_argument(
        "--technician", type=_typed, metavar=_("NAME"), help=_("the technician's name, or its beginning")
    )
    command.add_argument(
        "--week", type=_typed, metavar=_("DATE"), help=_("the week that this day lies in (otherwise this week)")
    )
    command.add_argument("--ics", metavar=_("FILE"), help=_("write a calendar file; - for standard output"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    return command


def _export(commands: Any) -> argparse.ArgumentParser:
    from osdesk.domain.attachments import PHOTOS_A_PAGE  # not before the window is there: it can be painted without

    command = _command(commands, "export", "exporting", _("write orders as PDF"))
    command.add_argument(
        "number", type=_typed, metavar=_("NUMBER"), nargs="*", help=_("as printed, or without prefix and zeros")
    )
    command.add_argument("--output", "-o", metavar=_("FILE"), required=True, help=_("the PDF to write"))
    command.add_argument("--copy", choices=("both", "company", "client"), default="both", help=_("which copy"))
    command.add_argument("--blank", action="store_true", help=_("the form to fill in by hand"))
    command.add_argument("--no-prices", action="store_true", help=_("without prices"))
    command.add_argument(
        "--photos",
        type=int,
        choices=PHOTOS_A_PAGE,
        help=_("so many photos on a page after the client's copy; 0: none (otherwise as in the settings)"),
    )
    command.add_argument(
        "--revision", metavar="N", type=_count, help=_("the document issued as that revision, as it was issued")
    )
    return command


def _report(commands: Any) -> argparse.ArgumentParser:
    from osdesk.domain.reports import Grouping, ReportName  # not before the window is there

    command = _command(commands, "report", "reporting", _("write a report on a period"))
    command.add_argument("name", choices=[name.value for name in ReportName], metavar=_("REPORT"), help=_("which one"))
    command.add_argument(
        "--since", type=_typed, metavar=_("DATE"), help=_("the first day (otherwise the first of this month)")
    )
    command.add_argument("--until", type=_typed, metavar=_("DATE"), help=_("the last day (otherwise today)"))
    command.add_argument(
        "--by",
        choices=[grouping.value.replace("_", "-") for grouping in Grouping],
        default="status",
        help=_("what the report of orders, or of lead times, is broken down by"),
    )
    command.add_argument("--format", choices=("pdf", "xlsx", "csv", "json"), default="pdf", help=_("what is written"))
    command.add_argument("--output", "-o", metavar=_("FILE"), required=True, help=_("the file; - for standard output"))
    return command


def _seal(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "seal", "sealing", _("issue orders as documents that never change"))
    command.add_argument(
        "number", type=_typed, metavar=_("NUMBER"), nargs="+", help=_("as printed, or without prefix and zeros")
    )
    command.add_argument("--output", "-o", metavar=_("FILE"), help=_("the PDF to write, of one order"))
    return command


def _verify(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "verify", "sealing", _("check whether a PDF is a document issued here, unchanged"))
    command.add_argument("file", metavar=_("FILE"), help=_("a PDF; - for standard input"))
    return command


def _add(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "add", "adding", _("add orders from JSON; all of them or none"))
    command.epilog = _(
        "The client is the one with the CPF or CNPJ given, else the only one of that name without another CPF or CNPJ, "
        "who gets the one given; a missing one is added. Sums in the file are worked out anew."
    )
    command.add_argument("file", metavar=_("FILE"), help=_("a JSON file; - for standard input"))
    return command


def _company(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "company", "company", _("print the company as JSON, or set it"))
    command.add_argument("file", metavar=_("FILE"), nargs="?", help=_("a JSON file; - for standard input"))
    command.add_argument("--logo", metavar=_("FILE"), type=Path, help=_("a picture for the head of the sheet"))
    return command


def _check(commands: Any) -> argparse.ArgumentParser:
    return _command(commands, "check", "checking", _("check that the office's data are whole"))


def _demo(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "demo", "demo", _("fill an empty office with sample data"))
    command.add_argument("--orders", metavar="N", type=_count, required=True, help=_("how many orders"))
    command.add_argument("--clients", metavar="M", type=_count, help=_("how many clients"))
    command.add_argument("--seed", metavar="S", type=_whole, default=1, help=_("the same seed makes the same data"))
    return command


def _file_scans(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "file-scans", "filing", _("file scanned pages with their orders; a line a page"))
    command.add_argument("file", metavar=_("FILE"), nargs="+", help=_("a PDF, TIFF or picture"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    return command


def _send(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "send", "sending", _("issue an order and send it by e-mail"))
    command.add_argument("number", type=_typed, metavar=_("NUMBER"), help=_("as printed, or without prefix and zeros"))
    address: dict[str, Any] = {"type": _typed, "metavar": _("ADDRESS"), "action": "append"}
    command.add_argument(
        "--to", help=_("to whom; more than once, or separated by commas (else the order's own)"), **address
    )
    command.add_argument("--cc", help=_("who gets a copy"), **address)
    command.add_argument("--subject", type=_typed, metavar=_("TEXT"), help=_("in place of the template's subject"))
    command.add_argument("--message", type=_typed, metavar=_("TEXT"), help=_("in place of the template's text"))
    command.add_argument("--later", action="store_true", help=_("only put it into the outbox"))
    return command


def _outbox(commands: Any) -> argparse.ArgumentParser:
    command = _command(commands, "outbox", "sending", _("list what waits to be sent"))
    command.add_argument("--send", action="store_true", help=_("send what is due"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    return command


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:12]) <= 100_000_000:
        raise argparse.ArgumentTypeError(_("“{text}” is not a number above zero").format(text=text[:20]))
    return int(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(_("“{text}” is not a whole number").format(text=text[:20]))
    return int(text)
