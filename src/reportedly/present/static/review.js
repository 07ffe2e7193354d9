// Decisions without leaving the place: forms are sent from where they stand, and the page comes back in their stead.
"use strict";
(() => {
  const shared = window.reportedly;
  let busy = false;

  const said = document.createElement("p");
  said.id = "said";
  said.setAttribute("role", "status");
  document.querySelector("footer").append(said);
  // In one column it stands below the card that it is of, which moves up for it where it must and there is room above.
  function say(words) {
    said.textContent = words;
    const card = words && document.querySelector("main .card.active");
    if (!card || matchMedia("(min-width: 64rem)").matches) return;
    const { top, bottom } = card.getBoundingClientRect();
    const by = Math.min(bottom - said.getBoundingClientRect().top + 8, top - 8);
    if (by > 0) window.scrollBy({ top: by, behavior: "instant" });
  }

  // Where an element stands on the screen, to put it there again.
  const topOf = (id) => (id && document.getElementById(id)?.getBoundingClientRect().top) ?? null;

  function openOnes() {
    return [...document.querySelectorAll("main .card details[open]")].map(
      (each) => `${each.closest(".card").id} ${each.className}`
    );
  }

  // Put the main part of a page in place of this one's; the place, what was open and the active claim stay.
  function replace(page, anchor) {
    const before = topOf(anchor);
    const scroll = window.scrollY;
    const open = openOnes();
    document.querySelector("main").replaceWith(document.importNode(page.querySelector("main"), true));
    document.title = page.title;
    for (const each of document.querySelectorAll("main .card details")) {
      if (open.includes(`${each.closest(".card").id} ${each.className}`)) each.open = true;
    }
    const after = topOf(anchor);
    window.scrollTo({ top: before === null || after === null ? scroll : scroll + after - before, behavior: "instant" });
    shared.entered?.();
  }

  // Ask for a page, or send a form, and show what comes back. Tells whether it came.
  async function load(address, body, anchor) {
    if (busy) return false;
    busy = true;
    try {
      const answer = await fetch(address, body ? { method: "POST", body } : {});
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (new URL(answer.url).pathname === "/login") {
        location.assign(answer.url);
        return false;
      }
      if (!page.querySelector("main") || (!answer.ok && answer.status !== 422)) {
        say(page.querySelector("main p")?.textContent.trim() || "The server refused: nothing was kept.");
        return false;
      }
      replace(page, anchor);
      if (document.querySelector("[data-queue]")) history.replaceState(null, "", answer.url);
      const refused = document.querySelector("main .refused");
      say(refused ? refused.textContent : "");
      return answer.ok;
    } catch {
      say("The server does not answer: nothing was kept. Try again.");
      return false;
    } finally {
      busy = false;
    }
  }

  async function send(form, button) {
    const card = form.closest(".card, .focus");
    const claim = card?.dataset.claim || shared.active;
    const body = new URLSearchParams(new FormData(form, button));
    const done = await load(button?.getAttribute("formaction") || form.getAttribute("action"), body, card?.id);
    if (done !== false || document.querySelector("main .refused")) settle(claim);
    if (done) say(document.querySelector("[data-queue] .facts")?.textContent.split(".")[0] || told(claim));
  }

  const told = (claim) => document.getElementById(claim)?.querySelector(".checked")?.textContent || "Taken back.";

  // After a page has come: the focus is where it was.
  function settle(claim) {
    const focus = document.querySelector("[data-queue] .focus");
    if (focus) {
      focus.focus({ preventScroll: true });
      shared.activate?.(null);
    } else if (claim && document.getElementById(claim)) {
      shared.activate(claim, { focus: true });
      document.querySelector("form.edit [aria-invalid=true]")?.focus();
    }
  }

  async function edit(link) {
    const card = link.closest(".card");
    if (document.querySelector("[data-queue]")) return location.assign(link.href);
    await load(link.getAttribute("href").split("#")[0], null, card.id);
    settle(card.dataset.claim);
  }

  async function leave() {
    const card = document.querySelector("form.edit").closest(".card");
    if (!card || !document.querySelector("[data-does=leave]")) return history.back();
    await load(location.pathname, null, card.id);
    settle(card.dataset.claim);
  }

  document.addEventListener("pointerdown", () => say(""));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.decide, form.edit, form.last") || event.target.closest(".adding")) return;
    if (!new FormData(event.target).get("back").startsWith(location.pathname)) return; // it leads to another page
    event.preventDefault();
    send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest) return;
    const link = event.target.closest("a[data-does]");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.does === "edit") edit(link);
    else if (link.dataset.does === "leave") leave();
    else if (link.dataset.does === "skip") load(link.getAttribute("href")).then(() => settle(null));
  });

  Object.assign(shared, { say, load, settle, edit, leave, isBusy: () => busy });
})();
