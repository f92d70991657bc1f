"""What a PDF says it is: an issued document names its order, revision and code, for programs and in its foot.

Apart because the file comes from anybody: it is read in the process of foreign files, and a claim proves nothing.
"""

from __future__ import annotations

import re
from hashlib import sha256

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from osdesk.domain.revisions import Claim, Examined, read_claim, read_code

#: A document issued here has some 100 kB, and some megabytes with photos.
MOST_BYTES = 100_000_000
_FOR_PROGRAMS = re.compile(rb"<dc:identifier>(osdesk:[^<]{1,80})</dc:identifier>")
#: `Documento não fiscal · OS 000042 · revisão 2 · verificação 7G2K-9QWD-0X4M`, whatever the language.
_FOOT = re.compile(
    r"·\s*\S+\s+([0-9A-Z/-]{1,40})\s*·\s*\S+\s+([0-9]{1,6})\s*·\s*\S+\s+((?:[0-9A-Z]{4}-){2}[0-9A-Z]{4})\b"
)
#: Letters of a page that are looked through, from its end: the foot is drawn last but for the legend.
_LETTERS = 20_000


def examine(data: bytes) -> Examined:
    """Look at a file."""
    digest = sha256(data).hexdigest()
    if len(data) > MOST_BYTES:
        return Examined(digest=digest, trouble="pdf.too_large")
    if b"%PDF-" not in data[:1024]:
        return Examined(digest=digest, trouble="pdf.none")
    for found in _FOR_PROGRAMS.finditer(data):
        claim = read_claim(found[1].decode("ascii", "replace"))
        if claim is not None:
            return Examined(digest=digest, claim=claim)
    try:
        return Examined(digest=digest, claim=_in_foot(data))
    except pdfium.PdfiumError as failure:
        locked = getattr(failure, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "assword" in str(failure)
        return Examined(digest=digest, trouble="pdf.password" if locked else "pdf.damaged")


def _in_foot(data: bytes) -> Claim | None:
    """The claim in the foot of the first page or of the last."""
    with pdfium.PdfDocument(data) as document:
        for place in sorted({0, len(document) - 1} - {-1}):
            found = _FOOT.search(_text(document, place))
            if found is not None and read_code(found[3]):
                return Claim(order_number=found[1], number=int(found[2]), code=read_code(found[3]))
    return None


def _text(document: pdfium.PdfDocument, place: int) -> str:
    page = document[place].get_textpage()
    letters: int = page.count_chars()
    start = max(0, letters - _LETTERS)
    text: str = page.get_text_range(start, letters - start) if letters else ""
    return text
