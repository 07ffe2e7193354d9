"""People: terms of office, what mentions cover, and titles beside their bearers."""

from __future__ import annotations

from datetime import date

from find.parsing import parse
from reportedly.find.people import covered, with_offices, with_surnames, years_off
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import OfficeRow

TERM = OfficeRow(("Maria Keller",), "TD-MOD", "defence minister", date(2020, 1, 1), date(2022, 1, 1))


def test_a_day_within_a_term_is_no_years_off() -> None:
    """Inside, and without a day or an office, the distance is nought; outside it grows."""
    assert years_off(TERM, date(2021, 5, 1)) == years_off(TERM, None) == years_off(None, date(2021, 5, 1)) == 0
    assert 0.9 < years_off(TERM, date(2023, 1, 1)) < 1.1
    assert 0.9 < years_off(TERM, date(2019, 1, 1)) < 1.1


def test_mentions_cover_their_code_points() -> None:
    """Start included, end not."""
    assert covered([PartyMention(2, 4, "ab", "person"), PartyMention(7, 8, "c", "person")]) == {2, 3, 7}


def test_a_title_just_before_its_bearer_goes_into_it() -> None:
    """The person is left, with the title's code and role."""
    text = "The Chadian envoy Maria Keller spoke."
    title = PartyMention(4, 17, "Chadian envoy", "person", "TD", role="envoy")
    person = PartyMention(18, 30, "Maria Keller", "person", name="Maria Keller")
    (kept,) = with_offices([title, person], text, Tokens(parse(text)))
    assert (kept.text, kept.code, kept.role) == ("Maria Keller", "TD", "envoy")


def test_a_later_surname_bears_the_full_name() -> None:
    """Only after the full name, and as a mention of its own."""
    text = "Keller came. Maria Keller spoke. Keller left."
    person = PartyMention(13, 25, "Maria Keller", "person", "TD", "Maria Keller")
    later = with_surnames(parse(text), [person], covered([person]))[1:]
    assert [(m.start, m.name, m.code) for m in later] == [(33, "Maria Keller", "TD")]
