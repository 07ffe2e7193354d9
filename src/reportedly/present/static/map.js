// Pan and zoom for the maps of flows. Without it they are whole and can be read; it only moves what is seen.
// The curves are those of present/map_arcs.py, drawn anew so that dots, heads and letters keep their size.
"use strict";
(() => {
  const CLOSEST = 120, STEP = 1.4, FAR_ENOUGH = 4;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

  function live(svg) {
    const home = svg.viewBox.baseVal;
    const first = { x: home.x, y: home.y, width: home.width, height: home.height };
    let seen = { ...first };
    const { bend, clear, full, wide: worldWide, high: worldHigh } = Object.fromEntries(Object.entries(svg.dataset).map(([k, v]) => [k, Number(v)]));
    const flows = [...svg.querySelectorAll("a[data-arc]")].map(link => ({
      told: link.dataset.arc.split(" ").map(Number),
      paths: [...link.querySelectorAll("path[d^='M'][vector-effect]")],
      head: link.querySelector(".map-head"),
    }));
    const still = [...svg.querySelectorAll(".still")].map(group => {
      const { e: x, f: y } = group.transform.baseVal.consolidate().matrix;
      return { group, x, y };
    });

    function curve([ax, ay, bx, by, shift, head], unit) {
      const way = Math.hypot(bx - ax, by - ay), left = [(by - ay) / way, (ax - bx) / way];
      const moved = (x, y, far) => [x + left[0] * far, y + left[1] * far];
      const toward = ([x, y], [u, v], far) => {
        const length = Math.hypot(u - x, v - y);
        return [x + (u - x) / length * far, y + (v - y) / length * far];
      };
      const start = moved(ax, ay, shift * unit), end = moved(bx, by, shift * unit);
      const control = moved((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, way * bend);
      const less = Math.min(1, full * way / ((2 * clear + head) * unit)) * unit;
      const turn = Math.atan2(end[1] - control[1], end[0] - control[0]) * 180 / Math.PI;
      return { start: toward(start, control, clear * less), control, end: toward(end, control, (clear + head) * less), turn };
    }

    function draw() {
      const unit = seen.width / (svg.clientWidth || first.width), at = pair => pair.map(n => n.toFixed(1)).join(" ");
      svg.setAttribute("viewBox", [seen.x, seen.y, seen.width, seen.height].map(n => n.toFixed(1)).join(" "));
      svg.classList.toggle("zoomed", seen.width < first.width - 1);
      for (const { group, x, y } of still) group.setAttribute("transform", `translate(${x} ${y}) scale(${unit})`);
      for (const { told, paths, head } of flows) {
        const { start, control, end, turn } = curve(told, unit);
        for (const path of paths) path.setAttribute("d", `M${at(start)}Q${at(control)} ${at(end)}`);
        head.setAttribute("transform", `translate(${at(end)}) rotate(${turn.toFixed(1)}) scale(${unit})`);
      }
    }

    function look(x, y, width) {
      const widest = Math.max(worldWide, first.width), shape = first.height / first.width;
      const wide = clamp(width, Math.min(CLOSEST, first.width), widest), high = wide * shape;
      // half of the view may lie beyond the world's edge, so that what is at the edge can come to the middle
      seen = {
        x: clamp(x, -wide / 2, worldWide - wide / 2), y: clamp(y, -high / 2, worldHigh - high / 2),
        width: wide, height: high,
      };
      draw();
    }
    const zoom = (factor, x = seen.x + seen.width / 2, y = seen.y + seen.height / 2) => {
      const wide = clamp(seen.width / factor, Math.min(CLOSEST, first.width), Math.max(worldWide, first.width));
      const kept = wide / seen.width;
      look(x - (x - seen.x) * kept, y - (y - seen.y) * kept, wide);
    };
    const pan = (right, down) => look(seen.x + right * seen.width, seen.y + down * seen.height, seen.width);
    const reset = () => { seen = { ...first }; draw(); };
    const place = event => {
      const box = svg.getBoundingClientRect();
      return [seen.x + (event.clientX - box.left) / box.width * seen.width,
        seen.y + (event.clientY - box.top) / box.height * seen.height];
    };

    svg.tabIndex = 0;
    svg.classList.add("live");
    svg.addEventListener("wheel", event => {
      if (!event.ctrlKey && !svg.contains(document.activeElement)) return;
      event.preventDefault();
      // a notch of a wheel is about 100 pixels or 3 lines; a touchpad sends many small steps
      zoom(STEP ** (clamp(-event.deltaY * (event.deltaMode ? 33 : 1), -100, 100) / 100), ...place(event));
    }, { passive: false });

    const keys = {
      ArrowLeft: () => pan(-.15, 0), ArrowRight: () => pan(.15, 0), ArrowUp: () => pan(0, -.15), ArrowDown: () => pan(0, .15),
      "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), "0": reset,
    };
    svg.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });

    const down = new Map();
    let travelled = 0;
    svg.addEventListener("pointerdown", event => {
      if (event.button) return;
      if (!down.size) travelled = 0;
      down.set(event.pointerId, event);
    });
    svg.addEventListener("pointermove", event => {
      const before = down.get(event.pointerId);
      if (!before) return;
      const box = svg.getBoundingClientRect();
      const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
      travelled += Math.hypot(dx, dy);
      if (travelled > FAR_ENOUGH && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
      const other = [...down.values()].find(one => one.pointerId !== event.pointerId);
      if (other) {
        const apart = one => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
        zoom(apart(event) / apart(before), ...place(other));
      } else if (travelled > FAR_ENOUGH) {
        svg.classList.add("dragged");
        pan(-dx / box.width, -dy / box.height);
      }
      down.set(event.pointerId, event);
    });
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, event => {
      down.delete(event.pointerId);
      if (!down.size) svg.classList.remove("dragged");
    });
    svg.addEventListener("dragstart", event => event.preventDefault());
    // a drag that began on a link ends in a click, which nobody meant
    svg.addEventListener("click", event => { if (travelled > FAR_ENOUGH) event.preventDefault(); travelled = 0; }, true);
    new ResizeObserver(() => svg.clientWidth && draw()).observe(svg);
    return { in: () => zoom(STEP), out: () => zoom(1 / STEP), reset };
  }

  for (const figure of document.querySelectorAll(".map-figure")) {
    const maps = [...figure.querySelectorAll("svg.flow-map")].map(live);
    for (const button of figure.querySelectorAll("button[data-map]")) {
      button.addEventListener("click", () => maps.forEach(map => map[button.dataset.map]()));
      button.hidden = false;
    }
  }
})();
