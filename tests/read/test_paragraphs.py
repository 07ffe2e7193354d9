from __future__ import annotations

import pytest

from reportedly.read.paragraphs import mended, without_page_number, words_of

FULL = "The ministry said that the North had shipped"


def mend(page: str, elsewhere: str = "") -> str:
    return mended(page, words_of([page, elsewhere]))


def test_hard_wraps() -> None:
    """Lines that were wrapped at the margin are one paragraph."""
    assert mend(f"{FULL}\nmore than 1,000 containers to Russia by sea\nsince August.") == (
        f"{FULL} more than 1,000 containers to Russia by sea since August."
    )


def test_short_line_closes() -> None:
    """A short line that ends a sentence ends its paragraph."""
    assert mend(f"{FULL}\nshells to it.\n{FULL}\nrockets.").count("\n") == 1


def test_empty_line_closes() -> None:
    """An empty line ends a paragraph, however long the line before it."""
    assert mend(f"{FULL}\n\n{FULL}") == f"{FULL}\n{FULL}"


def test_list_items_stand_alone() -> None:
    """An item of a list begins a line of its own."""
    assert mend(f"{FULL}\n• artillery shells of every kind they had\n• rockets").count("\n") == 2


@pytest.mark.parametrize("hyphen", ["-\n", "\x02", "\ufffe", "\u00ad\n", "\u2010\n"])
def test_parted_word(hyphen: str) -> None:
    """A word parted at a line's end is whole again, however the hyphen is marked."""
    assert mend(f"{FULL} artil{hyphen}lery shells") == f"{FULL} artillery shells"


@pytest.mark.parametrize(
    ("page", "elsewhere", "whole"),
    [
        ("surface-to-\nair missiles", "", "surface-to-air missiles"),
        ("long-\nrange missiles", "long-range", "long-range missiles"),
        ("long-\nrange missiles", "a range so long", "long-range missiles"),
        ("with-\nout proof", "with or out, or without", "without proof"),
        ("152-\nmm shells", "", "152-mm shells"),
        ("North-\nKorean", "", "North-Korean"),
    ],
)
def test_compounds_keep_their_hyphen(page: str, elsewhere: str, whole: str) -> None:
    """A hyphen stays where the word has another, or the document, or its parts, show that it is a compound."""
    assert mend(page, elsewhere) == whole


@pytest.mark.parametrize("number", ["12", "- 12 -", "12/40", "Page 12"])
def test_page_number(number: str) -> None:
    """A page's number is no part of its text, at its foot or at its head."""
    assert without_page_number(f"{number}\n{FULL}\n") == FULL
    assert without_page_number(f"{FULL}\n{number}\n") == FULL


def test_figures_are_no_page_number() -> None:
    """A line with a figure and a word stays."""
    assert without_page_number(f"{FULL}\n1,000 containers") == f"{FULL}\n1,000 containers"
