"""The types of the data tables: domain knowledge as rows, loaded by `serve.wiring` and handed to the stages.

The files behind them lie in `reportedly/data`; a user may add rows of their own (`--lexicon my.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reportedly.terms.claim import BasisType, Kind, Modality, Stage
from reportedly.terms.mention import ItemClass, Stance
from reportedly.terms.native import NativeRows

PartyKind = Literal["state", "body", "group", "company", "alliance", "publisher", "person"]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party and its names. code: as in the record. state: the state it belongs to, None for groups without one.

    names: proper names, also capitals and seats of government that stand for it ("Pyongyang", "the Kremlin").
    adjectives: "North Korean" (a nationality when it modifies). demonyms: "North Koreans". nouns: what it is called by
    its kind with its state named or known ("spy agency", "defense ministry"): matched only beside that state.
    shorthands: names that hold only while another party is in the text: "the North" beside Seoul.
    members: codes, for alliances and mechanisms. capital: the city that stands for the government; seats: other spellings
    of it, and other cities or houses that stand for it too ("Kiev", "Tel Aviv"). host: the state in which a mission or a
    multinational force is at work.
    """

    code: str
    kind: PartyKind
    names: tuple[str, ...]
    state: str | None = None
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    shorthands: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    host: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A person in office: speaks for `code` from start to end (inclusive; None is open). names: full name first, then the
    surname where it is safe by itself. role: "National Security Council spokesperson". Only office-holders are here.
    """

    names: tuple[str, ...]
    code: str
    role: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A title that makes its bearer speak for a body: "defense minister" + state KR → `KR-MOD`... body: the suffix that
    is joined to the state (`MOD`), '' for the state itself. state_suffixes: the state's own name for that body
    (KR → `MND`, US → `DOD`). nouns: what the body is called beside its state ("defense ministry", "spy agency").
    """

    titles: tuple[str, ...]
    body: str
    state_suffixes: tuple[tuple[str, str], ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A class of item. parent: the class above, None at the root. names: lower-case nouns, singular; unit: what one is
    counted as. proper: names of types that are common words too, in the plural and with a capital ("six Typhoons").
    fires: the class of what is meant where it is counted in rounds ("rounds of artillery"). sipri, unroca, wassenaar:
    category codes, '' where none covers it.
    """

    item: str
    parent: str | None
    names: tuple[str, ...]
    cls: ItemClass
    unit: str | None = None
    proper: tuple[str, ...] = ()
    fires: str = ""
    sipri: str = ""
    unroca: str = ""
    wassenaar: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place. country: ISO 3166-1 alpha-2 of the state it lies in (internationally recognised borders). kind: city,
    region, port, base, sea, crossing. names: all spellings, the usual one first. ambiguous: also a common word or a
    surname: matched only after a preposition of place.
    """

    place: str
    names: tuple[str, ...]
    country: str | None
    lat: float
    lon: float
    kind: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit. names: singular and plural as printed, symbols and codes too. kind: money units are ISO 4217 codes.
    pack: counts loads rather than goods ("containers of munitions"). own: what the bare name ("$", "kroner") means of
    the money of some states, "state=unit".
    """

    unit: str
    names: tuple[str, ...]
    kind: Literal["item", "person", "pack", "money", "mass", "share", "length", "measure", "time", "other"]
    pack: bool = False
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundRow:
    """Words beside a numeral that bound it. bound: low ("more than": N–None), high ("up to": None–N), point ("about"),
    additional ("another"). place: before or after the figure. example is its test: its first quantity is low–high.
    """

    words: str
    bound: Literal["low", "high", "point", "additional"]
    approximate: bool = False
    place: Literal["before", "after"] = "before"
    example: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class NumeralRow:
    """A numeral that is no plain number ("hundreds", "several thousand"). high: None is unbounded. vague: a soft high."""

    words: str
    low: int
    high: int | None = None
    vague: bool = True
    example: str = ""


@dataclass(frozen=True, slots=True)
class FrameRow:
    """What a verb or noun does to its arguments.

    lemma: the word, or words joined by a space ("hand over"). pos: verb | noun. kind: of the claims it makes; None where
    the items decide (people → deployment, money and services → assistance, else transfer).
    roles: grammatical slot → role, in the notation of `data/frames.toml` (subj=actor, obj=item, to=recipient, …).
    needs: words of which one must stand in the clause. speaks: the act is itself a saying ("announced"): its subject is the
    origin. example: a sentence that it must read; it is the row's test. Of a row of your own loading tells only where the
    word does not stand in it.
    """

    lemma: str
    pos: Literal["verb", "noun"]
    roles: tuple[tuple[str, str], ...]
    frame: str
    kind: Kind | None = None
    modality: Modality | None = None
    stage: Stage | None = None
    example: str = ""
    needs: tuple[str, ...] = ()
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class CueRow:
    """A word of saying. lemma, pos as in FrameRow (noun: "the estimate of"; prep: "according to"; adjective: the word as
    written in "is convinced that"). stance: what it makes of its content. relay: its subject passes on another's words
    ("cite", "quote"). example is its test. takes: what it governs, in the order in which they are tried, in the notation
    of `data/cues.toml`. speakers: the common nouns that may be its subject, where not anyone may ("imagery shows");
    proper names always may.
    """

    lemma: str
    pos: Literal["verb", "noun", "prep", "adverb", "adjective"]
    stance: Stance = "asserted"
    relay: bool = False
    example: str = ""
    takes: tuple[str, ...] = ("clause",)
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A hedging word. modality: what it makes of the claim, None where it only weakens ("suggests")."""

    words: str
    modality: Modality | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class LikelihoodRow:
    """A term of a yardstick in percent. holders: prefixes of the codes of those who speak on it (`GB`)."""

    term: str
    low: float
    high: float
    yardstick: str
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BasisRow:
    """Words that say how the origin knows ("satellite images show")."""

    words: str
    type: BasisType
    example: str = ""


@dataclass(frozen=True, slots=True)
class SharingRow:
    """States that share intelligence, or sit in one mechanism. source: where that is said in public."""

    name: str
    states: tuple[str, ...]
    kind: Literal["shares-intelligence", "mechanism"]
    source: str = ""


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """One paragraph of an instrument, for some classes. regime: its key. state: whose transfers it is about; direction: to
    or from that state, or both. classes: those and what is below them, without those excluded. bans: in our words.

    start, end: the days in force, inclusive; end None: still. answer: what a claim within it is at most. disputed_by: codes
    of those who dispute that it holds or covers this, and what they dispute. determined_by: who would determine a breach.
    source: where its text was looked up; doubt: what stayed unconfirmed. example is its test: supplier, recipient, class,
    day, answer.
    """

    regime: str
    instrument: str
    paragraph: str
    state: str
    direction: Literal["to", "from", "both"]
    classes: tuple[str, ...]
    bans: str
    start: date
    example: str
    source: str
    end: date | None = None
    excluded: tuple[str, ...] = ()
    answer: Literal["engaged", "arguable"] = "engaged"
    disputed_by: tuple[str, ...] = ()
    dispute: str = ""
    determined_by: str = "the Council and its Committee"
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """What somebody has said in public that a number of loads comes to: `count` of `unit` with `item` are low–high of
    `to_unit` of `to_item` (None: open). words: how that was hedged. alternative: shared by the branches of an "or".

    example is its test: "1000 containers: 447761–447761 shell", rounded.
    """

    conversion: str
    said_by: str
    said: date
    supplier: str
    recipient: str
    item: str
    unit: str
    count: float
    to_item: str
    to_unit: str
    words: str
    source: str
    example: str
    low: float | None = None
    high: float | None = None
    alternative: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """How much a feature of a reading speaks for what is asked: of the claim that it is one, or of a field that it was read
    right. feature: a name of `find/features.py`, or `bias` for what stands without any. weight: in log odds; fitted.
    """

    target: Literal["claim", "parties", "quantity", "modality", "origin"]
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Words that point back at a party named before: pronouns and "the agency", "the regime", "the two countries".

    refers: person, body, publisher, group (an armed one), state; states (the last two named); own-state (the state of a
    person, "his country"); speaker ("we": who speaks is known from the attribution). only: the codes of the states that it
    can mean, where not any can ("the island").
    """

    words: str
    refers: Literal["person", "body", "publisher", "group", "state", "states", "own-state", "speaker"]
    example: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriageRow:
    """How much words speak for a report that holds a claim, 1 to 3. of: what `names` are, classes of items (with those below
    them), kinds of claims, frames, lemmas of whatever frame, or words of goods and of doing as they are written.

    example is its test: it is kept or not, as `kept` says, and without the row it is the other way round.
    """

    of: Literal["item", "kind", "frame", "lemma", "goods", "doing"]
    names: tuple[str, ...]
    weight: int
    example: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class IrregularRow:
    """A verb and its past forms, where they follow no rule: "send", "sent". example is kept only with the row."""

    verb: str
    past: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All the data tables, as one value. native: of texts in other languages, only what a user's own files hold; the shipped
    rows are loaded for each language when a text in it comes.
    """

    parties: tuple[PartyRow, ...] = ()
    offices: tuple[OfficeRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    bounds: tuple[BoundRow, ...] = ()
    numerals: tuple[NumeralRow, ...] = ()
    frames: tuple[FrameRow, ...] = ()
    cues: tuple[CueRow, ...] = ()
    hedges: tuple[HedgeRow, ...] = ()
    likelihoods: tuple[LikelihoodRow, ...] = ()
    bases: tuple[BasisRow, ...] = ()
    sharing: tuple[SharingRow, ...] = ()
    regimes: tuple[RegimeRow, ...] = ()
    conversions: tuple[ConversionRow, ...] = ()
    references: tuple[ReferenceRow, ...] = ()
    confidence: tuple[ConfidenceRow, ...] = ()
    triage: tuple[TriageRow, ...] = ()
    irregular: tuple[IrregularRow, ...] = ()
    native: NativeRows = field(default_factory=NativeRows)
    version: str = field(default="")

    @property
    def seats(self) -> dict[str, str]:
        """Company → the state in which it has its seat."""
        return {row.code: row.state for row in self.parties if row.kind == "company" and row.state}
