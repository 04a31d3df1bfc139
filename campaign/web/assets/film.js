// A film is watched: its part is cut, the face pointed at, a cover chosen where it stops. All of it can be typed too.
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target, told = form.querySelector(".busy") || document.querySelector(`.busy[data-of="${form.id}"]`);
    if (!form.dataset.busy) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (told) { told.textContent = form.dataset.busy; }
  }, true);
  addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-busy]")) { delete form.dataset.sent; } });
  const unfold = () => { // what a link leads to is not behind a fold
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1)), fold = place && place.closest("details");
    if (fold && !fold.open) { fold.open = true; place.scrollIntoView({ block: "center" }); place.focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", unfold); unfold();
  const told = document.querySelector(".refusal, .summary, .question");
  if (told) { told.focus(); }

  const sheet = document.getElementById("contact-sheet"), drawing = document.getElementById("drawing");
  if (sheet && drawing) {
    const drawn = () => { drawing.textContent = sheet.naturalWidth ? drawing.dataset.drawn : drawing.dataset.failed; };
    if (sheet.complete) { drawn(); } else { sheet.addEventListener("load", drawn); sheet.addEventListener("error", drawn); }
  }

  const watch = document.getElementById("watch"), video = document.getElementById("video");
  if (!watch || !video) { return; }
  const words = watch.dataset, length = Number(words.length) / 1000, byId = (id) => document.getElementById(id);
  const fields = { from: byId("from"), to: byId("to"), across: byId("across"), down: byId("down") };
  const filled = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
  const say = (text) => { const heard = byId("announcement"); heard.hidden = false; heard.textContent = text; clearTimeout(say.due); say.due = setTimeout(() => { heard.hidden = true; }, 6000); };
  const written = (seconds) => {
    const ms = Math.round(seconds * 1000), minutes = Math.floor(ms / 60000), rest = ms % 60000;
    const part = String(rest % 1000).padStart(3, "0").replace(/0+$/, "");
    return `${minutes}:${String(Math.floor(rest / 1000)).padStart(2, "0")}${part ? words.mark + part : ""}`;
  };
  const read = (text) => {
    const parts = text.trim().replace(",", ".").split(":");
    if (!parts[0] || parts.length > 3 || parts.some((one) => !/^\d+(\.\d+)?$/.test(one))) { return null; }
    return parts.reduce((sum, one) => sum * 60 + Number(one), 0);
  };
  const begin = () => read(fields.from.value) || 0;
  const end = () => { const found = read(fields.to.value); return found === null ? length : Math.min(found, length); };
  const part = byId("part"), used = part.querySelector(".used"), head = part.querySelector(".head");
  const show = () => {
    byId("playhead").textContent = written(Math.round(video.currentTime * 10) / 10);
    byId("seek").value = video.currentTime * 1000; byId("seek").setAttribute("aria-valuetext", written(Math.round(video.currentTime * 10) / 10));
    const of = (seconds) => `${Math.max(0, Math.min(100, 100 * seconds / length))}%`;
    used.style.left = of(begin()); used.style.width = of(Math.max(0, end() - begin())); head.style.left = of(video.currentTime);
  };
  const form = byId("film-form");
  const isAltered = (one) => one.value !== one.defaultValue;
  const heed = () => {
    for (const one of document.querySelectorAll(".unsaved")) { one.hidden = ![...one.closest("fieldset").querySelectorAll("input")].some(isAltered); }
    byId("centre-told").hidden = isAltered(fields.across) || isAltered(fields.down);
  };
  for (const one of form.elements) { one.addEventListener("input", heed); }
  let until = null;
  video.removeAttribute("controls");
  for (const id of ["player", "part", "begin-here", "end-here", "play-part", "aim-now", "cover-here"]) { const one = byId(id); if (one) { one.hidden = false; } }
  const press = (id, act) => { const one = byId(id); if (one) { one.type = "button"; one.addEventListener("click", act); } };
  const at = (seconds) => { video.currentTime = Math.max(0, Math.min(length, seconds)); };
  const toggle = () => { until = null; if (video.paused) { video.play().catch(() => {}); } else { video.pause(); } };
  press("play", toggle);
  press("back-one", () => { video.pause(); at(video.currentTime - 0.04); });
  press("on-one", () => { video.pause(); at(video.currentTime + 0.04); });
  press("mute", (event) => { video.muted = !video.muted; event.currentTarget.setAttribute("aria-pressed", video.muted); });
  press("full", () => { byId("screen").requestFullscreen?.().catch(() => {}); });
  press("begin-here", () => { fields.from.value = written(video.currentTime); heed(); say(filled(words.begun, { at: fields.from.value })); show(); });
  press("end-here", () => { fields.to.value = written(video.currentTime); heed(); say(filled(words.ended, { at: fields.to.value })); show(); });
  press("cover-here", () => { video.pause(); byId("cover-at").value = written(video.currentTime); say(filled(words.covered, { at: byId("cover-at").value })); });
  press("play-part", () => { at(begin()); until = end(); video.play().catch(() => {}); });
  byId("seek").addEventListener("input", (event) => { until = null; at(Number(event.target.value) / 1000); });
  const captions = byId("captions");
  const track = () => { for (const one of video.textTracks) { one.mode = captions && one.language === captions.value ? "showing" : "hidden"; } };
  captions?.addEventListener("change", track); video.addEventListener("loadedmetadata", () => { track(); if (!video.currentTime) { at(begin()); } show(); });
  for (const kind of ["play", "pause"]) { video.addEventListener(kind, () => { byId("play").textContent = video.paused ? words.play : words.stop; byId("play").setAttribute("aria-pressed", !video.paused); }); }
  for (const kind of ["timeupdate", "seeked"]) { video.addEventListener(kind, () => { if (until !== null && video.currentTime >= until) { video.pause(); until = null; } show(); }); }
  video.addEventListener("error", () => { byId("unplayed").hidden = false; }); if (video.error) { byId("unplayed").hidden = false; }
  fields.from.addEventListener("input", show); fields.to.addEventListener("input", show);

  const aim = byId("aim"), cross = byId("cross"), screen = byId("screen");
  const picture = () => { // where in the player the picture lies: it may have bars beside it
    const box = video.getBoundingClientRect(), shape = (video.videoWidth || box.width) / (video.videoHeight || box.height || 1);
    const wide = Math.min(box.width, box.height * shape), tall = wide / shape, outer = screen.getBoundingClientRect();
    return { left: box.left - outer.left + (box.width - wide) / 2, top: box.top - outer.top + (box.height - tall) / 2, wide, tall, outer };
  };
  const mark = () => {
    const across = fields.across.value, down = fields.down.value, seen = picture();
    cross.hidden = across === "" || down === "";
    cross.style.left = `${seen.left + seen.wide * across / 100}px`; cross.style.top = `${seen.top + seen.tall * down / 100}px`;
  };
  const aiming = (on) => { aim.hidden = !on; byId("aim-now").setAttribute("aria-pressed", on); if (on) { video.pause(); screen.scrollIntoView({ block: "nearest" }); mark(); } };
  press("aim-now", () => aiming(aim.hidden));
  aim.addEventListener("click", (event) => {
    const seen = picture(), within = (value) => Math.round(Math.max(0, Math.min(100, value)));
    fields.across.value = within(100 * (event.clientX - seen.outer.left - seen.left) / seen.wide);
    fields.down.value = within(100 * (event.clientY - seen.outer.top - seen.top) / seen.tall);
    mark(); heed(); aiming(false); say(filled(words.aimed, { across: fields.across.value, down: fields.down.value }));
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !aim.hidden) { aiming(false); byId("aim-now").focus(); return; }
    if (event.target.closest("input, select, textarea, button, a") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const keys = { " ": toggle, ArrowLeft: () => at(video.currentTime - 1), ArrowRight: () => at(video.currentTime + 1), i: () => byId("begin-here").click(), o: () => byId("end-here").click() };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  fields.across.addEventListener("input", mark); fields.down.addEventListener("input", mark);
  addEventListener("resize", () => { mark(); }); video.addEventListener("loadedmetadata", mark); mark(); show(); heed();
})();
