"""The command line, for scripts, support and other programs. A face like the window: it asks services and tells people.

What only reads opens the office read-only and works beside an open window. Exit codes: 0 done; 1 the environment or the
data refuses; 2 wrong use or unknown number. Trouble is one sentence on standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from osdesk import folders, texts
from osdesk.cli import language, output

if TYPE_CHECKING:
    import argparse

__all__ = ["main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str], open_window: Callable[[Path | None], int]) -> int:
    """Do what the arguments say; returns the exit code.

    `open_window` is called with the office folder named (None: the usual one) where no command is: the other face.
    """
    output.prepare()
    texts.use(language.choose())
    try:
        if _for_window(arguments):
            return open_window(Path(arguments[1]) if arguments else None)
        return _parsed(arguments, open_window)
    except BrokenPipeError:
        # Whoever read has enough (`osdesk list | head`): that is no trouble.
        output.give_up()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _for_window(arguments: Sequence[str]) -> bool:
    """Whether nothing but the window can be meant. To describe every command first would keep it waiting as long as
    making its menus does.
    """
    match arguments:
        case []:
            return True
        case ["--data-dir", folder]:
            return bool(folder.strip()) and not folder.startswith("-")
    return False


def _parsed(arguments: Sequence[str], open_window: Callable[[Path | None], int]) -> int:
    from osdesk.cli.parser import Wrong, parse

    try:
        options = parse(arguments)
        if options is None:
            return 0
        if options.command is None:
            return open_window(options.data_dir)
        import logging  # not before the window is there: it can be painted without

        logging.getLogger().addHandler(logging.NullHandler())
        code = _run(options)
        output.finish()
    except Wrong as wrong:
        output.complain(wrong.sentence)
        return 2
    return code


def _run(options: argparse.Namespace) -> int:
    from osdesk.cli.parser import Wrong

    try:
        code: int = options.run(options)
    except (BrokenPipeError, KeyboardInterrupt, Wrong):
        raise
    except Exception as trouble:  # noqa: BLE001  the last door: people get a sentence, the log the rest
        # Not before: these words know half of the domain, and the window would wait for them.
        from osdesk.cli.refusals import told, unforeseen

        sentence = told(trouble)
        if sentence is None:
            _log(trouble)
            sentence = unforeseen(trouble)
        output.complain(sentence)
        return 1
    return code


def _log(trouble: Exception) -> None:
    """Write a fault of the program's own into the log of the window; on standard error where there can be no log."""
    import logging

    from osdesk.log import FORM, Formatter

    path = folders.log_folder() / "osdesk.log"
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(Formatter(FORM))
    log = logging.getLogger(__name__)
    log.addHandler(handler)
    log.error("the command line failed", exc_info=trouble)
    log.removeHandler(handler)
    handler.close()
