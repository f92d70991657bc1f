"""ISO 19005-2 (PDF/A-2), conformance level B, rule by rule: what of a file breaks which clause.

Written from the standard for what a paper of ours can hold; what it can't hold (tagged structure, annotations, forms,
layers, files within) must be absent, which is stricter than the standard.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pypdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NameObject, StreamObject

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
#: Properties of the schemas that need no description of their own.
PREDEFINED = {
    *(DC + name for name in ("format", "title", "creator", "description", "language", "identifier", "subject")),
    *(PDF + name for name in ("Producer", "Keywords", "PDFVersion")),
    *(XMP + name for name in ("CreateDate", "ModifyDate", "CreatorTool", "MetadataDate")),
    *(PDFAID + name for name in ("part", "conformance")),
}
OPERATORS = frozenset(
    (
        *("b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP"),
        *("EI", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "ID", "j", "J", "K", "k", "l", "m", "M"),
        *("MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td"),
        *("TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"'),
    )
)
FORBIDDEN_KEYS = {
    "6.1.3": {"/Encrypt"},
    "6.1.7.1": {"/F", "/FFilter", "/FDecodeParms"},
    "6.2.8": {"/Alternates", "/OPI"},
    "6.2.9": {"/PS", "/Ref"},
    "6.4": {"/AcroForm", "/XFA", "/NeedAppearances"},
    "6.5": {"/OpenAction", "/AA", "/A", "/JavaScript", "/JS"},
    "6.8": {"/EmbeddedFiles", "/EF", "/AF"},
    "6.9": {"/OCProperties"},
    "6.10": {"/AlternatePresentations", "/PresSteps"},
    "6.11": {"/Requirements"},
}
#: A circle of nested saves that readers must manage.
DEEPEST = 28


def violations(data: bytes) -> list[str]:
    """Every rule that the file breaks, as `clause: what`."""
    return [*of_bytes(data), *_found(data)]


def of_bytes(data: bytes) -> list[str]:
    """The rules that the bytes themselves break."""
    return list(_bytes(data))


def _found(data: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    objects = list(_objects(reader))
    yield from _trailer(reader)
    for value in objects:
        yield from _object(value)
    yield from _colours(reader)
    yield from _metadata(reader)
    for page in reader.pages:
        yield from _Content(page).violations()


def _bytes(data: bytes) -> Iterator[str]:
    """What can only be seen in the file itself."""
    lines = re.match(rb"%PDF-1\.[0-7](\r\n|\r|\n)%([^\r\n]*)[\r\n]", data)
    if lines is None:
        yield "6.1.2: no header at the first byte, followed by a comment"
    elif len(lines[2]) < 4 or any(byte < 128 for byte in lines[2][:4]):
        yield "6.1.2: the comment doesn't begin with four bytes above 127"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", data):
        yield "6.1.3: something stands behind the end"
    if re.search(rb"/Encrypt [0-9]", data.rpartition(b"trailer")[2]):
        yield "6.1.3: encrypted"
    if not re.search(rb"(\r\n|\r|\n)xref(\r\n|\r|\n)0 [0-9]+ ?(\r\n|\r|\n)", data):
        yield "6.1.4: no plain cross-reference table"
    for start in re.finditer(rb"(?<!end)stream(\r\n|\n|.)", data, re.DOTALL):
        if not data[: start.start()].rstrip(b"\r\n").endswith(b">>"):
            continue  # the word within a text
        if start[1] not in (b"\r\n", b"\n"):
            yield "6.1.7.1: no line end after `stream`"
        head = data[max(0, start.start() - 4000) : start.start()]
        length = re.findall(rb"/Length ([0-9]+)(?! [0-9]+ R)", head)
        if length and not re.match(rb"(\r\n|\r|\n)endstream", data[start.end() + int(length[-1]) :]):
            yield f"6.1.7.1: the stream at {start.start()} isn't as long as it says, or lacks its line end"
    for found in re.finditer(rb"[^\r\n ]*([ \r\n]*)(?<![a-z])([0-9]+)( +)([0-9]+)( +)obj", data):
        if found[3] != b" " or found[5] != b" ":
            yield f"6.1.9: the object at {found.start()} isn't parted by single spaces"


def _objects(reader: pypdf.PdfReader) -> Iterator[Any]:
    for number in range(1, int(str(reader.trailer["/Size"]))):
        yield reader.get_object(IndirectObject(number, 0, reader))


def _trailer(reader: pypdf.PdfReader) -> Iterator[str]:
    identity = reader.trailer.get("/ID")
    if not isinstance(identity, ArrayObject) or len(identity) != 2:
        yield "6.1.3: no identifier"
    if "/Version" in _root(reader):
        yield "6.1.2: the catalogue has another version"


def _root(reader: pypdf.PdfReader) -> DictionaryObject:
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def _object(value: Any) -> Iterator[str]:
    """Rules that hold for whatever object, and within it."""
    if isinstance(value, DictionaryObject):
        yield from _dictionary(value)
        within = list(value.values())
    else:
        within = list(value) if isinstance(value, ArrayObject) else []
        if isinstance(value, (str, bytes)) and not isinstance(value, NameObject) and len(value) > 32767:
            yield "6.1.13: a text is too long"
    for held in within:
        if not isinstance(held, IndirectObject):
            yield from _object(held)


def _dictionary(value: DictionaryObject) -> Iterator[str]:
    for clause, keys in FORBIDDEN_KEYS.items():
        # /F is a font's or flag's key too; of a stream it is a file outside.
        here = set(value) & keys if clause != "6.1.7.1" or isinstance(value, StreamObject) else set()
        for key in sorted(here):
            yield f"{clause}: {key}"
    if value.get("/Type") == "/Annot" or "/Annots" in value:
        yield "6.3: an annotation"
    if str(value.get("/S")) in {"/JavaScript", "/Launch", "/Sound", "/Movie", "/URI", "/GoToR", "/SubmitForm"}:
        yield f"6.5: the action {value['/S']}"
    if value.get("/Type") == "/Filespec":
        yield "6.8: a file within"
    yield from _stream(value)
    yield from _state(value)
    if value.get("/Type") == "/Font":
        yield from _font(value)
    for name in value:
        if len(str(name)) > 127:
            yield f"6.1.13: the name {name} is too long"


def _stream(value: DictionaryObject) -> Iterator[str]:
    filters = value.get("/Filter", [])
    for each in filters if isinstance(filters, ArrayObject) else [filters]:
        if str(each) in {"/LZWDecode", "/Crypt", "/LZW"}:
            yield f"6.1.7.2: the filter {each}"
    if value.get("/Subtype") == "/Image":
        if value.get("/Interpolate"):
            yield "6.2.8: an interpolated picture"
        if value.get("/BitsPerComponent") not in (1, 2, 4, 8):
            yield "6.2.8: bits of a colour"
        if value.get("/SMask") not in (None, "/None") or value.get("/SMaskInData"):
            yield "6.2.10: a picture one can see through"
        space = value.get("/ColorSpace")
        if space not in ("/DeviceRGB", "/DeviceGray"):
            yield f"6.2.4: a picture in {space}"
    if str(value.get("/Subtype")) in {"/Form", "/PS"}:
        if value.get("/Subtype") == "/PS" or value.get("/Subtype2") == "/PS":
            yield "6.2.9: PostScript"
        if "/Resources" not in value:
            yield "6.2.2: a part without its own resources"
    group = value.get("/Group")
    if group is not None and group.get_object().get("/S") == "/Transparency":
        yield "6.2.10: a transparency group"


def _state(value: DictionaryObject) -> Iterator[str]:
    if value.get("/Type") != "/ExtGState" and not {"/ca", "/CA", "/BM"} & set(value):
        return
    for key in ("/TR", "/HTP"):
        if key in value:
            yield f"6.2.5: {key}"
    if value.get("/TR2", "/Default") != "/Default":
        yield "6.2.5: a transfer function"
    if value.get("/SMask", "/None") != "/None" or value.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
        yield "6.2.10: transparency"
    if any(float(value.get(key, 1)) != 1 for key in ("/ca", "/CA")):
        yield "6.2.10: transparency"


def _font(font: DictionaryObject) -> Iterator[str]:
    """Embedded, symbolic as a subset is, and as wide as it says."""
    name = str(font.get("/BaseFont"))
    if font.get("/Subtype") != "/TrueType":
        yield f"6.2.11.4: {name} is {font.get('/Subtype')}, which this program doesn't write"
        return
    descriptor = font["/FontDescriptor"].get_object() if "/FontDescriptor" in font else DictionaryObject()
    assert isinstance(descriptor, DictionaryObject)
    if "/FontFile2" not in descriptor:
        yield f"6.2.11.4.1: {name} isn't embedded"
        return
    if descriptor.get("/FontName") != font.get("/BaseFont"):
        yield f"6.2.11.2: {name} is called otherwise inside"
    if not re.fullmatch(r"/[A-Z]{6}\+.+", name):
        yield f"6.2.11.4: {name} has no tag of a subset"
    flags = int(descriptor.get("/Flags", 0))
    if not flags & 4 or flags & 32 or "/Encoding" in font:
        yield f"6.2.11.6: {name} isn't plainly symbolic"
    with TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data())) as face:  # type: ignore[union-attr]
        tables = face["cmap"].tables
        if len(tables) != 1 and not any((table.platformID, table.platEncID) == (3, 0) for table in tables):
            yield f"6.2.11.6: {name} has {len(tables)} encodings"
        glyphs = _glyphs(face)
        widths, first = font["/Widths"].get_object(), int(str(font["/FirstChar"]))
        assert isinstance(widths, ArrayObject)
        if len(widths) != int(str(font["/LastChar"])) - first + 1:
            yield f"6.2.11.5: {name} has another number of widths than letters"
        scale = 1000 / face["head"].unitsPerEm
        for code, glyph in glyphs.items():
            if glyph != ".notdef" and abs(float(widths[code - first]) - face["hmtx"][glyph][0] * scale) > 1:
                yield f"6.2.11.5: the letter {code} of {name} is of another width"


def _glyphs(face: TTFont) -> dict[int, str]:
    """The glyph of each code, as a reader finds it in a symbolic font."""
    found: dict[int, str] = {}
    for table in face["cmap"].tables:
        found |= {code & 0xFF: glyph for code, glyph in table.cmap.items()}
    return found


def _colours(reader: pypdf.PdfReader) -> Iterator[str]:
    intents = _root(reader).get("/OutputIntents")
    if not isinstance(intents, ArrayObject) or len(intents) != 1:
        yield "6.2.3: not one output intent"
        return
    intent = intents[0].get_object()
    if intent.get("/S") != "/GTS_PDFA1" or not intent.get("/OutputConditionIdentifier"):
        yield "6.2.3: the intent is of another kind"
    profile = intent["/DestOutputProfile"].get_object()
    icc = profile.get_data()
    if icc[36:40] != b"acsp" or int.from_bytes(icc[:4]) != len(icc):
        yield "6.2.3: no ICC profile"
    if icc[8] > 4 or icc[12:16] not in (b"mntr", b"prtr") or icc[16:20] != b"RGB " or profile["/N"] != 3:
        yield "6.2.3: a profile of another kind"


def _metadata(reader: pypdf.PdfReader) -> Iterator[str]:
    held = _root(reader).get("/Metadata")
    if held is None:
        yield "6.6.2.1: no metadata"
        return
    stream = held.get_object()
    if stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML" or "/Filter" in stream:
        yield "6.6.2.1: the metadata aren't plain XML"
        return
    packet = stream.get_data().decode("utf-8")
    opened = re.match(r"<\?xpacket begin=[\"']\ufeff?[\"'] id=[\"']W5M0MpCehiHzreSzNTczkc9d[\"']\?>", packet)
    if opened is None or not re.search(r"<\?xpacket end=[\"'][rw][\"']\?>\s*\Z", packet):
        yield "6.6.2.1: no packet, or one with attributes of old"
    told: dict[str, str] = {}
    root = ET.fromstring(packet.partition("?>")[2].rpartition("<?xpacket")[0])  # noqa: S314  written by ourselves
    for described in root.iter(f"{RDF}Description"):
        for element in described:
            if element.tag not in PREDEFINED:
                yield f"6.6.2.3: {element.tag} of no known schema"
            told[element.tag] = "".join(element.itertext()).strip("\n")
    if (told.get(PDFAID + "part"), told.get(PDFAID + "conformance")) != ("2", "B"):
        yield "6.6.4: it doesn't say that it is PDF/A-2b"
    yield from _agreement(reader, told)


def _agreement(reader: pypdf.PdfReader, told: dict[str, str]) -> Iterator[str]:
    info: dict[str, Any] = dict(reader.metadata or {})
    pairs = {
        "/Title": DC + "title",
        "/Author": DC + "creator",
        "/Subject": DC + "description",
        "/Keywords": PDF + "Keywords",
        "/Creator": XMP + "CreatorTool",
        "/Producer": PDF + "Producer",
    }
    for key, tag in pairs.items():
        if info.get(key) != told.get(tag):
            yield f"6.6.3: {key} is {info.get(key)!r} here and {told.get(tag)!r} there"
    for key, tag in {"/CreationDate": XMP + "CreateDate", "/ModDate": XMP + "ModifyDate"}.items():
        here, there = str(info.get(key, "")), told.get(tag, "")
        if re.sub(r"[^0-9Z]", "", here) != re.sub(r"[^0-9Z]", "", there):
            yield f"6.6.3: {key} is {here} here and {there} there"
    for key in info:
        if key not in {*pairs, "/CreationDate", "/ModDate"}:
            yield f"6.6.3: {key} stands in one place only"


class _Content:
    """What a page draws, in all its parts."""

    def __init__(self, page: pypdf.PageObject) -> None:
        self._page = page
        self._seen: set[int] = set()

    def violations(self) -> Iterator[str]:
        """What it breaks."""
        if "/Resources" not in self._page:
            yield "6.2.2: a page without its own resources"
            return
        if "/Group" in self._page:
            yield "6.2.10: a page group"
        yield from self._drawn(self._page["/Contents"].get_object(), self._page["/Resources"].get_object())

    def _drawn(self, stream: Any, resources: Any) -> Iterator[str]:
        depth, font = 0, None
        for operands, operator in ContentStream(stream, self._page.pdf).operations:
            name = operator.decode("ascii", "replace")
            if name not in OPERATORS:
                yield f"6.2.2: the operator {name}"
            if name in {"k", "K"} or (name in {"cs", "CS"} and operands[0] not in ("/DeviceRGB", "/DeviceGray")):
                yield f"6.2.4: a colour by {name}"
            depth += {"q": 1, "Q": -1}.get(name, 0)
            if depth > DEEPEST:
                yield "6.1.13: saved too deeply"
            if name == "Tf":
                font = resources["/Font"].get_object()[operands[0]].get_object()
            elif name in {"Tj", "'", '"', "TJ"} and font is not None:
                yield from _letters(font, operands[-1])
            elif name == "Do":
                part = resources["/XObject"].get_object()[operands[0]].get_object()
                if part.get("/Subtype") == "/Form" and id(part) not in self._seen:
                    self._seen.add(id(part))
                    yield from self._drawn(part, part["/Resources"].get_object())


def _letters(font: DictionaryObject, shown: Any) -> Iterator[str]:
    """Every letter that is shown is in the font."""
    descriptor: Any = font["/FontDescriptor"].get_object() if "/FontDescriptor" in font else {}
    if "/FontFile2" not in descriptor:  # told already
        return
    with TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data())) as face:
        glyphs = _glyphs(face)
    texts = shown if isinstance(shown, ArrayObject) else [shown]
    for text in texts:
        if isinstance(text, (str, bytes)):
            codes: Any = getattr(text, "original_bytes", text)
            for code in codes:
                if glyphs.get(code, ".notdef") == ".notdef":
                    yield f"6.2.11.8: the letter {code} of {font['/BaseFont']} isn't in the font"
