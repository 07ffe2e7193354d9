"""The matchers of Korean and Japanese names: where a name begins and ends in scripts without blanks between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.native.native_names import DAY, names_of, written
from reportedly.find.native.cjk_matching import JapaneseMatcher, KoreanMatcher
from reportedly.terms.native import NativeEndingRow, NativeNameRow, NativeRows

ENDINGS = (
    NativeEndingRow("ko", "noun", "", ("은", "는", "에서", "의", "측", "제재…")),
    NativeEndingRow("ko", "noun", "파병", ("했…",)),
)
KOREAN = KoreanMatcher(
    [
        ("북한", "KP", False),
        ("러시아", "RU", False),
        ("러", "RU", False),
        ("북", "KP", True),
        ("미", "US", True),
        ("한", "KR", True),
        ("인도", "IN", True),
        ("인도 정부", "IN", False),
        ("이란", "IR", False),
        ("국방부", "MOD", False),
        ("전차", "tank", False),
        ("대전차", "word", False),
        ("단거리 미사일", "srbm", False),
        ("파병", "soldiers", False),
        ("-군", "soldiers", True),
        ("KN-23", "srbm", False),
        ("AP", "AP", False),
        ("北", "KP", False),
    ],
    ENDINGS,
)
JAPANESE = JapaneseMatcher(
    [
        ("北朝鮮", "KP", False),
        ("ロシア", "RU", False),
        ("ウクライナ", "UA", False),
        ("米国", "US", False),
        ("国防総省", "DOD", False),
        ("日", "JP", True),
        ("米", "US", True),
        ("韓", "KR", True),
        ("露", "RU", True),
        ("日本", "JP", False),
        ("ミサイル", "missile", False),
        ("弾道ミサイル", "ballistic", False),
        ("イラン", "IR", False),
        ("-軍", "soldiers", True),
    ]
)


def in_korean(text: str) -> list[str]:
    return [f"{text[h.start : h.end]} {' '.join(h.payloads)}" for h in KOREAN.find(text)]


def in_japanese(text: str) -> list[str]:
    return [f"{text[h.start : h.end]} {' '.join(h.payloads)}" for h in JAPANESE.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("북한은 러시아에서의 일", ["북한 KP", "러시아 RU"]),
        ("북한강과 러시아어과", []),
        ("소이란과 남북한은", []),
        ("북한군은", ["북한 KP", "군 soldiers"]),
        ("군은 침묵했다", []),
        ("북한제재안", ["북한 KP"]),
    ],
)
def test_korean_edges(text: str, found: list[str]) -> None:
    """A name begins where no Hangul stands before it and goes on only with particles, suffixes, compounds or a name."""
    assert in_korean(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("북러 회담", ["북 KP", "러 RU"]),
        ("한·미는", ["한 KR", "미 US"]),
        ("북미러는", ["북 KP", "미 US", "러 RU"]),
        ("미-러시아", ["미 US", "러시아 RU"]),
        ("한 사람은 북에서", []),
        ("러에서", ["러 RU"]),
        ("3北", []),
    ],
)
def test_short_names_of_states(text: str, found: list[str]) -> None:
    """A state's name of one letter holds joined to another, or where its row says that it stands alone."""
    assert in_korean(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("전차 인도는 늦다", ["전차 tank"]),
        ("인도 정부는 인도의 몫", ["인도 정부 IN", "인도 IN"]),
    ],
)
def test_common_words(text: str, found: list[str]) -> None:
    """A name that is a common word too holds where the text names the same otherwise."""
    assert in_korean(text) == found


def test_syllables_of_direction() -> None:
    """대, 주 and 친 before a state's name do not hide it, and 對 stands before one of a letter."""
    assert in_korean("대러시아 제재, 주이란 대사, 친러시아는, 對北 압박") == ["러시아 RU", "이란 IR", "러시아 RU", "北 KP"]
    assert in_korean("세이란 대러 관계") == []


