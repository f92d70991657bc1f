"""Message catalogues: the language of the screen, and catalogues of their own for what speaks another one.

Apart because everything above says its words through it. English is the language of the source, so it has no file;
a missing `.mo` of another language raises, for gettext alone would show English without a word.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterable
from functools import cache

from osdesk import assets

#: Offered in this order; the first is what a computer of unknown language gets.
LANGUAGES = ("pt_BR", "es", "en")
DEFAULT = LANGUAGES[0]
SOURCE = "en"


class Catalogue:
    """The messages of one language. Immutable, so any thread may use it."""

    __slots__ = ("_messages", "language")

    def __init__(self, language: str) -> None:
        """Read the catalogue of `language`, one of `LANGUAGES`.

        Raises ValueError for another language, FileNotFoundError where the installation lacks the catalogue.
        """
        if language not in LANGUAGES:
            raise ValueError(f"OS Desk does not speak {language!r}, only {', '.join(LANGUAGES)}")
        self.language = language
        self._messages = _gettext.NullTranslations()
        if language != SOURCE:
            with assets.path(f"locale/{language}/LC_MESSAGES/osdesk.mo").open("rb") as file:
                self._messages = _gettext.GNUTranslations(file)

    def gettext(self, message: str, /) -> str:
        """The message in this language."""
        return self._messages.gettext(message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The form of the message that goes with `count`; the count is put in by the caller (`.format(count=…)`)."""
        return self._messages.ngettext(one, many, count)

    def pgettext(self, context: str, message: str, /) -> str:
        """The message where it means what `context` says ("verb", "month")."""
        return self._messages.pgettext(context, message)

    def npgettext(self, context: str, one: str, many: str, count: int, /) -> str:
        """Both of the above."""
        return self._messages.npgettext(context, one, many, count)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read once; the screen's own language is not touched. Raises as `Catalogue` does."""
    return Catalogue(language)


class _Screen:
    """What `_` speaks. One attribute, replaced whole: another thread sees the old catalogue or the new one."""

    catalogue: Catalogue | None = None


def use(language: str) -> None:
    """Make `language` the one that `_` and its sisters speak from now on, in every thread of this process."""
    _Screen.catalogue = catalogue(language)


def current() -> Catalogue:
    """The catalogue of the screen's language, `DEFAULT` until `use` is called."""
    return _Screen.catalogue or catalogue(DEFAULT)


def language() -> str:
    """The screen's language, one of `LANGUAGES`."""
    return current().language


def closest(wanted: Iterable[str]) -> str:
    """The first of the system's languages (`"es-AR"`, `"pt_PT"`, `"en"`, best first) spoken here, else DEFAULT."""
    spoken = {name.partition("_")[0]: name for name in LANGUAGES}
    for name in wanted:
        found = spoken.get(name.replace("-", "_").partition("_")[0].lower())
        if found is not None:
            return found
    return DEFAULT


def _(message: str, /) -> str:
    """The message in the screen's language. Never at import, which would freeze the language: there use `N_`."""
    return current().gettext(message)


def ngettext(one: str, many: str, count: int, /) -> str:
    """The form that goes with `count`, in the screen's language."""
    return current().ngettext(one, many, count)


def pgettext(context: str, message: str, /) -> str:
    """The message where it means what `context` says, in the screen's language."""
    return current().pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int, /) -> str:
    """Context and plural at once, in the screen's language."""
    return current().npgettext(context, one, many, count)


def N_(message: str, /) -> str:  # noqa: N802  (gettext's customary name)
    """Mark a message defined at import for the extractor; it is translated where it is shown."""
    return message
