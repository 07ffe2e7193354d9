"""Footnotes land on the right words: in the dossier made of the examples, in Word and in PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from present.paper.word_text import marks
from serve.commands import run

TWENTY: tuple[tuple[str, str], ...] = (
    ("about 28,000 containers (Korea Defense Intelligence Agency, 13 Jul 2025), one origin", "about 28,000 containers"),
    ("and Open Source Centre, 15 Apr 2025), two independent origins", "carried more than 15,800 containers to Russia"),
    ("at least 100 missiles (Multilateral Sanctions Monitoring Team, 31 Dec 2024), one origin", "100 ballistic missiles"),
    ("National Security Council, 4 Jan 2024), two independent origins", "launchers and several dozen ballistic missiles"),
    ("at least 4.2 million rounds (Open Source Centre, 15 Apr 2025), one origin", "between 4.2 million and 5.8 million"),
    ("about 13,000 soldiers (Korea Defense Intelligence Agency, 14 Jul 2025), one origin", "About 13,000 North Korean"),
    ("15 Oct 2024), two origins not known to be independent", "at least 3,000 North Korean soldiers had been moved"),
    ("is up to 9 million rounds (Multilateral Sanctions Monitoring Team, 31 Dec 2024)", "up to nine million rounds"),
    ("Denied by Russia", "Russia has denied that it received munitions from North Korea"),
    (", North Korean Ministry of National Defence", "it had never exported weapons or ammunition"),
    (" and Russia and North Korea", "Moscow and Pyongyang deny any transfer"),
    ("Not counted: 5 possibilities", "A load of that size could hold more than 200,000 rounds"),
    ("about 28,000 containers of weapons and artillery shells (Korea Defense Intelligence Agency, in Harbour Gazette).",
     "the South's Defense Intelligence Agency told a lawmaker on Sunday"),
    ("Echo: United States (its chain ends at United States, already counted)", "Washington says"),
    ("United States and National Security Council (the same text as Pacific Wire (100% of its word runs))",
     "U.S. says North Korea has shipped more than 1,000 containers"),
    ("Echo: Daily Clarion (its own voice, restating what South Korea's Ministry of National Defense said)",
     "North Korea sent Russia three million shells and half a million rockets"),
    ("independent; states a basis of its own: imagery; 9 claims in 6 documents, one origin", "United States, in Pacific"),
    ("Speaks against: United States, 13 Oct 2023: at least 1,000 containers of arms.", "more than 1,000 containers of arms"),
    ("Speaks against: South Korea's Ministry of National Defense, 14 Jun 2024: 24–99 missiles (vague).",
     "dozens of ballistic missiles"),
    ("Lost on the way: the condition: the recent scale and pace of the shipments were sustained.",
     "North Korea is becoming one of Russia's biggest arms suppliers"),
)  # fmt: skip
"""Words of the dossier, and words that a footnote right behind them must hold."""


@pytest.fixture(scope="module")
def papers(demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for ending in ("docx", "pdf"):
        done = run("dossier", "KP", "RU", "-o", folder / f"d.{ending}", ledger=demo_ledger)
        assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize(("before", "said"), TWENTY)
def test_in_word_the_mark_stands_behind_the_words_that_it_carries(before: str, said: str, papers: Path) -> None:
    """A footnote right behind these words quotes what they rest on."""
    notes = [note for words, note in marks((papers / "d.docx").read_bytes()) if words.endswith(before)]
    assert notes
    assert any(said in note for note in notes)


@pytest.mark.parametrize(("before", "said"), TWENTY)
def test_in_pdf_the_number_behind_the_words_is_that_of_the_note(before: str, said: str, papers: Path) -> None:
    """The number printed behind the words stands at the foot of a page before the words of the note."""
    text = _flat(papers / "d.pdf")
    found = re.search(re.escape(_squeezed(before)) + r"(\d+(?:,\d+)*)", text)
    assert found
    ends = [foot.end() for n in found[1].split(",") for foot in re.finditer(rf"(?<!\d){n}(?=[A-Z])", text)]
    feet = [text[end:][:600] for end in ends]
    assert any(_squeezed(said) in foot for foot in feet)


def test_every_mark_in_word_has_a_note_with_a_quotation(papers: Path) -> None:
    """No mark leads nowhere; each note quotes, and names its publisher and source."""
    found = marks((papers / "d.docx").read_bytes())
    assert len(found) > 200
    assert all(re.search(r"“.+”.* — .+ \(source \d+\)\.", note, re.DOTALL) for _, note in found)


def test_a_relayed_origin_is_named_as_relayed(papers: Path) -> None:
    """The chain stands in the note: by whom, and through whom it came."""
    assert any(
        note.startswith("National Intelligence Service, as relayed by a lawmaker, in Harbour Gazette: “")
        for _, note in marks((papers / "d.docx").read_bytes())
    )


def _flat(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        return _squeezed("".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def _squeezed(text: str) -> str:
    """Without blanks and hyphens at the ends of lines, which the setting adds."""
    return re.sub(r"\s|\ufffe|\u00ad", "", text)