def test_blanks_within_a_name() -> None:
    """A compound is found written apart, together and over a line's end."""
    assert in_korean("단거리 미사일은 단거리미사일의 단거리\n미사일") == [
        "단거리 미사일 srbm",
        "단거리미사일 srbm",
        "단거리\n미사일 srbm",
    ]


def test_words_that_hide_names() -> None:
    """The longest name is taken, also of a word that only looks like one."""
    assert in_korean("대전차는 전차는") == ["대전차 word", "전차 tank"]


def test_latin_names() -> None:
    """Names in Latin letters are whole words, whatever Hangul stands behind."""
    assert in_korean("KN-23은 AP는 KN-234 APEC는") == ["KN-23 srbm", "AP AP"]


def test_verbs_of_a_noun() -> None:
    """An ending with … lets any letters follow, and holds for the words of its row only."""
    assert in_korean("파병했다고 전차했다고") == ["파병 soldiers"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("北朝鮮がロシアに弾道ミサイルを供与した", ["北朝鮮 KP", "ロシア RU", "弾道ミサイル ballistic"]),
        ("ベロシアンとイランイラン号", []),
        ("イラン製", ["イラン IR"]),
        ("日米韓の連携", ["日 JP", "米 US", "韓 KR"]),
        ("露・米", ["露 RU", "米 US"]),
        ("来日した米を食べる", []),
        ("米国防総省は", ["国防総省 DOD"]),
        ("北朝鮮軍", ["北朝鮮 KP", "軍 soldiers"]),
        ("軍は日本へ", ["日本 JP"]),
        ("18日米", []),
    ],
)
def test_japanese_edges(text: str, found: list[str]) -> None:
    """Katakana names touch no further katakana, kanji names run on, and those of one letter hold only joined."""
    assert in_japanese(text) == found


@given(st.text(alphabet="북한미러군은에서 ·北3AP日米韓ロシアン軍\n", max_size=30))
def test_any_text(text: str) -> None:
    """Hits come in order, none inside another, within the text."""
    for hits in (KOREAN.find(text), JAPANESE.find(text)):
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        assert all(before.end <= after.start for before, after in zip(hits, hits[1:], strict=False))


def test_names_in_japanese() -> None:
    """The engine reads Japanese by the same rules: a body beside a state, a capital that is a place, a type with its kind."""

    def row(of: str, key: str, *names: str, as_is: bool = False) -> NativeNameRow:
        return NativeNameRow("ja", of, key, names, as_is=as_is)  # type: ignore[arg-type]

    rows = NativeRows(
        "ja",
        names=(
            row("party", "KP", "北朝鮮"),
            row("party", "RU", "ロシア"),
            row("party", "IR", "イラン"),
            row("party", "US", "米", as_is=True),
            row("party", "JP", "日", as_is=True),
            row("party", "RU-MOD", "国防省"),
            row("party", "KP-KCNA", "朝鮮中央通信"),
            row("person", "Vladimir Putin", "プーチン"),
            row("place", "moscow-ru", "モスクワ"),
            row("place", "pyongyang-kp", "平壌"),
            row("item", "short-range-ballistic-missile", "KN23"),
            row("item", "missile", "ミサイル"),
            row("word", "", "日米修好"),
        ),
    )
    text = (
        "イラン国防省は、平壌で会ったプーチン氏にKN23ミサイルを渡したとする朝鮮中央通信の報道を否定した。"
        "モスクワは沈黙し、日米は懸念を示した。日米修好。ロシアの国防省は平壌に感謝した。"
    )
    assert written(names_of(rows).find(text, DAY)) == {
        "parties": [
            "イラン国防省 IR-MOD",
            "朝鮮中央通信 KP-KCNA",
            "モスクワ RU",
            "日 JP",
            "米 US",
            "ロシアの国防省 RU-MOD",
            "平壌 KP",
        ],
        "persons": ["プーチン RU-PRES"],
        "places": ["平壌 pyongyang-kp", "平壌 pyongyang-kp"],
        "items": ["KN23ミサイル short-range-ballistic-missile"],
    }
