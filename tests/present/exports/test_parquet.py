"""Parquet, read back, and by other programs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import get_args

import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from present.exports.generated import MANY, sample_export
from reportedly.present.exports.export import Export
from reportedly.present.exports.parquet import LOST, SCHEMA, claims_of_parquet, parquet
from reportedly.terms.claim import Claim, Review, Verdict
from reportedly.terms.quantity import Quantity
from reportedly.terms.record import claim_record
from reportedly.terms.schema import claim_schema
from strategies import claims, days, documents, instants, words


def written(export: Export) -> bytes:
    return parquet(export)[""]


def of(*given: Claim) -> Export:
    return replace(sample_export(0), claims=given)


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
reviews = st.builds(
    Review,
    words,
    st.builds(lambda at, zone: at.astimezone(zone), instants, zones),
    st.sampled_from(get_args(Verdict)),
    words,
)


@given(st.lists(documents().flatmap(claims), max_size=3), st.none() | reviews)
def test_records_come_back_as_they_were(found: list[Claim], reviewed: Review | None) -> None:
    """Whatever a claim holds, its record is the same after as before, names in their order."""
    given = [replace(claim, reviewed=reviewed) for claim in found]
    back = claims_of_parquet(written(of(*given)))
    assert back == [claim_record(claim) for claim in given]
    assert [list(record) for record in back] == [list(claim_record(claim)) for claim in given]


@pytest.mark.parametrize("many", MANY)
def test_many_claims_come_back(many: int) -> None:
    """With formulas, quotes, every script, open intervals and clocks of three zones."""
    export = sample_export(many)
    assert claims_of_parquet(written(export)) == [claim_record(claim) for claim in export.claims]


def test_every_column_is_typed_and_described() -> None:
    """The columns are those of the record, the translation's too; days are days, instants UTC, figures numbers, all told."""
    table = pq.read_table(io.BytesIO(written(sample_export(20))))
    assert table.schema.names == list(claim_schema()["properties"])
    assert table.schema.field("published_on").type == pa.date32()
    assert table.schema.field("happened").type.field("end").type == pa.date32()
    assert table.schema.field("reviewed").type.field("at").type == pa.timestamp("us", "UTC")
    assert table.schema.field("quantity").type.field("low").type == pa.float64()
    assert all(field.metadata[b"description"] for field in every_field(SCHEMA))


def every_field(typed: pa.Schema | pa.StructType) -> Iterator[pa.Field]:
    for field in typed:
        yield field
        inner = field.type.value_type if pa.types.is_list(field.type) else field.type
        if pa.types.is_struct(inner):
            yield from every_field(inner)


def test_a_whole_number_equals_itself_with_a_point() -> None:
    """1000 and 1000.0 are one figure; a fraction is kept; an open side is no value."""
    claim = sample_export(1).claims[0]
    found = claims_of_parquet(written(of(*(replace(claim, quantity=Quantity(n, None)) for n in (1000, 1000.0, 0.1)))))
    assert [record["quantity"]["low"] for record in found] == [1000, 1000, 0.1]
    assert found[0]["quantity"]["high"] is None


def test_the_largest_numbers_are_the_nearest_and_told() -> None:
    """Beyond 2 to the 53rd a whole number may not come back to the unit; that is said."""
    claim = replace(sample_export(1).claims[0], quantity=Quantity(2**53 + 1, 10**30))
    found = claims_of_parquet(written(of(claim)))[0]["quantity"]
    assert (found["low"], found["high"]) == (2**53, 1e30)
    assert f"{2**53:,}" in " ".join(LOST)


def test_pandas_reads_it() -> None:
    """As many rows, with days, figures and lists."""
    export = sample_export(300)
    frame = pandas.read_parquet(io.BytesIO(written(export)))
    assert list(frame["id"]) == [claim.id for claim in export.claims]
    assert [value or None for value in frame["published_on"]] == [claim.published_on for claim in export.claims]
    assert [list(codes) for codes in frame["actor"]] == [list(claim.actor) for claim in export.claims]


def test_polars_reads_it() -> None:
    """And adds up a figure within a quantity, and counts by day."""
    export = sample_export(300)
    frame = polars.read_parquet(io.BytesIO(written(export)))
    lows = [claim.quantity.low for claim in export.claims if claim.quantity and claim.quantity.low is not None]
    assert frame["quantity"].struct.field("low").sum() == pytest.approx(sum(lows))
    assert frame["published_on"].to_list() == [claim.published_on for claim in export.claims]
    assert frame.schema["published_on"] == polars.Date
    assert frame["evidence"].struct.field("quote").to_list() == [claim.evidence.quote for claim in export.claims]


def test_the_moment_stands_in_the_metadata() -> None:
    """What this is, which moment it shows, and which version wrote it."""
    export = sample_export(3)
    told = pq.read_schema(io.BytesIO(written(export))).metadata
    assert told[b"reportedly.about"].decode() == export.about()
    assert told[b"reportedly.moment"].decode() == export.moment.words()
    assert (told[b"reportedly.version"], told[b"reportedly.record"]) == (b"0.0-test", b"1")


def test_it_is_packed_with_zstandard() -> None:
    """Every column of every group."""
    group = pq.ParquetFile(io.BytesIO(written(sample_export(10)))).metadata.row_group(0)
    assert {group.column(place).compression for place in range(group.num_columns)} == {"ZSTD"}


def test_no_claims_are_a_table_with_its_columns() -> None:
    """An empty answer is still a table."""
    data = written(sample_export(0))
    assert claims_of_parquet(data) == []
    assert pq.read_schema(io.BytesIO(data)).names == SCHEMA.names


@given(days)
def test_any_day_is_a_day(on: date) -> None:
    """Before 1970 too."""
    claim = sample_export(1).claims[0]
    dated = replace(claim, document=replace(claim.document, published_on=on))
    assert claims_of_parquet(written(of(dated)))[0]["published_on"] == on.isoformat()


def test_the_same_export_gives_the_same_bytes() -> None:
    """Nothing of the hour or the machine is in it."""
    assert written(sample_export(100)) == written(sample_export(100))


def test_an_instant_keeps_the_clock_that_gave_it() -> None:
    """It stands in UTC, and comes back as it was written."""
    at = datetime(2026, 1, 1, 2, 3, 4, 567, tzinfo=timezone(timedelta(hours=9)))
    claim = replace(sample_export(1).claims[0], reviewed=Review("Ann", at, "accepted"))
    assert claims_of_parquet(written(of(claim)))[0]["reviewed"]["at"] == "2026-01-01T02:03:04.000567+09:00"


def test_the_examples_come_back(examples: Export) -> None:
    """What the shipped examples give."""
    assert claims_of_parquet(written(examples)) == [claim_record(claim) for claim in examples.claims]
