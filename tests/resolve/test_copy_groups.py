"""Which texts of a stream carry the text of an earlier one, by signatures alone."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve.copy_groups import SHARE, Grouped, grouped, groups, sketches


def report(seed: int, sentences: int = 20) -> list[str]:
    """Sentences of twenty words."""
    rng = Random(seed)
    return [" ".join(f"w{rng.randrange(3000)}" for _ in range(20)) + "." for _ in range(sentences)]


def firsts(*texts: str) -> list[str]:
    """The first of each text's group; the texts are named a, b, c …"""
    return [found.first for found in groups(zip("abcdefgh", texts, strict=False))]


WHOLE = report(1)
TEXT = " ".join(WHOLE)
FOOTER = " ".join(report(99, 3))


@pytest.mark.parametrize(
    "copy",
    {
        "the same": TEXT,
        "case and punctuation": TEXT.upper().replace(".", " –"),
        "a tenth dropped": " ".join(WHOLE[:9] + WHOLE[11:]),
        "three in ten dropped": " ".join(s for n, s in enumerate(WHOLE) if n % 3 or n > 17),
        "reordered": " ".join(Random(3).sample(WHOLE, 20)),
        "another headline": f"Quite other words stand over this one\n{TEXT}",
        "boilerplate around": f"{' '.join(report(98, 2))} {TEXT} {FOOTER}",
        "a fifth of it": " ".join(WHOLE[8:12]),
        "a half and a footer": f"{' '.join(WHOLE[:10])} {FOOTER}",
    }.items(),
    ids=lambda named: named[0],
)
def test_a_rewrite_joins_the_group(copy: tuple[str, str]) -> None:
    """As syndication makes them: dropped, reordered, under another headline, with boilerplate, an excerpt."""
    assert firsts(" ".join(report(2)), TEXT, copy[1]) == ["a", "b", "b"]


@pytest.mark.parametrize(
    "other",
    {
        "another text": " ".join(report(5)),
        "with the same footer": f"{' '.join(report(5))} {FOOTER}",
        "a short one with the same footer": f"{' '.join(report(5, 4))} {FOOTER}",
        "that quotes three sentences": " ".join([*report(5), *WHOLE[:3]]),
        "without words": " … — ",
        "empty": "",
    }.items(),
    ids=lambda named: named[0],
)
def test_another_text_stays_apart(other: tuple[str, str]) -> None:
    """What is mostly its own words is no copy, though a footer or a quotation is shared."""
    assert firsts(f"{TEXT} {FOOTER}", other[1]) == ["a", "b"]


def test_a_template_filled_with_other_words_stays_apart() -> None:
    """The same sentences' frame and the same figures, but other parties and goods, are another report."""
    frame = "{} sent 300 containers of {} to {} on Monday, {} said, citing {} and images of the port of {}."
    one, other = (" ".join(frame.format(*s.split()[:6]) for s in report(n)) for n in (6, 7))
    assert firsts(one, other) == ["a", "b"]


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    """Nothing is the copy of nothing."""
    assert firsts("", "", " – ") == ["a", "b", "c"]


def test_a_text_shorter_than_a_run_is_a_copy_of_the_same_words_only() -> None:
    """Three words are compared as one."""
    assert firsts("Ships left port", "ships left PORT!", "Ships left harbour") == ["a", "a", "c"]


def test_what_adds_much_to_its_excerpt_starts_a_group() -> None:
    """The whole after its excerpt is read for itself; a further excerpt joins the one that shares most with it."""
    part = " ".join(WHOLE[:4])
    assert firsts(part, TEXT, " ".join(WHOLE[4:9]), " ".join(WHOLE[1:])) == ["a", "b", "b", "b"]


def test_copies_of_copies_lead_to_the_first_or_to_nobody() -> None:
    """Each text is held against firsts alone: a chain of small changes never joins texts that share nothing."""
    new = report(8)
    steps = [" ".join([*WHOLE[n:], *new[:n]]) for n in range(0, 21, 4)]
    found = firsts(*steps)
    assert found[1] == "a"
    assert found[-1] != "a"
    assert all(found["abcdefgh".index(first)] == first for first in found)


