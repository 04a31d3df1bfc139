// What somebody takes along: copied by a button, or printed; without a script it is selected by hand.
(() => {
  "use strict";
  const words = (place) => place.value ?? [...place.querySelectorAll("code")].map((one) => one.textContent).join("\n");
  const selected = (place) => {
    if (place.select) { place.select(); } else { getSelection().selectAllChildren(place); }
  };
  const copied = async (place) => {
    try { await navigator.clipboard.writeText(words(place)); return true; } catch { /* a page without a secure address */ }
    selected(place);
    return document.execCommand("copy");
  };
  for (const button of document.querySelectorAll("[data-copies]")) {
    const place = document.getElementById(button.dataset.copies);
    button.hidden = false;
    place.addEventListener("focus", () => selected(place));
    if (place === document.activeElement) { selected(place); }
    button.addEventListener("click", async () => {
      if (!await copied(place)) { return; }
      const told = document.getElementById("announcement");
      told.textContent = button.dataset.copied;
      told.hidden = false;
    });
  }
  for (const button of document.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
