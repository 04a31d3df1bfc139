// A post's page: counts while one types, keeps what is typed, asks once more, leads from finding to finding.
(() => {
  "use strict";
  const post = () => document.getElementById("post");
  const editor = () => document.getElementById("editor");
  let leaving = false, done = "";
  const isDirty = () => globalThis.desk.isTyped(editor());
  const say = (text) => {
    const place = document.getElementById("announcement");
    place.textContent = text;
    place.hidden = false;
    clearTimeout(say.due);
    say.due = setTimeout(() => { if (!place.matches(":hover")) { place.hidden = true; } }, 10000);
  };
  const mark = () => {
    const dirty = isDirty(), told = document.querySelector(".kept[data-kept]");
    post().classList.toggle("is-dirty", dirty);
    if (told && dirty && told.dataset.first === undefined) { told.dataset.first = told.textContent; }
    if (told && dirty) { told.textContent = `${told.dataset.not}. ${told.dataset.first || ""}`; }
  };
  const count = (field) => {
    const place = document.querySelector(`[data-count="${field.id}"]`);
    if (!place) { return; }
    const length = [...field.value].length;
    place.textContent = length.toLocaleString(document.documentElement.lang);
    place.parentElement.classList.toggle("over", length > Number(field.dataset.limit));
  };
  // How the Page shows it follows what is typed, a moment after the last key; of it only a fold that comes or goes is said.
  const SEEN_AFTER_MS = 150, SPOKEN_AFTER_MS = 1200, awaited = new Map();
  const see = async (number) => {
    const field = (name) => document.getElementById(`${name}-${number}`)?.value || "", asked = new AbortController();
    awaited.get(number)?.asked?.abort();
    awaited.set(number, { ...awaited.get(number), asked });
    try {
      const body = new URLSearchParams({ caption: field("caption"), link: field("link"), first_comment: field("first_comment") });
      const answer = await fetch(`/posts/${number}/typed`, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin", signal: asked.signal });
      if (!answer.ok || asked.signal.aborted) { return; }
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const place of document.querySelectorAll(`[data-seen="${number}"] [data-slot]`)) {
        const now = found.querySelector(`[data-slot="${place.dataset.slot}"]`);
        if (now && now.innerHTML !== place.innerHTML) { place.replaceChildren(...document.importNode(now, true).childNodes); }
      }
      const known = awaited.get(number), said = found.querySelector("[data-said]").textContent;
      clearTimeout(known.due);
      if (said !== known.said) { known.due = setTimeout(() => { if (known.said !== undefined && said) { say(said); document.getElementById("announcement").classList.add("hidden"); } known.said = said; }, known.said === undefined ? 0 : SPOKEN_AFTER_MS); }
    } catch { /* given up for a newer one, or the desk is closed: saving says so */ }
  };
  const seeSoon = (field) => {
    const number = field.id?.split("-")[1];
    if (!/^(caption|link|first_comment)-\d+$/.test(field.id || "")) { return; }
    clearTimeout(seeSoon[number]);
    seeSoon[number] = setTimeout(() => see(number), SEEN_AFTER_MS);
  };
  const offer = () => { for (const button of document.querySelectorAll("[data-take]")) { button.hidden = false; } };
  document.addEventListener("htmx:after:swap", offer);
  const begin = () => {
    if (!post()) { return; }
    if (post().hasAttribute("data-dirty")) { for (const number of post().dataset.numbers.trim().split(" ")) { see(number); } }
    offer();
    mark();
    const refused = document.querySelector("#refusal, #summary[data-refused]");
    if (refused) { refused.focus(); }
    const did = document.querySelector("#did p");
    if (did) { say(did.textContent.trim()); document.getElementById("announcement").classList.add("hidden"); done = location.search; history.replaceState(null, "", location.pathname); }
  };
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#editor")) { return; }
    count(event.target);
    mark();
    seeSoon(event.target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    const within = (form.id === "editor" && !/\/copy$/.test(event.submitter?.formAction || "")) || form.closest(".versions");
    if (post() && !within && isDirty()) {
      event.preventDefault();
      say(post().dataset.unsaved);
      document.getElementById("announcement").classList.remove("hidden");
      document.querySelector(".save")?.focus();
      return;
    }
    form.dataset.sent = "1";
    leaving = true;
    setTimeout(() => { delete form.dataset.sent; leaving = false; }, 8000);
  });
  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-opens]");
    if (opens && !isDirty()) {
      const dialog = document.getElementById(opens.dataset.opens);
      if (dialog) { event.preventDefault(); dialog.showModal(); }
      return;
    }
    const closes = event.target.closest("dialog [data-close]");
    if (closes) { event.preventDefault(); closes.closest("dialog").close(); return; }
    const take = event.target.closest("[data-take]");
    if (take) {
      const film = document.querySelector(`[data-film="${take.dataset.take}"]`), field = document.getElementById(`cover-${take.dataset.take}`);
      const tenths = Math.round((film?.currentTime || 0) * 10), seconds = tenths % 600 / 10;
      field.value = `${Math.floor(tenths / 600)}:${String(Math.floor(seconds)).padStart(2, "0")}${tenths % 10 ? `.${tenths % 10}` : ""}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      return;
    }
    const link = event.target.closest(".summary a[href^='#']");
    if (link) { event.preventDefault(); lead(link.hash.slice(1)); }
  });
  const lead = (id) => {
    const field = document.getElementById(id);
    if (!field) { return; }
    const tab = field.closest(".tab");
    if (tab) { document.querySelector(`.pick[data-at="${[...tab.classList].find((one) => one.startsWith("at-")).slice(3)}"]`).checked = true; }
    field.focus();
    field.scrollIntoView({ block: "center" });
  };
  let next = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      const all = [...document.querySelectorAll(".summary a[href^='#']")];
      if (all.length) { event.preventDefault(); lead(all[next++ % all.length].hash.slice(1)); }
    }
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && editor()) {
      event.preventDefault();
      if (isDirty()) { editor().requestSubmit(document.querySelector(".save")); } else { say(document.querySelector(".kept[data-kept]")?.dataset.kept || ""); document.getElementById("announcement").classList.remove("hidden"); }
    }
  });
  addEventListener("beforeunload", (event) => { if (!leaving && post() && isDirty()) { event.preventDefault(); } });
  document.body.addEventListener("campaign:changed", (event) => {
    if (!post()) { return; }
    const what = event.detail.what, ours = post().dataset.numbers.trim().split(" ");
    const around = "#band:outerMorph,#waits-count:outerMorph";
    const beat = () => htmx.ajax("GET", location.pathname, { target: "#heartbeat", select: "#heartbeat", swap: "outerMorph", selectOOB: around });
    if (what !== "all" && !what.split(",").some((one) => ours.includes(one))) { beat(); return; }
    if (isDirty()) { return; }
    if (document.querySelector("dialog[open], .asks[open]") || [...document.querySelectorAll("video")].some((one) => !one.paused)) { return; }
    htmx.ajax("GET", location.pathname + done, { target: "#post", select: "#post", swap: "outerMorph", selectOOB: `#heartbeat:outerMorph,${around}` });
  });
  begin();
})();
