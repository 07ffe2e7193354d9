"""The matcher of names in Russian and Ukrainian: forms of words, capitals, hyphens, line breaks, whole words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.gazetteer import Hit
from reportedly.find.native.slavic_forms import Endings, is_acronym, plain
from reportedly.find.native.slavic_matching import SlavicMatcher
from reportedly.terms.native import NativeEndingRow
from shipped import shipped_rows

ENDINGS = shipped_rows("ru").endings
FORMS = Endings(ENDINGS)
AS_THEY_ARE = ("Сана", "СССР")
CHANGING = (
    "Северная Корея",
    "США",
    "МИД",
    "Ким Чен Ын",
    "Зеленский",
    "российский",
    "снаряд",
    "ракета",
    "баллистическая ракета",
    "инженер-сапёр",
    "Мексико",
    "Россия",
    "хуситы",
    "ЧВК Вагнер",
    "Нью-Йорк",
    "МиГ-29",
    "об'єднання",
)
NAMES = SlavicMatcher(
    [*((name, name, False) for name in CHANGING), *((name, name, True) for name in AS_THEY_ARE)], ENDINGS
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], " / ".join(hit.payloads)) for hit in NAMES.find(text)]


def words(text: str) -> list[str]:
    return [given for given, _ in found(text)]


@pytest.mark.parametrize("row", ENDINGS, ids=lambda row: f"{row.of}-{row.ending}")
def test_a_row_of_endings_gives_the_forms_of_its_example(row: NativeEndingRow) -> None:
    """The word of the example ends as the row says, and changes into the forms that follow it."""
    word, forms = row.example.split(": ")
    assert plain(word).endswith(plain(row.ending))
    assert {plain(form) for form in forms.split()} <= FORMS.forms(word)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("в Северной Корее", ["Северной Корее"]),
        ("Северной Кореей довольны", ["Северной Кореей"]),
        ("Ким Чен Ыну и Зеленскому", ["Ким Чен Ыну", "Зеленскому"]),
        ("снарядами, снарядов и снаряда", ["снарядами", "снарядов", "снаряда"]),
        ("баллистических ракет и просто ракет", ["баллистических ракет", "ракет"]),
        ("группу инженеров-сапёров", ["инженеров-сапёров"]),
        ("с российскими войсками и российскую технику", ["российскими", "российскую"]),
    ],
)
def test_a_name_is_found_in_every_case(text: str, hits: list[str]) -> None:
    """Each word of a name changes, adjectives and nouns, singular and plural, on both sides of a hyphen."""
    assert words(text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("СЕВЕРНАЯ КОРЕЯ ШЛЁТ СНАРЯДЫ", ["СЕВЕРНАЯ КОРЕЯ", "СНАРЯДЫ"]),
        ("северная корея", []),
        ("США и сша, Сша", ["США"]),
        ("МИДом и МИД, мидом, МИДОМ", ["МИДом", "МИД"]),
        ("МиГ-29, МИГ-29, миг-29", ["МиГ-29", "МИГ-29"]),
        ("Российский снаряд", ["Российский", "снаряд"]),
    ],
)
def test_a_name_with_a_capital_wants_one(text: str, hits: list[str]) -> None:
    """Names with a capital fit words with one, acronyms and mixed letters theirs; small letters fit any."""
    assert words(text) == hits


def test_a_surname_that_is_an_adjective_by_form_has_one_gender() -> None:
    """A name with a capital never takes the endings of the other gender."""
    assert words("Зеленского и Зеленскую") == ["Зеленского"]


def test_names_that_are_as_is_do_not_change() -> None:
    """Of names that hold their own forms, none but those are found."""
    assert words("в Сане, Сана, СССР") == ["Сана", "СССР"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Северная\u00a0Корея", ["Северная\u00a0Корея"]),
        ("Северная\nКорея", ["Северная\nКорея"]),
        ("Северная \n  Корея", ["Северная \n  Корея"]),
        ("Северная\n\nКорея", []),
        ("Северная, Корея", []),
        ("Нью‑Йорке, Нью–Йорк", ["Нью‑Йорке", "Нью–Йорк"]),
        ("Нью Йорк", []),
        ("бойцы ЧВК «Вагнер», ЧВК Вагнер", ["ЧВК «Вагнер»", "ЧВК Вагнер"]),
        ('ЧВК "Вагнер" и ЧВК „Вагнер“', ['ЧВК "Вагнер"', "ЧВК „Вагнер“"]),
    ],
)
def test_what_stands_between_the_words_of_a_name(text: str, hits: list[str]) -> None:
    """Spaces of every kind, one line break, an opening quote; hyphens where the name has them."""
    assert words(text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Нью-Мексико", []),
        ("телеканал «Россия-1»", []),
        ("боевики-хуситы", ["хуситы"]),
        ("саммит Россия-США", ["Россия", "США"]),
        ("ракета-носитель, FPV-ракета", ["ракета", "ракета"]),
        ("Американо-российский снаряд", ["российский", "снаряд"]),
        ("ракетчик и снарядный ящик", []),
        ("Москва—Россия—США", ["Россия", "США"]),
    ],
)
def test_a_name_is_no_part_of_a_word(text: str, hits: list[str]) -> None:
    """Names match whole words; beside a hyphen they stand next to small letters or another name."""
    assert words(text) == hits


def test_letters_that_are_written_in_two_ways_are_one() -> None:
    """ё is е, and the apostrophes of Ukrainian are one apostrophe."""
    assert words("сапер, инженер-сапер, инженер-сапёр") == ["инженер-сапер", "инженер-сапёр"]
    assert words("об’єднання, обʼєднання, об'єднання") == ["об’єднання", "обʼєднання", "об'єднання"]


def test_all_that_bears_a_name_comes_with_it() -> None:
    """Two bearers of one form are both handed over."""
    twice = SlavicMatcher([("Грузия", "state", False), ("Грузия", "place", False)], ENDINGS)
    assert twice.find("в Грузии") == [Hit(2, 8, ("state", "place"))]


def test_of_two_names_the_one_of_more_capitals_is_meant() -> None:
    """A word with a capital that is also a form of a word without one is the name."""
    gas = SlavicMatcher([("газ", "item", False), ("Газа", "place", True)], ENDINGS)
    assert gas.find("Газа, газа") == [Hit(0, 4, ("place",)), Hit(6, 10, ("item",))]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("военные прибыли в порт", ["военные"]),
        ("военные уже там, военные и добровольцы", ["военные", "военные"]),
        ("военные поставки, военные базы и военные учения", []),
        ("военные были замечены, военные замечены", ["военные", "военные"]),
        ("две тысячи военных находятся, военных будет больше", ["военных", "военных"]),
        ("военных специалистов, военных действий, на военных базах", []),
        ("помогла военным, а военным самолётом и военным объектам", ["военным"]),
        ("с военными, с военными грузами", ["военными"]),
        ("военные\nпоставки. Военные России", ["Военные"]),
        ("військові прибули, військові поставки", ["військові"]),
    ],
)
def test_an_adjective_before_a_noun_is_no_noun(text: str, hits: list[str]) -> None:
    """Names written out that end as adjectives in the plural are not found before a word that agrees with them."""
    forms = ("военные", "военных", "военным", "военными", "військові")
    nouns = SlavicMatcher([(form, 1, True) for form in forms], ENDINGS)
    assert [text[hit.start : hit.end] for hit in nouns.find(text)] == hits


def test_no_names_and_no_endings_find_only_what_is_written() -> None:
    """Without endings a name is found in its own form, without names nothing is."""
    assert SlavicMatcher[int]([], ENDINGS).find("Иран и Ирак") == []
    assert SlavicMatcher([("Иран", 1, False)], ()).find("Иран, Ирана") == [Hit(0, 4, (1,))]


def test_an_acronym_has_several_capitals() -> None:
    """A single letter and a word with a small one are none."""
    assert [is_acronym(word) for word in ("США", "Т", "МиГ", "К9", "С400С")] == [True, False, False, False, True]


LETTERS = st.sampled_from([*CHANGING, *AS_THEY_ARE, "Северной", "Кореи", " ", "\n", "-", "«", "»", ".", "и", "1"])


@given(st.one_of(st.text(max_size=120), st.lists(LETTERS, max_size=24).map("".join)))
def test_hits_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """Whatever the text, each hit is a part of it that something bears, and none overlaps the next."""
    hits = NAMES.find(text)
    assert all(plain(text[hit.start : hit.end]).strip() and hit.payloads for hit in hits)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@given(st.text(alphabet="абвгдеёжзиклмнопрстуфхцчшщьыэюя'", min_size=1, max_size=12))
def test_a_word_is_among_its_forms(word: str) -> None:
    """No word loses the form it was given in, with a capital or without."""
    assert plain(word) in FORMS.forms(word)
    assert plain(word) in FORMS.forms(word.capitalize())


def test_a_text_takes_as_long_as_its_words_are_many() -> None:
    """Looking for names from each word costs no more the more text follows: a text twice as long asks twice as much."""
    asked = [_asked("Северная Корея и Россия " * n) for n in (50, 100)]
    assert 0 < asked[1] <= 2 * asked[0] + 2


def _asked(text: str) -> int:
    """How often the words of a text are asked for while names are looked for in it."""
    tokens = _Counted(NAMES._tokens(text))
    for n in range(len(tokens)):
        list(NAMES._from(text, tokens, n))
    return tokens.asked


class _Counted(list[Any]):
    """A list that counts what is taken from it; a slice counts for all that it copies."""

    asked = 0

    def __getitem__(self, key: Any) -> Any:
        taken = super().__getitem__(key)
        self.asked += len(taken) if isinstance(key, slice) else 1
        return taken
