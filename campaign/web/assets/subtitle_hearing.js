// Where there are no subtitles yet: a draft of what is said, or of a text that somebody has; with how far it is.
(() => {
  "use strict";
  const E = window.Subtitles, { at } = E;
  const LOOK_MS = 1500;
  const address = (act) => `${E.tracks[0].address}/${act}`;
  const show = (found) => {
    const isRunning = found.state === "running", isFailed = found.state === "failed";
    at("hearing").hidden = !isRunning;
    at("begin-draft").hidden = isRunning;
    at("hearing-bar").value = found.percent || 0;
    at("hearing-said").textContent = isRunning ? E.say("hearing", { percent: E.number(found.percent || 0) }) : "";
    refuse(isFailed ? found.said : "");
    if (found.state === "done" && show.wasRunning) { location.reload(); }
    show.wasRunning = isRunning;
    if (isRunning) { setTimeout(look, LOOK_MS); }
  };
  const refuse = (said) => { const place = at("hearing-refusal"); place.hidden = !said; place.querySelector("span").textContent = said; if (said) { place.scrollIntoView({ block: "nearest" }); } };
  const look = async () => {
    try {
      const answer = await fetch(address("hearing"), { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.ok) { show(await answer.json()); }
    } catch { setTimeout(look, 4 * LOOK_MS); }
  };
  const begin = async (act, body) => {
    refuse("");
    try {
      const answer = await E.ask(address(act), body), found = await answer.json();
      if (answer.ok) { show(found); at("hearing-said").focus(); } else { refuse(found.said || E.say("about_failed")); }
    } catch { refuse(E.say("about_closed")); }
  };
  at("hear")?.addEventListener("click", () => begin("transcribe", {}));
  at("align").addEventListener("submit", (event) => { event.preventDefault(); const text = at("transcript").value; if (/-->/.test(text) || (text.trim() && "timed" in at("align").dataset)) { E.dialogs.read(text, null); } else if (text.trim()) { begin("align", { text }); } else { at("transcript").focus(); } });
  if (!E.tracks[0].cues.length) { look(); }
})();
