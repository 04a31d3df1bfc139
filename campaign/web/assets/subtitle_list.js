// The list: a row per subtitle, and fields in the chosen one alone, so that a thousand rows stay light.
(() => {
  "use strict";
  const E = window.Subtitles, { made, glyph } = E;
  const place = E.at("cues"), dom = new Map();
  const WORST = ["error", "warning", "info"], SPEED = "S08"; // the linter's rule of reading speed: it stands beside its number
  let chosen = null, stoodAt = 0; // the row in hand by its key, and when it begins

  const judgedOf = (which, cue) => E.tracks[which].judged.get(cue.id) || E.judgedOf(cue);
  const worst = (findings) => WORST.find((one) => findings.some((each) => each.severity === one));
  // A text in the lines in which it is burned in, its doubtful words marked.
  const marked = (which, cue) => {
    const { lines } = judgedOf(which, cue), marks = E.tracks[which].doubts.get(cue.id) || [], found = [];
    let at = 0;
    lines.forEach((line, number) => {
      if (number) { found.push(made("br")); }
      let from = 0;
      const start = Math.max(at, cue.text.indexOf(line, at)), end = start + line.length;
      for (const [left, right, sure] of marks) {
        const [a, b] = [Math.max(left, start) - start, Math.min(right, end) - start];
        if (b <= a || a < from) { continue; }
        found.push(line.slice(from, a), made("mark", { class: "doubt", title: E.say("sure", { sure: E.number(sure * 100) }) }, line.slice(a, b), made("span", { class: "hidden" }, ` (${E.say("doubtful")})`)));
        from = b;
      }
      found.push(line.slice(from));
      at = end;
    });
    return found;
  };
  const pace = (which, cue) => {
    const known = cue ? judgedOf(which, cue) : null, said = made("span", { class: "pace" });
    if (!known) { return said; }
    const speed = known.findings.filter((one) => one.code === SPEED), kind = worst(speed), number = known.cps === null || !cue.text ? "" : E.number(known.cps, 1);
    if (kind === "error" || kind === "warning") { said.classList.add(kind); said.append(glyph(kind)); said.title = speed[0].message; }
    if (number) { said.append(number, made("span", { class: "hidden" }, ` ${E.say("per_second")}${said.title ? `. ${said.title}` : ""}`)); }
    return said;
  };
  const lead = (row, number) => {
    const [first, second] = row.cues, cue = first || second;
    const pick = made("button", { type: "button", class: "pick", tabindex: row.key === chosen ? 0 : -1, "aria-current": row.key === chosen ? "true" : undefined }, made("span", { class: "hidden" }, `${E.say("subtitle")} `), String(number), made("span", { class: "hidden" }, `, ${E.times.shown(cue.start_ms)}`));
    const others = [0, 1].flatMap((which) => [row.cues[which], ...(which ? row.others : [])].filter(Boolean).flatMap((one) => judgedOf(which, one).findings.filter((each) => each.code !== SPEED))), kind = worst(others);
    if (kind === "error" || kind === "warning") {
      const said = others.filter((one) => one.severity === kind);
      pick.append(made("span", { class: `flag ${kind}`, title: said[0].message }, glyph(kind)), made("span", { class: "hidden" }, `. ${said[0].message}`));
    }
    return pick;
  };
  const reading = (row, number) => {
    const [first, second] = row.cues, cue = first || second, parts = [lead(row, number)];
    parts.push(made("span", { class: "times" }, made("span", {}, E.times.shown(cue.start_ms)), made("span", { class: "hidden" }, " – "), made("span", {}, E.times.shown(cue.end_ms))));
    for (const track of E.tracks) {
      const { which } = track, one = row.cues[which], all = [one, ...(which ? row.others : [])].filter(Boolean);
      parts.push(made("span", { class: `text of-${which}`, lang: track.language }, ...all.flatMap((each, at) => at ? [made("br"), ...marked(which, each)] : marked(which, each))));
      const said = pace(which, one);
      said.classList.add(`of-${which}`);
      parts.push(said);
    }
    return parts;
  };
  const label = (text, id) => made("label", { class: "hidden", for: id }, text);
  const timeField = (row, which, what, number) => {
    const cue = row.cues[which], id = `${what}-of`, field = made("input", { id, class: "time", inputmode: "decimal", autocomplete: "off", "data-time": what, "data-which": which, "data-id": cue.id });
    field.value = E.times.shown(cue[`${what}_ms`], 2);
    return [label(E.say(what === "start" ? "begin_of" : "end_of", { number }), id), field];
  };
  const textField = (row, which, cue, number, at) => {
    const track = E.tracks[which], id = `text-${which}-${at}`;
    const field = made("textarea", { id, rows: 2, spellcheck: "true", lang: track.language, autocomplete: "off", "data-which": which, "data-id": cue ? cue.id : "", "aria-describedby": `about-${which}-${at} found-of`, maxlength: 500 });
    field.value = cue ? cue.text : "";
    field.rows = Math.max(2, field.value.split("\n").length);
    const about = made("div", { class: "about", id: `about-${which}-${at}` });
    if (cue) { about.append(...aboutOf(which, cue)); }
    return made("div", { class: `text of-${which}` }, label(E.say("text_of", { number, language: E.words.tongues[track.language] || track.language }), id), field, about);
  };
  const aboutOf = (which, cue) => {
    const known = judgedOf(which, cue), wide = Math.max(0, ...known.widths), parts = [];
    if (known.room) {
      const meter = made("span", { class: "meter", "aria-hidden": "true" }), full = made("span");
      full.style.width = `${Math.min(100, 100 * wide / known.room)}%`;
      if (wide > known.room) { meter.classList.add("over"); }
      meter.append(full);
      parts.push(made("p", { class: "width" }, meter, E.say("width", { part: E.number(Math.ceil(100 * wide / known.room)), count: known.lines.length })));
    }
    return parts;
  };
  // What is found, in a row below both texts, each with its language.
  const foundOf = (row) => {
    const parts = [], remarks = [], said = new Set();
    for (const track of E.tracks) {
      for (const cue of [row.cues[track.which], ...(track.which ? row.others : [])].filter(Boolean)) {
        for (const one of judgedOf(track.which, cue).findings) {
          if (said.has(`${track.which} ${one.message}`)) { continue; }
          said.add(`${track.which} ${one.message}`);
          (one.severity === "info" ? remarks : parts).push(made("p", { class: `finding ${one.severity} of-${track.which}` }, glyph(one.severity), E.tracks.length > 1 ? made("span", { class: `language${track.which ? "" : " first"}` }, track.language.toUpperCase()) : null, made("span", { title: one.code }, one.message)));
        }
      }
    }
    if (remarks.length) { parts.push(made("details", { open: isOpen }, made("summary", {}, E.say("remarks", { count: remarks.length })), ...remarks)); }
    return parts;
  };
  let isOpen = false; // remarks stay open, or folded, from row to row
  place.addEventListener("toggle", (event) => { if (event.target.matches(".found details")) { isOpen = event.target.open; } }, true);
  const editing = (row, number) => {
    const which = row.cues[0] ? 0 : 1, parts = [lead(row, number)];
    parts.push(made("span", { class: "times" }, ...timeField(row, which, "start", number), ...timeField(row, which, "end", number)));
    for (const track of E.tracks) {
      const one = row.cues[track.which], box = textField(row, track.which, one, number, 0);
      if (track.which) { row.others.forEach((each, at) => box.append(...textField(row, 1, each, number, at + 1).childNodes)); }
      const said = pace(track.which, one);
      said.classList.add(`of-${track.which}`);
      parts.push(box, said);
    }
    parts.push(made("div", { class: "found", id: "found-of" }, ...foundOf(row)));
    return parts;
  };
  // What a row was drawn of: it is drawn anew only when that is something else.
  const sign = (row, number) => {
    const parts = [number, row.key === chosen];
    for (const which of [0, 1]) {
      for (const cue of [row.cues[which], ...(which ? row.others : [])]) {
        if (cue) { parts.push(cue, E.tracks[which].judged.get(cue.id), E.tracks[which].doubts.get(cue.id)); } else { parts.push(null); }
      }
    }
    return parts;
  };
  const isSame = (a, b) => a && a.length === b.length && a.every((one, at) => one === b[at]);
  const draw = (row, at) => {
    let one = dom.get(row.key);
    if (!one && row.cues[0] && row.cues[1]) { // a second language's row that has just got its first, or the other way
      one = dom.get(`s${row.cues[1].id}`);
      if (one) { dom.delete(`s${row.cues[1].id}`); if (chosen === `s${row.cues[1].id}`) { chosen = row.key; } }
    }
    const drawnOf = sign(row, at + 1);
    if (!one) { one = made("li", { class: "cue" }); }
    dom.set(row.key, one);
    one.dataset.key = row.key;
    if (isSame(one.drawnOf, drawnOf)) { return one; }
    const isChosen = row.key === chosen;
    if (isChosen && one.classList.contains("chosen") && shape(row) === one.shape) { refresh(one, row, at + 1); } else {
      const focused = one.contains(document.activeElement) ? document.activeElement : null;
      const [id, from, to] = focused ? [focused.id, focused.selectionStart, focused.selectionEnd] : [];
      one.classList.toggle("chosen", isChosen);
      one.replaceChildren(...(isChosen ? editing(row, at + 1) : reading(row, at + 1)));
      one.shape = shape(row);
      if (focused) {
        const again = (id && one.querySelector(`#${id}`)) || one.querySelector(".pick");
        again.focus({ preventScroll: true });
        if (id && again.setSelectionRange) { again.setSelectionRange(from, to); }
      }
    }
    one.drawnOf = drawnOf;
    return one;
  };
  const shape = (row) => `${Boolean(row.cues[0])} ${row.others.length} ${E.tracks.length}`;
  // Of the row in hand only what is beside the fields is exchanged; a field's text never changes under who types.
  const refresh = (one, row, number) => {
    const which = row.cues[0] ? 0 : 1;
    one.querySelector(".pick").replaceWith(...[lead(row, number)].map((made) => { if (one.querySelector(".pick") === document.activeElement) { queueMicrotask(() => made.focus({ preventScroll: true })); } return made; }));
    for (const field of one.querySelectorAll("[data-time]")) {
      const said = E.times.shown(row.cues[which][`${field.dataset.time}_ms`], 2);
      field.dataset.id = row.cues[which].id;
      if (field.value !== said && !(field === document.activeElement && field.dataset.typing)) { field.value = said; field.removeAttribute("aria-invalid"); }
    }
    for (const field of one.querySelectorAll("textarea")) {
      const [, own, at] = field.id.split("-").map(Number), cue = at ? row.others[at - 1] : row.cues[own];
      field.dataset.id = cue ? cue.id : "";
      const said = cue ? cue.text : "";
      if (field.value !== said) { const caret = Math.min(field.selectionStart, said.length); field.value = said; if (field === document.activeElement) { field.setSelectionRange(caret, caret); } }
      field.rows = Math.max(2, said.split("\n").length);
      one.querySelector(`#about-${own}-${at}`).replaceChildren(...(cue ? aboutOf(own, cue) : []));
    }
    one.querySelector(".found").replaceChildren(...foundOf(row));
    for (const track of E.tracks) {
      const said = pace(track.which, row.cues[track.which]);
      said.classList.add(`of-${track.which}`);
      one.querySelector(`.pace.of-${track.which}`).replaceWith(said);
    }
  };
  // Brings the list to what the rows are; rows that are the same stay the elements they are.
  const show = () => {
    const keys = new Set(), stay = new Set(E.rows.flatMap((row) => [row.key, row.cues[1] ? `s${row.cues[1].id}` : row.key]));
    let before = null;
    for (const [key, one] of dom) { if (!stay.has(key)) { one.remove(); dom.delete(key); } } // first: what is moved loses the focus
    E.rows.forEach((row, at) => {
      const one = draw(row, at);
      keys.add(row.key);
      const next = before ? before.nextSibling : place.firstChild;
      if (next !== one) { place.insertBefore(one, next); }
      before = one;
    });
    for (const [key, one] of dom) { if (!keys.has(key)) { one.remove(); dom.delete(key); } }
    if (E.list.chosen) { stoodAt = beginOf(E.list.chosen); }
    E.at("no-cues").hidden = E.rows.length > 0;
    E.at("how-many").textContent = E.say("subtitles", { count: E.number(E.rows.length) });
    E.at("how-many").hidden = !E.rows.length;
  };
  const beginOf = (row) => (row.cues[0] || row.cues[1]).start_ms;
  const rowAt = (key) => E.rows.findIndex((row) => row.key === key);
  // Chooses a row: its fields come, the film goes to it, and the focus where asked.
  const choose = (row, { focus = null, isSeen = true, isFollowing = false } = {}) => {
    if (!row) { return; }
    const before = chosen;
    chosen = row.key;
    stoodAt = beginOf(row);
    for (const key of new Set([before, chosen])) { const at = rowAt(key); if (at >= 0) { draw(E.rows[at], at); } }
    const one = dom.get(chosen);
    if (focus === "row") { one.querySelector(".pick").focus({ preventScroll: true }); }
    if (focus === "text") { const field = one.querySelector(".text:not([hidden]) textarea:not([hidden])"); [...one.querySelectorAll("textarea")].find((each) => each.checkVisibility?.() ?? true)?.focus({ preventScroll: true }) ?? field?.focus(); }
    if (isSeen) { reveal(one); }
    if (before !== chosen) { E.tell("chosen", { row, isFollowing }); }
  };
  const reveal = (one) => {
    const pane = E.at("list-pane"), own = pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible";
    if (!own) { one.scrollIntoView({ block: "nearest" }); return; }
    const [box, around] = [one.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < around.top + 8) { pane.scrollTop += box.top - around.top - 56; } else if (box.bottom > around.bottom - 8) { pane.scrollTop += box.bottom - around.bottom + 56; }
  };
  E.list = {
    show, choose, draw,
    get chosen() { return E.rows[rowAt(chosen)] || null; },
    get nearest() { return [...E.rows].reverse().find((row) => beginOf(row) <= stoodAt) || E.rows[0] || null; }, // to one that is gone
    get at() { return rowAt(chosen); },
    element: (row) => dom.get(row.key),
    redraw(which, ids) { E.rows.forEach((row, at) => { const all = which ? [row.cues[1], ...row.others] : [row.cues[0]]; if (all.some((one) => one && ids.has(one.id))) { draw(row, at); } }); },
    again() { for (const one of dom.values()) { one.drawnOf = null; one.shape = ""; } show(); },
    now(key) { for (const one of place.querySelectorAll(".cue.is-now")) { if (one.dataset.key !== key) { one.classList.remove("is-now"); } } if (key) { dom.get(key)?.classList.add("is-now"); } },
  };
})();
