// What somebody else saves, or another tab, stands here within a second, where nothing is unsaved.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  let looking = null, isWanted = false;
  // A draft that is being made stands here when this page is loaded anew for it: taken before, it would be loaded while one types.
  const isMade = () => !at("hearing").hidden;
  const isBusy = (track) => track.isDirty || isMade() || Boolean(E.saving.trouble) || Boolean(document.querySelector("dialog[open]"));
  const isSameFilm = (a, b) => a.split("-")[0] === b.split("-")[0];
  // A film that was replaced, and a copy of the campaign's that overtook what is typed, are told whoever types next.
  const look = async (track) => {
    const known = track.version;
    const found = isBusy(track) ? null : await E.saving.newest(track, `?known=${known}&format=${encodeURIComponent(E.judging.format)}`);
    if (!found || isBusy(track) || track.version !== known || !isSameFilm(known, found.version) || found.working?.overtaken) { return; }
    show(track, found);
  };
  const all = async () => {
    isWanted = false;
    try { for (const track of E.tracks) { await look(track); } } finally { looking = null; }
    if (isWanted) { again(); }
  };
  const again = () => { if (looking) { isWanted = true; } else { looking = all(); } };

  // What one looks at, hears and is at stays: the chosen subtitle where it was, the film at its moment, the caret.
  const show = (track, found) => {
    const focused = document.activeElement, inText = focused?.matches?.("#cues textarea, #cues .time") ? focused.dataset.which : null;
    const pane = at("list-pane"), seen = anchor(pane), top = seen?.getBoundingClientRect().top;
    const touched = E.take(track.which, found);
    at("draft").hidden = E.tracks.every((one) => !one.draft);
    E.tell("changed", { what: "taken", touched, at: null, isTyped: false });
    if (!E.list.chosen) { near(focused, inText); }
    if (seen?.isConnected) { move(pane, seen.getBoundingClientRect().top - top); }
    E.doubts.show();
    const { by, at: moment } = found.working || {};
    E.saving.took(E.say(!moment ? "taken" : by ? "taken_by" : "taken_at", { who: by, at: moment }));
  };
  const anchor = (pane) => {
    const chosen = E.list.chosen && E.list.element(E.list.chosen), top = Math.max(0, pane.getBoundingClientRect().top);
    const isSeen = (one) => { const box = one.getBoundingClientRect(); return box.bottom > top && box.top < innerHeight; };
    return chosen && isSeen(chosen) ? chosen : [...at("cues").children].find(isSeen);
  };
  const move = (pane, by) => { if (!by) { return; } const was = pane.scrollTop; pane.scrollTop += by; if (pane.scrollTop === was) { scrollBy(0, by); } };
  // The subtitle that was chosen is gone: the one that stands in its place, without moving the film.
  const near = (focused, inText) => {
    const row = E.list.nearest;
    if (!row) { return; }
    E.list.choose(row, { isSeen: false, isFollowing: true });
    if (focused?.isConnected) { return; }
    const one = E.list.element(row);
    (inText === null ? one.querySelector(".pick") : one.querySelector(`textarea[data-which="${inText}"]`) || one.querySelector("textarea"))?.focus({ preventScroll: true });
  };
  for (const name of ["campaign:changed", "campaign:subtitles"]) { document.body.addEventListener(name, again); }
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") { again(); } });
  document.addEventListener("close", again, true); // what came while something was asked
  E.others = { look: again };
})();
