"""A dossier as a Word document with true footnotes, to be edited and quoted from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reportedly.errors import UsageError
from reportedly.present.dossier import Dossier
from reportedly.present.house import House
from reportedly.present.paper.blocks import Block, Drawing, Heading, Listing, Paper, Paragraph, Table, Words
from reportedly.present.paper.outline import paper_of
from reportedly.present.paper.pdf import picture
from reportedly.present.paper.same_zip import same_zip
from reportedly.present.paper.word_notes import MARK_STYLE, TEXT_STYLE, Notes, clean

_SIZES = {"a4": (210, 297), "us-letter": (216, 279)}
TABLE_ORDER = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
)  # fmt: skip
"""The children of w:tblPr in their order (ECMA-376, part 1, 17.4.59)."""
_QUIET = RGBColor(0x5C, 0x61, 0x66)
_FONT = "Cambria"
_LONGEST = 255
"""Letters of a property of the file."""
MAX_TEMPLATE = 20_000_000
"""Bytes of a template, unpacked; one has some 100,000, and its pictures."""
_WIDTH = 170
"""Millimetres between the margins of A4."""


def dossier_docx(dossier: Dossier, fonts: Sequence[str], house: House | None = None) -> bytes:
    """The dossier as .docx; the same dossier is the same file. fonts: folders of fonts, for the drawings."""
    style = house or House()
    paper = paper_of(dossier)
    document = _template(style.template) if style.template is not None else docx.Document()
    writing = _Writing(document, paper, style, fonts)
    writing.write()
    properties = document.core_properties
    properties.title = clean(paper.title)[:_LONGEST]
    properties.author = clean(style.organisation or f"reportedly {dossier.version}")[:_LONGEST]
    properties.comments = dossier.moment[:_LONGEST]
    properties.created = properties.modified = dossier.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    out = io.BytesIO()
    document.save(out)
    return same_zip(out.getvalue(), dossier.made_at)


def _template(data: bytes) -> Any:
    """A Word document that lends its styles. Raises UsageError where it is none, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size <= MAX_TEMPLATE:
            return docx.Document(io.BytesIO(data))
    except Exception as fault:
        reason = " ".join(str(fault).split())[:120] or type(fault).__name__
        raise UsageError(f"house style: template is no Word document ({reason})") from fault
    raise UsageError(f"house style: template unpacks to {size:,} bytes, which are too many ({MAX_TEMPLATE:,})")


class _Writing:
    """The document while it is written."""

    def __init__(self, document: Any, paper: Paper, house: House, fonts: Sequence[str]) -> None:
        self.document, self.paper, self.house, self.fonts = document, paper, house, fonts
        self.notes = Notes(document, paper.notes)

    def write(self) -> None:
        """Everything, in order."""
        _styles(self.document, self.house)
        self._pages()
        self._title()
        for block in self.paper.blocks:
            self._block(block)
        for line in self.house.closing:
            self.document.add_paragraph(clean(line))
        self.notes.close()

    def _pages(self) -> None:
        section = self.document.sections[0]
        if self.house.template is None:
            wide, high = _SIZES[self.house.sheet]
            section.page_width, section.page_height = Mm(wide), Mm(high)
            section.left_margin = section.right_margin = Mm((wide - _WIDTH) / 2)
            section.top_margin, section.bottom_margin = Mm(22), Mm(22)
        if self.house.marking:
            section.header.paragraphs[0].text = clean(self.house.marking)
        foot = section.footer.paragraphs[0]
        foot.add_run(clean(f"{self.house.footer}  ·  "))
        for name in ("PAGE", "NUMPAGES"):
            _field(foot, name)
            foot.add_run(" / " if name == "PAGE" else "")

    def _title(self) -> None:
        if self.house.logo and self.house.logo[1] == "png":
            self.document.add_picture(io.BytesIO(self.house.logo[0]), height=Mm(11))
        issued = f" · {self.house.organisation}" if self.house.organisation else ""
        self._paragraph((), "Normal").add_run(clean(self.house.kicker + issued)).font.color.rgb = _QUIET
        self.document.add_paragraph(clean(self.paper.title), style="Title")
        for line in self.paper.facts:
            self._paragraph(line)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.document.add_paragraph(clean(text), style=f"Heading {level}")
            case Paragraph(given, look):
                self._paragraph(given).paragraph_format.keep_with_next = (look == "aside") or None
            case Listing(items):
                for depth, given in items:
                    self._paragraph(given, "List Bullet" if depth == 0 else "List Bullet 2")
            case Table():
                self._table(block)
            case Drawing():
                self._drawing(block)

    def _paragraph(self, given: Words, style: str = "Normal") -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._words(paragraph, given)
        return paragraph

    def _words(self, paragraph: Any, given: Words) -> None:
        for run in given:
            written = paragraph.add_run(clean(run.text))
            written.bold = run.strong or None
            if run.quiet:
                written.font.color.rgb = _QUIET
            if run.url:
                _linked(paragraph, written, run.url)
            for place, number in enumerate(run.notes):
                if place:
                    self.notes.comma(paragraph)
                self.notes.mark(paragraph, number)

    def _table(self, given: Table) -> None:
        table = self.document.add_table(
            rows=1,
            cols=len(given.head),
        )
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _ruled(table._tbl.tblPr)
        _described(table._tbl.tblPr, given.caption)
        for cell, name in zip(table.rows[0].cells, given.head, strict=True):
            cell.paragraphs[0].style = self.document.styles["Cell"]
            cell.paragraphs[0].add_run(clean(name)).bold = True
        _repeated(table.rows[0])
        for row in given.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].style = self.document.styles["Cell"]
                self._words(cell.paragraphs[0], words)
        whole = sum(given.widths)
        for column, width in zip(table.columns, given.widths, strict=True):
            column.width = Mm(_WIDTH * width / whole)
            for cell in column.cells:
                cell.width = column.width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self.document.add_paragraph(style="Cell")

    def _drawing(self, given: Drawing) -> None:
        image = io.BytesIO(picture(given.svg, self.fonts))
        shape = self.document.add_picture(image, width=Mm(_WIDTH if "flow-map" in given.svg else 0.8 * _WIDTH))
        shape._inline.docPr.set("descr", clean(given.described))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = bool(given.caption)
        if given.caption:
            self._paragraph(given.caption, "Caption")


