"""Lists of sanctions from their bytes. All names in the samples are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.lists.parts import LONGEST_LINE, lines
from reportedly.read.lists.reading import BESIDE, Brought, form_of, read_list
from reportedly.terms.problem import Problem
from reportedly.terms.screening import ListEntry, SanctionsList

SAMPLES = Path(__file__).parent.parent / "data" / "lists"
FORMS = {
    "entities.ftm.json": "ftm",
    "targets.simple.csv": "simple-csv",
    "sdn.csv": "sdn-csv",
    "sdn.xml": "sdn-xml",
    "sdn_advanced.xml": "sdn-advanced",
    "consolidated.xml": "un-xml",
}
NUMBER = "2000004"


def read(sample: str, size: int = 1 << 20, **told: object) -> tuple[SanctionsList, tuple[Problem, ...]]:
    """A sample in pieces of a size, with what lies beside it."""
    data = (SAMPLES / sample).read_bytes()
    beside = {other: [(SAMPLES / other).read_bytes()] for other in BESIDE["sdn.csv"] if (SAMPLES / other).exists()}
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return read_list(Brought(pieces, sample, beside=beside, **told))  # type: ignore[arg-type]


def of_bytes(data: bytes, where: str = "list") -> tuple[SanctionsList, tuple[Problem, ...]]:
    return read_list(Brought([data], where))


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_told_by_content(name: str) -> None:
    """No ending is looked at."""
    assert form_of((SAMPLES / name).read_bytes()) == FORMS[name]


@pytest.mark.parametrize("name", [name for name in FORMS if name != "consolidated.xml"])
def test_every_form_with_ships_gives_the_ship_with_its_number(name: str) -> None:
    """The ship Maya 1 has its kind, its number and, where the list says one, its flag; MMSI numbers are no IMO numbers."""
    listed, _ = read(name)
    (ship,) = (entry for entry in listed.entries if entry.schema == "vessel")
    assert ship.name.casefold() == "maya 1"
    assert ship.imo == (NUMBER,)
    assert ship.countries in ((), ("ru",), ("Russia",))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_person(name: str) -> None:
    """A person is a person in every form, with all parts of the name."""
    (person,) = (entry for entry in read(name)[0].entries if entry.schema == "person")
    assert sorted(person.name.casefold().replace(",", "").split()) == ["fadrique", "orlen", "toss"]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("size", [1, 7, 64])
def test_how_it_comes_in_changes_nothing(name: str, size: int) -> None:
    """Pieces of any size give the same list and the same problems."""
    assert read(name, size) == read(name)


@pytest.mark.parametrize("name", FORMS)
def test_a_bad_row_is_a_problem_and_the_rest_is_read(name: str) -> None:
    """Every sample has a row that cannot be read; it is named, and three entries are read all the same."""
    listed, problems = read(name)
    broken = [problem for problem in problems if problem.slug == "broken-list"]
    assert broken
    assert {problem.severity for problem in broken} == {"warning"}
    assert len(listed.entries) == 3


def test_the_un_lists_companies_not_ships() -> None:
    """The IMO number in the remarks on a shipping company makes no ship of it."""
    (company,) = (entry for entry in read("consolidated.xml")[0].entries if entry.imo)
    assert (company.schema, company.imo) == ("organisation", (NUMBER,))


def test_names_and_weak_names_are_told_apart() -> None:
    """What a list itself calls weak stays weak: in FtM, in the OFAC's XML and remarks, in the UN's low quality."""
    weak = {name: {w for entry in read(name)[0].entries for w in entry.weak_names} for name in FORMS}
    assert weak["entities.ftm.json"] == {"M1"}
    assert weak["sdn.csv"] == weak["sdn.xml"] == weak["sdn_advanced.xml"] == {"M-ONE"}
    assert weak["consolidated.xml"] == {"The Old Pilot"}


def test_other_and_former_names_are_names() -> None:
    """A former name of a ship is screened like its present one."""
    for name in FORMS:
        named = {each.casefold() for entry in read(name)[0].entries for each in entry.names}
        assert any("veshnitsa" in each for each in named), name


def test_the_sdn_table_is_joined_with_what_lies_beside_it() -> None:
    """Other names come from ALT.CSV, countries from ADD.CSV and the flag; a programme cell holds several."""
    listed, problems = read("sdn.csv")
    ship, company, _ = listed.entries
    assert ship.programmes == ("NAVAL", "HARBOUR-EO")
    assert company.names == ("CORVEL TRADING LLC", "OOO KORVEL TREYDING")
    assert company.countries == ("Russia", "Cyprus")
    assert "no-other-names" not in {problem.slug for problem in problems}


def test_a_lone_sdn_table_is_told() -> None:
    """Without ALT.CSV other names are missing, and the user hears of it."""
    _, problems = of_bytes((SAMPLES / "sdn.csv").read_bytes(), "sdn.csv")
    (told,) = (problem for problem in problems if problem.slug == "no-other-names")
    assert "alt.csv" in told.message
    assert told.severity == "warning"


def test_the_date_is_the_lists_own() -> None:
    """The day of issue where the list has one, else the user's word, else the newest change."""
    assert {read(name)[0].date for name in ("sdn.xml", "sdn_advanced.xml", "consolidated.xml")} == {date(2025, 2, 3)}
    assert {read(name)[0].date for name in ("entities.ftm.json", "targets.simple.csv")} == {date(2025, 2, 1)}
    assert read("sdn.csv", date=date(2025, 2, 4))[0].date == date(2025, 2, 4)
    assert read("sdn.xml", date=date(2025, 2, 4))[0].date == date(2025, 2, 3)


