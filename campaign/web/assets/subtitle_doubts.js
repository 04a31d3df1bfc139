// Words that the recogniser was not sure of: counted, walked by F8, done once seen or changed.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const marks = () => E.tracks.flatMap((track) => track.cues.flatMap((cue) => (track.doubts.get(cue.id) || []).map((mark) => ({ track, cue, mark }))));
  const all = Math.max(E.given.doubtful_at_first || 0, marks().length);
  let most = all, here = null;
  const show = () => {
    const left = marks().length;
    most = Math.max(most, left);
    at("doubts").hidden = most === 0;
    at("doubts-said").textContent = left === 0 ? E.say("no_doubts") : E.say("doubts_left", { count: E.number(left), all: E.number(most) });
    const bar = at("doubts-bar");
    bar.max = most || 1;
    bar.value = most - left;
    at("next-doubt").hidden = left === 0;
    const found = (severity) => E.tracks.reduce((sum, track) => sum + track.cues.filter((cue) => (track.judged.get(cue.id)?.findings || []).some((one) => one.code === "S08" && one.severity === severity)).length, 0);
    const fast = found("error"), brisk = found("warning");
    at("too-fast").hidden = !fast;
    at("too-fast-said").textContent = E.say("too_fast", { count: E.number(fast) });
    at("brisk").hidden = !brisk;
    at("brisk-said").textContent = E.say("brisk", { count: E.number(brisk) });
  };
  const isHere = (one) => here && one.track === here.track && one.cue.id === here.id && one.mark === here.mark;
  const done = ({ track, cue, mark }) => {
    const left = (track.doubts.get(cue.id) || []).filter((one) => one !== mark);
    if (left.length) { track.doubts.set(cue.id, left); } else { track.doubts.delete(cue.id); }
    E.list.redraw(track.which, new Set([cue.id]));
    E.keepHere();
  };
  // Goes to the next doubtful word and selects it; the one that was selected counts as seen.
  const next = () => {
    const before = marks(), current = before.find(isHere), order = (one) => one.cue.start_ms * 10 + one.track.which;
    const after = before.filter((one) => one !== current);
    const from = current ? [order(current), current.mark[0]] : [(E.list.chosen ? (E.list.chosen.cues[0] || E.list.chosen.cues[1]).start_ms : E.film.ms()) * 10 - 1, 0];
    if (current) { done(current); }
    here = null;
    const sorted = after.sort((a, b) => order(a) - order(b) || a.mark[0] - b.mark[0]);
    const one = sorted.find((each) => order(each) > from[0] || (order(each) === from[0] && each.mark[0] > from[1])) || sorted[0];
    show();
    if (!one) { E.announce(E.say(most ? "no_doubts" : "never_doubts")); return; }
    here = { track: one.track, id: one.cue.id, mark: one.mark };
    if (one.track.which === 1 && at("editor").dataset.shown !== "1" && matchMedia("(max-width: 719px)").matches) { E.film.language(1); }
    const row = E.rowOf(one.track.which, one.cue.id);
    E.list.choose(row);
    const field = E.list.element(row).querySelector(`textarea[data-which="${one.track.which}"][data-id="${one.cue.id}"]`);
    field.focus({ preventScroll: true });
    field.setSelectionRange(one.mark[0], one.mark[1]);
    E.whisper(E.say("doubt_at", { word: one.cue.text.slice(one.mark[0], one.mark[1]), number: E.list.at + 1 }));
  };
  at("next-doubt").addEventListener("click", next);
  for (const name of ["changed", "judged", "doubts"]) { E.on(name, () => { clearTimeout(show.due); show.due = setTimeout(show, 120); }); }
  E.doubts = { show, next, left: () => marks().length };
})();
