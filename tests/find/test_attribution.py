"""Who says what: the links of attribution in a sentence and over sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find.attributed import read, said, words
from reportedly.terms.mention import PartyClass

ONE_SPEAKER = [
    # before, behind and amid what is said
    ("The ministry said that the ferry had docked.", "The ministry", "said", "the ferry had docked"),
    ("The ministry said the ferry had docked.", "The ministry", "said", "the ferry had docked"),
    ("The ferry had docked, the ministry said.", "the ministry", "said", "The ferry had docked"),
    ("The ferry had docked, said the ministry.", "the ministry", "said", "The ferry had docked"),
    ("The ferry left on Monday, the ministry said.", "the ministry", "said", "The ferry left on Monday"),
    ("The ships, the ministry said, had carried shells.", "the ministry", "said", "The ships … had carried shells"),
    ("The jets, it is understood, have landed.", None, "understood", "The jets … have landed"),
    ("As the general noted, the convoy had stopped.", "the general", "noted", "the convoy had stopped"),
    ("The envoy told reporters that the ban had failed.", "The envoy", "told", "the ban had failed"),
    ("The envoy told lawmakers in Oslo the ban had failed.", "The envoy", "told", "the ban had failed"),
    ("The envoy, who said the ban had failed, left.", "The envoy", "said", "the ban had failed"),
    ("He left early and said that the ban had failed.", "He", "said", "the ban had failed"),
    ("The envoy went on to say that the ban had failed.", "The envoy", "say", "the ban had failed"),
    # passives
    (
        "The mayor was quoted as saying that the bridge was shut.",
        "The mayor",
        "quoted as saying",
        "the bridge was shut",
    ),
    ("Iran is believed to have sent drones.", None, "believed", "Iran … to have sent drones"),
    ("The plant is reported to have closed.", None, "reported", "The plant … to have closed"),
    ("The general is said to be ill.", None, "said", "The general … to be ill"),
    ("The ship is understood to have sunk.", None, "understood", "The ship … to have sunk"),
    ("The North is believed by Seoul to have shipped guns.", "Seoul", "believed", "The North … to have shipped guns"),
    ("It is believed that the trains carried shells.", None, "believed", "the trains carried shells"),
    ("Tehran was accused of arming the militia.", None, "accused", "arming the militia"),
    ("The sale was announced by Oslo on Tuesday.", "Oslo", "announced", "The sale"),
    # prepositions
    ("According to the coastguard, the crates were open.", "the coastguard", "According to", "the crates were open"),
    ("The crates were open, according to the coastguard.", "the coastguard", "according to", "The crates were open"),
    ("The bridge is closed, per the Interior Ministry.", "the Interior Ministry", "per", "The bridge is closed"),
    ("In Seoul's view, the pact breaches the ban.", "Seoul's", "view", "the pact breaches the ban"),
    ("In the words of the admiral, the route is open.", "the admiral", "words", "the route is open"),
    ("In its assessment, the plant works at night.", "its", "assessment", "the plant works at night"),
    # nouns
    ("Nobody doubts the service's assessment that trains crossed.", "the service's", "assessment", "trains crossed"),
    ("Ukrainian estimates of 300 shells a day are old.", "Ukrainian", "estimates", "300 shells a day"),
    ("The estimate of 8,000 men comes from Kyiv.", "Kyiv", "estimate", "8,000 men"),
    ("Our estimate is that half of the shells were duds.", "Our", "estimate", "half of the shells were duds"),
    ("There are reports that the jets have landed.", None, "reports", "the jets have landed"),
    ("Diplomats voiced concern that fuel would follow.", "Diplomats", "voiced concern", "fuel would follow"),
    ("The ministry issued a warning that mines were adrift.", "The ministry", "issued a warning", "mines were adrift"),
    # evidence
    ("Intel suggests that shells moved by rail.", "Intel", "suggests", "shells moved by rail"),
    ("Satellite images show that the pier was rebuilt.", "Satellite images", "show", "the pier was rebuilt"),
    ("The pier is in use, imagery suggests.", "imagery", "suggests", "The pier is in use"),
    # plans, orders, accusations
    ("Kyiv pledged to return the guns.", "Kyiv", "pledged", "to return the guns"),
    ("The premier ordered the fleet to sail.", "The premier", "ordered", "the fleet to sail"),
    ("Oslo announced a package of six radars.", "Oslo", "announced", "a package of six radars"),
    ("Oslo announced that it would send radars.", "Oslo", "announced", "it would send radars"),
    ("Kyiv accused Minsk of letting missiles through.", "Kyiv", "accused", "letting missiles through"),
    # headlines
    ("Tanks on their way, minister says", "minister", "says", "Tanks on their way"),
    ("NIS: North Korea sent 3,000 troops abroad", "NIS", ":", "North Korea sent 3,000 troops abroad"),
    ("North Korea sent 3,000 troops abroad: NIS", "NIS", ":", "North Korea sent 3,000 troops abroad"),
    ("Drones hit the depot – officials", "officials", "–", "Drones hit the depot"),
    # direct speech
    ('"We sent nothing," said Ivan Orlov, the spokesman.', "Ivan Orlov, the spokesman", "said", "We sent nothing"),
    ("The minister said: “The guns are ours.”", "The minister", "said", "The guns are ours"),
    ("“The guns are ours,” he added.", "he", "added", "The guns are ours"),
    ("The premier called the raid “a gift”.", "The premier", "called", "the raid “a gift"),
    (
        "“The crew is trained,” the general told reporters in Oslo, “and they will fly by May.”",
        "the general",
        "told",
        "The crew is trained … and they will fly by May",
    ),
    (
        "In a note, the ministry said the guns were old, adding that new ones would come.",
        "the ministry",
        "adding",
        "new ones would come",
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE_SPEAKER, ids=[case[0][:40] for case in ONE_SPEAKER])
def test_source_cue_and_content(text: str, source: str | None, cue: str, content: str) -> None:
    """The words for who, the words of saying and what is said are told apart."""
    found = [(words(text, m.source), words(text, m.cue), said(text, m)) for m in read(text)]
    wanted = "saying" if cue == "quoted as saying" else cue
    assert (source, cue, content) in found or (source, wanted, content) in found


SILENT = [
    "The deal was reported to police.",
    "The general spoke at length about the weather.",
    "She said goodbye to the crew.",
    "He is a noted author of spy novels.",
    "Kim wants fighter jets from Moscow.",
    "The blast claimed twelve lives.",
    "The claimed victory was never tested.",
    "The minister did not say whether the tanks had arrived.",
    "Officials declined to confirm that the tanks had arrived.",
    "The ministry would neither confirm nor deny that the tanks had arrived.",
    "The decision shows that the army has no plan.",
    "This suggests that the pier is in use.",
    "The factory makes 90 shells per hour.",
    "Weather: storms cross the north",
    "The vote passed by ten to three: a new record",
    "The convoy crossed the bridge at night.",
    "The mill was shut and the road was closed.",
]


@pytest.mark.parametrize("text", SILENT)
def test_words_of_saying_that_say_nothing(text: str) -> None:
    """Without a speaker who says something there is no attribution."""
    assert read(text) == ()


STANCES = [
    ("The ministry confirmed that troops had landed.", "asserted"),
    ("The trader admitted that he had sold the rifles.", "asserted"),
    ("The rebels claimed that they had won.", "asserted"),
    ("Oslo announced that it would send radars.", "asserted"),
    ("The service believes that shells were sent.", "assessed"),
    ("London assesses that the plant works at night.", "assessed"),
    ("The ship is believed to have carried shells.", "assessed"),
    ("The service does not believe that shells were sent.", "denied"),
    ("The embassy denied sending any rockets.", "denied"),
    ("Moscow rejected the claim that it had bought shells.", "denied"),
    ("Officials fear that the fuel will follow.", "possible"),
    ("Paris promised to supply radars.", "planned"),
    ("Seoul demanded that the troops be withdrawn.", "desired"),
    ("A reporter asked whether the ship had sailed.", "asked"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_the_cue_decides_the_stance(text: str, stance: str) -> None:
    """What the outermost cue makes of its content is its stance."""
    outermost = max(read(text), key=lambda m: sum(b - a for a, b in m.content))
    assert outermost.stance == stance


CHAINS = [
    (
        "The premier said the envoy warned that Kyiv believes that Minsk hid the tanks.",
        ["The premier", "the envoy", "Kyiv"],
    ),
    (
        "According to the newspaper, the minister said the envoy had warned that drones would follow.",
        ["the newspaper", "the minister", "the envoy"],
    ),
    (
        "The old guns are believed to have arrived, members of the defence committee cited the Intelligence Bureau as"
        " saying Friday, according to the Meridian news agency.",
        ["the Meridian news agency", "members of the defence committee", "the Intelligence Bureau", None],
    ),
    (
        "The report said the general had told lawmakers that Tehran believed the missiles were copies.",
        ["The report", "the general", "Tehran"],
    ),
]


@pytest.mark.parametrize(("text", "speakers"), CHAINS, ids=[speakers[0] for _, speakers in CHAINS])
def test_chains_nest(text: str, speakers: list[str | None]) -> None:
    """Of a chain each outer content holds the inner one, to any depth."""
    links = sorted(read(text), key=lambda m: -sum(b - a for a, b in m.content))
    assert [words(text, m.source) for m in links] == speakers
    for outer, inner in pairwise(links):
        assert min(a for a, _ in outer.content) <= min(a for a, _ in inner.content)
        assert max(b for _, b in outer.content) >= max(b for _, b in inner.content)


RELAYS = [
    ("The daily cited the governor as saying that the depot was empty.", "The daily", "the governor"),
    ("The depot was empty, Tass reported on Monday, citing two officials.", "Tass", "two officials"),
    ("Reuters, citing the general, reported that the depot was empty.", "Reuters", "the general"),
    ("The depot was empty, according to Reuters, which cited a minister.", "Reuters", "a minister"),
    ("The agency said, quoting an unnamed official, that the depot was empty.", "The agency", "an unnamed official"),
    ("The mayor was quoted by the radio as saying that the depot was empty.", "the radio", "The mayor"),
    ("The depot was empty, the mayor said, according to Reuters.", "Reuters", "the mayor"),
]


@pytest.mark.parametrize(("text", "teller", "origin"), RELAYS)
def test_who_passes_on_is_a_relay_around_the_origin(text: str, teller: str, origin: str) -> None:
    """The teller is marked as a relay; the one cited is the source of what is said."""
    found = {words(text, m.source): m for m in read(text)}
    assert found[teller].relay
    assert not found[origin].relay
    assert "depot was empty" in said(text, found[origin])


def test_citing_a_thing_relays_nothing() -> None:
    """Who cites drills as a reason passes on nobody's words."""
    text = "The depot was empty, Tass reported, citing the recent drills."
    assert [(words(text, m.source), m.relay) for m in read(text)] == [("Tass", False)]


