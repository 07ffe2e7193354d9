"""The floors of quality: what was reached once is kept, on the corpora that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from quality.measure import CORPORA, FLOORS, Corpus, table

pytestmark = pytest.mark.xdist_group("quality")  # one process loads the language model, and the other goes on
SLOWER = {"meantime", "re3d"}
FLOORED = [pytest.param(name, marks=pytest.mark.full if name in SLOWER else ()) for name in FLOORS]


@pytest.mark.parametrize("name", FLOORED)
def test_no_figure_is_below_its_floor(name: str) -> None:
    """Read the whole way and scored by the given scripts, a corpus reaches every floor that was set on it."""
    corpus = CORPORA[name]
    if not corpus.is_there():
        pytest.skip(f"{name}: not measured, the corpus is not there")
    if not corpus.is_as_floored():
        pytest.skip(f"{name}: not compared, the corpus has changed since its floors were set")
    figures = corpus.figures()
    broken = {
        measure: (figures[measure], floor) for measure, floor in corpus.floors().items() if figures[measure] < floor
    }
    assert broken == {}, f"{name}: measure → (figure, floor)"


def test_the_two_stories_are_read_as_promised() -> None:
    """The floors of the acceptance case never go below the project's promise."""
    assert CORPORA["seeds"].floors()["f1"] >= 0.90
    assert CORPORA["seeds"].floors()["row"] >= 0.80


def test_floors_are_shares_of_known_corpora() -> None:
    """Every floor belongs to a corpus that can be measured, bears its digest, and lies between 0 and 1."""
    assert FLOORS.keys() <= CORPORA.keys()
    for name, row in FLOORS.items():
        assert len(row["digest"]) == 16, name
        assert all(0 < floor <= 1 for floor in CORPORA[name].floors().values()), name


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where the corpora would lie."""
    monkeypatch.setenv("REPORTEDLY_SHARED", str(tmp_path))
    return tmp_path


SAMPLE = Corpus("seeds", ("seeds/*.txt", "score/*.py"), lambda corpus, folder: {"f1": 0.5, "row": 0.5, "kind": 1.0})


def test_a_corpus_that_is_not_there_is_not_measured(beside: Path) -> None:
    """The table says so in the corpus's line, and no figure is printed."""
    (beside / "seeds").mkdir()
    (beside / "seeds" / "a.txt").write_text("Nothing was sent.")
    assert list(table([SAMPLE]))[1:] == [f"seeds     not measured: it is not in {beside}"]


def test_a_corpus_that_has_changed_is_measured_and_not_compared(beside: Path) -> None:
    """Figures on other texts than those of the floors stand without a floor, and the table says why."""
    for name in ("seeds/a.txt", "score/count.py"):
        (beside / name).parent.mkdir()
        (beside / name).write_text("Nothing was sent.")
    said, *figures = list(table([SAMPLE]))[1:]
    assert "changed since its floors were set" in said
    assert [line.split() for line in figures] == [["seeds", "f1", "0.500"], ["seeds", "row", "0.500"], ["kind", "1"]]


def test_the_digest_is_of_names_and_contents(beside: Path) -> None:
    """A word changed, a file renamed and a file more are each another corpus; the same files are the same."""
    (beside / "seeds").mkdir()
    text = beside / "seeds" / "a.txt"
    text.write_text("Nothing was sent.")
    digests = [SAMPLE.digest(), SAMPLE.digest()]
    text.write_text("Nothing was seen.")
    digests.append(SAMPLE.digest())
    text = text.rename(beside / "seeds" / "b.txt")
    digests.append(SAMPLE.digest())
    (beside / "seeds" / "c.txt").write_text("")
    digests.append(SAMPLE.digest())
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4
