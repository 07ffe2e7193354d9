"""Documents: normalised text, and ids from content."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.document import Document, content_id, normalised, sha256
from strategies import documents


def test_line_ends_become_one() -> None:
    """Windows and old Macintosh line ends are read as one new line each."""
    assert normalised("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_accents_are_composed() -> None:
    """A letter and its combining accent are one code point."""
    assert normalised("Orbe\u0301n") == "Orb\u00e9n"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """What is normalised stays as it is, and holds no carriage return."""
    once = normalised(text)
    assert normalised(once) == once
    assert "\r" not in once


@given(st.text(alphabet=st.characters(exclude_characters="\r", max_codepoint=0x7F)))
def test_plain_text_does_not_move(text: str) -> None:
    """Spaces, tabs, quotes and blank lines stand where they stood."""
    assert normalised(text) == text


@given(documents(), st.text(max_size=9))
def test_the_path_is_no_part_of_the_id(document: Document, path: str) -> None:
    """The same report in another place is the same document."""
    assert replace(document, path=path, id="").id == document.id


@given(documents())
def test_text_publisher_and_url_make_the_id(document: Document) -> None:
    """Another text, publisher or address is another document; no address is not an empty one."""
    others = (
        replace(document, text=document.text + "!", id=""),
        replace(document, publisher=f"{document.publisher}!", id=""),
        replace(document, url=f"{document.url}!", id=""),
        replace(document, url="" if document.url is None else None, id=""),
    )
    assert len({document.id, *(other.id for other in others)}) == 5


@given(documents(), documents())
def test_other_metadata_is_no_part_of_the_id(document: Document, other: Document) -> None:
    """Date, host, language, title and handling may change; the id stays."""
    changed = replace(
        document,
        host=other.host,
        published_on=other.published_on,
        retrieved_at=other.retrieved_at,
        language=other.language,
        title=other.title,
        handling=other.handling,
        id="",
    )
    assert changed.id == document.id


def test_ids_do_not_depend_on_the_run() -> None:
    """An id that was given once is given for ever."""
    assert Document("Nothing was sent.", publisher="Daily").id == "d-614201d3b0040048"


def test_parts_of_an_id_do_not_run_together() -> None:
    """("ab", "c") and ("a", "bc") differ, and so do None, nothing and ''."""
    made = {content_id("c", *parts) for parts in (("ab", "c"), ("a", "bc"), ("a", None), ("a", ""), ("a",))}
    assert len(made) == 5


def test_the_digest_of_a_text_is_that_of_its_bytes() -> None:
    """The text's SHA-256 is taken over its UTF-8."""
    assert Document("Київ").text_sha256 == sha256("Київ".encode())
