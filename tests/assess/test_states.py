"""Who counts at most once: no state stands twice among the origins that count."""

from __future__ import annotations

from dataclasses import replace

from reportedly.assess.independence import largest_independent
from reportedly.assess.states import CountedOrigin, most_apart


def origins(*signed: str) -> list[CountedOrigin]:
    """Origins by their states, which have spoken in this order."""
    return [CountedOrigin(f"{n:02} {states}", frozenset(states.split())) for n, states in enumerate(signed)]


def apart(*signed: str) -> set[str]:
    return {" ".join(sorted(origin.states)) for origin in most_apart(origins(*signed))}


def test_states_by_themselves_stand_before_what_they_sign_together() -> None:
    """A joint statement counts where none of its signatories does."""
    assert apart("JP KR", "KR") == {"KR"}
    assert apart("JP KR", "US") == {"JP KR", "US"}
    assert apart() == set()


def test_of_joint_statements_as_many_as_share_no_state() -> None:
    """Of two with a state in common one; two that share none go before the one that shares a state with each."""
    assert len(apart("JP KR", "KR US")) == 1
    assert apart("JP KR", "CA JP", "KR US") == {"CA JP", "KR US"}
    others = [f"{a}1 {a}2" for a in "ABCDEFGHI"]
    assert apart("JP KR", "CA JP", "KR US", *others) == {"CA JP", "KR US", *others}


def test_of_very_many_joint_statements_none_shares_a_state_either() -> None:
    """Past a dozen they are no more searched one by one."""
    ring = [" ".join(sorted((f"S{n:02}", f"S{(n + 1) % 30:02}"))) for n in range(30)]
    states = [state for signed in apart(*ring) for state in signed.split()]
    assert len(states) == len(set(states))
    assert len(states) >= 20


def test_a_side_that_signed_with_a_state_that_counts_is_no_further_origin() -> None:
    """Beijing with images of its own counts, and not once more as signatory with Moscow; of both sides one counts."""
    (beijing,), (joint,) = origins("CN"), origins("CN RU")
    beijing, joint = replace(beijing, reason="images"), replace(joint, reason="a side", party=True)
    assert largest_independent([beijing, joint]) == (beijing,)
    moscow, pyongyang = (replace(one, reason="a side", party=True) for one in origins("RU", "KP"))
    assert largest_independent([beijing, moscow, pyongyang]) == (beijing, moscow)
