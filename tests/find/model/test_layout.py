"""Layout: paragraphs, sentences by their marks, and words found as whole words; and what native rows see by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.model.asking import document, tree
from reportedly.find.model.instructions import Instructions
from reportedly.find.model.layout import paragraphs, sentences, standing, words_in
from reportedly.find.model.native import seen_natively
from reportedly.terms.native import NativeCueRow, NativeHedgeRow, NativeRows


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya sent rifles. Chad paid.", ["Kenya sent rifles.", "Chad paid."]),
        ("“We paid,” he said. “Twice.” Oslo knew.", ["“We paid,” he said.", "“Twice.”", "Oslo knew."]),
        ("북한이 포탄을 보냈다. 러시아는 부인했다.", ["북한이 포탄을 보냈다.", "러시아는 부인했다."]),
        ("Передали 3 тыс. снарядов. В г. Москве молчат.", ["Передали 3 тыс. снарядов.", "В г. Москве молчат."]),
        ("砲弾を送った。「払った。」と述べた。", ["砲弾を送った。", "「払った。」", "と述べた。"]),
        ("Rifles for Chad\nKenya sent 1.5 tonnes", ["Rifles for Chad", "Kenya sent 1.5 tonnes"]),
    ],
)
def test_sentences_end_at_their_marks(text: str, found: list[str]) -> None:
    """Without a parser a sentence ends at its mark, not at a short form, in any of the languages."""
    assert cut(text, sentences(text)) == found


def test_paragraphs_lie_between_blank_lines_or_are_lines() -> None:
    """A text with blank lines has paragraphs of several lines; in one without each line is one."""
    assert cut("A:\n- b\n- c\n \nD\n", paragraphs("A:\n- b\n- c\n \nD\n")) == ["A:\n- b\n- c", "D"]
    assert cut("A\nB\n", paragraphs("A\nB\n")) == ["A", "B"]


@pytest.mark.parametrize(
    ("words", "text", "count"),
    [
        ("rifles", "rifles, riflescopes and Rifles", 1),
        ("400", "1,400 and 400.5 and 400, then 400.", 2),
        ("400", "400mm, 400 mm", 1),
        ("000", "1 000 шт.", 0),
        ("12", "в 2024 12 танков", 1),
        ("북한", "북한이 대북한 북한", 2),
        ("포탄 300만 발", "포탄 300만 발을", 1),
        ("ロシア", "対ロシアは", 1),
        ("танков", "танковый и танков", 1),
    ],
)
def test_words_stand_whole(words: str, text: str, count: int) -> None:
    """Words are found letter for letter, never within a word or a figure; particles may follow where they do."""
    assert len(list(standing(text, words, 0, len(text)))) == count


@given(st.text(alphabet="ab 1.,북이가の", max_size=40), st.text(alphabet="ab 1.,북이가の", max_size=5))
def test_what_stands_is_what_was_asked(text: str, words: str) -> None:
    """Each span found is the words themselves."""
    assert all(text[start:end] == words for start, end in standing(text, words, 0, len(text)))


def test_words_are_counted_in_scripts_without_spaces() -> None:
    """Two signs of Han and kana count as a word."""
    assert words_in("Kenya sent 400 rifles") == 4
    assert words_in("砲弾を送った") == 3
    assert words_in("…!") == 0


def test_native_rows_give_cues_and_hedges() -> None:
    """Words of saying and hedges are seen where their rows' words stand, grown on a noun in Korean, whole in Russian."""
    korean = NativeRows(
        "ko",
        cues=(NativeCueRow("ko", ("에 따르면",), "따르다", "before"),),
        hedges=(NativeHedgeRow("ko", ("것으로 보인다",), "assessed"),),
    )
    about = document("국정원에 따르면 북한이 포탄을 보낸 것으로 보인다.")
    seen = seen_natively(about, (), korean, Instructions(()), tree())
    assert cut(about.text, seen.cues) == ["에 따르면"]
    assert [(about.text[h.start : h.end], h.modality) for h in seen.hedges] == [("것으로 보인다", "assessed")]
    russian = NativeRows("ru", cues=(NativeCueRow("ru", ("по данным",), "", "before"),))
    about = document("По данным МИД, Иран поставил ракеты.")
    assert cut(about.text, seen_natively(about, (), russian, Instructions(()), tree()).cues) == ["По данным"]
