// Search and replace, in the language that is shown or in both.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const panel = at("search"), find = at("find"), put = at("put");
  const plain = (text) => text.normalize("NFKC").toLocaleLowerCase(E.lang);
  let last = null;
  const hits = () => {
    const wanted = plain(find.value), found = [];
    if (!wanted) { return found; }
    for (const track of E.tracks) {
      for (const cue of track.cues) {
        const text = plain(cue.text).replace(/\n/g, " ");
        for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) { found.push({ which: track.which, id: cue.id, start: cue.start_ms, from, to: from + wanted.length }); }
      }
    }
    return found.sort((a, b) => a.start - b.start || a.which - b.which || a.from - b.from);
  };
  const said = (found, place) => { at("found").textContent = !find.value ? "" : !found.length ? E.say("not_found") : E.say("found", { place: place + 1, count: found.length }); };
  const isSame = (a, b) => a && b && a.which === b.which && a.id === b.id && a.from === b.from;
  const go = (by, keepsFocus = true) => {
    const found = hits();
    if (!found.length) { last = null; said(found); return; }
    const before = found.findIndex((one) => isSame(one, last));
    const now = E.film.ms(), begin = found.findIndex((one) => one.start >= now - 1);
    const place = before >= 0 ? (before + by + found.length) % found.length : Math.max(0, begin);
    last = found[place];
    said(found, place);
    const row = E.rowOf(last.which, last.id);
    E.list.choose(row);
    const field = E.list.element(row).querySelector(`textarea[data-which="${last.which}"][data-id="${last.id}"]`);
    field?.setSelectionRange(last.from, last.to);
    if (!keepsFocus) { field?.focus({ preventScroll: true }); }
  };
  const replace = () => {
    const found = hits(), one = found.find((each) => isSame(each, last));
    if (!one) { go(1); return; }
    E.edits.substitute(one.which, (text, cue) => cue.id === one.id ? text.slice(0, one.from) + put.value + text.slice(one.to) : text);
    last = { ...one, from: one.from + put.value.length - 1 };
    go(1);
  };
  const replaceAll = () => {
    const found = hits(), made = {};
    if (!found.length) { said(found); return; }
    for (const track of E.tracks) {
      const own = found.filter((one) => one.which === track.which);
      if (!own.length) { continue; }
      made[track.which] = track.cues.map((cue) => {
        let text = cue.text;
        for (const one of own.filter((each) => each.id === cue.id).reverse()) { text = text.slice(0, one.from) + put.value + text.slice(one.to); }
        return text === cue.text ? cue : { ...cue, text };
      });
    }
    E.edit("replace", made);
    last = null;
    E.announce(E.say("replaced", { count: found.length }), E.undo);
    at("found").textContent = "";
  };
  const open = () => { panel.hidden = false; at("open-search").setAttribute("aria-expanded", "true"); find.focus(); find.select(); };
  const close = () => { panel.hidden = true; at("open-search").setAttribute("aria-expanded", "false"); at("open-search").focus(); };
  at("open-search").addEventListener("click", () => { if (panel.hidden) { open(); } else { close(); } });
  at("close-search").addEventListener("click", close);
  panel.addEventListener("submit", (event) => { event.preventDefault(); go(1); });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "Enter" && event.shiftKey && event.target === find) { event.preventDefault(); go(-1); }
  });
  find.addEventListener("input", () => { last = null; said(hits(), 0); });
  at("find-before").addEventListener("click", () => go(-1));
  at("put-one").addEventListener("click", replace);
  at("put-all").addEventListener("click", replaceAll);
  E.search = { open, close };
})();
