"""`reportedly explain`: how a claim was read."""

from __future__ import annotations

import json
from pathlib import Path

from serve.commands import run, shipped


def test_each_field_is_shown_with_its_words(read_once: Path) -> None:
    """The sentence is marked; actor, recipient, quantity and chain stand with value and words."""
    text = " ".join(run("explain", shipped(read_once)["id"], ledger=read_once).stdout.split())
    assert "North Korea] has" in text
    assert "KP (North Korea) ← “North Korea”" in text
    assert "RU (Russia) ← “Russia”" in text
    assert "at least 1,000 containers" in text
    assert "← “more than 1,000 containers”" in text
    assert "origin: US-WH" in text


def test_method_rule_confidence_and_reviews_are_told(own: Path) -> None:
    """The method with its version, the row of the lexicon, the confidence, the review and the ledger's entries."""
    claim = shipped(own)
    run("review", claim["id"], "accept", "--by", "Ada", "--note", "checked", ledger=own)
    text = run("explain", claim["id"], ledger=own).stdout
    assert claim["method"] in text
    assert "“ship” (verb, frame " in text
    assert "% that the words were read right" in text
    assert "accepted by Ada: checked" in text
    assert "document read from" in text
    assert f"claim found by {claim['method']}" in text


def test_a_rejected_claim_can_be_explained(own: Path) -> None:
    """What was rejected is still there to be explained, and says that it does not stand."""
    ident = shipped(own)["id"]
    run("review", ident, "reject", "--by", "Ada", ledger=own)
    assert "does not stand" in run("explain", ident, ledger=own).stdout


def test_as_json_it_is_the_record_and_the_entries(read_once: Path) -> None:
    """--format json gives the claim record and the entries of the ledger."""
    claim = shipped(read_once)
    told = json.loads(run("explain", claim["id"], "--format", "json", ledger=read_once).stdout)
    assert told["claim"] == claim
    assert told["standing"] is True
    assert len(told["entries"]) == 3


def test_a_sentence_is_explained_without_a_ledger() -> None:
    """--text shows mentions, candidates and claims."""
    sentence = "Iran has sent dozens of drones to Russia, the Pentagon said."
    text = run("explain", "--text", sentence).stdout
    told = json.loads(run("explain", "--text", sentence, "--format", "json").stdout)
    for heading in ("MENTIONS", "CANDIDATES", "CLAIMS"):
        assert heading in text
    assert [c["trigger"] for c in told["candidates"]] == ["sent"]
    assert (told["claims"][0]["actor"], told["claims"][0]["recipient"]) == (["IR"], ["RU"])


def test_a_sentence_without_a_claim_says_so() -> None:
    """Nothing found is said."""
    assert "no claim" in run("explain", "--text", "It rained.").stdout


def test_it_explains_one_thing() -> None:
    """Neither, or both, of CLAIM and --text is wrong use."""
    assert run("explain").exit_code == 2
    assert run("explain", "c-1", "--text", "It rained.").exit_code == 2


def test_in_depth_the_parse_and_every_row_are_told() -> None:
    """--all shows the tree, the mentions with their reading, each row with its slots, and why no claim came of it."""
    text = " ".join(
        run("explain", "--all", "--text", "Malta sent 30 mortars. It barged 30 shells to Chad.").stdout.split()
    )
    assert "├─ Malta 1 nsubj PROPN NNP Malta" in text
    assert "quantity “30 mortars” 30 mortar" in text
    assert "“sent” send (verb, frame send): no claim: no recipient: none named here" in text
    assert "subj=actor “Malta” MT" in text
    assert "“barged” barge: no row of the lexicon knows this verb" in text


def test_the_example_on_the_page_of_the_lexicon_is_what_is_told() -> None:
    """Each line of it stands in the answer to its command, in that order."""
    page = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
    command, _, told = page.partition('explain --all --text "')[2].partition("```")[0].partition('"\n')
    rest = run("explain", "--all", "--text", command).stdout
    for line in filter("…".__ne__, told.splitlines()):
        _, found, rest = rest.partition(f"{line}\n")
        assert found, line


