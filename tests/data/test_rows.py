"""The shipped rows: valid, without collisions, and enough of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from reportedly.present.names import Names
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.tables import PartyRow
from shipped import shipped_tables

TABLES = shipped_tables()
PARTIES = {row.code: row for row in TABLES.parties}
STATES = {row.code for row in TABLES.parties if row.kind == "state"}
SPOKEN_OF_LIKE_STATES = {"EU", "UN"}


def bearers(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that more than one code bears, with the codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        found[name].add(code)
    return {name: codes for name, codes in found.items() if len(codes) > 1}


def names_of(row: PartyRow) -> Iterator[str]:
    yield from row.names
    yield from row.seats
    if row.capital:
        yield row.capital


def test_states_are_those_of_iso_3166() -> None:
    """249 codes of ISO 3166-1 and XK for Kosovo."""
    assert len(STATES) == 250
    assert {"KP", "KR", "TW", "PS", "XK", "GB", "US", "SS"} <= STATES
    assert all(re.fullmatch("[A-Z]{2}", code) for code in STATES)


def test_no_name_stands_for_two_parties() -> None:
    """Each name, capital and seat of government belongs to one party."""
    assert bearers((name, row.code) for row in TABLES.parties for name in names_of(row)) == {}


def test_no_nationality_stands_for_two_parties() -> None:
    """Each adjective and each demonym belongs to one party."""
    assert bearers((name, row.code) for row in TABLES.parties for name in row.adjectives) == {}
    assert bearers((name, row.code) for row in TABLES.parties for name in row.demonyms) == {}


def test_a_body_bears_the_code_of_its_state() -> None:
    """`KR-NIS` lies in KR: the prefix is a known state, and the row says so."""
    for row in TABLES.parties:
        if state_of(row.code) != row.code:
            assert row.state == state_of(row.code) in STATES | SPOKEN_OF_LIKE_STATES, row.code


def test_members_and_shorthands_name_known_parties() -> None:
    """Who sits in an alliance, and beside whom a shorthand holds, are states of the table."""
    for row in TABLES.parties:
        assert set(row.members) <= STATES, row.code
        assert {beside for _, beside in row.shorthands} <= PARTIES.keys(), row.code


def test_the_monitoring_team_has_eleven_members() -> None:
    """The mechanism that monitors sanctions on the DPRK is the eleven states that founded it."""
    assert len(PARTIES["MSMT"].members) == 11


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the Kremlin", "RU-PRES"),
        ("Downing Street", "GB-PM"),
        ("The Pentagon", "US-DOD"),
        ("National Intelligence Service", "KR-NIS"),
        ("Houthis", "Houthis"),
        ("Saab", "Saab"),
        ("DPRK", "KP"),
        ("U.A.E.", "AE"),
        ("Yonhap", "Yonhap"),
    ],
)
def test_well_known_names_are_there(name: str, code: str) -> None:
    """Names that no report explains stand for their party."""
    assert name.removeprefix("the ") in PARTIES[code].names


def test_offices_are_held_by_known_parties_in_order() -> None:
    """An office speaks for a known party or a body of a known state, and does not end before it starts."""
    for row in TABLES.offices:
        assert row.code in PARTIES or state_of(row.code) in STATES | SPOKEN_OF_LIKE_STATES, row.names
        assert row.start is None or row.end is None or row.start <= row.end, row.names


def test_offices_of_one_person_do_not_overlap() -> None:
    """On any day a name holds one office at most; the day of change may belong to both."""
    terms = defaultdict(list)
    for row in TABLES.offices:
        terms[row.names[0]].append(row)
    for name, rows in terms.items():
        ordered = sorted(rows, key=lambda r: str(r.start))
        for earlier, later in pairwise(ordered):
            assert earlier.end is not None, name
            assert later.start is not None, name
            assert earlier.end <= later.start, name


def test_a_surname_by_itself_stands_for_one_person() -> None:
    """Any name of an office-holder leads to one first name in the table."""
    assert bearers((name, row.names[0]) for row in TABLES.offices for name in row.names) == {}


def test_no_title_or_noun_is_of_two_roles() -> None:
    """Each title and each noun leads to one suffix."""
    pairs = ((word, str(n)) for n, row in enumerate(TABLES.roles) for word in (*row.titles, *row.nouns))
    assert bearers(pairs) == {}


def test_state_suffixes_belong_to_states() -> None:
    """A state's own name for a body stands under a known code."""
    for row in TABLES.roles:
        assert {state for state, _ in row.state_suffixes} <= STATES | SPOKEN_OF_LIKE_STATES, row.titles


