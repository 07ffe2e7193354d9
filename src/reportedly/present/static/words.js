// Places in a text: code points of the document against positions in the page, which count UTF-16.
// Every piece of the text is a span that bears in data-at where it begins.
"use strict";
document.documentElement.classList.add("js");
window.reportedly = window.reportedly || {};
(() => {
  const BOUND = /^[“"'(\[«‘]+|[,;:!?)”"'\]’»–—-]+$/gu;

  const points = (text) => [...text].length;

  // How many UTF-16 units the first code points of a text take.
  const units = (text, count) => [...text].slice(0, count).join("").length;

  const pieces = (root) => [...root.querySelectorAll("[data-at]")].filter((piece) => piece.firstChild);

  const at = (piece) => Number(piece.dataset.at);

  // The place of a position in the page. late: of the end of a selection, so that blanks after it are left out.
  function placeOf(root, node, offset, late) {
    const here = document.createRange();
    here.setStart(node, offset);
    here.collapse(true);
    let before = null;
    for (const piece of pieces(root)) {
      const text = piece.firstChild;
      if (node === text) return at(piece) + points(text.data.slice(0, offset));
      if (here.comparePoint(text, 0) >= 0) return late ? before && at(before) + points(before.textContent) : at(piece);
      before = piece;
    }
    return before && at(before) + points(before.textContent);
  }

  // [start, end) of what is selected within the text; null where nothing is.
  function selected(root) {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.startContainer) && !root.contains(range.endContainer)) return null;
    const inText = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".paragraph");
    if (!inText(range.startContainer) && !inText(range.endContainer)) return null;
    const start = placeOf(root, range.startContainer, range.startOffset, false);
    const end = placeOf(root, range.endContainer, range.endOffset, true);
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  // The range of the page at [start, end).
  function rangeOf(root, start, end) {
    const range = document.createRange();
    let begun = false;
    for (const piece of pieces(root)) {
      const text = piece.firstChild;
      const first = at(piece);
      const last = first + points(text.data);
      if (!begun && start < last) {
        range.setStart(text, units(text.data, Math.max(0, start - first)));
        begun = true;
      }
      if (begun && first < end) range.setEnd(text, units(text.data, Math.min(end, last) - first));
    }
    return begun ? range : null;
  }

  // Select [start, end) in the page.
  function select(root, start, end) {
    const range = rangeOf(root, start, end);
    if (!range) return;
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const element = range.startContainer.parentElement;
    element.scrollIntoView({ block: "nearest" });
  }

  // The words of the text, each as [start, end), without the marks around them.
  function wordsIn(root) {
    const found = [];
    for (const paragraph of root.querySelectorAll(".paragraph")) {
      const parts = pieces(paragraph);
      if (!parts.length) continue;
      const text = parts.map((piece) => piece.textContent).join("");
      for (const match of text.matchAll(/\S+/gu)) {
        const bare = match[0].replace(BOUND, "");
        const word = /^[^.]+\.$/u.test(bare) ? bare.slice(0, -1) : bare;
        if (!word) continue;
        const start = at(parts[0]) + points(text.slice(0, match.index + match[0].indexOf(word)));
        found.push({ start, end: start + points(word), word });
      }
    }
    return found;
  }

  Object.assign(window.reportedly, { points, selected, rangeOf, select, wordsIn });
})();
