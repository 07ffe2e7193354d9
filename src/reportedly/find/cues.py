"""The words of saying, compiled for a pass over tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Token

from reportedly.errors import DataError
from reportedly.terms.tables import CueRow

TAKES = frozenset({"clause", "action", "thing", "of", "as", "for", "quote", "said", "lends"})
"""clause: "say that …"; action: "pledge to …", "deny doing …"; thing: "announce a package"; of: "accuse Y of …",
"warn of …", "an estimate of …"; as: "dismiss it as …", "call it a sham"; for: "blame Y for …"; quote: "call it “…”";
said: an object that is itself a noun of saying ("reject the claim"); lends: its subject is the source of the noun of
saying in its object ("voice concern that …")."""

_Rows = dict[str, tuple[CueRow, ...]]


class CueIndex:
    """The cue rows by the first word of their lemma. Built once; rows of one lemma keep their order.

    tellers: the common nouns that may be cited. Raises DataError on a row that governs something unknown.
    """

    def __init__(self, rows: Iterable[CueRow]) -> None:
        self.verbs: _Rows = {}
        self.nouns: _Rows = {}
        self.preps: _Rows = {}
        self.adverbs: _Rows = {}
        self.adjectives: _Rows = {}
        tables = {"verb": self.verbs, "noun": self.nouns, "prep": self.preps, "adverb": self.adverbs}
        tables["adjective"] = self.adjectives
        for row in rows:
            if unknown := set(row.takes) - TAKES:
                raise DataError(f"cue {row.lemma!r} takes {', '.join(sorted(unknown))}, which is no complement")
            table, first = tables[row.pos], row.lemma.split()[0]
            table[first] = (*table.get(first, ()), row)
        self.tellers = frozenset(noun for rows in self.verbs.values() for r in rows if r.relay for noun in r.speakers)

    def verb_rows(self, token: Token) -> tuple[CueRow, ...]:
        """The rows for a verb: of its lemma, and with the particle that the row asks for ("point out")."""
        rows = self.verbs.get(token.lemma_, ())
        return tuple(row for row in rows if _has_rest(token, row)) if rows else ()

    def prep_at(self, token: Token) -> tuple[CueRow, int] | None:
        """The row whose words begin at a token, and the index of its last word."""
        if token.text[:1].isupper() and token.i and token.nbor(-1).text == "," and not token.is_sent_start:
            return None  # "the minister, Per Olsson, said"
        for row in self.preps.get(token.lower_, ()):
            words = row.lemma.split()
            window = token.doc[token.i : token.i + len(words)]
            if [t.lower_ for t in window] == words:
                return row, token.i + len(words) - 1
        return None


def cue_rows(toml: Mapping[str, Any]) -> tuple[CueRow, ...]:
    """The rows of a parsed `cues.toml` ([[cue]] tables). Raises DataError on a row with a wrong or missing key."""
    return tuple(_row(number, entry) for number, entry in enumerate(toml.get("cue", ()), start=1))


def _row(number: int, entry: Mapping[str, Any]) -> CueRow:
    lists = {key: tuple(entry[key]) for key in ("takes", "speakers") if key in entry}
    try:
        return CueRow(**{**entry, **lists})
    except TypeError as fault:
        raise DataError(f"cues: row {number} ({entry.get('lemma', '?')}): {fault}") from fault


def _has_rest(verb: Token, row: CueRow) -> bool:
    rest = row.lemma.split()[1:]
    return not rest or all(any(child.lemma_ == word for child in verb.children) for word in rest)
