"""The types of the rows by which texts in other languages than English are looked through: names, numerals, days, saying.

The files behind them lie in `reportedly/data/languages`, a folder for each language; a user may add rows of their own
(`--lexicon my.toml`). `language` is ISO 639-1 everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.terms.claim import BasisType, Modality
from reportedly.terms.mention import Stance

NATIVE = ("ko", "ru", "uk", "ja")
"""The languages that have rows."""

_LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """What a language is called in English; its code in quotation marks where that is not known."""
    return _LANGUAGES.get(code, f"the language {code!r}")


@dataclass(frozen=True, slots=True)
class NativeNameRow:
    """What a row of another table is called in a language. of, key: that row: a party by its code, a person in office by
    the first of the names in `offices.toml` ("Joe Biden"), a place by its id, an item by its class, a unit by its code
    (`shell`, `USD`; a unit "" is a counter that says nothing of what is counted). A `word`, of no key (""), only looks
    like one of them: no name is found in it ("대전차" holds no tank).

    names: in the nominative; in Russian and Ukrainian other cases are made of them by the rows of endings, unless `as_is`.
    In Korean and Japanese a name `as_is` is too short or too common a word to stand alone: it holds only joined to another
    name (한미, 日米), or where another name of the same key stands too; with a hyphen before it ("-군"), only right behind
    another name.
    sense: of parties, whether the names are the party's, an adjective ("российский") or what its people are called.
    counter: of units, that the names are counters (척, 門), which give way to the unit of the goods named beside them.
    """

    language: str
    of: Literal["party", "person", "place", "item", "unit", "word"]
    key: str
    names: tuple[str, ...]
    sense: Literal["name", "adjective", "demonym"] = "name"
    as_is: bool = False
    counter: bool = False


@dataclass(frozen=True, slots=True)
class NativeNumberRow:
    """A numeral word. role: `number` stands for low ("двадцать"), `scale` multiplies what stands before it ("тысяч", 万),
    `part` is a share or a multiple of what it stands with ("пол", "半"), `vague` is low–high with a soft high ("несколько"),
    `digit` is a number only beside a scale (이 of 이천: alone it is "this"), `fraction` stands between a whole and its parts
    (分の), `none` only looks like a numeral or a bound (複数, 契約).
    Of no value themselves: an `ordinal` is low-th ("третий"), after a `label` a figure is a name ("статья 5"); a `range`
    holds the words before its low and before its high ("от", "до"), and so does a `rise` of two figures ("с", "до");
    `of` joins a part to its whole ("40 из 100"), `or` two choices, and `each` says that a figure holds for each of several.

    words: every form in which it is written. counts: it is a numeral only right before what it counts ("один контейнер").
    example is its test: its first quantity is found–found_high; it holds none where found is left out.
    """

    language: str
    words: tuple[str, ...]
    role: Literal[
        "number", "scale", "part", "vague", "digit", "fraction", "none",
        "ordinal", "label", "range", "rise", "of", "or", "each",
    ]  # fmt: skip
    low: float = 0.0
    high: float | None = None
    counts: bool = False
    example: str = ""
    found: float | None = None
    found_high: float | None = None


@dataclass(frozen=True, slots=True)
class NativeBoundRow:
    """Words beside a figure that bound it, as in `BoundRow`. per: the period of a rate that they name ("연간", 月産).
    each: the figure holds for each of several. example is its test: its first quantity is low–high.
    """

    language: str
    words: tuple[str, ...]
    bound: Literal["low", "high", "point", "additional"]
    approximate: bool = False
    place: Literal["before", "after"] = "before"
    per: str | None = None
    each: bool = False
    example: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class NativeTimeRow:
    """A word of time. means: `month 10`, `weekday 3` (ISO, Monday is 1), `day -1`, `week -1`, `month -1`, `year -1` (counted
    from the day of the report), `part early`, `part mid`, `part late`, `unit day` (of lengths), `since`, `until`, `ago`,
    `last`, `next`, `this`, `recent`. example is its test: read on Wednesday, 20 November 2024, it gives `found`
    ("2024-10-01..2024-10-31").

    In Russian and Ukrainian also `season SU` (SP, SU, FA, WI), `daytime MO` (MO, AF, EV, NI), `half` and `half of` (of a
    year or month), `part earlier` and `part later` (cut at the day of the report), `length 6 month` ("полгода"), `whole day`
    (a day that is not counted, "сутки"), `recent one`, `coming` and `coming one` ("ближайшие", "ближайший"), `past`,
    `present`, `future`, `same day`, `year word` (what stands after the figures of a year), `every month` (of rates), `each`;
    and what stands beside a time: `at` (prepositions before a weekday), `to` (inside "с 8 по 13"), `from` (as `since`, save
    before a single day), `compared` (what ends as `since` does and is none), `ahead` (verbs of the future).
    """

    language: str
    words: tuple[str, ...]
    means: str
    example: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class NativeCueRow:
    """Words of saying: a verb in all forms that news use, or what stands for one ("по данным", "에 따르면"). place: where
    its source stands: `before` or `after` it. stance, relay: as in `CueRow`. clause: it is one only beside a clause or
    speech ("передал, что", not "передал ракеты"). example is its test: it holds an attribution to `source`.
    """

    language: str
    words: tuple[str, ...]
    verb: str
    place: Literal["before", "after"]
    stance: Stance = "asserted"
    relay: bool = False
    clause: bool = False
    example: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class NativeSpeakerRow:
    """What somebody who speaks is called: an office, a body, a trade. words: in Russian and Ukrainian in the nominative, and
    a word's other cases are not listed; in Korean and Japanese the end of such a name. anonymous: a source without a name.
    example is its test: it holds an attribution whose source holds one of the words.
    """

    language: str
    words: tuple[str, ...]
    anonymous: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class NativeHedgeRow:
    """Words that weaken what they stand with. modality: what they make of a claim, None where they only weaken. basis: how
    they say the origin knows, if they do. example is its test: they are found in it.
    """

    language: str
    words: tuple[str, ...]
    modality: Modality | None = None
    basis: BasisType | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class NativeEndingRow:
    """How words that end in `ending` change: the endings of all their cases, "-" for none ("ракета: ракет"). of: `noun`, a
    word with a gender of its own and any name with a capital, or `adjective`, a word in small letters that agrees with
    others. The longest ending that fits is taken, and of several rows with it all. example is its test: "Россия: России
    Россию Россией".

    In Korean the cases are the particles and suffixes that names take, several in a row too; `하…` is one that more
    letters may follow. An ending "" fits every word.
    """

    language: str
    of: Literal["noun", "adjective"]
    ending: str
    cases: tuple[str, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class NativeLetterRow:
    """How letters are written in Latin ones. The longest letters that fit are taken, and of the same ones the row that
    names a place. place: `start` and `end` of a word or a syllable, `between` letters, `after-vowel`, `after-o` and
    `after-u` (in the Latin already written).

    letters: lower case; Korean by its jamo, with "+" between two syllables ("ㄱ+ㅁ"); Japanese in katakana, which holds for
    hiragana without a row of its own too. latin: "=" doubles the consonant after it. example is its test: "Ангара: Angara".
    """

    language: str
    letters: str
    latin: str
    place: Literal["any", "start", "end", "between", "after-vowel", "after-o", "after-u"] = "any"
    example: str = ""


@dataclass(frozen=True, slots=True)
class NativeRows:
    """All rows of one language. version: of the files that they were read from."""

    language: str = ""
    names: tuple[NativeNameRow, ...] = ()
    numbers: tuple[NativeNumberRow, ...] = ()
    bounds: tuple[NativeBoundRow, ...] = ()
    times: tuple[NativeTimeRow, ...] = ()
    cues: tuple[NativeCueRow, ...] = ()
    speakers: tuple[NativeSpeakerRow, ...] = ()
    hedges: tuple[NativeHedgeRow, ...] = ()
    endings: tuple[NativeEndingRow, ...] = ()
    letters: tuple[NativeLetterRow, ...] = ()
    version: str = ""
