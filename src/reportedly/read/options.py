"""What the caller knows of what is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.read.metadata import Metadata
from reportedly.terms.document import Handling


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller says of a file, and when it is read.

    publisher, url, title, host, language, translation_of: used where the file's metadata has none, before what a page says
    of itself.
    published_on: used where neither the metadata nor the page has a date.
    retrieved_at: when the bytes were fetched; kept in the document. today: the day of the reading, for files that were
    not fetched; neither kept nor compared. A publication date more than a day after either is not believed.
    handling: `restricted` holds whatever the metadata or the page say.
    """

    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    title: str | None = None
    host: str | None = None
    language: str | None = None
    retrieved_at: datetime | None = None
    today: date | None = None
    handling: Handling | None = None
    translation_of: str | None = None

    @property
    def latest_day(self) -> date | None:
        """The day of the reading, None where nobody told it."""
        return self.retrieved_at.date() if self.retrieved_at else self.today

    @property
    def metadata(self) -> Metadata:
        """All but the date, as metadata."""
        return Metadata(
            publisher=self.publisher,
            url=self.url,
            title=self.title,
            host=self.host,
            language=self.language,
            translation_of=self.translation_of,
        )


UNTOLD = ReadOptions()
"""Where the caller says nothing."""
