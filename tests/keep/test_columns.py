"""The columns of an index: what is counted over all and brought forward, and of parts of it, is what counting one by one
tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.keep.coded import Single
from reportedly.keep.columns import FACETS, Columns, Key
from reportedly.keep.grown import Grown
from reportedly.keep.held import KINDS, MULTIPLE, READ, SINGLE, number_of
from reportedly.keep.index import SEPARATOR
from reportedly.keep.query import ClaimQuery, is_party
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree

TREE = ItemTree(tables().items)
CLASSES = ("arms", "tank", "drone", "response")
CODES = ("KP", "KR", "KR-NIS", "RU", "RU-MFA", "A paper")
DAYS = (None, date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 1))


@dataclass(frozen=True)
class Told:
    """A row, as the test knows it."""

    document: str
    published_on: date | None
    confidence: float
    single: dict[str, str | None]
    multiple: dict[str, tuple[str, ...]]

    def row(self, number: int) -> tuple[Any, ...]:
        ends = [self.single[name] for name in SINGLE] + [SEPARATOR.join(self.multiple[name]) for name in MULTIPLE]
        return (number, f"c-{number:016x}", self.document, self.published_on, self.confidence, *ends)

    def of(self, name: str) -> tuple[str, ...]:
        """The values of a column."""
        one = (self.single[name],) if name in SINGLE else self.multiple[name]
        return tuple(value for value in one if value is not None)


several = st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple)
rows = st.builds(
    Told,
    document=st.sampled_from([f"d-{n:016x}" for n in (1, 2, 1 << 63, (1 << 63) + 1)] + ["another"]),
    published_on=st.sampled_from(DAYS),
    confidence=st.sampled_from((0.25, 0.5, 0.75)),
    single=st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("transfer", "measure")),
            "modality": st.sampled_from(("asserted", "denied")),
            "publisher": st.none() | st.sampled_from(CODES),
            "verdict": st.sampled_from((None, None, "accepted", "rejected")),
            "handling": st.sampled_from(("public", "public", "restricted")),
        }
    ),
    multiple=st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(CLASSES), max_size=2, unique=True).map(tuple) if name == "items"
         else several for name in MULTIPLE}
    ),
)  # fmt: skip
steps = st.lists(st.lists(rows, max_size=12) | st.sampled_from(["d-0000000000000001", "another"]), max_size=6)
queries = st.builds(
    ClaimQuery,
    actor=st.none() | st.sampled_from(CODES),
    origin=st.none() | st.sampled_from(CODES),
    publisher=st.none() | st.sampled_from(CODES),
    item=st.none() | st.sampled_from(("arms", "tank")),
    kind=st.none() | st.sampled_from(("transfer", "measure", "visit")),
    verdict=st.none() | st.sampled_from(("accepted", "rejected")),
    published_from=st.none() | st.sampled_from(DAYS[1:]),
    checked=st.none() | st.booleans(),
    at_least=st.sampled_from((0.0, 0.5)),
    public_only=st.booleans(),
)


def asked(row: Told, query: ClaimQuery, left_out: str | None = None) -> bool:
    """Whether a row is asked for, said once more in plain words, without one of the query's parts."""
    verdict = row.single["verdict"]

    def party(part: str) -> bool:
        wanted = getattr(query, part)
        return left_out == part or wanted is None or any(is_party(wanted, code) for code in row.of(FACETS[part]))

    item = left_out == "item" or query.item is None or any(TREE.within(i, query.item) for i in row.multiple["items"])
    return (
        all(party(part) for part in ("actor", "origin", "publisher"))
        and item
        and (left_out == "kind" or query.kind in (None, row.single["kind"]))
        and (verdict == query.verdict if query.verdict else verdict != "rejected")
        and (not query.published_from or (row.published_on is not None and row.published_on >= query.published_from))
        and query.checked in (None, verdict is not None)
        and (row.confidence >= query.at_least or verdict is not None)
        and not (query.public_only and row.single["handling"] == "restricted")
    )


def taken(columns: Columns, done: Iterable[list[Told] | str], query: ClaimQuery) -> dict[int, Told]:
    """Do the steps, asking between them; the rows that live by their numbers."""
    living: dict[int, Told] = {}
    number = 0
    for step in done:
        if isinstance(step, str):
            columns.forget([step])
            living = {n: row for n, row in living.items() if row.document != step}
        else:
            columns.extend([row.row(number + n) for n, row in enumerate(step, 1)])
            living |= {number + n: row for n, row in enumerate(step, 1)}
            number += len(step)
        # Whatever is asked is held ready, and must be brought forward by the steps that follow.
        columns.facets(query, TREE)
        columns.years(ClaimQuery(), TREE)
        columns.tally("actors", "recipients", "kind")
        columns.tally("publisher", public_only=True)
        columns.abouts(None)
    return living


