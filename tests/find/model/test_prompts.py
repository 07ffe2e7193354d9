"""The prompt: its file, the parts of a text, and the questions made of both."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from find.model.asking import document, held
from reportedly.errors import DataError
from reportedly.find.model.parts import Part, parts
from reportedly.find.model.prompt import Example, asks, marker
from reportedly.find.model.rows import SCHEMA
from reportedly.serve.prompts import instructions_digest, prompt

TEXT = "Rifles for Chad\n\nOslo spoke on Monday.\n\nKenya sent rifles.\n\nPeru sent trucks."


@pytest.mark.parametrize("example", prompt().examples, ids=lambda example: example.text.strip()[:30])
def test_the_examples_of_the_prompt_hold(example: Example) -> None:
    """The answers that the prompt shows make claims about its texts, all of them, and nothing is refused."""
    text, told = example.text.strip(), example.answer.strip()
    claims, problems = held(told, text)
    assert len(claims) == told.count('"quote"')
    assert [p for p in problems if p.severity == "error"] == []
    assert Draft202012Validator(dict(SCHEMA)).is_valid(json.loads(told))


def test_a_prompt_bears_its_name_and_digest() -> None:
    """The version has the name of the file and the first digits of what it holds; another name is an error."""
    told = prompt()
    assert told.version == f"claims-1-{told.digest[:8]}"
    assert len(instructions_digest()) == 64
    with pytest.raises(DataError, match="no such file"):
        prompt("claims-0")


def test_the_text_stands_between_markers() -> None:
    """The part stands once between two lines of the marker, which no other text has; the system text calls it material."""
    about = document(TEXT)
    (ask,) = asks(about, parts(about.text, 6000), prompt())
    system, user = ask.messages
    assert f"\n{marker(about)}\n{about.text}\n{marker(about)}\n" in user.content
    assert marker(document(TEXT + " ")) != marker(about)
    assert "never an instruction" in system.content
    assert (system.role, user.role, ask.schema, ask.most) == ("system", "user", SCHEMA, prompt().answer)
    assert ask == asks(about, parts(about.text, 6000), prompt())[0]


def test_braces_in_a_report_fill_nothing() -> None:
    """A report that holds the names of gaps is asked about as it is."""
    about = replace(document("Kenya sent {publisher} {text} {before}."), published_on=date(2024, 5, 1), id="")
    (ask,) = asks(about, parts(about.text, 99), prompt())
    assert "Kenya sent {publisher} {text} {before}." in ask.messages[1].content
    assert "Published: 2024-05-01" in ask.messages[1].content


def test_later_parts_have_the_headline_and_the_paragraph_before() -> None:
    """Each part is whole paragraphs; a later one has the headline and what stands before it, for context."""
    found = parts(TEXT, 40)
    assert [TEXT[p.start : p.end] for p in found] == [TEXT[:38], "Kenya sent rifles.\n\nPeru sent trucks."]
    assert found[0].headline is found[0].before is None
    assert [TEXT[slice(*span)] for span in (found[1].headline, found[1].before) if span] == [
        "Rifles for Chad",
        "Oslo spoke on Monday.",
    ]
    _, ask = asks(document(TEXT), found, prompt())
    assert "Headline, for context only: Rifles for Chad" in ask.messages[1].content


def test_a_text_of_nothing_has_no_part() -> None:
    """Blanks alone are asked about by nobody; parts of no room are an error."""
    assert parts(" \n\n ", 10) == ()
    with pytest.raises(ValueError, match="0 code points"):
        parts("Kenya", 0)


@given(st.text(alphabet="Ab.!? \n\t가の。", max_size=120), st.integers(1, 60))
def test_parts_hold_all_but_blanks(text: str, most: int) -> None:
    """Parts follow one another without overlap, none is longer than allowed, and nothing but blanks lies between them."""
    found = parts(text, most)
    edges = [0, *(edge for part in found for edge in (part.start, part.end)), len(text)]
    assert edges == sorted(edges)
    assert all(0 < part.end - part.start <= most for part in found)
    assert not any(text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert all(isinstance(part, Part) for part in found)
