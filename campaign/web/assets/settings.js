// Rows of settings: one more, one less, without asking the server; the form without a script asks it.
(() => {
  "use strict";
  const say = (text) => { const place = document.getElementById("announcement"); place.classList.add("hidden"); place.hidden = false; place.textContent = text; };
  const fields = (row) => [...row.querySelectorAll("input:not([type=hidden]), select")];
  const add = (button) => {
    const all = button.closest(".several"), list = all.querySelector(".rows");
    const number = Math.max(-1, ...[...list.children].map((row) => Number(row.dataset.row))) + 1;
    const made = all.querySelector("template").content.cloneNode(true);
    for (const node of made.querySelectorAll("*")) {
      for (const { name, value } of [...node.attributes]) { if (value.includes("NUMBER")) { node.setAttribute(name, value.replaceAll("NUMBER", number)); } }
    }
    list.append(made);
    fields(list.lastElementChild)[0].focus();
  };
  const remove = (button) => {
    const row = button.closest(".row"), list = row.parentNode, place = [...list.children].indexOf(row);
    const next = row.nextElementSibling || row.previousElementSibling, adds = list.parentNode.querySelector("[data-add]");
    row.remove();
    (next ? fields(next)[0] : adds).focus();
    say(list.dataset.said.replace("{place}", place + 1));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".several button");
    if (!button) { return; }
    event.preventDefault();
    if (button.matches("[data-add]")) { add(button); } else { remove(button); }
  });
})();
