"""Sentences for what the environment does: full disks, locked files, vanished folders, dead networks.

Each is a short title and a sentence that says what to do next, and that nothing is lost where a person might fear it.
Found by the trouble's `code`, so this knows none of the layers that raise.
"""

from __future__ import annotations

from collections.abc import Mapping

from osdesk.services.wording import mail
from osdesk.texts import N_, _, language

_TROUBLES: Mapping[str, tuple[str, str]] = {
    "folder.unsafe:network": (
        N_("This folder is on the network"),
        N_(
            "On a network drive ({name}) an office can lose data. Use this computer's folder, or copy the office there."
        ),
    ),
    "folder.unsafe": (
        N_("This folder is synchronised"),
        N_("{name} copies files while they are being written, and data gets lost. Use this computer's folder."),
    ),
    "folder.gone": (
        N_("The office's folder is not there"),
        N_("There is no office in {folder}. Is the drive connected? Connect it, or choose another folder."),
    ),
    "folder.read_only": (
        N_("This folder cannot be written to"),
        N_("OS Desk may not write in {folder}. Change its permissions, or choose another folder."),
    ),
    "office.already_open": (
        N_("OS Desk is open"),
        N_("It has this office open. Close it there and try again."),
    ),
    "database.newer": (
        N_("This office needs a newer OS Desk"),
        N_("It was last opened by a newer version of the program. Install that version; nothing was changed."),
    ),
    "database.older": (
        N_("This office is from an older OS Desk"),
        N_("Open it once in the window, which brings it up to date. Nothing was changed."),
    ),
    "database.foreign": (
        N_("This is not an office of OS Desk"),
        N_("The file office.db in {folder} belongs to another program. Choose another folder; nothing was changed."),
    ),
    "database.damaged": (
        N_("The office's file is damaged"),
        N_("Keep a copy of {folder}, and restore a backup or ask for help with that copy. Nothing was changed."),
    ),
    "database.locked": (
        N_("The office's file is busy"),
        N_("Another program is using it, perhaps a backup or an antivirus. Wait a moment and try again."),
    ),
    "disk.full": (
        N_("The disk is full"),
        N_("Free some space and try again. What you typed is still here."),
    ),
    "disk.trouble": (
        N_("The disk does not answer"),
        N_("{folder} could not be read or written. Check the disk; what was saved before is still there."),
    ),
    "handover.in_use": (
        N_("The file is open in another program"),
        N_("{name} could not be replaced. Close it there and try again, or choose another name."),
    ),
    "handover.not_allowed": (
        N_("This folder cannot be written to"),
        N_("You may not write in {folder}. Choose another folder."),
    ),
    "handover.read_only": (
        N_("This disk cannot be written to"),
        N_("{folder} is protected against writing. Choose another folder."),
    ),
    "handover.disk_full": (
        N_("The disk is full"),
        N_("{name} was not written. Free some space, or choose another disk."),
    ),
    "handover.folder_gone": (
        N_("The folder is not there"),
        N_("{folder} was not found. Is the drive connected? Choose another folder."),
    ),
    "handover.name": (
        N_("The system refuses this name"),
        N_("{name} cannot be the name of a file. Choose a shorter or simpler one."),
    ),
    "handover.is_folder": (
        N_("This is a folder"),
        N_("{name} is a folder, and a file is to be written. Choose another name."),
    ),
    "handover.failed": (
        N_("The file was not written"),
        N_("{name}: {reason}. Try again, or choose another folder."),
    ),
    "demo.not_empty": (
        N_("This office has orders"),
        N_("Sample data only go into an office without orders. Nothing was added."),
    ),
    "sheet.too_long": (
        N_("The order does not fit on half a sheet"),
        N_("{missing} mm are missing. Choose whole pages or the automatic form in the settings."),
    ),
    "revision.stale": (
        N_("The order was changed meanwhile"),
        N_("Somebody is saving it again and again. Nothing was issued; try once more."),
    ),
    "revision.pdf_lost": (
        N_("The document's file is not as it was issued"),
        N_("SO {order}, revision {number}: its PDF is missing or was changed. Restore the files from a backup."),
    ),
    "attachment.lost": (
        N_("The file is missing"),
        N_("{name} is not among the office's files. Restore them from a backup."),
    ),
    "lookup.not_found": (
        N_("Not found"),
        N_("The look-up service does not know this number. Check the digits, or fill in by hand."),
    ),
    "lookup.form": (
        N_("Not found"),
        N_("The look-up service does not take this number. Check the digits, or fill in by hand."),
    ),
    "lookup.no_network": (
        N_("No connection"),
        N_("The look-up service cannot be reached. Check the internet, or fill in by hand."),
    ),
    "lookup.timeout": (
        N_("No answer"),
        N_("The look-up service did not answer in time. Try again, or fill in by hand."),
    ),
    "lookup.busy": (
        N_("The service is busy"),
        N_("The look-up service is not answering anybody now. Try again in a minute, or fill in by hand."),
    ),
    "lookup.strange": (
        N_("A strange answer"),
        N_("The look-up service answered something else. Fill in by hand."),
    ),
    "lookup.address": (
        N_("The service's address is wrong"),
        N_("“{service}” is not a web address. Correct it in the settings, or fill in by hand."),
    ),
}


def trouble_sentence(trouble: BaseException) -> tuple[str, str]:
    """Title and sentence of a trouble, by its `code` and `facts`.

    What has no code was not foreseen: the sentence says so, and the log has the details.
    """
    code = getattr(trouble, "code", "")
    facts = getattr(trouble, "facts", {})
    if code in mail.TROUBLES:
        return mail.mail_sentence(code, facts)
    known = _TROUBLES.get(f"{code}:{facts.get('kind', '')}") or _TROUBLES.get(code)
    if known is None:
        title, text = (
            N_("Something went wrong"),
            N_("This was not foreseen. What was saved is safe; the details are in the log."),
        )
        return _(title), _(text)
    written = _Facts({name: _figure(value) for name, value in facts.items()})
    return _(known[0]), _(known[1]).format_map(written)


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(code.partition(":")[0] for code in (*_TROUBLES, *mail.TROUBLES))


def _figure(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}" if language() == "en" else f"{value:.1f}".replace(".", ",")
    return str(value)


class _Facts(dict[str, str]):
    """Facts as text; one that is missing is a dash and not a crash inside the sentence about a crash."""

    def __missing__(self, key: str) -> str:
        return "–"
