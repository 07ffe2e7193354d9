"""What is built in one place: the reader with its method, and the ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.find.claims import METHOD
from reportedly.serve.wiring import LONGEST, Grounds, ledger, ledger_to_ask, reader, tables
from reportedly.terms.document import Document

ROWS = '[[item]]\nitem = "lifting-gas"\nparent = "materiel"\nnames = ["lifting gas"]\ncls = "materiel"\n'


def test_the_method_names_rules_and_data() -> None:
    """It begins with the version of the rules and holds the digest of the tables."""
    assert reader().method == f"{METHOD}+{tables().version}"


def test_own_rows_make_another_method(tmp_path: Path) -> None:
    """Rows of one's own change the digest, and with it the method."""
    (tmp_path / "my.toml").write_text(ROWS)
    own = reader((tmp_path / "my.toml",))
    assert own.method != reader().method
    assert own.method.startswith(METHOD)


def test_goods_are_of_ones_own_class_though_shipped_rows_name_them(tmp_path: Path) -> None:
    """Yellowcake is read as the user's class of it, in the singular and in the plural."""
    (tmp_path / "ores.toml").write_text(ROWS.replace("lifting-gas", "ore-cake").replace("lifting gas", "yellowcake"))
    text = "Niger shipped 40 tonnes of yellowcake to Chad. Niger shipped two yellowcakes to Malta."
    found, _ = reader((tmp_path / "ores.toml",)).claims(Document(text))
    assert [claim.item_classes for claim in found] == [("ore-cake",), ("ore-cake",)]


def test_a_reader_is_built_once() -> None:
    """Asking again gives the same reader, its model loaded already."""
    assert reader() is reader()


def test_what_is_not_looked_through_says_why() -> None:
    """A text beyond the bound is an error; one in another language a warning; neither has claims."""
    long = reader().claims(Document("x" * (LONGEST + 1), path="long.txt"))
    other = reader().claims(Document("Bonjour", path="fr.txt", language="fr"))
    assert (long[0], [(p.slug, p.severity, p.where) for p in long[1]]) == ((), [("too-long", "error", "long.txt")])
    assert (other[0], [(p.slug, p.severity, p.where) for p in other[1]]) == (
        (),
        [("other-language", "warning", "fr.txt")],
    )


MADE = {
    "Iran has sent drones to Russia, the Pentagon said.": ("send", "verb", "send"),
    "Qatar has flown crates full of drones to Chad, the Pentagon said.": ("fly", "verb", "send"),
    "Egypt would fly howitzers to Tripoli, the defence minister said.": ("fly", "verb", "send"),
    "Two drones flew from Iran to Sudan.": ("fly", "verb", "move"),
    "The Algerian minister flew to Qatar.": ("fly to", "verb", "visit"),
    "Rwanda flew 300 soldiers out of Mozambique.": ("fly out", "verb", "withdraw"),
}


@pytest.mark.parametrize("text", MADE)
def test_the_rule_of_a_claim_is_the_row_that_made_it(text: str) -> None:
    """Of a word with several rows the one is told that led to the claim, and not the first."""
    document = Document(text)
    (claim, *_), _ = reader().claims(document)
    rule = reader().grounds(claim, document).rule
    assert rule
    assert (rule.lemma, rule.pos, rule.frame) == MADE[text]


def test_a_claim_that_is_not_found_again_has_no_grounds() -> None:
    """Of another text, or of one too long to be looked through, neither rule nor reasons are told."""
    (claim, *_), _ = reader().claims(Document("Iran has sent drones to Russia, the Pentagon said."))
    assert reader().grounds(claim, Document("Nothing of it.")) == Grounds()
    assert reader().grounds(claim, Document("x" * (LONGEST + 1))) == Grounds()


def test_asking_makes_no_ledger(tmp_path: Path) -> None:
    """Where there is none, the ledger to ask is empty; the ledger to write to is made."""
    where = tmp_path / "deep" / "l.db"
    assert not ledger_to_ask(where).standing().documents
    assert not where.exists()
    ledger(where).close()
    assert where.exists()
    assert ledger_to_ask(where).name == str(where)


def test_a_lexicon_that_is_not_there(tmp_path: Path) -> None:
    """A missing file of rows is a DataError that names it."""
    with pytest.raises(DataError, match=r"nowhere\.toml"):
        tables((tmp_path / "nowhere.toml",))
