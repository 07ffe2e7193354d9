// Keys: single letters, only while no field has the focus; “?” shows them, and they can be switched off.
"use strict";
(() => {
  const shared = window.reportedly;
  const STORE = "reportedly.keys";

  const kept = () => {
    try {
      return localStorage.getItem(STORE) !== "off";
    } catch {
      return true;
    }
  };
  let on = kept();

  const typing = (element) => element.matches?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const cards = () => [...document.querySelectorAll(".read .card[data-claim]")];

  function step(by) {
    const every = cards();
    const place = every.findIndex((card) => card.dataset.claim === shared.active);
    const next = every[place < 0 ? (by > 0 ? 0 : every.length - 1) : place + by];
    if (next) shared.activate(next.dataset.claim, { focus: true, show: true });
  }

  function here() {
    return document.querySelector("[data-queue] .focus") || (shared.active && shared.cardOf(shared.active));
  }

  // Presses the button or link of the claim in focus.
  function press(does) {
    const place = does === "undo" && document.querySelector("form.last") ? document.querySelector("form.last") : here();
    const button = place?.querySelector(`[data-does="${does}"]`);
    if (!button) return shared.say(place ? "That cannot be done to this claim now." : "Choose a claim first: j, k.");
    if (button.disabled) return;
    if (button.form) button.form.requestSubmit(button);
    else button.click();
  }

  function add() {
    const root = document.querySelector(".read[data-document]");
    const span = root && shared.selected(root);
    if (!span) return shared.say("Select the words that say it, then press n.");
    location.assign(`/documents/${root.dataset.document}/add?${new URLSearchParams(span)}`);
  }

  function help() {
    const dialog = document.getElementById("keys");
    if (!dialog || dialog.open) return;
    document.getElementById("keys-on").checked = on;
    dialog.showModal();
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press("accept"),
    r: () => press("reject"),
    u: () => press("undo"),
    s: () => press("skip"),
    e: () => press("edit"),
    n: add,
    w: () => shared.move(),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (shared.moved(event)) return;
    if (event.key === "Escape" && shared.editing() && !typing(event.target)) return shared.leave();
    if (event.key === "Escape" && typing(event.target) && event.target.closest("form.edit")) return event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Enter" && shared.editing() && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      if (!shared.changed()) return shared.say("Nothing is changed yet: choose a field by 1–9, then its words, or type.");
      return document.querySelector("form.edit").requestSubmit();
    }
    if (!on || shared.isBusy() || event.repeat) return;
    if (/^[1-9]$/.test(event.key) && shared.byNumber(event.key)) return event.preventDefault();
    const does = KEYS[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-does='help'], button[data-does='add']");
    if (button) (button.dataset.does === "help" ? help : add)();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "keys-on") return;
    on = event.target.checked;
    try {
      localStorage.setItem(STORE, on ? "on" : "off");
    } catch {
      shared.say("This browser keeps no settings: the keys change for this page only.");
    }
  });
})();
