// Questions: checked, shift all, pasted subtitles, earlier versions, all keys.
(() => {
  "use strict";
  const E = window.Subtitles, { at, made } = E;
  const WHO = "subtitles checked by", remembered = () => { try { return localStorage.getItem(WHO) || ""; } catch { return ""; } };
  const open = (id, focus) => { const one = at(id); one.returnValue = ""; one.showModal(); (focus ? at(focus) : null)?.focus(); };
  for (const one of document.querySelectorAll("dialog [data-close]")) { one.addEventListener("click", () => one.closest("dialog").close()); }
  const line = (severity, text) => made("li", { class: `finding ${severity}` }, E.glyph(severity), made("span", {}, text));

  // What is still open, in words, before somebody says that they read it all.
  // Of a language that has some words: how many subtitles of the other have none of it beside them, not even longer ones.
  const lacking = (track) => {
    const said = (one) => one.text.trim(), other = E.tracks[1 - track.which], there = track.cues.filter(said), all = (other?.cues || []).filter(said);
    return { all: all.length, lacks: there.length ? all.filter((one) => !there.some((each) => each.start_ms < one.end_ms && one.start_ms < each.end_ms)).length : 0 };
  };
  const isMostlyEmpty = (track) => { const { all, lacks } = lacking(track); return !track.cues.some((one) => one.text.trim()) || 2 * lacks >= all; };
  const openPoints = () => {
    const points = [], doubts = E.doubts.left();
    if (doubts) { points.push(line("warning", E.say("open_doubts", { count: E.number(doubts) }))); }
    for (const track of E.tracks) {
      const language = E.words.tongues[track.language], empty = track.cues.filter((one) => !one.text.trim()).length;
      const bad = track.cues.filter((one) => (track.judged.get(one.id)?.findings || []).some((each) => each.severity === "error")).length;
      const odd = track.cues.filter((one) => { const all = track.judged.get(one.id)?.findings || []; return all.some((each) => each.severity === "warning") && !all.some((each) => each.severity === "error"); }).length;
      if (empty) { points.push(line("error", E.say("open_empty", { count: E.number(empty), language }))); }
      const { all, lacks } = lacking(track);
      if (lacks) { points.push(line("warning", E.say("open_lacks", { count: E.number(lacks), all: E.number(all), language }))); }
      if (bad) { points.push(line("error", E.say("open_bad", { count: E.number(bad), language }))); }
      if (odd) { points.push(line("warning", E.say("open_odd", { count: E.number(odd), language }))); }
    }
    return points.length ? points : [line("done", E.say("open_nothing"))];
  };
  const opened = async (isChecked) => {
    if (!(await E.saving.save())) { E.saving.state(); at("trouble").scrollIntoView({ block: "nearest" }); at("again").focus(); return; }
    at("sure").dataset.checked = isChecked ? "1" : "";
    at("sure-title").textContent = E.say(isChecked ? "ask_checked" : "ask_keep");
    at("sure-points").replaceChildren(...openPoints());
    at("sure-do").textContent = E.say(isChecked ? "do_checked" : "do_keep");
    at("sure-who").hidden = !isChecked || !E.tracks.some((one) => one.draft && one.cues.length);
    at("checked-by").value ||= remembered();
    const languages = at("sure-languages");
    languages.replaceChildren(...E.tracks.filter((track) => track.cues.length).map((track) => {
      const box = made("input", { type: "checkbox", value: track.which });
      box.checked = track.which === 0 || (!isChecked && !isMostlyEmpty(track)); // the other language is read by whoever says so
      return made("label", {}, box, ` ${E.words.tongues[track.language]}`);
    }));
    languages.hidden = languages.children.length < 2;
    at("sure-refusal").hidden = true;
    await told();
    open("sure", "sure-not");
  };
  // What follows from it for posts and films, as the desk says it beforehand.
  const told = async () => {
    const place = at("sure-follows"), all = { void: new Set(), rendered: new Set(), live: new Set() };
    for (const track of E.tracks.filter((one) => one.cues.length)) {
      try {
        const answer = await fetch(`${track.address}/consequences`, { credentials: "same-origin", headers: { Accept: "application/json" } });
        if (answer.ok) { const found = await answer.json(); for (const kind of ["void", "rendered", "live"]) { for (const one of found[kind] || []) { all[kind].add(one); } } }
      } catch { /* said afterwards */ }
    }
    place.replaceChildren(...Object.entries(all).filter(([, numbers]) => numbers.size).map(([kind, numbers]) => line(kind === "rendered" ? "info" : "warning", E.say(`follows_${kind}`, { numbers: [...numbers].sort((a, b) => a - b).join(", ") }))));
  };
  const refuse = (text) => { const place = at("sure-refusal"); place.hidden = false; place.querySelector("span").textContent = text; place.focus(); };
  const put = async () => {
    const isChecked = at("sure").dataset.checked === "1", wanted = [...at("sure-languages").querySelectorAll("input")].filter((one) => one.checked).map((one) => Number(one.value));
    const who = at("checked-by").value.trim();
    if (!wanted.length) { refuse(E.say("choose_language")); return; }
    if (isChecked && !who && wanted.some((which) => E.tracks[which].draft)) { refuse(E.say("who_checked")); at("checked-by").focus(); return; }
    try { localStorage.setItem(WHO, who || remembered()); } catch { /* asked again the next time */ }
    at("sure-do").disabled = true;
    try {
      for (const which of wanted) {
        const track = E.tracks[which];
        const answer = await E.ask(`${track.address}/${isChecked && track.draft ? "checked" : "keep"}`, { version: track.version, who });
        const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { said: await answer.text() };
        if (answer.status === 409 && said.cues) { at("sure").close(); E.saving.conflict(track, said); return; }
        if (!answer.ok) { refuse(answer.status === 401 ? E.say("about_session") : said.said || E.say("about_failed")); return; }
        if (said.version) { track.version = said.version; }
        if (isChecked) { track.draft = false; track.doubts.clear(); }
      }
      at("sure").close();
      E.keepHere();
      at("draft").hidden = E.tracks.every((one) => !one.draft);
      E.list.show();
      E.doubts.show();
      E.announce(E.say(isChecked ? "did_checked" : "did_keep"));
    } catch { refuse(E.say("about_closed")); } finally { at("sure-do").disabled = false; }
  };
  at("checked").addEventListener("click", () => opened(true));
  at("keep").addEventListener("click", () => opened(false));
  at("sure-do").addEventListener("click", put);

  const shifted = () => {
    const field = at("shift-by"), seconds = Number(field.value.trim().replace(",", ".").replace("−", "-"));
    const wrong = !field.value.trim() || !Number.isFinite(seconds) || Math.abs(seconds) > 36000;
    at("shift-wrong").hidden = !wrong;
    field.setAttribute("aria-invalid", String(wrong));
    if (wrong) { field.focus(); return; }
    const here = E.list.chosen, from = at("shift-rest").checked && here ? (here.cues[0] || here.cues[1]).start_ms : -Infinity;
    at("shift").close();
    E.edits.shift(Math.round(seconds * 1000), from);
  };
  at("open-shift")?.addEventListener("click", () => open("shift", "shift-by"));
  at("shift-form").addEventListener("submit", (event) => { event.preventDefault(); shifted(); });

  // Pasted subtitles with times are read by the desk's reader, and replace what is there only when asked to.
  // Where there are none there is nothing to ask.
  let brought = null, into = 0;
  const take = () => { at("paste").close(); if (brought && E.edits.pasted(into, brought)) { E.announce(E.say("pasted_in"), E.undo); } };
  const read = async (text, field) => {
    brought = null;
    into = Number(field?.dataset.which ?? E.film.shown);
    const track = E.tracks[into], there = track.cues.length;
    at("paste-said").textContent = E.say("reading");
    at("paste-do").hidden = true;
    at("paste-text").onclick = () => { at("paste").close(); field?.focus(); field?.setRangeText(text, field.selectionStart, field.selectionEnd, "end"); field?.dispatchEvent(new Event("input", { bubbles: true })); };
    at("paste-text").hidden = !field;
    if (there) { open("paste"); }
    try {
      const answer = await E.ask(`${track.address}/pasted`, { text });
      const found = await answer.json();
      if (!answer.ok || !found.cues.length) { if (!there) { open("paste"); } at("paste-said").textContent = found.said || found.findings?.[0]?.message || E.say("about_failed"); return; }
      brought = found.cues;
      if (!there) { take(); return; }
      const language = E.words.tongues[track.language];
      at("paste-said").textContent = `${E.say("pasted", { count: brought.length })} ${E.say("pasted_over", { count: track.cues.length, language })}`;
      at("paste-do").hidden = false;
    } catch { if (!there) { open("paste"); } at("paste-said").textContent = E.say("about_closed"); }
  };
  at("paste-do").addEventListener("click", take);
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!/\d{1,2}:\d{2}[.,]\d{1,3}\s*-->/.test(text) || document.querySelector("dialog[open]")) { return; }
    event.preventDefault();
    read(text, event.target.matches?.("textarea") ? event.target : null);
  });

  const versions = async () => {
    const place = at("versions-list");
    place.replaceChildren(made("li", {}, E.say("reading")));
    at("version-take").hidden = true;
    at("version-said").textContent = "";
    at("version-rows").replaceChildren();
    open("versions");
    try {
      const answer = await fetch(`${E.tracks[0].address}/versions`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      const found = (await answer.json()).versions || [];
      place.replaceChildren(...(found.length ? found.map((one) => {
        const button = made("button", { type: "button", class: "small" }, E.say("show_version", { number: one.number }));
        button.addEventListener("click", () => version(one));
        return made("li", {}, made("span", {}, made("strong", {}, E.say("version", { number: one.number })), ` ${[one.at, one.by].filter(Boolean).join(", ")}`), button);
      }) : [made("li", {}, E.say("no_versions"))]));
    } catch { place.replaceChildren(made("li", {}, E.say("about_closed"))); }
  };
  const version = async (one) => {
    const place = at("version-rows");
    try {
      const answer = await fetch(`${E.tracks[0].address}/versions/${one.number}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      const found = await answer.json(), parts = (said) => said.map(([how, text]) => how === "same" ? text : made(how === "out" ? "del" : "ins", {}, text));
      const rows = found.differences || [];
      place.replaceChildren(...rows.map((each) => made("tr", {}, made("td", {}, E.times.shown((each.newer || each.older).start_ms)), made("td", { lang: E.tracks[0].language }, ...parts(each.pieces)))));
      at("version-said").textContent = E.say(rows.length ? "version_differs" : "version_same", { number: one.number, count: rows.length });
      const take = at("version-take");
      take.hidden = !found.cues?.length || !rows.length;
      take.onclick = () => { at("versions").close(); E.edits.pasted(0, found.cues); E.announce(E.say("took_version", { number: one.number }), E.undo); };
    } catch { at("version-said").textContent = E.say("about_closed"); }
  };
  at("open-versions")?.addEventListener("click", versions);
  at("all-keys").addEventListener("click", () => open("keys"));
  E.dialogs = { open, read };
})();
