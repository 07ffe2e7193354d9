"""Word templates of a house that are none, or made to do harm: one line, and nothing is unpacked."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from present.paper.test_paper import FONTS
from present.sample import sample
from reportedly.errors import UsageError
from reportedly.present.house import House
from reportedly.present.paper.word import MAX_TEMPLATE, dossier_docx

_LAUGHS = b'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
)


def template(old: bytes = b"", new: bytes = b"", head: bytes = b"", padding: int = 0) -> bytes:
    """A Word document, something in its text changed. padding: bytes of a part that nobody needs."""
    kept, out = io.BytesIO(), io.BytesIO()
    own = docx.Document()
    own.add_paragraph("The house")
    own.save(kept)
    with zipfile.ZipFile(kept) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml" and old:
                part = head + part[part.index(b"<w:document") :].replace(old, new)
            made.writestr(name, part)
        if padding:
            made.writestr("word/media/image9.png", bytes(padding))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no Word document"),
        (b"PK\x03\x04 broken", "no Word document"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "no Word document"),
        (template()[:3_000], "no Word document"),
        (template(b"The house", b"&j;", _LAUGHS + b"]>"), "no Word document"),
        (template(padding=MAX_TEMPLATE), "too many"),
    ],
    ids=["nothing", "broken", "old", "cut", "laughs", "bomb"],
)
def test_a_template_that_is_none_is_told_in_a_line(data: bytes, words: str) -> None:
    """An error of use that says whose fault it is; a bomb is not unpacked."""
    with pytest.raises(UsageError, match=f"template .*{words}"):
        dossier_docx(sample(), FONTS, House(template=data))


def test_a_file_as_an_entity_of_a_template_is_not_read() -> None:
    """What an entity points to never comes into a dossier, whether the template is taken or refused."""
    entity = b'<!DOCTYPE z [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
    data = template(b"The house", b"&j;", entity)
    try:
        made = dossier_docx(sample(), FONTS, House(template=data))
    except UsageError:
        return
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert all(b"root:" not in packed.read(name) for name in packed.namelist())
