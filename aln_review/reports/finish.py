"""From drawn pages to a file a screen reader, a viewer and an archive can use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.reports import fonts, tags
from aln_review.reports.document import PaperFile
from aln_review.reports.pen import PAGE_HEIGHT, PAGE_WIDTH, Bookmark, Pen
from aln_review.reports.tags import Node

XMP: Final = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>\
<rdf:li xml:lang="{language}">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""The metadata PDF/UA-1 asks for (ISO 14289-1, clauses 5 and 7.1): a title and the mark itself."""


_DRAWING: Final = Lock()
"""The PDF library's fonts serve one document at a time; papers may be asked for by any thread."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself."""

    title: str
    language: Language
    missing: frozenset[str] = frozenset()


def paper(facts: Facts, root: Node, draw: Callable[[Pen], None]) -> PaperFile:
    """Draw a document and finish it. The same input gives the same bytes."""
    fonts.ready()
    drawn = BytesIO()
    canvas = Canvas(
        drawn,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=0,
        initialFontName=fonts.Face.REGULAR.font,
    )
    pen = Pen(canvas)
    with _DRAWING:
        draw(pen)
        pen.finish()
    done = BytesIO()
    with pikepdf.open(drawn) as pdf:
        tags.write(pdf, root)
        _describe(pdf, facts)
        _outline(pdf, pen.bookmarks)
        pdf.save(
            done,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        pages = len(pdf.pages)
    return PaperFile(done.getvalue(), pages, facts.title, tuple(sorted(facts.missing)))


def _describe(pdf: pikepdf.Pdf, facts: Facts) -> None:
    pdf.Root.Lang = String(facts.language.value)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    packet = XMP.format(title=escape(facts.title), language=facts.language.value)
    metadata = pikepdf.Stream(pdf, packet.encode())
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(facts.title)))


def _outline(pdf: pikepdf.Pdf, bookmarks: list[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        open_at: list[list[pikepdf.OutlineItem]] = [outline.root]
        for mark in bookmarks:
            item = pikepdf.OutlineItem(
                mark.title, mark.page, "XYZ", left=0, top=round(mark.top + 12, 1)
            )
            del open_at[mark.level + 1 :]
            open_at[-1].append(item)
            open_at.append(item.children)
    if bookmarks:
        pdf.Root.PageMode = Name.UseOutlines


def page_count(data: bytes) -> int:
    """How many pages a finished paper has, such as one that came from elsewhere.

    Raises:
        WorldFault: it is not a PDF.

    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        raise WorldFault("error.paper.not_pdf") from None
