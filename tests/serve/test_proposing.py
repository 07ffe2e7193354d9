"""What selected words may mean, and what a form of fields changes."""

from __future__ import annotations

import pytest

from reportedly.errors import UsageError
from reportedly.present.names import Names
from reportedly.serve import wiring
from reportedly.serve.web.proposing import Words, first_reading, proposals
from reportedly.serve.web.typing_in import assigned
from reportedly.terms.document import Document

TABLES = wiring.tables()
NAMES = Names.of(TABLES)
TEXT = (
    "Seoul said on Friday that North Korea had sent 1,000 containers of munitions to Russia. "
    "Moscow may have received some 200 missiles, satellite images show."
)


def said(words: str, field: str, seen: bool = False) -> list[dict[str, str]]:
    """The values proposed for some words; seen: with what the reader sees in the text."""
    start = TEXT.index(words)
    document = Document(text=TEXT, publisher="Daily")
    mentions = wiring.reader().seen(document).mentions if seen else ()
    return [each.set for each in proposals(Words(TEXT, (start, start + len(words)), mentions), field, TABLES, NAMES)]


@pytest.mark.parametrize(
    ("words", "field", "name", "value"),
    [
        ("North Korea", "actor", "actor", "North Korea"),
        ("Moscow", "recipient", "recipient", "Russia"),
        ("images", "actor", "actor", "images"),
        ("munitions", "item", "item", "munitions"),
        ("missiles", "item", "item", "missile"),
        ("200", "quantity", "quantity.low", "200"),
        ("may", "modality", "modality", "possible"),
        ("received", "modality", "modality", "asserted"),
        ("satellite images", "basis", "basis.type", "imagery"),
        ("Moscow may", "condition", "condition", "Moscow may"),
    ],
)
def test_words_mean_something_without_a_reader(words: str, field: str, name: str, value: str) -> None:
    """Names, nouns, numbers and hedges are looked up in the tables; the words are kept with what they mean."""
    first = said(words, field)[0]
    start = TEXT.index(words)
    assert first[name] == value
    assert first[f"fields.{field}"] == f"{start}-{start + len(words)}"


def test_what_the_reader_sees_comes_first() -> None:
    """A figure with its unit, the source of what is said."""
    assert said("1,000 containers", "quantity", seen=True)[0]["quantity.unit"] == "container"
    assert said("Seoul", "origins", seen=True)[0]["origins"] == "South Korea"


def test_words_without_a_meaning_are_kept_as_words() -> None:
    """No class of item is known for them: only the place is proposed."""
    start = TEXT.index("images")
    assert said("images", "item") == [{"fields.item": f"{start}-{start + 6}"}]


@pytest.mark.parametrize(
    ("words", "field", "label"),
    [
        ("to Russia", "item", "no class of item is called “to Russia”: the words alone"),
        (TEXT[:60], "item", "no class of item is called “Seoul said on Friday that North Korea h…”: the words alone"),
        ("images", "quantity", "the words alone"),
    ],
)
def test_words_that_are_no_item_are_told_as_such(words: str, field: str, label: str) -> None:
    """The field keeps its class, so whoever chose the words reads why."""
    start = TEXT.index(words)
    chosen = Words(TEXT, (start, start + len(words)), ())
    assert [each.label for each in proposals(chosen, field, TABLES, NAMES)] == [label]


def test_a_sentence_is_read_for_a_new_claim() -> None:
    """Parties in order, without who says it; the item, not what it is packed in; the figure; the origin."""
    document = Document(text=TEXT, publisher="Daily")
    words = Words(TEXT, (0, TEXT.index(" Moscow")), wiring.reader().seen(document).mentions)
    told = first_reading(words, TABLES, NAMES)
    assert (told["actor"], told["recipient"], told["item"]) == ("North Korea", "Russia", "munitions")
    assert (told["quantity.low"], told["origins"]) == ("1000", "South Korea")


BEFORE = {
    "actor": "Russia", "item": "munitions", "quantity.low": "5", "quantity.high": "", "quantity.unit": "shell",
    "quantity.text": "five shells", "modality": "asserted", "fields.actor": "0-5",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ({}, {}),
        ({"actor": "Russia", "unknown": "x"}, {}),
        ({"actor": "north korea, RU"}, {"actor": "KP,RU"}),
        ({"item": "missiles"}, {"item": "missile"}),
        ({"quantity.low": " 6 "}, {"quantity.low": "6"}),
        ({"quantity.low": "", "quantity.unit": "", "quantity.text": ""}, {"quantity": "none"}),
        ({"fields.actor": ""}, {"fields.actor": ""}),
    ],
)
def test_only_what_differs_is_assigned(typed: dict[str, str], given: dict[str, str]) -> None:
    """Names become codes, nouns classes; a field with all its parts empty is absent."""
    assert assigned({**BEFORE, **typed}, BEFORE, TABLES) == given


def test_an_unknown_class_is_refused() -> None:
    """With near ones."""
    with pytest.raises(UsageError, match="no class of item"):
        assigned({**BEFORE, "item": "dragon"}, BEFORE, TABLES)
