// How far a reading is, told by the server as it goes on; at its end the page is shown anew.
"use strict";
(() => {
  const place = document.querySelector("[data-job]");
  if (!place || place.dataset.ended === "yes") return;
  const bar = document.getElementById("progress");
  const words = document.getElementById("progress-words");
  const source = new EventSource(`/api/v1/jobs/${encodeURIComponent(place.dataset.job)}/events`);
  let last = "";

  function told(event) {
    let job;
    try {
      job = JSON.parse(event.data);
    } catch {
      return;
    }
    if (job.state === "done" || job.state === "failed") {
      source.close();
      location.reload();
      return;
    }
    bar.max = job.steps || 1;
    bar.value = job.done || 0;
    const now = job.state === "waiting" ? "Waiting for its turn" : `${job.done} of ${job.steps} inputs read`;
    if (now !== last) words.textContent = last = now;
  }

  for (const name of ["progress", "done"]) source.addEventListener(name, told);
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  };
})();
