// Fields from words: while a form of fields is open, words selected in the text fill the chosen field.
"use strict";
(() => {
  const shared = window.reportedly;
  const LISTS = ["actor", "recipient", "item", "origins"];
  let moving = null;

  const form = () => document.querySelector("form.edit");
  const text = () => document.querySelector(".read");
  const chosen = () => document.querySelector(".chosen-field");

  function choose(set, focus = true) {
    for (const each of document.querySelectorAll(".chosen-field")) {
      if (each === set) continue;
      each.classList.remove("chosen-field");
    }
    set.classList.add("chosen-field");
    if (focus) set.querySelector("input:not([type=hidden]), select").focus();
  }

  function byNumber(number) {
    const set = form()?.querySelector(`[data-number="${number}"]`);
    if (set) choose(set);
    return Boolean(set);
  }

  // The words stay marked where the browser can mark what is not selected.
  function mark(start, end) {
    const range = shared.rangeOf(text(), start, end);
    if (range && window.Highlight && CSS.highlights) CSS.highlights.set("chosen", new Highlight(range));
  }

  function apply(set, proposal, also) {
    for (const [name, value] of Object.entries(proposal.set)) {
      const input = form().elements.namedItem(name);
      if (!input) continue;
      const adds = also && input.value && (LISTS.includes(name) || name.startsWith("fields."));
      const parts = adds ? input.value.split(/, ?/) : [];
      input.value = adds ? [...new Set([...parts, value])].join(name.startsWith("fields.") ? "," : ", ") : value;
    }
  }

  async function take(span, also = false) {
    const set = chosen();
    if (!set || !set.querySelector("[name^='fields.']")) {
      shared.say("Choose a field first, then its words.");
      return;
    }
    const query = new URLSearchParams({ ...span, field: set.dataset.field });
    let answer;
    try {
      answer = await fetch(`${form().dataset.words}?${query}`);
    } catch {
      shared.say("The server does not answer.");
      return;
    }
    if (!answer.ok) return shared.say("There are no words at this place.");
    const told = await answer.json();
    if (!form() || !set.isConnected) return; // it was left meanwhile
    const before = new Map([...form().elements].filter((each) => each.name).map((each) => [each.name, each.value]));
    const again = (proposal) => {
      for (const name of Object.keys(proposal.set)) if (before.has(name)) form().elements.namedItem(name).value = before.get(name);
      apply(set, proposal, also);
    };
    form().dataset.taken = "yes"; // words may change nothing but themselves, which no input shows
    again(told.proposals[0] || { set: {} });
    offer(set, told.proposals, again);
    const words = set.querySelector(".chosen .words");
    const quote = document.createElement("q");
    quote.textContent = told.words;
    words.replaceChildren(...(also ? [...words.childNodes, ", ", quote] : [quote]));
    mark(told.start, told.end);
    shared.say(`“${told.words}”: ${told.proposals[0]?.label || "no reading"}`);
    set.querySelector("input:not([type=hidden]), select").focus({ preventScroll: true });
  }

  function offer(set, proposals, again) {
    const offers = set.querySelector(".offers");
    const buttons = proposals.map((proposal, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = proposal.label;
      button.setAttribute("aria-pressed", String(place === 0));
      button.addEventListener("click", () => {
        again(proposal);
        for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      });
      return button;
    });
    offers.replaceChildren(...buttons);
    offers.hidden = !buttons.length;
  }

  // Moving through the text by keyboard: arrows by word, Shift with arrows selects, Enter takes, Escape leaves.
  function move() {
    if (!form() || !chosen()) return shared.say("Choose a field first, by 1–9; then Esc, then w.");
    const words = shared.wordsIn(text());
    const spans = chosen().querySelector("[name^='fields.']")?.value;
    const claim = form().closest("[data-claim]")?.dataset.claim;
    const piece = claim && shared.piecesOf(claim)[0];
    const from = spans ? Number(spans.split("-")[0]) : Number(piece?.dataset.at || words[0]?.start);
    const place = Math.max(0, words.findIndex((word) => word.end > from));
    if (!words.length) return;
    moving = { words, first: place, last: place };
    for (const each of text().querySelectorAll(".paragraph")) each.classList.add("moving");
    document.activeElement.blur();
    show();
  }

  function show() {
    const [low, high] = [moving.first, moving.last].sort((a, b) => a - b);
    const span = { start: moving.words[low].start, end: moving.words[high].end };
    shared.select(text(), span.start, span.end);
    shared.say(moving.words.slice(low, high + 1).map((each) => each.word).join(" "));
    return span;
  }

  function stop() {
    moving = null;
    for (const each of document.querySelectorAll(".moving")) each.classList.remove("moving");
  }

  // Keys while moving through the text; tells whether the key was one of them.
  function moved(event) {
    if (!moving) return false;
    const step = { ArrowRight: 1, ArrowDown: 8, ArrowLeft: -1, ArrowUp: -8 }[event.key];
    if (step) {
      moving.last = Math.min(moving.words.length - 1, Math.max(0, moving.last + step));
      if (!event.shiftKey) moving.first = moving.last;
      show();
    } else if (event.key === "Enter") {
      const span = show();
      stop();
      take(span);
    } else if (event.key === "Escape") {
      stop();
      document.getSelection().removeAllRanges();
      chosen()?.querySelector("input:not([type=hidden]), select").focus();
    } else {
      return event.key.length === 1;
    }
    event.preventDefault();
    return true;
  }

  function taken(event) {
    if (!form() || moving || event.target.closest?.("form.edit")) return;
    setTimeout(() => {
      const span = text() && shared.selected(text());
      if (span) take(span, event.ctrlKey || event.metaKey);
    });
  }

  document.addEventListener("pointerup", taken);
  document.addEventListener("focusin", (event) => {
    const set = event.target.closest(".set-field");
    if (set) choose(set, false);
  });
  shared.entered = () => {
    stop();
    if (CSS.highlights) CSS.highlights.delete("chosen");
  };
  // Whether an input of the form holds something else than it came with; one that was refused is as it was typed.
  function changed() {
    const differs = (each) =>
      each.options ? [...each.options].some((one) => one.selected !== one.defaultSelected) : each.value !== each.defaultValue;
    return Boolean(form().dataset.taken || form().querySelector(".refused")) || [...form().elements].some((each) => each.name && differs(each));
  }

  Object.assign(shared, { changed, byNumber, move, moved, editing: () => Boolean(form()) });
})();
