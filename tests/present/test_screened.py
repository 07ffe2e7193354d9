"""Screenings in a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from present.sample import CONTAINERS, MINISTER, arms_answer
from present.sample_texts import DOCUMENTS, MADE_AT, NAMES
from reportedly.present.dossier import Dossier, Setting, dossier
from reportedly.present.dossier_html import dossier_html
from reportedly.present.dossier_md import dossier_markdown
from reportedly.present.paper.outline import paper_of
from reportedly.present.screened import MOST, NAMED, screened_sets
from reportedly.present.tables import Look, screening_table
from reportedly.terms.problem import Problem
from reportedly.terms.screening import ListEntry, Match, Screening, Subject

SHIP = Subject("Maia-1", "vessel", ("Maia-1",), None, "", (), (CONTAINERS.id,))
QUIET = Subject("Quiet Works", "party", ("Quiet Works",), None, "Quiet Works", (), (MINISTER.id,))
ELSEWHERE = Subject("Far Away", "vessel", ("Far Away",), None, "", (), ("c-of-another-dossier",))
ENTRY = ListEntry("NK-1", "x", "vessel", ("Maya 1",), programmes=("NAVAL",))
SENTENCE = (
    "Maia-1 (vessel): name like entry NK-1 “Maya 1” on Naval List of 2025-02-03 (score 97: …); identity not established"
)
MATCH = Match(SHIP, ENTRY, 97, ("same name but for the transliteration (Maia-1 / Maya 1)",), f"{SENTENCE}.")
SCREENING = Screening(
    "Naval List", date(2025, 2, 3), "0" * 64, datetime(2025, 2, 4, tzinfo=UTC), "screening/1", 3, 80,
    (ELSEWHERE, SHIP, QUIET), (MATCH, replace(MATCH, subject=ELSEWHERE, sentence="Far Away …")),
)  # fmt: skip
NUMBERS = {CONTAINERS.id: 1, MINISTER.id: 4}


def made(*screenings: Screening) -> Dossier:
    return dossier((arms_answer(),), DOCUMENTS, Setting("t", MADE_AT, "1", NAMES, screenings=screenings))


def test_an_entry_bears_the_footnotes_of_the_claims_that_name_it() -> None:
    """The sentence, what the list gives, and the notes; then who is like none."""
    (one,) = screened_sets((SCREENING,), NUMBERS)
    like, none = one.entries
    assert one.heading == "Against Naval List of 2025-02-03"
    assert like.sentence.text == f"{SENTENCE}. The list gives NAVAL."
    assert like.sentence.notes == (1,)
    assert none.sentence.text == "No entry like it on Naval List of 2025-02-03 by this method: Quiet Works."
    assert none.sentence.notes == (4,)


def test_what_no_claim_of_the_dossier_names_is_left_out() -> None:
    """A dossier tells of its own claims alone; a screening of others adds no section."""
    assert "Far Away" not in repr(screened_sets((SCREENING,), NUMBERS))
    assert screened_sets((SCREENING,), {}) == ()


def test_many_entries_and_names_are_numbers() -> None:
    """Beyond the first few."""
    likest = replace(SCREENING, subjects=(SHIP,), matches=(MATCH,) * (MOST + 2))
    assert (
        screened_sets((likest,), NUMBERS)[0].entries[-1].sentence.text.startswith("Maia-1 (vessel): 2 further entries")
    )
    quiet = tuple(replace(QUIET, name=f"Works {n}") for n in range(NAMED + 5))
    none = screened_sets((replace(SCREENING, subjects=quiet, matches=()),), NUMBERS)[0].entries[-1]
    assert "5 other names" in none.sentence.text


def test_every_form_of_the_dossier_holds_it() -> None:
    """Page, Markdown and paper tell the sentence with its note."""
    whole = made(SCREENING)
    number = next(row.note.number for row in whole.notes if row.note.claim.id == CONTAINERS.id)
    page, text = dossier_html(whole), dossier_markdown(whole)
    assert "Screening against lists of sanctions" in page
    assert "identity not established" in page
    assert f'href="#n{number}"' in page.split('id="screened"')[1].split("</section>")[0]
    assert "## Screening against lists of sanctions" in text
    assert f"identity not established. The list gives NAVAL.[^{number}]" in text
    assert "identity not established" in repr(paper_of(whole).blocks)


def test_without_a_screening_there_is_no_section() -> None:
    """A dossier that was not screened says nothing of lists."""
    assert "screened" not in {part.anchor for part in made().parts}
    assert "Screening" not in dossier_markdown(made())


def test_no_section_gives_a_verdict() -> None:
    """Neither that somebody is listed nor that somebody is clear."""
    text = dossier_markdown(made(SCREENING)).casefold()
    section = text.split("## screening")[1].split("\n## ")[0]
    assert not any(word in section for word in ("sanctioned", "match", " hit", "is clear", "cleared"))


def test_the_table_shows_entries_and_on_demand_the_rest() -> None:
    """Without entries there is no table at all."""
    assert "NK-1 “Maya 1”" in screening_table(SCREENING, Look(160))
    assert "Quiet Works" not in screening_table(SCREENING, Look(160))
    assert "none by this method" in screening_table(SCREENING, Look(160), whole=True)
    assert screening_table(replace(SCREENING, matches=()), Look(160)) == ""


def test_it_says_when_and_on_what_it_rests() -> None:
    """The day of screening, the number of entries, the hash, and that rows were lost."""
    lost = replace(SCREENING, problems=(Problem("broken-list", "line 3 is not JSON", "l", "warning"),))
    whole, broken = (screened_sets((each,), NUMBERS)[0].explained for each in (SCREENING, lost))
    assert f"Screened on 4 Feb 2025 against 3 entries, from score 80 on; SHA-256 of the list {'0' * 64}." in whole
    assert broken == f"{whole} Some rows of the list could not be read."
