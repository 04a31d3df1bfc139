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
    const stream = new EventSource("/changes");
    stream.addEventListener("changed", (event) => { told.postMessage(event.data); show(event.data); });
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { resolve(); } };
    addEventListener("pagehide", () => { stream.close(); resolve(); }, { once: true });
  });
  navigator.locks.request("campaign-changes", lead);
})();
