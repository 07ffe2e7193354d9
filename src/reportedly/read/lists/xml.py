"""XML as it comes in, element by element: no entities, no document type, no network, and nothing kept that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from reportedly.read.lists.parts import Fault


def elements(chunks: Iterable[bytes], wanted: frozenset[str]) -> Iterator[tuple[str, Any] | Fault]:
    """The start of the root as ("<root", it), then each wanted element that ends, with its local name. What was yielded is
    emptied when the next is asked for. A file that breaks off ends with a fault; one with a document type is not read.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False
    )
    seen = False
    try:
        for chunk in chunks:
            parser.feed(chunk)
            for event, element in parser.read_events():
                if not seen:
                    seen = True
                    if element.getroottree().docinfo.internalDTD is not None:
                        yield Fault("its head", "declares a document type, which lists have no need of", ends=True)
                        return
                    yield "<" + local(element), element
                if event == "end" and local(element) in wanted:
                    yield local(element), element
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError as fault:
        line = fault.lineno or 0
        words = f"breaks off or is no XML ({fault.msg}); what comes after it is not read"
        yield Fault(f"line {line}", words, ends=True)


def local(element: Any) -> str:
    """The name of an element without its namespace; '' for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text(element: Any, *path: str) -> str:
    """The words of the first element on a path of local names, '' where there is none."""
    found = next(iter(every(element, *path)), None)
    return " ".join((found.text or "").split()) if found is not None else ""


def texts(element: Any, *path: str) -> list[str]:
    """The words of all elements on a path."""
    return [" ".join((found.text or "").split()) for found in every(element, *path)]


def every(element: Any, *path: str) -> list[Any]:
    """All elements on a path of local names."""
    found: list[Any] = element.findall("/".join(f"{{*}}{name}" for name in path))
    return found


def _forget(element: Any) -> None:
    """Empty an element that was read, and let go of those before it."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)