@given(steps, queries)
def test_facets_are_what_counting_one_by_one_tells(done: list[list[Told] | str], query: ClaimQuery) -> None:
    """After any coming and going: number, checked, years and each facet without its own condition, most first, by name."""
    columns = Columns()
    living = taken(columns, done, query)
    mine = [row for row in living.values() if asked(row, query)]
    assert columns.count(query, TREE) == (len(mine), sum(row.single["verdict"] is not None for row in mine))
    assert columns.years(query, TREE) == Counter(row.published_on.year for row in mine if row.published_on)
    for facet in columns.facets(query, TREE, most=2):
        left = [row for row in living.values() if asked(row, query, facet.name)]
        counts = Counter(value for row in left for value in row.of(FACETS[facet.name]))
        counts.pop("response", None)  # no class of item: nothing can be asked by it
        ordered = sorted(counts.items(), key=lambda told: (-told[1], told[0]))
        assert (facet.values, facet.more) == (tuple(ordered[:2]), max(0, len(ordered) - 2))


@given(steps, queries, st.integers(0, 3), st.integers(1, 4))
def test_pages_are_what_sorting_all_tells(
    done: list[list[Told] | str], query: ClaimQuery, start: int, limit: int
) -> None:
    """The latest published first, of one day the latest that came in; and the least sure first among the unchecked."""
    columns = Columns()
    living = taken(columns, done, query)
    mine = {n: row for n, row in living.items() if asked(row, query)}
    latest = sorted(mine, key=lambda n: (-(mine[n].published_on or date.min).toordinal(), -n))
    assert columns.numbers(columns.page(query, TREE, None, start, limit)) == latest[start : start + limit]
    assert columns.numbers(columns.chosen(query, TREE)) == latest
    unsure = sorted((n for n in mine if mine[n].single["verdict"] is None), key=lambda n: (mine[n].confidence, n))
    assert columns.numbers(columns.unsure(query, TREE, None, start, limit)) == unsure[start : start + limit]
    seen, after = list[int](), None
    while True:
        found, after = columns.following(query, TREE, None, after, limit)
        seen += columns.numbers(found)
        if after is None:
            break
    by_id = sorted(mine, key=lambda n: (-(mine[n].published_on or date.min).toordinal(), n))
    assert seen == by_id


@given(steps)
def test_tallies_are_what_counting_one_by_one_tells(done: list[list[Told] | str]) -> None:
    """Combinations of values, a row once for each of its own; with restricted rows or without."""
    columns = Columns()
    living = taken(columns, done, ClaimQuery())
    standing = [row for row in living.values() if row.single["verdict"] != "rejected"]
    pairs = Counter(
        (a, r, row.single["kind"]) for row in standing for a in row.of("actors") for r in row.of("recipients")
    )
    assert columns.tally("actors", "recipients", "kind") == pairs
    public = Counter((row.single["publisher"] or "",) for row in standing if row.single["handling"] == "public")
    assert columns.tally("publisher", public_only=True) == public
    assert columns.abouts(None) == columns.abouts({row.document for row in standing})


@given(steps, queries)
def test_columns_taken_out_and_put_back_are_the_same(done: list[list[Told] | str], query: ClaimQuery) -> None:
    """The arrays with some room behind them and the values make columns that answer alike, and grow on."""
    columns = Columns()
    living = taken(columns, done, query)
    arrays = {
        name: (np.concatenate((array, np.zeros(3, array.dtype))), len(array))
        for name, array in columns.arrays().items()
    }
    again = Columns(arrays, columns.values_of_all())
    assert again.length == len(living)
    more = [next(iter(living.values()))] * 5 if living else []
    for one in (columns, again):
        one.extend([row.row(10_000 + n) for n, row in enumerate(more)])
    assert again.facets(query, TREE) == columns.facets(query, TREE)
    assert again.numbers(again.chosen(query, TREE)) == columns.numbers(columns.chosen(query, TREE))
    assert again.tally("origins", "kind") == columns.tally("origins", "kind")