def test_a_list_without_a_date_says_so() -> None:
    """Nobody's clock stands in for it."""
    listed, problems = read("sdn.csv")
    assert listed.date is None
    assert "no-list-date" in {problem.slug for problem in problems}


def test_the_name_is_the_lists_own() -> None:
    """The authority's, the one data set's, or what the user says."""
    assert read("consolidated.xml")[0].name == "UN Security Council Consolidated List"
    assert read("sdn.xml")[0].name == "OFAC SDN List"
    assert read("targets.simple.csv")[0].name == "Invented Naval List"
    assert read("sdn.xml", name="My list")[0].name == "My list"


def test_who_is_only_linked_is_no_entry() -> None:
    """An owner that is not listed itself is not screened against, and the number of such is told; addresses are nothing."""
    listed, problems = read("entities.ftm.json")
    assert "NK-owner" not in {entry.id for entry in listed.entries}
    assert [p.message[:2] for p in problems if p.slug == "not-listed"] == ["1 "]


@pytest.mark.parametrize(
    "schema", ["Vessel", "Company", "Organization", "LegalEntity", "PublicBody", "Person", "Airplane"]
)
def test_schemata_of_ftm(schema: str) -> None:
    """Every schema that bears a name is read, without properties beyond it."""
    entity = {"id": "x", "schema": schema, "properties": {"name": ["Quill"]}}
    (entry,) = of_bytes(json.dumps(entity).encode())[0].entries
    assert entry.names == ("Quill",)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "empty-file"),
        (b"  \n ", "empty-file"),
        (b"\x1f\x8b\x08rest", "packed-file"),
        (b"PK\x03\x04rest", "packed-file"),
        (b'{"text": "a document"}', "unknown-list"),
        (b"<html><body>no list</body></html>", "unknown-list"),
        (b"name,country\nQuill,RU\n", "unknown-list"),
        (b"\x00\x01\x02\x03", "unknown-list"),
    ],
)
def test_what_is_no_list_is_one_problem(data: bytes, slug: str) -> None:
    """It is named in one line, as an error, and nothing is read."""
    listed, problems = of_bytes(data)
    assert listed.entries == ()
    assert [(problem.slug, problem.severity) for problem in problems] == [(slug, "error")]


def test_xml_with_a_document_type_is_not_read() -> None:
    """Entities are a way to blow up a reader; no list has need of them."""
    head = b'<!DOCTYPE sdnList [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb = head + b"<sdnList><sdnEntry><uid>1</uid><lastName>&b;</lastName></sdnEntry></sdnList>"
    listed, problems = of_bytes(bomb)
    assert listed.entries == ()
    assert [problem.slug for problem in problems] == ["broken-list"]
    assert "document type" in problems[0].message


