"""Rare figures and words in a row: what tells, without a named origin, whom a claim repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.told import ITEMS, told
from reportedly.resolve.origins import echoes
from reportedly.resolve.restated import significant_digits
from reportedly.resolve.shared_wording import words_in_a_row
from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Evidence
from reportedly.terms.flow import EchoKind

MONDAY, TUESDAY = date(2024, 2, 26), date(2024, 2, 27)
SENTENCE = "North Korea has sent Russia thousands of containers that may hold shells of two kinds"
PAPER = "The Echo"


def saying(claim: Claim, words: str) -> Claim:
    return replace(claim, evidence=Evidence.cut(words, 0, len(words)))


def unnamed(claim: Claim) -> Claim:
    return replace(claim, origins=(), attribution=claim.attribution[:1])


def kinds(*claims: Claim) -> dict[str, EchoKind]:
    return {echo.claim: echo.kind for echo in echoes(claims, [], ITEMS)}


ORIGIN = told("KR-MND", 6_700, on=MONDAY, name="origin")


def test_a_rare_figure_of_an_origin_is_its_figure() -> None:
    """A claim without an origin that gives the rare figure of one repeats it, and the reason says whose it is."""
    (echo,) = echoes([unnamed(told(PAPER, 6_700, on=TUESDAY, publisher=PAPER)), ORIGIN], [], ITEMS)
    assert (echo.of, echo.kind) == ("origin", "figure")
    assert echo.reason == "gives the rare figure 6,700 that KR-MND gave on 2024-02-26"


@pytest.mark.parametrize(
    "claim",
    [
        told(PAPER, 6_700, on=TUESDAY, publisher=PAPER, basis="imagery"),
        told("US-NSC", 6_700, on=TUESDAY),
        unnamed(told(PAPER, 6_800, on=TUESDAY, publisher=PAPER)),
        unnamed(told(PAPER, 6_700, on=MONDAY - timedelta(days=1), publisher=PAPER)),
        unnamed(told(PAPER, 6_700, on=TUESDAY, publisher=PAPER, unit="shell")),
        unnamed(told(PAPER, 6_700, on=TUESDAY, publisher=PAPER, item="fighter")),
        unnamed(told(PAPER, 6_700, on=TUESDAY, publisher=PAPER, recipient=("IR",))),
        unnamed(told(PAPER, 6_700, on=TUESDAY, publisher=PAPER, modality="planned")),
    ],
)
def test_what_is_no_sign_of_copying(claim: Claim) -> None:
    """A basis of its own, another state, another figure, an earlier day, another unit, class, pair or a plan."""
    assert kinds(claim, ORIGIN) == {}


def test_a_round_figure_is_no_sign() -> None:
    """Ten thousand is anybody's number, and so is five thousand."""
    for figure in (1_000, 5_000, 10_000):
        assert kinds(unnamed(told(PAPER, figure, on=TUESDAY)), told("KR-MND", figure, on=MONDAY)) == {}


def test_two_digits_are_rare_only_while_one_state_has_given_them() -> None:
    """6,700 of two states is nobody's in particular; 6,738 is a sign whoever gave it."""
    for figure, expected in ((6_700, {}), (6_738, {"voice": "figure"})):
        voice = unnamed(told(PAPER, figure, on=TUESDAY, name="voice"))
        assert kinds(voice, told("KR-MND", figure, on=MONDAY), told("UA-GUR", figure, on=MONDAY)) == expected


def test_a_wires_voice_relayed_by_another_is_still_its_voice() -> None:
    """ "…, Harbour Wire reported" names no origin, where Harbour Wire's own report is known."""
    wire = told("KR-MND", 6_700, on=MONDAY, publisher="Harbour Wire")
    relayed = told("Harbour Wire", 6_700, on=TUESDAY, publisher=PAPER, name="relayed")
    assert kinds(wire, relayed) == {"relayed": "figure"}
    assert kinds(ORIGIN, relayed) == {}


