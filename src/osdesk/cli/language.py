"""Which language the command line speaks: what was chosen in the window, else the system's, else Portuguese."""

from __future__ import annotations

import configparser
import os

from osdesk import folders, texts

#: In the order in which gettext looks at them.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = frozenset({"", "c", "posix"})


def choose() -> str:
    """One of `texts.LANGUAGES`."""
    chosen = _chosen()
    if chosen in texts.LANGUAGES:
        return chosen
    wanted = [
        name.partition(".")[0].partition("@")[0]
        for variable in _VARIABLES
        for name in os.environ.get(variable, "").split(":")
    ]
    return texts.closest(name for name in wanted if name.lower() not in _NO_LANGUAGE)


def _chosen() -> str:
    """The language in the window's settings, "" when there is none or the file is odd."""
    settings = configparser.RawConfigParser(strict=False, interpolation=None)
    try:
        settings.read(folders.settings_file(), encoding="utf-8")
        return settings.get("look", "language", fallback="")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return ""