def test_xml_that_names_a_file_reads_none(tmp_path: Path) -> None:
    """An entity that points to a file of this machine is never followed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE sdnList [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = head + "<sdnList><sdnEntry><uid>1</uid><lastName>A &x;</lastName></sdnEntry></sdnList>"
    assert "SECRET" not in repr(of_bytes(data.encode()))


def test_xml_that_breaks_off_keeps_what_was_read() -> None:
    """The entries before the break are read, and the break is told."""
    whole = (SAMPLES / "consolidated.xml").read_bytes()
    listed, problems = of_bytes(whole[: whole.index(b"CORVEL")])
    assert [entry.id for entry in listed.entries] == ["ZMi.001"]
    (told,) = (problem for problem in problems if problem.slug == "broken-list")
    assert "breaks off" in told.message
    assert told.severity == "error"


def test_a_line_without_end_is_one_fault() -> None:
    """A line of megabytes is not kept in memory; the next is read."""
    entity = json.dumps({"id": "x", "schema": "Vessel", "properties": {"name": ["Quill"]}}).encode()
    pieces = [
        entity,
        b"\n{",
        *[b"a" * 1_000_000] * (LONGEST_LINE // 1_000_000 + 1),
        b"\n",
        entity.replace(b"Quill", b"Reed"),
    ]
    listed, problems = read_list(Brought(pieces, "list"))
    assert [entry.name for entry in listed.entries] == ["Quill", "Reed"]
    assert [p.message for p in problems if p.slug == "broken-list"] == ["line 2 is too long"]


def test_many_broken_rows_are_summed_up() -> None:
    """Twenty are named, the rest is a number."""
    good = json.dumps({"id": "x", "schema": "Vessel", "properties": {"name": ["Quill"]}})
    _, problems = of_bytes("\n".join([good, *["{broken"] * 500]).encode())
    broken = [problem.message for problem in problems if problem.slug == "broken-list"]
    assert len(broken) == 21
    assert broken[-1] == "480 further rows could not be read"


def test_a_large_list_passes_through() -> None:
    """A hundred thousand entries from a stream that is never whole in memory."""
    entity = '{{"id": "E-{0}", "schema": "Vessel", "properties": {{"name": ["Ship {0}"]}}}}\n'
    listed, problems = read_list(Brought((entity.format(n).encode() for n in range(100_000)), "list"))
    assert len(listed.entries) == 100_000
    assert [problem.slug for problem in problems] == ["no-list-date"]


@pytest.mark.parametrize("first", [b"1,2\r3,4", b"x" * 200_000 + b",y"])
def test_a_first_line_that_is_no_row_of_a_table(first: bytes) -> None:
    """A bare return in it, or a cell of megabytes: it is no list that is known."""
    listed, problems = of_bytes(first)
    assert listed.entries == ()
    assert [problem.slug for problem in problems] == ["unknown-list"]


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_bytes_break_a_reader(pieces: list[bytes]) -> None:
    """Whatever comes after a good beginning, the reading ends with entries and problems."""
    for name in ("entities.ftm.json", "sdn.csv", "sdn.xml", "targets.simple.csv"):
        head = (SAMPLES / name).read_bytes()
        listed, problems = read_list(Brought([head[: len(head) // 2], *pieces], name))
        assert all(isinstance(entry, ListEntry) and entry.name for entry in listed.entries)
        assert all(isinstance(problem, Problem) for problem in problems)


@given(st.lists(st.binary(max_size=9).map(lambda raw: raw.replace(b"\r", b"")), max_size=20))
def test_lines_are_those_of_the_whole(pieces: list[bytes]) -> None:
    """Lines from pieces are the lines of the pieces joined."""
    whole = b"".join(pieces)
    expected = whole.split(b"\n")[: None if not whole.endswith(b"\n") and whole else -1]
    assert len(list(lines(pieces))) == len(expected if whole else [])
