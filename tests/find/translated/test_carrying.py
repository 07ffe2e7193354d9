"""Carrying over: what a translation says and its original does not becomes no claim, and the problem says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from find.seeing import wired
from find.translated.test_reports import CASES, documents, says
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

ORIGINAL = (
    "우크라이나 국방부는 11일 북한이 러시아에 포탄 3만 발을 보냈다고 밝혔다. "
    "독일은 우크라이나에 전차 18대를 인도했다. 스웨덴은 우크라이나에 박격포 50여 문을 보냈다."
)
FAITHFUL = (
    "Ukraine's defence ministry said on the 11th that North Korea has sent 30,000 shells to Russia. "
    "Germany has delivered 18 tanks to Ukraine. Sweden has sent about 50 mortars to Ukraine."
)
SAID = ["KP > RU: 30000..30000 shell", "DE > UA: 18..18 tank", "SE > UA: 50..50 mortar about"]

CHANGES = {
    "ko-soldiers": [
        ("more than 11,000 troops to Russia", "more than 12,000 troops to Russia"),
        ("more than 11,000 troops to Russia", "more than 11,000 troops to Iran"),
        ("that North Korea has sent more than", "that Belarus has sent more than"),
        ("3 million shells", "30 million shells"),
        ("North Korea may have sent", "China may have sent"),
    ],
    "ko-containers": [
        ("more than 7,000 containers to Russia since", "more than 70,000 containers to Russia since"),
        ("North Korea has sent more than 7,000", "Vietnam has sent more than 7,000"),
        ("up to 3 million shells", "up to 2 million shells"),
        ("more than 7,000 containers to Russia since", "more than 7,000 containers to Syria since"),
    ],
    "ko-japan": [
        ("missiles to the United States", "missiles to the Philippines"),
        ("one Patriot battery", "two Patriot batteries"),
        ("The United States sent one", "Spain sent one"),
        ("180 K2 tanks", "280 K2 tanks"),
        ("180 K2 tanks from South Korea", "180 K2 tanks from Turkey"),
        ("Poland has ordered", "Romania has ordered"),
    ],
    "ko-workers": [
        ("1,000 sappers", "10,000 sappers"),
        ("1,000 sappers to Russia", "1,000 sappers to Belarus"),
        ("5,000 construction workers", "6,000 construction workers"),
    ],
    "ko-oil": [
        ("more than one million barrels", "more than two million barrels"),
        ("barrels of oil to North Korea", "barrels of oil to Syria"),
        ("Russia has sent air defense missiles", "China has sent air defense missiles"),
        ("missiles to Russia. The UK", "missiles to Yemen. The UK"),
    ],
    "ru-shells": [
        ("more than 13,000 containers", "more than 18,000 containers"),
        ("DPRK has delivered", "Iran has delivered"),
        ("up to six million", "up to nine million"),
        ("about 10,000 troops", "about 100,000 troops"),
        ("10,000 troops to Russia", "10,000 troops to Belarus"),
    ],
    "ru-drones": [
        ("several hundred attack drones", "several thousand attack drones"),
        ("drones to Russia since", "drones to Syria since"),
        ("Britain handed over", "France handed over"),
    ],
    "ru-aid": [
        ("one more Patriot", "four more Patriot"),
        ("Germany will hand over", "Spain will hand over"),
        ("two such systems", "six such systems"),
        ("1.3 billion euros", "3.1 billion euros"),
        ("50 armoured", "500 armoured"),
    ],
    "ru-missiles": [
        ("148 KN-23", "184 KN-23"),
        ("148 KN-23 ballistic missiles to Russia", "148 KN-23 ballistic missiles to Egypt"),
        ("another 150 missiles", "another 250 missiles"),
    ],
    "ru-turned": [
        ("50,000 shells", "5,000 shells"),
        ("Denmark and the Netherlands will", "Denmark and Norway will"),
    ],
}
"""Report → words of its translation, and what a translator makes of them that the original does not say: forty changes."""
CHANGED = [pytest.param(name, *words, id=words[1]) for name, changes in CHANGES.items() for words in changes]


def originally(text: str = ORIGINAL, **told: object) -> Document:
    return replace(Document(text, path="o", language="ko", publisher="한강일보"), **told, id="")  # type: ignore[arg-type]


def translated(text: str = FAITHFUL) -> Document:
    return Document(text, path="t.en", publisher="한강일보")


def read(original: Document, translation: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    return wired().claims_through(original, translation)


def told(text: str) -> tuple[list[str], list[str]]:
    """What the claims say, and the slugs of the problems, of the original through a translation."""
    claims, problems = read(originally(), translated(text))
    return [says(claim) for claim in claims], [problem.slug for problem in problems]


def test_a_faithful_translation_is_carried_whole() -> None:
    """Every claim is there, and nothing differs."""
    assert told(FAITHFUL) == (SAID, [])


UNFAITHFUL = {
    "a digit": ("30,000", "31,000", 0, "“31,000 shells”"),
    "man for thousand": ("30,000", "3,000", 0, "“3,000 shells”"),
    "a bound": ("sent 30,000", "sent more than 30,000", 0, "“more than 30,000 shells”"),
    "another supplier": ("North Korea has", "Belarus has", 0, "does not name BY"),
    "another recipient": ("to Russia", "to Syria", 0, "does not name SY"),
    "another number of tanks": ("18 tanks", "81 tanks", 1, "“81 tanks”"),
    "both sides": (
        "Germany has delivered 18 tanks to Ukraine",
        "Spain has delivered 18 tanks to Morocco",
        1,
        "name ES",
    ),
    "about": ("about 50", "about 60", 2, "“about 60 mortars”"),
}
"""What is changed into what, which claim is lost by it, and what the problem says."""


@pytest.mark.parametrize(("words", "changed", "lost", "says_why"), UNFAITHFUL.values(), ids=UNFAITHFUL)
def test_what_the_original_does_not_say_is_refused(words: str, changed: str, lost: int, says_why: str) -> None:
    """The claim is left out, the others stay, and one line says that the translation differs, where, and in what."""
    claims, problems = read(originally(), translated(FAITHFUL.replace(words, changed)))
    assert [says(claim) for claim in claims] == [said for n, said in enumerate(SAID) if n != lost]
    (problem,) = problems
    assert (problem.slug, problem.where, problem.severity) == ("translation-differs", "t.en", "warning")
    assert says_why in problem.message


def test_a_bound_that_the_translator_dropped_is_the_originals() -> None:
    """ "50여 문" told as "50 mortars" is no such figure; told as "more than 50" it is about 50, as the original puts it."""
    exact = told(FAITHFUL.replace("about 50", "50"))
    bounded = told(FAITHFUL.replace("about 50", "more than 50"))
    assert bounded == (SAID, [])
    assert SAID[2].removesuffix(" about") not in exact[0]


def test_a_sentence_that_was_added_makes_no_claim() -> None:
    """Of a transfer of which the original says nothing nothing is kept."""
    claims, slugs = told(f"{FAITHFUL} Italy has sent 40 howitzers to Morocco.")
    assert claims == SAID
    assert slugs == ["translation-differs"]


def test_forty_changes_are_tried() -> None:
    """There are forty, at least two for each report."""
    assert len(CHANGED) == 40
    assert set(CHANGES) == {case["name"] for case in CASES}
    assert min(map(len, CHANGES.values())) >= 2


@pytest.mark.parametrize(("name", "words", "changed"), CHANGED)
def test_no_claim_is_made_with_what_a_translator_changed(name: str, words: str, changed: str) -> None:
    """Nothing that the changed translation adds to what the faithful one says becomes a claim."""
    case = next(case for case in CASES if case["name"] == name)
    original, translation = documents(case)
    assert translation.text.count(words) == 1
    faithful, _ = read(original, translation)
    found, problems = read(original, replace(translation, text=translation.text.replace(words, changed), id=""))
    assert {says(claim) for claim in found} <= {says(claim) for claim in faithful}
    assert "translation-differs" in [problem.slug for problem in problems]


@pytest.mark.parametrize("side", ["original", "translation", "neither"])
def test_a_claim_is_restricted_where_either_text_is(side: str) -> None:
    """What may not be passed on of the original or of its translation may not be of what was read through them."""
    original, translation = originally(), translated()
    if side == "original":
        original = replace(original, handling="restricted")
    elif side == "translation":
        translation = replace(translation, handling="restricted")
    claims, _ = read(original, translation)
    assert {claim.handling for claim in claims} == {"public" if side == "neither" else "restricted"}


def test_a_name_without_a_code_is_kept_as_the_translation_has_it() -> None:
    """An institute of which no row knows is named in English, and a warning says that the original does not point to it."""
    original = originally("한 연구소는 북한이 러시아에 포탄 3만 발을 보냈다고 추정했다.")
    claims, problems = read(
        original, translated("The Hanbit Institute said that North Korea has sent 30,000 shells to Russia.")
    )
    (claim,) = claims
    assert says(claim) == SAID[0]
    assert any("Hanbit Institute" in name for name in claim.origins)
    assert [(p.slug, p.severity) for p in problems] == [("not-in-original", "warning")]
    assert "Hanbit Institute" in problems[0].message


def test_an_original_in_a_language_without_rows_is_refused() -> None:
    """Its words could not be compared, and nothing is believed of a translation alone."""
    claims, problems = read(originally("Die Ukraine erhielt 18 Panzer.", language="de"), translated())
    assert claims == ()
    assert [p.slug for p in problems] == ["other-language"]


def test_an_empty_side_makes_no_claim() -> None:
    """A translation of an original that says nothing is refused claim by claim."""
    claims, problems = read(originally("…"), translated())
    assert claims == ()
    assert {p.slug for p in problems} == {"translation-differs"}
