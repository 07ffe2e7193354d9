"""What people type, as values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reportedly.errors import UsageError
from reportedly.serve.asking import day, instant, item, party, strangers
from reportedly.terms.tables import ItemRow, PartyRow, Tables

TABLES = Tables(
    parties=(
        PartyRow("KP", "state", ("North Korea", "DPRK")),
        PartyRow("KR-NIS", "body", ("National Intelligence Service", "NIS"), state="KR"),
    ),
    items=(
        ItemRow("materiel", None, ("materiel",), "materiel"),
        ItemRow("artillery-shell", "materiel", ("artillery shell", "shell"), "weapon", "shell"),
    ),
)


@pytest.mark.parametrize(
    ("given", "code"),
    [("KP", "KP"), ("kp", "KP"), ("dprk", "KP"), ("North Korea", "KP"), ("kr-nis", "KR-NIS"), ("Yonhap", "Yonhap")],
)
def test_parties_by_code_or_name(given: str, code: str) -> None:
    """Codes and names regardless of case; what is neither stands as typed."""
    assert party(given, TABLES) == code


def test_a_name_that_nobody_bears_is_answered_with_the_nearest() -> None:
    """Codes and names of the tables are known in any case; what is near none of them is only called unknown."""
    assert strangers(("north korea", "kr-nis", None, ""), TABLES, ()) == ()
    assert strangers(("Nort Korea", "Zembla"), TABLES, ()) == (
        "no party is called “Nort Korea”; did you mean North Korea?",
        "no party is called “Zembla”",
    )


@pytest.mark.parametrize("given", ["artillery-shell", "Artillery-Shell", "artillery shell", "shell", "shells"])
def test_items_by_class_or_noun(given: str) -> None:
    """The class, or one of its nouns in the singular or plural."""
    assert item(given, TABLES) == "artillery-shell"


def test_an_unknown_class_names_near_ones() -> None:
    """A slip of the pen is answered with what may have been meant."""
    with pytest.raises(UsageError) as raised:
        item("shel", TABLES)
    assert "did you mean shell" in str(raised.value)


def test_days() -> None:
    """An ISO day; no day stays none; anything else is wrong use."""
    assert day("2023-10-13") == date(2023, 10, 13)
    assert day(None) is None
    with pytest.raises(UsageError):
        day("13 October")


def test_instants() -> None:
    """With a zone as given, without one in UTC, a day alone to its end."""
    assert instant("2023-10-13T09:00+02:00") == datetime(2023, 10, 13, 7, 0, tzinfo=UTC)
    assert instant("2023-10-13T09:00") == datetime(2023, 10, 13, 9, 0, tzinfo=UTC)
    whole = instant("2023-10-13")
    assert whole
    assert datetime(2023, 10, 14, tzinfo=UTC) - whole <= timedelta(microseconds=1)
    with pytest.raises(UsageError):
        instant("noon")
