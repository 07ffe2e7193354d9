"""The whole way on one page: read → find → keep → resolve → assess → present. The only place where stages meet.

Files, the reader with its language model, the ledger with its clock, and the tables are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from reportedly.assess.about import About
from reportedly.assess.changes import changes
from reportedly.assess.flows import flow_answer, totalled
from reportedly.assess.ground import Ground
from reportedly.assess.growth import growth
from reportedly.assess.overview import flows
from reportedly.assess.ranking import ranking
from reportedly.errors import LedgerError, ParserError, UsageError
from reportedly.keep.additions import additions, completed, is_read, reading
from reportedly.keep.entry import ClaimFound, DocumentRead, Entry, MethodRun
from reportedly.keep.ledger import Ledger
from reportedly.keep.query import ClaimQuery, matching
from reportedly.keep.same_words import replacing, same_words, told_less
from reportedly.keep.standing import Standing
from reportedly.keep.translations import original_of, translation_of
from reportedly.present.dossier import Dossier, Setting, dossier
from reportedly.resolve.origins import echoes
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.findings import Changes, Grown, Ranked
from reportedly.terms.flow import Echo, Flow, FlowAnswer, FlowSummary
from reportedly.terms.items import ItemTree
from reportedly.terms.problem import Problem
from reportedly.terms.tables import Tables
from reportedly.terms.telling import is_public_by

Read = tuple[tuple[Document, ...], tuple[Problem, ...]]
"""What reading one file gives."""


Looked = tuple[tuple[Claim, ...], tuple[Problem, ...]]
"""What looking for claims in one document gives."""


class Finder(Protocol):
    """Finds the claims of a document, itself or through a translation of it. method: names the rules and the data by which
    it does, method_for: those for one document; reads: whether it needs no translation for a language.
    """

    @property
    def method(self) -> str: ...

    def method_for(self, document: Document, translation: Document | None = None) -> str: ...

    def reads(self, language: str) -> bool: ...

    def claims(self, document: Document) -> Looked: ...

    def claims_through(self, document: Document, translation: Document) -> Looked: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reading brought. documents: read, known ones too; new: of them, unknown before; claims: found anew;
    entries: all that the ledger learned; through: the paths or addresses of originals that were read through a translation;
    lost: claims that stood by an earlier reading and that this one does not find; replaced: documents of an earlier reading
    whose place others of the same file have taken, of which more is told.
    """

    documents: int = 0
    new: int = 0
    claims: int = 0
    entries: int = 0
    problems: tuple[Problem, ...] = ()
    through: tuple[str, ...] = ()
    lost: int = 0
    replaced: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            self.documents + other.documents,
            self.new + other.new,
            self.claims + other.claims,
            self.entries + other.entries,
            self.problems + other.problems,
            self.through + other.through,
            self.lost + other.lost,
            self.replaced + other.replaced,
        )


