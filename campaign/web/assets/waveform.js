// The sound as a drawing, with the subtitles on it: to see, to seek, to drag. All of it is in the list, too.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const canvas = at("waveform");
  if (!canvas) { return; }
  const SECONDS = 14, SOUND = 94, SECOND = 22, GAP = 6, GRIP = 12, LEAST_PX = 8, MOST_PX = 240;
  const pen = canvas.getContext("2d", { alpha: true });
  let peaks = new Int8Array(0), perSecond = 48, from = 0, isDue = false, colours = null, drag = null, width = 0;

  const read = () => {
    const style = getComputedStyle(document.documentElement), one = (name) => style.getPropertyValue(`--${name}`).trim();
    colours = Object.fromEntries(["ink", "ink2", "line", "line2", "sel", "way", "bad", "wait", "surface", "sunk"].map((name) => [name, one(name)]));
    colours.font = getComputedStyle(document.body).fontFamily;
    if (matchMedia("(forced-colors: active)").matches) { Object.assign(colours, { ink: "CanvasText", ink2: "CanvasText", line: "GrayText", line2: "CanvasText", sel: "Canvas", way: "CanvasText", bad: "Highlight", wait: "CanvasText", surface: "Canvas", sunk: "Canvas" }); }
  };
  const size = () => {
    const scale = devicePixelRatio || 1;
    if (!width && E.film.length()) { perSecond = Math.max(perSecond, Math.min(MOST_PX, canvas.clientWidth * 1000 / (E.film.length() + 400))); }
    width = canvas.clientWidth;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    soon();
  };
  const x = (ms) => (ms - from) * perSecond / 1000;
  const ms = (left) => from + left * 1000 / perSecond;
  const span = () => width * 1000 / perSecond;
  const go = (to) => { from = Math.max(0, Math.min(Math.max(0, E.film.length() - span() + 500), to)); soon(); };
  const soon = () => { if (!isDue && width) { isDue = true; requestAnimationFrame(draw); } };

  const ruler = () => {
    const steps = [500, 1000, 2000, 5000, 10000, 30000, 60000], step = steps.find((one) => one * perSecond / 1000 >= 64) || 60000;
    pen.font = `11px ${colours.font}`;
    pen.textBaseline = "top";
    const until = Math.min(from + span(), E.film.length() || Infinity);
    if (until < from + span()) { pen.fillStyle = colours.sunk; pen.fillRect(x(until), 0, width - x(until), canvas.clientHeight); } // no film there
    for (let one = Math.floor(from / step) * step; one <= until; one += step) {
      const left = Math.round(x(one)) + 0.5;
      pen.strokeStyle = colours.line;
      pen.beginPath(); pen.moveTo(left, SECONDS + 4); pen.lineTo(left, SECONDS + SOUND + SECOND + 3 * GAP); pen.stroke();
      pen.fillStyle = colours.ink2;
      pen.fillText(E.times.shown(one, step < 1000 ? 1 : 0), left + 3, 2);
    }
  };
  const sound = () => {
    const middle = SECONDS + GAP + SOUND / 2 + 8, half = SOUND / 2 - 14;
    pen.fillStyle = colours.way;
    for (let left = 0; left < width; left += 3) {
      const start = Math.max(0, Math.floor(ms(left) / 10)), end = Math.max(start + 1, Math.floor(ms(left + 3) / 10));
      let [low, high] = [0, 0];
      for (let one = start; one < end && 2 * one + 1 < peaks.length; one += 1) { low = Math.min(low, peaks[2 * one]); high = Math.max(high, peaks[2 * one + 1]); }
      if (2 * start >= peaks.length) { break; }
      const top = Math.min(-0.5, -high * half / 127), bottom = Math.max(0.5, -low * half / 127);
      pen.fillRect(left, middle + top, 2, bottom - top);
    }
  };
  const worst = (track, cue) => {
    const found = track.judged.get(cue.id)?.findings.filter((one) => one.code === "S08") || [];
    return found.some((one) => one.severity === "error") ? colours.bad : found.some((one) => one.severity === "warning") ? colours.wait : null;
  };
  const fitted = (text, room) => {
    if (pen.measureText(text).width <= room) { return text; }
    let short = text;
    while (short.length > 1 && pen.measureText(`${short}…`).width > room) { short = short.slice(0, -1); }
    return short.length > 1 ? `${short.trimEnd()}…` : "";
  };
  const cue = (track, one, number, isChosen) => {
    const left = x(one.start_ms), right = x(one.end_ms), isFirst = track.which === 0;
    const top = isFirst ? SECONDS + GAP : SECONDS + SOUND + 2 * GAP, tall = isFirst ? SOUND : SECOND;
    pen.globalAlpha = isFirst && !isChosen ? 0.55 : 1;
    pen.fillStyle = isChosen && isFirst ? colours.sel : isFirst ? colours.sunk : colours.surface;
    pen.fillRect(left, top, right - left, tall);
    pen.globalAlpha = 1;
    pen.strokeStyle = isChosen ? colours.ink : colours.line2;
    pen.lineWidth = isChosen && isFirst ? 2 : 1;
    pen.strokeRect(left + 0.5, top + 0.5, Math.max(1, right - left - 1), tall - 1);
    pen.lineWidth = 1;
    const speed = isFirst ? worst(track, one) : null;
    if (speed) { pen.fillStyle = speed; pen.fillRect(left, top + tall - 3, right - left, 3); }
    pen.font = `${isFirst ? "600 " : ""}11px ${colours.font}`;
    pen.fillStyle = isFirst ? colours.ink : colours.ink2;
    pen.textBaseline = isFirst ? "top" : "middle";
    const text = one.text.replace(/\s+/g, " ");
    if (right - left > 16) { pen.fillText(fitted(isFirst ? `${number} ${text}` : text, right - left - 10), left + 5, isFirst ? top + 4 : top + tall / 2 + 1); }
  };
  const grips = (one) => {
    pen.fillStyle = colours.ink;
    for (const edge of [x(one.start_ms), x(one.end_ms)]) { pen.beginPath(); pen.roundRect(edge - 3, SECONDS + GAP + SOUND / 2 - 16, 6, 32, 2); pen.fill(); }
  };
  const draw = () => {
    isDue = false;
    if (!colours) { read(); }
    pen.clearRect(0, 0, width, canvas.clientHeight);
    const chosen = E.list.chosen, until = from + span(), numbers = new Map();
    ruler();
    E.rows.forEach((row, place) => { for (const one of [...row.cues, ...row.others]) { if (one) { numbers.set(one, place + 1); } } });
    for (const track of E.tracks) {
      for (const one of track.cues) {
        if (one.end_ms < from) { continue; }
        if (one.start_ms > until) { break; }
        cue(track, one, numbers.get(one), Boolean(chosen && (chosen.cues.includes(one) || chosen.others.includes(one))));
      }
    }
    sound();
    for (const one of E.given.shots_ms || []) {
      if (one < from || one > until) { continue; }
      const left = Math.round(x(one)) + 0.5, foot = canvas.clientHeight - 6;
      pen.strokeStyle = pen.fillStyle = colours.ink2;
      pen.setLineDash([2, 3]); pen.beginPath(); pen.moveTo(left, SECONDS + 2); pen.lineTo(left, foot - 6); pen.stroke(); pen.setLineDash([]);
      pen.beginPath(); pen.moveTo(left - 4, foot); pen.lineTo(left + 4, foot); pen.lineTo(left, foot - 7); pen.fill();
    }
    const mine = chosen && (chosen.cues[0] || chosen.cues[1]);
    if (mine && mine.end_ms >= from && mine.start_ms <= until) { grips(mine); }
    const head = x(E.film.ms());
    pen.fillStyle = colours.bad;
    pen.fillRect(head - 1, 0, 2, canvas.clientHeight);
    pen.beginPath(); pen.moveTo(head - 6, 0); pen.lineTo(head + 6, 0); pen.lineTo(head, 8); pen.fill();
    at("sound-span").textContent = E.say("from_to", { from: E.times.shown(from, 0), to: E.times.shown(Math.min(until, E.film.length() || until), 0) });
  };

  const hit = (left, top) => {
    const chosen = E.list.chosen, which = top > SECONDS + SOUND + GAP + GAP / 2 && E.tracks[1] ? 1 : 0, mine = chosen?.cues[which];
    if (mine) {
      if (Math.abs(left - x(mine.start_ms)) <= GRIP) { return { which, one: mine, what: "start" }; }
      if (Math.abs(left - x(mine.end_ms)) <= GRIP) { return { which, one: mine, what: "end" }; }
    }
    const one = E.film.find(E.tracks[which].cues, ms(left));
    return one ? { which, one, what: "whole" } : null;
  };
  const placed = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) { return; }
    const [left, top] = placed(event), found = hit(left, top);
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drag = { ...found, left, begun: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    const [left, top] = placed(event);
    if (!drag) {
      const found = hit(left, top);
      canvas.style.cursor = found && found.what !== "whole" ? "ew-resize" : found ? "pointer" : "";
      return;
    }
    if (!drag.one || (!drag.begun && Math.abs(left - drag.left) < 3)) { return; }
    drag.begun = true;
    const near = 8 * 1000 / perSecond, moved = (left - drag.left) * 1000 / perSecond;
    if (drag.what === "start") { drag.to = { start_ms: E.times.stuck(drag.one.start_ms + moved, near) }; }
    if (drag.what === "end") { drag.to = { end_ms: E.times.stuck(drag.one.end_ms + moved, near) }; }
    if (drag.what === "whole") { const start = E.times.stuck(drag.one.start_ms + moved, near); drag.to = { start_ms: start, end_ms: start + drag.one.end_ms - drag.one.start_ms }; }
    soon();
    const shown = drag.to.start_ms ?? drag.to.end_ms;
    at("playhead").textContent = E.times.shown(shown, 2);
    const edge = x(shown);
    requestAnimationFrame(() => { pen.fillStyle = colours.ink; pen.fillRect(edge - 1, SECONDS, 2, SOUND + GAP); });
  });
  const drop = (event) => {
    const was = drag;
    drag = null;
    if (!was || event.type === "pointercancel") { soon(); return; }
    if (was.begun && was.to) { E.edits.times(was.which, was.one.id, was.to); E.film.tick(); return; }
    E.film.seek(ms(was.left));
    if (was.one) { E.list.choose(E.rowOf(was.which, was.one.id), { isSeen: true }); }
  };
  canvas.addEventListener("pointerup", drop);
  canvas.addEventListener("pointercancel", drop);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.ctrlKey) { zoom(event.deltaY < 0 ? 1.25 : 0.8, placed(event)[0]); } else { go(from + (event.deltaX || event.deltaY) * 1000 / perSecond); }
  }, { passive: false });
  const zoom = (by, around = x(E.film.ms())) => {
    const middle = around < 0 || around > width ? width / 2 : around, held = ms(middle);
    perSecond = Math.max(LEAST_PX, Math.min(MOST_PX, perSecond * by));
    go(held - middle * 1000 / perSecond);
  };
  at("closer").addEventListener("click", () => zoom(1.5));
  at("farther").addEventListener("click", () => zoom(1 / 1.5));
  const follow = (now) => {
    if (drag) { return; }
    if (now < from || now > from + span() * (E.film.isPlaying ? 0.92 : 1)) { go(now - span() * 0.08); }
    soon();
  };
  E.on("time", follow);
  E.on("changed", soon);
  E.on("judged", soon);
  E.on("chosen", ({ row }) => {
    const one = row.cues[0] || row.cues[1];
    if (one.start_ms < from || one.end_ms > from + span()) { go(one.start_ms - span() * 0.15); }
    soon();
  });
  new ResizeObserver(size).observe(canvas);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) { matchMedia(query).addEventListener("change", () => { colours = null; soon(); }); }
  const WAITS = 90, WAIT_MS = 2000;
  // The sound of a film is read once, which takes a while: asked again until it is.
  const fetched = async (address) => {
    for (let time = 0; time < WAITS; time += 1) {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.status !== 202) { return answer.ok ? answer : null; }
      await new Promise((done) => { setTimeout(done, WAIT_MS); });
    }
    return null;
  };
  // Where something is heard, and where the picture changes, which is sought for longer.
  const know = async () => {
    if (!E.given.speech || (E.given.speech_ms && E.given.shots_ms)) { return; }
    const answer = await fetched(E.given.speech);
    if (!answer) { return; }
    const { speech_ms, shots_ms } = await answer.json();
    E.given.speech_ms ||= speech_ms;
    E.given.shots_ms = shots_ms;
    E.times.know();
    at("changes").hidden = !shots_ms?.length;
    soon();
    if (!shots_ms && (know.asked = (know.asked || 0) + 1) < WAITS) { setTimeout(() => { know().catch(() => {}); }, WAIT_MS); }
  };
  const load = async () => {
    try {
      const answer = await fetched(E.given.peaks);
      if (answer) { peaks = new Int8Array(await answer.arrayBuffer()); }
      await know();
    } catch { /* drawn without its sound */ }
    at("no-sound").hidden = peaks.length > 0;
    E.given.hasSound = peaks.length > 0;
    soon();
  };
  E.waveform = { load, soon, x };
})();
