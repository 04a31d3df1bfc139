// Films are sent in pieces (tus): dropped or chosen, several at once, and on by themselves after a lost connection.
(() => {
  "use strict";
  const place = document.getElementById("arrivals"), drop = document.getElementById("drop");
  const list = document.getElementById("sending"), chooser = document.getElementById("film-files");
  if (!place || !window.tus) { return; }
  const words = place.dataset, PIECE = 8 * 1024 * 1024, under = new Set();
  let chosen = 0;
  const filled = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
  const number = (value, digits) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const made = (kind, name, text) => { const one = document.createElement(kind); if (name) { one.className = name; } if (text) { one.textContent = text; } return one; };
  const lasting = (seconds) => seconds >= 90 ? filled(words.minute, { count: Math.round(seconds / 60) }) : filled(words.second, { count: Math.max(1, Math.round(seconds)) });
  const say = (text) => { const heard = document.getElementById("announcement"); heard.hidden = false; heard.textContent = text; setTimeout(() => { heard.hidden = true; }, 10000); };

  const row = (file) => {
    const item = made("li"), text = made("div", "sending-text"), first = made("p"), bar = made("progress");
    const shown = { item, bar, percent: made("span", "percent", "0 %"), size: made("span", "size"), more: made("p", "more", words.rest), pause: made("button", "small", words.pause), stop: made("button", "quiet small", words.stop) };
    bar.max = Math.max(1, file.size); bar.value = 0; bar.setAttribute("aria-label", file.name);
    for (const one of [shown.pause, shown.stop]) { one.type = "button"; one.append(made("span", "hidden", ` ${file.name}`)); }
    first.append(made("strong", "", file.name), shown.size, shown.percent);
    text.append(first, bar, shown.more); item.append(text, shown.pause, shown.stop); list.append(item);
    return shown;
  };

  const send = (file) => {
    const shown = row(file), began = { at: 0, bytes: 0 };
    let paused = false, over = false;
    const label = (button, text) => { button.firstChild.textContent = text; };
    const ended = () => { over = true; under.delete(shown); shown.pause.remove(); };
    const upload = new tus.Upload(file, {
      endpoint: "/uploads", chunkSize: PIECE, metadata: { filename: file.name, filetype: file.type },
      retryDelays: [0, 1000, 2000, 4000, 8000, 8000, 15000, 15000, 30000, 30000, 60000, 60000, 60000, 60000, 60000],
      removeFingerprintOnSuccess: true,
      onShouldRetry(error) {
        const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        if (status === 0 || status === 409 || status === 423 || status >= 500) { shown.more.className = "more lost"; shown.more.textContent = words.gone; shown.bar.classList.add("paused"); return true; }
        return false;
      },
      onProgress(sent, all) {
        const now = performance.now();
        if (!began.at || sent < began.bytes) { began.at = now; began.bytes = sent; }
        const pace = (sent - began.bytes) / Math.max(1, now - began.at) * 1000;
        const left = pace > 0 && now - began.at > 800 ? `, ${filled(words.left, { left: lasting((all - sent) / pace) })}` : "";
        shown.bar.value = sent; shown.percent.textContent = `${Math.floor(100 * sent / Math.max(1, all))}\u00a0%`;
        shown.size.textContent = filled(words.of, { here: number(sent / 1e6, 1), all: number(all / 1e6, 1) }) + left;
        if (sent === all) { shown.more.textContent = words.looked; }
        if (sent > began.bytes && shown.bar.classList.contains("paused")) { shown.bar.classList.remove("paused"); shown.more.className = "more"; shown.more.textContent = words.rest; }
      },
      onError(error) {
        const answer = error.originalResponse, status = answer ? answer.getStatus() : 0;
        const said = answer && answer.getHeader("Content-Type") === "text/plain; charset=utf-8" ? answer.getBody().trim() : "";
        shown.bar.classList.add("paused"); shown.more.className = "more refused";
        shown.more.textContent = status === 401 ? words.ended : said || words.gone;
        say(shown.more.textContent.includes(file.name) ? shown.more.textContent : `${file.name}: ${shown.more.textContent}`);
        if (status === 0 || status === 401 || status >= 500) { paused = true; label(shown.pause, words.resume); } else { ended(); label(shown.stop, words.close); for (const one of [shown.bar, shown.percent, shown.size]) { one.remove(); } }
      },
      onSuccess() {
        ended(); shown.bar.value = shown.bar.max; shown.percent.textContent = "100\u00a0%"; shown.item.remove();
        say(`${file.name} ${words.whole}`);
        document.body.dispatchEvent(new CustomEvent("campaign:arrived"));
        const alone = chosen === 1 && !document.activeElement.matches("input:not([type=file]), select, textarea");
        if (alone && upload.url) { location.assign(`${new URL(upload.url, location.href).pathname}/film`); }
      },
    });
    const start = () => { upload.findPreviousUploads().then((earlier) => {
      const known = earlier.find((one) => Date.now() - new Date(one.creationTime).getTime() < 86400000);
      if (known) { upload.resumeFromPreviousUpload(known); }
      upload.start();
    }); };
    shown.pause.addEventListener("click", () => {
      paused = !paused; label(shown.pause, paused ? words.resume : words.pause);
      if (paused) { upload.abort(); shown.bar.classList.add("paused"); } else { began.at = 0; upload.start(); }
    });
    shown.stop.addEventListener("click", () => {
      const gone = () => { shown.item.remove(); chooser.focus(); };
      if (over || !upload.url) { upload.abort(); gone(); } else { upload.abort(true).then(gone, gone); }
      ended();
    });
    addEventListener("online", () => { if (!over && !paused) { upload.abort().then(() => upload.start()); } });
    chosen += 1; under.add(shown); start();
  };

  chooser.addEventListener("change", () => { for (const file of chooser.files) { send(file); } chooser.value = ""; });
  const carries = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); drop.classList.add("over"); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) { drop.classList.remove("over"); } });
  addEventListener("drop", (event) => {
    if (!carries(event)) { return; }
    event.preventDefault(); drop.classList.remove("over");
    for (const file of event.dataTransfer.files) { send(file); }
  });
  addEventListener("beforeunload", (event) => { if (under.size) { event.preventDefault(); } });
})();
