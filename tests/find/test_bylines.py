"""Whose publication it is, by its title."""

from __future__ import annotations

import pytest

from reportedly.find.bylines import author_words


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Statement by Ana Lopez on the Ferry", "Ana Lopez"),
        ("Statement from Prime Minister Lopez Following the Storm", "Prime Minister Lopez"),
        ("Press Briefing by Press Secretary Ana Lopez, May 2, 2023", "Press Secretary Ana Lopez"),
        ("On-the-Record Press Gaggle by Adviser Lopez", "Adviser Lopez"),
        ("Remarks by Minister Lopez at the Harbour", "Minister Lopez"),
    ],
)
def test_the_author_stands_behind_the_form(title: str, who: str) -> None:
    """The words run from "by" or "from" to what the publication is about, or where it was given."""
    span = author_words(title)
    assert span is not None
    assert title[slice(*span)] == who


@pytest.mark.parametrize(
    "title", [None, "", "Ferry Docks", "Readout of a Call with Chad", "Briefing by Ana Lopez and Jo Lee"]
)
def test_a_title_without_one_author_gives_none(title: str | None) -> None:
    """No title, no form of speech, or two speakers: nobody in particular."""
    assert author_words(title) is None
