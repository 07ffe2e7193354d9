// Claims and their words: pointing at one shows the other; the active card keeps its words marked.
"use strict";
(() => {
  const shared = window.reportedly;
  shared.active = null;

  const piecesOf = (claim) => document.querySelectorAll(`[data-claims~="${CSS.escape(claim)}"]`);
  const piecesOfRole = (role) => document.querySelectorAll(`[data-roles~="${CSS.escape(role)}"]`);
  const cardOf = (claim) => document.querySelector(`.card[data-claim="${CSS.escape(claim)}"]`);

  function clear(name) {
    for (const element of document.querySelectorAll(`main .${name}`)) element.classList.remove(name);
  }

  // Whose words these are: of several claims the one that reads them as a field, else the next after the active one.
  function claimAt(piece) {
    const roles = (piece.dataset.roles || "").split(" ").filter(Boolean);
    const claims = [...new Set([...roles.map((role) => role.split(":")[0]), ...piece.dataset.claims.split(" ")])];
    const place = claims.indexOf(shared.active);
    return claims[place < 0 ? 0 : (place + 1) % claims.length];
  }

  function activate(claim, how = {}) {
    clear("active");
    clear("here");
    shared.active = claim;
    const card = claim && cardOf(claim);
    if (!card) return;
    card.classList.add("active");
    for (const piece of piecesOf(claim)) piece.classList.add("here");
    if (how.focus) (card.tagName === "DETAILS" ? card.firstElementChild : card).focus({ preventScroll: true });
    if (how.show) card.scrollIntoView({ block: "nearest" });
  }

  function point(element) {
    clear("lit");
    const line = element.closest("[data-role]");
    const piece = element.closest("[data-claims]");
    const card = element.closest(".card[data-claim]");
    if (line) {
      line.classList.add("lit");
      for (const each of piecesOfRole(line.dataset.role)) each.classList.add("lit");
    } else if (piece) {
      for (const claim of piece.dataset.claims.split(" ")) cardOf(claim)?.classList.add("lit");
      for (const role of (piece.dataset.roles || "").split(" ").filter(Boolean)) {
        document.querySelector(`[data-role="${CSS.escape(role)}"]`)?.classList.add("lit");
      }
    } else if (card) {
      for (const each of piecesOf(card.dataset.claim)) each.classList.add("lit");
    }
  }

  document.addEventListener("pointerover", (event) => event.target.closest && point(event.target));
  document.addEventListener("focusin", (event) => {
    point(event.target);
    const card = event.target.closest(".read .card[data-claim]");
    if (card && card.dataset.claim !== shared.active) activate(card.dataset.claim);
  });
  document.addEventListener("click", (event) => {
    const number = event.target.closest(".paragraph sup a, .top-line .no");
    const piece = event.target.closest(".read [data-claims]");
    if (number) {
      const claim = number.getAttribute("href").replace(/^#(w-)?/, "");
      activate(claim);
    } else if (piece && document.getSelection().isCollapsed && !document.querySelector("form.edit")) {
      activate(claimAt(piece), { show: true });
    }
  });

  Object.assign(shared, { activate, cardOf, piecesOf });
  const named = location.hash.slice(1);
  if (named && document.getElementById(named)?.matches(".card")) activate(named);
})();
