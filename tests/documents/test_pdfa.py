"""Every paper is a PDF/A-2b, by the standard's rules one by one; and the check itself finds what breaks them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from PIL import Image, ImageCms
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

import builders
from documents import pdfa, reading
from osdesk import assets
from osdesk.domain.attachments import Attachment, MarkKind, PhotoMark
from osdesk.domain.revisions import Claim, read_claim
from osdesk.domain.sheets import Copies, OrderSheet, SheetOptions, SheetPhoto
from osdesk.services import rendering
from photographs import encoded, grain


def issued(sheet: OrderSheet) -> OrderSheet:
    return replace(sheet, verification="7G2K9QWD0X4M", issued_at=builders.at(2026, 11, 24, 11, 30))


def make_issued(name: str) -> Callable[[], OrderSheet]:
    return lambda: issued(builders.SAMPLES[name]())


SHEETS: dict[str, Callable[[], OrderSheet]] = {
    **builders.SAMPLES,
    **{f"{name}, issued": make_issued(name) for name in builders.SAMPLES if name != "blank"},
    "one copy alone": lambda: builders.a_sheet(options=SheetOptions(copies=Copies.CLIENT)),
    "Greek, emoji and signs of XML": lambda: builders.a_sheet(
        order=builders.an_order(reason="Ωμ Жук 😀 <b>&amp;</b>"), client=builders.a_client(name='A & B <"Ω"> 😀')
    ),
    "nothing but the company": lambda: OrderSheet(company=builders.a_company(), logo=builders.logo()),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_paper_keeps_every_rule_of_the_standard(name: str) -> None:
    assert pdfa.violations(rendering.render((SHEETS[name](),)).pdf) == []


def test_many_orders_in_one_file_and_the_strips_of_forms_keep_them_too() -> None:
    many = rendering.render((builders.typical(), builders.long(), issued(builders.minimal())))
    assert pdfa.violations(many.pdf) == []
    assert pdfa.violations(rendering.header(builders.a_company(), builders.logo(), "es").pdf) == []
    assert pdfa.violations(rendering.template_form(builders.a_template(), builders.a_company()).pdf) == []


def test_a_paper_with_photos_marks_and_a_grey_picture_keeps_them_too() -> None:
    marks = tuple(PhotoMark(kind=kind, x=2000, y=1000, to_x=8000, to_y=6000, words="Aqui") for kind in MarkKind)
    pictures = [encoded(grain(320, 240, seed), quality=70) for seed in range(3)]
    pictures.append(encoded(grain(64, 48).convert("L")))
    photos = tuple(
        SheetPhoto(attachment=Attachment(width=320, height=240, caption="Ω & <b>", marks=marks), data=data)
        for data in pictures
    )
    sheet = issued(builders.typical())
    whole = replace(sheet, photos=photos, options=replace(sheet.options, photos_a_page=4))
    assert pdfa.violations(rendering.render((whole,)).pdf) == []


def test_an_issued_paper_says_which_document_it_is_for_programs_too() -> None:
    pdf = rendering.render((issued(builders.typical()),)).pdf
    told = pdf.partition(b"<dc:identifier>")[2].partition(b"<")[0].decode()
    assert read_claim(told) == Claim(order_number="000042", number=2, code="7G2K9QWD0X4M")
    assert b"<dc:identifier>" not in rendering.render((builders.typical(),)).pdf


def test_the_identifier_of_another_document_is_another() -> None:
    sheets = (builders.typical(), issued(builders.typical()), replace(builders.typical(), revision=3))
    found = {str(reading.reader(rendering.render((sheet,)).pdf).trailer["/ID"]) for sheet in sheets}
    assert len(found) == 3


def test_the_profile_is_srgb_itself() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(assets.read_bytes("colour/sRGB.icc")))
    levels = bytes(channel for level in range(256) for channel in (level, 255 - level, (level * 7) % 256))
    picture = Image.frombytes("RGB", (256, 1), levels)
    same = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"))
    assert same is not None
    assert max(abs(one - other) for one, other in zip(levels, same.tobytes(), strict=True)) <= 1


# The check checks


def _changed(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """The typical paper as another program would spoil it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(rendering.render((issued(builders.typical()),)).pdf))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _font(writer: pypdf.PdfWriter) -> DictionaryObject:
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]
    font = fonts[next(iter(fonts))].get_object()
    assert isinstance(font, DictionaryObject)
    return font