def told(number: int, confidence: float = 0.5, **single: str | None) -> tuple[Any, ...]:
    """A plain row: about Korea and Russia, of one kind of arms."""
    plain = {"kind": "transfer", "modality": "asserted", "publisher": None, "verdict": None, "handling": "public"}
    values = {"actors": ("KP", "KR"), "recipients": ("RU",), "origins": (), "items": ("arms",)}
    return Told("another", DAYS[2], confidence, plain | single, values).row(number)


def test_the_least_sure_of_many_come_first_and_among_equals_the_first_read() -> None:
    """Of more rows than a page needs only the least sure are looked at; ties keep their order over page after page."""
    columns = Columns()
    columns.extend([told(n, 0.25 if n % 10 == 0 else 0.5) for n in range(1, 61)])
    query = ClaimQuery()
    pages = [columns.numbers(columns.unsure(query, TREE, None, start, 5)) for start in range(0, 60, 5)]
    tens = [n for n in range(1, 61) if n % 10 == 0]
    assert [n for page in pages for n in page] == tens + [n for n in range(1, 61) if n % 10]
    assert columns.numbers(columns.unsure(query, TREE, None, 0, 1)) == [10]
    assert columns.numbers(columns.unsure(query, TREE, [7, 12, 50], 0, 5)) == [50, 7, 12]


def test_what_full_text_search_found_narrows_pages_counts_and_facets() -> None:
    """Only rows whose numbers were found; numbers that no row has change nothing, and none found is no row."""
    columns = Columns()
    columns.extend([told(n, kind="measure" if n > 7 else "transfer") for n in range(1, 11)])
    query, found = ClaimQuery(), [3, 8, 9, 99]
    assert columns.numbers(columns.chosen(query, TREE, found)) == [9, 8, 3]
    assert columns.numbers(columns.page(query, TREE, found, 0, 2)) == [9, 8]
    assert columns.count(query, TREE, found) == (3, 0)
    assert columns.years(query, TREE, found) == {2024: 3}
    facets = {facet.name: dict(facet.values) for facet in columns.facets(query, TREE, found)}
    assert facets["kind"] == {"measure": 2, "transfer": 1}
    assert facets["actor"] == {"KP": 3, "KR": 3}
    assert columns.numbers(columns.chosen(query, TREE, [])) == []
    page, after = columns.following(query, TREE, found, None, 2)
    assert (len(page), after is not None) == (2, True)


def test_facets_of_most_rows_with_several_values_count_each() -> None:
    """Whether a few or nearly all rows are asked for, each of a row's values counts once."""
    columns = Columns()
    columns.extend([told(n, modality="denied" if n % 4 == 0 else "asserted") for n in range(1, 101)])
    for modality, count in (("denied", 25), ("asserted", 75)):
        facets = {f.name: dict(f.values) for f in columns.facets(ClaimQuery(modality=modality), TREE)}
        assert (facets["actor"], facets["recipient"]) == ({"KP": count, "KR": count}, {"RU": count})


def test_without_restricted_rows_nothing_is_public_where_nothing_is() -> None:
    """A ledger of restricted claims alone tallies to nothing for the public."""
    columns = Columns()
    columns.extend([told(n, handling="restricted") for n in (1, 2)])
    assert columns.tally("kind", public_only=True) == {}
    assert columns.tally("kind") == {("transfer",): 2}


def test_what_is_taken_out_has_the_types_that_a_snapshot_keeps() -> None:
    """Also where rows were forgotten, and the rest is put together anew."""
    columns = Columns()
    columns.extend([told(n) for n in (1, 2, 3)])
    columns.extend([(4, *told(4)[1:2], "d-0000000000000001", *told(4)[3:])])
    columns.forget(["d-0000000000000001"])
    arrays = columns.arrays()
    assert {name: array.dtype for name, array in arrays.items()} == {name: np.dtype(KINDS[name]) for name in arrays}
    assert len(arrays["numbers"]) == 3


def test_what_grows_keeps_what_it_holds() -> None:
    """Up to its room the array that was given is written to; past it, what follows goes into a wider one."""
    given_array = np.arange(4, dtype=np.int32)
    grown = Grown(np.int32, given_array, 2)
    grown.extend([7])
    grown.extend(range(10, 5_000))
    assert grown.filled.tolist() == [0, 1, 7, *range(10, 5_000)]
    assert given_array.tolist() == [0, 1, 7, 3]