def test_writing_without_spaces_is_compared_by_signs() -> None:
    """Chinese and Japanese texts are copies where their signs are, and others where they are not."""
    signs = "".join(chr(0x4E00 + Random(4).randrange(1, 900) * n % 5000) for n in range(1, 400))
    other = "".join(chr(0x4E00 + (n * n * 31) % 5000) for n in range(1, 400))
    assert firsts(signs, signs[:250], other) == ["a", "a", "c"]


def test_the_likeness_is_the_share_of_its_own_runs() -> None:
    """About the share that really lies in the first; 1 for a first and for a text that is all there."""
    half = f"{' '.join(WHOLE[:10])} {' '.join(report(97, 3))}"
    first, excerpt, mixed = groups([("a", TEXT), ("b", " ".join(WHOLE[:10])), ("c", half)])
    assert first == Grouped("a", "a", 1.0)
    assert excerpt.likeness == pytest.approx(1.0, abs=0.15)
    assert mixed.likeness == pytest.approx(197 / 257, abs=0.15)
    assert SHARE <= mixed.likeness <= 1


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=12))
def test_neither_batches_nor_who_sketched_changes_an_answer(drawn: list[tuple[int, int]]) -> None:
    """Sketches made one by one, sent and brought together in the same order give the same groups."""
    texts = [(f"t{n}", " ".join(report(seed)[cut:])) for n, (seed, cut) in enumerate(drawn)]
    sent = [pickle.loads(pickle.dumps(sketch)) for text in texts for sketch in sketches([text])]
    assert list(grouped(sent)) == list(groups(texts))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_sketch_made_in_another_process_is_the_same(seed: str) -> None:
    """Whatever order that process gives to sets: what engines send from elsewhere meets what is made here."""
    code = (
        "import pickle, sys; from reportedly.resolve.copy_groups import sketches; "
        "sys.stdout.buffer.write(pickle.dumps(list(sketches([('t', sys.argv[1])]))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code, TEXT], env=environment, capture_output=True, check=True)
    (there,), (here,) = pickle.loads(done.stdout), sketches([("t", TEXT)])
    assert there.size == here.size
    assert there.signature.digest() == here.signature.digest()


def test_more_texts_than_a_batch_keep_their_order() -> None:
    """Every text is answered for once, in the order given, and copies are met across batches."""
    found = list(groups((f"t{n}", " ".join(report(n % 300))) for n in range(700)))
    assert [each.id for each in found] == [f"t{n}" for n in range(700)]
    assert [each.first for each in found] == [f"t{n % 300}" for n in range(700)]


class Letter(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


def test_no_text_is_held_after_its_batch() -> None:
    """Of two thousand, never more than two batches are there at once."""
    watched: list[weakref.ref[Letter]] = []

    def stream() -> Iterator[tuple[str, str]]:
        for n in range(2000):
            text = Letter(" ".join(report(n, 2)))
            watched.append(weakref.ref(text))
            yield f"t{n}", text

    for _ in groups(stream()):
        held = sum(seen() is not None for seen in watched)
        assert held <= 512
    assert len(watched) == 2000


def test_memory_is_bounded_and_the_latest_firsts_are_kept() -> None:
    """Of many firsts only the latest are held: a copy of one of them is met, a copy of a much earlier one starts a group."""
    texts = [
        (
            f"t{n}",
            " ".join(
                f"{word}{n}" for word in ["alpha", "bravo", "cargo", "delta", "echo", "ferry", "grain", "harbour"]
            ),
        )
        for n in range(40)
    ]
    again = [("late", texts[35][1]), ("early", texts[0][1])]
    found = {one.id: one.first for one in groups([*texts, *again], held=10)}
    assert found["late"] == "t35"
    assert found["early"] == "early"
    assert all(found[name] == name for name, _ in texts)
