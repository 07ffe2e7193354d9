"""Workbooks of a few kilobytes that would fill the memory, take an hour or tell what lies on the disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (("Supplier", "Recipient", "Item", "Quantity"), ("Chile", "Peru", "mortars", 30))
_END = b"</sheetData>"
_PIECE = 1 << 20
_SCHEMAS = "http://schemas.openxmlformats.org"
Edit = Callable[[bytes], bytes]


def book(edits: Mapping[str, Edit] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook with one row below its header, some of its parts edited; a part that it lacks is edited from nothing."""
    out, made = io.BytesIO(), Workbook()
    for row in ROWS:
        made.active.append(row)
    made.save(out)
    told, packed = dict(edits or {}), io.BytesIO()
    with zipfile.ZipFile(out) as given, zipfile.ZipFile(packed, "w", method) as anew:
        for name in given.namelist():
            anew.writestr(name, told.pop(name, bytes)(given.read(name)))
        for name, edit in told.items():
            anew.writestr(name, edit(b""))
    return packed.getvalue()


def rows(more: bytes) -> Edit:
    """More rows at the end of the sheet."""
    return lambda part: part.replace(_END, more + _END)


def after(more: bytes) -> Edit:
    """Something behind the rows."""
    return lambda part: part.replace(_END, _END + more)


def declared(entities: bytes, root: bytes, old: bytes, new: bytes) -> Edit:
    """A part that declares entities and has one of them somewhere."""
    head = b"<!DOCTYPE z [" + entities + b"]>"
    return lambda part: head + part[part.index(root) :].replace(old, new)


def zeros(count: int) -> bytes:
    """A workbook one cell of which is so many zeros, written in pieces."""
    given, packed = io.BytesIO(book()), io.BytesIO()
    with zipfile.ZipFile(given) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                head, _, tail = old.read(name).partition(_END if name == SHEET else b"\0")
                part.write(head)
                if name == SHEET:
                    part.write(b'<row r="9"><c r="A9" t="inlineStr"><is><t>')
                    for _ in range(count // _PIECE):
                        part.write(b"0" * _PIECE)
                    part.write(b"</t></is></c></row>" + _END + tail)
    return packed.getvalue()


def noted(ref: bytes, encoding: str, opening: str = "") -> bytes:
    """A workbook with a note at a place, in a part of its own."""
    link = (
        f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="r" Target="/xl/notes.xml" '
        f'Type="{_SCHEMAS}/officeDocument/2006/relationships/comments"/></Relationships>'
    )
    notes = (
        f'<?xml version="1.0" encoding="{encoding}"?><comments xmlns="{_SCHEMAS}/spreadsheetml/2006/main">{opening}'
        f'<authors><author>a</author></authors><commentList><comment ref="{ref.decode()}" authorId="0">'
        "<text><t>n</t></text></comment></commentList></comments>"
    )
    return book({
        "xl/worksheets/_rels/sheet1.xml.rels": lambda _: link.encode(),
        "xl/notes.xml": lambda _: notes.encode(encoding),
    })  # fmt: skip


_LAUGHS = b'<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
)
_CELL = b'<row r="9"><c r="A9" t="inlineStr"><is><t>&j;</t></is></c></row>' + _END
_FILE = b'<!ENTITY j SYSTEM "file:///etc/passwd">'
_ALL = b'ref="A3:XFD1048576"'
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main".encode()
_all_merged = after(b"<mergeCells><mergeCell " + _ALL + b"/></mergeCells>")

TOO_LARGE: dict[str, Callable[[], bytes]] = {
    "a gigabyte of zeros": lambda: zeros(1_000_000_000),
    "a million empty columns": lambda: book({SHEET: rows(b'<row r="3">' + b"<c/>" * 1_000_001 + b"</row>")}),
    "ten million empty cells": lambda: book({SHEET: rows((b"<row>" + b"<c/>" * 1_000 + b"</row>") * 10_000)}),
    "a row far below": lambda: book({SHEET: rows(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>')}),
    "all is merged": lambda: book({SHEET: _all_merged}),
    "merged a thousand times": lambda: book(
        {SHEET: after(b"<mergeCells>" + b'<mergeCell ref="A3:J9999"/>' * 1_000 + b"</mergeCells>")}
    ),
    "merged beyond the last row": lambda: book(
        {SHEET: after(b'<mergeCells><mergeCell ref="A3:A99999999999"/></mergeCells>')}
    ),
    "all is linked": lambda: book({SHEET: after(b"<hyperlinks><hyperlink " + _ALL + b' location="x"/></hyperlinks>')}),
    "whole columns are linked": lambda: book(
        {SHEET: after(b'<hyperlinks><hyperlink ref="A:XFD" location="x"/></hyperlinks>')}
    ),
    "in a namespace": lambda: book(
        {SHEET: after(b'<x:mergeCells xmlns:x="' + _MAIN + b'"><x:mergeCell ' + _ALL + b"/></x:mergeCells>")}
    ),
    "in two bytes a letter": lambda: book(
        {
            SHEET: lambda part: _all_merged(part).decode().encode("utf-16"),
        }
    ),
    "all is noted": lambda: noted(b"A3:XFD1048576", "utf-8"),
    "styles without end": lambda: book(
        {"xl/styles.xml": lambda part: part.replace(b"</cellXfs>", b"<xf/>" * 600_000 + b"</cellXfs>")}
    ),
    "parts without end": lambda: book({f"xl/media/{n}.xml": bytes for n in range(2_001)}),
}  # fmt: skip

BROKEN: dict[str, Callable[[], bytes]] = {
    "a billion laughs in the sheet": lambda: book({SHEET: declared(_LAUGHS, b"<worksheet", _END, _CELL)}),
    "a billion laughs in the workbook": lambda: book(
        {"xl/workbook.xml": declared(_LAUGHS, b"<workbook", b'name="Sheet"', b'name="&j;"')}
    ),
    "a file as an entity": lambda: book({SHEET: declared(_FILE, b"<worksheet", _END, _CELL)}),
    "a file as an entity of the workbook": lambda: book(
        {"xl/workbook.xml": declared(_FILE, b"<workbook", b'name="Sheet"', b'name="&j;"')}
    ),
    "noted in an encoding of one reader only": lambda: noted(b"A3:XFD1048576", "utf-32"),
    "noted below a name of one reader only": lambda: noted(b"A3:XFD1048576", "utf-8", "<\U00010000/>"),
    "packed as no workbook is": lambda: book(method=zipfile.ZIP_LZMA),
    "a number of 5,000 digits": lambda: book(
        {SHEET: rows(b'<row r="3"><c r="D3"><v>' + b"9" * 5_000 + b"</v></c></row>")}
    ),
}  # fmt: skip
