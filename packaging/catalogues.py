"""The message catalogues' way from source to `.mo`: extract, update, compile. Apart because three callers share it:
the build hook (wheel, editable install), `dev.py` and the tests. Needs Babel, nothing of osdesk.

`python packaging/catalogues.py compile|update` from the repository's root.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "osdesk"
#: Languages with a catalogue. English is the language of the source and needs none.
LANGUAGES = ("pt_BR", "es")
#: What the extractor takes for a message, and where in the call the parts of it stand.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def source_of(language: str, locale: Path = LOCALE) -> Path:
    """The `.po` file of a language."""
    return locale / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path, language: str | None = None) -> Catalog:
    """A `.po` or `.pot` file as a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Make each `.mo` that is missing or older than its `.po`; returns those made.

    Fuzzy messages stay out, so a doubtful translation is never shown. Written aside and moved into place: two test
    runs may compile at once.
    """
    made = []
    for language in LANGUAGES:
        source = source_of(language, locale)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read(source, language))
        _replace(target, buffer.getvalue())
        made.append(target)
    return made


def extract() -> Catalog:
    """Every message in `src/osdesk`, with the files it stands in (no line numbers: they change with every edit)."""
    catalogue = _empty(None)
    found = extract_from_dir(
        ROOT / "src" / "osdesk",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, _line, message, comments, context in found:
        where = [((Path("src/osdesk") / name).as_posix(), 0)]
        catalogue.add(message, locations=where, auto_comments=comments, context=context)
    return catalogue


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="OS Desk",
        version="1",
        header_comment="# The words of OS Desk. MIT licence, like the program.",
        copyright_holder="OS Desk contributors",
        language_team="OS Desk",
        charset="utf-8",
        fuzzy=False,
    )


def update() -> None:
    """Bring the template and every `.po` up to the source. New messages come empty; ones no longer used go."""
    template = extract()
    _write(LOCALE / f"{DOMAIN}.pot", template)
    for language in LANGUAGES:
        path = source_of(language)
        catalogue = read(path, language) if path.exists() else _empty(language)
        # No guessing from similar messages: a fuzzy one would be refused anyway.
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    """Without dates in the head, so that a run which changes no message changes no file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:', '"Last-Translator:', '"Report-Msgid')
    _replace(path, "".join(line for line in lines if not line.startswith(dated)).encode("utf-8"))


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(aside).chmod(0o644)
    Path(aside).replace(path)


def main(arguments: list[str]) -> int:
    """`compile` makes the `.mo` files, `update` brings template and `.po` files up to the source."""
    match arguments:
        case ["compile"]:
            compile_all()
        case ["update"]:
            update()
            compile_all()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
