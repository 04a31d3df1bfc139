// What can be done with subtitles: text, times, split, merge, new, delete, shift, replace.
(() => {
  "use strict";
  const E = window.Subtitles;
  const LEAST_MS = 200, NEW_MS = 2000, LONGEST = 500; // signs: as many as the desk takes
  const parted = () => E.given.gap_ms; // what the check wants between two
  const clamp = (value, least, most) => Math.max(least, Math.min(most, value));
  const cuesOf = (which) => E.tracks[which].cues;
  const indexOf = (which, id) => cuesOf(which).findIndex((one) => one.id === id);
  const replaced = (which, id, made) => cuesOf(which).map((one) => one.id === id ? { ...one, ...made } : one);
  const inOrder = (cues) => cues.every((one, at) => at === 0 || cues[at - 1].start_ms <= one.start_ms) ? cues : [...cues].sort((a, b) => a.start_ms - b.start_ms);
  const length = () => E.given.film_ms || Infinity;

  const text = (which, id, said) => E.edit("text", { [which]: replaced(which, id, { text: said }) }, { at: { which, id }, typed: true });
  // Text in a language that has none there yet: a subtitle of its own, with the times of the one beside it.
  const added = (which, beside, said) => {
    const id = E.newId();
    E.edit("text", { [which]: inOrder([...cuesOf(which), { id, start_ms: beside.start_ms, end_ms: beside.end_ms, text: said }]) }, { at: { which, id } });
    return id;
  };
  const between = (which, id) => {
    const cues = cuesOf(which), at = indexOf(which, id);
    return [at > 0 ? cues[at - 1].end_ms + parted() : 0, at < cues.length - 1 ? cues[at + 1].start_ms - parted() : length()];
  };
  // Sets begin, end or both; who reads the other language beside it at the same times goes along.
  const times = (which, id, { start_ms, end_ms }, isFree = false) => {
    const one = cuesOf(which)[indexOf(which, id)];
    if (!one) { return false; }
    const [before, after] = isFree ? [0, length()] : between(which, id);
    const from = start_ms === undefined ? one.start_ms : clamp(start_ms, Math.min(before, one.start_ms), (end_ms ?? one.end_ms) - LEAST_MS);
    const to = end_ms === undefined ? one.end_ms : clamp(end_ms, from + LEAST_MS, Math.max(after, one.end_ms));
    const next = { [which]: inOrder(replaced(which, id, { start_ms: Math.round(from), end_ms: Math.round(to) })) };
    const row = E.rowOf(which, id), other = row?.cues[1 - which];
    if (other && other.start_ms === one.start_ms && other.end_ms === one.end_ms) { next[1 - which] = inOrder(replaced(1 - which, other.id, { start_ms: Math.round(from), end_ms: Math.round(to) })); }
    return E.edit("times", next, { at: { which, id } });
  };
  // Sets one of the two. A begin behind the end, or an end before the begin, moves the whole, which stays as long as it is,
  // where there is room: nobody wants one of an instant. Returns what became of it.
  const edge = (which, id, name, ms, isFree = false) => {
    const one = cuesOf(which)[indexOf(which, id)], isBegin = name === "start";
    if (!one) { return "no_room"; }
    if (isBegin ? ms > one.end_ms - LEAST_MS : ms < one.start_ms + LEAST_MS) {
      const lasts = one.end_ms - one.start_ms, start_ms = isBegin ? ms : ms - lasts, end_ms = start_ms + lasts;
      const [before, after] = isFree ? [0, length()] : between(which, id);
      return start_ms >= before && end_ms <= after && times(which, id, { start_ms, end_ms }, isFree) ? "moved" : "no_room";
    }
    if (!times(which, id, { [`${name}_ms`]: ms }, isFree)) { return "same"; }
    return cuesOf(which)[indexOf(which, id)][`${name}_ms`] === Math.round(ms) ? "set" : "held";
  };
  const split = (which, id, caret) => {
    const at = indexOf(which, id), one = cuesOf(which)[at];
    if (!one) { return null; }
    const [before, after] = [one.text.slice(0, caret).trim(), one.text.slice(caret).trim()];
    if (!before || !after || one.end_ms - one.start_ms < 2 * LEAST_MS) { E.announce(E.say("cannot_split")); return null; }
    const share = before.length / (before.length + after.length), wished = one.start_ms + (one.end_ms - one.start_ms) * share;
    const middle = clamp(E.times.stuck(wished, 300), one.start_ms + LEAST_MS, one.end_ms - LEAST_MS);
    const id2 = E.newId(), cues = [...cuesOf(which)];
    const end = Math.max(one.start_ms + LEAST_MS, middle - parted());
    cues.splice(at, 1, { ...one, end_ms: end, text: before }, { id: id2, start_ms: middle, end_ms: one.end_ms, text: after });
    const doubts = E.tracks[which].doubts.get(one.id);
    E.edit("split", { [which]: cues }, { at: { which, id: id2 } });
    if (doubts) { carry(E.tracks[which], one, id2, doubts, after); }
    return id2;
  };
  const carry = (track, was, id, doubts, after) => {
    const moved = was.text.length - after.length - (was.text.length - was.text.trimEnd().length);
    const there = doubts.filter(([from]) => from >= moved).map(([from, to, sure]) => [from - moved, to - moved, sure]);
    if (there.length) { track.doubts.set(id, there); }
    E.tell("doubts");
  };
  const joined = (a, b) => {
    const start = a.text.trimEnd(), end = b.text.trimStart();
    return { ...a, start_ms: Math.min(a.start_ms, b.start_ms), end_ms: Math.max(a.end_ms, b.end_ms), text: !start || !end ? start + end : `${start}${start.includes("\n") || end.includes("\n") ? " " : "\n"}${end}`.replace(/\n(?=.*\n)/g, " ") };
  };
  // Makes one of a row and the next: of each language, what both have.
  const merge = (row) => {
    const at = E.rows.indexOf(row), next = E.rows[at + 1];
    if (!next) { E.announce(E.say("cannot_merge")); return; }
    const made = {};
    for (const which of [0, 1]) {
      const all = [row, next].flatMap((one) => which ? [one.cues[1], ...one.others] : [one.cues[0]]).filter(Boolean);
      if (all.length > 1) {
        const whole = all.reduce(joined), gone = new Set(all.slice(1).map((one) => one.id));
        made[which] = cuesOf(which).filter((one) => !gone.has(one.id)).map((one) => one.id === whole.id ? whole : one);
        const track = E.tracks[which], marks = track.doubts.get(all[1].id), moved = whole.text.length - all[1].text.trimStart().length;
        if (marks && all.length === 2) { track.doubts.set(whole.id, [...(track.doubts.get(whole.id) || []), ...marks.map(([from, to, sure]) => [from + moved, to + moved, sure])]); }
      }
    }
    const which = row.cues[0] ? 0 : 1;
    if (Object.values(made).some((cues) => cues.some((one) => one.text.length > LONGEST))) { E.announce(E.say("cannot_merge_long")); return; }
    if (!E.edit("merge", made, { at: { which, id: row.cues[which].id } })) { E.announce(E.say("cannot_merge")); }
  };
  const fresh = (row, playhead) => {
    const cues = cuesOf(0), after = row?.cues[0], at = after ? cues.indexOf(after) + 1 : cues.findIndex((one) => one.start_ms > playhead);
    const place = at < 0 ? cues.length : at, before = cues[place - 1], next = cues[place];
    const least = before ? before.end_ms + parted() : 0, most = next ? next.start_ms - parted() : Number.isFinite(length()) ? length() : least + NEW_MS;
    const start = playhead > least && playhead + LEAST_MS < most ? E.times.stuck(playhead) : least;
    if (most - start < LEAST_MS) { E.announce(E.say("no_room_for_new")); return null; }
    const id = E.newId(), made = { id, start_ms: start, end_ms: Math.min(start + NEW_MS, most), text: "" };
    E.edit("new", { 0: [...cues.slice(0, place), made, ...cues.slice(place)] }, { at: { which: 0, id } });
    return id;
  };
  const remove = (row) => {
    const at = E.rows.indexOf(row), ids = [row.cues[0], row.cues[1], ...row.others].filter(Boolean), next = E.rows[at + 1] || E.rows[at - 1];
    const which = next?.cues[0] ? 0 : 1, made = {};
    for (const track of E.tracks) { made[track.which] = track.cues.filter((one) => !ids.includes(one)); }
    E.edit("delete", made, { at: next ? { which, id: next.cues[which].id } : null });
    E.announce(E.say("deleted", { number: at + 1 }), E.undo);
  };
  // Together and never before the film begins: none is made shorter.
  const shift = (wished, from) => {
    const all = E.tracks.flatMap((track) => track.cues).filter((one) => one.start_ms >= from);
    const ms = Math.max(wished, -Math.min(...all.map((one) => one.start_ms)));
    const moved = (one) => one.start_ms < from ? one : { ...one, start_ms: one.start_ms + ms, end_ms: one.end_ms + ms };
    const done = E.edit("shift", Object.fromEntries(E.tracks.map((track) => [track.which, track.cues.map(moved)])));
    if (done) { E.announce(E.say(ms === wished ? "shifted" : "shifted_to_begin"), E.undo); } else if (ms !== wished) { E.announce(E.say("cannot_shift")); }
  };
  const pasted = (which, cues) => {
    const made = cues.map((one) => ({ id: E.newId(), start_ms: one.start_ms, end_ms: one.end_ms, text: one.text }));
    return E.edit("paste", { [which]: made });
  };
  const substitute = (which, change) => E.edit("replace", { [which]: cuesOf(which).map((one) => { const said = change(one.text, one); return said === one.text ? one : { ...one, text: said }; }) });
  E.edits = { text, added, times, edge, split, merge, fresh, remove, shift, pasted, substitute };
})();
