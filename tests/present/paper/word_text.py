"""What a Word document says: for each mark of a footnote the words before it, and what the footnote says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def marks(data: bytes) -> list[tuple[str, str]]:
    """(words of the paragraph before a mark, the footnote's words) for every mark in the order of the text; a mark that is
    met again is a field that names the bookmark of the first."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body, notes = (etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
    said = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes}
    bookmarks = {mark.get(f"{W}name"): mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")}
    return [(before, said[bookmarks.get(ident, ident)]) for p in body.iter(f"{W}p") for before, ident in _of(p)]


def _of(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    before, skipped = "", set[etree._Element]()
    for element in paragraph.iter():
        if element.tag == f"{W}fldSimple" and "NOTEREF" in element.get(f"{W}instr"):
            skipped |= set(element.iter())
            yield before, element.get(f"{W}instr").split()[1]
        elif element.tag == f"{W}footnoteReference":
            yield before, element.get(f"{W}id")
        elif element.tag == f"{W}t" and element not in skipped and element.text != ", ":
            before += element.text or ""