def test_a_candidate_says_what_came_of_it() -> None:
    """Without --all, too, a candidate without a claim has its reason."""
    text = " ".join(run("explain", "--text", "Malta sent 30 mortars to the neighbours.").stdout.split())
    assert "no claim: no recipient: “the neighbours” names no party that the tables know" in text


def test_in_depth_a_claim_is_read_again_in_its_document(read_once: Path) -> None:
    """--all begins as without it, and tells of the claim's sentences only."""
    ident = shipped(read_once)["id"]
    short = run("explain", ident, ledger=read_once).stdout
    whole = run("explain", ident, "--all", ledger=read_once).stdout
    assert whole.startswith(short)
    rest = whole.removeprefix(short)
    assert "“shipped”  ship (verb, frame " in rest
    assert ident in rest
    assert "Kremlin" not in rest
    assert "does not find the claim" not in rest


def test_a_claim_that_is_not_found_again_says_so(own: Path, tmp_path: Path) -> None:
    """With other rows the sentence is read otherwise."""
    ident = shipped(own)["id"]
    rows = tmp_path / "my.toml"
    rows.write_text(
        '[[frame]]\nlemma = "ship"\npos = "verb"\nframe = "visit"\nroles = "subj=actor"\nexample = "It shipped."\n',
        encoding="utf-8",
    )
    text = run("explain", ident, "--all", "--lexicon", rows, ledger=own).stdout
    assert "READ AGAIN by" in text
    assert "This reading does not find the claim." in text


def test_as_json_in_depth_there_is_the_whole_trace(read_once: Path) -> None:
    """Of a sentence at the top, of a claim under `reading`."""
    parts = {"sentences", "mentions", "tried", "rowless", "claims"}
    told = json.loads(run("explain", "--all", "--text", "Malta sent mortars.", "--format", "json").stdout)
    assert set(told) == parts | {"candidates"}
    claim = shipped(read_once)["id"]
    told = json.loads(run("explain", claim, "--all", "--format", "json", ledger=read_once).stdout)
    assert set(told["reading"]) == parts
    assert any(claim in row["claims"] for row in told["reading"]["tried"])


def test_a_document_is_explained(tmp_path: Path) -> None:
    """--path reads a file; --only keeps sentences with some words, read in the context of the rest."""
    file = tmp_path / "a.txt"
    file.write_text("Malta sent 30 mortars to Chad. It sent shells, too.\n", encoding="utf-8")
    text = run("explain", "--path", file, "--only", "SHELLS", "--all").stdout
    assert str(file) in text
    assert "mortars" not in text.split("PARSE")[1]
    assert "recipient    TD (Chad)" in text
    (told,) = json.loads(run("explain", "--path", file, "--format", "json").stdout)
    assert told["document"] == str(file)
    assert len(told["claims"]) == 2


def test_a_document_without_the_words_says_so(tmp_path: Path) -> None:
    """Words that stand nowhere, and a file that is not there."""
    file = tmp_path / "a.txt"
    file.write_text("It rained.\n", encoding="utf-8")
    assert "no sentence holds “snow”" in run("explain", "--path", file, "--only", "snow").output
    assert run("explain", "--path", tmp_path / "none.txt").exit_code == 2


def test_sentences_are_drawn(tmp_path: Path, read_once: Path) -> None:
    """--svg writes a drawing of a text's sentences, or of a claim's; JSON on standard output stays JSON."""
    drawing = tmp_path / "out" / "a.svg"
    done = run("explain", "--text", "Malta sent 30 mortars to Chad.", "--svg", drawing, "--format", "json")
    assert json.loads(done.stdout)["claims"]
    assert "recipient TD" in drawing.read_text(encoding="utf-8")
    assert run("explain", shipped(read_once)["id"], "--svg", drawing, ledger=read_once).exit_code == 0
    drawn = drawing.read_text(encoding="utf-8")
    assert "actor KP" in drawn
    assert "Kremlin" not in drawn


def test_only_goes_with_a_document() -> None:
    """--only without --path, and a path beside a text, are wrong use."""
    assert run("explain", "--text", "It rained.", "--only", "rained").exit_code == 2
    assert run("explain", "--text", "It rained.", "--path", "a.txt").exit_code == 2