def take_in(ledger: Ledger, reads: Iterable[Read], finder: Finder) -> Iterator[Taken]:
    """Put documents and their claims into a ledger; one step for each file, kept by the time it is told.

    A document that the ledger knows under this method is not looked through again; one that cannot be is not kept, so that
    reading again tries again. A finder that does not read a language leaves what a finder of another kind found in it.
    Translations whose originals are not there yet wait for them: where there are such, one more step follows. Raises
    LedgerError.
    """
    waiting: list[Document] = []
    for found, problems in reads:
        taken = Taken(problems=problems)
        for document in found:
            if document.translation_of and original_of(ledger.standing(), document) is None:
                waiting.append(document)
            else:
                taken += _kept(ledger, document, finder)
        yield taken
    if waiting:
        yield sum((_kept(ledger, document, finder) for document in waiting), Taken())


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be looked through for one document: itself, or its original through it."""

    document: Document
    method: str
    translation: Document | None = None
    beside: tuple[Entry, ...] = ()

    def looked(self, finder: Finder) -> Looked:
        if self.translation is None:
            return finder.claims(self.document)
        return finder.claims_through(self.document, self.translation)


def _kept(ledger: Ledger, document: Document, finder: Finder) -> Taken:
    standing = ledger.standing()
    task = _task(standing, document, finder)
    if isinstance(task, Problem):
        return Taken(problems=(task,))
    earlier = told_less(ledger, document)
    instead = replacing(ledger, earlier, document)
    if _is_known(standing, task, finder):
        batch = ledger.append(instead) if instead else None
        return Taken(documents=1, entries=len(batch.entries) if batch else 0, replaced=len(earlier))
    copied = same_words(ledger, document, earlier) if document.id not in standing.histories else ()
    try:
        claims, problems = task.looked(finder)
        if any(problem.severity == "error" for problem in problems):
            return Taken(problems=problems)
        entries = reading(task.document, (replace(c, method=task.method) for c in claims), task.method)
        if _is_passed_over(standing, task, finder):
            entries = tuple(entry for entry in entries if not isinstance(entry, MethodRun))
        batch = ledger.append((*task.beside, *entries, *instead))
    except (LedgerError, ParserError):
        raise
    except Exception as fault:  # noqa: BLE001 - rules meet odd texts: one that they trip over must not cost the others
        return Taken(problems=(not_read(document, fault),))
    news = batch.entries if batch else ()
    stood = {claim.id for claim in standing.of_document(task.document.id)}
    return Taken(
        documents=1,
        new=sum(isinstance(entry, DocumentRead) for entry in news),
        claims=sum(isinstance(entry, ClaimFound) for entry in news),
        entries=len(news),
        problems=(*problems, *copied),
        through=(task.document.path or task.document.url or task.document.id,) if task.translation else (),
        lost=len(stood - {claim.id for claim in ledger.standing().of_document(task.document.id)}) if stood else 0,
        replaced=len(earlier),
    )


def _is_known(standing: Standing, task: _Task, finder: Finder) -> bool:
    """Whether the ledger knows all that a task would bring; of a translation also where a later one took its place."""
    if additions(standing, task.beside):
        return False
    later = translation_of(standing, task.document) if task.translation else None
    ran = {task.method, *((finder.method_for(task.document, later),) if later else ())}
    return any(is_read(standing, task.document, method) for method in ran)


def _is_passed_over(standing: Standing, task: _Task, finder: Finder) -> bool:
    """Whether claims of a reader of another kind stand in a text that this one cannot read: it undoes none of them."""
    if task.translation is not None or finder.reads(task.document.language):
        return False
    kind = task.method.partition("/")[0]
    return any(c.method.partition("/")[0] != kind for c in standing.of_document(task.document.id))


def _task(standing: Standing, document: Document, finder: Finder) -> _Task | Problem:
    """What a document asks for, or why it cannot be taken in."""
    known = completed(standing, document)
    history = standing.histories.get(document.id)
    if history is not None and history.withdrawn is not None:
        return _Task(known, finder.method_for(known))
    if not document.translation_of:
        known_through = translation_of(standing, known)
        if known_through is None or finder.reads(known.language):
            return _Task(known, finder.method_for(known))
        return _Task(known, finder.method_for(known, known_through), known_through)
    where = document.path or document.url or document.id
    original = original_of(standing, document)
    if original is None:
        message = f"its original {document.translation_of!r} is not in this ledger; read that first, or with it"
        return Problem("original-not-read", message, where)
    if original.translation_of:
        message = f"its original {document.translation_of!r} is itself a translation; name the text that was published"
        return Problem("original-not-read", message, where)
    told = replace(known, translation_of=original.id)
    beside = reading(told, (), finder.method_for(told))
    if finder.reads(original.language):
        return _Task(original, finder.method_for(original), beside=beside)
    return _Task(original, finder.method_for(original, told), told, beside)


def not_read(document: Document, fault: Exception) -> Problem:
    """The problem of a document over which the rules trip."""
    reason = " ".join(str(fault).split())[:200]
    message = f"no claims could be looked for in it ({type(fault).__name__}: {reason})"
    return Problem("not-read", message, document.path or document.url or document.id)


def asked(standing: Standing, query: ClaimQuery, items: ItemTree) -> tuple[Claim, ...]:
    """The standing claims that a query asks for. Raises UsageError on an unknown class of item."""
    return matching(standing.claims.values(), query, items)


def overview(standing: Standing, query: ClaimQuery, tables: Tables) -> tuple[FlowSummary, ...]:
    """One line for each flow among the claims asked for."""
    ground = Ground.of(tables)
    claims = asked(standing, query, ground.items)
    return flows(claims, ground, echoes(claims, standing.documents.values(), ground.items, ground.bodies))


def ranked(standing: Standing, recipient: str, query: ClaimQuery, tables: Tables) -> tuple[Ranked, ...]:
    """The suppliers of a recipient by class. query: `item` for one class, and `published_by`."""
    ground = Ground.of(tables)
    claims = asked(standing, ClaimQuery(published_by=query.published_by), ground.items)
    repeats = echoes(claims, standing.documents.values(), ground.items, ground.bodies)
    return ranking(claims, recipient, query.item, ground, repeats)


def answer(standing: Standing, flow: Flow, tables: Tables) -> FlowAnswer:
    """All that stands on one flow. `standing` is what the ledger knew at the flow's `known_at`."""
    return answers(standing, (flow,), tables)[0]


