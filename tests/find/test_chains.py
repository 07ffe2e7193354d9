"""Chains: from the publisher to the origins of what stands at one place in a text."""

from __future__ import annotations

import pytest

from find.seeing import chain, wired
from reportedly.find.chains import chain_at
from reportedly.terms.document import Document

ORIGINS = [
    # one body, by name, by its people, or by its city
    ('"Boats came," the spokesman of the White House\'s National Security Council said.', "Boats", ("US-NSC",)),
    ("U.S. officials at the National Security Council said that boats came.", "boats", ("US-NSC",)),
    ("Boats came, officials in Manila said.", "Boats", ("PH",)),
    ("Boats came, a presidential adviser in Bangui said.", "Boats", ("CF-PRES",)),
    ("Boats came, researchers at the Amur Delta Group said.", "Boats", ("Amur Delta Group",)),
    ("Boats came, a Washington think tank, the Pacific Reef Institute, said.", "Boats", ("Pacific Reef Institute",)),
    ("Jordan has agreed to sell boats, the German defence ministry said.", "boats", ("DE-MOD",)),
    # several
    ("South Korean and American officials fear that boats may follow.", "boats", ("KR", "US")),
    # what cannot speak is a basis
    (
        "Boats came, investigators of the Levant Reef Group found, citing satellite images.",
        "Boats",
        ("Levant Reef Group",),
    ),
    ("Satellite pictures analysed by the Amur Delta Group show that boats came.", "boats", ("Amur Delta Group",)),
    ("Satellite images show that boats came to Chad.", "boats", ("Harbour Gazette",)),
    # a state told of by a body of its own
    ("The National Security Council's spokesman said Washington believes that boats came.", "boats", ("US-NSC",)),
    # the denial is the denier's
    ("The Kremlin rejected Seoul's charge that boats had come.", "boats", ("RU-PRES",)),
    # nobody, and nobody's
    ("Boats came to Chad on Monday.", "Boats", ("Harbour Gazette",)),
    ("Boats have reportedly come to Chad.", "come", ()),
]


@pytest.mark.parametrize(("text", "words", "origins"), ORIGINS)
def test_the_origin_is_who_first_put_it_out(text: str, words: str, origins: tuple[str, ...]) -> None:
    """The innermost speaker by the code of the body, else by name; the publisher where nobody else speaks."""
    assert chain(text, words).origins == origins


def test_an_official_publisher_is_the_origin_of_what_its_own_state_announces() -> None:
    """ "The United States announced" on the White House's page is the White House's statement."""
    text = "The United States announced that boats will go to Chad."
    assert chain(text, "boats", "The White House").origins == ("US-WH",)


def test_a_label_without_a_name_speaks_for_an_official_publisher() -> None:
    """ "THE SPOKESPERSON:" in a transcript is the publisher's."""
    text = "Q Did boats go?\n\nTHE SPOKESPERSON: Boats went to Chad.\n\nQ When?\n\nTHE SPOKESPERSON: In May."
    assert chain(text, "Boats went", "The White House").origins == ("US-WH",)


def test_the_chain_names_whom_a_reference_stands_for() -> None:
    """Not "He" nor "the agency" but the name, and the body's proper name where the text gives it."""
    person = chain("Chad's ambassador to Mali, Ana Lopez, spoke. Boats came, the diplomat said.", "Boats")
    body = chain("The National Intelligence Service spoke. South Korea's spy agency said boats came.", "boats")
    assert person.links[-1].name == "Ana Lopez"
    assert body.links[-1].name == "National Intelligence Service"


def test_outlets_credited_behind_a_line_stand_in_the_chain() -> None:
    """ "(Pacific Wire)" at the end of a line is where the publisher has it from; it is not its origin."""
    text = "- Boats come to Chad, Mali says. (Pacific Wire) (Strait Review)\n- A ferry sinks. (Reef Post)"
    made = chain(text, "Boats")
    assert [link.name for link in made.links][:3] == ["Harbour Gazette", "Pacific Wire", "Strait Review"]
    assert made.origins == ("ML",)


def test_the_agency_of_a_dateline_tells_the_story() -> None:
    """A wire story in a newspaper has the wire as its teller."""
    made = chain("NAIROBI, May 2 (Pacific Wire) - Boats came to Chad on Monday.", "Boats")
    assert (made.links[1].name, made.origins) == ("Pacific Wire", ("Pacific Wire",))


def test_press_reports_have_no_origin() -> None:
    """Reports that are nobody's stay in the chain and make no origin."""
    made = chain("According to media reports, boats came to Chad.", "boats")
    assert made.origins == ()


def test_links_go_from_the_publisher_to_the_origin() -> None:
    """A relay stands between: lawmakers pass on what the service told them."""
    text = "Boats came, two South Korean lawmakers quoted the National Intelligence Service as saying."
    names = [link.name for link in chain(text, "Boats").links]
    assert (names[0], names[-1]) == ("Harbour Gazette", "National Intelligence Service")


def test_the_title_of_an_official_text_names_its_speaker() -> None:
    """A named official's statement, published by a body, has the official as a link and the body spoken for as origin."""
    text = "We will send boats to Chad."
    document = Document(
        text, path="t", publisher="The White House", title="Statement by Secretary of State Antony Blinken"
    )
    everything = wired().seen(document)
    found = chain_at(everything, text.index("boats"), "US-WH")
    assert found.origins == ("US-STATE",)
    assert found.links[0].name == "The White House"
    assert any("Blinken" in link.name for link in found.links)
