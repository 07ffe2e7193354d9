"""Writes the pages of `bench.pages`, one after the other: sites with what they have around their articles, and articles."""

from __future__ import annotations

import json
import random
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench import page_reports as reports
from bench.page_words import ENDS, MONTHS, QUALITIES, ROLES, SAYINGS, TIMES, TONGUES, TOPICS, Tongue, Topic

SITES = 60
BEGAN = datetime(2025, 3, 3, tzinfo=UTC)
FOREIGN, COPIED, ARMS_BESIDE = 0.1, 1 / 3, 0.15
_SLOT = re.compile(r"\[(\w+)\]")
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Generated:
    """One page and what is true of it. copy_of: the address of the page that it copies."""

    url: str
    body: bytes
    is_relevant: bool
    language: str
    at: datetime
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one site have around their articles."""

    name: str
    host: str
    head: str
    top: str
    foot: str


@dataclass(frozen=True, slots=True)
class Article:
    """A headline and paragraphs of sentences."""

    headline: str
    paragraphs: tuple[tuple[str, ...], ...]
    language: str = "en"
    more: str = "More stories"


class Press:
    """Writes pages, one after the other; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.places = tuple(self._word(2, 3).title() for _ in range(900))
        self.names = tuple(f"{self._word(1, 2).title()} {self._word(2, 4).title()}" for _ in range(3000))
        self.companies = tuple(
            f"{self._word(2, 3).title()} {self.one(('Group', 'Works', 'Lines', 'Bank', 'Labs'))}" for _ in range(400)
        )
        self.extra = tuple(self._word(2, 4) for _ in range(5000))
        self.topics = tuple(TOPICS.values())
        self.states = tuple(tuple(each.split(", ")) for each in reports.STATES)
        self.sites = tuple(self._site(number) for number in range(SITES))
        self.written: deque[tuple[str, Article]] = deque(maxlen=60)

    def one(self, pool: Sequence[str]) -> str:
        return pool[int(self.rng.random() * len(pool))]

    def page(self, number: int, is_relevant: bool) -> Generated:
        """The next page. number: which it is; it stands in its address."""
        site = self.sites[int(self.rng.random() * SITES)]
        at = BEGAN + timedelta(seconds=2 * number)
        copy_of: str | None = None
        if is_relevant and self.written and self.rng.random() < COPIED:
            copy_of, original = self.written[int(self.rng.random() * len(self.written))]
            article = self._syndicated(original)
        elif is_relevant:
            article = self._report()
        elif self.rng.random() < FOREIGN:
            article = self._foreign(TONGUES[int(self.rng.random() * len(TONGUES))])
        else:
            article = self._ordinary()
        slug = re.sub(r"\W+", "-", article.headline.lower()).strip("-")[:60] or "story"
        url = f"https://{site.host}/{at:%Y/%m/%d}/{slug}-{number}.html"
        if is_relevant and copy_of is None:
            self.written.append((url, article))
        return Generated(url, self._html(site, article, url, at).encode(), is_relevant, article.language, at, copy_of)

    def _word(self, least: int, most: int) -> str:
        pairs = range(self.rng.randint(least, most))
        return "".join(self.rng.choice("bdfghklmnprstvz") + self.rng.choice("aeiou") for _ in pairs) + self.rng.choice(
            "nrslk"
        )

    def _filled(self, form: str, values: Values) -> str:
        """The form with its slots filled, first from the values, then from what is common to all news."""
        while "[" in form:
            form = _SLOT.sub(lambda slot: values.get(slot[1]) or self._common(slot[1]), form)
        return form

    def _common(self, slot: str) -> str:
        match slot:
            case "place":
                return self.one(self.places)
            case "name":
                return self.one(self.names)
            case "company":
                return self.one(self.companies)
            case "quality":
                return self.one(QUALITIES)
            case "number":
                return f"{int(10 ** (1 + 3 * self.rng.random())):,}"
            case "small":
                return str(2 + int(28 * self.rng.random()))
            case "year":
                return str(1985 + int(40 * self.rng.random()))
            case "month":
                return self.one(MONTHS)
            case "role":
                return self.one(ROLES)
            case "time":
                return self.one(TIMES)
            case _:
                return self.one(self.extra)

    def _sentence(self, topic: Topic) -> str:
        subjects, deeds, nouns = topic.subjects, topic.deeds, topic.nouns
        values = {"noun": self.one(nouns)}
        kind = self.rng.random()
        if kind < 0.15:
            form = f"“{self.one(SAYINGS)},” said {self.one(self.names)}, {self.one(ROLES)}."
        elif kind < 0.4:
            form = f"{self.one(TIMES)}, {self.one(subjects)} {self.one(deeds)}, {self.one(ENDS)}."
        elif kind < 0.6:
            form = (
                f"{self.one(subjects)} {self.one(deeds)} {self.one(TIMES)}, and {self.one(subjects)} {self.one(deeds)}."
            )
        elif kind < 0.8:
            form = f"{self.one(subjects)} {self.one(deeds)}, {self.one(ENDS)}."
        else:
            known = f"{self.one(nouns)} of {self.one(self.places)}, known as the {self.one(self.extra)}"
            form = f"the {self.one(QUALITIES)} {known}, {self.one(deeds)}."
        text = self._filled(form, values)
        return text[0].upper() + text[1:]

    def _length(self) -> int:
        """Sentences of one article: 150 to 1,200 words, mostly some 400."""
        return max(9, min(75, int(self.rng.lognormvariate(3.2, 0.5))))

    def _parted(self, sentences: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        found, at = [], 0
        while at < len(sentences):
            step = 1 + int(4 * self.rng.random())
            found.append(tuple(sentences[at : at + step]))
            at += step
        return tuple(found)

    def _ordinary(self) -> Article:
        topic = self.topics[int(self.rng.random() * len(self.topics))]
        return Article(self._headline(topic), self._parted([self._sentence(topic) for _ in range(self._length())]))

    def _headline(self, topic: Topic) -> str:
        nouns, subjects, deeds = topic.nouns, topic.subjects, topic.deeds
        text = self._filled(f"{self.one(subjects)} {self.one(deeds)}", {"noun": self.one(nouns)})
        return text[0].upper() + text[1:]

    def _foreign(self, tongue: Tongue) -> Article:
        def sentence() -> str:
            return f"{self.one(tongue.who)} {self.one(tongue.did)} {self.one(tongue.when)}, {self.one(self.places)}."

        sentences = [sentence() for _ in range(self._length())]
        return Article(
            f"{self.one(tongue.who)} {self.one(tongue.did)}", self._parted(sentences), tongue.code, tongue.more
        )

    def _deal(self) -> Values:
        supplier, recipient, other = self.rng.sample(self.states, 3)
        return {
            "s": supplier[0], "S": supplier[1], "r": recipient[0], "R": recipient[1], "O": other[1],
            "g": self.one(reports.GOODS),
        }  # fmt: skip

    def _told(self, forms: Sequence[str], deal: Values) -> str:
        text = self._filled(self.one(forms), {
            "q": self.one(reports.NUMBERS), "q2": self.one(("40", "more than 200", "up to 1,000", "some 30")),
            "h": self.one(reports.HEDGES[:4]), "o": self.one(reports.ORIGINS), "d": self.one(reports.DAYS),
            "w": self.one(reports.WAYS), "DAY": "the report", **deal,
        })  # fmt: skip
        return text[0].upper() + text[1:]

    def _report(self) -> Article:
        deal = self._deal()
        war = TOPICS[self.one(("war", "diplomacy", "shipping"))]
        told = [self._told(reports.FORMS, deal) for _ in range(3 + int(5 * self.rng.random()))]
        rest = [
            self._told(reports.CONTEXT, deal) if self.rng.random() < 0.5 else self._sentence(war)
            for _ in range(self._length())
        ]
        for each in told[1:]:
            rest.insert(int(self.rng.random() * len(rest)), each)
        return Article(self._told(reports.HEADLINES, deal), self._parted([told[0], *rest]))

    def _syndicated(self, original: Article) -> Article:
        """The article under another headline, some of its sentences dropped, parted otherwise."""
        lost = 0.05 + 0.2 * self.rng.random()
        first, *rest = [each for paragraph in original.paragraphs for each in paragraph]
        kept = [first, *(each for each in rest if self.rng.random() > lost)]
        return Article(f"{self.one(('Update', 'Report', 'Agencies', 'Wire'))}: {first[:70]}", self._parted(kept))

    def _site(self, number: int) -> Site:
        rng = self.rng
        name = f"{self._word(2, 3).title()} {self.one(('Times', 'Post', 'Herald', 'Daily', 'Tribune', 'Wire'))}"
        host = f"www.{name.split()[0].lower()}{number}.example"
        size = rng.lognormvariate(0, 0.45)
        style = "".join(
            f".{self._word(2, 3)}-{n}{{margin:{rng.randint(0, 40)}px;color:#{rng.randrange(1 << 24):06x};flex:{n % 7}}}\n"
            for n in range(int(350 * size))
        )
        state = {self._word(2, 3): [self._word(1, 4) for _ in range(9)] for _ in range(int(260 * size))}
        menu = "".join(f'<li class="nav-item"><a href="/{w}/">{w.title()}</a></li>' for w in rng.sample(self.extra, 60))
        head = (
            f'<meta property="og:site_name" content="{name}"><style>{style}</style>'
            f"<script>window.state={json.dumps(state)};</script>"
        )
        top = (
            f'<div class="cookie-banner" role="dialog"><p>{name} and its {rng.randint(40, 900)} partners store cookies to '
            "measure readers and to show advertising. You can accept or manage your choices.</p>"
            "<button>Accept</button></div>"
            f'<header><a class="logo" href="/">{name}</a><nav><ul>{menu}</ul></nav></header>'
        )
        script = ";".join(f"track('{self._word(2, 4)}',{rng.random():.9f})" for _ in range(int(420 * size)))
        foot = (
            f"<footer><ul>{menu}</ul><p>© 2025 {name}. All rights reserved. Terms of use. Privacy. Contact the newsroom.</p>"
            f"</footer><script>{script}</script>"
        )
        return Site(name, host, head, top, foot)

    def _beside(self, article: Article) -> str:
        """Headlines of other stories; in one page of seven, one of them speaks of arms."""
        count = 15 + int(40 * self.rng.random())
        lines = [self._headline(self.topics[n % len(self.topics)]) for n in range(count)]
        if self.rng.random() < ARMS_BESIDE:
            lines[int(self.rng.random() * count)] = self._told(reports.HEADLINES, self._deal())
        cards = "".join(
            f'<li class="teaser card-{n}"><a href="/story/{n}-{self.one(self.extra)}" data-track="related:{n}"><img '
            f'src="/img/{n}.webp" loading="lazy" alt=""><span class="teaser-title">{line}</span></a></li>'
            for n, line in enumerate(lines)
        )
        return f'<aside class="related"><h3>{article.more}</h3><ul>{cards}</ul></aside>'

    def _comments(self) -> str:
        count = int(self.rng.expovariate(0.12))
        comments = (
            f'<li class="comment" id="c{n}"><b class="author">{self.one(self.extra)}</b><p>'
            f"{self._filled(self.one(SAYINGS), {'noun': self.one(self.extra)})}. {self._common('name')} knows this.</p></li>"
            for n in range(min(count, 40))
        )
        return f'<section id="comments" class="comments"><h3>Comments</h3><ol>{"".join(comments)}</ol></section>'

    def _html(self, site: Site, article: Article, url: str, at: datetime) -> str:
        body = "\n".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in article.paragraphs)
        byline = self.one(self.names)
        direction = ' dir="rtl"' if article.language == "ar" else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{article.language}"{direction}><head><meta charset="utf-8">'
            f'<title>{article.headline} | {site.name}</title><link rel="canonical" href="{url}">'
            f'<meta property="article:published_time" content="{at:%Y-%m-%dT%H:%M:%SZ}">'
            f'<meta property="og:title" content="{article.headline}">{site.head}</head><body>{site.top}'
            f'<main><article><h1>{article.headline}</h1><p class="byline">{byline} '
            f'<time datetime="{at:%Y-%m-%d}">{at.day} {MONTHS[at.month - 1]} {at.year}</time></p>\n{body}\n</article></main>'
            f"{self._beside(article)}{self._comments()}{site.foot}</body></html>\n"
        )
