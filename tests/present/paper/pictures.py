"""Pictures of a dossier on paper, to be looked at: of the PDF itself, and of the Word document as LibreOffice sets it.

python -m tests.present.paper.pictures DOSSIER.pdf DOSSIER.docx FOLDER
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

SCALE = 1.5
ACROSS = 3
"""Pages side by side on a sheet of pictures."""


def office() -> str | None:
    """The program that sets Word documents, or None."""
    return shutil.which("soffice")


def as_pdf(document: Path, folder: Path) -> Path:
    """A Word document set by LibreOffice."""
    program = office()
    assert program, "LibreOffice is not there (scripts/office)"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), str(document)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return folder / f"{document.stem}.pdf"


def pages(pdf: Path) -> list[Image.Image]:
    """Each page as a picture."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def is_blank(page: Image.Image) -> bool:
    """Whether nothing is drawn on it."""
    return all(low == high for low, high in page.getextrema())


def sheets(drawn: list[Image.Image]) -> list[Image.Image]:
    """The pages side by side, some to a sheet."""
    made = []
    for first in range(0, len(drawn), ACROSS):
        some = drawn[first : first + ACROSS]
        sheet = Image.new("RGB", (ACROSS * some[0].width, some[0].height), "white")
        for place, page in enumerate(some):
            sheet.paste(page, (place * some[0].width, 0))
        made.append(sheet)
    return made


def main(pdf: Path, word: Path, folder: Path) -> None:
    """Write the sheets as FOLDER/pdf-N.png and FOLDER/word-N.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        for name, source in (("pdf", pdf), ("word", as_pdf(word, Path(beside)))):
            for number, sheet in enumerate(sheets(pages(source)), start=1):
                sheet.save(folder / f"{name}-{number}.png")
                print(folder / f"{name}-{number}.png")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
