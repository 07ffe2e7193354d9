"""True footnotes in a Word document: a part of the package of their own, which python-docx does not write.

Word numbers footnotes itself, in their order in the text. One that is met again is a field that refers to the first mark
and shows its number, so that the numbers stay right when somebody edits the document.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree  # type: ignore[import-untyped]

from reportedly.present.order import in_order
from reportedly.present.paper.blocks import Run, Words

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"
_LATER = frozenset(
    qn(f"w:{name}")
    for name in (
        "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
        "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator",
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}  # fmt: skip
"""What stands behind w:footnotePr among the settings (ECMA-376, part 1, 17.15.1.78)."""
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Notes:
    """The footnotes of a document while it is written. bodies: number in the dossier → the words of its note."""

    def __init__(self, document: Any, bodies: dict[int, Words]) -> None:
        self._document, self._bodies = document, bodies
        self._placed: dict[int, int] = {}
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for kind, ident in _SEPARATORS:
            self._root.append(parse_xml(
                f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{ident}"><w:p><w:pPr><w:spacing w:after="0" '
                f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            ))  # fmt: skip
        self._part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, b"", document.part.package)
        document.part.relate_to(self._part, RELATION.FOOTNOTES)
        self._announce()

    def _announce(self) -> None:
        """Name the separators among the document's settings, at the place that their schema gives them."""
        settings = self._document.settings.element
        told = parse_xml(f"<w:footnotePr {nsdecls('w')}/>")
        for _, ident in _SEPARATORS:
            told.append(parse_xml(f'<w:footnote {nsdecls("w")} w:id="{ident}"/>'))
        later = next((one for one in settings if one.tag in _LATER), None)
        later.addprevious(told) if later is not None else settings.append(told)

    def mark(self, paragraph: Any, number: int) -> None:
        """The mark of a footnote at the end of a paragraph; its words go to the foot of the page the first time."""
        if number in self._placed:
            self._again(paragraph, number)
            return
        self._placed[number] = len(self._placed) + 1
        ident = str(self._placed[number])
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for edge in (start, end):
            edge.set(qn("w:id"), ident)
        start.set(qn("w:name"), _bookmark(number))
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), ident)
        paragraph._p.append(start)
        paragraph._p.append(_run(reference))
        paragraph._p.append(end)
        self._root.append(self._footnote(ident, self._bodies[number]))

    def comma(self, paragraph: Any) -> None:
        """What stands between two marks."""
        paragraph._p.append(_run(_text(", ")))

    def close(self) -> None:
        """Put the footnotes into the package."""
        self._part._blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _again(self, paragraph: Any, number: int) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" NOTEREF {_bookmark(number)} \\f \\h ")
        field.append(_run(_text(str(self._placed[number]))))
        paragraph._p.append(field)

    def _footnote(self, ident: str, given: Words) -> Any:
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), ident)
        paragraph = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr></w:p>')
        paragraph.append(_run(OxmlElement("w:footnoteRef")))
        paragraph.append(_plain(" "))
        for run in given:
            paragraph.append(self._linked(run) if run.url else _plain(run.text))
        footnote.append(paragraph)
        return footnote

    def _linked(self, run: Run) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._part.relate_to(run.url or "", RELATION.HYPERLINK, is_external=True))
        link.append(_plain(run.text))
        return link


def clean(text: str) -> str:
    """Words that XML can hold: letters that it does not know are replaced."""
    return in_order(
        "".join(letter if letter.isprintable() else " " if letter.isspace() else "\ufffd" for letter in text)
    )


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _run(child: Any) -> Any:
    run = OxmlElement("w:r")
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), MARK_STYLE)
    properties = OxmlElement("w:rPr")
    properties.append(style)
    run.append(properties)
    run.append(child)
    return run


def _plain(text: str) -> Any:
    run = OxmlElement("w:r")
    run.append(_text(text))
    return run


def _text(text: str) -> Any:
    element = OxmlElement("w:t")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = clean(text)
    return element
