// What changes in the campaign reaches every tab: one holds the stream, for a browser has six connections to a host.
(() => {
  "use strict";
  const told = new BroadcastChannel("campaign-changes");
  let due = 0;
  // What is typed in an editor of subtitles concerns such editors alone.
  const show = (what) => {
    if (what === "subtitles") { document.body.dispatchEvent(new CustomEvent("campaign:subtitles")); return; }
    clearTimeout(due);
    due = setTimeout(() => document.body.dispatchEvent(new CustomEvent("campaign:changed", { detail: { what } })), 60);
  };
  told.onmessage = (event) => show(event.data);
  const lead = () => new Promise((resolve) => {
    const stream = new EventSource(`/changes?${document.body.dataset.known}`);
    const tell = (what) => { told.postMessage(what); show(what); };
    stream.addEventListener("changed", (event) => tell(event.data));
    stream.onopen = () => tell("subtitles"); // what was typed before it listened
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { resolve(); } };
    addEventListener("pagehide", () => { stream.close(); resolve(); }, { once: true });
  });
  navigator.locks.request("campaign-changes", lead);

  // A form in which something was typed keeps the version that the typing began from, so that saving tells what somebody
  // else did meanwhile: it is not exchanged for a newer one, also where that was on its way before the first key.
  const MARK = /^version(-\d+)?$/, LEAVES_MS = 8000;
  const plain = (text) => text.replace(/[\r\n]+/g, "\n").trim();
  const isAltered = (field) => {
    if (field.type === "file") { return field.files.length > 0; }
    if (field.type === "checkbox" || field.type === "radio") { return field.checked !== field.defaultChecked; }
    if (field.options) { return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected)); }
    return typeof field.defaultValue === "string" && field.type !== "hidden" && plain(field.value) !== plain(field.defaultValue);
  };
  const marks = (form) => [...form?.elements || []].filter((one) => MARK.test(one.name));
  const isTyped = (form) => Boolean(form) && (Boolean(form.closest("[data-dirty]")) || [...form.elements].some(isAltered));
  const typedIn = (place) => [...place.querySelectorAll("form")].filter((form) => marks(form).length && isTyped(form));
  globalThis.desk = { isTyped };
  // Who leaves a long form half filled in is asked; sending any form is leaving on purpose.
  let isLeaving = false;
  addEventListener("submit", () => { isLeaving = true; setTimeout(() => { isLeaving = false; }, LEAVES_MS); });
  addEventListener("beforeunload", (event) => { if (!isLeaving && [...document.querySelectorAll("form[data-guarded]")].some(isTyped)) { event.preventDefault(); } });
  document.addEventListener("htmx:before:swap", (event) => {
    const { tasks } = event.detail;
    for (const task of [...tasks]) {
      const place = typeof task.target === "string" ? document.querySelector(task.target) : task.target;
      if (place?.isConnected && typedIn(place).length) { tasks.splice(tasks.indexOf(task), 1); heed(task.fragment); }
    }
  });
  // Who types is told at once that somebody else saved.
  let leftAt = -LEAVES_MS, said = "";
  addEventListener("submit", (event) => { if (!event.defaultPrevented) { leftAt = performance.now(); } });
  const heed = (found) => {
    if (performance.now() - leftAt < LEAVES_MS) { return; }
    const forms = [...found.querySelectorAll("form")];
    const newer = typedIn(document).flatMap((form) => {
      const same = forms.find((one) => one.getAttribute("action") === form.getAttribute("action"));
      return same ? marks(form).filter((one) => marks(same).some((other) => other.name === one.name && other.value !== one.value)).map((one) => marks(same).find((other) => other.name === one.name).value) : [];
    });
    if (!newer.length || said === newer.join()) { return; }
    said = newer.join();
    const place = document.getElementById("announcement");
    place.classList.remove("hidden");
    place.textContent = document.body.dataset.meanwhile;
    place.hidden = false;
  };
  document.body.addEventListener("campaign:changed", async () => {
    if (!typedIn(document).length) { return; }
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin" });
      if (answer.ok) { heed(new DOMParser().parseFromString(await answer.text(), "text/html")); }
    } catch { /* the desk is closed: saving says so */ }
  });

  // A form that is refused keeps the files that were chosen: it is sent from here, and the answer is put around them.
  const send = async (form, button) => {
    const { keeps } = form.dataset, place = form.closest(keeps);
    const body = new FormData(form, button?.name ? button : undefined);
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "Keeps-Files": "yes" } });
      if (answer.redirected) { location.assign(answer.url + (form.dataset.then || "")); return; }
      const newer = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(keeps);
      if (!newer) { form.submit(); return; }
      for (const one of form.querySelectorAll("input[type=file]")) {
        const made = newer.querySelector(`#${one.id}`);
        for (const name of ["aria-invalid", "aria-describedby"]) { if (made?.hasAttribute(name)) { one.setAttribute(name, made.getAttribute(name)); } else { one.removeAttribute(name); } }
        made?.replaceWith(one);
      }
      leftAt = -LEAVES_MS;
      place.replaceWith(document.adoptNode(newer));
      (newer.querySelector(".summary, .refusal, [aria-invalid]") || newer).focus();
    } catch { form.submit(); }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.dataset.keeps) { return; }
    event.preventDefault();
    if (!form.dataset.keeping) { form.dataset.keeping = "yes"; send(form, event.submitter); }
  });

  // A printed page says when it was printed.
  addEventListener("beforeprint", () => {
    const place = document.getElementById("printed"), { zone, clocks, said } = place.dataset;
    const moment = new Intl.DateTimeFormat(`${document.documentElement.lang}-BE`, { dateStyle: "full", timeStyle: "short", timeZone: zone });
    place.textContent = `${said.replace("{moment}", moment.format(new Date()))}, ${clocks}`;
  });

  // What is said below covers nothing that somebody is at.
  const heard = document.getElementById("announcement");
  new MutationObserver(() => {
    document.body.classList.toggle("told", !heard.hidden && !heard.classList.contains("hidden"));
    const at = document.activeElement;
    if (heard.hidden || !at || at === document.body || at.matches("main") || heard.contains(at)) { return; }
    const one = at.getBoundingClientRect(), other = heard.getBoundingClientRect();
    if (one.bottom > other.top && one.top < other.bottom && one.left < other.right) { scrollBy(0, one.bottom - other.top + 12); }
  }).observe(heard, { attributes: true, attributeFilter: ["hidden"], childList: true });
})();