def _without_font(writer: pypdf.PdfWriter) -> None:
    del _font(writer)["/FontDescriptor"].get_object()["/FontFile2"]  # type: ignore[union-attr]


def _wide_font(writer: pypdf.PdfWriter) -> None:
    widths = _font(writer)["/Widths"].get_object()
    assert isinstance(widths, ArrayObject)
    widths[66] = FloatObject(float(widths[66]) + 40)


def _see_through(writer: pypdf.PdfWriter) -> None:
    state = DictionaryObject({NameObject("/Type"): NameObject("/ExtGState"), NameObject("/ca"): FloatObject(0.5)})
    writer.pages[0]["/Resources"][NameObject("/ExtGState")] = DictionaryObject({NameObject("/G"): state})  # type: ignore[index]


def _script(writer: pypdf.PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/Held"): ArrayObject([DictionaryObject(action)])}
    )


def _link(writer: pypdf.PdfWriter) -> None:
    from pypdf.annotations import Link

    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.com"))


SPOILT: dict[str, tuple[Callable[[pypdf.PdfWriter], object], str]] = {
    "another title": (lambda writer: writer.add_metadata({"/Title": "Outra"}), "6.6.3"),
    "a word more": (lambda writer: writer.add_metadata({"/Keywords": "os"}), "6.6.3"),
    "no metadata": (lambda writer: writer.root_object.pop("/Metadata"), "6.6.2.1"),
    "no intent": (lambda writer: writer.root_object.pop("/OutputIntents"), "6.2.3"),
    "JavaScript": (_script, "6.5"),
    "a file within": (lambda writer: writer.add_attachment("x.txt", b"x"), "6.8"),
    "a link": (_link, "6.3"),
    "a password": (lambda writer: writer.encrypt("", "x", algorithm="RC4-40"), "6.1.3"),
    "a font that isn't there": (_without_font, "6.2.11.4.1"),
    "a font of another width": (_wide_font, "6.2.11.5"),
    "something to see through": (_see_through, "6.2.10"),
    "a page to begin with": (
        lambda writer: writer.root_object.update({NameObject("/OpenAction"): TextStringObject("x")}),
        "6.5",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_the_check_finds_what_breaks_a_rule(name: str) -> None:
    change, clause = SPOILT[name]
    data = _changed(change)
    found = pdfa.of_bytes(data) if name == "a password" else pdfa.violations(data)
    assert any(each.startswith(clause + ":") for each in found)


@pytest.mark.parametrize(
    ("before", "after", "clause"),
    [
        (b"%PDF-1.7\n", b" %PDF-1.7\n", "6.1.2"),
        (b"\x93\x8c\x8b\x9e", b"abcd", "6.1.2"),
        (b"%%EOF\n", b"%%EOF\nmore", "6.1.3"),
        (b"\nendstream", b" endstream", "6.1.7.1"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>1<", "6.6.4"),
        (b"<dc:format>", b"<dc:forma1>", "6.6.2.3"),
    ],
)
def test_the_check_finds_what_is_wrong_with_the_bytes(before: bytes, after: bytes, clause: str) -> None:
    pdf = rendering.render((builders.typical(),)).pdf
    assert before in pdf
    spoilt = pdf.replace(before, after)
    if before == b"<dc:format>":
        spoilt = spoilt.replace(b"</dc:format>", b"</dc:forma1>")
    found = pdfa.of_bytes(spoilt) if clause.startswith("6.1") else pdfa.violations(spoilt)
    assert any(each.startswith(clause + ":") for each in found)


def test_the_usual_file_of_the_library_breaks_many_rules() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 72, "Helvetica")
    canvas.save()
    found = {each.partition(":")[0] for each in pdfa.violations(file.getvalue())}
    assert {"6.2.3", "6.6.2.1", "6.2.11.4"} <= found
