"""A list of invented ships, companies and persons, and what somebody might screen against it: half of it variants of what is
listed, half of it near in kind and not listed. All from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportedly.terms.screening import EntrySchema, ListEntry, Subject
from resolve import romanisations as way

Tongue = Literal["russian", "korean", "arabic", "chinese", "english"]
TONGUES: tuple[Tongue, ...] = ("russian", "korean", "arabic", "chinese", "english")
SYSTEMS: dict[Tongue, tuple[str, ...]] = {
    "russian": way.RUSSIAN,
    "korean": way.KOREAN,
    "arabic": way.ARABIC,
    "chinese": way.CHINESE,
    "english": ("english",),
}
STANDARD: dict[Tongue, str] = {
    "russian": "bgn", "korean": "mccune", "arabic": "bgn", "chinese": "pinyin", "english": "english",
}  # fmt: skip
"""What official lists write."""
FORMS: dict[Tongue, tuple[str, ...]] = {
    "russian": ("OOO", "JSC", "LLC", "AO"),
    "korean": ("Corporation", "Co., Ltd.", "Company"),
    "arabic": ("LLC", "Co.", "FZE", "Est."),
    "chinese": ("Co., Ltd.", "Ltd", "Limited"),
    "english": ("Ltd", "Inc.", "S.A.", "Pte. Ltd."),
}
TRADES = ("Trading", "Shipping", "General Trading", "Maritime", "Import Export", "Industries", "Technology", "Logistics",
          "Marine Services", "Mining Development", "Engineering", "Holding")  # fmt: skip
_ENGLISH = ("bright", "silver", "north", "east", "harbour", "granite", "amber", "falcon", "heron", "thistle", "meridian",
            "copper", "anchor", "lantern", "cedar", "willow", "orchid", "comet", "pioneer", "voyager")  # fmt: skip
_ENDS = ("field", "stone", "wave", "mont", "ridge", "dale", "port", "crest", "gale", "well", "brook", "ford", "land")
_CALLED: dict[Tongue, Callable[[Any, str], str]] = {
    "russian": way.cyrillic,
    "korean": way.korean,
    "arabic": way.arabic,
    "chinese": way.chinese,
    "english": lambda word, _: str(word),
}


@dataclass(frozen=True)
class Name:
    """A name before it is written. words: in the sounds of its tongue; number: of a ship in a series; form, trade: of a
    company.
    """

    tongue: Tongue
    schema: EntrySchema
    words: tuple[Any, ...]
    number: int | None = None
    form: str = ""
    trade: str = ""

    def written(self, system: str | None = None) -> str:
        """The name by one system, that of lists where none is named."""
        by = system or STANDARD[self.tongue]
        words = [_CALLED[self.tongue](word, by) for word in self.words]
        parts = [*(word if by == "native" else word[:1].upper() + word[1:] for word in words), self.trade, self.form]
        return " ".join(part for part in parts if part) + (f"-{self.number}" if self.number else "")


@dataclass(frozen=True)
class Query:
    """What is screened, and the entry that it should find: None for what is not listed. change: what was done to it."""

    subject: Subject
    entry: str | None
    change: str


class Invented:
    """Names from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def entries(self, count: int) -> tuple[dict[str, Name], list[ListEntry]]:
        """The names by the ids of their entries, and the entries: three in ten ships, four companies, three persons."""
        names: dict[str, Name] = {}
        taken: set[Name] = set()
        while len(names) < count:
            name = self.name(self.rng.choices(("vessel", "company", "person"), (3, 4, 3))[0])
            if replace(name, form="") not in taken:
                taken.add(replace(name, form=""))
                names[f"E-{len(names):06}"] = name
        return names, [self._entry(ident, name) for ident, name in names.items()]

    def name(self, schema: EntrySchema) -> Name:
        """A new name of a kind."""
        tongue = self.rng.choice(TONGUES)
        count = {"vessel": (1, 2), "company": (1, 2), "person": (2, 3)}.get(schema, (1, 2))
        words = tuple(self.word(tongue) for _ in range(self.rng.randint(*count)))
        number = self.rng.randint(1, 12) if schema == "vessel" and self.rng.random() < 0.3 else None
        form = self.rng.choice(FORMS[tongue]) if schema == "company" else ""
        return Name(tongue, schema, words, number, form, self.rng.choice(TRADES) if schema == "company" else "")

    def word(self, tongue: Tongue) -> Any:
        """A word of two to four syllables."""
        rng, length = self.rng, self.rng.choice((2, 2, 3, 3, 4))
        if tongue == "russian":
            cut = "".join(rng.choice("бвгджзклмнпрстфхцчшщ") + rng.choice("аеиоуыюя") for _ in range(length))
            return cut + rng.choice(("", "н", "р", "в", "ск", "й", "ов", "ь" if cut[-1] not in "аеиоуыюя" else "т"))
        if tongue == "korean":
            several = range(min(length, 3))
            return tuple((rng.choice(way.INITIALS), rng.choice(way.VOWELS), rng.choice(way.FINALS)) for _ in several)
        if tongue == "arabic":
            pairs = (
                part
                for _ in range(length)
                for part in (rng.choice(way.ARABIC_CONSONANTS), rng.choice(way.ARABIC_VOWELS))
            )
            return (*pairs, rng.choice(way.ARABIC_CONSONANTS))
        if tongue == "chinese":
            return tuple(rng.choice(tuple(way.HANZI)) for _ in range(min(length, 3)))
        start = rng.choice(_ENGLISH) if rng.random() < 0.5 else self._syllables()
        return start + rng.choice(_ENDS)

    def _syllables(self) -> str:
        return "".join(self.rng.choice("bdfglmnprstvw") + self.rng.choice("aeiou") for _ in range(2))

    def _entry(self, ident: str, name: Name) -> ListEntry:
        others = ()
        if self.rng.random() < 0.3:
            system = self.rng.choice(SYSTEMS[name.tongue])
            others = (name.written(system),) if self.rng.random() < 0.5 else (self.name(name.schema).written(),)
        return ListEntry(ident, "invented", name.schema, (name.written(), *others))

    def queries(self, names: dict[str, Name], count: int) -> list[Query]:
        """Half of them variants of listed names, half near in kind and not listed."""
        listed = {(name.tongue, name.words, name.number, name.trade) for name in names.values()}
        asked: list[Query] = []
        for ident in self.rng.sample(sorted(names), count // 2):
            asked.append(self._variant(ident, names[ident]))
        while len(asked) < count:
            name, change = self._stranger(self.rng.choice(list(names.values())))
            if (name.tongue, name.words, name.number, name.trade) not in listed:
                asked.append(Query(_subject(name.written(), name.schema), None, change))
        return asked

    def _stranger(self, near: Name) -> tuple[Name, str]:
        """A name that is not listed: a new one, another of the series, or one that shares a word."""
        chance = self.rng.random()
        if chance < 0.25 and near.number:
            return replace(near, number=near.number + self.rng.randint(1, 20)), "another of the series"
        if chance < 0.4 and len(near.words) > 1:
            return replace(near, words=(near.words[0], self.word(near.tongue), *near.words[2:])), "one word shared"
        return self.name(near.schema), "new"

    def _variant(self, ident: str, name: Name) -> Query:
        changes = ["transliteration", "transliteration", "native", "typo", "blanks"]
        changes += {"company": ["form", "form"], "person": ["order", "order"]}.get(name.schema, [])
        changes += ["series"] * 3 if name.number else []
        change = self.rng.choice(changes)
        if name.tongue == "english" and change in ("transliteration", "native"):
            change = "typo"
        return Query(_subject(self._changed(name, change), name.schema), ident, change)

    def _changed(self, name: Name, change: str) -> str:
        rng = self.rng
        if change == "transliteration":
            others = [s for s in SYSTEMS[name.tongue] if s not in (STANDARD[name.tongue], "native")]
            return name.written(rng.choice(others))
        if change == "native":
            return name.written("native")
        if change == "typo":
            return self._mistyped(name.written())
        if change == "blanks":
            return (
                name.written().replace(" ", "-", 1)
                if len(name.words) == 1 or rng.random() < 0.5
                else name.written().replace(" ", "", 1)
            )
        if change == "form":
            return replace(name, form=rng.choice(("", *FORMS[name.tongue]))).written()
        if change == "order":
            first, *rest = name.written().split(" ")
            return (
                " ".join([*rest, first])
                if rng.random() < 0.5
                else f"{rest[-1].upper()}, {' '.join([first, *rest[:-1]])}"
            )
        roman = {
            1: "I",
            2: "II",
            3: "III",
            4: "IV",
            5: "V",
            6: "VI",
            7: "VII",
            8: "VIII",
            9: "IX",
            10: "X",
            11: "XI",
            12: "XII",
        }
        bare = replace(name, number=None).written()
        return f"{bare} {roman[name.number or 1]}" if rng.random() < 0.5 else f"{bare.upper()} {name.number}"

    def _mistyped(self, written: str) -> str:
        """One letter of the longest word left out, doubled, replaced, or changed with the next."""
        rng, words = self.rng, written.split(" ")
        place = max(range(len(words)), key=lambda n: len(words[n]))
        word = words[place]
        at = rng.randrange(1, max(2, len(word) - 1))
        how = rng.randrange(4)
        letter = rng.choice("abdegiklmnoprstuv")
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        words[place] = (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            swapped,
        )[how]
        return " ".join(words)


def _subject(name: str, schema: EntrySchema) -> Subject:
    kind: Literal["vessel", "company", "person"] = (
        "vessel" if schema == "vessel" else "person" if schema == "person" else "company"
    )
    return Subject(name, kind, (name,))
