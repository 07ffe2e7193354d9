"""PDFs written by hand, a few hundred bytes each, for the tests of reading."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def pdf(pages: Sequence[Sequence[str]], trailer: str = "", deflated: bool = False) -> bytes:
    """A PDF of some pages, each a list of printed lines in any script of the first plane.

    trailer: further entries of its trailer. deflated: its pages are compressed.
    """
    count = len(pages)
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_to_unicode()),
    ]
    for n, lines in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 800] {resources} /Contents {7 + 2 * n} 0 R >>")
        objects.append((_deflated if deflated else _stream)(_drawn(lines)))
    return _file(objects, trailer)


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    zeros = "0" * 64
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{zeros}> /U <{zeros}> >>"
    return pdf([["locked"]], f"/Encrypt {encrypt} /ID [<{'0' * 32}> <{'0' * 32}>]")


def _drawn(lines: Sequence[str]) -> str:
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines)
    return f"BT /F1 10 Tf 12 TL 20 770 Td\n{shown}ET"


def _to_unicode() -> str:
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _deflated(content: str) -> str:
    folded = zlib.compress(content.encode(), 9).decode("latin-1")
    return f"<< /Length {len(folded)} /Filter /FlateDecode >>\nstream\n{folded}\nendstream"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    out = "%PDF-1.4\n"
    offsets: list[int] = []
    for n, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return f"{out}{xref}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")
