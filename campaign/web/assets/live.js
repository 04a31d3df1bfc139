// What changes in the campaign reaches every tab: one holds the stream, for a browser has six connections to a host.
(() => {
  "use strict";
  const told = new BroadcastChannel("campaign-changes");
  let due = 0;
  const show = (what) => {
    clearTimeout(due);
    due = setTimeout(() => document.body.dispatchEvent(new CustomEvent("campaign:changed", { detail: { what } })), 60);
  };
  told.onmessage = (event) => show(event.data);
  const lead = () => new Promise((resolve) => {
    const stream = new EventSource(`/changes?${document.body.dataset.known}`);
    stream.addEventListener("changed", (event) => { told.postMessage(event.data); show(event.data); });
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { resolve(); } };
    addEventListener("pagehide", () => { stream.close(); resolve(); }, { once: true });
  });
  navigator.locks.request("campaign-changes", lead);

  // A printed page says when it was printed.
  addEventListener("beforeprint", () => {
    const place = document.getElementById("printed"), { zone, said } = place.dataset;
    const moment = new Intl.DateTimeFormat(`${document.documentElement.lang}-BE`, { dateStyle: "full", timeStyle: "short", timeZone: zone });
    place.textContent = `${said.replace("{moment}", moment.format(new Date()))}, ${zone}`;
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
