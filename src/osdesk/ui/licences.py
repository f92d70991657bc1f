"""Whose work the program stands on, and under which licence it ships.

Apart from the page that shows it: `packages` names every library as it is installed, so that a test can hold the list
against what the program asks for, on each system and with what those libraries ask for in turn.
"""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Works under one licence. `licence` is a message, though most are names that no language changes."""

    names: str
    licence: str
    packages: tuple[str, ...] = ()


WORKS = (
    Work(names="Qt, PySide6", licence="LGPL 3", packages=("pyside6-essentials", "shiboken6")),
    Work(names="Python", licence="PSF", packages=("typing-extensions",)),
    Work(names="SQLite", licence=N_("public domain")),
    Work(
        names="SQLAlchemy, Alembic, Mako, cattrs, attrs",
        licence="MIT",
        packages=("sqlalchemy", "alembic", "mako", "cattrs", "attrs"),
    ),
    Work(
        names="ReportLab, segno, XlsxWriter, MarkupSafe, idna, SecretStorage, pywin32-ctypes, pycparser",
        licence="BSD",
        packages=(
            "reportlab", "segno", "xlsxwriter", "markupsafe", "idna", "secretstorage", "pywin32-ctypes", "pycparser",
        ),
    ),
    Work(names="PDFium, pypdfium2, dateutil", licence="BSD, Apache 2", packages=("pypdfium2", "python-dateutil")),
    Work(names="Pillow", licence="MIT-CMU", packages=("pillow",)),
    Work(names="pi-heif, libheif, libde265", licence="BSD, LGPL 3", packages=("pi-heif",)),
    Work(names="resvg", licence="Apache 2, MIT", packages=("resvg-py",)),
    Work(
        names="zxing-cpp, Requests, cryptography, tzdata, importlib_metadata, lazy-importer",
        licence="Apache 2",
        packages=("zxing-cpp", "requests", "cryptography", "tzdata", "importlib-metadata", "lazy-importer"),
    ),
    Work(
        names="keyring, jeepney, jaraco, more-itertools, backports.tarfile, zipp, truststore, urllib3,"
        " charset-normalizer, platformdirs, cffi, holidays, six",
        licence="MIT",
        packages=(
            "keyring", "jeepney", "jaraco-classes", "jaraco-context", "jaraco-functools", "more-itertools",
            "backports-tarfile", "zipp", "truststore", "urllib3", "charset-normalizer", "platformdirs", "cffi",
            "holidays", "six",
        ),
    ),
    Work(names="certifi", licence="MPL 2", packages=("certifi",)),
    Work(names="IBM Plex, Inter", licence="OFL 1.1"),
    Work(names="Lucide", licence="ISC"),
    Work(names="sRGB", licence="CC0"),
)  # fmt: skip
