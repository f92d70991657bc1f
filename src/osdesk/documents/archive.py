"""What makes a PDF one for archives (PDF/A-2b, ISO 19005-2): what it says of itself, twice and alike; its colours.

Apart from the drawing because nothing of it can be seen. What else the standard asks for (fonts embedded, nothing
transparent, no scripts, no files within) is kept by drawing only what `marks` knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from osdesk import assets

_PROFILE = "colour/sRGB.icc"
_PROFILE_NAME = "sRGB IEC61966-2.1"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
{issued}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_DATES = "<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n"
_CLAIM = "<dc:identifier>{claim}</dc:identifier>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a document says of itself. `language` as in `pt-BR`; `issued_at` aware, None for one that wasn't issued:
    the moment of drawing is nobody's business, and would make the bytes of each drawing others. `identity` tells two
    documents of one title apart; `claim` is what an issued one says of itself for programs.
    """

    title: str
    author: str
    subject: str
    program: str
    language: str
    issued_at: datetime | None = None
    identity: str = ""
    claim: str = ""


class _Info(pdfdoc.PDFInfo):
    """The library's own says *untitled*, *anonymous*, and the hour of the computer."""

    def __init__(self, description: Description) -> None:
        super().__init__()
        self.title, self.author, self.subject = description.title, description.author, description.subject
        self._description = description

    def format(self, document: Any) -> Any:
        told = self._description
        held = {
            "Title": told.title,
            "Author": told.author,
            "Subject": told.subject,
            "Creator": told.program,
            "Producer": told.program,
        }
        if told.issued_at is not None:
            held["CreationDate"] = held["ModDate"] = f"{told.issued_at.astimezone(UTC):D:%Y%m%d%H%M%S}Z"
        return pdfdoc.PDFDictionary({name: pdfdoc.PDFString(text) for name, text in held.items()}).format(document)


def make_archivable(document: Any, description: Description) -> None:
    """Give the document (ReportLab's) its two descriptions and the meaning of its colours. Call before it is saved."""
    # What part 2 is about; readers of older versions read it all the same.
    document._pdfVersion = (1, 7)  # noqa: SLF001  the library only raises it by features that we don't use
    document.info = _Info(description)
    # Two documents of one title are still two: what it is made from goes into the identifier.
    document.updateSignature(description.identity.encode())
    catalogue = document.Catalog
    catalogue.Metadata = _metadata(description)
    # The library doesn't know this entry of a catalogue; it writes those that it finds in the list.
    catalogue.__NoDefault__ = [*type(catalogue).__NoDefault__, "OutputIntents"]
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _profile(), [pdfdoc.PDFZCompress])
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE_NAME),
            "Info": pdfdoc.PDFString(_PROFILE_NAME),
            "DestOutputProfile": document.Reference(profile, "outputProfile"),
        }
    )
    catalogue.OutputIntents = pdfdoc.PDFArray([intent])


def _metadata(told: Description) -> Any:
    date = f"{told.issued_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if told.issued_at is not None else ""
    issued = _DATES.format(date=date) if date else ""
    if told.claim:
        issued += _CLAIM.format(claim=escape(told.claim))
    packet = _PACKET.format(
        title=escape(told.title),
        author=escape(told.author),
        subject=escape(told.subject),
        language=escape(told.language),
        program=escape(told.program),
        issued=issued,
    )
    dictionary = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")})
    # Without a filter: programs that know no PDF look for it in the bytes.
    return pdfdoc.PDFStream(dictionary, packet.encode())


@cache
def _profile() -> bytes:
    return assets.read_bytes(_PROFILE)


def _stream(self: Any, document: Any) -> bytes:
    """A stream as the library writes it, but with the line end before `endstream` that the standard asks for."""
    written: bytes = _LIBRARY(self, document)
    end = b"endstream\n"
    # Always: a line end that the data happen to end with is theirs.
    return written.removesuffix(end) + b"\n" + end


_LIBRARY = pdfdoc.PDFStream.format
pdfdoc.PDFStream.format = _stream  # type: ignore[method-assign]  # every stream, the library's own too
