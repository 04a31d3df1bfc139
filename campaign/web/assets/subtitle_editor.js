// Puts the parts of the subtitle editor together.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const list = at("cues");
  const field = (event) => event.target.closest?.("textarea[data-which]");

  list.addEventListener("input", (event) => {
    const text = field(event), which = Number(text?.dataset.which);
    if (event.target.dataset.time) { event.target.dataset.typing = "1"; return; }
    if (!text) { return; }
    if (text.dataset.id) { E.edits.text(which, E.rowIdOf(text), text.value); return; }
    const row = E.list.chosen, beside = row.cues[1 - which];
    if (beside && text.value.trim()) { text.dataset.id = String(E.edits.added(which, beside, text.value)); }
  });
  E.rowIdOf = (one) => Number.isNaN(Number(one.dataset.id)) ? one.dataset.id : Number(one.dataset.id);
  const timed = (one) => {
    if (!one.dataset.typing) { return; }
    delete one.dataset.typing;
    const ms = E.times.typed(one.value), which = Number(one.dataset.which), id = E.rowIdOf(one);
    if (ms === null) { E.announce(E.say("no_time", { typed: one.value })); } else { E.keys.tell(E.edits.edge(which, id, one.dataset.time, ms, true), one.dataset.time, { which, id }, ms); }
    const cue = E.tracks[which].cues.find((each) => each.id === id), now = cue && cue[`${one.dataset.time}_ms`];
    if (cue) { one.value = E.times.shown(now, 2); E.film.seek(now); }
  };
  list.addEventListener("change", (event) => { if (event.target.dataset.time) { timed(event.target); } });
  list.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.dataset.time) { event.preventDefault(); timed(event.target); } });
  list.addEventListener("click", (event) => {
    const one = event.target.closest(".cue");
    if (!one || event.target.closest("textarea, input, label")) { return; }
    const row = E.rows.find((each) => each.key === one.dataset.key), side = event.target.closest(".text")?.classList.contains("of-1") ? 1 : 0;
    if (one.classList.contains("chosen") && !event.target.closest(".text, .pick")) { return; }
    const onText = event.target.closest(".text");
    E.list.choose(row, { focus: event.target.closest(".pick") ? "row" : null });
    if (onText) { E.list.element(row).querySelector(`textarea[data-which="${side}"]`)?.focus({ preventScroll: true }); }
    else if (!event.target.closest(".pick")) { E.list.element(row).querySelector(".pick").focus({ preventScroll: true }); }
  });
  document.addEventListener("selectionchange", () => { const one = document.activeElement; if (one?.matches?.("textarea[data-which]")) { E.keys.caret = { id: E.rowIdOf(one), at: one.selectionStart }; } });

  E.on("changed", ({ what, touched, at: where, isTyped, caret = null }) => {
    const focused = document.activeElement, isWalk = what === "undo" || what === "redo";
    const inText = focused?.matches?.("#cues textarea, #cues .time") ? focused.dataset.which : null, isNowhere = focused === document.body && what !== "delete" && !isWalk;
    if (isTyped) { E.list.redraw(where.which, new Set([where.id])); } else { E.list.show(); }
    touched.forEach((ids, which) => { if (E.tracks[which] && ids.size) { E.judging.want(which, isTyped ? [where.id] : ids); } });
    if (touched[1].size) { E.judging.want(0, [...touched[1]].map((id) => E.rowOf(1, id)?.cues[0]?.id).filter(Boolean)); }
    if (!isTyped && what !== "taken") {
      const row = (where && E.rowOf(where.which, where.id)) || (E.list.chosen ? null : E.list.nearest);
      if (row) {
        E.list.choose(row);
        focus(E.list.element(row), { side: where?.which ?? inText, caret: what === "split" ? 0 : caret, isText: what === "split" || inText !== null || isNowhere });
      }
    }
    E.film.draw();
  });
  // Who was in a text is in that of what came of it: keys that are typed next are letters.
  const focus = (one, { side, caret, isText }) => {
    const now = document.activeElement;
    if (now?.closest?.("dialog, form, .tools, .bar, .buttons") || (one.contains(now) && (!isText || now.matches("textarea, .time")) && caret === null)) { return; }
    const text = isText ? one.querySelector(`textarea[data-which="${side}"]`) || one.querySelector("textarea") : null;
    text?.focus({ preventScroll: true });
    if (!text || document.activeElement !== text) { one.querySelector(".pick").focus({ preventScroll: true }); } else if (caret !== null) { text.setSelectionRange(caret, caret); }
  };
  E.on("judged", ({ which, ids }) => { E.list.redraw(which, ids); E.film.draw(); });
  E.on("format", () => { E.film.frame(); E.doubts.show(); });
  E.on("passes", (row) => { const one = document.activeElement; if (!one?.matches?.("textarea, input:not([type=range])")) { E.list.choose(row, { isFollowing: true, focus: one?.matches?.(".pick") ? "row" : null }); } });
  E.on("chosen", ({ row, isFollowing }) => {
    const cue = row.cues[E.film.shown] || row.cues[0] || row.cues[1], now = E.film.ms();
    if (!isFollowing && (now < cue.start_ms || now >= cue.end_ms)) { E.film.seek(cue.start_ms); }
  });
  const sticks = at("sticks");
  sticks?.addEventListener("click", () => { E.times.sticks = !E.times.sticks; sticks.setAttribute("aria-pressed", String(E.times.sticks)); });
  at("undo").addEventListener("click", () => E.undo());
  at("redo").addEventListener("click", () => E.redo());

  const begin = async () => {
    if (E.given.second) {
      try {
        const answer = await fetch(`${E.base}/${E.given.second}/document?format=${encodeURIComponent(E.given.format)}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
        if (answer.ok) { E.addSecond(await answer.json()); } else { at("editor").classList.add("one-language"); }
      } catch { at("editor").classList.add("one-language"); }
    }
    const waiting = E.restore();
    E.film.frame();
    E.list.show();
    if (E.rows.length) { E.list.choose(E.rows[0], { isSeen: false }); }
    E.film.tick();
    E.doubts.show();
    E.saving.state();
    E.waveform?.load();
    for (const track of E.tracks) { if (track.unjudged?.length) { E.judging.want(track.which, track.unjudged); } if (track.isDirty) { E.saving.soon(0); } }
    for (const { track, cues } of waiting) {
      const told = { version: track.version, cues: track.cues, by: "" };
      E.saving.waits(track, cues);
      E.saving.conflict(track, told);
    }
    at("editor").dataset.ready = "1";
    E.others.look();
  };
  begin();
})();