def test_the_day_of_the_statement_belongs_to_the_cue() -> None:
    """The time of speaking is kept apart from what is said."""
    text = "The ministry said Thursday that the ferry had docked."
    (mention,) = read(text)
    assert words(text, mention.said_on) == "Thursday"
    assert said(text, mention) == "the ferry had docked"


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Two officials familiar with the matter said the ferry had docked.", True),
        ("South Korean officials said the ferry had docked.", True),
        ("A senior lawmaker, Han Jiho, said the ferry had docked.", False),
        ("The ministry said the ferry had docked.", False),
        ("Anna Berg said the ferry had docked.", False),
    ],
)
def test_sources_without_a_name(text: str, anonymous: bool) -> None:
    """Officials, sources and experts are anonymous unless a name stands with them."""
    assert [m.anonymous for m in read(text)] == [anonymous]


def test_a_body_named_with_officials_makes_them_its_own() -> None:
    """ "Officials of" a named body are not anonymous, and speak for the body."""
    text = "Officials of the Coastal Agency said the ferry had docked."
    (mention,) = read(text, ("the Coastal Agency", "NO-CA", "organisation"))
    assert (mention.anonymous, mention.parties) == (False, ("NO-CA",))


PARTIES: list[tuple[str, list[tuple[str, str, PartyClass]], tuple[str, ...]]] = [
    (
        "South Korean and U.S. officials said the ferry had docked.",
        [("South Korean", "KR", "nationality"), ("U.S.", "US", "nationality")],
        ("KR", "US"),
    ),
    (
        "Seoul and Washington said the ferry had docked.",
        [("Seoul", "KR", "state"), ("Washington", "US", "state")],
        ("KR", "US"),
    ),
    (
        "The UK's defense ministry said the ferry had docked.",
        [("UK", "GB", "state"), ("UK's defense ministry", "GB-MOD", "organisation")],
        ("GB-MOD",),
    ),
    (
        "Sweden's ambassador to Norway said the ferry had docked.",
        [("Sweden", "SE", "state"), ("Norway", "NO", "state")],
        ("SE",),
    ),
    (
        "Lawmakers in Norway's defence committee said the ferry had docked.",
        [("Norway", "NO", "state")],
        ("NO",),
    ),
    ("Officials said Norway had docked the ferry.", [("Norway", "NO", "state")], ()),
    (
        "The defence minister, Anna Berg, said the ferry had docked.",
        [("Anna Berg", "NO-MOD", "person")],
        ("NO-MOD",),
    ),
]


@pytest.mark.parametrize(("text", "named", "codes"), PARTIES, ids=[text[:30] for text, _, _ in PARTIES])
def test_the_codes_of_the_source(text: str, named: list[tuple[str, str, PartyClass]], codes: tuple[str, ...]) -> None:
    """The body before its state, whoever owns the office before where it is held, and every one of a joint source."""
    assert [m.parties for m in read(text, *named)] == [codes]


def test_mentions_come_in_order() -> None:
    """Attributions are sorted by where they start, and their text is the slice from source to cue."""
    text = "The agency said shells moved. The envoy denied that they had. According to Oslo, both are wrong."
    found = read(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(m.text == text[m.start : m.end] for m in found)


PIECES = [
    "The ministry said",
    "“We left,”",
    "he added",
    "according to Oslo",
    ":",
    ",",
    "\n\n",
    ".",
    "NIS",
    "citing",
    "that",
    "Q",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_muddle_gives_spans_within_the_text(pieces: list[str]) -> None:
    """Whatever the text, every span lies within it and none is empty."""
    text = " ".join(pieces)
    for mention in read(text):
        spans = [s for s in (mention.source, mention.cue, mention.said_on, *mention.content) if s]
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert mention.content
