"""Frames: every value arrives, and the types do not depend on what happens to be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars
from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.notebook.frames import claim_columns, pandas_frame, polars_frame
from reportedly.terms.claim import Claim, Review
from strategies import corpora

NONE = claim_columns(())
found = corpora().map(lambda corpus: [claim for _, claims in corpus for claim in claims])


@given(found)
def test_every_value_arrives(claims: list[Claim]) -> None:
    """A polars frame holds the columns as they are; nothing is turned into a missing value."""
    columns = claim_columns(claims)
    assert polars_frame(columns).to_dict(as_series=False) == columns


@given(found)
def test_frames_can_be_put_under_each_other(claims: list[Claim]) -> None:
    """The schema is the same of no claim, of a few and of all that is possible."""
    none, some = polars_frame(NONE), polars_frame(claim_columns(claims))
    assert polars.concat([none, some, some]).height == 2 * len(claims)


@given(found, st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_columns_of_pandas_keep_their_types(claims: list[Claim], at: datetime) -> None:
    """Days, instants, numbers and marks are such whether or not any is missing; an instant is the one given."""
    checked = [replace(claim, reviewed=Review("ana", at, "accepted")) for claim in claims]
    columns = claim_columns([*claims, *checked])
    frame = pandas_frame(columns)
    assert str(frame["happened.start"].dtype).startswith("datetime64")
    assert str(frame["reviewed.at"].dtype).endswith("UTC]")
    assert frame["likelihood.low"].dtype == frame["quantity.high"].dtype == "float64"
    assert frame["quantity.vague"].dtype == "boolean"
    assert [at] * len(checked) == [stamp.to_pydatetime() for stamp in frame["reviewed.at"].dropna()]
    assert polars_frame(columns)["reviewed.at"].drop_nulls().to_list() == [at] * len(checked)
