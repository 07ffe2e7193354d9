/* The flow page: the slider over the days of publication, and notes that open when a figure is followed to them. */
"use strict";
{
  const form = document.querySelector("form.asof");
  if (form) {
    const days = form.dataset.days.split(" ");
    const slide = form.querySelector("#slide");
    const field = form.querySelector("#by");
    slide.hidden = false;
    const shown = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    slide.addEventListener("input", () => {
      field.value = days[slide.value];
      slide.setAttribute("aria-valuetext", shown(days[slide.value]));
    });
    slide.addEventListener("change", () => {
      sessionStorage.setItem("flow-place", String(scrollY));
      sessionStorage.setItem("flow-focus", "slide");
      form.requestSubmit();
    });
    const place = sessionStorage.getItem("flow-place");
    if (place !== null) scrollTo(0, Number(place));
    if (sessionStorage.getItem("flow-focus") === "slide") slide.focus({ preventScroll: true });
    sessionStorage.removeItem("flow-place");
    sessionStorage.removeItem("flow-focus");
  }
  const opened = () => {
    const note = location.hash && document.getElementById(location.hash.slice(1));
    const details = note && note.querySelector("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", opened);
  opened();
}
