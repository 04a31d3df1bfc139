// The subtitle editor's ground: what it was given, its words, and what its parts tell each other.
(() => {
  "use strict";
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const heard = new Map();
  document.documentElement.classList.add("has-editor"); // `:has()` would be asked anew with each letter that is typed
  const lang = document.documentElement.lang;
  const SVG = "http://www.w3.org/2000/svg";
  const glyph = (name) => {
    const drawn = document.createElementNS(SVG, "svg"), use = document.createElementNS(SVG, "use");
    drawn.setAttribute("class", "glyph");
    drawn.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#s-${name}`);
    drawn.append(use);
    return drawn;
  };
  const made = (tag, attributes = {}, ...within) => {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) { one.setAttribute(name, value === true ? "" : value); }
    }
    one.append(...within.filter((each) => each !== null && each !== undefined));
    return one;
  };
  const E = window.Subtitles = {
    given: read("document"), words: read("words"), lang, glyph, made,
    at: (id) => document.getElementById(id),
    on(name, hear) { heard.set(name, [...(heard.get(name) || []), hear]); },
    tell(name, what) { for (const hear of heard.get(name) || []) { hear(what); } },
    say(name, params = {}) {
      const told = E.words[name] ?? name, said = Array.isArray(told) ? told[String(params.count) === "1" ? 0 : 1] : told; // of one, of more
      return said.replace(/\{(\w+)\}/g, (whole, key) => key in params ? String(params[key]) : whole);
    },
    number: (value, digits = 0) => value.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    // One sentence, at the left below, for eyes and ears; `undo` adds a button that takes back what was done.
    announce(text, undo) {
      const place = E.at("announcement");
      place.classList.remove("hidden");
      place.replaceChildren(text);
      if (undo) {
        const back = made("button", { type: "button", class: "small" }, E.say("take_back"));
        back.addEventListener("click", () => { place.hidden = true; undo(); });
        place.append(" ", back);
      }
      place.hidden = false;
      clearTimeout(E.announce.due);
      const close = () => {
        if (place.matches(":hover, :focus-within")) { E.announce.due = setTimeout(close, 2000); } else { place.hidden = true; }
      };
      E.announce.due = setTimeout(close, undo ? 10000 : 5000);
    },
    // What only ears need.
    whisper(text) { E.at("spoken").textContent = text; },
  };
})();
