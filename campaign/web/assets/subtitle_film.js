// The film, its bar under the picture, and over it the subtitle of the moment as it will be burned in.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const film = at("film"), stage = at("stage"), burnt = at("burnt");
  let shown = 0, seen = null, letters = '"Film letters"';

  const look = () => {
    const track = E.tracks[shown];
    return track.look || { width: 1920, height: 1080, region: { left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 } };
  };
  const share = (part, whole) => `${100 * part / whole}%`;
  const frame = () => {
    const { width, height, picture, crop, region, surround } = look();
    stage.style.setProperty("--shape", `${width} / ${height}`);
    stage.style.setProperty("--wide", String(width / height));
    stage.style.background = surround && surround.startsWith("#") ? surround : "";
    const box = at("picture"), all = picture || { x: 0, y: 0, width, height };
    Object.assign(box.style, { left: share(all.x, width), top: share(all.y, height), width: share(all.width, width), height: share(all.height, height) });
    const part = crop || { left: 0, top: 0, right: 1, bottom: 1 }, [wide, tall] = [part.right - part.left, part.bottom - part.top];
    film.style.objectFit = picture ? "fill" : "cover";
    Object.assign(film.style, { width: `${100 / wide}%`, height: `${100 / tall}%`, left: `${-100 * part.left / wide}%`, top: `${-100 * part.top / tall}%` });
    const safe = at("safe");
    Object.assign(safe.style, { left: share(region.left, 1), top: share(region.top, 1), width: share(region.right - region.left, 1), height: share(region.bottom - region.top, 1) });
    seen = null;
    draw();
  };
  const find = (cues, ms) => {
    let [low, high] = [0, cues.length];
    while (low < high) { const middle = (low + high) >> 1; if (cues[middle].end_ms > ms) { high = middle; } else { low = middle + 1; } }
    return cues[low] && cues[low].start_ms <= ms ? cues[low] : null;
  };
  // What is burned in, shape by shape, where it will stand; in parts of the stage's width, right at any size.
  const unit = (pixels) => `${100 * pixels / look().width}cqw`;
  const placed = (one, { x, y, width, height }) => { Object.assign(one.style, { left: unit(x), top: unit(y), width: unit(width), height: unit(height) }); return one; };
  const panel = (shape) => {
    const one = placed(E.made("span", { class: "burnt-panel" }), shape);
    Object.assign(one.style, { background: shape.colour, opacity: String(shape.alpha), borderRadius: unit(shape.radius) });
    return one;
  };
  // Films are drawn with letters on whole pixels, a little wider than a browser's: each line is given the width that
  // the desk measured.
  const pen = document.createElement("canvas").getContext("2d");
  const spaced = (line, width, size) => {
    const one = E.made("span", {}, line);
    if (width && line.length > 1) {
      pen.font = `600 ${size}px ${letters}`;
      pen.fontKerning = "none";
      one.style.letterSpacing = unit((width - pen.measureText(line).width) / line.length);
    }
    return one;
  };
  const text = (shape, known) => {
    const widths = known.lines.join("\n") === shape.lines.join("\n") ? known.widths : [];
    const one = placed(E.made("p", {}, ...shape.lines.map((line, at) => spaced(line, widths[at], shape.size))), shape);
    Object.assign(one.style, { color: shape.colour, fontSize: unit(shape.size), lineHeight: unit(shape.line_height), textAlign: shape.align });
    return one;
  };
  const draw = () => {
    const track = E.tracks[shown], cue = find(track.cues, ms());
    const known = cue && cue.text.trim() ? track.judged.get(cue.id) : null, shapes = known?.shapes;
    if (seen === shapes) { return; }
    seen = shapes;
    burnt.lang = track.language;
    burnt.replaceChildren(...(shapes || []).map((each) => each.lines ? text(each, known) : panel(each)));
  };
  let asked = null; // where the film was sent and is not yet
  const ms = () => asked ?? Math.round(film.currentTime * 1000);
  const length = () => E.given.film_ms || (Number.isFinite(film.duration) ? film.duration * 1000 : 0);
  const seek = (to) => {
    asked = Math.max(0, Math.min(length() || Infinity, Math.round(to)));
    film.currentTime = asked / 1000 + 0.0005;
    tick();
  };
  const turn = () => { if (film.paused) { film.play().catch(() => { E.announce(E.say("unplayed")); }); } else { film.pause(); } };
  let lastNow = null;
  const tick = () => {
    const now = ms();
    at("playhead").textContent = E.times.shown(now);
    const place = at("seek");
    if (place !== document.activeElement || !film.paused) { place.value = String(now); }
    place.setAttribute("aria-valuetext", E.times.shown(now));
    draw();
    const cue = find(E.tracks[0].cues, now) || (E.tracks[1] && find(E.tracks[1].cues, now)), row = cue && (E.rowOf(0, cue.id) || E.rowOf(1, cue.id)), key = row ? row.key : null;
    if (key !== lastNow) { lastNow = key; E.list.now(key); if (row && !film.paused) { E.tell("passes", row); } }
    E.tell("time", now);
  };
  const run = () => { tick(); if (!film.paused && !film.ended) { requestAnimationFrame(run); } };
  const state = () => {
    const button = at("play");
    button.classList.toggle("is-on", !film.paused);
    button.setAttribute("aria-label", E.say(film.paused ? "play" : "pause"));
    button.title = button.getAttribute("aria-label");
    if (!film.paused) { requestAnimationFrame(run); }
  };
  film.addEventListener("play", state);
  film.addEventListener("pause", () => { asked = null; state(); tick(); });
  film.addEventListener("playing", () => { asked = null; });
  film.addEventListener("seeked", () => { if (!film.paused) { asked = null; } tick(); });
  film.addEventListener("timeupdate", () => { if (film.paused) { tick(); } else { asked = null; } });
  film.addEventListener("error", () => { at("unplayed").hidden = false; });
  at("play").addEventListener("click", turn);
  film.addEventListener("click", turn);
  at("back-1").addEventListener("click", () => seek(ms() - 1000));
  at("on-1").addEventListener("click", () => seek(ms() + 1000));
  at("seek").addEventListener("input", (event) => seek(Number(event.target.value)));
  at("speed").addEventListener("change", (event) => { film.playbackRate = Number(event.target.value); });
  at("format")?.addEventListener("change", (event) => { E.judging.whole(event.target.value); });
  const language = (which) => {
    if (!E.tracks[which]) { return; }
    shown = which;
    at("editor").dataset.shown = String(which);
    for (const one of document.querySelectorAll("[data-shows]")) { one.setAttribute("aria-pressed", String(Number(one.dataset.shows) === which)); }
    seen = null;
    frame();
  };
  for (const one of document.querySelectorAll("[data-shows]")) { one.addEventListener("click", () => language(Number(one.dataset.shows))); }
  // The kit's own letter, where it is not the desk's.
  const letter = async (address) => {
    try {
      const face = new FontFace("Film letter", `url("${address}")`);
      document.fonts.add(await face.load());
      letters = '"Film letter"';
      stage.style.setProperty("--burnt-letter", letters);
      seen = null;
      draw();
    } catch { /* the desk's own letter stands in */ }
  };
  if (E.tracks[0].look?.font) { letter(E.tracks[0].look.font); }
  document.fonts.load('600 20px "Film letters"').then(() => { seen = null; draw(); }, () => {});
  E.film = { seek, turn, ms, length, draw: () => { seen = null; draw(); }, frame, language, tick, find, get isPlaying() { return !film.paused; }, get shown() { return shown; } };
})();
