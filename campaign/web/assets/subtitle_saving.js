// Keeps what is typed at the desk by itself, says so in a word, and loses nothing where it cannot.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const AFTER_MS = 700, AGAIN_MS = 5000;
  let due = 0, saving = null, trouble = "", refusal = "", last = "";
  const state = () => {
    const place = at("kept"), isDirty = E.tracks.some((one) => one.isDirty);
    const said = trouble ? E.say(`trouble_${trouble}`) : isDirty ? E.say("keeping") : last || E.say("kept");
    const kind = trouble ? "trouble" : isDirty ? "keeping" : "kept";
    if (place.dataset.kind === kind && place.dataset.said === said) { return; }
    place.dataset.kind = kind;
    place.dataset.said = said;
    place.replaceChildren(E.glyph(trouble ? "warning" : "tick"), E.made("span", {}, said));
    at("trouble").hidden = !trouble;
    if (trouble) { at("trouble-said").textContent = `${["failed", "refused", "conflict"].includes(trouble) && refusal ? `${refusal} ` : ""}${E.say(`about_${trouble}`)}`; }
    at("look-at-both").hidden = trouble !== "conflict";
    at("undo").classList.toggle("idle", !E.canUndo());
    at("redo").classList.toggle("idle", !E.canRedo());
  };
  const buttons = () => { at("undo").classList.toggle("idle", !E.canUndo()); at("redo").classList.toggle("idle", !E.canRedo()); };
  const soon = (wait = AFTER_MS) => { clearTimeout(due); due = setTimeout(save, wait); };
  // Saves every language that was changed; resolves to whether all is kept.
  const save = () => {
    clearTimeout(due);
    saving = (saving || Promise.resolve()).then(all);
    return saving;
  };
  const all = async () => {
    for (const track of E.tracks) { if (track.isDirty && !(await send(track))) { break; } }
    state();
    if (E.tracks.some((one) => one.isDirty) && trouble !== "conflict") { soon(trouble ? AGAIN_MS : AFTER_MS); }
    return !E.tracks.some((one) => one.isDirty);
  };
  const send = async (track) => {
    const { cues } = track;
    let answer = null;
    try { answer = await E.ask(`${track.address}/working`, { version: track.version, cues, apart: Boolean(track.isApart) }); } catch { trouble = navigator.onLine ? "closed" : "offline"; return false; }
    if (answer.status === 401) { trouble = "session"; return false; }
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { said: await answer.text() };
    if (answer.status === 409 && told.cues) { trouble = "conflict"; refusal = told.said || ""; conflict(track, told); return false; }
    if (!answer.ok) { trouble = answer.status === 403 ? "refused" : "failed"; refusal = String(told.said || "").slice(0, 400); return false; }
    track.version = told.version;
    track.isApart = false;
    if (track.cues === cues) { track.isDirty = false; }
    trouble = "";
    last = E.say("kept_at", { at: told.at });
    E.keepHere();
    return true;
  };

  // Somebody else saved meanwhile: both are shown, and whoever sits here chooses. Neither is lost.
  let open = null;
  const same = (a, b) => a && b && a.text === b.text && a.start_ms === b.start_ms && a.end_ms === b.end_ms;
  const differing = (saved, mine) => {
    const found = [], known = new Map(mine.map((one) => [one.id, one])), met = new Set();
    for (const one of saved) { const own = known.get(one.id) || mine.find((each) => each.start_ms === one.start_ms && !met.has(each.id)); if (own) { met.add(own.id); } if (!same(one, own)) { found.push([one, own || null]); } }
    for (const one of mine) { if (!met.has(one.id)) { found.push([null, one]); } }
    return found.sort((a, b) => (a[0] || a[1]).start_ms - (b[0] || b[1]).start_ms);
  };
  // What differs between two texts, by words: struck where it went, underlined where it came.
  const words = (text, other, tag) => {
    const parts = text.split(/(\s+)/), others = new Map();
    for (const one of other.split(/\s+/)) { others.set(one, (others.get(one) || 0) + 1); }
    return parts.map((one) => { const left = others.get(one) || 0; if (!one.trim() || left) { others.set(one, left - 1); return one; } return E.made(tag, {}, one); });
  };
  const conflict = (track, told) => {
    open = { track, told };
    const list = at("both-rows"), pairs = differing(told.cues, track.cues);
    const cell = (one, other, tag, label) => E.made("td", { lang: track.language, "data-label": label }, ...(one ? [E.made("small", {}, `${E.times.shown(one.start_ms)} – ${E.times.shown(one.end_ms)}`), E.made("br"), ...words(one.text, other ? other.text : "", tag)] : ["–"]));
    list.replaceChildren(...pairs.slice(0, 200).map(([saved, mine]) => E.made("tr", {}, cell(saved, mine, "del", E.say("saved_there")), cell(mine, saved, "ins", E.say("typed_here")))));
    at("both-said").textContent = E.say(pairs.length ? "both_said" : "both_same", { who: told.by || E.say("somebody"), language: E.words.tongues[track.language], count: pairs.length });
    state();
    if (!document.querySelector("dialog[open]")) { at("both").showModal(); }
  };
  // What is saved by now: a page that was loaded while its last save was on its way knows an older one.
  const newest = async (track, query = "") => {
    try {
      const answer = await fetch(`${track.address}/document${query}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      return answer.status === 200 ? await answer.json() : null;
    } catch { return null; }
  };
  // What is not taken stays a version: what was typed is saved before what was saved comes in its place.
  const settle = async (choice) => {
    at("both").close();
    if (!open || choice === "later") { return; }
    const { track } = open, told = choice === "saved" ? await newest(track) || open.told : open.told;
    open = null;
    track.version = told.version;
    track.isApart = track.isDirty = true;
    trouble = "";
    if (choice !== "saved") { save(); } else if (await send(track)) {
      track.isApart = true;
      E.edit("other", { [track.which]: told.cues.map((one) => ({ id: one.id, start_ms: one.start_ms, end_ms: one.end_ms, text: one.text })) });
      E.judging.want(track.which, track.cues.map((one) => one.id));
      E.announce(E.say("took_saved"), E.undo);
    }
    E.keepHere();
    state();
  };
  for (const one of document.querySelectorAll("[data-settle]")) { one.addEventListener("click", () => settle(one.dataset.settle)); }
  at("both").addEventListener("close", () => { if (open) { state(); } });
  at("look-at-both").addEventListener("click", () => { if (open) { at("both").showModal(); } else { trouble = ""; save(); } });
  at("again").addEventListener("click", () => { save().then((isKept) => { if (isKept) { E.announce(E.say("all_kept")); } }); });

  E.on("changed", () => { buttons(); if (trouble !== "conflict") { soon(trouble ? AGAIN_MS : AFTER_MS); } state(); });
  addEventListener("online", () => { if (trouble === "offline" || trouble === "closed") { soon(0); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && E.tracks.some((one) => one.isDirty) && !trouble) { save(); } else if (trouble === "session") { soon(0); } });
  addEventListener("beforeunload", (event) => { if (trouble && E.tracks.some((one) => one.isDirty)) { event.preventDefault(); } });
  E.saving = { save, soon, state, conflict, newest, took(said) { last = said; state(); }, waits(track, cues) { E.edit("other", { [track.which]: cues }); }, get trouble() { return trouble; } };
})();
