// Times of a film as people read and type them, and where a time sticks to speech.
(() => {
  "use strict";
  const E = window.Subtitles;
  const NEAR_MS = 160; // as far as a time goes of itself to an edge of speech, or to a change of picture
  const MINUTE = ":", DECIMAL = E.lang === "en" ? "." : ",";
  const two = (value) => String(value).padStart(2, "0");
  const shown = (ms, digits = 1) => {
    const unit = 10 ** (3 - digits), all = Math.round(Math.max(0, ms) / unit) * unit;
    const hours = Math.floor(all / 3600000), minutes = Math.floor(all / 60000) % 60, seconds = Math.floor(all / 1000) % 60;
    const left = String(all % 1000).padStart(3, "0").slice(0, digits);
    return `${hours ? `${hours}${MINUTE}${two(minutes)}` : minutes}${MINUTE}${two(seconds)}${digits ? DECIMAL + left : ""}`;
  };
  // "0:28,7", "0.28,7", "0:28.7", "28,7", "1.02.28,7", "1 min 2", "28": a comma parts decimals, and so does the only dot where
  // what follows are no seconds. Returns milliseconds; null for what is no time.
  const typed = (text) => {
    const plain = text.trim().toLowerCase().replace(/\s*(min|m|h|u)\.?\s*/g, ":").replace(/\s*s$/, "").replace(/\s+/g, "");
    if (!/^\d{1,5}([.:]\d{1,2}){0,2}([.,]\d{1,3})?$/.test(plain)) { return null; }
    let whole = plain, decimals = "";
    const parted = plain.includes(",") ? plain.split(",") : plain.includes(":") && plain.includes(".") ? [plain.slice(0, plain.lastIndexOf(".")), plain.slice(plain.lastIndexOf(".") + 1)] : null;
    if (parted) { [whole, decimals] = parted; } else {
      const lone = /^(\d+)\.(\d+)$/.exec(plain);
      if (lone && (lone[2].length !== 2 || Number(lone[2]) > 59)) { [, whole, decimals] = lone; }
    }
    const parts = whole.split(/[.:]/).map(Number);
    if (parts.slice(1).some((one) => one > 59)) { return null; }
    return parts.reduce((sum, one) => sum * 60 + one, 0) * 1000 + Number(decimals.padEnd(3, "0").slice(0, 3));
  };
  let edges = [];
  const know = () => {
    edges = [...new Set([...(E.given.speech_ms || []).flat(), ...(E.given.shots_ms || [])])].sort((a, b) => a - b);
  };
  know();
  let sticks = true;
  E.times = {
    shown, typed, know,
    get sticks() { return sticks; },
    set sticks(value) { sticks = value; E.tell("sticks"); },
    // The nearest edge of speech or change of picture, where one is near; else the time itself.
    stuck(ms, near = NEAR_MS) {
      if (!sticks) { return Math.round(ms); }
      let best = Math.round(ms), least = near;
      for (const edge of edges) {
        const far = Math.abs(edge - ms);
        if (far <= least) { best = edge; least = far; }
        if (edge > ms + near) { break; }
      }
      return best;
    },
  };
})();
