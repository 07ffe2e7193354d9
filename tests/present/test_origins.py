"""Counted origins with their echoes."""

from __future__ import annotations

from dataclasses import replace

from present.sample import CONTAINERS, LATEST, MINISTER, STRONGER, arms_answer, ids, telling
from reportedly.present.origins import APART, origin_groups
from reportedly.terms.flow import Support


def test_bodies_of_a_state_stand_under_its_counted_origin() -> None:
    """Five articles, one origin: the NIS and Seoul are echoes of the defence ministry."""
    groups = {group.name: group for group in origin_groups(telling(arms_answer()))}
    ministry = groups["South Korea’s defence ministry"]
    assert [echo.who for echo in ministry.echoes] == ["NIS", "South Korea"]
    assert ministry.reach == "5 claims in 3 documents, one origin"


def test_each_origin_of_the_assessment_is_told_once() -> None:
    """Every support is a head or an echo under one."""
    groups = origin_groups(telling(arms_answer()))
    assert len(groups) + sum(len(group.echoes) for group in groups) == len(arms_answer().origins)


def test_a_voice_that_restates_an_origin_stands_under_it() -> None:
    """The reason names the origin; it is printed by name, without codes."""
    origins = (
        Support("KR-MND", "KR", "independent", ids(MINISTER), "first"),
        Support("Meridian Post", "Meridian Post", "echo", ids(STRONGER), "its own voice, restating what KR-MND said"),
    )
    (group,) = origin_groups(telling(replace(arms_answer(), origins=origins)))
    assert group.echoes[0].reason == "its own voice, restating what South Korea’s defence ministry said"


def test_echoes_of_no_counted_origin_stand_by_themselves() -> None:
    """A mechanism whose members are counted is told, under a heading of its own."""
    origins = (
        Support("GB-MOD", "GB", "independent", ids(CONTAINERS), "first"),
        Support("MSMT", "MSMT", "echo", ids(LATEST), "its members or signatories are counted by themselves"),
    )
    assert [group.name for group in origin_groups(telling(replace(arms_answer(), origins=origins)))] == [
        "UK Ministry of Defence", APART,
    ]  # fmt: skip