def _styles(document: Any, house: House) -> None:
    """The styles that the blocks are set in. Those of a template stay as they are; what it lacks is added."""
    styles = document.styles
    accent = RGBColor.from_string(house.accent.removeprefix("#").upper())
    if house.template is None:
        normal = styles["Normal"]
        normal.font.name, normal.font.size = house.font or _FONT, Pt(10)
        normal.paragraph_format.space_after = Pt(5)
        for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
            styles[name].font.name, styles[name].font.size = house.font or _FONT, Pt(size)
            styles[name].font.color.rgb = accent
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                styles[name].element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
    known = {style.name for style in styles}
    _added(styles, known, "Cell", WD_STYLE_TYPE.PARAGRAPH, 8.5, after=1)
    _added(styles, known, "footnote text", WD_STYLE_TYPE.PARAGRAPH, 8, after=1, ident=TEXT_STYLE)
    mark = _added(styles, known, "footnote reference", WD_STYLE_TYPE.CHARACTER, None, ident=MARK_STYLE)
    mark.font.superscript = True
    if "Caption" in known and house.template is None:
        styles["Caption"].font.size, styles["Caption"].font.bold = Pt(8.5), False
        styles["Caption"].font.color.rgb = RGBColor(0x16, 0x18, 0x1A)


def _added(
    styles: Any, known: set[str], name: str, kind: Any, size: float | None, after: float = 0, ident: str = ""
) -> Any:
    if name in known:
        return styles[name]
    style = styles.add_style(name, kind)
    if ident:
        style.element.set(qn("w:styleId"), ident)
    if size:
        style.font.size = Pt(size)
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after = Pt(after)
    return style


def _linked(paragraph: Any, run: Any, url: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATION.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {name} ")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _ruled(properties: Any) -> None:
    """Lines between the rows, none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9BDC2")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    _placed(properties, borders)


def _repeated(row: Any) -> None:
    """The head of a table stands again on each page."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)


def _described(properties: Any, caption: str) -> None:
    told = OxmlElement("w:tblDescription")
    told.set(qn("w:val"), clean(caption))
    _placed(properties, told)


def _placed(properties: Any, child: Any) -> None:
    """Put a child among the properties of a table where the schema of the format wants it: Word refuses another order."""
    rank = {qn(f"w:{name}"): place for place, name in enumerate(TABLE_ORDER)}
    after = [one for one in properties if rank[one.tag] <= rank[child.tag]]
    after[-1].addnext(child) if after else properties.insert(0, child)
