"""What a text is about, and where one of its stories ends: what may be carried from sentence to sentence."""

from __future__ import annotations

from find.seeing import seen, wired
from reportedly.find.stories import Stories
from reportedly.find.topics import Topic, topic_of
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document

DIGEST = """- Ghana has sent Togo 40 rifles for its new border guard, officials in Accra say.
- Peru will receive two radars, its defence ministry announces on Monday.
"""


def claims(text: str, publisher: str = "Harbour Gazette") -> tuple[Claim, ...]:
    return wired().claims(Document(text, path="t", publisher=publisher))[0]


def test_each_bulleted_sentence_of_a_digest_is_a_story() -> None:
    """Points of one item share a number, points of two items do not."""
    stories = Stories(DIGEST, official=False)
    ghana, togo, peru = (stories.at(DIGEST.index(name)) for name in ("Ghana", "Togo", "Peru"))
    assert ghana == togo != peru


def test_a_list_under_a_lead_in_is_one_story() -> None:
    """Bullets behind a colon belong to what leads them in."""
    text = f"Norway announced on Monday what it will send to Latvia this year:\n{DIGEST}"
    assert Stories(text, official=False).at(text.index("Peru")) == 0


def test_the_bullets_of_an_office_belong_together() -> None:
    """An official publisher's bullets tell one story."""
    assert Stories(DIGEST, official=True).at(DIGEST.index("Peru")) == 0


def test_nothing_is_carried_into_an_item() -> None:
    """The radars of the second item do not come from the supplier of the first."""
    assert all("GH" not in c.actor for c in claims(DIGEST) if "PE" in c.recipient)


def test_a_topic_needs_a_lead() -> None:
    """The state most spoken of is meant only where it is named twice, and twice as often as the next."""
    assert Topic((("TD", 4), ("SD", 2))).other_than(()).codes == ("TD",)
    assert not Topic((("TD", 3), ("SD", 2))).other_than(()).codes
    assert not Topic((("TD", 1),)).other_than(()).codes
    assert Topic((("TD", 4), ("NO", 9))).other_than(("NO",)).codes == ("TD",)


def test_whoever_is_fought_is_not_what_a_text_is_about() -> None:
    """Mentions as a foe do not count."""
    counts = dict(topic_of(seen("Troops fight against Chad. Officers attacked Chad. Aid reached Kenya."), ()).states)
    assert counts.get("KE") == 1
    assert not counts.get("TD")


def test_a_title_names_the_topic() -> None:
    """A state in the title outweighs two mentions in the text."""
    assert topic_of(seen("Norway spoke. Norway paid."), ("LV",)).other_than(("NO",)).codes == ("LV",)
