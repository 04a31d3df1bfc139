// The keys. Letters act outside fields alone; within one they go with Ctrl. Never Ctrl+Alt, which is AltGr on AZERTY,
// and never Alt+Shift, which changes the keyboard. Letters are taken by what they write, so that M is M on AZERTY, too.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const isText = (one) => one.matches?.("textarea, input:not([type=range], [type=checkbox], [type=radio], [type=button])");
  const target = () => {
    const focused = document.activeElement, row = E.list.chosen;
    if (isText(focused) && focused.dataset.which) { return { which: Number(focused.dataset.which), id: Number(focused.dataset.id) || focused.dataset.id, caret: focused.matches("textarea") ? focused.selectionStart : null }; }
    if (!row) { return null; }
    const shown = row.cues[E.film.shown] ? E.film.shown : row.cues[0] ? 0 : 1;
    return { which: shown, id: row.cues[shown].id, caret: null };
  };
  const one = () => { const what = target(); return what && what.id ? what : null; };
  const time = (edge) => {
    const what = one();
    if (!what) { return; }
    const to = E.times.stuck(E.film.ms());
    tell(E.edits.edge(what.which, what.id, edge, to), edge, what, to);
  };
  // Says what became of a time that was set: to whoever listens, and to everybody where it is not the one that was meant.
  const tell = (became, edge, { which, id }, to) => {
    const side = edge === "start" ? "begin" : "end", shown = { at: E.times.shown(to) };
    if (became === "no_room") { E.announce(E.say("time_not")); }
    if (became === "moved") { E.announce(E.say(`${side}_moved`, shown), E.undo); }
    if (became === "set" || became === "same" || became === "held") {
      const now = E.tracks[which].cues.find((each) => each.id === id)[`${edge}_ms`], said = E.say(`${side}_now`, { at: E.times.shown(now) });
      if (now === Math.round(to)) { E.whisper(said); } else { E.announce(`${said} ${E.say(`${side}_held`)}`); }
    }
  };
  const split = () => {
    const what = one(), cue = what && E.tracks[what.which].cues.find((each) => each.id === what.id);
    if (!cue) { return; }
    const middle = () => { const near = cue.text.length / 2, gaps = [...cue.text.matchAll(/\s+/g)].map((each) => each.index); return gaps.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? 0; };
    const remembered = E.keys.caret && E.keys.caret.id === cue.id ? E.keys.caret.at : null;
    E.edits.split(what.which, what.id, what.caret ?? remembered ?? middle());
  };
  const step = (by) => {
    const row = E.rows[E.list.at + by];
    if (!row) { return; }
    const inText = isText(document.activeElement) ? document.activeElement.dataset.which : null;
    E.list.choose(row, { focus: inText === null ? "row" : null });
    if (inText !== null) { const field = E.list.element(row).querySelector(`textarea[data-which="${inText}"]`); field?.focus({ preventScroll: true }); field?.setSelectionRange(field.value.length, field.value.length); }
  };
  const fresh = () => { if (E.edits.fresh(E.list.chosen, E.film.ms()) !== null) { E.list.element(E.list.chosen).querySelector("textarea")?.focus({ preventScroll: true }); } };
  const acts = {
    play: () => E.film.turn(), back: () => E.film.seek(E.film.ms() - 1000), on: () => E.film.seek(E.film.ms() + 1000),
    before: () => step(-1), next: () => step(1), begin: () => time("start"), end: () => time("end"), split,
    merge: () => { if (E.list.chosen) { E.edits.merge(E.list.chosen); } },
    remove: () => { if (E.list.chosen) { E.edits.remove(E.list.chosen); } },
    fresh, search: () => E.search.open(), doubt: () => E.doubts.next(), undo: () => E.undo(), redo: () => E.redo(),
    keys: () => E.dialogs.open("keys"), save: () => E.saving.save().then((isKept) => { if (isKept) { E.announce(E.say("all_kept")); } }),
    write: () => { const row = E.list.chosen; if (row) { E.list.choose(row, { focus: "text" }); } },
  };
  const CTRL = { " ": "play", i: "begin", o: "end", enter: "split", m: "merge", z: "undo", y: "redo", s: "save" };
  const ALT = { ArrowLeft: "back", ArrowRight: "on", ArrowUp: "before", ArrowDown: "next" };
  const ALONE = { " ": "play", ArrowLeft: "back", ArrowRight: "on", ArrowUp: "before", ArrowDown: "next", i: "begin", o: "end", s: "split", m: "merge", Delete: "remove", n: "fresh", "/": "search" };
  const wished = (event) => {
    const { key, ctrlKey, altKey, shiftKey, metaKey, target: from } = event, letter = key.toLowerCase();
    const ctrl = (ctrlKey || (metaKey && "zy".includes(letter))) && !altKey;
    if (!ctrlKey && !altKey && !metaKey && !shiftKey && key === "F8") { return "doubt"; }
    if (!ctrlKey && !altKey && !metaKey && !shiftKey && key === "F1") { return "keys"; }
    if (ctrl && shiftKey) { return letter === "z" ? "redo" : null; }
    if (ctrl) { return isText(from) && !from.dataset.which && letter !== "s" && letter !== " " ? null : CTRL[event.code === "Space" ? " " : letter]; }
    if (altKey && !ctrlKey && !shiftKey && !metaKey) { return ALT[key]; }
    if (ctrlKey || altKey || metaKey || isText(from)) { return null; }
    if (from.matches?.("select, input[type=range]") && key !== "/") { return null; }
    const isButton = from.matches?.("button, a, summary, input") && !from.matches(".pick");
    if (isButton && (key === " " || key === "Enter")) { return null; }
    if (from.matches?.(".pick") && key === "Enter") { return "write"; }
    return shiftKey && key !== "/" ? null : ALONE[key.length === 1 ? letter : key];
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) { return; }
    const act = wished(event);
    if (act) { event.preventDefault(); acts[act](); return; }
    if (event.key === "Escape" && isText(event.target) && event.target.dataset.which) {
      if (event.target.dataset.typing) { delete event.target.dataset.typing; E.list.again(); }
      E.list.element(E.list.chosen)?.querySelector(".pick")?.focus({ preventScroll: true });
    }
  }, true);
  for (const one of document.querySelectorAll("[data-act]")) { one.addEventListener("click", () => acts[one.dataset.act]()); }
  E.keys = { acts, tell, caret: null };
})();