def answers(standing: Standing, asked: Sequence[Flow], tables: Tables) -> tuple[FlowAnswer, ...]:
    """All that stands on several flows; who repeats whom is looked for once for each pair and day of publication asked."""
    ground, about = Ground.of(tables), About.of(standing.claims.values())
    known: dict[tuple[object, ...], tuple[Echo, ...]] = {}
    given = []
    for flow in asked:
        claims = about.flow(flow)
        documents = [standing.documents[i] for i in {c.document.id for c in claims} if i in standing.documents]
        key = (frozenset((flow.supplier, flow.recipient)), flow.published_by)
        if key not in known:
            known[key] = repeats(claims, documents, flow, ground)
        given.append(flow_answer(claims, documents, flow, ground, known[key]))
    return tuple(given)


def answer_of(claims: Iterable[Claim], documents: Iterable[Document], flow: Flow, tables: Tables) -> FlowAnswer:
    """All that stands on one flow, from the claims that may concern it (`About.flow`) and their documents."""
    ground, every, texts = Ground.of(tables), tuple(claims), tuple(documents)
    return flow_answer(every, texts, flow, ground, repeats(every, texts, flow, ground))


def repeats(claims: Iterable[Claim], documents: Iterable[Document], flow: Flow, ground: Ground) -> tuple[Echo, ...]:
    """Who repeats whom among the claims on a flow that were public on its day."""
    public = [claim for claim in claims if is_public_by(claim, flow.published_by)]
    return echoes(public, documents, ground.items, ground.bodies)


def answer_with_growth(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    flow: Flow,
    tables: Tables,
    band_of: Callable[[FlowAnswer], tuple[str, str] | None],
) -> tuple[FlowAnswer, tuple[Grown, ...]]:
    """The same, and how one of its bands grew, by day of publication. band_of: the class and unit of that band."""
    ground, every, texts = Ground.of(tables), tuple(claims), tuple(documents)
    known = repeats(every, texts, flow, ground)
    found = flow_answer(every, texts, flow, ground, known)
    band = band_of(found)
    return found, growth(totalled(every, flow, ground, known), *band, ground, flow.item) if band else ()


def summaries_of(
    claims: Iterable[Claim], documents: Iterable[Document], flow: Flow, tables: Tables
) -> tuple[FlowSummary, ...]:
    """The lines of the overview for one pair, from the claims that may concern it and their documents."""
    ground, every = Ground.of(tables), tuple(claims)
    found = flows(every, ground, repeats(every, documents, flow, ground))
    return tuple(one for one in found if (one.supplier, one.recipient) == (flow.supplier, flow.recipient))


def changed(standing: Standing, asked: Sequence[Flow], since: date, tables: Tables) -> tuple[Changes, ...]:
    """What changed on each flow against what was public on an earlier day. Undated documents are left out on both: nobody
    can say when they were new. Raises UsageError where the day is later than that of the answer.
    """
    if any(flow.published_by and flow.published_by < since for flow in asked):
        raise UsageError(f"nothing has changed since {since}: the answer is as of an earlier day")
    earlier = [replace(flow, published_by=since) for flow in asked]
    later = [replace(flow, published_by=flow.published_by or date.max) for flow in asked]
    pairs = zip(answers(standing, earlier, tables), answers(standing, later, tables), strict=True)
    return tuple(changes(before, after, since) for before, after in pairs)


def told(
    standing: Standing, asked: Sequence[Flow], tables: Tables, setting: Setting, since: date | None = None
) -> Dossier:
    """The dossier on some flows, those without a claim left out; with what changed since a day where one is given. Raises
    UsageError where a document is restricted.
    """
    found = [each for each in answers(standing, asked, tables) if each.claims]
    if since:
        moved = changed(standing, [each.flow for each in found], since, tables)
        setting = replace(setting, changes=moved)
    cited = {claim.document.id for each in found for claim in each.claims}
    return dossier(found, [d for d in standing.documents.values() if d.id in cited], setting)