def test_a_column_says_when_it_has_too_many_values() -> None:
    """More values than there are numbers for are an error, and not other values."""
    with pytest.raises(OverflowError, match="32,768 values"):
        Single(Grown(np.int16)).extend([str(n) for n in range(32_768)])


def test_ids_become_numbers_alone_and_together() -> None:
    """A thousand ids at once give the numbers that each gives alone, odd ones among them too."""
    usual = [f"c-{n * 7_919:016x}" for n in range(1_000)]
    for odd in ([], ["c-x"], ["c-00000000000000zz"], ["é-0000000000000001"]):
        columns = Columns()
        whole = usual + odd
        blank: list[Any] = [None if name == "publisher" else "" for name in READ[5:]]
        columns.extend([(n, ident, ident, None, 0.5, *blank) for n, ident in enumerate(whole)])
        assert columns.arrays()["idents"].tolist() == [number_of(ident) for ident in whole]


def on_days(*ordinals: int) -> Columns:
    """A row for each day, numbered from 1."""
    columns = Columns()
    columns.extend([(*told(n)[:3], date.fromordinal(day), *told(n)[4:]) for n, day in enumerate(ordinals, 1)])
    return columns


def test_a_page_ends_with_the_key_of_its_last_row() -> None:
    """Day and id of the last: the next page begins behind it, though claims have come in since; an empty page is empty."""
    columns = on_days(738_000, 738_003, 738_004, 738_002, 738_001)
    page, after = columns.following(ClaimQuery(), TREE, None, None, 3)
    assert (columns.numbers(page), after) == ([3, 2, 4], Key(738_002, number_of(told(4)[1])))
    columns.extend([told(6)])
    page, after = columns.following(ClaimQuery(), TREE, None, after, 3)
    assert (columns.numbers(page), after) == ([5, 1], None)
    assert columns.numbers(columns.page(ClaimQuery(), TREE, None, 0, 0)) == []


def test_a_class_asked_for_is_met_by_those_below_it() -> None:
    """Tanks are arms, arms are no tanks; a kind and a publisher are met by their name alone."""
    columns = Columns()
    for number, item in enumerate(("arms", "tank", "drone"), 1):
        columns.extend([(*told(number)[:-1], item)])
    for asked, numbers in (("arms", [3, 2, 1]), ("tank", [2])):
        assert columns.numbers(columns.chosen(ClaimQuery(item=asked), TREE)) == numbers
    assert columns.numbers(columns.chosen(ClaimQuery(kind="measure"), TREE)) == []


def test_tallies_of_many_values_count_each() -> None:
    """More combinations than have a place each are counted too."""
    columns = Columns()
    columns.extend([(*told(n)[:-4], f"A{n}", f"R{n % 2_100}", "", "") for n in range(2_101)])
    tally = columns.tally("actors", "recipients")
    assert len(tally) == 2_101
    assert (tally["A0", "R0"], tally["A2100", "R0"], tally["A7", "R7"]) == (1, 1, 1)


def test_a_sample_is_of_living_rows_from_the_first_to_the_last() -> None:
    """Evenly, each with its number and both ids as numbers; all of them where there are no more."""
    columns = Columns()
    assert columns.sample(3) == []
    columns.extend([(*told(n)[:2], f"d-{n:016x}", *told(n)[3:]) for n in range(1, 12)])
    columns.forget(["d-000000000000000b"])
    assert columns.sample(4) == [(n, n, n) for n in (1, 4, 7, 10)]
    assert columns.sample(99) == [(n, n, n) for n in range(1, 11)]


def test_ids_of_another_form_are_told_apart() -> None:
    """A file may bring ids that this program did not make; each is a number of its own, and none is none."""
    numbers = {number_of(ident) for ident in ("c-x", "c-y", "another", "", "d-00000000000000zz")}
    assert len(numbers - {0}) == 5
    assert number_of("c-00000000000000ff") == number_of("d-00000000000000ff") == 255


def test_a_value_that_only_rejected_claims_bear_is_no_choice() -> None:
    """Also where it came in after the facets were counted, and where it is none."""
    columns = Columns()
    columns.extend([told(1, publisher="A paper")])
    before = columns.facets(ClaimQuery(), TREE)
    columns.extend([told(2, verdict="rejected"), told(3, verdict="rejected", publisher="Another", kind="visit")])
    assert columns.facets(ClaimQuery(), TREE) == before
    assert columns.facets(ClaimQuery(kind="transfer"), TREE) == before
