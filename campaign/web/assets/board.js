// The board: moving by pointer and keys, keys from day to day, menus, what is said; the server judges every move.
(() => {
  "use strict";
  const one = (what, within = document) => within.querySelector(what);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const FAR = 6, SPOKEN_MS = 10000, EDGE = 60;
  let moving = null, sending = 0, pending = null, start = null, gone = 0, kept = null, undoable = null;
  document.documentElement.classList.add("script");

  // What is said.
  const sentence = (name, card) => one("#said").dataset[name].replaceAll("{title}", card ? card.dataset.title : "").replaceAll("{hour}", card ? card.dataset.hour : "");
  const speak = (text) => { one("#spoken").textContent = text; };
  const forget = () => { const said = one("#announcement"); clearTimeout(gone); said.hidden = !undoable; said.replaceChildren(...(undoable || [])); };
  const linger = () => {
    clearTimeout(gone);
    gone = setTimeout(() => { const said = one("#announcement"); if (said.matches(":hover, :focus-within")) { linger(); } else { forget(); } }, SPOKEN_MS);
  };
  const closing = () => {
    const close = document.createElement("button");
    close.type = "button"; close.className = "quiet"; close.textContent = "×"; close.setAttribute("aria-label", one("#said").dataset.close);
    close.onclick = () => { undoable = null; forget(); };
    return close;
  };
  // What can be undone stays until the page is left, or somebody puts it away; what is said meanwhile passes.
  const announce = (...content) => {
    const said = one("#announcement");
    if (content.some((node) => node.nodeType === 1 && one("[data-undo]", node))) { undoable = [...content, closing()]; forget(); return; }
    said.hidden = false; said.replaceChildren(...content); linger();
  };
  const tell = (text) => { const p = document.createElement("p"); p.textContent = text; announce(p); };
  const complain = (content) => {
    const place = one("#trouble"), close = document.createElement("button");
    close.type = "button"; close.className = "quiet"; close.textContent = "×"; close.setAttribute("aria-label", "×");
    close.onclick = () => place.replaceChildren();
    place.replaceChildren(...content, close);
    place.scrollIntoView({ block: "nearest" });
  };
  const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  const plain = (text) => { const p = document.createElement("p"); p.textContent = text; return [p]; };

  // Asking the server, as htmx does.
  const ask = (address, options = {}) => fetch(address, { credentials: "same-origin", ...options, headers: { "HX-Request": "true", ...(options.headers || {}) } });
  const refresh = () => document.body.dispatchEvent(new CustomEvent("campaign:changed", { detail: { what: "here" } }));

  // Nothing is exchanged under somebody's hands, nor while a card that was put down is on its way to the server.
  document.addEventListener("campaign:changed", (event) => { if (moving || sending) { pending = event.detail; event.stopPropagation(); } }, true);
  document.addEventListener("htmx:before:swap", (event) => {
    if (moving || sending) { pending = { what: "all" }; event.preventDefault(); return; }
    const at = document.activeElement, card = at && at.closest("[data-post], [data-day]");
    kept = card && one("#board")?.contains(at) ? { card: card.closest(".card")?.id, day: at.closest("[data-day]")?.dataset.day, more: at.matches(".more"), at } : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!kept || (document.activeElement && document.activeElement !== document.body)) { return; }
    focusOn(kept.card, kept.day, kept.more);
  });
  const focusOn = (id, day, more) => {
    const card = id && document.getElementById(id);
    const place = card ? one(more ? ".more" : ".whole", card) : one(`[data-day="${day}"] h2`) || one("#board h1");
    if (place && !place.matches("a, button, [tabindex]")) { place.tabIndex = -1; }
    place?.focus({ preventScroll: true });
  };

  // A move: begun by pointer or keys, judged by the server once, put down or left.
  const days = () => all("#board [data-day]").filter((day) => day.matches("li"));
  const begin = async (card, by) => {
    if (moving) { return; }
    if (card.getAttribute("aria-busy") === "true") { tell(sentence("busy", card)); return; }
    const shown = days();
    moving = { card, by, at: null, day: card.closest("[data-day]"), verdicts: [] };
    document.body.classList.add("moves");
    card.classList.add("moved-card");
    if (by === "keys") { speak(sentence("begun", card)); tell(sentence("begun", card)); }
    const mine = moving, dated = shown.map((day) => day.dataset.day).sort();
    if (!dated.length) { return; }
    try {
      const answer = await ask(`/posts/${card.dataset.post}/verdicts?first=${dated[0]}&last=${dated[dated.length - 1]}`);
      if (!answer.ok) { throw new Error(await answer.text()); }
      const found = parsed(await answer.text());
      if (moving !== mine) { return; }
      const told = found.find((node) => node.nodeType === 1);
      mine.verdicts = all(".verdict", told);
      for (const verdict of mine.verdicts) { one(`li[data-day="${verdict.dataset.day}"]`, one("#board"))?.append(verdict); }
      if (mine.over) { over(...mine.over); } else if (by === "keys") { at(mine.day); }
    } catch (error) {
      if (moving === mine) { leave(); complain(plain(sentence("lost", card))); }
    }
  };
  const verdictOf = (day, slot) => day && all(":scope > .verdict", day).find((verdict) => !slot === !verdict.matches("[data-slot]")) || (day && one(":scope > .verdict", day));
  const at = (day, verdict) => {
    all(".over, .verdict.at").forEach((place) => place.classList.remove("over", "at"));
    moving.day = day || moving.day;
    moving.at = verdict || verdictOf(day);
    if (!moving.at) { return; }
    day.classList.add("over"); moving.at.classList.add("at");
    if (moving.by === "keys") { day.scrollIntoView({ block: "nearest" }); speak(moving.at.dataset.said); }
    tell(moving.at.dataset.said);
    clearTimeout(gone);
  };
  const over = (x, y) => {
    moving.over = [x, y];
    const place = document.elementFromPoint(x, y), day = place?.closest("#board li[data-day]");
    const verdict = place?.closest(".verdict") || (day && verdictOf(day));
    if (!day) { all(".over, .verdict.at").forEach((one) => one.classList.remove("over", "at")); moving.at = null; return; }
    if (verdict !== moving.at || !day.classList.contains("over")) { at(day, verdict); }
  };
  const end = () => {
    const { card } = moving;
    moving.ghost?.remove();
    all(".verdict", one("#board")).forEach((verdict) => verdict.remove());
    all(".over").forEach((day) => day.classList.remove("over"));
    document.body.classList.remove("moves");
    card.classList.remove("moved-card");
    moving = null;
    if (pending) { const detail = pending; pending = null; document.body.dispatchEvent(new CustomEvent("campaign:changed", { detail })); }
    return card;
  };
  const leave = () => { const by = moving.by, card = end(); forget(); if (by === "keys") { speak(sentence("left", card)); } one(".whole", card).focus({ preventScroll: true }); };
  const drop = () => {
    const { at: verdict, day } = moving;
    if (!verdict || verdict.dataset.kind === "stays") { leave(); return; }
    if (verdict.dataset.kind === "cannot") { const said = verdict.dataset.said, card = end(); tell(said); speak(said); one(".whole", card).focus({ preventScroll: true }); return; }
    const to = verdict.dataset.at, hour = verdict.dataset.hour;
    pending = null;
    const card = end();
    put(card, day, hour, to);
  };
  const put = async (card, day, hour, to) => {
    const before = { parent: card.parentNode, next: card.nextSibling, hour: one(".hour", card).textContent };
    one(".cards", day).append(card);
    one(".hour", card).textContent = hour;
    card.setAttribute("aria-busy", "true"); card.classList.add("settles");
    one(".whole", card).focus({ preventScroll: true });
    const back = () => {
      card.removeAttribute("aria-busy");
      if (card.isConnected && before.parent.isConnected) {
        before.parent.insertBefore(card, before.next?.parentNode === before.parent ? before.next : null);
        one(".hour", card).textContent = before.hour;
        one(".whole", card).focus({ preventScroll: true });
      }
      refresh();
    };
    await send(`/posts/${card.dataset.post}/move`, { at: to, version: card.dataset.version, back: location.pathname + location.search }, card, back);
  };
  const send = async (address, fields, card, back) => {
    sending += 1;
    try {
      const answer = await ask(address, { method: "POST", body: new URLSearchParams(fields) });
      const said = parsed(await answer.text());
      sending = Math.max(0, sending - 1);
      if (!answer.ok) { back(); complain(said); return false; }
      card?.removeAttribute("aria-busy");
      const told = said.find((node) => node.nodeType === 1);
      if (card && told?.dataset.version) { card.dataset.version = told.dataset.version; }
      one("#trouble").replaceChildren();
      announce(...said); speak(one("p", one("#announcement"))?.textContent || "");
      refresh();
      return true;
    } catch (error) {
      sending = Math.max(0, sending - 1);
      back(); complain(plain(card ? sentence("lost", card) : String(error))); return false;
    }
  };

  // By pointer; a finger scrolls, and has the menu.
  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest?.(".card[data-movable]");
    if (!card || event.button || event.pointerType === "touch" || event.target.closest(".more, .menu") || moving) { return; }
    start = { card, x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  document.addEventListener("pointermove", (event) => {
    if (start && !moving && Math.hypot(event.clientX - start.x, event.clientY - start.y) > FAR) { lift(event); }
    if (!moving?.ghost) { return; }
    follow(event.clientX, event.clientY);
    over(event.clientX, event.clientY);
  });
  const lift = (event) => {
    const { card } = start, box = card.getBoundingClientRect(), ghost = card.cloneNode(true);
    begin(card, "pointer");
    if (!moving) { start = null; return; }
    ghost.removeAttribute("id"); ghost.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    ghost.classList.remove("moved-card"); ghost.classList.add("lifted"); ghost.inert = true; ghost.setAttribute("aria-hidden", "true");
    ghost.style.width = `${box.width}px`;
    moving.ghost = ghost; moving.grip = { x: start.x - box.left, y: start.y - box.top };
    document.body.append(ghost);
    try { card.setPointerCapture(event.pointerId); } catch { /* the pointer is gone already */ }
  };
  const follow = (x, y) => {
    moving.ghost.style.translate = `${x - moving.grip.x}px ${y - moving.grip.y}px`;
    if (y < EDGE) { scrollBy(0, -14); } else if (y > innerHeight - EDGE) { scrollBy(0, 14); }
  };
  document.addEventListener("pointerup", () => {
    start = null;
    if (!moving?.ghost) { return; }
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    if (moving.verdicts.length) { drop(); } else { leave(); }
  });
  const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
  document.addEventListener("pointercancel", () => { start = null; if (moving?.ghost) { leave(); } });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".card")) { event.preventDefault(); } });

  // By keys.
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const stepped = (day, key) => {
    const shown = days(), here = shown.indexOf(day), isList = one("#board .list");
    const step = isList ? Math.sign(STEPS[key]) : STEPS[key];
    return shown[here + step] || null;
  };
  const moveKeys = (event) => {
    if (STEPS[event.key]) { const day = stepped(moving.day, event.key); if (day) { at(day); } }
    else if (event.key === "Home" || event.key === "End") { const week = all("li[data-day]", moving.day.parentNode); at(week[event.key === "Home" ? 0 : week.length - 1]); }
    else if (event.key === " ") { const now = moving.at, other = all(":scope > .verdict", moving.day); if (now) { at(moving.day, other[(other.indexOf(now) + 1) % other.length]); } }
    else if (event.key === "Enter") { drop(); }
    else if (event.key === "Escape" || event.key === "Tab") { leave(); }
    else { return; }
    event.preventDefault();
  };
  const headingOf = (day) => { const place = day && one("h2", day); if (place) { all("#board h2[tabindex='0']").forEach((other) => { other.tabIndex = -1; }); place.tabIndex = 0; place.focus(); } };
  const dayKeys = (event, day) => {
    if (STEPS[event.key]) {
      const inside = all(".whole, .slot, .rest", day), here = inside.indexOf(document.activeElement), step = Math.sign(STEPS[event.key]);
      const beside = Math.abs(STEPS[event.key]) === 7 && here >= 0 ? inside[here + step] || (step < 0 ? one("h2", day) : null) : null;
      if (beside) { beside.focus(); } else { headingOf(stepped(day, event.key)); }
    } else if (event.key === "Home" || event.key === "End") { const week = all("li[data-day]", day.parentNode); headingOf(week[event.key === "Home" ? 0 : week.length - 1]); }
    else if (event.key === "PageUp" || event.key === "PageDown") { sessionStorage.setItem("board:day", day.dataset.day); one(event.key === "PageUp" ? "[data-before]" : "[data-after]")?.click(); }
    else if (event.key === "Enter" && event.target.matches("h2")) { one(".whole, .slot, .rest", day)?.focus(); }
    else { return false; }
    return true;
  };
  const cardKeys = (event, card) => {
    const key = event.key.toLowerCase();
    if (key === "m" && card.matches("[data-movable]")) { if (card.closest("li[data-day]")) { begin(card, "keys"); } else { one("[href*='/move']", card)?.click(); } }
    else if (key === "h" && card.matches("[data-holdable]")) { one("[href*='/hold']", card)?.click(); }
    else if (key === "k" && one("[data-copy]", card)) { one("[data-copy]", card).requestSubmit(); }
    else { return false; }
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (moving?.ghost && event.key === "Escape") { event.preventDefault(); leave(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) { if (event.key === "z" && event.ctrlKey && !event.target.closest("input, textarea")) { one("[data-undo] button")?.click(); } return; }
    if (moving) { moveKeys(event); return; }
    if (event.key === "F1") { const keys = one("#keys"); if (keys) { keys.open = true; one("summary", keys).focus(); event.preventDefault(); } return; }
    if (event.target.closest("input, textarea, select, dialog, [popover]")) { return; }
    if (event.key === "/") { one(".filters")?.classList.add("open"); one(".filters input[type=search]")?.focus(); event.preventDefault(); return; }
    const card = event.target.closest(".card"), day = event.target.closest("#board li[data-day]");
    if ((card && cardKeys(event, card)) || (day && dayKeys(event, day))) { event.preventDefault(); }
  });
  const arrive = () => {
    const from = sessionStorage.getItem("board:day");
    sessionStorage.removeItem("board:day");
    if (!from) { return; }
    const number = from.slice(8), weekday = new Date(from).getDay(), shown = days();
    const near = shown.find((day) => !day.matches(".outside") && day.dataset.day.slice(8) === number) || shown.find((day) => new Date(day.dataset.day).getDay() === weekday);
    headingOf(near || shown[0]);
  };

  // Menus, the dialog, undo.
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches?.(".menu") || event.newState !== "open") { return; }
    const box = one(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${box.bottom + menu.offsetHeight + 8 > innerHeight ? Math.max(8, box.top - menu.offsetHeight - 4) : box.bottom + 4}px`;
    one("a", menu).focus();
  }, true);
  let asker = null;
  const open = async (link) => {
    const card = link.closest(".card"), dialog = one("#dialog");
    link.closest("[popover]")?.hidePopover();
    asker = card?.id;
    try {
      const answer = await ask(link.href);
      dialog.replaceChildren(...parsed(await answer.text()));
      globalThis.htmx?.process(dialog);
      dialog.showModal();
      one("[autofocus]", dialog)?.focus();
    } catch (error) { complain(plain(sentence("lost", card))); }
  };
  one("#dialog")?.addEventListener("close", () => { one("#dialog").replaceChildren(); focusOn(asker); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-dialog]"), close = event.target.closest?.("#dialog [data-close]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); open(link); }
    if (close) { event.preventDefault(); one("#dialog").close(); }
    if (event.target.closest?.(".filter-toggle")) { const shown = one(".filters").classList.toggle("open"); event.target.closest(".filter-toggle").setAttribute("aria-expanded", shown); }
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-move]");
    if (!form) { return; }
    if (event.target.name === "choice") { form.elements.at.value = ""; one("#reading").replaceChildren(); }
    if (event.target.name === "at") { all("[name=choice]", form).forEach((each) => { each.checked = false; }); }
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target, isMove = form.matches("form[data-move], form[data-act]") && form.closest("#dialog");
    if (!isMove && !form.matches("[data-undo]")) { return; }
    event.preventDefault();
    if (form.dataset.sent) { return; }
    form.dataset.sent = "yes";
    const fields = new FormData(form);
    if (isMove) { fields.set("back", location.pathname + location.search); }
    if (!isMove) { fields.set("undo", "yes"); const before = undoable; undoable = null; const done = await send(form.action, fields, null, () => {}); if (!done) { undoable = before; form.removeAttribute("data-sent"); } return; }
    const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(fields) }).catch(() => null);
    delete form.dataset.sent;
    const said = parsed(answer ? await answer.text() : "");
    if (!answer?.ok) { one("#reading").replaceChildren(...(answer ? said : plain(sentence("lost", document.getElementById(asker))))); one("[name=at], button", form).focus(); return; }
    one("#dialog").close();
    announce(...said); speak(one("p", one("#announcement"))?.textContent || "");
    refresh();
  });
  const toggle = one(".filter-toggle");
  if (toggle) { toggle.hidden = false; }
  arrive();
})();
