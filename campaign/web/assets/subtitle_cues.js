// The subtitles of both languages, every step taken with them, and the way back, which survives a reload.
(() => {
  "use strict";
  const E = window.Subtitles;
  const TYPED_ON_MS = 1200; // typing goes on in one step as long as no pause is longer
  const KEPT_STEPS = 400, KEEP_AFTER_MS = 250;
  const own = (one) => ({ id: one.id, start_ms: one.start_ms, end_ms: one.end_ms, text: one.text });
  const judged = (one) => ({ lines: one.lines?.length ? one.lines : one.text.split("\n"), shapes: one.shapes || [], widths: one.widths || [], room: one.room || 0, cps: one.cps ?? null, findings: one.findings || []});
  const trackOf = (which, given) => {
    const track = { which, language: given.language, version: given.version, draft: given.draft, address: `${E.base}/${given.language}`, cues: given.cues.map(own), judged: new Map(), doubts: new Map(), isDirty: false, look: given.look || null, unjudged: given.cues.filter((one) => !one.lines && one.text).map((one) => one.id) };
    for (const one of given.cues) {
      track.judged.set(one.id, judged(one));
      if (one.doubtful?.length) { track.doubts.set(one.id, one.doubtful); }
    }
    return track;
  };
  E.base = location.pathname.replace(/\/[^/]+\/?$/, "");
  E.tracks = [trackOf(0, E.given)];
  E.judgedOf = judged;
  let steps = [], done = 0, lastTyped = 0, rows = [], newest = 0, keepDue = 0;
  const count = () => { for (const track of E.tracks) { for (const one of track.cues) { newest = Math.max(newest, Number(one.id) || 0); } } };

  // Each subtitle of the second language stands beside the one of the first that it is seen with longest.
  const pair = () => {
    const [first, second] = E.tracks;
    rows = first.cues.map((cue) => ({ key: `f${cue.id}`, cues: [cue, null], others: [] }));
    if (!second) { return; }
    const alone = [];
    let from = 0;
    for (const cue of second.cues) {
      while (from < first.cues.length && first.cues[from].end_ms <= cue.start_ms) { from += 1; }
      let best = null, most = 0;
      for (let at = from; at < first.cues.length && first.cues[at].start_ms < cue.end_ms; at += 1) {
        const shared = Math.min(first.cues[at].end_ms, cue.end_ms) - Math.max(first.cues[at].start_ms, cue.start_ms);
        if (shared > most) { best = rows[at]; most = shared; }
      }
      if (!best) { alone.push({ key: `s${cue.id}`, cues: [null, cue], others: [] }); }
      else if (best.cues[1]) { best.others.push(cue); } else { best.cues[1] = cue; }
    }
    if (alone.length) { rows = [...rows, ...alone].sort((a, b) => (a.cues[0] || a.cues[1]).start_ms - (b.cues[0] || b.cues[1]).start_ms); }
  };
  const patchOf = (which, next) => {
    const now = E.tracks[which].cues;
    let at = 0, end = 0;
    while (at < now.length && at < next.length && now[at] === next[at]) { at += 1; }
    while (end < Math.min(now.length, next.length) - at && now[now.length - 1 - end] === next[next.length - 1 - end]) { end += 1; }
    return { which, at, before: now.slice(at, now.length - end), after: next.slice(at, next.length - end) };
  };
  const put = (patches, back) => {
    const touched = [new Set(), new Set()];
    for (const { which, at, before, after } of patches) {
      const track = E.tracks[which], [gone, come] = back ? [after, before] : [before, after];
      for (const one of gone) { adjust(track, one, come.find((each) => each.id === one.id)); }
      track.cues = [...track.cues.slice(0, at), ...come, ...track.cues.slice(at + gone.length)];
      track.isDirty = true;
      for (const one of come) { touched[which].add(one.id); }
      for (const near of [track.cues[at - 1], track.cues[at + come.length]]) { if (near && gone.length + come.length) { touched[which].add(near.id); } }
    }
    pair();
    keep();
    return touched;
  };
  const common = (a, b) => { let head = 0; while (head < a.length && head < b.length && a[head] === b[head]) { head += 1; } return head; };
  // A doubtful word stays marked where nothing of it was changed.
  const adjust = (track, was, is) => {
    const marks = track.doubts.get(was.id);
    if (!marks || !is || is.text === was.text) { return; }
    const [a, b] = [was.text, is.text], head = common(a, b);
    let tail = 0;
    while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) { tail += 1; }
    const left = marks.filter(([from, to]) => to <= head || from >= a.length - tail).map(([from, to, sure]) => to <= head ? [from, to, sure] : [from + b.length - a.length, to + b.length - a.length, sure]);
    if (left.length) { track.doubts.set(was.id, left); } else { track.doubts.delete(was.id); }
  };
  // Does something with the subtitles: `next` holds, by language's number, all of them as they are afterwards.
  E.edit = (what, next, { at = null, typed = false } = {}) => {
    const patches = Object.entries(next).map(([which, cues]) => patchOf(Number(which), cues)).filter((one) => one.before.length || one.after.length);
    if (!patches.length) { return false; }
    const last = steps[done - 1], now = Date.now(), [one] = patches;
    const goesOn = typed && last?.typed && last.patches.length === 1 && patches.length === 1 && done === steps.length && now - lastTyped < TYPED_ON_MS && one.before.length === 1 && one.after.length === 1 && last.patches[0].which === one.which && last.patches[0].at === one.at && last.patches[0].after[0]?.id === one.before[0].id;
    const touched = put(patches, false);
    if (goesOn) { last.patches[0].after = one.after; } else {
      steps = [...steps.slice(0, done), { what, patches, at, typed }];
      done += 1;
    }
    lastTyped = typed ? now : 0;
    E.tell("changed", { what, touched, at, isTyped: typed });
    return true;
  };
  const walk = (back) => {
    if (back ? done === 0 : done === steps.length) { E.announce(E.say(back ? "nothing_back" : "nothing_again")); return; }
    const step = steps[back ? done - 1 : done];
    done += back ? -1 : 1;
    lastTyped = 0;
    const touched = put(step.patches, back), [one] = step.patches, [come, gone] = back ? [one.before, one.after] : [one.after, one.before];
    const here = E.list.chosen, shown = come.find((each) => here?.cues[one.which] === each) || come[0];
    const before = !back && step.at && E.rowOf(step.at.which, step.at.id) ? step.at : null;
    // Where one became two, or two one, the caret is where they part.
    const caret = shown && shown.id === gone[0]?.id && come.length !== gone.length ? common(shown.text, gone[0].text) : null;
    E.tell("changed", { what: back ? "undo" : "redo", touched, at: before || (shown ? { which: one.which, id: shown.id } : null), isTyped: false, caret: before?.id === shown?.id ? caret : before ? 0 : caret });
    E.whisper(E.say(back ? "taken_back" : "done_again", { what: E.say(`did_${step.what}`) }));
  };
  // Brings a language to what somebody else saved, while nothing is unsaved in it here. What is as it was stays what it is;
  // the way back goes over what was done here alone, as far as nobody else changed it.
  E.take = (which, given) => {
    const track = E.tracks[which], next = matched(track, given), patch = patchOf(which, next), touched = [new Set(), new Set()];
    Object.assign(track, { version: given.version, draft: given.draft, look: given.look || track.look });
    if (!given.draft) { track.doubts.clear(); }
    if (!patch.before.length && !patch.after.length) { return touched; }
    const ids = new Map(given.cues.map((one, at) => [next[at].id, one]));
    for (const one of patch.after) {
      const said = ids.get(one.id);
      if (track.cues.includes(one)) { continue; }
      if (said.lines) { track.judged.set(one.id, judged(said)); } else { touched[which].add(one.id); }
      if (said.doubtful?.length) { track.doubts.set(one.id, said.doubtful); } else { track.doubts.delete(one.id); }
    }
    track.cues = next;
    for (const near of [next[patch.at - 1], next[patch.at + patch.after.length]]) { if (near) { touched[which].add(near.id); } }
    past(patch);
    count();
    pair();
    return touched;
  };
  // What is the same stands for itself, whatever its number became; what was changed keeps the number that it has there.
  const matched = (track, given) => {
    const sign = (one) => `${one.start_ms} ${one.end_ms} ${one.text}`, there = new Map(track.cues.map((one) => [sign(one), one])), used = new Set();
    const found = given.cues.map((one) => { const known = there.get(sign(one)); if (!known || used.has(known.id)) { return null; } used.add(known.id); return known; });
    return found.map((known, at) => {
      if (known) { return known; }
      const one = own(given.cues[at]), id = used.has(one.id) ? E.newId() : one.id;
      used.add(id);
      return { ...one, id };
    });
  };
  // Steps done here stay where they are apart from what somebody else changed; before one that is not, nothing is undone.
  const past = (other) => {
    steps = steps.slice(0, done);
    lastTyped = 0;
    let from = other.at;
    const [gone, come] = [other.before.length, other.after.length];
    for (let place = steps.length - 1; place >= 0; place -= 1) {
      const step = { ...steps[place] };
      for (const one of step.patches.filter((each) => each.which === other.which)) {
        const [was, is] = [one.before.length, one.after.length];
        if (from >= one.at + is) { from += was - is; } else if (from + gone <= one.at) { step.patches = step.patches.map((each) => each === one ? { ...one, at: one.at + come - gone } : each); } else {
          steps = steps.slice(place + 1);
          done = steps.length;
          return;
        }
      }
      steps[place] = step;
    }
  };
  E.undo = () => walk(true);
  E.redo = () => walk(false);
  E.newId = () => { newest += 1; return newest; };
  E.canUndo = () => done > 0;
  E.canRedo = () => done < steps.length;
  Object.defineProperty(E, "rows", { get: () => rows });
  E.rowOf = (which, id) => rows.find((row) => row.cues[which]?.id === id || (which === 1 && row.others.some((one) => one.id === id)));

  // What stands below a subtitle in the film, where the kit shows both languages at a time.
  E.below = (track, cue) => track.which === 0 && E.tracks[1] ? E.rowOf(0, cue.id)?.cues[1]?.text || "" : "";

  // What is typed and not yet saved, and the way back, are kept in this browser.
  const place = () => `subtitles ${E.base} ${E.tracks[0].language}`;
  const keepNow = () => {
    clearTimeout(keepDue);
    const from = Math.max(0, steps.length - KEPT_STEPS);
    const kept = {
      done: done - from, steps: steps.slice(from),
      tracks: E.tracks.map(({ language, version, isDirty, cues, doubts }) => ({ language, version, isDirty, cues, doubts: [...doubts] })),
    };
    try { localStorage.setItem(place(), JSON.stringify(kept)); } catch { /* full, or not allowed: saving at the desk goes on */ }
  };
  const keep = () => { clearTimeout(keepDue); keepDue = setTimeout(keepNow, KEEP_AFTER_MS); };
  addEventListener("pagehide", () => { if (keepDue) { keepNow(); } });
  E.keepHere = keep;
  const plain = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  const same = (a, b) => a.length === b.length && a.every((one, at) => plain(one.text) === plain(b[at].text) && one.start_ms === b[at].start_ms && one.end_ms === b[at].end_ms);
  const isReadable = (kept) => Array.isArray(kept?.steps) && Array.isArray(kept.tracks) && kept.tracks.every((one) => Array.isArray(one.cues));
  // Takes up what this browser kept: unsaved text of the same version, and the steps; text of another version waits.
  E.restore = () => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(place()) || "null"); } catch { /* nothing that can be read */ }
    if (!isReadable(kept)) { return []; }
    const waiting = [];
    let fits = kept.tracks.length === E.tracks.length;
    for (const track of E.tracks) {
      const mine = kept.tracks.find((one) => one.language === track.language);
      if (!mine) { fits = false; } else if (mine.isDirty && mine.version !== track.version && !same(mine.cues, track.cues)) {
        waiting.push({ track, cues: mine.cues });
        fits = false;
      } else if (mine.version === track.version || same(mine.cues, track.cues)) {
        take(track, mine);
      } else { fits = false; }
    }
    if (fits) { steps = kept.steps; done = Math.min(Math.max(0, kept.done), steps.length); }
    count();
    pair();
    return waiting;
  };
  const take = (track, mine) => {
    const known = new Map(track.cues.map((one) => [`${one.start_ms} ${one.text}`, track.judged.get(one.id)]));
    track.judged = new Map(mine.cues.map((one) => [one.id, known.get(`${one.start_ms} ${one.text}`) || judged(one)]));
    const seen = new Set(track.cues.filter((one) => !track.unjudged.includes(one.id)).map((one) => `${one.start_ms} ${one.text}`));
    track.unjudged = mine.cues.filter((one) => !seen.has(`${one.start_ms} ${one.text}`)).map((one) => one.id);
    track.cues = mine.cues;
    track.doubts = new Map(mine.doubts || []);
    track.isDirty = mine.isDirty;
  };
  E.addSecond = (given) => { E.tracks = [E.tracks[0], trackOf(1, given)]; count(); pair(); };
  count();
  pair();
})();