def test_bodies_of_roles_agree_with_the_bodies_table() -> None:
    """What a role makes beside a state with bodies of its own is one of them, where the state has its own name for it."""
    known = {row.code for row in TABLES.parties}
    for state in ("KR", "US", "GB", "UA"):
        suffixes = [dict(row.state_suffixes).get(state) for row in TABLES.roles]
        assert {f"{state}-{suffix}" for suffix in suffixes if suffix} <= known


def test_every_item_has_a_way_up_to_a_root() -> None:
    """The roots are materiel, people and assistance."""
    tree = ItemTree(TABLES.items)
    assert {tree.path(row.item)[-1] for row in TABLES.items} == {"materiel", "people", "assistance"}


def test_launcher_rounds_are_rockets() -> None:
    """122 mm rounds of launchers lie below munitions, and not below shells."""
    tree = ItemTree(TABLES.items)
    assert tree.within("rocket-round", "munitions")
    assert not tree.within("rocket-round", "artillery-shell")
    assert tree.within("short-range-ballistic-missile", "ballistic-missile")
    assert tree.within("construction", "people")


def test_no_name_of_an_item_stands_for_two_classes() -> None:
    """Each name belongs to one class."""
    assert bearers((name, row.item) for row in TABLES.items for name in row.names) == {}


def test_names_of_items_are_lower_case() -> None:
    """They are matched on lower-cased words."""
    assert all(name == name.lower().strip() for row in TABLES.items for name in row.names)


def test_codes_of_categories_are_known() -> None:
    """SIPRI's categories, the UN Register's and the Munitions List's."""
    sipri = {
        "",
        "aircraft",
        "air-defence",
        "armoured",
        "artillery",
        "engines",
        "missiles",
        "satellites",
        "sensors",
        "ships",
    }
    for row in TABLES.items:
        assert row.sipri in {*sipri, "other"}, row.item
        assert row.unroca in {"", "I", "II", "III", "IV", "V", "VI", "VII", "SALW"}, row.item
        assert row.wassenaar == "" or re.fullmatch(r"ML([1-9]|1\d|2[0-2])", row.wassenaar), row.item


def test_places_lie_on_earth_in_known_states() -> None:
    """Degrees are in bounds, and countries are codes of states."""
    for row in TABLES.places:
        assert -90 <= row.lat <= 90, row.place
        assert -180 <= row.lon <= 180, row.place
        assert row.country is None or row.country in STATES, row.place
        assert row.kind in {"city", "region", "port", "base", "sea", "crossing"}, row.place


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Rajin", "KP"),
        ("Najin", "KP"),
        ("Dunay", "RU"),
        ("Kursk", "RU"),
        ("Donetsk", "UA"),
        ("Hmeimim", "SY"),
        ("Rzeszow", "PL"),
        ("Hodeidah", "YE"),
        ("Incirlik", "TR"),
        ("Kyiv", "UA"),
        ("Nairobi", "KE"),
        ("Strait of Hormuz", None),
    ],
)
def test_places_on_the_routes_are_there(name: str, country: str | None) -> None:
    """Ports, bases, regions and straits that reports name, under each spelling."""
    assert {row.country for row in TABLES.places if name in row.names} == {country}


def test_spellings_of_one_port_are_one_place() -> None:
    """Rajin, Najin and Rason are one port; so are Dunai and Dunay."""
    for first, second in (("Rajin", "Najin"), ("Rajin", "Rason"), ("Dunai", "Dunay")):
        assert [r.place for r in TABLES.places if first in r.names] == [
            r.place for r in TABLES.places if second in r.names
        ]


def test_likelihoods_are_bands_of_percent() -> None:
    """0 ≤ low < high ≤ 100, on a yardstick with holders."""
    for row in TABLES.likelihoods:
        assert 0 <= row.low < row.high <= 100, row.term
        assert row.holders, row.term
    assert {row.yardstick for row in TABLES.likelihoods} == {"PHIA", "ICD 203"}


def test_the_words_of_a_basis_stand_in_its_example() -> None:
    """Each example holds the words that it is for."""
    for row in TABLES.bases:
        assert row.words.lower() in row.example.lower(), row.words


@pytest.mark.parametrize(
    ("item", "noun"),
    [("artillery-shell", "artillery shells"), ("cargo", "cargo"), ("soldiers", "soldiers"), ("drone", "drones"),
     ("missile", "missiles"), ("rocket-round", "rockets"), ("munitions", "munitions"), ("howitzer", "howitzers")],
)  # fmt: skip
def test_a_class_is_called_by_its_usual_name(item: str, noun: str) -> None:
    """The first name of a row is the one in print, whatever further ones are added."""
    assert Names.of(TABLES).item(item) == noun
