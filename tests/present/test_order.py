"""No report turns round the order of writing of what is printed beside its words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from importlib.resources import files

from present.sample_texts import DISPATCH, MADE_AT, NAMES, claim
from reportedly.present.dossier import Dossier, Setting, dossier
from reportedly.present.dossier_html import dossier_html
from reportedly.present.dossier_md import dossier_markdown
from reportedly.present.house import House
from reportedly.present.order import in_order, settled
from reportedly.present.paper.markup import typst_source
from reportedly.present.paper.outline import paper_of
from reportedly.present.paper.word import dossier_docx
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Item
from reportedly.terms.document import Document
from reportedly.terms.flow import Flow, FlowAnswer

TURN = "\u202e\u2067\u202d"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
FONTS = [str(files("reportedly") / "data" / "fonts")]


def turned() -> Dossier:
    """A dossier whose every word from outside turns the order of writing and does not turn it back."""
    words = f"{TURN}sllehs 000,1"
    told = replace(DISPATCH, text=f"He said {words} came.", publisher=words, title=words, host=words, id="")
    document: Document = replace(told, id="")
    one = claim(document, words, items=(Item(words, "munitions"),), condition=words, told=(Link(words, verb="say"),))
    answer = FlowAnswer(Flow("KP", "RU", "munitions"), (one,), 1, (), (), counted=(one.id,))
    return dossier((answer,), (document,), Setting(words, MADE_AT, "0", NAMES))


def word_parts(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))


def test_dossiers_print_signs_that_turn_the_order_as_what_is_no_letter() -> None:
    """As a page, Markdown, a Word file and the source of a PDF: a reader sees that something stands there."""
    made = turned()
    paper = typst_source(paper_of(made), House(), MADE_AT)
    for form in (dossier_html(made), dossier_markdown(made), word_parts(dossier_docx(made, FONTS)), paper):
        assert "sllehs 000,1" in form
        assert not TURNING.search(form)


def test_words_without_such_signs_stay_as_they_are() -> None:
    """Also those of scripts that run from right to left."""
    for words in ("1,000 shells", "אמר 1,000 פגזים", "قال\u200f", "nor\u200cth", "조선"):
        assert in_order(words) == words
    assert in_order(f"a{TURN}b") == "a\ufffd\ufffd\ufffdb"
    assert settled(3) == 3
