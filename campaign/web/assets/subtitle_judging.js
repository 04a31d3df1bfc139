// The desk's linter, live: what was changed is judged again, a moment after it was, and nothing else.
(() => {
  "use strict";
  const E = window.Subtitles;
  const AFTER_MS = 40, MOST = 60, AGAIN_MS = 4000;
  const waiting = [new Set(), new Set()];
  let isAsking = false, due = 0, format = E.given.format;

  const soon = (wait = AFTER_MS) => { clearTimeout(due); if (!isAsking) { due = setTimeout(ask, wait); } };
  const want = (which, ids) => { for (const id of ids) { waiting[which].add(id); } soon(); };
  // What is judged together stands beside one another, as gaps are judged, too: from the one before the first that
  // waits. What is said of the outermost holds only where the film has nothing beyond.
  const windowOf = (track) => {
    const first = track.cues.findIndex((one) => waiting[track.which].has(one.id)), from = Math.max(0, first - 1);
    if (first < 0) { return []; } // what waited was merged away, or undone
    let last = first;
    for (let at = first; at < Math.min(track.cues.length, from + MOST - 1); at += 1) { if (waiting[track.which].has(track.cues[at].id)) { last = at; } }
    return track.cues.slice(from, Math.min(track.cues.length, last + 2, from + MOST));
  };
  const ask = async () => {
    const track = E.tracks.find((one) => waiting[one.which].size);
    if (!track) { return; }
    const asked = windowOf(track), wanted = waiting[track.which];
    if (!asked.length) { wanted.clear(); soon(); return; }
    const inner = asked.filter((one, at) => (at > 0 || one === track.cues[0]) && (at < asked.length - 1 || one === track.cues.at(-1)));
    for (const one of inner) { wanted.delete(one.id); }
    isAsking = true;
    try {
      const answer = await E.ask(`${track.address}/judged`, { format, cues: asked.map((one) => ({ ...one, below: E.below(track, one) })) });
      const found = await answer.json();
      isAsking = false;
      if (answer.ok) { take(track, found.cues, inner); }
      soon();
    } catch { // no connection, or no session: saving says so
      isAsking = false;
      for (const one of inner) { wanted.add(one.id); }
      soon(AGAIN_MS);
    }
  };
  const take = (track, cues, asked) => {
    const now = new Map(track.cues.map((one) => [one.id, one])), was = new Map(asked.map((one) => [one.id, one])), ids = new Set();
    for (const one of cues) {
      const is = now.get(one.id);
      if (!is || is !== was.get(one.id)) { continue; }
      track.judged.set(one.id, E.judgedOf({ ...is, ...one }));
      ids.add(one.id);
    }
    E.tell("judged", { which: track.which, ids });
  };
  // Another format has other lines: everything is judged by it, at once.
  const whole = async (name) => {
    format = name;
    for (const track of E.tracks) {
      try {
        const answer = await fetch(`${track.address}/document?format=${encodeURIComponent(name)}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
        if (!answer.ok) { continue; }
        const given = await answer.json();
        track.look = given.look || null;
        want(track.which, track.cues.map((one) => one.id));
      } catch { /* the lines stay those of before; saving says that nobody answers */ }
    }
    E.list.show();
    E.tell("format", name);
  };
  E.judging = { want, whole, get format() { return format; } };
  E.ask = (address, body) => fetch(address, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
})();
