// What a field lacks is said in the language of the page; browsers say it in their own.
"use strict";

(() => {
  const CHOSEN = ["radio", "checkbox", "select-one", "file"];

  function lacking(field) {
    const words = document.body.dataset;
    if (field.min && field.max && !field.validity.valueMissing) { return words.range.replace("{min}", field.min).replace("{max}", field.max); }
    if (!field.validity.valueMissing) { return words.unfit; }
    return CHOSEN.includes(field.type) ? words.choose : words.missing;
  }

  // A browser takes no form while words of ours stand, so they go before it looks again.
  function forget(event) {
    const form = event.target.form || event.target.closest?.("button")?.form;
    for (const field of form?.elements || []) { field.setCustomValidity?.(""); }
  }

  document.addEventListener("invalid", (event) => event.target.setCustomValidity(lacking(event.target)), true);
  for (const kind of ["input", "change", "click", "submit"]) { document.addEventListener(kind, forget, true); }
})();