def test_words_in_a_row_are_the_earlier_reports() -> None:
    """A claim without an origin in another report's words repeats it, whoever that one names."""
    first = saying(told("KR-MND", on=MONDAY, name="first"), SENTENCE)
    later = saying(unnamed(told(PAPER, on=TUESDAY, publisher=PAPER)), f"It is said that {SENTENCE.lower()}.")
    (echo,) = echoes([later, first], [], ITEMS)
    assert (echo.of, echo.kind, echo.reason) == ("first", "wording", "shares 15 words in a row with The Gazette")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (told("US-NSC", on=TUESDAY), SENTENCE),
        (unnamed(told(PAPER, on=TUESDAY)), "North Korea has sent Russia thousands of"),
        (unnamed(told(PAPER, on=TUESDAY, recipient=("IR",))), SENTENCE),
        (unnamed(told(PAPER, on=MONDAY - timedelta(days=1))), SENTENCE),
    ],
)
def test_wording_that_is_no_sign(claim: Claim, words: str) -> None:
    """A named origin, seven words, another pair, an earlier day."""
    first = saying(told("KR-MND", on=MONDAY, name="first"), SENTENCE)
    assert kinds(first, saying(claim, words)) == {}


def test_titles_are_no_shared_words() -> None:
    """The long names of states and offices are everybody's words."""
    title = "the Ministry of Foreign Affairs of the Russian Federation"
    assert words_in_a_row(f"{title} denied it", f"It was denied by {title}") == 0
    assert words_in_a_row(SENTENCE, SENTENCE.lower()) == 15


@pytest.mark.parametrize(
    ("number", "digits"), [(10_000, 1), (6_700, 2), (6_738, 4), (2.5, 2), (2_500_000.0, 2), (0, 1), (105, 3)]
)
def test_noughts_that_round_are_no_digits(number: float, digits: int) -> None:
    """6,700 has two."""
    assert significant_digits(number) == digits


CLAIMS = st.lists(
    st.builds(
        lambda origin, figure, day, words, n: saying(
            told(origin or PAPER, figure, on=MONDAY + timedelta(days=day), publisher=PAPER if n % 2 else "Wire",
                 doc=f"d{n % 4}", name=f"c{n}|{origin}|{figure}|{day}"),
            words,
        ),
        st.sampled_from(("KR-MND", "US-NSC", "Wire", PAPER, None)),
        st.sampled_from((None, 6_700, 6_738, 5_000)),
        st.integers(0, 3),
        st.sampled_from((SENTENCE, "Shells went.", f"So {SENTENCE}")),
        st.integers(0, 9),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(CLAIMS, st.randoms())
def test_laws_of_repeating(claims: list[Claim], chance: Random) -> None:
    """Order never matters; each repeats at most once; nobody repeats, by any number of steps, what repeats it; and each
    chain of repeating ends at a claim that repeats none.
    """
    found = echoes(claims, [], ITEMS)
    shuffled = claims[:]
    chance.shuffle(shuffled)
    if len({c.id for c in claims}) == len(claims):
        assert echoes(shuffled, [], ITEMS) == found
    of = {echo.claim: echo.of for echo in found}
    assert len(of) == len(found)
    for claim in of:
        steps, at = 0, claim
        while at in of:
            at, steps = of[at], steps + 1
            assert steps <= len(of)


@settings(max_examples=100, deadline=None)
@given(CLAIMS)
def test_a_state_is_never_the_echo_of_a_figure_or_of_words(claims: list[Claim]) -> None:
    """What a state says for itself stays its own, whatever figure and words it shares."""
    states = {c.id for c in claims if set(c.origins) & {"KR-MND", "US-NSC"}}
    assert not [
        e for e in echoes(claims, [], ITEMS) if e.claim in states and e.kind in ("figure", "wording", "own-voice")
    ]
